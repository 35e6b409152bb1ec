"""Brackets of YAML, scanned without parsing: which one is left open, and what stands outside of quotes.

For text the parser has refused; it need not be right about everything YAML allows, only about what people type.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

_OPENS: Final = {"[": "]", "{": "}"}
_BEFORE_VALUE: Final = frozenset("[{,:-\n")


class Brackets(Struct, frozen=True):
    """What a scan found: the offset of a bracket that is not closed, or None."""

    unclosed: int | None


def brackets(text: str, first: int) -> Brackets:
    """Follow the brackets from the one at ``first`` to its end, or to the end of the text."""
    opened: list[int] = []
    for begin, end in outside_quotes(text, first, len(text)):
        for at in range(begin, end):
            char = text[at]
            if char in _OPENS:
                opened.append(at)
            elif char in _OPENS.values():
                if not opened or _OPENS[text[opened[-1]]] != char:
                    return Brackets(opened[-1] if opened else None)
                opened.pop()
                if not opened:
                    return Brackets(None)
    return Brackets(opened[-1] if opened else None)


def outside_quotes(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The stretches between two offsets that are neither quoted nor a comment."""
    begin = at = first
    while at < last:
        char = text[at]
        if char == "#" and text[at - 1 : at].isspace():
            end = text.find("\n", at)
        elif char in "\"'" and text[first:at].rstrip(" \t")[-1:] in _BEFORE_VALUE:
            end = _quote_end(text, at)
        else:
            at += 1
            continue
        yield begin, at
        begin = at = end if end >= 0 else last
    yield begin, last


def _quote_end(text: str, at: int) -> int:
    """The offset behind a quoted text; -1 when it never ends."""
    quote, at = text[at], at + 1
    while at < len(text):
        if quote == '"' and text[at] == "\\":
            at += 2
        elif text[at] != quote:
            at += 1
        elif quote == "'" and text[at + 1 : at + 2] == "'":
            at += 2
        else:
            return at + 1
    return -1
