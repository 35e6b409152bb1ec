"""What of a finished page is white, cell by cell: a cell is a grid row of a basic column.

A frame of fixed content covers its cells when anything stands in it; in frames of copy the cells below the last ink of a column are
white, of vertical copy the columns without any. Rules, boxes and grounds are no content.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from msgspec import Struct

from typeset.flow.boxes import room_of
from typeset.flow.grid import PageGrid
from typeset.model.edition import PageSpec
from typeset.model.layout import FrameKind, FrameSpec, Rect
from typeset.model.placed import Dot, GlyphRun, Item, Path, PlacedPage, Purpose, Rule, Tint
from typeset.model.style import WritingMode
from typeset.units import Length

_PERCENT: Final = 100
# A path nearly as large as its frame is the box of the frame.
_NEARLY: Final = 95
_COPY: Final = frozenset({FrameKind.STORY, FrameKind.TAILS, FrameKind.FILLER})

Known = Collection[tuple[int | None, str | None]]
"""Frames, by page and name, of which it is told elsewhere that they are empty."""


class Drawn(Struct, frozen=True):
    """Something drawn: the room it takes, the middle of that, and whether it is part of a head."""

    item: Item
    room: Rect
    x: Length
    y: Length
    is_head: bool

    @classmethod
    def of(cls, item: Item) -> Drawn:
        """An item where it stands."""
        room = room_of(item)
        is_head = isinstance(item, GlyphRun) and item.purpose is Purpose.HEAD
        return cls(item, room, room.x + room.width // 2, room.y + room.height // 2, is_head)


class _Standing(Struct, frozen=True):
    """A frame as it stands on a page: its rectangle there; a settled one counts as covered, whatever is in it."""

    frame: FrameSpec
    rect: Rect
    settled: bool


def white_cells(page: PageSpec, left: PageSpec | None, placed: PlacedPage, told: Known) -> list[list[bool]]:
    """Row by row, whether each basic column is white; ``left`` is the page that faces this one on its left."""
    grid = PageGrid.of(page.layout, page.section_number)
    drawn = _content(placed, grid)
    cells = [[True] * grid.columns for _ in range(grid.rows)]
    for one in _frames(page, left, grid, told):
        for column, rows in enumerate(_covered(one, drawn, grid)):
            for row in rows:
                cells[row][column] = False
    return cells


def _content(placed: PlacedPage, grid: PageGrid) -> list[Drawn]:
    drawn = (Drawn.of(item) for item in placed.items if not isinstance(item, Rule | Tint | Dot))
    return [one for one in drawn if not _is_line(one, grid)]


def _is_line(one: Drawn, grid: PageGrid) -> bool:
    """Whether an item is an ornamental rule: a wave, a row of ornaments."""
    return isinstance(one.item, Path) and min(one.room.width, one.room.height) <= grid.body


def _frames(page: PageSpec, left: PageSpec | None, grid: PageGrid, told: Known) -> Iterator[_Standing]:
    """The frames of a page, and those that come to it over the fold."""
    for frame in page.layout.frames:
        yield _Standing(frame, grid.rect(frame), _is_settled(page, frame, told))
    if left is None or grid.fold:
        return
    facing = PageGrid.of(left.layout, left.section_number)
    for frame in left.layout.frames:
        rect = facing.rect(frame)
        if frame.spread and facing.crosses(rect):
            moved = Rect(rect.x - facing.fold, rect.y, rect.width, rect.height)
            yield _Standing(frame, moved, _is_settled(left, frame, told))


def _is_settled(page: PageSpec, frame: FrameSpec, told: Known) -> bool:
    """Whether a frame is meant to be as it is: empty by the edition, or its emptiness is told elsewhere."""
    placed = page.placement(frame.name)
    meant = placed is not None and not (placed.stories or placed.ads or placed.teasers)
    return meant or (page.number, frame.name) in told


def _covered(one: _Standing, drawn: Sequence[Drawn], grid: PageGrid) -> list[range]:
    """Column by column the rows, counted from 0, in which a frame is not white."""
    rect, frame = one.rect, one.frame
    whole = _rows(rect.y, rect.bottom, grid)
    columns = range(*_columns(rect, grid))
    if one.settled:
        return [whole if column in columns else range(0) for column in range(grid.columns)]
    left, right, top, bottom = rect.x, rect.right, rect.y, rect.bottom
    inside = (d for d in drawn if left <= d.x <= right and top <= d.y <= bottom)
    own = [d for d in inside if not _is_box(d, rect)]
    if frame.kind not in _COPY:
        return [whole if own and column in columns else range(0) for column in range(grid.columns)]
    if frame.writing is WritingMode.VERTICAL:
        # Vertical lines go on from the right: columns at the left without any are white, a short line is none.
        inked = {column for one in own for column in range(*_columns(one.room, grid))}
        return [
            whole if column in columns and column in inked else range(0) for column in range(grid.columns)
        ]
    feet, copy = _feet(own, grid)
    at_side = frame.headline.place.is_side
    rows: list[range] = []
    for column in range(grid.columns):
        foot = feet[column]
        if column not in columns or foot is None:
            rows.append(range(0))
        elif at_side and not copy[column]:
            # A head at the side stands in columns of its own.
            rows.append(whole)
        else:
            rows.append(_rows(rect.y, min(foot, rect.bottom), grid))
    return rows


def _feet(own: Sequence[Drawn], grid: PageGrid) -> tuple[list[Length | None], list[bool]]:
    """Column by column where its last ink ends, and whether any of it is no head."""
    feet: list[Length | None] = [None] * grid.columns
    copy = [False] * grid.columns
    for one in own:
        bottom = one.room.bottom
        for column in range(*_columns(one.room, grid)):
            foot = feet[column]
            feet[column] = bottom if foot is None or bottom > foot else foot
            copy[column] = copy[column] or not one.is_head
    return feet, copy


def _columns(room: Rect, grid: PageGrid) -> tuple[int, int]:
    """The first and last (excluded) basic column of the page in which a rectangle lies, counted from 0."""
    pitch = grid.measure + grid.gutter
    first = (room.x + grid.gutter - grid.left) // pitch
    return max(0, first), min(grid.columns, -((grid.left - room.right) // pitch))


def _is_box(one: Drawn, frame: Rect) -> bool:
    """Whether an item is the box round a frame."""
    if not isinstance(one.item, Path):
        return False
    wide = one.room.width * _PERCENT >= frame.width * _NEARLY
    return wide and one.room.height * _PERCENT >= frame.height * _NEARLY


def _rows(top: Length, foot: Length, grid: PageGrid) -> range:
    first = max(0, (top - grid.top) // grid.leading)
    return range(first, min(-(-(foot - grid.top) // grid.leading), grid.rows))
