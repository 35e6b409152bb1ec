"""Characters to a paragraph ready for composition: its atoms, the whites between them, the places it may break."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from itertools import accumulate, islice
from operator import add, sub
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.faces import FaceBook
from typeset.model.annotation import Annotation
from typeset.model.style import LineRules, TextStyle, WritingMode
from typeset.text.annotations import annotate
from typeset.text.atoms import Atom, AtomBook, loans
from typeset.text.breaks import Break, Hyphenator, Words, line_breaks
from typeset.text.classes import CharClass, classify
from typeset.text.inseparable import parted_numbers
from typeset.text.shaped import AtomAnnotation, ShapedParagraph
from typeset.text.shelf import ParagraphShelf
from typeset.text.spacing import Stretch, Whites, edge_whites, whites_between
from typeset.text.typecase import PairBook, Sort, White, is_plain
from typeset.text.vertical import VerticalBook
from typeset.units import Length

MILLI: Final = 1000
# What follows the last atom of a paragraph.
_NO_WHITE: Final[White] = (0, 0, 0, Stretch.NONE)


class StyledText(Struct, frozen=True):
    """A stretch of text in one style; all characters of a ``note_mark`` (①, [1]) stay with what precedes them."""

    text: str
    style: TextStyle
    note_mark: bool = False


class Shaper:
    """Shapes paragraphs with the faces of one workspace; ``words`` is for those who break headlines."""

    def __init__(
        self,
        faces: FaceBook,
        hyphenator: Hyphenator | None = None,
        words: Words | None = None,
        others: Shaper | None = None,
    ) -> None:
        self.faces = faces
        self.hyphenator = hyphenator
        self.words = words
        self._book: AtomBook = AtomBook(faces, others._book if others is not None else None)
        self._vertical = VerticalBook(faces, self._book)
        # The cases are looked into by all; what each has borrowed from other faces by way of them is its own.
        self._cases: AtomBook = AtomBook(faces) if others is None else others._cases
        self._pairs: dict[LineRules, PairBook] = {} if others is None else others._pairs
        self._borrowed: dict[tuple[str, str, str], None] = {}
        self._shaped: dict[Hashable, ShapedParagraph] = {}
        # None where nobody will ask for the same paragraph again.
        self._shelf: ParagraphShelf | None = others._shelf if others is not None else None

    def keep_paragraphs(self) -> None:
        """Keep paragraphs, with all that is worked out of them, for the shapers that are made beside this one from now on.

        For copy that is set again and again with little of it changed; of the last ones only so many are kept.
        """
        if self._shelf is None:
            self._shelf = ParagraphShelf()

    def shape(
        self,
        runs: Sequence[StyledText],
        rules: LineRules,
        mode: WritingMode = WritingMode.HORIZONTAL,
        annotations: Sequence[Annotation] = (),
    ) -> ShapedParagraph:
        """Atoms, whites and breaks of a paragraph, its style borders invisible to the rules of spacing.

        In vertical mode all lengths run down the line; composition is the same. ``annotations`` are told by offsets of
        the joined text. What was shaped before is the same paragraph again, with all that was worked out of it.
        """
        key = (tuple(runs), rules, mode, tuple(annotations))
        shaped = self._shaped.get(key)
        if shaped is None:
            shelf = self._shelf
            shaped = shelf.take(key) if shelf is not None else None
            if shaped is None:
                shaped = self._shape(runs, rules, mode, annotations)
            if shelf is not None:
                shelf.put(key, shaped)
            self._shaped[key] = shaped
        return shaped

    def _shape(
        self,
        runs: Sequence[StyledText],
        rules: LineRules,
        mode: WritingMode,
        annotations: Sequence[Annotation],
    ) -> ShapedParagraph:
        text = "".join(run.text for run in runs)
        kinds = classify(text)
        _mark_notes(runs, kinds)
        coded = bytes(kinds)
        if text and mode is WritingMode.HORIZONTAL and not annotations and is_plain(coded):
            return self._divided(self._plain(text, kinds, coded, runs, rules))
        # What stands upright in a vertical line is spaced like Han, but broken as what it is.
        seen = list(kinds)
        atoms: list[tuple[int, int, Atom]] = []
        start = 0
        for number, run in enumerate(runs):
            end = start + len(run.text)
            if mode is WritingMode.VERTICAL:
                found = self._vertical.atoms_of(text, seen, (start, end), run.style.face, rules)
            else:
                found = self._book.atoms_of(text, kinds, (start, end), run.style.face, rules.region)
            atoms.extend((offset, number, atom) for offset, atom in found)
            role = run.style.face
            self._borrowed.update(
                ((role, face, char), None) for face, char in loans(text, kinds, found, end, role)
            )
            start = end
        breaks = line_breaks(text, kinds, rules, self.hyphenator)
        styles = [run.style for run in runs]
        annotated = annotate(
            atoms,
            kinds,
            styles,
            annotations,
            lambda ruby, style: self.shape((StyledText(ruby, style),), rules),
        )
        shaped = _assemble(text, styles, rules, seen, atoms, breaks)
        if annotated:
            shaped = _annotated(shaped, annotated)
        return self._divided(shaped)

    def _plain(
        self, text: str, kinds: list[CharClass], coded: bytes, runs: Sequence[StyledText], rules: LineRules
    ) -> ShapedParagraph:
        """A paragraph in which only neighbours decide on the white between them, from the type cases of its styles."""
        pairs = self._pairs.get(rules)
        if pairs is None:
            pairs = self._pairs[rules] = PairBook(self._cases, rules)
        offsets: list[int] = []
        sorts: list[Sort] = []
        style_of: list[int] = []
        start = 0
        for number, run in enumerate(runs):
            end = start + len(run.text)
            case = pairs.case(run.style)
            at, found = case.sorts_of(text, kinds, coded, (start, end))
            for char in filter(case.lent.__contains__, run.text) if case.lent else ():
                self._borrowed[run.style.face, case.lent[char], char] = None
            offsets += at
            sorts += found
            style_of += [number] * len(found)
            start = end
        after = line_breaks(text, kinds, rules, self.hyphenator)
        return _from_sorts(text, [run.style for run in runs], rules, (offsets, style_of, sorts), after)

    def _divided(self, shaped: ShapedParagraph) -> ShapedParagraph:
        """The paragraph with the hyphens of the places where its words may be divided."""
        if Break.HYPHENATED not in shaped.breaks:
            return shaped
        divided = [index for index, found in enumerate(shaped.breaks) if found is Break.HYPHENATED]
        return replace(
            shaped, hyphens={i: self._book.hyphen(shaped.atoms[i].face) for i in divided}, derived={}
        )

    def beside(self) -> Shaper:
        """Another shaper that need not look up again what this one knows, and tells only of what it is asked for itself."""
        return Shaper(self.faces, self.hyphenator, self.words, self)

    def borrowed(self) -> Iterator[tuple[str, str, str]]:
        """What was looked up in vain in the face asked for: role, the face that lent it, the character."""
        yield from self._borrowed


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
    return replace(shaped, breaks=tuple(breaks), annotations=annotations, derived={})


def _assemble(
    text: str,
    styles: list[TextStyle],
    rules: LineRules,
    kinds: list[CharClass],
    placed: list[tuple[int, int, Atom]],
    after: list[Break],
) -> ShapedParagraph:
    offsets = [offset for offset, _, _ in placed]
    style_of = [number for _, number, _ in placed]
    atoms = [atom for _, _, atom in placed]
    atom_kinds = [kinds[offset] for offset in offsets]
    sizes = [styles[number].size for number in style_of]
    whites = whites_between(atom_kinds, atoms, sizes, [styles[n].tracking for n in style_of], rules)
    leads, trails = edge_whites(atom_kinds, atoms, sizes, rules)
    # What may happen after an atom is what may happen after the last of its characters.
    lasts = [offset - 1 for offset in (*offsets[1:], len(text))] if atoms else []
    parted = parted_numbers(text)
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
        lead=leads,
        ink=tuple(ink),
        trail=trails,
        white=tuple(whites.natural),
        shrink=tuple(whites.shrink),
        shrink_step=tuple(whites.step),
        stretch=tuple(whites.stretch),
        breaks=tuple(after[last] for last in lasts),
        natural=tuple(natural),
        least=tuple(least),
        number_parted=tuple(parted[last] for last in lasts),
    )


def _from_sorts(
    text: str,
    styles: list[TextStyle],
    rules: LineRules,
    placed: tuple[list[int], list[int], list[Sort]],
    after: list[Break],
) -> ShapedParagraph:
    """As :func:`_assemble`, from sorts that know their widths and whites already."""
    offsets, style_of, sorts = placed
    atoms, kinds, numbers, pairs, lead, ink, trail = zip(*sorts, strict=True)
    whites = [row[number] for row, number in zip(pairs, numbers[1:], strict=False)]
    whites.append(_NO_WHITE)
    natural, shrink, step, stretch = zip(*whites, strict=True)
    parted = parted_numbers(text)
    if len(offsets) < len(text):
        lasts = [offset - 1 for offset in (*offsets[1:], len(text))]
        after = [after[last] for last in lasts]
        parted = [parted[last] for last in lasts]
    widths = list(map(add, ink, natural))
    return ShapedParagraph(
        text=text,
        styles=tuple(styles),
        rules=rules,
        atoms=atoms,
        kinds=kinds,
        offsets=(*offsets, len(text)),
        style_of=tuple(style_of),
        lead=lead,
        ink=ink,
        trail=trail,
        white=natural,
        shrink=shrink,
        shrink_step=step,
        stretch=stretch,
        breaks=tuple(after),
        natural=tuple(accumulate(widths, initial=0)),
        least=tuple(accumulate(map(sub, widths, shrink), initial=0)),
        number_parted=tuple(parted),
    )


def _running_sums(ink: Sequence[Length], whites: Whites) -> tuple[list[Length], list[Length]]:
    natural, least = [0], [0]
    for width, white, shrink in zip(ink, whites.natural, whites.shrink, strict=True):
        natural.append(natural[-1] + width + white)
        least.append(least[-1] + width + white - shrink)
    return natural, least


def with_rules(shaped: ShapedParagraph, rules: LineRules) -> ShapedParagraph:
    """The same paragraph with its whites by other rules; where it may break stays."""
    if rules == replace(shaped.rules, shrink_stops=True) and is_plain(bytes(shaped.kinds)):
        return _with_stops_squeezed(shaped, rules)
    sizes = [shaped.styles[number].size for number in shaped.style_of]
    tracking = [shaped.styles[number].tracking for number in shaped.style_of]
    whites = whites_between(shaped.kinds, shaped.atoms, sizes, tracking, rules)
    natural, least = _running_sums(shaped.ink, whites)
    return replace(
        shaped,
        rules=rules,
        white=tuple(whites.natural),
        shrink=tuple(whites.shrink),
        shrink_step=tuple(whites.step),
        stretch=tuple(whites.stretch),
        natural=tuple(natural),
        least=tuple(least),
        derived={},
    )


def _with_stops_squeezed(shaped: ShapedParagraph, rules: LineRules) -> ShapedParagraph:
    """As :func:`with_rules`, where only the white beside stops changes, and only in how much of it may go."""
    shrink, steps = list(shaped.shrink), list(shaped.shrink_step)
    beside: set[int] = set()
    for stop in (index for index, kind in enumerate(shaped.kinds) if kind is CharClass.STOP):
        beside.update((stop - 1, stop))
    for index in beside - {-1, len(shaped) - 1}:
        pair = slice(index, index + 2)
        styles = [shaped.styles[number] for number in shaped.style_of[pair]]
        whites = whites_between(
            shaped.kinds[pair],
            shaped.atoms[pair],
            [style.size for style in styles],
            [style.tracking for style in styles],
            rules,
        )
        shrink[index], steps[index] = whites.shrink[0], whites.step[0]
    widths = map(sub, islice(shaped.natural, 1, None), shaped.natural)
    return replace(
        shaped,
        rules=rules,
        shrink=tuple(shrink),
        shrink_step=tuple(steps),
        least=tuple(accumulate(map(sub, widths, shrink), initial=0)),
        derived={},
    )
