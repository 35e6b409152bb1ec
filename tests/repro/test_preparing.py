"""Picture files of every kind, made ready: formats, orientation, transparency, masks, resolution, what is passed through."""

from __future__ import annotations

import io
import pickle
import struct
import zlib

import pytest
from msgspec.structs import replace
from PIL import Image, ImageChops

from typeset.catalogue import Lang, hints, message
from typeset.findings import Severity
from typeset.repro import (
    BrokenPictureError,
    Change,
    Did,
    Prepared,
    PreparedPictures,
    Wanted,
    effective_ppi,
    findings_of,
    most_ink,
    prepare,
)

INCH = 72_000
# How an upright picture is stored for each EXIF orientation.
TO_STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def quarters(size: tuple[int, int] = (60, 40)) -> Image.Image:
    """Red, green, blue and black quarters, reading from the top left."""
    wide, high = size[0] // 2, size[1] // 2
    image = Image.new("RGB", size, "black")
    for box, colour in (((0, 0), (255, 0, 0)), ((wide, 0), (0, 255, 0)), ((0, high), (0, 0, 255))):
        image.paste(colour, (*box, box[0] + wide, box[1] + high))
    return image


def in_cmyk() -> Image.Image:
    """The quarters in CMYK, their black of black ink."""
    image = quarters().convert("CMYK")
    image.paste((0, 0, 0, 255), (30, 20, 60, 40))
    return image


def pixels_of(picture: Prepared) -> Image.Image:
    mode = {"DeviceCMYK": "CMYK", "DeviceGray": "1" if picture.bits == 1 else "L"}[picture.space]
    if not picture.is_jpeg:
        return Image.frombytes(mode, (picture.width, picture.height), picture.samples)
    image = Image.open(io.BytesIO(picture.data))
    image.load()
    return image


def inks(picture: Prepared, at: tuple[int, int]) -> str:
    """The inks of a pixel that are strong."""
    pixel = pixels_of(picture).getpixel(at)
    assert isinstance(pixel, tuple)
    return "".join(ink for ink, level in zip("CMYK", pixel, strict=True) if level > 110)


def did(picture: Prepared) -> list[Did]:
    return [change.did for change in picture.changes]


def sixteen(colour_type: int, *samples: int) -> bytes:
    """A PNG of 16 bits a sample, one row of pixels."""
    channels = {0: 1, 2: 3, 4: 2, 6: 4}[colour_type]
    head = struct.pack(">IIBBBBB", len(samples) // channels, 1, 16, colour_type, 0, 0, 0)
    row = b"\0" + b"".join(struct.pack(">H", n) for n in samples)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(row)) + chunk(b"IEND", b"")
    )


FORMATS = [
    ("JPEG", {"quality": 95, "subsampling": 0}),
    ("JPEG", {"quality": 95, "subsampling": 0, "progressive": True}),
    ("PNG", {}),
    ("TIFF", {}),
    ("TIFF", {"compression": "tiff_lzw"}),
    ("TIFF", {"compression": "tiff_adobe_deflate"}),
    ("WEBP", {"lossless": True}),
    ("WEBP", {"quality": 95}),
    ("GIF", {}),
    ("BMP", {}),
]


@pytest.mark.parametrize(
    ("kind", "options"), FORMATS, ids=[f"{k} {'-'.join(map(str, o.values()))}" for k, o in FORMATS]
)
def test_rgb_of_every_format_becomes_inks(kind, options, saved, wanted):
    picture = prepare(saved(quarters(), kind, **options), wanted)
    assert (picture.width, picture.height, picture.space, picture.bits) == (60, 40, "DeviceCMYK", 8)
    assert picture.changes == (Change(Did.FROM_RGB),)
    assert [inks(picture, at) for at in ((10, 10), (50, 10), (10, 30), (50, 30))] == ["MY", "CY", "CM", "K"]
    assert 150 < picture.most_ink <= 220
    assert picture.most_ink == pytest.approx(most_ink(pixels_of(picture)), abs=10)


@pytest.mark.parametrize("mode", ["1", "L", "CMYK"])
@pytest.mark.parametrize("kind", ["TIFF", "PNG"])
def test_grey_cmyk_and_line_art_stay_as_they_are(mode, kind, saved, wanted):
    if (mode, kind) == ("CMYK", "PNG"):
        kind = "JPEG"
    image = in_cmyk() if mode == "CMYK" else quarters().convert(mode)
    data = saved(image, kind)
    picture = prepare(data, wanted)
    assert picture.changes == ()
    assert picture.bits == (1 if mode == "1" else 8)
    assert picture.space == ("DeviceCMYK" if mode == "CMYK" else "DeviceGray")
    if not picture.is_jpeg:
        assert picture.samples == image.tobytes()
    else:
        assert picture.data == data


