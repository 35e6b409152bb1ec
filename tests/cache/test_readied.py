"""Pictures made ready before pages are drawn: each once, and those of other runs of the program are no work."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PIL import Image

from typeset.flow.hands import alone
from typeset.model.layout import Rect
from typeset.model.placed import PlacedPage, PlacedPicture, PlacedSheet
from typeset.press.readied import ready_pictures
from typeset.press.reproduction import Reproduction
from typeset.repro import PreparedPictures, Wanted, prepare
from typeset.source import MemorySources
from typeset.stock import FolderCache

_T = TypeVar("_T")
_R = TypeVar("_R")
SIDE = 504_000


def png(colour: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (300, 300), colour).save(file, "PNG")
    return file.getvalue()


FILES = {"a.png": png("red"), "b.png": png("blue"), "c.png": b"no picture", "d.png": png("green")}
SOURCES = MemorySources(FILES)


class Counted:
    """Hands that write down how many pieces they were given."""

    def __init__(self) -> None:
        self.pieces: list[int] = []

    def __call__(
        self,
        work: Callable[[_T], _R],
        pieces: Sequence[_T],
        weight: Callable[[_T], float],
        travels: Callable[[_R], bool],
    ) -> list[_R]:
        self.pieces.append(len(pieces))
        return alone(work, pieces, weight, travels)


def readied(folder: Path, *names: str) -> tuple[PreparedPictures, list[int]]:
    """The pictures of a sheet made ready by a run of the program, and how many pieces of work that was."""
    pictures, hands, rect = (
        PreparedPictures(cache=FolderCache(folder, b"")),
        Counted(),
        Rect(0, 0, SIDE, SIDE),
    )
    page = PlacedPage(1, 2 * SIDE, SIDE, 0, tuple(PlacedPicture(name, rect, rect) for name in names))
    ready = Reproduction(SOURCES, pictures)
    ready_pictures([([PlacedSheet.of(page)], Wanted())] * 2, ready, SOURCES, hands)
    return pictures, hands.pieces


def test_those_of_other_runs_are_no_work(tmp_path: Path) -> None:
    assert readied(tmp_path, "a.png", "b.png")[1] == [2]
    assert readied(tmp_path, "a.png", "b.png")[1] == []
    assert readied(tmp_path, "a.png", "b.png", "d.png")[1] == [], "one alone cannot be shared"


def test_they_are_what_they_would_be_made_alone(tmp_path: Path) -> None:
    readied(tmp_path, "a.png", "b.png")
    pictures, _ = readied(tmp_path, "a.png", "b.png")
    for name in ("a.png", "b.png"):
        assert pictures.has(FILES[name], Wanted(), (SIDE, SIDE))
        assert pictures.take(FILES[name], Wanted(), (SIDE, SIDE)) == prepare(
            FILES[name], Wanted(), (SIDE, SIDE)
        )


def test_what_cannot_be_read_is_left_to_the_page_it_stands_on(tmp_path: Path) -> None:
    pictures, pieces = readied(tmp_path, "a.png", "b.png", "c.png")
    assert pieces == [3]
    assert not pictures.has(FILES["c.png"], Wanted(), (SIDE, SIDE))
