"""What the content of one page names: fonts, pictures, plates of spot colours; by their names there and in the document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from msgspec import Struct

from typeset.model.placed import PlacedPicture
from typeset.model.style import Colour
from typeset.render.pdf.fonts import EmbeddedFace
from typeset.render.pdf.objects import Reference
from typeset.render.pdf.pictures import EmbeddedPicture


class Pictures(Protocol):
    """The pictures of a document."""

    def take(self, placed: PlacedPicture, /) -> EmbeddedPicture:
        """The picture that is placed, embedded when it is asked for the first time."""


class Spots(Protocol):
    """The plates of spot colours of a document."""

    def space(self, colour: Colour, /) -> tuple[str, Reference]:
        """The resource name and the colour space of a spot colour."""


class Named(Struct, frozen=True, eq=False):
    """What a page named, in the order in which it did: fonts by role and name; pictures and spot colours with what it was told of them."""

    fonts: tuple[tuple[str, str], ...]
    others: tuple[tuple[PlacedPicture | Colour, object], ...]


class Resources:
    """What one page asks of its document; the document has it from then on."""

    def __init__(self, faces: Mapping[str, EmbeddedFace], pictures: Pictures, spots: Spots) -> None:
        self.faces = faces
        self._pictures = pictures
        self._spots = spots
        self._fonts: dict[str, tuple[str, Reference]] = {}
        self._images: dict[tuple[str, bool, str], tuple[PlacedPicture, EmbeddedPicture]] = {}
        self._spaces: dict[Colour, tuple[str, Reference]] = {}
        self._others: list[tuple[PlacedPicture | Colour, object]] = []

    def font(self, role: str, name: str) -> None:
        """A font of a face is used."""
        if name not in self._fonts:
            self._fonts[name] = role, self.faces[role].fonts[name]

    def picture(self, placed: PlacedPicture) -> EmbeddedPicture:
        """The picture that is placed."""
        asked = placed.file, placed.grey, placed.mask
        if asked not in self._images:
            taken = self._pictures.take(placed)
            self._images[asked] = placed, taken
            self._others.append((placed, taken.told))
        return self._images[asked][1]

    def space(self, colour: Colour) -> str:
        """The resource name of a spot colour."""
        if colour not in self._spaces:
            self._spaces[colour] = self._spots.space(colour)
            self._others.append((colour, self._spaces[colour][0]))
        return self._spaces[colour][0]

    def named(self) -> Named:
        """All that was asked for."""
        return Named(tuple((role, name) for name, (role, _) in self._fonts.items()), tuple(self._others))

    def again(self, named: Named) -> bool:
        """Ask for all that a page named before; whether it is told the same."""
        for asked, told in named.others:
            if isinstance(asked, Colour):
                now: object = self.space(asked)
            else:
                now = self.picture(asked).told
            if now != told:
                return False
        for role, name in named.fonts:
            self.font(role, name)
        return True

    def entries(self) -> dict[str, Mapping[str, Reference]]:
        """What the resource dictionary names, kind by kind."""
        named = {
            "Font": {name: font for name, (_, font) in self._fonts.items()},
            "XObject": {picture.key: picture.image for _, picture in self._images.values()},
            "ColorSpace": dict(self._spaces.values()),
        }
        return {kind: found for kind, found in named.items() if found}
