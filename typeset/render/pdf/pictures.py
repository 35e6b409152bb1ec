"""Pictures as image objects of a PDF.

JPEG files and pages of PDF files are placed untouched; all other formats are decoded and written as plain samples: one bit stays one
bit, grey stays grey, transparency is laid on white, 16 bits become 8. Colour management is not done here;
:func:`image_of` is the one place that chooses the colour space, and the one to change for it.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageOps

from typeset.render import Assets
from typeset.render.pdf.objects import Document, Reference, Stream, Value, name

_ORIENTATION: Final = 0x0112
_SPACES: Final[Mapping[str, str]] = {
    "1": "DeviceGray",
    "L": "DeviceGray",
    "RGB": "DeviceRGB",
    "CMYK": "DeviceCMYK",
}
# JPEG files with several pictures (MPO, as some cameras write) begin with an ordinary one.
_JPEG: Final = frozenset({"JPEG", "MPO"})
# Where the signature of a PDF may stand.
_HEAD: Final = 1024
_SIXTEEN_TO_EIGHT: Final = 1 / 257


class PictureError(ValueError):
    """A picture file that cannot be placed; ``args`` are its name and the reason."""


@dataclass(frozen=True, slots=True)
class PictureImage:
    """Samples of a picture as they go into the PDF.

    ``orientation`` is the EXIF value, 1 to 8, that is still to be honoured by whoever places the picture.
    ``inverted`` says that a sample of 0 means full ink (Adobe's CMYK JPEG).
    """

    width: int
    height: int
    space: str
    bits: int
    data: bytes
    is_jpeg: bool = False
    inverted: bool = False
    orientation: int = 1


@dataclass(frozen=True, slots=True)
class EmbeddedPicture:
    """A picture as the content of pages uses it: its resource name, the object, and its EXIF orientation."""

    key: str
    image: Reference
    orientation: int


class PictureShelf:
    """The pictures of one document; each distinct one is put into it once, whatever its files are called."""

    def __init__(self, document: Document, assets: Assets) -> None:
        self._document = document
        self._assets = assets
        self._by_file: dict[str, EmbeddedPicture] = {}
        self._by_content: dict[bytes, EmbeddedPicture] = {}

    def take(self, file: str) -> EmbeddedPicture:
        """The picture of a file, embedded when it is asked for the first time.

        Raises:
            PictureError: when the file cannot be read as a picture.
        """
        picture = self._by_file.get(file)
        if picture is None:
            data = self._assets(file)
            digest = hashlib.sha256(data).digest()
            picture = self._by_content.get(digest) or self._embed(file, data)
            self._by_file[file] = self._by_content[digest] = picture
        return picture

    def _embed(self, file: str, data: bytes) -> EmbeddedPicture:
        key = f"P{len(self._by_content) + 1}"
        if data[:_HEAD].lstrip().startswith(b"%PDF-"):
            from typeset.render.pdf.forms import add_form

            try:
                return EmbeddedPicture(key, add_form(self._document, data), 1)
            except ValueError as error:
                raise PictureError(file, str(error)) from error
        try:
            image = image_of(data)
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
            raise PictureError(file, str(error)) from error
        reference = self._document.add(_image_object(image))
        return EmbeddedPicture(key, reference, image.orientation)


def image_of(data: bytes) -> PictureImage:
    """The samples of a picture file and their colour space.

    Raises:
        OSError, ValueError, SyntaxError: when Pillow cannot read it.
    """
    with warnings.catch_warnings():
        # A page of a newspaper at 1200 dpi is no bomb.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        with Image.open(io.BytesIO(data)) as picture:
            if picture.format in _JPEG and picture.mode in _SPACES:
                return _jpeg(picture, data)
            return _samples(picture)


def _jpeg(picture: Image.Image, data: bytes) -> PictureImage:
    return PictureImage(
        width=picture.width,
        height=picture.height,
        space=_SPACES[picture.mode],
        bits=8,
        data=data,
        is_jpeg=True,
        inverted=picture.mode == "CMYK" and "adobe" in picture.info,
        orientation=picture.getexif().get(_ORIENTATION, 1),
    )


def _samples(picture: Image.Image) -> PictureImage:
    upright = _plain(ImageOps.exif_transpose(picture))
    return PictureImage(
        width=upright.width,
        height=upright.height,
        space=_SPACES[upright.mode],
        bits=1 if upright.mode == "1" else 8,
        data=upright.tobytes(),
    )


def _plain(picture: Image.Image) -> Image.Image:
    """The picture in one of the modes a PDF takes as they are, on white where it was transparent."""
    if picture.has_transparency_data:
        return _on_white(picture)
    if picture.mode in _SPACES:
        return picture
    if picture.mode.startswith("I"):
        return picture.convert("I").point(lambda value: value * _SIXTEEN_TO_EIGHT).convert("L")
    return picture.convert("L" if picture.mode == "F" else "RGB")


def _on_white(picture: Image.Image) -> Image.Image:
    layer = picture.convert("RGBA")
    flat = Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer)
    grey = picture.mode in {"LA", "La", "L", "1"}
    return flat.convert("L" if grey else "RGB")


def _image_object(image: PictureImage) -> Stream:
    entries: dict[str, Value] = {
        "Type": name("XObject"),
        "Subtype": name("Image"),
        "Width": image.width,
        "Height": image.height,
        "ColorSpace": name(image.space),
        "BitsPerComponent": image.bits,
    }
    if image.is_jpeg:
        entries["Filter"] = name("DCTDecode")
    if image.inverted:
        entries["Decode"] = "[ 1 0 1 0 1 0 1 0 ]"
    return Stream(image.data, compress=not image.is_jpeg, **entries)
