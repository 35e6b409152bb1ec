"""Hostile files: each is judged, or told to be unreadable, in a process of its own that has 10 seconds and 1 GB."""

from __future__ import annotations

import functools
import json
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from limited import Limited
from pdf_sheets import Sheet, square_font
from pikepdf import Array, Dictionary, Name, String
from press_file import PressFile

from typeset.preflight import Standard

SECONDS = 10
BYTES = 1_000_000_000


def bare(
    content: bytes = b"", *, page: bytes = b"", objects: bytes = b"", media: bytes = b"0 0 200 200"
) -> bytes:
    """A file without a cross-reference table; readers mend that."""
    parts = [
        b"%PDF-1.4\n",
        b"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n",
        b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n",
        b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox["
        + media
        + b"]/Contents 4 0 R "
        + page
        + b">>\nendobj\n",
    ]
    if b"4 0 obj" not in objects:
        parts.append(b"4 0 obj\n<</Length %d>>\nstream\n" % len(content) + content + b"\nendstream\nendobj\n")
    return b"".join(parts) + objects + b"trailer\n<</Root 1 0 R/Size 20>>\nstartxref\n0\n%%EOF\n"


@functools.cache
def bomb(size: int) -> bytes:
    """Flate data of so many zeros: the data of a million of them again and again, for to pack all of them takes five seconds."""
    engine = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    million = engine.compress(bytes(1_000_000)) + engine.flush(zlib.Z_FULL_FLUSH)
    # The sum at the end (RFC 1950): that of zeros is 1, and how many they are above it.
    adler = (size % 65_521) << 16 | 1
    return b"\x78\xda" + million * (size // 1_000_000) + engine.flush() + adler.to_bytes(4, "big")


def with_bomb(key: str) -> bytes:
    data = bomb(1_000_000_000)
    stream = b"<</Filter/FlateDecode/Length %d" % len(data)
    body = b">>\nstream\n" + data + b"\nendstream\nendobj\n"
    if key == "content":
        return bare(objects=b"4 0 obj" + stream + body)
    if key == "image":
        return bare(b"/I Do", page=b"/Resources<</XObject<</I 5 0 R>>>>",
                    objects=b"5 0 obj" + stream + b"/Subtype/Image/Width 9/Height 9/BitsPerComponent 8/ColorSpace/DeviceCMYK" + body)  # fmt: skip
    if key == "font":
        font = b"5 0 obj<</Type/Font/Subtype/TrueType/BaseFont/X/FirstChar 65/Widths[500]/FontDescriptor 6 0 R>>endobj\n"
        return bare(b"BT /F 9 Tf (A) Tj ET", page=b"/Resources<</Font<</F 5 0 R>>>>",
                    objects=font + b"6 0 obj<</Type/FontDescriptor/FontName/X/FontFile2 7 0 R>>endobj\n7 0 obj" + stream + body)  # fmt: skip
    return bare(objects=b"5 0 obj" + stream + b"/Type/Metadata" + body).replace(
        b"/Catalog", b"/Catalog/Metadata 5 0 R"
    )


def truncated() -> bytes:
    data = PressFile().saved()
    return data[: len(data) // 2]


def xref_loop() -> bytes:
    body = bare(b"0 0 9 9 re f")
    at = body.index(b"trailer")
    table = b"xref\n0 1\n0000000000 65535 f \n"
    return body[:at] + table + b"trailer<</Root 1 0 R/Size 20/Prev %d>>\nstartxref\n%d\n%%%%EOF" % (at, at)


def page_loop() -> bytes:
    return bare().replace(b"/Kids[3 0 R]", b"/Kids[2 0 R 2 0 R]")


def wide_tree() -> bytes:
    return bare(b"0 0 9 9 re f").replace(
        b"/Kids[3 0 R]/Count 1", b"/Kids[" + b"3 0 R " * 5000 + b"]/Count 5000"
    )


def recursive_form() -> bytes:
    form = b"/Subtype/Form/BBox[0 0 99 99]/Resources<</XObject<</F 5 0 R>>>>"
    return bare(b"/F Do", page=b"/Resources<</XObject<</F 5 0 R>>>>",
                objects=b"5 0 obj<</Length 11" + form + b">>\nstream\n/F Do /F Do\nendstream\nendobj\n")  # fmt: skip


def doubling_forms() -> bytes:
    sheet = Sheet()
    inner = sheet.form(b"0 0 1 1 re f", (0, 0, 99, 99))
    for _ in range(22):
        inner = sheet.form(b"/F Do " * 4, (0, 0, 99, 99), Resources=Dictionary(XObject=Dictionary(F=inner)))
    sheet.put("XObject", "F", inner)
    return sheet.written(b"/F Do")


def recursive_pattern() -> bytes:
    sheet = Sheet()
    cell = sheet.pdf.make_stream(b"/Pattern cs /P scn 0 0 9 9 re f", Dictionary(
        PatternType=1, PaintType=1, TilingType=1, BBox=[0, 0, 9, 9], XStep=0.0001, YStep=0.0001))  # fmt: skip
    cell["/Resources"] = Dictionary(Pattern=Dictionary(P=cell))
    sheet.put("Pattern", "P", cell)
    return sheet.written(b"/Pattern cs /P scn 0 0 200 200 re f")


def recursive_glyph() -> bytes:
    sheet = Sheet()
    font = sheet.pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 9, 9], FontMatrix=[1, 0, 0, 1, 0, 0],
                                              FirstChar=97, LastChar=97, Widths=[1]))  # fmt: skip
    font["/Encoding"] = Dictionary(Differences=Array([97, Name.a]))
    font["/CharProcs"] = Dictionary(a=sheet.pdf.make_stream(b"1 0 d0 BT /F 1 Tf (aaaa) Tj ET"))
    font["/Resources"] = Dictionary(Font=Dictionary(F=font))
    sheet.put("Font", "F", font)
    return sheet.written(b"BT /F 9 Tf (aa) Tj ET")


