"""Rules about headlines, judged on pages that were set."""

from __future__ import annotations

import pytest
from judging import judge, judge_issue, sentences
from msgspec.structs import replace
from paper import frame, paper, story

from typeset.checks.headbreaks import tears
from typeset.faces import FaceBook
from typeset.flow.issue import set_issue
from typeset.model.edition import Edition
from typeset.model.layout import BoxSpec, FrameSpec, HeadlineSpec, HeadPlace, RuleSpec, Side, TintSpec
from typeset.model.placed import PlacedPicture
from typeset.model.story import Story
from typeset.model.style import Colour, WritingMode
from typeset.model.verdict import State
from typeset.read.words import word_starts


def headed(lines: tuple[str, ...], marks: tuple[int, ...] = ()) -> Story:
    made = story("s", list(sentences(4)), headline="")
    return replace(made, block=replace(made.block, headline=lines, marks={"headline": marks}))


def one(copy: Story, **more: object) -> Edition:
    lead = replace(frame("lead", (1, 4), (1, 20)), **more)  # type: ignore[arg-type]
    return paper({1: [lead]}, {(1, "lead"): copy})


@pytest.mark.parametrize(
    ("lines", "torn"),
    [
        (("全区秋粮收购达", "12万吨"), None),
        (("全区秋粮收购达12", "万吨"), "达12|万吨"),
        (("全区秋粮收购达1", "2万吨"), "购达1|2万吨"),
        (("三条夜间公", "交专线开跑"), "夜间公|交专线"),
        (("三条夜间公交", "专线开跑"), None),
        (("记者走进Open", "AI中国团队"), "pen|AI中"),
        (("读《东风", "谣》有感"), "《东风|谣》有"),
        (("读《东风谣》", "有感"), None),
        (("一江两岸起新潮", "百姓过冬有底气"), None),
        (("一溪浊水，", "今朝变清流"), None),
        (("第", "四届书市开张"), "第|四届书"),
        (("一行",), None),
        ((), None),
    ],
)
def test_where_a_head_is_torn(lines: tuple[str, ...], torn: str | None) -> None:
    assert next(tears(lines, (), word_starts), None) == torn


def test_a_name_the_house_keeps_together_is_torn() -> None:
    assert list(tears(("云汀湿地公", "园今日开门"), ("湿地公园",))) == ["湿地公|园今日"]


def test_who_knows_no_words_tears_none() -> None:
    assert list(tears(("三条夜间公", "交专线开跑"))) == []
    assert list(tears(("三条夜间公", "交专线开跑"), (), lambda text: ())) == []


def test_lines_an_editor_gave_are_judged(faces: FaceBook) -> None:
    (found,) = judge(one(headed(("夜间公", "交专线"))), faces, "headline-breaks").found
    assert (found.code, found.page, found.frame, found.story) == ("headline-torn", 1, "lead", "s")
    assert dict(found.facts)["lines"] == "夜间公 / 交专线"
    whole = judge(one(headed(("夜间公交", "专线开跑"))), faces, "headline-breaks")
    assert whole.state is State.PASSED


UPRIGHT = HeadlineSpec(writing=WritingMode.VERTICAL, place=HeadPlace.INSIDE_LEFT)


@pytest.mark.parametrize("head", [HeadlineSpec(), UPRIGHT])
def test_lines_broken_at_a_mark_are_read_from_the_page(faces: FaceBook, head: HeadlineSpec) -> None:
    def told(mark: int) -> list[str]:
        copy = headed(("江上三条夜间公交专线今夜开跑",), (mark,))
        return judge(
            one(copy, headline=head, columns=(1, 2), story_columns=2), faces, "headline-breaks"
        ).words

    assert told(8) == []
    (words,) = told(7)
    assert "江上三条夜间公 / 交专线今夜开跑" in words


