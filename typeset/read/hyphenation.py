"""Dictionaries of hyphenation, read by the library pyphen when it is installed; Western words only.

The only place that knows the library. What it finds is handed to the setter as a plain function, so that the room
``text`` reads no files.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyphen import Pyphen


def languages() -> tuple[str, ...] | None:
    """The languages words can be divided in, as ``en_US``; None when the library is not installed."""
    try:
        import pyphen
    except ImportError:
        return None
    return tuple(sorted(pyphen.LANGUAGES))


@lru_cache(maxsize=4)
def _dictionary(language: str) -> Pyphen:
    import pyphen

    return pyphen.Pyphen(lang=language)


@lru_cache(maxsize=20_000)
def divided(language: str, word: str) -> tuple[int, ...]:
    """After how many of its letters a word may be divided; nowhere when its language has no dictionary here."""
    if language not in (languages() or ()):
        return ()
    return tuple(int(position) for position in _dictionary(language).positions(word))
