"""Why stories jump where they do, told from the plan and from what was set: through the whole engine."""

from __future__ import annotations

import json

import pytest
from msgspec.structs import replace
from paper import HERE, frame, paper, story

from typeset.catalogue.entry import Lang
from typeset.faces import FaceBook
from typeset.flow.issue import SetIssue, set_issue
from typeset.flow.jumpplan import AGAIN, OVER, UNPLACED, WHITE, Option, Request, Room, cost_of, told_apart
from typeset.flow.planreasons import _Others
from typeset.model.edition import JumpRules
from typeset.model.layout import FrameKind, FrameSpec
from typeset.model.placed import JumpCost, JumpDecision, NotTaken, NoWay
from typeset.model.story import JumpWish, Story
from typeset.report.jumps import jumps_as_json, reasons_as_text

GO = JumpWish(allowed=True)
FEW = JumpRules(least_before=2, least_after=2)


def copy(slug: str, sentences: int = 60, **more: object) -> Story:
    return replace(story(slug, ["天地玄黄宇宙洪荒。" * sentences], headline="题"), **more)  # type: ignore[arg-type]


def tails(rows: tuple[int, int] = (1, 26), name: str = "tails") -> FrameSpec:
    return frame(name, (1, 4), rows, FrameKind.TAILS)


def lead(jump: JumpWish = GO, rows: int = 12) -> FrameSpec:
    return frame("lead", (1, 4), (1, rows), jump=jump)


def issue_of(
    faces: FaceBook, pages: dict[int, list[FrameSpec]], copy: Story, rules: JumpRules = FEW
) -> SetIssue:
    return set_issue(paper(pages, {(1, "lead"): copy}, rules), faces)


def weighed(decision: JumpDecision) -> list[tuple[int, str, int, NotTaken | None]]:
    return [(o.page, o.frame, o.step, o.why) for o in decision.options]


def test_a_cost_is_told_by_its_bands() -> None:
    cost = 2 * UNPLACED + 3 * OVER + AGAIN + 12 * WHITE + WHITE // 2
    assert told_apart(cost) == JumpCost(2, 3, 1, 12.5)
    assert told_apart(0) == JumpCost()


def test_what_was_not_taken_says_why(faces: FaceBook) -> None:
    pages = {1: [lead()], 2: [tails((1, 3))], 3: [tails((1, 6))], 4: [tails()], 5: [tails()]}
    issue = issue_of(faces, pages, copy("甲", 90))
    (decision,) = issue.reasons.decisions
    assert weighed(decision) == [
        (2, "tails", 0, NotTaken.NOT_LEAST),
        (3, "tails", 0, NotTaken.NO_ROOM),
        (4, "tails", 1, None),
        (5, "tails", 0, NotTaken.FARTHER),
    ]
    out = reasons_as_text(issue.reasons, Lang.ZH)
    assert [line.split("；")[-1] for line in out.splitlines()[1:3]] == ["放不下最少的行数", "会有文字放不下"]
    assert out.splitlines()[3].endswith("（选定）")
    assert out.splitlines()[4].endswith("；离得更远")
    assert out.splitlines()[5] == (
        "没有地方的 0 篇、放不下或超过转文最多的 0 行、再转 0 次，其余代价 2 行白；没有更省的安排"
    )


def test_tails_of_one_page_are_kept_together_and_say_so(faces: FaceBook) -> None:
    a, b = (frame(n, c, (1, 12), jump=GO) for n, c in (("a", (1, 2)), ("b", (3, 4))))
    pages = {1: [a, b], 2: [tails((1, 9))], 3: [tails()]}
    placed = {(1, "a"): copy("甲", 36), (1, "b"): copy("乙", 36)}
    issue = set_issue(paper(pages, placed, FEW), faces)
    assert {j.to_page for j in issue.jumps} == {3}
    assert [weighed(d)[0][3] for d in issue.reasons.decisions] == [NotTaken.MORE_PAGES] * 2


def test_a_chain_is_shown_in_its_order(faces: FaceBook) -> None:
    pages = {1: [lead()], 2: [tails((1, 10))], 3: [tails((1, 10))]}
    issue = issue_of(faces, pages, copy("甲", 90))
    (decision,) = issue.reasons.decisions
    assert [(o.page, o.step, o.chosen) for o in decision.options] == [(2, 1, True), (3, 2, True)]
    assert issue.reasons.spent.again == 1
    lines = reasons_as_text(issue.reasons, Lang.ZH).splitlines()
    assert [line.split()[0] for line in lines[1:3]] == ["▶1", "▶2"]
    assert lines[2].endswith("再转到这里")
    assert "再转 1 次" in lines[3]


