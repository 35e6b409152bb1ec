"""Lengths and rectangles as the page in the browser has them: millimetres from the top left of the trim, y downwards."""

from __future__ import annotations

from typing import Final

from typeset.model.layout import Rect
from typeset.report.json_value import Json
from typeset.units import MM, Length

_PLACES: Final = 3
_PER_MM: Final = float(MM)


def in_mm(length: Length) -> float:
    """A length in millimetres, to a thousandth."""
    return round(length / _PER_MM, _PLACES)


def rect_in_mm(rect: Rect) -> list[Json]:
    """A rectangle as left, top, width, height in millimetres."""
    return [in_mm(rect.x), in_mm(rect.y), in_mm(rect.width), in_mm(rect.height)]
