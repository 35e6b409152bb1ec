"""Frames across the fold (跨版): on a left page, facing a page that has room for them."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.grid import PageGrid
from typeset.flow.spread import faces_another, may_cross
from typeset.flow.storyframe import columns_of, inside
from typeset.model.edition import Edition, PageSpec
from typeset.model.layout import FrameKind, FrameSpec, Rect


def check_spreads(edition: Edition, arranged: Edition | None = None) -> tuple[Finding, ...]:
    """Findings for frames over the fold, as their layouts ask for them; ``arranged`` says where they stand."""
    pages = {page.number: page for page in (arranged or edition).pages}
    return tuple(
        found
        for page in edition.pages
        for asked in page.layout.frames
        if asked.spread
        for found in _check(page, pages[page.number], asked, pages.get(page.number + 1), edition)
    )


def _check(
    asked_on: PageSpec, page: PageSpec, asked: FrameSpec, facing: PageSpec | None, edition: Edition
) -> list[Finding]:
    here: dict[str, Any] = {"span": asked.span, "page": page.number, "frame": asked.name}
    if not may_cross(asked_on, asked):
        return [finding("spread-misplaced", **here, frame_kind=asked.kind.value)]
    if facing is None or not faces_another(edition, page):
        return [finding("spread-unfaced", **here, facing=page.next_name)]
    frame = page.layout.frame(asked.name) or asked
    grid = PageGrid.of(page.layout, page.section_number)
    rect = grid.rect(frame)
    if not grid.crosses(rect):
        return [finding("spread-one-sided", **here, limit=grid.columns)]
    theirs = PageGrid.of(facing.layout, facing.section_number)
    beyond = Rect(theirs.left, rect.y, rect.right - grid.facing, rect.height)
    return _uneven(frame, grid, here) + [
        finding(
            "spread-overlap",
            span=other.span,
            related=frame.span,
            page=facing.number,
            frame=other.name,
            other=frame.name,
            other_page=page.number,
            other_name=page.name,
        )
        for other in facing.layout.frames
        if _meet(beyond, theirs.rect(replace(other, spread=False)))
    ]


def _uneven(frame: FrameSpec, grid: PageGrid, here: dict[str, Any]) -> list[Finding]:
    """Columns of other widths on the two pages: their number cannot be shared as the basic columns are."""
    if frame.kind is not FrameKind.STORY:
        return []
    inner, first, last = inside(frame, grid.rect(frame), grid)
    columns = columns_of(inner, frame.story_columns, (first, last), grid)
    left = [column for column in columns if column.x < grid.fold]
    if not left or left[0].width == columns[-1].width:
        return []
    return [
        finding(
            "spread-uneven",
            **here,
            left=len(left),
            right=len(columns) - len(left),
            wide=f"{left[0].width / grid.body:g}",
            narrow=f"{columns[-1].width / grid.body:g}",
        )
    ]


def _meet(one: Rect, two: Rect) -> bool:
    return one.x < two.right and two.x < one.right and one.y < two.bottom and two.y < one.bottom
