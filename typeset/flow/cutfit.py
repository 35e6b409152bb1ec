"""A good cut for a jump: a sentence ends where the column ends, because what stands before it is a line longer or shorter.

Every sentence that ends near the foot says how many lines are lacking, or too many, for its end to stand right above the jump
line, or in its line. Those lines are had from whole paragraphs before it and from its own up to there, at the least price; the
cheapest ways are tried, until one costs more than the best cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from msgspec import Struct

from typeset.flow.body import Body, Cursor, Stop, sentence_ends
from typeset.flow.copyfit import LOOSENED, price_of_faults
from typeset.flow.cut import Cut, cut_for_jump, room_after
from typeset.flow.grid import PageGrid
from typeset.flow.thread import Column, Fill, SetLine, Thread
from typeset.model.edition import JumpRules
from typeset.units import Length

# What is paid for a line of white less: no line is opened further than a torn one, and readers see the hole first.
PRICE_OF_A_LINE: Final = 2000.0
# So much of what broken keep rules cost does: a widow is as bad as two lines of white.
FAULTS_OF_A_LINE: Final = 100.0
# How many of the last paragraphs before a cut are tried a line longer or shorter, and how many lines are had of them.
_LOOK_BACK: Final = 24
_MOST_LINES: Final = 8
# A sentence is set alone up to its end in so many lines more.
_OWN: Final = (0, 1, -1)
# How many lines behind the last one a sentence may end that is drawn up.
_LOOK_AHEAD: Final = 6
_MOST_CHOICES: Final = 8
_MOST_TRIED: Final = 300


class FittedCut(Struct, frozen=True):
    """A cut, and the body it was made in."""

    body: Body
    cut: Cut


class _End(Struct, frozen=True):
    """The end of a sentence near the foot: where, in which line of its paragraph, and how many rows are free behind its line."""

    paragraph: int
    atom: int
    line: int
    free: int


_Way = tuple[float, dict[int, int], Stop]
"""A price in lines of white, the paragraphs a line longer or shorter, and where the last one ends."""


def best_cut(
    body: Body,
    filled: Fill,
    columns: Sequence[Column],
    grid: PageGrid,
    jump_width: Length,
    rules: JumpRules,
    *,
    at: Cursor = Cursor(),
    dear: float = 1.0,
) -> FittedCut | None:
    """The best cut for a jump of copy from ``at`` on, its paragraphs a line longer or shorter where that pays.

    ``filled`` is how the copy fills the columns, ``dear`` what a line of white costs. None when the frame is too small for a
    line of text and a jump line.
    """
    cut = cut_for_jump(body, filled, columns, jump_width, rules, dear)
    if cut is None:
        return None
    best = FittedCut(body, cut)
    cost = _cost(best, columns, dear)
    if cost <= 0:
        return best
    thread = Thread(body, columns, grid)
    for paid, looseness, stop in _ways(body, at, filled, columns, cost)[:_MOST_TRIED]:
        if paid >= cost:
            # Every other one costs more than the best cut.
            break
        changed = body.with_looseness({**body.looseness, **looseness}, stop)
        refilled = thread.fill(changed, at)
        found = cut_for_jump(changed, refilled, columns, jump_width, rules, dear)
        if refilled.next >= body.end or found is None or found.next > _cursor(body, stop):
            # Copy behind a stop would begin a line of its own.
            continue
        tried = FittedCut(changed, found)
        whole = _cost(tried, columns, dear) + paid
        if whole < cost:
            best, cost = tried, whole
    return best


def _cursor(body: Body, stop: Stop) -> Cursor:
    return body.after(stop.paragraph, stop.atom)


def _cost(fitted: FittedCut, columns: Sequence[Column], dear: float) -> float:
    """What a cut costs, with the keep rules that are broken before it, in lines of white."""
    cut = fitted.cut
    faults = price_of_faults(fitted.body, cut.lines, columns)
    return cut.weighed(dear) + faults / FAULTS_OF_A_LINE


def _ways(body: Body, at: Cursor, filled: Fill, columns: Sequence[Column], most: float) -> list[_Way]:
    """Ways for a sentence to end right above the jump line or in its row, the cheapest first."""
    width = columns[0].width
    moves = {by: moves_in(body, at, filled.next.paragraph, width, by) for by in (1, -1)}
    found: list[_Way] = []
    for end in _ends(body, filled, columns):
        begin = at if at.paragraph == end.paragraph else Cursor(end.paragraph)
        for own in _OWN:
            alone = body.price_to(begin, end.atom, width, own)
            if alone is None:
                continue
            lines, price = alone
            # The rows that are free behind its last line are that of the jump line, or none.
            for wanted in (end.free - 1, end.free):
                stop = Stop(end.paragraph, end.atom, own)
                lacking = wanted - (lines - end.line)
                for paid, looseness in with_moves(moves[1 if lacking > 0 else -1], end.paragraph, lacking):
                    found.append((paid + max(price, 0.0) / PRICE_OF_A_LINE, looseness, stop))
    found = [way for way in found if way[0] < most]
    return sorted(
        found, key=lambda way: (way[0], len(way[1]), way[2].paragraph, way[2].atom, sorted(way[1].items()))
    )


def with_moves(
    moves: Sequence[tuple[float, int]], before: int, wanted: int
) -> Iterator[tuple[float, dict[int, int]]]:
    """Paragraphs before another that give as many lines as are wanted, or take them: the cheapest, in several choices.

    ``moves`` as in :func:`moves_in`. What they do to the columns in between, only filling them tells.
    """
    if abs(wanted) > _MOST_LINES:
        return
    looseness = 1 if wanted > 0 else -1
    cheapest = [move for move in moves if move[1] < before][:_MOST_CHOICES]
    for chosen in combinations(cheapest, abs(wanted)):
        yield sum(price for price, _ in chosen), {number: looseness for _, number in chosen}


def moves_in(body: Body, at: Cursor, stop: int, width: Length, looseness: int) -> list[tuple[float, int]]:
    """The last whole paragraphs from the cursor to paragraph ``stop`` that can be had a line longer or shorter, the cheapest first.

    Each with its price in lines of white.
    """
    first = at.paragraph + (1 if at.offset else 0)
    numbers = [n for n in range(first, stop) if body.paragraphs[n].source.role in LOOSENED]
    found: list[tuple[float, int]] = []
    for number in numbers[: -_LOOK_BACK - 1 : -1]:
        price = body.price(number, width, looseness) if number not in body.looseness else None
        if price is not None:
            found.append((max(price, 0.0) / PRICE_OF_A_LINE, number))
    return sorted(found)


def _ends(body: Body, filled: Fill, columns: Sequence[Column]) -> Iterator[_End]:
    """The ends of sentences in the last lines of the columns, and in the first lines that found no room."""
    for index in range(len(filled.lines) - 1, max(-1, len(filled.lines) - 2 - _MOST_LINES), -1):
        placed = filled.lines[index]
        yield from _ends_in(
            body, placed, _number(filled.lines, index), room_after(filled.lines, index, columns)
        )
    if filled.next >= body.end or not filled.lines:
        return
    last = filled.lines[-1]
    number = _number(filled.lines, len(filled.lines) - 1) if last.paragraph == filled.next.paragraph else 0
    for ahead, line in enumerate(body.lines(filled.next, columns[-1].width)[:_LOOK_AHEAD], 1):
        yield from _ends_in(body, SetLine(0, 0, 1, filled.next.paragraph, line), number + ahead, -ahead)


def _number(lines: Sequence[SetLine], index: int) -> int:
    """Which line of its paragraph a line is, of those in the columns, counted from 1."""
    here = index
    while here and lines[here - 1].paragraph == lines[index].paragraph:
        here -= 1
    return index - here + 1


def _ends_in(body: Body, placed: SetLine, number: int, free: int) -> Iterator[_End]:
    paragraph = body.paragraphs[placed.paragraph]
    if paragraph.source.role not in LOOSENED:
        return
    ends = [last for last, sentence in sentence_ends(paragraph.shaped, placed.line) if sentence]
    if placed.line.last >= len(paragraph.shaped) and placed.line.last not in ends:
        ends.append(placed.line.last)
    for last in ends:
        yield _End(placed.paragraph, last, number, free)
