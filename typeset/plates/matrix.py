"""Places on a page: affine matrices (ISO 32000-1, 8.3.3) and boxes, in points with y upwards."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

from msgspec import Struct

Matrix = tuple[float, float, float, float, float, float]
"""a b c d e f of PDF: x' = a x + c y + e, y' = b x + d y + f."""

IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Box(Struct, frozen=True):
    """A rectangle by two corners, in points; ``x0 <= x1`` and ``y0 <= y1``, else it is empty."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """From left to right; never negative."""
        return max(self.x1 - self.x0, 0.0)

    @property
    def height(self) -> float:
        """From bottom to top; never negative."""
        return max(self.y1 - self.y0, 0.0)

    @property
    def empty(self) -> bool:
        """Whether the corners are the wrong way round; a line or a point is not empty."""
        return not (self.x0 <= self.x1 and self.y0 <= self.y1)

    def meet(self, other: Box) -> Box:
        """What both have; empty when they do not touch."""
        return Box(
            max(self.x0, other.x0),
            max(self.y0, other.y0),
            min(self.x1, other.x1),
            min(self.y1, other.y1),
        )

    def grown(self, by: float) -> Box:
        """The box with a border of this width all round; a negative one shrinks it."""
        return Box(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)

    def holds(self, other: Box, tolerance: float = 0.01) -> bool:
        """Whether the other one lies inside, but for so many points."""
        return (
            other.x0 >= self.x0 - tolerance
            and other.y0 >= self.y0 - tolerance
            and other.x1 <= self.x1 + tolerance
            and other.y1 <= self.y1 + tolerance
        )


NOWHERE: Final = Box(math.inf, math.inf, -math.inf, -math.inf)


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does ``first``, then ``then``."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a point comes to stand."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def enlargement(matrix: Matrix) -> float:
    """How many times longer lines become on average: the root of the determinant."""
    return math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))


def around(points: Iterable[tuple[float, float]]) -> Box:
    """The box round points; NOWHERE round none."""
    pairs = list(points)
    if not pairs:
        return NOWHERE
    xs, ys = [p[0] for p in pairs], [p[1] for p in pairs]
    return Box(min(xs), min(ys), max(xs), max(ys))


def placed(box: Box, matrix: Matrix) -> Box:
    """The upright box round a box that was moved and perhaps turned."""
    corners = ((box.x0, box.y0), (box.x1, box.y0), (box.x0, box.y1), (box.x1, box.y1))
    return around(moved(matrix, x, y) for x, y in corners)


def turned_back(matrix: Matrix) -> Matrix | None:
    """The matrix that undoes this one; None when it has none."""
    a, b, c, d, e, f = matrix
    det = a * d - b * c
    if not det or not math.isfinite(det):
        return None
    return (d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det)
