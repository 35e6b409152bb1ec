"""A paragraph ready for composition, as the setter and the flow see it.

Parallel arrays, not objects: a paragraph of a newspaper has hundreds of atoms, a paper hundreds of thousands.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, Final

from msgspec import Struct, field

from typeset.model.annotation import Annotation, Mark
from typeset.model.style import LineRules, TextStyle
from typeset.text.atoms import Atom
from typeset.text.breaks import Break
from typeset.text.classes import CharClass
from typeset.text.spacing import Stretch
from typeset.units import Length

MILLI: Final = 1000
# Names up to this long are kept on one line; a longer text in a box may be parted like any other.
_SHORT_NAME: Final = 6


class AtomAnnotation(Struct, frozen=True):
    """An annotation of the atoms ``first`` to ``last`` (excluded); ``ruby`` is its text, ready to be set."""

    source: Annotation
    first: int
    last: int
    ruby: ShapedParagraph | None = None

    @property
    def mark(self) -> Mark:
        """Its kind."""
        return self.source.mark

    @property
    def holds_together(self) -> bool:
        """Whether no line should end inside: a ruby with its base, a box round a name (clreq.md §4)."""
        return self.mark is Mark.RUBY or (self.mark is Mark.BOXED and self.last - self.first <= _SHORT_NAME)


class ShapedParagraph(Struct, frozen=True):
    """A paragraph ready for composition; index i speaks of atom i, and ``white[i]`` of what follows it.

    ``offsets`` has one entry more than there are atoms: atom i holds ``text[offsets[i]:offsets[i + 1]]``.
    ``shrink[i]`` of ``white[i]`` may be taken in step ``shrink_step[i]``; ``stretch[i]`` says in which step it
    grows. ``natural`` and ``least`` are running sums of ink and white, as they are and squeezed to the limit.
    ``hyphens[i]`` is set after atom i when a line ends there.
    ``number_parted`` says where a break parts a number from its counting word, or 第 from its number.
    ``annotations`` are what stands over, under or round atoms, in the order they were given.
    ``derived`` is what composition has worked out of all this, to be asked for again; no part of what a paragraph is, and
    none of it goes over to a paragraph made from this one.
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
    hyphens: Mapping[int, Atom] = field(default_factory=dict)
    number_parted: tuple[bool, ...] = ()
    annotations: tuple[AtomAnnotation, ...] = ()
    derived: dict[Hashable, Any] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.atoms)

    def hyphen_width(self, index: int) -> Length:
        """The width of the hyphen that is set when a line ends after this atom."""
        atom = self.hyphens.get(index)
        return atom.ink * self.styles[self.style_of[index]].size // MILLI if atom is not None else 0

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
