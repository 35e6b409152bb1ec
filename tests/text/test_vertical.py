"""Vertical lines: UAX #50, marks in their places, digits side by side, words on their side (clreq.md §10)."""

from __future__ import annotations

import os
from collections.abc import Callable

import make_vertical_orientation_data as maker
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from typeset.faces import FaceBook
from typeset.model.style import LineRules, TextStyle, VerticalQuotes, WritingMode
from typeset.text import uax50_data
from typeset.text.linebreak import Measure, compose
from typeset.text.shape import Shaper, StyledText
from typeset.text.shaped import ShapedParagraph
from typeset.text.upright import Orientation, orientation

EM = 10_000
Down = Callable[..., ShapedParagraph]


@pytest.fixture(scope="session")
def down(shaper: Shaper) -> Down:
    def make(text: str, rules: LineRules | None = None, face: str = "宋") -> ShapedParagraph:
        style = TextStyle("body", face, EM)
        return shaper.shape((StyledText(text, style),), rules or LineRules(), WritingMode.VERTICAL)

    return make


def test_the_data_are_those_of_unicode() -> None:
    if not (maker.UNICODE / maker.NAME).exists():
        if os.environ.get("CI"):
            pytest.fail("install unicode-data")
        pytest.skip("unicode-data is not installed")
    if maker.version() != uax50_data.VERSION:
        pytest.skip("another version of Unicode")
    assert maker.TARGET.read_text("utf-8") == maker.source()


@pytest.mark.parametrize(
    ("characters", "value"),
    [
        ("中〇々１Ａ／℃￥①■", Orientation.UPRIGHT),
        ("、。，．！？", Orientation.FORM_OR_UPRIGHT),
        ("：；（）《》〈〉【】「」『』［］｛｝～", Orientation.FORM_OR_TURNED),
        ("—…–·/“”‘’Aa1", Orientation.TURNED),
    ],
)
def test_values_clreq_names(characters: str, value: Orientation) -> None:
    assert {orientation(char) for char in characters} == {value}


