"""Copyfitting: a line fewer saves copy from being overset, a line more evens out the feet of columns."""

from __future__ import annotations

from msgspec.structs import replace
from paper import frame, paper, story

from typeset.faces import FaceBook
from typeset.flow.issue import set_issue
from typeset.model.edition import JumpRules
from typeset.model.layout import FrameKind
from typeset.model.story import JumpWish

# Eight characters in the first line of a column of eight less the indent of two: seven with both stops at half.
TIGHT = "中。中。中中中"
TWO_LINES = "中" * 13


def test_copy_a_line_too_long_is_squeezed_to_fit(faces: FaceBook) -> None:
    copy = story("s", [TIGHT, TWO_LINES, TWO_LINES, TWO_LINES], headline="")
    issue = set_issue(paper({1: [frame("main", (1, 1), (1, 7))]}, {(1, "main"): copy}), faces)
    assert not issue.oversets
    (told,) = [f for f in issue.findings if f.code == "paragraph-squeezed"]
    assert dict(told.facts)["text"] == TIGHT


def test_copy_that_squeezing_cannot_save_is_left_as_it_was(faces: FaceBook) -> None:
    copy = story("s", [TIGHT, TWO_LINES, TWO_LINES, TWO_LINES], headline="")
    issue = set_issue(paper({1: [frame("main", (1, 1), (1, 6))]}, {(1, "main"): copy}), faces)
    assert issue.oversets
    assert "paragraph-squeezed" not in {f.code for f in issue.findings}


def test_a_tail_of_a_few_lines_is_squeezed_in_rather_than_carried(faces: FaceBook) -> None:
    copy = story("s", [TIGHT, TWO_LINES, TWO_LINES, TWO_LINES], headline="")
    main = frame("main", (1, 1), (1, 7), jump=JumpWish(allowed=True))
    tails = frame("tails", (1, 2), (1, 20), kind=FrameKind.TAILS)
    issue = set_issue(paper({1: [main], 2: [tails]}, {(1, "main"): copy}), faces)
    assert not issue.jumps


# Four squeezed lines of seventeen characters, or five that are hardly opened.
NEARLY_FIVE = (
    "答：这是实话，也是难处。我们实行“弹性上下班”，当天值守到17:40的老师，次日可以晚到一小时；"
    "每人每周最多轮值两天。老师有劲头，孩子才有笑声。"
)


def test_feet_of_balanced_columns_are_evened_out(faces: FaceBook) -> None:
    copy = story("s", ["中" * 44, NEARLY_FIVE], headline="")
    main = replace(frame("main", (1, 4), (1, 9), story_columns=2), balance=True)
    issue = set_issue(paper({1: [main]}, {(1, "main"): copy}), faces)
    # Three and four lines would leave the second column a row short.
    assert issue.parts[0].lines == 8
    assert [dict(f.facts)["text"] for f in issue.findings if f.code == "paragraph-opened"] == [
        NEARLY_FIVE[:10]
    ]


def test_nothing_is_opened_where_feet_are_even(faces: FaceBook) -> None:
    copy = story("s", [NEARLY_FIVE, "中" * 60], headline="")
    main = replace(frame("main", (1, 4), (1, 9), story_columns=2), balance=True)
    issue = set_issue(paper({1: [main]}, {(1, "main"): copy}), faces)
    assert issue.parts[0].lines == 8
    assert "paragraph-opened" not in {f.code for f in issue.findings}


def test_a_paragraph_a_line_longer_leaves_no_white_before_a_jump(faces: FaceBook) -> None:
    # Four lines and three would leave a row white before the jump line that stands in the last of them.
    second = "中" * 40 + "。"
    copy = story("s", [NEARLY_FIVE, second, "中" * 400], headline="")
    tails = frame("tails", (1, 4), (1, 26), kind=FrameKind.TAILS)
    main = frame("main", (1, 2), (1, 8), story_columns=1, jump=JumpWish(allowed=True))
    rules = JumpRules(least_before=3, least_after=3)
    issue = set_issue(paper({1: [main], 2: [tails]}, {(1, "main"): copy}, rules), faces)
    assert [jump.at for jump in issue.jumps] == [len(NEARLY_FIVE) + len(second)]
    assert issue.parts[0].lines == 8
