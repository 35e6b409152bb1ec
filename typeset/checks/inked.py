"""Where what is drawn on a finished page stands, and whose it is."""

from __future__ import annotations

from collections.abc import Iterable

from typeset.flow.place import em_box
from typeset.model.layout import Rect
from typeset.model.placed import Dot, GlyphRun, Item, Modules, Path, PlacedPicture, Rule, Tint
from typeset.model.structure import Element, Tag


def room_of(item: Item) -> Rect:
    """The rectangle an item stands in; of type that of its em squares, of a picture what of it is seen."""
    match item:
        case GlyphRun():
            return em_box(item) if item.xs else Rect(0, 0, 0, 0)
        case PlacedPicture():
            return item.clip
        case Tint() | Modules():
            return item.rect
        case Rule():
            left, top = min(item.x0, item.x1), min(item.y0, item.y1)
            return Rect(left, top, abs(item.x1 - item.x0), abs(item.y1 - item.y0))
        case Dot():
            half = item.diameter // 2
            return Rect(item.x - half, item.y - half, item.diameter, item.diameter)
        case Path():
            return _of_points(item)


def _of_points(path: Path) -> Rect:
    xs: list[int] = []
    ys: list[int] = []
    for outline in path.outlines:
        for x, y in (outline.start, *(point for segment in outline.segments for point in segment)):
            xs.append(x)
            ys.append(y)
    if not xs:
        return Rect(0, 0, 0, 0)
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def around(rooms: Iterable[Rect]) -> Rect:
    """The rectangle round several; an empty one round none."""
    known = list(rooms)
    if not known:
        return Rect(0, 0, 0, 0)
    left, top = min(room.x for room in known), min(room.y for room in known)
    right, bottom = max(room.right for room in known), max(room.bottom for room in known)
    return Rect(left, top, right - left, bottom - top)


def holds(room: Rect, inner: Rect) -> bool:
    """Whether the middle of a rectangle lies in another."""
    x, y = inner.x + inner.width // 2, inner.y + inner.height // 2
    return room.x <= x <= room.right and room.y <= y <= room.bottom


def story_of(part: Element | None) -> str:
    """The story an element belongs to; "" for what is in none."""
    while part is not None:
        if part.tag is Tag.ARTICLE:
            return part.key
        part = part.parent
    return ""


def is_headline(part: Element | None) -> bool:
    """Whether an element is the headline of a story, and no subhead of it."""
    return (
        part is not None
        and part.tag is Tag.HEADING
        and not part.key
        and part.parent is not None
        and part.parent.tag is Tag.ARTICLE
    )
