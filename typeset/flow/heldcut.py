"""Cut a story where the last build did, although what stands before is longer or shorter now (issue 5, 6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from typeset.flow.body import Body, Cursor, Stop
from typeset.flow.copyfit import price_of_faults
from typeset.flow.cut import cut_behind
from typeset.flow.cutfit import FAULTS_OF_A_LINE, PRICE_OF_A_LINE, FittedCut, moves_in, with_moves
from typeset.flow.grid import PageGrid
from typeset.flow.thread import Column, Thread
from typeset.units import Length

# So many lines more or fewer are had of the paragraphs before the cut.
_MOST_LINES = 6


def held_cut(
    body: Body,
    columns: Sequence[Column],
    grid: PageGrid,
    jump_width: Length,
    at: Cursor,
    begin: Cursor = Cursor(),
) -> FittedCut | None:
    """Copy from ``begin`` up to ``at``, its paragraphs a line longer or shorter where it must fit or fills the columns.

    None when it does not find room with its jump line.
    """
    best: tuple[float, FittedCut] | None = None
    thread = Thread(body, columns, grid)
    for paid, looseness, stop in _ways(body, columns, at, begin):
        if best is not None and paid >= best[0]:
            break
        changed = body.with_looseness({**body.looseness, **looseness}, stop)
        filled = thread.fill(changed, begin)
        index = next(
            (n for n, line in enumerate(filled.lines) if changed.after(line.paragraph, line.line.last) == at),
            None,
        )
        cut = cut_behind(changed, filled, columns, jump_width, index) if index is not None else None
        if cut is None:
            continue
        faults = price_of_faults(changed, cut.lines, columns) / FAULTS_OF_A_LINE
        cost = cut.white + faults + paid
        if best is None or cost < best[0]:
            best = cost, FittedCut(changed, cut)
    return best[1] if best is not None else None


def _ways(
    body: Body, columns: Sequence[Column], at: Cursor, begin: Cursor
) -> list[tuple[float, dict[int, int], Stop | None]]:
    """Ways to set what stands before the cut, the cheapest first: as it is, then in lines more or fewer."""
    width = columns[0].width
    stops = list(_stops(body, at, begin, width))
    found: list[tuple[float, dict[int, int], Stop | None]] = []
    moves = {by: moves_in(body, begin, at.paragraph, width, by) for by in (1, -1)}
    for lines in range(-_MOST_LINES, _MOST_LINES + 1):
        for paid, looseness in with_moves(moves[1 if lines > 0 else -1], at.paragraph, lines):
            found += ((paid + price, looseness, stop) for price, stop in stops)
    return sorted(found, key=lambda way: (way[0], len(way[1]), sorted(way[1].items())))


def _stops(body: Body, at: Cursor, begin: Cursor, width: Length) -> Iterator[tuple[float, Stop | None]]:
    """Where the paragraph that is cut is composed as if it ended, in as many lines, one more or one fewer, with the price."""
    if not at.offset:
        yield 0.0, None
        return
    atom = body.paragraphs[at.paragraph].shaped.atom_at(at.offset)
    first = begin if begin.paragraph == at.paragraph else Cursor(at.paragraph)
    for own in (0, 1, -1):
        alone = body.price_to(first, atom, width, own)
        if alone is not None:
            yield max(alone[1], 0.0) / PRICE_OF_A_LINE, Stop(at.paragraph, atom, own)
