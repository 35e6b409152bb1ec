"""Fill columns with copy: row by row on the grid, column by column, from a cursor to a cursor.

Pulls lines and stops where copy or room runs out; never decides what to cut or where to go on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, islice
from typing import Final

from typeset.flow.body import Body, Cursor
from typeset.flow.grid import PageGrid
from typeset.model.story import Role
from typeset.text.justify import Line
from typeset.text.linebreak import Piece
from typeset.units import Length

# A subhead keeps at least this many lines of text below it in its column (clreq: 小标题 must not end a column).
LINES_UNDER_SUBHEAD = 2
# How many ways of sharing the missing rows among the columns are tried.
_MOST_SHAPES: Final = 24
# A question longer than this may begin at the foot of a column like any paragraph: moving all of it would leave a hole.
LONGEST_QUESTION = 3


@dataclass(frozen=True, slots=True)
class Slot:
    """The room of one row of a column beside what stands in its way: its left edge and its width."""

    x: Length
    width: Length


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a frame: its left edge, its measure and the grid rows that are free for text, ascending.

    ``slots`` are the rooms of rows that are narrower than the column (run-around, 绕排).
    """

    x: Length
    width: Length
    rows: tuple[int, ...]
    slots: Mapping[int, Slot] = field(default_factory=dict)

    def piece(self, row: int) -> Piece:
        """The room of a row, counted from the column's left edge."""
        slot = self.slots.get(row)
        return Piece(0, self.width) if slot is None else Piece(slot.x - self.x, slot.width)


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
    course = _Course.of(columns)
    for number, column in enumerate(columns):
        at = _fill_column(body, at, (number, column), course, grid, lines)
        if at >= body.end:
            break
    return Fill(tuple(lines), at)


@dataclass(frozen=True, slots=True)
class _Course:
    """The rooms of all rows of all columns in the order they are filled, as far as they differ from the last one."""

    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]
    width: Length

    @classmethod
    def of(cls, columns: Sequence[Column]) -> _Course:
        width = columns[-1].width if columns else 0
        if all(column.width == width and not column.slots for column in columns):
            return cls((), (0,) * len(columns), width)
        starts = [0]
        pieces: list[Piece] = []
        for column in columns:
            pieces += (column.piece(row) for row in column.rows)
            starts.append(len(pieces))
        while pieces and pieces[-1] == Piece(0, width):
            pieces.pop()
        return cls(tuple(pieces), tuple(starts), width)

    def ahead(self, column: int, used: int, first: int, stride: int) -> tuple[Piece, ...]:
        """The rooms of the lines to come from a row of a column on: one ``first`` rows high, the others ``stride``."""
        rest = self.pieces[self.starts[column] + used :]
        if first == stride == 1 or not rest:
            return rest
        others = range(first, len(rest), stride)
        return (_common(rest[:first]), *(_common(rest[i : i + stride]) for i in others))


def _common(pieces: Sequence[Piece]) -> Piece:
    """The room several rows have in common; that of the narrowest where they have none."""
    start = max(piece.start for piece in pieces)
    end = min(piece.start + piece.width for piece in pieces)
    return Piece(start, end - start) if end > start else min(pieces, key=lambda piece: piece.width)


def _fill_column(
    body: Body,
    at: Cursor,
    numbered: tuple[int, Column],
    course: _Course,
    grid: PageGrid,
    lines: list[SetLine],
) -> Cursor:
    number, column = numbered
    used = 0
    while at < body.end:
        used, composed = _next_lines(body, at, numbered, used, course, grid)
        if not _may_begin(body, at, column, used, len(composed), grid):
            return at
        for line in composed:
            rows = _rows_of(body, at.paragraph, column, grid, at_top=not used)
            if used + rows > len(column.rows):
                return at
            if column.rows[used + rows - 1] - column.rows[used] >= rows:
                # Something stands in the rows of this line: it goes below.
                break
            lines.append(SetLine(number, column.rows[used], rows, at.paragraph, line))
            used += rows
            at = body.after(at.paragraph, line.last)
        if not composed:
            at = Cursor(at.paragraph + 1, 0)
    return at


