"""The differences between two sequences, found in bounded time whatever they hold.

Common ends are taken off and :mod:`difflib` searches the rest. Where that would take too long, elements that are unique in both are
anchors first (as in patience diff); what is still too long between two of them counts as replaced.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, TypeVar

from msgspec import Struct

_T = TypeVar("_T", bound=Hashable)

# Pairs of equal elements difflib may have to look at: a story of some 3,000 characters has fewer.
_MOST_PAIRS: Final = 250_000
_DEEPEST: Final = 40


class Change(Struct, frozen=True):
    """Elements ``old`` (first, last excluded) became ``new``; one of them may be empty."""

    old: tuple[int, int]
    new: tuple[int, int]


def changes(old: Sequence[_T], new: Sequence[_T]) -> tuple[Change, ...]:
    """What must be replaced to make the new sequence of the old one, in order; what stands between is equal."""
    found: list[Change] = []
    for change in _between((0, len(old)), (0, len(new)), old, new):
        if found and found[-1].old[1] == change.old[0] and found[-1].new[1] == change.new[0]:
            last = found[-1]
            found[-1] = Change((last.old[0], change.old[1]), (last.new[0], change.new[1]))
        else:
            found.append(change)
    return tuple(found)


def kept(
    found: Sequence[Change], old: Sequence[object], new: Sequence[object]
) -> Iterator[tuple[int, int, int]]:
    """The stretches between changes: where they begin in the old and in the new sequence, and how long they are."""
    at = (0, 0)
    for change in (*found, Change((len(old), len(old)), (len(new), len(new)))):
        if change.old[0] > at[0]:
            yield at[0], at[1], change.old[0] - at[0]
        at = change.old[1], change.new[1]


def _between(
    a: tuple[int, int], b: tuple[int, int], old: Sequence[_T], new: Sequence[_T], depth: int = 0
) -> Iterator[Change]:
    (a0, a1), (b0, b1) = a, b
    while a0 < a1 and b0 < b1 and old[a0] == new[b0]:
        a0, b0 = a0 + 1, b0 + 1
    while a0 < a1 and b0 < b1 and old[a1 - 1] == new[b1 - 1]:
        a1, b1 = a1 - 1, b1 - 1
    if a0 == a1 or b0 == b1:
        if a0 < a1 or b0 < b1:
            yield Change((a0, a1), (b0, b1))
        return
    if _pairs(old[a0:a1], new[b0:b1]) <= _MOST_PAIRS:
        yield from _searched((a0, a1), (b0, b1), old, new)
        return
    anchors = _anchors((a0, a1), (b0, b1), old, new) if depth < _DEEPEST else []
    if not anchors:
        yield Change((a0, a1), (b0, b1))
        return
    for i, j in (*anchors, (a1, b1)):
        yield from _between((a0, i), (b0, j), old, new, depth + 1)
        a0, b0 = i + 1, j + 1


def _pairs(old: Sequence[_T], new: Sequence[_T]) -> int:
    counted = Counter(new)
    return sum(count * counted[element] for element, count in Counter(old).items())


def _anchors(
    a: tuple[int, int], b: tuple[int, int], old: Sequence[_T], new: Sequence[_T]
) -> list[tuple[int, int]]:
    """Elements that stand once in either stretch and come in the same order, as many as there are."""
    once_old, once_new = _once(old, a), _once(new, b)
    pairs = sorted((i, once_new[element]) for element, i in once_old.items() if element in once_new)
    return _rising(pairs)


def _once(sequence: Sequence[_T], ends: tuple[int, int]) -> dict[_T, int]:
    counted = Counter(sequence[ends[0] : ends[1]])
    return {sequence[i]: i for i in range(*ends) if counted[sequence[i]] == 1}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs both of whose places rise."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for number, (_, j) in enumerate(pairs):
        at = bisect_left(tails, j)
        before.append(ends[at - 1] if at else None)
        tails[at : at + 1] = [j]
        ends[at : at + 1] = [number]
    run: list[tuple[int, int]] = []
    number_or_none = ends[-1] if ends else None
    while number_or_none is not None:
        run.append(pairs[number_or_none])
        number_or_none = before[number_or_none]
    return run[::-1]


def _searched(
    a: tuple[int, int], b: tuple[int, int], old: Sequence[_T], new: Sequence[_T]
) -> Iterator[Change]:
    matcher = SequenceMatcher(None, old[a[0] : a[1]], new[b[0] : b[1]], autojunk=False)
    for tag, i0, i1, j0, j1 in matcher.get_opcodes():
        if tag != "equal":
            yield Change((a[0] + i0, a[0] + i1), (b[0] + j0, b[0] + j1))
