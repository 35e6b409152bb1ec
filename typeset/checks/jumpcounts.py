"""How often stories jump: one story in a chain of jumps, and all those that leave one page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.model.edition import Edition
from typeset.model.placed import Jump


def check_jump_counts(edition: Edition, jumps: Sequence[Jump]) -> list[Finding]:
    """Findings for stories that jump more often, and pages from which more stories jump, than the house allows."""
    return [*_chains(edition, jumps), *_departures(edition, jumps)]


def _chains(edition: Edition, jumps: Sequence[Jump]) -> Iterator[Finding]:
    for story, count in Counter(jump.story for jump in jumps).items():
        page = edition.page_of(story)
        if page is None or count <= page.jumps.most_jumps:
            continue
        placed = next(one for one in page.placements if story in one.stories)
        yield finding(
            "jump-chain-too-long",
            span=placed.span,
            page=page.number,
            frame=placed.frame,
            story=story,
            amount=count,
            most=page.jumps.most_jumps,
        )


def _departures(edition: Edition, jumps: Sequence[Jump]) -> Iterator[Finding]:
    for page in edition.pages:
        most = page.jumps.most_from_page
        leaving = dict.fromkeys(jump.story for jump in jumps if jump.from_page == page.number)
        if most and len(leaving) > most:
            yield finding(
                "jumps-too-many",
                span=page.span,
                page=page.number,
                amount=len(leaving),
                most=most,
                stories="、".join(leaving),
            )
