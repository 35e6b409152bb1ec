"""One line fewer or one line more: what a paragraph can be asked for when its column needs it, and the price.

A line fewer also takes the white of 。！？ (the last step of clreq.md §6.2, which many styles forbid and which is
never taken unasked); a line more opens lines, but never further than :data:`TORN`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from math import inf
from operator import add, sub
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.text.breaks import Break
from typeset.text.linecost import (
    FORCED,
    LONE_CHARACTER,
    LOOSE,
    LOOSE_AGAIN,
    OPENED,
    Best,
    LineCosts,
    line_costs,
)
from typeset.text.shape import with_rules
from typeset.text.shaped import ShapedParagraph
from typeset.text.totalfit import best_from, best_of_rooms, forced
from typeset.units import Length

# No line is opened further than this at every gap, in em, to make a line more.
TORN: Final = 0.2
# What sums of floating point numbers may be off.
_ROUNDED: Final = 1 + 1e-9


class Offer(Struct, frozen=True):
    """A paragraph in one line fewer or more: its shape (squeezed further, maybe), its line ends, and the price.

    ``price`` is what the setting costs more than the paragraph as it is, in the unit of
    :mod:`typeset.text.linecost`: 100 is one line opened by 0.1 em at every gap.
    """

    shaped: ShapedParagraph
    ends: tuple[int, ...]
    price: float


_State = tuple[float, float, int]
"""The way to a line end: what it costs, how far the last line opens, where that line begins."""


class _Sought(Struct, frozen=True):
    """What was found for less than a price: all that there is of it where that was without end."""

    found: Offer | None
    most: float


def offer(
    shaped: ShapedParagraph, at: int, stop: int, rooms: Sequence[Length], looseness: int, most: float = inf
) -> Offer | None:
    """The best setting of atoms ``at`` to ``stop`` in ``looseness`` lines more than it takes, for a price of less than ``most``.

    None when there is none. ``rooms`` as in :func:`typeset.text.totalfit.line_ends`. Worked out once, and kept with the paragraph.
    """
    key = ("offer", at, stop, tuple(rooms), looseness)
    known: _Sought | None = shaped.derived.get(key)
    if known is None or (known.found is None and known.most < most):
        found = _offer(shaped, at, stop, rooms, looseness, most)
        known = shaped.derived[key] = _Sought(found, most)
    return known.found if known.found is not None and known.found.price < most else None


def _offer(
    shaped: ShapedParagraph, at: int, stop: int, rooms: Sequence[Length], looseness: int, most: float
) -> Offer | None:
    costs = line_costs(shaped, stop)
    lines, looks = best_of_rooms(costs, at, rooms)
    wanted = lines + looseness
    if wanted < 1 or (looseness > 0 and _is_too_short(costs, at, rooms, wanted, most + looks)):
        return None
    tried = shaped
    if looseness < 0:
        if _is_too_long(costs, at, rooms, wanted):
            return None
        tried = _tightest(shaped)
        costs = line_costs(tried, stop)
    found = _in_so_many(costs, at, rooms, wanted, most + looks)
    if found is None:
        return None
    ends, cost = found
    return Offer(tried, tuple(ends), cost - looks)


def _is_too_short(costs: LineCosts, at: int, rooms: Sequence[Length], wanted: int, limit: float) -> bool:
    """Whether atoms ``at`` on, in so many lines, are torn apart or cost the limit: told from sums, before any line is sought.

    All lines but the last are full, and a last line of a single character alone may cost the limit. By Cauchy and Schwarz the
    squares of the openings come to no less than the square of what is missing over the sum of the squares of the gaps of each line.
    """
    full = [rooms[min(number, len(rooms) - 1)] for number in range(wanted - 1)]
    last = costs.lone_after if limit <= LONE_CHARACTER else costs.stop
    if not full:
        return False
    if last <= at:
        return limit <= LONE_CHARACTER
    shaped, leads = costs.shaped, costs.leads
    gained: Length = max(map(sub, costs.natural_to[at + 1 : last + 1], shaped.natural[at + 1 : last + 1]))
    copy = shaped.natural[last] - shaped.natural[at] + leads[at]
    copy += len(full) * max(gained + max(leads[at:last]), 0)
    missing = (sum(full) - copy - costs.gives[last] + costs.gives[at]) / costs.em
    gaps = costs.places[last] - costs.places[at] + len(full)
    if missing <= 0:
        return False
    in_line = min(gaps, max(full) // max(min(shaped.ink[at:last]), 1) + 1)
    least = OPENED * missing * missing / (gaps * in_line)
    return missing > TORN * gaps * _ROUNDED or least > limit * _ROUNDED


def _is_too_long(costs: LineCosts, at: int, rooms: Sequence[Length], wanted: int) -> bool:
    """Whether atoms ``at`` on, all their white taken, are more than so many lines hold.

    Each line is filled as far as any line that begins there could reach, whatever its break, and as if its last mark hung: most
    paragraphs that cannot be had in a line fewer need not be squeezed to see it.
    """
    shaped, stop = costs.shaped, costs.stop
    if max(shaped.ink[at:stop]) > min(rooms):
        # What is wider than a line is set all the same.
        return False
    unhung = map(add, shaped.least[at:stop], shaped.ink[at:stop])
    hung = max(0, *map(sub, unhung, costs.least_to[at + 1 : stop + 1]))
    inked = list(accumulate(map(min, map(add, shaped.ink, shaped.white), shaped.ink), initial=0))
    here = at
    for number in range(wanted):
        room = rooms[min(number, len(rooms) - 1)]
        here = bisect_right(inked, inked[here] + room + hung) - 1
        if here >= stop:
            return False
    return True


def _tightest(shaped: ShapedParagraph) -> ShapedParagraph:
    """The paragraph as it is squeezed in the last step, the white of 。！？ taken as well; made once."""
    found: ShapedParagraph | None = shaped.derived.get("tightest")
    if found is None:
        rules = replace(shaped.rules, shrink_stops=True)
        found = shaped.derived["tightest"] = with_rules(shaped, rules)
    return found


def _in_so_many(
    costs: LineCosts, at: int, rooms: Sequence[Length], wanted: int, limit: float
) -> tuple[list[int], float] | None:
    """The cheapest ends of exactly ``wanted`` lines that cost less than the limit, forward line by line: few places can begin the n-th of them."""
    rest = best_from(costs, at, rooms[-1], min(rooms))
    layers: list[dict[int, _State]] = [{at: (0.0, 0.0, -1)}]
    for number in range(wanted):
        own = number + 1 < len(rooms)
        room, left = rooms[number] if own else rooms[-1], wanted - number - 1
        layer = _next_layer(costs, layers[-1], room, left, None if own else rest, limit)
        if not layer:
            return None
        layers.append(layer)
    if costs.stop not in layers[-1]:
        return None
    ends = [costs.stop]
    for layer in reversed(layers[2:]):
        ends.append(layer[ends[-1]][2])
    return ends[::-1], layers[-1][costs.stop][0]


def _next_layer(
    costs: LineCosts, layer: dict[int, _State], room: Length, left: int, rest: Best | None, limit: float
) -> dict[int, _State]:
    """Every place the next line can end so that ``left`` lines can follow, each by the cheapest way to it below the limit.

    ``rest`` tells how many must follow, where all that follow have the same room.
    """
    found: dict[int, _State] = {}
    fewest = rest.lines if rest is not None else None
    stop = costs.stop
    for first, (before, opened_before, _) in layer.items():
        again = LOOSE_AGAIN if opened_before > LOOSE else 0.0
        for last in _ends_of_line(costs, first, room):
            done = last == stop
            if done != (left == 0) or (not done and fewest is not None and fewest[last] > left):
                continue
            line = _line(costs, first, last, room)
            if line is None:
                continue
            cost, opened = line
            cost += before + (again if opened > LOOSE else 0.0)
            if cost < limit and (last not in found or cost < found[last][0]):
                found[last] = cost, opened, first
    return found


def _ends_of_line(costs: LineCosts, first: int, room: Length) -> Sequence[int]:
    """Where a line that begins at an atom can end without being torn apart, as far as that shows at once; and all other ends behind."""
    ends, least, least_to = costs.ends, costs.shaped.least, costs.least_to
    least_from = least[first] - costs.leads[first]
    # A line can give no more than this before it is torn, however few of its atoms it holds.
    most = TORN * costs.em + 1
    begin = room + costs.shaped.natural[first] - costs.leads[first]
    widest, gives, places = costs.widest_to, costs.gives, costs.places
    give_from, place_from = gives[first], places[first]
    low = bisect_right(ends, first)
    high = bisect_right(ends, bisect_right(least, least[first] + room), lo=low)
    found: list[int] = []
    for index in range(high - 1, low - 1, -1):
        last = ends[index]
        if least_to[last] - least_from > room:
            continue
        if found:
            spare = begin - widest[last] - gives[last - 1] + give_from
            if spare > most * ((places[last - 1] - place_from) or 1):
                break
        found.append(last)
    return found[::-1] or [forced(costs, first, room)]


def _line(costs: LineCosts, first: int, last: int, room: Length) -> tuple[float, float] | None:
    """The cost of one line and how far it opens; None when it would be torn apart."""
    leads, stop = costs.leads[first], costs.stop
    spare = room - costs.natural_to[last] + costs.shaped.natural[first] - leads
    opened = 0.0
    if spare < 0:
        if costs.least_to[last] - costs.shaped.least[first] + leads > room:
            return None
        cost, opened = costs.squeezed(first, last, -spare)
    elif last == stop:
        cost = 0.0
    else:
        cost, opened = costs.widened(first, last, spare)
        if opened > TORN:
            return None
    if last == stop:
        if first > costs.lone_after:
            cost += LONE_CHARACTER
    elif costs.shaped.breaks[last - 1] < Break.PRESSED:
        cost += FORCED
    return cost + costs.end_costs[last], opened
