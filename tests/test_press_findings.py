"""What one cause has as its consequence is not reported a second time, and faults of type stop a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from typeset import press
from typeset.catalogue import ENTRIES, Lang, finding, hints
from typeset.findings import Finding, Severity, TypesetError

ROOT = Path(__file__).parent.parent


def spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def refused(starter: Path) -> tuple[Finding, ...]:
    with pytest.raises(TypesetError) as error:
        press.load(starter / "editions" / "starter")
    return error.value.findings


def test_a_story_placed_under_a_wrong_name_is_reported_once(starter: Path) -> None:
    # The teasers announce the story by its right name.
    spoil(starter / "editions/starter/edition.yaml", "{main: story}", "{main: storey}")
    assert [f.code for f in refused(starter)] == ["missing-story"]


def test_a_teaser_for_a_story_that_stands_nowhere_is_reported(starter: Path) -> None:
    spoil(starter / "editions/starter/edition.yaml", "{main: story}", "{main: ~}")
    assert [f.code for f in refused(starter)] == ["teaser-unplaced"]


def test_a_face_without_its_file_is_not_unknown_as_well(starter: Path) -> None:
    house = starter / "layouts" / "starter.yaml"
    spoil(house, "headline: {face: 小标宋", "headline: {face: 魏碑")
    (found,) = refused(starter)
    line = next(
        n for n, text in enumerate(house.read_text(encoding="utf-8").split("\n"), 1) if "魏碑" in text
    )
    assert (found.code, str(found.span)) == ("unknown-face", f"layouts/starter.yaml:{line}:20")
    (starter / "fonts").mkdir()
    manifest = starter / "fonts" / "fonts.yaml"
    manifest.write_text("faces: {魏碑: {file: Weibei.ttf}}\n", encoding="utf-8")
    assert [f.code for f in refused(starter)] == ["face-missing-file"]
    manifest.write_text("faces: {魏碑: {file: Weibei.ttf}\n", encoding="utf-8")
    assert [f.code for f in refused(starter)] == ["yaml-bracket"]


def test_an_empty_frame_is_a_warning_unless_it_is_meant(starter: Path) -> None:
    edition = starter / "editions" / "starter" / "edition.yaml"
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
    starter: Path, tmp_path: Path
) -> None:
    story = starter / "editions" / "starter" / "stories" / "layout.md"
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
    assert len(hints(found, Lang.ZH)) == 1
