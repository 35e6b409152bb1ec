"""What is wrong at a place on a page is told of the frame that stands there."""

from __future__ import annotations

from msgspec.structs import replace
from paper import frame, paper

from typeset.checks.nearframe import frame_near
from typeset.flow.grid import PageGrid
from typeset.model.edition import PageSpec
from typeset.model.layout import FrameSpec, RuleSpec, Side
from typeset.model.style import BLACK, Colour

RED = Colour(0, 1000, 1000, 0)
UPPER = frame("upper", (1, 2), (1, 6))
LOWER = replace(frame("lower", (1, 2), (8, 12)), rules=((Side.ABOVE, RuleSpec(colour=RED)),))


def page_of(*frames: FrameSpec) -> PageSpec:
    return paper({1: list(frames)}, {}).pages[0]


def at_row(page: PageSpec, row: int) -> tuple[int, int]:
    """The middle of a grid row, in the first column."""
    grid = PageGrid.of(page.layout, page.section_number)
    return grid.column_left(1), grid.row_top(row) + grid.leading // 2


def name(found: FrameSpec | None) -> str | None:
    return None if found is None else found.name


def test_a_place_in_a_frame_is_that_frames() -> None:
    page = page_of(UPPER, LOWER)
    assert [name(frame_near(page, at_row(page, row))) for row in (1, 6, 8, 12)] == ["upper"] * 2 + [
        "lower"
    ] * 2


def test_a_rule_between_frames_is_that_of_the_frame_that_has_it() -> None:
    for page in (page_of(UPPER, LOWER), page_of(LOWER, UPPER)):
        assert name(frame_near(page, at_row(page, 7), RED)) == "lower"
    bare = replace(LOWER, rules=())
    mine = replace(UPPER, rules=((Side.BELOW, RuleSpec(colour=BLACK)),))
    assert name(frame_near(page_of(bare, mine), at_row(page, 7), BLACK)) == "upper"


def test_of_frames_upon_each_other_it_is_the_smaller() -> None:
    inner = frame("inner", (1, 1), (9, 10))
    page = page_of(LOWER, inner)
    assert name(frame_near(page, at_row(page, 9))) == "inner"


def test_a_place_far_from_all_frames_is_no_ones() -> None:
    page = page_of(UPPER)
    assert frame_near(page, at_row(page, 9)) is None
