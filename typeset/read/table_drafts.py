"""The rows of a table into drafts: its caption, its cells in their groups, its note."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.model.story import Role
from typeset.read.draft import Draft, Place
from typeset.read.look import PLAIN
from typeset.read.table_attributes import TableAttributes
from typeset.read.tables import (
    MOST_COLUMNS,
    MOST_ROWS,
    Typed,
    TypedTable,
    alignments,
    grid_of,
    placed_cells,
    split_row,
)
from typeset.source import Span

CellReader = Callable[[Typed], Draft]
"""Reads the text of a cell with what is marked in it."""

_SHOWN: Final = 10


class TypedRows(Struct, frozen=True):
    """The rows of a table as they were typed, in which file, and what was asked for it at which place.

    ``number`` tells the tables of a story apart. ``attributes_file`` is the story's when the rows are in another file.
    """

    rows: tuple[tuple[Typed, ...], ...]
    file: str
    line: int
    attributes: TableAttributes
    place_of: Callable[[int], Place]
    number: int
    attributes_file: str = ""


def markdown_rows(lines: Sequence[str], first_line: int) -> tuple[tuple[Typed, ...], ...]:
    """The rows of a Markdown table without its line of dashes, each column's alignment in the cells of the head."""
    align = alignments(lines[1])
    head = split_row(lines[0], first_line)
    marked = [replace(cell, align=align[n] if n < len(align) else None) for n, cell in enumerate(head)]
    rest = (split_row(line, first_line + 2 + n) for n, line in enumerate(lines[2:]))
    return (tuple(marked), *(tuple(row) for row in rest if row))


def plain_cell(cell: Typed) -> Draft:
    """A cell whose text is set as it stands."""
    places = [(cell.line, cell.column + index) for index in range(len(cell.text))]
    return Draft(Role.TABLE, list(cell.text), [PLAIN] * len(cell.text), places)


def table_drafts(typed: TypedRows, read_cell: CellReader = plain_cell) -> tuple[list[Draft], list[Finding]]:
    """A draft for the caption, each cell in the order of reading, and the note; nothing of a table that is too large."""
    found: list[Finding] = []
    asked = typed.attributes
    file = typed.attributes_file or typed.file
    found += [
        finding(m.code, span=Span(file, *typed.place_of(m.offset)), **dict(m.facts)) for m in asked.mistakes
    ]
    here = Span(typed.file, typed.line, 1)
    rows = typed.rows
    wide = max((len(row) for row in rows), default=0)
    if not rows or not wide:
        found.append(finding("table-empty", span=here))
        return [], found
    widest = max(sum(cell.columns for cell in row) for row in rows)
    tallest = max((cell.rows for row in rows for cell in row), default=1)
    if len(rows) > MOST_ROWS or max(wide, widest) > MOST_COLUMNS or tallest > MOST_ROWS:
        found.append(finding("table-too-large", span=here, rows=MOST_ROWS, columns=MOST_COLUMNS))
        return [], found
    grid = grid_of(rows)
    found += [
        finding("table-join", span=Span(typed.file, cell.line, cell.column), text=cell.text)
        for cell in grid.wrong
    ]
    found += _uneven(typed, grid.columns)
    align = [cell.align for cell in rows[0]]
    shares = asked.shares
    if shares and len(shares) != grid.columns:
        span = Span(file, *typed.place_of(0))
        found.append(finding("table-widths", span=span, count=len(shares), columns=grid.columns))
        shares = ()
    columns = tuple(align[n] if n < len(align) else None for n in range(grid.columns))
    own = typed.file if typed.attributes_file else ""
    table = TypedTable(typed.number, columns, shares, asked.rules)
    head = min(asked.head, grid.rows)
    drafts = [
        *_line(Role.TABLE_CAPTION, asked.caption, asked.caption_at, typed),
        *(
            replace(read_cell(cell), role=Role.TABLE, cell=made, file=own)
            for made, cell in placed_cells(grid, table, head)
        ),
        *_line(Role.TABLE_NOTE, asked.note, asked.note_at, typed),
    ]
    return drafts, found


def _line(role: Role, text: str, at: int, typed: TypedRows) -> list[Draft]:
    if not text:
        return []
    line, column = typed.place_of(at)
    places = [(line, column + index) for index in range(len(text))]
    return [Draft(role, list(text), [PLAIN] * len(text), places)]


def _uneven(typed: TypedRows, columns: int) -> list[Finding]:
    """Rows with more or fewer cells than the head, the joined ones counted."""
    if any(cell.rows > 1 for row in typed.rows for cell in row):
        return []
    counts = [sum(cell.columns for cell in row) for row in typed.rows]
    wrong = [n for n, count in enumerate(counts) if count != counts[0]]
    if not wrong:
        return []
    row = typed.rows[wrong[0]]
    place = (row[0].line, row[0].column) if row else (typed.line, 1)
    return [
        finding(
            "table-row-uneven",
            span=Span(typed.file, *place),
            count=counts[wrong[0]],
            columns=counts[0],
            amount=len(wrong),
            text="".join(cell.text for cell in row)[:_SHOWN],
        )
    ]
