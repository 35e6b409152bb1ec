"""Threads (文本链): the columns of the frames a story goes on in, after those of its own frame.

Where a frame stands directly above or below another of the same story and their columns meet, these are one column: it is
read from its head to its foot, not as far as the border of a frame nobody sees. So L- and U-shapes come about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from typeset.flow.grid import PageGrid
from typeset.flow.rules import around
from typeset.flow.storyframe import Follower, StoryFrame, columns_of, inside
from typeset.flow.thread import Column, SetLine, Slot
from typeset.model.layout import FrameSpec


def followed_by(ready: StoryFrame, frames: Sequence[FrameSpec], grid: PageGrid) -> StoryFrame:
    """The frame with those its story goes on in: they have no head, only columns."""
    columns, followers = list(ready.columns), []
    for frame in frames:
        outer = grid.rect(frame)
        inner, first_row, last_row = inside(frame, outer, grid)
        items = around(frame, outer, leading=grid.leading, gutter=grid.gutter)
        begun, joined = len(columns), set[int]()
        for column in columns_of(inner, frame.story_columns, (first_row, last_row), grid):
            number = _met(column, columns, grid)
            if number is None:
                columns.append(column)
            else:
                columns[number] = _joined(columns[number], column, grid)
                joined.add(number)
        rows = (first_row, last_row)
        followers.append(Follower(frame, inner, tuple(items), rows, begun, len(columns), frozenset(joined)))
    return replace(ready, columns=tuple(columns), followers=tuple(followers))


def _met(column: Column, columns: Sequence[Column], grid: PageGrid) -> int | None:
    """The column that ends right above this one or begins right below it, in the same place across the page.

    Columns are whole characters and what is left over is between them, so that edges meant to be one may be most of a
    character apart.
    """
    for number, other in enumerate(columns):
        apart = max(abs(other.x - column.x), abs(other.x + other.width - column.x - column.width))
        if apart >= grid.body or not other.rows or not column.rows:
            continue
        if other.rows[-1] + 1 == column.rows[0] or column.rows[-1] + 1 == other.rows[0]:
            return number
    return None


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
