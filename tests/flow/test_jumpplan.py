"""The plan of jumps: better or equal to every other, honest beyond its budget, the same for the same input."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from typeset.flow.jumpplan import (
    AGAIN,
    ANOTHER_PAGE,
    OVER,
    UNPLACED,
    WHITE,
    Choice,
    Option,
    Request,
    Room,
    cost_of,
)
from typeset.flow.planfound import best_plan, choices_of
from typeset.flow.plansets import cheapest_sets

BEYOND = UNPLACED * 1000


@st.composite
def problems(draw: st.DrawFn, most: int = 5) -> tuple[list[Request], Room]:
    """Stories of two pages, tails frames on later ones, several of them on one page."""
    count = draw(st.integers(1, 4))
    pages = sorted(draw(st.lists(st.integers(3, 7), min_size=count, max_size=count)))
    capacities = draw(st.lists(st.integers(0, 30), min_size=count, max_size=count))
    requests = []
    for _ in range(draw(st.integers(1, most))):
        rows, above = draw(st.integers(2, 16)), draw(st.integers(0, 2))
        options = [
            Option(
                frame=frame,
                page=pages[frame],
                rows=rows + above + draw(st.integers(0, 2)),
                least=above + draw(st.integers(1, rows)),
                cut=draw(st.sampled_from([0, WHITE // 2, 5 * WHITE // 2])),
                above=above,
                most=draw(st.sampled_from([0, 0, 10])),
            )
            for frame in range(count)
            if draw(st.booleans())
        ]
        turned = draw(st.sampled_from([WHITE, 2 * WHITE]))
        requests.append(Request(draw(st.integers(1, 2)), tuple(options), turned))
    return requests, Room(tuple(capacities))


def costs(requests: list[Request], room: Room, *, parted: bool) -> list[int]:
    every = product(*(choices_of(request, parted=parted) for request in requests))
    return [cost for chosen in every if (cost := cost_of(requests, chosen, room)) is not None]


@settings(max_examples=300, deadline=None)
@given(problem=problems())
def test_no_plan_that_parts_no_tail_again_is_cheaper(problem: tuple[list[Request], Room]) -> None:
    requests, room = problem
    found = best_plan(requests, room)
    assert found.cost <= min(costs(requests, room, parted=False))
    assert cost_of(requests, found.chosen, room) == found.cost
    assert best_plan(requests, room) == found


@settings(max_examples=150, deadline=None)
@given(problem=problems(most=3))
def test_no_plan_at_all_is_cheaper(problem: tuple[list[Request], Room]) -> None:
    requests, room = problem
    found = best_plan(requests, room)
    assert found.whole
    assert found.cost == min(costs(requests, room, parted=True))


@settings(max_examples=300, deadline=None)
@given(problem=problems())
def test_sets_of_stories_give_the_cheapest_plan_as_well(problem: tuple[list[Request], Room]) -> None:
    requests, room = problem
    chosen = cheapest_sets(requests, room, BEYOND)
    assert chosen is not None
    assert cost_of(requests, chosen, room) == min(costs(requests, room, parted=False))


def test_tails_of_one_page_go_to_one_page_where_there_is_room() -> None:
    near, far = Option(0, 2, 10, 5), Option(1, 4, 10, 5)
    requests = [Request(1, (near, far))] * 3
    # Two find room on page 2, all three on page 4.
    assert pages_of(best_plan(requests, Room((21, 32))).chosen) == [[4], [4], [4]]
    assert pages_of(best_plan(requests, Room((32, 32))).chosen) == [[2], [2], [2]]


def pages_of(chosen: tuple[Choice, ...]) -> list[list[int]]:
    return [[option.page for option in choice] for choice in chosen]


def test_a_page_more_is_better_than_copy_without_room() -> None:
    near, far = Option(0, 2, 10, 5), Option(1, 4, 10, 5)
    plan = best_plan([Request(1, (near, far))] * 2, Room((12, 12)))
    assert sorted(pages_of(plan.chosen)) == [[2], [4]]
    assert plan.cost == 2 * WHITE + ANOTHER_PAGE


def test_what_cannot_be_placed_is_left_and_costs_most() -> None:
    plan = best_plan([Request(1, ()), Request(1, (Option(0, 2, 10, 5),))], Room((8,)))
    assert plan.chosen == ((), (Option(0, 2, 10, 5),))
    assert plan.cost == UNPLACED + 2 * OVER


def test_a_tail_is_parted_again_only_when_copy_would_have_no_room() -> None:
    near, far = Option(0, 2, 20, 5, above=2), Option(1, 4, 20, 5, above=2)
    assert pages_of(best_plan([Request(1, (near, far))], Room((20, 20))).chosen) == [[2]]
    assert pages_of(best_plan([Request(1, (near, far))], Room((19, 20))).chosen) == [[4]]
    plan = best_plan([Request(1, (near, far))], Room((19, 8)))
    assert pages_of(plan.chosen) == [[2, 4]]
    assert plan.cost == AGAIN + WHITE + ANOTHER_PAGE
    # 12 rows and 2 of a head are left after 8 rows, 2 of them for the head and one for the jump line.
    assert best_plan([Request(1, (near, far))], Room((8, 15))).cost == AGAIN + WHITE + ANOTHER_PAGE
    assert best_plan([Request(1, (near, far))], Room((8, 14))).cost == AGAIN + WHITE + ANOTHER_PAGE + OVER


def test_a_tail_longer_than_the_most_is_parted() -> None:
    near, far = Option(0, 2, 20, 5, most=12), Option(1, 4, 20, 5, most=12)
    assert pages_of(best_plan([Request(1, (near, far))], Room((30, 30))).chosen) == [[2, 4]]
    assert best_plan([Request(1, (near,))], Room((30,))).cost == 8 * OVER


def test_readers_of_a_story_of_rank_turn_fewer_pages() -> None:
    near, far = Option(0, 2, 10, 5), Option(1, 4, 10, 5)
    plain, lead = Request(1, (near, far)), Request(1, (near, far), 2 * WHITE)
    assert pages_of(best_plan([plain, lead], Room((10, 10))).chosen) == [[4], [2]]
    assert pages_of(best_plan([lead, plain], Room((10, 10))).chosen) == [[2], [4]]


def test_twelve_different_tails_and_eight_frames_are_planned_to_the_end() -> None:
    pages = (4, 5, 6, 7, 8, 10, 11, 12)
    requests = [
        Request(1 if n < 6 else 2, tuple(Option(f, page, 8 + n + f % 2, 5) for f, page in enumerate(pages)))
        for n in range(12)
    ]
    room = Room((40, 30, 35, 25, 20, 30, 28, 26))
    plan = best_plan(requests, room)
    assert plan.whole
    assert plan.cost < OVER
    assert cost_of(requests, plan.chosen, room) == plan.cost


def test_beyond_the_bound_a_plan_is_found_and_says_so() -> None:
    pages = tuple(range(2, 30))
    requests = [
        Request(1, tuple(Option(f, page, 8 + n % 5, 5) for f, page in enumerate(pages))) for n in range(30)
    ]
    room = Room((21,) * len(pages))
    plan = best_plan(requests, room)
    assert not plan.whole
    assert plan.cost < OVER
