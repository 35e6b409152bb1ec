"""Type cases (字架): the characters of one face and size with all that is known of them, and what stands between any two.

A newspaper is set from some thousand characters, so each is looked up once a style, and each pair of neighbours is
given its white once; a paragraph is then put together from these (issue 9). What a pair is given is what
:func:`typeset.text.spacing.whites_between` says of the two alone, so it holds only where no third atom has a say:
blanks, note marks, accents and runs of stops are left to those who look at the whole paragraph (:func:`is_plain`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from msgspec import Struct

from typeset.model.style import LineRules, TextStyle
from typeset.text.atoms import Atom, AtomBook, loans
from typeset.text.class_table import WESTERN
from typeset.text.classes import CharClass as C
from typeset.text.spacing import Stretch, edge_whites, whites_between
from typeset.units import Length

MILLI: Final = 1000


def _set(kinds: Sequence[C] | frozenset[C]) -> bytes:
    return b"[" + re.escape(bytes(sorted(kinds))) + b"]"


# A character whose neighbour's neighbour has a say in the white beside it.
_FAR: Final = (C.SPACE, C.BREAK_SPACE, C.GLUE, C.JOINER, C.COMBINING, C.SOFT_HYPHEN, C.NOTE_MARK)
_NOT_PLAIN: Final = re.compile(_set(_FAR) + b"|" + _set([C.STOP]) + b"{2}")
_SEVERAL: Final = re.compile(
    _set([C.DASH]) + b"+|" + _set([C.ELLIPSIS]) + b"+|" + _set(WESTERN - {C.SOFT_HYPHEN}) + b"+"
)

White = tuple[Length, Length, int, Stretch]
"""The white between two atoms: natural, shrink, step of shrinking, step of growing."""

Sort = tuple[Atom, C, int, "PairsOf", Length, Length, Length]
"""A character of one style: atom, class, number among those that pairs tell apart, its pairs, lead, ink, trail."""


def is_plain(kinds: bytes) -> bool:
    """Whether the white of every two neighbours of a paragraph is decided by these two alone."""
    return _NOT_PLAIN.search(kinds) is None


class _Specimen(Struct, frozen=True):
    """One of the atoms that pairs do not tell apart."""

    kind: C
    atom: Atom
    size: Length
    tracking: Length


class PairsOf(dict[int, White]):
    """The whites after one kind of atom, by the number of what follows; each is asked for when it is first met."""

    def __init__(self, before: int, found: Callable[[int, int], White]) -> None:
        super().__init__()
        self._before = before
        self._found = found

    def __missing__(self, after: int) -> White:
        white = self[after] = self._found(self._before, after)
        return white


class PairBook:
    """The whites of all pairs under one set of rules, and the cases of all styles set by them."""

    def __init__(self, book: AtomBook, rules: LineRules) -> None:
        self.rules = rules
        self.book = book
        self._numbers: dict[tuple[C, Length, Length, bool, Length, Length], int] = {}
        self._specimens: list[_Specimen] = []
        self._pairs: list[PairsOf] = []
        self._cases: dict[tuple[str, Length, Length], TypeCase] = {}

    def case(self, style: TextStyle) -> TypeCase:
        """The characters of a style."""
        key = (style.face, style.size, style.tracking)
        found = self._cases.get(key)
        if found is None:
            found = self._cases[key] = TypeCase(self, style)
        return found

    def sort(self, atom: Atom, kind: C, style: TextStyle) -> Sort:
        """An atom of a style, numbered with those that have the same whites."""
        size, tracking = style.size, style.tracking
        key = (kind, atom.lead, atom.trail, atom.ink < MILLI, size, tracking)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._specimens)
            self._specimens.append(_Specimen(kind, atom, size, tracking))
            self._pairs.append(PairsOf(number, self._white))
        (lead,), (trail,) = edge_whites((kind,), (atom,), (size,), self.rules)
        return atom, kind, number, self._pairs[number], lead, atom.ink * size // MILLI, trail

    def _white(self, before: int, after: int) -> White:
        a, b = self._specimens[before], self._specimens[after]
        whites = whites_between(
            (a.kind, b.kind), (a.atom, b.atom), (a.size, b.size), (a.tracking, b.tracking), self.rules
        )
        return whites.natural[0], whites.shrink[0], whites.step[0], whites.stretch[0]


class TypeCase(dict[tuple[str, C], Sort]):
    """The sorts of one style by character and class; one that is not there yet is looked up."""

    def __init__(self, pairs: PairBook, style: TextStyle) -> None:
        super().__init__()
        self._book = pairs
        self._style = style
        self._runs: dict[tuple[str, bytes], tuple[tuple[int, Sort], ...]] = {}
        # Characters the face does not have itself.
        self.lent: dict[str, str] = {}

    def __missing__(self, key: tuple[str, C]) -> Sort:
        char, kind = key
        ((_, atom),) = self._atoms(char, [kind])
        sort = self[key] = self._book.sort(atom, kind, self._style)
        if atom.face not in {"", self._style.face}:
            self.lent[char] = atom.face
        return sort

    def sorts_of(
        self, text: str, kinds: list[C], coded: bytes, span: tuple[int, int]
    ) -> tuple[list[int], list[Sort]]:
        """The sorts of a stretch of a plain paragraph, and at which offset each begins.

        Words, dashes and ellipses are looked up as wholes; ``coded`` are the classes as bytes.
        """
        at, end = span
        offsets: list[int] = []
        sorts: list[Sort] = []
        for several in _SEVERAL.finditer(coded, at, end):
            first, last = several.span()
            sorts += map(self.__getitem__, zip(text[at:first], kinds[at:first], strict=True))
            offsets += range(at, first)
            for offset, sort in self._run(text[first:last], coded[first:last]):
                offsets.append(first + offset)
                sorts.append(sort)
            at = last
        sorts += map(self.__getitem__, zip(text[at:end], kinds[at:end], strict=True))
        offsets += range(at, end)
        return offsets, sorts

    def _run(self, text: str, coded: bytes) -> tuple[tuple[int, Sort], ...]:
        found = self._runs.get((text, coded))
        if found is None:
            kinds = list(map(C, coded))
            sort, atoms = self._book.sort, self._atoms(text, kinds)
            found = tuple((at, sort(atom, kinds[at], self._style)) for at, atom in atoms)
            self.lent.update(
                (char, face) for face, char in loans(text, kinds, atoms, len(text), self._style.face)
            )
            self._runs[text, coded] = found
        return found

    def _atoms(self, text: str, kinds: list[C]) -> list[tuple[int, Atom]]:
        region = self._book.rules.region
        return self._book.book.atoms_of(text, kinds, (0, len(text)), self._style.face, region)
