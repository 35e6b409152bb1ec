"""The pages of a set edition as they are shown: their digests, and how far each is (issue 8)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from typeset.findings import worst
from typeset.model.edition import Edition
from typeset.model.fullness import PageFill
from typeset.press.edition import SetEdition
from typeset.preview.lengths import in_mm
from typeset.preview.page_pdf import ReadyPage
from typeset.preview.snapshot import PageStatus, PageView
from typeset.report.outcome import Outcome

_SHORT: Final = frozenset({"underset", "page-hole"})


def page_views(done: SetEdition, outcome: Outcome, ready: Iterable[ReadyPage]) -> tuple[PageView, ...]:
    """The pages in the order of the edition."""
    fills = {fill.page: fill for fill in outcome.fills}
    facing = faced_pages(done.issue.edition)
    return tuple(_view(page, done, fills.get(page.number), facing.get(page.number)) for page in ready)


def _view(page: ReadyPage, done: SetEdition, fill: PageFill | None, facing: int | None) -> PageView:
    found = [f for f in done.findings if f.page == page.number]
    return PageView(
        number=page.number,
        label=page.spec.name,
        section=page.spec.section,
        digest=page.digest,
        width_mm=in_mm(page.page.width),
        height_mm=in_mm(page.page.height),
        status=_status(page.number, done, fill),
        fill=round(fill.share, 3) if fill is not None else 1.0,
        worst=worst(found),
        findings=len(found),
        spread_with=facing,
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
