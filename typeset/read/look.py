"""How a character of a paragraph in the making looks, and which annotations it carries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.model.annotation import InlinePicture, Mark
from typeset.model.reference import Reference
from typeset.model.story import Emphasis


class TypedPicture(Struct, frozen=True):
    """A picture as it was typed: file, caption, what stood in braces, and the offsets of these in the block.

    ``strong`` are the stretches of the caption that were set off, first and last (excluded); ``references`` the offsets
    of its references in the block.
    """

    file: str
    caption: str
    attributes: str
    at: int
    attributes_at: int
    open_brace: bool
    strong: tuple[tuple[int, int], ...] = ()
    references: tuple[int, ...] = ()


class Marking(Struct, frozen=True):
    """One annotation, carried by every character it belongs to; ``at`` is its place in the block and tells it apart.

    ``ruby`` is what is set over the characters, ``picture`` what the one character stands for, ``shown`` the same
    when its file has been found. ``place`` is the line and column of ``at``.
    """

    mark: Mark
    at: int
    ruby: str = ""
    place: tuple[int, int] = (0, 0)
    picture: TypedPicture | None = None
    shown: InlinePicture | None = None


class Look(Struct, frozen=True):
    """Everything about a character that is not its text. ``style`` is a style asked for by name, at ``style_at`` of the block.

    ``style_place`` is the line and column of that. A character that ``refers`` to stories stands for their pages.
    """

    emphasis: Emphasis = Emphasis.NONE
    style: str = ""
    style_at: int = 0
    style_place: tuple[int, int] = (0, 0)
    note_mark: bool = False
    refers: Reference | None = None
    markings: tuple[Marking, ...] = ()

    def marked(self, *markings: Marking) -> Look:
        """The look with more markings."""
        return replace(self, markings=(*self.markings, *markings))

    def placed(self, place_of: Callable[[int], tuple[int, int]]) -> Look:
        """The look with lines and columns for its offsets in the block."""
        if not self.style and not self.markings:
            return self
        markings = tuple(replace(marking, place=place_of(marking.at)) for marking in self.markings)
        return replace(self, style_place=place_of(self.style_at), markings=markings)


PLAIN: Final = Look()
