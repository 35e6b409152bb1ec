"""One line fewer or one line more: what a paragraph can be asked for when its column needs it, and the price.

A line fewer also takes the white of 。！？ (the last step of clreq.md §6.2, which many styles forbid and which is
never taken unasked); a line more opens lines, but never further than :data:`typeset.text.linesearch.TORN`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from math import inf
from operator import add, sub
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.text.linecost import line_costs
from typeset.text.search import search
from typeset.text.shape import with_rules
from typeset.text.shaped import ShapedParagraph
from typeset.text.totalfit import best_of_rooms
from typeset.units import Length

if TYPE_CHECKING:
    from typeset.text.linesearch import LineCosts

# What sums of floating point numbers may be off.
_ROUNDED: Final = 1 + 1e-9


class Offer(Struct, frozen=True):
    """A paragraph in one line fewer or more: whether it is squeezed in the last step too, its line ends, and the price.

    It does not hold the paragraph, which keeps it. ``price`` is what the setting costs more than the paragraph as it is, in the unit of
    :mod:`typeset.text.linecost`: 100 is one line opened by 0.1 em at every gap.
    """

    tight: bool
    ends: tuple[int, ...]
    price: float

    def shape_of(self, shaped: ShapedParagraph) -> ShapedParagraph:
        """The paragraph it is of as it is set."""
        return _tightest(shaped) if self.tight else shaped


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
    if wanted < 1 or (looseness > 0 and _is_too_short(shaped, costs, at, rooms, wanted, most + looks)):
        return None
    tight = looseness < 0
    if tight:
        if _is_too_long(shaped, costs, at, rooms, wanted):
            return None
        costs = line_costs(_tightest(shaped), stop)
    found = search.in_so_many(costs, at, tuple(rooms), wanted, most + looks)
    if found is None:
        return None
    ends, cost = found
    return Offer(tight, tuple(ends), cost - looks)


def _is_too_short(
    shaped: ShapedParagraph, costs: LineCosts, at: int, rooms: Sequence[Length], wanted: int, limit: float
) -> bool:
    """Whether atoms ``at`` on, in so many lines, are torn apart or cost the limit: told from sums, before any line is sought.

    All lines but the last are full, and a last line of a single character alone may cost the limit. By Cauchy and Schwarz the
    squares of the openings come to no less than the square of what is missing over the sum of the squares of the gaps of each line.
    """
    full = [rooms[min(number, len(rooms) - 1)] for number in range(wanted - 1)]
    last = costs.lone_after if limit <= search.LONE_CHARACTER else costs.stop
    if not full:
        return False
    if last <= at:
        return limit <= search.LONE_CHARACTER
    leads = costs.leads
    gained: Length = max(map(sub, costs.natural_to[at + 1 : last + 1], shaped.natural[at + 1 : last + 1]))
    copy: Length = shaped.natural[last] - shaped.natural[at] + leads[at]
    copy += len(full) * max(gained + max(leads[at:last]), 0)
    missing: float = (sum(full) - copy - costs.gives[last] + costs.gives[at]) / costs.em
    gaps: int = costs.places[last] - costs.places[at] + len(full)
    if missing <= 0:
        return False
    in_line = min(gaps, max(full) // max(min(shaped.ink[at:last]), 1) + 1)
    least: float = search.OPENED * missing * missing / (gaps * in_line)
    return missing > search.TORN * gaps * _ROUNDED or least > limit * _ROUNDED


def _is_too_long(
    shaped: ShapedParagraph, costs: LineCosts, at: int, rooms: Sequence[Length], wanted: int
) -> bool:
    """Whether atoms ``at`` on, all their white taken, are more than so many lines hold.

    Each line is filled as far as any line that begins there could reach, whatever its break, and as if its last mark hung: most
    paragraphs that cannot be had in a line fewer need not be squeezed to see it.
    """
    stop = costs.stop
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
