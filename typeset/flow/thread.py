"""Fill columns with copy: row by row on the grid, column by column, from a cursor to a cursor.

Pulls lines and stops where copy or room runs out; never decides what to cut or where to go on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from typeset.flow.body import Body, Cursor
from typeset.flow.grid import PageGrid
from typeset.model.story import Role
from typeset.text.justify import Line
from typeset.units import Length

# A subhead keeps at least this many lines of text below it in its column (clreq: 小标题 must not end a column).
LINES_UNDER_SUBHEAD = 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a frame: its left edge, its measure and the grid rows that are free for text, ascending."""

    x: Length
    width: Length
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line in its place: which column, which row it begins in, how many rows it takes."""

    column: int
    row: int
    rows: int
    paragraph: int
    line: Line


@dataclass(frozen=True, slots=True)
class Fill:
    """What went into a set of columns, and where the copy goes on."""

    lines: tuple[SetLine, ...]
    next: Cursor


def fill(body: Body, at: Cursor, columns: Sequence[Column], grid: PageGrid) -> Fill:
    """Fill the columns in order. Bounded by the columns; every line placed advances the cursor."""
    lines: list[SetLine] = []
    for number, column in enumerate(columns):
        at = _fill_column(body, at, (number, column), grid, lines)
        if at >= body.end:
            break
    return Fill(tuple(lines), at)


def _fill_column(
    body: Body, at: Cursor, numbered: tuple[int, Column], grid: PageGrid, lines: list[SetLine]
) -> Cursor:
    number, column = numbered
    used = 0
    while at < body.end:
        paragraph = body.paragraphs[at.paragraph]
        composed = body.lines(at, column.width)
        if paragraph.source.role is Role.SUBHEAD and used:
            below = LINES_UNDER_SUBHEAD if at.paragraph + 1 < len(body.paragraphs) else 0
            needed = len(composed) * _rows_of(body, at.paragraph, grid, at_top=False) + below
            if used + needed > len(column.rows):
                return at
        for line in composed:
            rows = _rows_of(body, at.paragraph, grid, at_top=not used)
            if used + rows > len(column.rows):
                return at
            lines.append(SetLine(number, column.rows[used], rows, at.paragraph, line))
            used += rows
            at = body.after(at.paragraph, line.last)
        if not composed:
            at = Cursor(at.paragraph + 1, 0)
    return at


def _rows_of(body: Body, paragraph: int, grid: PageGrid, *, at_top: bool) -> int:
    style = body.paragraphs[paragraph].style
    white = style.white_below + (0 if at_top else style.white_above)
    return max(1, grid.rows_for(style.size + white))


def balanced(body: Body, at: Cursor, columns: Sequence[Column], grid: PageGrid) -> Fill | None:
    """Fill the columns to equal height, the remainder short in the last (clreq); None when the copy does not fit."""
    rows = sorted({row for column in columns for row in column.rows})
    if not rows:
        return None
    low, high = 0, len(rows) - 1
    best = fill(body, at, columns, grid)
    if best.next < body.end:
        return None
    while low < high:
        middle = (low + high) // 2
        tried = fill(body, at, up_to(columns, rows[middle]), grid)
        if tried.next >= body.end:
            best, high = tried, middle
        else:
            low = middle + 1
    return best


def up_to(columns: Sequence[Column], row: int) -> tuple[Column, ...]:
    """The columns, cut off below a row."""
    return tuple(replace(c, rows=tuple(r for r in c.rows if r <= row)) for c in columns)


def room(columns: Sequence[Column]) -> int:
    """How many rows of text the columns hold."""
    return sum(len(column.rows) for column in columns)


def rows_used(lines: Sequence[SetLine]) -> int:
    """How many rows lines take."""
    return sum(line.rows for line in lines)
