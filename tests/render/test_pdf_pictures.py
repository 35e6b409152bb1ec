import datetime
import io

import pikepdf
import pytest
from PIL import Image

from typeset.model.layout import Rect
from typeset.model.placed import PlacedPicture
from typeset.render.pdf import Metadata, PdfRenderer, PictureError
from typeset.render.png import page_images

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
    def make(*pictures: bytes, clip: Rect = RECT) -> bytes:
        files = {f"{i}.bin": data for i, data in enumerate(pictures)}
        items = [PlacedPicture(name, RECT, clip) for name in files]
        return PdfRenderer(METADATA).render([page(*items)], book, files.__getitem__)

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


@pytest.mark.parametrize(
    ("mode", "space"), [("L", "/DeviceGray"), ("RGB", "/DeviceRGB"), ("CMYK", "/DeviceCMYK")]
)
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
        assert close(seen(render(saved(image, kind, exif=exif))), QUARTERS), kind


def test_an_orientation_that_does_not_exist_is_none(render):
    exif = Image.Exif()
    exif[0x0112] = 77
    assert close(seen(render(saved(quarters(), "JPEG", exif=exif))), QUARTERS)


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
    assert (image["space"], image["bits"], image["filter"]) == ("/DeviceRGB", 8, "/FlateDecode")
    assert close(seen(pdf), QUARTERS)


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
    assert embedded(pdf)[0]["space"] == ("/DeviceGray" if mode == "LA" else "/DeviceRGB")


def test_only_the_clip_is_seen(render):
    pdf = render(saved(quarters(), "PNG"), clip=Rect(50_000, 50_000, 60_000, 80_000))
    assert close(seen(pdf), [QUARTERS[0], (255, 255, 255), QUARTERS[2], (255, 255, 255)])


def test_each_distinct_picture_is_embedded_once(render):
    data = saved(quarters(), "JPEG")
    assert len(embedded(render(data, data, saved(quarters().convert("L"), "JPEG")))) == 2


def test_a_broken_picture_is_named(render):
    with pytest.raises(PictureError) as caught:
        render(b"GIF89a nothing")
    assert caught.value.args[0] == "0.bin"
