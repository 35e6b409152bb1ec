"""The layers of a page: frames, grid, jumps, parts, pictures, marks."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from typeset.catalogue.entry import Lang
from typeset.press import SetEdition, check, load
from typeset.preview.layers import asked_pictures, frames_on, grid_on, jumps_on, parts_on, pictures_on
from typeset.preview.lengths import in_mm
from typeset.preview.marks import marks_on
from typeset.preview.panel import opener, story_panel
from typeset.preview.printed import Printed
from typeset.source import Span
from typeset.units import mm

STORIES = Path("editions/starter/stories")


def set_of(workspace: Path) -> SetEdition:
    return check(load(workspace / "editions" / "starter"))


def lengthened(workspace: Path, name: str, times: int) -> None:
    file = workspace / STORIES / f"{name}.md"
    file.write_text(
        file.read_text("utf-8") + "\n又说了一遍这件事，还是那么长的一段话。" * times + "\n", "utf-8"
    )


def named(frames: list[Any], name: str) -> dict[str, Any]:
    (found,) = (frame for frame in frames if frame["name"] == name)
    assert isinstance(found, dict)
    return found


def marks(done: SetEdition, page: int, kind: str, lang: Lang = Lang.EN) -> list[Any]:
    printed, pictures = Printed.of(done.issue), asked_pictures(done.issue.edition)
    made: list[Any] = list(
        marks_on(done, done.outcome(), page, printed=printed, pictures=pictures, lang=lang)
    )
    return [mark for mark in made if mark["kind"] == kind]


def test_lengths_are_millimetres() -> None:
    assert in_mm(mm(210)) == 210.0
    assert in_mm(mm("0.5")) == 0.5


def test_frames_stand_in_their_columns_and_rows(starter: Path) -> None:
    done = set_of(starter)
    lead = named(frames_on(done, 1), "lead")
    grid: Any = grid_on(done.issue.edition.pages[0])
    left, top, width, height = lead["rect"]
    assert (lead["columns"], lead["rows"]) == ([1, 4], [7, 32])
    assert left == grid["columns"][0][0] == grid["left"]
    assert width == grid["width"]
    assert top == pytest.approx(grid["top"] + 6 * grid["leading"], abs=0.01)
    assert height == pytest.approx(26 * grid["leading"], abs=0.05)
    assert (lead["story"], lead["state"], lead["movable"]) == ("welcome", "exact", True)
    assert (lead["file"], lead["line"]) == ("layouts/starter-front.yaml", 16)
    assert named(frames_on(done, 1), "masthead")["state"] is None


def test_a_frame_over_the_fold_is_on_both_pages() -> None:
    done = check(load(Path(__file__).parents[2] / "editions" / "2026-11-22"))
    left, right = (named(frames_on(done, page), "spread") for page in (6, 7))
    width = in_mm(done.issue.pages[0].width)
    assert right["rect"][0] == pytest.approx(left["rect"][0] - width, abs=0.01)
    assert (left["page"], right["page"]) == (6, 6)
    jumps: list[Any] = jumps_on(done.issue.jumps, 4)
    assert {jump["from"]["page"] for jump in jumps} == {1}
    assert {jump["story"] for jump in jumps} == {"plenary", "inspection", "new-chapter"}
    assert jumps == jumps_on(done.issue.jumps, 1)
    assert jumps_on(done.issue.jumps, 5) == []
    # What stands of its copy is where the lines that say so stand.
    for jump in jumps:
        x, y, *_ = jump["from"]["rect"]
        box = named(frames_on(done, 1), jump["from"]["frame"])["rect"]
        assert box[0] <= x <= box[0] + box[2]
        assert box[1] <= y <= box[1] + box[3]
    # What the engine made of room that was left is not to be moved; what a layout says is.
    fillers = [f for f in list[Any](frames_on(done, 4)) if f["host"] == "tails"]
    assert [f["story"] for f in fillers] == ["filler-3", "riddles"]
    assert not any(f["movable"] for f in fillers)
    assert named(frames_on(done, 4), "tails")["movable"] is True
    loose = marks(done, 1, "loose")
    assert [mark["label"] for mark in loose] == ["+1"] * 4
    assert {mark["story"] for mark in loose} == {"inspection"}


def test_overset_copy_is_marked_in_its_frame(starter: Path) -> None:
    lengthened(starter, "layout", 40)
    done = set_of(starter)
    (mark,) = marks(done, 1, "overset")
    (overset,) = done.issue.oversets
    second = named(frames_on(done, 1), "second")
    assert mark["rect"] == second["rect"]
    assert second["state"] == "over"
    assert mark["text"] == f"{overset.characters} characters over ({overset.lines} lines)"
    assert marks(done, 1, "overset", Lang.ZH)[0]["text"].startswith(f"溢 {overset.characters} 字")
    assert marks(done, 2, "overset") == []
    told = [m for m in marks(done, 1, "finding") if m["code"] == "overset"]
    assert [(m["id"], m["severity"]) for m in told] == [("T101", "error")]


def test_an_empty_frame_is_said_to_be_empty(starter: Path) -> None:
    edition = starter / "editions" / "starter" / "edition.yaml"
    text = edition.read_text("utf-8")
    assert "      second: layout\n" in text
    edition.write_text(text.replace("      second: layout\n", ""), "utf-8")
    assert named(frames_on(set_of(starter), 1), "second")["state"] == "empty"


def test_a_coarse_picture_is_marked_with_its_pixels(starter: Path) -> None:
    Image.new("L", (120, 60), 200).save(starter / STORIES / "grey.png")
    file = starter / STORIES / "story.md"
    file.write_text(file.read_text("utf-8") + "\n![灰](grey.png){columns=2 rows=6}\n", "utf-8")
    done = set_of(starter)
    (picture,) = (
        p
        for p in list[Any](pictures_on(done.issue.pages[1], asked_pictures(done.issue.edition)))
        if p["file"].endswith("grey.png")
    )
    (mark,) = marks(done, 2, "resolution")
    assert mark["rect"] == picture["rect"]
    assert mark["label"] == f"{picture['ppi']} ppi"
    # 120 pixels over the width of the place, or 60 over its height, whichever are fewer.
    placed = next(i for i in done.issue.pages[1].items if getattr(i, "file", "").endswith("grey.png"))
    size = placed.rect  # type: ignore[union-attr]
    assert picture["ppi"] == min(120 * 72_000 // size.width, 60 * 72_000 // size.height)


def test_the_panel_of_a_story_has_what_a_desk_asks(starter: Path) -> None:
    lengthened(starter, "layout", 40)
    done = set_of(starter)
    told: Any = story_panel(done, done.outcome(), "layout", Lang.EN)
    (overset,) = done.issue.oversets
    assert told["characters"] == told["set"] + told["over"]
    assert (told["over"], told["state"]) == (overset.characters, "over")
    assert told["fit"] == f"{overset.characters} characters ({overset.lines} lines) over"
    assert told["advice"]["from_end"] < 0
    assert any(
        way == f"cut {-told['advice']['from_end']} at the end of the copy" for way in told["advice"]["words"]
    )
    assert [part["page"] for part in told["parts"]] == [1]
    assert told["parts"][0]["rect"] == list[Any](parts_on(done.issue, 1))[-1]["rect"]
    assert "overset" in {f["code"] for f in told["findings"]}
    assert all(f["story"] == "layout" or f["file"].endswith("layout.md") for f in told["findings"])
    assert story_panel(done, done.outcome(), "nobody", Lang.EN) is None


def test_the_panel_shows_rows_of_the_ledger_and_why(starter: Path) -> None:
    lengthened(starter, "welcome", 40)
    done = set_of(starter)
    told: Any = story_panel(done, done.outcome(), "welcome", Lang.ZH)
    (row,) = told["jumps"]
    (jump,) = done.issue.jumps
    assert (row["to"]["page"], row["characters_after"]) == (2, jump.characters_after)
    assert len(row["target_rect"]) == 4
    assert [part["page"] for part in told["parts"]] == [1, 2]
    assert any("选定" in line for line in told["reasons"])


def test_a_file_is_opened_by_a_link_only_where_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "a b"
    folder.mkdir()
    span = Span("稿/甲.md", 3, 5)
    link = opener(folder, span)["vscode"]
    assert isinstance(link, str)
    assert link.startswith("vscode://file/")
    assert link.endswith("/a%20b/%E7%A8%BF/%E7%94%B2.md:3:5")
    assert opener(folder, span, local=False) == {"path": "稿/甲.md", "line": 3, "vscode": None}
    shutil.rmtree(folder)