@pytest.mark.parametrize(
    "make",
    [
        lambda: quarters().quantize(16),
        lambda: quarters().convert("YCbCr").convert("RGB"),
        lambda: quarters().convert("P", palette=Image.Palette.ADAPTIVE),
    ],
)
def test_palettes_become_inks(make, saved, wanted):
    picture = prepare(saved(make(), "PNG"), wanted, (INCH, INCH))
    assert inks(picture, (10, 10)) == "MY"


def test_a_palette_is_resampled_by_its_colours(saved, wanted):
    stripes = Image.new("P", (800, 8))
    stripes.putpalette([0, 0, 0, 255, 255, 255] + [9, 9, 9] * 254)
    for x in range(0, 800, 2):
        stripes.paste(1, (x, 0, x + 1, 8))
    picture = prepare(saved(stripes, "PNG"), wanted, (INCH, INCH // 100))
    assert picture.width == 200
    level = pixels_of(picture).convert("L").getpixel((100, 0))
    assert 60 < level < 200


@pytest.mark.parametrize("kind", ["TIFF", "PNG"])
def test_sixteen_bits_of_grey_become_eight(kind, saved, wanted):
    deep = Image.new("I;16", (3, 1))
    for x, value in enumerate((65535, 32896, 0)):
        deep.putpixel((x, 0), value)
    picture = prepare(saved(deep, kind), wanted)
    assert (picture.space, picture.samples) == ("DeviceGray", bytes([255, 128, 0]))
    assert did(picture) == [Did.FROM_SIXTEEN_BITS]


def test_sixteen_bits_of_colour_become_eight(wanted):
    red = prepare(sixteen(2, 65535, 0, 0, 0, 0, 65535), wanted)
    assert did(red) == [Did.FROM_SIXTEEN_BITS, Did.FROM_RGB]
    assert (inks(red, (0, 0)), inks(red, (1, 0))) == ("MY", "CM")
    clear = prepare(sixteen(6, 65535, 0, 0, 0, 65535, 0, 0, 65535), wanted)
    assert did(clear)[-1] is Did.FLATTENED
    assert pixels_of(clear).getpixel((0, 0)) == (0, 0, 0, 0)


@pytest.mark.parametrize(("top", "levels"), [(1.0, [0, 128, 255]), (255.0, [0, 128, 255])])
def test_floating_point_is_read(top, levels, saved, wanted):
    image = Image.new("F", (3, 1))
    for x, share in enumerate((0, 0.502, 1)):
        image.putpixel((x, 0), share * top)
    picture = prepare(saved(image, "TIFF"), wanted)
    assert list(picture.samples) == pytest.approx(levels, abs=1)


def test_the_first_of_several_pages_is_taken(wanted):
    file = io.BytesIO()
    quarters().save(file, "TIFF", save_all=True, append_images=[Image.new("RGB", (9, 9))])
    picture = prepare(file.getvalue(), wanted)
    assert (picture.width, picture.height) == (60, 40)


# -- orientation ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["PNG", "TIFF", "WEBP", "JPEG"])
def test_orientation_is_honoured(orientation, kind, saved, wanted):
    turn = TO_STORED[orientation]
    image = quarters() if turn is None else quarters().transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = prepare(saved(image, kind, exif=exif), wanted, (60 * 360, 40 * 360))
    assert picture.orientation == 1
    assert (picture.width, picture.height) == (60, 40)
    assert [inks(picture, at) for at in ((10, 10), (50, 10), (10, 30), (50, 30))] == ["MY", "CY", "CM", "K"]
    assert picture.ppi == 200


def test_a_jpeg_that_is_passed_through_says_how_it_is_turned(saved, wanted):
    exif = Image.Exif()
    exif[0x0112] = 6
    data = saved(quarters().convert("L"), "JPEG", exif=exif)
    picture = prepare(data, wanted, (40 * 360, 60 * 360))
    assert (picture.data, picture.orientation, picture.ppi) == (data, 6, 200)
    assert (picture.width, picture.height) == (60, 40)
    smaller = prepare(data, wanted, (40 * 180, 60 * 180))
    assert (smaller.orientation, smaller.width, smaller.height) == (1, 20, 30)


@pytest.mark.parametrize("note", [77, 0])
def test_an_orientation_that_does_not_exist_is_none(note, saved, wanted):
    exif = Image.Exif()
    exif[0x0112] = note
    assert prepare(saved(quarters().convert("L"), "JPEG", exif=exif), wanted).orientation == 1


# -- what is passed through ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["L", "CMYK"])
@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"quality": 60}])
def test_a_jpeg_that_is_right_is_passed_through(mode, options, saved, wanted):
    data = saved(in_cmyk() if mode == "CMYK" else quarters().convert(mode), "JPEG", **options)
    picture = prepare(data, wanted, (60 * 240, 40 * 240))
    assert picture.data is data
    assert (picture.is_jpeg, picture.changes, picture.ppi) == (True, (), 300)
    assert picture.inverted == (mode == "CMYK")


