"""Picture files are measured as they will be seen, and broken ones are caught."""

from __future__ import annotations

import io

import pytest
from newsroom import picture
from PIL import Image

from typeset.findings import Finding
from typeset.model.story import PictureFit, PictureSide
from typeset.read import pictures as room
from typeset.read.attributes import read_attributes
from typeset.read.pictures import PictureFile, Pictures
from typeset.source import MemorySources, Span

HERE = Span("a.md", 3, 1)


def look(data: bytes, name: str = "a.jpg") -> PictureFile | Finding:
    return Pictures(MemorySources({f"pictures/{name}": data})).look(name, ("stories", "pictures"), HERE)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_the_kinds_a_newspaper_uses(kind: str) -> None:
    assert look(picture(30, 20, kind)) == PictureFile("pictures/a.jpg", (30, 20), kind)


@pytest.mark.parametrize(
    ("orientation", "pixels"), [(1, (30, 20)), (3, (30, 20)), (6, (20, 30)), (8, (20, 30))]
)
def test_a_turned_photograph_is_measured_as_it_is_seen(orientation: int, pixels: tuple[int, int]) -> None:
    held = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = orientation
    Image.new("RGB", (30, 20)).save(held, "JPEG", exif=exif)
    known = look(held.getvalue())
    assert isinstance(known, PictureFile)
    assert known.pixels == pixels


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_a_truncated_picture_is_unreadable(kind: str) -> None:
    held = io.BytesIO()
    Image.effect_noise((200, 200), 90).save(held, kind)
    data = held.getvalue()
    found = look(data[: len(data) // 2])
    assert isinstance(found, Finding)
    assert (found.code, found.span) == ("unreadable-picture", HERE)


def test_a_picture_beyond_the_limit_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MAX_PIXELS", 500)
    found = look(picture(30, 20))
    assert isinstance(found, Finding)
    assert found.code == "picture-too-large"


def test_a_bomb_is_a_finding() -> None:
    # A PNG header that promises 60,000 by 60,000 pixels.
    data = bytearray(picture(9, 9, "PNG"))
    data[16:24] = (60_000).to_bytes(4, "big") * 2
    found = look(bytes(data))
    assert isinstance(found, Finding)
    assert found.code in {"picture-too-large", "unreadable-picture"}


def test_the_same_broken_file_is_reported_at_each_place() -> None:
    shelf = Pictures(MemorySources({"stories/a.jpg": b"no"}))
    places = [Span("a.md", 1), Span("b.md", 2)]
    found = [shelf.look("a.jpg", ("stories",), place) for place in places]
    assert [f.span for f in found if isinstance(f, Finding)] == places


def test_the_folder_named_first_wins() -> None:
    sources = MemorySources({"stories/a.jpg": picture(1, 1), "pictures/a.jpg": picture(2, 2)})
    known = Pictures(sources).look("a.jpg", ("stories", "pictures"), HERE)
    assert isinstance(known, PictureFile)
    assert known.file == "stories/a.jpg"


def test_the_outline_of_a_cut_out_and_of_a_picture_on_white() -> None:
    for mode, ground in (("RGBA", (0, 0, 0, 0)), ("RGB", (255, 255, 255))):
        image = Image.new(mode, (100, 100), ground)
        image.paste((180, 20, 20, 255)[: len(mode)], (30, 50, 80, 100))
        data = io.BytesIO()
        image.save(data, "PNG")
        contour = Pictures(MemorySources({"a.png": data.getvalue()})).contour("a.png")
        assert contour[0] == (0, 0)
        assert contour[-1] == pytest.approx((300, 800), abs=11)


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("width=8.5字", "wide", 8500),
        ("side=left", "side", PictureSide.LEFT),
        ("fit=whole", "fit", PictureFit.WHOLE),
        ('focus="30%,40%"', "focus", (300, 400)),
        ("wrap=contour", "contour", True),
        ("wrap=box", "contour", False),
    ],
)
def test_how_a_picture_stands_in_its_columns(text: str, field: str, value: object) -> None:
    found = read_attributes(text)
    assert not found.mistakes
    assert getattr(found, field) == value


@pytest.mark.parametrize(
    "text", ["width=8", "width=0字", "side=middle", "fit=big", "focus=30%", 'focus="130%,5%"', "wrap=round"]
)
def test_what_is_no_way_to_stand_is_told(text: str) -> None:
    assert len(read_attributes(text).mistakes) == 1
