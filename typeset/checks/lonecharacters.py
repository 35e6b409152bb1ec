"""The last line of a paragraph that holds a single character and its marks (孤字成行; clreq.md §9, GB 5.1.11)."""

from __future__ import annotations

from typeset.catalogue import finding
from typeset.checks.copylines import CopyLine, StoryLines, lines_of
from typeset.findings import Finding
from typeset.flow.issue import SetIssue
from typeset.standing import NOTHING_STANDS, StandingResults

# A single character and what closes behind it: 。”）
_MOST = 5
_SHOWN = 8


def check_lone_characters(issue: SetIssue, standing: StandingResults = NOTHING_STANDS) -> list[Finding]:
    """At most one finding a story: how many paragraphs end in a line of one character, and the first of them."""
    return [found for one in lines_of(issue, standing) for found in standing.of(_of_story, one)]


def _of_story(one: StoryLines) -> list[Finding]:
    alone = [line for line in one.lines if is_lone(line)]
    if not alone:
        return []
    first = alone[0]
    return [
        finding(
            "lone-character",
            span=first.span_at(first.first),
            page=first.page,
            frame=first.frame,
            story=one.story,
            amount=len(alone),
            unit="lines",
            text=first.paragraph.text[-_SHOWN:],
        )
    ]


def is_lone(line: CopyLine) -> bool:
    """Whether a line is the last of several of its paragraph and has one character that is no mark."""
    if line.begins or not line.ends or not line.is_prose or line.last - line.first > _MOST:
        return False
    return sum(char.isalnum() for char in line.text) == 1
