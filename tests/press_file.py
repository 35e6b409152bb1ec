"""A PDF a plant would take, made by hand: tests spoil one thing of it and see what is said."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
from pdf_sheets import Sheet
from pikepdf import Array, Dictionary, Name, String

from typeset.findings import Finding
from typeset.model.judged import Judged
from typeset.preflight import Limits, Standard, judge

BLACK_TEXT = b"q /O gs BT 0 0 0 1 k /F 9 Tf 20 150 Td (AHA) Tj ET Q"
XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
 xmp:CreateDate="2026-11-22T00:00:00+08:00" xmp:ModifyDate="2026-11-22T00:00:00+08:00" xmp:MetadataDate="2026-11-22T00:00:00+08:00"
 pdf:Trapped="False" xmpMM:DocumentID="uuid:1" xmpMM:VersionID="1" xmpMM:RenditionClass="default">
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">A &amp; B</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def profile(space: bytes = b"CMYK", kind: bytes = b"prtr", version: int = 2) -> bytes:
    """The head of an ICC profile, which is what is looked at."""
    head = bytearray(132)
    head[8], head[12:16], head[16:20], head[36:40] = version, kind, space, b"acsp"
    return bytes(head)


class PressFile(Sheet):
    """A page of 200 points with a line of black text, ready for the press."""

    def __init__(self, standard: Standard = Standard.PDFX_1A) -> None:
        super().__init__()
        self.standard = standard
        self.content = BLACK_TEXT
        self.font()
        self.put("ExtGState", "O", Dictionary(OP=True, op=True, OPM=1))
        self.intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=String("IFRA26"),
                                 RegistryName=String("http://www.color.org"), Info=String("newsprint"))  # fmt: skip
        self.pdf.Root["/OutputIntents"] = Array([self.intent])
        self.info: dict[str, Any] = {
            "/Title": String("A & B"), "/CreationDate": String("D:20261122000000+08'00'"),
            "/ModDate": String("D:20261122000000+08'00'"), "/Creator": String("c"), "/Producer": String("p"),
            "/Trapped": Name("/False"),
        }  # fmt: skip
        if standard is Standard.PDFX_1A:
            self.info |= {
                "/GTS_PDFXVersion": String("PDF/X-1:2001"),
                "/GTS_PDFXConformance": String("PDF/X-1a:2001"),
            }
        elif standard is Standard.PDFX_1A_2003:
            self.info["/GTS_PDFXVersion"] = String("PDF/X-1a:2003")
        else:
            self.xmp(XMP)
            self.intent["/DestOutputProfile"] = self.pdf.make_stream(profile(), N=4)

    def xmp(self, packet: str) -> None:
        """Metadata of the document."""
        self.pdf.Root["/Metadata"] = self.pdf.make_stream(
            packet.encode(), Type=Name.Metadata, Subtype=Name.XML
        )

    def saved(self, **options: Any) -> bytes:
        """The file; a classic cross-reference table and the version of the standard unless said otherwise."""
        if not self.pdf.pages:
            self.page["/Contents"] = self.pdf.make_stream(self.content)
            self.pdf.pages.append(pikepdf.Page(self.pdf.make_indirect(self.page)))
        self.pdf.trailer["/Info"] = self.pdf.make_indirect(Dictionary(self.info))
        usual: dict[str, Any] = {
            "static_id": True, "force_version": self.standard.highest_version, "fix_metadata_version": False,
            "object_stream_mode": pikepdf.ObjectStreamMode.disable,
        }  # fmt: skip
        file = io.BytesIO()
        self.pdf.save(file, **(usual | options))
        return file.getvalue()


def findings(
    pdf: bytes, standard: Standard | None = None, limits: Limits | None = None
) -> tuple[Finding, ...]:
    """What is said about a file."""
    return judged(pdf, standard, limits).findings


def judged(pdf: bytes, standard: Standard | None = None, limits: Limits | None = None) -> Judged:
    """A file judged."""
    return judge(pdf, file="ad.pdf", standard=standard, limits=limits)


Spoil = Callable[[PressFile], object]


def codes(spoil: Spoil | None = None, standard: Standard = Standard.PDFX_1A, **options: Any) -> list[str]:
    """The codes of what is said once a press file is spoiled."""
    made = PressFile(standard)
    if spoil:
        spoil(made)
    return [f.code for f in findings(made.saved(**options))]
