import datetime
import io
import struct

import pikepdf
import pytest
from PIL import Image

from typeset.model.layout import Rect
from typeset.model.placed import PlacedPicture
from typeset.render.pdf import Metadata, PdfRenderer, PictureError
from typeset.render.png import page_images
from typeset.repro import PreparedPictures, Wanted

METADATA = Metadata(title="图", date=datetime.date(2026, 11, 22))
RECT = Rect(50_000, 50_000, 120_000, 80_000)
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


def quarters() -> Image.Image:
    """Red, green, blue and white quarters, reading from the top left; 60 by 40 pixels."""
    image = Image.new("RGB", (60, 40), "white")
    for box, colour in (((0, 0), (255, 0, 0)), ((30, 0), (0, 255, 0)), ((0, 20), (0, 0, 255))):
        image.paste(colour, (*box, box[0] + 30, box[1] + 20))
    return image


def saved(image: Image.Image, kind: str, **options) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


@pytest.fixture
def render(book, page):
    def make(*pictures: bytes, clip: Rect = RECT, wanted: Wanted | None = None) -> bytes:
        files = {f"{i}.bin": data for i, data in enumerate(pictures)}
        items = [PlacedPicture(name, RECT, clip) for name in files]
        renderer = PdfRenderer(METADATA, repro=wanted or Wanted())
        return renderer.render([page(*items)], book, files.__getitem__)

    return make


def embedded(pdf: bytes) -> list[dict]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        images = document.pages[0].Resources.XObject.values()
        return [
            {
                "space": str(i.ColorSpace),
                "bits": int(i.BitsPerComponent),
                "filter": str(i.Filter),
                "size": (int(i.Width), int(i.Height)),
                "decode": [int(n) for n in i.get("/Decode", [])],
                "raw": i.read_raw_bytes(),
                "samples": i.read_bytes() if i.Filter == "/FlateDecode" else b"",
            }
            for i in images
        ]


def seen(pdf: bytes) -> list[tuple[int, ...]]:
    """The colours in the middle of the four quarters of the picture's place."""
    image = Image.open(io.BytesIO(page_images(pdf, dpi=72)[0])).convert("RGB")
    return [image.getpixel(at) for at in ((80, 70), (140, 70), (80, 110), (140, 110))]


def close(got, wanted, by=60) -> bool:
    return all(abs(a - b) <= by for g, w in zip(got, wanted, strict=True) for a, b in zip(g, w, strict=True))


QUARTERS = [(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)]
# As they are printed, in the eyes of the renderer the tests use.
PRINTED = [(236, 48, 48), (144, 203, 110), (14, 80, 163), (255, 255, 255)]


@pytest.mark.parametrize(("mode", "space"), [("L", "/DeviceGray"), ("CMYK", "/DeviceCMYK")])
def test_jpeg_files_are_untouched(mode, space, render):
    data = saved(quarters().convert(mode), "JPEG", progressive=mode == "L")
    (image,) = embedded(render(data))
    assert image["raw"] == data
    assert (image["space"], image["bits"], image["filter"]) == (space, 8, "/DCTDecode")
    assert image["size"] == (60, 40)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_orientation_is_honoured(orientation, render):
    turn = TO_STORED[orientation]
    image = quarters() if turn is None else quarters().transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation
    for kind in ("JPEG", "PNG"):
        assert close(seen(render(saved(image, kind, exif=exif))), PRINTED), kind
    grey = seen(render(saved(image.convert("L"), "JPEG", exif=exif)))
    assert close(grey, [(76,) * 3, (149,) * 3, (29,) * 3, (255,) * 3])


def test_an_orientation_that_does_not_exist_is_none(render):
    exif = Image.Exif()
    exif[0x0112] = 77
    assert close(seen(render(saved(quarters(), "JPEG", exif=exif))), PRINTED)


def test_adobe_cmyk_is_inverted_and_plain_cmyk_is_not(render):
    adobe = saved(quarters().convert("CMYK"), "JPEG", quality=95)
    marker = adobe.index(b"\xff\xee")
    plain = adobe[:marker] + adobe[marker + 2 + int.from_bytes(adobe[marker + 2 : marker + 4], "big") :]
    (first,), (second,) = embedded(render(adobe)), embedded(render(plain))
    assert first["decode"] == [1, 0] * 4
    assert second["decode"] == []
    # Pillow's samples are the inverted ones: shown right with the marker, as a negative without it.
    assert seen(render(adobe))[3] > (240, 240, 240)
    assert seen(render(plain))[3] < (80, 80, 80)


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "WEBP", "BMP", "GIF"])
def test_other_formats_look_the_same(kind, render):
    pdf = render(saved(quarters(), kind))
    (image,) = embedded(pdf)
    assert (image["space"], image["bits"], image["filter"]) == ("/DeviceCMYK", 8, "/FlateDecode")
    assert close(seen(pdf), PRINTED)


def test_line_art_stays_one_bit(render):
    (image,) = embedded(render(saved(quarters().convert("1"), "PNG")))
    assert (image["space"], image["bits"]) == ("/DeviceGray", 1)
    assert len(image["samples"]) == 8 * 40


def test_grey_and_cmyk_stay_what_they_are(render):
    grey, cmyk = embedded(
        render(saved(quarters().convert("L"), "PNG"), saved(quarters().convert("CMYK"), "TIFF"))
    )
    assert grey["space"] == "/DeviceGray"
    assert cmyk["space"] == "/DeviceCMYK"
    assert cmyk["samples"] == quarters().convert("CMYK").tobytes()


