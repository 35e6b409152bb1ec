"""The plan of jumps: better or equal to every other, honest beyond its budget, the same for the same input."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from typeset.flow.jumpplan import ANOTHER_PAGE, OVER, UNPLACED, Option, Request, best_plan, cost_of

GAP = 1
FRAMES = 3


@st.composite
def problems(draw: st.DrawFn) -> tuple[list[Request], list[int]]:
    pages = sorted(draw(st.lists(st.integers(2, 9), min_size=FRAMES, max_size=FRAMES)))
    capacities = draw(st.lists(st.integers(0, 30), min_size=FRAMES, max_size=FRAMES))
    requests = []
    for _ in range(draw(st.integers(1, 5))):
        rows = draw(st.integers(2, 16))
        options = [
            Option(frame, pages[frame], rows + draw(st.integers(0, 2)), draw(st.integers(1, rows)), cut)
            for frame, cut in enumerate(
                draw(st.lists(st.sampled_from([0.0, 0.5, 2.5]), min_size=3, max_size=3))
            )
            if draw(st.booleans())
        ]
        requests.append(Request(1, tuple(options)))
    return requests, capacities


@settings(max_examples=300, deadline=None)
@given(problem=problems())
def test_no_other_plan_is_cheaper(problem: tuple[list[Request], list[int]]) -> None:
    requests, capacities = problem
    found = best_plan(requests, capacities, GAP)
    every = product(*((*request.options, None) for request in requests))
    costs = [cost for chosen in every if (cost := cost_of(requests, chosen, capacities, GAP)) is not None]
    assert found.whole
    assert found.cost == pytest.approx(min(costs))
    assert cost_of(requests, found.chosen, capacities, GAP) == pytest.approx(found.cost)
    assert best_plan(requests, capacities, GAP) == found


def test_tails_of_one_page_go_to_one_page_where_there_is_room() -> None:
    near, far = Option(0, 2, 10, 5), Option(1, 4, 10, 5)
    requests = [Request(1, (near, far))] * 3
    # Two find room on page 2, all three on page 4.
    assert [o.page for o in best_plan(requests, [21, 32], GAP).chosen if o] == [4, 4, 4]
    assert [o.page for o in best_plan(requests, [32, 32], GAP).chosen if o] == [2, 2, 2]


def test_a_page_more_is_better_than_copy_without_room() -> None:
    near, far = Option(0, 2, 10, 5), Option(1, 4, 10, 5)
    plan = best_plan([Request(1, (near, far))] * 2, [12, 12], GAP)
    assert sorted(o.page for o in plan.chosen if o) == [2, 4]
    assert plan.cost == 2 + ANOTHER_PAGE


def test_what_cannot_be_placed_is_left_and_costs_most() -> None:
    plan = best_plan([Request(1, ()), Request(1, (Option(0, 2, 10, 5),))], [8], GAP)
    assert plan.chosen == (None, Option(0, 2, 10, 5))
    assert plan.cost == UNPLACED + 2 * OVER


def test_twelve_tails_and_eight_frames_are_planned() -> None:
    options = tuple(Option(frame, 2 + frame, 10, 5) for frame in range(8))
    requests = [Request(1, options)] * 12
    plan = best_plan(requests, [21] * 8, GAP)
    assert None not in plan.chosen
    assert cost_of(requests, plan.chosen, [21] * 8, GAP) == pytest.approx(plan.cost)
