"""Stack tails in their frames: how they share the height, and which is parted again when there is not enough of it.

Frames are filled in the order of the pages, because what is parted in one goes on in a later one. Tails stand in the order the
editor or the layout gives them, else in that of their stories. A few rows that nothing can fill are shared among the white
between and above the tails, so that no hole is left at the foot.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.flow.body import Cursor
from typeset.flow.jumpwords import source_words, target_words
from typeset.flow.tailparts import Promise, Stop
from typeset.flow.tails import (
    GAP_ROWS,
    Parting,
    Place,
    SetTail,
    Tail,
    TailsFrame,
    rows_needed,
    rows_of_lines,
    rows_within,
    set_tail,
)
from typeset.model.edition import Edition

# So many rows at the foot are shared among the white round the tails; from one more on a filler finds room there.
_MOST_SHARED: Final = 4
_MOST_GAP: Final = 2
# A tail of no rank gives rows before any that has one.
_NO_RANK: Final = 1_000


class Rest(Struct, frozen=True):
    """What of a story is to be set in tails frames: the frames planned for it, the first of them now, and those it may go to.

    ``rows`` it wants in the first, ``least`` it needs there; ``order`` is its place among the tails of the frame, 0 where none is
    wished, ``rank`` its story's. ``held`` is where it must be cut in each of its frames but the last,
    ``rows_held`` the rows it had in those after the first.
    """

    number: int
    tail: Tail
    promise: Promise
    frames: tuple[int, ...]
    allowed: tuple[int, ...]
    rows: int
    least: int
    order: int = 0
    rank: int = 0
    held: tuple[Cursor, ...] = ()
    rows_held: tuple[int, ...] = ()


class Stacks:
    """The tails of all frames of an issue while they are set; lives for one call of the planner.

    Stories in ``whole`` are not parted again.
    """

    def __init__(self, frames: Sequence[TailsFrame], edition: Edition, whole: frozenset[int]) -> None:
        self._frames = frames
        self._edition = edition
        self._whole = whole
        self._rests: dict[int, list[Rest]] = {number: [] for number in range(len(frames))}
        self._stops: dict[int, list[Stop]] = {}
        self._lost: set[int] = set()

    def add(self, rest: Rest) -> None:
        """Take a rest into the first of its frames."""
        self._rests[rest.frames[0]].append(rest)

    def filled(self) -> dict[int, tuple[Stop, ...]]:
        """Where each story goes on, frame by frame, by its number."""
        for number in range(len(self._frames)):
            self._fill(number)
        return {number: tuple(stops) for number, stops in self._stops.items()}

    def lost(self, number: int) -> bool:
        """Whether a story was parted again and then found no line in the next frame."""
        return number in self._lost

    def _fill(self, number: int) -> None:
        frame, rests = self._frames[number], sorted(self._rests[number], key=_in_order)
        if not rests:
            return
        rests = self._parted(number, rests)
        _, first, _ = frame.inner()
        foot = first - 1
        rows = shared(rests, frame)
        places = _places(rests, rows, frame.capacity)
        for rest, given, place in zip(rests, rows, places, strict=True):
            row = first if foot < first else foot + 1 + place.gap
            done = self._set(replace(rest, rows=given), frame, replace(place, row=row))
            if done is not None:
                foot = done.foot
            elif self._stops.get(rest.number):
                self._lost.add(rest.number)

    def _set(self, rest: Rest, frame: TailsFrame, place: Place) -> SetTail | None:
        parting = self._parting(rest, frame) if len(rest.frames) > 1 else None
        done = set_tail(rest.tail, frame, place, parting)
        if done is None:
            return None
        self._stops.setdefault(rest.number, []).append(Stop(frame, rest.tail, done, parting, rest.rows))
        if done.cut is not None:
            self._go_on(rest, done, frame)
        elif parting is not None and done.next < done.body.end:
            # No place in it to cut: all of it is set here after all.
            self._lost.add(rest.number)
        return done

    def _parting(self, rest: Rest, frame: TailsFrame) -> Parting:
        """The jump line of a tail that is parted again; as much of it stays as is carried over at least."""
        into, rules = self._frames[rest.frames[1]], rest.promise.rules
        following = self._edition.follows(frame.page, into.page)
        words = source_words(rules, into.page_name, following=following)
        block = frame.setter.fitted_line(words, frame.setter.style("jump_line"), frame.measure)
        at = rest.held[0] if rest.held else None
        return Parting(block, replace(rules, least_before=rules.least_after), at)

    def _go_on(self, rest: Rest, done: SetTail, frame: TailsFrame) -> None:
        into = self._frames[rest.frames[1]]
        continued = target_words(rest.promise.rules, frame.page_name)
        tail = replace(rest.tail, body=done.body.plain(), at=done.next, continued=continued)
        rest = replace(rest, tail=tail, frames=rest.frames[1:], held=rest.held[1:])
        self.add(self._rest_in(rest, into))

    def _rest_in(self, rest: Rest, into: TailsFrame) -> Rest:
        tail, rules = rest.tail, rest.promise.rules
        lines = tail.body.line_count(tail.at, into.measure)
        if rest.rows_held:
            return replace(rest, rows=rest.rows_held[0], least=1, rows_held=rest.rows_held[1:])
        rows = rows_needed(tail, into)
        least = min(rows, rows_of_lines(tail, into, min(lines, rules.least_after)))
        return replace(rest, rows=rows, least=least)

    def _parted(self, number: int, rests: list[Rest]) -> list[Rest]:
        """The rests, one of them to be parted again where they find no room and a later frame has some."""
        rests = [replace(r, frames=r.frames[:1]) if r.number in self._whole else r for r in rests]
        if any(len(rest.frames) > 1 for rest in rests):
            return rests
        over = _wanted(rests) - self._frames[number].capacity
        too_long = [rest for rest in rests if self._too_long(rest, number)]
        if over <= 0 and not too_long:
            return rests
        for rest in sorted(too_long if over <= 0 else rests, key=_gives):
            later = None if rest.number in self._whole else self._later(number, rest)
            if later is not None:
                parted = replace(rest, frames=(number, later))
                return [parted if one is rest else one for one in rests]
        return rests

    def _too_long(self, rest: Rest, number: int) -> bool:
        most = rest.promise.rules.most_after
        return bool(most) and rest.rows > rows_within(rest.tail, self._frames[number], most)

    def _later(self, number: int, rest: Rest) -> int | None:
        """The first later frame that may take what is left of a rest and has its least rows free."""
        page = self._frames[number].page
        for later in rest.allowed:
            into = self._frames[later]
            if into.page <= page:
                continue
            free = into.capacity - _wanted(self._rests[later]) - (GAP_ROWS if self._rests[later] else 0)
            if free >= rows_of_lines(rest.tail, into, rest.promise.rules.least_after):
                return later
        return None


def shared(rests: Sequence[Rest], frame: TailsFrame) -> list[int]:
    """The rows each tail is given: what it wants, less what must be given for all to find room.

    One that is parted again gives first, then the tail of lowest rank, of equal ones the longest. One that has a limit is
    given no more where it can be parted.
    """
    rows = [rest.rows for rest in rests]
    for number, rest in enumerate(rests):
        most = rest.promise.rules.most_after
        if most and len(rest.frames) > 1:
            rows[number] = min(rows[number], rows_within(rest.tail, frame, most))
    over = sum(rows) + GAP_ROWS * (len(rows) - 1) - frame.capacity
    for number in sorted(range(len(rows)), key=lambda n: _gives(rests[n])):
        given = max(0, min(over, rows[number] - rests[number].least))
        rows[number] -= given
        over -= given
    return rows


def _wanted(rests: Sequence[Rest]) -> int:
    return sum(rest.rows for rest in rests) + GAP_ROWS * max(0, len(rests) - 1)


def _in_order(rest: Rest) -> tuple[int, int]:
    """Those with a wished place first, in their order, then as their stories come."""
    return (rest.order or _NO_RANK, rest.number)


def _gives(rest: Rest) -> tuple[bool, int, int]:
    """Who gives rows before others."""
    parted = len(rest.frames) > 1
    return (not parted, -(rest.rank or _NO_RANK), -rest.rows)


def _places(rests: Sequence[Rest], rows: Sequence[int], capacity: int) -> Iterator[Place]:
    """The room of each tail, the rows that are left and that no filler takes shared among the gaps and the heads."""
    spare = max(0, capacity - sum(rows) - GAP_ROWS * (len(rows) - 1))
    left = spare if spare <= _MOST_SHARED else 0
    gaps = [0] * len(rows)
    heads = [0] * len(rows)
    for again in range(_MOST_GAP):
        for number in range(1, len(rows)):
            if left:
                gaps[number] += 1
                left -= 1
        for number, rest in enumerate(rests):
            if left and rest.tail.head and not again:
                heads[number] += 1
                left -= 1
    # A tail takes no more rows than it needs; what is spare is there for one that needs more than was thought.
    for rest, given, more, gap in zip(rests, rows, heads, gaps, strict=True):
        yield Place(0, given + more + (spare if len(rest.frames) == 1 else 0), more, GAP_ROWS + gap)
