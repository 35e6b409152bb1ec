"""Frames stay in the type area and off each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from typeset.catalogue import Lang, hints, message
from typeset.checks.frames import check_frames
from typeset.findings import Finding
from typeset.model.layout import FrameKind, FrameSpec, Grid, PageLayout, Sheet
from typeset.source import Span
from typeset.units import mm, pt


def frame(name: str, columns: tuple[int, int], rows: tuple[int, int], line: int = 1) -> FrameSpec:
    return FrameSpec(name, FrameKind.STORY, columns, rows, Span("layouts/a.yaml", line, 3))


def layout(*frames: FrameSpec, columns: int = 8) -> PageLayout:
    sheet = Sheet(mm(390), mm(543), 0, mm(22), mm(16), mm("17.5"), mm("17.5"))
    grid = Grid(columns, pt(117), pt("9.75"), pt("9.75"), pt(13))
    return PageLayout("a", sheet, grid, frames, Span("layouts/a.yaml", 1, 1))


def said(found: Finding) -> str:
    return f"{found.span} {message(found, Lang.ZH)} {hints(found, Lang.ZH)} {message(found, Lang.EN)}"


def test_frames_side_by_side_are_fine() -> None:
    assert (
        check_frames(
            layout(frame("a", (1, 4), (1, 110)), frame("b", (5, 8), (1, 50)), frame("c", (5, 8), (51, 110))),
            1,
        )
        == ()
    )


@pytest.mark.parametrize(
    ("columns", "rows", "words"),
    [
        ((5, 9), (1, 10), "“x”框占第 5—9 栏，版心只有 8 栏"),
        ((1, 8), (90, 111), "“x”框占第 90—111 行，版心只有 110 行"),
    ],
)
def test_a_frame_beyond_the_type_area_names_the_limit(
    columns: tuple[int, int], rows: tuple[int, int], words: str
) -> None:
    (found,) = check_frames(layout(frame("x", columns, rows, 7)), 1)
    assert (found.code, str(found.span)) == ("frame-outside", "layouts/a.yaml:7:3")
    assert words in said(found)


def test_overlapping_frames_are_both_named() -> None:
    (found,) = check_frames(layout(frame("a", (1, 4), (1, 20), 4), frame("b", (4, 8), (20, 30), 9)), 1)
    assert (found.code, str(found.span), str(found.related)) == (
        "frames-overlap",
        "layouts/a.yaml:9:3",
        "layouts/a.yaml:4:3",
    )
    assert "“b”框与“a”框（layouts/a.yaml:4:3）重叠：第 4 栏，第 20 行" in said(found)


def test_columns_too_narrow_to_read_name_the_most_there_can_be() -> None:
    (found,) = check_frames(layout(replace(frame("a", (1, 1), (1, 20), 4), story_columns=3)), 1)
    assert (found.code, str(found.span)) == ("column-too-narrow", "layouts/a.yaml:4:3")
    assert "分 3 栏，每栏只有 3.3 字宽，至少要 4 字" in said(found)
    assert "story_columns 最多写 2，" in said(found)
    assert check_frames(layout(replace(frame("a", (1, 1), (1, 20), 4), story_columns=2)), 1) == ()


SPAN = st.tuples(st.integers(1, 8), st.integers(1, 8)).map(lambda ends: (min(ends), max(ends)))


@given(SPAN, SPAN, SPAN, SPAN)
def test_frames_overlap_exactly_when_they_share_a_cell(
    c1: tuple[int, int], r1: tuple[int, int], c2: tuple[int, int], r2: tuple[int, int]
) -> None:
    def cells(columns: tuple[int, int], rows: tuple[int, int]) -> set[tuple[int, int]]:
        return {(c, r) for c in range(columns[0], columns[1] + 1) for r in range(rows[0], rows[1] + 1)}

    found = check_frames(layout(frame("a", c1, r1), frame("b", c2, r2)), 1)
    assert bool(found) == bool(cells(c1, r1) & cells(c2, r2))
