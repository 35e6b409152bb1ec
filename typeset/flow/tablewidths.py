"""How wide the columns of a table are: as the editor shared them, or as their cells need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from typeset.patterns import regex
from typeset.text.breaks import Break
from typeset.text.justify import natural_width, share
from typeset.text.shaped import ShapedParagraph
from typeset.units import Length

# A column of Han text keeps at least this many characters a line.
_LEAST_CHARACTERS: Final = 2
_NUMBER: Final = regex(r"^[+\-−±¥￥$]?(\d[\d,]*)(?:\.\d+)?\s*[%％‰℃]?$")
_NO_NUMBER: Final = frozenset({"", "—", "——", "-", "－", "/", "／", "…"})


class ColumnCell(Struct, frozen=True):
    """A cell as its columns see it: the first of them, how many, its copy, whether it is head."""

    column: int
    columns: int
    shaped: ShapedParagraph
    head: bool


class Widths(Struct, frozen=True):
    """The widths of the columns, which add up to that of the table; ``least`` is what they need together.

    Those that were asked for may be ``narrow``: their numbers from 0, where a word or number of theirs has to be broken.
    """

    columns: tuple[Length, ...]
    least: Length
    narrow: tuple[int, ...] = ()


def column_widths(
    cells: Sequence[ColumnCell], shares: Sequence[int], count: int, width: Length, pad: Length
) -> Widths:
    """Share a width among ``count`` columns; every cell has ``pad`` of white at both sides.

    Without shares each column gets what its widest cell takes on one line, and of what is left in proportion; where that
    is too much, what its longest word takes, and of what is left in proportion to what it lacks.
    """
    least, ideal = _needs(cells, count, pad)
    needed = sum(least)
    if shares:
        given = tuple(share(width, list(shares)))
        return Widths(given, needed, tuple(_narrow(cells, given, pad)))
    if sum(ideal) <= width:
        more = share(width - sum(ideal), ideal)
        return Widths(tuple(a + b for a, b in zip(ideal, more, strict=True)), needed)
    if needed <= width:
        lacking = [b - a for a, b in zip(least, ideal, strict=True)]
        more = share(width - needed, lacking)
        return Widths(tuple(a + b for a, b in zip(least, more, strict=True)), needed)
    return Widths(tuple(_squeezed(least, width)), needed)


def _narrow(cells: Sequence[ColumnCell], given: Sequence[Length], pad: Length) -> list[int]:
    """The columns in which a cell has a word or number that is wider."""
    found: set[int] = set()
    for cell in cells:
        room = sum(given[cell.column : cell.column + cell.columns]) - 2 * pad
        if len(cell.shaped) and _longest(cell.shaped) > room:
            found.add(cell.column)
    return sorted(found)


def _squeezed(least: Sequence[Length], width: Length) -> list[Length]:
    """Columns that need more than there is: those that need no more than an equal share get it, the others share the rest."""
    given = [0] * len(least)
    left, wanting = width, list(range(len(least)))
    while wanting:
        fair = left // len(wanting)
        modest = [n for n in wanting if least[n] <= fair]
        if not modest:
            for number, one in zip(wanting, share(left, [1] * len(wanting)), strict=True):
                given[number] = one
            break
        for number in modest:
            given[number] = least[number]
            left -= least[number]
        wanting = [n for n in wanting if n not in modest]
    return given


def _needs(cells: Sequence[ColumnCell], count: int, pad: Length) -> tuple[list[Length], list[Length]]:
    least, ideal = [2 * pad + 1] * count, [2 * pad + 1] * count
    for cell in sorted(cells, key=lambda c: c.columns):
        if not len(cell.shaped):
            continue
        covered = range(cell.column, min(cell.column + cell.columns, count))
        for needs, wanted in ((least, least_of(cell.shaped)), (ideal, width_of(cell.shaped))):
            lacking = wanted + 2 * pad - sum(needs[n] for n in covered)
            if lacking > 0 and covered:
                more = share(lacking, [1] * len(covered))
                for number, one in zip(covered, more, strict=True):
                    needs[number] += one
    return least, [max(a, b) for a, b in zip(least, ideal, strict=True)]


def width_of(shaped: ShapedParagraph) -> Length:
    """The width of copy on one line."""
    return natural_width(shaped, 0, len(shaped)) if len(shaped) else 0


def least_of(shaped: ShapedParagraph) -> Length:
    """The width of the longest piece that no line should end in; at least two characters of Han text."""
    if not len(shaped):
        return 0
    size = max(style.size for style in shaped.styles)
    return max(_longest(shaped), min(width_of(shaped), _LEAST_CHARACTERS * size))


def _longest(shaped: ShapedParagraph) -> Length:
    """The width of the longest piece that no line should end in."""
    widest = first = 0
    for index in range(len(shaped)):
        free = shaped.breaks[index] is Break.ALLOWED and not shaped.number_parted[index]
        if free or index == len(shaped) - 1:
            widest = max(widest, natural_width(shaped, first, index + 1))
            first = index + 1
    return widest


def number_columns(cells: Sequence[ColumnCell], count: int) -> frozenset[int]:
    """The columns all of whose cells below the head are numbers, or say that there is none."""
    numbers: set[int] = set()
    others: set[int] = set()
    for cell in cells:
        if cell.head or cell.columns > 1:
            continue
        text = cell.shaped.text.strip()
        if text not in _NO_NUMBER:
            (numbers if _NUMBER.match(text) else others).add(cell.column)
    return frozenset(numbers - others) & frozenset(range(count))


def before_point(shaped: ShapedParagraph) -> Length:
    """The width of a number up to where its decimal point stands, or would."""
    match = _NUMBER.match(shaped.text.strip())
    if match is None:
        return width_of(shaped) // 2
    atom = shaped.atom_at(len(shaped.text) - len(shaped.text.lstrip()) + match.end(1))
    return natural_width(shaped, 0, atom) if atom else 0
