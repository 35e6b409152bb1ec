"""Judges a PDF: opens it, takes its pages apart, draws their plates, asks every rule. It reads the file and nothing else."""

from __future__ import annotations

import io
import logging
import re
from typing import Final

import pikepdf

from typeset.catalogue import finding
from typeset.findings import Finding, in_order
from typeset.model.judged import Judged, JudgedBox, JudgedFont, JudgedPage
from typeset.model.printing import Standard
from typeset.plates import Apart, Document, ToCmyk, ink_coverage, plain_cmyk, separate
from typeset.plates.matrix import Box
from typeset.plates.typefaces import Typeface
from typeset.plates.values import entry, items, text
from typeset.preflight import claims
from typeset.preflight.case import MM_PER_POINT, Case, Sheet
from typeset.preflight.embedding import embedded, subset
from typeset.preflight.profiles import Limits
from typeset.preflight.rules import RULES
from typeset.source import Span

# Libraries tell their trouble with damaged files to the log; ours is told as findings.
for _library in ("fontTools", "pikepdf", "pypdfium2", "PIL"):
    logging.getLogger(_library).addHandler(logging.NullHandler())

_DPI: Final = 72.0
MOST_PAGES: Final = 400
"""Pages of a file that are judged."""
_MOST_XMP: Final = 1_000_000
_IN_MEMORY: Final = re.compile(r"^.*?<_io\.BytesIO[^>]*>:?")
_LEAST_INK: Final = 0.00005


def judge(
    pdf: bytes,
    *,
    file: str,
    standard: Standard | None = None,
    limits: Limits | None = None,
    to_cmyk: ToCmyk = plain_cmyk,
) -> Judged:
    """What a PDF is and what is wrong with it.

    Args:
        pdf: the whole file.
        file: the name findings carry.
        standard: what to judge it by; by default what it claims, and X-1a when it claims nothing.
        limits: the limits of the house; by default those of newsprint.
        to_cmyk: what RGB colours become on plates, for ink coverage.
    """
    by = standard or Standard.PDFX_1A
    try:
        document = pikepdf.open(io.BytesIO(pdf), suppress_warnings=True)
    except pikepdf.PasswordError:
        return _unread(file, by, finding("pdf-encrypted", span=Span(file, 1, 1)))
    except (pikepdf.PdfError, ValueError, RuntimeError, MemoryError, RecursionError) as error:
        return _unread(file, by, finding("pdf-unreadable", span=Span(file, 1, 1), reason=_reason(error)))
    with document:
        try:
            return _judged(document, pdf, file, standard, limits or Limits(), to_cmyk)
        except (pikepdf.PdfError, MemoryError) as error:
            return _unread(file, by, finding("pdf-unreadable", span=Span(file, 1, 1), reason=_reason(error)))


def _unread(file: str, standard: Standard, found: Finding) -> Judged:
    return Judged(file=file, standard=standard.value, read=False, findings=(found,))


def _reason(error: BaseException) -> str:
    if isinstance(error, MemoryError):
        return "it takes too much memory"
    words = str(error).strip().splitlines()
    # qpdf puts the name of the file in front; that of a file in memory is an address, another one each time.
    return (_IN_MEMORY.sub("", words[-1]).strip() if words else type(error).__name__)[:200]


def _judged(
    document: pikepdf.Pdf, data: bytes, file: str, standard: Standard | None, limits: Limits, to_cmyk: ToCmyk
) -> Judged:
    info = entry(document.trailer, "/Info")
    xmp = claims.metadata(document, _MOST_XMP)
    claimed = claims.claim(info, xmp)
    by = standard or claims.standard_of(claimed) or Standard.PDFX_1A
    case = Case(file=file, data=data, pdf=document, standard=by, limits=limits, claimed=claimed,
                asked=standard is not None, info=info, xmp=xmp, sheets=_sheets(document, limits, to_cmyk))  # fmt: skip
    found = [f for rule in RULES for f in rule(case)]
    if not case.sheets:
        found.append(case.tell("pdf-no-pages"))
    return Judged(
        file=file,
        standard=by.value,
        read=bool(case.sheets),
        claimed=claimed,
        version=claims.version(document),
        condition=_condition(document),
        pages=tuple(_page(sheet) for sheet in case.sheets),
        findings=in_order(found),
    )


def _sheets(document: pikepdf.Pdf, limits: Limits, to_cmyk: ToCmyk) -> tuple[Sheet, ...]:
    apart = Document(document, to_cmyk)
    pages = []
    for number, page in enumerate(document.pages, 1):
        if number > MOST_PAGES:
            break
        pages.append(_sheet(number, page.obj, apart.take_apart(page.obj), limits))
    return tuple(pages)


def _sheet(number: int, page: pikepdf.Object, apart: Apart, limits: Limits) -> Sheet:
    trim = apart.boxes.page
    seen = tuple(p for p in apart.painted if p.seen and not p.box.meet(trim).empty)
    try:
        separated = separate(apart, _DPI)
    except (pikepdf.PdfError, RuntimeError, ValueError, MemoryError):
        # What pdfium cannot draw is told by the rules that look at the content.
        return Sheet(number=number, page=page, apart=apart, seen=seen)
    ink = ink_coverage(separated, limits.ink_square_mm)
    return Sheet(number=number, page=page, apart=apart, separated=separated, ink=ink, seen=seen)


def _condition(document: pikepdf.Pdf) -> str | None:
    for intent in items(entry(document.Root, "/OutputIntents"), 16):
        if name := text(entry(intent, "/OutputConditionIdentifier")):
            return name
    return None


def _page(sheet: Sheet) -> JudgedPage:
    boxes = sheet.boxes
    named = {"MediaBox": boxes.media, "CropBox": boxes.crop, "BleedBox": boxes.bleed, "TrimBox": boxes.trim,
             "ArtBox": boxes.art}  # fmt: skip
    ink = sheet.ink
    fonts = sorted({_font(f) for f in sheet.fonts.values() if f.used}, key=lambda f: (f.name, f.kind))
    return JudgedPage(
        number=sheet.number,
        width=_mm(boxes.page.width),
        height=_mm(boxes.page.height),
        boxes=tuple(_box(name, box) for name, box in named.items() if box is not None),
        fonts=tuple(fonts),
        plates=tuple((p, round(c, 4)) for p, c in ink.plates.items() if c > _LEAST_INK) if ink else (),
        most_ink=round(ink.most, 4) if ink else 0.0,
        most_ink_at=(round(ink.most_at[0], 1), round(ink.most_at[1], 1)) if ink else (0.0, 0.0),
    )


def _font(face: Typeface) -> JudgedFont:
    return JudgedFont(name=face.name, kind=face.kind, embedded=embedded(face), subset=subset(face))


def _box(name: str, box: Box) -> JudgedBox:
    return JudgedBox(name=name, x=_mm(box.x0), y=_mm(box.y0), width=_mm(box.width), height=_mm(box.height))


def _mm(points: float) -> float:
    return round(points * MM_PER_POINT, 2) + 0.0
