"""Which characters of a vertical line stand upright and which are turned (UAX #50, clreq.md §10)."""

from __future__ import annotations

import enum
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from typeset.model.style import LineRules, VerticalQuotes
from typeset.patterns import regex
from typeset.text.class_table import WESTERN
from typeset.text.classes import CharClass
from typeset.text.uax50_data import RUNS, VERSION

UNICODE_VERSION: Final = VERSION
# An acronym of so many capitals and digits stands upright, letter by letter: GDP, 5G, A4.
LONGEST_ACRONYM: Final = 3
_ACRONYM: Final = regex(rf"(?=.*[A-Z])[A-Z0-9]{{1,{LONGEST_ACRONYM}}}|[^\W_]")
_SIGNS: Final = frozenset({CharClass.POSTFIX, CharClass.PREFIX})
_JOINING: Final = frozenset({CharClass.COMBINING, CharClass.SOFT_HYPHEN})
# A typed space between Western words lies in their turned run.
_BETWEEN: Final = frozenset({CharClass.SPACE})
_CORNERS: Final = {
    VerticalQuotes.GB: str.maketrans("“”‘’", "『』「」"),
    VerticalQuotes.PRESS: str.maketrans("“”‘’", "「」『』"),
    VerticalQuotes.KEEP: {},
}


class Orientation(enum.Enum):
    """The values of UAX #50."""

    UPRIGHT = "U"
    TURNED = "R"
    FORM_OR_UPRIGHT = "Tu"
    FORM_OR_TURNED = "Tr"


class Setting(enum.Enum):
    """How a piece of a vertical line is set."""

    UPRIGHT = "upright"
    TOGETHER = "together"
    TURNED = "turned"


@cache
def _runs() -> tuple[list[int], list[Orientation]]:
    parted = [token.split(":") for token in RUNS.split()]
    return [int(first, 16) for first, _ in parted], [Orientation(value) for _, value in parted]


def orientation(char: str) -> Orientation:
    """The vertical orientation of a character, untailored."""
    firsts, values = _runs()
    return values[bisect_right(firsts, ord(char)) - 1]


def corner(char: str, rules: LineRules) -> str:
    """The mark that is drawn for a quote in a vertical line (GB/T 15834 5.2.3); every other character is itself."""
    return char.translate(_CORNERS[rules.vertical_quotes])


def pieces(
    text: str, kinds: Sequence[CharClass], span: tuple[int, int], rules: LineRules
) -> Iterator[tuple[int, int, Setting]]:
    """The pieces of a stretch of text and how each is set; a Western run is one piece unless it stands upright."""
    index, end = span
    while index < end:
        if not _is_western(text, kinds, index):
            yield index, index + 1, Setting.UPRIGHT
            index += 1
            continue
        last = _western_end(text, kinds, index, end)
        run = text[index:last]
        if run.isdecimal() and 1 < len(run) <= rules.digits_together:
            yield index, last, Setting.TOGETHER
        elif _ACRONYM.fullmatch(run):
            yield from ((at, at + 1, Setting.UPRIGHT) for at in range(index, last))
        else:
            yield index, last, Setting.TURNED
        index = last


def _is_western(text: str, kinds: Sequence[CharClass], index: int) -> bool:
    kind = kinds[index]
    if kind in WESTERN:
        return True
    # % $ ° ± are turned with their number, ％ ℃ ￥ stand upright after it.
    return kind in _SIGNS and orientation(text[index]) is Orientation.TURNED


def _western_end(text: str, kinds: Sequence[CharClass], index: int, end: int) -> int:
    last = index
    while last < end:
        if _is_western(text, kinds, last) or kinds[last] in _JOINING:
            last += 1
            continue
        after = last
        while after < end and kinds[after] in _BETWEEN:
            after += 1
        if after == last or after >= end or not _is_western(text, kinds, after):
            break
        last = after
    return last
