"""Fill columns with copy: row by row on the grid, column by column, from a cursor to a cursor.

Pulls lines and stops where copy or room runs out; never decides what to cut or where to go on.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from typeset.flow.body import Body, Cursor
from typeset.flow.filled import Filled
from typeset.flow.grid import PageGrid
from typeset.model.story import Role
from typeset.text.justify import Line
from typeset.text.linebreak import Piece
from typeset.units import Length

# A subhead keeps at least this many lines of text below it in its column (clreq: 小标题 must not end a column).
LINES_UNDER_SUBHEAD = 2
# A question longer than this may begin at the foot of a column like any paragraph: moving all of it would leave a hole.
LONGEST_QUESTION = 3
# What may be kept with the next paragraph.
_KEPT: Final = frozenset({Role.SUBHEAD, Role.QUESTION})


class Slot(Struct, frozen=True):
    """The room of one row of a column beside what stands in its way: its left edge and its width."""

    x: Length
    width: Length


class Column(Struct, frozen=True):
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


class SetLine(Struct, frozen=True):
    """A line in its place: which column, which row it begins in, how many rows it takes, how many above it are left white for it."""

    column: int
    row: int
    rows: int
    paragraph: int
    line: Line
    above: int = 0


class Fill(Struct, frozen=True):
    """What went into a set of columns, and where the copy goes on."""

    lines: tuple[SetLine, ...]
    next: Cursor


_Placed = tuple[Cursor, tuple[SetLine, ...]]
"""What went into a column: where the copy goes on, and its lines."""


def fill(body: Body, at: Cursor, columns: Sequence[Column], grid: PageGrid) -> Fill:
    """Fill the columns in order. Bounded by the columns; every line placed advances the cursor."""
    return Thread(body, columns, grid).fill(body, at)


class Thread:
    """Columns that are filled time and again with one copy, some of its paragraphs a line longer or shorter each time.

    What went into a column is kept with the body, and taken again where the copy goes on at the same place and no paragraph
    that the column sees is set otherwise: of a story of which a late paragraph was changed, the first columns are not filled again.
    """

    def __init__(self, body: Body, columns: Sequence[Column], grid: PageGrid) -> None:
        self.columns = columns
        self.grid = grid
        self._course = _Course.of(columns)
        self._filled = [self._kept(body, number) for number in range(len(columns))]

    def _kept(self, body: Body, number: int) -> Filled[_Placed]:
        """What is kept of a column: with the body, where it is one of full rows and only such follow, else by the thread."""
        column = self.columns[number]
        if column.slots or not self._course.is_plain(number):
            return Filled()
        key = ("column", number, column.rows, column.width, self.grid.leading)
        return body.kept(key, Filled[_Placed])

    def fill(self, body: Body, at: Cursor) -> Fill:
        """What goes into the columns from the cursor on; ``body`` is the one they were made for, or was made from it."""
        lines: list[SetLine] = []
        for number in range(len(self.columns)):
            at, placed = self._column(body, at, number)
            lines += placed
            if at >= body.end:
                break
        return Fill(tuple(lines), at)

    def _column(self, body: Body, at: Cursor, number: int) -> _Placed:
        def changes(last: int) -> Hashable:
            return body.changes(at.paragraph, last)

        known = self._filled[number].known(at, changes)
        if known is None:
            placed: list[SetLine] = []
            numbered = (number, self.columns[number])
            following = _fill_column(body, at, numbered, self._course, self.grid, placed)
            known = following, tuple(placed)
            self._filled[number].keep(at, _last_seen(body, following.paragraph), changes, known)
        return known


def _last_seen(body: Body, number: int) -> int:
    """The last paragraph that is looked at to see whether another may begin: as far as each is kept with the next."""
    while number < len(body.paragraphs) and (
        body.paragraphs[number].source.role in _KEPT or body.leads(number)
    ):
        number += 1
    return number


class _Course(Struct, frozen=True):
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

    def is_plain(self, column: int) -> bool:
        """Whether all rows from a column on are as wide as the last."""
        return self.starts[column] >= len(self.pieces)

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
    used, rows_free = 0, column.rows
    while at < body.end:
        above = _white_above(body, at, used)
        used, composed = _next_lines(body, at, numbered, used + above, course, grid)
        if not _may_begin(body, at, column, used, len(composed), grid):
            return at
        rows = _rows_of(body, at.paragraph, column, grid, at_top=not used)
        stride = rows if used else _rows_of(body, at.paragraph, column, grid, at_top=False)
        last, full = None, False
        for line in composed:
            full = used + rows > len(rows_free)
            if full or rows_free[used + rows - 1] - rows_free[used] >= rows:
                # Without room, or something stands in the rows of this line and it goes below.
                break
            lines.append(SetLine(number, rows_free[used], rows, at.paragraph, line, above))
            used, above = used + rows, 0
            rows, last = stride, line.last
        if last is not None:
            at = body.after(at.paragraph, last)
        if full:
            return at
        if not composed:
            at = Cursor(at.paragraph + 1, 0)
    return at


def _white_above(body: Body, at: Cursor, used: int) -> int:
    """The rows left white before a paragraph begins: one between stanzas, none at the top of a column."""
    return 1 if used and not at.offset and body.paragraphs[at.paragraph].source.apart else 0


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


def up_to(columns: Sequence[Column], row: int) -> tuple[Column, ...]:
    """The columns, cut off below a row."""
    return tuple(replace(c, rows=tuple(r for r in c.rows if r <= row)) for c in columns)


def room(columns: Sequence[Column]) -> int:
    """How many rows of text the columns hold."""
    return sum(len(column.rows) for column in columns)


def rows_used(lines: Sequence[SetLine]) -> int:
    """How many rows lines take, with the white above them."""
    return sum(line.above + line.rows for line in lines)
