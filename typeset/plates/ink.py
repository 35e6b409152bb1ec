"""How much ink a page takes: the mean of each plate, and the most that lies on any small square of it."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Final

from msgspec import Struct
from PIL import Image

from typeset.plates.separations import Separated

_MM: Final = 72 / 25.4
_NEARLY: Final = 0.01
"""A side that lacks so little of a cell has it."""
_STEPS: Final = 3
"""Squares are looked at in steps of a third of their side."""


class InkCoverage(Struct, frozen=True):
    """Ink of a page; 1.0 is a plate full.

    ``plates`` are means over the area; ``most`` is the highest sum of all plates as a mean over a square, and
    ``most_at`` the left and upper edge of that square in mm from the area's top left corner. ``most_plates`` is
    what each plate has there.
    """

    plates: Mapping[str, float]
    most: float
    most_at: tuple[float, float]
    most_plates: Mapping[str, float]


def ink_coverage(separated: Separated, square_mm: float = 15.0) -> InkCoverage:
    """The coverage of the plates (GWG 2022: total ink as a mean over any square of 15 mm).

    The area is divided into cells of a third of the square, stretched a little so that they fill it; each square is
    three cells wide and high. An area smaller than a square is one square.
    """
    cell = square_mm / _STEPS * _MM
    across = max(int(separated.box.width / cell + _NEARLY), 1)
    down = max(int(separated.box.height / cell + _NEARLY), 1)
    grids = {plate: _cells(picture, across, down) for plate, picture in separated.plates.items()}
    total = [sum(values) for values in zip(*grids.values(), strict=True)]
    wide, high = min(_STEPS, across), min(_STEPS, down)
    places = [(x, y) for y in range(down - high + 1) for x in range(across - wide + 1)]
    sums = [_window(total, across, x, y, wide, high) for x, y in places]
    highest = max(range(len(places)), key=lambda i: (round(sums[i], 6), -i))
    x, y = places[highest]
    return InkCoverage(
        plates=separated.coverage(),
        most=sums[highest],
        most_at=(x * separated.box.width / across / _MM, y * separated.box.height / down / _MM),
        most_plates={p: _window(g, across, x, y, wide, high) for p, g in grids.items()},
    )


def _cells(picture: Image.Image, across: int, down: int) -> list[float]:
    """The mean of each cell, row by row; in floats, for the sum of many plates should not add their rounding."""
    cells = picture.convert("F").resize((across, down), Image.Resampling.BOX)
    return [value / 255 for value in struct.unpack(f"={across * down}f", cells.tobytes())]


def _window(values: list[float], across: int, x: int, y: int, wide: int, high: int) -> float:
    rows = (values[(y + row) * across + x : (y + row) * across + x + wide] for row in range(high))
    return sum(map(sum, rows)) / (wide * high)
