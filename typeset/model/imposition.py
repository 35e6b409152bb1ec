"""Imposition (拼版): which pages are printed on which side of which sheet, so that they follow each other when it is folded.

Broadsheet pages stand two on a side, tabloid pages two on a sheet of their own or four on a broadsheet one, which is folded across first. The
tops of the pages of a side of four meet at that fold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from typeset.model.edition import Edition, Fold

BLANK: Final = 0
"""What stands for a page that is left empty, in sides of numbers."""

Side = tuple[tuple[int, ...], ...]
"""The pages of one side, row by row from the top, each from the left."""

_PAGES_A_LEAF: Final = 2
_PAGES_A_SHEET: Final = 4
_PAGES_A_DOUBLE: Final = 8
_TWO: Final = 2


class Sheet(Struct, frozen=True):
    """One sheet of a section: its number there from 1, and its two sides; ``back`` is on the other side of ``front``."""

    section: str
    number: int
    front: Side
    back: Side


def sheets_of(edition: Edition, pages_a_side: int) -> tuple[Sheet, ...]:
    """All sheets of an issue, section by section, in the order of the pages they begin with.

    ``pages_a_side`` is 2 or 4. The numbers are those of pages in the issue; a side that lacks a page has :data:`BLANK` there.
    """
    sections: dict[str, list[int]] = {}
    for page in edition.pages:
        sections.setdefault(page.section_code, []).append(page.number)
    made: list[Sheet] = []
    for section, numbers in sections.items():
        sides = _twos(numbers, edition.fold) if pages_a_side == _TWO else _fours(numbers, edition.fold)
        made += [Sheet(section, n, front, back) for n, (front, back) in enumerate(sides, 1)]
    return tuple(made)


def _twos(numbers: Sequence[int], fold: Fold) -> list[tuple[Side, Side]]:
    """Sheets of four pages; two pages that are left over are a leaf of their own (单张)."""
    return [_two(group) for group in _groups(numbers, fold, _PAGES_A_SHEET)]


def _two(group: Sequence[int]) -> tuple[Side, Side]:
    if len(group) <= _PAGES_A_LEAF:
        front, back = (*group, BLANK)[:2]
        return ((front,),), ((back,),)
    first, second, third, last = group
    return ((last, first),), ((second, third),)


def _fours(numbers: Sequence[int], fold: Fold) -> list[tuple[Side, Side]]:
    """Sheets of eight pages: folded across, then down (print order 5 4 over 8 1, and 3 6 over 2 7)."""
    made: list[tuple[Side, Side]] = []
    for group in _groups(numbers, fold, _PAGES_A_DOUBLE):
        if len(group) < _PAGES_A_DOUBLE:
            made += _twos(group, fold)
            continue
        one, two, three, four, five, six, seven, eight = group
        made.append((((five, four), (eight, one)), ((three, six), (two, seven))))
    return made


def _groups(numbers: Sequence[int], fold: Fold, size: int) -> Iterator[list[int]]:
    """The pages of each sheet in reading order: taken from both ends where sheets are put into each other.

    What does not fill a sheet is in the middle of an issue of nested sheets, at the end of one of separate ones.
    """
    rest = list(numbers)
    if len(rest) % _PAGES_A_LEAF:
        rest.append(BLANK)
    half = size // 2
    while len(rest) >= size:
        if fold is Fold.NESTED:
            yield [*rest[:half], *rest[-half:]]
            rest = rest[half:-half]
        else:
            yield rest[:size]
            rest = rest[size:]
    if rest:
        yield rest
