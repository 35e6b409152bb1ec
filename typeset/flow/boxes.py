"""The rectangles of what stands on a page: of type those of its em squares, of a picture what of it is seen."""

from __future__ import annotations

from collections.abc import Iterable

from typeset.model.layout import Rect
from typeset.model.placed import Dot, GlyphRun, Item, Modules, Path, PlacedPicture, Point, Rule, Tint
from typeset.units import EM_ASCENT

_MILLI = 1000


def room_of(item: Item) -> Rect:
    """The rectangle an item stands in; of what is drawn with a pen that of its middle, without the width of the pen."""
    match item:
        case GlyphRun():
            return em_box(item) if item.xs else Rect(0, item.y, 0, 0)
        case PlacedPicture():
            return item.clip
        case Tint() | Modules():
            return item.rect
        case Rule():
            return _of_points([(item.x0, item.y0), (item.x1, item.y1)])
        case Dot():
            half = item.diameter // 2
            return Rect(item.x - half, item.y - half, item.diameter, item.diameter)
        case Path():
            return _of_points(points_of(item))


def points_of(path: Path) -> list[Point]:
    """All points of a path, those that only draw its curves as well."""
    return [
        point
        for outline in path.outlines
        for point in (outline.start, *(point for segment in outline.segments for point in segment))
    ]


def _of_points(points: list[Point]) -> Rect:
    xs, ys = [x for x, _ in points] or [0], [y for _, y in points] or [0]
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def around(rooms: Iterable[Rect]) -> Rect:
    """The rectangle round several; an empty one round none."""
    known = list(rooms)
    if not known:
        return Rect(0, 0, 0, 0)
    left, top = min(room.x for room in known), min(room.y for room in known)
    right, bottom = max(room.right for room in known), max(room.bottom for room in known)
    return Rect(left, top, right - left, bottom - top)


def box_of(items: Iterable[Item]) -> Rect:
    """The rectangle round the em squares of glyph runs; an empty one when there are none."""
    return around(em_box(item) for item in items if isinstance(item, GlyphRun) and item.xs)


def em_box(run: GlyphRun) -> Rect:
    """The rectangle round the em squares of a run."""
    ascent = EM_ASCENT * run.size // _MILLI
    if run.turned or run.upward:
        length = run.xs[-1] - run.xs[0] + run.size
        return Rect(run.xs[0] - run.size + ascent, run.y, run.size, length)
    if run.down:
        return Rect(run.xs[0], run.y - ascent, run.size, run.xs[-1] - run.xs[0] + run.size)
    width = run.xs[-1] - run.xs[0] + run.size * run.stretch // _MILLI
    return Rect(run.xs[0], run.y - ascent, width, run.size)
