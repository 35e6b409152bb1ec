"""Drop caps: as high as their rows, on the character grid, told where there is none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from paper import BODY, LEADING, frame, paper, story

from typeset.faces import FaceBook
from typeset.flow.issue import SetIssue, set_issue
from typeset.model.annotation import Annotation, Mark
from typeset.model.placed import GlyphRun, Purpose
from typeset.model.story import Emphasis, Run, Story
from typeset.source import Span
from typeset.units import EM_ASCENT


def set_with_cap(faces: FaceBook, copy: Story, rows: int = 3, columns: int = 1) -> SetIssue:
    """A page whose one frame, two basic columns wide, asks for a drop cap."""
    main = replace(frame("main", (1, 2), (1, 24), story_columns=columns), drop_cap=rows)
    return set_issue(paper({1: [main]}, {(1, "main"): copy}), faces)


def runs(issue: SetIssue) -> list[GlyphRun]:
    """The runs of the body."""
    return [i for i in issue.pages[0].items if isinstance(i, GlyphRun) and i.purpose is Purpose.BODY]


def test_it_reaches_from_the_head_of_its_first_row_to_the_foot_of_its_last(faces: FaceBook) -> None:
    cap, *lines = runs(set_with_cap(faces, story("s", ["雪" + "中" * 100], headline="")))
    assert (cap.texts, cap.size) == (("雪",), 2 * LEADING + BODY)
    ems = EM_ASCENT / 1000
    assert cap.y - cap.size * ems == pytest.approx(lines[0].y - BODY * ems, abs=2)
    assert cap.y + cap.size * (1 - ems) == pytest.approx(lines[2].y + BODY * (1 - ems), abs=2)


def test_lines_beside_it_begin_in_one_place_a_whole_number_of_characters_in(faces: FaceBook) -> None:
    cap, *lines = runs(set_with_cap(faces, story("s", ["雪" + "中" * 100], headline="")))
    left = lines[3].xs[0]
    assert {line.xs[0] for line in lines[:3]} == {left + 4 * BODY}
    assert {len(line.glyphs) for line in lines[:3]} == {17 - 4}
    assert cap.xs[0] - left < BODY


def test_an_opening_mark_is_as_large_as_the_character(faces: FaceBook) -> None:
    mark, cap, *_ = runs(set_with_cap(faces, story("s", ["“雪落了。”" + "中" * 100], headline="")))
    assert (mark.texts, cap.texts) == (("“",), ("雪",))
    assert (mark.size, mark.y) == (cap.size, cap.y)


@pytest.mark.parametrize(
    "text", ["2026年" + "中" * 90, "AI来了" + "中" * 90, "雪" + "中" * 40, "，雪" + "中" * 90]
)
def test_what_cannot_be_dropped_is_told_and_set_as_any_paragraph(faces: FaceBook, text: str) -> None:
    issue = set_with_cap(faces, story("s", [text], headline=""))
    (told,) = [f for f in issue.findings if f.code == "drop-cap-left-out"]
    assert (told.page, told.frame, told.story, str(told.span)) == (1, "main", "s", "s.md:1:1")
    assert {run.size for run in runs(issue)} == {BODY}
    assert "".join(t for run in runs(issue) for t in run.texts) == text


def test_a_dateline_or_a_ruby_has_none(faces: FaceBook) -> None:
    copy = story("s", ["雪" + "中" * 90], headline="")
    (first,) = copy.paragraphs
    dated = replace(first, runs=(Run("本报讯", Emphasis.DATELINE), *first.runs))
    noted = replace(first, annotations=(Annotation(Mark.DOTS, 0, 1, "", None, Span("s.md")),))
    for paragraph in (dated, noted):
        issue = set_with_cap(faces, replace(copy, paragraphs=(paragraph,)))
        assert "drop-cap-left-out" in {f.code for f in issue.findings}


@given(
    rows=st.integers(2, 6),
    length=st.integers(1, 200),
    columns=st.integers(1, 2),
    mark=st.sampled_from(["", "《"]),
)
@settings(max_examples=40, deadline=None)
def test_nothing_is_lost_and_nothing_leaves_the_columns(
    faces: FaceBook, rows: int, length: int, columns: int, mark: str
) -> None:
    text = mark + "雪" + "中" * length
    issue = set_with_cap(faces, story("s", [text, "尾" * 30], headline=""), rows, columns)
    set_runs = runs(issue)
    assert "".join(t for run in set_runs for t in run.texts) == text + "尾" * 30
    right = 20_000 + 17 * BODY
    assert all(run.xs[-1] + run.size <= right + BODY // 2 for run in set_runs)
    assert "overset" not in {f.code for f in issue.findings}
