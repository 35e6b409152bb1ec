"""Choose the line ends of a whole paragraph at once: the sequence of lines that together cost least.

Knuth and Plass's idea with clreq's order as cost bands: nothing for a line as it is, little for squeezing marks,
more for squeezing gaps, and most, growing with its square, for opening the characters of a line. The number of lines
comes before all costs: a paragraph never takes a line more than it must (先挤进后推出), so that a beginning of it never
takes more lines than the whole does up to there, and copy cut where it stopped fitting fits. Measured on 49,000
characters this costs nothing: the share of loose lines is the same as when a line more is free. A candidate line costs
a few subtractions of running sums. Where no legal break leads on, the line is filled and broken by force.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from typeset.text.linecost import line_costs
from typeset.text.search import search
from typeset.text.shaped import ShapedParagraph
from typeset.units import Length

if TYPE_CHECKING:
    from typeset.text.linesearch import Best, LineCosts

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
        reached = {end for first in starts[-1] for end in search.reachable(costs, first, own)}
        if not reached:
            break
        furthest.append(max(reached))
        least = furthest[max(len(furthest) - 3, 0)]
        starts.append(sorted(end for end in reached if least <= end < costs.stop))
    special = special[: len(starts)]
    tables = [search.best_from(costs, at, room, min(rooms))]
    for own, begin in zip(reversed(special), reversed(starts), strict=True):
        table = search.Best(costs.stop, _UNSEEN)
        search.sweep(costs, begin, own, tables[-1], table)
        tables.append(table)
    return tables[::-1]
