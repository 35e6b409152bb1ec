"""Marks as (white, ink, white): what the class table says, checked against the face's own ink and its ``halt``.

A mark gives up white and never ink. Where the face has half-width forms of its own (``halt``) for the side the table
names, its amounts count; where its ink stands elsewhere than the table says (a comma in the corner in a region that
centres it, or the other way round) the ink counts (clreq.md §1, "do not trust the table blindly").
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from typeset.faces import Face
from typeset.model.style import Region
from typeset.text.class_table import FULL, HALF, Blank, Box, box_of

_QUARTER: Final = 250
_ELLIPSES: Final = "…⋯"
_TWO_EM_DASH: Final = "⸺"
# An ink this wide, in thousandths, fills its em, so that two of them touch: what a joined —— needs.
_JOINED_INK: Final = 960
# How far the dots of an ellipsis may be from thirds of the em, and their middle from that of the em box.
_UNEVEN: Final = 25
_MIDDLE: Final = 380
# Marks that stand in the corner in one region and in the middle in another.
_WANDERING: Final = frozenset("、，。．：；")


class Trim(Struct, frozen=True):
    """White, ink box and white of a mark in a face, in thousandths of an em; together they are its width.

    ``origin`` leads from the left edge of the ink box to the origin of the glyph.
    """

    origin: int
    lead: int
    ink: int
    trail: int


def trimmed(face: Face, char: str, region: Region = Region.MAINLAND) -> Trim:
    """The whites and the ink box of a mark in a horizontal line. The face must have the character."""
    gid = face.glyph(char)
    advance, (left, _, right, _) = face.advance(gid), face.ink(gid)
    box = box_of(char, region)
    if box.width > advance and box.blank in {Blank.NONE, Blank.BOTH} and char != "–":
        return _widened(advance, box.width, box)
    if right <= left:
        return Trim(0, 0, advance, 0)
    if box.width == HALF:
        return _halved(advance, left, right)
    if advance <= HALF:
        return Trim(0, 0, advance, 0)
    lead, trail = _amounts(_side(char, box, left, right), advance)
    own = _own_amounts(face, char, gid, advance)
    if own is not None and (bool(own[0]), bool(own[1])) == (bool(lead), bool(trail)):
        lead, trail = own
    lead, trail = max(0, min(lead, left)), max(0, min(trail, advance - right))
    return Trim(-lead, lead, advance - lead - trail, trail)


def _side(char: str, box: Box, left: int, right: int) -> Blank:
    """The side of the white: the table's, unless the ink stands elsewhere."""
    if box.blank is Blank.BOTH and right <= HALF:
        return Blank.TRAIL
    centred = left >= _QUARTER and right - left <= HALF
    if box.blank is Blank.TRAIL and centred and char in _WANDERING:
        return Blank.BOTH
    return box.blank


def _amounts(side: Blank, advance: int) -> tuple[int, int]:
    spare = max(0, advance - HALF)
    return {
        Blank.NONE: (0, 0),
        Blank.LEAD: (spare, 0),
        Blank.TRAIL: (0, spare),
        Blank.BOTH: (spare // 2, spare - spare // 2),
    }[side]


def _own_amounts(face: Face, char: str, gid: int, advance: int) -> tuple[int, int] | None:
    """What the face's ``halt`` takes away before and after the glyph; None when it has none for it."""
    shaped = face.shape(char, features=("halt",))
    if len(shaped) != 1 or shaped[0].gid != gid or shaped[0].advance >= advance:
        return None
    lead = -shaped[0].dx
    trail = advance - shaped[0].advance - lead
    return (lead, trail) if lead >= 0 and trail >= 0 else None


def _halved(advance: int, left: int, right: int) -> Trim:
    """· – and ／ are half an em wide in GB style; a wider glyph gives up the white on both its sides for good."""
    cut = max(0, min((advance - HALF) // 2, left, advance - right))
    return Trim(-cut, 0, advance - 2 * cut, 0)


def _widened(advance: int, width: int, box: Box) -> Trim:
    """A glyph narrower than its mark should be stands in the middle of it; what a region centres may give that up."""
    spare = width - advance
    before = spare // 2
    if box.blank is Blank.BOTH and width == FULL:
        lead = min(before, _QUARTER)
        return Trim(before - lead, lead, width - 2 * lead, lead)
    return Trim(before, 0, width, 0)


class LongMark(Struct, frozen=True):
    """A —— or …… of one face: its glyphs, where each begins, and the advance of all, in thousandths of an em."""

    face: str
    gids: tuple[int, ...]
    steps: tuple[int, ...]
    advance: int


def long_mark(faces: Iterable[Face], text: str) -> LongMark | None:
    """—— or …… from the first face in which it is joined and even and as wide as it should be.

    When it is that in none, from the first face at all; None when there is no face.
    """
    first = None
    for face in faces:
        glyphs = face.shape(text)
        steps, at = [], 0
        for glyph in glyphs:
            steps.append(at + glyph.dx)
            at += glyph.advance
        mark = LongMark(face.role, tuple(glyph.gid for glyph in glyphs), tuple(steps), at)
        width = 2 * FULL if text == _TWO_EM_DASH else len(text) * FULL
        whole = _is_even(face, mark) if text[0] in _ELLIPSES else _is_joined(face, mark, width)
        if at == width and whole:
            return mark
        first = first or mark
    return first


def _is_joined(face: Face, mark: LongMark, width: int) -> bool:
    boxes = [face.ink(gid) for gid in mark.gids]
    left = min(box[0] + step for box, step in zip(boxes, mark.steps, strict=True))
    right = max(box[2] + step for box, step in zip(boxes, mark.steps, strict=True))
    return (right - left) * FULL >= _JOINED_INK * width


def _is_even(face: Face, mark: LongMark) -> bool:
    """Whether each glyph is three dots at the sixths of its em, in the middle of the line."""
    for gid in mark.gids:
        left, low, right, high = face.ink(gid)
        margin = FULL // 6 - (high - low) // 2
        uneven = max(abs(left - margin), abs(FULL - right - margin))
        if uneven > _UNEVEN or abs((low + high) // 2 - _MIDDLE) > _UNEVEN:
            return False
    return True
