"""Rules that are drawn and not ruled: waves (曲线, 波纹线) and rows of small ornaments (花边), alone and as boxes.

A box is one figure: its waves and ornaments come out even on every side and turn its corners.
"""

from __future__ import annotations

from typing import Final

from typeset.flow.outlines import MILLI, circle, diamond, quarter, spread, wave
from typeset.model.layout import Rect
from typeset.model.placed import Outline, Path, Point, Segment
from typeset.model.style import Colour
from typeset.units import Length

# Of the width of the whole rule, in thousandths: the pen of a wave, the length of one swing, and how far from its
# corner a box of waves turns (a half circle over this corner is as wide as a swing).
_PEN: Final = 240
_SWING: Final = 1000
_TURN: Final = 707
# Of the width of an ornament: from one diamond to the next, with a dot between them, and the radius of the dot.
_PITCH: Final = 1800
_DOT: Final = 150


def _of(width: Length, thousandths: int) -> Length:
    return max(1, width * thousandths // MILLI)


def wave_rule(start: Point, end: Point, width: Length, colour: Colour) -> Path:
    """A wave from a point to a point of a level or upright line, ``width`` from crest to trough."""
    pen = _of(width, _PEN)
    length = abs(end[0] - start[0]) + abs(end[1] - start[1])
    swings = max(1, (length + _of(width, _SWING) // 2) // _of(width, _SWING))
    segments = wave(start, end, (width - pen) // 2, swings)
    return Path((Outline(start, segments, closed=False),), colour, pen)


def wave_box(rect: Rect, width: Length, colour: Colour) -> Path:
    """Waves on four sides as one line: the corners are turned in a half circle that is a swing to the outside."""
    pen = _of(width, _PEN)
    inset = width // 2
    left, top, right, foot = rect.x + inset, rect.y + inset, rect.right - inset, rect.bottom - inset
    q = min(_of(width, _TURN), (right - left) // 2, (foot - top) // 2)
    corners = ((right, top), (right, foot), (left, foot), (left, top))
    ways = ((1, 0), (0, 1), (-1, 0), (0, -1))
    start = at = (left + q, top)
    segments: list[Segment] = []
    for corner, way, turned in zip(corners, ways, (*ways[1:], ways[0]), strict=True):
        before = (corner[0] - way[0] * q, corner[1] - way[1] * q)
        after = (corner[0] + turned[0] * q, corner[1] + turned[1] * q)
        length = abs(before[0] - at[0]) + abs(before[1] - at[1])
        # An odd number, so that the side begins and ends with a swing inwards, between which the corners stand out.
        swings = max(0, length // _of(width, _SWING) - 1) // 2 * 2 + 1
        segments.extend(wave(at, before, (width - pen) // 2, swings, side=-1))
        segments.extend(_half_circle(before, after))
        at = after
    return Path((Outline(start, tuple(segments)),), colour, pen)


def _half_circle(start: Point, end: Point) -> tuple[Segment, Segment]:
    """Two quarters of a circle over the chord between two points, to the left of the way."""
    dx, dy = (end[0] - start[0]) // 2, (end[1] - start[1]) // 2
    out = (dy, -dx)
    top = (start[0] + dx + out[0], start[1] + dy + out[1])
    first = (start[0] + out[0], start[1] + out[1])
    second = (end[0] + out[0], end[1] + out[1])
    return quarter(start, first, top), quarter(top, second, end)


def ornament_row(start: Point, end: Point, width: Length, colour: Colour) -> Path:
    """Diamonds with dots between them, from the one end of a level or upright rule to the other."""
    half = width // 2
    if start[1] == end[1]:
        places = [(x, start[1]) for x in spread(start[0] + half, end[0] - half, _of(width, _PITCH))]
    else:
        places = [(start[0], y) for y in spread(start[1] + half, end[1] - half, _of(width, _PITCH))]
    return Path(_beads(places, width), colour)


def ornament_box(rect: Rect, width: Length, colour: Colour) -> Path:
    """A row of diamonds and dots on each side, a diamond in every corner."""
    half = width // 2
    left, top, right, foot = rect.x + half, rect.y + half, rect.right - half, rect.bottom - half
    pitch = _of(width, _PITCH)
    across, down = spread(left, right, pitch), spread(top, foot, pitch)
    places = [
        *((x, top) for x in across),
        *((right, y) for y in down[1:]),
        *((x, foot) for x in reversed(across[:-1])),
        *((left, y) for y in reversed(down[:-1])),
    ]
    return Path(_beads(places, width), colour)


def _beads(places: list[Point], width: Length) -> tuple[Outline, ...]:
    """Diamonds at the places, a dot in the middle between two; a place that comes twice is drawn once."""
    half, dot = width // 2, _of(width, _DOT)
    outlines: list[Outline] = []
    for number, place in enumerate(places):
        if number:
            before = places[number - 1]
            outlines.append(circle(((before[0] + place[0]) // 2, (before[1] + place[1]) // 2), dot))
        if number == 0 or place != places[0]:
            outlines.append(diamond(place, half))
    return tuple(outlines)
