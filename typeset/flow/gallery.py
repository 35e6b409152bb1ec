"""Galleries (组图): pictures in rows, all of a row equally high, each as wide as its shape asks, the whole width filled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.flow.captions import Caption, caption_of
from typeset.flow.pictures import filled, frame_gap, natural_height
from typeset.flow.setter import Setter
from typeset.flow.tagged import CAPTION, PICTURE, figure, paragraph, under, within
from typeset.model.layout import Rect
from typeset.model.placed import Item
from typeset.model.story import Gallery, Picture
from typeset.model.structure import Element, Tag
from typeset.model.style import CaptionPlace
from typeset.units import Length

# White between pictures, in thousandths of a character of their captions.
_BETWEEN: Final = 600
MILLI: Final = 1000


class _Cell(Struct, frozen=True):
    picture: Picture
    x: Length
    width: Length
    caption: Caption


class _Row(Struct, frozen=True):
    """Pictures side by side: their common height as they are, and the most their captions add to it."""

    cells: tuple[_Cell, ...]
    height: Length
    below: Length


class SetGallery(Struct, frozen=True):
    """A gallery in a width: its rows, the caption for all, the white between its parts, and its height as it is.

    ``told`` is what is read for a picture without a caption of its own.
    """

    rows: tuple[_Row, ...]
    caption: Caption
    between: Length
    told: str = PICTURE

    @property
    def height(self) -> Length:
        """How high it is with every picture whole."""
        return sum(row.height for row in self.rows) + self._other

    def stands_in(self, height: Length, least: Length) -> bool:
        """Whether every picture is at least so wide and so high when the gallery fills a height."""
        narrowest = min((cell.width for row in self.rows for cell in row.cells), default=least)
        room = height - self._other
        natural = max(sum(row.height for row in self.rows), 1)
        lowest = min((room * row.height // natural for row in self.rows), default=least)
        return min(narrowest, lowest) >= least

    @property
    def _other(self) -> Length:
        return (
            sum(row.below for row in self.rows) + self.between * (len(self.rows) - 1) + self.caption.stacked
        )

    def items(self, rect: Rect) -> list[Item]:
        """The gallery filling a rectangle: what it is higher or lower than the pictures ask is shared among the rows."""
        whole = self.caption.picture(rect)
        room = max(rect.height - self._other, len(self.rows) * MILLI)
        natural = max(sum(row.height for row in self.rows), 1)
        items: list[Item] = []
        y, given = whole.y, 0
        for number, row in enumerate(self.rows):
            last = number == len(self.rows) - 1
            height = room - given if last else room * row.height // natural
            for cell in row.cells:
                box = Rect(whole.x + cell.x, y, cell.width, height)
                shown = filled(cell.picture, box)
                part = figure(cell.picture, str(len(items)), self.told)
                items += within([shown, *within(cell.caption.items(box), CAPTION)], part)
            y += height + row.below + self.between
            given += height
        caption = within(self.caption.items(whole), paragraph("caption"))
        return under([*items, *caption], Element(Tag.SECTION, "gallery"))


def set_gallery(gallery: Gallery, width: Length, setter: Setter) -> SetGallery:
    """A gallery in a width."""
    gap = frame_gap(setter)
    between = setter.style("caption").size * _BETWEEN // MILLI
    caption = caption_of(gallery, setter, width, gap)
    across = gallery.across or len(gallery.pictures)
    starts = range(0, len(gallery.pictures), max(across, 1))
    rows = [gallery.pictures[start : start + across] for start in starts]
    room = width - caption.beside
    made = tuple(_row(row, room, between, gap, setter) for row in rows)
    return SetGallery(made, caption, between, gallery.caption or PICTURE)


def _row(pictures: Sequence[Picture], width: Length, between: Length, gap: Length, setter: Setter) -> _Row:
    """Pictures side by side in a width, each by its shape; captions in the widths they get."""
    room = width - between * (len(pictures) - 1)
    shapes = [max(p.pixels[0], 1) * MILLI // max(p.pixels[1], 1) or 1 for p in pictures]
    whole = sum(shapes)
    cells: list[_Cell] = []
    x = 0
    for number, (picture, shape) in enumerate(zip(pictures, shapes, strict=True)):
        last = number == len(pictures) - 1
        share = width - x if last else room * shape // whole
        cells.append(_Cell(picture, x, share, _stacked(picture, setter, share, gap)))
        x += share + between
    height = min(natural_height(cell.picture, cell.width) for cell in cells)
    return _Row(tuple(cells), height, max(cell.caption.stacked for cell in cells))


def _stacked(picture: Picture, setter: Setter, width: Length, gap: Length) -> Caption:
    """The caption of one picture of several: there is no room beside it, so it stands below instead."""
    caption = caption_of(picture, setter, width, gap)
    if caption.beside or caption.place is CaptionPlace.ABOVE:
        return caption_of(replace(picture, caption_place=CaptionPlace.BELOW), setter, width, gap)
    return caption
