"""Characters to atoms: which glyphs of which face, where the ink stands, how much white belongs to a mark.

An atom is the smallest thing that is moved on its own: a Han character, a mark, a letter of a Western word, a
whole —— or ……. A mark is kept as (white, ink, white), so that squeezing never touches a glyph.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from typeset.faces import Face, FaceBook
from typeset.text.classes import CharClass

MILLI = 1000
FULL_EM = 1000
HALF_EM = 500
# An ink this wide fills its em, so that two of them touch: what a joined —— needs.
_JOINED_INK = 960
_QUOTES = frozenset("“”‘’")
_PROPORTIONAL = ("pwid",)
_WORD_CLASSES = frozenset(
    {
        CharClass.LETTER,
        CharClass.DIGIT,
        CharClass.WESTERN_OPENING,
        CharClass.WESTERN_CLOSING,
        CharClass.WESTERN_MARK,
        CharClass.COMBINING,
    }
)


@dataclass(frozen=True, slots=True)
class Atom:
    """What is known of an atom without its neighbours, lengths in thousandths of an em.

    ``face`` is "" when no face has the character. ``origin`` leads from the left edge of the ink box to the
    origin of the first glyph; ``steps[i]`` from there to glyph i. ``before`` and ``after`` are what of ``ink`` an
    annotation added at either side: room for a box or a wide ruby. A picture has no glyphs at all.
    """

    face: str
    gids: tuple[int, ...]
    steps: tuple[int, ...]
    origin: int
    lead: int
    ink: int
    trail: int
    before: int = 0
    after: int = 0

    @property
    def is_missing(self) -> bool:
        """Whether it prints as a box, because no face has the character."""
        return not self.face and bool(self.gids)


class AtomBook:
    """Looks up atoms in the faces of one workspace; remembers every character it has looked up."""

    def __init__(self, faces: FaceBook) -> None:
        self.faces = faces
        self._atoms: dict[tuple[str, str, CharClass], Atom] = {}

    def borrowed(self) -> Iterator[tuple[str, str, str]]:
        """What was looked up in vain in the face asked for: role, the face that lent it, the character.

        Dashes and ellipses are left out: they go to the face in which they join, not to one that has them.
        """
        long_marks = {CharClass.DASH, CharClass.ELLIPSIS}
        for (role, text, kind), atom in self._atoms.items():
            if atom.face not in {"", role} and kind not in long_marks:
                yield role, atom.face, text

    def atoms_of(
        self, text: str, kinds: list[CharClass], span: tuple[int, int], role: str
    ) -> list[tuple[int, Atom]]:
        """The atoms of a stretch of a text in one face, each with the offset of its first character."""
        found: list[tuple[int, Atom]] = []
        index, end = span
        while index < end:
            kind = kinds[index]
            stop = index + 1
            if kind in {CharClass.DASH, CharClass.ELLIPSIS}:
                if stop < end and text[stop] == text[index] and kinds[stop] is kind and text[index] != "⸺":
                    stop += 1
                found.append((index, self._known(role, text[index:stop], kind)))
            elif kind in _WORD_CLASSES:
                while stop < end and kinds[stop] in _WORD_CLASSES:
                    stop += 1
                found.extend(self._word(role, text[index:stop], index))
            else:
                while stop < end and kinds[stop] is CharClass.COMBINING:
                    stop += 1
                found.append((index, self._known(role, text[index:stop], kind)))
            index = stop
        return found

    def _known(self, role: str, text: str, kind: CharClass) -> Atom:
        key = (role, text, kind)
        atom = self._atoms.get(key)
        if atom is None:
            atom = self._atoms[key] = self._look_up(role, text, kind)
        return atom

    def _look_up(self, role: str, text: str, kind: CharClass) -> Atom:
        if kind in {CharClass.DASH, CharClass.ELLIPSIS}:
            return self._long_mark(role, text)
        if kind in {CharClass.SPACE, CharClass.BREAK_SPACE, CharClass.GLUE}:
            # All of these are drawn as the face's space, so that they come out when copied; many faces have no
            # zero-width space, and what follows is placed by its own white anyway.
            own = self.faces.face(role)
            return Atom(own.role, (own.glyph(" "),), (0,), 0, 0, 0, 0)
        face = self.faces.pick(role, text)
        if face is None:
            return Atom("", (0,), (0,), 0, 0, FULL_EM, 0)
        gid = face.glyph(text)
        advance = face.advance(gid)
        if kind in {CharClass.OPENING, CharClass.CLOSING, CharClass.PAUSE, CharClass.STOP}:
            return _mark(face, gid, advance, kind)
        if kind in {CharClass.INTERPUNCT, CharClass.SOLIDUS}:
            return _halved(face, gid, advance)
        return Atom(face.role, (gid,), (0,), 0, 0, advance, 0)

    def _long_mark(self, role: str, text: str) -> Atom:
        """—— and ……: from the first face of the chain in which they join and are as wide as they should be."""
        chosen: Atom | None = None
        for face in self._chain(role, text[0]):
            glyphs = face.shape(text)
            steps, at = [], 0
            for glyph in glyphs:
                steps.append(at + glyph.dx)
                at += glyph.advance
            width = FULL_EM * (2 if text == "⸺" else len(text))
            atom = Atom(face.role, tuple(g.gid for g in glyphs), tuple(steps), 0, 0, at, 0)
            chosen = chosen or atom
            left, _, right, _ = _ink_of_all(face, atom)
            joined = text[0] in "…⋯" or right - left >= _JOINED_INK * width // MILLI
            if at == width and joined:
                return atom
        return chosen or Atom("", (0,), (0,), 0, 0, FULL_EM, 0)

    def _chain(self, role: str, char: str) -> list[Face]:
        faces = (self.faces.face(name) for name in self.faces.chain(role))
        return [face for face in faces if face.glyph(char)]

    def _word(self, role: str, text: str, start: int) -> list[tuple[int, Atom]]:
        """A Western run, shaped as one so that kerning holds, then parted into its clusters."""
        found: list[tuple[int, Atom]] = []
        for offset, piece, face in self._pieces(role, text):
            if face is None:
                blank = Atom("", (0,), (0,), 0, 0, FULL_EM, 0)
                found.extend((start + offset + i, blank) for i in range(len(piece)))
            else:
                found.extend((start + offset + at, atom) for at, atom in _clusters(face, piece))
        return found

    def _pieces(self, role: str, text: str) -> Iterator[tuple[int, str, Face | None]]:
        """Stretches of a Western run that one face can set, with their offsets."""
        start = 0
        for face, chars in groupby(text, key=lambda char: self.faces.pick(role, char)):
            piece = "".join(chars)
            yield start, piece, face
            start += len(piece)


def _clusters(face: Face, text: str) -> list[tuple[int, Atom]]:
    found: list[tuple[int, Atom]] = []
    # “ ” ‘ ’ are one em wide in Chinese faces; in a Western word they take their proportional form.
    glyphs = face.shape(text, features=_PROPORTIONAL if _QUOTES & set(text) else ())
    index = 0
    while index < len(glyphs):
        cluster = glyphs[index].cluster
        gids, steps, at = [], [], 0
        while index < len(glyphs) and glyphs[index].cluster == cluster:
            gids.append(glyphs[index].gid)
            steps.append(at + glyphs[index].dx)
            at += glyphs[index].advance
            index += 1
        found.append((cluster, Atom(face.role, tuple(gids), tuple(steps), 0, 0, at, 0)))
    return found


def _ink_of_all(face: Face, atom: Atom) -> tuple[int, int, int, int]:
    boxes = [
        (left + step, low, right + step, high)
        for gid, step in zip(atom.gids, atom.steps, strict=True)
        for left, low, right, high in (face.ink(gid),)
        if right > left
    ]
    if not boxes:
        return (0, 0, 0, 0)
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def _mark(face: Face, gid: int, advance: int, kind: CharClass) -> Atom:
    """A full-width mark as (white, ink, white): as much white as its class says and the face's ink leaves."""
    left, _, right, _ = face.ink(gid)
    lead = trail = 0
    if advance > HALF_EM and right > left:
        spare = advance - HALF_EM
        if kind is CharClass.OPENING:
            lead = max(0, min(spare, left))
        elif right <= advance - spare // 2:
            trail = max(0, min(spare, advance - right))
    return Atom(face.role, (gid,), (0,), -lead, lead, advance - lead - trail, trail)


def _halved(face: Face, gid: int, advance: int) -> Atom:
    """· and ／ are half an em wide in GB style; a wider glyph gives up the white on both its sides."""
    if advance <= HALF_EM:
        return Atom(face.role, (gid,), (0,), 0, 0, advance, 0)
    left, _, right, _ = face.ink(gid)
    cut = min((advance - HALF_EM) // 2, left, advance - right) if right > left else 0
    cut = max(cut, 0)
    return Atom(face.role, (gid,), (0,), -cut, 0, advance - 2 * cut, 0)
