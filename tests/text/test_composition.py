"""One line of composition a test: widths of marks, gaps, prohibition, justification (clreq.md §3–§7)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from typeset.model.style import Composition, EdgeEnd, LineRules, PunctuationStyle, TextStyle
from typeset.text.breaks import Break
from typeset.text.justify import natural_width, share
from typeset.text.linebreak import Measure, compose
from typeset.text.shape import Shaper, StyledText
from typeset.text.shaped import ShapedParagraph

EM = 10_000
Shape = Callable[..., ShapedParagraph]
Lines = Callable[..., list[str]]


def width(shape: Shape, text: str, rules: LineRules | None = None) -> float:
    """Natural width of a text between two Han, in em, edges left alone."""
    shaped = shape(f"中{text}中", rules)
    return natural_width(shaped, 0, len(shaped)) / EM - 2


# clreq.md §5.1: the results the pair rule must give.
@pytest.mark.parametrize(
    ("marks", "ems"),
    [
        ("（（", 1.5),
        ("））", 1.5),
        ("）（", 1.5),
        ("，“", 1.5),
        ("：“", 1.5),
        ("。”", 1.5),
        ("”。", 1.5),
        ("》、《", 2.0),
        ("》《", 1.5),
        ("。”）", 2.0),
        ("（）", 2.0),
        ("，", 1.0),
        ("——", 2.0),
        ("……", 2.0),
        ("·", 0.5),
        ("？！", 1.0),
        ("！！！", 2.0),
    ],
)
def test_adjacent_marks(shape: Shape, marks: str, ems: float) -> None:
    assert width(shape, marks) == pytest.approx(ems, abs=0.002)


@pytest.mark.parametrize(
    ("style", "marks", "ems"),
    [
        (PunctuationStyle.KAIMING, "，", 0.5),
        (PunctuationStyle.KAIMING, "。", 1.0),
        (PunctuationStyle.BANJIAO, "。", 0.5),
        (PunctuationStyle.PLAIN, "。”", 2.0),
    ],
)
def test_punctuation_styles(shape: Shape, style: PunctuationStyle, marks: str, ems: float) -> None:
    assert width(shape, marks, LineRules(punctuation=style)) == pytest.approx(ems, abs=0.01)


def test_pair_rule_crosses_style_borders(shaper: Shaper) -> None:
    song, hei = TextStyle("body", "宋", EM), TextStyle("strong", "黑", EM)
    one = shaper.shape((StyledText("中”（中", song),), LineRules())
    two = shaper.shape((StyledText("中”", song), StyledText("（中", hei)), LineRules())
    assert one.white[1] == two.white[1] == EM // 2


def test_quarter_em_between_han_and_western(shape: Shape) -> None:
    shaped = shape("中A中1中")
    assert shaped.white[:4] == (EM // 4,) * 4


def test_typed_space_between_han_and_western_is_replaced_by_the_gap(shape: Shape) -> None:
    assert natural_width(shape("中 A"), 0, 3) == natural_width(shape("中A"), 0, 2)


def test_no_gap_beside_fullwidth_marks(shape: Shape) -> None:
    shaped = shape("A，")
    assert shaped.white[0] == 0


def test_opening_mark_is_trimmed_at_the_line_start(shape: Shape) -> None:
    shaped = shape("“中")
    line = compose(shaped, Measure(9 * EM, 2 * EM))[0]
    assert line.xs[0] == 2 * EM
    assert line.xs[1] == pytest.approx(2.5 * EM, abs=EM // 10)


@pytest.mark.parametrize(("edge", "blank"), [(EdgeEnd.TRIM, 0), (EdgeEnd.ALLOW, 1), (EdgeEnd.FULL, 1)])
def test_mark_at_the_line_end(shape: Shape, edge: EdgeEnd, blank: int) -> None:
    shaped = shape("中中中。", LineRules(edge_end=edge))
    assert natural_width(shaped, 0, 4) == 3 * EM + shaped.ink[3] + blank * shaped.trail[3]


def test_line_end_half_trims_its_ends_whatever_the_edge_rule(shape: Shape) -> None:
    rules = LineRules(punctuation=PunctuationStyle.LINE_END_HALF, edge_end=EdgeEnd.FULL)
    shaped = shape("中中中。", rules)
    assert natural_width(shaped, 0, 4) == 3 * EM + shaped.ink[3]
    assert shape("中，“中", rules).white[1] == EM


def test_push_in_before_push_out(lines_of: Lines) -> None:
    # Eleven em of text in ten: the comma gives half an em and the stop ends the line at half its width.
    assert lines_of("中中中，中中中中中中。中中", 10)[0] == "中中中，中中中中中中。"


@pytest.mark.parametrize(
    "text",
    [
        "中中中中中中中中中37℃中",
        "中中中中中中中中￥1280中",
        "中中中中中中中中中95.3%中",
        "中中中中中中中中第COVID-19中",
    ],
)
def test_units_are_not_parted(lines_of: Lines, text: str) -> None:
    unit = text.strip("中第")
    assert any(unit in line for line in lines_of(text, 10))


def test_a_word_wider_than_its_line_is_broken_rather_than_lost(lines_of: Lines) -> None:
    lines = lines_of("https://yunting.example/a/very/long/address", 8)
    assert "".join(lines) == "https://yunting.example/a/very/long/address"
    assert len(lines) > 1


def test_western_quotes_and_apostrophes_stay_western(shape: Shape) -> None:
    shaped = shape("It’s “fine” here")
    assert not any(shaped.trail)
    assert not any(shaped.lead)
    quotes = [
        width for width, at in zip(shaped.ink, shaped.offsets, strict=False) if shaped.text[at] in "’“”"
    ]
    assert len(quotes) == 3
    assert all(width < EM // 2 for width in quotes)


def test_a_zero_width_space_takes_no_room(shape: Shape) -> None:
    shaped = shape("中\u200b中")
    assert natural_width(shaped, 0, 3) == 2 * EM
    assert shaped.atoms[1].face == "宋"


def test_a_single_dash_between_years_does_not_begin_a_line(shape: Shape) -> None:
    shaped = shape("年—年")
    assert shaped.breaks[0] is not Break.ALLOWED


def test_dash_is_joined_in_every_bundled_face(shaper: Shaper) -> None:
    for role in shaper.faces.roles:
        shaped = shaper.shape((StyledText("——", TextStyle("x", role, EM)),), LineRules())
        assert len(shaped) == 1
        face = shaper.faces.face(shaped.atoms[0].face)
        inks = [
            (face.ink(gid)[0] + step, face.ink(gid)[2] + step)
            for gid, step in zip(shaped.atoms[0].gids, shaped.atoms[0].steps, strict=True)
        ]
        assert max(right for _, right in inks) - min(left for left, _ in inks) >= 1900, role
        assert shaped.ink[0] == 2 * EM, role


def test_shares_add_up() -> None:
    assert share(10, [1, 1, 1]) == [3, 3, 4]
    assert share(7, [0, 5, 0, 5]) == [0, 3, 0, 4]


def test_a_character_no_face_has_keeps_its_place(shape: Shape) -> None:
    shaped = shape("中\U0003134a中")
    assert shaped.atoms[1].face == ""
    assert shaped.ink[1] == EM


def test_a_torn_line_is_mended_inside_an_address(lines_of: Lines) -> None:
    assert lines_of("打开文件layouts/starter.yaml看一看", 9)[0] == "打开文件layouts/"
    assert lines_of("咨询电话：0000-6120318找王师傅", 8)[0] == "咨询电话：0000-"


def test_a_number_is_not_broken_at_its_point(lines_of: Lines) -> None:
    assert not any(line.endswith("3.") for line in lines_of("增长了百分之三点一四也就是3.14159265", 12))


def test_a_paragraph_does_not_end_in_a_single_character(lines_of: Lines) -> None:
    text = "答：每月末的周五开放，可以听课。"
    assert lines_of(text, 13, LineRules(composition=Composition.GREEDY))[-1] == "课。"
    assert len(lines_of(text, 13)[-1]) > 2


def test_a_number_stays_with_its_unit_where_that_costs_little(lines_of: Lines) -> None:
    text = "《纲要》设置了5大类、26项主要指标，其中预期性指标15项、约束性指标11项。到2031年，全区生产总值力争突破900亿元。"
    parted = [line[-1].isdigit() for line in lines_of(text, 13, LineRules(composition=Composition.GREEDY))]
    assert any(parted)
    assert not any(line[-1].isdigit() for line in lines_of(text, 13))
