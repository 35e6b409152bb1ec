"""What the tests of xeCJK expect of marks, gaps and lines, restated.

Origins are files of xeCJK/testfiles in CTeX-org/ctex-kit, the .lvt with the numbers of its .tlg. xeCJK trims the mark
at the beginning of a box, and more than half of it: down to the ink; GB/T 15834 5.1.10 and clreq.md §5.5 halve it.

Not restated: what is of TeX alone (boxes, macros, fonts, colour, math, tabular, listings, hyperref, microtype), line
ends in the source (tests of reading), underlines and dots (tests of inline features).
"""

from __future__ import annotations

import pytest
from restated import EM, USUAL, Case, Setter, each

from typeset.model.style import Composition, EdgeEnd, Hanging, LineRules, PunctuationStyle, TextStyle
from typeset.text.linebreak import Measure, compose
from typeset.text.shape import StyledText

NEAR = 0.01
KAIMING = LineRules(punctuation=PunctuationStyle.KAIMING)
BANJIAO = LineRules(punctuation=PunctuationStyle.BANJIAO)
HANGMOBANJIAO = LineRules(punctuation=PunctuationStyle.LINE_END_HALF)
TRIM = LineRules(edge_end=EdgeEnd.TRIM)
TO_THE_INK = "a mark at a line edge is halved, not cut down to its ink (clreq.md §5.5)"
INTERPUNCT = "an interpunct is half an em wide on the mainland (GB/T 15834 5.1.7)"
PULLED = (
    "the brackets give their white, and the single character of the last line comes up (clreq.md §6.2, §9)"
)
AUTHORS_SPACE = (
    "a space typed between Han is the author's, as in names of two characters; xeCJK keeps it with CJKspace"
)


# Widths of whole boxes, trimmed at their beginning.
@each(
    Case("punctpair01", "「", 0.408, 0.5, TO_THE_INK),
    Case("punctpair01", "」", 1.0),
    Case(
        "punctpair01",
        "「」",
        1.223,
        1.5,
        "opening and closing have no white between them: nothing more goes (clreq.md §5.1)",
    ),
    Case("punctpair01", "「『」』", 2.217, 2.5, TO_THE_INK),
    Case("punctpair01", "「字字字」", 4.408, 4.5, TO_THE_INK),
    Case("punctpair01", "」「", 1.5),
    Case("boundary01", "字（字）字", 5.0),
    Case("boundary01", "字——字", 4.0),
    Case("longpunct01", "字……字", 4.0),
    Case("longpunct01", "字·字", 3.0, 2.5, INTERPUNCT),
    Case("dashwidth01", "字—字", 3.0),
    Case("dashwidth01", "字———字", 5.0),
    Case("dashwidth01", "爱。——测", 5.0),
    Case("dashwidth01", "“——”", 3.415, 3.5, TO_THE_INK),
    Case("dashwidth01", "字——字", 4.0, rules=BANJIAO),
    Case("dashwidth01", "字……字", 4.0, rules=BANJIAO),
    Case("hyphens01", "字～字", 3.0),
    Case("hyphens01", "字—字", 3.0),
    Case("cjkspace01", "字 字", 2.0, 2.25, AUTHORS_SPACE),
    Case("latinpunct01", "中文“文”中", 6.0),
    Case("latinpunct01", "中——中", 4.0),
    Case("charclass02", "字\u0301", 1.0),
)
def test_widths_of_boxes(setter: Setter, case: Case) -> None:
    assert setter.width(case.text, case.rules) == pytest.approx(case.expected, abs=NEAR)


