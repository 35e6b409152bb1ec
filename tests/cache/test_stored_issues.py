"""Issues set in one run of the program after another: each comes out as if it were set for the first time."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from paper import frame, paper, story
from shelf import Shelf

from typeset.faces import FaceBook
from typeset.flow import orders, stories
from typeset.flow.issue import SetIssue, set_issue
from typeset.flow.standingtype import StandingType
from typeset.flow.storedtype import StoredType
from typeset.model.edition import Edition, JumpRules
from typeset.model.layout import FrameKind
from typeset.model.story import JumpWish

SENTENCE = "镇上的老人说，这样的秋天十年里也就两三回，雨停得早，太阳出得勤。"
# 宋 of the bundled faces does not have it: 楷 lends it.
BORROWED = "₽"
names = ("one", "two", "three")


def edition(lengths: tuple[int, ...], ends: tuple[str, ...]) -> Edition:
    """Three stories of so many sentences, which may jump, and another page with their tails and a story below."""
    made = {
        name: story(name, [SENTENCE * 2] * (count // 2) + [SENTENCE + end])
        for name, count, end in zip(names, lengths, ends, strict=True)
    }
    frames = [frame(name, (n, n), (1, 20), jump=JumpWish(allowed=True)) for n, name in enumerate(names, 1)]
    back = [
        replace(frame("tails", (1, 4), (1, 12), FrameKind.TAILS), spare_to=("below",)),
        frame("below", (1, 4), (13, 26)),
    ]
    placed = {**{(1, name): one for name, one in made.items()}, (2, "below"): story("below", [SENTENCE] * 9)}
    return paper({1: frames, 2: back}, placed, JumpRules(least_before=2, least_after=2))


def run(one: Edition, faces: FaceBook, shelf: Shelf) -> SetIssue:
    """The edition set by another run of the program."""
    return set_issue(one, faces, standing=StandingType(StoredType(shelf, b"")))


LENGTHS = st.tuples(*(st.sampled_from([3, 9, 14, 20]),) * 3)
ENDS = st.tuples(*(st.sampled_from(["", BORROWED]),) * 3)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(LENGTHS, ENDS), min_size=2, max_size=4))
def test_runs_with_one_cache_set_what_runs_without_set(
    faces: FaceBook, changes: list[tuple[tuple[int, ...], tuple[str, ...]]]
) -> None:
    shelf = Shelf()
    for lengths, ends in (*changes, *changes):
        one = edition(lengths, ends)
        assert run(one, faces, shelf) == set_issue(one, faces)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is really set and planned: the slugs of stories, and "plan"."""
    found: list[str] = []
    place, plan = orders.place_story, stories.plan

    def placing(page, frame, story, setter, grid, *, held=False):  # type: ignore[no-untyped-def]
        found.append(story.slug)
        return place(page, frame, story, setter, grid, held=held)

    def planning(waiting, frames, edition):  # type: ignore[no-untyped-def]
        found.append("plan")
        assert not edition.stories, "the plan sees no copy but that it is kept by"
        return plan(waiting, frames, edition)

    monkeypatch.setattr(orders, "place_story", placing)
    monkeypatch.setattr(stories, "plan", planning)
    return found


def test_only_a_story_that_changed_is_set_and_no_plan_made(faces: FaceBook, counted: list[str]) -> None:
    shelf = Shelf()
    first = run(edition((3, 20, 20), ("", "", "")), faces, shelf)
    assert len(first.jumps) == 2
    assert "plan" in counted
    counted.clear()
    again = run(edition((3, 20, 20), ("雨停。", "", "")), faces, shelf)
    assert set(counted) == {"one"}
    assert len(again.jumps) == 2


def test_a_story_that_waits_and_changed_makes_another_plan(faces: FaceBook, counted: list[str]) -> None:
    shelf = Shelf()
    run(edition((3, 20, 20), ("", "", "")), faces, shelf)
    counted.clear()
    changed = edition((3, 20, 20), ("", "雨停。", ""))
    assert run(changed, faces, shelf) == set_issue(changed, faces)
    assert "plan" in counted
    assert "one" not in counted[: counted.index("plan")]


def test_what_was_borrowed_for_a_tail_is_told_when_its_plan_is_taken_over(faces: FaceBook) -> None:
    shelf = Shelf()
    one = edition((3, 20, 3), ("", BORROWED, ""))
    first = run(one, faces, shelf)
    assert "fallback-face" in {found.code for found in first.findings}
    shelf.found.clear()
    assert run(one, faces, shelf).findings == first.findings
    assert "plan" in shelf.found


def test_a_plan_that_cannot_be_read_is_made_again(faces: FaceBook, counted: list[str]) -> None:
    shelf = Shelf()
    one = edition((3, 20, 20), ("", "", ""))
    first = run(one, faces, shelf)
    for key in shelf.kept:
        if key[0] == "plan":
            shelf.kept[key] = b"\x93\x90\x90\x90"
    counted.clear()
    assert run(one, faces, shelf) == first
    assert "plan" in counted
