"""Frames across the fold (跨版): on a left page, facing a page that has room for them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.grid import PageGrid
from typeset.model.edition import Edition, PageSpec
from typeset.model.layout import FrameKind, FrameSpec, Rect
from typeset.model.style import WritingMode

_KINDS: Final = frozenset({FrameKind.STORY, FrameKind.PICTURE, FrameKind.TEXT, FrameKind.AD})


def check_spreads(edition: Edition) -> tuple[Finding, ...]:
    """Findings for frames over the fold of an edition whose frames are arranged."""
    pages = {page.number: page for page in edition.pages}
    return tuple(
        found
        for page in edition.pages
        for frame in page.layout.frames
        if frame.spread
        for found in _check(page, frame, pages.get(page.number + 1))
    )


def _check(page: PageSpec, frame: FrameSpec, facing: PageSpec | None) -> list[Finding]:
    here: dict[str, Any] = {"span": frame.span, "page": page.number, "frame": frame.name}
    upright = frame.writing is WritingMode.VERTICAL or frame.headline.writing is WritingMode.VERTICAL
    if frame.kind not in _KINDS or upright:
        return [finding("spread-misplaced", **here, frame_kind=frame.kind.value)]
    if page.number % 2 or facing is None or not _alike(page, facing):
        return [finding("spread-unfaced", **here, facing=page.number + 1)]
    grid = PageGrid.of(page.layout, page.number)
    rect = grid.rect(frame)
    if not grid.crosses(rect):
        return [finding("spread-one-sided", **here, limit=grid.columns)]
    theirs = PageGrid.of(facing.layout, facing.number)
    beyond = Rect(theirs.left, rect.y, rect.right - grid.facing, rect.height)
    return [
        finding(
            "spread-overlap",
            span=other.span,
            related=frame.span,
            page=facing.number,
            frame=other.name,
            other=frame.name,
            other_page=page.number,
        )
        for other in facing.layout.frames
        if _meet(beyond, theirs.rect(replace(other, spread=False)))
    ]


def _alike(page: PageSpec, facing: PageSpec) -> bool:
    """Whether two pages have one sheet and grid, so that rows go on over the fold."""
    return page.layout.sheet == facing.layout.sheet and page.layout.grid == facing.layout.grid


def _meet(one: Rect, two: Rect) -> bool:
    return one.x < two.right and two.x < one.right and one.y < two.bottom and two.y < one.bottom
