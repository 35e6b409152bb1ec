"""The visible stand-in for a character no face has: a box with its code point, never a silent blank.

Drawn with rules only, because there may be no face to write it in.
"""

from __future__ import annotations

from typing import Final

from typeset.model.layout import Rect
from typeset.model.placed import Item, Rule
from typeset.model.style import BLACK, Colour
from typeset.units import EM_ASCENT, Length

MILLI = 1000

# Seven strokes of a digit (top, upper left, upper right, middle, lower left, lower right, foot), as on a meter.
_STROKES: Final = {
    "0": "1110111",
    "1": "0010010",
    "2": "1011101",
    "3": "1011011",
    "4": "0111010",
    "5": "1101011",
    "6": "1101111",
    "7": "1010010",
    "8": "1111111",
    "9": "1111011",
    "A": "1111110",
    "B": "0101111",
    "C": "1100101",
    "D": "0011111",
    "E": "1101101",
    "F": "1101100",
}


def missing_box(char: str, x: Length, baseline: Length, size: Length) -> list[Item]:
    """A box one em wide at ``x`` on this baseline, the code point of ``char`` inside."""
    rect = Rect(x + size // 20, baseline - EM_ASCENT * size // MILLI, size * 9 // 10, size)
    return [*frame_rules(rect, size // 20, BLACK), *_hex_strokes(f"{ord(char):04X}", rect, size // 25)]


def frame_rules(rect: Rect, width: Length, colour: Colour) -> list[Item]:
    """Four rules round a rectangle, their ink centred on its edges, corners closed."""
    half = width // 2
    return [
        Rule(rect.x - half, rect.y, rect.right + half, rect.y, width, colour),
        Rule(rect.right, rect.y, rect.right, rect.bottom, width, colour),
        Rule(rect.x - half, rect.bottom, rect.right + half, rect.bottom, width, colour),
        Rule(rect.x, rect.y, rect.x, rect.bottom, width, colour),
    ]


def _hex_strokes(code: str, rect: Rect, width: Length) -> list[Item]:
    columns = (len(code) + 1) // 2
    cell_w, cell_h = rect.width // columns, rect.height // 2
    items: list[Item] = []
    for number, digit in enumerate(code):
        x = rect.x + number % columns * cell_w + cell_w // 5
        y = rect.y + number // columns * cell_h + cell_h // 6
        items.extend(_digit(digit, Rect(x, y, cell_w * 3 // 5, cell_h * 2 // 3), width))
    return items


def _digit(digit: str, box: Rect, width: Length) -> list[Item]:
    left, right, top, foot = box.x, box.right, box.y, box.bottom
    middle = (top + foot) // 2
    strokes = (
        (left, top, right, top),
        (left, top, left, middle),
        (right, top, right, middle),
        (left, middle, right, middle),
        (left, middle, left, foot),
        (right, middle, right, foot),
        (left, foot, right, foot),
    )
    return [
        Rule(x0, y0, x1, y1, width, BLACK)
        for on, (x0, y0, x1, y1) in zip(_STROKES[digit], strokes, strict=True)
        if on == "1"
    ]
