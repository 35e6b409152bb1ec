"""Vertical setting (直排): characters to atoms that run down the line; everything after is as in horizontal setting.

In a vertical atom ``lead``, ``ink`` and ``trail`` lie below each other; ``origin`` and ``steps`` lead down to the
baselines of the glyphs (to their starts where they are turned), ``across`` from the axis of the line to their origins.
Marks take the face's vertical forms (``vert``) and are measured on their own ink along the line (clreq.md §10).
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from typeset.faces import Face, FaceBook
from typeset.model.style import LineRules, Region
from typeset.text.atoms import Atom, AtomBook
from typeset.text.class_table import VERTICAL_FORMS, Blank, box_of
from typeset.text.classes import CharClass
from typeset.text.upright import Orientation, Setting, corner, orientation, pieces
from typeset.units import EM_ASCENT

FULL_EM: Final = 1000
HALF_EM: Final = 500
_FOOT: Final = EM_ASCENT - FULL_EM
_MARKS: Final = frozenset({CharClass.OPENING, CharClass.CLOSING, CharClass.PAUSE, CharClass.STOP})
_LONG_MARKS: Final = frozenset({CharClass.DASH, CharClass.ELLIPSIS})
_BLANKS: Final = frozenset(
    {
        CharClass.SPACE,
        CharClass.EM_SPACE,
        CharClass.BREAK_SPACE,
        CharClass.GLUE,
        CharClass.SOFT_HYPHEN,
    }
)
# Two digits side by side take half an em each, three a third, where the face has such forms.
_NARROW: Final = {2: ("hwid",), 3: ("twid",)}
_CORNERED: Final = "、，。．"
# White between such a mark and the middle of its em.
_CLEAR: Final = 40
# An ink this long, in thousandths, fills its em, so that two of them touch.
_JOINED_INK: Final = 960


class VerticalBook:
    """Looks up vertical atoms; remembers every character it has looked up."""

    def __init__(self, faces: FaceBook, horizontal: AtomBook) -> None:
        self.faces = faces
        self._horizontal = horizontal
        self._atoms: dict[tuple[str, str, CharClass, LineRules], Atom] = {}

    def atoms_of(
        self, text: str, kinds: list[CharClass], span: tuple[int, int], role: str, rules: LineRules
    ) -> list[tuple[int, Atom]]:
        """The atoms of a stretch of a text in one face, each with the offset of its first character.

        ``kinds`` of Western characters that stand upright become those of Han: they take no gap.
        """
        found: list[tuple[int, Atom]] = []
        ended = span[0]
        for first, last, setting in pieces(text, kinds, span, rules):
            if first < ended:
                continue
            ended = last
            if setting is Setting.TURNED:
                flat = self._horizontal.atoms_of(text, kinds, (first, last), role, rules.region)
                found.extend((offset, turned(atom)) for offset, atom in flat)
            elif setting is Setting.TOGETHER:
                kinds[first:last] = [CharClass.HAN] * (last - first)
                found.append((first, self._together(role, text[first:last])))
            else:
                ended = self._upright_end(text, kinds, first, span[1])
                if kinds[first] in {CharClass.LETTER, CharClass.DIGIT}:
                    kinds[first] = CharClass.HAN
                found.append((first, self._known(role, text[first:ended], kinds[first], rules)))
        return found

    @staticmethod
    def _upright_end(text: str, kinds: list[CharClass], first: int, end: int) -> int:
        last = first + 1
        if kinds[first] in _LONG_MARKS:
            if (
                last < end
                and text[last] == text[first]
                and kinds[last] is kinds[first]
                and text[first] != "⸺"
            ):
                last += 1
            return last
        while last < end and kinds[last] is CharClass.COMBINING:
            last += 1
        return last

    def _known(self, role: str, text: str, kind: CharClass, rules: LineRules) -> Atom:
        key = (role, text, kind, rules)
        atom = self._atoms.get(key)
        if atom is None:
            atom = self._atoms[key] = self._look_up(role, text, kind, rules)
        return atom

    def _look_up(self, role: str, text: str, kind: CharClass, rules: LineRules) -> Atom:
        char = corner(VERTICAL_FORMS.get(text[0], text[0]), rules)
        if kind in _LONG_MARKS:
            return self._long_mark(role, text)
        if kind in _BLANKS:
            own = self.faces.face(role)
            return Atom(own.role, (own.glyph(" "),), (0,), EM_ASCENT, 0, 0, 0, across=(0,))
        face = self.faces.pick(role, char)
        if face is None:
            return Atom("", (0,), (0,), 0, 0, FULL_EM, 0, across=(-HALF_EM,))
        if kind in _MARKS:
            return _mark(face, char, rules)
        if kind in {CharClass.INTERPUNCT, CharClass.SOLIDUS} and box_of(char, rules.region).width == HALF_EM:
            return _centred(face, char, HALF_EM)
        if _is_turned(face, char, kind):
            gid = face.glyph(char)
            flat = Atom(face.role, (gid,), (0,), 0, 0, face.advance(gid), 0)
            return turned(flat)
        if char.isascii():
            return _centred(face, char, FULL_EM)
        return _upright(face, text if char == text[0] else char)

    def _together(self, role: str, digits: str) -> Atom:
        """Digits side by side in one em (纵中横), narrowed when they are wider."""
        face = self.faces.pick(role, digits[0])
        if face is None:
            return Atom("", (0,), (0,), 0, 0, FULL_EM, 0, across=(-HALF_EM,))
        shaped = face.shape(digits)
        if sum(glyph.advance for glyph in shaped) > FULL_EM:
            narrow = face.shape(digits, features=_NARROW.get(len(digits), ()))
            shaped = (
                narrow if sum(glyph.advance for glyph in narrow) < sum(g.advance for g in shaped) else shaped
            )
        width = sum(glyph.advance for glyph in shaped)
        stretch = min(FULL_EM, FULL_EM * FULL_EM // max(width, 1))
        across, at = [], -width // 2
        for glyph in shaped:
            across.append((at + glyph.dx) * stretch // FULL_EM)
            at += glyph.advance
        boxes = [face.ink(glyph.gid) for glyph in shaped]
        middle = (min(box[1] for box in boxes) + max(box[3] for box in boxes)) // 2
        gids = tuple(glyph.gid for glyph in shaped)
        return Atom(
            face.role,
            gids,
            (0,) * len(gids),
            HALF_EM + middle,
            0,
            FULL_EM,
            0,
            across=tuple(across),
            stretch=stretch,
        )

    def _long_mark(self, role: str, text: str) -> Atom:
        """—— and …… as one stroke, from the first face in whose vertical forms they join and are as long as they should."""
        first: Atom | None = None
        for name in self.faces.chain(role):
            face = self.faces.face(name)
            if not face.glyph(text[0]):
                continue
            atom, whole = _long(face, text)
            if whole:
                return atom
            first = first or atom
        return first or Atom("", (0,), (0,), 0, 0, FULL_EM, 0, across=(-HALF_EM,))


def turned(atom: Atom) -> Atom:
    """A horizontal atom turned 90° clockwise: the middle of its em box on the axis, its start at the top."""
    below = (EM_ASCENT - HALF_EM) * -1
    return replace(atom, turned=True, across=(below,) * len(atom.gids))


def _is_turned(face: Face, char: str, kind: CharClass) -> bool:
    """Whether a character without a vertical form lies on its side."""
    if kind is CharClass.HAN and orientation(char) is not Orientation.FORM_OR_TURNED:
        return False
    value = orientation(char)
    return value in {Orientation.TURNED, Orientation.FORM_OR_TURNED} and not _has_form(face, char)


def _has_form(face: Face, char: str) -> bool:
    return face.vertical_glyph(char) != face.glyph(char)


def _upright(face: Face, text: str) -> Atom:
    """A character in its em box, as HarfBuzz places it in a vertical line."""
    shaped = face.shape(text[0], vertical=True) if len(text) == 1 else ()
    if len(shaped) == 1 and shaped[0].gid:
        glyph = shaped[0]
        return Atom(face.role, (glyph.gid,), (0,), -glyph.dy, 0, FULL_EM, 0, across=(glyph.dx,))
    gid = face.glyph(text)
    return Atom(face.role, (gid,), (0,), EM_ASCENT, 0, FULL_EM, 0, across=(-face.advance(gid) // 2,))


def _centred(face: Face, char: str, width: int) -> Atom:
    """A glyph whose ink stands in the middle of its box: an interpunct, a letter among Han."""
    gid = face.vertical_glyph(char) if not char.isascii() else face.glyph(char)
    left, low, right, high = face.ink(gid)
    origin = width // 2 + (low + high) // 2
    return Atom(face.role, (gid,), (0,), origin, 0, width, 0, across=(-(left + right) // 2,))


def _mark(face: Face, char: str, rules: LineRules) -> Atom:
    """A mark as (white, ink, white) from top to bottom; only 、，。 and brackets have white to give."""
    whole = _upright(face, char)
    gid, across, origin = whole.gids[0], whole.across[0], whole.origin
    left, low, right, high = face.ink(gid)
    if not _has_form(face, char):
        if orientation(char) is Orientation.FORM_OR_TURNED:
            return turned(Atom(face.role, (gid,), (0,), 0, 0, FULL_EM, 0))
        if orientation(char) is Orientation.FORM_OR_UPRIGHT and char not in "！？":
            # Without a form of its own a stop is moved from the lower left to the upper right (clreq.md §10).
            across, origin = across + HALF_EM, origin - HALF_EM
    if char in _CORNERED and rules.region is Region.MAINLAND:
        # Some faces draw these in the middle of the em; on the mainland they stand in its upper half.
        origin -= max(0, min(origin - low + _CLEAR - HALF_EM, origin - high)) if origin - low > HALF_EM else 0
    above, below = origin - high, FULL_EM - (origin - low)
    side = box_of(char, rules.region, vertical=True).blank
    lead = trail = 0
    if right > left and side is Blank.LEAD:
        lead = max(0, min(HALF_EM, above))
    elif right > left and side is Blank.TRAIL:
        trail = max(0, min(HALF_EM, below))
    elif right > left and side is Blank.BOTH:
        lead = trail = max(0, min(HALF_EM // 2, above, below))
    lead, trail = _own_amounts(face, char, (lead, trail), (above, below))
    return Atom(face.role, (gid,), (0,), origin - lead, lead, FULL_EM - lead - trail, trail, across=(across,))


def _own_amounts(face: Face, char: str, usual: tuple[int, int], room: tuple[int, int]) -> tuple[int, int]:
    """What the face's ``vhal`` takes above and below, where it is on the same side; never into the ink."""
    whole = face.shape(char, vertical=True)
    half = face.shape(char, vertical=True, features=("vhal",))
    if len(half) != 1 or len(whole) != 1 or half[0].advance >= whole[0].advance:
        return usual
    above = half[0].dy - whole[0].dy
    below = whole[0].advance - half[0].advance - above
    if (bool(above), bool(below)) != (bool(usual[0]), bool(usual[1])) or above < 0 or below < 0:
        return usual
    return min(above, max(0, room[0])), min(below, max(0, room[1]))


