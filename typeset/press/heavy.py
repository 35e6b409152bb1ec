"""Pages with too much ink somewhere: the mean of all plates over any small square (GWG 2022; print.md §4, "Total ink").

The weighing is done on the page as it goes to plate, plate by plate. It costs a second rendering, so pages that cannot be over the limit are told
apart first, by what stands on them and by how much of it may lie on a square.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec
from msgspec import Struct, field

from typeset.cache import NO_CACHE
from typeset.catalogue import finding
from typeset.checks.nearframe import frame_near
from typeset.faces import FaceBook
from typeset.findings import Finding
from typeset.flow.boxes import em_box, room_of
from typeset.model.edition import Edition, PageSpec
from typeset.model.layout import Rect
from typeset.model.placed import GlyphRun, Item, Path, PlacedPage, PlacedPicture, PlacedSheet, Tint
from typeset.model.printing import Printing
from typeset.model.style import Colour
from typeset.press.drawnwith import DrawnWith
from typeset.press.inkbound import StandingBounds
from typeset.press.reproduction import Reproduction
from typeset.repro import most_ink
from typeset.source import Sources
from typeset.units import MM

_DPI: Final = 40
_PERCENT: Final = 10
_BLACK: Final = 100
_ALL_INK: Final = 400
# Percent by which the ink of a small picture may be less than the mean of the whole one: colours are not converted in proportion.
_DOUBT: Final = 10


class Weighing(Struct, frozen=True):
    """What is needed to weigh the ink of pages: the faces, the files, the pictures made ready, and bounds told before."""

    faces: FaceBook
    sources: Sources
    reproduction: Reproduction
    bounds: StandingBounds = field(default_factory=StandingBounds)

    def told(self, edition: Edition, pages: Sequence[PlacedPage]) -> Iterator[Finding]:
        """A finding for each page that is over its limit."""
        specs = {page.number: page for page in edition.pages}
        for page in pages:
            spec = specs[page.number]
            limits = spec.printing
            if self.may_be_heavy(page, limits) and self._possible(page, limits) > limits.ink_limit - _DOUBT:
                yield from self._weighed(page, spec)

    def may_be_heavy(self, page: PlacedPage, printing: Printing) -> bool:
        """Whether more than the limit can lie anywhere on a page: of one thing, or of a thing under black."""
        grounds: list[Rect] = []
        blacks: list[Rect] = []
        for item in page.items:
            ink = self._ink(item, printing)
            if ink > printing.ink_limit:
                return True
            if ink + _BLACK > printing.ink_limit and isinstance(item, Tint | PlacedPicture | Path):
                grounds.append(room_of(item))
            elif isinstance(item, GlyphRun) and item.colour.is_black:
                blacks.append(em_box(item))
        return any(_meet(ground, black) for ground in grounds for black in blacks)

    def _ink(self, item: Item, printing: Printing) -> int:
        """The most ink an item lays anywhere, in percent."""
        if isinstance(item, PlacedPicture):
            inks = self.reproduction.inks_of(item, printing)
            if inks is None:
                return _ALL_INK
            return most_ink(inks) if inks.mode == "CMYK" else _BLACK
        return _percent(item.colour)

    def _possible(self, page: PlacedPage, printing: Printing) -> float:
        """The most ink there can be on any square of a page, in percent."""
        return self.bounds.most_possible(
            page, printing.ink_square, lambda placed: self.reproduction.inks_of(placed, printing)
        )

    def _weighed(self, page: PlacedPage, spec: PageSpec) -> Iterator[Finding]:
        printing = spec.printing
        found = self._weighed_once(page, printing)
        if found is None:
            yield finding("page-not-weighed", span=spec.span, page=page.number)
            return
        most = round(found.most * 100)
        if most > printing.ink_limit:
            x, y = found.most_at
            half = printing.ink_square // 2
            frame = frame_near(spec, (round(x * float(MM)) + half, round(y * float(MM)) + half))
            yield finding(
                "page-over-ink-limit",
                span=spec.span if frame is None else frame.span,
                page=page.number,
                frame=None if frame is None else frame.name,
                amount=most,
                limit=printing.ink_limit,
                square=f"{float(printing.ink_square / MM):.3g}",
                x=f"{x:.0f}",
                y=f"{y:.0f}",
            )

    def _weighed_once(self, page: PlacedPage, printing: Printing) -> _Weight | None:
        """What a page weighs, as the cache knows it or as it is weighed now; None when it cannot be."""
        cache = self.reproduction.cache
        if cache is NO_CACHE:
            return self._weigh(page, printing)
        keys = DrawnWith(self.faces, self.sources, self.reproduction)
        key = keys.key(PlacedSheet.of(page), printing, "")
        stored = cache.get(_KIND, key)
        if stored is not None:
            try:
                known: _Weight | None = _WEIGHT.decode(stored)
            except msgspec.MsgspecError:
                known = self._weigh(page, printing)
            return known
        weight = self._weigh(page, printing)
        cache.put(_KIND, key, msgspec.msgpack.encode(weight))
        return weight

    def _weigh(self, page: PlacedPage, printing: Printing) -> _Weight | None:
        from typeset.plates import ink_coverage, separations
        from typeset.render.pdf import Metadata, PdfRenderer

        renderer = PdfRenderer(
            Metadata(title="", date=datetime.date(2000, 1, 1), standard=printing.standard),
            repro=self.reproduction.wanted(printing),
            prepared=self.reproduction.pictures,
        )
        pdf = renderer.render([page], self.faces, self.sources.read_bytes)
        try:
            plates = separations(pdf, 0, _DPI)
        except ValueError:
            return None
        found = ink_coverage(plates, float(printing.ink_square / MM))
        return _Weight(found.most, found.most_at)


class _Weight(Struct, frozen=True):
    """The highest mean of ink over a square, 1 for all of one plate, and where it is, in millimetres."""

    most: float
    most_at: tuple[float, float]


_WEIGHT: Final = msgspec.msgpack.Decoder(_Weight | None)
# Of weights, in the cache.
_KIND: Final = "weight"


def _percent(colour: Colour) -> int:
    return -(-colour.total // _PERCENT)


def _meet(one: Rect, other: Rect) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom
