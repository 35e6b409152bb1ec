"""Pictures made ready for the press: opened, cut down to what it uses, separated, held to its ink limit, written again.

A JPEG that is right already is passed through byte by byte.
"""

from __future__ import annotations

import io
from typing import Final

from PIL import Image

from typeset.flate import Effort, flate
from typeset.model.placed import Outline
from typeset.repro.clipping_path import outlines_in, turned
from typeset.repro.decoding import SIDEWAYS, Decoded, as_mask, both, decoded, on_paper
from typeset.repro.encoding import as_jpeg, is_photograph
from typeset.repro.inks import limited, most_ink
from typeset.repro.opening import Opened, as_broken, opened
from typeset.repro.resolution import effective_ppi, wanted_pixels
from typeset.repro.separating import Separator
from typeset.repro.wanted import Change, Did, Looked, Prepared, Size, Wanted

_SPACES: Final = {"1": "DeviceGray", "L": "DeviceGray", "CMYK": "DeviceCMYK"}
_JPEG_END: Final = b"\xff\xd9"
_TAIL: Final = 4096
# JPEG adds ink here and there; where the picture comes this near to the limit, what was written is read again.
_NEAR: Final = 12
# Pixels of a small picture along its longer side.
_FEW: Final = 240


def prepare(
    data: bytes, wanted: Wanted, size: Size | None = None, separator: Separator | None = None
) -> Prepared:
    """A picture file as the press wants it.

    Args:
        data: JPEG, PNG, TIFF, WebP, GIF or BMP; of several pictures the first.
        wanted: the press and the page.
        size: where the whole picture stands, its width and height as it is seen; None keeps its pixels.
        separator: one made for ``wanted``, to be used for many pictures.

    Raises:
        BrokenPictureError: when the file, or the mask, cannot be read as a picture.
    """
    with opened(data) as picture:
        stored = _as_stored(size, picture.orientation)
        ppi = None if stored is None else effective_ppi(picture.image.size, stored)
        pixels = wanted_pixels(
            picture.image, stored, wanted.line_ppi if picture.image.mode == "1" else wanted.ppi
        )
        work = _Work(picture, wanted, separator or Separator(wanted), ppi)
        if pixels == picture.image.size:
            passed = work.passed(data)
            if passed is not None:
                return passed
        return work.made(pixels)


def look(data: bytes, wanted: Wanted, size: Size | None = None, separator: Separator | None = None) -> Looked:
    """What preparing a picture will do to it, and a small picture of its inks: many times sooner than preparing it.

    The arguments and errors are those of :func:`prepare`. All of the file is read, so that damage is found; colours are converted of a picture with few
    pixels. Of one in CMYK, and of opacity, where single pixels decide, all are looked at. Where the profile of the press goes beyond its own ink limit, ink
    that RGB is converted to is told as means of a few pixels.
    """
    with opened(data) as picture:
        stored = _as_stored(size, picture.orientation)
        ppi = None if stored is None else effective_ppi(picture.image.size, stored)
        pixels = wanted_pixels(
            picture.image, stored, wanted.line_ppi if picture.image.mode == "1" else wanted.ppi
        )
        work = _Work(picture, wanted, separator or Separator(wanted), ppi)
        return work.looked(data, pixels)


def _as_stored(size: Size | None, orientation: int) -> Size | None:
    return (size[1], size[0]) if size is not None and orientation in SIDEWAYS else size


