"""Ruby, dots, boxes, underlines, named styles, note marks and inline pictures: what is read, and with which place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom import FOLDER, LEAD, Reading, picture, read, said, said_in_english, with_story

from typeset.model.annotation import PICTURE_CHARACTER, Annotation, Mark
from typeset.model.story import Emphasis, Paragraph, Run

HEAD = "---\nheadline: 题\n---\n"


def reading_of(typed: str, **pictures: bytes) -> Reading:
    return read(with_story(f"{HEAD}{typed}\n", **pictures))


def paragraph_of(typed: str, **pictures: bytes) -> Paragraph:
    reading = reading_of(typed, **pictures)
    assert reading.codes == [], [said(f) for f in reading.findings]
    return reading.good.stories["lead"].paragraphs[0]


def told(paragraph: Paragraph) -> list[tuple[str, str, str]]:
    """Each annotation as its kind, the characters it belongs to, and its ruby."""
    text = paragraph.text
    return [(a.mark.value, text[a.first : a.last], a.ruby) for a in paragraph.annotations]


@pytest.mark.parametrize(
    ("typed", "text", "annotations"),
    [
        ("读{汉字|hàn zì}吧", "读汉字吧", [("ruby", "汉", "hàn"), ("ruby", "字", "zì")]),
        ("{汉字|hànzì}", "汉字", [("ruby", "汉字", "hànzì")]),
        ("{世贸组织|World Trade}", "世贸组织", [("ruby", "世贸组织", "World Trade")]),
        ("{WTO| 世贸 }", "WTO", [("ruby", "WTO", "世贸")]),
        ("{圳|zhe\u0300n}", "圳", [("ruby", "圳", "zhèn")]),
        ("[必须]{dots}做", "必须做", [("dots", "必须", "")]),
        ("[某某]{boxed}[某某]{boxed}", "某某某某", [("boxed", "某某", ""), ("boxed", "某某", "")]),
        ("[甲，乙 c]{underline}", "甲，乙 c", [("underline", "甲，乙 c", "")]),
        ("[甲]{ underline  dots }", "甲", [("underline", "甲", ""), ("dots", "甲", "")]),
        ("[甲**乙**]{boxed}", "甲乙", [("boxed", "甲乙", "")]),
        ("[甲[乙]{dots}丙]{boxed}", "甲乙丙", [("dots", "乙", ""), ("boxed", "甲乙丙", "")]),
        ("[甲[乙]{dots}丙]{dots}", "甲乙丙", [("dots", "甲乙丙", "")]),
        ("[{汉|hàn}]{dots}", "汉", [("dots", "汉", ""), ("ruby", "汉", "hàn")]),
        ("[甲\n乙]{dots}", "甲乙", [("dots", "甲乙", "")]),
    ],
)
def test_annotations_belong_to_their_characters(
    typed: str, text: str, annotations: list[tuple[str, str, str]]
) -> None:
    paragraph = paragraph_of(typed)
    assert paragraph.text == text
    assert sorted(told(paragraph)) == sorted(annotations)


@pytest.mark.parametrize(
    "typed",
    [
        "数组[某某]和[1]",
        "集合{甲、乙}和{a}",
        "a|b，{|}，{ |x}，{甲| }",
        "2^10，x^2 + y^2，a^2b^3，^_^，a ^ b，^，^",
        r"\[某某\]{dots}，\{汉|hàn}，\^1\^",
        "[某某]{}、[]{dots}",
        "[链接]（附后）",
    ],
)
def test_ordinary_brackets_braces_and_carets_stay_text(typed: str) -> None:
    reading = reading_of(typed)
    paragraph = reading.good.stories["lead"].paragraphs[0]
    assert paragraph.text == typed.replace("\\", "")
    assert (paragraph.annotations, paragraph.runs) == ((), (Run(paragraph.text),))


@pytest.mark.parametrize(
    ("typed", "runs"),
    [
        ("据[甲]{style=quote}说", [Run("据"), Run("甲", style="quote"), Run("说")]),
        ("**粗[甲]{style=quote}**", [Run("粗", Emphasis.STRONG), Run("甲", style="quote")]),
        ("[甲**粗**]{style=quote}", [Run("甲", style="quote"), Run("粗", Emphasis.STRONG)]),
        ('[甲]{dots style="quote"}', [Run("甲", style="quote")]),
        ("*楷*^①^后", [Run("楷", Emphasis.ITALIC), Run("①", note_mark=True), Run("后")]),
        ("文^[1]^", [Run("文"), Run("[1]", note_mark=True)]),
        ("文^注1^，**文^*^**", [Run("文"), Run("注1", note_mark=True), Run("，"), Run("文", Emphasis.STRONG),
                              Run("*", Emphasis.STRONG, note_mark=True)]),
    ],
)  # fmt: skip
def test_styles_and_note_marks_are_runs(typed: str, runs: list[Run]) -> None:
    assert list(paragraph_of(typed).runs) == runs


def test_half_width_marks_become_full_width_but_not_in_note_marks() -> None:
    reading = reading_of("第一句^(1)^,第二句^[2]^.")
    assert reading.good.stories["lead"].text == "第一句(1)，第二句[2]。"


def test_every_annotation_and_character_leads_back_to_where_it_was_typed() -> None:
    paragraph = paragraph_of("　　前**{汉字|hàn zì}**[乙]{dots}^①^\n后[丙]{boxed}")
    places = {(a.mark, a.ruby): str(a.span) for a in paragraph.annotations}
    assert places == {
        (Mark.RUBY, "hàn"): f"{LEAD}:4:10",
        (Mark.RUBY, "zì"): f"{LEAD}:4:14",
        (Mark.DOTS, ""): f"{LEAD}:4:19",
        (Mark.BOXED, ""): f"{LEAD}:5:2",
    }
    assert paragraph.text == "前汉字乙①后丙"
    columns = [paragraph.span_at(n).column for n in range(7)]
    assert columns == [3, 7, 8, 20, 29, 1, 3]


def test_an_unknown_word_behind_a_bracket_is_told_and_the_text_is_set() -> None:
    reading = reading_of("前[关键]{dotss}后[关键]{着重号}")
    assert reading.good.stories["lead"].text == "前[关键]{dotss}后[关键]{着重号}"
    first, second = (f for f in reading.findings if f.code == "unknown-mark")
    assert len(reading.findings) == 2
    assert (str(first.span), str(second.span)) == (f"{LEAD}:4:7", f"{LEAD}:4:19")
    assert "是不是“dots”？" in said(first)
    assert "是不是“dots”？" in said(second)
    assert "did you mean “dots”?" in said_in_english(second)


def test_an_unknown_style_is_an_error_at_its_name() -> None:
    reading = reading_of("前[关键字]{dots style=quot}后")
    found = reading.only("unknown-style")
    assert found.span is not None
    assert (found.span.line, found.span.column) == (4, 19)
    assert "是不是“quote”？" in said(found)


@pytest.mark.parametrize(
    "typed", ["［关键］{dots}", "[关键] {boxed}", "｛汉字｜hàn zì｝", "{甲|乙|丙}", "图 {inline}"]
)
def test_what_nearly_is_markup_is_told(typed: str) -> None:
    found = reading_of(f"前{typed}后").only("looks-like-markup")
    assert str(found.span) == f"{LEAD}:4:{4 if typed.startswith('图') else 2}"


def test_an_inline_picture_is_one_character() -> None:
    paragraph = paragraph_of("升![](flag.jpg){inline}旗![](flag.jpg){inline height=1.2字}", flag=picture())
    assert paragraph.text == f"升{PICTURE_CHARACTER}旗{PICTURE_CHARACTER}"
    assert [(a.first, a.last, a.mark) for a in paragraph.annotations] == [
        (1, 2, Mark.PICTURE),
        (3, 4, Mark.PICTURE),
    ]
    shown = [a.picture for a in paragraph.annotations]
    assert [(p.file, p.pixels, p.height, p.width) for p in shown if p is not None] == [
        (f"{FOLDER}/stories/flag.jpg", (30, 20), 1000, 1500),
        (f"{FOLDER}/stories/flag.jpg", (30, 20), 1200, 1800),
    ]
    assert paragraph.span_at(2).column == 23


@pytest.mark.parametrize(
    ("braces", "code", "column"),
    [
        ("inline columns=2", "picture-attribute", 24),
        ("inline height=9字", "picture-attribute", 24),
        ("inline height=12pt", "picture-attribute", 24),
        ("inline large", "picture-attribute", 24),
    ],
)
def test_mistakes_in_the_braces_of_an_inline_picture(braces: str, code: str, column: int) -> None:
    found = reading_of(f"升旗![](flag.jpg){{{braces}}}", flag=picture()).only(code)
    assert found.span is not None
    assert (found.span.line, found.span.column) == (4, column)
    assert "{inline height=1字}" in said(found)


def test_an_inline_picture_that_cannot_be_had_is_an_error_and_leaves_no_hole() -> None:
    reading = reading_of("升![](flagg.jpg){inline}旗", flag=picture())
    assert "是不是“flag.jpg”？" in said(reading.only("missing-picture"))
    assert str(reading.only("missing-picture").span) == f"{LEAD}:4:2"
    assert reading.good.stories["lead"].text == "升旗"
    wide = reading_of("升![](flag.jpg){inline}旗", flag=picture(90, 20))
    assert "4.5 字宽，最多 4 字" in said(wide.only("inline-picture-wide"))


def test_the_caption_of_an_inline_picture_is_not_dropped_in_silence() -> None:
    reading = reading_of("升![国旗](flag.jpg){inline}旗", flag=picture())
    assert "“国旗”没有排出来" in said(reading.only("inline-picture-caption"))


def test_chinese_words_for_inline_get_the_right_example() -> None:
    found = reading_of("升旗\n\n![](flag.jpg){行内}", flag=picture()).only("picture-attribute")
    assert "{inline height=1字}" in said(found)


def test_marks_in_a_caption_leave_its_words_and_ruby_stands_in_brackets() -> None:
    reading = reading_of("文\n\n![[某某]{boxed}在{圳|zhèn}^①^](a.jpg)", a=picture())
    assert reading.good.stories["lead"].pictures[0].caption == "某某在圳（zhèn）①"


def test_brackets_deeper_than_can_be_read_stay_text() -> None:
    typed = "[" * 60 + "甲" + "]{dots}" * 60
    reading = reading_of(typed)
    assert "甲" in reading.good.stories["lead"].text
    assert "copy-not-understood" not in reading.codes


WORDS = st.text(alphabet="昨天今日，。AB12", min_size=1, max_size=6)
MARKUP = st.sampled_from(
    [
        "{}",
        "**{}**",
        "*{}*",
        "[{}]{{dots}}",
        "[{}]{{boxed underline}}",
        "[{}]{{style=quote}}",
        "[**{}**]{{dots}}",
    ]
)


@settings(deadline=None)
@given(st.lists(st.tuples(MARKUP, WORDS), min_size=1, max_size=8))
def test_the_text_of_the_runs_is_the_copy_without_its_markup(parts: list[tuple[str, str]]) -> None:
    # A Han character between the parts keeps the stars of neighbours from meeting.
    typed = "中".join(markup.format(word) for markup, word in parts)
    reading = reading_of(f"中{typed}中")
    paragraph = reading.good.stories["lead"].paragraphs[0]
    assert paragraph.text == f"中{'中'.join(word for _, word in parts)}中"
    lines = f"{HEAD}中{typed}中".split("\n")
    for offset, char in enumerate(paragraph.text):
        span = paragraph.span_at(offset)
        assert lines[span.line - 1][span.column - 1] == char
    covered: list[Annotation] = [a for a in paragraph.annotations if a.mark is Mark.DOTS]
    assert [paragraph.text[a.first : a.last] for a in covered] == [w for m, w in parts if "dots" in m]


SIGNS = st.text(alphabet="中文[]{}|^*!()_ dotsinlie=①\n\\", max_size=60)


@settings(deadline=None, max_examples=300)
@given(SIGNS)
def test_no_signs_lose_a_character_of_the_copy(typed: str) -> None:
    reading = reading_of(f"中{typed}")
    assert "copy-not-understood" not in reading.codes, typed
