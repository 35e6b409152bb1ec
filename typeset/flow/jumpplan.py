"""Which tails frame each story goes on in, for all stories of an issue at once: the plan that costs least.

Costs are in rows of white. A story without a place costs more than anything else, then rows of copy that find no room, then
tails of one page that go to different pages, the pages a reader must turn, and what the cut itself costs. The search is
depth first with a bound; within its budget the plan is the best there is, beyond it the best that was found, and it says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

UNPLACED: Final = 10_000.0
OVER: Final = 100.0
"""A row of copy for which its frame has no room."""
ANOTHER_PAGE: Final = 6.0
"""Tails of one page on a page more than one: readers of a front page turn to one page inside."""
PAGE_TURNED: Final = 1.0
# Choices looked at: about half a second. Six tails and six frames take a tenth of them.
_BUDGET: Final = 25_000


@dataclass(frozen=True, slots=True, order=True)
class Option:
    """A place for a story: which frame, its page, the rows the tail wants and the fewest it takes, and the cost of its cut."""

    frame: int
    page: int
    rows: int
    least: int
    cut: float = 0.0


@dataclass(frozen=True, slots=True)
class Request:
    """A story that goes on elsewhere: the page it is on and the places it may go to."""

    page: int
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The option of each request, None where it has none; ``whole`` when nothing cheaper exists."""

    chosen: tuple[Option | None, ...]
    cost: float
    whole: bool


def cost_of(
    requests: Sequence[Request],
    chosen: Sequence[Option | None],
    capacities: Sequence[int],
    gap: int,
) -> float | None:
    """What a plan costs; None when the least of some tails do not find room in their frame."""
    cost = 0.0
    pages: dict[int, set[int]] = {}
    for request, option in zip(requests, chosen, strict=True):
        if option is None:
            cost += UNPLACED
            continue
        cost += PAGE_TURNED * (option.page - request.page - 1) + option.cut
        pages.setdefault(request.page, set()).add(option.page)
    for frame, capacity in enumerate(capacities):
        here = [option for option in chosen if option is not None and option.frame == frame]
        gaps = gap * max(0, len(here) - 1)
        if sum(option.least for option in here) + gaps > capacity:
            return None
        cost += OVER * max(0, sum(option.rows for option in here) + gaps - capacity)
    return cost + ANOTHER_PAGE * sum(len(found) - 1 for found in pages.values())


def best_plan(requests: Sequence[Request], capacities: Sequence[int], gap: int) -> Plan:
    """The cheapest plan; the same requests always get the same one."""
    search = _Search(requests, capacities, gap)
    search.go_on(0, 0.0)
    return Plan(tuple(search.best), search.cost, search.left > 0)


@dataclass(slots=True)
class _Search:
    """One search: what is chosen so far, what each frame holds, and the best plan yet."""

    requests: Sequence[Request]
    capacities: Sequence[int]
    gap: int
    left: int = _BUDGET
    cost: float = float("inf")
    best: list[Option | None] = field(default_factory=list)
    chosen: list[Option | None] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    least: list[int] = field(default_factory=list)
    bounds: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        # An empty frame is one gap larger: the first tail in it has none above it.
        self.rows = [-self.gap] * len(self.capacities)
        self.least = [-self.gap] * len(self.capacities)
        cheapest = [
            min((self._alone(request, option) for option in request.options), default=UNPLACED)
            for request in self.requests
        ]
        self.bounds = [sum(cheapest[number:]) for number in range(len(cheapest) + 1)]

    def _alone(self, request: Request, option: Option) -> float:
        return PAGE_TURNED * (option.page - request.page - 1) + option.cut

    def go_on(self, number: int, cost: float) -> None:
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
        before = self.chosen[-1] if number and self.requests[number - 1] == request else None
        return tuple(o for o in request.options if before is None or o.frame >= before.frame)

    def _added(self, request: Request, option: Option) -> float | None:
        """What a choice adds to the cost; None when it finds no room."""
        capacity, rows = self.capacities[option.frame], self.rows[option.frame]
        if self.least[option.frame] + self.gap + option.least > capacity:
            return None
        over = max(0, rows + self.gap + option.rows - capacity) - max(0, rows - capacity)
        others = {
            chosen.page
            for other, chosen in zip(self.requests, self.chosen, strict=False)
            if chosen is not None and other.page == request.page
        }
        another = ANOTHER_PAGE if others and option.page not in others else 0.0
        return self._alone(request, option) + OVER * over + another

    def _put(self, option: Option | None, sign: int) -> None:
        if sign > 0:
            self.chosen.append(option)
        else:
            self.chosen.pop()
        if option is not None:
            self.rows[option.frame] += sign * (self.gap + option.rows)
            self.least[option.frame] += sign * (self.gap + option.least)
