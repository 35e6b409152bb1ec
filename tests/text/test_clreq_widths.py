"""clreq.md §5, sentence by sentence: widths of marks, pairs, line edges, styles, hanging.

§5.1's vertical blanks are in test_vertical_clreq.py; §5.2 (sizes) and the regions in test_marks.py.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from typeset.model.style import EdgeEnd, Hanging, LineRules, PunctuationStyle, TextStyle
from typeset.text.justify import natural_width
from typeset.text.linebreak import Measure, compose
from typeset.text.shape import Shaper, StyledText
from typeset.text.shaped import ShapedParagraph

EM = 10_000
Shape = Callable[..., ShapedParagraph]
Lines = Callable[..., list[str]]

PAUSES, STOPS = "、，；：", "。．！？"
OPENERS, CLOSERS = "（《〈【〖〔［｛「『“‘", "）》〉】〗〕］｝」』”’"


def inside(shape: Shape, text: str, rules: LineRules | None = None) -> float:
    """The width of marks between two Han, in em."""
    shaped = shape(f"中{text}中", rules)
    return natural_width(shaped, 0, len(shaped)) / EM - 2


# 5.1: two marks, one of them a bracket: of two blanks that meet one stays, a single blank goes.
@pytest.mark.parametrize(
    ("first", "second", "ems"),
    [
        ("（", "《", 1.5),  # only the second has a blank between: it goes, the first keeps its leading one
        ("》", "）", 1.5),
        ("）", "（", 1.5),
        ("，", "“", 1.5),
        ("。", "“", 1.5),
        ("。", "”", 1.5),
        ("”", "，", 1.5),
        ("》", "、", 1.5),
        ("（", "）", 2.0),  # opening and closing: no blank between, nothing is trimmed
        ("“", "”", 2.0),
    ],
)
def test_pairs_with_a_bracket(shape: Shape, first: str, second: str, ems: float) -> None:
    assert inside(shape, first + second) == pytest.approx(ems, abs=0.003)


@pytest.mark.parametrize("mark", PAUSES + STOPS)
@pytest.mark.parametrize("opening", "“（《")
def test_every_mark_before_a_bracket_loses_half_an_em(shape: Shape, mark: str, opening: str) -> None:
    assert inside(shape, mark + opening) == pytest.approx(1.5, abs=0.003)


@pytest.mark.parametrize("mark", PAUSES + STOPS)
@pytest.mark.parametrize("closing", "”）》")
def test_every_mark_beside_a_closing_bracket_loses_half_an_em(shape: Shape, mark: str, closing: str) -> None:
    assert inside(shape, mark + closing) == pytest.approx(1.5, abs=0.003)
    assert inside(shape, closing + mark) == pytest.approx(1.5, abs=0.003)


@pytest.mark.parametrize(("marks", "ems"), [("》、《", 2.0), ("。”）", 2.0), ("：“《", 2.0), ("”）。", 2.0)])
def test_three_marks_in_a_row(shape: Shape, marks: str, ems: float) -> None:
    assert inside(shape, marks) == pytest.approx(ems, abs=0.003)


@pytest.mark.parametrize("marks", ["，，", "、，", "；："])
def test_two_marks_without_a_bracket_keep_their_widths(shape: Shape, marks: str) -> None:
    assert inside(shape, marks) == pytest.approx(2.0, abs=0.003)


@pytest.mark.parametrize(("mark", "ems"), [("·", 0.5), ("——", 2.0), ("……", 2.0), ("～", 1.0)])
def test_fixed_widths_in_every_style(shape: Shape, mark: str, ems: float) -> None:
    for style in PunctuationStyle:
        assert inside(shape, mark, LineRules(punctuation=style)) == pytest.approx(ems, abs=0.02)


# 5.3: adjacency is logical, it knows no border of style.
@pytest.mark.parametrize("roles", [("宋", "黑"), ("黑", "楷"), ("楷", "仿宋")])
def test_pairs_across_a_change_of_face(shaper: Shaper, roles: tuple[str, str]) -> None:
    styles = [TextStyle(face, face, EM) for face in roles]
    runs = (StyledText("中。", styles[0]), StyledText("”中", styles[1]))
    shaped = shaper.shape(runs, LineRules())
    assert shaped.white[1] == 0


# 5.4: a mark at the end of a line.
@pytest.mark.parametrize("mark", PAUSES + STOPS + CLOSERS)
def test_trim_halves_every_mark_at_the_end_of_a_line(shape: Shape, mark: str) -> None:
    shaped = shape(f"中中中{mark}", LineRules(edge_end=EdgeEnd.TRIM))
    assert natural_width(shaped, 0, 4) == pytest.approx(3.5 * EM, abs=30)


@pytest.mark.parametrize("mark", PAUSES + STOPS + CLOSERS)
def test_allow_keeps_the_mark_whole_until_room_is_needed(shape: Shape, mark: str) -> None:
    shaped = shape(f"中中中{mark}中中中", LineRules(edge_end=EdgeEnd.ALLOW))
    whole = compose(shaped, Measure(4 * EM))[0]
    assert (whole.width, whole.taken) == (4 * EM, 0)
    halved = compose(shaped, Measure(35_100))[0]
    assert halved.last == 4
    assert halved.width <= 35_100


def test_full_never_halves_it(shape: Shape, lines_of: Lines) -> None:
    rules = LineRules(edge_end=EdgeEnd.FULL)
    assert natural_width(shape("中中中。", rules), 0, 4) == 4 * EM
    # Three Han and a whole stop do not fit three and a half em, and the stop may not begin a line.
    shaped = shape("中中中。中中中中", rules)
    assert compose(shaped, Measure(35_000))[0].last == 2


def test_a_trimmed_line_is_opened_again_to_its_measure(shape: Shape) -> None:
    shaped = shape("中中中中中中中中中。中中中中", LineRules(edge_end=EdgeEnd.TRIM))
    line = compose(shaped, Measure(10 * EM))[0]
    assert line.last == 10
    assert line.width == 10 * EM
    assert line.added > 0


# 5.5: an opening mark at the start of a line.
@pytest.mark.parametrize("mark", OPENERS)
def test_an_opening_mark_loses_its_blank_at_the_start_of_a_line(shape: Shape, mark: str) -> None:
    shaped = shape(f"中中{mark}中")
    second = compose(shaped, Measure(2 * EM))[1]
    assert second.xs[0] == 0
    assert second.xs[1] == pytest.approx(EM // 2, abs=EM // 50)


def test_and_also_after_the_indent_of_a_paragraph(shape: Shape) -> None:
    line = compose(shape("“中中中”"), Measure(9 * EM, 2 * EM))[0]
    assert line.xs[0] == 2 * EM
    assert line.xs[1] == pytest.approx(25_000, abs=200)


def test_space_is_an_option(shape: Shape) -> None:
    line = compose(shape("“中中中”", LineRules(edge_start_trim=False)), Measure(9 * EM, 2 * EM))[0]
    assert line.xs[0] == pytest.approx(25_000, abs=200)
    assert line.xs[1] == 3 * EM


# 5.6: the styles.
@pytest.mark.parametrize(
    ("style", "single_pause", "single_stop", "pair"),
    [
        (PunctuationStyle.QUANJIAO, 1.0, 1.0, 1.5),
        (PunctuationStyle.KAIMING, 0.5, 1.0, 1.0),
        (PunctuationStyle.BANJIAO, 0.5, 0.5, 1.0),
        (PunctuationStyle.LINE_END_HALF, 1.0, 1.0, 2.0),
        (PunctuationStyle.PLAIN, 1.0, 1.0, 2.0),
    ],
)
def test_styles(
    shape: Shape, style: PunctuationStyle, single_pause: float, single_stop: float, pair: float
) -> None:
    rules = LineRules(punctuation=style)
    assert inside(shape, "，", rules) == pytest.approx(single_pause, abs=0.003)
    assert inside(shape, "。", rules) == pytest.approx(single_stop, abs=0.003)
    assert inside(shape, "，“", rules) == pytest.approx(pair, abs=0.003)


@pytest.mark.parametrize("mark", "。．？！")
def test_kaiming_leaves_the_end_of_a_sentence_whole(shape: Shape, mark: str) -> None:
    assert inside(shape, mark, LineRules(punctuation=PunctuationStyle.KAIMING)) == pytest.approx(1, abs=0.003)


@pytest.mark.parametrize("mark", PAUSES + OPENERS + CLOSERS)
def test_kaiming_halves_all_other_marks(shape: Shape, mark: str) -> None:
    width = inside(shape, mark, LineRules(punctuation=PunctuationStyle.KAIMING))
    assert width == pytest.approx(0.5, abs=0.003)


def test_plain_trims_nothing_anywhere(shape: Shape) -> None:
    rules = LineRules(punctuation=PunctuationStyle.PLAIN, edge_end=EdgeEnd.TRIM)
    shaped = shape("“中，中。”", rules)
    assert natural_width(shaped, 0, len(shaped)) == 6 * EM
    assert not any(shaped.shrink)


# 5.7: hanging marks.
@pytest.mark.parametrize("mark", PAUSES + STOPS)
def test_every_pause_and_stop_may_hang(shape: Shape, mark: str) -> None:
    shaped = shape(f"中中中中{mark}中中中中", LineRules(hanging=Hanging.ALLOW))
    line = compose(shaped, Measure(4 * EM))[0]
    assert line.last == 5
    assert (line.width, line.hung) == (4 * EM, shaped.ink[4])


@pytest.mark.parametrize("text", ["中中中。”中中中中", "中中中）。中中中中", "中中中，，中中中中"])
def test_of_a_run_of_marks_none_hangs(shape: Shape, text: str) -> None:
    shaped = shape(text, LineRules(hanging=Hanging.ALLOW))
    assert all(not line.hung for line in compose(shaped, Measure(3 * EM)))


@pytest.mark.parametrize("mark", ["——", "……", "》", "·"])
def test_dashes_ellipses_and_brackets_never_hang(shape: Shape, mark: str) -> None:
    shaped = shape(f"中中中中{mark}中中中", LineRules(hanging=Hanging.ALWAYS))
    assert all(not line.hung for line in compose(shaped, Measure(5 * EM)))


def test_allow_hangs_only_what_would_not_fit_and_always_hangs_it_anyway(shape: Shape) -> None:
    text = "中中中。中中中中"
    allowed = compose(shape(text, LineRules(hanging=Hanging.ALLOW)), Measure(4 * EM))[0]
    always = compose(shape(text, LineRules(hanging=Hanging.ALWAYS)), Measure(3 * EM))[0]
    never = compose(shape(text), Measure(3 * EM))[0]
    assert (allowed.last, allowed.hung) == (4, 0)
    assert always.last == 4
    assert always.hung
    assert never.last == 2