def side_by_side(
    left: FrameSpec | None = None, right: FrameSpec | None = None, heads: tuple[str, str] = ("夜航", "早市")
) -> Edition:
    one = left or frame("a", (1, 2), (1, 20))
    two = right or frame("b", (3, 4), (1, 20))
    texts = list(sentences(3))
    return paper(
        {1: [one, two]},
        {(1, one.name): story("a", texts, heads[0]), (1, two.name): story("b", texts, heads[1])},
    )


LEFT, RIGHT = frame("a", (1, 2), (1, 20)), frame("b", (3, 4), (1, 20))


def test_two_heads_on_one_line_are_told(faces: FaceBook) -> None:
    (found,) = judge(side_by_side(), faces, "heads-apart").found
    assert (found.page, found.frame, found.story) == (1, "b", "b")
    assert dict(found.facts) == {"other": "a", "other_frame": "a"}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (replace(LEFT, rules=((Side.RIGHT, RuleSpec()),)), RIGHT),
        (LEFT, replace(RIGHT, rules=((Side.LEFT, RuleSpec()),))),
        (replace(LEFT, box=BoxSpec()), RIGHT),
        (LEFT, replace(RIGHT, tint=TintSpec(Colour(0, 0, 0, 80)))),
        (LEFT, replace(RIGHT, rows=(6, 20))),
        (LEFT, replace(RIGHT, headline=HeadlineSpec(style="kicker"))),
        (LEFT, replace(RIGHT, headline=UPRIGHT)),
        (replace(LEFT, columns=(1, 1), story_columns=1), replace(RIGHT, columns=(4, 4), story_columns=1)),
    ],
)
def test_heads_with_something_between_or_unlike_are_not(
    faces: FaceBook, left: FrameSpec, right: FrameSpec
) -> None:
    assert judge(side_by_side(left, right), faces, "heads-apart").state is State.PASSED


def test_a_picture_between_heads_parts_them(faces: FaceBook) -> None:
    edition = side_by_side()
    issue = set_issue(edition, faces)
    (page,) = issue.pages
    heads = [item for item in page.items if getattr(item, "size", 0) == 24_000]
    x = (heads[0].xs[-1] + heads[1].xs[0]) // 2  # type: ignore[union-attr]
    box = replace(issue.parts[0].box, x=x, y=20_000, width=9_000, height=40_000)
    shown = replace(page, items=(*page.items, PlacedPicture("p.jpg", box, box)))
    assert judge_issue(edition, replace(issue, pages=(shown,)), "heads-apart").codes == []


def threaded(first_rows: tuple[int, int], then_rows: tuple[int, int], columns: tuple[int, int]) -> Edition:
    lead = replace(frame("lead", (1, 2), first_rows), balance=False)
    more = replace(frame("more", columns, then_rows), follows="lead", balance=False)
    copy = story("s", list(sentences(8)), headline="夜航")
    return paper({1: [lead, more]}, {(1, "lead"): copy})


def test_copy_that_goes_on_above_its_head_is_told(faces: FaceBook) -> None:
    (found,) = judge(threaded((12, 20), (1, 10), (1, 2)), faces, "copy-below-head").found
    assert (found.code, found.page, found.frame, found.story) == ("copy-above-head", 1, "lead", "s")
    assert found.amount is not None
    assert found.amount > 1


def test_copy_that_goes_on_below_or_in_other_columns_is_not(faces: FaceBook) -> None:
    assert judge(threaded((1, 9), (11, 20), (1, 2)), faces, "copy-below-head").codes == []
    assert judge(threaded((12, 20), (1, 10), (3, 4)), faces, "copy-below-head").codes == []


@pytest.mark.parametrize("rule", ["headline-width", "headline-breaks", "heads-apart", "copy-below-head"])
def test_without_headlines_nothing_is_judged(faces: FaceBook, rule: str) -> None:
    bare = one(story("s", list(sentences(2)), headline=""))
    assert judge(bare, faces, rule).state is State.NOT_RUN
    assert judge(one(headed(("夜航",))), faces, rule).state is State.PASSED
