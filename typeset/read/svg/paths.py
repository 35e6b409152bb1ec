"""Shapes of SVG as outlines, with their transform worked in: every arc and quadratic curve as cubic ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from typeset.model.placed import Outline, Point, Segment
from typeset.patterns import regex
from typeset.read.svg.look import length

MILLI: Final = 1000
TAGS: Final = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
_SPLIT: Final = regex(r"[\s,]+")


Traced = tuple[tuple[tuple[tuple[float, float], ...], bool], ...]
"""Lines of a shape in its own lengths: the points they begin at, bend towards and go through, and whether they are closed.

After the first point each three belong to a curve; a straight line has its end three times.
"""


def data_of(tag: str, said: Mapping[str, str]) -> str | None:
    """A shape as path data; None when what is said of it cannot be read."""
    try:
        return _data(tag, said)
    except (ValueError, TypeError, IndexError, ZeroDivisionError, OverflowError):
        return None


def traced(data: str) -> Traced | None:
    """The lines that path data describe; None when it cannot be read."""
    from svgelements import Path

    try:
        path = Path(data)
        path.approximate_arcs_with_cubics()
        return tuple(_traced(path))
    except (ValueError, TypeError, IndexError, ZeroDivisionError, OverflowError, AttributeError):
        return None


def outlines_of(lines: Traced, matrix: Any) -> tuple[Outline, ...] | None:
    """The outlines that these lines are under a transform, in thousandths; None where they are beyond measure."""
    a, b, c, d, e, f = (edge * MILLI for edge in (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f))
    found: list[Outline] = []
    try:
        for points, closed in lines:
            moved = [(round(a * x + c * y + e), round(b * x + d * y + f)) for x, y in points]
            found.append(Outline(moved[0], tuple(_segments(moved)), closed))
    except (ValueError, OverflowError):
        return None
    return tuple(found)


def _segments(points: Sequence[Point]) -> Iterator[Segment]:
    for one, two, end in zip(points[1::3], points[2::3], points[3::3], strict=True):
        yield (end,) if one == two == end else (one, two, end)


def _data(tag: str, said: Mapping[str, str]) -> str:
    """A shape as path data."""

    def number(key: str) -> float:
        return length(said.get(key, ""), 0)

    match tag:
        case "path":
            return said.get("d", "")
        case "line":
            return f"M {number('x1')} {number('y1')} L {number('x2')} {number('y2')}"
        case "polyline" | "polygon":
            points = [part for part in _SPLIT.split(said.get("points", "").strip()) if part]
            pairs = [" ".join(points[n : n + 2]) for n in range(0, len(points) - 1, 2)]
            return f"M {' L '.join(pairs)}{' Z' if tag == 'polygon' else ''}" if pairs else ""
        case "circle" | "ellipse":
            rx, ry = (number("r"), number("r")) if tag == "circle" else (number("rx"), number("ry"))
            x, y = number("cx"), number("cy")
            arc = f"A {rx} {ry} 0 1 1"
            return f"M {x - rx} {y} {arc} {x + rx} {y} {arc} {x - rx} {y} Z" if rx > 0 and ry > 0 else ""
        case _:
            return _rectangle(number, said)


def _rectangle(number: Any, said: Mapping[str, str]) -> str:
    x, y, width, height = (number(key) for key in ("x", "y", "width", "height"))
    if width <= 0 or height <= 0:
        return ""
    rx = number("rx") if "rx" in said else number("ry")
    ry = number("ry") if "ry" in said else rx
    rx, ry = min(rx, width / 2), min(ry, height / 2)
    if rx <= 0 or ry <= 0:
        return f"M {x} {y} h {width} v {height} h {-width} Z"
    arc = f"a {rx} {ry} 0 0 1"
    return (
        f"M {x + rx} {y} h {width - 2 * rx} {arc} {rx} {ry} v {height - 2 * ry} {arc} {-rx} {ry} "
        f"h {2 * rx - width} {arc} {-rx} {-ry} v {2 * ry - height} {arc} {rx} {-ry} Z"
    )


def _traced(path: Any) -> Iterator[tuple[tuple[tuple[float, float], ...], bool]]:
    from svgelements import Close, CubicBezier, Line, Move, QuadraticBezier

    points: list[Any] = []
    for piece in path:
        if isinstance(piece, Move | Close):
            if len(points) > 1:
                yield tuple((point.x, point.y) for point in points), isinstance(piece, Close)
            # What follows a closed line without being moved begins where that began.
            points = points[:1] if isinstance(piece, Close) else [piece.end]
        elif isinstance(piece, Line):
            points += [piece.end] * 3
        elif isinstance(piece, CubicBezier):
            points += [piece.control1, piece.control2, piece.end]
        elif isinstance(piece, QuadraticBezier):
            one = piece.start + (piece.control - piece.start) * (2 / 3)
            two = piece.end + (piece.control - piece.end) * (2 / 3)
            points += [one, two, piece.end]
    if len(points) > 1:
        yield tuple((point.x, point.y) for point in points), False
