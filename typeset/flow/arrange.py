"""Frames that follow their content: how many rows a story, pictures or lines of text take in given columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from typeset.flow.body import Body, Cursor
from typeset.flow.furniture import content_height
from typeset.flow.gallery import set_gallery
from typeset.flow.grid import PageGrid
from typeset.flow.index import row_step
from typeset.flow.setter import Setter, leading_of
from typeset.flow.storyframe import body_for, inside, prepare
from typeset.flow.thread import fill
from typeset.model.arrangement import Page, arranged, to_measure
from typeset.model.edition import PageSpec
from typeset.model.layout import FrameKind, FrameSpec
from typeset.model.story import Gallery, Story
from typeset.model.style import WritingMode
from typeset.units import Length

_ASIDES: Final = frozenset({"aside-no-room", "gallery-no-room"})
_FOR_WANT_OF_ROOM: Final = _ASIDES | {"picture-no-room", "headline-too-tall"}
"""What did not find its place, and may with more rows; all else that is found of a frame is the same in any height."""


class _Measuring(Struct, frozen=True):
    """What a page's frames are measured with."""

    page: PageSpec
    stories: Mapping[str, Story]
    fields: Mapping[str, str]
    setter: Setter
    grid: PageGrid
    entries: Mapping[str, int] = field(default_factory=dict)


def arranged_page(
    page: PageSpec,
    stories: Mapping[str, Story],
    fields: Mapping[str, str],
    setter: Setter,
    grid: PageGrid,
    entries: Mapping[str, int],
) -> PageSpec:
    """The page with all its frames arranged; every round measures one more frame, so it ends.

    ``entries`` says how many lines each index has, by the name of its frame.
    """
    layout = page.layout
    size = Page(layout.grid.columns, layout.rows)
    measuring = _Measuring(page, stories, fields, setter, grid, entries)
    frames, heights = layout.frames, dict[str, int]()
    while (frame := to_measure(frames, size)) is not None:
        heights[frame.name] = _rows_wanted(frame, measuring)
        frames = arranged(layout.frames, size, heights)
    if frames is layout.frames:
        return page
    return replace(page, layout=replace(layout, frames=frames))


def _rows_wanted(frame: FrameSpec, by: _Measuring) -> int:
    """How many rows the content of a frame takes, at most all it may have and at least one."""
    most = frame.rows[1] - frame.rows[0] + 1
    placement = by.page.placement(frame.name)
    placed = [by.stories[slug] for slug in placement.stories if slug in by.stories] if placement else []
    if frame.kind is FrameKind.TEXT:
        return min(most, _padded(frame, content_height(frame, by.fields, by.setter, by.grid), by.grid))
    if frame.kind is FrameKind.INDEX:
        height = by.entries.get(frame.name, 0) * row_step(by.setter, by.grid) * by.grid.leading
        return max(1, min(most, _padded(frame, height, by.grid)))
    if frame.kind is FrameKind.TEASERS:
        return min(most, _padded(frame, leading_of(by.setter.style("teaser")), by.grid))
    if not placed:
        return 1
    if frame.kind is FrameKind.PICTURE:
        rect, _, _ = inside(frame, by.grid.rect(frame), by.grid)
        pictures = placed[0].pictures
        return min(
            most, _padded(frame, set_gallery(Gallery(pictures), rect.width, by.setter).height, by.grid)
        )
    return _story_rows(frame, placed[0], by, most)


def _padded(frame: FrameSpec, height: Length, grid: PageGrid) -> int:
    """Rows for a height inside the box of a frame."""
    _, first, last = inside(frame, grid.rect(frame), grid)
    return grid.rows_for(height) + (grid.rows_of(frame)[1] - grid.rows_of(frame)[0]) - (last - first)


def rows_for_story(
    frame: FrameSpec, story: Story, page: PageSpec, setter: Setter, grid: PageGrid, most: int
) -> int | None:
    """The fewest rows, ``most`` at the utmost, in which a whole story stands in a frame; None when it does not."""
    by = _Measuring(page, {}, {}, setter, grid)
    body = body_for(frame, story, setter, grid)
    if not _holds(_as_high(frame, most, grid), story, body, by):
        return None
    return _story_rows(frame, story, by, most)


def _as_high(frame: FrameSpec, rows: int, grid: PageGrid) -> FrameSpec:
    """The frame with so many rows."""
    area = None if frame.area is None else replace(frame.area, height=rows * grid.leading)
    return replace(frame, rows=(frame.rows[0], frame.rows[0] + rows - 1), area=area)


def _story_rows(frame: FrameSpec, story: Story, by: _Measuring, most: int) -> int:
    """The fewest rows in which the whole story stands, by halving."""
    body = body_for(frame, story, by.setter, by.grid)
    low, high = 1, most
    while low < high:
        middle = (low + high) // 2
        if _holds(_as_high(frame, middle, by.grid), story, body, by):
            high = middle
        else:
            low = middle + 1
    return low


def _holds(frame: FrameSpec, story: Story, body: Body, by: _Measuring) -> bool:
    ready = prepare(frame, by.page.number, story, by.setter, by.grid)
    # In a vertical frame asides have no place however large it is.
    lacking = _FOR_WANT_OF_ROOM - _ASIDES if frame.writing is WritingMode.VERTICAL else _FOR_WANT_OF_ROOM
    if any(f.code in lacking for f in ready.findings):
        return False
    return not story.paragraphs or fill(body, Cursor(), ready.columns, by.grid).next >= body.end
