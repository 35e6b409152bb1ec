"""Copy, faces and colours that were read before are read again when, and only when, they are others."""

from __future__ import annotations

from pathlib import Path

import pytest

from typeset.faces import FaceBook
from typeset.read import fonts
from typeset.read.fonts import StandingFaces, read_faces
from typeset.read.pictures import Pictures
from typeset.read.standing_copy import StandingCopy
from typeset.read.stories import StoryPlace, read_story
from typeset.source import MemorySources

SQUARE = (Path(__file__).parents[1] / "square.ttf").read_bytes()
FOLDER = "editions/x"
PLACE = StoryPlace(FOLDER, "lead")
PLAIN = "---\nheadline: 标题\n---\n一段。\n"
TABLE = PLAIN + "\n![表](prices.csv)\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="6" viewBox="0 0 9 6"><path fill="red" d="M0 0h9v6H0z"/></svg>'


class Desk:
    """A folder of files in memory, one story of it read again and again."""

    def __init__(self, text: str, **more: bytes) -> None:
        self.files = {PLACE.file: text.encode()} | {f"{FOLDER}/stories/{n}": data for n, data in more.items()}
        self.standing = StandingCopy()
        self.pictures = Pictures(MemorySources(self.files))

    def story(self, *, fullwidth: bool = False):
        sources = MemorySources(self.files)
        self.pictures = Pictures(sources)
        read = self.standing.story(sources, PLACE, self.pictures, fullwidth=fullwidth, styles=None)
        fresh = read_story(sources, PLACE, Pictures(sources), fullwidth=fullwidth, styles=None)
        assert read == fresh
        return read[0]


def test_a_story_that_is_the_same_is_the_same_object() -> None:
    desk = Desk(PLAIN)
    first = desk.story()
    assert desk.story() is first
    assert desk.story(fullwidth=True) is not first
    desk.files[PLACE.file] = PLAIN.replace("一段", "两段").encode()
    assert desk.story().text == "两段。"


def test_a_story_is_read_again_when_what_it_shows_comes_changes_or_goes() -> None:
    desk = Desk(TABLE)
    table = f"{FOLDER}/pictures/prices.csv"
    assert all(paragraph.table is None for paragraph in desk.story().paragraphs)
    desk.files[table] = "菜,价\n姜,3\n".encode()
    first = desk.story()
    assert any(paragraph.table is not None for paragraph in first.paragraphs)
    assert desk.story() is first
    desk.files[table] = "菜,价\n姜,4\n".encode()
    assert desk.story() != first
    # One of the same name that is looked for earlier.
    desk.files[f"{FOLDER}/stories/prices.csv"] = "菜,价\n姜,3\n".encode()
    assert desk.story() is not first
    del desk.files[f"{FOLDER}/stories/prices.csv"], desk.files[table]
    assert all(paragraph.table is None for paragraph in desk.story().paragraphs)


def test_a_story_with_a_drawing_gives_the_drawing_each_time() -> None:
    desk = Desk(PLAIN + "\n![湖](lake.svg)\n", **{"lake.svg": SVG})
    for _ in range(3):
        desk.story()
        assert list(desk.pictures.drawings) == [f"{FOLDER}/stories/lake.svg"]
        assert [f.code for f in desk.pictures.told] == ["drawing-separated"]


OWN = "faces:\n  楷: {file: Kai.ttf}\n"


def faces(files: dict[str, bytes], standing: StandingFaces, sources: MemorySources) -> FaceBook | None:
    sources._files.clear()
    sources._files.update(files)
    return read_faces(sources, standing=standing)[0]


def test_faces_that_are_the_same_are_the_same_book_and_not_opened_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[str] = []
    real = fonts._check_font
    monkeypatch.setattr(fonts, "_check_font", lambda font, span: opened.append(font.file) or real(font, span))
    files = {"fonts/fonts.yaml": OWN.encode(), "fonts/Kai.ttf": SQUARE}
    standing, sources = StandingFaces(), MemorySources({})
    first = faces(files, standing, sources)
    assert first is not None
    assert faces(files, standing, sources) is first
    assert opened == ["fonts/Kai.ttf"]
    # Another file under the same name, and other words about the same file.
    changed = files | {"fonts/Kai.ttf": SQUARE + b"\0"}
    other = faces(changed, standing, sources)
    assert other is not None
    assert other is not first
    assert opened == ["fonts/Kai.ttf"] * 2
    renamed = changed | {"fonts/fonts.yaml": OWN.replace("楷", "仿").encode()}
    assert faces(renamed, standing, sources).roles == ("仿",)
    assert faces({"fonts/fonts.yaml": OWN.encode()}, standing, sources) is None
