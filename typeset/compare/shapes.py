"""What is drawn, as it is when it stands in the top left corner."""

from __future__ import annotations

from typing import TypeAlias

from msgspec.structs import replace

from typeset.flow.boxes import room_of
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


def in_corner(item: Item) -> Item:
    """The item moved so that the rectangle round it begins in the corner: two that only stand elsewhere are equal."""
    box = room_of(item)
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
