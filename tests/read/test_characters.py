"""Characters nobody sees are named, and letters with accents behind them become one character."""

from __future__ import annotations

import pytest
from newsroom import EDITION, HOUSE, LEAD, read, said, said_in_english, spoilt, with_story

from typeset.findings import Severity

HEAD = "---\nheadline: 题\n---\n"


@pytest.mark.parametrize(
    ("char", "words"),
    [
        ("\x00", "U+0000（空字符）"),
        ("\x0c", "U+000C（控制字符）"),
        ("\x85", "U+0085（换行符 NEL）"),
        ("\u2028", "U+2028（行分隔符）"),
        ("\u2029", "U+2029（段分隔符）"),
        ("\u202e", "U+202E（文字方向标记）"),
        ("\u2066", "U+2066（文字方向标记）"),
        ("\u200d", "U+200D（零宽连字）"),
    ],
)
def test_controls_in_a_story_are_errors(char: str, words: str) -> None:
    found = read(with_story(HEAD + f"前文{char}后文\n")).only("control-character")
    assert (str(found.span), found.severity) == (f"{LEAD}:4:3", Severity.ERROR)
    assert words in said(found)
    assert "删掉它" in said(found)


@pytest.mark.parametrize("char", ["\u200b", "\u2060", "\u00ad", "\ufeff"])
def test_characters_without_width_are_kept_with_a_warning(char: str) -> None:
    reading = read(with_story(HEAD + f"前{char}后\n"))
    assert reading.good.stories["lead"].text == f"前{char}后"
    found = reading.only("invisible-character")
    assert (str(found.span), found.severity) == (f"{LEAD}:4:2", Severity.WARNING)
    assert f"U+{ord(char):04X}" in said_in_english(found)


def test_copy_of_invisible_characters_alone_is_no_copy() -> None:
    assert "empty-story" in read(with_story(HEAD + "\u200b\u2060\n")).codes
    assert "no-headline" in read(with_story("---\nheadline: \u200b\n---\n正文\n")).codes


def test_a_control_made_by_an_escape_is_found_in_any_value() -> None:
    found = read(spoilt(EDITION, "section: 要闻", r'section: "要\x00闻"')).only("control-character")
    assert str(found.span) == f"{EDITION}:7:14"
    found = read(with_story('---\nheadline: "\\u202e题"\n---\n正文\n')).only("control-character")
    assert str(found.span) == f"{LEAD}:2:11"


def test_an_invisible_character_in_a_key_is_named() -> None:
    reading = read(spoilt(HOUSE, "  gutter:", "  gut\u200bter:"))
    found = reading.only("invisible-in-key")
    assert str(found.span) == f"{HOUSE}:8:3"
    assert "U+200B（零宽空格）" in said(found)
    assert "unknown-key" not in reading.codes


def test_letters_and_their_accents_become_one_character() -> None:
    typed = "---\nheadline: Cafe\u0301\n---\nn\u0303和\uf900\u0301与\ufa19末\n"
    story = read(with_story(typed)).good.stories["lead"]
    assert story.block.headline == ("Café",)
    assert story.text == "ñ和\uf900\u0301与\ufa19末"
    places = [story.paragraphs[0].span_at(offset).column for offset in range(len(story.text))]
    assert places == [1, 3, 4, 5, 6, 7, 8]
