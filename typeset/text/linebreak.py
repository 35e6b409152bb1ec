"""Break a paragraph into lines: over the whole paragraph, or greedily, pushing in before pushing out (clreq 6.1).

The composer is asked for all lines from an atom on, in a given measure, so that the flow may resume at any line
and change the measure there. It never looks at pages.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from math import inf

from msgspec import Struct

from typeset.model.style import Align, Composition
from typeset.text.breaks import Break
from typeset.text.classes import CharClass
from typeset.text.justify import Line, least_width, natural_width, set_line
from typeset.text.looseness import Offer, offer
from typeset.text.shaped import ShapedParagraph
from typeset.text.spacing import Stretch
from typeset.text.totalfit import line_ends
from typeset.units import Length

MILLI = 1000
# A line stretched by more than this at every gap, in thousandths of an em, reads as single characters.
TORN = 200
_SPACES = frozenset({CharClass.SPACE, CharClass.EM_SPACE, CharClass.BREAK_SPACE})


class Piece(Struct, frozen=True):
    """The room of one line that differs from the measure: from ``start`` of its left edge on, ``width`` wide."""

    start: Length
    width: Length


class Measure(Struct, frozen=True):
    """The width lines are set to, and their indents: ``first`` for the first line asked for, ``rest`` for others.

    ``pieces`` are the rooms of the first lines where they differ line by line, beside a picture; all lines after
    them have the whole width. An indent comes off the piece as it does off the width.
    """

    width: Length
    first: Length = 0
    rest: Length = 0
    pieces: tuple[Piece, ...] = ()

    def span(self, number: int) -> tuple[Length, Length]:
        """Where line ``number`` begins and ends, counted from the left edge of the measure."""
        indent = self.rest if number else self.first
        if number < len(self.pieces):
            piece = self.pieces[number]
            return piece.start + indent, piece.start + piece.width
        return indent, self.width

    @property
    def rooms(self) -> tuple[Length, ...]:
        """The rooms of the first lines as far as they differ, the last of them that of all lines to follow."""
        spans = (self.span(number) for number in range(max(1, len(self.pieces)) + 1))
        rooms = [end - start for start, end in spans]
        while len(rooms) > 1 and rooms[-2] == rooms[-1]:
            rooms.pop()
        return tuple(rooms)


class Setting(Struct, frozen=True):
    """A paragraph in one line fewer or more than it takes: its lines, their shape, and what that costs.

    ``price`` is in the unit of :mod:`typeset.text.linecost`: 100 is one line opened by 0.1 em at every gap.
    """

    shaped: ShapedParagraph
    lines: tuple[Line, ...]
    price: float


def compose(
    shaped: ShapedParagraph,
    measure: Measure,
    *,
    at: int = 0,
    end: int | None = None,
    align: Align = Align.JUSTIFY,
) -> tuple[Line, ...]:
    """All lines from atom ``at`` to atom ``end`` (the whole paragraph when None).

    The last line is not stretched. Every line holds at least one atom, so the loop ends.
    """
    stop = len(shaped) if end is None else end
    if at >= stop:
        return ()
    if _weighed(shaped, align):
        ends = line_ends(shaped, at, stop, measure.rooms)
    else:
        ends = _filled_ends(shaped, at, stop, measure)
    return _set_lines(shaped, at, ends, measure, align)


def loosened(
    shaped: ShapedParagraph,
    measure: Measure,
    looseness: int,
    *,
    at: int = 0,
    end: int | None = None,
    align: Align = Align.JUSTIFY,
) -> Setting | None:
    """The paragraph in ``looseness`` lines more (−1: fewer) than :func:`compose` takes, and the price.

    None when it cannot be had within the limits of squeezing and opening, and for lines that are filled one by one
    or not justified: those have only one setting.
    """
    stop = len(shaped) if end is None else end
    found = _offered(shaped, measure, looseness, (at, stop), align)
    if found is None:
        return None
    tried = found.shape_of(shaped)
    return Setting(tried, _set_lines(tried, at, found.ends, measure, align), found.price)


def loosened_price(
    shaped: ShapedParagraph,
    measure: Measure,
    looseness: int,
    *,
    align: Align = Align.JUSTIFY,
    most: float = inf,
) -> float | None:
    """The price :func:`loosened` would tell of the whole paragraph, without setting its lines; None where it is ``most`` or more."""
    found = _offered(shaped, measure, looseness, (0, len(shaped)), align, most)
    return None if found is None else found.price


def _offered(
    shaped: ShapedParagraph,
    measure: Measure,
    looseness: int,
    span: tuple[int, int],
    align: Align,
    most: float = inf,
) -> Offer | None:
    at, stop = span
    if at >= stop or not _weighed(shaped, align):
        return None
    return offer(shaped, at, stop, measure.rooms, looseness, most)


def _weighed(shaped: ShapedParagraph, align: Align) -> bool:
    """Whether line ends are weighed over the whole paragraph: where the style asks for it and lines are justified."""
    return align is Align.JUSTIFY and shaped.rules.composition is Composition.TOTAL_FIT


def _filled_ends(shaped: ShapedParagraph, at: int, stop: int, measure: Measure) -> list[int]:
    ends: list[int] = []
    while at < stop:
        start, limit = measure.span(len(ends))
        at = _line_end(shaped, at, stop, limit - start)
        ends.append(at)
    return ends


def _set_lines(
    shaped: ShapedParagraph, at: int, ends: Sequence[int], measure: Measure, align: Align
) -> tuple[Line, ...]:
    lines: list[Line] = []
    for number, last in enumerate(ends):
        start, limit = measure.span(number)
        flush = align is Align.JUSTIFY and last < ends[-1]
        line = set_line(shaped, at, last, limit, indent=start, flush=flush)
        lines.append(_aligned(line, limit, align))
        at = last
    return tuple(lines)


def _line_end(shaped: ShapedParagraph, first: int, stop: int, room: Length) -> int:
    """The last atom (excluded) of the line that begins at ``first``."""
    if least_width(shaped, first, stop) <= room and natural_width(shaped, first, stop) <= room:
        return stop
    # `least` grows with every atom, so no line can reach beyond `limit`; one more atom may end in trimmed white.
    limit = bisect_right(shaped.least, shaped.least[first] + room, lo=first + 1, hi=stop + 1)
    limit = min(stop, limit + 1)
    pressed = emergency = 0
    for last in range(limit, first, -1):
        if last < stop and shaped.breaks[last - 1] is Break.NEVER:
            continue
        if least_width(shaped, first, last) > room:
            continue
        if last == stop or shaped.breaks[last - 1] is Break.ALLOWED:
            if pressed and _is_torn(shaped, first, last, room):
                return pressed
            return _with_spaces(shaped, last, stop)
        if shaped.breaks[last - 1] >= Break.PRESSED:
            pressed = pressed or last
        emergency = emergency or last
    return pressed or emergency or first + 1


def _is_torn(shaped: ShapedParagraph, first: int, last: int, room: Length) -> bool:
    """Whether a line would be stretched so far that a break inside a Western run is the lesser evil."""
    spare = room - natural_width(shaped, first, last)
    gaps = sum(1 for stretch in shaped.stretch[first : last - 1] if stretch is not Stretch.NONE)
    size = shaped.styles[shaped.style_of[first]].size
    return spare * MILLI > TORN * size * max(gaps, 1)


def _with_spaces(shaped: ShapedParagraph, last: int, stop: int) -> int:
    """Spaces that follow stay at the end of the line, where they take no room."""
    while last < stop and shaped.kinds[last] in _SPACES and shaped.ink[last] == 0:
        last += 1
    return last


def _aligned(line: Line, width: Length, align: Align) -> Line:
    spare = width - line.width
    if spare <= 0 or align in {Align.JUSTIFY, Align.LEFT}:
        return line
    shift = spare // 2 if align is Align.CENTER else spare
    xs = tuple(x + shift for x in line.xs)
    return Line(line.first, line.last, xs, line.width + shift, line.added, line.taken, line.over, line.hung)
