"""Pixels an inch in a picture's place, and how many are kept: resampling, in bounded memory, never to more than there are."""

from __future__ import annotations

from typing import Final

from PIL import Image

from typeset.repro.wanted import Size

INCH: Final = 72_000
"""An inch in thousandths of a point."""
# Resampling costs sharpness and the file its identity, so a picture may have this much more, in tenths.
_SPARED: Final = 15
# No picture of a newspaper page has use for more than this many bytes of samples, whatever its place.
_MOST_BYTES: Final = 160_000_000
_STRIP_BYTES: Final = 16_000_000
# Reducing by whole pixels goes first where the picture stays this much larger than wanted; the filter does the rest.
_COARSE: Final = 2
_HALF: Final = 128
_ONE_BYTE: Final = frozenset({"1", "L", "P"})


def effective_ppi(pixels: tuple[int, int], size: Size) -> int:
    """Pixels an inch of a picture of so many pixels in its place, in the direction that has fewer."""
    return min(n * INCH // max(1, length) for n, length in zip(pixels, size, strict=True))


def wanted_pixels(image: Image.Image, size: Size | None, ppi: int) -> tuple[int, int]:
    """How many pixels are kept of a picture: all, or as many as the press uses where it has more than one and a half times that."""
    pixels = image.size
    if size is not None and effective_ppi(pixels, size) * 10 > ppi * _SPARED:
        wide, high = (-(-length * ppi // INCH) for length in size)
        pixels = min(pixels[0], max(1, wide)), min(pixels[1], max(1, high))
    while pixels[0] * pixels[1] * _weight(image) > _MOST_BYTES:
        pixels = max(1, pixels[0] // 2), max(1, pixels[1] // 2)
    return pixels


def _weight(image: Image.Image) -> int:
    """Bytes of a pixel in memory."""
    return 1 if image.mode in _ONE_BYTE else 4


def resampled(image: Image.Image, pixels: tuple[int, int]) -> Image.Image:
    """The picture with so many pixels, none of which may be more than it has; line art of one bit stays that."""
    if image.size == pixels:
        return image
    # One so large must become small at once: a second one half as fine would not fit beside it.
    coarse = 1 if image.width * image.height * _weight(image) > _MOST_BYTES else _COARSE
    factor = max(1, min(n // (coarse * wanted) for n, wanted in zip(image.size, pixels, strict=True)))
    smaller = _reduced(image, factor)
    made = smaller.resize(pixels, Image.Resampling.LANCZOS)
    return made.point(_black_or_white, "1") if image.mode == "1" else made


def _black_or_white(level: int) -> int:
    return 255 if level >= _HALF else 0


def _reduced(image: Image.Image, factor: int) -> Image.Image:
    """The picture by whole pixels smaller, its colours out of their palette, some rows at a time."""
    rows = max(1, _STRIP_BYTES // (4 * max(1, image.width)) // factor) * factor
    if factor == 1 and image.mode not in {"1", "P", "PA"}:
        return image
    first = _open_mode(image)
    made = Image.new(first, (-(-image.width // factor), -(-image.height // factor)))
    for top in range(0, image.height, rows):
        strip = image.crop((0, top, image.width, min(top + rows, image.height))).convert(first)
        made.paste(strip.reduce(factor), (0, top // factor))
    return made


def _open_mode(image: Image.Image) -> str:
    """The mode in which means of pixels can be taken."""
    if image.mode in {"P", "PA"}:
        return "RGBA" if image.has_transparency_data else "RGB"
    return {"1": "L", "I;16": "I", "I;16B": "I", "I;16L": "I"}.get(image.mode, image.mode)
