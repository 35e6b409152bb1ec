"""Image objects of a placed PDF: in the inks of the press, through filters a plate maker knows (print.md §1, "Filters")."""

from __future__ import annotations

import io
from typing import Any, Final

import pikepdf
from PIL import Image

from typeset.flate import Effort, flate
from typeset.plates.spacefinder import SpaceFinder
from typeset.plates.spaces import Space
from typeset.plates.streams import decoded, filters_of
from typeset.plates.values import entry, numbers, whole, yes
from typeset.render.pdf.adcontent import NotConvertibleError
from typeset.render.pdf.adinks import AdInks
from typeset.repro import BrokenPictureError, PreparedPictures

_FINE: Final = frozenset(
    {"FlateDecode", "DCTDecode", "CCITTFaxDecode", "RunLengthDecode", "ASCII85Decode", "ASCIIHexDecode"}
)
_PROFILE_LIMIT: Final = 4_000_000
_MOST_PIXELS: Final = 100_000_000
_INK_SPACES: Final = {1: b"/DeviceGray", 4: b"/DeviceCMYK"}

MadeImage = tuple[dict[bytes, bytes], bytes]
"""The entries of an image object and its data, already through its filter."""


def image_of(
    thing: pikepdf.Stream, inks: AdInks, finder: SpaceFinder, prepared: PreparedPictures
) -> MadeImage | None:
    """The image anew; None where it may stay as it is, or with another name for its colour space (:func:`renamed`).

    Raises:
        NotConvertibleError: when it cannot be decoded, or is masked by its colours.
    """
    if yes(entry(thing, "/ImageMask")):
        return None if set(filters_of(thing)) <= _FINE else _stencil(thing)
    space = finder.of(entry(thing, "/ColorSpace"), None)
    wrong_filter = not set(filters_of(thing)) <= _FINE
    if space is not None and not wrong_filter and (inks.keeps(space) or _is_ink(space, inks)):
        return None
    if isinstance(entry(thing, "/Mask"), pikepdf.Array):
        raise NotConvertibleError("an image masked by its colours")
    if not _has_usual_decode(thing, space):
        raise NotConvertibleError("an image with colours stretched")
    try:
        made = prepared.take(_as_file(thing, space), inks.wanted, None)
    except (
        BrokenPictureError,
        pikepdf.PdfError,
        OSError,
        ValueError,
        NotImplementedError,
        AttributeError,
        TypeError,
    ) as error:
        raise NotConvertibleError("an image that cannot be decoded") from error
    entries = {
        b"/Type": b"/XObject",
        b"/Subtype": b"/Image",
        b"/Width": str(made.width).encode(),
        b"/Height": str(made.height).encode(),
        b"/BitsPerComponent": str(made.bits).encode(),
        b"/ColorSpace": f"/{made.space}".encode(),
        b"/Filter": b"/DCTDecode" if made.is_jpeg else b"/FlateDecode",
    }
    if made.inverted:
        entries[b"/Decode"] = b"[ 1 0 1 0 1 0 1 0 ]"
    return entries, made.data


def renamed(thing: pikepdf.Stream, inks: AdInks, finder: SpaceFinder) -> bytes | None:
    """The plain name for the space of an image that has its ink through a profile; None where it stays."""
    space = finder.of(entry(thing, "/ColorSpace"), None)
    if space is None or inks.keeps(space) or not _is_ink(space, inks):
        return None
    return _INK_SPACES[space.components]


def _is_ink(space: Space, inks: AdInks) -> bool:
    """Whether samples are amounts of ink already, whatever profile is laid over them."""
    if inks.wanted.black_only:
        return space.components == 1 and space.family in {"DeviceGray", "ICCBased", "CalGray"}
    return (
        space.family in {"DeviceGray", "DeviceCMYK", "ICCBased", "CalGray"}
        and space.components in _INK_SPACES
    )


def _has_usual_decode(thing: pikepdf.Stream, space: Space | None) -> bool:
    given = numbers(entry(thing, "/Decode"), 64)
    bits = whole(entry(thing, "/BitsPerComponent"), 8)
    return not given or (space is not None and given == space.decode(bits))


def _as_file(thing: pikepdf.Stream, space: Space | None) -> bytes:
    """The image as a picture file with its profile."""
    if whole(entry(thing, "/Width")) * whole(entry(thing, "/Height")) > _MOST_PIXELS:
        raise NotConvertibleError("an image too large to be converted")
    opened: Any = pikepdf.PdfImage(thing)
    picture: Image.Image = opened.as_pil_image()
    while space is not None and space.family == "Indexed" and space.base is not None:
        space = space.base
    profile = (
        decoded(space.profile, _PROFILE_LIMIT).data
        if space is not None and space.profile is not None
        else b""
    )
    file = io.BytesIO()
    picture.save(file, "TIFF" if picture.mode == "CMYK" else "PNG", icc_profile=profile or None)
    return file.getvalue()


def _stencil(thing: pikepdf.Stream) -> MadeImage:
    """A stencil mask out of a filter a plate maker need not know."""
    try:
        opened: Any = pikepdf.PdfImage(thing)
        picture: Image.Image = opened.as_pil_image().convert("1")
    except (pikepdf.PdfError, OSError, ValueError, NotImplementedError, AttributeError, TypeError) as error:
        raise NotConvertibleError("a stencil that cannot be decoded") from error
    entries = {
        b"/Type": b"/XObject",
        b"/Subtype": b"/Image",
        b"/ImageMask": b"true",
        b"/Width": str(picture.width).encode(),
        b"/Height": str(picture.height).encode(),
        b"/BitsPerComponent": b"1",
        b"/Filter": b"/FlateDecode",
    }
    if numbers(entry(thing, "/Decode"), 2) == (1.0, 0.0):
        entries[b"/Decode"] = b"[ 1 0 ]"
    return entries, flate(picture.tobytes(), Effort.PIXELS)
