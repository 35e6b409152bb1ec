"""Shapes of SVG as outlines, with their transform worked in: every arc and quadratic curve as cubic ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from typeset.model.placed import Outline, Point, Segment
from typeset.patterns import regex
from typeset.read.svg.look import length

MILLI: Final = 1000
TAGS: Final = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
_SPLIT: Final = regex(r"[\s,]+")


def outlines_of(tag: str, said: Mapping[str, str], matrix: Any) -> tuple[Outline, ...] | None:
    """The outlines of a shape, in thousandths; None when what is said of it cannot be read."""
    from svgelements import Path

    try:
        path = Path(_data(tag, said)) * matrix
        path.reify()
        path.approximate_arcs_with_cubics()
        return tuple(_outlines(path))
    except (ValueError, TypeError, IndexError, ZeroDivisionError, OverflowError, AttributeError):
        return None


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


def _outlines(path: Any) -> list[Outline]:
    from svgelements import Close, CubicBezier, Line, Move, QuadraticBezier

    found: list[Outline] = []
    start: Point | None = None
    segments: list[Segment] = []

    def end(*, closed: bool) -> None:
        if start is not None and segments:
            found.append(Outline(start, tuple(segments), closed))
        segments.clear()

    for piece in path:
        if isinstance(piece, Move):
            end(closed=False)
            start = _point(piece.end)
        elif isinstance(piece, Close):
            end(closed=True)
        elif isinstance(piece, Line):
            segments.append((_point(piece.end),))
        elif isinstance(piece, CubicBezier):
            segments.append((_point(piece.control1), _point(piece.control2), _point(piece.end)))
        elif isinstance(piece, QuadraticBezier):
            one = piece.start + (piece.control - piece.start) * (2 / 3)
            two = piece.end + (piece.control - piece.end) * (2 / 3)
            segments.append((_point(one), _point(two), _point(piece.end)))
    end(closed=False)
    return found


def _point(point: Any) -> Point:
    return round(point.x * MILLI), round(point.y * MILLI)
