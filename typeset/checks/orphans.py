"""The first line of a paragraph alone at the foot of a column (clreq.md §9: papers put up with it, a notice)."""

from __future__ import annotations

from itertools import pairwise

from typeset.catalogue import finding
from typeset.checks.copylines import StoryLines, lines_of
from typeset.findings import Finding
from typeset.flow.issue import SetIssue
from typeset.standing import NOTHING_STANDS, StandingResults

_SHOWN = 10


def check_orphans(issue: SetIssue, standing: StandingResults = NOTHING_STANDS) -> list[Finding]:
    """At most one finding a story: how many first lines stand alone at the foot of their column, and the first of them."""
    return [found for one in lines_of(issue, standing) for found in standing.of(_of_story, one)]


def _of_story(one: StoryLines) -> list[Finding]:
    alone = [
        line
        for line, after in pairwise(one.lines)
        if line.begins and line.is_prose and not line.ends and line.place != after.place
    ]
    if not alone:
        return []
    first = alone[0]
    return [
        finding(
            "orphan",
            span=first.span_at(0),
            page=first.page,
            frame=first.frame,
            story=one.story,
            amount=len(alone),
            unit="lines",
            text=first.text[:_SHOWN],
        )
    ]
