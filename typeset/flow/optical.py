"""Optical edges of display lines: a mark at an edge stands with its ink where a character's ink would stand.

Composition trims a mark at the edge of a line to its box of half an em; in that box the ink of ， “ 《 still has white
beside it, which in a headline of 40 points is a visible notch. Here that white goes too, save what any character has.
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from typeset.faces import FaceBook
from typeset.text.classes import CharClass
from typeset.text.justify import Line
from typeset.text.shaped import ShapedParagraph
from typeset.units import Length

MILLI: Final = 1000
# White beside the ink of an ordinary character in its em, in thousandths.
BEARING: Final = 40
_MARKS: Final = frozenset({CharClass.OPENING, CharClass.CLOSING, CharClass.PAUSE, CharClass.STOP})


def trimmed_edges(shaped: ShapedParagraph, line: Line, faces: FaceBook) -> Line:
    """The line from the left edge of its measure on, without the white of marks at its edges."""
    before = _spare(shaped, line.first, faces)[0]
    after = _spare(shaped, line.last - 1, faces)[1]
    if not before and not after:
        return line
    return replace(line, xs=tuple(x - before for x in line.xs), width=line.width - before - after)


def _spare(shaped: ShapedParagraph, index: int, faces: FaceBook) -> tuple[Length, Length]:
    """What of the white left and right of an atom's ink inside its box is more than a character has."""
    atom = shaped.atoms[index]
    if shaped.kinds[index] not in _MARKS or not atom.face or len(atom.gids) != 1 or atom.turned:
        return 0, 0
    left, _, right, _ = faces.face(atom.face).ink(atom.gids[0])
    if right <= left:
        return 0, 0
    origin = atom.origin + atom.steps[0]
    size = shaped.styles[shaped.style_of[index]].size
    spare_left, spare_right = origin + left - BEARING, atom.ink - origin - right - BEARING
    return max(0, spare_left) * size // MILLI, max(0, spare_right) * size // MILLI
