"""A number parted from what it counts by the end of a line, a column or a jump: 12|月, 30|万, 5|公里 (issue 5, 2)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from typeset.catalogue import finding
from typeset.checks.copylines import CopyLine, StoryLines, lines_of
from typeset.findings import Finding
from typeset.flow.issue import SetIssue
from typeset.standing import NOTHING_STANDS, StandingResults
from typeset.text.inseparable import parted_numbers

_BEHIND_NUMBERS: Final = frozenset("%％‰℃°")
# As much of both sides as shows what was parted.
_BEFORE: Final = 5
_BEHIND: Final = 3


def check_parted_numbers(issue: SetIssue, standing: StandingResults = NOTHING_STANDS) -> list[Finding]:
    """At most two findings a story: numbers parted between columns or pages, and those parted between lines."""
    found: list[Finding] = []
    for one in lines_of(issue, standing):
        found += standing.of(_of_story, one)
    return found


def _of_story(one: StoryLines) -> list[Finding]:
    at_lines: list[CopyLine] = []
    at_columns: list[CopyLine] = []
    for line, after in pairwise(one.lines):
        if not line.ends and parts_number(line.paragraph.text, line.last):
            (at_lines if line.place == after.place else at_columns).append(line)
    return [
        *_told("number-parted-columns", one.story, at_columns),
        *_told("number-parted", one.story, at_lines),
    ]


def parts_number(text: str, at: int) -> bool:
    """Whether a break before this character parts a number from its unit, its sign or its other digits."""
    before, behind = text[at - 1], text[at]
    if before.isdecimal() and (behind.isdecimal() or behind in _BEHIND_NUMBERS):
        return True
    # A number and its counting word, 第 and its number: all there is to know stands near.
    if not (
        before.isdecimal() or before in "第%％" or behind.isdecimal() or "第" in text[max(0, at - 6) : at]
    ):
        return False
    first = max(0, at - 8)
    return parted_numbers(text[first : at + 3])[at - 1 - first]


def _told(code: str, slug: str, parted: Sequence[CopyLine]) -> list[Finding]:
    if not parted:
        return []
    first = parted[0]
    text, at = first.paragraph.text, first.last
    return [
        finding(
            code,
            span=first.span_at(at - 1),
            page=first.page,
            frame=first.frame,
            story=slug,
            amount=len(parted),
            text=f"{text[max(0, at - _BEFORE) : at]}|{text[at : at + _BEHIND]}",
        )
    ]
