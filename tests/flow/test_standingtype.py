"""Standing type: an edition set again with a story changed comes out as if it were set for the first time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from paper import HERE, frame, paper, story

from typeset.faces import FaceBook
from typeset.flow import furnishing, orders
from typeset.flow.issue import set_issue
from typeset.flow.jump import Placed, Waiting, place_story
from typeset.flow.standingtype import StandingType
from typeset.model.edition import Edition, JumpRules
from typeset.model.layout import FrameKind, FrameSpec, TextLine
from typeset.model.story import JumpWish
from typeset.model.style import Align

SENTENCE = "镇上的老人说，这样的秋天十年里也就两三回，雨停得早，太阳出得勤。"
# 宋 of the bundled faces does not have it: 楷 lends it.
BORROWED = "₽"
names = ("one", "two", "three")


def edition(lengths: tuple[int, ...], extra: str = "") -> Edition:
    stories = {
        name: story(name, [SENTENCE * 2] * (count // 2) + [SENTENCE[count:] + extra])
        for name, count in zip(names, lengths, strict=True)
    }
    frames = [frame(name, (n, n), (1, 20), jump=JumpWish(allowed=True)) for n, name in enumerate(names, 1)]
    back = [
        replace(frame("tails", (1, 4), (1, 12), FrameKind.TAILS), spare_to=("below",)),
        frame("below", (1, 4), (13, 26)),
    ]
    placed = {
        **{(1, name): one for name, one in stories.items()},
        (2, "below"): story("below", [SENTENCE] * 9),
    }
    return paper({1: frames, 2: back}, placed, JumpRules(least_before=2, least_after=2))


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The slugs of the stories that are really set, in their order."""
    found: list[str] = []

    def counting(page, frame, story, setter, grid, *, held=False) -> Placed | Waiting:  # type: ignore[no-untyped-def]
        found.append(story.slug)
        return place_story(page, frame, story, setter, grid, held=held)

    monkeypatch.setattr(orders, "place_story", counting)
    return found


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(*(st.sampled_from([3, 9, 14, 20]),) * 3), min_size=2, max_size=4))
def test_an_edition_comes_out_as_if_it_were_set_for_the_first_time(
    faces: FaceBook, tried: list[tuple[int, ...]]
) -> None:
    standing = StandingType()
    for lengths in [*tried, tried[0]]:
        one = edition(lengths)
        assert set_issue(one, faces, standing=standing) == set_issue(one, faces)


def test_only_the_story_that_changed_is_set_again(faces: FaceBook, counted: list[str]) -> None:
    standing = StandingType()
    set_issue(edition((9, 14, 20)), faces, standing=standing)
    assert set(counted) == {*names, "below"}
    counted.clear()
    set_issue(edition((9, 12, 20)), faces, standing=standing)
    assert set(counted) <= {"two", "below"}
    assert "two" in counted
    counted.clear()
    set_issue(edition((9, 12, 20)), faces, standing=standing)
    set_issue(edition((9, 14, 20)), faces, standing=standing)
    assert counted == []


def test_what_a_story_borrowed_that_was_changed_is_told_no_more(faces: FaceBook) -> None:
    standing = StandingType()
    with_it, without = edition((9, 14, 20), BORROWED), edition((9, 14, 20))
    for one in (with_it, without, with_it):
        issue = set_issue(one, faces, standing=standing)
        assert issue.findings == set_issue(one, faces).findings
        told = [f for f in issue.findings if f.code == "fallback-face"]
        assert bool(told) == (one is with_it)


def test_furniture_is_set_once_and_what_it_borrows_is_told_each_time(
    faces: FaceBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    real = furnishing.place_furniture

    def noted(frame: FrameSpec, *more: Any) -> Any:
        made.append(frame.name)
        return real(frame, *more)

    monkeypatch.setattr(furnishing, "place_furniture", noted)
    standing, one = StandingType(), edition((9, 14, 20))
    line = TextLine(f"{BORROWED}{{paper}}", "furniture", Align.LEFT, HERE)
    text = replace(frame("text", (1, 4), (21, 22), FrameKind.TEXT), content=(line,))
    page = one.pages[0]
    page = replace(page, layout=replace(page.layout, frames=(*page.layout.frames, text)))
    one = replace(one, pages=(page, *one.pages[1:]), fields={"paper": "一张报"})
    for stories in (one.stories, edition((9, 12, 20)).stories, one.stories):
        issue = set_issue(replace(one, stories=stories), faces, standing=standing)
        assert "fallback-face" in {f.code for f in issue.findings}
        assert any(item.text.startswith(BORROWED) for item in issue.pages[0].items if hasattr(item, "text"))
    assert made == ["text"]
    set_issue(replace(one, fields={"paper": "另一张报"}), faces, standing=standing)
    assert made == ["text", "text"]


def test_with_other_words_it_begins_anew(faces: FaceBook, counted: list[str]) -> None:
    standing, one = StandingType(), edition((9, 14, 20))
    set_issue(one, faces, standing=standing)
    counted.clear()
    set_issue(one, faces, None, lambda text: (1,) if text else (), standing=standing)
    assert set(counted) == {*names, "below"}


def test_of_each_frame_only_the_last_settings_are_kept(faces: FaceBook, counted: list[str]) -> None:
    standing = StandingType()
    for count in range(3, 24):
        set_issue(edition((count, 14, 20)), faces, standing=standing)
    counted.clear()
    set_issue(edition((22, 14, 20)), faces, standing=standing)
    assert "one" not in counted
    set_issue(edition((3, 14, 20)), faces, standing=standing)
    assert "one" in counted
