"""The last line of a paragraph that holds a single character and its marks (孤字成行; clreq.md §9, GB 5.1.11)."""

from __future__ import annotations

from typeset.catalogue import finding
from typeset.checks.copylines import CopyLine, lines_of
from typeset.findings import Finding
from typeset.flow.issue import SetIssue

# A single character and what closes behind it: 。”）
_MOST = 5
_SHOWN = 8


def check_lone_characters(issue: SetIssue) -> list[Finding]:
    """At most one finding a story: how many paragraphs end in a line of one character, and the first of them."""
    found: list[Finding] = []
    for slug, lines in lines_of(issue):
        alone = [line for line in lines if is_lone(line)]
        if alone:
            first = alone[0]
            text = first.paragraph.text
            found.append(
                finding(
                    "lone-character",
                    span=first.span_at(first.first),
                    page=first.page,
                    frame=first.frame,
                    story=slug,
                    amount=len(alone),
                    unit="lines",
                    text=text[-_SHOWN:],
                )
            )
    return found


def is_lone(line: CopyLine) -> bool:
    """Whether a line is the last of several of its paragraph and has one character that is no mark."""
    if line.begins or not line.ends or not line.is_prose or line.last - line.first > _MOST:
        return False
    return sum(char.isalnum() for char in line.text) == 1
