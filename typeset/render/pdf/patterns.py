"""Dash patterns of rules, fitted to their length: each begins and ends with a whole dot or dash."""

from __future__ import annotations

from typing import Final

from typeset.model.placed import LineStyle, Rule
from typeset.render.pdf.numbers import thousandths
from typeset.units import Length

SOLID: Final = "[] 0 d 0 J"
# A dash and the white after it, in widths of its rule.
_DASH: Final = 5
_GAP: Final = 3

Ends = tuple[Length, Length, Length, Length]


def line_and_pattern(rule: Rule) -> tuple[Ends, str]:
    """The line to be drawn (x0, y0, x1, y1) and the operators of its pattern."""
    ends = (rule.x0, rule.y0, rule.x1, rule.y1)
    match rule.style if rule.width else LineStyle.SOLID:
        case LineStyle.SOLID:
            return ends, SOLID
        case LineStyle.DOTTED:
            return _dotted(rule)
        case LineStyle.DASHED:
            return ends, _dashed(rule)


def _dotted(rule: Rule) -> tuple[Ends, str]:
    """Round dots as far apart as they are wide, the first and the last within the rule's ends."""
    dx, dy = rule.x1 - rule.x0, rule.y1 - rule.y0
    extent = max(abs(dx), abs(dy))
    inset = min(rule.width, extent) // 2
    along_x = (inset if dx > 0 else -inset) if dx else 0
    along_y = (inset if dy > 0 else -inset) if dy else 0
    length = extent - 2 * inset
    # Rounding down, so that the last dot is not lost.
    gap = length // max(length // (2 * rule.width), 1)
    line = (rule.x0 + along_x, rule.y0 + along_y, rule.x1 - along_x, rule.y1 - along_y)
    return line, f"[0 {thousandths(max(gap, 1))}] 0 d 1 J"


def _dashed(rule: Rule) -> str:
    length = max(abs(rule.x1 - rule.x0), abs(rule.y1 - rule.y0))
    dash = _DASH * rule.width
    steps = (length - dash) // ((_DASH + _GAP) * rule.width)
    if steps < 1:
        return SOLID
    # Rounding up: the last dash is a little shorter, but it reaches the end.
    gap = -(-(length - dash) // steps) - dash
    return f"[{thousandths(dash)} {thousandths(gap)}] 0 d 0 J"
