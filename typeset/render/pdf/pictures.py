"""Pictures as image objects of a PDF.

Pages of PDF files are placed untouched. Everything else comes from :mod:`typeset.repro`: in the inks of the press, as samples or
as a JPEG file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.model.placed import Item, Outline, PlacedPicture
from typeset.render import Assets
from typeset.render.pdf.needs import places_of
from typeset.render.pdf.objects import Document, PDFObject, Reference, Stream, Value, name
from typeset.repro import MILLION, BrokenPictureError, Prepared, PreparedPictures, Size, Wanted
from typeset.standing import LastRun

# Where the signature of a PDF may stand.
_HEAD: Final = 1024

# A file, whether it is printed in black alone, and the file of its mask.
_Asked = tuple[str, bool, str]
# The digest of a file, what is wanted of it, and its largest place; of a form the number of its first object too.
_Ready = tuple[bytes, Wanted, Size | None]
_Form = tuple[bytes, Wanted, Size | None, int]


class PictureError(ValueError):
    """A picture file that cannot be placed; ``args`` are its name and the reason."""


class EmbeddedPicture(Struct, frozen=True):
    """A picture as the content of pages uses it: its resource name, the object, its EXIF orientation, and what clips it.

    ``clip`` are operators in the unit square of the image, "" when all of it is shown; one that ``overflows`` draws outside that square.
    """

    key: str
    image: Reference
    orientation: int
    clip: str = ""
    overflows: bool = False

    @property
    def told(self) -> tuple[str, int, str, bool]:
        """All of it that content depends on."""
        return self.key, self.orientation, self.clip, self.overflows


AskedPicture = tuple[bytes, Wanted, Size | None]
"""The content of a picture file, what is wanted of it, and the largest place it has."""


def pictures_on(items: Sequence[Item], wanted: Wanted, assets: Assets) -> Iterator[AskedPicture]:
    """What a document of these items will ask for of pictures of pixels; files that are gone are left out."""
    places = places_of(items)
    for item in items:
        if isinstance(item, PlacedPicture):
            try:
                data = assets(item.file)
                mine = _wanted_of(item, wanted, assets)
            except OSError:
                continue
            if not _is_pdf(data):
                yield data, mine, places.get(item.file)


def _is_pdf(data: bytes) -> bool:
    return data[:_HEAD].lstrip().startswith(b"%PDF-")


def _wanted_of(placed: PlacedPicture, wanted: Wanted, assets: Assets) -> Wanted:
    mask = assets(placed.mask) if placed.mask else None
    if not placed.grey and mask is None:
        return wanted
    return replace(wanted, grey=placed.grey or wanted.grey, mask=mask)


class StandingPictures:
    """Pictures as they were put into the document of the run before.

    The digests of files are kept by the very object that holds their content; forms by their number: the objects of each name others of it.
    """

    def __init__(self) -> None:
        self._digests: LastRun[str, tuple[bytes, bytes]] = LastRun()
        self.ready: LastRun[_Ready, Prepared] = LastRun()
        self.forms: LastRun[_Form, tuple[Sequence[PDFObject], Reference]] = LastRun()

    def begin(self) -> None:
        """A document is begun."""
        for one in (self._digests, self.ready, self.forms):
            one.begin()

    def digest(self, file: str, data: bytes) -> bytes:
        """The digest of the content of a file."""
        known = self._digests.before(file)
        digest = known[1] if known is not None and known[0] is data else hashlib.sha256(data).digest()
        return self._digests.keep(file, (data, digest))[1]


class PictureShelf:
    """The pictures of one document; each distinct one is put into it once, whatever its files are called.

    ``places`` are the largest places of files (:class:`typeset.render.pdf.needs.Needs`), ``prepared`` those made ready already, ``standing`` those
    of the run before.
    """

    def __init__(
        self,
        document: Document,
        assets: Assets,
        wanted: Wanted,
        places: Mapping[str, Size],
        prepared: PreparedPictures,
        standing: StandingPictures,
    ) -> None:
        self._document = document
        self._assets = assets
        self._wanted = wanted
        self._places = places
        self._prepared = prepared
        self._standing = standing
        self._by_file: dict[_Asked, EmbeddedPicture] = {}
        self._by_content: dict[tuple[bytes, _Asked], EmbeddedPicture] = {}

    def take(self, placed: PlacedPicture) -> EmbeddedPicture:
        """The picture of a file, embedded when it is asked for the first time.

        Raises:
            PictureError: when the file cannot be read as a picture.
        """
        asked = placed.file, placed.grey, placed.mask
        picture = self._by_file.get(asked)
        if picture is None:
            data = self._assets(placed.file)
            digest = self._standing.digest(placed.file, data)
            content = digest, ("", placed.grey, placed.mask)
            picture = self._by_content.get(content) or self._embed(placed, data, digest)
            self._by_file[asked] = self._by_content[content] = picture
        return picture

    def _embed(self, placed: PlacedPicture, data: bytes, digest: bytes) -> EmbeddedPicture:
        file = placed.file
        key = f"P{len(self._by_content) + 1}"
        wanted, size = self._wanted_of(placed), self._places.get(file)
        if _is_pdf(data):
            try:
                return EmbeddedPicture(key, self._form(data, digest, wanted, size), 1, overflows=True)
            except ValueError as error:
                raise PictureError(file, str(error)) from error
        try:
            image = self._standing.ready.take(
                (digest, wanted, size), lambda: self._prepared.take(data, wanted, size)
            )
        except BrokenPictureError as error:
            raise PictureError(file, error.args[1]) from error
        return EmbeddedPicture(key, self._add(image), image.orientation, _clip(image.outline or ()))

    def _form(self, data: bytes, digest: bytes, wanted: Wanted, size: Size | None) -> Reference:
        """A page of a PDF: copied, or as it was in the run before, where it has the same numbers."""
        from typeset.render.pdf.forms import add_form

        first = self._document.next_number
        asked = digest, wanted, size, first
        known = self._standing.forms.before(asked)
        if known is None:
            reference = add_form(self._document, data, wanted, self._prepared, size)
            known = self._document.objects_from(first), reference
        else:
            for thing in known[0]:
                self._document.add(thing)
        return self._standing.forms.keep(asked, known)[1]

    def _wanted_of(self, placed: PlacedPicture) -> Wanted:
        return _wanted_of(placed, self._wanted, self._assets)

    def _add(self, image: Prepared) -> Reference:
        entries: dict[str, Value] = _entries(image)
        if image.soft_mask is not None:
            entries["SMask"] = self._document.add(_soft_mask(image, image.soft_mask))
        return self._document.add(Stream(image.data, compress=False, **entries))


def _entries(image: Prepared) -> dict[str, Value]:
    entries: dict[str, Value] = {
        "Type": name("XObject"),
        "Subtype": name("Image"),
        "Width": image.width,
        "Height": image.height,
        "ColorSpace": name(image.space),
        "BitsPerComponent": image.bits,
        "Filter": name("DCTDecode" if image.is_jpeg else "FlateDecode"),
    }
    if image.inverted:
        entries["Decode"] = "[ 1 0 1 0 1 0 1 0 ]"
    return entries


def _soft_mask(image: Prepared, opacity: bytes) -> Stream:
    """How opaque the image is (ISO 32000-1, 11.6.5.3)."""
    return Stream(
        opacity,
        compress=False,
        Filter=name("FlateDecode"),
        Type=name("XObject"),
        Subtype=name("Image"),
        Width=image.width,
        Height=image.height,
        ColorSpace=name("DeviceGray"),
        BitsPerComponent=8,
    )


def _clip(outlines: Iterable[Outline]) -> str:
    """A clipping path in the unit square of an image, whose y runs upwards; holes are where outlines overlap."""
    operators = [operator for outline in outlines for operator in _outline(outline)]
    return "\n".join([*operators, "W* n"]) if operators else ""


def _outline(outline: Outline) -> Iterable[str]:
    yield f"{_point(*outline.start)} m"
    for segment in outline.segments:
        yield " ".join(_point(x, y) for x, y in segment) + (" c" if len(segment) > 1 else " l")
    yield "h"


def _point(x: int, y: int) -> str:
    return f"{_unit(x)} {_unit(MILLION - y)}"


def _unit(millionths: int) -> str:
    return f"{millionths / MILLION:.6f}".rstrip("0").rstrip(".") or "0"
