"""Rules of the trade (线) between and round frames: straight strokes, dots and dashes, waves, rows of ornaments.

What the kinds consist of is in :mod:`typeset.flow.strokes` and :mod:`typeset.flow.ornaments`.
"""

from __future__ import annotations

from msgspec.structs import replace

from typeset.flow.ornaments import ornament_box, ornament_row, wave_box, wave_rule
from typeset.flow.outlines import rounded
from typeset.flow.strokes import extent, inset, stroke_box, strokes_of
from typeset.model.layout import BoxSpec, FrameSpec, Rect, RuleKind, RuleSpec, Side, TintSpec
from typeset.model.placed import Item, Path, Rule, Tint
from typeset.units import Length


def horizontal(x0: Length, x1: Length, y: Length, rule: RuleSpec) -> list[Item]:
    """A horizontal rule centred on ``y``."""
    match rule.kind:
        case RuleKind.WAVE:
            return [wave_rule((x0, y), (x1, y), extent(rule), rule.colour)]
        case RuleKind.ORNAMENT:
            return [ornament_row((x0, y), (x1, y), extent(rule), rule.colour)]
        case _:
            return [Rule(x0, y + s.at, x1, y + s.at, s.width, rule.colour, s.style) for s in strokes_of(rule)]


def vertical(x: Length, y0: Length, y1: Length, rule: RuleSpec) -> list[Item]:
    """A vertical rule centred on ``x``."""
    match rule.kind:
        case RuleKind.WAVE:
            return [wave_rule((x, y0), (x, y1), extent(rule), rule.colour)]
        case RuleKind.ORNAMENT:
            return [ornament_row((x, y0), (x, y1), extent(rule), rule.colour)]
        case _:
            return [Rule(x + s.at, y0, x + s.at, y1, s.width, rule.colour, s.style) for s in strokes_of(rule)]


def box(rect: Rect, spec: BoxSpec) -> list[Item]:
    """A frame of rules inside a rectangle: its outermost ink ends at the edges."""
    rule = spec.rule
    match rule.kind:
        case RuleKind.WAVE:
            return [wave_box(rect, extent(rule), rule.colour)]
        case RuleKind.ORNAMENT:
            return [ornament_box(rect, extent(rule), rule.colour)]
    strokes = strokes_of(rule)
    outermost = min(stroke.at - stroke.width // 2 for stroke in strokes)
    items: list[Item] = []
    for stroke in strokes:
        at = stroke.at - outermost
        radius = max(0, spec.radius - at) if spec.radius else 0
        items.extend(stroke_box(inset(rect, at), radius, stroke, rule.colour))
    return items


def ground(rect: Rect, tint: TintSpec, around_it: BoxSpec | None) -> Item:
    """The tint of a frame, as far as its box goes: in its round corners, its waves, the middle of its ornaments."""
    radius = tint.radius
    if around_it is not None:
        radius = radius or around_it.radius
        match around_it.rule.kind:
            case RuleKind.WAVE:
                return replace(wave_box(rect, extent(around_it.rule), tint.colour), width=0)
            case RuleKind.ORNAMENT:
                rect = inset(rect, extent(around_it.rule) // 2)
    return Path((rounded(rect, radius),), tint.colour) if radius else Tint(rect, tint.colour)


def around(frame: FrameSpec, rect: Rect, *, leading: Length, gutter: Length) -> list[Item]:
    """What the layout asks for round a frame: its tint, its box, and rules in the middle of the white beside it."""
    items: list[Item] = []
    if frame.tint is not None:
        items.append(ground(rect, frame.tint, frame.box))
    if frame.box is not None:
        items.extend(box(rect, frame.box))
    for side, rule in frame.rules:
        line = beside(side, rect, leading=leading, gutter=gutter)
        if side in {Side.ABOVE, Side.BELOW}:
            items.extend(horizontal(line.x, line.right, line.y, rule))
        else:
            items.extend(vertical(line.x, line.y, line.bottom, rule))
    return items


def beside(side: Side, rect: Rect, *, leading: Length, gutter: Length) -> Rect:
    """Where the middle of a rule beside a frame runs: a rectangle without height, or without width."""
    match side:
        case Side.ABOVE:
            return Rect(rect.x, rect.y - leading // 2, rect.width, 0)
        case Side.BELOW:
            return Rect(rect.x, rect.bottom + leading // 2, rect.width, 0)
        case Side.LEFT:
            return Rect(rect.x - gutter // 2, rect.y, 0, rect.height)
        case Side.RIGHT:
            return Rect(rect.right + gutter // 2, rect.y, 0, rect.height)
