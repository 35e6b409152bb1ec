"""Marks as (white, ink, white): in every bundled face, and the widths that follow for the regions and for sizes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import pytest

from typeset.faces import Face, FaceBook
from typeset.faces.face import Glyph
from typeset.model.style import LineRules, PunctuationStyle, Region, TextStyle
from typeset.text.class_table import ROWS, Blank, CharClass, box_of
from typeset.text.classes import classify
from typeset.text.justify import natural_width
from typeset.text.marks import Trim, long_mark, trimmed
from typeset.text.shape import Shaper, StyledText
from typeset.text.shaped import ShapedParagraph
from typeset.text.spacing import Shrink, whites_between

EM = 10_000
CLOSE = 5
Shape = Callable[..., ShapedParagraph]
ROLES = ["宋", "小标宋", "大标宋", "黑", "粗黑", "楷", "仿宋"]
TRIMMED = "".join(row.characters for row in ROWS if row.box.blank is not Blank.NONE or row.box.width == 500)

# Why a mark of a face is not as wide as the table says, or not what its `halt` says.
NOT_HALF = {
    ("仿宋", "？"): "its ink stands in the middle; its halt would cut into it",
    ("楷", "？"): "two thousandths of ink reach beyond half an em",
    **{(role, "／"): "the stroke goes from corner to corner" for role in ROLES if role != "仿宋"},
    ("小标宋", "–"): "little white beside the stroke",
    ("大标宋", "–"): "little white beside the stroke",
}
# Ink that leaves its own em already in the font.
OVERHANGING = {("楷", "〖"), ("楷", "〗"), ("楷", "–")}


def test_the_roles_are_those_that_are_bundled(faces: FaceBook) -> None:
    assert sorted(faces.roles) == sorted(ROLES)


def marks_of(face: Face) -> Iterator[str]:
    return (char for char in TRIMMED if face.glyph(char))


@pytest.mark.parametrize("role", ROLES)
def test_a_mark_is_as_wide_as_the_table_says_in_every_face(faces: FaceBook, role: str) -> None:
    face = faces.face(role)
    wrong = {}
    for char in marks_of(face):
        trim, box = trimmed(face, char), box_of(char)
        half = trim.lead + trim.ink + trim.trail if box.width == 500 else trim.ink
        whole = box.width == 500 or trim.lead + trim.ink + trim.trail == 1000
        side = (bool(trim.lead), bool(trim.trail)) == (box.blank is Blank.LEAD, box.blank is Blank.TRAIL)
        if not whole or not side or abs(half - 500) > 1:
            wrong[role, char] = trim
    assert set(wrong) == {key for key in NOT_HALF if key[0] == role}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("region", Region)
def test_no_ink_leaves_the_box_that_stays_when_all_white_is_gone(
    faces: FaceBook, role: str, region: Region
) -> None:
    face = faces.face(role)
    for char in marks_of(face):
        trim = trimmed(face, char, region)
        left, _, right, _ = face.ink(face.glyph(char))
        inside = trim.origin + left >= 0 and trim.origin + right <= trim.ink
        assert inside or (role, char) in OVERHANGING, char


@pytest.mark.parametrize("role", ROLES)
def test_a_trimmed_mark_agrees_with_the_halt_of_its_face(faces: FaceBook, role: str) -> None:
    face = faces.face(role)
    agreed = 0
    for char in marks_of(face):
        halved = face.shape(char, features=("halt",))[0]
        if halved.gid != face.glyph(char) or halved.advance == face.advance(halved.gid):
            continue
        trim = trimmed(face, char)
        agrees = abs(trim.origin - halved.dx) <= CLOSE and abs(trim.ink - halved.advance) <= CLOSE
        assert agrees or (role, char) in NOT_HALF, char
        agreed += agrees
    assert agreed or role == "楷"  # 楷 has no halt


@pytest.mark.parametrize("role", ROLES)
def test_a_dash_is_one_stroke_of_two_ems_in_every_face(shaper: Shaper, role: str) -> None:
    for text in ("——", "⸺"):
        shaped = shaper.shape((StyledText(text, TextStyle("x", role, EM)),), LineRules())
        assert len(shaped) == 1
        assert shaped.ink[0] == 2 * EM
        atom = shaped.atoms[0]
        boxes = [shaper.faces.face(atom.face).ink(gid) for gid in atom.gids]
        strokes = [(box[0] + step, box[2] + step) for box, step in zip(boxes, atom.steps, strict=True)]
        assert strokes[-1][1] - strokes[0][0] >= 1920
        assert all(end >= start for (_, end), (start, _) in pairwise(strokes))


@pytest.mark.parametrize("role", ROLES)
def test_an_ellipsis_is_six_even_dots_in_the_middle_of_the_line(shaper: Shaper, role: str) -> None:
    for text in ("……", "⋯⋯"):
        shaped = shaper.shape((StyledText(text, TextStyle("x", role, EM)),), LineRules())
        assert len(shaped) == 1
        assert shaped.ink[0] == 2 * EM
        atom = shaped.atoms[0]
        assert atom.steps == (0, 1000)
        for gid in atom.gids:
            left, low, right, high = shaper.faces.face(atom.face).ink(gid)
            dot = high - low
            first, last = left + dot // 2, right - dot // 2
            # Three dots at the sixths of an em, so that the next em goes on with them.
            assert first == pytest.approx(1000 / 6, abs=25)
            assert last == pytest.approx(5000 / 6, abs=25)
            assert (low + high) / 2 == pytest.approx(380, abs=25)


@dataclass
class FakeFace:
    """A face of one mark: its advance, the left and right edge of its ink, and its halt if it has one."""

    width: int
    left: int
    right: int
    halt: tuple[int, int] | None = None
    role: str = "假"

    def glyph(self, _: str) -> int:
        return 1

    def advance(self, _: int) -> int:
        return self.width

    def ink(self, _: int) -> tuple[int, int, int, int]:
        return self.left, 0, self.right, 100

    def shape(self, _: str, **__: object) -> tuple[Glyph, ...]:
        dx, advance = self.halt or (0, self.width)
        return (Glyph(1, 0, advance, dx, 0),)


@pytest.mark.parametrize(
    ("face", "char", "region", "expected"),
    [
        # The table, where ink and face leave room for it.
        (FakeFace(1000, 50, 300), "，", Region.MAINLAND, Trim(0, 0, 500, 500)),
        (FakeFace(1000, 650, 950), "（", Region.MAINLAND, Trim(-500, 500, 500, 0)),
        (FakeFace(1000, 400, 600), "·", Region.MAINLAND, Trim(-250, 0, 500, 0)),
        (FakeFace(1000, 400, 600), "·", Region.TAIWAN, Trim(-250, 250, 500, 250)),
        (FakeFace(1000, 400, 600), "，", Region.TAIWAN, Trim(-250, 250, 500, 250)),
        (FakeFace(1000, 400, 600), "！", Region.HONGKONG, Trim(0, 0, 1000, 0)),
        # Where the ink stands elsewhere, the ink counts.
        (FakeFace(1000, 50, 300), "，", Region.TAIWAN, Trim(0, 0, 500, 500)),
        (FakeFace(1000, 400, 600), "，", Region.MAINLAND, Trim(-250, 250, 500, 250)),
        # Never into the ink.
        (FakeFace(1000, 50, 620), "，", Region.MAINLAND, Trim(0, 0, 620, 380)),
        (FakeFace(1000, 300, 950), "（", Region.MAINLAND, Trim(-300, 300, 700, 0)),
        (FakeFace(1000, 40, 960), "／", Region.MAINLAND, Trim(-40, 0, 920, 0)),
        # The face's own halt, if it is on the same side; and not when it would cut into the ink.
        (FakeFace(1000, 50, 300, (0, 560)), "，", Region.MAINLAND, Trim(0, 0, 560, 440)),
        (FakeFace(1000, 50, 600, (0, 500)), "，", Region.MAINLAND, Trim(0, 0, 600, 400)),
        (FakeFace(1000, 50, 300, (-500, 500)), "，", Region.MAINLAND, Trim(0, 0, 500, 500)),
        # A narrow glyph: already half, or set in the middle of the em it should have.
        (FakeFace(500, 50, 300), "，", Region.MAINLAND, Trim(0, 0, 500, 0)),
        (FakeFace(400, 90, 310), "•", Region.MAINLAND, Trim(50, 0, 500, 0)),
        (FakeFace(600, 90, 510), "‼", Region.MAINLAND, Trim(200, 0, 1000, 0)),
        (FakeFace(500, 150, 350), "·", Region.TAIWAN, Trim(0, 250, 500, 250)),
        (FakeFace(1000, 0, 0), "，", Region.MAINLAND, Trim(0, 0, 1000, 0)),
    ],
)
def test_what_a_mark_may_give_up(face: FakeFace, char: str, region: Region, expected: Trim) -> None:
    assert trimmed(face, char, region) == expected


def test_a_face_without_a_joined_dash_is_used_only_when_there_is_no_better() -> None:
    gapped, joined = FakeFace(1000, 100, 900), FakeFace(1000, 0, 1000, role="真")
    joined.shape = lambda *_, **__: (Glyph(1, 0, 1000, 0, 0), Glyph(1, 1, 1000, 0, 0))
    gapped.shape = joined.shape
    assert long_mark([gapped, joined], "——").face == "真"
    assert long_mark([gapped], "——").face == "假"
    assert long_mark([], "——") is None


@dataclass
class InkBox:
    lead: int = 0
    trail: int = 0


def white(text: str, boxes: list[InkBox], sizes: tuple[int, int] = (EM, EM), **rules: object) -> float:
    """The white between two marks, in em of 10 points."""
    return whites_between(classify(text), boxes, sizes, (0, 0), LineRules(**rules)).natural[0] / EM


MIDDLE = InkBox(250, 250)
LEFT = InkBox(0, 500)
RIGHT = InkBox(500, 0)


@pytest.mark.parametrize(
    ("text", "boxes", "expected"),
    [
        ("，（", [MIDDLE, RIGHT], 0.25),
        ("）。", [LEFT, MIDDLE], 0.25),
        ("，）", [MIDDLE, LEFT], 0.25),
        ("（，", [RIGHT, MIDDLE], 0.25),
        ("，。", [MIDDLE, MIDDLE], 0.5),
        ("中，", [InkBox(), MIDDLE], 0.25),
        ("）（", [LEFT, RIGHT], 0.5),
        ("））", [LEFT, LEFT], 0.0),
    ],
)
def test_a_centred_mark_keeps_its_white_and_the_bracket_beside_it_goes(
    text: str, boxes: list[InkBox], expected: float
) -> None:
    assert white(text, boxes) == expected


@pytest.mark.parametrize(
    ("text", "boxes", "sizes", "expected"),
    [
        ("。”", [LEFT, LEFT], (EM, EM), 0.0),
        ("。”", [LEFT, LEFT], (EM, 2 * EM), 0.0),
        ("。”", [LEFT, LEFT], (2 * EM, EM), 1.0),
        ("（（", [RIGHT, RIGHT], (EM, 2 * EM), 1.0),
        ("（（", [RIGHT, RIGHT], (2 * EM, EM), 0.0),
        ("）（", [LEFT, RIGHT], (2 * EM, EM), 1.0),
        ("）（", [LEFT, RIGHT], (EM, 2 * EM), 1.0),
    ],
)
def test_of_two_sizes_only_the_smaller_mark_is_trimmed(
    text: str, boxes: list[InkBox], sizes: tuple[int, int], expected: float
) -> None:
    assert white(text, boxes, sizes) == expected


def test_an_interpunct_of_one_em_gives_way_in_its_own_step() -> None:
    whites = whites_between(classify("中·中"), [InkBox(), MIDDLE, InkBox()], (EM,) * 3, (0,) * 3, LineRules())
    assert whites.natural[:2] == whites.shrink[:2] == [EM // 4, EM // 4]
    assert whites.step[:2] == [Shrink.INTERPUNCT] * 2


def test_a_centred_stop_gives_way_only_where_stops_may() -> None:
    boxes = [InkBox(), MIDDLE, InkBox()]
    kept = whites_between(classify("中。中"), boxes, (EM,) * 3, (0,) * 3, LineRules())
    assert kept.shrink[:2] == [0, 0]
    given = whites_between(classify("中。中"), boxes, (EM,) * 3, (0,) * 3, LineRules(shrink_stops=True))
    assert given.shrink[:2] == [EM // 4, EM // 4]
    assert given.step[:2] == [Shrink.STOP] * 2
    pause = whites_between(classify("中，中"), boxes, (EM,) * 3, (0,) * 3, LineRules())
    assert pause.step[:2] == [Shrink.PAUSE] * 2


def test_region_reaches_the_line(shape: Shape) -> None:
    mainland, taiwan = shape("中！中·中"), shape("中！中·中", LineRules(region=Region.TAIWAN))
    assert natural_width(mainland, 0, 5) == pytest.approx(4.5 * EM, abs=20)
    assert natural_width(taiwan, 0, 5) == 5 * EM
    assert taiwan.trail[1] == 0
    assert (taiwan.lead[3], taiwan.trail[3]) == (EM // 4, EM // 4)
    plain = shape("中·中", LineRules(region=Region.TAIWAN, punctuation=PunctuationStyle.PLAIN))
    assert plain.shrink[:2] == (0, 0)


def test_vertical_forms_are_set_as_their_base(shape: Shape) -> None:
    typed, base = shape("中︵中︶"), shape("中（中）")
    assert [atom.gids for atom in typed.atoms] == [atom.gids for atom in base.atoms]
    assert typed.kinds == base.kinds == (CharClass.HAN, CharClass.OPENING, CharClass.HAN, CharClass.CLOSING)


def test_a_soft_hyphen_takes_no_room_and_no_other_face(shape: Shape) -> None:
    for role in ROLES:
        style = TextStyle("x", role, EM)
        with_hyphen, without = shape("so\u00adft", None, style), shape("soft", None, style)
        assert natural_width(with_hyphen, 0, 5) == natural_width(without, 0, 4)
        assert {atom.face for atom in with_hyphen.atoms} == {atom.face for atom in without.atoms}


def test_a_number_and_its_counting_word_are_told_to_the_composer(shape: Shape) -> None:
    assert shape("第12版").number_parted == (True, False, True, False)
