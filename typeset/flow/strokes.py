"""What straight rules consist of: their strokes, dots and dashes, in the weights of newsprint, and boxes of them.

Nothing is thinner than 0.3 pt but by the layout's own wish, and whites are wide enough not to fill in.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from typeset.flow.missing import frame_rules
from typeset.flow.outlines import on_quarter, quarter, rounded
from typeset.model.layout import Rect, RuleKind, RuleSpec
from typeset.model.placed import Dot, Item, LineStyle, Outline, Path, Point, Rule
from typeset.model.style import Colour
from typeset.units import Length

MILLI: Final = 1000
# How long a quarter of a circle is, in thousandths of its radius.
_QUARTER_LENGTH: Final = 1571
THIN: Final[Length] = 500
THICK: Final[Length] = 1500
_DOT: Final[Length] = 1000
_DASH: Final[Length] = 600
_PAIR_GAP: Final[Length] = 1500
_WAVE: Final[Length] = 2500
_ORNAMENT: Final[Length] = 3600


class Stroke(Struct, frozen=True):
    """A stroke of a rule: how far its centre lies from the rule's own line, inwards or downwards, and its width."""

    at: Length
    width: Length
    style: LineStyle = LineStyle.SOLID


# Strokes of each kind, from the outside in or from the top down.
_STROKES: Final[dict[RuleKind, tuple[Stroke, ...]]] = {
    RuleKind.THIN: (Stroke(0, THIN),),
    RuleKind.THICK: (Stroke(0, THICK),),
    RuleKind.DOUBLE: (Stroke(-_PAIR_GAP // 2, THIN), Stroke(_PAIR_GAP // 2, THIN)),
    RuleKind.THICK_THIN: (Stroke(-_PAIR_GAP // 2, THICK), Stroke(_PAIR_GAP, THIN)),
    RuleKind.THIN_THICK: (Stroke(-_PAIR_GAP, THIN), Stroke(_PAIR_GAP // 2, THICK)),
    RuleKind.DOTTED: (Stroke(0, _DOT, LineStyle.DOTTED),),
    RuleKind.DASHED: (Stroke(0, _DASH, LineStyle.DASHED),),
}
_EXTENTS: Final[dict[RuleKind, Length]] = {RuleKind.WAVE: _WAVE, RuleKind.ORNAMENT: _ORNAMENT}


def extent(rule: RuleSpec) -> Length:
    """How wide a rule is across, from ink to ink."""
    return rule.width or _natural(rule.kind)


def _natural(kind: RuleKind) -> Length:
    if kind in _EXTENTS:
        return _EXTENTS[kind]
    first, last = _STROKES[kind][0], _STROKES[kind][-1]
    return last.at + last.width // 2 - first.at + first.width // 2


def strokes_of(rule: RuleSpec) -> tuple[Stroke, ...]:
    """The strokes of a rule in the width it was asked for."""
    usual = _STROKES[rule.kind]
    if not rule.width:
        return usual
    wide, natural = rule.width, _natural(rule.kind)
    return tuple(Stroke(s.at * wide // natural, max(1, s.width * wide // natural), s.style) for s in usual)


def inset(rect: Rect, by: Length) -> Rect:
    """The rectangle so much inside another."""
    return Rect(rect.x + by, rect.y + by, rect.width - 2 * by, rect.height - 2 * by)


def stroke_box(rect: Rect, radius: Length, stroke: Stroke, colour: Colour) -> list[Item]:
    """One stroke all round, its ink centred on the edges of a rectangle."""
    if stroke.style is LineStyle.SOLID:
        if radius:
            return [Path((rounded(rect, radius),), colour, stroke.width)]
        return frame_rules(rect, stroke.width, colour)
    r = min(radius, rect.width // 2, rect.height // 2)
    # Dots, and the dashes of square corners, stand on the corners themselves.
    over = stroke.width // 2 if stroke.style is LineStyle.DOTTED or not r else 0
    left, top, right, foot = rect.x, rect.y, rect.right, rect.bottom
    sides = (
        (left + r - over, top, right - r + over, top),
        (right, top + r - over, right, foot - r + over),
        (left + r - over, foot, right - r + over, foot),
        (left, top + r - over, left, foot - r + over),
    )
    return [
        *(Rule(*ends, stroke.width, colour, stroke.style) for ends in sides),
        *(_round_corners(rect, r, stroke, colour) if r else ()),
    ]


def _round_corners(rect: Rect, r: Length, stroke: Stroke, colour: Colour) -> list[Item]:
    """The corners of a broken box: dots go on round them, dashes are closed there so that the box holds together."""
    left, top, right, foot = rect.x, rect.y, rect.right, rect.bottom
    corners: tuple[tuple[Point, Point, Point], ...] = (
        ((left, top + r), (left, top), (left + r, top)),
        ((right - r, top), (right, top), (right, top + r)),
        ((right, foot - r), (right, foot), (right - r, foot)),
        ((left + r, foot), (left, foot), (left, foot - r)),
    )
    if stroke.style is LineStyle.DASHED:
        arcs = tuple(Outline(corner[0], (quarter(*corner),), closed=False) for corner in corners)
        return [Path(arcs, colour, stroke.width)]
    pitch = 2 * stroke.width
    steps = max(1, (r * _QUARTER_LENGTH // MILLI + pitch // 2) // pitch)
    return [
        Dot(*on_quarter(*corner, step, steps), stroke.width, colour)
        for corner in corners
        for step in range(1, steps)
    ]
