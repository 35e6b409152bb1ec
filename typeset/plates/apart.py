"""A page taken apart: what it paints, in which inks, with which fonts, and its contents ready for plates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pikepdf
from msgspec import Struct

from typeset.plates.copying import Store
from typeset.plates.handlers import HANDLERS
from typeset.plates.inks import PROCESS, ToCmyk, plain_cmyk
from typeset.plates.layers import Layers
from typeset.plates.matrix import Box
from typeset.plates.painted import Inside, Painted, Trouble
from typeset.plates.placework import form_of
from typeset.plates.script import Script
from typeset.plates.spacefinder import SpaceFinder
from typeset.plates.state import State
from typeset.plates.typefaces import Fonts, Typeface
from typeset.plates.values import box_of, entry, items, word
from typeset.plates.walker import Run, Walker

_USUAL: Final = Box(0.0, 0.0, 612.0, 792.0)
_INHERITED: Final = frozenset(("/MediaBox", "/CropBox", "/Resources", "/Rotate"))
_HIGHEST_TREE: Final = 64


class Boxes(Struct, frozen=True):
    """The boxes of a page as the file gives them, in points; None for one it does not have."""

    media: Box
    crop: Box | None
    bleed: Box | None
    trim: Box | None
    art: Box | None

    @property
    def page(self) -> Box:
        """What the page is when it is cut: the trim, else the art, the crop, the media box."""
        return self.trim or self.art or self.crop or self.media


class Apart(Struct, frozen=True):
    """A page taken apart. ``fonts`` are those it sets, by number; ``spots`` the plates beside C M Y K.

    ``grouped`` is whether a form it draws is a transparency group. ``troubles`` says what could not be followed, and how often. ``script`` and ``store`` are what plates are made of.
    """

    boxes: Boxes
    painted: tuple[Painted, ...]
    fonts: Mapping[int, Typeface]
    spots: tuple[str, ...]
    troubles: Mapping[Trouble, int]
    script: Script
    store: Store
    group: object = None
    grouped: bool = False

    @property
    def drawable(self) -> bool:
        """Whether its plates can be drawn in reasonable time: what was too much to follow is too much to draw."""
        return not self.troubles.keys() & {Trouble.TOO_MANY, Trouble.TOO_LONG}

    @property
    def plates(self) -> tuple[str, ...]:
        """The plates there can be: C M Y K and the spots."""
        return (*PROCESS, *self.spots)


class Document:
    """A document whose pages are taken apart; it keeps what they share.

    Args:
        pdf: an open document; it stays the caller's.
        to_cmyk: what RGB becomes on plates.
    """

    def __init__(self, pdf: pikepdf.Pdf, to_cmyk: ToCmyk = plain_cmyk) -> None:
        self._fonts = Fonts()
        self._finder = SpaceFinder()
        self._layers = Layers(pdf.Root)
        self._to_cmyk = to_cmyk

    @property
    def fonts(self) -> tuple[Typeface, ...]:
        """The fonts met so far, with the codes shown in them."""
        return tuple(self._fonts.all)

    def take_apart(self, page: pikepdf.Object) -> Apart:
        """What a page (its dictionary) paints; whatever is in it, it ends, and says what it could not follow."""
        boxes = boxes_of(page)
        area = boxes.media.width * boxes.media.height
        walker = Walker(self._fonts, self._finder, self._layers, self._to_cmyk, area)
        state = State(clip=boxes.media)
        run = Run(walker, inherited(page, "/Resources"), state, Inside.PAGE)
        script = run.do(walker.content(entry(page, "/Contents")), HANDLERS)
        _annotations(run, page)
        return Apart(
            boxes,
            tuple(walker.painted),
            dict(walker.faces),
            tuple(sorted(walker.spots)),
            dict(walker.troubles),
            script,
            walker.store,
            entry(page, "/Group"),
            walker.grouped,
        )


def _annotations(run: Run, page: object) -> None:
    """Walk what annotations look like; it goes on no plate, for a press file has none on the page."""
    run.state = State(clip=run.state.clip)
    for annotation in items(entry(page, "/Annots"), 1000):
        look = entry(entry(annotation, "/AP"), "/N")
        if (
            isinstance(look, pikepdf.Stream)
            and word(entry(annotation, "/Subtype")) != "Popup"
            and run.walker.enter(look)
        ):
            form_of(run, look, Inside.ANNOTATION)
            run.walker.leave()


def inherited(page: object, key: str) -> object:
    """An entry of a page, or of the nodes above it for those that are inherited (ISO 32000-1, 7.7.3.4)."""
    node = page
    for _ in range(_HIGHEST_TREE):
        value = entry(node, key)
        if value is not None or key not in _INHERITED:
            return value
        node = entry(node, "/Parent")
        if node is None:
            return None
    return None


def boxes_of(page: object) -> Boxes:
    """The boxes of a page; without a MediaBox it is US Letter, as readers take it."""
    media = box_of(inherited(page, "/MediaBox")) or _USUAL
    crop = box_of(inherited(page, "/CropBox"))
    bleed, trim, art = (box_of(entry(page, k)) for k in ("/BleedBox", "/TrimBox", "/ArtBox"))
    return Boxes(media, crop, bleed, trim, art)
