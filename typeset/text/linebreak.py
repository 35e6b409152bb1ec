"""Break a paragraph into lines: greedy, pushing in before pushing out (先挤进后推出, clreq 6.1).

The composer is asked for all lines from an atom on, in a given measure, so that the flow may resume at any line
and change the measure there. It never looks at pages.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from typeset.model.style import Align
from typeset.text.breaks import Break
from typeset.text.classes import CharClass
from typeset.text.justify import Line, least_width, natural_width, set_line
from typeset.text.shape import ShapedParagraph
from typeset.units import Length

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
    lines: list[Line] = []
    while at < stop:
        indent = measure.rest if lines else measure.first
        last = _line_end(shaped, at, stop, measure.width - indent)
        flush = align is Align.JUSTIFY and last < stop
        line = set_line(shaped, at, last, measure.width, indent=indent, flush=flush)
        lines.append(_aligned(line, measure.width, align))
        at = last
    return tuple(lines)


def _line_end(shaped: ShapedParagraph, first: int, stop: int, room: Length) -> int:
    """The last atom (excluded) of the line that begins at ``first``."""
    if least_width(shaped, first, stop) <= room and natural_width(shaped, first, stop) <= room:
        return stop
    # `least` grows with every atom, so no line can reach beyond `limit`; one more atom may end in trimmed white.
    limit = bisect_right(shaped.least, shaped.least[first] + room, lo=first + 1, hi=stop + 1)
    limit = min(stop, limit + 1)
    emergency = 0
    for last in range(limit, first, -1):
        if last < stop and shaped.breaks[last - 1] is Break.NEVER:
            continue
        if least_width(shaped, first, last) > room:
            continue
        if last == stop or shaped.breaks[last - 1] is Break.ALLOWED:
            return _with_spaces(shaped, last, stop)
        emergency = emergency or last
    return emergency or first + 1


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
