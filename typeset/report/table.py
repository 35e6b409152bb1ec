"""Rows of words in columns that line up in a terminal, Chinese and Western mixed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from typeset.report.excerpt import visible, width

GAP: Final = "  "


def table(rows: Sequence[Sequence[str]]) -> str:
    """The rows, each column as wide as its widest cell; ends in a newline unless there are no rows."""
    safe = [[visible(cell) for cell in row] for row in rows]
    columns = max((len(row) for row in safe), default=0)
    widths = [max(width(row[i]) for row in safe if i < len(row)) for i in range(columns)]
    return "".join(_line(row, widths) + "\n" for row in safe)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    return GAP.join(cell + " " * (widths[i] - width(cell)) for i, cell in enumerate(row)).rstrip(" ")
