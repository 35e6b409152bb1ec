"""Fit advice is exact, and so is the margin: what they say is done, and what is one character less is not enough (issue 7)."""

from __future__ import annotations

import random
from dataclasses import dataclass

import pytest
from msgspec.structs import replace
from paper import frame, paper, story

from typeset.faces import FaceBook
from typeset.flow.boundary import boundary
from typeset.flow.edited import core, editable, ended, lengthened
from typeset.flow.fitadvice import fit_advice
from typeset.flow.issue import SetIssue, set_issue
from typeset.flow.margin import margin
from typeset.flow.whatif import WhatIf
from typeset.model.edition import Edition
from typeset.model.fit import FitAdvice, FitState, Means
from typeset.model.layout import FrameKind, FrameSpec
from typeset.model.story import JumpWish, Story

_LETTERS = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏"
_ENDS = ("。", "。", "！", "？”", "……")


def random_story(seed: int) -> Story:
    """Two to seven paragraphs with commas, figures and different closing marks."""
    chance = random.Random(seed)
    made = []
    for _ in range(chance.randint(2, 7)):
        letters = [chance.choice(_LETTERS) for _ in range(chance.randint(3, 45))]
        for at in range(4, len(letters), chance.randint(5, 11)):
            letters[at] = chance.choice(("，", "、", "2026", "“"))
        made.append("".join(letters).replace("“", "“天”") + chance.choice(_ENDS))
    return story("s", made, headline=chance.choice(("", "标题", "一个很长的标题文字")))


@dataclass(frozen=True)
class Case:
    """A paper with one story in a frame, and means to set another in its place."""

    edition: Edition
    faces: FaceBook

    def with_story(self, other: Story) -> SetIssue:
        return set_issue(
            replace(self.edition, stories={**self.edition.stories, other.slug: other}), self.faces
        )

    @property
    def story(self) -> Story:
        return self.edition.stories["s"]

    def what_if(self) -> WhatIf:
        return WhatIf(self.edition, set_issue(self.edition, self.faces), self.faces)


def random_case(seed: int, faces: FaceBook) -> Case:
    chance = random.Random(seed)
    width = chance.randint(1, 3)
    main = frame("main", (1, width), (1, chance.randint(3, 12)))
    return Case(paper({1: [main]}, {(1, "main"): random_story(seed)}), faces)


def fits(issue: SetIssue, state: FitState) -> bool:
    over = any(o.story == "s" for o in issue.oversets)
    short = any(f.code == "underset" and f.story == "s" for f in issue.findings)
    return not over if state is FitState.OVER else not (over or short)


def edited(advice: FitAdvice, case: Case, *, less: int = -1) -> Story:
    """The story with the changes of an advice made, that of number ``less`` by a character too little."""
    made = case.story
    for number, change in enumerate(advice.cheapest):
        short = (1 if change.characters > 0 else -1) if number == less else 0
        made = lengthened(made, change.paragraph - 1, change.characters - short)
    return made


@pytest.mark.parametrize("block", range(10))
def test_what_is_advised_fits_and_one_character_less_does_not(block: int, faces: FaceBook) -> None:
    told = {FitState.OVER: 0, FitState.SHORT: 0, FitState.EXACT: 0}
    cheaper = 0
    for seed in range(30 * block, 30 * block + 30):
        case = random_case(seed, faces)
        advice = fit_advice(case.what_if(), "s")
        assert advice is not None
        told[advice.state] += 1
        if advice.state is FitState.EXACT:
            assert fits(case.with_story(case.story), FitState.SHORT)
            continue
        assert not fits(case.with_story(case.story), advice.state)
        assert (advice.state is FitState.OVER) == (advice.characters > 0)
        end = advice.from_end
        if end is not None:
            assert (end < 0) == (advice.state is FitState.OVER)
            assert fits(case.with_story(ended(case.story, end)), advice.state), seed
            less = end + 1 if end < 0 else end - 1
            assert not fits(case.with_story(ended(case.story, less)), advice.state), seed
        if advice.cheapest:
            cheaper += 1
            assert fits(case.with_story(edited(advice, case)), advice.state), seed
            for number in range(len(advice.cheapest)):
                assert not fits(case.with_story(edited(advice, case, less=number)), advice.state), seed
        elif end is None and advice.state is FitState.OVER:
            # Nothing is advised only where no cut would do.
            assert not fits(case.with_story(ended(case.story, 1 - case.story.characters)), advice.state)
    assert min(told.values()) > 0
    assert cheaper > 0