# Widths of single marks and of pairs between Han: the glue after a mark, and the kern inside a pair.
@each(
    *(Case("punctstyle01", mark, 1.0) for mark in "、，。"),
    *(
        Case("punctstyle01", pair, 1.5)
        for pair in (
            "。「",
            "」、",
            "、「",
            "「『",
            "』」",
            "」，",
            "，《",
            "》、",
            "、〈",
            "〉。",
            "」「",
            "，」",
            "」《",
            "。》",
        )
    ),
    *(Case("punctstyle01", mark, 0.5, rules=BANJIAO) for mark in "、，。"),
    *(
        Case("punctstyle01", pair, 1.0, rules=BANJIAO)
        for pair in ("。「", "」、", "、「", "「『", "』」", "」，", "〉。", "」「")
    ),
    *(Case("kaimingpunct01", mark, 0.5, rules=KAIMING) for mark in "、，"),
    *(Case("kaimingpunct01", mark, 1.0, rules=KAIMING) for mark in "。！？．"),
    *(Case("punctstyle01", pair, 1.0, rules=KAIMING) for pair in ("。「", "」、", "，《", "』」", "。》")),
    *(Case("custompunctstyle01", mark, 1.0, rules=HANGMOBANJIAO) for mark in "、，。"),
    *(
        Case("custompunctstyle01", pair, 2.0, rules=HANGMOBANJIAO)
        for pair in ("。「", "」、", "「『", "，《", "〉。")
    ),
)
def test_marks_in_the_styles(setter: Setter, case: Case) -> None:
    assert setter.inside(case.text, case.rules) == pytest.approx(case.expected, abs=NEAR)


# Gaps between Han and Western.
@each(
    Case("ecglue-value01", "字A", 0.5, rules=LineRules(han_letter_gap=500)),
    Case("ecglue-value01", "字A", 1.0, rules=LineRules(han_letter_gap=1000)),
    Case("boundary01", "字123字", 0.666, rules=LineRules(han_digit_gap=333)),
    Case("boundary01", "字(a)字", 0.666, rules=LineRules(han_letter_gap=333)),
    Case("boundary01", "字(a)字", 0.5),
    Case("hyphens01", "123～234", 0.0),
    Case("hyphens01", "123—234", 0.0),
)
def test_gaps(setter: Setter, case: Case) -> None:
    assert sum(setter.shape(case.text, case.rules).white) / EM == pytest.approx(case.expected, abs=NEAR)


@each(
    Case("color-ecglue01", "桑之未落，|其|叶沃若。", 0.0),
    Case("color-ecglue01", "|桑|之落矣", 0.0),
    Case("color-ecglue01", "汉字|test|汉字", 0.0),
    Case("boundary-space01", "参见|方程", 0.0),
)
def test_a_border_of_style_adds_nothing(setter: Setter, case: Case) -> None:
    plain = case.text.replace("|", "")
    assert setter.width(case.text) - setter.width(plain) == case.expected


def test_space_between_characters_is_added_between_them_only(setter: Setter) -> None:
    """ecglue-value01: CJKglue of 0.2 em makes three characters 0.4 em longer."""
    style = TextStyle("spaced", "宋", EM, tracking=2_000)
    shaped = setter.shaper.shape((StyledText("字字字", style),), USUAL)
    assert compose(shaped, Measure(9 * EM))[0].width == 34_000


def test_an_apostrophe_is_western_without_being_told(setter: Setter) -> None:
    """latinpunct01: 5.176 em with a Chinese apostrophe, 4.454 with LatinPunct; here the neighbours decide."""
    whole = setter.width("Children’s")
    parts = setter.width("Children") + setter.width("s")
    assert whole - parts < 0.4


