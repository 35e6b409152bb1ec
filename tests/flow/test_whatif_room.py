"""Whether a story fits is told of it alone wherever that is enough, and then as setting the whole issue tells it (issues 7, 9)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from paper import frame, paper, story

from typeset.faces import FaceBook
from typeset.flow import whatif as whatif_module
from typeset.flow.issue import set_issue
from typeset.flow.whatif import WhatIf
from typeset.model.edition import Edition, JumpRules
from typeset.model.layout import FrameKind
from typeset.model.story import JumpWish, Story

SENTENCE = "镇上的老人说，这样的秋天十年里也就两三回，雨停得早，太阳出得勤。"
NAMES = ("jumps", "stays", "below")


def told(name: str, count: int) -> Story:
    return story(name, [SENTENCE * 2] * (count // 2) + [SENTENCE[count:]])


def edition(counts: tuple[int, int, int]) -> Edition:
    """A story that may jump, one that may not, and one to whose frame the tails give rows."""
    jumps, stays, below = (told(name, count) for name, count in zip(NAMES, counts, strict=True))
    front = [
        frame("jumps", (1, 1), (1, 20), jump=JumpWish(allowed=True)),
        frame("stays", (2, 2), (1, 20)),
    ]
    back = [
        replace(frame("tails", (1, 4), (1, 12), FrameKind.TAILS), spare_to=("below",)),
        frame("below", (1, 4), (13, 26)),
    ]
    placed = {(1, "jumps"): jumps, (1, "stays"): stays, (2, "below"): below}
    return paper({1: front, 2: back}, placed, JumpRules(least_before=2, least_after=2))


@settings(max_examples=25, deadline=None)
@given(
    st.tuples(*(st.integers(3, 24),) * 3),
    st.sampled_from(NAMES),
    st.lists(st.integers(2, 30), min_size=1, max_size=3),
)
def test_it_is_as_in_the_whole_issue(
    faces: FaceBook, counts: tuple[int, int, int], name: str, tried: list[int]
) -> None:
    one = edition(counts)
    what_if = WhatIf(one, set_issue(one, faces), faces)
    for count in tried:
        other = told(name, count)
        known, room = what_if.standing(other), what_if.room(other)
        assert (room.over, room.free) == (known.over, known.free)
        assert room.exact == (not known.over and not known.free)


def test_a_story_that_stays_is_set_alone(faces: FaceBook, monkeypatch: pytest.MonkeyPatch) -> None:
    one = edition((9, 9, 20))
    what_if = WhatIf(one, set_issue(one, faces), faces)
    room = what_if.room(told("stays", 20))
    whole: list[str] = []
    real = whatif_module.set_stories

    def counting(*given: object) -> object:
        whole.append("set")
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(whatif_module, "set_stories", counting)
    assert room == what_if.room(told("stays", 20))
    assert whole == []
    # Tails may give rows to its frame: what they lack is known only when all is planned.
    what_if.room(told("below", 12))
    assert whole == ["set"]
