"""Rules on what a file says about itself: the PDF/X marker, document information and XMP, and that they agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pikepdf

from typeset.findings import Finding
from typeset.model.printing import Standard
from typeset.plates.values import entry, keys, text, word
from typeset.preflight.case import Case
from typeset.preflight.claims import xmp_value

_REQUIRED: Final = ("Title", "CreationDate", "ModDate")
_EXPECTED: Final = ("Creator", "Producer")
_PAIRS: Final = (("Title", "dc:title"), ("CreationDate", "xmp:CreateDate"), ("ModDate", "xmp:ModifyDate"),
                 ("Trapped", "pdf:Trapped"), ("Creator", "xmp:CreatorTool"), ("Producer", "pdf:Producer"))  # fmt: skip
_XMP_REQUIRED: Final = ("dc:title", "xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "pdf:Trapped",
                        "xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass")  # fmt: skip
_MINUTES: Final = 12


def marker_rules(case: Case) -> Iterator[Finding]:
    """The marker of the standard (ISO 15930-1, 6.3; 15930-7, 6.1; CGATS application notes)."""
    title = case.standard.title
    if case.claimed is None:
        yield case.tell("standard-not-claimed", standard=title)
        return
    if not case.claimed.startswith(title):
        yield case.tell("standard-other", claimed=case.claimed[:60], standard=title)
        return
    marker, conformance = (text(entry(case.info, k)) for k in ("/GTS_PDFXVersion", "/GTS_PDFXConformance"))
    if case.standard is Standard.PDFX_1A and (marker, conformance) != ("PDF/X-1:2001", "PDF/X-1a:2001"):
        yield case.tell("marker-wrong", standard=title, what=f"{marker}, {conformance}")
    in_xmp = xmp_value(case.xmp, "pdfxid:GTS_PDFXVersion")
    if case.standard is Standard.PDFX_4 and in_xmp != "PDF/X-4":
        yield case.tell("marker-wrong", standard=title, what=f"XMP pdfxid:GTS_PDFXVersion = {in_xmp}")


def information_rules(case: Case) -> Iterator[Finding]:
    """Title, dates, Trapped and the maker of the file; texts that are none."""
    given = {key: entry(case.info, "/" + key) for key in (*_REQUIRED, *_EXPECTED)}
    absent = {key for key, value in given.items() if not (text(value) or "").strip()}
    # X-4 has them in XMP, where their absence is told.
    required = _REQUIRED if not case.standard.allows_transparency else ()
    for code, wanted in (("info-missing", required), ("info-maker-missing", _EXPECTED)):
        missing = [key for key in wanted if key in absent]
        if missing:
            yield case.tell(code, keys=", ".join(missing))
    trapped = entry(case.info, "/Trapped")
    elsewhere = (
        None
        if not case.standard.allows_transparency or trapped is not None
        else xmp_value(case.xmp, "pdf:Trapped")
    )
    if not (isinstance(trapped, pikepdf.Name) and word(trapped) in {"True", "False"}) and elsewhere is None:
        shown = word(trapped) or text(trapped) or ("—" if trapped is None else str(trapped))
        yield case.tell("trapped-wrong", value=shown[:40])
    odd = [
        k[1:]
        for k in keys(case.info)
        if k != "/Trapped" and not isinstance(entry(case.info, k), pikepdf.String)
    ]
    if odd:
        yield case.tell("info-not-text", keys=", ".join(odd[:8]))


def xmp_rules(case: Case) -> Iterator[Finding]:
    """XMP: what X-4 requires of it, and that it does not contradict the document information."""
    if case.standard is Standard.PDFX_4:
        missing = [name for name in _XMP_REQUIRED if not xmp_value(case.xmp, name)]
        if missing:
            yield case.tell("xmp-missing", keys=", ".join(missing))
    for key, name in _PAIRS:
        there, here = xmp_value(case.xmp, name), _plain(entry(case.info, "/" + key))
        if there and here and _comparable(key, there) != _comparable(key, here):
            yield case.tell("xmp-disagrees", key=key, xmp=there[:80], info=here[:80])


def _plain(value: object) -> str:
    return (text(value) or word(value)).strip()


def _comparable(key: str, value: str) -> str:
    """Dates by their digits up to the minute, for XMP and Info write them differently."""
    return re.sub(r"\D", "", value)[:_MINUTES] if key.endswith("Date") else value
