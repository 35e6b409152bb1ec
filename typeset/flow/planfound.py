"""Find the plan of jumps that costs least: exactly for the sizes that occur, within a bound for all others.

First without parting a tail again. A depth-first search with a bound settles most issues in no time; where it runs out of its
budget, every set of stories is weighed for every page (each story's cost on a page is its own but for the rows they share, so
that sets can be added up page by page), which is exact for a dozen stories. Only when copy is then left without room, tails are
parted again. What was not searched to the end is said to be so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from math import prod
from typing import Final

from msgspec import Struct, field

from typeset.flow.jumpplan import ANOTHER_PAGE, OVER, UNPLACED, Choice, Option, Plan, Request, Room, cost_of
from typeset.flow.plansets import cheapest_sets

# Choices looked at by the first search: about a tenth of a second.
_BUDGET: Final = 5_000
# Plans with tails parted again that are looked at one by one.
_MOST_PARTED: Final = 20_000
# Changes of a plan that are looked at: a second or two.
_MOST_CHANGES: Final = 20_000


def best_plan(requests: Sequence[Request], room: Room) -> Plan:
    """The cheapest plan; the same requests always get the same one."""
    search = _Search(requests, room)
    search.go_on(0, 0)
    chosen, cost, whole = tuple(search.best), search.cost, search.left > 0
    if not whole:
        found = cheapest_sets(requests, room, cost)
        if found is not None:
            chosen, whole = found, True
        else:
            chosen = _improved(requests, chosen, room, parted=False)
        cost = cost_of(requests, chosen, room) or 0
    if cost % UNPLACED < OVER:
        return Plan(chosen, cost, whole)
    return _parted(requests, Plan(chosen, cost, whole), room)


def choices_of(request: Request, *, parted: bool) -> list[Choice]:
    """All places of a request: none, each of its frames, and with ``parted`` any two of them on different pages."""
    single: list[Choice] = [(), *((option,) for option in request.options)]
    if not parted:
        return single
    pairs = combinations(sorted(request.options, key=lambda option: option.frame), 2)
    return [*single, *(pair for pair in pairs if pair[0].page < pair[1].page)]


def _parted(requests: Sequence[Request], plan: Plan, room: Room) -> Plan:
    """The plan with tails parted again, where that saves copy from having no room."""
    every = [choices_of(request, parted=True) for request in requests]
    if prod(map(len, every)) > _MOST_PARTED:
        chosen = _improved(requests, plan.chosen, room, parted=True)
        cost = cost_of(requests, chosen, room)
        return Plan(chosen, plan.cost if cost is None else cost, whole=False)
    best = plan
    for chosen in product(*every):
        cost = cost_of(requests, chosen, room)
        if cost is not None and cost < best.cost:
            best = Plan(chosen, cost, whole=True)
    return best


def _improved(
    requests: Sequence[Request], chosen: tuple[Choice, ...], room: Room, *, parted: bool
) -> tuple[Choice, ...]:
    """The plan after changes of one story, or exchanges of two, that make it cheaper. Bounded by the plans that are looked at."""
    best, cost = chosen, cost_of(requests, chosen, room)
    left = _MOST_CHANGES
    while left > 0:
        found = best
        for changed in _changed(requests, best, parted=parted):
            left -= 1
            new = cost_of(requests, changed, room)
            if new is not None and (cost is None or new < cost):
                found, cost = changed, new
                break
            if left <= 0:
                break
        if found == best:
            break
        best = found
    return best


def _changed(
    requests: Sequence[Request], chosen: tuple[Choice, ...], *, parted: bool
) -> Iterator[tuple[Choice, ...]]:
    """Every plan in which one story has another place, or two have exchanged their frames."""
    for number, request in enumerate(requests):
        for choice in choices_of(request, parted=parted):
            if choice != chosen[number]:
                yield (*chosen[:number], choice, *chosen[number + 1 :])
    for one, other in combinations(range(len(requests)), 2):
        swapped = _exchanged(requests, chosen, one, other)
        if swapped is not None:
            yield swapped


def _exchanged(
    requests: Sequence[Request], chosen: tuple[Choice, ...], one: int, other: int
) -> tuple[Choice, ...] | None:
    if len(chosen[one]) != 1 or len(chosen[other]) != 1 or chosen[one][0].frame == chosen[other][0].frame:
        return None
    there = requests[one].in_frame(chosen[other][0].frame)
    here = requests[other].in_frame(chosen[one][0].frame)
    if there is None or here is None:
        return None
    swapped = list(chosen)
    swapped[one], swapped[other] = (there,), (here,)
    return tuple(swapped)


class _Search(Struct):
    """One depth-first search: what is chosen so far, what each frame holds, and the best plan yet."""

    requests: Sequence[Request]
    room: Room
    left: int = _BUDGET
    cost: int = UNPLACED * 10_000
    best: list[Choice] = field(default_factory=list)
    chosen: list[Choice] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    least: list[int] = field(default_factory=list)
    bounds: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        # An empty frame is one gap larger: the first tail in it has none above it.
        self.rows = [-self.room.gap] * len(self.room.capacities)
        self.least = [-self.room.gap] * len(self.room.capacities)
        cheapest = [
            min(
                (request.alone(option) + OVER * option.too_long for option in request.options),
                default=UNPLACED,
            )
            for request in self.requests
        ]
        self.bounds = [sum(cheapest[number:]) for number in range(len(cheapest) + 1)]

    def go_on(self, number: int, cost: int) -> None:
        """Choose for the request of this number and all after it. Bounded by the number of requests and the budget."""
        if cost + self.bounds[number] >= self.cost:
            return
        if number == len(self.requests):
            self.cost, self.best = cost, list(self.chosen)
            return
        if self.left <= 0 and self.best:
            return
        self.left -= 1
        request = self.requests[number]
        # What adds least is tried first, so that the first plan is good and bounds the others.
        added = [
            (self._added(request, option), rank, option) for rank, option in enumerate(self._open(number))
        ]
        ordered = sorted((more, rank, option) for more, rank, option in added if more is not None)
        for more, _, option in [*ordered, (UNPLACED, 0, None)]:
            self._put(option, 1)
            self.go_on(number + 1, cost + more)
            self._put(option, -1)

    def _open(self, number: int) -> tuple[Option, ...]:
        """The options of a request; of requests that are alike the later ones take no earlier frame, which would change nothing."""
        request = self.requests[number]
        before = self.chosen[-1] if number and self.requests[number - 1] == request else ()
        return tuple(o for o in request.options if not before or o.frame >= before[0].frame)

    def _added(self, request: Request, option: Option) -> int | None:
        """What a choice adds to the cost; None when it finds no room."""
        gap, capacity, rows = self.room.gap, self.room.capacities[option.frame], self.rows[option.frame]
        if self.least[option.frame] + gap + min(option.least, option.within) > capacity:
            return None
        over = max(0, rows + gap + option.within - capacity) - max(0, rows - capacity) + option.too_long
        others = {
            chosen[0].page
            for other, chosen in zip(self.requests, self.chosen, strict=False)
            if chosen and other.page == request.page
        }
        another = ANOTHER_PAGE if others and option.page not in others else 0
        return request.alone(option) + OVER * over + another

    def _put(self, option: Option | None, sign: int) -> None:
        if sign > 0:
            self.chosen.append(() if option is None else (option,))
        else:
            self.chosen.pop()
        if option is not None:
            gap = self.room.gap
            self.rows[option.frame] += sign * (gap + option.within)
            self.least[option.frame] += sign * (gap + min(option.least, option.within))
