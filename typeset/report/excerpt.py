"""A line of an input file with a caret below the place to mend.

Han and full-width characters take two cells of a terminal, and a paragraph of a story is one long line: so the
line is cut to a window round the place, and the caret is led there by blanks of the same widths.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from msgspec import Struct

from typeset.patterns import regex
from typeset.source import Span

ELLIPSIS: Final = "…"
# Only what editors count as the end of a line; str.splitlines also breaks at form feeds and U+2028.
_LINE_END: Final = regex(r"\r\n|\r|\n")
WIDE_BLANK: Final = "\u3000"
# Bidirectional controls would let a file show its line in another order than it is written in.
_BIDI: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Excerpt(Struct, frozen=True):
    """What of a line is shown, and the blanks and carets that go below it."""

    text: str
    marks: str


def visible(text: str) -> str:
    """The text with control characters made harmless, so that a file cannot steer the terminal."""
    return "".join(_visible(c) for c in text)


def cells(char: str) -> int:
    """How many cells of a terminal a character takes: 0, 1 or 2."""
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def width(text: str) -> int:
    """How many cells of a terminal a text takes."""
    return sum(map(cells, text))


def excerpt(source: str, span: Span, *, limit: int = 72) -> Excerpt | None:
    """The line a span points at, cut to about ``limit`` cells round it; None when the file has no such line."""
    lines = _LINE_END.split(source)
    if not 1 <= span.line <= len(lines):
        return None
    line = visible(lines[span.line - 1])
    start = min(max(span.column - 1, 0), len(line))
    stop = span.end_column - 1 if span.end_line == span.line else start + 1
    first, last = _window(line, start, limit)
    before = ELLIPSIS if first > 0 else ""
    after = ELLIPSIS if last < len(line) else ""
    marked = line[start : max(min(stop, last), start)]
    lead = "".join(_blank(c) for c in before + line[first:start])
    return Excerpt(before + line[first:last] + after, lead + _carets(marked))


def _window(line: str, start: int, limit: int) -> tuple[int, int]:
    """The part of the line that is shown: a third of the width before the place, the rest after it."""
    room = limit // 3
    if width(line) <= limit:
        return 0, len(line)
    first = start
    while first > 0 and (room := room - cells(line[first - 1])) >= 0:
        first -= 1
    left = limit - width(line[first:start])
    last = start
    while last < len(line) and (left := left - cells(line[last])) >= 0:
        last += 1
    return first, last


def _blank(char: str) -> str:
    return ("", " ", WIDE_BLANK)[cells(char)]


def _carets(marked: str) -> str:
    return "^" * max(width(marked), 1)


def _visible(char: str) -> str:
    if char == "\t":
        return " "
    if char in _BIDI or unicodedata.category(char) == "Cc":
        return "\ufffd"
    return char
