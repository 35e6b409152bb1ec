"""Opens picture files that may be damaged or made to harm: bounded in pixels, in memory and in what raises."""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct
from PIL import (
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

MAX_PIXELS: Final = 200_000_000
# Readers that are asked: no format that runs a program (EPS) or is seldom tested.
_FORMATS: Final = tuple(
    plugin.format
    for plugin in (
        JpegImagePlugin.JpegImageFile,
        PngImagePlugin.PngImageFile,
        TiffImagePlugin.TiffImageFile,
        WebPImagePlugin.WebPImageFile,
        GifImagePlugin.GifImageFile,
        BmpImagePlugin.BmpImageFile,
    )
)
_ORIENTATION: Final = 0x0112
_ORIENTATIONS: Final = range(1, 9)
_PHOTOSHOP: Final = 34377
_BITS: Final = 258
_PNG_BITS_AT: Final = 24
_DEEP: Final = 16


class BrokenPictureError(ValueError):
    """A picture that cannot be placed; ``args`` are the reason in Chinese and in English."""


class Opened(Struct, frozen=True):
    """A picture file whose head has been read. ``image`` is not decoded yet.

    ``orientation`` is its EXIF value, 1 where that is damaged. ``profile`` is its embedded profile, b"" for none, ``deep``
    says that it has 16 bits a sample, ``photoshop`` are its 8BIM resources.
    """

    image: Image.Image
    is_jpeg: bool
    orientation: int
    profile: bytes
    deep: bool
    photoshop: bytes


@contextlib.contextmanager
def opened(data: bytes) -> Iterator[Opened]:
    """The picture a file holds, the first one of several; whatever goes wrong with it inside is a broken picture.

    Raises:
        BrokenPictureError: when it is none, too large, or damaged.
    """
    with contextlib.ExitStack() as stack:
        stack.enter_context(as_broken())
        stack.enter_context(our_limit())
        image = stack.enter_context(Image.open(io.BytesIO(data), formats=_FORMATS))
        if image.width * image.height > MAX_PIXELS:
            raise _too_large()
        yield Opened(
            image=image,
            is_jpeg=image.format in {"JPEG", "MPO"},
            orientation=_orientation(image),
            profile=_bytes(image.info.get("icc_profile")),
            deep=_is_deep(image, data),
            photoshop=_photoshop(image),
        )


@contextlib.contextmanager
def our_limit() -> Iterator[None]:
    """Inside, Pillow refuses pictures of more than :data:`MAX_PIXELS`, and warns of none.

    Its own limit is lower than a page at 1200 dots an inch needs, and a setting of the whole process: it is put back.
    """
    usual = Image.MAX_IMAGE_PIXELS
    # It refuses what is more than twice this.
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS // 2
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        Image.MAX_IMAGE_PIXELS = usual


@contextlib.contextmanager
def as_broken() -> Iterator[None]:
    """Whatever is raised inside means that the picture is broken.

    Raises:
        BrokenPictureError: instead of what was raised.
    """
    try:
        yield
    except BrokenPictureError:
        raise
    except (Image.DecompressionBombError, MemoryError):
        raise _too_large() from None
    except UnidentifiedImageError:
        raise BrokenPictureError("不是图片", "it is no picture") from None
    # Pillow's readers raise whatever their parsing stumbles over.
    except Exception as error:
        if "truncated" in str(error):
            raise BrokenPictureError("文件不完整", "it is truncated") from error
        raise BrokenPictureError("文件已损坏", "it is damaged") from error


def _too_large() -> BrokenPictureError:
    limit = MAX_PIXELS // 1_000_000
    return BrokenPictureError(
        f"太大，最多 {limit} 百万像素", f"it is too large; {limit} million pixels are the limit"
    )


def _orientation(image: Image.Image) -> int:
    if image.format == "TIFF":
        # Pillow turns these upright itself when it decodes them, and gives their size as it is seen.
        return 1
    try:
        found: Any = image.getexif().get(_ORIENTATION, 1)
    # A picture with a damaged note about itself is still a picture.
    except Exception:
        return 1
    return found if found in _ORIENTATIONS else 1


def _is_deep(image: Image.Image, data: bytes) -> bool:
    if image.format == "PNG":
        return data[_PNG_BITS_AT] == _DEEP
    if image.format == "TIFF":
        bits: Any = getattr(image, "tag_v2", {}).get(_BITS, ())
        return any(n >= _DEEP for n in (bits if isinstance(bits, tuple) else (bits,)))
    return False


def _photoshop(image: Image.Image) -> bytes:
    """8BIM resources: of a TIFF in a tag of their own, of a JPEG in parts after each other (Adobe TIFF and PSD specifications)."""
    if image.format == "TIFF":
        return _bytes(getattr(image, "tag_v2", {}).get(_PHOTOSHOP))
    head = b"Photoshop 3.0\0"
    parts = (
        content
        for marker, content in getattr(image, "applist", ())
        if marker == "APP13" and content.startswith(head)
    )
    return b"".join(part[len(head) :] for part in parts)


def _bytes(value: object) -> bytes:
    """Bytes, as Pillow gives those of a tag: by themselves, or alone in a tuple."""
    alone = value[0] if isinstance(value, tuple) and len(value) == 1 else value
    return alone if isinstance(alone, bytes) else b""
