"""The cheapest plan by sets of stories: what every set costs on every page, added up page by page. Exact, for a dozen stories.

A set is a whole number, story *n* its bit *n*. What the tails of a set cost on a page is known once the rows they share are; what
a set costs on the first pages together is the least over all ways to part it between the last of them and those before.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from typeset.flow.jumpplan import ANOTHER_PAGE, OVER, UNPLACED, Choice, Request, Room

_MOST_STORIES: Final = 12
# Ways of parting a set that are looked at: about two seconds.
_MOST_STEPS: Final = 12_000_000
_NEVER: Final = 1 << 62


def cheapest_sets(requests: Sequence[Request], room: Room, bound: int) -> tuple[Choice, ...] | None:
    """The places of each request in the cheapest plan without parted tails; None when there are too many sets to weigh.

    ``bound`` is the cost of a plan that is known already: nothing dearer is looked at.
    """
    if len(requests) > _MOST_STORIES:
        return None
    weighed = _Weighed(requests, room, bound)
    joined = weighed.all_pages()
    return None if joined is None else weighed.choices(joined)


class _Joined(Struct, frozen=True):
    """What every set costs in some frames, the last of them ``frame``; ``parting`` says what of a set stands in the last.

    Where the last are the frames of a page, ``inner`` is how they share it.
    """

    costs: list[int]
    parting: list[int]
    before: _Joined | None = None
    inner: _Joined | None = None
    frame: int = -1


class _Weighed:
    """The sets of the stories of some requests, weighed."""

    def __init__(self, requests: Sequence[Request], room: Room, bound: int) -> None:
        self._requests, self._room = requests, room
        pages = dict.fromkeys(request.page for request in requests)
        self._origins = [
            sum(1 << n for n, request in enumerate(requests) if request.page == page) for page in pages
        ]
        self._size = 1 << len(requests)
        # Every page costs each origin one ANOTHER_PAGE while sets are added up; the first is taken back at the end.
        self._bound = bound + ANOTHER_PAGE * len(pages)
        self._steps = _MOST_STEPS

    def all_pages(self) -> _Joined | None:
        """What every set costs on all pages together."""
        found: _Joined | None = self._nothing()
        for frames in self._frames_by_page():
            page: _Joined | None = self._nothing()
            for frame in frames:
                page = page and self._join(page, self._in_frame(frame), frame=frame)
            if page is None or found is None:
                return None
            costs = [cost + self._pages_of(number) for number, cost in enumerate(page.costs)]
            found = self._join(found, costs, inner=page)
        return found

    def choices(self, joined: _Joined) -> tuple[Choice, ...]:
        """The places of all stories in the cheapest set of all."""
        best = min(range(self._size), key=lambda number: (self._whole_cost(joined, number), number))
        chosen: dict[int, Choice] = {}
        page: _Joined | None = joined
        while page is not None:
            here, frame = page.parting[best], page.inner
            best ^= here
            while frame is not None:
                for story in _members(frame.parting[here]):
                    option = self._requests[story].in_frame(frame.frame)
                    assert option is not None
                    chosen[story] = (option,)
                here ^= frame.parting[here]
                frame = frame.before
            page = page.before
        return tuple(chosen.get(story, ()) for story in range(len(self._requests)))

    def _whole_cost(self, joined: _Joined, number: int) -> int:
        left_out = len(self._requests) - number.bit_count()
        return joined.costs[number] - self._pages_of(number) + UNPLACED * left_out

    def _nothing(self) -> _Joined:
        return _Joined([0] + [_NEVER] * (self._size - 1), [0] * self._size)

    def _frames_by_page(self) -> list[list[int]]:
        """The frames that are asked for, those of a page together, in their order."""
        asked = {(option.page, option.frame) for request in self._requests for option in request.options}
        pages: dict[int, list[int]] = {}
        for page, frame in sorted(asked):
            pages.setdefault(page, []).append(frame)
        return list(pages.values())

    def _pages_of(self, number: int) -> int:
        return ANOTHER_PAGE * sum(1 for origin in self._origins if number & origin)

    def _in_frame(self, frame: int) -> list[int]:
        """What every set costs when all of it stands in one frame."""
        gap, capacity = self._room.gap, self._room.capacities[frame]
        rows, least, alone = [-gap], [-gap], [0]
        for request in self._requests:
            option = request.in_frame(frame)
            within = option.within if option is not None else 0
            need = min(option.least, within) if option is not None else 0
            own = request.alone(option) + OVER * option.too_long if option is not None else _NEVER
            rows += [known + gap + within for known in rows]
            least += [known + gap + need for known in least]
            alone += [min(known + own, _NEVER) for known in alone]
        return [
            self._bounded(cost + OVER * max(0, taken - capacity)) if needed <= capacity else _NEVER
            for cost, taken, needed in zip(alone, rows, least, strict=True)
        ]

    def _bounded(self, cost: int) -> int:
        return cost if cost <= self._bound else _NEVER

    def _join(
        self, first: _Joined, costs: Sequence[int], *, frame: int = -1, inner: _Joined | None = None
    ) -> _Joined | None:
        """Every set parted at least cost between what is known and one frame or page more; None beyond the budget."""
        found, parting = list(first.costs), [0] * self._size
        known = [number for number, cost in enumerate(first.costs) if cost < _NEVER]
        for here in range(1, self._size):
            cost = costs[here]
            if cost >= _NEVER:
                continue
            others = known if len(known) < self._size >> here.bit_count() else _subsets(self._size - 1 - here)
            self._steps -= len(others)
            if self._steps < 0:
                return None
            for there in others:
                if not there & here:
                    both = first.costs[there] + cost
                    if both < found[there | here]:
                        found[there | here], parting[there | here] = both, here
        bounded = [self._bounded(cost) for cost in found]
        return _Joined(bounded, parting, first, inner, frame)


def _subsets(number: int) -> list[int]:
    """All sets within a set, the empty one among them."""
    found = [0]
    bit = 1
    while bit <= number:
        if number & bit:
            found += [known | bit for known in found]
        bit <<= 1
    return found


def _members(number: int) -> list[int]:
    return [bit for bit in range(number.bit_length()) if number >> bit & 1]
