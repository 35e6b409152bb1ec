"""What a candidate line costs, as running sums over a paragraph: all that the search for line ends asks of it.

The unit of cost is that of :mod:`typeset.text.linesearch`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, compress
from operator import add, sub
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from typeset.model.style import Hanging
from typeset.text.breaks import Break
from typeset.text.classes import CharClass
from typeset.text.justify import (
    end_blank,
    end_blank_least,
    ends_kept,
    ends_trimmed,
    hang_of,
    least_width,
    starts_trimmed,
)
from typeset.text.search import search
from typeset.text.shaped import ShapedParagraph
from typeset.text.spacing import Shrink, Stretch
from typeset.units import Length

if TYPE_CHECKING:
    from typeset.text.linesearch import Gaps, LineCosts, LineEnds

MILLI: Final = 1000
PRESSED: Final = 150.0
# A hyphen is better than a line opened by 0.06 em (clreq.md §6.3b).
HYPHENATED: Final = 40.0
DASH_FIRST: Final = 30.0
# 8|人, 12|月, 第|四版: allowed (clreq.md §2.7), but worth opening a line by 0.05 em to avoid.
NUMBER_FROM_UNIT: Final = 25.0

_MARKS: Final = frozenset(
    {
        CharClass.OPENING,
        CharClass.CLOSING,
        CharClass.PAUSE,
        CharClass.STOP,
        CharClass.SPACE,
        CharClass.EM_SPACE,
    }
)
_PRICED: Final = {Break.PRESSED: PRESSED, Break.HYPHENATED: HYPHENATED}
_LATE_STEPS: Final = frozenset({int(Shrink.HAN_WESTERN), int(Shrink.STOP)})


def line_costs(shaped: ShapedParagraph, stop: int) -> LineCosts:
    """The running sums of a paragraph that is set up to atom ``stop``; worked out once, and kept with the paragraph."""
    found: LineCosts | None = shaped.derived.get(("costs", stop))
    if found is None:
        found = shaped.derived["costs", stop] = _line_costs(shaped, stop)
    return found


def _line_costs(shaped: ShapedParagraph, stop: int) -> LineCosts:
    whole = line_costs(shaped, len(shaped)) if stop < len(shaped) else None
    gaps = _gaps(shaped) if whole is None else search.Gaps(whole.gives, whole.places, whole.late)
    legal = map(Break.PRESSED.__le__, shaped.breaks)
    ends = list(compress(range(1, stop + 1), legal))
    if not ends or ends[-1] != stop:
        ends.append(stop)
    leads = (0,) * len(shaped) if starts_trimmed(shaped.rules) else shaped.lead
    # The sums are kept with the paragraph: what they ask must not hold it, or nothing of it is freed in time.
    asked = replace(shaped, derived={})
    return search.LineCosts(
        stop=stop,
        em=max(shaped.styles[shaped.style_of[0]].size, 1),
        ends=ends,
        lone_after=lone_after(shaped, stop),
        widths=search.Widths(shaped.natural, shaped.least, leads),
        gaps=gaps,
        to=_ends(shaped, ends, stop),
        forced=lambda first, room: _forced(asked, stop, first, room),
    )


def _forced(shaped: ShapedParagraph, stop: int, first: int, room: Length) -> int:
    """Where a line ends that has no legal break: as late as it can, and never inside a cluster."""
    limit = bisect_right(shaped.least, shaped.least[first] + room, lo=first + 1, hi=stop + 1)
    last = min(stop, limit)
    while last > first + 1 and (
        shaped.breaks[last - 1] is Break.NEVER or least_width(shaped, first, last) > room
    ):
        last -= 1
    return last


def _gaps(shaped: ShapedParagraph) -> Gaps:
    """The sums over the whites of a paragraph, whatever it is set up to."""
    general = map(Stretch.GENERAL.__eq__, shaped.stretch)
    if _LATE_STEPS.isdisjoint(shaped.shrink_step):
        late = [0] * (len(shaped) + 1)
    else:
        steps = zip(shaped.shrink, shaped.shrink_step, strict=True)
        late = [0, *accumulate(amount if step in _LATE_STEPS else 0 for amount, step in steps)]
    return search.Gaps(_gives(shaped), list(accumulate(general, initial=0)), late)


def _gives(shaped: ShapedParagraph) -> list[Length]:
    """What word spaces and Han–Western gaps up to each atom may grow."""
    if Stretch.WORD not in shaped.stretch and Stretch.HAN_WESTERN not in shaped.stretch:
        return [0] * (len(shaped) + 1)
    rules = shaped.rules
    sizes = [style.size for style in shaped.styles]
    most = {
        Stretch.WORD: [rules.word_space_most * size // MILLI for size in sizes],
        Stretch.HAN_WESTERN: [rules.gap_most * size // MILLI for size in sizes],
    }
    give = [0] * len(shaped)
    for index, stretch in enumerate(shaped.stretch):
        limit = most.get(stretch)
        if limit is not None:
            give[index] = max(0, limit[shaped.style_of[index]] - shaped.white[index])
    return list(accumulate(give, initial=0))


def _ends(shaped: ShapedParagraph, ends: list[int], stop: int) -> LineEnds:
    """What a line end at each atom adds to the sums: entry i is for a line that ends before atom i."""
    rules = shaped.rules
    trails = (0,) * len(shaped) if ends_trimmed(rules) else shaped.trail
    natural = [0, *map(add, map(sub, shaped.natural[1:], shaped.white), trails)]
    least = [0, *map(add, map(sub, shaped.least[1:], shaped.white), shaped.shrink)]
    if ends_kept(rules):
        least[1:] = map(add, least[1:], trails)
        trails = (0,) * len(shaped)
    found = search.LineEnds(natural, least, [0, *trails], _end_costs(shaped, stop), {})
    special = set(shaped.hyphens)
    if rules.hanging is not Hanging.NEVER:
        special.update(last - 1 for last in ends)
    for index in special:
        _correct(shaped, index + 1, found)
    return found


def _correct(shaped: ShapedParagraph, last: int, found: LineEnds) -> None:
    """Put in what a hyphen or a hanging mark changes at the end of a line."""
    white = shaped.white[last - 1]
    keeps, least = end_blank(shaped, last), end_blank_least(shaped, last)
    found.natural[last] = shaped.natural[last] - white + keeps
    found.least[last] = shaped.least[last] - white + shaped.shrink[last - 1] + least
    found.released[last] = keeps - least
    hang = hang_of(shaped, last)
    if hang:
        found.hangs[last] = hang
        found.least[last] -= hang


def _end_costs(shaped: ShapedParagraph, stop: int) -> list[float]:
    """What it costs to end a line before each atom, whatever the line."""
    costs = [0.0] * (stop + 1)
    for found, price in _PRICED.items():
        for index in _places(shaped.breaks, found, stop - 1):
            costs[index + 1] = price
    for index in _places(shaped.kinds, CharClass.DASH, stop):
        costs[index] += DASH_FIRST
    for index in _places(shaped.number_parted, True, stop - 1):  # noqa: FBT003 - a value looked for
        costs[index + 1] += NUMBER_FROM_UNIT
    return costs


def _places(values: tuple[int, ...], wanted: int, stop: int) -> Iterator[int]:
    """Where a value stands among the first ``stop``; most have none of those that cost anything."""
    at = -1
    for _ in range(values.count(wanted)):
        at = values.index(wanted, at + 1)
        if at >= stop:
            return
        yield at


def lone_after(shaped: ShapedParagraph, stop: int) -> int:
    """The last but one atom that is no mark: what begins after it is a single character, its marks not counted."""
    if stop < len(shaped):
        return stop
    inked = (index for index in range(stop - 1, -1, -1) if shaped.kinds[index] not in _MARKS)
    next(inked, None)
    return next(inked, -1)
