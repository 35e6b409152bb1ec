"""Pages in words: one, a list, a range; in Chinese, Arabic, with the codes of sections."""

from __future__ import annotations

import pytest

from typeset.flow.numerals import chinese, page_word, page_words
from typeset.model.edition import JumpRules, Numerals

CHINESE = JumpRules()
ARABIC = JumpRules(numerals=Numerals.ARABIC)


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (21, "二十一"),
        (99, "九十九"),
        (100, "一〇〇"),
        (128, "一二八"),
    ],
)
def test_chinese_numbers_are_counted_to_a_hundred(number: int, word: str) -> None:
    assert chinese(number) == word


def test_a_code_is_printed_as_it_is() -> None:
    assert [page_word("A12", rules) for rules in (CHINESE, ARABIC)] == ["A12", "A12"]
    assert [page_word("12", rules) for rules in (CHINESE, ARABIC)] == ["十二", "12"]


@pytest.mark.parametrize(
    ("names", "chinese_words", "arabic_words"),
    [
        ((), "", ""),
        (("3", "2", "3"), "二、三", "2、3"),
        (("2", "3", "4", "5"), "二至五", "2至5"),
        (("2", "3", "5", "8", "9", "10"), "二、三、五、八至十", "2、3、5、8至10"),
        (("10", "9"), "九、十", "9、10"),
        (("A2", "B1", "A3", "A4"), "A2至A4、B1", "A2至A4、B1"),
        (("A16", "B17"), "A16、B17", "A16、B17"),
    ],
)
def test_pages_are_a_list_and_three_in_a_row_a_range(
    names: tuple[str, ...], chinese_words: str, arabic_words: str
) -> None:
    assert page_words(names, CHINESE) == chinese_words
    assert page_words(names, ARABIC) == arabic_words