def _next_lines(
    body: Body, at: Cursor, numbered: tuple[int, Column], used: int, course: _Course, grid: PageGrid
) -> tuple[int, tuple[Line, ...]]:
    """The lines from the cursor on, and the row, from ``used`` on, in which the first of them can stand."""
    number, column = numbered
    first = _rows_of(body, at.paragraph, column, grid, at_top=not used)
    used = _free_from(body, at.paragraph, column, used, first)
    first = _rows_of(body, at.paragraph, column, grid, at_top=not used)
    stride = _rows_of(body, at.paragraph, column, grid, at_top=False)
    composed = body.lines(at, course.width, course.ahead(number, used, first, stride))
    if keeps_with_next(body.paragraphs[at.paragraph].source.role, len(composed)):
        # It stands whole, with what stays with it, above or below what is in its way.
        needed = stride * len(composed) + _kept_below(body, at.paragraph + 1, column, grid)
        whole = _free_from(body, at.paragraph, column, used, needed)
        if used < whole <= len(column.rows) - needed:
            return whole, body.lines(at, course.width, course.ahead(number, whole, stride, stride))
    return used, composed


def _may_begin(body: Body, at: Cursor, column: Column, used: int, count: int, grid: PageGrid) -> bool:
    """Whether a paragraph of so many lines may begin here: what it must not be parted from has room in the column too."""
    paragraph, room = body.paragraphs[at.paragraph], len(column.rows)
    if used and keeps_with_next(paragraph.source.role, count):
        rows = count * _rows_of(body, at.paragraph, column, grid, at_top=False)
        if used + rows + _kept_below(body, at.paragraph + 1, column, grid) > room:
            return False
    if paragraph.cap is not None and not at.offset and used + paragraph.cap.rows > room:
        return False
    return used + _led(body, at.paragraph, column, grid) <= room


def _kept_below(body: Body, number: int, column: Column, grid: PageGrid) -> int:
    """The rows below a subhead or question that stay with it: two lines, or another subhead and what stays with that."""
    rows = 0
    while number < len(body.paragraphs):
        lines = len(body.lines(Cursor(number), column.width))
        if not keeps_with_next(body.paragraphs[number].source.role, lines):
            return rows + LINES_UNDER_SUBHEAD
        rows += lines * _rows_of(body, number, column, grid, at_top=False)
        number += 1
    return rows


def keeps_with_next(role: Role, lines: int) -> bool:
    """Whether a paragraph of so many lines stays whole, in one column with the first lines of the next."""
    return role is Role.SUBHEAD or (role is Role.QUESTION and lines <= LONGEST_QUESTION)


def _rows_of(body: Body, number: int, column: Column, grid: PageGrid, *, at_top: bool) -> int:
    paragraph = body.paragraphs[number]
    if paragraph.is_table:
        return _rows_of_piece(body, number, column, grid, at_top=at_top)
    style = paragraph.style
    white = style.white_below + (0 if at_top else style.white_above)
    return max(1, grid.rows_for(style.size + white))


def _rows_of_piece(body: Body, number: int, column: Column, grid: PageGrid, *, at_top: bool) -> int:
    """The rows of a piece of a table, at the head of a column with the table's head repeated, if there is room for both."""
    table, index = body.table(number, column.width)
    rows = table.pieces[index].rows(grid)
    if at_top and index and table.head is not None:
        whole = rows + table.head.rows(grid)
        return whole if whole <= len(column.rows) else rows
    return rows


def _led(body: Body, number: int, column: Column, grid: PageGrid) -> int:
    """The rows of what leads a table from here on, and of what it leads; 0 where nothing does.

    A short table higher than the column is parted as others are.
    """
    for whole in (True, False):
        if not body.leads(number, whole=whole):
            return 0
        rows, here = 0, number
        while here < len(body.paragraphs):
            lines = len(body.lines(Cursor(here), column.width))
            rows += lines * _rows_of(body, here, column, grid, at_top=False)
            if not body.leads(here, whole=whole):
                break
            here += 1
        if rows <= len(column.rows):
            return rows
    # Nor is a head kept with a row for which no column has room.
    return 0


