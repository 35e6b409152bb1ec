"""Words of the library's dictionary are found without reading all of it, and none is missed (issue 9)."""

from __future__ import annotations

import re

import jieba
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from typeset.read import words
from typeset.read.words import _Dictionary


def opened() -> _Dictionary:
    return _Dictionary.read(jieba.Tokenizer().get_dict_file())


@pytest.fixture(scope="module")
def dictionary() -> _Dictionary:
    return opened()


def test_what_is_known_of_it_is_so(dictionary: _Dictionary) -> None:
    assert dictionary.ordered
    assert dictionary.total == sum(map(int, re.findall(rb"^[^ ]+ (\d+)", dictionary.data, re.M)))
    firsts = [line.decode()[0] for line in dictionary.data[dictionary.ordered :].splitlines()]
    assert firsts == sorted(firsts)


@settings(max_examples=25, deadline=None)
@given(
    st.text(
        alphabet="云汀市委召开全会高姓富帅吉林工业大学江南Style小S阿Q1号店AC#+T恤座 []-^\\\n\ud7ff\U0010ffff",
        max_size=30,
    )
)
def test_all_words_of_its_characters_are_found(dictionary: _Dictionary, text: str) -> None:
    assert dictionary.counts(text) == replace(dictionary, ordered=0).counts(text)


def test_another_dictionary_is_looked_through(
    dictionary: _Dictionary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "_KNOWN_SIZE", 0)
    other = opened()
    assert not other.ordered
    assert other.total == dictionary.total
    assert other.counts("高富帅")["高富帅"] > 0
