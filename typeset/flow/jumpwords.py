"""The words of jumps: 下转第四版, 紧接第二版, 转A3版, 上接第一版, as the house wants them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from typeset.flow.numerals import page_word
from typeset.model.edition import Brackets, JumpRules

_PAIRS: Final[Mapping[Brackets, str]] = MappingProxyType(
    {
        Brackets.NONE: "",
        Brackets.ROUND: "（）",
        Brackets.SQUARE: "［］",
        Brackets.TORTOISE: "〔〕",
        Brackets.LENTICULAR: "【】",
    }
)
_WRITTEN: Final = frozenset({"（）", "()", "［］", "[]", "〔〕", "【】"})


def source_words(rules: JumpRules, page: str, *, following: bool = False) -> str:
    """The jump line for copy that goes on on this page; ``following`` when it is the very next one."""
    template = rules.source_next if following and rules.source_next else rules.source
    return _bracketed(template.format(page=page_word(page, rules)), rules)


def target_words(rules: JumpRules, page: str) -> str:
    """The continued line for copy that comes from this page."""
    return _bracketed(rules.target.format(page=page_word(page, rules)), rules)


def _bracketed(text: str, rules: JumpRules) -> str:
    """The words in the brackets of the house; as they were written when it names none."""
    if rules.brackets is None:
        return text
    if text[:1] + text[-1:] in _WRITTEN:
        text = text[1:-1]
    pair = _PAIRS[rules.brackets]
    return pair[:1] + text + pair[1:]
