"""Two editions: a change names its story, its lines and its page, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image
from revised import ROOT, Revised, changed, fates, story, text

from typeset.compare import compare
from typeset.compare.shown import impression_of
from typeset.model.changes import Fate, InkKind
from typeset.model.impression import TextKind
from typeset.press.proofs import compare_versions

HARVEST = "stories/harvest.md"


@pytest.fixture
def jumps(tmp_path: Path) -> Revised:
    return Revised(tmp_path, "jump-to-later-page")


def test_nothing_changed_is_nothing(jumps: Revised) -> None:
    diff = jumps.diff()
    assert not diff.is_changed
    assert set(fates(diff).values()) == {Fate.SAME}
    assert (diff.stories, diff.texts, diff.frames, diff.jumps, diff.not_compared) == ((), (), (), (), ())


def test_one_word_names_its_line_and_nothing_on_other_pages(jumps: Revised) -> None:
    jumps.change(HARVEST, "孩子们放了学", "孩子们放完学")
    diff = jumps.diff()
    assert fates(diff) == {"1": Fate.SAME, "2": Fate.CHANGED, "3": Fate.SAME}
    assert [one.slug for one in diff.stories] == ["harvest"]
    body = text(diff, TextKind.BODY)
    (hunk,) = body.hunks
    (old,), (new,) = hunk.old, hunk.new
    assert old.text.replace("了学", "完学") == new.text
    assert [new.text[slice(*mark)] for mark in new.marks] == ["完"]
    assert (new.place.page, new.place.frame) == ("2", "tails")
    assert (body.moved, body.rebroken, body.restyled) == ((), (), ())
    assert [page.read for page in diff.pages] == [0, 1, 0]
    assert (diff.texts, diff.frames, diff.jumps) == ((), (), ())


def test_lines_are_counted_in_their_columns(jumps: Revised) -> None:
    jumps.change(HARVEST, "昨天，全区秋粮", "前天，全区秋粮")
    jumps.change(HARVEST, "创下新高", "刷新纪录")
    lines = [hunk.new[0].place for hunk in text(jumps.diff(), TextKind.BODY).hunks]
    assert (lines[0].page, lines[0].frame, lines[0].column, lines[0].number) == ("1", "one", 1, 1)
    assert (lines[-1].page, lines[-1].frame, lines[-1].column) == ("1", "one", 2)
    assert lines[-1].number > 1


def test_a_new_headline_is_a_line_to_read(jumps: Revised) -> None:
    jumps.change(HARVEST, "headline: 秋粮归仓\n", "headline: 秋粮入仓\n")
    diff = jumps.diff()
    assert changed(text(diff, TextKind.HEAD)) == [(["秋粮[归]仓"], ["秋粮[入]仓"])]
    # The teaser of the front page has words of its own.
    assert fates(diff) == {"1": Fate.CHANGED, "2": Fate.SAME, "3": Fate.SAME}


def test_words_of_furniture_are_told_with_their_frame(jumps: Revised) -> None:
    jumps.change("edition.yaml", "两篇都在", "两篇都有")
    diff = jumps.diff()
    (found,) = diff.texts
    assert (found.kind, found.page, found.owner) == (TextKind.FURNITURE, "1", "see")
    assert [line.text[slice(*line.marks[0])] for line in found.hunks[0].new] == ["有"]
    assert diff.stories == ()


def test_a_story_that_moved_is_moved_and_not_to_be_read(jumps: Revised) -> None:
    jumps.change("edition.yaml", "one: harvest, two: store", "one: store, two: harvest")
    diff = jumps.diff()
    moved = story(diff, "harvest")
    assert moved.is_moved
    assert moved.old is not None
    assert moved.new is not None
    assert (moved.old.places, moved.new.places) == (
        (("1", "one"), ("2", "tails")),
        (("1", "two"), ("3", "tails")),
    )
    bodies = [one for found in diff.stories for one in found.texts if one.kind is TextKind.BODY]
    assert len(bodies) == 2
    assert all(body.moved and not body.hunks for body in bodies)
    assert {jump.story for jump in diff.jumps} == {"harvest", "store"}
    # The jump lines name other pages, and these are read.
    lines = {line.text for found in diff.stories for one in found.texts for h in one.hunks for line in h.new}
    assert lines == {"（下转第二版）", "（下转第三版）"}


def test_a_story_that_grew_moves_its_jump(tmp_path: Path) -> None:
    """The tail of the longer story no longer fits on page 2 beside the other and goes on elsewhere."""
    grown = Revised(tmp_path, "jump-to-later-page")
    layout = grown.folder / "layouts" / "jump-front.yaml"
    said = layout.read_text(encoding="utf-8")
    layout.write_text(said.replace("{page: 2}", "auto").replace("{page: 3}", "auto"), encoding="utf-8")
    inside = grown.folder / "layouts" / "jump-inside.yaml"
    rows = inside.read_text(encoding="utf-8")
    inside.write_text(
        rows.replace("rows: 4-22, story_columns: 4", "rows: 4-16, story_columns: 4"), encoding="utf-8"
    )
    grown.change(
        HARVEST,
        "等天黑透了，再打着手电去领人。",
        "等天黑透了，再打着手电去领人。\n\n" + "江上的雾散得晚，船也走得慢。" * 12,
    )
    diff = grown.diff()
    (jump,) = diff.jumps
    (old,), (new,) = jump.old, jump.new
    assert (old.gone[0], new.gone[0]) == ("2", "3")
    assert old.source_text != new.source_text
    found = story(diff, jump.story)
    assert found.is_moved
    read = [
        line.text for one in found.texts if one.kind is TextKind.JUMP for h in one.hunks for line in h.new
    ]
    assert new.source_text in read


def test_only_a_picture_changed(tmp_path: Path) -> None:
    pictured = Revised(tmp_path, "picture-in-columns")
    (file,) = (pictured.of("new")).rglob("field.png")
    with Image.open(file) as picture:
        Image.new("RGB", picture.size, (30, 90, 160)).save(file)
    diff = pictured.diff()
    assert (diff.stories, diff.texts, diff.frames, diff.jumps) == ((), (), (), ())
    (page,) = diff.pages
    assert (page.fate, page.read) == (Fate.CHANGED, 0)
    (place,) = page.places
    assert (place.kind, place.frame, place.gone) == (InkKind.PICTURE, "main", False)


def test_a_picture_of_the_same_content_may_have_another_name(tmp_path: Path) -> None:
    pictured = Revised(tmp_path, "picture-in-columns")
    (file,) = (pictured.of("new")).rglob("field.png")
    file.rename(file.with_name("rice.png"))
    pictured.change("stories/story.md", "field.png", "rice.png")
    assert not pictured.diff().is_changed


def test_another_cut_of_a_font_is_other_ink(jumps: Revised) -> None:
    """The lines are the same, and the page is not: only one of the two versions can be on the plate."""
    compared = jumps.compared()
    assert compared.set is not None
    loaded = compared.set.loaded
    shown = impression_of(compared.set.issue, loaded.faces, loaded.sources.read_bytes)
    other = {role: digest + " other" * (role == "楷") for role, digest in shown.faces.items()}
    diff = compare(shown, replace(shown, faces=other))
    assert fates(diff) == {"1": Fate.CHANGED, "2": Fate.CHANGED, "3": Fate.CHANGED}
    assert (diff.stories, diff.texts) == ((), ())
    assert not compare(shown, shown).is_changed


def test_a_frame_that_grew_pushes_the_next(tmp_path: Path) -> None:
    stacked = Revised(tmp_path, "frames-by-neighbours")
    (tmp_path / "later" / "layouts").mkdir(parents=True)
    shutil.copytree(tmp_path / "layouts", tmp_path / "later" / "layouts", dirs_exist_ok=True)
    shutil.copytree(stacked.of("old"), tmp_path / "later" / "editions" / "new")
    layout = tmp_path / "later" / "layouts" / "frames-by-neighbours.yaml"
    frames = layout.read_text(encoding="utf-8")
    assert "rows: 1-9," in frames
    layout.write_text(frames.replace("rows: 1-9,", "rows: 1-10,"), encoding="utf-8")
    diff = compare_versions(str(stacked.of("old")), str(tmp_path / "later" / "editions" / "new"), Path()).diff
    told = {frame.name: (frame.is_moved, frame.is_resized) for frame in diff.frames}
    assert told["lead"] == (False, True)
    assert told["below"] == (True, False)
    assert "lead" not in {name for name, (moved, _) in told.items() if moved}


def test_a_story_that_came_and_one_that_went(jumps: Revised) -> None:
    (jumps.of("new") / HARVEST).rename(jumps.of("new") / "stories" / "autumn.md")
    path = jumps.of("new") / "edition.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("harvest", "autumn"), encoding="utf-8")
    diff = jumps.diff()
    assert {one.slug: one.fate for one in diff.stories} == {"autumn": Fate.ADDED, "harvest": Fate.REMOVED}
    came = story(diff, "autumn")
    assert came.new is not None
    (body,) = [one for one in came.texts if one.kind is TextKind.BODY]
    read = "".join(line.text for hunk in body.hunks for line in hunk.new)
    assert len(read) == came.new.set


def test_a_page_that_was_added(jumps: Revised) -> None:
    jumps.change(
        "edition.yaml",
        "副刊, layout: jump-inside}",
        "副刊, layout: jump-inside}\n  - {page: 4, section: 副刊, layout: jump-inside}",
    )
    assert fates(jumps.diff()) == {"1": Fate.SAME, "2": Fate.SAME, "3": Fate.SAME, "4": Fate.ADDED}


@pytest.mark.parametrize(
    "case", ["vertical-box", "drop-cap", "spread", "thread-L", "table-in-columns", "quote-and-box"]
)
def test_every_line_of_copy_is_read_back_whole(tmp_path: Path, case: str) -> None:
    """The lines of each story, put together, are the copy that was set, also upright, round a cap, over a fold, in cells."""
    compared = Revised(tmp_path, case).compared()
    assert compared.set is not None
    issue = compared.set.issue
    loaded = compared.set.loaded
    shown = impression_of(issue, loaded.faces, loaded.sources.read_bytes)
    bodies = {one.owner: one for one in shown.texts or () if one.kind is TextKind.BODY}
    for slug, body in bodies.items():
        source = issue.edition.stories[slug].text
        put = sorted((p.first, p.last) for p in issue.parts if p.story == slug)
        assert sorted("".join(line.text for line in body.lines)) == sorted(
            "".join(source[a:b] for a, b in put)
        )
        assert all(line.place.frame and line.place.column for line in body.lines)


def test_one_word_of_the_sample(tmp_path: Path) -> None:
    """Eight pages with jumps and a spread: one word is one line of one page."""
    for folder in ("layouts", "fonts"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    sample = ROOT / "editions" / "2026-11-22"
    shutil.copytree(sample, tmp_path / "editions" / "two", ignore=shutil.ignore_patterns("out"))
    path = tmp_path / "editions" / "two" / "stories" / "plenary.md"
    said = path.read_text(encoding="utf-8")
    assert said.count("一名28岁的社区工作者") == 1
    path.write_text(said.replace("一名28岁的社区工作者", "一名29岁的社区工作者"), encoding="utf-8")
    diff = compare_versions(str(sample), str(tmp_path / "editions" / "two"), Path()).diff
    assert fates(diff) == {"1": Fate.CHANGED} | dict.fromkeys("2345678", Fate.SAME)
    assert [one.slug for one in diff.stories] == ["plenary"]
    assert changed(text(diff, TextKind.BODY)) == [
        (["的是一名2[8]岁的社区工作者。"], ["的是一名2[9]岁的社区工作者。"])
    ]
    assert sum(page.read for page in diff.pages) == 1
    assert (diff.texts, diff.frames, diff.jumps) == ((), (), ())
