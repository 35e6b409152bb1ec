"""Copyfitting (拟合): paragraphs set in a line more or fewer, so that copy fits its frame or fills it, or is cut well.

Every paragraph says what a line more or fewer costs; the cheapest are taken first, and none that is dearer than what
it is good for. Opening is for looks alone and must cost next to nothing; squeezing saves copy from being overset.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from typeset.flow.body import Body, Cursor
from typeset.flow.cut import Cut, cut_for_jump
from typeset.flow.grid import PageGrid
from typeset.flow.thread import Column, Fill, fill, room, rows_used, up_to
from typeset.model.edition import JumpRules
from typeset.model.story import Role
from typeset.units import Length

# More lines than this are not squeezed out of a story: its colour would change beside its neighbours.
_MOST_LINES: Final = 5
# The price of one line opened by 0.05 em at every gap: what filling the foot of a column may cost a paragraph.
_OPENED_FOR_LOOKS: Final = 25.0
# A cut inside a sentence costs 2.5 lines of white; this much price weighs as one line of white.
_PRICE_OF_A_LINE: Final = 100.0
# How many of the last paragraphs before a cut are tried a line longer or shorter.
_LOOK_BACK: Final = 4


@dataclass(frozen=True, slots=True)
class Fitted:
    """A body some of whose paragraphs are a line longer or shorter, and how it fills its columns."""

    body: Body
    filled: Fill


def squeezed_to_fit(body: Body, filled: Fill, columns: Sequence[Column], grid: PageGrid) -> Fitted | None:
    """The body with just so many paragraphs a line shorter that it fits its columns; None when it will not."""
    width = columns[0].width
    if body.line_count(filled.next, width) > _MOST_LINES:
        return None
    looseness: dict[int, int] = {}
    for _, number in _offers(body, width, -1):
        looseness[number] = -1
        shorter = body.with_looseness(looseness)
        tried = fill(shorter, Cursor(), columns, grid)
        if tried.next >= body.end:
            return Fitted(shorter, tried)
        if len(looseness) > _MOST_LINES:
            break
    return None


def opened_to_foot(body: Body, filled: Fill, columns: Sequence[Column], grid: PageGrid) -> Fitted:
    """The body with paragraphs a line longer, so that its columns end in one row, as far as that is nearly free.

    The columns are filled to the lowest row the copy reaches, never below it.
    """
    best = Fitted(body, filled)
    foot = max((line.row + line.rows - 1 for line in filled.lines), default=0)
    columns = up_to(columns, foot)
    free = room(columns) - rows_used(filled.lines)
    if free >= len(columns):
        return best
    looseness: dict[int, int] = {}
    for price, number in _offers(body, columns[0].width, 1):
        if price > _OPENED_FOR_LOOKS or len(looseness) >= free:
            break
        longer = body.with_looseness({**looseness, number: 1})
        tried = fill(longer, Cursor(), columns, grid)
        if tried.next >= body.end:
            looseness[number] = 1
            best = Fitted(longer, tried)
    return best


def _offers(body: Body, width: Length, looseness: int) -> list[tuple[float, int]]:
    """The paragraphs that can be had in a line more or fewer, the cheapest first."""
    found: list[tuple[float, int]] = []
    for number, paragraph in enumerate(body.paragraphs):
        if paragraph.source.role is Role.BODY:
            price = body.price(number, width, looseness)
            if price is not None:
                found.append((price, number))
    return sorted(found)


@dataclass(frozen=True, slots=True)
class FittedCut:
    """A cut, and the body it was made in."""

    body: Body
    cut: Cut


def best_cut(
    body: Body,
    filled: Fill,
    columns: Sequence[Column],
    grid: PageGrid,
    jump_width: Length,
    rules: JumpRules,
) -> FittedCut | None:
    """The best cut for a jump, one of the last paragraphs before it a line longer or shorter where that pays.

    None when the frame is too small for a line of text and a jump line.
    """
    cut = cut_for_jump(body, filled, columns, jump_width, rules)
    if cut is None or cut.cost <= 0:
        return FittedCut(body, cut) if cut is not None else None
    best, cost = FittedCut(body, cut), cut.cost
    for number in _before(body, filled):
        for looseness in (-1, 1):
            price = body.price(number, columns[0].width, looseness)
            if price is None:
                continue
            paid = max(price, 0.0) / _PRICE_OF_A_LINE
            if paid >= cost:
                continue
            changed = body.with_looseness({**body.looseness, number: looseness})
            refilled = fill(changed, Cursor(), columns, grid)
            found = cut_for_jump(changed, refilled, columns, jump_width, rules)
            if refilled.next < body.end and found is not None and found.cost + paid < cost:
                best, cost = FittedCut(changed, found), found.cost + paid
    return best


def _before(body: Body, filled: Fill) -> list[int]:
    """The last paragraphs that end in the filled columns, the last first."""
    ended = range(filled.next.paragraph)
    numbers = [n for n in ended if body.paragraphs[n].source.role is Role.BODY]
    return numbers[: -_LOOK_BACK - 1 : -1]
