"""``|`` in a headline: where its editor lets it be broken. Not printed; behind a backslash it is."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

_MARKS: Final = "|｜"
_ESCAPE: Final = "\\"


class Marked(Struct, frozen=True):
    """A text without its marks: ``marks`` are offsets of the characters a new line may begin with, ascending.

    ``kept`` are the offsets its characters had when it was typed.
    """

    text: str
    marks: tuple[int, ...]
    kept: tuple[int, ...]


def without_marks(typed: str) -> Marked:
    """Take the marks out of a text. A mark before its first character or behind its last allows nothing."""
    kept: list[int] = []
    marks: list[int] = []
    index = 0
    while index < len(typed):
        if typed[index] == _ESCAPE and typed[index + 1 : index + 2] in set(_MARKS):
            index += 1
        elif typed[index] in _MARKS:
            marks.append(len(kept))
            index += 1
            continue
        kept.append(index)
        index += 1
    text = "".join(typed[at] for at in kept)
    inner = (at for at in sorted(set(marks)) if text[:at].strip() and text[at:].strip())
    return Marked(text, tuple(inner), tuple(kept))
