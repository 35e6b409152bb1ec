"""PDFs of other programs placed on our pages: in the inks of the press, vectors kept, and what a standard forbids left out."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace
from pdf_sheets import Sheet, square_font, tint
from pikepdf import Array, Dictionary, Name
from PIL import ImageChops, ImageStat

from typeset.faces import FaceBook
from typeset.model.layout import Rect
from typeset.model.placed import PlacedPage, PlacedPicture
from typeset.model.printing import Standard
from typeset.plates import Document, separations
from typeset.render.pdf import Metadata, OutputIntent, PdfRenderer
from typeset.render.pdf.adinks import AdInks
from typeset.repro import Wanted

MADE = Path(__file__).parent / "placed"
FILES = sorted(file.name for file in MADE.glob("*.pdf"))
INTENT = OutputIntent("IFRA26", "IFRA26", registered=True)
INK_FAMILIES = {"", "DeviceGray", "DeviceCMYK", "Separation", "Pattern"}
# Levels of 255 that a plate may differ in the mean: edges are smoothed twice when a page was drawn as a picture.
NEAR = 2.0
STANDARDS = (Standard.PDFX_1A, Standard.PDFX_4)


def on_page(data: bytes, standard: Standard = Standard.PDFX_1A, **wanted: bool) -> bytes:
    """A page file that is nothing but this PDF in its own size."""
    with pikepdf.open(io.BytesIO(data)) as document:
        left, bottom, right, top = (float(n) for n in document.pages[0].trimbox)
    rect = Rect(0, 0, round((right - left) * 1000), round((top - bottom) * 1000))
    page = PlacedPage(1, rect.width, rect.height, 0, (PlacedPicture("ad.pdf", rect, rect),))
    about = Metadata(title="x", date=datetime.date(2026, 11, 22), standard=standard)
    asked = replace(Wanted(alpha=standard.allows_transparency), **wanted)
    return PdfRenderer(about, INTENT, repro=asked).render([page], FaceBook([]), lambda name: data)


def painted(pdf: bytes):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return Document(document).take_apart(document.pages[0].obj).painted


def families(pdf: bytes) -> set[str]:
    return {family for one in painted(pdf) for family in (one.colour.family, one.colour.alternate)}


def differences(one: bytes, other: bytes, dpi: int = 100) -> dict[str, float]:
    """How far the plates of two pages differ in the mean, screens' colours of the first converted as ours are."""
    first = separations(one, 0, dpi, AdInks(Wanted()).to_cmyk).plates
    second = separations(other, 0, dpi).plates
    assert first.keys() == second.keys()
    return {
        plate: ImageStat.Stat(ImageChops.difference(first[plate], second[plate])).mean[0] for plate in first
    }


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("name", FILES)
def test_a_placed_page_is_in_ink_and_looks_as_it_did(name: str, standard: Standard) -> None:
    data = (MADE / name).read_bytes()
    pdf = on_page(data, standard)
    assert families(pdf) <= INK_FAMILIES
    assert all(far < NEAR for far in differences(data, pdf).values())


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_transparent_in_a_file_of_2001(name: str) -> None:
    pdf = on_page((MADE / name).read_bytes())
    assert all(one.alpha == 1 and not one.soft_mask and one.blend == "Normal" for one in painted(pdf))
    for word in (b"/SMask", b"/Group", b"/ca ", b"/CA ", b"/BM", b"/DeviceRGB", b"/ICCBased", b"/Lab"):
        assert word not in pdf


def test_transparency_stays_where_the_standard_has_it() -> None:
    pdf = on_page((MADE / "cairo-opacity.pdf").read_bytes(), Standard.PDFX_4)
    assert any(one.alpha < 1 for one in painted(pdf))
    assert any(one.kind.value == "text" for one in painted(pdf))


