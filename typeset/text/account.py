"""The account of a set line: what was taken from which place or given to it, and whether it came out loose."""

from __future__ import annotations

import enum
from typing import Final

from msgspec import Struct

from typeset.text.justify import Line, end_blank
from typeset.text.linecost import lone_after
from typeset.text.shaped import ShapedParagraph
from typeset.text.spacing import Shrink, Stretch
from typeset.units import Length

MILLI: Final = 1000
# A gap wider than this at every character, in thousandths of an em, makes a line loose: in columns of 13 characters
# and more, and in narrower ones (clreq.md §6.5).
LOOSE: Final = 100
LOOSE_IN_NARROW: Final = 150
NARROW_BELOW: Final = 13


class Place(enum.Enum):
    """Where in a line white was taken or given; the steps of clreq.md §6.2 and §6.3."""

    LINE_END = "line-end"
    WORD_SPACE = "word-space"
    INTERPUNCT = "interpunct"
    BRACKET = "bracket"
    PAUSE = "pause"
    HAN_WESTERN = "han-western"
    STOP = "stop"
    CHARACTER = "character"


class Change(Struct, frozen=True):
    """White taken (less than 0) from the place after the character at ``offset`` of the text, or given to it."""

    offset: int
    place: Place
    amount: Length


_TAKEN: Final = {
    int(Shrink.WORD): Place.WORD_SPACE,
    int(Shrink.INTERPUNCT): Place.INTERPUNCT,
    int(Shrink.BRACKET): Place.BRACKET,
    int(Shrink.PAUSE): Place.PAUSE,
    int(Shrink.HAN_WESTERN): Place.HAN_WESTERN,
    int(Shrink.STOP): Place.STOP,
}
_GIVEN: Final = {Stretch.WORD: Place.WORD_SPACE, Stretch.HAN_WESTERN: Place.HAN_WESTERN}


def changes(shaped: ShapedParagraph, line: Line) -> tuple[Change, ...]:
    """What was taken and given in a line, place by place, in the order of the text."""
    found: list[Change] = []
    for number, index in enumerate(range(line.first, line.last - 1)):
        white = line.xs[number + 1] - line.xs[number] - shaped.ink[index]
        amount = white - shaped.white[index]
        if amount < 0:
            found.append(Change(_end_of(shaped, index), _TAKEN[shaped.shrink_step[index]], amount))
        elif amount > 0:
            place = _GIVEN.get(shaped.stretch[index], Place.CHARACTER)
            found.append(Change(_end_of(shaped, index), place, amount))
    last = line.last - 1
    blank = line.xs[-1] + shaped.ink[last] - line.width
    released = end_blank(shaped, line.last) + blank
    if released > 0:
        found.append(Change(_end_of(shaped, last), Place.LINE_END, -released))
    return tuple(found)


def _end_of(shaped: ShapedParagraph, index: int) -> int:
    """The offset of the last character of an atom."""
    return shaped.offsets[index + 1] - 1


def opened(shaped: ShapedParagraph, line: Line) -> int:
    """How far every ordinary gap of a line was opened, in thousandths of an em."""
    return line.added * MILLI // max(shaped.styles[shaped.style_of[line.first]].size, 1)


def is_loose(shaped: ShapedParagraph, line: Line, measure: Length) -> bool:
    """Whether a line in a column of this measure is so open that a reader sees it."""
    size = shaped.styles[shaped.style_of[line.first]].size
    return opened(shaped, line) > (LOOSE if measure >= NARROW_BELOW * size else LOOSE_IN_NARROW)


def is_lone(shaped: ShapedParagraph, line: Line) -> bool:
    """Whether a line is the last of several and a single character (孤字), its marks not counted."""
    return line.last == len(shaped) and line.first > max(0, lone_after(shaped, len(shaped)))