def test_plain_cmyk_jpeg_is_not_inverted(saved, wanted):
    adobe = saved(quarters().convert("CMYK"), "JPEG", quality=95)
    marker = adobe.index(b"\xff\xee")
    plain = adobe[:marker] + adobe[marker + 2 + int.from_bytes(adobe[marker + 2 : marker + 4], "big") :]
    # Read without the marker white is full ink, more than the limit: 400 becomes 220.
    picture = prepare(plain, wanted)
    assert did(picture) == [Did.INK_REDUCED]
    kept = prepare(plain, Wanted(ink_limit=400))
    assert (kept.data is plain, kept.inverted) == (True, False)


def test_what_we_write_is_right_already(saved, wanted, chart):
    made = prepare(saved(chart, "JPEG"), wanted)
    again = prepare(made.data, wanted)
    assert (made.is_jpeg, made.inverted) == (True, True)
    assert again.data is made.data


def test_photographs_are_written_as_jpeg_and_drawings_as_samples(saved, wanted):
    noise = Image.merge("RGB", [Image.effect_noise((200, 200), 60) for _ in range(3)])
    assert prepare(saved(noise, "PNG"), wanted).is_jpeg
    assert prepare(saved(noise, "WEBP"), wanted).is_jpeg
    assert not prepare(saved(quarters(), "PNG"), wanted).is_jpeg
    # CMYK of others is kept without a loss.
    kept = prepare(saved(noise.convert("CMYK"), "TIFF"), Wanted(ink_limit=400))
    assert (kept.is_jpeg, kept.samples) == (False, noise.convert("CMYK").tobytes())


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP"])
def test_the_same_file_gives_the_same_bytes(kind, saved, chart):
    data = saved(chart, kind)
    assert prepare(data, Wanted(), (INCH, INCH)) == prepare(bytes(bytearray(data)), Wanted(), (INCH, INCH))


# -- transparency, masks, outlines ----------------------------------------------------------------------------------------


def half_clear(mode: str) -> Image.Image:
    """Opaque on the left, clear on the right, half clear below."""
    image = quarters().convert(mode)
    alpha = Image.new("L", (60, 40), 255)
    alpha.paste(0, (30, 0, 60, 40))
    alpha.paste(128, (0, 20, 30, 40))
    image.putalpha(alpha)
    return image


@pytest.mark.parametrize(
    ("mode", "kind"), [("RGB", "PNG"), ("RGB", "TIFF"), ("RGB", "WEBP"), ("L", "PNG"), ("L", "TIFF")]
)
def test_transparency_is_laid_on_paper(mode, kind, saved, wanted):
    options = {"lossless": True} if kind == "WEBP" else {}
    picture = prepare(saved(half_clear(mode), kind, **options), wanted)
    assert did(picture)[-1] is Did.FLATTENED
    assert picture.soft_mask is None
    made = pixels_of(picture)
    assert made.getpixel((50, 10)) == (255 if mode == "L" else (0, 0, 0, 0))
    solid = prepare(saved(half_clear(mode).convert(mode), kind, **options), wanted)
    assert made.getpixel((10, 10)) == pixels_of(solid).getpixel((10, 10))
    if mode == "RGB":
        assert max(made.getpixel((10, 30))) == pytest.approx(
            max(pixels_of(solid).getpixel((10, 30))) / 2, abs=2
        )


