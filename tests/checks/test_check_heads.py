"""A head leaves columns for its copy, and stands where the direction of the copy lets it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from typeset.catalogue import Lang, message
from typeset.checks.heads import check_heads
from typeset.model.layout import FrameKind, FrameSpec, Grid, HeadlineSpec, HeadPlace, PageLayout, Rect, Sheet
from typeset.model.style import WritingMode
from typeset.source import Span
from typeset.units import mm, pt

HERE = Span("layouts/a.yaml", 1, 1)


def layout(columns: int, head: HeadlineSpec, writing: WritingMode = WritingMode.HORIZONTAL) -> PageLayout:
    sheet = Sheet(mm(390), mm(543), 0, mm(22), mm(16), mm("17.5"), mm("17.5"))
    frame = FrameSpec("a", FrameKind.STORY, (1, 4), (1, 20), HERE, story_columns=columns, headline=head)
    return PageLayout(
        "a",
        sheet,
        Grid(8, pt(117), pt("9.75"), pt("9.75"), pt(13)),
        (replace(frame, writing=writing),),
        HERE,
    )


@pytest.mark.parametrize(
    ("place", "columns", "story_columns", "good"),
    [
        (HeadPlace.ABOVE, 0, 3, True),
        (HeadPlace.ABOVE, 2, 3, False),
        (HeadPlace.INSIDE_LEFT, 2, 3, True),
        (HeadPlace.INSIDE_LEFT, 3, 3, False),
        (HeadPlace.INSIDE_RIGHT, 0, 1, True),
        (HeadPlace.SIDE_LEFT, 0, 1, False),
        (HeadPlace.SIDE_RIGHT, 1, 2, True),
        (HeadPlace.INSIDE_CENTER, 0, 3, True),
        (HeadPlace.INSIDE_CENTER, 0, 2, False),
        (HeadPlace.INSIDE_CENTER, 2, 3, False),
        (HeadPlace.INSIDE_CENTER, 2, 4, True),
    ],
)
def test_beside_a_head_a_column_is_left(
    place: HeadPlace, columns: int, story_columns: int, *, good: bool
) -> None:
    found = check_heads(layout(story_columns, HeadlineSpec(place=place, columns=columns)))
    assert [f.code for f in found] == ([] if good else ["headline-columns"])


def test_it_says_how_many_there_may_be() -> None:
    (found,) = check_heads(layout(3, HeadlineSpec(place=HeadPlace.SIDE_LEFT, columns=3)))
    said = message(found, Lang.ZH)
    assert "要占 3 栏，稿件只有 3 栏，side-left 最多占 2 栏" in said


def test_vertical_copy_has_no_middle_for_a_head() -> None:
    head = HeadlineSpec(place=HeadPlace.INSIDE_CENTER)
    (found,) = check_heads(layout(1, head, WritingMode.VERTICAL))
    assert found.code == "headline-place"
    assert check_heads(layout(1, HeadlineSpec(place=HeadPlace.SIDE_LEFT), WritingMode.VERTICAL)) == []


def test_a_vertical_head_beside_vertical_copy_counts_no_columns() -> None:
    head = HeadlineSpec(place=HeadPlace.SIDE_RIGHT, writing=WritingMode.VERTICAL)
    upright = layout(1, head, WritingMode.VERTICAL)
    placed = replace(upright.frames[0], columns=(0, 0), rows=(0, 0), area=Rect(0, 0, mm(80), mm(60)))
    assert check_heads(upright) == []
    assert check_heads(replace(upright, frames=(placed,))) == []