# Lines. xeCJK's paragraphs are indented by one and a half em there unless noted.
@each(
    Case(
        "longpunct-kinsoku01",
        "字字字字字字字字“——”字字字字字字",
        ["字字字字字字字", "字“——”字字字字", "字字"],
        measure=9,
        indent=1.5,
    ),
    Case(
        "longpunct-kinsoku01",
        "字字字字字字字字（——）字字字字字",
        ["字字字字字字字", "字（——）字字字字", "字"],
        ["字字字字字字字", "字（——）字字字字字"],
        PULLED,
        measure=9,
        indent=1.5,
    ),
    Case(
        "longpunct-kinsoku01",
        "字字字字字字字破折——，字字字字字字",
        ["字字字字字字字", "破折——，字字字字", "字字"],
        measure=9,
        indent=1.5,
    ),
    Case(
        "longpunct-kinsoku01",
        "字字字字字字字破折——。字字字字字字",
        ["字字字字字字字", "破折——。字字字字", "字字"],
        measure=9,
        indent=1.5,
    ),
    Case(
        "longpunct-kinsoku01",
        "字字字字字字字破折——……字字字字字",
        ["字字字字字字字", "破折——……字字字", "字字"],
        measure=9,
        indent=1.5,
    ),
    Case(
        "longpunct-kinsoku01",
        "字字字字字字字字破折，——字字字字字",
        ["字字字字字字字", "字破折，——字字字", "字字"],
        measure=9,
        indent=1.5,
    ),
    Case(
        "nobreaklongpunct01",
        "字字字字字字字字……字字字字字字字字",
        ["字字字字字字", "字字……字字字字", "字字字字"],
        measure=8,
        indent=1.5,
    ),
    Case(
        "nobreaklongpunct01",
        "字字字字字字字字——字字字字字字字字",
        ["字字字字字字", "字字——字字字字", "字字字字"],
        measure=8,
        indent=1.5,
    ),
    Case(
        "checkfullright01",
        "一二三四五六七八九。测试文本。",
        ["一二三四五六七八九。", "测试文本。"],
        rules=TRIM,
        measure=10,
    ),
    Case(
        "checkfullright01",
        "一二三四五六七「引用」一二三四五六七八。",
        ["一二三四五六七「引用」", "一二三四五六七八。"],
        rules=TRIM,
        measure=10,
    ),
    Case(
        "nobreak01",
        "字字字字字，允许断。字字字字字字字字",
        ["字字字字字，", "允许断。字字", "字字字字字字"],
        measure=6,
    ),
    Case(
        "checksingle01",
        "一二三四五六七八九十一二三四五六七八九十。",
        ["一二三四五六七八九十", "一二三四五六七八九十。"],
        ["一二三四五六七八九十", "一二三四五六七八九", "十。"],
        "the second line is 3 pt too long there; no line of ours is longer than its measure",
        rules=LineRules(composition=Composition.GREEDY),
        measure=10,
    ),
    Case(
        "checksingle01",
        "一二三四五六七八九十一二三四五六七八九十。",
        ["一二三四五六七八九十", "一二三四五六七八九十。"],
        rules=LineRules(hanging=Hanging.ALLOW),
        measure=10,
    ),
    Case("halfright-nobreak01", "字字字字字）.字字", ["字字字字字）.", "字字"], measure=6),
)
def test_lines(setter: Setter, case: Case) -> None:
    assert setter.set(case)[0] == case.expected


def test_no_last_line_of_one_character(setter: Setter) -> None:
    """checksingle01: CheckSingle keeps 十 from a line of its own, whatever it costs."""
    text = "一二三四五六七八九十一二三四五六七八九十。"
    lines, _ = setter.set(Case("checksingle01", text, None, measure=10))
    assert lines[-1] == "九十。"


def test_a_joiner_after_a_mark_keeps_what_follows_in_its_line(setter: Setter) -> None:
    """nobreak01: what xeCJKnobreak does there U+2060 does here, and neither takes room."""
    lines, _ = setter.set(Case("nobreak01", "字字字字字，\u2060不断行。字字字字", None, measure=6))
    assert not any(line.endswith("，\u2060") or line.endswith("，") for line in lines)
    assert setter.width("，\u2060不") == setter.width("，不")


@each(
    Case("checkfullright01", "一二三四五六七八九。测试文本。", 9.5, rules=TRIM, measure=10),
    Case("checkfullright01", "一二三四五六七「引用」一二三四五六七八。", 9.5, rules=TRIM, measure=10),
)
def test_a_trimmed_line_is_flush_with_the_ink_of_its_mark(setter: Setter, case: Case) -> None:
    """The box of the last mark, half an em, ends at the measure: it begins at 9.5."""
    assert setter.set(case)[1][0][-1] == pytest.approx(case.expected, abs=NEAR)


@pytest.mark.parametrize("dash", ["——", "……"])
@pytest.mark.parametrize("measure", range(4, 12))
def test_no_opening_mark_hangs_before_a_long_mark(setter: Setter, dash: str, measure: int) -> None:
    """longpunct-kinsoku01 at other measures."""
    text = f"字字字字字“{dash}”字字（{dash}），字字字{dash}。字字"
    lines, _ = setter.set(Case("longpunct-kinsoku01", text, None, measure=measure))
    assert not any(line[-1] in "“（" for line in lines)
    assert not any(line[0] in "”），。…" for line in lines)
    assert "".join(lines) == text
