"""Clipping paths out of 8BIM resources made by hand (Adobe Photoshop File Formats Specification)."""

from __future__ import annotations

import struct

import pytest
from PIL import Image
from PIL.TiffImagePlugin import ImageFileDirectory_v2

from typeset.model.placed import Outline
from typeset.repro import MILLION, BrokenPictureError, Wanted, clipping_path, prepare
from typeset.repro.clipping_path import outlines_in, turned

Point = tuple[float, float]


def resource(number: int, name: bytes, data: bytes) -> bytes:
    pascal = bytes([len(name)]) + name
    return (
        b"8BIM"
        + struct.pack(">H", number)
        + pascal
        + bytes(len(pascal) % 2)
        + struct.pack(">I", len(data))
        + data
        + bytes(len(data) % 2)
    )


def knot(at: Point, before: Point | None = None, after: Point | None = None, *, selector: int = 1) -> bytes:
    points = (before or at, at, after or at)
    return struct.pack(">H6i", selector, *(round(n * (1 << 24)) for x, y in points for n in (y, x)))


def path(*subpaths: list[bytes], selector: int = 0) -> bytes:
    records = [struct.pack(">H", 6) + bytes(24), struct.pack(">H", 8) + bytes(24)]
    for knots in subpaths:
        records += [struct.pack(">HH", selector, len(knots)) + bytes(22), *knots]
    return b"".join(records)


SQUARE = [knot((0.25, 0.25)), knot((0.75, 0.25)), knot((0.75, 0.5)), knot((0.25, 0.5))]
OUTLINE = Outline(
    (250_000, 250_000),
    (((750_000, 250_000),), ((750_000, 500_000),), ((250_000, 500_000),), ((250_000, 250_000),)),
)
NAMED = (
    resource(1005, b"", bytes(16)) + resource(2000, b"work", path([])) + resource(2001, b"cut", path(SQUARE))
)
CLIPS = NAMED + resource(2999, b"", b"\x03cut")


def as_jpeg(saved, resources: bytes, mode: str = "L") -> bytes:
    plain = saved(Image.new(mode, (40, 20)), "JPEG")
    content = b"Photoshop 3.0\0" + resources
    return plain[:2] + b"\xff\xed" + struct.pack(">H", len(content) + 2) + content + plain[2:]


def as_tiff(saved, resources: bytes) -> bytes:
    tags = ImageFileDirectory_v2()
    tags[34377] = resources
    tags.tagtype[34377] = 7
    return saved(Image.new("L", (40, 20)), "TIFF", tiffinfo=tags)


@pytest.mark.parametrize("kind", [as_jpeg, as_tiff])
def test_the_path_that_clips_is_found(kind, saved):
    assert clipping_path(kind(saved, CLIPS)) == (OUTLINE,)
    assert prepare(kind(saved, CLIPS), Wanted()).outline == (OUTLINE,)


def test_resources_in_several_parts_of_a_jpeg_are_one(saved):
    plain = saved(Image.new("L", (40, 20)), "JPEG")
    parts = b""
    for piece in (CLIPS[:100], CLIPS[100:]):
        content = b"Photoshop 3.0\0" + piece
        parts += b"\xff\xed" + struct.pack(">H", len(content) + 2) + content
    assert clipping_path(plain[:2] + parts + plain[2:]) == (OUTLINE,)


def test_a_path_that_is_not_named_does_not_clip(saved):
    assert clipping_path(as_jpeg(saved, NAMED)) is None
    assert clipping_path(as_jpeg(saved, NAMED + resource(2999, b"", b"\x05other"))) is None
    assert clipping_path(saved(Image.new("L", (4, 4)), "PNG")) is None


def test_curves_and_holes_are_kept():
    round_ = [knot((0.5, 0.0), (0.3, 0.0), (0.7, 0.0)), knot((0.5, 1.0), (0.7, 1.0), (0.3, 1.0))]
    found = outlines_in(resource(2000, b"a", path(SQUARE, round_)) + resource(2999, b"", b"\x01a"))
    assert found is not None
    assert found[0] == OUTLINE
    assert found[1].segments == (
        ((699_999, 0), (699_999, MILLION), (500_000, MILLION)),
        ((300_000, MILLION), (300_000, 0), (500_000, 0)),
    )


def test_open_subpaths_enclose_nothing():
    assert outlines_in(resource(2000, b"a", path(SQUARE, selector=3)) + resource(2999, b"", b"\x01a")) is None


@pytest.mark.parametrize("length", range(0, len(CLIPS), 7))
def test_damaged_resources_have_no_path_and_do_no_harm(length):
    assert outlines_in(CLIPS[:length]) in (None, (OUTLINE,))


def test_a_size_beyond_the_end_is_no_resource():
    assert (
        outlines_in(b"8BIM" + struct.pack(">H", 2999) + b"\0\0" + struct.pack(">I", 1 << 31) + b"\x01a")
        is None
    )


@pytest.mark.parametrize("orientation", range(1, 9))
def test_outlines_turn_with_the_pixels(orientation, saved):
    turns = {
        2: "FLIP_LEFT_RIGHT",
        3: "ROTATE_180",
        4: "FLIP_TOP_BOTTOM",
        5: "TRANSPOSE",
        6: "ROTATE_270",
        7: "TRANSVERSE",
        8: "ROTATE_90",
    }
    image = Image.new("L", (100, 100))
    image.paste(255, (20, 10, 21, 11))
    if orientation in turns:
        image = image.transpose(Image.Transpose[turns[orientation]])
    x, y, _, _ = image.getbbox() or (0, 0, 0, 0)
    (outline,) = turned((Outline((205_000, 105_000), ()),), orientation)
    assert (outline.start[0] // 10_000, outline.start[1] // 10_000) == (x, y)


def test_a_file_that_is_no_picture_is_broken():
    with pytest.raises(BrokenPictureError):
        clipping_path(b"8BIM")
