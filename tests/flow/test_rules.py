"""Rules, boxes and grounds: every kind stays in its width, ends where it should, and turns its corners."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper import HERE

from typeset.flow.outlines import circle, rounded, spread, wave
from typeset.flow.rules import around, box, ground, horizontal, vertical
from typeset.flow.strokes import extent
from typeset.model.layout import BoxSpec, FrameKind, FrameSpec, Rect, RuleKind, RuleSpec, Side, TintSpec
from typeset.model.placed import Dot, Item, LineStyle, Outline, Path, Point, Rule, Tint
from typeset.model.style import BLACK, Colour

RECT = Rect(20_000, 30_000, 200_000, 90_000)
RED = Colour(0, 1000, 1000, 0)
DRAWN = (RuleKind.WAVE, RuleKind.ORNAMENT)


def on_curve(start: Point, segment: tuple[Point, ...]) -> list[Point]:
    """Points along a segment."""
    if len(segment) == 1:
        return [start, segment[0]]
    first, second, end = segment
    places = []
    for step in range(21):
        t = step / 20
        weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3)
        points = (start, first, second, end)
        places.append(
            tuple(round(sum(w * p[axis] for w, p in zip(weights, points, strict=True))) for axis in (0, 1))
        )
    return places


def points_of(outline: Outline) -> list[Point]:
    points, at = [outline.start], outline.start
    for segment in outline.segments:
        points += on_curve(at, segment)
        at = segment[-1]
    return points


def ink(items: list[Item]) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what items blacken."""
    xs, ys = [], []
    for item in items:
        match item:
            case Rule():
                half = item.width // 2
                level = item.y0 == item.y1
                along, across = (0, half) if level else (half, 0)
                xs += [item.x0 - along, item.x1 + along]
                ys += [item.y0 - across, item.y1 + across]
            case Dot():
                half = item.diameter // 2
                xs += [item.x - half, item.x + half]
                ys += [item.y - half, item.y + half]
            case Path():
                points = [point for outline in item.outlines for point in points_of(outline)]
                half = item.width // 2
                xs += [x + side for x, _ in points for side in (-half, half)]
                ys += [y + side for _, y in points for side in (-half, half)]
            case Tint():
                xs += [item.rect.x, item.rect.right]
                ys += [item.rect.y, item.rect.bottom]
    return min(xs), min(ys), max(xs), max(ys)


