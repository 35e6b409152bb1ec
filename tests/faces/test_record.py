from __future__ import annotations

import pickle
import struct
from io import BytesIO

import pytest
from fontTools.ttLib import TTCollection, TTFont

from typeset.faces import Face, FaceError, FaceRecord, Reason, inspect


def edited(data: bytes, *, fs_type: int | None = None, without: tuple[str, ...] = ()) -> bytes:
    font = TTFont(BytesIO(data))
    if fs_type is not None:
        font["OS/2"].fsType = fs_type
    for tag in without:
        del font[tag]
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def collection(data: bytes) -> bytes:
    bundle = TTCollection()
    bundle.fonts = [TTFont(BytesIO(data)), TTFont(BytesIO(edited(data, without=("GSUB",))))]
    out = BytesIO()
    bundle.save(out)
    return out.getvalue()


def reason(data: bytes, index: int = 0) -> Reason:
    with pytest.raises(FaceError) as caught:
        inspect(FaceRecord("宋", data, index))
    return caught.value.reason


def test_a_good_font_passes(square_data: bytes) -> None:
    inspect(FaceRecord("宋", square_data))


@pytest.mark.parametrize(
    "data", [b"", b"OTTO", b"no font at all", b"ttcf", b"ttcf\x00\x01\x00\x00\x00\x00\x00\x01"]
)
def test_what_is_no_font_is_broken(data: bytes) -> None:
    assert reason(data) is Reason.BROKEN


def test_a_font_copied_in_part_is_broken(square_data: bytes) -> None:
    for length in (13, 100, len(square_data) // 2, len(square_data) - 4):
        assert reason(square_data[:length]) is Reason.BROKEN


def test_a_font_without_character_map_is_broken(square_data: bytes) -> None:
    assert reason(edited(square_data, without=("cmap",))) is Reason.BROKEN


def test_a_font_without_outlines_is_refused(square_data: bytes) -> None:
    assert reason(edited(square_data, without=("glyf", "loca"))) is Reason.NO_OUTLINES


@pytest.mark.parametrize("signature", [b"wOFF", b"wOF2"])
def test_web_fonts_are_told_from_broken_ones(signature: bytes) -> None:
    assert reason(signature + bytes(100)) is Reason.WEB_FONT


@pytest.mark.parametrize("fs_type", [0x0002, 0x0100, 0x0200, 0x0104])
def test_fonts_that_forbid_embedding_a_subset_are_refused(square_data: bytes, fs_type: int) -> None:
    assert reason(edited(square_data, fs_type=fs_type)) is Reason.NOT_EMBEDDABLE


@pytest.mark.parametrize("fs_type", [0, 0x0004, 0x0008, 0x000A])
def test_fonts_that_allow_embedding_in_some_way_pass(square_data: bytes, fs_type: int) -> None:
    face = Face(FaceRecord("宋", edited(square_data, fs_type=fs_type)))
    assert face.embeddable


def test_a_single_font_has_only_index_0(square_data: bytes) -> None:
    with pytest.raises(FaceError) as caught:
        inspect(FaceRecord("宋", square_data, 1))
    assert (caught.value.reason, caught.value.fonts) == (Reason.BAD_INDEX, 1)


def test_collections_are_chosen_from_by_index(square_data: bytes) -> None:
    data = collection(square_data)
    first, second = (Face(FaceRecord("宋", data, index)) for index in (0, 1))
    assert first.vertical_glyph("，") != first.glyph("，")
    assert second.vertical_glyph("，") == second.glyph("，") > 0
    with pytest.raises(FaceError) as caught:
        inspect(FaceRecord("宋", data, 2))
    assert (caught.value.reason, caught.value.fonts) == (Reason.BAD_INDEX, 2)


def test_an_offset_beyond_the_end_of_a_collection_is_broken(square_data: bytes) -> None:
    data = bytearray(collection(square_data))
    struct.pack_into(">I", data, 12, len(data) + 100)
    assert reason(bytes(data)) is Reason.BROKEN


def test_errors_can_be_sent_to_another_process() -> None:
    error = pickle.loads(pickle.dumps(FaceError(Reason.BAD_INDEX, 3)))
    assert (error.reason, error.fonts) == (Reason.BAD_INDEX, 3)