def test_black_type_under_a_flattened_page_is_on_the_black_plate_alone(tool, tmp_path) -> None:
    file = tmp_path / "a.pdf"
    sheet = Sheet()
    sheet.put("Font", "F", square_font(sheet.pdf))
    sheet.put("ExtGState", "T", Dictionary(ca=0.5))
    file.write_bytes(
        on_page(sheet.written(b"BT /F 40 Tf 20 120 Td (AHA) Tj ET /T gs 1 0 0 rg 0 0 200 60 re f"))
    )
    assert {one.kind.value for one in painted(file.read_bytes())} == {"image"}
    plates = separations(file.read_bytes(), 0, 72).plates
    upper = {plate: picture.crop((0, 0, 200, 100)).getextrema()[1] for plate, picture in plates.items()}
    assert upper["K"] > 200
    assert max(upper["C"], upper["M"], upper["Y"]) == 0
    coverage = tool("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=inkcov", "-o", "-", file).split()
    assert float(coverage[0]) < 0.01


@pytest.mark.parametrize("name", FILES)
def test_on_a_page_in_black_there_is_only_black(name: str) -> None:
    plates = separations(on_page((MADE / name).read_bytes(), grey=True), 0, 72).plates
    assert {plate for plate, picture in plates.items() if picture.getextrema()[1]} == {"K"}


def test_spot_colours_keep_their_plate_or_become_process() -> None:
    data = (MADE / "ghostscript.pdf").read_bytes()
    assert "PANTONE 185 C" in separations(on_page(data), 0, 72).plates
    assert "PANTONE 185 C" not in separations(on_page(data, spot_plates=False), 0, 72).plates


def test_a_spot_colour_that_stands_for_a_screen_colour_becomes_process() -> None:
    sheet = Sheet()
    spot = tint("红", 1, 0, 0)
    spot[2] = Name.DeviceRGB
    spot[3].C0, spot[3].Range = Array([1, 1, 1]), Array([0, 1] * 3)
    sheet.put("ColorSpace", "S", spot)
    pdf = on_page(sheet.written(b"/S cs 1 scn 0 0 200 200 re f"))
    assert families(pdf) == {"", "DeviceCMYK"}
    (one,) = painted(pdf)
    assert dict(one.colour.inks)["M"] > 0.5


def test_what_is_on_a_hidden_layer_is_not_printed() -> None:
    sheet = Sheet()
    off, on = (sheet.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=word)) for word in ("off", "on"))
    sheet.pdf.Root.OCProperties = Dictionary(OCGs=Array([off, on]), D=Dictionary(OFF=Array([off])))
    sheet.put("Properties", "Off", off)
    sheet.put("Properties", "On", on)
    content = "/OC /Off BDC 0 0 0 1 k 0 0 100 200 re f EMC /OC /On BDC 0 1 0 0 k 100 0 100 200 re f EMC"
    pdf = on_page(sheet.written(content.encode()))
    plates = separations(pdf, 0, 72).coverage()
    assert plates["K"] == 0
    assert plates["M"] == pytest.approx(0.5, abs=0.01)
    assert b"OCG" not in pdf


def test_scripts_forms_links_and_attachments_stay_behind() -> None:
    sheet = Sheet()
    sheet.pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    sheet.pdf.Root.AcroForm = Dictionary(Fields=Array([]))
    sheet.page["/Annots"] = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9])])
    sheet.page["/AA"] = Dictionary(O=Dictionary(S=Name.JavaScript, JS="x"))
    sheet.pdf.attachments["a.txt"] = b"attached"
    pdf = on_page(sheet.written(b"0 0 0 1 k 0 0 20 20 re f"))
    for word in (b"JavaScript", b"app.alert", b"AcroForm", b"/Annots", b"/AA", b"EmbeddedFile", b"attached"):
        assert word not in pdf


@pytest.mark.parametrize("family", ["DeviceRGB", "CalRGB", "ICC"])
def test_images_of_screens_are_separated(family: str) -> None:
    sheet = Sheet()
    image = sheet.pdf.make_stream(bytes([255, 0, 0] * 100))
    image.Type, image.Subtype, image.Width, image.Height = Name.XObject, Name.Image, 10, 10
    image.BitsPerComponent = 8
    space: object = Name.DeviceRGB
    if family == "CalRGB":
        space = Array([Name.CalRGB, Dictionary(WhitePoint=[0.95, 1, 1.08])])
    elif family == "ICC":
        from PIL import ImageCms

        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        space = Array([Name.ICCBased, sheet.pdf.make_stream(profile, N=3)])
    image.ColorSpace = space
    sheet.put("XObject", "I", image)
    pdf = on_page(sheet.written(b"q 200 0 0 200 0 0 cm /I Do Q"))
    assert families(pdf) <= {"", "DeviceCMYK"}
    found = separations(pdf, 0, 36).coverage()
    assert found["M"] > 0.7
    assert found["Y"] > 0.6
    assert found["C"] < 0.2


