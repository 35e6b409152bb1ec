"""Page names in words: 四, 十二, 二十一, or 4; A4 where pages have codes; 二、三 and 二至五 where there are several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from typeset.model.edition import JumpRules, Numerals, place_in_section

_DIGITS = "〇一二三四五六七八九"
_TEN = 10
_HUNDRED = 100
# From so many pages that follow on each other on, a list is a range: 二、三; 二至四.
_RANGE: Final = 3


def chinese(number: int) -> str:
    """A number from 1 to 99 as it is counted (十, 十一, 二十); digit by digit (一〇二) from 100 on."""
    if number >= _HUNDRED:
        return "".join(_DIGITS[int(d)] for d in str(number))
    tens, ones = divmod(number, _TEN)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def page_word(name: str, rules: JumpRules) -> str:
    """The name of a page in the house's numerals; a code is printed as it is."""
    return chinese(int(name)) if name.isdecimal() and rules.numerals is Numerals.CHINESE else name


def page_words(names: Iterable[str], rules: JumpRules) -> str:
    """Several pages by their names, in order, each once: 二、三; three or more that follow on each other as a range: 二至五."""
    runs: list[list[str]] = []
    for name in sorted(set(names), key=place_in_section):
        if runs and _follows(runs[-1][-1], name):
            runs[-1].append(name)
        else:
            runs.append([name])
    return "、".join(_run(run, rules) for run in runs)


def _run(names: Sequence[str], rules: JumpRules) -> str:
    words = [page_word(name, rules) for name in names]
    return f"{words[0]}至{words[-1]}" if len(words) >= _RANGE else "、".join(words)


def _follows(name: str, other: str) -> bool:
    """Whether the second page comes right after the first in one section."""
    section, number = place_in_section(name)
    return place_in_section(other) == (section, number + 1)