def test_wish_and_rank_are_said(faces: FaceBook) -> None:
    wish = JumpWish(allowed=True, page="3", frame="tails", span=HERE, order=2)
    issue = issue_of(faces, {1: [lead()], 2: [tails()], 3: [tails()]}, copy("甲", jump=wish, rank=1))
    zh, en = (reasons_as_text(issue.reasons, lang).splitlines()[0] for lang in (Lang.ZH, Lang.EN))
    assert zh == "甲（第1版，指定第3版，指定 tails 框，指定排第 2，轻重 1）可以转到："
    assert en == "甲 (page 1, page 3 wished, frame tails wished, place 2 wished, rank 1) could go on in:"


SMALL = tails((1, 10))


@pytest.mark.parametrize(
    ("pages", "own", "why"),
    [
        ({1: [lead()]}, None, NoWay.NO_LATER),
        ({1: [SMALL, lead()]}, None, NoWay.NO_LATER),
        ({1: [lead()], 2: [tails()]}, JumpWish(allowed=True, frame="other", span=HERE), NoWay.NOT_WISHED),
        ({1: [lead()], 2: [tails()], 3: []}, JumpWish(allowed=True, page="3", span=HERE), NoWay.NOT_WISHED),
        ({1: [lead(JumpWish())], 2: [tails()]}, None, NoWay.LAYOUT),
        ({1: [lead(JumpWish(span=HERE))], 2: [tails()]}, GO, NoWay.LAYOUT),
        ({1: [lead()], 2: [tails()]}, JumpWish(span=HERE), NoWay.EDITOR),
        ({1: [lead(rows=1)], 2: [tails()]}, None, NoWay.NO_LINE),
    ],
)
def test_a_story_that_is_overset_without_an_option_says_why(
    faces: FaceBook, pages: dict[int, list[FrameSpec]], own: JumpWish | None, why: NoWay
) -> None:
    issue = issue_of(faces, pages, copy("甲", 90, jump=own))
    (decision,) = issue.reasons.decisions
    assert issue.oversets
    assert (decision.why_none, decision.options) == (why, ())
    first, *others = reasons_as_text(issue.reasons, Lang.ZH).splitlines()
    assert first.startswith("甲（第1版")
    assert "没有地方转：" in first
    # Of a story that was not to jump the plan knows nothing.
    assert len(others) == why.is_planned
    assert all("没有地方的 1 篇" in line for line in others)


def test_a_spread_whose_right_page_alone_has_tails_has_no_later_frame(faces: FaceBook) -> None:
    banner = replace(frame("banner", (1, 8), (1, 10)), spread=True, jump=GO)
    edition = paper({1: [], 2: [banner], 3: [tails((13, 26))]}, {(2, "banner"): copy("甲", 90)}, FEW)
    (decision,) = set_issue(edition, faces).reasons.decisions
    assert decision.why_none is NoWay.NO_LATER


def test_the_data_say_the_same(faces: FaceBook) -> None:
    pages = {1: [lead()], 2: [tails((1, 3))], 3: [tails()]}
    issue = issue_of(faces, pages, copy("甲", rank=2))
    said = json.loads(jumps_as_json(issue.jumps, issue.reasons, lambda number: f"A{number}"))["reasons"]
    assert (said["cost"], said["whole"], said["spent"]["unplaced"]) == (issue.reasons.cost, True, 0)
    assert said["spent"]["white"] * WHITE == said["cost"]
    (decision,) = said["decisions"]
    assert (decision["page_name"], decision["rank"], decision["why_none"]) == ("A1", 2, None)
    assert decision["wish"] == {"allowed": True, "page": None, "frame": None, "order": 0}
    assert [(o["page_name"], o["chosen"], o["step"], o["why"]) for o in decision["options"]] == [
        ("A2", False, 0, "not-least"),
        ("A3", True, 1, None),
    ]
    stuck = issue_of(faces, {1: [lead()]}, copy("甲", 90))
    (decision,) = json.loads(jumps_as_json((), stuck.reasons))["reasons"]["decisions"]
    assert (decision["options"], decision["why_none"]) == ([], "no-later-frame")


def test_too_many_plans_are_not_weighed_one_by_one() -> None:
    for count, why in ((12, NotTaken.FARTHER), (80, None)):
        options = tuple(Option(frame, frame + 2, 4, 2, 0, 1) for frame in range(10))
        requests = [Request(1, options)] * count
        taken = [(options[0],)] * count
        room = Room((500,) * 10)
        others = _Others(requests, taken, room, cost_of(requests, taken, room))
        assert others.why_not(0, options[0]) is None
        found = others.why_not(0, options[9])
        assert found is why
