"""clreq.md §6, §7 and §9 sentence by sentence, as far as a line or a paragraph shows them.

§6.4 and §8 are numbers of other engines (test_restated_*.py); §6.6 (a grid of characters) is rare in simplified
Chinese and not offered. Of §9: emphasis dots, ruby and the box round a name are in the tests of inline features, lines
alone at the top of a column and balanced columns in those of the flow.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from typeset.model.style import Align, Composition, EdgeEnd, LineRules, PunctuationStyle
from typeset.text.account import Place, changes, is_loose
from typeset.text.justify import set_line
from typeset.text.linebreak import Measure, compose
from typeset.text.shaped import ShapedParagraph

EM = 10_000
Shape = Callable[..., ShapedParagraph]
Lines = Callable[..., list[str]]


def taken(shape: Shape, text: str, measure: float, rules: LineRules | None = None) -> dict[Place, int]:
    """What the first line gave (less than 0) or was given, by place, in thousandths of an em."""
    shaped = shape(text, rules)
    line = compose(shaped, Measure(int(measure * EM)))[0]
    sums: dict[Place, int] = {}
    for change in changes(shaped, line):
        sums[change.place] = sums.get(change.place, 0) + change.amount * 1000 // EM
    return sums


# 6.1 (a): widths are adjusted before the break is chosen.
def test_a_trimmed_pair_lets_one_character_more_into_the_line(lines_of: Lines) -> None:
    # Six Han and two marks are seven and a half em, and the pair gives the other half.
    assert lines_of("中中中：“中中中中中中中", 7)[0] == "中中中：“中中中"


# 6.1 (b): push in first, then push out.
def test_a_mark_that_fits_when_squeezed_is_pulled_in(lines_of: Lines) -> None:
    assert lines_of("中，中，中中中中中。中中中", 9)[0] == "中，中，中中中中中。"


# 6.1 (c): else the line breaks before it, with what must go along.
def test_a_mark_that_does_not_fit_takes_a_character_along(lines_of: Lines) -> None:
    assert lines_of("中中中中中中中中中，中中", 9) == ["中中中中中中中中", "中，中中"]


# 6.2: the steps of taking space, in their order; each is used up before the next begins.
def test_the_line_end_gives_first(shape: Shape) -> None:
    assert taken(shape, "中，中中中中中中中。中中中", 9.5) == {Place.LINE_END: -500}


def test_then_word_spaces(shape: Shape) -> None:
    rules = LineRules(word_space=500, han_letter_gap=0, edge_end=EdgeEnd.FULL)
    given = taken(shape, "中，中a b中中中中中中中", 8.5, rules)
    assert given.get(Place.WORD_SPACE, 0) < 0
    assert Place.PAUSE not in given


def test_brackets_before_pauses(shape: Shape) -> None:
    # Half an em is wanted: the blanks before （ and after ） give all of it, the comma nothing.
    given = taken(shape, "中，中（中）中中中中中中", 9.5, LineRules(edge_end=EdgeEnd.FULL))
    assert given == {Place.BRACKET: -500}


def test_pauses_before_the_gaps_of_western(shape: Shape) -> None:
    given = taken(shape, "中，中A中中中中中中，中", 8.93, LineRules(edge_end=EdgeEnd.FULL))
    assert set(given) == {Place.PAUSE}


def test_the_gaps_of_western_last_and_to_an_eighth(shape: Shape) -> None:
    shaped = shape("中A中中中中中中")
    full = shaped.natural[-1]
    line = compose(shaped, Measure(full - 2_500))[0]
    assert line.last == len(shaped)
    assert {c.amount for c in changes(shaped, line)} == {-1_250}
    assert compose(shaped, Measure(full - 2_600))[0].last < len(shaped)


def test_stops_give_only_where_the_style_lets_them(shape: Shape) -> None:
    text = "中。中！中中中中中中"
    assert len(compose(shape(text), Measure(9 * EM))) == 2
    assert taken(shape, text, 9.0, LineRules(shrink_stops=True)) == {Place.STOP: -1_000}


def test_places_of_one_step_give_equally_and_at_the_same_time(shape: Shape) -> None:
    shaped = shape("中，中、中；中中中中")
    line = compose(shaped, Measure(int(9.1 * EM)))[0]
    amounts = [c.amount for c in changes(shaped, line)]
    assert len(amounts) == 3
    assert max(amounts) - min(amounts) <= 1


def test_nothing_is_taken_beyond_half_an_em(shape: Shape) -> None:
    shaped = shape("中，中，中中中中中中中中中")
    for measure in range(70, 120):
        line = compose(shaped, Measure(measure * 1000))[0]
        assert all(change.amount >= -5_000 for change in changes(shaped, line))


# 6.3: the steps of giving space.
def test_word_spaces_grow_first_to_half_an_em(shape: Shape) -> None:
    given = taken(shape, "aa bb cc dd中中中中中中", 8.0)
    assert 0 < given[Place.WORD_SPACE] <= 750


@pytest.mark.parametrize(("most", "grown"), [(330, 80), (500, 250)])
def test_then_the_gaps_of_western_to_their_most(shape: Shape, most: int, grown: int) -> None:
    shaped = shape("中A中A中A中中", LineRules(gap_most=most))
    line = set_line(shaped, 0, 8, shaped.natural[-1] + 2 * EM, indent=0, flush=True)
    given = [change for change in changes(shaped, line) if change.place is Place.HAN_WESTERN]
    assert [change.amount for change in given] == [grown * EM // 1000] * 6
    assert any(change.place is Place.CHARACTER for change in changes(shaped, line))


def test_then_all_gaps_between_characters_equally(shape: Shape) -> None:
    shaped = shape("中中中中中中中中中《中中中中")
    line = compose(shaped, Measure(int(9.4 * EM)))[0]
    amounts = [c.amount for c in changes(shaped, line)]
    assert len(amounts) == 8
    assert max(amounts) - min(amounts) <= 1


@pytest.mark.parametrize("unit", ["——", "……", "？！", "37℃", "２０２６", "COVID", "￥5"])
def test_no_unit_is_opened_inside(shape: Shape, unit: str) -> None:
    shaped = shape(f"中中中中{unit}中《中中中中中中中中")
    line = compose(shaped, Measure(int(6.9 * EM) + shaped.natural[-1] - 15 * EM))[0]
    inner = set(range(4, 4 + len(unit) - 1))
    assert all(c.place is not Place.CHARACTER or c.offset not in inner for c in changes(shaped, line))


@pytest.mark.parametrize("mark", ["～", "—", "／", "·"])
def test_connectors_and_solidi_keep_to_their_neighbours(shape: Shape, mark: str) -> None:
    shaped = shape(f"中中中{mark}中中中中中《中中中中")
    line = compose(shaped, Measure(shaped.natural[9] + 2_000))[0]
    touched = {c.offset for c in changes(shaped, line)}
    assert line.added
    assert mark == "·" or not touched & {2, 3}


def test_the_last_line_is_not_opened_but_squeezed_where_it_must(shape: Shape) -> None:
    text = "中，中，中中中"
    loose = compose(shape(text), Measure(20 * EM))
    assert (len(loose), loose[0].added) == (1, 0)
    tight = compose(shape(text), Measure(6 * EM))
    assert (len(tight), tight[0].width) == (1, 6 * EM)


def test_nothing_stands_before_the_first_glyph_or_after_the_last(shape: Shape) -> None:
    shaped = shape("中中中中中中中中中《中中中中", LineRules(edge_end=EdgeEnd.TRIM))
    line = compose(shaped, Measure(int(9.4 * EM)))[0]
    assert line.xs[0] == 0
    assert line.xs[-1] + shaped.ink[line.last - 1] == line.width


@pytest.mark.parametrize("align", [Align.LEFT, Align.CENTER, Align.RIGHT])
def test_lines_that_are_not_justified_are_never_opened(shape: Shape, align: Align) -> None:
    shaped = shape("中中中中中中中中中《中中中中")
    assert all(not line.added for line in compose(shaped, Measure(int(9.4 * EM)), align=align))


# 6.3b: costs.
def test_two_loose_lines_are_not_set_one_after_the_other_if_that_can_be_helped(shape: Shape) -> None:
    shaped = shape("中" * 11 + "COVID-19" + "中" * 9 + "2026-11-22" + "中" * 12)
    for style in (Composition.TOTAL_FIT, Composition.GREEDY):
        lines = compose(shape(shaped.text, LineRules(composition=style)), Measure(13 * EM))
        if style is Composition.TOTAL_FIT:
            best = max(line.added for line in lines)
        else:
            assert best <= max(line.added for line in lines)


def test_a_dash_at_the_start_of_a_line_is_avoided_where_that_is_cheap(shape: Shape) -> None:
    # Twenty-five characters fill the line; one fewer opens it by a twenty-third of an em.
    text = "中" * 25 + "——" + "中" * 20
    shaped = shape(text)
    assert shaped.offsets[compose(shaped, Measure(25 * EM))[0].last] == 24
    greedy = shape(text, LineRules(composition=Composition.GREEDY))
    assert greedy.offsets[compose(greedy, Measure(25 * EM))[0].last] == 25


# 6.5: loose lines.
def test_loose_beyond_a_tenth_in_thirteen_characters(shape: Shape) -> None:
    shaped = shape("中" * 10 + "2026-11-22" + "中" * 12)
    line = compose(shaped, Measure(13 * EM))[0]
    assert line.added * 10 > EM
    assert is_loose(shaped, line, 13 * EM)


# §7: the gap between Han and Western.
@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("中A中", (250, 250)),
        ("中1中", (250, 250)),
        ("中α中", (250, 250)),
        ("中Ж中", (250, 250)),
    ],
)
def test_a_quarter_em_by_default(shape: Shape, text: str, gaps: tuple[int, int]) -> None:
    shaped = shape(text)
    assert tuple(white * 1000 // EM for white in shaped.white[:2]) == gaps


def test_letters_and_digits_have_their_own_values_and_may_have_none(shape: Shape) -> None:
    shaped = shape("中A中1中", LineRules(han_letter_gap=125, han_digit_gap=0))
    assert shaped.white[:4] == (1_250, 1_250, 0, 0)


def test_none_at_line_edges(shape: Shape) -> None:
    shaped = shape("中中中COVID")
    lines = compose(shaped, Measure(3 * EM))
    assert lines[0].width == 3 * EM
    assert lines[1].xs[0] == 0


@pytest.mark.parametrize("text", ["A，", "A。", "（A", "A）", "《A", "1、", "“A", "A”中"])
def test_none_beside_fullwidth_marks(shape: Shape, text: str) -> None:
    shaped = shape(text)
    assert shaped.white[0] in (0, shaped.trail[0], shaped.lead[1])
    assert shaped.white[0] != EM // 4


@pytest.mark.parametrize("unit", ["5%", "37℃", "￥5", "$5", "5‰", "90°"])
def test_none_inside_a_unit(shape: Shape, unit: str) -> None:
    shaped = shape(f"{unit}")
    assert all(white == 0 for white in shaped.white)


@pytest.mark.parametrize(
    ("text", "index", "gap"),
    [
        ("5％中", 1, 0),
        ("中￥5", 0, 0),
        ("37℃中", 2, 0),
        ("5%中", 1, 2_500),
        ("中$5", 0, 2_500),
    ],
)
def test_none_beside_fullwidth_signs_of_numbers(shape: Shape, text: str, index: int, gap: int) -> None:
    assert shape(text).white[index] == gap


@pytest.mark.parametrize("space", [" ", "  "])
def test_a_typed_space_is_replaced_not_added(shape: Shape, space: str) -> None:
    plain, typed = shape("中A中"), shape(f"中{space[:1]}A{space[:1]}中")
    assert typed.natural[-1] == plain.natural[-1]


def test_marks_of_a_chinese_sentence_stay_chinese_after_western_words(shape: Shape) -> None:
    shaped = shape("中COVID，中")
    comma = shaped.text.index("，")
    assert shaped.atoms[comma].face == "宋"
    assert shaped.ink[comma] + shaped.trail[comma] == EM


# §9: paragraphs.
def test_the_first_line_is_indented_and_no_other(shape: Shape) -> None:
    lines = compose(shape("中" * 30), Measure(12 * EM, 2 * EM))
    assert [line.xs[0] for line in lines] == [2 * EM, 0, 0]
    assert [line.last - line.first for line in lines] == [10, 12, 8]


@pytest.mark.parametrize("measure", [11, 13, 17])
def test_no_last_line_of_one_character_where_squeezing_pulls_it_up(shape: Shape, measure: int) -> None:
    # A comma and a stop give the em that pulls the last character up.
    text = "中，中中。" + "中" * (measure - 4)
    lines = compose(shape(text, LineRules(shrink_stops=True)), Measure(measure * EM))
    assert len(lines) == 1


@pytest.mark.parametrize("measure", [11, 13, 17])
def test_else_one_more_comes_down(shape: Shape, measure: int) -> None:
    lines = compose(shape("中" * (measure * 2 + 1)), Measure(measure * EM))
    assert lines[-1].last - lines[-1].first == 2


def test_marks_do_not_count_as_a_character(shape: Shape) -> None:
    lines = compose(shape("中" * 27 + "。”"), Measure(13 * EM))
    assert lines[-1].last - lines[-1].first == 4


def test_han_is_never_squeezed(shape: Shape) -> None:
    shaped = shape("中，中A中中中中中，中中中中中中")
    for measure in range(50, 140):
        for line in compose(shaped, Measure(measure * 1_000)):
            steps = [b - a for a, b in zip(line.xs, line.xs[1:], strict=False)]
            inks = shaped.ink[line.first : line.last - 1]
            assert all(step >= ink for step, ink in zip(steps, inks, strict=True))


@pytest.mark.parametrize("style", PunctuationStyle)
def test_solid_lines_need_no_opening(shape: Shape, style: PunctuationStyle) -> None:
    lines = compose(shape("中" * 60, LineRules(punctuation=style)), Measure(12 * EM))
    assert all((line.added, line.taken) == (0, 0) for line in lines)