def recursive_mask() -> bytes:
    sheet = Sheet()
    form = sheet.form(b"/S gs 0 0 9 9 re f", (0, 0, 99, 99), Group=Dictionary(S=Name.Transparency))
    state = sheet.pdf.make_indirect(Dictionary(SMask=Dictionary(S=Name.Luminosity, G=form)))
    form["/Resources"] = Dictionary(ExtGState=Dictionary(S=state))
    sheet.put("ExtGState", "S", state)
    return sheet.written(b"/S gs 0 0 99 99 re f")


def recursive_space() -> bytes:
    return bare(b"/C cs 1 scn 0 0 9 9 re f", page=b"/Resources<</ColorSpace<</C 5 0 R>>>>",
                objects=b"5 0 obj[/Indexed 5 0 R 255 (x)]endobj\n")  # fmt: skip


def wide_device_n() -> bytes:
    names = b"[" + b" ".join(b"/S%d" % n for n in range(500)) + b"]"
    return bare(b"/C cs " + b"1 " * 32 + b"scn 0 0 99 99 re f", page=b"/Resources<</ColorSpace<</C[/DeviceN " + names
                + b"/DeviceCMYK 5 0 R]>>>>", objects=b"5 0 obj<</FunctionType 4/Domain[0 1]/Range[0 1]/Length 2>>\nstream\n{}\nendstream\nendobj\n")  # fmt: skip


def huge_function() -> bytes:
    function = b"<</FunctionType 0/Domain[0 1 0 1 0 1 0 1]/Range[0 1 0 1 0 1 0 1]/Size[255 255 255 255]/BitsPerSample 32/Length 3>>"
    return bare(b"/C cs 1 1 1 1 scn 0 0 9 9 re f", page=b"/Resources<</ColorSpace<</C[/DeviceN[/A/B/C/D]/DeviceCMYK 5 0 R]>>>>",
                objects=b"5 0 obj" + function + b"stream\nabc\nendstream\nendobj\n")  # fmt: skip


def huge_image(filter_: str) -> bytes:
    sheet = Sheet()
    picture = sheet.image(
        b"\xff\xd8\xff", Width=100_000, Height=100_000, BitsPerComponent=8, ColorSpace=Name.DeviceCMYK
    )
    if filter_:
        picture["/Filter"] = Name("/" + filter_)
    sheet.put("XObject", "I", picture)
    return sheet.written(b"q 200 0 0 200 0 0 cm /I Do Q")


def endless_reference() -> bytes:
    return bare(
        b"0 0 9 9 re f",
        page=b"/Resources 5 0 R/Group 6 0 R/Annots 5 0 R",
        objects=b"5 0 obj\n6 0 R\nendobj\n6 0 obj\n5 0 R\nendobj\n",
    )


def broken_font() -> bytes:
    sheet = PressFile()
    program = sheet.resources.Font.F.FontDescriptor.FontFile2
    data = bytearray(program.read_bytes())
    for place in range(12, len(data), 3):
        data[place] = (data[place] * 7 + place) & 255
    program.write(bytes(data))
    return sheet.saved()


def deep_arrays() -> bytes:
    return bare(b"[" * 200_000 + b" " + b"<<" * 200_000 + b" Tj", page=b"/X " + b"[" * 400 + b"]" * 400)


def huge_cmap() -> bytes:
    sheet = Sheet()
    below = square_font(sheet.pdf)
    lines = b"<0000> <ffffffff> <0041>\n" * 200_000
    cmap = sheet.pdf.make_stream(
        b"1 begincodespacerange <00> <ffffffff> endcodespacerange 9 beginbfrange " + lines + b" endbfrange"
    )
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, Encoding=cmap, ToUnicode=cmap, DescendantFonts=Array([below])
    )
    sheet.put("Font", "F", font)
    return sheet.written(b"BT /F 9 Tf 20 20 Td <00410042> Tj ET")


