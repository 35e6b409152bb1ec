"""A proof built again and again in one process is the same, byte for byte, as one built by a new process (issue 9)."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from typeset import press
from typeset.press.kept import Kept
from typeset.render.pdf import StandingContents, drawing

GOLDEN = Path(__file__).parents[1] / "golden"
FOLDER = "editions/day"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """The golden edition whose story jumps to a later page."""
    shutil.copytree(GOLDEN / "layouts", tmp_path / "layouts")
    shutil.copytree(GOLDEN / "editions" / "jump-to-later-page", tmp_path / FOLDER)
    return tmp_path


def proof(workspace: Path, options: press.BuildOptions, kept: Kept | None = None) -> list[bytes]:
    """The proof and the report as they are written."""
    loaded = press.load_from(press.load(workspace / FOLDER).sources, workspace, FOLDER, kept=kept)
    press.build(loaded, options=options, kept=kept)
    return [(workspace / FOLDER / "out" / name).read_bytes() for name in ("edition.pdf", "report.json")]


def story(workspace: Path) -> Path:
    return max((workspace / FOLDER / "stories").glob("*.md"), key=lambda file: file.stat().st_size)


def reworded(workspace: Path) -> None:
    file = story(workspace)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("的", "龘", 1), encoding="utf-8")


def shortened(workspace: Path) -> None:
    file = story(workspace)
    text = file.read_text(encoding="utf-8").rstrip()
    file.write_text(text[: text.rindex("\n")] + "\n", encoding="utf-8")


def retitled(workspace: Path) -> None:
    file = story(workspace)
    lines = file.read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("headline:"))
    lines[at] = "headline: 另一个题"
    file.write_text("\n".join([*lines, ""]), encoding="utf-8")


def left(workspace: Path) -> None:
    del workspace


@pytest.mark.parametrize("debug", [False, True])
def test_after_every_change_it_is_as_if_it_were_new(workspace: Path, *, debug: bool) -> None:
    options = press.BuildOptions(only="edition", debug=debug)
    kept = press.kept_in(workspace, again=True)
    changes: list[Callable[[Path], None]] = [left, left, reworded, retitled, shortened, left]
    for change in changes:
        change(workspace)
        assert proof(workspace, options, kept) == proof(workspace, options), change.__name__


def test_what_did_not_change_is_not_drawn_again(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []
    draw = drawing.PageContent

    def counting(sheet, *more):
        drawn.append(sheet.pages[0].page.number)
        return draw(sheet, *more)

    monkeypatch.setattr(drawing, "PageContent", counting)
    loaded, kept = press.load(workspace / FOLDER), press.kept_in(workspace, again=True)
    for _ in range(2):
        press.build(loaded, options=press.BuildOptions(only="edition"), kept=kept)
    assert drawn == sorted(set(drawn))


def test_a_process_that_builds_once_keeps_no_contents(workspace: Path) -> None:
    assert press.kept_in(workspace).contents is None


def test_another_process_begins_with_nothing() -> None:
    assert isinstance(pickle.loads(pickle.dumps(StandingContents())), StandingContents)
