"""Characters to a paragraph ready for composition: its atoms, the whites between them, the places it may break.

Parallel arrays, not objects: a paragraph of a newspaper has hundreds of atoms, a paper hundreds of thousands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from typeset.faces import FaceBook
from typeset.model.annotation import Annotation
from typeset.model.style import LineRules, TextStyle
from typeset.text.annotations import AtomAnnotation, annotate
from typeset.text.atoms import Atom, AtomBook
from typeset.text.breaks import Break, break_after, break_table
from typeset.text.classes import CharClass, classify
from typeset.text.spacing import Stretch, Whites, whites_between
from typeset.units import Length

MILLI = 1000


@dataclass(frozen=True, slots=True)
class StyledText:
    """A stretch of text in one style; all characters of a ``note_mark`` (①, [1]) stay with what precedes them."""

    text: str
    style: TextStyle
    note_mark: bool = False


@dataclass(frozen=True, slots=True)
class ShapedParagraph:
    """A paragraph ready for composition; index i speaks of atom i, and ``white[i]`` of what follows it.

    ``offsets`` has one entry more than there are atoms: atom i holds ``text[offsets[i]:offsets[i + 1]]``.
    ``shrink[i]`` of ``white[i]`` may be taken in step ``shrink_step[i]``; ``stretch[i]`` says in which step it
    grows. ``natural`` and ``least`` are running sums of ink and white, as they are and squeezed to the limit.
    ``annotations`` are what stands over, under or round atoms, in the order they were given.
    """

    text: str
    styles: tuple[TextStyle, ...]
    rules: LineRules
    atoms: tuple[Atom, ...]
    kinds: tuple[CharClass, ...]
    offsets: tuple[int, ...]
    style_of: tuple[int, ...]
    lead: tuple[Length, ...]
    ink: tuple[Length, ...]
    trail: tuple[Length, ...]
    white: tuple[Length, ...]
    shrink: tuple[Length, ...]
    shrink_step: tuple[int, ...]
    stretch: tuple[Stretch, ...]
    breaks: tuple[Break, ...]
    natural: tuple[Length, ...]
    least: tuple[Length, ...]
    annotations: tuple[AtomAnnotation, ...] = ()

    def __len__(self) -> int:
        return len(self.atoms)

    def atom_at(self, offset: int) -> int:
        """The atom that holds the character at this offset; the count of atoms at the end of the text."""
        low, high = 0, len(self.atoms)
        while low < high:
            middle = (low + high) // 2
            if self.offsets[middle] < offset:
                low = middle + 1
            else:
                high = middle
        return low


class Shaper:
    """Shapes paragraphs with the faces of one workspace."""

    def __init__(self, faces: FaceBook) -> None:
        self.faces = faces
        self._book = AtomBook(faces)

    def shape(
        self, runs: Sequence[StyledText], rules: LineRules, annotations: Sequence[Annotation] = ()
    ) -> ShapedParagraph:
        """Atoms, whites and breaks of a paragraph, its style borders invisible to the rules of spacing.

        ``annotations`` are told by offsets of the joined text.
        """
        text = "".join(run.text for run in runs)
        kinds = classify(text)
        _mark_notes(runs, kinds)
        atoms: list[tuple[int, int, Atom]] = []
        start = 0
        for number, run in enumerate(runs):
            end = start + len(run.text)
            found = self._book.atoms_of(text, kinds, (start, end), run.style.face)
            atoms.extend((offset, number, atom) for offset, atom in found)
            start = end
        styles = [run.style for run in runs]
        if not annotations:
            return _assemble(text, styles, rules, kinds, atoms)
        annotated = annotate(
            atoms,
            kinds,
            styles,
            annotations,
            lambda ruby, style: self.shape((StyledText(ruby, style),), rules),
        )
        return _annotated(_assemble(text, styles, rules, kinds, atoms), annotated)

    def borrowed(self) -> Iterator[tuple[str, str, str]]:
        """What was looked up in vain in the face asked for: role, the face that lent it, the character."""
        return self._book.borrowed()


def _mark_notes(runs: Sequence[StyledText], kinds: list[CharClass]) -> None:
    start = 0
    for run in runs:
        end = start + len(run.text)
        if run.note_mark:
            kinds[start:end] = [CharClass.NOTE_MARK] * len(run.text)
        start = end


def _annotated(shaped: ShapedParagraph, annotations: tuple[AtomAnnotation, ...]) -> ShapedParagraph:
    """The paragraph with its annotations, those that hold together broken only when nothing else is left."""
    breaks = list(shaped.breaks)
    for annotation in annotations:
        if annotation.holds_together:
            for index in range(annotation.first, annotation.last - 1):
                breaks[index] = min(breaks[index], Break.EMERGENCY)
    return replace(shaped, breaks=tuple(breaks), annotations=annotations)


def _assemble(
    text: str,
    styles: list[TextStyle],
    rules: LineRules,
    kinds: list[CharClass],
    placed: list[tuple[int, int, Atom]],
) -> ShapedParagraph:
    offsets = [offset for offset, _, _ in placed]
    style_of = [number for _, number, _ in placed]
    atoms = [atom for _, _, atom in placed]
    atom_kinds = [kinds[offset] for offset in offsets]
    sizes = [styles[number].size for number in style_of]
    whites = whites_between(atom_kinds, atoms, sizes, [styles[n].tracking for n in style_of], rules)
    table = break_table(rules.kinsoku)
    breaks = [table[a][b] for a, b in pairwise(atom_kinds)]
    for index, kind in enumerate(atom_kinds[:-1]):
        if kind is CharClass.WESTERN_CLOSING:
            breaks[index] = break_after(text[offsets[index]], kind, atom_kinds[index + 1], rules.kinsoku)
    if atoms:
        breaks.append(Break.ALLOWED)
    ink = [atom.ink * size // MILLI for atom, size in zip(atoms, sizes, strict=True)]
    natural, least = _running_sums(ink, whites)
    return ShapedParagraph(
        text=text,
        styles=tuple(styles),
        rules=rules,
        atoms=tuple(atoms),
        kinds=tuple(atom_kinds),
        offsets=(*offsets, len(text)),
        style_of=tuple(style_of),
        lead=tuple(atom.lead * size // MILLI for atom, size in zip(atoms, sizes, strict=True)),
        ink=tuple(ink),
        trail=tuple(atom.trail * size // MILLI for atom, size in zip(atoms, sizes, strict=True)),
        white=tuple(whites.natural),
        shrink=tuple(whites.shrink),
        shrink_step=tuple(whites.step),
        stretch=tuple(whites.stretch),
        breaks=tuple(breaks),
        natural=tuple(natural),
        least=tuple(least),
    )


def _running_sums(ink: list[Length], whites: Whites) -> tuple[list[Length], list[Length]]:
    natural, least = [0], [0]
    for width, white, shrink in zip(ink, whites.natural, whites.shrink, strict=True):
        natural.append(natural[-1] + width + white)
        least.append(least[-1] + width + white - shrink)
    return natural, least
