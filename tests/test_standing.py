"""What stands from run to run: found again by the very values it was made of, and by nothing less (issue 9)."""

from __future__ import annotations

from msgspec import Struct

from typeset.standing import NOTHING_STANDS, StandingResults


class Thing(Struct, frozen=True):
    """A value that is equal to others of its number."""

    number: int


class Made:
    """Counts how often it is made."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, *given: object) -> list[object]:
        self.times += 1
        return list(given)


def test_tuples_are_told_item_by_item() -> None:
    results, make = StandingResults(), Made()
    one, other = Thing(1), Thing(2)
    first = results.of(make, (one, other), 3, "四")
    assert results.of(make, (one, other), 3, "四") is first
    assert results.of(make, (one, Thing(2)), 3, "四") is not first
    assert results.of(make, (one,), 3, "四") == [(one,), 3, "四"]
    assert results.of(make, ((one, (other, 5)),)) is results.of(make, ((one, (other, 5)),))
    assert results.of(make, ((one, (other, 5)),)) is not results.of(make, ((one, (other, 6)),))
    assert make.times == 5


def test_equal_values_are_one_where_they_are_compared() -> None:
    results, make = StandingResults(), Made()
    first = results.of_equal(make, Thing(1), "一")
    results.begin()
    assert results.of_equal(make, Thing(1), "一") is first
    assert results.of_equal(make, Thing(2), "一") is not first
    assert results.of(make, Thing(1), "一") is not first


def test_what_is_not_asked_for_in_a_run_is_forgotten() -> None:
    results, make = StandingResults(), Made()
    one = Thing(1)
    results.of(make, one)
    results.begin()
    assert len(results) == 0
    results.begin()
    results.of(make, one)
    assert make.times == 2


def test_where_nothing_stands_all_is_made() -> None:
    make, one = Made(), Thing(1)
    assert NOTHING_STANDS.of(make, one) == NOTHING_STANDS.of_equal(make, one)
    assert make.times == 2
