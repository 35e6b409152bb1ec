"""What is set over, under or round some characters of a paragraph, and pictures that stand among them.

Annotations are told by the offsets of the characters they belong to, not by runs: a box round a name stays one box
when half of the name is bold.
"""

from __future__ import annotations

import enum
from typing import Final

from msgspec import Struct, field

from typeset.source import Span

PICTURE_CHARACTER: Final = "\ufffc"
"""The one character of a paragraph's text that an inline picture takes (OBJECT REPLACEMENT CHARACTER)."""


class Mark(enum.Enum):
    """The kinds of annotation (clreq.md §9)."""

    DOTS = "dots"
    BOXED = "boxed"
    UNDERLINE = "underline"
    RUBY = "ruby"
    PICTURE = "picture"


class InlinePicture(Struct, frozen=True):
    """A small picture that stands in a line like a character.

    ``height`` is in thousandths of the line's size; ``pixels`` is (width, height) of the file.
    """

    file: str
    pixels: tuple[int, int]
    kind: str
    height: int = 1000

    @property
    def width(self) -> int:
        """Its width in thousandths of the line's size, by its proportions."""
        return max(1, self.height * self.pixels[0] // max(self.pixels[1], 1))


class Annotation(Struct, frozen=True):
    """One annotation of the characters ``first`` to ``last`` (excluded) of a paragraph.

    ``ruby`` is the text set over them, for RUBY; ``picture`` what their one character stands for, for PICTURE.
    ``span`` is where the markup, or the text of the ruby, was written.
    """

    mark: Mark
    first: int
    last: int
    ruby: str = ""
    picture: InlinePicture | None = None
    span: Span = field(default_factory=lambda: Span(""))
