"""The account of copy, and the signs of markup, against what counts every character and asks every pattern (issue 9)."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from typeset.read.account import lost_copy
from typeset.read.lookalikes import _KINDS, lookalikes

LINES = st.lists(st.text("江船渡口*。", max_size=6), min_size=1, max_size=4)


@given(LINES, st.data())
def test_what_is_lost_is_what_counting_every_character_finds(lines: list[str], data: st.DataObject) -> None:
    """Lines set as they were typed, in part, twice, or from a line there is not; and some of their characters as markup."""
    numbers = st.integers(1, len(lines) + 1)
    parts = st.sampled_from([*lines, *(line[1:] for line in lines), "江", "渡渡"])
    copy = data.draw(st.lists(st.tuples(numbers, parts.map(list)), max_size=5))
    markup = Counter(data.draw(st.text("江渡*", max_size=3)))
    understood = sum((Counter(chars) for _, chars in copy), Counter(markup))
    missing = Counter("\n".join(lines)) - understood
    expected = sum(count for char, count in missing.items() if char.isalpha())
    found = lost_copy(lines, 1, "a.md", markup, copy)
    assert (0 if found is None else found.amount) == expected


@given(st.text("#＃【［[]】］{｛}｝＊*！! ()（）|｜=:：图page版inline江", max_size=12))
def test_no_pattern_is_missed_for_want_of_a_sign(text: str) -> None:
    every = frozenset(range(len(text) + 1))
    matched = [match.span() for kind in _KINDS for match in kind.pattern.finditer(text)]
    assert [(hit.first, hit.last) for hit in lookalikes(text, every)] == matched