def huge_widths() -> bytes:
    return bare(b"BT /F 9 Tf (AB) Tj ET", page=b"/Resources<</Font<</F<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts"
                b"[<</Type/Font/Subtype/CIDFontType2/W[0 2147483647 500 5 2147483647 9]>>]>>>>>>")  # fmt: skip


def scripts() -> bytes:
    made = PressFile()
    made.pdf.Root["/OpenAction"] = Dictionary(S=Name.JavaScript, JS=String("while(1){}"))
    made.pdf.attachments["x.exe"] = b"MZ"
    return made.saved()


def encrypted() -> bytes:
    made = PressFile(Standard.PDFX_4)
    lock = pikepdf.Encryption(owner="a", user="b", R=3, aes=False, metadata=False)
    return made.saved(encryption=lock, static_id=False)


def gigantic_stitch() -> bytes:
    sheet = Sheet()
    function: Dictionary = Dictionary(FunctionType=2, Domain=[0, 1], N=1)
    for _ in range(40):
        function = sheet.pdf.make_indirect(Dictionary(FunctionType=3, Domain=[0, 1], Functions=[function] * 8,
                                                      Bounds=[n / 8 for n in range(1, 8)], Encode=[0, 1] * 8))  # fmt: skip
    sheet.put(
        "Shading",
        "S",
        Dictionary(ShadingType=2, ColorSpace=Name.DeviceGray, Coords=[0, 0, 9, 0], Function=function),
    )
    return sheet.written(b"/S sh")


HOSTILE: dict[str, Callable[[], bytes]] = {
    f.__name__: f
    for f in (truncated, xref_loop, page_loop, wide_tree, recursive_form, doubling_forms, recursive_pattern, recursive_glyph,
              recursive_mask, recursive_space, wide_device_n, huge_function, endless_reference, broken_font, deep_arrays, huge_cmap,
              huge_widths, scripts, encrypted, gigantic_stitch)
} | {
    "bomb of content": lambda: with_bomb("content"),
    "bomb as image": lambda: with_bomb("image"),
    "bomb as font": lambda: with_bomb("font"),
    "bomb as metadata": lambda: with_bomb("metadata"),
    "a million instructions": lambda: bare(b"0 0 9 9 re f " * 500_000),
    "a million strings": lambda: bare(b"(A) Tj [(B) 3] TJ " * 500_000),
    "a million q": lambda: bare(b"q " * 1_000_000),
    "a million colours": lambda: bare(b"0.1 0.2 0.3 0.4 k 1 1 1 rg " * 500_000),
    "numbers that are none": lambda: bare(b"NaN Inf -Inf 1e400 re f " + b"9" * 500 + b" 0 m " + b"-" * 900 + b"1 l S 0 0 0 0 0 0 cm 1 1 l S"),
    "a giant page": lambda: bare(b"0 0 9 9 re f", media=b"0 0 1e30 99999999999"),
    "a page of nothing": lambda: bare(b"0 0 9 9 re f", media=b"5 5 5 5"),
    "a page of NaN": lambda: bare(b"0 0 9 9 re f", media=b"/NaN (x) null true"),
    "nested contents": lambda: bare().replace(b"/Contents 4 0 R", b"/Contents[" + b"4 0 R " * 100_000 + b"]"),
    "huge image": lambda: huge_image(""),
    "huge jpeg": lambda: huge_image("DCTDecode"),
    "huge jpx": lambda: huge_image("JPXDecode"),
    "huge jbig2": lambda: huge_image("JBIG2Decode"),
    "huge ccitt": lambda: huge_image("CCITTFaxDecode"),
    "a chain of filters": lambda: bare(objects=b"4 0 obj<</Filter[" + b"/FlateDecode " * 5000 + b"]/Length 3>>\nstream\nabc\nendstream\nendobj\n"),
    "random bytes": lambda: b"%PDF-1.7\n" + bytes((i * 7919 + i // 251) % 256 for i in range(200_000)),
}  # fmt: skip


@pytest.fixture(scope="module")
def program() -> Iterator[Limited]:
    # Time of the processor, not of the clock: other tests run beside this one.
    with Limited(
        "typeset.cli:main",
        "typeset.cli.app",
        "typeset.preflight",
        "typeset.plates",
        seconds=SECONDS,
        size=BYTES,
    ) as one:
        yield one


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_judged_within_ten_seconds_and_a_gigabyte(
    name: str, tmp_path: Path, program: Limited
) -> None:
    (tmp_path / "ad.pdf").write_bytes(HOSTILE[name]())
    done = program.run("preflight", "ad.pdf", "--format", "json", "--lang", "en", cwd=tmp_path)
    assert done.stderr == ""
    assert done.returncode in {1, 2}
    (found,) = json.loads(done.stdout)["files"]
    assert found["findings"]
