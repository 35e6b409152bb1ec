"""What a candidate line costs: clreq's order of squeezing and opening (6.2, 6.3) as bands of cost.

The unit is a line opened by 0.01 em at every gap. A line with all its marks squeezed to half (10) is as bad as one
opened by 0.03 em; gaps squeezed as well (up to 40) as one by 0.06; found by looking at set columns of 11 to 25
characters.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, compress
from operator import add, sub
from typing import Final

from msgspec import Struct, field

from typeset.model.style import Hanging
from typeset.text.breaks import Break
from typeset.text.classes import CharClass
from typeset.text.justify import end_blank, end_blank_least, ends_kept, ends_trimmed, hang_of, starts_trimmed
from typeset.text.shaped import ShapedParagraph
from typeset.text.spacing import Shrink, Stretch
from typeset.units import Length

MILLI: Final = 1000
SQUEEZED: Final = 10.0
SQUEEZED_GAPS: Final = 30.0
WIDENED_GAPS: Final = 4.0
OPENED: Final = 10_000.0
LOOSE: Final = 0.1
LOOSE_AGAIN: Final = 50.0
PRESSED: Final = 150.0
# A hyphen is better than a line opened by 0.06 em (clreq.md §6.3b).
HYPHENATED: Final = 40.0
DASH_FIRST: Final = 30.0
# A last line of one character (孤字) is dearer than a line opened by 0.2 em: it is only set where nothing else is left.
LONE_CHARACTER: Final = 400.0
# 8|人, 12|月, 第|四版: allowed (clreq.md §2.7), but worth opening a line by 0.05 em to avoid.
NUMBER_FROM_UNIT: Final = 25.0
# A line broken by force: dearer than any paragraph set without one.
FORCED: Final = 1e9

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


class Best(Struct, frozen=True):
    """The best setting from each atom on: how many lines, their cost, where the first ends and how far it opens.

    Only atoms at which a line may begin have an entry; ``end`` is 0 at all others.
    """

    lines: list[int]
    looks: list[float]
    end: list[int]
    opened: list[float]


class LineCosts(Struct, frozen=True):
    """Running sums over a paragraph up to atom ``stop``, for the cost of a line between any two of its atoms.

    ``ends`` are the legal line ends, ascending, the last one ``stop``. ``natural_to[i] - natural[f] + leads[f]`` is
    the natural width of the line from f to i, ``least_to`` its least in the same way, and ``widest_to`` the natural one of
    the widest line that ends at i or before; ``released[i]`` is what the white of the mark before i gives first. ``gives`` sums what word spaces and Han–Western gaps may grow, ``places``
    counts the ordinary gaps, ``late`` sums what may be taken in the last steps. A last line that begins after
    atom ``lone_after`` is a single character. ``best`` are the best settings that are known, by what they were asked for.
    """

    shaped: ShapedParagraph
    stop: int
    em: Length
    ends: list[int]
    natural_to: list[Length]
    least_to: list[Length]
    widest_to: list[Length]
    leads: tuple[Length, ...]
    released: list[Length]
    hangs: dict[int, Length]
    gives: list[Length]
    places: list[int]
    late: list[Length]
    end_costs: list[float]
    lone_after: int
    best: dict[tuple[int, Length, Length], Best] = field(default_factory=dict)

    def least_from(self, first: int) -> Length:
        """What ``least_to`` counts before a line that begins at ``first``."""
        return self.shaped.least[first] - self.leads[first]

    def squeezed(self, first: int, last: int, need: Length) -> tuple[float, float]:
        """The cost of a line that is ``need`` too long, and how far a line opens whose mark was hung instead."""
        need -= self.released[last]
        if need <= 0:
            return 0.0, 0.0
        hang = self.hangs.get(last, 0)
        if hang:
            need -= hang
            if need <= 0:
                return self.widened(first, last, -need)
        natural, least = self.shaped.natural, self.shaped.least
        capacity = natural[last - 1] - least[last - 1] - natural[first] + least[first]
        late = self.late[last - 1] - self.late[first]
        early = capacity - late
        if need <= early:
            return SQUEEZED * (need / early) ** 2, 0.0
        return SQUEEZED + SQUEEZED_GAPS * ((need - early) / late) ** 2, 0.0

    def widened(self, first: int, last: int, spare: Length) -> tuple[float, float]:
        """The cost of a line that is ``spare`` too short, and how far each of its ordinary gaps opens, in em."""
        give = self.gives[last - 1] - self.gives[first]
        if spare <= give:
            return (WIDENED_GAPS * (spare / give) ** 2 if give else 0.0), 0.0
        opened = (spare - give) / ((self.places[last - 1] - self.places[first] or 1) * self.em)
        return OPENED * opened * opened + (WIDENED_GAPS if give else 0.0), opened


def line_costs(shaped: ShapedParagraph, stop: int) -> LineCosts:
    """The running sums of a paragraph that is set up to atom ``stop``; worked out once, and kept with the paragraph."""
    found: LineCosts | None = shaped.derived.get(("costs", stop))
    if found is None:
        found = shaped.derived["costs", stop] = _line_costs(shaped, stop)
    return found


def _line_costs(shaped: ShapedParagraph, stop: int) -> LineCosts:
    whole = line_costs(shaped, len(shaped)) if stop < len(shaped) else None
    gaps = _gaps(shaped) if whole is None else _Gaps(whole.gives, whole.places, whole.late)
    legal = map(Break.PRESSED.__le__, shaped.breaks)
    ends = list(compress(range(1, stop + 1), legal))
    if not ends or ends[-1] != stop:
        ends.append(stop)
    sums = _ends(shaped, ends, stop)
    return LineCosts(
        shaped=shaped,
        stop=stop,
        em=max(shaped.styles[shaped.style_of[0]].size, 1),
        ends=ends,
        natural_to=sums.natural,
        least_to=sums.least,
        widest_to=list(accumulate(sums.natural, max)),
        leads=(0,) * len(shaped) if starts_trimmed(shaped.rules) else shaped.lead,
        released=sums.released,
        hangs=sums.hangs,
        gives=gaps.gives,
        places=gaps.places,
        late=gaps.late,
        end_costs=sums.costs,
        lone_after=lone_after(shaped, stop),
    )


class _Gaps(Struct, frozen=True):
    """Running sums over the whites of a paragraph, whatever it is set up to: as those of :class:`LineCosts`."""

    gives: list[Length]
    places: list[int]
    late: list[Length]


def _gaps(shaped: ShapedParagraph) -> _Gaps:
    general = map(Stretch.GENERAL.__eq__, shaped.stretch)
    if _LATE_STEPS.isdisjoint(shaped.shrink_step):
        late = [0] * (len(shaped) + 1)
    else:
        steps = zip(shaped.shrink, shaped.shrink_step, strict=True)
        late = [0, *accumulate(amount if step in _LATE_STEPS else 0 for amount, step in steps)]
    return _Gaps(_gives(shaped), list(accumulate(general, initial=0)), late)


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


class _Ends(Struct, frozen=True):
    natural: list[Length]
    least: list[Length]
    released: list[Length]
    costs: list[float]
    hangs: dict[int, Length]


def _ends(shaped: ShapedParagraph, ends: list[int], stop: int) -> _Ends:
    """What a line end at each atom adds to the sums: entry i is for a line that ends before atom i."""
    rules = shaped.rules
    trails = (0,) * len(shaped) if ends_trimmed(rules) else shaped.trail
    natural = [0, *map(add, map(sub, shaped.natural[1:], shaped.white), trails)]
    least = [0, *map(add, map(sub, shaped.least[1:], shaped.white), shaped.shrink)]
    if ends_kept(rules):
        least[1:] = map(add, least[1:], trails)
        trails = (0,) * len(shaped)
    found = _Ends(natural, least, [0, *trails], _end_costs(shaped, stop), {})
    special = set(shaped.hyphens)
    if rules.hanging is not Hanging.NEVER:
        special.update(last - 1 for last in ends)
    for index in special:
        _correct(shaped, index + 1, found)
    return found


def _correct(shaped: ShapedParagraph, last: int, found: _Ends) -> None:
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
