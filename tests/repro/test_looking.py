"""Pictures looked at before they are made: the same is told of them, and damage is found."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from PIL import Image, ImageDraw

from typeset.repro import BrokenPictureError, Did, PreparedPictures, Wanted, look, most_ink, prepare

INCH = 72_000
SIZE = (960, 640)
# Resampled, as it is, too coarse, and in no place.
PLACES = [(INCH * 2, INCH * 4 // 3), (INCH * 4, INCH * 8 // 3), (INCH * 9, INCH * 6), None]
WANTED = [Wanted(), Wanted(alpha=True), Wanted(grey=True)]
Make = Callable[[], Image.Image]


def patches(mode: str) -> Image.Image:
    """A picture of soft patches in all its colours."""
    few = SIZE[0] // 8, SIZE[1] // 8
    samples = random.Random(7).randbytes(few[0] * few[1] * len(mode))
    return Image.frombytes(mode, few, samples).resize(SIZE, Image.Resampling.BICUBIC)


def with_pixel(mode: str, colour: object, pixel: object) -> Image.Image:
    """One colour with a single pixel of another."""
    image = Image.new(mode, SIZE, colour)
    image.putpixel((511, 333), pixel)
    return image


def with_line() -> Image.Image:
    image = Image.new("RGB", SIZE, "white")
    ImageDraw.Draw(image).line((0, 300, SIZE[0], 300), fill=(0, 0, 40), width=2)
    return image


@pytest.mark.parametrize("wanted", WANTED, ids=["x1a", "x4", "black"])
@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (lambda: patches("RGB"), "JPEG"),
        (lambda: patches("RGB"), "PNG"),
        (lambda: patches("L"), "JPEG"),
        (lambda: patches("L").convert("RGB"), "JPEG"),
        (lambda: patches("L").convert("1"), "TIFF"),
        (lambda: patches("CMYK"), "JPEG"),
        (lambda: Image.new("CMYK", SIZE, (90, 80, 70, 60)), "JPEG"),
        (lambda: with_pixel("CMYK", (90, 80, 70, 60), (255, 255, 255, 255)), "TIFF"),
        (with_line, "PNG"),
        (lambda: with_pixel("RGBA", (200, 90, 40, 255), (200, 90, 40, 0)), "PNG"),
        (lambda: with_pixel("RGBA", (200, 90, 40, 255), (200, 90, 40, 250)), "PNG"),
        (lambda: Image.new("RGBA", SIZE, (200, 90, 40, 255)), "PNG"),
        (lambda: with_pixel("RGBA", (200, 90, 40, 255), (9, 9, 9, 0)).quantize(8), "PNG"),
    ],
)
def test_what_is_told_is_what_will_be_done(make: Make, kind: str, wanted: Wanted, saved) -> None:
    data = saved(make(), kind)
    for place in PLACES:
        made, looked = prepare(data, wanted, place), look(data, wanted, place)
        assert (looked.changes, looked.bits, looked.ppi) == (made.changes, made.bits, made.ppi)


@pytest.mark.parametrize("kept", [0.3, 0.9, 0.99])
@pytest.mark.parametrize(
    ("mode", "kind"), [("RGB", "JPEG"), ("RGB", "PNG"), ("CMYK", "TIFF"), ("CMYK", "JPEG")]
)
def test_a_file_that_ends_too_soon_is_found(kept: float, mode: str, kind: str, saved) -> None:
    whole = saved(patches(mode), kind)
    with pytest.raises(BrokenPictureError, match="不完整"):
        look(whole[: int(len(whole) * kept)], Wanted(), PLACES[0])


def test_inks_are_those_of_the_picture(saved) -> None:
    half = Image.new("RGB", SIZE, "white")
    half.paste((70, 20, 0), (0, 0, SIZE[0] // 2, SIZE[1]))
    looked = look(saved(half, "JPEG", quality=95), Wanted(), PLACES[1])
    made = prepare(saved(half, "JPEG", quality=95), Wanted(), PLACES[1])
    assert looked.inks.mode == "CMYK"
    assert max(looked.inks.size) <= 240
    middle = looked.inks.height // 2
    dark, light = (looked.inks.crop((x, middle, x + 9, middle + 9)) for x in (9, looked.inks.width - 20))
    assert most_ink(dark) == pytest.approx(made.most_ink, abs=4)
    assert most_ink(light) <= 2


def test_what_is_clear_has_no_ink_or_is_a_soft_mask(saved) -> None:
    clear = Image.new("RGBA", SIZE, (0, 0, 0, 255))
    clear.paste((0, 0, 0, 0), (0, 0, SIZE[0] // 2, SIZE[1]))
    data = saved(clear, "PNG")
    on_paper, masked = look(data, Wanted(), PLACES[1]), look(data, Wanted(alpha=True), PLACES[1])
    assert on_paper.opacity is None
    assert most_ink(on_paper.inks.crop((0, 0, 100, 100))) == 0
    assert masked.opacity is not None
    assert masked.opacity.size == masked.inks.size
    assert (masked.opacity.getpixel((9, 9)), masked.opacity.getpixel((200, 9))) == (0, 255)


@pytest.mark.parametrize("orientation", [1, 6, 8])
def test_it_is_upright(orientation: int, saved) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    looked = look(saved(patches("RGB"), "JPEG", exif=exif), Wanted())
    assert (looked.inks.width > looked.inks.height) is (orientation == 1)


def test_a_picture_is_looked_at_once(saved) -> None:
    pictures = PreparedPictures()
    data = saved(patches("RGB"), "PNG")
    first = pictures.look(data, Wanted(), PLACES[0])
    assert pictures.look(data, Wanted(), PLACES[0]) is first
    assert pictures.look(data, Wanted(), PLACES[1]) is not first
    assert Did.RESAMPLED in [change.did for change in first.changes]


def test_of_more_pictures_than_are_kept_the_oldest_is_made_again(saved) -> None:
    pictures = PreparedPictures(2)
    wanted = Wanted()
    files = [saved(Image.new("RGB", (2, 2), colour), "PNG") for colour in ("red", "teal", "navy")]
    first, second, _ = (pictures.look(file, wanted, None) for file in files)
    assert pictures.look(files[1], wanted, None) is second
    assert pictures.look(files[0], wanted, None) is not first
