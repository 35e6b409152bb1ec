"""Place the rests of stories: which tails frames each goes to, and what stands in each of them.

``planfound`` chooses the frames for all stories of the issue at once, among those the layout and the editor allow on later
pages. Here it is found out what each story would promise each frame, and the plan is carried out, frame by frame in the order
of the pages: tails stand in the order of their stories. What finds no room in its frame is parted again where a later frame
has some left; else the tail of lowest rank, and of equal ones the longest, gives rows, down to its least, so that one story is
overset by the whole amount and not many by a little.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from typeset.findings import Finding
from typeset.flow.body import Body, Cursor
from typeset.flow.cutfit import FittedCut, best_cut
from typeset.flow.glyphs import head_size
from typeset.flow.held import Held, Released, held_jumps, not_kept
from typeset.flow.heldcut import held_cut
from typeset.flow.jump import Placed, Waiting, overset_in_frame, page_at, page_left, roomier
from typeset.flow.jumpplan import PAGE_TURNED, WHITE, Choice, Option, Request, Room
from typeset.flow.jumpwords import source_words, target_words
from typeset.flow.planfound import best_plan
from typeset.flow.planreasons import Weighed, held_decision, reasons
from typeset.flow.setter import SetBlock, line_width
from typeset.flow.storytext import jump_line
from typeset.flow.tailparts import Promise, Stop, placed_with
from typeset.flow.tails import GAP_ROWS, Tail, TailsFrame, head_rows, rows_needed, rows_of_lines, rows_within
from typeset.flow.tailstack import Rest, Stacks
from typeset.model.edition import Edition
from typeset.model.placed import JumpReasons
from typeset.model.story import JumpWish
from typeset.model.style import WritingMode
from typeset.units import SIZE_NAMES, Length

# What a line of white and a page to turn cost a story of rank 1, of rank 2 and so on: such a story keeps more on its page.
_OF_RANK = (2.0, 1.75, 1.5, 1.25)


def plan(
    waiting: Sequence[Waiting], frames: Sequence[TailsFrame], edition: Edition
) -> tuple[list[Placed], JumpReasons]:
    """Place every waiting story, in its given order: with its tails, or overset where it stands; and say why there."""
    kept = [_kept(one, frames, edition) for one in waiting]
    offered = [
        _offers(one, frames, edition, released=bool(keep.released)) if keep.held is None else []
        for one, keep in zip(waiting, kept, strict=True)
    ]
    free = [number for number, keep in enumerate(kept) if keep.held is None]
    requests = [
        Request(
            waiting[number].page.number,
            tuple(option for option, _ in offered[number]),
            round(PAGE_TURNED * _dear(waiting[number])),
        )
        for number in free
    ]
    room = _room(frames, kept)
    best = best_plan(requests, room)
    chosen = dict(zip(free, best.chosen, strict=True))
    placed = _carried_out(
        waiting, offered, [chosen.get(number, ()) for number in range(len(waiting))], kept, frames, edition
    )
    weighed = [Weighed(waiting[number], offered[number], placed[number]) for number in free]
    told = reasons(weighed, requests, best, room, frames)
    held = (
        held_decision(one, done) for one, keep, done in zip(waiting, kept, placed, strict=True) if keep.held
    )
    return placed, replace(told, decisions=(*told.decisions, *held))


def foresee(one: Waiting, frames: Sequence[TailsFrame], edition: Edition) -> None:
    """Work out the cuts that :func:`plan` will ask for, which a story keeps, while nothing is planned yet."""
    if edition.held is None:
        wish = one.ready.frame.jump_of(one.body.story)
        for place in _targets(wish, page_left(one), frames, frozenset()):
            _cut(one, _source(one, frames[place], edition))


_Offers = list[tuple[Option, Promise]]


class _Kept(Struct, frozen=True):
    """What a story keeps of the last build: its jumps with their promise, or why it cannot."""

    held: Held | None = None
    promise: Promise | None = None
    released: tuple[Finding, ...] = ()


def _kept(one: Waiting, frames: Sequence[TailsFrame], edition: Edition) -> _Kept:
    found = held_jumps(one, frames, edition)
    if found is None or isinstance(found, Released):
        return _Kept(released=(found.why,) if found is not None else ())
    into = frames[found.frames[0]]
    ways = (_promise(way, into, edition, found.cuts[0]) for way in chain((one,), roomier(one)))
    promise = next((promise for promise in ways if promise is not None), None)
    if promise is None:
        return _Kept(released=(not_kept(one, found.jump, "room"),))
    return _Kept(found, promise)


def _room(frames: Sequence[TailsFrame], kept: Sequence[_Kept]) -> Room:
    """The rows of each frame, less what is held in it."""
    taken = [0] * len(frames)
    for keep in kept:
        if keep.held is not None:
            for number, rows in zip(keep.held.frames, keep.held.rows, strict=True):
                taken[number] += rows + GAP_ROWS
    return Room(tuple(max(0, f.capacity - rows) for f, rows in zip(frames, taken, strict=True)), GAP_ROWS)


def _carried_out(
    waiting: Sequence[Waiting],
    offered: Sequence[_Offers],
    choices: Sequence[Choice],
    kept: Sequence[_Kept],
    frames: Sequence[TailsFrame],
    edition: Edition,
) -> list[Placed]:
    """What setting the plan gave. A story whose rest behind a second cut finds no line is not parted again; bounded by the stories."""
    whole: set[int] = set()
    promises = [
        keep.promise or _promised(offers, chosen)
        for keep, offers, chosen in zip(kept, offered, choices, strict=True)
    ]
    while True:
        stacks = Stacks(frames, edition, frozenset(whole))
        for number, (promise, offers, chosen) in enumerate(zip(promises, offered, choices, strict=True)):
            keep = kept[number]
            if keep.held is not None and promise is not None:
                stacks.add(_held_rest(number, promise, keep))
            elif promise is not None:
                stacks.add(_rest(number, promise, offers, chosen))
        stops = stacks.filled()
        failed = {number for number in stops if stacks.lost(number)} - whole
        if not failed:
            break
        whole |= failed
    placed = [
        _placed(one, promise, stops.get(number, ()))
        for number, (one, promise) in enumerate(zip(waiting, promises, strict=True))
    ]
    return [_told(one, keep) for one, keep in zip(placed, kept, strict=True)]


def _told(placed: Placed, keep: _Kept) -> Placed:
    """The story with what is to be said of a jump that was to be held."""
    said = keep.released
    if keep.held is not None and keep.promise is not None and not placed.jumps:
        said = (not_kept(keep.promise.waiting, keep.held.jump, "tail"),)
    return replace(placed, findings=(*placed.findings, *said)) if said else placed


def _placed(one: Waiting, promise: Promise | None, stops: Sequence[Stop]) -> Placed:
    if promise is None or not stops:
        return overset_in_frame(one.ready, one.body, one.filled)
    return placed_with(promise, stops)


def _promised(offers: _Offers, chosen: Choice) -> Promise | None:
    return next((promise for option, promise in offers if chosen and option == chosen[0]), None)


def _rest(number: int, promise: Promise, offers: _Offers, chosen: Choice) -> Rest:
    one = promise.waiting
    wish = one.ready.frame.jump_of(one.body.story)
    return Rest(
        number=number,
        tail=promise.tail,
        promise=promise,
        frames=tuple(option.frame for option in chosen),
        allowed=tuple(option.frame for option, _ in offers),
        rows=chosen[0].rows,
        least=chosen[0].least,
        order=wish.order,
        rank=one.body.story.rank,
    )


def _held_rest(number: int, promise: Promise, keep: _Kept) -> Rest:
    held = keep.held
    assert held is not None
    story = promise.body.story
    return Rest(
        number=number,
        tail=promise.tail,
        promise=promise,
        frames=held.frames,
        allowed=held.frames,
        rows=held.rows[0],
        least=1,
        order=promise.waiting.ready.frame.jump_of(story).order,
        rank=story.rank,
        held=held.cuts[1:],
        rows_held=held.rows[1:],
    )


def _targets(wish: JumpWish, page: int, frames: Sequence[TailsFrame], closed: frozenset[int]) -> list[int]:
    """The numbers of the tails frames the story may go to, nearest page first; none on a page that is closed."""
    return sorted(
        (
            number
            for number, frame in enumerate(frames)
            if frame.page > page
            and frame.page not in closed
            and (wish.page is None or frame.page_name == wish.page)
            and (wish.frame is None or frame.frame.name == wish.frame)
        ),
        key=lambda number: frames[number].page,
    )


def _dear(one: Waiting) -> float:
    """What white and pages to turn cost a story, by its rank."""
    rank = one.body.story.rank
    return _OF_RANK[rank - 1] if 0 < rank <= len(_OF_RANK) else 1.0


_Rows = dict[tuple[object, ...], int]
"""The rows a tail takes by the shape of its frame: worked out once for a story."""


def _offers(
    one: Waiting, frames: Sequence[TailsFrame], edition: Edition, *, released: bool = False
) -> _Offers:
    """The frames a story may go on in, nearest page first, and what it would promise each of them.

    A ``released`` story may go to the pages its tail is on: they must be made again in any case.
    """
    offers: _Offers = []
    known: _Rows = {}
    closed = edition.held.closed if edition.held is not None else frozenset()
    if released and edition.held is not None:
        closed -= {jump.to_page for jump in edition.held.jumps_of(one.body.story.slug)}
    for place in _targets(one.ready.frame.jump_of(one.body.story), page_left(one), frames, closed):
        into = frames[place]
        promise = _promise(one, into, edition)
        if promise is not None:
            offers.append((_option(place, promise, known), promise))
    return offers


def _promise(one: Waiting, into: TailsFrame, edition: Edition, at: Cursor | None = None) -> Promise | None:
    """What a story promises a frame; cut ``at`` a place that is held, where there is one."""
    rules, setter, ready = one.page.jumps, into.setter, one.ready
    source = _source(one, into, edition)
    fitted = _cut(one, source)
    if at is not None and (fitted is None or fitted.cut.next != at):
        fitted = held_cut(one.body, ready.columns, one.grid, line_width(source), at)
    if fitted is None:
        return None
    body, cut = fitted.body, fitted.cut
    story = body.story
    carried = body.plain()
    if ready.mode is WritingMode.VERTICAL:
        # What goes on elsewhere is set there as everything is.
        carried = Body.of(story, setter, ready.frame.body)
    tail = Tail(
        body=carried,
        at=cut.next,
        head=(story.jump_headline,) if story.jump_headline else story.block.headline,
        continued=target_words(rules, edition.page_name(page_at(ready, cut.column))),
        where=rules.continued,
        head_most=_smaller(head_size(ready.items), rules.head_smaller),
    )
    return Promise(one, into, body, cut, source, tail)


def _source(one: Waiting, into: TailsFrame, edition: Edition) -> SetBlock:
    """The jump line of a story that goes on in this frame."""
    following = edition.follows(one.page.number, into.page)
    words = source_words(one.page.jumps, into.page_name, following=following)
    return jump_line(words, one.ready, into.setter)


def _cut(one: Waiting, source: SetBlock) -> FittedCut | None:
    width, ready = line_width(source), one.ready
    if width not in one.cuts:
        rules = one.page.jumps
        one.cuts[width] = best_cut(
            one.body, one.filled, ready.columns, one.grid, width, rules, dear=_dear(one)
        )
    return one.cuts[width]


def _option(place: int, promise: Promise, known: _Rows) -> Option:
    rules, tail, into = promise.waiting.page.jumps, promise.tail, promise.into
    key = (
        tail.at,
        into.inner()[0].width,
        into.frame.story_columns,
        into.grid.leading,
        id(into.setter.styles),
    )
    if key not in known:
        known[key] = rows_needed(tail, into)
    rows = known[key]
    rest = tail.body.line_count(tail.at, into.measure)
    return Option(
        frame=place,
        page=into.page,
        rows=rows,
        least=min(rows, rows_of_lines(tail, into, min(rest, rules.least_after))),
        cut=max(0, round(promise.cut.weighed(_dear(promise.waiting)) * WHITE)),
        above=head_rows(tail, into),
        most=rows_within(tail, into, rules.most_after) if rules.most_after else 0,
    )


def _smaller(size: Length, steps: int) -> Length | None:
    """The largest size that is so many sizes of the trade smaller; None when there was no headline."""
    if not size:
        return None
    smaller = sorted((known for known in SIZE_NAMES.values() if known < size), reverse=True)
    # The headline's own size comes first: no step, or none that is known to be smaller.
    return [size, *smaller][min(steps, len(smaller))]
