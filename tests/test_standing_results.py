"""Results that stand from the run before: the same objects give them again, and nothing else does (issue 9)."""

from __future__ import annotations

from msgspec import Struct

from typeset.standing import NOTHING_STANDS, StandingResults


class Thing(Struct, frozen=True):
    """A value that can be equal to another and still be another."""

    name: str


def test_the_same_objects_give_the_same_result_once_made() -> None:
    made: list[Thing] = []

    def named(thing: Thing, more: int) -> str:
        made.append(thing)
        return f"{thing.name} {more}"

    standing, thing = StandingResults(), Thing("a")
    assert standing.of(named, thing, 1) == standing.of(named, thing, 1) == "a 1"
    assert standing.of(named, thing, 2) == "a 2"
    assert standing.of(named, Thing("a"), 1) == "a 1"
    assert len(made) == 3
    assert NOTHING_STANDS.of(named, thing, 1) == "a 1"
    assert len(made) == 4


def test_results_are_told_apart_by_what_made_them() -> None:
    standing, thing = StandingResults(), Thing("ab")
    assert standing.of(lambda one: one.name, thing) == "ab"
    assert standing.of(lambda one: len(one.name), thing) == 2


def test_what_nobody_asks_for_is_forgotten() -> None:
    made: list[str] = []

    def noted(thing: Thing) -> str:
        made.append(thing.name)
        return thing.name

    standing, used, unused = StandingResults(), Thing("used"), Thing("unused")
    standing.of(noted, used)
    standing.of(noted, unused)
    for _ in range(2):
        standing.begin()
        standing.of(noted, used)
    assert len(standing) == 1
    standing.of(noted, unused)
    assert made == ["used", "unused", "unused"]


def test_an_object_that_is_gone_gives_its_result_to_no_other() -> None:
    standing = StandingResults()
    found = [standing.of(lambda thing: thing.name, Thing(str(number))) for number in range(100)]
    assert found == [str(number) for number in range(100)]


def test_tuples_are_told_item_by_item() -> None:
    made: list[object] = []

    def noted(*given: object) -> object:
        made.append(given)
        return given

    standing, one, other = StandingResults(), Thing("a"), Thing("b")
    first = standing.of(noted, (one, other), 3, "四")
    assert standing.of(noted, (one, other), 3, "四") is first
    assert standing.of(noted, (one, Thing("b")), 3, "四") is not first
    assert standing.of(noted, (one,), 3, "四") == ((one,), 3, "四")
    assert standing.of(noted, ((one, (other, 5)),)) is standing.of(noted, ((one, (other, 5)),))
    assert standing.of(noted, ((one, (other, 5)),)) is not standing.of(noted, ((one, (other, 6)),))
    assert len(made) == 5


def test_equal_values_are_one_where_they_are_compared() -> None:
    standing = StandingResults()
    first = standing.of_equal(Thing, "一")
    standing.begin()
    assert standing.of_equal(Thing, "一") is first
    assert standing.of_equal(Thing, "二") is not first
    name = "一"
    assert NOTHING_STANDS.of_equal(Thing, name) is not first
