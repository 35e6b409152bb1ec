"""Why stories go on where they do (or nowhere): what was weighed, told from the plan and from what was set of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from typeset.flow.jump import Placed, Waiting, page_left
from typeset.flow.jumpplan import AGAIN, WHITE, Choice, Option, Plan, Request, Room, cost_of, told_apart
from typeset.flow.tailparts import Promise
from typeset.flow.tails import TailsFrame
from typeset.model.edition import PageSpec
from typeset.model.layout import FrameSpec
from typeset.model.placed import JumpDecision, JumpOption, JumpReasons, NotTaken, NoWay
from typeset.model.story import JumpWish, Story

# Other plans are weighed up to this product of options, stories and frames: about a tenth of a second.
_MOST_WEIGHED: Final = 200_000


class Weighed(Struct, frozen=True):
    """A story for which a place was sought: what it might have promised to which frames, and how it was set in the end."""

    waiting: Waiting
    offers: Sequence[tuple[Option, Promise]]
    placed: Placed

    @property
    def taken(self) -> Choice:
        """The frames it does go on in, in their order."""
        offered = {promise.into.key: option for option, promise in self.offers}
        return tuple(offered[jump.to_page, jump.to_frame] for jump in self.placed.jumps)


def reasons(
    weighed: Sequence[Weighed],
    requests: Sequence[Request],
    best: Plan,
    room: Room,
    frames: Sequence[TailsFrame],
) -> JumpReasons:
    """What is to be said of every story. Where setting the plan gave another one, the cost is that of what was set."""
    taken = tuple(one.taken for one in weighed)
    as_planned = taken == best.chosen
    set_cost = best.cost if as_planned else cost_of(requests, taken, room)
    cost = best.cost if set_cost is None else set_cost
    others = _Others(requests, taken, room, set_cost)
    decisions = tuple(
        _decision(one, [others.why_not(number, option) for option, _ in one.offers], frames)
        for number, one in enumerate(weighed)
    )
    return JumpReasons(decisions, cost, best.whole and as_planned, told_apart(cost))


def held_back(page: PageSpec, frame: FrameSpec, story: Story, placed: Placed) -> tuple[JumpDecision, ...]:
    """Why a story that has no room was not among those for which a place was sought; nothing of all others."""
    if not placed.oversets:
        return ()
    wish = frame.jump_of(story)
    never = NoWay.LAYOUT if wish is frame.jump else NoWay.EDITOR
    why = NoWay.NO_LINE if wish.allowed else never
    return (JumpDecision(story.slug, page.number, (), wish, story.rank, why),)


def held_decision(one: Waiting, placed: Placed) -> JumpDecision:
    """A story that goes on where the last build put it, whatever else there may be (保版)."""
    story = one.body.story
    options = (
        JumpOption(
            page=jump.to_page,
            frame=jump.to_frame,
            rows=jump.rows,
            turned=jump.to_page - one.page.number - 1,
            cut=0.0,
            step=number,
        )
        for number, jump in enumerate(placed.jumps, 1)
    )
    wish = one.ready.frame.jump_of(story)
    return JumpDecision(story.slug, one.page.number, tuple(options), wish, story.rank, held=True)


def _decision(one: Weighed, why: Sequence[NotTaken | None], frames: Sequence[TailsFrame]) -> JumpDecision:
    waiting, taken = one.waiting, one.taken
    story, page = waiting.body.story, waiting.page.number
    wish = waiting.ready.frame.jump_of(story)
    options = (
        JumpOption(
            page=option.page,
            frame=promise.into.frame.name,
            rows=option.rows,
            turned=option.page - page - 1,
            cut=option.cut / WHITE,
            step=taken.index(option) + 1 if option in taken else 0,
            why=None if option in taken else reason,
        )
        for (option, promise), reason in zip(one.offers, why, strict=True)
    )
    why_none = None if one.offers else _no_way(wish, page_left(waiting), frames)
    return JumpDecision(story.slug, page, tuple(options), wish, story.rank, why_none)


def _no_way(wish: JumpWish, page: int, frames: Sequence[TailsFrame]) -> NoWay:
    later = [frame for frame in frames if frame.page > page]
    if not later:
        return NoWay.NO_LATER
    wished = (
        wish.page in (None, frame.page_name) and wish.frame in (None, frame.frame.name) for frame in later
    )
    return NoWay.NO_CUT if any(wished) else NoWay.NOT_WISHED


class _Others(Struct, frozen=True):
    """The plans in which one story goes elsewhere and all others stay where they are; ``cost`` is that of what was set."""

    requests: Sequence[Request]
    taken: Sequence[Choice]
    room: Room
    cost: int | None

    def why_not(self, number: int, option: Option) -> NotTaken | None:
        """What would have been worse in another frame; None where nothing would, or where there is too much to weigh."""
        request, here = self.requests[number], self.taken[number]
        if self.cost is None or option in here or self._are_many:
            return None
        changed = (*self.taken[:number], (option,), *self.taken[number + 1 :])
        cost = cost_of(self.requests, changed, self.room)
        if cost is None:
            # With a tail that is parted again the reason may be in its other frame.
            return NotTaken.NOT_LEAST if not any(choice[1:] for choice in changed) else None
        if cost <= self.cost:
            return None
        if told_apart(cost).over > told_apart(self.cost).over:
            return NotTaken.NO_ROOM
        if not here or cost // AGAIN != self.cost // AGAIN:
            return None
        farther = request.turned * (option.page - here[0].page)
        cut = option.cut - here[0].cut
        worse = {
            NotTaken.FARTHER: farther,
            NotTaken.WORSE_CUT: cut,
            NotTaken.MORE_PAGES: cost - self.cost - farther - cut,
        }
        return max(worse, key=lambda reason: worse[reason])

    @property
    def _are_many(self) -> bool:
        options = sum(len(request.options) for request in self.requests)
        return options * len(self.requests) * len(self.room.capacities) > _MOST_WEIGHED
