"""Plates drawn by us and by ghostscript's tiffsep, an independent renderer, are the same within what anti-aliasing does."""

from __future__ import annotations

import io
import struct
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


def device_n() -> bytes:
    sheet = Sheet()
    function = sheet.pdf.make_stream(b"{pop 0 0 0}", FunctionType=4, Domain=[0, 1, 0, 1], Range=[0, 1] * 4)
    space = Array([Name.DeviceN, Array([Name.Magenta, Name.Gold]), Name.DeviceCMYK, function])
    sheet.put("ColorSpace", "D", space)
    sheet.put("ExtGState", "O", Dictionary(OP=True, op=True, OPM=1))
    ramps = bytes(v for y in range(16) for x in range(16) for v in (x * 16, y * 16))
    sheet.put("XObject", "I", sheet.image(ramps, Width=16, Height=16, BitsPerComponent=8, ColorSpace=space))
    return sheet.written(
        b"0.5 0.2 0 0 k 0 0 200 100 re f /D cs 0.7 0.3 scn 20 20 80 150 re f /O gs 0.2 0.8 scn 80 50 60 100 re f"
        b" q 50 0 0 50 140 10 cm /I Do Q"
    )


def odd_bits() -> bytes:
    sheet = Sheet()
    for name, bits in (("A", 1), ("B", 2), ("C", 4), ("D", 16)):
        data = bytes((i * 37 + 11) % 256 for i in range((32 * bits + 7) // 8 * 8))
        sheet.put("XObject", name, sheet.image(data, Width=8, Height=8, BitsPerComponent=bits, ColorSpace=Name.DeviceCMYK,
                                               Decode=[0, 1, 1, 0, 0, 0.5, 0.2, 1]))  # fmt: skip
    return sheet.written(
        b"q 80 0 0 80 10 10 cm /A Do Q q 80 0 0 80 110 10 cm /B Do Q q 80 0 0 80 10 110 cm /C Do Q q 80 0 0 80 110 110 cm /D Do Q"
    )


def clips() -> bytes:
    sheet = Sheet()
    sheet.font()
    return sheet.written(
        b"0.3 0 0 0 k 0 0 200 200 re f q BT /F 60 Tf 7 Tr 20 60 Td (AHA) Tj ET 0 1 0 0 k 0 0 200 90 re f Q"
        b" q 100 150 m 150 190 l 190 120 l h W* n 0 0 1 0.4 k 0 0 200 200 re f Q"
    )


def image_masks() -> bytes:
    sheet = Sheet()
    ramp = bytes(16 * x for _ in range(16) for x in range(16))
    about = {"Width": 16, "Height": 16, "BitsPerComponent": 8}
    soft = sheet.image(ramp, ColorSpace=Name.DeviceGray, **about)
    hard = sheet.image(b"\xf0\x0f" * 4, Width=8, Height=8, BitsPerComponent=1, ImageMask=True)
    flat = bytes((200, 20, 0, 50)) * 256
    sheet.put("XObject", "I", sheet.image(flat, ColorSpace=Name.DeviceCMYK, SMask=soft, **about))
    sheet.put("XObject", "J", sheet.image(flat, ColorSpace=Name.DeviceCMYK, Mask=hard, **about))
    return sheet.written(
        b"0 0 0.6 0 k 0 0 200 100 re f q 120 0 0 120 10 20 cm /I Do Q q 60 0 0 100 130 20 cm /J Do Q",
        {"/Group": Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)},
    )


def meshes() -> bytes:
    sheet = Sheet()
    about = {"ColorSpace": Name.DeviceCMYK, "BitsPerCoordinate": 16, "BitsPerComponent": 8}

    def corner(flag: int, x: int, y: int, inks: tuple[int, ...]) -> bytes:
        return struct.pack(">BHH", flag, x, y) + bytes(inks)

    free = (corner(0, 0, 0, (255, 0, 0, 0)) + corner(0, 65535, 0, (0, 255, 0, 0)) + corner(0, 30000, 65535, (0, 0, 255, 50))
            + corner(1, 65535, 65535, (0, 100, 0, 255)))  # fmt: skip
    lattice = b"".join(
        struct.pack(">HH", x * 32767, y * 32767) + bytes((x * 120, y * 120, 0, 30))
        for y in range(3)
        for x in range(3)
    )
    third, two_thirds, end = 20000, 40000, 65535
    edge = [(0, 0), (0, third), (0, two_thirds), (0, end), (third, end), (two_thirds, end), (end, end), (end, two_thirds),
            (end, third), (end, 0), (two_thirds, 0), (third, 0)]  # fmt: skip
    coons = (
        b"\0"
        + b"".join(struct.pack(">HH", *p) for p in edge)
        + bytes((255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255))
    )
    for name, kind, data, place in (
        ("A", 4, free, [10, 90, 10, 90]),
        ("B", 5, lattice, [110, 190, 10, 90]),
        ("C", 6, coons, [10, 90, 110, 190]),
    ):
        more = {"VerticesPerRow": 3} if kind == 5 else {"BitsPerFlag": 8}
        sheet.put(
            "Shading",
            name,
            sheet.pdf.make_stream(data, ShadingType=kind, Decode=place + [0, 1] * 4, **about, **more),
        )
    function = sheet.pdf.make_stream(b"{2 copy mul 0}", FunctionType=4, Domain=[0, 1, 0, 1], Range=[0, 1] * 4)
    sheet.put(
        "Shading",
        "D",
        Dictionary(
            ShadingType=1, ColorSpace=Name.DeviceCMYK, Matrix=[80, 0, 0, 80, 110, 110], Function=function
        ),
    )
    return sheet.written(b"/A sh /B sh /C sh /D sh")


def nested() -> bytes:
    """A form that takes its colour and its overprint from where it is drawn."""
    sheet = Sheet()
    sheet.put("ExtGState", "O", Dictionary(OP=True, op=True, OPM=1))
    content = b"0 0 40 40 re f q 0 0 0 1 k 40 0 40 40 re f Q 80 0 40 40 re f"
    sheet.put("XObject", "F", sheet.form(content, (0, 0, 120, 40)))
    return sheet.written(
        b"0.5 0.5 0 0 k 0 0 200 200 re f q /O gs 0 0 1 0 k q 1 0 0 1 20 20 cm /F Do Q 1 0 0 0 k 1 0 0 1 20 80 cm /F Do Q"
        b" 1 0 0 0 k 1 0 0 1 20 140 cm /F Do"
    )


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
        device_n,
        odd_bits,
        clips,
        image_masks,
        meshes,
        nested,
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
