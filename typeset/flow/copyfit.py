"""Copyfitting (拟合): paragraphs set in a line more or fewer, so that copy fits its frame or fills it.

Every paragraph says what a line more or fewer costs; the cheapest are taken first, and none that is dearer than what
it is good for. Opening is for looks alone and must cost next to nothing; squeezing saves copy from being overset.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from typeset.flow.body import Body, Cursor
from typeset.flow.evening import ending, even_columns, ragged
from typeset.flow.grid import PageGrid
from typeset.flow.keep import Fault, broken
from typeset.flow.thread import Column, Fill, SetLine, Thread, fill, room, rows_used
from typeset.model.story import Role
from typeset.units import Length

# More lines than this are not squeezed out of a story: its colour would change beside its neighbours.
_MOST_LINES: Final = 5
# The price of one line opened by 0.05 em at every gap: what filling the foot of a column may cost a paragraph.
_OPENED_FOR_LOOKS: Final = 25.0
# What mending a broken keep rule may cost: a widow two lines opened by 0.1 em, a row of white one opened by 0.08 em.
_FAULTS: Final = {
    Fault.WIDOW: 200.0,
    Fault.SUBHEAD_ALONE: 300.0,
    Fault.QUESTION_ALONE: 200.0,
    Fault.SIGNATURE_ALONE: 250.0,
    Fault.HOLE: 60.0,
}
# Subheads are left alone: their lines are few and everybody sees them.
LOOSENED: Final = frozenset({Role.BODY, Role.LIST_ITEM, Role.QUOTE, Role.QUESTION, Role.ANSWER})
_MOST_STEPS: Final = 8
_MOST_TRIED: Final = 24
_MOST_IN_PAIRS: Final = 6

_Move = tuple[float, int, int]
"""A price, the number of a paragraph, and the line it gets (1) or gives (−1)."""


class Fitted(Struct, frozen=True):
    """A body some of whose paragraphs are a line longer or shorter, and how it fills its columns."""

    body: Body
    filled: Fill


def squeezed_to_fit(
    body: Body, filled: Fill, columns: Sequence[Column], grid: PageGrid, at: Cursor = Cursor()
) -> Fitted | None:
    """The body with just so many paragraphs a line shorter that it fits its columns; None when it will not."""
    width = columns[0].width
    if body.line_count(filled.next, width) > _MOST_LINES:
        return None
    thread = Thread(body, columns, grid)
    looseness: dict[int, int] = {}
    first = at.paragraph + (1 if at.offset else 0)
    for _, number in _offers(body, width, -1):
        if number < first:
            continue
        looseness[number] = -1
        shorter = body.with_looseness({**body.looseness, **looseness})
        tried = thread.fill(shorter, at)
        if tried.next >= body.end:
            return Fitted(shorter, tried)
        if len(looseness) > _MOST_LINES:
            break
    return None


def balanced_copy(
    body: Body, at: Cursor, columns: Sequence[Column], grid: PageGrid, starts: Sequence[int] = (0,)
) -> Fitted | None:
    """The copy in columns as even as it can be had, its keep rules mended; None when it does not fit.

    ``starts`` are the first columns of the frames of a thread: that in which the copy ends is balanced, those before are full.

    Paragraphs are opened where that is nearly free, so that all columns end in one row; what is still missing then
    is shared: the last columns are a row shorter, none by more than one.
    """
    start, stop = ending(body, at, columns, starts, grid) if len(starts) > 1 else (0, len(columns))
    even = even_columns(body, at, columns[:stop], grid, start)
    if even is None:
        return None
    body = settled(body, at, even, grid, feet=True).body
    best: tuple[float, Fitted] | None = None
    for shape in ragged(body, at, even, grid, start):
        filled = fill(body, at, shape, grid)
        if filled.next < body.end:
            continue
        fitted = settled(body, at, shape, grid)
        cost = _faults(fitted, shape, feet=False)
        if best is None or cost < best[0]:
            best = (cost, fitted)
        if not cost:
            break
    return best[1] if best is not None else None


def settled(
    body: Body, at: Cursor, columns: Sequence[Column], grid: PageGrid, *, feet: bool = False
) -> Fitted:
    """The copy in these columns, its broken keep rules mended by paragraphs a line longer or shorter.

    With ``feet`` a row left empty above the last row of the columns counts as a fault as well. Copy that fitted
    still does. Bounded: every step makes it cheaper, and there are only so many.
    """
    thread = Thread(body, columns, grid)
    best = Fitted(body, thread.fill(body, at))
    cost = _faults(best, columns, feet=feet)
    for _ in range(_MOST_STEPS):
        if cost <= 0:
            break
        step = _cheaper(best, at, thread, feet=feet, cost=cost)
        if step is None:
            break
        best, cost = step
    return best


def _cheaper(
    fitted: Fitted, at: Cursor, thread: Thread, *, feet: bool, cost: float
) -> tuple[Fitted, float] | None:
    """The first paragraph, cheapest first, that mends more than it costs a line longer or shorter."""
    body, filled, columns = fitted.body, fitted.filled, thread.columns
    ends = filled.next >= body.end
    for price, step in _steps(_moves(body, at, filled, columns[0].width, cost), cost):
        changed = body.with_looseness({**body.looseness, **step})
        tried = Fitted(changed, thread.fill(changed, at))
        if ends and tried.filled.next < body.end:
            continue
        left = _faults(tried, columns, feet=feet)
        if left + max(price, 0.0) < cost:
            return tried, left
    return None


def _moves(body: Body, at: Cursor, filled: Fill, width: Length, most: float) -> list[_Move]:
    """Whole paragraphs in the columns that can be had a line longer or shorter for less than ``most``."""
    first = at.paragraph + (1 if at.offset else 0)
    moves: list[_Move] = []
    for number in range(first, min(filled.next.paragraph + 1, len(body.paragraphs))):
        if number in body.looseness or body.paragraphs[number].source.role not in LOOSENED:
            continue
        for looseness in (1, -1):
            price = body.price(number, width, looseness, most)
            if price is not None:
                moves.append((price, number, looseness))
    return sorted(moves)


def _steps(moves: Sequence[_Move], most: float) -> Iterator[tuple[float, dict[int, int]]]:
    """Single paragraphs, then pairs of one longer and one shorter: what one pushes on the other takes back."""
    for price, number, looseness in moves[:_MOST_TRIED]:
        yield price, {number: looseness}
    longer = [move for move in moves if move[2] > 0][:_MOST_IN_PAIRS]
    shorter = [move for move in moves if move[2] < 0][:_MOST_IN_PAIRS]
    pairs = sorted((a[0] + b[0], a[1], b[1]) for a in longer for b in shorter if a[1] != b[1])
    for price, opened, squeezed in pairs:
        if price < most:
            yield price, {opened: 1, squeezed: -1}


def _faults(fitted: Fitted, columns: Sequence[Column], *, feet: bool) -> float:
    """What the faults of a filling cost, in the unit of prices."""
    body, filled = fitted.body, fitted.filled
    cost = price_of_faults(body, filled.lines, columns)
    if feet and filled.next >= body.end:
        cost += _OPENED_FOR_LOOKS * (room(columns) - rows_used(filled.lines))
    return cost


def price_of_faults(body: Body, lines: Sequence[SetLine], columns: Sequence[Column]) -> float:
    """What the broken keep rules of set lines cost, in the unit of prices."""
    return sum(_FAULTS[one.fault] * max(one.rows, 1) for one in broken(body, lines, columns))


def _offers(body: Body, width: Length, looseness: int) -> list[tuple[float, int]]:
    """The paragraphs that can be had in a line more or fewer, the cheapest first."""
    found: list[tuple[float, int]] = []
    for number, paragraph in enumerate(body.paragraphs):
        if paragraph.source.role in LOOSENED:
            price = body.price(number, width, looseness)
            if price is not None:
                found.append((price, number))
    return sorted(found)
