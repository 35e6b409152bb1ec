"""What stands in the columns of a story, pictures and asides alike: where, in which rows, and what that leaves for text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from typeset.findings import Finding
from typeset.flow.grid import MILLI, PageGrid
from typeset.flow.runaround import Extents, beside
from typeset.flow.thread import Column
from typeset.model.placed import Item
from typeset.model.story import PicturePlace, PictureSide
from typeset.units import Length


class Standing(Struct, frozen=True):
    """Columns with what stands in them taken out, and the items of that."""

    columns: tuple[Column, ...]
    items: tuple[Item, ...]
    findings: tuple[Finding, ...]


class Block(Protocol):
    """What is asked for a block: story columns, counted from 1, or how many from the right edge; its own width; its place."""

    @property
    def columns(self) -> tuple[int, int] | None:
        """First and last story column."""

    @property
    def width(self) -> int:
        """How many story columns."""

    @property
    def wide(self) -> int:
        """Its width in thousandths of a character where it is narrower than its columns; 0 where it is not."""

    @property
    def side(self) -> PictureSide:
        """Where in its columns it stands when it is narrower."""

    @property
    def place(self) -> PicturePlace:
        """At the head, in the middle or at the foot of its columns."""


class Room(Struct, frozen=True):
    """Where a block stands across: its columns, counted from 0, its left edge and width, and the width of the columns."""

    first: int
    last: int
    x: Length
    width: Length
    span: Length


def rooms_for(block: Block, columns: Sequence[Column], grid: PageGrid) -> tuple[Room, ...]:
    """The rooms a block may stand in; one without named columns stands at the right, or else as far right as it can."""
    count = len(columns)
    if block.columns is not None:
        first, last = min(block.columns[0], count) - 1, min(block.columns[1], count) - 1
        return (_room(block, columns, first, last, grid),)
    wanted = min(max(block.width, 1), count)
    return tuple(
        _room(block, columns, first, first + wanted - 1, grid) for first in range(count - wanted, -1, -1)
    )


def _room(block: Block, columns: Sequence[Column], first: int, last: int, grid: PageGrid) -> Room:
    left = columns[first].x
    span = columns[last].x + columns[last].width - left
    width = min(span, block.wide * grid.body // MILLI) if block.wide else span
    shift = {PictureSide.LEFT: 0, PictureSide.CENTER: (span - width) // 2, PictureSide.RIGHT: span - width}
    return Room(first, last, left + shift[block.side], width, span)


def find_rows(
    columns: Sequence[Column], rooms: Sequence[Room], count: int, place: PicturePlace
) -> tuple[Room, list[int]] | None:
    """The first of the rooms, all equally wide, that has ``count`` neighbouring rows free, and these rows."""
    found = ((room, take_rows(columns, room, count, place)) for room in rooms)
    return next(((room, rows) for room, rows in found if rows is not None), None)


def take_rows(columns: Sequence[Column], room: Room, count: int, place: PicturePlace) -> list[int] | None:
    """``count`` neighbouring rows in which the block touches nothing, at the asked place; None when there are not so many."""
    rows = _free(columns, room)
    runs = [
        rows[i : i + count]
        for i in range(len(rows) - count + 1)
        if rows[i + count - 1] - rows[i] == count - 1
    ]
    if not runs:
        return None
    if place is PicturePlace.TOP:
        return runs[0]
    return runs[-1] if place is PicturePlace.BOTTOM else runs[len(runs) // 2]


def most_free(columns: Sequence[Column], rooms: Sequence[Room]) -> int:
    """The most neighbouring rows that are free in one of the rooms."""
    most = 0
    for room in rooms:
        run, before = 0, None
        for row in _free(columns, room):
            run = run + 1 if before == row - 1 else 1
            most, before = max(most, run), row
    return most


def _free(columns: Sequence[Column], room: Room) -> list[int]:
    """The rows in which a block in a room would touch nothing."""
    return sorted(set.intersection(*(_clear(column, room) for column in columns[room.first : room.last + 1])))


def _clear(column: Column, room: Room) -> set[int]:
    """The rows of a column in which nothing stands where the block would: what stands beside text leaves it a slot."""
    left, right = max(room.x, column.x), min(room.x + room.width, column.x + column.width)
    return {
        row
        for row in column.rows
        if (slot := column.slots.get(row)) is None or (slot.x <= left and right <= slot.x + slot.width)
    }


def without(
    columns: Sequence[Column], room: Room, rows: Sequence[int], taken: Extents, grid: PageGrid
) -> list[Column]:
    """The columns without the rows of a block, or, where it is narrower, with what it leaves beside it."""
    left = list(columns)
    for number in range(room.first, room.last + 1):
        if room.width < room.span:
            left[number] = beside(left[number], taken, grid)
        else:
            kept = tuple(row for row in left[number].rows if row not in rows)
            left[number] = replace(left[number], rows=kept)
    return left
