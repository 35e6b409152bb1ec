"""Choose the line ends of a whole paragraph at once: the sequence of lines that together cost least.

Knuth and Plass's idea with clreq's order as cost bands: nothing for a line as it is, little for squeezing marks,
more for squeezing gaps, and most, growing with its square, for opening the characters of a line. The number of lines
comes before all costs: a paragraph never takes a line more than it must (先挤进后推出), so that a beginning of it never
takes more lines than the whole does up to there, and copy cut where it stopped fitting fits. Measured on 49,000
characters this costs nothing: the share of loose lines is the same as when a line more is free. A candidate line costs
a few subtractions of running sums. Where no legal break leads on, the line is filled and broken by force.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from typeset.text.breaks import Break
from typeset.text.classes import CharClass
from typeset.text.justify import ends_kept, ends_trimmed, least_width, starts_trimmed
from typeset.text.shape import ShapedParagraph
from typeset.text.spacing import Shrink, Stretch
from typeset.units import Length

MILLI: Final = 1000
# Costs, in the unit of a line opened by 0.01 em at every gap. A line with all its marks squeezed to half (10) is as
# bad as one opened by 0.03 em; gaps squeezed as well (up to 40) as one by 0.06; found by looking at set columns of
# 11 to 25 characters.
SQUEEZED: Final = 10.0
SQUEEZED_GAPS: Final = 30.0
WIDENED_GAPS: Final = 4.0
OPENED: Final = 10_000.0
LOOSE: Final = 0.1
LOOSE_AGAIN: Final = 50.0
PRESSED: Final = 150.0
DASH_FIRST: Final = 30.0
LONE_CHARACTER: Final = 80.0
# 8|人, 12|月: allowed (clreq.md §2.7), but worth opening a line by 0.05 em to avoid.
NUMBER_FROM_UNIT: Final = 25.0
# A line broken by force: dearer than any paragraph set without one.
FORCED: Final = 1e9
_NOWHERE: Final = sys.maxsize

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
_LATE_STEPS: Final = frozenset({int(Shrink.HAN_WESTERN), int(Shrink.STOP)})


@dataclass(frozen=True, slots=True)
class _Sums:
    """Running sums over the whites of a paragraph: entry i counts those before atom i.

    ``late`` is what may be taken in the late steps, ``give`` what word spaces and Han–Western gaps may grow,
    ``general`` how many ordinary gaps there are.
    """

    late: Sequence[Length]
    give: Sequence[Length]
    general: Sequence[int]
    ends: Sequence[Length]
    released: Sequence[Length]


@dataclass(frozen=True, slots=True)
class _Best:
    """The best setting from each atom on: how many lines, their cost, where the first ends and how far it opens."""

    lines: list[int]
    looks: list[float]
    end: list[int]
    opened: list[float]


def _sums(shaped: ShapedParagraph) -> _Sums:
    rules = shaped.rules
    trims, keeps = ends_trimmed(rules), ends_kept(rules)
    late = [
        amount if step in _LATE_STEPS else 0
        for amount, step in zip(shaped.shrink, shaped.shrink_step, strict=True)
    ]
    most = {Stretch.WORD: rules.word_space_most, Stretch.HAN_WESTERN: rules.gap_most}
    sizes = [shaped.styles[number].size for number in shaped.style_of]
    give = [
        max(0, most[stretch] * size // MILLI - white) if stretch in most else 0
        for stretch, size, white in zip(shaped.stretch, sizes, shaped.white, strict=True)
    ]
    general = [1 if stretch is Stretch.GENERAL else 0 for stretch in shaped.stretch]
    return _Sums(
        late=(0, *accumulate(late)),
        give=(0, *accumulate(give)),
        general=(0, *accumulate(general)),
        ends=(0, *(0 if trims else trail for trail in shaped.trail)),
        released=(0, *(0 if trims or keeps else trail for trail in shaped.trail)),
    )


class _Paragraph:
    """The search over one paragraph in one measure; lives for one call of :func:`line_ends`."""

    def __init__(self, shaped: ShapedParagraph, stop: int) -> None:
        self.shaped = shaped
        self.stop = stop
        self.sums = _sums(shaped)
        self.em = max(shaped.styles[shaped.style_of[0]].size, 1)
        self.starts: Sequence[Length] = (0,) * len(shaped) if starts_trimmed(shaped.rules) else shaped.lead

    def best_end(self, first: int, room: Length, known: _Best) -> None:
        """Find the best end of the line that begins at ``first``, from what is known of all later atoms.

        Fewest lines first, then the least cost. Ends are tried from the longest line down: a shorter line never
        leaves fewer lines to come, and once lines have to be opened its own cost only grows, so that the search
        stops where that cost alone is more than the best.
        """
        shaped, ends = self.shaped, self.sums.ends
        natural, least, white, breaks = shaped.natural, shaped.least, shaped.white, shaped.breaks
        base = natural[first] - self.starts[first]
        limit = bisect_right(least, least[first] + room, lo=first + 1, hi=self.stop + 1)
        lines, looks = _NOWHERE, 0.0
        for last in range(min(self.stop, limit + 1), first, -1):
            broken = breaks[last - 1]
            if last < self.stop and broken < Break.PRESSED:
                continue
            width = natural[last] - base - white[last - 1] + ends[last]
            opened = 0.0
            if width > room:
                squeezed = self._squeezed(first, last, width - room)
                if squeezed is None:
                    continue
                cost = squeezed
            elif last == self.stop:
                cost = 0.0
            else:
                cost, opened = self._widened(first, last, room - width)
                if cost >= looks and known.lines[last] + 1 >= lines:
                    break
            cost += self._end(first, last, broken) + known.looks[last]
            if opened > LOOSE and known.opened[last] > LOOSE:
                cost += LOOSE_AGAIN
            if (known.lines[last] + 1, cost) < (lines, looks):
                lines, looks = known.lines[last] + 1, cost
                known.end[first], known.opened[first] = last, opened
        if lines == _NOWHERE:
            known.end[first] = last = self.forced(first, room)
            lines, looks = known.lines[last] + 1, known.looks[last] + FORCED
        known.lines[first], known.looks[first] = lines, looks

    def _squeezed(self, first: int, last: int, need: Length) -> float | None:
        sums, shaped = self.sums, self.shaped
        need -= min(need, sums.released[last])
        if not need:
            return 0.0
        own = shaped.shrink[last - 1]
        capacity = (
            shaped.natural[last] - shaped.least[last] - shaped.natural[first] + shaped.least[first] - own
        )
        if need > capacity:
            return None
        late = sums.late[last - 1] - sums.late[first]
        early = capacity - late
        if need <= early:
            return SQUEEZED * (need / early) ** 2
        return SQUEEZED + SQUEEZED_GAPS * ((need - early) / late) ** 2

    def _widened(self, first: int, last: int, spare: Length) -> tuple[float, float]:
        sums = self.sums
        give = sums.give[last - 1] - sums.give[first]
        if spare <= give:
            return (WIDENED_GAPS * (spare / give) ** 2 if give else 0.0), 0.0
        places = max(sums.general[last - 1] - sums.general[first], 1)
        opened = (spare - give) / (places * self.em)
        return (WIDENED_GAPS if give else 0.0) + OPENED * opened * opened, opened

    def _end(self, first: int, last: int, broken: Break) -> float:
        kinds = self.shaped.kinds
        if last < self.stop:
            after, before = kinds[last], kinds[last - 1]
            pressed = PRESSED if broken is Break.PRESSED else 0.0
            parted = NUMBER_FROM_UNIT if before is CharClass.DIGIT and after is CharClass.HAN else 0.0
            return pressed + parted + (DASH_FIRST if after is CharClass.DASH else 0.0)
        lone = 0
        for index in range(last - 1, max(first, last - 6) - 1, -1):
            lone += kinds[index] not in _MARKS
        return LONE_CHARACTER if lone == 1 else 0.0

    def forced(self, first: int, room: Length) -> int:
        """Where a line ends that has no legal break: as late as it can, and never inside a cluster."""
        shaped = self.shaped
        limit = bisect_right(shaped.least, shaped.least[first] + room, lo=first + 1, hi=self.stop + 1)
        last = min(self.stop, limit)
        while last > first + 1 and (
            shaped.breaks[last - 1] is Break.NEVER or least_width(shaped, first, last) > room
        ):
            last -= 1
        return last


def line_ends(shaped: ShapedParagraph, at: int, stop: int, first_room: Length, room: Length) -> list[int]:
    """The ends of all lines from atom ``at`` to ``stop``.

    ``first_room`` is the room of the first line, ``room`` that of the others. The search runs from the end of the
    paragraph to its start, so that the best lines from an atom on never depend on what stands before it: setting
    resumed at a line goes on as if it had not stopped. Every atom is visited once.
    """
    search = _Paragraph(shaped, stop)
    known = _Best([0] * (stop + 1), [0.0] * (stop + 1), [0] * (stop + 1), [0.0] * (stop + 1))
    for first in range(stop - 1, at - 1, -1):
        search.best_end(first, first_room if first == at else room, known)
    ends = [known.end[at]]
    while ends[-1] < stop:
        ends.append(known.end[ends[-1]])
    return ends
