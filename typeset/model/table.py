"""A table (表格) in a story: its columns, and its rows in groups that are never parted."""

from __future__ import annotations

import enum

from msgspec import Struct

from typeset.model.style import Align


class TableRules(enum.Enum):
    """The rules of a table: three (三线表: above, below the head, below), all horizontal ones, every one, none."""

    THREE = "three"
    HORIZONTAL = "horizontal"
    ALL = "all"
    NONE = "none"


class Cell(Struct, frozen=True):
    """A cell: its characters ``first`` to ``last`` (excluded) of its paragraph, and the rows and columns it covers.

    ``row`` counts from the first row of its paragraph, ``column`` from the left; both from 0. ``align`` None means as its
    column has it.
    """

    first: int
    last: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    align: Align | None = None


class Table(Struct, frozen=True):
    """What all rows of a table have in common.

    ``shares`` are what its columns take of the width, () to find it from the cells. ``align`` has an entry a column, None
    to find it: numbers stand under numbers, everything else at the left. ``number`` tells the tables of a story apart.
    """

    number: int
    align: tuple[Align | None, ...]
    shares: tuple[int, ...] = ()
    rules: TableRules = TableRules.THREE

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return len(self.align)


class TableRows(Struct, frozen=True):
    """One paragraph of a story that is ``rows`` rows of a table, held together by cells that span them.

    ``head`` rows are repeated at the head of each column the table goes on in. ``last`` ends the table.
    """

    table: Table
    cells: tuple[Cell, ...]
    rows: int
    head: bool = False
    last: bool = False
