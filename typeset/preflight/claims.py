"""What a file says it is: version, standard, metadata."""

from __future__ import annotations

import html
import re
from typing import Final

import pikepdf

from typeset.model.printing import Standard
from typeset.plates.streams import decoded
from typeset.plates.values import entry, text, word

_TAG: Final = re.compile(r"<[^>]*>")


def metadata(document: pikepdf.Pdf, limit: int) -> str:
    """The XMP packet of the document as text, ``limit`` bytes at most; "" when there is none."""
    data = decoded(entry(document.Root, "/Metadata"), limit).data
    if data[:2] in (b"\xfe\xff", b"\xff\xfe"):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")


def xmp_value(xmp: str, name: str) -> str | None:
    """A property by its usual name (``pdf:Trapped``), written as attribute or element; None when it is not there.

    It is looked for by pattern, not parsed: a packet is a stranger's XML, and what it holds is said in few ways.
    """
    escaped = re.escape(name)
    attribute = re.search(rf"[\s]{escaped}\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", xmp)
    if attribute:
        return html.unescape(attribute[1] if attribute[1] is not None else attribute[2]).strip()
    start = re.search(rf"<{escaped}(?:\s[^>]*)?>", xmp)
    if not start:
        return None
    end = xmp.find(f"</{name}>", start.end())
    inner = xmp[start.end() : end] if end >= 0 else ""
    return html.unescape(_TAG.sub("", inner)).strip()


def version(document: pikepdf.Pdf) -> str:
    """The version of PDF: that of the header, or a later one in the catalogue."""
    later = word(entry(document.Root, "/Version"))
    return max(document.pdf_version, later if re.fullmatch(r"\d\.\d", later) else "")


def claim(info: object, xmp: str) -> str | None:
    """The standard the file claims, in its own words; None when it claims no PDF/X."""
    marker = text(entry(info, "/GTS_PDFXVersion"))
    conformance = text(entry(info, "/GTS_PDFXConformance"))
    if marker == "PDF/X-1:2001" and conformance:
        return conformance
    return (
        marker or xmp_value(xmp, "pdfxid:GTS_PDFXVersion") or xmp_value(xmp, "pdfx:GTS_PDFXVersion") or None
    )


def standard_of(claimed: str | None) -> Standard | None:
    """The standard a claim means; None for one that is not known here."""
    if claimed is None:
        return None
    if claimed.startswith("PDF/X-4"):
        return Standard.PDFX_4
    if claimed.startswith("PDF/X-1a:2003"):
        return Standard.PDFX_1A_2003
    return Standard.PDFX_1A if claimed.startswith("PDF/X-1") else None