def test_a_soft_mask_is_kept_where_the_page_may_have_one(saved):
    picture = prepare(saved(half_clear("RGB"), "PNG"), Wanted(alpha=True))
    assert picture.soft_mask is not None
    mask = Image.frombytes("L", (60, 40), zlib.decompress(picture.soft_mask))
    assert [mask.getpixel(at) for at in ((10, 10), (50, 10), (10, 30))] == [255, 0, 128]
    assert inks(picture, (10, 30)) == "CM"


def test_a_key_colour_is_transparent(saved, wanted):
    data = saved(quarters(), "PNG", transparency=(0, 255, 0))
    assert pixels_of(prepare(data, wanted)).getpixel((50, 10)) == (0, 0, 0, 0)
    grey = saved(quarters().convert("L"), "PNG", transparency=quarters().convert("L").getpixel((50, 10)))
    assert pixels_of(prepare(grey, wanted)).getpixel((50, 10)) == 255


def test_opaque_alpha_is_no_transparency(saved, wanted):
    assert did(prepare(saved(quarters().convert("RGBA"), "PNG"), wanted)) == [Did.FROM_RGB]


def test_clear_pixels_do_not_shine_through_when_resampled(saved):
    image = Image.new("RGBA", (600, 600), (255, 0, 0, 0))
    image.paste((0, 0, 0, 255), (0, 0, 300, 600))
    picture = prepare(saved(image, "PNG"), Wanted(), (INCH, INCH))
    made = pixels_of(picture)
    assert picture.width == 200
    if made.mode == "CMYK":
        assert max(ImageChops.lighter(made.getchannel("M"), made.getchannel("Y")).getextrema()) < 160


@pytest.mark.parametrize("alpha", [False, True])
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_mask_cuts_a_picture_out(kind, alpha, saved):
    mask = Image.new("L", (30, 20))
    mask.paste(255, (0, 0, 15, 20))
    wanted = Wanted(mask=saved(mask, "PNG"), alpha=alpha)
    picture = prepare(saved(quarters().convert("L" if kind == "JPEG" else "RGB"), kind), wanted)
    assert did(picture)[-1] is Did.MASKED
    if alpha:
        assert picture.soft_mask is not None
        shown = Image.frombytes("L", (60, 40), zlib.decompress(picture.soft_mask))
        assert (shown.getpixel((5, 20)), shown.getpixel((55, 20))) == (255, 0)
    else:
        paper = pixels_of(picture).getpixel((55, 10))
        assert paper in ((0, 0, 0, 0), 255) or min(paper) > 250


def test_line_art_cut_out_becomes_grey_on_paper(saved):
    mask = Image.new("L", (60, 40), 255)
    mask.paste(0, (0, 0, 30, 40))
    picture = prepare(saved(Image.new("1", (60, 40)), "PNG"), Wanted(mask=saved(mask, "PNG")))
    made = pixels_of(picture)
    assert (picture.bits, made.getpixel((10, 10)), made.getpixel((50, 10))) == (8, 255, 0)