class _Work:
    """One picture on its way."""

    def __init__(self, picture: Opened, wanted: Wanted, separator: Separator, ppi: int | None) -> None:
        self._picture = picture
        self._wanted = wanted
        self._separator = separator
        self._ppi = ppi
        self._changes: list[Change] = []

    def passed(self, data: bytes) -> Prepared | None:
        """The file itself, when it is a JPEG that needs nothing done."""
        picture, image, wanted = self._picture, self._picture.image, self._wanted
        if not picture.is_jpeg or image.mode not in {"L", "CMYK"} or wanted.mask is not None:
            return None
        if image.mode == "CMYK" and wanted.black_only:
            return None
        if image.mode == "L" and self._separator.is_foreign(picture.profile):
            return None
        most = 100
        if image.mode == "CMYK" or _JPEG_END not in data[-_TAIL:]:
            image.load()
            most = most_ink(image)
        if image.mode == "CMYK" and most > wanted.ink_limit:
            return None
        return Prepared(
            width=image.width,
            height=image.height,
            space=_SPACES[image.mode],
            bits=8,
            data=data,
            is_jpeg=True,
            inverted=image.mode == "CMYK" and "adobe" in image.info,
            orientation=picture.orientation,
            outline=outlines_in(picture.photoshop),
            ppi=self._ppi,
            most_ink=most,
        )

    def looked(self, data: bytes, pixels: tuple[int, int]) -> Looked:
        """What is to be done to the picture so that it has so many pixels, done to few of them."""
        picture = self._picture
        passed = self.passed(data) if pixels == picture.image.size else None
        self._announce(pixels)
        bits = 1 if picture.image.mode == "1" else 8
        # One pixel decides whether CMYK is over the limit, and whether anything is transparent.
        one_decides = picture.image.mode == "CMYK" or picture.image.has_transparency_data
        part = decoded(picture, pixels if one_decides else _few(pixels))
        if passed is not None:
            return Looked((), bits, self._ppi, _small(part.image), outline=self._outline())
        image = part.image if part.image.mode == "CMYK" else _small(part.image)
        # As a photograph: its greys may take all inks, line art takes no more.
        made = _small(self._in_inks(image.convert("L") if bits == 1 else image, line_art=False))
        shown = self._shown(part)
        if shown is not None:
            shown = shown.resize(made.size, Image.Resampling.BOX)
        if shown is not None and not self._wanted.alpha:
            made, shown = on_paper(made, shown), None
        return Looked(tuple(self._changes), bits, self._ppi, made, shown, self._outline())

    def _announce(self, pixels: tuple[int, int]) -> None:
        """What is done to a picture whatever its colours."""
        if pixels != self._picture.image.size:
            self._changes.append(self._resampled(pixels))
        if self._picture.deep:
            self._changes.append(Change(Did.FROM_SIXTEEN_BITS))

    def made(self, pixels: tuple[int, int]) -> Prepared:
        """The picture decoded, converted and written anew, with so many pixels."""
        picture = self._picture
        self._announce(pixels)
        part = decoded(picture, pixels)
        photograph = picture.is_jpeg or is_photograph(part.image)
        made = self._in_inks(part.image, line_art=not photograph)
        shown = self._shown(part)
        if shown is not None and not self._wanted.alpha:
            made = on_paper(made, shown)
        data = self._jpeg(made) if photograph and (self._changes or picture.is_jpeg) else None
        return Prepared(
            width=made.width,
            height=made.height,
            space=_SPACES[made.mode],
            bits=1 if made.mode == "1" else 8,
            data=_packed(made) if data is None else data,
            is_jpeg=data is not None,
            inverted=data is not None and made.mode == "CMYK",
            soft_mask=_packed(shown) if shown is not None and self._wanted.alpha else None,
            outline=self._outline(),
            ppi=self._ppi,
            most_ink=most_ink(made),
            changes=tuple(self._changes),
        )

    def _resampled(self, pixels: tuple[int, int]) -> Change:
        if self._ppi is None:
            return Change(Did.RESAMPLED)
        return Change(
            Did.RESAMPLED, before=self._ppi, after=self._ppi * pixels[0] // self._picture.image.width
        )

    def _in_inks(self, image: Image.Image, *, line_art: bool) -> Image.Image:
        """The picture separated, within the ink limit."""
        if image.mode == "1":
            return image
        made, done = self._separator.separated(image, self._picture.profile, line_art=line_art)
        self._changes += done
        if made.mode != "CMYK":
            return made
        most, limit = most_ink(made), self._wanted.ink_limit
        if most <= limit:
            return made
        self._changes.append(Change(Did.INK_REDUCED, before=most, after=limit))
        return limited(made, limit)

    def _shown(self, part: Decoded) -> Image.Image | None:
        """What of the picture is shown: its opacity and the mask, None when all of it is."""
        if part.opacity is not None:
            self._changes.append(Change(Did.FLATTENED))
        if self._wanted.mask is None:
            return part.opacity
        self._changes.append(Change(Did.MASKED))
        with opened(self._wanted.mask) as mask:
            return both(part.opacity, as_mask(mask, part.image.size))

    def _jpeg(self, made: Image.Image) -> bytes | None:
        """The picture as JPEG; None where that would break the ink limit."""
        if made.mode == "1":
            return None
        data = as_jpeg(made)
        limit = self._wanted.ink_limit
        if made.mode == "CMYK" and most_ink(made) > limit - _NEAR:
            with Image.open(io.BytesIO(data)) as again, as_broken():
                again.load()
                if most_ink(again) > limit:
                    return None
        return data

    def _outline(self) -> tuple[Outline, ...] | None:
        found = outlines_in(self._picture.photoshop)
        return None if found is None else turned(found, self._picture.orientation)


def _few(pixels: tuple[int, int]) -> tuple[int, int]:
    """No more pixels than a small picture has, in the same proportions."""
    longest = max(pixels)
    if longest <= _FEW:
        return pixels
    return max(1, pixels[0] * _FEW // longest), max(1, pixels[1] * _FEW // longest)


def _small(image: Image.Image) -> Image.Image:
    """The picture with few pixels, each the mean of those it stands for."""
    pixels = _few(image.size)
    return image if pixels == image.size else image.resize(pixels, Image.Resampling.BOX)


def _packed(image: Image.Image) -> bytes:
    return flate(image.tobytes(), Effort.PIXELS)