def _long(face: Face, text: str) -> tuple[Atom, bool]:
    """A long mark of one face, and whether it is whole: as long as its characters, without a gap inside."""
    wanted = FULL_EM * (2 if text == "⸺" else len(text))
    shaped = face.shape(text, vertical=True)
    flat = face.shape(text)
    if [glyph.gid for glyph in shaped] == [glyph.gid for glyph in flat]:
        # No vertical form: the horizontal mark is turned.
        at, steps = 0, []
        for glyph in flat:
            steps.append(at + glyph.dx)
            at += glyph.advance
        gids = tuple(glyph.gid for glyph in flat)
        left = min(face.ink(gid)[0] + step for gid, step in zip(gids, steps, strict=True))
        right = max(face.ink(gid)[2] + step for gid, step in zip(gids, steps, strict=True))
        low, high = face.ink(gids[0])[1], face.ink(gids[0])[3]
        middle = -(low + high) // 2
        atom = Atom(face.role, gids, tuple(steps), 0, 0, at, 0, turned=True, across=(middle,) * len(gids))
        whole = text[0] in "…⋯" or (right - left) * FULL_EM >= _JOINED_INK * wanted
        return atom, whole and at == wanted
    at, steps, across = 0, [], []
    for glyph in shaped:
        steps.append(at - glyph.dy)
        across.append(glyph.dx)
        at += glyph.advance
    gids = tuple(glyph.gid for glyph in shaped)
    tops = [step - face.ink(gid)[3] for gid, step in zip(gids, steps, strict=True)]
    feet = [step - face.ink(gid)[1] for gid, step in zip(gids, steps, strict=True)]
    atom = Atom(face.role, gids, tuple(steps), 0, 0, at, 0, across=tuple(across))
    whole = text[0] in "…⋯" or (max(feet) - min(tops)) * FULL_EM >= _JOINED_INK * wanted
    return atom, whole and at == wanted
