"""Page numbers in words: 四, 十二, 二十一, or 4."""

from __future__ import annotations

from collections.abc import Sequence

from typeset.model.edition import JumpRules, Numerals

_DIGITS = "〇一二三四五六七八九"
_TEN = 10
_HUNDRED = 100


def chinese(number: int) -> str:
    """A number from 1 to 99 as it is counted (十, 十一, 二十); digit by digit (一〇二) from 100 on."""
    if number >= _HUNDRED:
        return "".join(_DIGITS[int(d)] for d in str(number))
    tens, ones = divmod(number, _TEN)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def page_word(number: int, rules: JumpRules) -> str:
    """One page number in the house's numerals."""
    return chinese(number) if rules.numerals is Numerals.CHINESE else str(number)


def page_words(numbers: Sequence[int], rules: JumpRules) -> str:
    """Several page numbers, in order, each once: 二、三."""
    return "、".join(page_word(n, rules) for n in sorted(set(numbers)))
