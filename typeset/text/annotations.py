"""Annotations on their way from characters to atoms: the room they take in the line, and what they hold together.

A ruby wider than its base widens the base; a box takes a little white at both its ends; a picture is an atom of its
own. All of it becomes part of the atoms' ink, so that line breaking and justification need not know of it. Where
the dots, rules and ruby stand over the finished lines is :mod:`typeset.flow.adorn`'s business (clreq.md §9).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from msgspec.structs import replace

from typeset.model.annotation import Annotation, Mark
from typeset.model.style import TextStyle
from typeset.text.atoms import Atom
from typeset.text.classes import CharClass
from typeset.text.shaped import AtomAnnotation, ShapedParagraph
from typeset.units import Length

MILLI: Final = 1000
# Ruby is half as large as its base; two of them stay a quarter of their own size apart (clreq.md §9).
RUBY_SIZE: Final = 500
_RUBY_GAP: Final = 250
# White a box takes at each end, in thousandths of an em: its rule stands in it.
BOX_ROOM: Final = 125
_PICTURE_ROOM: Final = 80

Placed = tuple[int, int, Atom]
"""An atom with the offset of its first character and the number of its style."""

ShapeRuby = Callable[[str, TextStyle], ShapedParagraph]


def annotate(
    placed: list[Placed],
    kinds: Sequence[CharClass],
    styles: Sequence[TextStyle],
    annotations: Iterable[Annotation],
    shape_ruby: ShapeRuby,
) -> tuple[AtomAnnotation, ...]:
    """Give annotations their room in the atoms (changed in place); annotations without an atom are left out.

    Args:
        placed: the atoms of a paragraph.
        kinds: the class of each character.
        styles: the styles the atoms' numbers lead to.
        annotations: by offsets of the paragraph.
        shape_ruby: shapes the text of a ruby in a style.
    """
    offsets = [offset for offset, _, _ in placed]
    found: list[AtomAnnotation] = []
    for source in annotations:
        first, last = bisect_left(offsets, source.first), bisect_left(offsets, source.last)
        if first < last:
            ruby = None
            if source.mark is Mark.RUBY:
                ruby = shape_ruby(source.ruby, _ruby_style(styles[placed[first][1]]))
            found.append(AtomAnnotation(source, first, last, ruby))
    _set_pictures(placed, found)
    _widen_bases(placed, kinds, styles, [a for a in found if a.ruby is not None])
    for box in found:
        if box.mark is Mark.BOXED:
            _pad(placed, box.first, BOX_ROOM, 0)
            _pad(placed, box.last - 1, 0, BOX_ROOM)
    return tuple(found)


def _ruby_style(style: TextStyle) -> TextStyle:
    return replace(style, size=style.size * RUBY_SIZE // MILLI, tracking=0, rise=0)


def _set_pictures(placed: list[Placed], found: Iterable[AtomAnnotation]) -> None:
    for annotation in found:
        picture = annotation.source.picture
        if picture is not None:
            offset, number, _ = placed[annotation.first]
            placed[annotation.first] = (offset, number, Atom("", (), (), 0, 0, picture.width, 0))
            _pad(placed, annotation.first, _PICTURE_ROOM, _PICTURE_ROOM)


def _widen_bases(
    placed: list[Placed],
    kinds: Sequence[CharClass],
    styles: Sequence[TextStyle],
    units: Sequence[AtomAnnotation],
) -> None:
    """Widen the bases of rubies that are wider, evenly: Han apart from each other, anything else at its ends."""
    starts, ends = {unit.first for unit in units}, {unit.last for unit in units}
    for unit in units:
        lacking = _lacking(placed, styles, unit, beside=unit.first in ends or unit.last in starts)
        if lacking <= 0:
            continue
        size = max(styles[placed[unit.first][1]].size, 1)
        thousandths = -(-lacking * MILLI // size)
        atoms = range(unit.first, unit.last)
        if all(kinds[placed[index][0]] is CharClass.HAN for index in atoms):
            half = -(-thousandths // (2 * len(atoms)))
            for index in atoms:
                _pad(placed, index, half, half)
        else:
            _pad(placed, unit.first, -(-thousandths // 2), 0)
            _pad(placed, unit.last - 1, 0, -(-thousandths // 2))


def _lacking(
    placed: Sequence[Placed], styles: Sequence[TextStyle], unit: AtomAnnotation, *, beside: bool
) -> Length:
    """By how much the base of a ruby is too narrow; ``beside`` when the next characters have rubies too."""
    if unit.ruby is None or not unit.ruby.styles:
        return 0
    base = sum(
        (atom.lead + atom.ink + atom.trail) * styles[number].size // MILLI
        for _, number, atom in placed[unit.first : unit.last]
    )
    gap = _RUBY_GAP * unit.ruby.styles[0].size // MILLI if beside else 0
    return unit.ruby.natural[-1] + gap - base


def _pad(placed: list[Placed], index: int, before: int, after: int) -> None:
    offset, number, atom = placed[index]
    wider = replace(
        atom,
        origin=atom.origin + before,
        ink=atom.ink + before + after,
        before=atom.before + before,
        after=atom.after + after,
    )
    placed[index] = (offset, number, wider)
