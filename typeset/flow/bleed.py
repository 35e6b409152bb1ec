"""Bleed (出血): what reaches the edge of the trim goes on beyond it, so that no white is left where the knife is not quite true."""

from __future__ import annotations

from operator import is_
from typing import Final

from msgspec.structs import replace

from typeset.model.layout import Rect
from typeset.model.placed import Item, PlacedPage, PlacedPicture, Tint

_PLACED_PAGE: Final = ".pdf"


def bled(page: PlacedPage) -> PlacedPage:
    """The page with pictures and tints that touch its trim reaching to the end of its bleed.

    A picture is enlarged as far as it must be; a placed PDF stays in its place and shows its own bleed.
    """
    if not page.bleed:
        return page
    items = tuple([_bled(item, page) for item in page.items])
    return page if all(map(is_, items, page.items)) else replace(page, items=items)


def _bled(item: Item, page: PlacedPage) -> Item:
    match item:
        case Tint():
            wide = _beyond(item.rect, page)
            return item if wide == item.rect else replace(item, rect=wide)
        case PlacedPicture():
            wider = _beyond(item.clip, page)
            if wider == item.clip:
                return item
            if item.file.lower().endswith(_PLACED_PAGE):
                return replace(item, clip=wider)
            return replace(item, rect=_covering(item, wider), clip=wider)
        case _:
            return item


def _beyond(rect: Rect, page: PlacedPage) -> Rect:
    """A rectangle with those of its edges that lie on the trim, or beyond it, moved to the end of the bleed."""
    left = -page.bleed if rect.x <= 0 else rect.x
    top = -page.bleed if rect.y <= 0 else rect.y
    right = page.width + page.bleed if rect.right >= page.width else rect.right
    bottom = page.height + page.bleed if rect.bottom >= page.height else rect.bottom
    return Rect(left, top, right - left, bottom - top)


def _covering(placed: PlacedPicture, room: Rect) -> Rect:
    """Where the whole picture stands so that it covers the room: as large as it was, or enlarged round the same middle."""
    rect, clip = placed.rect, placed.clip
    if rect.x <= room.x and rect.y <= room.y and rect.right >= room.right and rect.bottom >= room.bottom:
        return rect
    # Enlarged by the fraction that the room is larger, in the direction that needs more.
    part, whole = max(
        (room.width, clip.width), (room.height, clip.height), key=lambda pair: pair[0] / max(pair[1], 1)
    )
    width, height = -(-rect.width * part // whole), -(-rect.height * part // whole)
    x = room.x + (rect.x - clip.x) * part // whole - (clip.width * part // whole - room.width) // 2
    y = room.y + (rect.y - clip.y) * part // whole - (clip.height * part // whole - room.height) // 2
    return Rect(x, y, width, height)
