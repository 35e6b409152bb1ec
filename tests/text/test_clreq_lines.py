"""clreq.md §3 to §7 and §9 in whole lines: sentences whose numbers add up only there. All amounts are counted by hand.

Where the others are shown:

===== ==================================================================================================
§2    test_breaks.py; untailored: test_unicode_line_break.py
§3    levels and predicate: test_breaks.py; CSS levels: test_restated_wpt_breaks.py; Word's lists: none, for comparison
§4    test_breaks.py; base and ruby, note marks: tests of inline features
§5    test_clreq_widths.py; regions, sizes and the faces' own ink: test_marks.py; in vertical lines: test_vertical_clreq.py;
      CCT (0.7 em) and the widths of other engines are not offered
§6    test_clreq_justify.py; 6.4 is of other engines; 6.6 (a grid of characters) is not offered
§7    test_clreq_justify.py, test_restated_wpt_widths.py; size and baseline of the Western face: tests of faces
§8    test_restated_*.py
§9    indent, lone characters: test_clreq_justify.py; typed indents: tests of reading; columns, pages, baseline grid,
      jumps: tests of the flow; dots, 示亡号, ruby: tests of inline features; 专名号, 书名号甲式: not used in papers
===== ==================================================================================================
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from typeset.model.style import (
    Composition,
    EdgeEnd,
    Hanging,
    LineRules,
    Prohibition,
    PunctuationStyle,
    Region,
    TextStyle,
)
from typeset.text.account import Place, changes, is_loose
from typeset.text.justify import natural_width, set_line
from typeset.text.linebreak import Measure, compose, loosened
from typeset.text.shape import Shaper, StyledText
from typeset.text.shaped import ShapedParagraph

EM = 10_000
Shape = Callable[..., ShapedParagraph]
Lines = Callable[..., list[str]]
NONE, BASIC, GB, STRICT = (LineRules(kinsoku=level) for level in Prohibition)
TAIWAN, HONGKONG = LineRules(region=Region.TAIWAN), LineRules(region=Region.HONGKONG)


# §3: the levels in lines.
@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        pytest.param(NONE, ["中中中中", "，中中中"], id="3-none-start"),  # a comma begins a line
        pytest.param(BASIC, ["中中中", "中，中中中"], id="3-basic-start"),  # it takes a character along
        pytest.param(GB, ["中中中", "中，中中中"], id="3-gb-start"),
        pytest.param(STRICT, ["中中中", "中，中中中"], id="3-strict-start"),
    ],
)
def test_a_mark_that_does_not_fit(lines_of: Lines, rules: LineRules, expected: list[str]) -> None:
    # Four characters and half a comma are wider than the line; five with it fit when it gives half.
    assert lines_of("中中中中，中中中", 4, rules) == expected[:1] + lines_of(expected[1], 4, rules)


@pytest.mark.parametrize(
    ("text", "rules", "expected"),
    [
        pytest.param(
            "中中中（中中", NONE, ["中中中（", "中中"], id="3-none-end"
        ),  # an opening mark ends a line
        pytest.param(
            "中中中（中中", BASIC, ["中中中", "（中中"], id="3-basic-end"
        ),  # it never does from basic up
        pytest.param("中中中／中中", BASIC, ["中中中／", "中中"], id="3-basic-solidus-end"),  # a solidus may
        pytest.param("中中中／中中", GB, ["中中", "中／中中"], id="3-gb-solidus-end"),  # not in gb
        pytest.param(
            "中中中中——中中", GB, ["中中中中", "——中中"], id="3-gb-dash-start"
        ),  # a dash may begin a line
        pytest.param(
            "中中中中——中中", STRICT, ["中中中", "中——中", "中"], id="3-strict-dash-start"
        ),  # costs a Han
        pytest.param("中中中中……中中", BASIC, ["中中中", "中……中", "中"], id="3-basic-ellipsis-start"),
        pytest.param("中中中中5％中", BASIC, ["中中中中", "5％中"], id="3-postfix-start"),  # PO not at start
        pytest.param("中中中￥5中中", BASIC, ["中中中", "￥5中中"], id="3-prefix-end"),  # PR not at end
        pytest.param("中中中中·中中", BASIC, ["中中中", "中·中中"], id="3-interpunct-start"),
        pytest.param("中中中中～中中", BASIC, ["中中中", "中～中中"], id="3-connector-start"),
    ],
)
def test_line_starts_and_ends(lines_of: Lines, text: str, rules: LineRules, expected: list[str]) -> None:
    full = LineRules(
        kinsoku=rules.kinsoku, composition=Composition.GREEDY, edge_end=EdgeEnd.FULL, edge_start_trim=False
    )
    assert lines_of(text, 4, full) == expected


def test_three_marks_that_meet_break_no_rule_however_loose_the_line(lines_of: Lines) -> None:
    # 3-remedy: level none, and only it, may part them; the line before stays loose.
    text = "中中中中中。』」中中中"
    held, free = lines_of(text, 6), lines_of(text, 6, NONE)
    assert not any(line[0] in "。』」" for line in held)
    assert any(line[0] in "。』」" for line in free)


# §4: units in lines.
@pytest.mark.parametrize("measure", range(5, 12))
@pytest.mark.parametrize(
    "unit",
    [
        "——",
        "……",
        "？！",
        "−3.5",
        "15:40",
        "3.14%",
        "￥1,280",
        "G7",
        "COVID-19",
        "２０２６",
        "Western",
        "37℃",
        "〇五版",
    ],
)
def test_a_unit_is_never_parted_while_it_fits(shape: Shape, unit: str, measure: int) -> None:
    # 4-units; what is no unit (〇五版) is the counter-proof that lines do end there.
    shaped = shape(f"中中中{unit}中中{unit}中中中中{unit}中中", LineRules(composition=Composition.GREEDY))
    lines = compose(shaped, Measure(measure * EM))
    starts = {shaped.offsets[line.first] for line in lines}
    firsts = (3, 5 + len(unit), 9 + 2 * len(unit))
    inner = {first + n for first in firsts for n in range(1, len(unit))}
    if unit == "〇五版":
        assert any(
            {shaped.offsets[line.first] for line in compose(shaped, Measure(m * EM))} & inner
            for m in range(5, 12)
        )
    else:
        assert not starts & inner


def test_a_unit_wider_than_its_line_is_parted_and_nothing_is_lost(lines_of: Lines) -> None:
    lines = lines_of("中Donaudampfschifffahrt中", 5)
    assert "".join(lines) == "中Donaudampfschifffahrt中"
    assert len(lines) > 2


# §5.1: how far a pair may be taken.
@pytest.mark.parametrize("pair", ["，“", "。“", "）（", "”“"])
def test_a_tighter_line_takes_a_pair_from_one_and_a_half_to_one(shape: Shape, pair: str) -> None:
    # 5.1-tighter: all the white left between two marks may go, the stop's own half only where the style lets it.
    rules = LineRules(shrink_stops=True)
    shaped = shape(f"中{pair}中中", rules)
    assert natural_width(shaped, 0, 5) == pytest.approx(4.5 * EM, abs=50)
    line = compose(shaped, Measure(shaped.natural[-1] - EM // 2 + 50))[0]
    assert line.last == 5
    assert line.xs[3] - line.xs[1] == pytest.approx(EM, abs=50)


# §5.1: Taiwan and Hong Kong.
@pytest.mark.parametrize("rules", [TAIWAN, HONGKONG], ids=["tw", "hk"])
@pytest.mark.parametrize(
    ("text", "ems"),
    [
        pytest.param("中！中", 3.0, id="5.1-hant-exclamation"),
        pytest.param("中！”中", 4.0, id="5.1-hant-rigid-closing"),  # there is no white between them to take
        pytest.param("中”！中", 3.5, id="5.1-hant-closing-rigid"),  # ” gives its half, ！ is rigid
        pytest.param("中！“中", 3.5, id="5.1-hant-rigid-opening"),  # “ gives its half
        pytest.param("中·中", 3.0, id="5.1-hant-interpunct"),  # 1 em
        pytest.param("中（）中", 4.0, id="5.1-hant-open-close"),
        pytest.param("中）（中", 3.5, id="5.1-hant-close-open"),
    ],
)
def test_widths_in_taiwan_and_hong_kong(shape: Shape, rules: LineRules, text: str, ems: float) -> None:
    shaped = shape(text, rules)
    assert natural_width(shaped, 0, len(shaped)) == pytest.approx(ems * EM, abs=50)


@pytest.mark.parametrize("rules", [TAIWAN, HONGKONG], ids=["tw", "hk"])
def test_a_rigid_mark_is_not_halved_at_the_end_of_a_line(shape: Shape, rules: LineRules) -> None:
    # 5.4 halves white, and ！ has none there; on the mainland it has.
    trim = {"kinsoku": rules.kinsoku, "edge_end": EdgeEnd.TRIM}
    assert natural_width(shape("中中！", LineRules(region=rules.region, **trim)), 0, 3) == 3 * EM
    assert natural_width(shape("中中！", LineRules(**trim)), 0, 3) == pytest.approx(2.5 * EM, abs=50)


@pytest.mark.parametrize("rules", [TAIWAN, HONGKONG], ids=["tw", "hk"])
@pytest.mark.parametrize("mark", "，。！？·”）～")
def test_the_prohibition_rules_hold_in_every_region(lines_of: Lines, rules: LineRules, mark: str) -> None:
    for measure in range(3, 9):
        lines = lines_of(f"中中中中{mark}中中中中中{mark}中中", measure, rules)
        assert not any(line[0] == mark for line in lines)


# §5.2: sizes.
@pytest.mark.parametrize(
    ("small", "large", "second"),
    [
        pytest.param("中。", "”中", 15_000, id="5.2-closing-smaller"),  # 。 is the smaller one: its half goes
        pytest.param("中，", "“中", 25_000, id="5.2-opening-larger"),  # ， gives its half, “ keeps its em
        pytest.param("中）", "（中", 25_000, id="5.2-brackets"),
    ],
)
def test_of_marks_of_two_sizes_the_smaller_is_trimmed(
    shaper: Shaper, small: str, large: str, second: int
) -> None:
    styles = (TextStyle("small", "宋", EM), TextStyle("large", "宋", 2 * EM))
    runs = (StyledText(small, styles[0]), StyledText(large, styles[1]))
    line = compose(shaper.shape(runs, LineRules()), Measure(20 * EM))[0]
    assert line.xs[2] == pytest.approx(second, abs=200)


# §5.5 to §5.7 at the edges of lines.
@pytest.mark.parametrize("mark", "、，；：。！？）》”")
@pytest.mark.parametrize("edge", EdgeEnd)
def test_banjiao_is_half_at_the_end_of_a_line_too(shape: Shape, mark: str, edge: EdgeEnd) -> None:
    # 5.6-banjiao: all marks 0.5; what may be trimmed at an edge is gone already.
    rules = LineRules(punctuation=PunctuationStyle.BANJIAO, edge_end=edge)
    assert natural_width(shape(f"中中{mark}", rules), 0, 3) == pytest.approx(2.5 * EM, abs=50)


@pytest.mark.parametrize(("mark", "ems"), [("，", 0.5), ("）", 0.5), ("。", 1.0), ("？", 1.0)])
def test_kaiming_at_the_end_of_a_line(shape: Shape, mark: str, ems: float) -> None:
    # 5.6-kaiming: the stop of a sentence is whole there as well, all others half.
    rules = LineRules(punctuation=PunctuationStyle.KAIMING, edge_end=EdgeEnd.FULL)
    assert natural_width(shape(f"中中{mark}", rules), 0, 3) == pytest.approx((2 + ems) * EM, abs=50)


@pytest.mark.parametrize("style", [PunctuationStyle.KAIMING, PunctuationStyle.BANJIAO])
def test_an_opening_mark_that_is_half_is_half_at_the_start_of_a_line(
    shape: Shape, style: PunctuationStyle
) -> None:
    rules = LineRules(punctuation=style, edge_start_trim=False)
    assert compose(shape("（中中", rules), Measure(9 * EM))[0].xs[0] == 0


@pytest.mark.parametrize(("marks", "ems"), [("？！", 1.0), ("！！", 1.0), ("！！！", 2.0)])
def test_marks_that_are_one_sign_keep_their_width_at_the_end_of_a_line(
    shape: Shape, marks: str, ems: float
) -> None:
    # 5.4 and GB/T 15834 5.1.2: two marks in one em, three in two, wherever they stand.
    rules = LineRules(edge_end=EdgeEnd.FULL)
    shaped = shape(f"中中{marks}", rules)
    assert natural_width(shaped, 0, len(shaped)) == pytest.approx((2 + ems) * EM, abs=50)


def test_a_pair_at_the_start_of_a_line_stands_flush_with_one_half(shape: Shape) -> None:
    # 5.5-pair: both openings are half, so the Han after them begins at 1.0.
    line = compose(shape("（《中》中中"), Measure(8 * EM))[0]
    assert [x / EM for x in line.xs[:3]] == pytest.approx([0, 0.5, 1.0], abs=0.01)


def test_a_hung_mark_opens_no_line_and_squeezes_none(shape: Shape) -> None:
    # 5.7: the line is solid, the mark outside it.
    line = compose(shape("中中中中，中中中中", LineRules(hanging=Hanging.ALLOW)), Measure(4 * EM))[0]
    assert [x / EM for x in line.xs] == [0, 1, 2, 3, 4]
    assert (line.added, line.width) == (0, 4 * EM)


# §6.2: the steps one after the other, in one line; each is used up before the next begins.
STEPS = {
    0.3: {Place.LINE_END: -300},
    0.5: {Place.LINE_END: -500},
    0.7: {Place.LINE_END: -500, Place.BRACKET: -200},
    1.5: {Place.LINE_END: -500, Place.BRACKET: -1_000},
    1.8: {Place.LINE_END: -500, Place.BRACKET: -1_000, Place.PAUSE: -300},
    2.5: {Place.LINE_END: -500, Place.BRACKET: -1_000, Place.PAUSE: -1_000},
    2.6: {Place.LINE_END: -500, Place.BRACKET: -1_000, Place.PAUSE: -1_000, Place.HAN_WESTERN: -100},
    2.75: {Place.LINE_END: -500, Place.BRACKET: -1_000, Place.PAUSE: -1_000, Place.HAN_WESTERN: -250},
}
STOP = {
    Place.LINE_END: -500,
    Place.BRACKET: -1_000,
    Place.PAUSE: -1_000,
    Place.HAN_WESTERN: -250,
    Place.STOP: -250,
}


def squeezed(shape: Shape, need: float, rules: LineRules) -> dict[Place, float]:
    shaped = shape("中，中（中）中A中：中！中中。", rules)
    lines = compose(shaped, Measure(natural_width(shaped, 0, len(shaped)) - round(need * EM)))
    sums: dict[Place, float] = {}
    if len(lines) == 1:
        for change in changes(shaped, lines[0]):
            sums[change.place] = sums.get(change.place, 0) + change.amount * 1000 / EM
    return sums


@pytest.mark.parametrize("need", STEPS)
def test_the_steps_of_squeezing_in_their_order(shape: Shape, need: float) -> None:
    # Marks have a thousandth or two more or less white than half an em, from the face.
    assert squeezed(shape, need, LineRules()) == pytest.approx(STEPS[need], abs=6)


def test_after_the_last_step_the_line_does_not_fit(shape: Shape) -> None:
    assert squeezed(shape, 2.8, LineRules()) == {}
    assert squeezed(shape, 3.0, LineRules(shrink_stops=True)) == pytest.approx(STOP, abs=6)


def test_all_places_of_a_step_give_in_proportion_to_what_they_have(shape: Shape) -> None:
    # 6.2-equally: ¼ em wanted of two halves, an eighth each.
    shaped = shape("中（中）中", LineRules(edge_end=EdgeEnd.FULL))
    line = compose(shaped, Measure(natural_width(shaped, 0, 5) - 2_500))[0]
    assert [change.amount for change in changes(shaped, line)] == pytest.approx([-1_250, -1_250], abs=10)


def test_word_spaces_give_before_all_marks_and_not_below_a_quarter(shape: Shape) -> None:
    # 6.2-2, and only where they are wider to begin with.
    rules = LineRules(word_space=500, edge_end=EdgeEnd.FULL)
    shaped = shape("中，（a b）中", rules)
    natural = natural_width(shaped, 0, len(shaped))
    for need, spaces in ((1_000, -1_000), (2_500, -2_500), (4_000, -2_500)):
        found = changes(shaped, compose(shaped, Measure(natural - need))[0])
        assert sum(change.amount for change in found if change.place is Place.WORD_SPACE) == spaces
    assert not any(
        c.place is Place.WORD_SPACE
        for c in changes(shape("中，a b，中"), compose(shape("中，a b，中"), Measure(60_000))[0])
    )


def test_an_interpunct_of_one_em_gives_on_both_sides_before_brackets(shape: Shape) -> None:
    # 6.2-3: set in Taiwan's em, · may be taken to a half; the bracket gives nothing as long as that is enough.
    shaped = shape("中·中（中中", TAIWAN)
    line = compose(shaped, Measure(natural_width(shaped, 0, 6) - 4_000))[0]
    assert [(c.offset, c.place, c.amount) for c in changes(shaped, line)] == [
        (0, Place.INTERPUNCT, -2_000),
        (1, Place.INTERPUNCT, -2_000),
    ]


# §6.3: the steps of opening, in one line.
@pytest.mark.parametrize(
    ("spare", "expected"),
    [
        pytest.param(0.10, {Place.WORD_SPACE: 100}, id="6.3-1"),
        pytest.param(0.25, {Place.WORD_SPACE: 250}, id="6.3-1-most"),
        pytest.param(0.41, {Place.WORD_SPACE: 250, Place.HAN_WESTERN: 160}, id="6.3-2"),
        pytest.param(1.25, {Place.WORD_SPACE: 250, Place.HAN_WESTERN: 1000}, id="6.3-2-most"),
        pytest.param(
            1.45, {Place.WORD_SPACE: 250, Place.HAN_WESTERN: 1000, Place.CHARACTER: 200}, id="6.3-3"
        ),
    ],
)
def test_the_steps_of_opening_in_their_order(shape: Shape, spare: float, expected: dict[Place, int]) -> None:
    shaped = shape("中A中b c中中中")
    last = len(shaped)
    room = natural_width(shaped, 0, last) + round(spare * EM)
    line = set_line(shaped, 0, last, room, indent=0, flush=True)
    sums: dict[Place, int] = {}
    for change in changes(shaped, line):
        sums[change.place] = sums.get(change.place, 0) + change.amount * 1000 // EM
    assert sums == expected
    assert line.width == room


def test_a_gap_after_a_mark_counts_as_one_gap(shape: Shape) -> None:
    # 6.3-places: three gaps, the one behind the comma no wider opened than the others; none at the line's ends.
    shaped = shape("中，中中")
    line = set_line(shaped, 0, 4, 46_000, indent=0, flush=True)
    assert [(c.offset, c.amount) for c in changes(shaped, line)] == [(0, 2_000), (1, 2_000), (2, 2_000)]


# §6.5: narrow columns.
@pytest.mark.parametrize(
    ("measure", "gap", "loose"),
    [(13, 0.09, False), (13, 0.12, True), (12, 0.12, False), (12, 0.16, True), (17, 0.12, True)],
)
def test_how_far_a_line_may_open(shape: Shape, measure: int, gap: float, loose: bool) -> None:  # noqa: FBT001
    # 6.5: 0.1 em in columns of 13 characters and more, 0.15 in narrower ones.
    shaped = shape("中" * 30)
    count = measure - 1
    room = count * EM + round(gap * EM * (count - 1))
    line = set_line(shaped, 0, count, room, indent=0, flush=True)
    assert is_loose(shaped, line, measure * EM) is loose


# §9: paragraphs.
@pytest.mark.parametrize("indent", [1, 2])
def test_an_indent_of_one_or_two_characters_is_kept_in_full(shape: Shape, indent: int) -> None:
    # 9-indent: what a line is squeezed or opened by never touches the indent.
    for text in ("中，中，中，中，中中中中，中中中中", "中中中中中中中中中中——中中中"):
        line = compose(shape(text), Measure(11 * EM, indent * EM))[0]
        assert line.xs[0] == indent * EM


def test_a_quotation_of_several_paragraphs_closes_only_once(shape: Shape) -> None:
    # 9-quotes: a “ that is not closed in its paragraph is as Chinese as any other, half at the line start.
    line = compose(shape("“第一段话没有结束。"), Measure(12 * EM, 2 * EM))[0]
    assert [x / EM for x in line.xs[:2]] == pytest.approx([2, 2.5], abs=0.01)
    closed = shape("最后一段话结束了。”")
    assert closed.white[-2] == 0


def test_a_line_fewer_may_take_the_white_of_stops(shape: Shape) -> None:
    # 9-lone and 6.2-7: GB allows 。 to give for this; asked for one line fewer, and only then.
    shaped = shape("中中中。中中！中中中。中中中中中中")
    assert len(compose(shaped, Measure(9 * EM))) == 2
    text = shape("中中中。中中！中中中，中")
    assert len(compose(text, Measure(11 * EM))) == 2
    found = loosened(text, Measure(11 * EM), -1)
    assert found is not None
    assert len(found.lines) == 1
    assert found.lines[0].width <= 11 * EM


@pytest.mark.parametrize(
    "style", [PunctuationStyle.QUANJIAO, PunctuationStyle.KAIMING, PunctuationStyle.BANJIAO]
)
def test_one_switch_changes_the_width_of_every_mark_in_a_line(shape: Shape, style: PunctuationStyle) -> None:
    # 5.6-switch: eight Han; quanjiao 1 + 1 + 1½ + 1, kaiming ½ + ½ + 1 + 1, banjiao ½ each.
    ems = {PunctuationStyle.QUANJIAO: 4.5, PunctuationStyle.KAIMING: 3.0, PunctuationStyle.BANJIAO: 2.5}[
        style
    ]
    shaped = shape("中，中、中：“中中中中中。", LineRules(punctuation=style))
    assert natural_width(shaped, 0, len(shaped)) == pytest.approx((8 + ems) * EM, abs=100)
