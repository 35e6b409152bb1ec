"""The pages of a set edition as they are shown: their digests, and how far each is (issue 8)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from typeset.findings import worst
from typeset.model.edition import Edition, PageSpec
from typeset.model.fullness import PageFill
from typeset.model.placed import PlacedPage
from typeset.press.edition import SetEdition
from typeset.preview.digests import files_on, page_digest
from typeset.preview.lengths import in_mm
from typeset.preview.snapshot import PageStatus, PageView
from typeset.report.outcome import Outcome

_SHORT: Final = frozenset({"underset", "page-hole"})

FileDigest = Callable[[str], str]
"""Gives the hash of the content of a file by its name."""


def page_views(
    done: SetEdition,
    outcome: Outcome,
    file_digest: FileDigest,
    before: Mapping[int, tuple[PlacedPage, PageView]],
) -> tuple[PageView, ...]:
    """The pages in the order of the edition.

    ``before`` are the pages of the setting before this one, with what was known of them: of one that is the same nothing is computed anew.
    """
    specs = {spec.number: spec for spec in done.issue.edition.pages}
    fills = {fill.page: fill for fill in outcome.fills}
    facing = faced_pages(done.issue.edition)
    return tuple(
        _view(
            page,
            specs[page.number],
            done,
            fills.get(page.number),
            facing.get(page.number),
            _drawn(page, specs[page.number], file_digest, before.get(page.number)),
        )
        for page in done.issue.pages
    )


def _drawn(
    page: PlacedPage, spec: PageSpec, file_digest: FileDigest, before: tuple[PlacedPage, PageView] | None
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The digest of a page, and its pictures with theirs."""
    files = tuple((file, file_digest(file)) for file in files_on(page))
    del before
    return page_digest(page, repr(spec.printing), files), files


def _view(
    page: PlacedPage,
    spec: PageSpec,
    done: SetEdition,
    fill: PageFill | None,
    facing: int | None,
    drawn: tuple[str, tuple[tuple[str, str], ...]],
) -> PageView:
    found = [f for f in done.findings if f.page == page.number]
    return PageView(
        number=page.number,
        label=spec.name,
        section=spec.section,
        digest=drawn[0],
        width_mm=in_mm(page.width),
        height_mm=in_mm(page.height),
        status=_status(page.number, done, fill),
        fill=round(fill.share, 3) if fill is not None else 1.0,
        worst=worst(found),
        findings=len(found),
        spread_with=facing,
        files=drawn[1],
    )


def _status(number: int, done: SetEdition, fill: PageFill | None) -> PageStatus:
    if any(one.page == number for one in done.issue.oversets):
        return PageStatus.OVER
    if fill is not None and fill.rows and not fill.filled:
        return PageStatus.EMPTY
    if any(f.page == number and f.code in _SHORT for f in done.findings):
        return PageStatus.SHORT
    return PageStatus.CLEAN


def faced_pages(edition: Edition) -> dict[int, int]:
    """The page each page faces when the paper is open: an even one of its section the one after it."""
    by_number = {spec.number: spec for spec in edition.pages}
    facing: dict[int, int] = {}
    for spec in edition.pages:
        after = by_number.get(spec.number + 1)
        if spec.section_number % 2 == 0 and after is not None and after.section_code == spec.section_code:
            facing[spec.number], facing[after.number] = after.number, spec.number
    return facing
