"""Which tails frame each story goes on in, for all stories of an issue at once: the plan that costs least.

Costs are whole numbers, thousandths of a row of white, in bands that never reach into each other: a story without a place
costs more than anything else, then every row of copy without room, then every jump that parts a tail again; below them the
pages a reader must turn, the tails of one page that go to different pages, and the cut itself.

A rest that is parted again has a piece in each of several frames: the first takes the rows that are left in its frame, the last
what is then still to be set. Which search finds the plan is said in :mod:`typeset.flow.planfound`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from typeset.model.placed import JumpCost

WHITE: Final = 1000
"""A row of white: the unit of costs."""
UNPLACED: Final = 10**15
OVER: Final = 10**9
"""A row of copy for which its frame has no room."""
AGAIN: Final = 10**7
"""A tail that is parted again: one more 下转."""
ANOTHER_PAGE: Final = 6 * WHITE
"""Tails of one page on a page more than one: readers of a front page turn to one page inside."""
PAGE_TURNED: Final = WHITE


class Option(Struct, frozen=True, order=True):
    """A place for a story: which frame, its page, and the rows its rest takes there.

    ``rows`` it wants, ``least`` it needs, ``most`` it may have (0: no limit), ``above`` are those of its head. ``cut`` is the
    cost of its cut.
    """

    frame: int
    page: int
    rows: int
    least: int
    cut: int = 0
    above: int = 0
    most: int = 0

    @property
    def within(self) -> int:
        """The rows it wants within its limit."""
        return min(self.rows, self.most) if self.most else self.rows

    @property
    def too_long(self) -> int:
        """The rows above its limit."""
        return self.rows - self.within


Choice = tuple[Option, ...]
"""The places of one rest: none, one, or several in the order it goes through them."""


class Request(Struct, frozen=True):
    """A story that goes on elsewhere: the page it is on, the places it may go to, and what a page turned costs its readers."""

    page: int
    options: tuple[Option, ...]
    turned: int = PAGE_TURNED

    def in_frame(self, frame: int) -> Option | None:
        """Its place in a frame; None where it may not go there."""
        return next((option for option in self.options if option.frame == frame), None)

    def alone(self, option: Option) -> int:
        """What a place costs, whatever is chosen for other stories."""
        return self.turned * (option.page - self.page - 1) + option.cut


class Room(Struct, frozen=True):
    """The tails frames of an issue, by pages: the rows each has, and the rows between two tails."""

    capacities: tuple[int, ...]
    gap: int = 1


class Plan(Struct, frozen=True):
    """The places of each request; ``whole`` when nothing cheaper exists."""

    chosen: tuple[Choice, ...]
    cost: int
    whole: bool


def cost_of(requests: Sequence[Request], chosen: Sequence[Choice], room: Room) -> int | None:
    """What a plan costs; None when some tails do not find their least rows, or two tails of a frame are parted again."""
    cost = 0
    pages: dict[int, set[int]] = {}
    for request, choice in zip(requests, chosen, strict=True):
        if not choice:
            cost += UNPLACED
            continue
        cost += request.alone(choice[0]) + AGAIN * (len(choice) - 1)
        cost += sum(request.turned * (b.page - a.page - 1) for a, b in pairwise(choice))
        pages.setdefault(request.page, set()).update(option.page for option in choice)
    over = rows_over(chosen, room)
    if over is None:
        return None
    return cost + OVER * over + ANOTHER_PAGE * sum(len(found) - 1 for found in pages.values())


def told_apart(cost: int) -> JumpCost:
    """A cost by its bands: what people are told of it."""
    unplaced, rest = divmod(cost, UNPLACED)
    over, rest = divmod(rest, OVER)
    again, rest = divmod(rest, AGAIN)
    return JumpCost(unplaced, over, again, rest / WHITE)


def rows_over(chosen: Sequence[Choice], room: Room) -> int | None:
    """The rows of copy for which a plan has no room; None when it cannot be."""
    over = 0
    carried: dict[int, int] = {}
    frames: dict[int, list[tuple[int, int]]] = {}
    for story, choice in enumerate(chosen):
        for number, option in enumerate(choice):
            frames.setdefault(option.frame, []).append((story, number))
    for frame in sorted(frames):
        capacity = room.capacities[frame]
        here = [_piece(story, chosen[story], number, carried) for story, number in frames[frame]]
        parted = [piece for piece in here if not piece.last]
        gaps = room.gap * max(0, len(here) - 1)
        if len(parted) > 1 or sum(piece.least for piece in here) + gaps > capacity:
            return None
        whole = sum(piece.rows for piece in here if piece.last)
        over += sum(piece.too_long for piece in here if piece.last)
        for piece in parted:
            given = min(capacity - gaps - whole, piece.rows)
            if given < piece.least or given >= piece.rows + piece.too_long:
                return None
            carried[piece.story] = piece.behind(given)
        over += max(0, whole + gaps - capacity) if not parted else 0
    return over


class _Piece(Struct, frozen=True):
    """What of a story is to stand in a frame: the rows it wants within its limit, those above the limit, and what comes after."""

    story: int
    option: Option
    rows: int
    too_long: int
    then: Option | None

    @property
    def last(self) -> bool:
        return self.then is None

    @property
    def least(self) -> int:
        return min(self.option.least, self.rows)

    def behind(self, given: int) -> int:
        """The rows the rest takes in the next frame when this one gives so many, one of them to the jump line."""
        assert self.then is not None
        whole = max(1, self.option.rows - self.option.above)
        wanted = self.rows + self.too_long - self.option.above
        left = max(1, wanted - max(0, given - self.option.above - 1))
        return self.then.above - (-(self.then.rows - self.then.above) * left // whole)


def _piece(story: int, choice: Choice, number: int, carried: Mapping[int, int]) -> _Piece:
    option = choice[number]
    rows = carried[story] if number else option.rows
    within = min(rows, option.most) if option.most else rows
    then = choice[number + 1] if number + 1 < len(choice) else None
    return _Piece(story, option, within, rows - within, then)
