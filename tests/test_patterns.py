import copy
import pickle
import re

import pytest

from typeset.patterns import regex


def test_a_pattern_is_compiled_when_it_is_first_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_now = re.compile

    def noted(text: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(text)
        return compile_now(text, flags)

    monkeypatch.setattr("typeset.patterns.re.compile", noted)
    date = regex(r"(\d+)-(?P<month>\d+)", re.ASCII)
    assert compiled == []
    found = date.fullmatch("2026-11")
    assert found is not None
    assert found["month"] == "11"
    assert date.fullmatch("２０２６-11") is None
    assert date.sub("x", "1-2, 3-4") == "x, x"
    assert compiled == [r"(\d+)-(?P<month>\d+)"]


def test_it_has_what_a_pattern_has() -> None:
    words = regex("[a-z]+")
    assert words.pattern == "[a-z]+"
    assert words.groups == 0
    assert words.findall("a bc") == ["a", "bc"]
    assert regex(rb"\d").search(b"a1") is not None


def test_it_can_be_copied_and_sent() -> None:
    words = regex("[a-z]+", re.IGNORECASE)
    assert (
        copy.copy(words).findall("A bc") == pickle.loads(pickle.dumps(words)).findall("A bc") == ["A", "bc"]
    )


def test_a_mistake_is_told_at_its_first_use() -> None:
    wrong = regex("(")
    with pytest.raises(re.error):
        wrong.match("a")
