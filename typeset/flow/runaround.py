"""Run-around (绕排): text beside what stands in a column, in whole characters and on the grid.

What intrudes leaves each row a slot beside it: the wider side, never both. Where fewer than five characters are left the
text goes below (issue 4).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from typeset.flow.grid import MILLI, PageGrid
from typeset.flow.thread import Column, Slot
from typeset.model.layout import Rect
from typeset.units import Length

# A line of fewer characters cannot be justified.
LEAST_BESIDE: Final = 5
# White between what stands in the column and the text beside it, in thousandths of a character.
GAP: Final = 500

Extents = Mapping[int, tuple[Length, Length]]
"""What something occupies of each grid row: its left and right edge."""


def rectangle(rect: Rect, rows: Sequence[int]) -> Extents:
    """A rectangle occupies the same of every row."""
    return dict.fromkeys(rows, (rect.x, rect.right))


def outline(
    contour: Sequence[tuple[int, int]], box: Rect, whole: Rect | None, rows: Sequence[int], grid: PageGrid
) -> Extents:
    """A contour occupies of each row what its bands reach there; below its picture, beside a caption, all of ``whole``.

    Without a caption there is no ``whole``.

    ``contour`` are bands from top to bottom, each with the left and right edge of its ink in thousandths of the width.
    """
    found: dict[int, tuple[Length, Length]] = {}
    for row in rows:
        top, foot = grid.row_top(row), grid.row_top(row + 1)
        if foot > box.bottom and whole is not None:
            found[row] = (whole.x, whole.right)
            continue
        if top >= box.bottom:
            continue
        first = max(0, (top - box.y) * len(contour) // max(box.height, 1))
        last = min(len(contour) - 1, (foot - box.y) * len(contour) // max(box.height, 1))
        bands = [band for band in contour[first : last + 1] if band[0] < band[1]]
        if bands:
            left, right = min(band[0] for band in bands), max(band[1] for band in bands)
            found[row] = (box.x + box.width * left // MILLI, box.x + box.width * right // MILLI)
    return found


def beside(column: Column, taken: Extents, grid: PageGrid) -> Column:
    """The column without what is taken of its rows."""
    slots, rows = dict(column.slots), []
    for row in column.rows:
        slot = slots.get(row, Slot(column.x, column.width))
        left = _beside(slot, taken[row], grid) if row in taken else slot
        if left is None:
            slots.pop(row, None)
            continue
        rows.append(row)
        if left != Slot(column.x, column.width):
            slots[row] = left
    return replace(column, rows=tuple(rows), slots=slots)


def _beside(slot: Slot, taken: tuple[Length, Length], grid: PageGrid) -> Slot | None:
    """What is left of a slot: the wider side, in whole characters at its outer edge; None where that is too narrow."""
    gap = grid.body * GAP // MILLI
    start, end = taken[0] - gap, taken[1] + gap
    right_edge = slot.x + slot.width
    if end <= slot.x or start >= right_edge:
        return slot
    width = max(start - slot.x, right_edge - end) // grid.body * grid.body
    if width < LEAST_BESIDE * grid.body:
        return None
    return Slot(slot.x, width) if start - slot.x >= right_edge - end else Slot(right_edge - width, width)
