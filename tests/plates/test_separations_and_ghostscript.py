"""Plates drawn by us and by ghostscript's tiffsep, an independent renderer, are the same within what anti-aliasing does."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pdf_sheets import Sheet, simple, tint
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops, ImageStat

from typeset.plates import separations

Tool = Callable[..., str]
_NAMES = {"C": "Cyan", "M": "Magenta", "Y": "Yellow", "K": "Black"}


def tints() -> bytes:
    return Sheet().written(b"0.2 0 0 0 k 10 10 80 80 re f 0 0.5 1 0 k 50 50 80 80 re f 0 0 0 1 K 3 w 20 150 m 180 190 l S"
                           b" 0.4 g 120 20 60 60 re f")  # fmt: skip


def words() -> bytes:
    sheet = Sheet()
    sheet.font()
    return sheet.written(
        b"1 0 0 0 k 0 0 200 100 re f BT 0 0 0 1 k /F 40 Tf 20 60 Td (AHx) Tj 0 1 1 0 k 1 Tr 0 80 Td (HH) Tj ET"
    )


def overprinted() -> bytes:
    sheet = Sheet()
    sheet.font()
    sheet.put("ExtGState", "O", Dictionary(OP=True, op=True, OPM=1))
    sheet.put("ExtGState", "P", Dictionary(OP=True, op=True, OPM=0))
    return sheet.written(
        b"0.6 0.3 0 0 k 0 0 200 200 re f /O gs BT 0 0 0 1 k /F 40 Tf 20 20 Td (AHA) Tj ET"
        b" 0 0 1 0 k 20 80 60 40 re f /P gs 0 0 0 0.5 k 100 80 60 40 re f 0 1 0 0 K 6 w 10 150 m 190 150 l S"
    )


def spots() -> bytes:
    sheet = Sheet()
    sheet.put("ExtGState", "O", Dictionary(OP=True, op=True, OPM=1))
    sheet.put("ColorSpace", "S", tint("Masthead", 0, 1, 0.9, 0))
    return sheet.written(
        b"0.5 0 0 0 k 0 0 200 100 re f /S cs 0.8 scn 20 20 100 150 re f /O gs 0.4 scn 100 50 80 120 re f"
    )


def pictures() -> bytes:
    sheet = Sheet()
    ramp = bytes(v for y in range(32) for x in range(32) for v in (8 * x, 8 * y, 255 - 8 * x, 4 * (x + y)))
    sheet.put(
        "XObject", "C", sheet.image(ramp, Width=32, Height=32, BitsPerComponent=8, ColorSpace=Name.DeviceCMYK)
    )
    grey = bytes(8 * x for _ in range(32) for x in range(32))
    sheet.put(
        "XObject", "G", sheet.image(grey, Width=32, Height=32, BitsPerComponent=8, ColorSpace=Name.DeviceGray)
    )
    sheet.put("XObject", "S", sheet.image(grey, Width=32, Height=32, BitsPerComponent=8, ColorSpace=tint("Blue", 1, 0.5, 0, 0),
                                          Decode=[1, 0]))  # fmt: skip
    table = bytes((0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 128, 0, 0, 0, 0, 255))
    indexed = Array([Name.Indexed, Name.DeviceCMYK, 3, pikepdf.String(table)])
    sheet.put(
        "XObject",
        "I",
        sheet.image(
            bytes((0b00011011, 0b11100100)), Width=4, Height=2, BitsPerComponent=2, ColorSpace=indexed
        ),
    )
    sheet.put(
        "XObject", "M", sheet.image(b"\xaa\x55" * 4, Width=8, Height=8, BitsPerComponent=1, ImageMask=True)
    )
    return sheet.written(
        b"q 80 0 0 80 10 10 cm /C Do Q q 80 0 0 80 110 10 cm /G Do Q q 80 0 0 80 10 110 cm /S Do Q"
        b" q 40 0 0 80 110 110 cm /I Do Q q 0 1 0 0 k 40 0 0 80 155 110 cm /M Do Q"
    )


def jpeg() -> bytes:
    sheet = Sheet()
    picture = Image.merge("CMYK", [Image.linear_gradient("L").rotate(90 * n) for n in range(4)])
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=95)
    # Pillow writes CMYK JPEGs inverted, as Adobe does, so they need the Decode array that says so.
    sheet.put("XObject", "J", sheet.image(file.getvalue(), Width=256, Height=256, BitsPerComponent=8, ColorSpace=Name.DeviceCMYK,
                                          Filter=Name.DCTDecode, Decode=[1, 0] * 4))  # fmt: skip
    return sheet.written(b"q 180 0 0 180 10 10 cm /J Do Q")


def shadings() -> bytes:
    sheet = Sheet()
    function = Dictionary(FunctionType=2, Domain=[0, 1], N=1.4, C0=[0, 1, 0, 0.1], C1=[1, 0, 0.5, 0])
    sheet.put("Shading", "A", Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=[0, 0, 180, 0], Function=function,
                                         Extend=[True, True]))  # fmt: skip
    ramp = Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=[0], C1=[1])
    sheet.put("Shading", "R", Dictionary(ShadingType=3, ColorSpace=tint("Blue", 1, 0.5, 0, 0), Function=ramp,
                                         Coords=[100, 150, 0, 100, 150, 40]))  # fmt: skip
    calculated = sheet.pdf.make_stream(
        b"{dup 0.3 mul exch 1 exch sub 0 exch 0}", FunctionType=4, Domain=[0, 1], Range=[0, 1] * 4
    )
    sheet.put("Pattern", "P", Dictionary(PatternType=2, Shading=Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=[0, 0, 0, 100], Function=calculated)))  # fmt: skip
    return sheet.written(
        b"q 10 10 80 80 re W n /A sh Q q 100 100 100 100 re W n /R sh Q /Pattern cs /P scn 110 10 80 80 re f"
    )


def transparent() -> bytes:
    sheet = Sheet()
    sheet.put("ExtGState", "H", Dictionary(ca=0.5, CA=0.5))
    sheet.put("ExtGState", "M", Dictionary(BM=Name.Multiply))
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK, I=True)
    sheet.put(
        "XObject",
        "G",
        sheet.form(b"1 0 0 0 k 0 0 60 60 re f 0 1 0 0 k 30 30 60 60 re f", (0, 0, 90, 90), Group=group),
    )
    return sheet.written(
        b"0 0 1 0 k 0 0 200 100 re f q /H gs 0 0 0 1 k 20 60 60 80 re f q 1 0 0 1 100 50 cm /G Do Q Q"
        b" /M gs 0.5 0.5 0 0 k 60 20 60 60 re f",
        {"/Group": Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)},
    )


def masked() -> bytes:
    sheet = Sheet()
    ramp = sheet.pdf.make_stream(
        b"/A sh",
        Dictionary(
            Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 200, 200], Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray),
            Resources=Dictionary(Shading=Dictionary(A=Dictionary(
                ShadingType=2, ColorSpace=Name.DeviceGray, Coords=[20, 0, 180, 0], Extend=[True, True],
                Function=Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=[0], C1=[1])))),
        ),
    )  # fmt: skip
    sheet.put("ExtGState", "S", Dictionary(SMask=Dictionary(S=Name.Luminosity, G=ramp)))
    return sheet.written(b"0 1 0 0 k 0 0 200 200 re f /S gs 1 0 0 0.5 k 20 20 160 160 re f",
                         {"/Group": Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)})  # fmt: skip


def tiled() -> bytes:
    sheet = Sheet()
    about = {
        "Type": Name.Pattern,
        "PatternType": 1,
        "TilingType": 1,
        "BBox": [0, 0, 20, 20],
        "XStep": 20,
        "YStep": 20,
    }
    sheet.put("Pattern", "C", sheet.pdf.make_stream(b"0 1 0 0 k 2 2 9 9 re f 0 0 0 1 k 11 11 7 7 re f",
                                                    Dictionary(PaintType=1, Resources=Dictionary(), **about)))  # fmt: skip
    sheet.put(
        "Pattern",
        "U",
        sheet.pdf.make_stream(b"4 4 12 12 re f", Dictionary(PaintType=2, Resources=Dictionary(), **about)),
    )
    sheet.put("ColorSpace", "P", Array([Name.Pattern, Name.DeviceCMYK]))
    return sheet.written(b"/Pattern cs /C scn 0 0 200 100 re f /P cs 0.7 0 0.2 0 /U scn 0 100 200 100 re f")


def glyphs() -> bytes:
    sheet = Sheet()
    procs = Dictionary(
        a=sheet.pdf.make_stream(b"1000 0 0 0 750 750 d1 0 0 750 750 re f"),
        b=sheet.pdf.make_stream(b"1000 0 d0 0 1 0 0 k 0 0 400 750 re f 0 0 1 0 k 400 0 350 750 re f"),
    )
    sheet.put("Font", "T", Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 750, 750], FontMatrix=[0.001, 0, 0, 0.001, 0, 0], CharProcs=procs,
        Encoding=Dictionary(Type=Name.Encoding, Differences=[97, Name.a, Name.b]), FirstChar=97, LastChar=98,
        Widths=[1000, 1000], Resources=Dictionary()))  # fmt: skip
    return sheet.written(b"BT 0.8 0 0 0 k /T 60 Tf 20 60 Td (ab) Tj ET")


def formed() -> bytes:
    sheet = Sheet()
    sheet.put(
        "XObject",
        "F",
        sheet.form(b"0 0 50 50 re f 0 1 0 0 k 50 0 50 50 re f", (0, 0, 100, 50), Matrix=[1, 0.2, 0, 1, 0, 0]),
    )
    return sheet.written(b"1 0 0 0 k q 1 0 0 1 10 10 cm /F Do Q 0 0 0 0.6 k q 1.5 0 0 1.5 20 80 cm /F Do Q")


PAGES = {
    f.__name__: f
    for f in (
        tints,
        words,
        overprinted,
        spots,
        pictures,
        jpeg,
        shadings,
        transparent,
        masked,
        tiled,
        glyphs,
        formed,
    )
}


@pytest.mark.parametrize("name", PAGES)
def test_plates_agree_with_ghostscript(name: str, tool: Tool, tmp_path: Path) -> None:
    pdf = PAGES[name]()
    (tmp_path / "page.pdf").write_bytes(pdf)
    # Drawn four times finer and reduced: tiffsep has no anti-aliasing of its own.
    tool("gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", "-r288", "-dDownScaleFactor=4",
         f"-sOutputFile={tmp_path}/gs.tif", tmp_path / "page.pdf")  # fmt: skip
    ours = separations(pdf, 0, 72)
    files = {p.name.split("(")[1].split(")")[0]: p for p in tmp_path.glob("gs*(*).tif")}
    assert {_NAMES.get(p, p) for p in ours.plates} == set(files)
    for plate, picture in ours.plates.items():
        theirs = ImageChops.invert(Image.open(files[_NAMES.get(plate, plate)]).convert("L"))
        assert theirs.size == picture.size
        difference = ImageStat.Stat(ImageChops.difference(theirs, picture)).mean[0] / 255
        coverage = (ImageStat.Stat(theirs).mean[0] - ImageStat.Stat(picture).mean[0]) / 255
        assert difference < 0.012, (plate, difference)
        assert abs(coverage) < 0.006, (plate, coverage)
        if theirs.getextrema()[1] > 60:
            assert ImageStat.Stat(picture).mean[0] > 0, plate


def test_a_page_begins_in_black_ink_on_its_own_plate_alone() -> None:
    plates = separations(simple(b"0 0 100 200 re f"), 0, 36).coverage()
    assert plates["K"] == pytest.approx(0.5, abs=0.01)
    assert plates["C"] == plates["M"] == plates["Y"] == 0