def test_han_stand_upright_an_em_apart_with_their_middles_on_the_axis(down: Down, faces: FaceBook) -> None:
    shaped = down("中文报")
    assert shaped.natural[-1] == 3 * EM
    face = faces.face("宋")
    for atom in shaped.atoms:
        assert not atom.turned
        assert atom.across == (-face.advance(atom.gids[0]) // 2,)
        assert atom.origin == pytest.approx(880, abs=30)


@pytest.mark.parametrize("mark", "、，。")
@pytest.mark.parametrize("role", ["宋", "黑", "楷", "仿宋", "小标宋", "大标宋", "粗黑"])
def test_pauses_and_stops_stand_at_the_top_right(down: Down, faces: FaceBook, role: str, mark: str) -> None:
    shaped = down(f"中{mark}中", face=role)
    atom = shaped.atoms[1]
    left, low, right, high = faces.face(atom.face).ink(atom.gids[0])
    top, foot = atom.origin + atom.lead - high, atom.origin + atom.lead - low
    assert 0 <= top < foot <= 510
    assert atom.across[0] + left >= -60
    assert (shaped.lead[1], shaped.trail[1]) == (0, pytest.approx(EM // 2, abs=200))
    assert right > left


@pytest.mark.parametrize("mark", "：；！？")
def test_colons_and_exclamations_are_rigid(down: Down, mark: str) -> None:
    shaped = down(f"中{mark}中")
    assert (shaped.lead[1], shaped.ink[1], shaped.trail[1]) == (0, EM, 0)
    assert down(f"中{mark}”").natural[-1] == pytest.approx(2.5 * EM + shaped.white[1], abs=5_100)


@pytest.mark.parametrize(("mark", "lead", "trail"), [("（", 1, 0), ("《", 1, 0), ("）", 0, 1), ("》", 0, 1)])
@pytest.mark.parametrize("role", ["宋", "黑", "楷", "仿宋", "小标宋"])
def test_brackets_are_turned_with_their_white_above_or_below(
    down: Down, role: str, mark: str, lead: int, trail: int
) -> None:
    shaped = down(f"中{mark}中", face=role)
    assert shaped.lead[1] == pytest.approx(lead * EM // 2, abs=400)
    assert shaped.trail[1] == pytest.approx(trail * EM // 2, abs=400)


def test_the_interpunct_takes_half_an_em_in_the_middle(down: Down, faces: FaceBook) -> None:
    shaped = down("特·马")
    assert shaped.ink[1] == EM // 2
    atom = shaped.atoms[1]
    left, low, right, high = faces.face(atom.face).ink(atom.gids[0])
    assert atom.across[0] + (left + right) / 2 == pytest.approx(0, abs=1)
    assert atom.origin - (low + high) / 2 == pytest.approx(250, abs=1)


@pytest.mark.parametrize("role", ["宋", "黑", "楷", "仿宋", "小标宋", "大标宋", "粗黑"])
@pytest.mark.parametrize("mark", ["——", "……"])
def test_long_marks_are_one_unit_of_two_ems_in_every_face(
    down: Down, faces: FaceBook, role: str, mark: str
) -> None:
    shaped = down(f"中{mark}中", face=role)
    assert len(shaped) == 3
    atom = shaped.atoms[1]
    assert atom.ink == 2000
    face = faces.face(atom.face)
    spans = []
    for gid, step, across in zip(atom.gids, atom.steps, atom.across, strict=True):
        left, low, right, high = face.ink(gid)
        along = (step + left, step + right) if atom.turned else (step - high, step - low)
        side = (across + low, across + high) if atom.turned else (across + left, across + right)
        spans.append((*along, *side))
    if mark == "——":
        assert max(s[1] for s in spans) - min(s[0] for s in spans) >= 1920
    middle = (min(s[2] for s in spans) + max(s[3] for s in spans)) / 2
    assert middle == pytest.approx(0, abs=40)


@pytest.mark.parametrize(
    ("quotes", "shown"),
    [(VerticalQuotes.GB, "『「」』"), (VerticalQuotes.PRESS, "「『』」"), (VerticalQuotes.KEEP, "“‘’”")],
)
def test_quotes_become_corners_and_stay_what_was_typed(
    down: Down, faces: FaceBook, quotes: VerticalQuotes, shown: str
) -> None:
    shaped = down("“‘’”", LineRules(vertical_quotes=quotes))
    face = faces.face("宋")
    assert [atom.gids[0] for atom in shaped.atoms] == [face.vertical_glyph(char) for char in shown]
    assert shaped.text == "“‘’”"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("中22中", ["中", "22", "中"]),
        ("中3中", ["中", "3", "中"]),
        ("中GDP中", ["中", "G", "D", "P", "中"]),
        ("中5G中", ["中", "5", "G", "中"]),
    ],
)
def test_numbers_of_two_digits_stand_together_and_acronyms_upright(
    down: Down, text: str, parts: list[str]
) -> None:
    shaped = down(text)
    assert [text[a:b] for a, b in zip(shaped.offsets, shaped.offsets[1:], strict=False)] == parts
    assert not any(atom.turned for atom in shaped.atoms)
    assert all(white == 0 for white in shaped.white)
    assert all(ink == EM for ink in shaped.ink)


@pytest.mark.parametrize("number", ["128", "2026", "1,327", "3.14", "95%", "15:40", "COVID-19", "word"])
def test_longer_numbers_and_words_lie_on_their_side_with_a_gap(down: Down, number: str) -> None:
    shaped = down(f"中{number}中")
    assert all(atom.turned for atom in shaped.atoms[1:-1])
    assert shaped.white[0] == EM // 4
    assert shaped.white[len(shaped) - 2] == EM // 4


def test_three_digits_together_are_an_option_and_fit_their_em(down: Down, faces: FaceBook) -> None:
    shaped = down("中128中", LineRules(digits_together=3))
    atom = shaped.atoms[1]
    assert (shaped.ink[1], atom.turned, len(atom.gids)) == (EM, False, 3)
    face = faces.face(atom.face)
    last = atom.across[-1] + face.advance(atom.gids[-1]) * atom.stretch // 1000
    assert -505 <= atom.across[0] <= last <= 505


@pytest.mark.parametrize(("unit", "upright"), [("37℃", True), ("￥12", True), ("−5", False)])
def test_a_sign_stays_with_its_number(down: Down, unit: str, upright: bool) -> None:  # noqa: FBT001
    shaped = down(f"中中中中{unit}中")
    lines = compose(shaped, Measure(5 * EM))
    cuts = {shaped.offsets[line.last] for line in lines}
    assert not cuts & set(range(5, 4 + len(unit)))
    assert upright or len(shaped) >= 6


def test_prohibition_is_that_of_horizontal_lines(down: Down) -> None:
    text = "中中中中，中中《中中》中中。"
    lines = compose(down(text), Measure(4 * EM))
    shaped = down(text)
    starts = [text[shaped.offsets[line.first]] for line in lines]
    ends = [text[shaped.offsets[line.last] - 1] for line in lines]
    assert not set(starts) & set("，。》")
    assert "《" not in ends


def test_pairs_are_trimmed_as_in_horizontal_lines(down: Down) -> None:
    assert down("中》《中").white[1] == pytest.approx(EM // 2, abs=300)
    assert down("中。』中").white[1] == 0


def test_opening_marks_are_trimmed_at_the_head_of_a_line(down: Down) -> None:
    line = compose(down("（中中"), Measure(9 * EM, 2 * EM))[0]
    assert line.xs[0] == 2 * EM
    assert line.xs[1] == pytest.approx(2.5 * EM, abs=300)


def test_characters_no_face_has_keep_their_em(down: Down) -> None:
    shaped = down("中😀中")
    assert shaped.atoms[1].face == ""
    assert shaped.ink[1] == EM


anything = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@anything
@given(
    text=st.text("中文字，。：“”‘’（）《》·—…～abAB 0123456789%℃,.", min_size=1, max_size=70),
    measure=st.integers(4, 24),
    together=st.integers(1, 3),
)
def test_lines_joined_are_the_text_and_none_is_too_long(
    down: Down, text: str, measure: int, together: int
) -> None:
    shaped = down(text, LineRules(digits_together=together))
    lines = compose(shaped, Measure(measure * EM))
    assert "".join(text[shaped.offsets[n.first] : shaped.offsets[n.last]] for n in lines) == text
    assert all(len(a.across) == len(a.gids) == len(a.steps) for a in shaped.atoms)
    for line in lines:
        assert line.width <= measure * EM or line.last - line.first == 1
