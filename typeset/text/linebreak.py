"""Break a paragraph into lines: over the whole paragraph, or greedily, pushing in before pushing out (clreq 6.1).

The composer is asked for all lines from an atom on, in a given measure, so that the flow may resume at any line
and change the measure there. It never looks at pages.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from typeset.model.style import Align, Composition
from typeset.text.breaks import Break
from typeset.text.classes import CharClass
from typeset.text.justify import Line, least_width, natural_width, set_line
from typeset.text.shape import ShapedParagraph
from typeset.text.spacing import Stretch
from typeset.text.totalfit import line_ends
from typeset.units import Length

MILLI = 1000
# A line stretched by more than this at every gap, in thousandths of an em, reads as single characters.
TORN = 200
_SPACES = frozenset({CharClass.SPACE, CharClass.EM_SPACE, CharClass.BREAK_SPACE})


@dataclass(frozen=True, slots=True)
class Measure:
    """The width lines are set to, and their indents: ``first`` for the first line asked for, ``rest`` for others."""

    width: Length
    first: Length = 0
    rest: Length = 0


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
    ends = _chosen_ends(shaped, at, stop, measure, align)
    lines: list[Line] = []
    while at < stop:
        indent = measure.rest if lines else measure.first
        last = ends[len(lines)] if ends else _line_end(shaped, at, stop, measure.width - indent)
        flush = align is Align.JUSTIFY and last < stop
        line = set_line(shaped, at, last, measure.width, indent=indent, flush=flush)
        lines.append(_aligned(line, measure.width, align))
        at = last
    return tuple(lines)


def _chosen_ends(
    shaped: ShapedParagraph, at: int, stop: int, measure: Measure, align: Align
) -> list[int] | None:
    """Line ends weighed over the whole paragraph, where the style asks for it and lines are justified."""
    if align is not Align.JUSTIFY or shaped.rules.composition is not Composition.TOTAL_FIT or at >= stop:
        return None
    return line_ends(shaped, at, stop, measure.width - measure.first, measure.width - measure.rest)


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
        if shaped.breaks[last - 1] is Break.PRESSED:
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
    return Line(line.first, line.last, xs, line.width + shift, line.added, line.taken, line.over)
