"""Where a headline given as one line may be broken, and which of these places make balanced lines.

Places its editor has marked with ``|`` are the only ones if there are any. Otherwise lines end behind marks and blanks,
and at the borders of words where somebody who knows words says where these are; never inside a number, a Western word,
a name of ``keep_together`` or a short pair of brackets, and never with a forbidden mark at an edge (clreq.md §3, §4).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise, product
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.model.style import LineRules, Prohibition
from typeset.patterns import regex
from typeset.text.breaks import Break, Words, forbidden_at_end, forbidden_at_start, line_breaks
from typeset.text.classes import CharClass, classify
from typeset.text.inseparable import parted_numbers
from typeset.units import Length

MILLI: Final = 1000
Cut = tuple[int, ...]
"""Offsets at which the second and later lines begin."""

_SOFT: Final = frozenset("，、：；。！？》”）〉」』’】…—")
_PAIRS: Final = {
    "《": "》",
    "“": "”",
    "（": "）",
    "〈": "〉",
    "「": "」",
    "『": "』",
    "‘": "’",
    "【": "】",
    "(": ")",
    "〔": "〕",
}
# Chinese numbers are words to nobody's dictionary: 十二万 is one number.
_NUMBER: Final = regex("[〇零一二三四五六七八九十百千万亿两]{2,}")
# A pair of brackets round this many characters, themselves counted not, is one thing to the eye.
_SHORT_PAIR: Final = 6
# How many places near each even division are weighed.
_NEAR: Final = 8
# A line shorter than this share of the next is too short for its place; than this of the one before, a leftover.
_UPPER_LEAST: Final = 600
_LOWER_LEAST: Final = 500
# What a break at the mere border of two words costs, in thousandths of the widest line.
_WORD_BORDER: Final = 80


class Places(Struct, frozen=True):
    """Where a headline may be broken: ``offsets`` of the characters a line may begin with, ascending.

    ``marked`` when its editor said so. ``soft`` are those behind a mark or a blank. ``refused`` are the editor's that
    would set a forbidden mark at the edge of a line.
    """

    offsets: tuple[int, ...]
    marked: bool = False
    soft: frozenset[int] = frozenset()
    refused: tuple[int, ...] = ()


NOWHERE: Final = Places(())


def places_in(text: str, marks: Sequence[int], rules: LineRules, words: Words | None = None) -> Places:
    """The places in a headline of one line. ``words`` is asked only where the editor has marked none."""
    level = rules.kinsoku
    if level in {Prohibition.NONE, Prohibition.BASIC}:
        level = Prohibition.GB
    kinds = classify(text)
    bad = frozenset(at for at in range(1, len(text)) if _sets_apart(text, kinds, at, level))
    if marks:
        kept = tuple(at for at in marks if at not in bad)
        refused = tuple(at for at in marks if at in bad)
        return Places(kept, marked=True, soft=frozenset(kept), refused=refused)
    breaks = line_breaks(text, kinds, replace(rules, kinsoku=level, hyphenation=""))
    parted = parted_numbers(text)
    held = frozenset((*_inside_pairs(text), *_inside_numbers(text)))
    allowed = [
        at
        for at in range(1, len(text))
        if breaks[at - 1] is Break.ALLOWED
        and not parted[at - 1]
        and at not in held
        and at not in bad
        and not text[at].isspace()
        and text[:at].strip()
    ]
    soft = frozenset(at for at in allowed if text[at - 1] in _SOFT or text[at - 1].isspace())
    borders = frozenset(words(text)) if words is not None else frozenset[int]()
    return Places(tuple(at for at in allowed if at in soft or at in borders), soft=soft)


def _sets_apart(text: str, kinds: Sequence[CharClass], at: int, level: Prohibition) -> bool:
    """Whether a break here sets a forbidden mark at the edge of a line, the blanks beside it not counted."""
    first, last = kinds[_first_ink(text, at)], kinds[_last_ink(text, at)]
    return forbidden_at_start(first, level) or forbidden_at_end(last, level)


def _first_ink(text: str, at: int) -> int:
    return next((index for index in range(at, len(text)) if not text[index].isspace()), len(text) - 1)


def _last_ink(text: str, at: int) -> int:
    return next((index for index in range(at - 1, -1, -1) if not text[index].isspace()), 0)


def _inside_pairs(text: str) -> Iterator[int]:
    """Offsets inside short pairs of brackets and quotes, the marks themselves counted in."""
    opened: list[tuple[str, int]] = []
    for index, char in enumerate(text):
        if char in _PAIRS:
            opened.append((_PAIRS[char], index))
        elif opened and char == opened[-1][0]:
            _, first = opened.pop()
            if index - first - 1 <= _SHORT_PAIR:
                yield from range(first + 1, index + 1)


def _inside_numbers(text: str) -> Iterator[int]:
    for number in _NUMBER.finditer(text):
        yield from range(number.start() + 1, number.end())


def lines_of(text: str, cut: Cut) -> tuple[str, ...]:
    """The lines of a cut; a blank at a break ends its line and is not set."""
    return tuple(text[a:b].strip() for a, b in pairwise((0, *cut, len(text))))


def cuts_in(text: str, places: Places, most: int, width_of: Callable[[int, int], Length]) -> tuple[Cut, ...]:
    """Ways to break a headline into 2 to ``most`` lines, fewest lines first, then the best balanced.

    ``width_of(a, b)`` is the natural width of the characters from a to b. Where the editor has marked the places no way
    is left out for its balance; where the engine looks for them, the upper line is never much shorter than the lower.
    """
    found: list[Cut] = []
    for count in range(2, most + 1):
        weighed: dict[Cut, int] = {}
        for cut in _near_even(len(text), places.offsets, count, width_of):
            widths = [width_of(a, b) for a, b in pairwise((0, *cut, len(text)))]
            if min(widths) > 0 and (places.marked or _is_balanced(widths)):
                weighed[cut] = _cost(widths, cut, places)
        found += sorted(weighed, key=lambda cut: (weighed[cut], cut))
    return tuple(found)


def _near_even(
    length: int, offsets: Sequence[int], count: int, width_of: Callable[[int, int], Length]
) -> Iterator[Cut]:
    """Ascending choices of count − 1 places, each among those nearest to where an even division has it."""
    whole = width_of(0, length)
    before = {at: width_of(0, at) for at in offsets}
    choices = [_nearest(before, whole * number // count) for number in range(1, count)]
    for cut in product(*choices):
        if all(a < b for a, b in pairwise(cut)):
            yield cut


def _nearest(before: Mapping[int, Length], even: Length) -> list[int]:
    return sorted(before, key=lambda at: (abs(before[at] - even), at))[:_NEAR]


def _is_balanced(widths: Sequence[Length]) -> bool:
    return all(
        upper * MILLI >= lower * _UPPER_LEAST and lower * MILLI >= upper * _LOWER_LEAST
        for upper, lower in pairwise(widths)
    )


def _cost(widths: Sequence[Length], cut: Cut, places: Places) -> int:
    """The widest line decides; then upper lines shorter than what follows, then words parted from their like."""
    short = sum(max(0, lower - upper) for upper, lower in pairwise(widths))
    widest = max(widths)
    return widest + short // 2 + sum(widest * _WORD_BORDER // MILLI for at in cut if at not in places.soft)
