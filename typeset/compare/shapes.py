"""What is drawn besides type: the rectangle round it, and the same thing standing in the top left corner."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

from typeset.flow.place import em_box
from typeset.model.layout import Rect
from typeset.model.placed import (
    Dot,
    GlyphRun,
    Item,
    Modules,
    Outline,
    Path,
    PlacedPicture,
    Point,
    Rule,
    Segment,
    Tint,
)

_By: TypeAlias = Point


def box_of_item(item: Item) -> Rect:
    """The rectangle round an item; of a rule without half its width."""
    match item:
        case GlyphRun():
            return em_box(item) if item.xs else Rect(0, item.y, 0, 0)
        case Rule():
            left, top = min(item.x0, item.x1), min(item.y0, item.y1)
            return Rect(left, top, abs(item.x1 - item.x0), abs(item.y1 - item.y0))
        case Tint() | Modules():
            return item.rect
        case PlacedPicture():
            return item.clip
        case Dot():
            half = item.diameter // 2
            return Rect(item.x - half, item.y - half, item.diameter, item.diameter)
        case Path():
            return _round(_points(item))


def in_corner(item: Item) -> Item:
    """The item moved so that the rectangle round it begins in the corner: two that only stand elsewhere are equal."""
    box = box_of_item(item)
    by = (-box.x, -box.y)
    match item:
        case GlyphRun():
            return replace(item, xs=tuple(x + by[0] for x in item.xs), y=item.y + by[1])
        case Rule():
            (x0, y0), (x1, y1) = _point((item.x0, item.y0), by), _point((item.x1, item.y1), by)
            return replace(item, x0=x0, y0=y0, x1=x1, y1=y1)
        case Tint() | Modules():
            return replace(item, rect=_rect(item.rect, by))
        case PlacedPicture():
            return replace(item, rect=_rect(item.rect, by), clip=_rect(item.clip, by))
        case Dot():
            return replace(item, x=item.x + by[0], y=item.y + by[1])
        case Path():
            return replace(item, outlines=tuple(_outline(outline, by) for outline in item.outlines))


def _points(path: Path) -> list[Point]:
    return [
        point
        for outline in path.outlines
        for point in (outline.start, *(point for segment in outline.segments for point in segment))
    ]


def _round(points: list[Point]) -> Rect:
    xs, ys = [x for x, _ in points] or [0], [y for _, y in points] or [0]
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _point(point: Point, by: _By) -> Point:
    return point[0] + by[0], point[1] + by[1]


def _rect(rect: Rect, by: _By) -> Rect:
    return replace(rect, x=rect.x + by[0], y=rect.y + by[1])


def _outline(outline: Outline, by: _By) -> Outline:
    segments = tuple(_segment(segment, by) for segment in outline.segments)
    return replace(outline, start=_point(outline.start, by), segments=segments)


def _segment(segment: Segment, by: _By) -> Segment:
    if len(segment) == 1:
        return (_point(segment[0], by),)
    return _point(segment[0], by), _point(segment[1], by), _point(segment[2], by)
