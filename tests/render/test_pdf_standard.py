"""What a file says of itself in each standard (print.md §1, §2), and the traps of reportlab (print.md §6)."""

from __future__ import annotations

import datetime
import io
import xml.etree.ElementTree as ET

import pikepdf
import pytest
from PIL import Image, ImageCms

from typeset.model.layout import Rect
from typeset.model.placed import PlacedPicture
from typeset.model.printing import Standard
from typeset.render.pdf import Metadata, OutputIntent, PdfRenderer

DATE = datetime.date(2026, 11, 22)
TITLE = "云汀时报 2026-11-22 第1版 <&>"
REGISTERED = OutputIntent("IFRA26", "IFRA26", registered=True)


def made(standard: Standard | None, book, page, *items, intent: OutputIntent | None = REGISTERED, read=None):
    about = Metadata(title=TITLE, date=DATE, standard=standard)
    return PdfRenderer(about, intent).render([page(*items)], book, read or (lambda name: b""))


def info(data: bytes) -> dict[str, str]:
    with pikepdf.open(io.BytesIO(data)) as document:
        return {key: str(value) for key, value in document.trailer.Info.items()}


def told(data: bytes) -> dict[str, str]:
    """The values of the XMP, by their names without namespace."""
    with pikepdf.open(io.BytesIO(data)) as document:
        tree = ET.fromstring(document.Root.Metadata.read_bytes())
        assert "/Filter" not in document.Root.Metadata
    return {e.tag.rpartition("}")[2]: "".join(e.itertext()) for e in tree.iter() if e.tag.rpartition("}")[2]}


@pytest.mark.parametrize(
    ("standard", "version", "markers"),
    [
        (Standard.PDFX_1A, b"%PDF-1.3", ("PDF/X-1:2001", "PDF/X-1a:2001")),
        (Standard.PDFX_1A_2003, b"%PDF-1.4", ("PDF/X-1a:2003", None)),
        (Standard.PDFX_4, b"%PDF-1.6", ("PDF/X-4", None)),
        (None, b"%PDF-1.7", (None, None)),
    ],
)
def test_markers_and_versions(standard, version, markers, book, page, line):
    data = made(standard, book, page, line("宋", "昨天"))
    assert data.startswith(version + b"\n")
    said = info(data)
    assert (said.get("/GTS_PDFXVersion"), said.get("/GTS_PDFXConformance")) == markers
    assert said["/Trapped"] == "/False"
    # A classic table of objects, whatever the version allows.
    assert b"\nxref\n0 " in data
    assert b"/ObjStm" not in data


def test_a_file_of_2001_has_no_xmp_because_pdf_1_3_has_no_place_for_it(book, page):
    with pikepdf.open(io.BytesIO(made(Standard.PDFX_1A, book, page))) as document:
        assert "/Metadata" not in document.Root


@pytest.mark.parametrize("standard", [Standard.PDFX_1A_2003, Standard.PDFX_4])
def test_xmp_and_info_say_the_same(standard, book, page):
    data = made(standard, book, page)
    said, xmp = info(data), told(data)
    assert xmp["title"].strip() == said["/Title"] == TITLE
    assert xmp["CreatorTool"] == said["/Creator"]
    assert xmp["Producer"] == said["/Producer"]
    assert xmp["Trapped"] == said["/Trapped"].lstrip("/")
    assert xmp["CreateDate"] == xmp["ModifyDate"] == xmp["MetadataDate"] == "2026-11-22T12:00:00+08:00"
    assert said["/CreationDate"] == said["/ModDate"] == "D:20261122120000+08'00'"
    assert xmp["GTS_PDFXVersion"] == said["/GTS_PDFXVersion"]
    assert {"DocumentID", "VersionID", "RenditionClass"} <= xmp.keys()


def test_a_registered_condition_is_named_and_needs_no_profile(book, page):
    with pikepdf.open(io.BytesIO(made(Standard.PDFX_1A, book, page))) as document:
        (intent,) = document.Root.OutputIntents
        assert str(intent.S) == "/GTS_PDFX"
        assert str(intent.OutputConditionIdentifier) == "IFRA26"
        assert str(intent.RegistryName) == "http://www.color.org"
        assert str(intent.Info)
        assert "/DestOutputProfile" not in intent


def test_a_profile_is_embedded_with_its_channels(book, page):
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[16:20] = b"CMYK"
    intent = OutputIntent("plant 3", "the plant's press 3", registered=False, profile=bytes(profile))
    with pikepdf.open(io.BytesIO(made(Standard.PDFX_4, book, page, intent=intent))) as document:
        (entry,) = document.Root.OutputIntents
        assert "/RegistryName" not in entry
        assert entry.DestOutputProfile.read_bytes() == bytes(profile)
        assert int(entry.DestOutputProfile.N) == 4


def test_a_proof_claims_no_standard(book, page):
    data = made(None, book, page, intent=None)
    with pikepdf.open(io.BytesIO(data)) as document:
        assert "/OutputIntents" not in document.Root
    assert b"GTS" not in data


def test_no_base_font_of_the_library_is_on_a_page(book, page, line):
    data = made(Standard.PDFX_1A, book, page, line("宋", "昨天"))
    with pikepdf.open(io.BytesIO(data)) as document:
        assert [str(key) for key in document.pages[0].Resources.Font] == ["/T1"]
        assert all("/BaseFont" not in o or "Helvetica" not in str(o.BaseFont) for o in dictionaries(document))


def test_no_stream_is_in_ascii(book, page, line):
    picture = Image.radial_gradient("L")
    held = io.BytesIO()
    picture.save(held, "PNG")
    rect = Rect(0, 0, 90_000, 90_000)
    items = (line("宋", "昨天"), PlacedPicture("a.png", rect, rect))
    data = made(Standard.PDFX_1A, book, page, *items, read=lambda name: held.getvalue())
    with pikepdf.open(io.BytesIO(data)) as document:
        filters = {str(o.get("/Filter")) for o in document.objects if isinstance(o, pikepdf.Stream)}
    assert filters == {"/FlateDecode"}


def test_nobody_is_anonymous(book, page):
    assert {"/Author", "/Keywords", "/Subject"}.isdisjoint(info(made(Standard.PDFX_1A, book, page)))


def test_the_clock_is_not_asked(book, page, monkeypatch):
    first = made(Standard.PDFX_4, book, page)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    assert made(Standard.PDFX_4, book, page) == first


def dictionaries(document):
    return [o for o in document.objects if isinstance(o, pikepdf.Dictionary)]


def test_marks_have_paper_of_their_own_outside_the_bleed(book, page):
    from msgspec.structs import replace

    sheet = replace(page(bleed=8_000), margin=30_000)
    about = Metadata(title=TITLE, date=DATE, standard=Standard.PDFX_1A)
    data = PdfRenderer(about, REGISTERED).render([sheet], book, lambda name: b"")
    with pikepdf.open(io.BytesIO(data)) as document:
        one = document.pages[0]
        assert [float(n) for n in one.MediaBox] == [float(n) for n in one.CropBox] == [0, 0, 376, 476]
        assert [float(n) for n in one.BleedBox] == [30, 30, 346, 446]
        assert [float(n) for n in one.TrimBox] == [38, 38, 338, 438]
