"""How full pages are, by rows that can be counted by hand: lines of eight characters, one a row."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from paper import frame, paper, story

from typeset.faces import FaceBook
from typeset.flow.fullness import fullness
from typeset.flow.issue import set_issue
from typeset.model.fullness import PageFill
from typeset.model.layout import BoxSpec, FrameKind, FrameSpec
from typeset.model.style import WritingMode


def filled(frames: tuple[FrameSpec, ...], lines: int, faces: FaceBook) -> PageFill:
    """A page of these frames, so many whole lines of copy without a headline in frame a."""
    copy = ["田" * 6 + "地" * 8 * (lines - 1)] if lines else []
    placed = {(1, "a"): story("甲", copy, headline="")} if lines else {}
    [one] = fullness(set_issue(paper({1: frames}, placed), faces))
    return one


@pytest.mark.parametrize("lines", [1, 4, 9, 10])
def test_rows_that_are_filled_are_counted(faces: FaceBook, lines: int) -> None:
    assert filled((frame("a", (1, 1), (1, 10)),), lines, faces) == PageFill(1, 10, lines)


def test_copy_without_room_is_over(faces: FaceBook) -> None:
    fill = filled((frame("a", (1, 1), (1, 10)),), 13, faces)
    assert fill == PageFill(1, 10, 10, 3)
    assert fill.share == pytest.approx(1.3)


def test_every_column_is_counted_down_to_its_lowest_line(faces: FaceBook) -> None:
    spread = frame("a", (1, 2), (1, 10), story_columns=2)
    assert filled((replace(spread, balance=False),), 13, faces) == PageFill(1, 20, 13)


def test_a_frame_without_copy_is_empty_one_for_furniture_does_not_count(faces: FaceBook) -> None:
    frames = (
        frame("a", (1, 1), (1, 10)),
        frame("b", (2, 2), (1, 5)),
        frame("c", (3, 3), (1, 9), FrameKind.TAILS),
        frame("d", (4, 4), (1, 9), FrameKind.PICTURE),
    )
    assert filled(frames, 10, faces) == PageFill(1, 24, 10)


def test_the_white_inside_a_box_is_not_counted(faces: FaceBook) -> None:
    boxed = replace(frame("a", (1, 2), (1, 10)), story_columns=1, box=BoxSpec())
    fill = filled((boxed,), 2, faces)
    assert (fill.rows, fill.filled) == (8, 2)


def test_white_above_the_lowest_line_is_no_empty_row(faces: FaceBook) -> None:
    one = story("甲", ["田" * 6])
    [fill] = fullness(set_issue(paper({1: (frame("a", (1, 1), (1, 10)),)}, {(1, "a"): one}), faces))
    # The headline stands above the line.
    assert 2 < fill.filled < 10


def upright(spec: FrameSpec) -> FrameSpec:
    return replace(spec, writing=WritingMode.VERTICAL)


@pytest.mark.parametrize("lines", [1, 7, 13, 26, 27])
def test_vertical_lines_are_counted_from_the_right(faces: FaceBook, lines: int) -> None:
    # Four columns of 8 characters and three gutters of one are 35 × 9 pt wide: 26 lines 12 pt apart, each 10 rows high.
    one = frame("a", (1, 4), (1, 10), story_columns=1)
    body = "".join("地" * 13 for _ in range(lines))
    placed = {(1, "a"): story("甲", [body[2:]], headline="")}
    [fill] = fullness(set_issue(paper({1: (upright(one),)}, placed), faces))
    assert fill.rows == 40
    assert fill.filled == pytest.approx(40 * min(lines, 26) / 26, abs=4)


def test_a_short_vertical_line_is_no_white(faces: FaceBook) -> None:
    one = frame("a", (1, 4), (1, 10), story_columns=1)
    placed = {(1, "a"): story("甲", ["地"] * 26, headline="")}
    [fill] = fullness(set_issue(paper({1: (upright(one),)}, placed), faces))
    assert fill.share == 1


def test_a_page_without_copy_is_full() -> None:
    assert PageFill(1, 0, 0).share == 1
