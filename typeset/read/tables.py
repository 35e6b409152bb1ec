"""Tables as they are typed: rows of cells in Markdown, joined by ``<`` and ``^``, laid out as a grid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from typeset.model.style import Align
from typeset.model.table import TableRules
from typeset.patterns import regex

MOST_COLUMNS: Final = 40
MOST_ROWS: Final = 5000
# Alone in a cell: it belongs to the cell at its left, or to the one above.
JOINED_LEFT: Final = frozenset({"<", "＜"})
JOINED_ABOVE: Final = frozenset({"^", "＾"})
_RUBY: Final = regex(r"\{[^{}|]+\|[^{}|]+\}")
_DELIMITER: Final = regex(r"^\s*(:?)-+(:?)\s*$")
_ALIGN: Final = {
    ("", ""): None,
    (":", ""): Align.LEFT,
    ("", ":"): Align.RIGHT,
    (":", ":"): Align.CENTER,
}


class Typed(Struct, frozen=True):
    """The text of a cell, where it begins, and what was said of it."""

    text: str
    line: int
    column: int
    rows: int = 1
    columns: int = 1
    align: Align | None = None


class TypedTable(Struct, frozen=True):
    """What holds for a whole table; ``number`` tells the tables of a story apart."""

    number: int
    align: tuple[Align | None, ...]
    shares: tuple[int, ...]
    rules: TableRules


class TypedCell(Struct, frozen=True):
    """A cell in its place: ``group`` counts the rows that are not parted, ``row`` those of the group, both from 0."""

    table: TypedTable
    group: int
    row: int
    column: int
    rows: int
    columns: int
    align: Align | None
    head: bool
    group_rows: int
    last: bool


class Grid(Struct, frozen=True):
    """Cells by row and column; ``wrong`` are those that join what is not there."""

    cells: tuple[tuple[int, int, Typed], ...]
    rows: int
    columns: int
    wrong: tuple[Typed, ...]


def split_row(line: str, number: int) -> list[Typed]:
    """The cells of a line between its bars; a bar after a backslash, or in the braces of a ruby, belongs to its cell."""
    start = len(line) - len(line.lstrip())
    end = len(line.rstrip())
    if line[start : start + 1] == "|":
        start += 1
    cells: list[Typed] = []
    first = start
    rubies = [match.span() for match in _RUBY.finditer(line)]
    for at in range(start, end + 1):
        bar = at < end and line[at] == "|" and not _escaped(line, at) and not _inside(rubies, at)
        if not bar and at < end:
            continue
        if bar or first < end:
            cells.append(_stripped(line[first:at], number, first))
        first = at + 1
    return cells


def _inside(spans: Sequence[tuple[int, int]], at: int) -> bool:
    return any(first < at < last for first, last in spans)


def _escaped(line: str, at: int) -> bool:
    before = line[:at]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def _stripped(text: str, line: int, at: int) -> Typed:
    blank = len(text) - len(text.lstrip(" \t\u3000"))
    return Typed(text.strip(" \t\u3000"), line, at + blank + 1)


def alignments(line: str) -> tuple[Align | None, ...]:
    """What the line of dashes under a head says of each column."""
    found = (_DELIMITER.match(cell.text) for cell in split_row(line, 1))
    return tuple(_ALIGN[match[1], match[2]] if match else None for match in found)


def grid_of(rows: Sequence[Sequence[Typed]]) -> Grid:
    """Cells in their places, those that join a neighbour taken into it.

    A cell that says how many rows and columns it covers pushes those after it in its row to the right, as in HTML.
    """
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    cells: dict[tuple[int, int], Typed] = {}
    wrong: list[Typed] = []
    for row, typed in enumerate(rows):
        column = 0
        for cell in typed:
            while (row, column) in owner:
                column += 1
            joined = _joins(cell, row, column)
            if joined is not None and joined in owner:
                owner[row, column] = owner[joined]
            else:
                if joined is not None:
                    wrong.append(cell)
                cells[row, column] = cell
                for below in range(row, min(row + cell.rows, len(rows))):
                    for right in range(column, column + cell.columns):
                        owner.setdefault((below, right), (row, column))
            column += 1
    return _grid(owner, cells, wrong, len(rows))


def _joins(cell: Typed, row: int, column: int) -> tuple[int, int] | None:
    if cell.text in JOINED_LEFT:
        return row, column - 1
    return (row - 1, column) if cell.text in JOINED_ABOVE else None


def _grid(
    owner: dict[tuple[int, int], tuple[int, int]],
    cells: dict[tuple[int, int], Typed],
    wrong: list[Typed],
    rows: int,
) -> Grid:
    made: list[tuple[int, int, Typed]] = []
    reach: dict[tuple[int, int], tuple[int, int]] = {}
    for place, first in owner.items():
        far = reach.get(first, first)
        reach[first] = (max(far[0], place[0]), max(far[1], place[1]))
    for (row, column), cell in sorted(cells.items(), key=lambda item: item[0]):
        below, right = reach.get((row, column), (row, column))
        made.append((row, column, _sized(cell, below - row + 1, right - column + 1)))
    width = max((column for _, column in owner), default=-1) + 1
    return Grid(tuple(made), rows, width, tuple(wrong))


def _sized(cell: Typed, rows: int, columns: int) -> Typed:
    return Typed(cell.text, cell.line, cell.column, rows, columns, cell.align)


def placed_cells(grid: Grid, table: TypedTable, head: int) -> list[tuple[TypedCell, Typed]]:
    """Every cell with its group of rows: the head is one, and rows that a cell spans are another."""
    last_of = list(range(grid.rows))
    for row, _, cell in grid.cells:
        last_of[row] = max(last_of[row], min(row + cell.rows, grid.rows) - 1)
    groups: list[tuple[int, int]] = []
    row = 0
    while row < grid.rows:
        end = max(row, head - 1) if row < head else row
        at = row
        while at <= end:
            end = max(end, last_of[at])
            at += 1
        groups.append((row, end))
        row = end + 1
    group_of = {r: n for n, (first, end) in enumerate(groups) for r in range(first, end + 1)}
    placed: list[tuple[TypedCell, Typed]] = []
    for row, column, cell in grid.cells:
        number = group_of[row]
        first, end = groups[number]
        made = TypedCell(
            table,
            number,
            row - first,
            column,
            cell.rows,
            cell.columns,
            cell.align,
            head=first < head,
            group_rows=end - first + 1,
            last=number == len(groups) - 1,
        )
        placed.append((made, cell))
    return placed
