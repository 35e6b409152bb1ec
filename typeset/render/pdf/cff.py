"""Which CID each glyph of a CFF font program has.

In a PDF a code of a CID-keyed CFF font is a CID, and the font's charset says which glyph that is; the subsetter
keeps the CIDs of the whole font, so that glyph 9 may be CID 20287. This reads the little of the CFF format that
answers the question (Adobe Technical Note 5176, "The Compact Font Format Specification"); nothing is changed.
"""

from __future__ import annotations

from itertools import chain, pairwise
from typing import Final

_CHARSET: Final = 15
_CHAR_STRINGS: Final = 17
_ROS: Final = (12 << 8) | 30

# Operand encodings of a DICT (TN 5176, table 3).
_ESCAPE: Final = 12
_LAST_OPERATOR: Final = 21
_SHORT: Final = 28
_LONG: Final = 29
_REAL: Final = 30
_REAL_END: Final = 15
_ONE_BYTE: Final = range(32, 247)
_POSITIVE: Final = range(247, 251)


class CffError(ValueError):
    """A font program that cannot be read; ``args[0]`` says what is wrong."""


def glyph_cids(cff: bytes) -> tuple[int, ...] | None:
    """The CID of every glyph, in glyph order; None for a name-keyed font, where CID and glyph id are the same.

    Raises:
        CffError: when the font program is damaged.
    """
    try:
        names_end = _index(cff, cff[2])[1]
        top = _dict(cff, *_index(cff, names_end)[0][0])
        if _ROS not in top:
            return None
        start = top[_CHAR_STRINGS][0]
        count = int.from_bytes(cff[start : start + 2], "big")
        return _charset(cff, top.get(_CHARSET, [0])[0], count)
    except IndexError as error:
        raise CffError("the CFF table ends too early") from error
    except KeyError as error:
        raise CffError("the CFF table has no glyphs") from error


def _index(data: bytes, start: int) -> tuple[list[tuple[int, int]], int]:
    """The (start, end) of each object of an INDEX, and where the INDEX ends."""
    count = int.from_bytes(data[start : start + 2], "big")
    if not count:
        return [], start + 2
    size = data[start + 2]
    offsets = [
        int.from_bytes(data[at : at + size], "big")
        for at in range(start + 3, start + 3 + (count + 1) * size, size)
    ]
    base = start + 2 + (count + 1) * size
    return [(base + a, base + b) for a, b in pairwise(offsets)], base + offsets[-1]


def _dict(data: bytes, at: int, end: int) -> dict[int, list[int]]:
    """Operators and their integer operands; real numbers count as 0, none of ours is one."""
    entries: dict[int, list[int]] = {}
    operands: list[int] = []
    while at < end:
        first = data[at]
        if first <= _LAST_OPERATOR:
            operator, at = (first << 8 | data[at + 1], at + 2) if first == _ESCAPE else (first, at + 1)
            entries[operator] = operands
            operands = []
        else:
            value, at = _operand(data, at)
            operands.append(value)
    return entries


def _operand(data: bytes, at: int) -> tuple[int, int]:
    first = data[at]
    if first in _ONE_BYTE:
        return first - 139, at + 1
    if first == _SHORT:
        return int.from_bytes(data[at + 1 : at + 3], "big", signed=True), at + 3
    if first == _LONG:
        return int.from_bytes(data[at + 1 : at + 5], "big", signed=True), at + 5
    if first == _REAL:
        at += 1
        while _REAL_END not in divmod(data[at], 16):  # two digits a byte
            at += 1
        return 0, at + 1
    if first in _POSITIVE:
        return (first - 247) * 256 + data[at + 1] + 108, at + 2
    return -(first - 251) * 256 - data[at + 1] - 108, at + 2


def _charset(data: bytes, at: int, count: int) -> tuple[int, ...]:
    """The charset of formats 0 (one CID a glyph), 1 and 2 (ranges); glyph 0 is CID 0 and not listed."""
    kind = data[at]
    at += 1
    if kind == 0:
        listed = (int.from_bytes(data[i : i + 2], "big") for i in range(at, at + 2 * (count - 1), 2))
        return (0, *listed)
    ranges = [range(1)]
    left = count - 1
    width = kind  # a range's length takes one byte in format 1, two in format 2
    if width not in (1, 2):
        raise CffError(f"unknown charset format {kind}")
    while left > 0:
        first = int.from_bytes(data[at : at + 2], "big")
        more = int.from_bytes(data[at + 2 : at + 2 + width], "big")
        if at + 2 + width > len(data):
            raise CffError("the charset ends too early")
        ranges.append(range(first, first + min(more + 1, left)))
        left -= more + 1
        at += 2 + width
    return tuple(chain.from_iterable(ranges))
