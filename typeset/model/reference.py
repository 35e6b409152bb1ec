"""References (参见): words of a text that name the pages of other stories, and what moves when they are rewritten."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from typeset.source import Span

PLACEHOLDER: Final = "〇"
"""What stands for the pages until they are known, and where there are none: the digit that is no page."""


class Reference(Struct, frozen=True):
    """What is referred to: the pages on which stories begin or, as a ``whole``, all pages they stand on."""

    stories: tuple[str, ...]
    whole: bool = False


class Mention(Struct, frozen=True):
    """A reference in a text of one style, such as a deck or a caption: its characters ``first`` to ``last`` (excluded)."""

    first: int
    last: int
    refers: Reference
    span: Span


class Rewriting(Struct, frozen=True):
    """Stretches of a text, ascending, each with first and last (excluded) and how many characters stand there now."""

    stretches: tuple[tuple[int, int, int], ...]

    @classmethod
    def of(cls, stretches: Iterable[tuple[int, int, int]]) -> Rewriting:
        """The rewriting of these stretches."""
        return cls(tuple(stretches))

    def moved(self, offset: int) -> int:
        """Where a place between two characters is after the rewriting; one inside a stretch stays inside it."""
        by = 0
        for first, last, length in self.stretches:
            if offset >= last:
                by += length - (last - first)
            elif offset > first:
                return first + by + min(offset - first, length)
        return offset + by
