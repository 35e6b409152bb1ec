"""Columns of equal height: how high they must be for all of the copy, and which are a row shorter than the others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations, islice
from typing import Final

from typeset.flow.body import Body, Cursor
from typeset.flow.grid import PageGrid
from typeset.flow.thread import Column, Fill, fill, room, up_to

# How many ways of sharing the missing rows among the columns are tried.
_MOST_SHAPES: Final = 24


def even_columns(
    body: Body, at: Cursor, columns: Sequence[Column], grid: PageGrid, start: int = 0
) -> tuple[Column, ...] | None:
    """The columns cut off below the highest row at which they still hold all of the copy; None when they do not.

    Those before ``start`` are filled whole: they are in frames that come before in a thread.
    """
    before, last = tuple(columns[:start]), columns[start:]
    rows = sorted({row for column in last for row in column.rows})
    least = _least_rows(body, at, columns)
    if not rows or not _hold(body, at, columns, grid, least):
        return None
    low, high = 0, len(rows) - 1
    while low < high:
        middle = (low + high) // 2
        if _hold(body, at, (*before, *up_to(last, rows[middle])), grid, least):
            high = middle
        else:
            low = middle + 1
    return (*before, *up_to(last, rows[low]))


def _hold(body: Body, at: Cursor, columns: Sequence[Column], grid: PageGrid, least: int) -> bool:
    """Whether columns hold all of the copy, which takes so many rows at the least."""
    return room(columns) >= least and fill(body, at, columns, grid).next >= body.end


def _least_rows(body: Body, at: Cursor, columns: Sequence[Column]) -> int:
    """The rows that copy takes at the least: one a line. Where columns are not all alike its lines are not known; then none."""
    width = columns[0].width if columns else 0
    if any(column.slots or column.width != width for column in columns):
        return 0
    return sum(
        len(body.lines(at if number == at.paragraph else Cursor(number), width))
        for number in range(at.paragraph, len(body.paragraphs))
        if not body.paragraphs[number].is_table
    )


def ragged(
    body: Body, at: Cursor, columns: Sequence[Column], grid: PageGrid, start: int = 0
) -> Iterator[tuple[Column, ...]]:
    """Even columns, as many of them from ``start`` on a row shorter as the copy allows, none by more than one.

    First the last ones are the short ones (余行在末栏); then, for keep rules, every other choice of as many.
    """
    own = range(start, len(columns))
    foot = max((columns[number].rows[-1] for number in own if columns[number].rows), default=0)
    short, least = 0, _least_rows(body, at, columns)
    for count in range(1, len(own)):
        tried = _shortened(columns, own[len(own) - count :], foot)
        if not _hold(body, at, tried, grid, least):
            break
        short = count
    yield _shortened(columns, own[len(own) - short :], foot)
    choices = combinations(reversed(own), short)
    yield from (_shortened(columns, chosen, foot) for chosen in islice(choices, 1, _MOST_SHAPES))


def ending(
    body: Body, at: Cursor, columns: Sequence[Column], starts: Sequence[int], grid: PageGrid
) -> tuple[int, int]:
    """The columns of the frame of a thread in which the copy ends; ``starts`` are the first columns of its frames."""
    stops = [*starts[1:], len(columns)]
    for start, stop in zip(starts, stops, strict=True):
        if fill(body, at, columns[:stop], grid).next >= body.end:
            return start, stop
    return starts[-1], len(columns)


def _shortened(columns: Sequence[Column], which: Collection[int], foot: int) -> tuple[Column, ...]:
    """The columns with these cut off above the last row."""
    return tuple(
        up_to((column,), foot - 1)[0] if number in which else column for number, column in enumerate(columns)
    )


def balanced(body: Body, at: Cursor, columns: Sequence[Column], grid: PageGrid) -> Fill | None:
    """Fill the columns to equal height, a row less in the last where they do not come out even; None without room."""
    even = even_columns(body, at, columns, grid)
    return None if even is None else fill(body, at, next(ragged(body, at, even, grid)), grid)
