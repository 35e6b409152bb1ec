"""What of a frame's place can be changed by moving it, and what is written then (issue 8).

A frame stands by columns and rows, by its neighbours, or by lengths (:mod:`typeset.read.frame_places`). An edge that a layout gives
in figures can be moved. One that follows a neighbour, the copy or the rest of the page cannot: to move it would be to take it off what it
was placed by, and that is for the one who wrote the layout to say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as Keys
from decimal import Decimal
from typing import Any, Final

from msgspec import Struct

from typeset.catalogue import finding
from typeset.findings import Finding, TypesetError
from typeset.flow.grid import PageGrid
from typeset.model.layout import Extent, FrameSpec, Rect
from typeset.preview.yaml_edits import Value
from typeset.read.extents import ColumnsWish, RowsWish
from typeset.read.layout_form import FrameForm
from typeset.units import MM, PT, Length, UnitError, Units

Range = tuple[int, int]

_NUMBERS: Final = re.compile(r"\d+")
_LENGTH: Final = re.compile(r"\s*-?\d+(?:\.\d+)?\s*(pt|mm|cm|in)\s*")
_TURNED: Final[Keys[str, Decimal]] = {"pt": Decimal(PT), "mm": MM, "cm": MM * 10, "in": Decimal(72 * PT)}
_PLACES: Final[Keys[str, int]] = {"pt": 2, "mm": 2, "cm": 3, "in": 4}


class Stand(Struct, frozen=True):
    """Where a frame stands, in basic columns and grid rows counted from 1, both ends included."""

    columns: Range
    rows: Range

    @property
    def edges(self) -> tuple[int, int, int, int]:
        """Its left and right column, its top and bottom row."""
        return (*self.columns, *self.rows)


class Held(Struct, frozen=True):
    """What holds the edges of a frame: None for one that can be moved, else why it cannot."""

    left: Finding | None = None
    right: Finding | None = None
    top: Finding | None = None
    bottom: Finding | None = None

    @property
    def edges(self) -> tuple[Finding | None, Finding | None, Finding | None, Finding | None]:
        """The edges in the order of :attr:`Stand.edges`."""
        return self.left, self.right, self.top, self.bottom


def stand(frame: FrameSpec, grid: PageGrid) -> Stand:
    """Where an arranged frame stands; of one placed by lengths the columns and rows its edges are nearest to."""
    if frame.area is None:
        return Stand(frame.columns, frame.rows)
    return nearest(frame.area, grid, spread=frame.spread)


def nearest(area: Rect, grid: PageGrid, *, spread: bool = False) -> Stand:
    """The columns and rows the edges of a rectangle are nearest to."""
    most = grid.columns * (2 if spread else 1)
    lefts = {column: grid.column_left(column) for column in range(1, most + 1)}
    first = min(lefts, key=lambda column: abs(lefts[column] - area.x))
    last = min(lefts, key=lambda column: abs(lefts[column] + grid.measure - area.right))
    top = round((area.y - grid.top) / grid.leading) + 1
    bottom = round((area.bottom - grid.top) / grid.leading)
    rows = _within(top, grid.rows), _within(bottom, grid.rows)
    return Stand((first, max(first, last)), (rows[0], max(rows)))


def _within(row: int, rows: int) -> int:
    return min(max(row, 1), rows)


def held(name: str, form: FrameForm) -> Held:
    """What holds the edges of a frame, by all it says of its place, inherited or not."""
    if form.area is not None:
        return Held()
    others = "、".join((*(form.below or ()), *filter(None, (form.right_of, form.left_of))))
    follows = finding("frame-by-neighbour", frame=name, others=others or "—")
    left, right = _held_sides(form, follows)
    top, bottom = _held_rows(name, form, follows)
    return Held(left, right, top, bottom)


def _held_sides(form: FrameForm, follows: Finding) -> tuple[Finding | None, Finding | None]:
    columns = form.columns or ColumnsWish()
    if columns.span is not None:
        return None, None
    if not columns.count:
        return follows, follows
    return (None, follows) if form.left_of is not None and form.right_of is None else (follows, None)


def _held_rows(name: str, form: FrameForm, follows: Finding) -> tuple[Finding | None, Finding | None]:
    rows = form.rows or RowsWish()
    top = None if rows.first else follows
    if rows.extent is not Extent.FIXED:
        return top, finding("frame-by-content", frame=name, rows=rows.extent.value)
    return top, None if rows.last or rows.count else follows


class Moving(Struct, frozen=True):
    """A frame that is moved: its name, all that is written of it (``keys``), where it was last set, and the grid of its page."""

    name: str
    keys: Keys[str, Any]
    last: Stand
    grid: PageGrid
    units: Units

    @property
    def now(self) -> Stand:
        """Where it stands by its file; what the file leaves open is as it was last set.

        The setting may be older than the file: somebody who drags twice has not waited for the page between.
        """
        form = self.form
        if form.area is not None:
            return self._stand_of(form.area)
        columns, rows = form.columns or ColumnsWish(), form.rows or RowsWish()
        top = rows.first or self.last.rows[0]
        bottom = rows.last or (top + rows.count - 1 if rows.count else self.last.rows[1])
        return Stand(self._columns(columns, form), (top, max(top, bottom)))

    def _columns(self, columns: ColumnsWish, form: FrameForm) -> Range:
        if columns.span is not None or not columns.count:
            return columns.span or self.last.columns
        first, last = self.last.columns
        if form.left_of is not None and form.right_of is None:
            return last - columns.count + 1, last
        return first, first + columns.count - 1

    def _stand_of(self, area: tuple[str, ...]) -> Stand:
        try:
            x, y, width, height = (self.units.length(text) for text in area)
        except UnitError:
            return self.last
        return nearest(Rect(x, y, width, height), self.grid, spread=self.form.spread is True)

    @property
    def form(self) -> FrameForm:
        """What is written of it, read.

        Raises:
            pydantic.ValidationError: when it is wrong.
        """
        return FrameForm.model_validate(dict(self.keys))

    def to(self, wanted: Stand) -> dict[str, Value]:
        """The keys that change, with their new values, when it is to stand elsewhere.

        Raises:
            TypesetError: when an edge would move that is held, or the place is not on the grid.
        """
        form = self.form
        self._check(form, wanted)
        if form.area is not None:
            return self._area(wanted)
        changed: dict[str, Value] = {}
        now = self.now
        if wanted.columns != now.columns:
            changed["columns"] = _restyled(str(self.keys["columns"]), wanted.columns)
        if wanted.rows != now.rows:
            changed["rows"] = _restyled(str(self.keys["rows"]), wanted.rows)
        return changed

    def _check(self, form: FrameForm, wanted: Stand) -> None:
        most = self.grid.columns * (2 if form.spread else 1)
        (left, right), (top, bottom) = wanted.columns, wanted.rows
        if not (1 <= left <= right <= most and 1 <= top <= bottom <= self.grid.rows):
            raise TypesetError(
                (finding("frame-off-grid", frame=self.name, columns=most, rows=self.grid.rows),)
            )
        edges = zip(self.now.edges, wanted.edges, held(self.name, form).edges, strict=True)
        why = tuple(dict.fromkeys(reason for old, new, reason in edges if old != new and reason is not None))
        if why:
            raise TypesetError(why)

    def _area(self, wanted: Stand) -> dict[str, Value]:
        """Lengths for columns and rows; a direction in which the frame is not moved keeps what was typed."""
        old = tuple(str(text) for text in self.keys["area"])
        now = self.now
        if wanted == now:
            return {}
        rect = self._rect(wanted)
        new = tuple(
            _length(text, length, self.units)
            for text, length in zip(old, (rect.x, rect.y, rect.width, rect.height), strict=True)
        )
        across = slice(0, None, 2) if wanted.columns == now.columns else slice(0, 0)
        down = slice(1, None, 2) if wanted.rows == now.rows else slice(0, 0)
        kept = {*range(4)[across], *range(4)[down]}
        return {"area": tuple(old[i] if i in kept else new[i] for i in range(4))}

    def _rect(self, wanted: Stand) -> Rect:
        grid = self.grid
        x, y = grid.column_left(wanted.columns[0]), grid.row_top(wanted.rows[0])
        right = grid.column_left(wanted.columns[1]) + grid.measure
        return Rect(x, y, right - x, grid.row_top(wanted.rows[1] + 1) - y)


def _restyled(text: str, wanted: Range) -> str:
    """A range, a count or a beginning with other figures, written as it was: ``1-8``, ``1至8``, ``20行``, ``15-auto``."""
    first, last = wanted
    numbers = list(_NUMBERS.finditer(text))
    if len(numbers) == 2:  # noqa: PLR2004  both ends
        return (
            text[: numbers[0].start()] + str(first) + text[numbers[0].end() : numbers[1].start()] + str(last)
        )
    if "行" in text or "栏" in text:
        return _NUMBERS.sub(str(last - first + 1), text, count=1)
    if text.rstrip().endswith((Extent.AUTO.value, Extent.REST.value)):
        return _NUMBERS.sub(str(first), text, count=1)
    return str(first) if first == last else f"{first}-{last}"


def _length(old: str, length: Length, units: Units) -> str:
    """A length in the unit of the one it replaces; in millimetres where that had none that counts parts."""
    try:
        if units.length(old) == length:
            return old
    except UnitError:
        pass
    match = _LENGTH.fullmatch(old)
    unit = match[1] if match is not None else "mm"
    number = round(Decimal(length) / _TURNED[unit], _PLACES[unit])
    return f"{number.normalize():f}{unit}"
