"""Small pictures of picture files, as data URIs, so that a report is one file."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from typing import Final

from PIL import Image, ImageOps

from typeset.repro import BrokenPictureError
from typeset.repro.opening import as_broken, opened

SIDE: Final = 320
"""The longer side of a thumbnail, in pixels, at most."""
_QUALITY: Final = 60

PictureBytes = Callable[[str], bytes | None]
"""Gives the content of a picture file by its name; None when it cannot be read."""


class Thumbnails:
    """Makes one of each file; every file is asked for and decoded once."""

    def __init__(self, pictures: PictureBytes) -> None:
        self._pictures = pictures
        self._made: dict[str, str | None] = {}

    def __call__(self, file: str) -> str | None:
        """The thumbnail of a file as a data URI; None for what is no picture, such as a placed PDF."""
        if file not in self._made:
            data = self._pictures(file)
            self._made[file] = None if data is None else thumbnail(data)
        return self._made[file]


def thumbnail(data: bytes) -> str | None:
    """A JPEG on white as a data URI; None when it is no picture or a broken one."""
    try:
        with opened(data) as picture, as_broken():
            image = picture.image
            image.draft("RGB", (SIDE, SIDE))
            image.thumbnail((SIDE, SIDE))
            return _jpeg(ImageOps.exif_transpose(image))
    except BrokenPictureError:
        return None


def _jpeg(image: Image.Image) -> str:
    if image.has_transparency_data:
        seen = image.convert("RGBA")
        ground = Image.new("RGBA", seen.size, "white")
        image = Image.alpha_composite(ground, seen)
    file = io.BytesIO()
    image.convert("RGB").save(file, "JPEG", quality=_QUALITY)
    return "data:image/jpeg;base64," + base64.b64encode(file.getvalue()).decode("ascii")
