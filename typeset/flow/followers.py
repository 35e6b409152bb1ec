"""Threads (文本链): the columns of the frames a story goes on in, after those of its own frame.

Where a frame stands directly above or below another of the same story and their columns meet, these are one column: it is
read from its head to its foot, not as far as the border of a frame nobody sees. So L- and U-shapes come about. A rule between
two frames parts them, and so does a column that would have to be read before one that has been read already.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from typeset.flow.grid import PageGrid
from typeset.flow.rules import around
from typeset.flow.storyframe import Follower, StoryFrame, columns_of, inside
from typeset.flow.thread import Column, SetLine, Slot
from typeset.model.layout import FrameSpec, Side


def followed_by(ready: StoryFrame, frames: Sequence[FrameSpec], grid: PageGrid) -> StoryFrame:
    """The frame with those its story goes on in: they have no head, only columns."""
    columns, followers = list(ready.columns), []
    _, first_row, last_row = inside(ready.frame, grid.rect(ready.frame), grid)
    reaches = [_Reach((first_row, last_row), ready.frame) for _ in columns]
    for frame in frames:
        outer = grid.rect(frame)
        inner, first_row, last_row = inside(frame, outer, grid)
        items = around(frame, outer, leading=grid.leading, gutter=grid.gutter)
        mine = columns_of(inner, frame.story_columns, (first_row, last_row), grid)
        met = [_met(column, _Reach((first_row, last_row), frame), columns, reaches, grid) for column in mine]
        if not _in_order(met):
            met = [None] * len(mine)
        begun = len(columns)
        for column, number in zip(mine, met, strict=True):
            if number is None:
                columns.append(column)
                reaches.append(_Reach((first_row, last_row), frame))
            else:
                columns[number] = _joined(columns[number], column, grid)
                reaches[number] = reaches[number].with_rows(first_row, last_row, frame)
        joined = frozenset(number for number in met if number is not None)
        rows = (first_row, last_row)
        followers.append(Follower(frame, inner, tuple(items), rows, begun, len(columns), joined))
    return replace(ready, columns=tuple(columns), followers=tuple(followers))


class _Reach(Struct, frozen=True):
    """The rows of the frames a column runs through, whatever stands in them, and the frame at its head and its foot."""

    rows: tuple[int, int]
    head: FrameSpec
    foot: FrameSpec | None = None

    def with_rows(self, first: int, last: int, frame: FrameSpec) -> _Reach:
        """The reach with those of a frame above or below."""
        if first < self.rows[0]:
            return _Reach((first, self.rows[1]), frame, self.foot or self.head)
        return _Reach((self.rows[0], last), self.head, frame)


def _in_order(met: Sequence[int | None]) -> bool:
    """Whether columns a frame begins are all read after those that go on in it: none is left of one of these."""
    begun = [place for place, number in enumerate(met) if number is None]
    gone_on = [place for place, number in enumerate(met) if number is not None]
    return not begun or not gone_on or min(begun) > max(gone_on)


def _met(
    column: Column, mine: _Reach, columns: Sequence[Column], reaches: Sequence[_Reach], grid: PageGrid
) -> int | None:
    """The column that ends right above this one or begins right below it, in the same place across the page.

    Columns are whole characters and what is left over is between them, so that edges meant to be one may be most of a
    character apart.
    """
    for number, (other, reach) in enumerate(zip(columns, reaches, strict=True)):
        apart = max(abs(other.x - column.x), abs(other.x + other.width - column.x - column.width))
        if apart >= grid.body:
            continue
        if reach.rows[1] + 1 == mine.rows[0] and not _ruled(reach.foot or reach.head, mine.head):
            return number
        if mine.rows[1] + 1 == reach.rows[0] and not _ruled(mine.head, reach.head):
            return number
    return None


def _ruled(upper: FrameSpec, lower: FrameSpec) -> bool:
    """Whether a rule parts a frame from the one right below it."""
    return any(side is Side.BELOW for side, _ in upper.rules) or any(
        side is Side.ABOVE for side, _ in lower.rules
    )


def _joined(one: Column, other: Column, grid: PageGrid) -> Column:
    """One column with the rows of both, in the place of the first; rows that are narrower there keep to their frame."""
    rows = tuple(sorted((*one.rows, *other.rows)))
    slots = {**one.slots, **other.slots}
    if other.width < one.width:
        left = max(one.x, other.x)
        width = (min(one.x + one.width, other.x + other.width) - left) // grid.body * grid.body
        slots |= {row: Slot(left, width) for row in other.rows}
    return replace(one, rows=rows, slots=slots)


def by_frame(ready: StoryFrame, lines: Sequence[SetLine]) -> list[tuple[str, list[SetLine]]]:
    """Runs of lines that stand in one frame of a thread, with its name, in the order of the copy."""

    def home(line: SetLine) -> str:
        holding = (f.frame.name for f in ready.followers if f.holds(line.column, line.row))
        return next(holding, ready.frame.name)

    return [(name, list(run)) for name, run in groupby(lines, key=home)]
