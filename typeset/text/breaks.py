"""Where a line may end: the prohibition rules (避头尾) and the units that are never parted.

A table over pairs of classes, made once a level (clreq.md §2–§4). What a table over classes cannot see is added by
:func:`break_after`: a hyphen or slash between digits is a place to break a telephone number, a full stop is not.
"""

from __future__ import annotations

import enum
from functools import cache
from typing import Final

from typeset.model.style import Prohibition
from typeset.text.classes import CharClass as C


class Break(enum.IntEnum):
    """Whether a line may end between two atoms.

    PRESSED breaks (after the . - / of an address, a file name, a telephone number) and HYPHENATED ones (a hyphen is
    set there) are taken when the line would otherwise be torn apart, EMERGENCY breaks only when it has no other.
    """

    NEVER = 0
    EMERGENCY = 1
    PRESSED = 2
    HYPHENATED = 3
    ALLOWED = 4


_MARKS_AT_START: Final = frozenset(
    {C.PAUSE, C.STOP, C.CLOSING, C.CONNECTOR, C.INTERPUNCT, C.SOLIDUS, C.WESTERN_CLOSING, C.COMBINING}
)
# "……" at a line start is refused from basic up, as UAX #14 LB22 and xeCJK do; "——" only by strict.
_START: Final = {
    Prohibition.NONE: frozenset({C.COMBINING}),
    Prohibition.BASIC: _MARKS_AT_START | {C.POSTFIX, C.ELLIPSIS},
    Prohibition.GB: _MARKS_AT_START | {C.POSTFIX, C.ELLIPSIS},
    Prohibition.STRICT: _MARKS_AT_START | {C.POSTFIX, C.ELLIPSIS, C.DASH},
}
_END: Final = {
    Prohibition.NONE: frozenset[C](),
    Prohibition.BASIC: frozenset({C.OPENING, C.WESTERN_OPENING, C.PREFIX}),
    Prohibition.GB: frozenset({C.OPENING, C.WESTERN_OPENING, C.PREFIX, C.SOLIDUS}),
    Prohibition.STRICT: frozenset({C.OPENING, C.WESTERN_OPENING, C.PREFIX, C.SOLIDUS}),
}
_WORD: Final = frozenset({C.LETTER, C.DIGIT, C.WESTERN_MARK})
_SPACES: Final = frozenset({C.SPACE, C.EM_SPACE, C.BREAK_SPACE})


def forbidden_at_start(kind: C, level: Prohibition) -> bool:
    """Whether a character of this class may not begin a line."""
    return kind in _START[level]


def forbidden_at_end(kind: C, level: Prohibition) -> bool:
    """Whether a character of this class may not end a line."""
    return kind in _END[level]


@cache
def break_table(level: Prohibition) -> tuple[tuple[Break, ...], ...]:
    """``table[a][b]``: whether a line may end between an atom of class a and one of class b."""
    return tuple(tuple(_between(a, b, level) for b in C) for a in C)


def _between(a: C, b: C, level: Prohibition) -> Break:
    if b in {C.COMBINING, C.NOTE_MARK}:
        return Break.NEVER
    if C.GLUE in (a, b):
        return Break.EMERGENCY
    if b in _SPACES:
        return Break.NEVER
    if a in _SPACES:
        return Break.NEVER if b in _START[level] else Break.ALLOWED
    if a in _END[level] or b in _START[level]:
        return Break.EMERGENCY
    if a in _WORD and b in _WORD:
        return Break.EMERGENCY
    if a is C.WESTERN_CLOSING and b is C.LETTER:
        return Break.PRESSED
    return Break.EMERGENCY if _one_unit(a, b) else Break.ALLOWED


def _one_unit(a: C, b: C) -> bool:
    """Pairs of one inseparable unit: 37℃, ￥1280, １２, G7 (…, a Western closing mark and what follows it."""
    if a is C.PREFIX:
        return b in {C.DIGIT, C.HAN, C.LETTER, C.FULLWIDTH}
    if b is C.POSTFIX:
        return a in {C.DIGIT, C.HAN, C.LETTER, C.FULLWIDTH, C.WESTERN_CLOSING}
    if b is C.WESTERN_OPENING:
        return a in _WORD
    if a is C.WESTERN_CLOSING:
        return b in _WORD
    return a is C.FULLWIDTH and b is C.FULLWIDTH


def break_after(char: str, a: C, b: C, level: Prohibition) -> Break:
    """Whether a line may end after ``char``, of class a, when an atom of class b follows."""
    found = break_table(level)[a][b]
    if found is Break.EMERGENCY and char in "-/" and b is C.DIGIT:
        return Break.PRESSED
    return found