def test_sixteen_bits_become_eight(render):
    deep = Image.new("I;16", (2, 1))
    deep.putpixel((0, 0), 65535)
    deep.putpixel((1, 0), 32896)
    (image,) = embedded(render(saved(deep, "PNG")))
    assert (image["space"], image["samples"]) == ("/DeviceGray", bytes([255, 128]))


@pytest.mark.parametrize("mode", ["RGBA", "LA", "PA"])
def test_transparency_is_laid_on_white(mode, render):
    image = quarters().convert("RGBA")
    image.putalpha(0)
    kind = "PNG" if mode != "PA" else "GIF"
    pdf = render(saved(image.convert("LA") if mode == "LA" else image, kind))
    assert b"SMask" not in pdf
    assert seen(pdf) == [(255, 255, 255)] * 4
    assert embedded(pdf)[0]["space"] == ("/DeviceGray" if mode == "LA" else "/DeviceCMYK")


def test_only_the_clip_is_seen(render):
    pdf = render(saved(quarters(), "PNG"), clip=Rect(50_000, 50_000, 60_000, 80_000))
    assert close(seen(pdf), [PRINTED[0], (255, 255, 255), PRINTED[2], (255, 255, 255)])


def test_each_distinct_picture_is_embedded_once(render):
    data = saved(quarters(), "JPEG")
    assert len(embedded(render(data, data, saved(quarters().convert("L"), "JPEG")))) == 2


def test_a_broken_picture_is_named(render):
    with pytest.raises(PictureError) as caught:
        render(b"GIF89a nothing")
    assert caught.value.args[0] == "0.bin"


def test_no_picture_is_rgb(render):
    for kind in ("JPEG", "PNG", "TIFF", "WEBP"):
        pdf = render(saved(quarters(), kind), saved(quarters().convert("P"), "PNG"))
        assert b"DeviceRGB" not in pdf
        assert b"ICCBased" not in pdf


def test_a_soft_mask_is_written_where_it_may_be(render):
    image = quarters().convert("RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    pdf = render(saved(image, "PNG"), wanted=Wanted(alpha=True))
    with pikepdf.open(io.BytesIO(pdf)) as document:
        (drawn,) = document.pages[0].Resources.XObject.values()
        mask = drawn.SMask
        assert (str(mask.ColorSpace), int(mask.BitsPerComponent)) == ("/DeviceGray", 8)
        assert (int(mask.Width), int(mask.Height)) == image.size
        assert mask.read_bytes() == image.getchannel("A").tobytes()
    # Clear above, opaque below.
    top = Image.open(io.BytesIO(page_images(pdf, dpi=72)[0])).convert("RGB").getpixel((80, 52))
    assert min(top) > 235
    assert b"SMask" not in render(saved(image, "PNG"))


def test_pictures_are_brought_down_for_their_largest_place(book, page):
    files = {"a.png": saved(quarters().resize((1200, 800)), "PNG")}
    small, large = Rect(0, 0, 72_000, 48_000), Rect(0, 0, 144_000, 96_000)
    pages = [
        page(PlacedPicture("a.png", rect, rect), number=n) for n, rect in enumerate((small, large, small), 1)
    ]
    one = PdfRenderer(METADATA).render(pages[:1], book, files.__getitem__)
    all_of_them = PdfRenderer(METADATA).render(pages, book, files.__getitem__)
    assert embedded(one)[0]["size"] == (200, 134)
    assert embedded(all_of_them)[0]["size"] == (400, 267)


def test_pictures_are_prepared_once_for_page_files_and_proof(book, page):
    taken = []

    class Counted(PreparedPictures):
        def take(self, data, wanted, size):
            made = super().take(data, wanted, size)
            taken.append(made)
            return made

    prepared = Counted()
    data = saved(quarters(), "PNG")
    pdfs = {
        PdfRenderer(METADATA, prepared=prepared).render(
            [page(PlacedPicture("a.png", RECT, RECT))], book, {"a.png": data}.__getitem__
        )
        for _ in range(2)
    }
    assert len(pdfs) == 1
    assert len(taken) == 2
    assert taken[0] is taken[1]


def test_a_clipping_path_clips(render):
    """The left half of the picture in a path of its own file, with a hole in it."""

    def rectangle(left: float, top: float, right: float, bottom: float) -> bytes:
        corners = ((left, top), (right, top), (right, bottom), (left, bottom))
        knots = b"".join(
            struct.pack(">H6i", 2, *(round(n * (1 << 24)) for n in (y, x) * 3)) for x, y in corners
        )
        return struct.pack(">HH", 0, 4) + bytes(22) + knots

    path = rectangle(0, 0, 0.5, 1) + rectangle(0.2, 0.6, 0.4, 0.9)
    resources = b"8BIM\x07\xd0\x01a" + struct.pack(">I", len(path)) + path
    resources += b"8BIM\x0b\xb7\0\0" + struct.pack(">I", 2) + b"\x01a"
    content = b"Photoshop 3.0\0" + resources
    plain = saved(quarters(), "JPEG")
    data = plain[:2] + b"\xff\xed" + struct.pack(">H", len(content) + 2) + content + plain[2:]
    # The hole is where the middle of the blue quarter is seen.
    assert close(seen(render(data)), [PRINTED[0], (255, 255, 255), (255, 255, 255), (255, 255, 255)])
