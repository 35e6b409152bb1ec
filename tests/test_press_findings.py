"""What one cause has as its consequence is not reported a second time, and faults of type stop a page."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from typeset import press
from typeset.catalogue import ENTRIES, Lang, finding, hints
from typeset.findings import Finding, Severity, TypesetError

ROOT = Path(__file__).parent.parent


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of the starter that may be spoiled."""
    (tmp_path / "layouts").mkdir()
    for file in (ROOT / "layouts").glob("starter*.yaml"):
        shutil.copy(file, tmp_path / "layouts")
    starter = ROOT / "editions" / "starter"
    shutil.copytree(starter, tmp_path / "editions" / "starter", ignore=shutil.ignore_patterns("out"))
    return tmp_path


def spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def refused(workspace: Path) -> tuple[Finding, ...]:
    with pytest.raises(TypesetError) as error:
        press.load(workspace / "editions" / "starter")
    return error.value.findings


def test_a_story_placed_under_a_wrong_name_is_reported_once(workspace: Path) -> None:
    # The teasers announce the story by its right name.
    spoil(workspace / "editions/starter/edition.yaml", "{main: story}", "{main: storey}")
    assert [f.code for f in refused(workspace)] == ["missing-story"]


def test_a_teaser_for_a_story_that_stands_nowhere_is_reported(workspace: Path) -> None:
    spoil(workspace / "editions/starter/edition.yaml", "{main: story}", "{main: ~}")
    assert [f.code for f in refused(workspace)] == ["teaser-unplaced"]


def test_a_face_without_its_file_is_not_unknown_as_well(workspace: Path) -> None:
    house = workspace / "layouts" / "starter.yaml"
    spoil(house, "headline: {face: 小标宋", "headline: {face: 魏碑")
    (found,) = refused(workspace)
    line = next(
        n for n, text in enumerate(house.read_text(encoding="utf-8").split("\n"), 1) if "魏碑" in text
    )
    assert (found.code, str(found.span)) == ("unknown-face", f"layouts/starter.yaml:{line}:20")
    (workspace / "fonts").mkdir()
    manifest = workspace / "fonts" / "fonts.yaml"
    manifest.write_text("faces: {魏碑: {file: Weibei.ttf}}\n", encoding="utf-8")
    assert [f.code for f in refused(workspace)] == ["face-missing-file"]
    manifest.write_text("faces: {魏碑: {file: Weibei.ttf}\n", encoding="utf-8")
    assert [f.code for f in refused(workspace)] == ["yaml-bracket"]


def test_an_empty_frame_is_a_warning_unless_it_is_meant(workspace: Path) -> None:
    edition = workspace / "editions" / "starter" / "edition.yaml"
    spoil(edition, "      second: layout\n", "")
    found = [f for f in press.load(edition.parent).findings if f.code == "empty-frame"]
    assert [(f.frame, f.page) for f in found] == [("second", 1)]
    spoil(edition, "      lead: welcome\n", "      lead: welcome\n      second: ~\n")
    loaded = press.load(edition.parent)
    assert [f for f in loaded.findings if f.code == "empty-frame"] == []
    assert press.check(loaded).findings == tuple(
        f for f in press.check(loaded).findings if f.frame != "second"
    )


def test_a_headline_that_runs_out_of_its_frame_keeps_its_page_from_the_plate(
    workspace: Path, tmp_path: Path
) -> None:
    story = workspace / "editions" / "starter" / "stories" / "layout.md"
    head = next(
        line for line in story.read_text(encoding="utf-8").split("\n") if line.startswith("headline:")
    )
    spoil(story, head, "headline: " + "题" * 160)
    built = press.build(press.load(story.parents[1]), out=tmp_path / "out")
    wide = [f for f in built.findings if f.code == "headline-too-wide"]
    assert [f.severity for f in wide] == [Severity.ERROR]
    assert not (tmp_path / "out" / "pages" / "01.pdf").exists()
    assert ENTRIES["headline-too-wide"].severity is Severity.ERROR


def test_hints_say_how_many_rows_to_take_and_what_to_write() -> None:
    found = finding(
        "underset", amount=9, unit="lines", cure_zh="每栏约空 3 行", cure_en="about 3 rows are empty"
    )
    assert hints(found, Lang.ZH) == ("每栏约空 3 行",)
    found = finding("picture-no-room", frame="lead", file="a.jpg")
    assert "{columns=1 rows=12}" in hints(found, Lang.ZH)[0]
    assert "“lead”框" in hints(found, Lang.ZH)[0]
