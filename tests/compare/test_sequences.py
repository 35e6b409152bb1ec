"""The differences between two sequences lead from one to the other, whatever they hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from typeset.compare import sequences
from typeset.compare.sequences import Change, changes, kept

SHORT = st.lists(st.sampled_from("甲乙丙丁戊"), max_size=30)


def replayed(old: list[str], new: list[str]) -> list[str]:
    """The new sequence, made of what the old one keeps and what the changes bring."""
    made: list[str] = []
    found = changes(old, new)
    bringing = iter([*found, Change((len(old), len(old)), (len(new), len(new)))])
    change = next(bringing)
    for i, j, length in [*kept(found, old, new), (len(old), len(new), 0)]:
        while change.new[1] <= j and change.old[1] <= i and change.new[0] < len(new):
            made += new[slice(*change.new)]
            change = next(bringing)
        made += old[i : i + length]
    return made


@given(SHORT, SHORT)
def test_the_old_sequence_with_its_changes_is_the_new_one(old: list[str], new: list[str]) -> None:
    assert replayed(old, new) == new
    for i, j, length in kept(changes(old, new), old, new):
        assert old[i : i + length] == new[j : j + length]


@given(SHORT)
def test_equal_sequences_have_no_changes(one: list[str]) -> None:
    assert changes(one, one) == ()


def test_a_single_element_is_found_alone() -> None:
    assert changes("一二三四五", "一二叁四五") == (Change((2, 3), (2, 3)),)
    assert changes("一二三", "一二三四") == (Change((3, 3), (3, 4)),)
    assert changes("", "一") == (Change((0, 0), (0, 1)),)


def test_what_would_take_too_long_is_searched_between_what_stands_once() -> None:
    # A thousand times a thousand pairs on either side of the one element that is in both but once.
    old = [*"甲乙" * 1000, "只此一行", *"丙丁" * 1000]
    new = [*"乙甲" * 1000, "只此一行", *"丁丙" * 1000]
    assert changes(old, new) == (Change((0, 2000), (0, 2000)), Change((2001, 4001), (2001, 4001)))


def test_without_anchors_everything_counts_as_replaced(monkeypatch) -> None:
    monkeypatch.setattr(sequences, "_MOST_PAIRS", 3)
    assert changes("甲乙乙丙", "丁乙乙戊") == (Change((0, 4), (0, 4)),)
