"""Decoding: pixels of any mode as grey or RGB or CMYK of 8 bits, or line art of one, with their opacity beside them."""

from __future__ import annotations

from typing import Final

from msgspec import Struct
from PIL import Image, ImageChops, ImageCms

from typeset.repro.inks import strips
from typeset.repro.opening import Opened
from typeset.repro.profiles import cielab, srgb
from typeset.repro.resolution import resampled

_SIXTEEN_TO_EIGHT: Final = 1 / 257
_OPAQUE: Final = 255
_TRANSPOSED: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
SIDEWAYS: Final = frozenset({5, 6, 7, 8})
"""Orientations that make width of height."""
_AS_THEY_ARE: Final = frozenset({"1", "L", "RGB", "CMYK", "P", "PA", "LA", "RGBA"})


class Decoded(Struct, frozen=True):
    """Pixels upright: ``image`` of mode 1, L, RGB or CMYK, and ``opacity`` of mode L, None when all of it is opaque."""

    image: Image.Image
    opacity: Image.Image | None


def decoded(picture: Opened, pixels: tuple[int, int]) -> Decoded:
    """The pixels of a picture, so many of them (width and height as they are stored), turned upright.

    Raises:
        OSError, SyntaxError, ValueError, MemoryError: when the file is damaged.
    """
    image = picture.image
    if picture.is_jpeg and pixels != image.size:
        # Decodes at a half, quarter or eighth, whichever is still no smaller.
        image.draft(None, pixels)
    image.load()
    image = resampled(_plain(image), pixels)
    if image is not picture.image:
        # Gives its memory back: what follows must fit without it.
        picture.image.close()
    if picture.orientation in _TRANSPOSED:
        image = image.transpose(_TRANSPOSED[picture.orientation])
    return _parted(image)


def as_mask(picture: Opened, size: tuple[int, int]) -> Image.Image:
    """A picture as one grey channel of another picture's size."""
    stored = size[::-1] if picture.orientation in SIDEWAYS else size
    wide, high = (min(pair) for pair in zip(stored, picture.image.size, strict=True))
    return decoded(picture, (wide, high)).image.convert("L").resize(size, Image.Resampling.BILINEAR)


def _plain(image: Image.Image) -> Image.Image:
    """The same picture with 8 bits a sample, in a mode that can be resampled, its key colour made opacity."""
    if image.mode[0] in "IF":
        return _eight_bits(image)
    if image.mode == "LAB":
        return ImageCms.buildTransform(cielab(), srgb(), "LAB", "RGB").apply(image)
    if image.mode in {"1", "L", "RGB"} and image.has_transparency_data:
        return image.convert("RGBA")
    if image.mode in _AS_THEY_ARE:
        return image
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _eight_bits(image: Image.Image) -> Image.Image:
    made = Image.new("L", image.size)
    scale = _SIXTEEN_TO_EIGHT
    if image.mode == "F":
        # Floating point is from 0 to 1 by custom; where it goes further it is taken as levels.
        scale = _OPAQUE if _most(image) <= 1 else 1
    for top, strip in strips(image):
        wide = strip if image.mode == "F" else strip.convert("I")
        made.paste(wide.point(lambda level: level * scale + 0).convert("L"), (0, top))
    return made


def _most(image: Image.Image) -> float:
    most = image.getextrema()[1]
    assert isinstance(most, int | float)
    return most


def _parted(image: Image.Image) -> Decoded:
    """Colours and opacity of a picture apart."""
    if image.mode in {"P", "PA"}:
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    if image.mode not in {"LA", "RGBA"}:
        return Decoded(image, None)
    opacity = image.getchannel("A")
    colours = image.getchannel("L") if image.mode == "LA" else image.convert("RGB")
    return Decoded(colours, None if opacity.getextrema()[0] == _OPAQUE else opacity)


def on_paper(image: Image.Image, opacity: Image.Image) -> Image.Image:
    """A separated picture laid on paper: on nothing in CMYK, on white in grey; line art of one bit becomes grey."""
    if image.mode == "1":
        image = image.convert("L")
    paper = Image.new(image.mode, image.size, _OPAQUE if image.mode == "L" else 0)
    return Image.composite(image, paper, opacity)


def both(one: Image.Image | None, other: Image.Image | None) -> Image.Image | None:
    """Two opacities, one over the other."""
    if one is None or other is None:
        return one or other
    return ImageChops.multiply(one, other)
