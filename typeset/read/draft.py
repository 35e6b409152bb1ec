"""A paragraph in the making: what the readers of a body pass to each other."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from typeset.model.story import Role
from typeset.read.look import PLAIN, Look, TypedPicture
from typeset.read.tables import TypedCell
from typeset.source import Span

Place = tuple[int, int]
"""A line and a column, both counted from 1."""


def line_of(first: Place, count: int) -> list[Place]:
    """The places of characters that stand one behind the other in a line."""
    line, column = first
    return [(line, at) for at in range(column, column + count)]


class PlacedPicture(Struct, frozen=True):
    """A picture as it was typed, its place, and how offsets of its block become places."""

    typed: TypedPicture
    span: Span
    place_of: Callable[[int], Place]

    def attribute_place(self, offset: int) -> Place:
        """The line and column of an offset into what stood in its braces."""
        return self.place_of(self.typed.attributes_at + offset)


class Draft(Struct, frozen=True):
    """A paragraph in the making: characters, their looks, and the line and column of each.

    ``cell`` when it is a cell of a table; ``file`` where it was written when that is not the story's own file;
    ``table_file`` when it stands for a table in a file of its own. Of verses ``verse`` is true, of the first of a stanza that follows
    another ``apart`` as well.
    """

    role: Role
    chars: list[str]
    looks: list[Look]
    places: list[Place]
    cell: TypedCell | None = None
    file: str = ""
    table_file: PlacedPicture | None = None
    verse: bool = False
    apart: bool = False

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(self.chars)

    @property
    def is_plain(self) -> bool:
        """Whether nothing is marked in it, as in most of the copy of a newspaper."""
        return self.looks.count(PLAIN) == len(self.looks)
