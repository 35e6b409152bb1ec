"""Nothing typed is lost on the way in, whatever Markdown makes of it; and reading long copy takes no longer."""

from __future__ import annotations

import time

import pytest
from newsroom import LEAD, picture, read, said, with_story

from typeset.model.story import Story

HEAD = "---\nheadline: 题\n---\n"


def story_of(text: str) -> Story:
    reading = read(with_story(HEAD + text))
    assert "copy-not-understood" not in reading.codes, [said(f) for f in reading.findings]
    return reading.good.stories["lead"]


def test_a_list_of_thirteen_levels_keeps_its_copy() -> None:
    story = story_of("".join("  " * level + f"- 层{level}\n" for level in range(13)))
    assert [p.text for p in story.paragraphs] == [f"■层{level}" for level in range(13)]


def test_a_quote_of_many_levels_keeps_its_copy() -> None:
    assert story_of(">" * 21 + "深处\n").text == "深处"


def test_copy_below_all_levels_is_an_error_at_its_place() -> None:
    reading = read(with_story(HEAD + "前文\n\n" + ">" * 300 + "深处\n"))
    found = reading.only("copy-not-understood")
    assert (str(found.span), found.amount) == (f"{LEAD}:6:301", 2)
    assert "正文有 2 个字没有读出来，从“深处”起" in said(found)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("1. - 甲\n2. 乙\n", "1.■甲2.乙"),
        ("4. 1. 丙\n", "4.1.丙"),
        ("2026.\n\n后文\n", "2026.后文"),
        ("3. ```\n   x=1\n   ```\n", "3.x=1"),
        ('前[链接](https://a.cn/b "标题")后', "前链接后"),
        ("&amp;和&#x4e2d;", "&和中"),
        ("~~~ java\nq1\n~~~\n", "q1"),
        ("用`代码\n又`一次", "用代码 又一次"),
    ],
)
def test_what_is_set_and_what_is_markup_make_up_the_source(typed: str, text: str) -> None:
    assert story_of(typed).text == text


def test_pictures_are_accounted_for() -> None:
    typed = HEAD + '前\n\n![图说](a.jpg){columns=2 credit="某某　摄"}\n'
    reading = read(with_story(typed, a=picture()))
    assert reading.good.stories["lead"].text == "前"
    assert reading.codes == []


@pytest.mark.parametrize(
    "copy",
    ["a" * 100_000, "1" * 100_000, "中\n" * 50_000, "a\n" * 50_000, "中(a)," * 20_000, "a@" * 40_000],
    ids=["letters", "figures", "han-lines", "letter-lines", "brackets", "addresses"],
)
def test_long_copy_is_read_in_time_that_grows_with_its_length(copy: str) -> None:
    began = time.process_time()
    story_of(copy)
    # What was quadratic took 20 to 90 seconds; the room above 2 seconds is for slow machines.
    assert time.process_time() - began < 8
