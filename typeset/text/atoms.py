"""Characters to atoms: which glyphs of which face, where the ink stands, how much white belongs to a mark.

An atom is the smallest thing that is moved on its own: a Han character, a mark, a letter of a Western word, a
whole —— or ……. A mark is kept as (white, ink, white), so that squeezing never touches a glyph.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from typeset.faces import Face, FaceBook
from typeset.model.style import Region
from typeset.text.class_table import VERTICAL_FORMS, WESTERN
from typeset.text.classes import CharClass
from typeset.text.marks import long_mark, trimmed

FULL_EM = 1000
_QUOTES = frozenset("“”‘’")
# A soft hyphen and variation selectors.
_UNSEEN = frozenset("\u00ad") | frozenset(map(chr, range(0xFE00, 0xFE10)))
_PROPORTIONAL = ("pwid",)
_WORD_CLASSES = WESTERN | {CharClass.COMBINING}
_BLANKS = frozenset({CharClass.SPACE, CharClass.BREAK_SPACE, CharClass.GLUE, CharClass.JOINER})
_MARKS = frozenset(
    {
        CharClass.OPENING,
        CharClass.CLOSING,
        CharClass.PAUSE,
        CharClass.STOP,
        CharClass.INTERPUNCT,
        CharClass.CONNECTOR,
        CharClass.SOLIDUS,
    }
)


class Atom(Struct, frozen=True):
    """What is known of an atom without its neighbours, lengths in thousandths of an em.

    ``face`` is "" when no face has the character. ``origin`` leads from the left edge of the ink box to the
    origin of the first glyph; ``steps[i]`` from there to glyph i. In vertical lines all of these run down, and
    ``across[i]`` leads from the axis of the line to the origin of glyph i; ``turned`` glyphs lie on their side.
    ``stretch`` is the width of the glyphs in thousandths of their own. ``before`` and ``after`` are what of ``ink`` an
    annotation added at either side: room for a box or a wide ruby. A picture has no glyphs at all.
    """

    face: str
    gids: tuple[int, ...]
    steps: tuple[int, ...]
    origin: int
    lead: int
    ink: int
    trail: int
    turned: bool = False
    across: tuple[int, ...] = ()
    stretch: int = 1000
    before: int = 0
    after: int = 0

    @property
    def is_missing(self) -> bool:
        """Whether it prints as a box, because no face has the character."""
        return not self.face and bool(self.gids)


def loans(
    text: str, kinds: Sequence[CharClass], atoms: Sequence[tuple[int, Atom]], end: int, role: str
) -> Iterator[tuple[str, str]]:
    """What other faces lend a role for these atoms, the last of which ends at ``end``: the face, and what it sets.

    Dashes and ellipses are left out: they go to the face in which they join, not to one that has them.
    """
    # Of no atoms there is one end too many.
    ends = (*(at for at, _ in atoms[1:]), end)
    for (at, atom), stop in zip(atoms, ends, strict=False):
        if atom.face in {"", role} or kinds[at] in {CharClass.DASH, CharClass.ELLIPSIS}:
            continue
        if kinds[at] in _WORD_CLASSES:
            yield from ((atom.face, char) for char in text[at:stop] if char not in _UNSEEN)
        else:
            yield atom.face, text[at:stop]


class AtomBook:
    """Looks up atoms in the faces of one workspace; remembers every character it has looked up.

    What it does not know it asks ``others`` for, another book of the same faces, where there is one.
    """

    def __init__(self, faces: FaceBook, others: AtomBook | None = None) -> None:
        self.faces = faces
        self._others = others
        self._atoms: dict[tuple[str, str, CharClass, Region], Atom] = {}

    def hyphen(self, role: str) -> Atom:
        """The hyphen of a face, set where a line ends inside a word; an atom without a face when it has none."""
        face = self.faces.pick(role, "-") if role else None
        if face is None:
            return Atom("", (0,), (0,), 0, 0, 0, 0)
        gid = face.glyph("-")
        return Atom(face.role, (gid,), (0,), 0, 0, face.advance(gid), 0)

    def atoms_of(
        self,
        text: str,
        kinds: list[CharClass],
        span: tuple[int, int],
        role: str,
        region: Region = Region.MAINLAND,
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
                found.append((index, self._known(role, text[index:stop], kind, region)))
            elif kind in _WORD_CLASSES:
                while stop < end and kinds[stop] in _WORD_CLASSES:
                    stop += 1
                found.extend(self._word(role, text[index:stop], index))
            else:
                while stop < end and kinds[stop] is CharClass.COMBINING:
                    stop += 1
                found.append((index, self._known(role, text[index:stop], kind, region)))
            index = stop
        return found

    def _known(self, role: str, text: str, kind: CharClass, region: Region) -> Atom:
        key = (role, text, kind, region)
        atom = self._atoms.get(key)
        if atom is None:
            find = self._look_up if self._others is None else self._others._known
            atom = self._atoms[key] = find(role, text, kind, region)
        return atom

    def _look_up(self, role: str, text: str, kind: CharClass, region: Region) -> Atom:
        text = VERTICAL_FORMS.get(text, text)
        if kind in {CharClass.DASH, CharClass.ELLIPSIS}:
            return self._long_mark(role, text)
        if kind in _BLANKS:
            # All of these are drawn as the face's space, so that they come out when copied; many faces have no
            # zero-width space, and what follows is placed by its own white anyway.
            own = self.faces.face(role)
            return Atom(own.role, (own.glyph(" "),), (0,), 0, 0, 0, 0)
        face = self.faces.pick(role, text)
        if kind is CharClass.EM_SPACE:
            own = face or self.faces.face(role)
            return Atom(own.role, (own.glyph(text) or own.glyph(" "),), (0,), 0, 0, 0, 0)
        if face is None:
            return Atom("", (0,), (0,), 0, 0, FULL_EM, 0)
        gid = face.glyph(text)
        advance = face.advance(gid)
        if kind in _MARKS:
            trim = trimmed(face, text[0], region)
            return Atom(face.role, (gid,), (0,), trim.origin, trim.lead, trim.ink, trim.trail)
        return Atom(face.role, (gid,), (0,), 0, 0, advance, 0)

    def _long_mark(self, role: str, text: str) -> Atom:
        mark = long_mark(self._chain(role, text[0]), text)
        if mark is None:
            return Atom("", (0,), (0,), 0, 0, FULL_EM, 0)
        return Atom(mark.face, mark.gids, mark.steps, 0, 0, mark.advance, 0)

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
        faces: list[Face | None] = []
        for char in text:
            # What is never drawn any face can set: that of the letter before it.
            own = faces[-1] if faces else self.faces.face(role)
            faces.append(own if char in _UNSEEN else self.faces.pick(role, char))
        for face, group in groupby(range(len(text)), key=faces.__getitem__):
            places = list(group)
            yield places[0], text[places[0] : places[-1] + 1], face


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
