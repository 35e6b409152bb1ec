"""Fit a candidate line to its measure: take white away or add it, in clreq's order (6.2, 6.3).

One line at a time; which line is a candidate is decided in :mod:`typeset.text.linebreak`. Amounts are whole
thousandths of a point and shared out without rounding loss, so that a justified line ends exactly at its measure.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from operator import add

from msgspec import Struct

from typeset.model.style import EdgeEnd, Hanging, LineRules, PunctuationStyle
from typeset.text.breaks import Break
from typeset.text.classes import CharClass
from typeset.text.shaped import ShapedParagraph
from typeset.text.spacing import Shrink, Stretch
from typeset.units import Length

MILLI = 1000
_HANGING = frozenset({CharClass.PAUSE, CharClass.STOP})
_IN_RUNS = frozenset(
    {
        CharClass.PAUSE,
        CharClass.STOP,
        CharClass.OPENING,
        CharClass.CLOSING,
        CharClass.DASH,
        CharClass.ELLIPSIS,
    }
)
_SHRINK_STEPS = tuple(int(step) for step in Shrink if step is not Shrink.NONE)


class Line(Struct, frozen=True):
    """A line as it is set: atoms ``first`` to ``last`` (excluded) at ``xs`` (their ink's left edges).

    Positions count from the left edge of the measure, the indent included; ``width`` is where the last ink (with
    the white it keeps) ends. ``added`` is what was given to each ordinary gap, ``taken`` what all squeezing took.
    ``hung`` is the ink of a mark that stands outside the measure; ``width`` does not count it.
    """

    first: int
    last: int
    xs: tuple[Length, ...]
    width: Length
    added: Length
    taken: Length
    over: Length = 0
    hung: Length = 0


def ends_trimmed(rules: LineRules) -> bool:
    """Whether a mark at the end of a line always loses its white (行末半角 does by its name)."""
    if rules.punctuation is PunctuationStyle.PLAIN:
        return False
    return rules.edge_end is EdgeEnd.TRIM or rules.punctuation is PunctuationStyle.LINE_END_HALF


def ends_kept(rules: LineRules) -> bool:
    """Whether a mark at the end of a line always keeps its white."""
    if rules.punctuation is PunctuationStyle.PLAIN:
        return True
    return rules.edge_end is EdgeEnd.FULL and not ends_trimmed(rules)


def starts_trimmed(rules: LineRules) -> bool:
    """Whether an opening mark at the start of a line loses its white."""
    return rules.edge_start_trim and rules.punctuation is not PunctuationStyle.PLAIN


def end_blank(shaped: ShapedParagraph, last: int) -> Length:
    """The white after the last ink of a line when nothing forces it out: that of its mark, or room for a hyphen.

    Less than nothing when the mark itself always hangs.
    """
    if shaped.breaks[last - 1] is Break.HYPHENATED:
        return shaped.hyphen_width(last - 1)
    if shaped.rules.hanging is Hanging.ALWAYS and _may_hang(shaped, last):
        return -shaped.ink[last - 1]
    return 0 if ends_trimmed(shaped.rules) else shaped.trail[last - 1]


def end_blank_least(shaped: ShapedParagraph, last: int) -> Length:
    """The least white a mark may keep at the end of a line without hanging."""
    blank = end_blank(shaped, last)
    if blank <= 0 or ends_kept(shaped.rules) or shaped.breaks[last - 1] is Break.HYPHENATED:
        return blank
    return 0


def hang_of(shaped: ShapedParagraph, last: int) -> Length:
    """What a line gains when its last mark hangs that need not; 0 when it may not."""
    if shaped.rules.hanging is not Hanging.ALLOW or not _may_hang(shaped, last):
        return 0
    return end_blank_least(shaped, last) + shaped.ink[last - 1]


def _may_hang(shaped: ShapedParagraph, last: int) -> bool:
    """One pause or stop may hang, never one of a run of marks, nor the only character of a line (clreq.md §5.7)."""
    kinds = shaped.kinds
    return kinds[last - 1] in _HANGING and last > 1 and kinds[last - 2] not in _IN_RUNS


def start_blank(shaped: ShapedParagraph, first: int) -> Length:
    """The white an opening mark keeps at the start of a line."""
    return 0 if starts_trimmed(shaped.rules) else shaped.lead[first]


def natural_width(shaped: ShapedParagraph, first: int, last: int) -> Length:
    """The width of a line before anything is taken or given."""
    inside = shaped.natural[last] - shaped.natural[first] - shaped.white[last - 1]
    return start_blank(shaped, first) + inside + end_blank(shaped, last)


def least_width(shaped: ShapedParagraph, first: int, last: int) -> Length:
    """The width of a line squeezed to its limits."""
    kept = shaped.white[last - 1] - shaped.shrink[last - 1]
    inside = shaped.least[last] - shaped.least[first] - kept
    hang = hang_of(shaped, last) if last > first + 1 else 0
    return start_blank(shaped, first) + inside + end_blank_least(shaped, last) - hang


def set_line(
    shaped: ShapedParagraph, first: int, last: int, measure: Length, *, indent: Length, flush: bool
) -> Line:
    """Set atoms ``first`` to ``last`` in ``measure``; stretched to its end when ``flush``, squeezed when too long.

    ``indent`` is part of the measure. A line that stays too long says by how much in ``over``.
    """
    room = measure - indent
    blank = end_blank(shaped, last)
    need = natural_width(shaped, first, last) - room
    taken = added = 0
    if need > 0:
        released = _released(shaped, first, last, need)
        blank -= released
        need -= released
        taken = released
    left = indent + start_blank(shaped, first)
    if need > 0 or (need < 0 and flush and not _opens_evenly(shaped, first, last)):
        whites = list(shaped.white[first : last - 1])
        if need > 0:
            taken += _squeeze(shaped, first, whites, need)
        else:
            added = _stretch(shaped, first, whites, -need)
        xs = tuple(accumulate(map(add, shaped.ink[first : last - 1], whites), initial=left))
    elif need < 0 and flush:
        xs, added = _opened(shaped, first, last, left, -need)
    else:
        shift = left - shaped.natural[first]
        xs = tuple([x + shift for x in shaped.natural[first:last]])
    width = xs[-1] + shaped.ink[last - 1] + blank
    hung = -blank if blank < 0 else 0
    return Line(first, last, xs, width, added, taken, max(0, width - measure), hung)


def _opens_evenly(shaped: ShapedParagraph, first: int, last: int) -> bool:
    """Whether all gaps of a line that grow are ordinary ones, and there is one."""
    inside = shaped.stretch[first : last - 1]
    ordinary = inside.count(Stretch.GENERAL)
    return ordinary > 0 and ordinary + inside.count(Stretch.NONE) == len(inside)


def _opened(
    shaped: ShapedParagraph, first: int, last: int, left: Length, give: Length
) -> tuple[tuple[Length, ...], Length]:
    """Where the atoms of a line stand whose ordinary gaps share ``give``, and what each got: as :func:`share` parts it."""
    inside = shaped.stretch[first : last - 1]
    gaps = inside.count(Stretch.GENERAL)
    before = (
        range(gaps + 1) if gaps == len(inside) else accumulate(map(Stretch.GENERAL.__eq__, inside), initial=0)
    )
    shift = left - shaped.natural[first]
    places = zip(shaped.natural[first:last], before, strict=True)
    return tuple([x + shift + give * seen // gaps for x, seen in places]), give // gaps


def _released(shaped: ShapedParagraph, first: int, last: int, need: Length) -> Length:
    """What the end of a line gives: as much of the mark's white as is needed, or the whole mark, hung."""
    white = end_blank(shaped, last) - end_blank_least(shaped, last)
    if need <= white:
        return need
    return white + (hang_of(shaped, last) if last > first + 1 else 0)


def _squeeze(shaped: ShapedParagraph, first: int, whites: list[Length], need: Length) -> Length:
    """Take ``need`` out of the whites, step by step, all places of one step in proportion; returns what was taken."""
    taken = 0
    steps = shaped.shrink_step[first : first + len(whites)]
    for step in _SHRINK_STEPS:
        if step not in steps:
            continue
        if need <= taken:
            break
        places = [i for i, own in enumerate(steps) if own == step]
        capacities = [shaped.shrink[first + i] for i in places]
        amounts = share(min(need - taken, sum(capacities)), capacities)
        for place, amount in zip(places, amounts, strict=True):
            whites[place] -= amount
        taken += sum(amounts)
    return taken


def _stretch(shaped: ShapedParagraph, first: int, whites: list[Length], give: Length) -> Length:
    """Give ``give`` to the whites in clreq's order; returns what each ordinary gap got."""
    limits = {
        Stretch.WORD: shaped.rules.word_space_most,
        Stretch.HAN_WESTERN: shaped.rules.gap_most,
    }
    inside = shaped.stretch[first : first + len(whites)]
    for step, most in limits.items():
        if step not in inside:
            continue
        places = [i for i in range(len(whites)) if inside[i] is step]
        room = [
            max(0, most * shaped.styles[shaped.style_of[first + i]].size // MILLI - whites[i]) for i in places
        ]
        amounts = share(min(give, sum(room)), room)
        for place, amount in zip(places, amounts, strict=True):
            whites[place] += amount
        give -= sum(amounts)
    places = [i for i in range(len(whites)) if inside[i] is Stretch.GENERAL]
    if not places:
        places = [i for i in range(len(whites)) if inside[i] is not Stretch.NONE]
    if not places or not give:
        return 0
    for place, amount in zip(places, share(give, [1] * len(places)), strict=True):
        whites[place] += amount
    return give // len(places)


def share(amount: Length, capacities: Sequence[int]) -> list[Length]:
    """Split ``amount`` in proportion to the capacities, exactly: the parts add up to it."""
    total = sum(capacities)
    if not total or not amount:
        return [0] * len(capacities)
    parts: list[Length] = []
    before = 0
    seen = 0
    for capacity in capacities:
        seen += capacity
        upto = amount * seen // total
        parts.append(upto - before)
        before = upto
    return parts