def test_samples_that_are_ink_already_stay_byte_by_byte() -> None:
    sheet = Sheet()
    samples = bytes(range(200)) * 2
    image = sheet.pdf.make_stream(samples)
    image.Type, image.Subtype, image.Width, image.Height = Name.XObject, Name.Image, 10, 10
    image.BitsPerComponent = 8
    profile = sheet.pdf.make_stream(b"of another press", N=4)
    image.ColorSpace = Array([Name.ICCBased, profile])
    sheet.put("XObject", "I", image)
    with pikepdf.open(io.BytesIO(on_page(sheet.written(b"q 200 0 0 200 0 0 cm /I Do Q")))) as document:
        (copied,) = [o for o in document.objects if isinstance(o, pikepdf.Stream) and "/Width" in o]
        assert copied.ColorSpace == Name.DeviceCMYK
        assert copied.read_bytes() == samples


def test_streams_through_lzw_are_written_anew() -> None:
    sheet = Sheet()
    # Eight bits a code, as the shortest stream there is: clear, 0, end (PDF 7.4.4).
    image = sheet.pdf.make_stream(bytes([0x80, 0x00, 0x60, 0x20]))
    image.Type, image.Subtype, image.Width, image.Height = Name.XObject, Name.Image, 1, 1
    image.BitsPerComponent, image.ColorSpace, image.Filter = 8, Name.DeviceGray, Name.LZWDecode
    sheet.put("XObject", "I", image)
    pdf = on_page(sheet.written(b"q 200 0 0 200 0 0 cm /I Do Q"))
    assert b"LZW" not in pdf


def test_curves_and_screens_of_another_press_are_left_out() -> None:
    sheet = Sheet()
    curve = Dictionary(FunctionType=2, Domain=[0, 1], N=2)
    sheet.put("ExtGState", "G", Dictionary(TR=curve, HT=Name.Default, BG2=Name.Default, OP=True, OPM=1))
    pdf = on_page(sheet.written(b"/G gs 0 0 0 1 k 0 0 20 20 re f"))
    assert b"/TR" not in pdf
    assert b"/HT" not in pdf
    assert painted(pdf)[0].overprint


def test_the_same_file_gives_the_same_bytes() -> None:
    data = (MADE / "typst.pdf").read_bytes()
    assert on_page(data) == on_page(data)


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("name", FILES)
def test_other_programs_find_no_fault(name: str, standard: Standard, tool, tmp_path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(on_page((MADE / name).read_bytes(), standard))
    assert "No syntax or stream encoding errors" in tool("qpdf", "--check", file)
    assert not tool("mutool", "draw", "-q", "-o", tmp_path / "a.png", file)


def test_a_form_without_resources_uses_those_of_its_page() -> None:
    sheet = Sheet()
    sheet.font("F")
    form = sheet.form(b"BT /F 40 Tf 20 60 Td (AHA) Tj ET", (0, 0, 200, 200))
    sheet.put("XObject", "X", form)
    data = sheet.written(b"0 0 0 1 k /X Do")
    pdf = on_page(data)
    assert separations(pdf, 0, 72).coverage()["K"] == pytest.approx(
        separations(data, 0, 72).coverage()["K"], abs=0.002
    )
    assert separations(pdf, 0, 72).coverage()["K"] > 0.02


def test_tiles_are_in_ink() -> None:
    sheet = Sheet()
    tile = sheet.pdf.make_stream(b"1 0 0 rg 0 0 5 9 re f")
    tile.PatternType, tile.PaintType, tile.TilingType, tile.XStep, tile.YStep = 1, 1, 1, 9, 9
    tile.BBox, tile.Resources = Array([0, 0, 9, 9]), Dictionary()
    sheet.put("Pattern", "P", tile)
    data = sheet.written(b"/Pattern cs /P scn 0 0 200 200 re f")
    pdf = on_page(data)
    assert families(pdf) <= INK_FAMILIES
    assert all(far < NEAR for far in differences(data, pdf).values())
    assert separations(pdf, 0, 72).coverage()["M"] > 0.3
