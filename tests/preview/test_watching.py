"""Files that change on disk are heard of, those alone that an edition is made of."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from preview_bench import FOLDER, PATIENCE, settled

from typeset.preview.desk import Desk
from typeset.preview.kept_files import KeptFiles
from typeset.preview.watching import Watching


@pytest.fixture
def shown(desk: Desk) -> Iterator[threading.Event]:
    """Set whenever a new state is shown; files are watched."""
    event = threading.Event()
    desk.hear(lambda snapshot: None if snapshot.building else event.set())
    watching = Watching(desk)
    watching.start()
    yield event
    watching.stop()


def test_a_saved_story_is_shown(desk: Desk, starter: Path, shown: threading.Event) -> None:
    file = sorted((starter / FOLDER / "stories").glob("*.md"))[0]
    before = desk.snapshot.pages
    # As editors save: written beside its place and moved there.
    beside = file.with_name(f".{file.name}.part")
    beside.write_text(file.read_text(encoding="utf-8").rstrip() + "\n再加一句。\n", encoding="utf-8")
    beside.replace(file)
    assert shown.wait(PATIENCE)
    settled(desk)
    assert desk.snapshot.pages != before


def test_a_new_folder_is_watched_from_then_on(desk: Desk, starter: Path, shown: threading.Event) -> None:
    folder = starter / "fonts"
    assert not folder.exists()
    folder.mkdir()
    (folder / "fonts.yaml").write_text("faces: [\n", encoding="utf-8")
    assert shown.wait(PATIENCE)
    settled(desk)
    assert desk.snapshot.error
    shown.clear()
    (folder / "fonts.yaml").unlink()
    assert shown.wait(PATIENCE)
    settled(desk)
    assert desk.snapshot.error == ()


def test_files_an_edition_is_not_made_of_are_no_concern(starter: Path, desk: Desk) -> None:
    files = desk.files
    assert files.concern(f"{FOLDER}/edition.yaml")
    assert files.concern(f"{FOLDER}/stories/new.md")
    assert files.concern("layouts/starter.yaml")
    assert files.concern("fonts/fonts.yaml")
    assert not files.concern(f"{FOLDER}/out/report.json")
    assert not files.concern("README.md")
    assert starter / FOLDER / "out" not in files.watched()


def test_files_are_read_again_only_when_they_changed(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"one")
    files = KeptFiles(tmp_path)
    first = files.read_bytes("a.md")
    assert files.read_bytes("a.md") is first
    assert not files.changed()
    file.write_bytes(b"two!")
    assert files.changed()
    # One that nobody reads any more is told of once.
    assert not files.changed()
    assert files.read_bytes("a.md") == b"two!"
    assert not files.changed()
    file.unlink()
    assert files.changed()
    with pytest.raises(FileNotFoundError):
        files.read_bytes("a.md")
    assert not files.exists("a.md")


def test_what_is_not_read_any_more_is_forgotten(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"one")
    files = KeptFiles(tmp_path)
    first = files.read_bytes("a.md")
    files.begin()
    files.forget()
    assert files.read_bytes("a.md") is not first


def test_a_link_that_leads_out_is_not_followed(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "secret.md"
    inside.mkdir()
    outside.write_text("secret", encoding="utf-8")
    files = KeptFiles(inside)
    (inside / "a.md").write_text("mine", encoding="utf-8")
    assert files.exists("a.md")
    assert files.read_bytes("a.md") == b"mine"
    (inside / "a.md").unlink()
    (inside / "a.md").symlink_to(outside)
    assert not files.exists("a.md")
    with pytest.raises(FileNotFoundError):
        files.read_bytes("a.md")
