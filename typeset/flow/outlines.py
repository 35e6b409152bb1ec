"""Shapes as outlines for the display list: rounded rectangles, arcs, waves, small ornaments.

All in whole thousandths of a point, so that the same shape has the same numbers on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from typeset.model.layout import Rect
from typeset.model.placed import Outline, Point, Segment
from typeset.units import Length

MILLI: Final = 1000
# How far the control points of a quarter of a circle stand from its ends, in thousandths of its radius.
_QUARTER: Final = 552
# Control points of one swing of a wave: how far along it, in thousandths of its length, and how far beside the
# line, in thousandths of its height. A cubic curve reaches three quarters of the height of its control points.
_SWING_ALONG: Final = 380
_SWING_BESIDE: Final = 1333


def polygon(points: Iterable[Point]) -> Outline:
    """Straight lines through points and back to the first."""
    start, *rest = points
    return Outline(start, tuple((point,) for point in rest))


def rounded(rect: Rect, radius: Length) -> Outline:
    """A rectangle with round corners, clockwise; the radius is at most half of its shorter side."""
    r = max(0, min(radius, rect.width // 2, rect.height // 2))
    left, top, right, foot = rect.x, rect.y, rect.right, rect.bottom
    if not r:
        return polygon(((left, top), (right, top), (right, foot), (left, foot)))
    return Outline(
        (left + r, top),
        (
            ((right - r, top),),
            quarter((right - r, top), (right, top), (right, top + r)),
            ((right, foot - r),),
            quarter((right, foot - r), (right, foot), (right - r, foot)),
            ((left + r, foot),),
            quarter((left + r, foot), (left, foot), (left, foot - r)),
            ((left, top + r),),
            quarter((left, top + r), (left, top), (left + r, top)),
        ),
    )


def quarter(start: Point, corner: Point, end: Point) -> tuple[Point, Point, Point]:
    """A quarter of a circle (or ellipse) from a point to a point, its tangents meeting at the corner."""
    return (_towards(start, corner), _towards(end, corner), end)


def on_quarter(start: Point, corner: Point, end: Point, step: int, steps: int) -> Point:
    """The point of a quarter of a circle after so many of its equal steps."""
    first, second, _ = quarter(start, corner, end)
    far, near = step, steps - step
    weights = (near**3, 3 * near * near * far, 3 * near * far * far, far**3)
    points = (start, first, second, end)
    return (
        sum(weight * x for weight, (x, _) in zip(weights, points, strict=True)) // steps**3,
        sum(weight * y for weight, (_, y) in zip(weights, points, strict=True)) // steps**3,
    )


def _towards(start: Point, corner: Point) -> Point:
    return (
        start[0] + (corner[0] - start[0]) * _QUARTER // MILLI,
        start[1] + (corner[1] - start[1]) * _QUARTER // MILLI,
    )


def circle(centre: Point, radius: Length) -> Outline:
    """A circle of four curves."""
    x, y = centre
    return rounded(Rect(x - radius, y - radius, 2 * radius, 2 * radius), radius)


def diamond(centre: Point, half: Length) -> Outline:
    """A square on its corner, ``half`` from its middle to each corner."""
    x, y = centre
    return polygon(((x, y - half), (x + half, y), (x, y + half), (x - half, y)))


def wave(start: Point, end: Point, height: Length, swings: int, *, side: int = 1) -> tuple[Segment, ...]:
    """So many swings along a level or upright line, to either side in turn; the first to the left of the way (1) or right.

    ``height`` is from the line to a crest.
    """
    (x0, y0), (x1, y1) = start, end
    beside = height * _SWING_BESIDE // MILLI
    # Left of the way, with y downwards: on a way to the right it is above.
    normal = (_sign(y1 - y0), -_sign(x1 - x0))

    def at(thousandths: int, lift: Length) -> Point:
        whole = swings * MILLI
        x = x0 + (x1 - x0) * thousandths // whole + normal[0] * lift
        return x, y0 + (y1 - y0) * thousandths // whole + normal[1] * lift

    segments: list[Segment] = []
    for number in range(swings):
        lift = beside * side * (1 if number % 2 == 0 else -1)
        first = number * MILLI
        controls = at(first + _SWING_ALONG, lift), at(first + MILLI - _SWING_ALONG, lift)
        segments.append((*controls, at(first + MILLI, 0)))
    return tuple(segments)


def _sign(value: int) -> int:
    return (value > 0) - (value < 0)


def spread(first: Length, last: Length, pitch: Length) -> list[Length]:
    """Places from the first to the last, both included, about ``pitch`` apart and as even as whole numbers can be."""
    steps = max(1, (last - first + pitch // 2) // max(pitch, 1))
    return [first + (last - first) * step // steps for step in range(steps + 1)]