@pytest.mark.parametrize("block", range(6))
def test_nothing_changes_within_the_margin_and_something_does_beyond(block: int, faces: FaceBook) -> None:
    bounded = 0
    for seed in range(1000 + 10 * block, 1000 + 10 * block + 10):
        case = random_case(seed, faces)
        what_if = case.what_if()
        found = margin(what_if, "s")
        assert found is not None
        assert found.jump is None
        now = what_if.standing(case.story)
        for way, line, page in (
            (1, found.line.grow, found.page.grow),
            (-1, found.line.shrink, found.page.shrink),
        ):
            if page is not None:
                bounded += 1
                assert what_if.standing(ended(case.story, way * page)).page == now.page, seed
                assert what_if.standing(ended(case.story, way * (page + 1))).page != now.page, seed
            if line is None:
                continue
            beyond = []
            for number in editable(case.story):
                if way < 0 and core(case.story.paragraphs[number]) < line:
                    continue
                within = lengthened(case.story, number, way * line)
                assert what_if.standing(within).paragraphs == now.paragraphs, seed
                if way > 0 or core(case.story.paragraphs[number]) > line:
                    changed = lengthened(case.story, number, way * (line + 1))
                    beyond.append(what_if.standing(changed).paragraphs != now.paragraphs)
            assert any(beyond), seed
    assert bounded > 5


def jumping(rows: int, faces: FaceBook) -> Case:
    main = frame("main", (1, 2), (1, rows), jump=JumpWish(allowed=True))
    tails = frame("tails", (1, 2), (1, 12), kind=FrameKind.TAILS)
    copy = story("s", ["中" * 40 + "。"] * 4, headline="")
    return Case(paper({1: [main], 2: [tails]}, {(1, "main"): copy}), faces)


@pytest.mark.parametrize("rows", [8, 16])
def test_the_margin_of_a_jump(rows: int, faces: FaceBook) -> None:
    case = jumping(rows, faces)
    what_if = case.what_if()
    now = what_if.standing(case.story).jumps
    assert bool(now) == (rows == 8)
    found = margin(what_if, "s")
    assert found is not None
    assert found.jump is not None
    room = found.jump.shrink if now else found.jump.grow
    assert room is not None
    way = -1 if now else 1
    assert what_if.standing(ended(case.story, way * room)).jumps == now
    assert what_if.standing(ended(case.story, way * (room + 1))).jumps != now
    # What is told without setting all of it anew is what setting all of it gives.
    beyond = case.with_story(ended(case.story, way * (room + 1)))
    assert bool(beyond.jumps) != bool(now)


def test_other_means_fit_as_well(faces: FaceBook) -> None:
    copy = story("s", ["中" * 40 + "。"] * 3, headline="")
    case = Case(paper({1: [frame("main", (1, 1), (1, 16))]}, {(1, "main"): copy}), faces)
    advice = fit_advice(case.what_if(), "s")
    assert advice is not None
    (rows,) = [r for r in advice.remedies if r.means is Means.ROWS]

    def higher(by: int) -> SetIssue:
        taller: FrameSpec = frame("main", (1, 1), (1, 16 + by))
        return set_issue(paper({1: [taller]}, {(1, "main"): copy}), faces)

    assert fits(higher(rows.amount), FitState.OVER)
    assert not fits(higher(rows.amount - 1), FitState.OVER)


def test_a_last_line_of_two_characters_is_the_cheapest(faces: FaceBook) -> None:
    # Six and twice eight characters, then two: of all paragraphs this one wins a line for the fewest.
    copy = story("s", ["中" * 27 + "。", "中" * 23 + "。", "中" * 29 + "。"], headline="")
    rows = 11
    case = Case(paper({1: [frame("main", (1, 1), (1, rows))]}, {(1, "main"): copy}), faces)
    advice = fit_advice(case.what_if(), "s")
    assert advice is not None
    assert advice.state is FitState.OVER
    (change,) = advice.cheapest
    assert (change.paragraph, str(change.span)) == (2, "s.md:2:1")
    assert -3 <= change.characters < 0


def test_a_story_in_no_frame_has_no_advice(faces: FaceBook) -> None:
    case = random_case(1, faces)
    alone = replace(
        case.edition, stories={**case.edition.stories, "other": replace(case.story, slug="other")}
    )
    what_if = WhatIf(alone, set_issue(alone, faces), faces)
    assert fit_advice(what_if, "other") is None
    assert margin(what_if, "other") is None


@pytest.mark.parametrize("first", range(1, 40))
def test_the_boundary_is_the_first_that_holds(first: int) -> None:
    tried: list[int] = []

    def holds(n: int) -> bool:
        tried.append(n)
        return n >= first

    assert boundary(holds, 39) == first
    assert boundary(holds, 39, first) == first
    assert boundary(holds, first - 1) is None if first > 1 else True
    assert set(tried) <= set(range(1, 40))
