"""Pages with too much ink somewhere: the mean of all plates over any small square (GWG 2022; print.md §4, "Total ink").

The weighing is done on the page as it goes to plate, plate by plate. It costs a second rendering, so pages that cannot be over the limit are told
apart first, by what stands on them and by how much of it may lie on a square.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec
from msgspec import Struct

from typeset.cache import NO_CACHE
from typeset.catalogue import finding
from typeset.checks.nearframe import frame_near
from typeset.faces import FaceBook
from typeset.findings import Finding
from typeset.model.edition import Edition, PageSpec
from typeset.model.placed import PlacedPage, PlacedSheet
from typeset.model.printing import Printing
from typeset.press.drawnwith import DrawnWith
from typeset.press.inkbound import most_on
from typeset.press.reproduction import Reproduction, pictures_on
from typeset.source import Sources
from typeset.standing import NOTHING_STANDS, StandingResults
from typeset.units import MM

_DPI: Final = 40
# Percent by which the ink of a small picture may be less than the mean of the whole one: colours are not converted in proportion.
_DOUBT: Final = 10


class Weighing(Struct, frozen=True):
    """What is needed to weigh the ink of pages: the faces, the files, the pictures made ready, and what was told before."""

    faces: FaceBook
    sources: Sources
    reproduction: Reproduction
    standing: StandingResults = NOTHING_STANDS

    def told(self, edition: Edition, pages: Sequence[PlacedPage]) -> Iterator[Finding]:
        """A finding for each page that is over its limit."""
        specs = {page.number: page for page in edition.pages}
        for page in pages:
            spec = specs[page.number]
            limits = spec.printing
            pictures = self.standing.of(pictures_on, page)
            inks = (self.reproduction.inks_of(picture, limits) for picture in pictures)
            most = self.standing.of(most_on, page, limits.ink_limit, limits.ink_square, *inks)
            if most > limits.ink_limit - _DOUBT:
                yield from self._weighed(page, spec)

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