def _free_from(body: Body, number: int, column: Column, used: int, rows: int) -> int:
    """The first free row from ``used`` on where ``rows`` neighbouring rows are; for a table they have the whole width."""
    whole = body.paragraphs[number].is_table
    if rows == 1 and not (whole and column.slots):
        return used
    while used + rows <= len(column.rows):
        taken = column.rows[used : used + rows]
        if taken[-1] - taken[0] == rows - 1 and not (whole and any(row in column.slots for row in taken)):
            return used
        used += 1
    return used


def even_columns(
    body: Body, at: Cursor, columns: Sequence[Column], grid: PageGrid, start: int = 0
) -> tuple[Column, ...] | None:
    """The columns cut off below the highest row at which they still hold all of the copy; None when they do not.

    Those before ``start`` are filled whole: they are in frames that come before in a thread.
    """
    before, last = tuple(columns[:start]), columns[start:]
    rows = sorted({row for column in last for row in column.rows})
    if not rows or fill(body, at, columns, grid).next < body.end:
        return None
    low, high = 0, len(rows) - 1
    while low < high:
        middle = (low + high) // 2
        if fill(body, at, (*before, *up_to(last, rows[middle])), grid).next >= body.end:
            high = middle
        else:
            low = middle + 1
    return (*before, *up_to(last, rows[low]))


def ragged(
    body: Body, at: Cursor, columns: Sequence[Column], grid: PageGrid, start: int = 0
) -> Iterator[tuple[Column, ...]]:
    """Even columns, as many of them from ``start`` on a row shorter as the copy allows, none by more than one.

    First the last ones are the short ones (余行在末栏); then, for keep rules, every other choice of as many.
    """
    own = range(start, len(columns))
    foot = max((columns[number].rows[-1] for number in own if columns[number].rows), default=0)
    short = 0
    for count in range(1, len(own)):
        tried = _shortened(columns, own[len(own) - count :], foot)
        if fill(body, at, tried, grid).next < body.end:
            break
        short = count
    yield _shortened(columns, own[len(own) - short :], foot)
    choices = combinations(reversed(own), short)
    yield from (_shortened(columns, chosen, foot) for chosen in islice(choices, 1, _MOST_SHAPES))


def ending(
    body: Body, at: Cursor, columns: Sequence[Column], starts: Sequence[int], grid: PageGrid
) -> tuple[int, int]:
    """The columns of the frame of a thread in which the copy ends; ``starts`` are the first columns of its frames."""
    stops = [*starts[1:], len(columns)]
    for start, stop in zip(starts, stops, strict=True):
        if fill(body, at, columns[:stop], grid).next >= body.end:
            return start, stop
    return starts[-1], len(columns)


def _shortened(columns: Sequence[Column], which: Collection[int], foot: int) -> tuple[Column, ...]:
    """The columns with these cut off above the last row."""
    return tuple(
        up_to((column,), foot - 1)[0] if number in which else column for number, column in enumerate(columns)
    )


def balanced(body: Body, at: Cursor, columns: Sequence[Column], grid: PageGrid) -> Fill | None:
    """Fill the columns to equal height, a row less in the last where they do not come out even; None without room."""
    even = even_columns(body, at, columns, grid)
    return None if even is None else fill(body, at, next(ragged(body, at, even, grid)), grid)


def up_to(columns: Sequence[Column], row: int) -> tuple[Column, ...]:
    """The columns, cut off below a row."""
    return tuple(replace(c, rows=tuple(r for r in c.rows if r <= row)) for c in columns)


def room(columns: Sequence[Column]) -> int:
    """How many rows of text the columns hold."""
    return sum(len(column.rows) for column in columns)


def rows_used(lines: Sequence[SetLine]) -> int:
    """How many rows lines take."""
    return sum(line.rows for line in lines)
