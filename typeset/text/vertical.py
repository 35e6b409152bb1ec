"""Set a short text from top to bottom (竖题): upright Han and marks in their vertical forms, long words turned.

For headlines. Whole vertical paragraphs are a later issue; this module places one column and nothing more.
"""

from __future__ import annotations

from dataclasses import dataclass

from typeset.faces import Face, FaceBook
from typeset.model.style import TextStyle
from typeset.text.classes import CharClass, classify
from typeset.units import EM_ASCENT, Length

MILLI = 1000
_TOGETHER_MOST = 2
_TURNED = frozenset({CharClass.LETTER, CharClass.DIGIT, CharClass.WESTERN_MARK, CharClass.WESTERN_CLOSING})
_LONG_MARKS = frozenset({CharClass.DASH, CharClass.ELLIPSIS})


@dataclass(frozen=True, slots=True)
class UprightGlyph:
    """One glyph of a vertical line.

    ``x`` is the glyph's origin from the line's axis, ``y`` its baseline from the top of the line. ``turned``
    glyphs are rotated 90° clockwise round that origin. ``text`` is what was typed for it.
    """

    face: str
    gid: int
    x: Length
    y: Length
    text: str
    turned: bool = False


@dataclass(frozen=True, slots=True)
class VerticalLine:
    """A vertical line: its glyphs and how far it reaches down."""

    glyphs: tuple[UprightGlyph, ...]
    height: Length


def set_vertical(text: str, style: TextStyle, faces: FaceBook) -> VerticalLine:
    """Set one line of a vertical headline in this style, from y = 0 down.

    Up to two digits stand side by side in one em (纵中横); longer Western runs are turned. The style's tracking
    is added after every character but the last.
    """
    kinds = classify(text)
    glyphs: list[UprightGlyph] = []
    y = 0
    for first, last in _pieces(text, kinds):
        if y:
            y += style.tracking
        placed, advance = _place(text[first:last], kinds[first], style, faces, y)
        glyphs.extend(placed)
        y += advance
    return VerticalLine(tuple(glyphs), y)


def _pieces(text: str, kinds: list[CharClass]) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    index = 0
    while index < len(text):
        end = index + 1
        if kinds[index] in _TURNED:
            while end < len(text) and kinds[end] in _TURNED:
                end += 1
        elif kinds[index] in _LONG_MARKS:
            while end < len(text) and kinds[end] is kinds[index]:
                end += 1
        pieces.append((index, end))
        index = end
    return pieces


def _place(
    piece: str, kind: CharClass, style: TextStyle, faces: FaceBook, y: Length
) -> tuple[list[UprightGlyph], Length]:
    face = faces.pick(style.face, piece[0])
    if face is None:
        return [UprightGlyph("", 0, -style.size // 2, y + EM_ASCENT * style.size // MILLI, piece)], style.size
    if kind in _LONG_MARKS:
        return _long_mark(piece, face, style, y)
    if kind in _TURNED:
        together = len(piece) <= _TOGETHER_MOST and piece.isdigit()
        return _side_by_side(piece, face, style, y) if together else _turned(piece, face, style, y)
    gid = face.vertical_glyph(piece)
    x = -face.advance(gid) * style.size // MILLI // 2
    return [UprightGlyph(face.role, gid, x, y + EM_ASCENT * style.size // MILLI, piece)], style.size


def _long_mark(piece: str, face: Face, style: TextStyle, y: Length) -> tuple[list[UprightGlyph], Length]:
    glyphs = []
    shaped = face.shape(piece, vertical=True)
    each = style.size * len(piece) // max(len(shaped), 1)
    for number, glyph in enumerate(shaped):
        text = piece if len(shaped) == 1 else piece[number : number + 1]
        origin = y + number * each + glyph.dy * -style.size // MILLI
        glyphs.append(UprightGlyph(face.role, glyph.gid, glyph.dx * style.size // MILLI, origin, text))
    return glyphs, style.size * len(piece)


def _side_by_side(piece: str, face: Face, style: TextStyle, y: Length) -> tuple[list[UprightGlyph], Length]:
    shaped = face.shape(piece)
    width = sum(g.advance for g in shaped) * style.size // MILLI
    glyphs, x = [], -width // 2
    for glyph in shaped:
        baseline = y + EM_ASCENT * style.size // MILLI
        glyphs.append(UprightGlyph(face.role, glyph.gid, x, baseline, piece[glyph.cluster]))
        x += glyph.advance * style.size // MILLI
    return glyphs, style.size


def _turned(piece: str, face: Face, style: TextStyle, y: Length) -> tuple[list[UprightGlyph], Length]:
    # Turned clockwise the text's up is the page's right: the baseline lies left of the axis by half the x-height zone.
    below = -(EM_ASCENT - MILLI // 2) * style.size // MILLI
    glyphs, along = [], y
    for glyph in face.shape(piece):
        glyphs.append(UprightGlyph(face.role, glyph.gid, below, along, piece[glyph.cluster], turned=True))
        along += glyph.advance * style.size // MILLI
    return glyphs, along - y
