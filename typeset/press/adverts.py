"""Faults of PDFs that are placed on pages, advertisements and charts: each is judged like any file, and told where it was placed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import msgspec
from msgspec.structs import replace

from typeset.cache import NO_CACHE, Cache, key_of
from typeset.catalogue import Lang, finding, hints, message
from typeset.findings import Finding, Severity
from typeset.model.edition import Edition
from typeset.model.layout import Rect
from typeset.model.placed import PlacedPage, PlacedPicture
from typeset.model.printing import Printing
from typeset.press.reproduction import asked_at, pictures_on
from typeset.read.pdf_pictures import is_pdf, pdf_pages, pdf_size
from typeset.repro.wanted import Wanted
from typeset.source import Sources, Span
from typeset.standing import NOTHING_STANDS, StandingResults
from typeset.units import MM

# What is done about a fault when the page is made; "" where nothing can be.
_DONE: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "colour-not-allowed": ("已换成油墨", "it was converted to ink"),
        "colour-undefined-rgb": ("已换成油墨", "it was converted to ink"),
        "colour-not-inks": ("已换成油墨", "it was converted to ink"),
        "alternate-not-allowed": ("已换成四色", "it was converted to process inks"),
        "transparency": ("已按印版拼合成图", "the page was drawn as a picture of its plates"),
        "layers": ("关着的图层没有印", "layers that are off were left out"),
        "active-content": ("已去掉", "it was left out"),
        "annotation-on-page": ("已去掉", "it was left out"),
        "embedded-files": ("已去掉", "they were left out"),
        "filter-forbidden": ("已重新压缩", "it was compressed anew"),
        "objects-forbidden": ("已去掉", "they were left out"),
        **dict.fromkeys(
            (
                *(
                    "font-not-embedded",
                    "font-broken",
                    "glyph-missing",
                    "spot-colours",
                    "black-text-knocks-out",
                ),
                *("white-overprints", "ink-over", "rich-black-text", "black-text-in-colour", "page-empty"),
                *("image-ppi-refused", "image-ppi-low", "hairline", "reversed-small", "small-text-in-inks"),
                *("content-broken", "page-too-complex", "overprint-mode", "pdf-encrypted", "pdf-repaired"),
            ),
            ("", ""),
        ),
    }
)
# What makes a page unfit for a plate whatever is done; all else is told as a warning, what was mended as a notice.
_FATAL: Final = frozenset({"font-not-embedded"})
# Of faults, in the cache.
_KIND: Final = "faults"
_FINDINGS: Final = msgspec.msgpack.Decoder(tuple[Finding, ...])
# A placed page may be so many thousandths larger or smaller than it was made.
_NEAR: Final = 20
_MILLI: Final = 1000
_HUNDRED: Final = 100


def adverts_told(
    edition: Edition,
    pages: Sequence[PlacedPage],
    sources: Sources,
    wanted: Wanted,
    cache: Cache = NO_CACHE,
    *,
    standing: StandingResults = NOTHING_STANDS,
) -> Iterator[Finding]:
    """Findings about all placed PDFs, each file judged once for every standard it is placed under; ``cache`` has what other runs found."""
    spans = asked_at(edition)
    ads = {
        picture.file for page in edition.pages for placement in page.placements for picture in placement.ads
    }
    printing = {page.number: page.printing for page in edition.pages}
    known: dict[tuple[str, str], tuple[Finding, ...]] = {}
    for page in pages:
        for placed in dict.fromkeys(standing.of(pictures_on, page)):
            try:
                data = sources.read_bytes(placed.file)
            except OSError:
                continue
            if not is_pdf(data):
                continue
            limits, span = printing[page.number], spans.get(placed.file)
            key = placed.file, limits.standard.value
            if key not in known:
                known[key] = _faults_once(data, placed.file, limits, wanted, cache)
            yield from (replace(f, span=span, page=page.number) for f in known[key])
            if placed.file in ads:
                yield from (replace(f, page=page.number) for f in _size(data, placed, span))


def _faults_once(
    data: bytes, file: str, printing: Printing, wanted: Wanted, cache: Cache
) -> tuple[Finding, ...]:
    """The faults of a file, judged where the cache does not have them."""
    key = key_of(hashlib.sha256(data).digest(), file, printing, wanted)
    stored = cache.get(_KIND, key)
    if stored is not None:
        try:
            return _FINDINGS.decode(stored)
        except msgspec.MsgspecError:
            pass
    found = tuple(_faults(data, file, printing, wanted))
    cache.put(_KIND, key, msgspec.msgpack.encode(found))
    return found


def _faults(data: bytes, file: str, printing: Printing, wanted: Wanted) -> Iterator[Finding]:
    # Judging takes libraries that an issue without placed PDFs does not pay for.
    from typeset.preflight import Limits, judge
    from typeset.repro import ColourConverter

    converter = ColourConverter(wanted)
    limits = Limits(
        ink=printing.ink_limit,
        ink_design=printing.ink_target,
        ink_square_mm=float(printing.ink_square / MM),
        image_ppi_low=printing.least_ppi - 1,
        line_width=printing.least_rule / _MILLI,
        reversed_size=printing.least_reversed / _MILLI,
        inks_size=printing.least_coloured / _MILLI,
    )
    judged = judge(data, file=file, standard=printing.standard, limits=limits, to_cmyk=converter.to_cmyk)
    for fault in judged.findings:
        done = _DONE.get(fault.code)
        if done is None or fault.page not in {None, 1}:
            continue
        severity = Severity.INFO if done[0] else Severity.WARNING
        told = finding(
            "placed-pdf-fault",
            file=file,
            fault_zh=message(fault, Lang.ZH),
            fault_en=message(fault, Lang.EN),
            done_zh=f"；{done[0]}" if done[0] else "",
            done_en=f"; {done[1]}" if done[1] else "",
            cure_zh="".join(hints(fault, Lang.ZH)),
            cure_en="".join(hints(fault, Lang.EN)),
        )
        yield replace(told, severity=Severity.ERROR if fault.code in _FATAL else severity)
    pages = pdf_pages(data)
    if pages > 1:
        yield finding("placed-pdf-pages", file=file, amount=pages, unit="pages")


def _size(data: bytes, placed: PlacedPicture, span: Span | None) -> Iterator[Finding]:
    """An advertisement that was made for another size than that of its frame."""
    wide, high = (length * _HUNDRED for length in pdf_size(data))
    scale = placed.rect.width * _MILLI // max(wide, 1)
    if abs(scale - _MILLI) <= _NEAR:
        return
    made, room = Rect(0, 0, wide, high), placed.rect
    yield finding(
        "advert-size",
        span=span,
        file=placed.file,
        made=_in_mm(made),
        placed=_in_mm(room),
        scale=scale // 10,
    )


def _in_mm(rect: Rect) -> str:
    return f"{float(rect.width / MM):.0f}×{float(rect.height / MM):.0f} mm"
