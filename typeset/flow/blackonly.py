"""Pages printed in black alone: every colour becomes the grey that looks as light."""

from __future__ import annotations

from typing import Any, Final

from msgspec.structs import replace

from typeset.model.placed import Item, PlacedPage, PlacedPicture
from typeset.model.style import DARKNESS, Colour

_FULL: Final = 1000


def in_black(page: PlacedPage) -> PlacedPage:
    """The page with all colours as tints of black; pictures are turned grey where they are prepared."""
    return replace(page, items=tuple(_black(item) for item in page.items))


def grey_of(colour: Colour) -> Colour:
    """The tint of black that is as dark as a colour; black stays what it is."""
    if not colour.spot and not (colour.c or colour.m or colour.y):
        return colour
    *inks, k = colour.inks
    chroma = sum(ink * share for ink, share in zip(inks, DARKNESS, strict=True)) // _FULL
    dark = _FULL - (_FULL - chroma) * (_FULL - k) // _FULL
    return Colour(0, 0, 0, dark, knocks_out=colour.knocks_out)


def _black(item: Item) -> Item:
    if isinstance(item, PlacedPicture):
        return replace(item, grey=True)
    anything: Any = item
    grey = grey_of(anything.colour)
    return item if grey == anything.colour else replace(anything, colour=grey)
