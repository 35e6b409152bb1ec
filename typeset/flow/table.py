"""A table set in the width of its column: where its columns and lines are, and the rules between them.

Every line of a cell is as high as a line of the story, so all of them stand on the grid of the page. Rows that hold together
are one piece; the flow puts pieces below each other like lines, and repeats the head where the table goes on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from msgspec import Struct
from msgspec.structs import replace

from typeset.flow.adorn import adornments
from typeset.flow.grid import PageGrid
from typeset.flow.place import Spot, place_line
from typeset.flow.rules import horizontal, vertical
from typeset.flow.tablewidths import ColumnCell, before_point, column_widths, number_columns, width_of
from typeset.flow.tagged import within
from typeset.model.layout import RuleKind, RuleSpec
from typeset.model.placed import Item, Purpose
from typeset.model.story import Paragraph
from typeset.model.structure import Element, Tag
from typeset.model.style import Align, TextStyle
from typeset.model.table import Cell, TableRows, TableRules
from typeset.text.justify import Line
from typeset.text.linebreak import Measure, compose
from typeset.text.shaped import ShapedParagraph
from typeset.units import Length

# White at both sides of a cell, in parts of a character.
_PAD: Final = 3
_THIN: Final = RuleSpec(width=300)
_THICK: Final = RuleSpec(RuleKind.THICK, width=800)


class Rows(Protocol):
    """Rows of a table whose cells are shaped, one paragraph of a body."""

    @property
    def source(self) -> Paragraph:
        """The paragraph, with its cells."""

    @property
    def style(self) -> TextStyle:
        """The style of its cells."""

    @property
    def cells(self) -> tuple[ShapedParagraph, ...]:
        """The copy of each cell."""


class SetCell(Struct, frozen=True):
    """A cell: its copy in lines, each at the left edge of the table plus ``x``; ``line`` is the first line of the piece it stands on."""

    x: Length
    line: int
    shaped: ShapedParagraph
    lines: tuple[Line, ...]


class SetRows(Struct, frozen=True):
    """A piece of a table: its cells, and how many lines each of its rows is high."""

    source: TableRows
    cells: tuple[SetCell, ...]
    heights: tuple[int, ...]
    size: Length

    @property
    def lines(self) -> int:
        """How many lines it is high."""
        return sum(self.heights)

    def rows(self, grid: PageGrid) -> int:
        """How many rows of the grid it takes."""
        return self.lines * max(1, grid.rows_for(self.size))


class SetTable(Struct, frozen=True):
    """A table in a width: the left edges of its columns and the right edge, and its pieces from the top.

    ``least`` is the width in which no word would be broken.
    """

    edges: tuple[Length, ...]
    pieces: tuple[SetRows, ...]
    least: Length
    narrow: tuple[int, ...] = ()

    @property
    def head(self) -> SetRows | None:
        """What is repeated where the table goes on."""
        return self.pieces[0] if self.pieces[0].source.head and len(self.pieces) > 1 else None


class Piece(Struct, frozen=True):
    """Where a piece is placed: its row, whether the head is repeated above it, whether rows of its table go on below it."""

    row: int
    repeats: bool
    opens: bool
    closes: bool


def set_table(parts: Sequence[Rows], width: Length) -> SetTable:
    """Set the rows of one table; () is no table."""
    table = _of(parts[0]).table
    count = max(1, table.columns)
    size = max(part.style.size for part in parts)
    pad = size // _PAD
    seen = [
        ColumnCell(cell.column, cell.columns, shaped, _of(part).head)
        for part in parts
        for cell, shaped in zip(_of(part).cells, part.cells, strict=True)
    ]
    widths = column_widths(seen, table.shares, count, width, pad)
    edges = [0]
    for one in widths.columns:
        edges.append(edges[-1] + one)
    numbers = number_columns(seen, count)
    points = {n: _block(seen, n) for n in numbers if table.align[n] is None}
    setting = _Setting(tuple(edges), pad, table.align, points)
    return SetTable(tuple(edges), tuple(_piece(part, setting) for part in parts), widths.least, widths.narrow)


def _of(part: Rows) -> TableRows:
    table = part.source.table
    assert table is not None
    return table


class _Setting(Struct, frozen=True):
    """Edges and alignment of the columns; ``points`` says of number columns how wide they are before and after the point."""

    edges: tuple[Length, ...]
    pad: Length
    align: tuple[Align | None, ...]
    points: dict[int, tuple[Length, Length]]


def _block(cells: Sequence[ColumnCell], column: int) -> tuple[Length, Length]:
    own = [c.shaped for c in cells if c.column == column and c.columns == 1 and not c.head]
    before = [before_point(shaped) for shaped in own]
    after = [width_of(shaped) - left for shaped, left in zip(own, before, strict=True)]
    return max(before, default=0), max(after, default=0)


def _piece(part: Rows, setting: _Setting) -> SetRows:
    source = _of(part)
    made: list[tuple[Cell, Length, ShapedParagraph, tuple[Line, ...]]] = []
    for cell, shaped in zip(source.cells, part.cells, strict=True):
        x, lines = _cell_lines(cell, shaped, setting, head=source.head)
        made.append((cell, x, shaped, lines))
    heights = [1] * source.rows
    for cell, _, _, lines in sorted(made, key=lambda one: one[0].rows):
        covered = range(cell.row, min(cell.row + cell.rows, source.rows))
        lacking = len(lines) - sum(heights[n] for n in covered)
        if lacking > 0:
            heights[covered[-1]] += lacking
    tops = [sum(heights[:n]) for n in range(source.rows)]
    cells = []
    for cell, x, shaped, lines in made:
        room = sum(heights[cell.row : cell.row + cell.rows])
        cells.append(SetCell(x, tops[cell.row] + (room - len(lines)) // 2, shaped, lines))
    return SetRows(source, tuple(cells), tuple(heights), part.style.size)


def _cell_lines(
    cell: Cell, shaped: ShapedParagraph, setting: _Setting, *, head: bool
) -> tuple[Length, tuple[Line, ...]]:
    last = min(cell.column + cell.columns, len(setting.edges) - 1)
    left, right = setting.edges[cell.column] + setting.pad, setting.edges[last] - setting.pad
    room = max(1, right - left)
    point = setting.points.get(cell.column) if cell.columns == 1 and cell.align is None else None
    own = cell.align or (setting.align[cell.column] if cell.columns == 1 else None)
    if point is not None and not head and sum(point) <= room:
        lines = compose(shaped, Measure(room), align=Align.LEFT)
        if len(lines) == 1:
            return left + (room - sum(point)) // 2 + point[0] - before_point(shaped), lines
    if own is None:
        own = Align.CENTER if head or point is not None else Align.LEFT
    return left, compose(shaped, Measure(room), align=own)


def place_piece(
    table: SetTable, number: int, x: Length, where: Piece, grid: PageGrid, purpose: Purpose
) -> list[Item]:
    """The cells of a piece and its rules; a head repeated above it is no copy of the story, and no content."""
    piece = table.pieces[number]
    cells = _elements(piece, number)
    items: list[Item] = []
    row = where.row
    if where.repeats and table.head is not None:
        items += [item for cell in _cells(table.head, x, row, grid, Purpose.FURNITURE) for item in cell]
        items += _rules(table, table.head, x, row, grid, opens=True, closes=False)
        row += table.head.rows(grid)
    for cell, element in zip(_cells(piece, x, row, grid, purpose), cells, strict=True):
        items += within(cell, element)
    opens = where.opens and not where.repeats
    return items + _rules(table, piece, x, row, grid, opens=opens, closes=where.closes)


def _elements(piece: SetRows, number: int) -> list[Element]:
    """The elements of the cells of a piece; a row holds all that begin in it, those without copy too."""
    source = piece.source
    tag = Tag.TABLE_HEAD if source.head else Tag.TABLE_CELL
    made = [
        Element(tag, f"{cell.row} {cell.column}", spans=(cell.rows, cell.columns)) for cell in source.cells
    ]
    rows = [
        Element(
            Tag.TABLE_ROW,
            f"{number} {row}",
            holds=tuple(e for e, cell in zip(made, source.cells, strict=True) if cell.row == row),
        )
        for row in range(source.rows)
    ]
    return [replace(e, parent=rows[cell.row]) for e, cell in zip(made, source.cells, strict=True)]


def _cells(piece: SetRows, x: Length, row: int, grid: PageGrid, purpose: Purpose) -> Iterator[list[Item]]:
    """What stands in each cell of a piece."""
    stride = max(1, grid.rows_for(piece.size))
    for cell in piece.cells:
        items: list[Item] = []
        for number, line in enumerate(cell.lines):
            spot = Spot(x + cell.x, grid.baseline(row + (cell.line + number) * stride))
            items += place_line(cell.shaped, line, spot, purpose)
            items += adornments(cell.shaped, line, spot)
        yield items


def _rules(
    table: SetTable, piece: SetRows, x: Length, row: int, grid: PageGrid, *, opens: bool, closes: bool
) -> list[Item]:
    kind = piece.source.table.rules
    if kind is TableRules.NONE:
        return []
    stride = max(1, grid.rows_for(piece.size))
    left, right = x, x + table.edges[-1]
    top, foot = grid.row_top(row), grid.row_top(row + piece.lines * stride)
    items: list[Item] = []
    if opens:
        items += horizontal(left, right, top, _THICK)
    if piece.source.last:
        items += horizontal(left, right, foot, _THICK)
    elif closes or piece.source.head or kind is not TableRules.THREE:
        items += horizontal(left, right, foot, _THIN)
    if kind is not TableRules.THREE or piece.source.head:
        items += _inner_rows(table, piece, x, row, grid)
    if kind is TableRules.ALL:
        items += _inner_columns(table, piece, x, row, grid)
    return items


def _inner_rows(table: SetTable, piece: SetRows, x: Length, row: int, grid: PageGrid) -> list[Item]:
    """Thin rules between the rows of a piece, not through cells that span them; in the head below joined cells only."""
    stride = max(1, grid.rows_for(piece.size))
    items: list[Item] = []
    at = row
    whole = piece.source.table.rules is not TableRules.THREE
    for number, height in enumerate(piece.heights[:-1]):
        at += height * stride
        for cell in piece.source.cells:
            last = min(cell.column + cell.columns, len(table.edges) - 1)
            if cell.row + cell.rows - 1 == number and (whole or cell.columns > 1):
                left, right = x + table.edges[cell.column], x + table.edges[last]
                items += horizontal(left, right, grid.row_top(at), _THIN)
    return items


def _inner_columns(table: SetTable, piece: SetRows, x: Length, row: int, grid: PageGrid) -> list[Item]:
    """Thin rules at both sides of every cell."""
    stride = max(1, grid.rows_for(piece.size))
    tops = [row + sum(piece.heights[:n]) * stride for n in range(len(piece.heights) + 1)]
    items: list[Item] = []
    for cell in piece.source.cells:
        top, foot = tops[cell.row], tops[min(cell.row + cell.rows, len(piece.heights))]
        y0, y1 = grid.row_top(top), grid.row_top(foot)
        items += vertical(x + table.edges[cell.column], y0, y1, _THIN)
        if cell.column + cell.columns >= len(table.edges) - 1:
            items += vertical(x + table.edges[-1], y0, y1, _THIN)
    return items
