from __future__ import annotations

import pickle

import pytest

from typeset.faces import Face, FaceRecord


def test_glyph_is_zero_for_a_character_the_face_lacks(square: Face) -> None:
    assert square.glyph("中") > 0
    assert square.glyph("龘") == 0
    assert square.glyph("") == 0


def test_unknown_variation_falls_back_to_the_base(square: Face) -> None:
    assert square.glyph("中\U000e0100") == square.glyph("中") > 0


@pytest.mark.parametrize(("char", "width"), [("中", 1000), ("a", 500), (" ", 250), ("，", 1000), ("⸺", 2000)])
def test_advance_is_in_thousandths_of_an_em(square: Face, char: str, width: int) -> None:
    assert square.advance(square.glyph(char)) == width


def test_advance_does_not_depend_on_units_per_em(square_data: bytes) -> None:
    from io import BytesIO

    from fontTools.ttLib import TTFont
    from fontTools.ttLib.scaleUpem import scale_upem

    font = TTFont(BytesIO(square_data))
    scale_upem(font, 2048)
    out = BytesIO()
    font.save(out)
    scaled = Face(FaceRecord("宋", out.getvalue()))
    assert scaled.advance(scaled.glyph("中")) == 1000
    assert scaled.ink(scaled.glyph("中")) == pytest.approx((50, -70, 950, 830), abs=1)
    assert (scaled.ascender, scaled.descender) == (880, -120)


def test_ink_is_left_bottom_right_top(square: Face) -> None:
    assert square.ink(square.glyph("，")) == (50, -70, 400, 280)
    assert square.ink(square.glyph("“")) == (600, -70, 950, 780)
    assert square.ink(square.glyph("\u3000")) == (0, 0, 0, 0)


def test_shape_gives_a_cluster_index_for_every_glyph(square: Face) -> None:
    shaped = square.shape("中a，")
    assert [(g.cluster, g.advance) for g in shaped] == [(0, 1000), (1, 500), (2, 1000)]
    assert shaped[0].gid == square.glyph("中")


def test_clusters_count_characters_beyond_the_basic_plane_once(square: Face) -> None:
    assert [g.cluster for g in square.shape("𠮷中")] == [0, 1]


def test_vertical_advances_are_positive_and_marks_take_their_vertical_form(square: Face) -> None:
    comma, han = square.shape("，中", vertical=True)
    assert comma.advance == han.advance == 1000
    assert (han.dx, han.dy) == (-500, -880)
    assert comma.gid == square.vertical_glyph("，") != square.glyph("，")
    assert square.ink(comma.gid) == (600, 530, 950, 830)


def test_vertical_glyph_is_the_nominal_one_without_a_vertical_form(square: Face) -> None:
    assert square.vertical_glyph("中") == square.glyph("中")
    assert square.vertical_glyph("龘") == 0


def test_features_are_switched_by_name_and_value(square: Face) -> None:
    on = square.shape("，", features=("vert",))
    off = square.shape("，", features=("vert=0",), vertical=True)
    assert on[0].gid == square.vertical_glyph("，")
    assert off[0].gid == square.glyph("，")


def test_empty_text_has_no_glyphs(square: Face) -> None:
    assert square.shape("") == ()


def test_face_says_what_it_is(square: Face) -> None:
    assert square.family == "Square"
    assert square.licence == "MIT"
    assert square.embeddable
    assert ord("中") in square.characters()
    assert ord("龘") not in square.characters()
    assert square.glyph_count > len(square.characters())


def test_face_can_be_sent_to_another_process(square: Face) -> None:
    square.shape("中")
    copy = pickle.loads(pickle.dumps(square))
    assert copy.role == "宋"
    assert copy.shape("中，") == square.shape("中，")
