"""A name for what is drawn on a page or a sheet: equal names are equal pictures (issues 8, 9)."""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterable
from typing import Final

from typeset.model.layout import Rect
from typeset.model.placed import (
    Dot,
    GlyphRun,
    Item,
    Modules,
    Outline,
    Path,
    PlacedPage,
    PlacedPicture,
    PlacedSheet,
    Rule,
    Tint,
)
from typeset.model.style import Colour

# Without references to values seen before: equal values give equal bytes. The marks of held pages are made of whole items, which takes four
# times as long; here it is done at every save.
_PLAIN: Final = 2
_LENGTH: Final = 24

Plain = str | int | tuple["Plain", ...]


def page_digest(page: PlacedPage, drawn_with: str, files: Iterable[tuple[str, str]]) -> str:
    """A hash of the display list and of everything that draws it.

    ``drawn_with`` names what holds for the whole page (faces, the press), ``files`` are its pictures with the hashes of their content.
    """
    whole = (drawn_with, tuple(files), _page(page))
    return hashlib.sha256(marshal.dumps(whole, _PLAIN)).hexdigest()[:_LENGTH]


def sheet_digest(sheet: PlacedSheet, drawn_with: bytes, files: Iterable[tuple[str, bytes]]) -> bytes:
    """A hash of the display lists of a sheet and of everything that draws it; as :func:`page_digest`."""
    size = (sheet.width, sheet.height, sheet.bleed, sheet.margin)
    pages = tuple([(one.x, one.y, one.turned, _page(one.page)) for one in sheet.pages])
    whole = (drawn_with, tuple(files), size, pages, tuple(map(_plain, sheet.items)))
    return hashlib.sha256(marshal.dumps(whole, _PLAIN)).digest()


def _page(page: PlacedPage) -> Plain:
    return (page.width, page.height, page.bleed, page.margin), tuple(map(_plain, page.items))


def files_on(page: PlacedPage) -> tuple[str, ...]:
    """The files of the pictures on a page and of their masks, sorted."""
    return tuple(sorted({file for item in page.items for file in _files(item)}))


def _files(item: Item) -> Iterable[str]:
    return filter(None, (item.file, item.mask)) if isinstance(item, PlacedPicture) else ()


def _plain(item: Item) -> Plain:
    match item:
        case GlyphRun():
            way = (item.turned, item.upward, item.down)
            place = (item.size, item.y, item.stretch, item.xs)
            return ("run", item.face, place, item.glyphs, item.texts, _inks(item.colour), way)
        case Rule():
            return (
                "rule",
                (item.x0, item.y0, item.x1, item.y1),
                item.width,
                _inks(item.colour),
                item.style.value,
            )
        case Tint():
            return ("tint", _box(item.rect), _inks(item.colour))
        case Dot():
            return ("dot", item.x, item.y, item.diameter, _inks(item.colour))
        case Path():
            outlines = tuple(_outline(one) for one in item.outlines)
            return ("path", outlines, _inks(item.colour), item.width, item.dash, item.even_odd)
        case PlacedPicture():
            return ("picture", item.file, item.mask, _box(item.rect), _box(item.clip), item.grey)
        case Modules():
            return ("modules", _box(item.rect), item.rows, _inks(item.colour))


def _outline(outline: Outline) -> Plain:
    return (outline.start, outline.segments, outline.closed)


def _inks(colour: Colour) -> Plain:
    return (colour.c, colour.m, colour.y, colour.k, colour.spot, colour.tint, colour.knocks_out)


def _box(rect: Rect) -> Plain:
    return (rect.x, rect.y, rect.width, rect.height)
