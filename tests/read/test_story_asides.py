"""``::: quote`` … ``:::`` in a story: lifted out with every character in its place."""

from __future__ import annotations

import pytest
from newsroom import LEAD, read, said, with_story

from typeset.model.story import AsideKind, PicturePlace, PictureSide

HEAD = "---\nheadline: 题\n---\n"


def test_an_aside_is_no_part_of_the_body() -> None:
    known = read(
        with_story(HEAD + "前。\n\n::: quote {columns=1-2 width=9字 side=left}\n**引**语。\n:::\n\n后。\n")
    )
    assert known.codes == []
    story = known.edition.stories["lead"]
    assert story.text == "前。后。"
    (aside,) = story.asides
    assert (aside.kind, aside.columns, aside.wide, aside.side) == (
        AsideKind.QUOTE,
        (1, 2),
        9000,
        PictureSide.LEFT,
    )
    assert aside.place is PicturePlace.MIDDLE
    assert aside.paragraphs[0].text == "引语。"
    assert str(aside.paragraphs[0].span_at(1)) == f"{LEAD}:7:6"
    assert str(aside.span) == f"{LEAD}:6:1"


def test_a_box_may_have_a_subhead_and_chinese_words() -> None:
    story = read(
        with_story(HEAD + "前。\n\n::: 插框 {place=bottom}\n## 数字\n一。\n\n二。\n:::\n")
    ).edition.stories["lead"]
    (aside,) = story.asides
    assert aside.kind is AsideKind.BOX
    assert [p.text for p in aside.paragraphs] == ["数字", "一。", "二。"]
    assert aside.place is PicturePlace.BOTTOM


@pytest.mark.parametrize(
    ("text", "code", "place", "words"),
    [
        ("前。\n\n::: quote\n引语。\n", "aside-open", "6:1", "没有结束"),
        ("前。\n\n::: quot\n引语。\n:::\n", "bad-choice", "6:1", "quote"),
        ("前。\n\n::: box {rows=3}\n一。\n:::\n", "unknown-key", "6:10", "rows"),
        ("前。\n\n::: box {columns=x}\n一。\n:::\n", "picture-attribute", "6:10", "columns"),
        ("前。\n\n::: box\n![](a.jpg)\n一。\n:::\n", "aside-picture", "7:1", "图片"),
    ],
)
def test_what_is_wrong_with_an_aside_is_told(text: str, code: str, place: str, words: str) -> None:
    found = read(with_story(HEAD + text)).only(code)
    assert str(found.span).startswith(f"{LEAD}:{place}")
    assert words in said(found)
