"""Half-width punctuation typed in Chinese copy, made full-width; one character for one, so offsets stay true.

Only a mark that touches Chinese on the side that matters is changed. Numbers (``1,280``, ``3:2``, ``15:40``),
addresses and Western phrases keep theirs. The quotes “”‘’, dashes and dots shared with Western text are no
evidence of Chinese.
"""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from typeset.patterns import regex

_WIDE: Final = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）", ".": "。"}
_BREAKS: Final = ",;:!?"
_MARK: Final = regex("[\u3001\u3002\u3008-\u3011\u3014-\u301b\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f]")
_ADDRESS: Final = regex(
    r"(?:[a-z][a-z0-9+.-]{0,30}://|www\.)[!-~]+|(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)+",
    re.ASCII | re.IGNORECASE,
)
_TAIL: Final = ".,;:!?)\"'"
_AFTER_STOP: Final = frozenset(" \u3000”’」』）》\"'）")


class Widened(Struct, frozen=True):
    """The text with its marks full-width, and the offsets of those that were changed."""

    text: str
    offsets: tuple[int, ...]


def widen(text: str) -> Widened:
    """Set half-width marks full-width where they stand in Chinese. A second time changes nothing."""
    kept = _addresses(text)
    chars = list(text)
    for _ in range(len(chars) + 1):
        before = list(chars)
        _widen_once(chars, kept)
        _widen_quotes(chars)
        if chars == before:
            break
    return Widened("".join(chars), tuple(i for i, char in enumerate(text) if chars[i] != char))


def _addresses(text: str) -> frozenset[int]:
    spots: set[int] = set()
    for match in _ADDRESS.finditer(text):
        spots.update(range(match.start(), match.start() + len(match[0].rstrip(_TAIL))))
    return frozenset(spots)


def _at(chars: list[str], index: int) -> str:
    return chars[index] if 0 <= index < len(chars) else ""


def _is_han(char: str) -> bool:
    return (
        "\u4e00" <= char <= "\u9fff"
        or "\u3400" <= char <= "\u4dbf"
        or char in "\u3005\u3007"
        or "\uf900" <= char <= "\ufaff"
        or "\U00020000" <= char <= "\U0003ffff"
    )


def _chinese(char: str) -> bool:
    return bool(char) and (_is_han(char) or _MARK.match(char) is not None)


def _is_chinese(chars: list[str], index: int) -> bool:
    """Whether a single mark (not a bracket or quote) stands in Chinese."""
    char, left, right = chars[index], _at(chars, index - 1), _at(chars, index + 1)
    if char in _BREAKS:
        if _chinese(left):
            return True
        return _chinese(right) and bool(left) and not left.isspace() and left not in _WIDE
    if char == ".":
        return _is_han(left) and (not right or right in _AFTER_STOP) if left else False
    return False


def _widen_once(chars: list[str], kept: frozenset[int]) -> None:
    """Marks and brackets in one go from the left, so that a row of them needs no go for each."""
    opened: list[int] = []
    for index, char in enumerate(chars):
        if char not in _WIDE or index in kept:
            continue
        if _is_chinese(chars, index):
            chars[index] = _WIDE[char]
        elif char == "(":
            opened.append(index)
        elif char == ")" and opened:
            first = opened.pop()
            if _bracket_is_chinese(chars, first, index):
                chars[first], chars[index] = _WIDE["("], _WIDE[")"]


def _bracket_is_chinese(chars: list[str], first: int, last: int) -> bool:
    outside, after = _at(chars, first - 1), _at(chars, last + 1)
    inside = (_at(chars, first + 1), _at(chars, last - 1))
    if _chinese(outside) or any(_chinese(char) for char in inside):
        return True
    return not outside and _chinese(after)


def _widen_quotes(chars: list[str]) -> None:
    spots = [index for index, char in enumerate(chars) if char == '"']
    if len(spots) % 2:
        return
    for first, last in zip(spots[::2], spots[1::2], strict=True):
        edges = (_at(chars, first + 1), _at(chars, last - 1))
        outside = (_at(chars, first - 1), _at(chars, last + 1))
        between_han = any(map(_chinese, outside)) and all(not c or _chinese(c) for c in outside)
        if last > first + 1 and (any(map(_chinese, edges)) or between_han):
            chars[first], chars[last] = "“", "”"
