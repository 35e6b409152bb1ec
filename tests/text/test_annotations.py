"""Annotations in shaped paragraphs: the room they take and what they hold together (clreq.md §4, §7, §9)."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from typeset.model.annotation import PICTURE_CHARACTER, Annotation, InlinePicture, Mark
from typeset.model.style import LineRules, TextStyle
from typeset.text.breaks import Break
from typeset.text.classes import CharClass
from typeset.text.linebreak import Measure, compose
from typeset.text.shape import Shaper, StyledText
from typeset.text.shaped import ShapedParagraph

EM = 10_000
BODY = TextStyle("body", "宋", EM)
NOTE = replace(BODY, size=6_000, rise=3_500)


def shaped(shaper: Shaper, text: str, *annotations: Annotation) -> ShapedParagraph:
    return shaper.shape((StyledText(text, BODY),), LineRules(), annotations=annotations)


def noted(shaper: Shaper, *parts: str) -> ShapedParagraph:
    """Every second part is a note mark."""
    runs = [StyledText(p, NOTE if n % 2 else BODY, note_mark=n % 2 == 1) for n, p in enumerate(parts)]
    return shaper.shape(runs, LineRules())


def ruby(first: int, last: int, text: str) -> Annotation:
    return Annotation(Mark.RUBY, first, last, text)


def test_a_narrow_ruby_leaves_its_base_alone(shaper: Shaper) -> None:
    assert shaped(shaper, "中汉中", ruby(1, 2, "hàn")).ink == (EM, EM, EM)


def test_ruby_is_half_as_large_as_its_base(shaper: Shaper) -> None:
    (annotation,) = shaped(shaper, "中汉中", ruby(1, 2, "hàn")).annotations
    assert annotation.ruby is not None
    assert [style.size for style in annotation.ruby.styles] == [EM // 2]


def test_a_wide_ruby_widens_its_base_and_nothing_else(shaper: Shaper) -> None:
    found = shaped(shaper, "中庄中", ruby(1, 2, "zhuāng"))
    width = found.annotations[0].ruby.natural[-1]  # type: ignore[union-attr]
    assert width > EM
    assert found.ink[0] == found.ink[2] == EM
    assert width <= found.ink[1] <= width + EM // 100
    assert found.atoms[1].before == found.atoms[1].after


def test_a_wide_ruby_over_several_characters_opens_them_evenly(shaper: Shaper) -> None:
    found = shaped(shaper, "中部中", ruby(0, 2, "Central Department"))
    width = found.annotations[0].ruby.natural[-1]  # type: ignore[union-attr]
    assert found.ink[0] == found.ink[1] > EM
    assert 0 <= found.ink[0] + found.ink[1] - width <= EM // 50


def test_a_western_base_is_not_spaced_apart(shaper: Shaper) -> None:
    plain, found = shaped(shaper, "中AB中"), shaped(shaper, "中AB中", ruby(1, 3, "世界贸易组织"))
    assert found.atoms[1].after == found.atoms[2].before == 0
    assert sum(found.ink) > sum(plain.ink)


SYLLABLES = st.lists(st.sampled_from(["ā", "hàn", "zhuāng", "chuáng", "shì"]), min_size=2, max_size=6)


@settings(deadline=None)
@given(SYLLABLES)
def test_neighbouring_ruby_stays_a_quarter_of_its_size_apart(shaper: Shaper, syllables: list[str]) -> None:
    found = shaped(shaper, "中" * len(syllables), *(ruby(n, n + 1, s) for n, s in enumerate(syllables)))
    (line,) = compose(found, Measure(sum(found.ink)))
    edges = [
        (x + (ink - a.ruby.natural[-1]) // 2, x + (ink + a.ruby.natural[-1]) // 2)
        for x, ink, a in zip(line.xs, found.ink, found.annotations, strict=True)
        if a.ruby is not None
    ]
    assert all(right[0] - left[1] >= EM // 2 // 4 - 2 for left, right in pairwise(edges))


def test_a_base_and_its_ruby_are_never_parted_where_another_break_is_left(shaper: Shaper) -> None:
    found = shaped(shaper, "中中中北京大学中中", ruby(3, 7, "Peking University"))
    assert list(found.breaks[3:6]) == [Break.EMERGENCY] * 3
    for measure in range(5, 10):
        assert not {line.last for line in compose(found, Measure(measure * EM))} & {4, 5, 6}


def test_a_base_longer_than_a_line_is_broken_rather_than_lost(shaper: Shaper) -> None:
    found = shaped(shaper, "中" * 12, ruby(0, 12, "a"))
    lines = compose(found, Measure(5 * EM))
    assert lines[-1].last == 12
    assert all(line.over == 0 for line in lines)


@pytest.mark.parametrize(
    ("length", "broken"), [(3, Break.EMERGENCY), (6, Break.EMERGENCY), (7, Break.ALLOWED)]
)
def test_a_short_name_in_a_box_stays_on_one_line(shaper: Shaper, length: int, broken: Break) -> None:
    found = shaped(shaper, "中" * 10, Annotation(Mark.BOXED, 1, 1 + length))
    assert set(found.breaks[1:length]) == {broken}
    assert found.breaks[0] is found.breaks[length] is Break.ALLOWED


def test_a_box_takes_an_eighth_of_a_character_at_each_end(shaper: Shaper) -> None:
    found = shaped(shaper, "中某某中", Annotation(Mark.BOXED, 1, 3))
    assert found.ink == (EM, EM + EM // 8, EM + EM // 8, EM)
    assert found.annotations[0].source.mark is Mark.BOXED


def test_dots_and_underlines_take_no_room(shaper: Shaper) -> None:
    marks = [Annotation(mark, 0, 3) for mark in (Mark.DOTS, Mark.UNDERLINE)]
    plain, found = shaped(shaper, "甲，乙"), shaped(shaper, "甲，乙", *marks)
    assert (found.ink, found.white, found.breaks) == (plain.ink, plain.white, plain.breaks)


def test_a_picture_is_as_wide_as_its_proportions_make_it_and_breaks_like_a_character(shaper: Shaper) -> None:
    shown = InlinePicture("flag.png", (30, 20), "PNG")
    found = shaped(shaper, f"升{PICTURE_CHARACTER}旗，", Annotation(Mark.PICTURE, 1, 2, picture=shown))
    assert found.kinds[1] is CharClass.HAN
    assert found.ink[1] == 15_000 + 2 * 800
    assert (found.atoms[1].gids, found.atoms[1].is_missing) == ((), False)
    assert [found.breaks[n] for n in (0, 1, 2)] == [Break.ALLOWED, Break.ALLOWED, Break.EMERGENCY]


@pytest.mark.parametrize("note", ["①", "[1]", "注1", "*"])
@pytest.mark.parametrize("before", ["文", "A", "。", "”", "1"])
def test_a_note_mark_stays_with_what_precedes_it_without_a_gap(
    shaper: Shaper, before: str, note: str
) -> None:
    found = noted(shaper, before, note, "中")
    assert set(found.kinds[1:-1]) == {CharClass.NOTE_MARK}
    assert set(found.breaks[: len(note)]) == {Break.NEVER}
    assert set(found.white[: len(note)]) == {0}
    assert found.breaks[len(note)] is Break.ALLOWED


def test_nothing_grows_between_a_mark_and_its_note(shaper: Shaper) -> None:
    found = noted(shaper, "文。", "①", "中文中文中文")
    (first, *_) = compose(found, Measure(6 * EM + 2_000))
    assert first.xs[2] - first.xs[1] == found.ink[1]


def test_the_white_of_a_mark_goes_behind_its_note(shaper: Shaper) -> None:
    found = noted(shaper, "文。", "①", "中”", "②", "”")
    assert found.white[1] == 0
    assert found.white[2] == EM // 2
    # ”②”: as if the note were not there, the pair rule takes the white between two brackets.
    assert found.white[5] == shaped(shaper, "中””").white[1]


def test_a_stale_white_is_not_set_behind_a_later_note(shaper: Shaper) -> None:
    found = noted(shaper, "文。", "①", " A中", "②", "文A")
    assert found.white[-3] == 0
