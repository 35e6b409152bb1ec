"""Stories read by several hands are what they are when they are read one by one, with all that is to be said of them."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import pytest

from typeset.flow.hands import alone
from typeset.model.edition import Edition
from typeset.read.ahead import AskedStory
from typeset.read.disk import DiskSources
from typeset.read.editions import read_edition
from typeset.source import RecordedSources, Sources

ROOT = Path(__file__).parents[2]
SAMPLE = "editions/2026-11-22"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="6" viewBox="0 0 9 6"><path fill="red" d="M0 0h9v6H0z"/></svg>'
LONG = "一段很长的话，" * 2000

_T = TypeVar("_T")
_R = TypeVar("_R")


class Travelling:
    """Hands all of which are elsewhere: what they do comes back pickled. Remembers what it was asked for."""

    def __init__(self) -> None:
        self.pieces: list[object] = []

    def __call__(
        self,
        work: Callable[[_T], _R],
        pieces: Sequence[_T],
        weight: Callable[[_T], float],
        travels: Callable[[_R], bool],
    ) -> list[_R]:
        self.pieces += pieces
        assert all(weight(piece) > 0 for piece in pieces)
        made = [work(piece) for piece in pieces]
        assert all(travels(one) for one in made)
        return pickle.loads(pickle.dumps(made))


def both(sources: Sources, folder: str) -> tuple[Travelling, Edition]:
    hands = Travelling()
    recorded = [RecordedSources(sources, lambda name: name.endswith(".md")) for _ in range(2)]
    ahead = read_edition(recorded[0], folder, hands=hands)
    assert ahead == read_edition(recorded[1], folder, hands=alone)
    assert recorded[0].read == recorded[1].read
    assert ahead[0] is not None
    return hands, ahead[0]


def test_the_sample_is_the_same_read_ahead() -> None:
    hands, edition = both(DiskSources(ROOT), SAMPLE)
    asked = [one.place.slug for one in hands.pieces if isinstance(one, AskedStory)]
    assert len(asked) == len(set(asked)) > 30
    assert set(asked) <= set(edition.stories)
    assert edition.drawings


LAYOUT = """layout: page
extends: inner
frames:
  a: {kind: story, columns: 1-2, rows: 5-40, headline: {style: headline_small}}
  b: {kind: story, columns: 3-4, rows: 5-40, headline: {style: headline_small}}
  c: {kind: story, columns: 5-6, rows: 5-40, headline: {style: headline_small}}
"""
EDITION = """date: 2026-11-22
pages:
  - page: 1
    layout: page
    place: {a: one, b: two, c: [../escape, missing, one]}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "layouts", tmp_path / "layouts")
    stories = tmp_path / "editions/x/stories"
    stories.mkdir(parents=True)
    (tmp_path / "layouts/page.yaml").write_text(LAYOUT, "utf-8")
    (tmp_path / "editions/x/edition.yaml").write_text(EDITION, "utf-8")
    (stories / "lake.svg").write_bytes(SVG)
    for slug in ("one", "two"):
        copy = f"---\nheadline: 标题\n---\n![湖](lake.svg)\n\n![无](gone.jpg)\n\n{LONG}\n"
        (stories / f"{slug}.md").write_text(copy, "utf-8")
    return tmp_path


def test_what_is_said_of_a_drawing_is_said_once_and_what_is_missing_is_told(workspace: Path) -> None:
    hands, edition = both(DiskSources(workspace), "editions/x")
    assert len(hands.pieces) == 2
    assert list(edition.drawings) == ["editions/x/stories/lake.svg"]
    _, found = read_edition(DiskSources(workspace), "editions/x", hands=Travelling())
    codes = [one.code for one in found]
    assert codes.count("drawing-separated") == 1
    assert codes.count("missing-picture") == 2
    assert codes.count("missing-story") == 2


def test_little_copy_is_read_by_one_hand(workspace: Path) -> None:
    for slug in ("one", "two"):
        (workspace / f"editions/x/stories/{slug}.md").write_text(
            "---\nheadline: 标题\n---\n一段。\n", "utf-8"
        )
    hands, _ = both(DiskSources(workspace), "editions/x")
    assert hands.pieces == []


def test_a_story_that_cannot_be_opened_is_left_to_who_asks(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = DiskSources(workspace)
    opened = sources.read_bytes

    def read_bytes(name: str) -> bytes:
        if name.endswith("two.md"):
            raise PermissionError(13, "Permission denied", name)
        return opened(name)

    monkeypatch.setattr(sources, "read_bytes", read_bytes)
    told = []
    for hands in (Travelling(), alone):
        try:
            told.append(read_edition(sources, "editions/x", hands=hands))
        except OSError as error:
            told.append(error.args)
    assert told[0] == told[1]
