"""Where what is drawn on a finished page stands, and whose it is."""

from __future__ import annotations

from typeset.model.layout import Rect
from typeset.model.structure import Element, Tag


def holds(room: Rect, inner: Rect) -> bool:
    """Whether the middle of a rectangle lies in another."""
    x, y = inner.x + inner.width // 2, inner.y + inner.height // 2
    return room.x <= x <= room.right and room.y <= y <= room.bottom


def is_headline(part: Element | None) -> bool:
    """Whether an element is the headline of a story, and no subhead of it."""
    return (
        part is not None
        and part.tag is Tag.HEADING
        and not part.key
        and part.parent is not None
        and part.parent.tag is Tag.ARTICLE
    )
