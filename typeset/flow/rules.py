"""Rules of the trade (线) between and round frames."""

from __future__ import annotations

from typing import Final

from typeset.flow.missing import frame_rules
from typeset.model.layout import FrameSpec, Rect, RuleKind, Side
from typeset.model.placed import Item, Rule, Tint
from typeset.model.style import BLACK, Colour
from typeset.units import Length

HAIRLINE: Final[Length] = 300
THIN: Final[Length] = 500
THICK: Final[Length] = 1500
_PAIR_GAP: Final[Length] = 1500

# Strokes of each kind, from the outside in: (offset of the stroke's centre from the rule's own line, width).
_STROKES: Final[dict[RuleKind, tuple[tuple[Length, Length], ...]]] = {
    RuleKind.THIN: ((0, THIN),),
    RuleKind.THICK: ((0, THICK),),
    RuleKind.DOUBLE: ((-_PAIR_GAP // 2, THIN), (_PAIR_GAP // 2, THIN)),
    RuleKind.THICK_THIN: ((-_PAIR_GAP // 2, THICK), (_PAIR_GAP, THIN)),
}


def horizontal(x0: Length, x1: Length, y: Length, kind: RuleKind, colour: Colour = BLACK) -> list[Item]:
    """A horizontal rule of a kind, centred on ``y``."""
    return [Rule(x0, y + at, x1, y + at, width, colour) for at, width in _STROKES[kind]]


def vertical(x: Length, y0: Length, y1: Length, kind: RuleKind, colour: Colour = BLACK) -> list[Item]:
    """A vertical rule of a kind, centred on ``x``."""
    return [Rule(x + at, y0, x + at, y1, width, colour) for at, width in _STROKES[kind]]


def box(rect: Rect, kind: RuleKind) -> list[Item]:
    """A frame of rules inside a rectangle: its outermost ink ends at the edges."""
    strokes = _STROKES[kind]
    outermost = min(at - width // 2 for at, width in strokes)
    items: list[Item] = []
    for centre, width in strokes:
        at = centre - outermost
        inner = Rect(rect.x + at, rect.y + at, rect.width - 2 * at, rect.height - 2 * at)
        items.extend(frame_rules(inner, width, BLACK))
    return items


def around(frame: FrameSpec, rect: Rect, *, leading: Length, gutter: Length) -> list[Item]:
    """What the layout asks for round a frame: its tint, its box, and rules in the middle of the white beside it."""
    items: list[Item] = []
    if frame.tint is not None:
        items.append(Tint(rect, frame.tint))
    if frame.box is not None:
        items.extend(box(rect, frame.box))
    for side, kind in frame.rules:
        match side:
            case Side.ABOVE:
                items.extend(horizontal(rect.x, rect.right, rect.y - leading // 2, kind))
            case Side.BELOW:
                items.extend(horizontal(rect.x, rect.right, rect.bottom + leading // 2, kind))
            case Side.LEFT:
                items.extend(vertical(rect.x - gutter // 2, rect.y, rect.bottom, kind))
            case Side.RIGHT:
                items.extend(vertical(rect.right + gutter // 2, rect.y, rect.bottom, kind))
    return items
