"""Frames set vertically: bands, pictures that have no place, copy that does not fit, jumps to horizontal tails."""

from __future__ import annotations

import itertools

from msgspec.structs import replace
from paper import frame, paper, singles, story

from typeset.checks.conservation import check_pages
from typeset.checks.jumps import check_jumps
from typeset.faces import FaceBook
from typeset.flow.grid import PageGrid
from typeset.flow.issue import set_issue
from typeset.model.layout import FrameKind, FrameSpec, HeadlineSpec, HeadPlace
from typeset.model.placed import GlyphRun, Purpose
from typeset.model.story import JumpWish, Picture, Story
from typeset.model.style import WritingMode
from typeset.source import Span

LONG = "这一段话说得很长很长，一直说到版框的外面去，谁也拦不住它。" * 12


def vertical(name: str, columns: tuple[int, int], rows: tuple[int, int], bands: int = 1) -> FrameSpec:
    return replace(frame(name, columns, rows, story_columns=bands), writing=WritingMode.VERTICAL)


def body(items: tuple[object, ...]) -> list[GlyphRun]:
    runs = [item for item in items if isinstance(item, GlyphRun) and item.purpose is Purpose.BODY]
    return [glyph for run in runs for glyph in singles(run)]


def test_lines_run_down_and_go_from_right_to_left(faces: FaceBook) -> None:
    copy = story("s", [LONG[:200]], headline="")
    edition = paper({1: [vertical("main", (1, 4), (1, 20))]}, {(1, "main"): copy})
    issue = set_issue(edition, faces)
    assert not issue.oversets
    runs = body(issue.pages[0].items)
    assert "".join(run.text for run in runs) == copy.text
    middles = [run.xs[0] for run in runs]
    assert middles[0] == max(middles) > min(middles) == middles[-1]
    first = [run.y for run in runs if run.xs[0] == middles[0]]
    assert first == sorted(first)
    # Lines stand on the line pitch of the page.
    assert (
        len(
            {
                (middles[0] - x) % 12_000
                for run, x in zip(runs, middles, strict=True)
                if run.text in "这一段话说"
            }
        )
        == 1
    )


def test_bands_lie_one_below_another(faces: FaceBook) -> None:
    copy = story("s", [LONG], headline="")
    edition = paper({1: [vertical("main", (1, 4), (1, 24), 2)]}, {(1, "main"): copy})
    issue = set_issue(edition, faces)
    tops = sorted({run.y for run in body(issue.pages[0].items)})
    gaps = [below - above for above, below in itertools.pairwise(tops)]
    assert max(gaps) >= 2 * 9_000
    assert "".join(run.text for run in body(issue.pages[0].items)) == copy.text


def test_lines_that_are_empty_in_a_vertical_frame_are_not_told_as_rows(faces: FaceBook) -> None:
    copy = story("s", [LONG[:100]], headline="")
    issue = set_issue(paper({1: [vertical("main", (1, 4), (1, 20))]}, {(1, "main"): copy}), faces)
    (told,) = (f for f in issue.findings if f.code == "underset")
    cure = str(dict(told.facts)["cure_zh"])
    assert "rows" not in cure
    assert "改窄" in cure


def test_bands_low_on_a_left_page_stay_on_it_when_a_page_faces_it(faces: FaceBook) -> None:
    # They lie further down than the page is wide: that is no place over the fold.
    copy = story("s", [LONG[:200]], headline="")
    frames = [vertical("main", (1, 4), (41, 60), 2)]
    other = story("other", ["另一篇。" * 9], headline="")
    edition = paper(
        {1: [], 2: frames, 3: [frame("right", (1, 4), (1, 9))]}, {(2, "main"): copy, (3, "right"): other}
    )
    grid = PageGrid.of(edition.pages[1].layout, 2)
    assert grid.row_top(51) > grid.fold > 0
    issue = set_issue(edition, faces)
    assert [(part.page, part.first, part.last) for part in issue.parts if part.story == "s"] == [
        (2, 0, copy.characters)
    ]
    assert not check_pages(edition, issue.pages, issue.parts, frozenset())


def test_copy_that_does_not_fit_is_overset_to_the_character(faces: FaceBook) -> None:
    copy = story("s", [LONG], headline="")
    issue = set_issue(paper({1: [vertical("main", (1, 1), (1, 10))]}, {(1, "main"): copy}), faces)
    (rest,) = issue.oversets
    drawn = "".join(run.text for run in body(issue.pages[0].items))
    assert drawn == copy.text[: rest.first]
    assert rest.characters == len(LONG) - len(drawn)


def test_a_vertical_story_goes_on_in_horizontal_lines(faces: FaceBook) -> None:
    copy = story("s", [LONG, LONG], headline="")
    main = replace(vertical("main", (1, 2), (1, 20), 2), jump=JumpWish(allowed=True))
    tails = frame("tails", (1, 4), (1, 26), kind=FrameKind.TAILS)
    issue = set_issue(paper({1: [main], 2: [tails]}, {(1, "main"): copy}), faces)
    assert not issue.oversets
    (jump,) = issue.jumps
    assert check_jumps(issue.jumps, issue.pages) == []
    first, second = (body(page.items) for page in issue.pages)
    assert "".join(run.text for run in (*first, *second)) == copy.text
    assert any(len(run.glyphs) > 1 for run in second)
    line = [
        item for item in issue.pages[0].items if isinstance(item, GlyphRun) and item.purpose is Purpose.JUMP
    ]
    assert "".join(run.text for run in line) == jump.source_text
    assert len({run.xs[0] // 9_000 for run in line}) == 1


def test_a_picture_has_no_place_there_and_that_is_told(faces: FaceBook) -> None:
    picture = Picture("a.jpg", "图", "", Span("s.md", 3, 1), (100, 100), "JPEG")
    copy: Story = replace(story("s", ["短。"], headline=""), pictures=(picture,))
    issue = set_issue(paper({1: [vertical("main", (1, 2), (1, 20))]}, {(1, "main"): copy}), faces)
    assert "picture-in-vertical-frame" in {f.code for f in issue.findings}


def test_the_byline_of_a_vertical_story_is_the_last_line_of_its_head(faces: FaceBook) -> None:
    made = story("s", ["中" * 60], headline="渡口的灯")
    copy = replace(made, block=replace(made.block, byline="许听潮"))
    head = HeadlineSpec(writing=WritingMode.VERTICAL, place=HeadPlace.SIDE_RIGHT)
    box = replace(frame("box", (1, 4), (1, 20)), writing=WritingMode.VERTICAL, story_columns=1, headline=head)
    issue = set_issue(paper({1: [box]}, {(1, "box"): copy}), faces)
    runs = [i for i in issue.pages[0].items if isinstance(i, GlyphRun) and i.purpose is Purpose.HEAD]
    byline = [run for run in runs if run.face == "楷"]
    assert "".join(run.text for run in byline) == "许听潮"
    assert len({run.xs[0] for run in byline}) == 1
    assert byline[0].xs[0] < min(run.xs[0] for run in runs if run.face != "楷")
