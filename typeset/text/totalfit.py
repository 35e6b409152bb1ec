"""Choose the line ends of a whole paragraph at once: the sequence of lines that together cost least.

Knuth and Plass's idea with clreq's order as cost bands: nothing for a line as it is, little for squeezing marks,
more for squeezing gaps, and most, growing with its square, for opening the characters of a line. The number of lines
comes before all costs: a paragraph never takes a line more than it must (先挤进后推出), so that a beginning of it never
takes more lines than the whole does up to there, and copy cut where it stopped fitting fits. Measured on 49,000
characters this costs nothing: the share of loose lines is the same as when a line more is free. A candidate line costs
a few subtractions of running sums. Where no legal break leads on, the line is filled and broken by force.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from typeset.text.breaks import Break
from typeset.text.justify import least_width
from typeset.text.linecost import (
    FORCED,
    LONE_CHARACTER,
    LOOSE,
    LOOSE_AGAIN,
    OPENED,
    WIDENED_GAPS,
    Best,
    LineCosts,
    line_costs,
)
from typeset.text.shaped import ShapedParagraph
from typeset.units import Length

# More lines than any paragraph has: of places that are not looked at.
_UNSEEN = 1 << 30


def line_ends(shaped: ShapedParagraph, at: int, stop: int, rooms: Sequence[Length]) -> list[int]:
    """The ends of all lines from atom ``at`` to ``stop``.

    ``rooms`` are the rooms of the first lines, the last of them that of all lines to follow. The search runs from the
    end of the paragraph to its start, so that the best lines from an atom on never depend on what stands before it:
    setting resumed at a line goes on as if it had not stopped. Every place where a line may begin is visited once,
    and once more for each line that has a room of its own.
    """
    tables = _tables(line_costs(shaped, stop), at, rooms)
    chosen: list[int] = []
    here = at
    while here < stop:
        end = tables[min(len(chosen), len(tables) - 1)].end[here]
        if end <= here:
            msg = f"no line from atom {here} of {stop}"
            raise RuntimeError(msg)
        chosen.append(end)
        here = end
    return chosen


def best_of_rooms(costs: LineCosts, at: int, rooms: Sequence[Length]) -> tuple[int, float]:
    """How many lines a paragraph takes from atom ``at`` on, and their cost."""
    table = _tables(costs, at, rooms)[0]
    return table.lines[at], table.looks[at]


def _tables(costs: LineCosts, at: int, rooms: Sequence[Length]) -> list[Best]:
    """The best settings for each line that has a room of its own, then those for all other lines.

    For a line of its own: first every place it can begin, then, from the last such line back, its best end. A line that
    begins before one two lines earlier could have wastes a line, so that it is not looked at: without that, time would grow
    with the square of the number of such lines. Where rooms differ wildly such a line might yet be the better one.
    """
    *special, room = rooms
    starts = [[at]] if special else []
    furthest = [at]
    for own in special[:-1]:
        reached = {end for first in starts[-1] for end in reachable(costs, first, own)}
        if not reached:
            break
        furthest.append(max(reached))
        least = furthest[max(len(furthest) - 3, 0)]
        starts.append(sorted(end for end in reached if least <= end < costs.stop))
    special = special[: len(starts)]
    tables = [best_from(costs, at, room, min(rooms))]
    for own, begin in zip(reversed(special), reversed(starts), strict=True):
        table = _empty(costs, _UNSEEN)
        _sweep(costs, begin, own, tables[-1], table)
        tables.append(table)
    return tables[::-1]


def best_from(costs: LineCosts, at: int, room: Length, narrowest: Length) -> Best:
    """The best setting in lines of one room, from every atom at which a line may begin, ``at`` the first.

    ``narrowest`` is the smallest room of any line: units that are wider may be broken anywhere.
    """
    known = costs.best.get((at, room, narrowest))
    if known is None:
        known = costs.best[at, room, narrowest] = _empty(costs)
        _sweep(costs, _starts(costs, at, narrowest), room, known, known)
    return known


def _empty(costs: LineCosts, lines: int = 0) -> Best:
    size = costs.stop + 1
    return Best([lines] * costs.stop + [0], [0.0] * size, [0] * size, [0.0] * size)


def reachable(costs: LineCosts, first: int, room: Length) -> list[int]:
    """Where a line that begins at ``first`` can end; where no legal break leads on, the end it is forced to."""
    ends, least, least_to, base = costs.ends, costs.shaped.least, costs.least_to, costs.least_from(first)
    low = bisect_right(ends, first)
    high = bisect_right(ends, bisect_right(least, least[first] + room), lo=low)
    return [last for last in ends[low:high] if least_to[last] - base <= room] or [forced(costs, first, room)]


def _starts(costs: LineCosts, at: int, room: Length) -> list[int]:
    """Every atom at which a line may begin: after a legal break, and all atoms of a unit wider than the line."""
    starts = [at]
    before = at
    for last in costs.ends:
        if last <= at:
            continue
        if costs.least_to[last] - costs.least_from(before) > room:
            starts.extend(range(before + 1, last))
        starts.append(last)
        before = last
    return starts[:-1] if starts[-1] == costs.stop else starts


def _sweep(costs: LineCosts, starts: list[int], room: Length, after: Best, known: Best) -> None:  # noqa: C901, PLR0912 - the innermost loop of the engine; a call a candidate would double its time
    """Find the best end of the line that begins at each of ``starts``, the last first.

    What comes after the line is read from ``after``. Fewest lines first, then the least cost. Ends are tried from
    the longest line down: a shorter line never leaves fewer lines to come, so that the search stops at the first end
    that leaves more, and once lines have to be opened their own cost only grows.
    """
    stop, ends = costs.stop, costs.ends
    natural, least = costs.shaped.natural, costs.shaped.least
    natural_to, least_to, leads = costs.natural_to, costs.least_to, costs.leads
    gives, places, end_costs, em = costs.gives, costs.places, costs.end_costs, costs.em
    lone_after, released = costs.lone_after, costs.released
    after_lines, after_looks, after_opened = after.lines, after.looks, after.opened
    top = len(ends) - 1
    for first in reversed(starts):
        limit = least[first] + room
        while top and least[ends[top] - 1] > limit:
            top -= 1
        lead = leads[first]
        natural_from, least_from = natural[first] - lead, least[first] - lead
        give_from, place_from = gives[first], places[first]
        found, lines, looks, wide = 0, 0, 0.0, 0.0
        for index in range(top, -1, -1):
            last = ends[index]
            more = after_lines[last]
            if last <= first or (found and more > lines):
                break
            spare = room - natural_to[last] + natural_from
            opened = 0.0
            if spare < 0:
                if least_to[last] - least_from > room:
                    continue
                # What the white of its last mark gives costs nothing.
                cost = 0.0
                if spare + released[last] < 0:
                    cost, opened = costs.squeezed(first, last, -spare)
            elif last == stop:
                cost = 0.0
            else:
                give = gives[last - 1] - give_from
                if spare <= give:
                    cost = WIDENED_GAPS * (spare / give) ** 2 if give else 0.0
                else:
                    opened = (spare - give) / ((places[last - 1] - place_from or 1) * em)
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
            found = forced(costs, first, room)
            lines, looks = after_lines[found], after_looks[found] + FORCED
        known.end[first], known.lines[first] = found, lines + 1
        known.looks[first], known.opened[first] = looks, wide


def forced(costs: LineCosts, first: int, room: Length) -> int:
    """Where a line ends that has no legal break: as late as it can, and never inside a cluster."""
    shaped = costs.shaped
    limit = bisect_right(shaped.least, shaped.least[first] + room, lo=first + 1, hi=costs.stop + 1)
    last = min(costs.stop, limit)
    while last > first + 1 and (
        shaped.breaks[last - 1] is Break.NEVER or least_width(shaped, first, last) > room
    ):
        last -= 1
    return last
