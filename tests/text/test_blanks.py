"""Blanks between characters: typed spaces beside marks and between Han and Western, blanks without width (clreq §7)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from typeset.model.style import LineRules, PunctuationStyle
from typeset.text.justify import natural_width
from typeset.text.linebreak import Measure, compose
from typeset.text.shaped import ShapedParagraph
from typeset.text.spacing import Shrink, Stretch

EM = 10_000
Shape = Callable[..., ShapedParagraph]
WIDTHLESS = "\u200b\u2060\ufeff"


def width(shape: Shape, text: str, rules: LineRules | None = None) -> int:
    shaped = shape(text, rules)
    return natural_width(shaped, 0, len(shaped))


@pytest.mark.parametrize("space", [" ", "  ", "\u00a0", " \u00a0"])
@pytest.mark.parametrize("style", PunctuationStyle)
@pytest.mark.parametrize(
    "typed",
    [
        "中，_中",
        "中。_“中",
        "中_（中",
        "中）_中",
        "电_（记",
        "中，_A",
        "A_，中",
        "中A_（中）_B",
        "中”_。中",
        "中_A_中",
        "第_4_版",
        "中_%",
    ],
)
def test_a_space_gives_way_to_what_stands_there_without_it(
    shape: Shape, typed: str, space: str, style: PunctuationStyle
) -> None:
    # A mark has its white of itself, Han and Western their gap: one space more would make both wider.
    rules = LineRules(punctuation=style, han_digit_gap=125)
    assert width(shape, typed.replace("_", space), rules) == width(shape, typed.replace("_", ""), rules)


@pytest.mark.parametrize("typed", ["张_三", "a_b", "中_——中", "5_%"])
def test_elsewhere_a_space_is_as_wide_as_the_house_says(shape: Shape, typed: str) -> None:
    rules = LineRules(word_space=300)
    for space in (" ", "\u00a0", "  "):
        assert (
            width(shape, typed.replace("_", space), rules) - width(shape, typed.replace("_", ""), rules)
            == 3_000
        )


@pytest.mark.parametrize("blank", WIDTHLESS)
@pytest.mark.parametrize(
    "typed", ["中_中", "中_A", "4_版", "中，_中", "。_”", "》_、_《", "中_（", "中_·_中", "中_——", "_中_"]
)
def test_a_blank_without_width_changes_none(shape: Shape, typed: str, blank: str) -> None:
    assert width(shape, typed.replace("_", blank)) == width(shape, typed.replace("_", ""))


@pytest.mark.parametrize("blank", WIDTHLESS)
def test_behind_such_a_blank_lines_are_squeezed_and_opened_as_ever(shape: Shape, blank: str) -> None:
    whites = [
        [
            (w, s, k, t)
            for w, s, k, t in zip(x.white, x.shrink, x.shrink_step, x.stretch, strict=True)
            if w or s or t
        ]
        for x in (shape(f"中，{blank}中{blank}A{blank}中（中"), shape("中，中A中（中"))
    ]
    assert whites[0] == whites[1]


def test_the_white_behind_a_space_is_taken_in_the_step_of_its_mark(shape: Shape) -> None:
    shaped = shape("中， 中（ 中")
    assert [shaped.shrink_step[n] for n in (2, 6)] == [Shrink.PAUSE, Shrink.NONE]
    assert shaped.stretch[2] is Stretch.GENERAL


def test_a_line_that_ends_in_a_typed_space_ends_with_its_mark(shape: Shape) -> None:
    shaped = shape("中中中， 中中中中")
    first, second, *_ = compose(shaped, Measure(35_100))
    assert shaped.text[shaped.offsets[first.first] : shaped.offsets[first.last]] == "中中中， "
    assert first.width <= 35_100
    assert second.xs[0] == 0


def test_a_variation_selector_takes_no_room_and_no_box(shape: Shape) -> None:
    plain, varied = shape("A中"), shape("A\ufe0e中")
    assert varied.natural[-1] == plain.natural[-1]
    assert all(atom.face for atom in varied.atoms)
