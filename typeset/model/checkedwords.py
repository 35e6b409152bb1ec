"""The words of an issue as the rate of editing errors (编校差错率) counts them."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

_WORDS: Final = 10_000
_MOST: Final = 3
_TENTHS: Final = 10


class PageWords(Struct, frozen=True):
    """One page: ``full`` when type covered all of its type area, ``pictures`` what of that its pictures are not counted for."""

    page: int
    full: int
    pictures: int = 0

    @property
    def words(self) -> int:
        """Its words."""
        return max(self.full - self.pictures, 0)


class CheckedWords(Struct, frozen=True):
    """The words of an issue, page by page."""

    pages: tuple[PageWords, ...] = ()

    @property
    def total(self) -> int:
        """The words of all pages."""
        return sum(page.words for page in self.pages)

    @property
    def most_errors(self) -> float:
        """Editing errors the issue may have, in tenths as the least error counts: three in ten thousand words (2020)."""
        return self.total * _MOST * _TENTHS // _WORDS / _TENTHS
