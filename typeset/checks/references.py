"""References to pages (参见): every story that is referred to stands in the issue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from typeset.catalogue import finding
from typeset.checks.meant import meant
from typeset.findings import Finding
from typeset.flow.references import Printed, references, refers
from typeset.model.edition import Edition
from typeset.model.placed import Part
from typeset.standing import NOTHING_STANDS, StandingResults


def check_references(edition: Edition, standing: StandingResults = NOTHING_STANDS) -> tuple[Finding, ...]:
    """Findings for references to stories that are neither placed in a frame nor in the pool of fillers."""
    known = named_stories(edition)
    names = frozenset(known)
    return tuple(
        finding("reference-unplaced", span=printed.span, story=slug, name=name, **meant(name, known))
        for slug in known
        if slug in edition.stories and standing.of(refers, edition.stories[slug])
        for printed in references(edition.stories[slug])
        for name in printed.refers.stories
        if name not in names
    )


def named_stories(edition: Edition) -> tuple[str, ...]:
    """The stories of an issue: those placed in frames, and the fillers there may be room for."""
    placed = (slug for page in edition.pages for placed in page.placements for slug in placed.stories)
    fillers = (filler.story for filler in edition.fillers if filler.story)
    return tuple(dict.fromkeys((*placed, *fillers)))


def check_fillers_named(edition: Edition, parts: Sequence[Part]) -> list[Finding]:
    """Findings for references and teasers that name a filler for which an issue that was set had no room."""
    standing = {slug for page in edition.pages for placed in page.placements for slug in placed.stories}
    standing |= {part.story for part in parts}
    lacking = {filler.story for filler in edition.fillers if filler.story} - standing
    return [*_referred(edition, parts, lacking), *_announced(edition, lacking)] if lacking else []


def _referred(edition: Edition, parts: Sequence[Part], lacking: set[str]) -> Iterator[Finding]:
    for slug in dict.fromkeys(part.story for part in parts):
        for printed in references(edition.stories[slug]):
            page = _page(printed, [part for part in parts if part.story == slug])
            for name in printed.refers.stories:
                if name in lacking:
                    yield finding(
                        "referred-filler-unplaced", span=printed.span, page=page, story=slug, name=name
                    )


def _announced(edition: Edition, lacking: set[str]) -> Iterator[Finding]:
    for page in edition.pages:
        for placement in page.placements:
            for teaser in placement.teasers:
                for name, span in teaser.named:
                    if name in lacking:
                        yield finding(
                            "referred-filler-unplaced",
                            span=span,
                            page=page.number,
                            frame=placement.frame,
                            name=name,
                        )


def _page(printed: Printed, parts: Sequence[Part]) -> int:
    """The page a reference is printed on; outside the copy that on which its story begins."""
    at = printed.offset
    here = (part.page for part in parts if at is not None and part.first <= at < part.last)
    return next(here, parts[0].page)
