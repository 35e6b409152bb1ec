"""Sums of inks: how much stands in any pixel or over a square, and grey-component replacement where it is too much.

Pillow's arithmetic on 8 bits stops at 255, so sums are made with whole numbers of 32, a few rows at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from PIL import Image, ImageChops, ImageMath

_FULL: Final = 255
_AT_ONCE: Final = 1 << 20
_I: Final = "I"


def most_ink(image: Image.Image) -> int:
    """The largest sum of inks of a pixel in percent, rounded up; of a CMYK picture, a grey one or one of one bit."""
    if image.mode != "CMYK":
        lightest_ink = image.convert("L").getextrema()[0]
        assert isinstance(lightest_ink, int)
        return _percent(_FULL - lightest_ink)
    return _percent(max((_most(strip) for _, strip in strips(image)), default=0))


def most_mean_ink(image: Image.Image, side: int) -> int:
    """The largest mean sum of inks of a square of ``side`` pixels of a CMYK picture, in percent, rounded up (GWG 2022: 15 mm)."""
    return _percent(_most(image.reduce((min(side, image.width), min(side, image.height)))))


def _most(image: Image.Image) -> int:
    most = _sum(image).getextrema()[1]
    assert isinstance(most, int | float)
    return int(most)


def _sum(image: Image.Image) -> Image.Image:
    c, m, y, k = (band.convert(_I) for band in image.split())
    return _calculated(lambda a: a["c"] + a["m"] + a["y"] + a["k"], c=c, m=m, y=y, k=k)


def _calculated(what: Callable[[dict[str, Any]], Any], **images: Image.Image) -> Image.Image:
    made: Image.Image = ImageMath.lambda_eval(what, **images)
    return made


def _percent(levels: int) -> int:
    return -(-levels * 100 // _FULL)


def strips(image: Image.Image) -> Iterator[tuple[int, Image.Image]]:
    """The picture in strips of whole rows from top to bottom, each with its first row."""
    rows = max(1, _AT_ONCE // max(1, image.width))
    for top in range(0, image.height, rows):
        yield top, image.crop((0, top, image.width, min(top + rows, image.height)))


def limited(image: Image.Image, limit: int) -> Image.Image:
    """A CMYK picture with no more than ``limit`` percent of ink in any pixel; pixels within it stay as they are.

    Equal parts of C, M and Y are replaced with K, as much as is needed and no more; where there is not enough grey in a colour, or
    black is full, C, M and Y are scaled down together, so that the hue stays.
    """
    made = image.copy()
    for top, strip in strips(image):
        if _percent(_most(strip)) > limit:
            made.paste(_limited(strip, limit * _FULL // 100), (0, top))
    return made


def _limited(strip: Image.Image, limit: int) -> Image.Image:
    c, m, y, k = (band.convert(_I) for band in strip.split())
    grey = ImageChops.darker(ImageChops.darker(strip.getchannel(0), strip.getchannel(1)), strip.getchannel(2))
    excess = _calculated(lambda a: a["max"](a["sum"] - limit, 0), sum=_sum(strip))
    # Moving r from three inks to black takes 2r away while black has room, 3r without what black took after that.
    moved = _calculated(
        lambda a: a["min"](
            a["grey"],
            a["min"]((a["excess"] + 1) / 2, (a["excess"] + (_FULL - a["k"]) + 2) / 3),
        ),
        grey=grey.convert(_I),
        excess=excess,
        k=k,
    )
    black = _calculated(lambda a: a["min"](a["k"] + a["moved"], _FULL), k=k, moved=moved)
    coloured = _calculated(lambda a: a["c"] + a["m"] + a["y"] - 3 * a["moved"], c=c, m=m, y=y, moved=moved)
    room = _calculated(lambda a: a["min"](a["coloured"], limit - a["black"]), coloured=coloured, black=black)
    inks = [
        _calculated(
            lambda a: (a["ink"] - a["moved"]) * a["room"] / a["max"](a["coloured"], 1),
            ink=ink,
            moved=moved,
            room=room,
            coloured=coloured,
        )
        for ink in (c, m, y)
    ]
    return Image.merge("CMYK", [band.convert("L") for band in (*inks, black)])