@pytest.mark.parametrize("orientation", [1, 6, 8])
@pytest.mark.parametrize("scale", [1, 4])
def test_a_mask_is_turned_upright_as_well(orientation, scale, saved):
    mask = Image.new("L", (60 * scale, 40 * scale))
    mask.paste(255, (0, 0, 60 * scale, 10 * scale))
    turn = TO_STORED[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = saved(mask if turn is None else mask.transpose(turn), "PNG", exif=exif)
    picture = prepare(saved(quarters(), "PNG"), Wanted(mask=data))
    assert inks(picture, (10, 2)) == "MY"
    assert [inks(picture, at) for at in ((10, 20), (50, 20), (50, 35))] == ["", "", ""]


def test_a_broken_mask_is_a_broken_picture(saved):
    with pytest.raises(BrokenPictureError):
        prepare(saved(quarters(), "PNG"), Wanted(mask=b"none"))


# -- resolution ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pixels", "size", "ppi"),
    [
        ((200, 100), (INCH, INCH // 2), 200),
        ((200, 50), (INCH, INCH // 2), 100),
        ((1, 1), (INCH * 2, INCH), 0),
    ],
)
def test_effective_resolution(pixels, size, ppi):
    assert effective_ppi(pixels, size) == ppi


@pytest.mark.parametrize(("inches", "width"), [(2, 600), (3, 600), (1, 200)])
def test_more_than_one_and_a_half_times_the_useful_resolution_is_brought_down(inches, width, saved, wanted):
    for kind in ("PNG", "JPEG"):
        picture = prepare(saved(quarters((600, 400)), kind), wanted, (INCH * inches, INCH * inches * 2 // 3))
        assert picture.width == width
        assert picture.ppi == 600 // inches
        told = [c for c in picture.changes if c.did is Did.RESAMPLED]
        assert told == ([Change(Did.RESAMPLED, before=600, after=200)] if width == 200 else [])
        assert picture.height == pytest.approx(width * 2 / 3, abs=1)


def test_few_pixels_are_never_made_more(saved, wanted):
    picture = prepare(saved(quarters(), "PNG"), wanted, (INCH * 10, INCH * 10))
    assert (picture.width, picture.height, picture.ppi) == (60, 40, 4)


def test_line_art_keeps_its_own_resolution(saved, wanted):
    art = Image.linear_gradient("L").resize((1200, 1200)).convert("1")
    assert prepare(saved(art, "PNG"), wanted, (INCH, INCH)).width == 1200
    finer = prepare(saved(art, "TIFF"), wanted, (INCH // 2, INCH // 2))
    assert (finer.width, finer.bits, finer.ppi) == (600, 1, 2400)
    assert len(finer.samples) == 75 * 600


# -- kept for a run ------------------------------------------------------------------------------------------------------------


def test_a_picture_is_prepared_once_for_a_place(saved, wanted):
    pictures = PreparedPictures()
    data = saved(quarters(), "PNG")
    first = pictures.take(data, wanted, (INCH, INCH))
    assert pictures.take(bytes(bytearray(data)), Wanted(), (INCH, INCH)) is first
    assert pictures.take(data, wanted, (INCH, INCH * 2)) is not first
    assert pictures.take(data, Wanted(grey=True), (INCH, INCH)).space == "DeviceGray"
    # What goes to a worker in another process is empty, and works.
    assert pickle.loads(pickle.dumps(pictures)).take(data, wanted, (INCH, INCH)) == first


# -- what is told -----------------------------------------------------------------------------------------------------------


def prepared(ppi: int | None, bits: int = 8, *changes: Change) -> Prepared:
    return Prepared(width=1, height=1, space="DeviceGray", bits=bits, data=b"", ppi=ppi, changes=changes)


@pytest.mark.parametrize(
    ("ppi", "bits", "least"),
    [
        (150, 8, []),
        (149, 8, [150]),
        (99, 8, [100]),
        (800, 1, []),
        (799, 1, [800]),
        (549, 1, [550]),
        (None, 8, []),
    ],
)
def test_coarse_pictures_are_told(ppi, bits, least, wanted):
    found = findings_of(prepared(ppi, bits), wanted, file="a.jpg", page=3)
    assert [f.code for f in found] == ["picture-coarse"] * len(least)
    assert [dict(f.facts)["least"] for f in found] == least
    assert all((f.severity, f.page) == (Severity.WARNING, 3) for f in found)


@pytest.mark.parametrize(
    ("ppi", "bits", "house", "returned"),
    [(100, 8, 150, False), (99, 8, 150, True), (95, 8, 96, True), (550, 1, 150, False), (549, 1, 150, True)],
)
def test_what_a_plant_sends_back_is_told_with_it(ppi, bits, house, returned, wanted):
    (found,) = findings_of(prepared(ppi, bits), replace(wanted, least_ppi=house), file="a.jpg")
    for lang in Lang:
        assert any("T474" in hint for hint in hints(found, lang)) is returned


@pytest.mark.parametrize("did_it", list(Did))
@pytest.mark.parametrize("lang", list(Lang))
def test_everything_that_is_done_can_be_told(did_it, lang, wanted):
    (found,) = findings_of(prepared(None, 8, Change(did_it, before=300, after=220)), wanted, file="a.jpg")
    assert "a.jpg" in message(found, lang)


def test_findings_say_what_was_done(saved, wanted):
    picture = prepare(saved(quarters((600, 400)), "PNG"), wanted, (INCH, INCH * 2 // 3))
    told = findings_of(picture, wanted, file="a.png", page=2)
    assert [f.code for f in told] == ["picture-resampled", "picture-separated"]
    assert "600 ppi" in message(told[0], Lang.EN)
    assert "RGB (sRGB)" in message(told[1], Lang.EN)
    assert "newsprint" in message(told[1], Lang.EN)
    # Brought down for want of memory where no place is known: nothing a reader could do.
    assert findings_of(prepared(None, 8, Change(Did.RESAMPLED)), wanted, file="a") == ()
