"""The first line of a paragraph alone at the foot of a column (clreq.md §9: papers put up with it, a notice)."""

from __future__ import annotations

from itertools import pairwise

from typeset.catalogue import finding
from typeset.checks.copylines import lines_of
from typeset.findings import Finding
from typeset.flow.issue import SetIssue

_SHOWN = 10


def check_orphans(issue: SetIssue) -> list[Finding]:
    """At most one finding a story: how many first lines stand alone at the foot of their column, and the first of them."""
    found: list[Finding] = []
    for slug, lines in lines_of(issue):
        alone = [
            line
            for line, after in pairwise(lines)
            if line.begins and line.is_prose and not line.ends and line.place != after.place
        ]
        if alone:
            first = alone[0]
            found.append(
                finding(
                    "orphan",
                    span=first.span_at(0),
                    page=first.page,
                    frame=first.frame,
                    story=slug,
                    amount=len(alone),
                    unit="lines",
                    text=first.text[:_SHOWN],
                )
            )
    return found
