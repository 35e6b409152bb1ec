"""Picture files are measured as they will be seen, and broken ones are caught."""

from __future__ import annotations

import io

import pytest
from newsroom import picture
from PIL import Image

from typeset.findings import Finding
from typeset.read import pictures as room
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