@pytest.mark.parametrize("kind", list(RuleKind))
@pytest.mark.parametrize("width", [0, 4_000])
def test_a_rule_is_as_wide_as_it_says_from_end_to_end(kind: RuleKind, width: int) -> None:
    rule = RuleSpec(kind, RED, width)
    left, top, right, bottom = ink(horizontal(10_000, 210_000, 50_000, rule))
    assert abs(bottom - top - extent(rule)) <= 40
    assert abs((top + bottom) // 2 - 50_000) <= 200
    assert 9_500 <= left <= 10_000
    assert 210_000 <= right <= 210_500
    down = ink(vertical(50_000, 10_000, 210_000, rule))
    assert abs(down[2] - down[0] - extent(rule)) <= 40
    assert 209_500 <= down[3] <= 210_500
    assert all(item.colour == RED for item in horizontal(0, 90_000, 0, rule))
    assert width == 0 or extent(rule) == width


def test_thick_thin_and_thin_thick_are_each_other_turned_round() -> None:
    heavy_first = [(i.y0, i.width) for i in horizontal(0, 9_000, 0, RuleSpec(RuleKind.THICK_THIN))]
    heavy_last = [(i.y0, i.width) for i in horizontal(0, 9_000, 0, RuleSpec(RuleKind.THIN_THICK))]
    assert heavy_first == [(-750, 1_500), (1_500, 500)]
    assert heavy_last == [(-y, width) for y, width in reversed(heavy_first)]


@pytest.mark.parametrize("kind", list(RuleKind))
@pytest.mark.parametrize("radius", [0, 6_000])
@pytest.mark.parametrize("width", [0, 5_000])
def test_a_box_stays_in_its_frame_and_reaches_its_edges(kind: RuleKind, radius: int, width: int) -> None:
    left, top, right, bottom = ink(box(RECT, BoxSpec(RuleSpec(kind, BLACK, width), radius)))
    edges = (left - RECT.x, top - RECT.y, RECT.right - right, RECT.bottom - bottom)
    assert all(-2 <= edge <= 60 for edge in edges)


@pytest.mark.parametrize("kind", [RuleKind.THIN, RuleKind.DOUBLE, RuleKind.THICK_THIN])
def test_round_boxes_keep_their_strokes_apart(kind: RuleKind) -> None:
    paths = [item for item in box(RECT, BoxSpec(RuleSpec(kind), 8_000)) if isinstance(item, Path)]
    assert len(paths) == len(horizontal(0, 1, 0, RuleSpec(kind)))
    outer = [min(x for x, _ in points_of(path.outlines[0])) for path in paths]
    starts = [path.outlines[0].start[0] - left for path, left in zip(paths, outer, strict=True)]
    # What lies further inside is rounder by as much.
    assert all(
        a - b == right - left for (a, b), (left, right) in zip(pairwise(starts), pairwise(outer), strict=True)
    )


def test_a_dotted_box_with_round_corners_has_its_dots_at_even_steps() -> None:
    items = box(RECT, BoxSpec(RuleSpec(RuleKind.DOTTED), 8_000))
    dots = [item for item in items if isinstance(item, Dot)]
    assert len(dots) == 4 * 5
    steps = [
        ((a.x - b.x) ** 2 + (a.y - b.y) ** 2) ** 0.5
        for corner in range(4)
        for a, b in pairwise(dots[5 * corner : 5 * corner + 5])
    ]
    assert max(steps) - min(steps) < 150
    assert all(1_900 < step < 2_200 for step in steps)


def test_a_dashed_box_is_closed_in_its_corners() -> None:
    (*sides, corners) = box(RECT, BoxSpec(RuleSpec(RuleKind.DASHED), 8_000))
    assert isinstance(corners, Path)
    assert {side.style for side in sides if isinstance(side, Rule)} == {LineStyle.DASHED}
    ends = {
        end for side in sides if isinstance(side, Rule) for end in ((side.x0, side.y0), (side.x1, side.y1))
    }
    assert {point for o in corners.outlines for point in (o.start, o.segments[-1][-1])} == ends


def test_a_box_of_waves_is_one_smooth_line() -> None:
    (path,) = box(RECT, BoxSpec(RuleSpec(RuleKind.WAVE)))
    assert isinstance(path, Path)
    (outline,) = path.outlines
    assert outline.closed
    assert outline.segments[-1][-1] == outline.start
    for before, after in pairwise((*outline.segments, outline.segments[0])):
        arriving = (before[2][0] - before[1][0], before[2][1] - before[1][1])
        leaving = (after[0][0] - before[2][0], after[0][1] - before[2][1])
        dot = arriving[0] * leaving[0] + arriving[1] * leaving[1]
        lengths = (arriving[0] ** 2 + arriving[1] ** 2) ** 0.5 * (leaving[0] ** 2 + leaving[1] ** 2) ** 0.5
        assert dot / lengths > 0.9


def test_a_box_of_ornaments_has_one_in_every_corner_and_none_twice() -> None:
    (path,) = box(RECT, BoxSpec(RuleSpec(RuleKind.ORNAMENT)))
    assert isinstance(path, Path)
    diamonds = [outline.start for outline in path.outlines if len(outline.segments) == 3]
    assert len(set(diamonds)) == len(diamonds)
    left, right, top, foot = RECT.x + 1_800, RECT.right - 1_800, RECT.y, RECT.bottom - 3_600
    assert {(left, top), (right, top), (right, foot), (left, foot)} <= set(diamonds)


def test_a_ground_ends_with_its_box() -> None:
    gray = TintSpec(Colour(k=100))
    assert ground(RECT, gray, None) == Tint(RECT, gray.colour)
    assert ground(RECT, gray, BoxSpec()) == Tint(RECT, gray.colour)
    rounded_box = BoxSpec(RuleSpec(), 6_000)
    assert ground(RECT, gray, rounded_box) == Path((rounded(RECT, 6_000),), gray.colour)
    own = TintSpec(gray.colour, 3_000)
    assert ground(RECT, own, None) == Path((rounded(RECT, 3_000),), gray.colour)
    assert ground(RECT, own, rounded_box) == Path((rounded(RECT, 3_000),), gray.colour)
    wavy = BoxSpec(RuleSpec(RuleKind.WAVE))
    filled, (line,) = ground(RECT, gray, wavy), box(RECT, wavy)
    assert isinstance(filled, Path)
    assert isinstance(line, Path)
    assert (filled.outlines, filled.width) == (line.outlines, 0)
    inner = ground(RECT, gray, BoxSpec(RuleSpec(RuleKind.ORNAMENT)))
    assert inner == Tint(Rect(21_800, 31_800, 196_400, 86_400), gray.colour)


def test_what_stands_round_a_frame_is_drawn_from_the_ground_up() -> None:
    frame = FrameSpec(
        "x",
        FrameKind.TEXT,
        (1, 2),
        (3, 4),
        HERE,
        rules=((Side.LEFT, RuleSpec(RuleKind.WAVE)), (Side.BELOW, RuleSpec(colour=RED))),
        box=BoxSpec(),
        tint=TintSpec(RED),
    )
    items = around(frame, RECT, leading=12_000, gutter=9_000)
    assert isinstance(items[0], Tint)
    wavy, below = items[-2:]
    assert isinstance(wavy, Path)
    assert wavy.outlines[0].start == (15_500, 30_000)
    assert below == Rule(20_000, 126_000, 220_000, 126_000, 500, RED)


@given(
    st.integers(0, 300_000),
    st.integers(0, 300_000),
    st.integers(0, 50_000),
    st.sampled_from(list(RuleKind)),
    st.one_of(st.just(0), st.integers(200, 20_000)),
)
def test_boxes_of_any_size_are_drawn(
    width: int, height: int, radius: int, kind: RuleKind, thickness: int
) -> None:
    rect = Rect(0, 0, width, height)
    items = box(rect, BoxSpec(RuleSpec(kind, BLACK, thickness), 0 if kind in DRAWN else radius))
    assert items
    # Bounded by what is drawn: a dot or a swing takes at least its width.
    assert len(items) < 20 + 4 * radius // max(thickness, 200)
    ground(rect, TintSpec(RED, radius), None)


@given(st.integers(-100_000, 100_000), st.integers(-100_000, 100_000), st.integers(1, 9_000))
def test_places_are_spread_evenly_from_the_first_to_the_last(first: int, last: int, pitch: int) -> None:
    places = spread(first, last, pitch)
    assert places[0] == first
    assert places[-1] == last
    steps = [b - a for a, b in pairwise(places)]
    assert max(steps) - min(steps) <= 1


def test_a_wave_swings_to_the_left_first_and_ends_on_its_line() -> None:
    segments = wave((0, 0), (10_000, 0), 1_000, 4)
    assert [segment[-1] for segment in segments] == [(2_500, 0), (5_000, 0), (7_500, 0), (10_000, 0)]
    crest = min(y for _, y in on_curve((0, 0), segments[0]))
    trough = max(y for _, y in on_curve((2_500, 0), segments[1]))
    assert (crest, trough) == pytest.approx((-1_000, 1_000), abs=2)


def test_a_circle_is_round() -> None:
    radii = [(x**2 + y**2) ** 0.5 for x, y in points_of(circle((0, 0), 10_000))]
    assert all(abs(radius - 10_000) < 10 for radius in radii)
