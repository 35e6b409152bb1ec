"""The search for line ends: the innermost loops of the engine, over running sums of a paragraph.

Imports nothing but the standard library and holds nothing but numbers and lists of them, so that it can be compiled
(:mod:`typeset.compiled`): it does the same then, to the last bit, several times as fast.

What a line costs is clreq's order of squeezing and opening (6.2, 6.3) as bands. The unit is a line opened by 0.01 em at
every gap. A line with all its marks squeezed to half (10) is as bad as one opened by 0.03 em; gaps squeezed as well (up
to 40) as one by 0.06; found by looking at set columns of 11 to 25 characters.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate
from typing import Final

SQUEEZED: Final = 10.0
SQUEEZED_GAPS: Final = 30.0
WIDENED_GAPS: Final = 4.0
OPENED: Final = 10_000.0
LOOSE: Final = 0.1
LOOSE_AGAIN: Final = 50.0
# A last line of one character (孤字) is dearer than a line opened by 0.2 em: it is only set where nothing else is left.
LONE_CHARACTER: Final = 400.0
# A line broken by force: dearer than any paragraph set without one.
FORCED: Final = 1e9
# No line is opened further than this at every gap, in em, to make a line more.
TORN: Final = 0.2


class Best:
    """The best setting from each atom on: how many lines, their cost, where the first ends and how far it opens.

    Only atoms at which a line may begin have an entry; ``end`` is 0 at all others.
    """

    def __init__(self, stop: int, lines: int = 0) -> None:
        self.lines: Final[list[int]] = [*([lines] * stop), 0]
        self.looks: Final[list[float]] = [0.0] * (stop + 1)
        self.end: Final[list[int]] = [0] * (stop + 1)
        self.opened: Final[list[float]] = [0.0] * (stop + 1)


class Widths:
    """Widths of all atoms before each, in 1/1000 pt: natural, least, and the white a line that begins there keeps before it."""

    def __init__(self, natural: tuple[int, ...], least: tuple[int, ...], leads: tuple[int, ...]) -> None:
        self.natural: Final = natural
        self.least: Final = least
        self.leads: Final = leads


class Gaps:
    """Sums over the whites before each atom: what word spaces and Han–Western gaps may grow, how many ordinary gaps there are, what may be taken in the last steps."""

    def __init__(self, gives: list[int], places: list[int], late: list[int]) -> None:
        self.gives: Final = gives
        self.places: Final = places
        self.late: Final = late


class LineEnds:
    """Lines that end before each atom: entry i is for a line that ends before atom i.

    ``natural[i]`` less :attr:`Widths.natural` of its first atom, and that one's lead, is the natural width of a line,
    ``least[i]`` its least in the same way; ``released[i]`` is what the white of the mark before i gives first, ``hangs``
    what a mark gives that is hung, and ``costs[i]`` what it costs to end a line there, whatever the line.
    """

    def __init__(
        self,
        natural: list[int],
        least: list[int],
        released: list[int],
        costs: list[float],
        hangs: dict[int, int],
    ) -> None:
        self.natural: Final = natural
        self.least: Final = least
        self.released: Final = released
        self.costs: Final = costs
        self.hangs: Final = hangs


class LineCosts:
    """Running sums over a paragraph up to atom ``stop``, for the cost of a line between any two of its atoms.

    ``ends`` are the legal line ends, ascending, the last one ``stop``; ``em`` is the size of the first character. A last line
    that begins after atom ``lone_after`` is a single character. ``forced`` gives the end of a line that begins at an atom and
    has no legal break, in its room. ``widest_to[i]`` is the natural sum of the widest line that ends at i or before. ``best``
    are the best settings that are known, by what they were asked for.
    """

    def __init__(
        self,
        *,
        stop: int,
        em: int,
        ends: list[int],
        lone_after: int,
        widths: Widths,
        gaps: Gaps,
        to: LineEnds,
        forced: Callable[[int, int], int],
    ) -> None:
        self.stop: Final = stop
        self.em: Final = em
        self.ends: Final = ends
        self.lone_after: Final = lone_after
        self.forced: Final = forced
        self.natural: Final = widths.natural
        self.least: Final = widths.least
        self.leads: Final = widths.leads
        self.gives: Final = gaps.gives
        self.places: Final = gaps.places
        self.late: Final = gaps.late
        self.natural_to: Final = to.natural
        self.least_to: Final = to.least
        self.widest_to: Final = list(accumulate(to.natural, max))
        self.released: Final = to.released
        self.hangs: Final = to.hangs
        self.end_costs: Final = to.costs
        self.legal: Final = set(ends)
        self.best: Final[dict[tuple[int, int, int], Best]] = {}

    def squeezed(self, first: int, last: int, need: int) -> tuple[float, float]:
        """The cost of a line that is ``need`` too long, and how far a line opens whose mark was hung instead."""
        need -= self.released[last]
        if need <= 0:
            return 0.0, 0.0
        hang = self.hangs.get(last, 0)
        if hang:
            need -= hang
            if need <= 0:
                return self.widened(first, last, -need)
        capacity = self.natural[last - 1] - self.least[last - 1] - self.natural[first] + self.least[first]
        late = self.late[last - 1] - self.late[first]
        early = capacity - late
        if need <= early:
            share = need / early
            return SQUEEZED * (share * share), 0.0
        share = (need - early) / late
        return SQUEEZED + SQUEEZED_GAPS * (share * share), 0.0

    def widened(self, first: int, last: int, spare: int) -> tuple[float, float]:
        """The cost of a line that is ``spare`` too short, and how far each of its ordinary gaps opens, in em."""
        give = self.gives[last - 1] - self.gives[first]
        if spare <= give:
            if not give:
                return 0.0, 0.0
            share = spare / give
            return WIDENED_GAPS * (share * share), 0.0
        gaps = self.places[last - 1] - self.places[first]
        opened = (spare - give) / ((gaps if gaps else 1) * self.em)
        return OPENED * opened * opened + (WIDENED_GAPS if give else 0.0), opened


def reachable(costs: LineCosts, first: int, room: int) -> list[int]:
    """Where a line that begins at ``first`` can end; where no legal break leads on, the end it is forced to."""
    ends, least, least_to = costs.ends, costs.least, costs.least_to
    base = least[first] - costs.leads[first]
    low = bisect_right(ends, first)
    high = bisect_right(ends, bisect_right(least, least[first] + room), lo=low)
    return [last for last in ends[low:high] if least_to[last] - base <= room] or [costs.forced(first, room)]


def best_from(costs: LineCosts, at: int, room: int, narrowest: int) -> Best:
    """The best setting in lines of one room, from every atom at which a line may begin, ``at`` the first.

    ``narrowest`` is the smallest room of any line: units that are wider may be broken anywhere.
    """
    known = costs.best.get((at, room, narrowest))
    if known is None:
        known = Best(costs.stop)
        costs.best[at, room, narrowest] = known
        sweep(costs, starts(costs, at, narrowest), room, known, known)
    return known


def starts(costs: LineCosts, at: int, room: int) -> list[int]:
    """Every atom at which a line may begin: after a legal break, and all atoms of a unit wider than the line."""
    least, leads, least_to = costs.least, costs.leads, costs.least_to
    found = [at]
    before = at
    for last in costs.ends:
        if last <= at:
            continue
        if least_to[last] - least[before] + leads[before] > room:
            found.extend(range(before + 1, last))
        found.append(last)
        before = last
    if found[-1] == costs.stop:
        found.pop()
    return found


def sweep(costs: LineCosts, begin: list[int], room: int, after: Best, known: Best) -> None:  # noqa: C901, PLR0912, PLR0915 - the innermost loop of the engine; a call a candidate would double its time
    """Find the best end of the line that begins at each of the atoms ``begin``, the last first; ``known`` is filled with them.

    What comes after the line is read from ``after``. Fewest lines first, then the least cost. Ends are tried from
    the longest line down: a shorter line never leaves fewer lines to come, so that the search stops at the first end
    that leaves more, and once lines have to be opened their own cost only grows.
    """
    stop, ends = costs.stop, costs.ends
    natural, least = costs.natural, costs.least
    natural_to, least_to, leads = costs.natural_to, costs.least_to, costs.leads
    gives, places, end_costs, em = costs.gives, costs.places, costs.end_costs, costs.em
    lone_after, released = costs.lone_after, costs.released
    after_lines, after_looks, after_opened = after.lines, after.looks, after.opened
    top = len(ends) - 1
    for first in reversed(begin):
        limit = least[first] + room
        while top and least[ends[top] - 1] > limit:
            top -= 1
        lead = leads[first]
        natural_from, least_from = natural[first] - lead, least[first] - lead
        give_from, place_from = gives[first], places[first]
        found = lines = 0
        looks = wide = 0.0
        for index in range(top, -1, -1):
            last = ends[index]
            more = after_lines[last]
            if last <= first or (found and more > lines):
                break
            spare = room - natural_to[last] + natural_from
            opened = cost = 0.0
            if spare < 0:
                if least_to[last] - least_from > room:
                    continue
                # What the white of its last mark gives costs nothing.
                if spare + released[last] < 0:
                    cost, opened = costs.squeezed(first, last, -spare)
            elif last != stop:
                give = gives[last - 1] - give_from
                if spare <= give:
                    if give:
                        share = spare / give
                        cost = WIDENED_GAPS * (share * share)
                else:
                    gaps = places[last - 1] - place_from
                    opened = (spare - give) / ((gaps if gaps else 1) * em)
                    cost = OPENED * opened * opened + (WIDENED_GAPS if give else 0.0)
                    if found and more == lines and cost >= looks:
                        break
            if last == stop and first > lone_after:
                cost += LONE_CHARACTER
            cost += end_costs[last] + after_looks[last]
            if opened > LOOSE and after_opened[last] > LOOSE:
                cost += LOOSE_AGAIN
            if not found or more < lines or cost < looks:
                found, lines, looks, wide = last, more, cost, opened
        if not found:
            found = costs.forced(first, room)
            lines, looks = after_lines[found], after_looks[found] + FORCED
        known.end[first], known.lines[first] = found, lines + 1
        known.looks[first], known.opened[first] = looks, wide


def in_so_many(
    costs: LineCosts, at: int, rooms: tuple[int, ...], wanted: int, limit: float
) -> tuple[list[int], float] | None:
    """The cheapest ends of exactly ``wanted`` lines that cost less than the limit, forward line by line: few places can begin the n-th of them.

    ``rooms`` as in :func:`typeset.text.totalfit.line_ends`. None when there are none.
    """
    rest = best_from(costs, at, rooms[-1], min(rooms))
    layers: list[Layer] = [{at: (0.0, 0.0, -1)}]
    for number in range(wanted):
        own = number + 1 < len(rooms)
        room = rooms[number] if own else rooms[-1]
        layer = _next_layer(costs, layers[-1], room, wanted - number - 1, None if own else rest, limit)
        if not layer:
            return None
        layers.append(layer)
    if costs.stop not in layers[-1]:
        return None
    ends = [costs.stop]
    for layer in reversed(layers[2:]):
        ends.append(layer[ends[-1]][2])
    return ends[::-1], layers[-1][costs.stop][0]


Layer = dict[int, tuple[float, float, int]]
"""The ways to line ends, by these: what each costs, how far its last line opens, where that line begins."""


def _next_layer(
    costs: LineCosts, layer: Layer, room: int, left: int, rest: Best | None, limit: float
) -> Layer:
    """Every place the next line can end so that ``left`` lines can follow, each by the cheapest way to it below the limit.

    ``rest`` tells how many must follow, where all that follow have the same room.
    """
    found: Layer = {}
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


def _ends_of_line(costs: LineCosts, first: int, room: int) -> list[int]:
    """Where a line that begins at an atom can end without being torn apart, as far as that shows at once; and all other ends behind."""
    ends, least, least_to = costs.ends, costs.least, costs.least_to
    least_from = least[first] - costs.leads[first]
    # A line can give no more than this before it is torn, however few of its atoms it holds.
    most = TORN * costs.em + 1
    begin = room + costs.natural[first] - costs.leads[first]
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
            gaps = places[last - 1] - place_from
            if spare > most * (gaps if gaps else 1):
                break
        found.append(last)
    if not found:
        return [costs.forced(first, room)]
    found.reverse()
    return found


def _line(costs: LineCosts, first: int, last: int, room: int) -> tuple[float, float] | None:
    """The cost of one line and how far it opens; None when it would be torn apart."""
    lead, stop = costs.leads[first], costs.stop
    spare = room - costs.natural_to[last] + costs.natural[first] - lead
    cost = opened = 0.0
    if spare < 0:
        if costs.least_to[last] - costs.least[first] + lead > room:
            return None
        cost, opened = costs.squeezed(first, last, -spare)
    elif last != stop:
        cost, opened = costs.widened(first, last, spare)
        if opened > TORN:
            return None
    if last == stop:
        if first > costs.lone_after:
            cost += LONE_CHARACTER
    elif last not in costs.legal:
        cost += FORCED
    return cost + costs.end_costs[last], opened
