"""What stands over, under and round the characters of a finished line: ruby, emphasis dots, rules, boxes.

Nothing here moves an atom. A mark of several lines is drawn line by line, for the atoms of it that stand in each.
Distances are thousandths of the size of the characters, from their baseline or em square (clreq.md §9). A vertical
line is adorned like a horizontal one and turned: what stands over it comes to its right, what stands under it to its
left, but for the dots, which stand at the right (clreq.md §9, §10).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.flow.place import MILLI, Spot, place_line
from typeset.flow.tagged import ruby_text, within
from typeset.model.annotation import PICTURE_CHARACTER, Mark
from typeset.model.placed import Dot, GlyphRun, Item, Purpose, Rule
from typeset.model.style import BLACK, TextStyle
from typeset.text.annotations import RUBY_SIZE
from typeset.text.classes import CharClass
from typeset.text.justify import Line, set_line
from typeset.text.shaped import AtomAnnotation, ShapedParagraph
from typeset.units import EM_ASCENT, Length

EM_DESCENT: Final = MILLI - EM_ASCENT
# The em square of a ruby stands on that of its base.
_RUBY_RISE: Final = EM_ASCENT + EM_DESCENT * RUBY_SIZE // MILLI
_DOT: Final = 120
_DOT_DROP: Final = EM_DESCENT + 90
_UNDERLINE_DROP: Final = EM_DESCENT + 60
_UNDER_DOTS: Final = _DOT_DROP + _DOT
# A thin rule: 0.4 pt at body size.
_RULE: Final = 40
# How far the rule of a box stands outside the character's em square: its ink leaves as much white inside.
_BOX_INSET: Final = 20
# Neighbouring underlines are parted by twice this.
_APART: Final = 60
# By how much dots and underlines go down to stand clear of the foot of a box.
_BELOW_BOX: Final = 80


class _Piece(Struct, frozen=True):
    """The atoms of an annotation that stand in one line, by their ink without the room annotations took."""

    annotation: AtomAnnotation
    first: int
    last: int
    left: Length
    right: Length
    style: TextStyle

    def of(self, thousandths: int) -> Length:
        """So many thousandths of the size."""
        return self.style.size * thousandths // MILLI


def adornments(shaped: ShapedParagraph, line: Line, spot: Spot) -> list[Item]:
    """The ruby, dots, rules and boxes of one line, in the order of the annotations."""
    pieces = [
        _piece(shaped, line, annotation, spot)
        for annotation in shaped.annotations
        if annotation.first < line.last and annotation.last > line.first
    ]
    items: list[Item] = []
    for piece in pieces:
        match piece.annotation.mark:
            case Mark.DOTS:
                items += _dots(shaped, line, pieces, piece, spot)
            case Mark.UNDERLINE:
                items.append(_underline(pieces, piece, spot))
            case Mark.BOXED:
                items += _box(piece, spot)
            case Mark.RUBY:
                items += _ruby(piece, spot)
            case Mark.PICTURE:
                # An atom of the line itself.
                pass
    return items


def adornments_down(shaped: ShapedParagraph, line: Line, axis: Length, top: Length) -> list[Item]:
    """The same for a vertical line on its axis, its measure beginning at ``top``."""
    if not shaped.annotations:
        return []
    size = max(style.size for style in shaped.styles)
    middle = (EM_ASCENT - MILLI // 2) * size // MILLI
    return [_turned(item, axis, top, middle) for item in adornments(shaped, line, Spot(0, 0))]


def _turned(item: Item, axis: Length, top: Length, middle: Length) -> Item:
    """An adornment of a line that runs to the right, at its place beside one that runs down.

    ``middle`` is how far above the baseline the middle of the em square is.
    """

    def across(y: Length) -> Length:
        return axis - (y + middle)

    match item:
        case Dot():
            return replace(item, x=axis + (item.y + middle), y=top + item.x)
        case Rule():
            return replace(item, x0=across(item.y0), y0=top + item.x0, x1=across(item.y1), y1=top + item.x1)
        case GlyphRun():
            x = across(item.y)
            first = item.xs[0]
            return replace(item, y=top + first, xs=tuple(x + at - first for at in item.xs), turned=True)
        case _:
            return item


def _piece(shaped: ShapedParagraph, line: Line, annotation: AtomAnnotation, spot: Spot) -> _Piece:
    first, last = max(annotation.first, line.first), min(annotation.last, line.last)
    style = max(
        (shaped.styles[shaped.style_of[index]] for index in range(first, last)), key=lambda style: style.size
    )
    left, _ = _glyph_edges(shaped, line, first)
    _, right = _glyph_edges(shaped, line, last - 1)
    return _Piece(annotation, first, last, spot.x + left, spot.x + right, style)


def _glyph_edges(shaped: ShapedParagraph, line: Line, index: int) -> tuple[Length, Length]:
    """Left and right edge of an atom in its line, without the room an annotation took."""
    size, atom = shaped.styles[shaped.style_of[index]].size, shaped.atoms[index]
    at = line.xs[index - line.first]
    return at + atom.before * size // MILLI, at + shaped.ink[index] - atom.after * size // MILLI


def _dots(
    shaped: ShapedParagraph, line: Line, pieces: Sequence[_Piece], piece: _Piece, spot: Spot
) -> list[Item]:
    """A dot under each Han character, none under marks and blanks."""
    items: list[Item] = []
    drop = _DOT_DROP + (_BELOW_BOX if _shares(pieces, piece, Mark.BOXED) else 0)
    for index in range(piece.first, piece.last):
        if not takes_dot(shaped, index):
            continue
        left, right = _glyph_edges(shaped, line, index)
        style = shaped.styles[shaped.style_of[index]]
        x, y = spot.x + (left + right) // 2, spot.baseline + piece.of(drop)
        items.append(Dot(x, y, piece.of(_DOT), style.colour))
    return items


def takes_dot(shaped: ShapedParagraph, index: int) -> bool:
    """Whether an atom is one that emphasis dots stand under."""
    return shaped.kinds[index] is CharClass.HAN and shaped.text[shaped.offsets[index]] != PICTURE_CHARACTER


def _shares(pieces: Sequence[_Piece], piece: _Piece, mark: Mark) -> bool:
    """Whether atoms of a piece carry this mark as well."""
    return any(
        other.annotation.mark is mark and other.first < piece.last and other.last > piece.first
        for other in pieces
    )


def _underline(pieces: Sequence[_Piece], piece: _Piece, spot: Spot) -> Item:
    """One rule from the first ink to the last, below the dots where there are any."""
    drop = _UNDER_DOTS if _shares(pieces, piece, Mark.DOTS) else _UNDERLINE_DROP
    drop += _BELOW_BOX if _shares(pieces, piece, Mark.BOXED) else 0
    others = [p.annotation for p in pieces if p.annotation.mark is Mark.UNDERLINE]
    apart = piece.of(_APART)
    left = piece.left + (apart if any(o.last == piece.annotation.first for o in others) else 0)
    right = piece.right - (apart if any(o.first == piece.annotation.last for o in others) else 0)
    y = spot.baseline + piece.of(drop)
    return Rule(left, y, right, y, piece.of(_RULE), piece.style.colour)


def _box(piece: _Piece, spot: Spot) -> list[Item]:
    """Thin rules round a name, black whatever its type is, open where it goes on in another line."""
    whole = piece.annotation
    width, inset = piece.of(_RULE), piece.of(_BOX_INSET)
    top = spot.baseline - piece.of(EM_ASCENT) - inset
    foot = spot.baseline + piece.of(EM_DESCENT) + inset
    opens, closes = piece.first == whole.first, piece.last == whole.last
    left = piece.left - (inset if opens else 0)
    right = piece.right + (inset if closes else 0)
    # The ends of the level rules close the corners.
    start, end = left - (width // 2 if opens else 0), right + (width // 2 if closes else 0)
    items: list[Item] = [Rule(start, top, end, top, width, BLACK), Rule(start, foot, end, foot, width, BLACK)]
    if opens:
        items.append(Rule(left, top, left, foot, width, BLACK))
    if closes:
        items.append(Rule(right, top, right, foot, width, BLACK))
    return items


def _ruby(piece: _Piece, spot: Spot) -> list[Item]:
    """The ruby centred over its base; all of it over the first part of a base that had to be broken."""
    ruby = piece.annotation.ruby
    if ruby is None or not len(ruby) or piece.first != piece.annotation.first:
        return []
    line = set_line(ruby, 0, len(ruby), ruby.natural[-1], indent=0, flush=False)
    x = (piece.left + piece.right - ruby.natural[-1]) // 2
    placed = place_line(ruby, line, Spot(x, spot.baseline - piece.of(_RUBY_RISE)), Purpose.RUBY)
    return within(placed, ruby_text(piece.first))
