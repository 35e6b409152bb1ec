"""The faces in ``fonts/``: what newspapers need is there, and marks behave the same in all of them."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from typeset.faces import Face, FaceBook, FaceRecord

FONTS = Path(__file__).parents[2] / "fonts"
ROLES = ("宋", "小标宋", "大标宋", "黑", "粗黑", "楷", "仿宋")
MOST_BYTES = 60_000_000


@cache
def manifest() -> dict[str, dict[str, Any]]:
    loaded: dict[str, dict[str, dict[str, Any]]] = yaml.safe_load((FONTS / "fonts.yaml").read_text("utf-8"))
    return loaded["faces"]


@cache
def book() -> FaceBook:
    return FaceBook(
        FaceRecord(
            role, (FONTS / str(facts["file"])).read_bytes(), fallback=tuple(map(str, facts["fallback"]))
        )
        for role, facts in manifest().items()
    )


@pytest.fixture(params=ROLES)
def face(request: pytest.FixtureRequest) -> Face:
    return book().face(str(request.param))


def gb2312() -> str:
    cells = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return "".join(pair.decode("gb2312", "ignore") for pair in cells)


def test_manifest_names_every_face_with_its_digest_and_licence() -> None:
    assert tuple(manifest()) == ROLES
    for facts in manifest().values():
        data = (FONTS / str(facts["file"])).read_bytes()
        assert hashlib.sha256(data).hexdigest() == facts["sha256"]
        assert (FONTS / str(facts["licence_file"])).stat().st_size > 1000


def test_all_faces_together_stay_small() -> None:
    assert sum((FONTS / str(facts["file"])).stat().st_size for facts in manifest().values()) < MOST_BYTES


def test_names_are_our_own(face: Face) -> None:
    assert face.family.startswith("Typeset ")
    assert face.embeddable
    assert face.licence


def test_every_role_shows_gb2312_and_newspaper_signs_in_the_end() -> None:
    signs = "①⑳㈠㈩⑴⒇■□▲△●○◆◇★☆▶▷℃№㎡㎏‰￥€…—·•※→⸺⋯―─āáǎàüǘǚǜǹ\u00a0\u3000𬱖㑇䶮"
    for role in ROLES:
        assert [char for char in gb2312() + signs if book().pick(role, char) is None] == []


def test_chinese_marks_are_one_em_wide(face: Face) -> None:
    for mark in "“”‘’—…·，。、；：！？（）《》【】":
        assert face.advance(face.glyph(mark)) == 1000, mark
        assert face.shape(mark)[0].advance == 1000, mark


def test_opening_marks_have_their_ink_at_the_right_and_closing_ones_at_the_left(face: Face) -> None:
    for opening, closing in zip("“‘（《【", "”’）》】", strict=True):
        assert face.ink(face.glyph(opening))[0] >= 450
        assert face.ink(face.glyph(closing))[2] <= 550


def test_the_dash_of_two_ems_is_joined(face: Face) -> None:
    shaped = face.shape("——")
    assert sum(g.advance for g in shaped) == 2000
    if len(shaped) > 1:
        left, _, right, _ = face.ink(shaped[0].gid)
        assert (left, right) == (0, 1000)


def test_the_ellipsis_is_two_ems_and_stands_in_the_middle(face: Face) -> None:
    shaped = face.shape("……")
    assert [g.advance for g in shaped] == [1000, 1000]
    _, bottom, _, top = face.ink(shaped[0].gid)
    assert 250 < (bottom + top) // 2 < 480


def test_vertical_setting_turns_dash_ellipsis_and_stops(face: Face) -> None:
    for mark in "—…（）《》":
        left, bottom, right, top = face.ink(face.vertical_glyph(mark))
        across, down = right - left, top - bottom
        if mark in "—…":
            assert down > across, mark
        else:
            assert across > down, mark
    assert face.ink(face.vertical_glyph("，"))[0] > 400
    assert face.shape("——", vertical=True)[0].advance in {1000, 2000}


def test_narrow_quotation_marks_are_there_for_western_words() -> None:
    for role in ("宋", "黑", "楷"):
        face = book().face(role)
        assert face.shape("’", features=("pwid",))[0].advance < 500


def test_fangsong_takes_the_yen_sign_its_font_draws_wrong_from_another_face() -> None:
    face = book().pick("仿宋", "￥")
    assert face is not None
    assert face.role == "宋"
