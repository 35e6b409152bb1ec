"""Jumps that are held: where the last build cut a story and where it went on stays, as long as the copy allows it (issue 5, 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.body import Body, Cursor
from typeset.flow.jump import Waiting
from typeset.flow.tails import TailsFrame
from typeset.model.edition import Edition
from typeset.model.held import HeldJump, mark_of


@dataclass(frozen=True, slots=True)
class Held:
    """The jumps of a story that must stay: the numbers of its tails frames, and where each of its cuts is."""

    frames: tuple[int, ...]
    cuts: tuple[Cursor, ...]


@dataclass(frozen=True, slots=True)
class Released:
    """A story whose jumps cannot be held, and why."""

    why: Finding


def held_jumps(one: Waiting, frames: Sequence[TailsFrame], edition: Edition) -> Held | Released | None:
    """What of the last build a story must keep; None when nothing of it is held."""
    body = one.body
    jumps = edition.held.jumps_of(body.story.slug) if edition.held is not None else ()
    if not jumps:
        return None
    numbers = {frame.key: number for number, frame in enumerate(frames)}
    places = [numbers.get((jump.to_page, jump.to_frame)) for jump in jumps]
    if jumps[0].from_page not in {one.page.number, one.page.number + 1} or None in places:
        return Released(not_kept(one, jumps[0], "place"))
    if any(not _same(body, jump) for jump in jumps):
        return Released(not_kept(one, jumps[0], "text"))
    cuts = tuple(body.cursor_at(body.story.characters - jump.carried) for jump in jumps)
    return Held(tuple(place for place in places if place is not None), cuts)


def _same(body: Body, jump: HeldJump) -> bool:
    """Whether what the jump carried is still in the copy, to the character."""
    story = body.story
    return 0 < jump.carried < story.characters and mark_of(story.text[-jump.carried :].encode()) == jump.mark


_WHY = {
    "place": (
        "版面改了，转出或接排的版框不在原处",
        "the layout has changed: a frame it left or went on in is gone",
    ),
    "text": ("转走的那部分文字改了", "the copy that went on has been changed"),
    "room": ("前面的文字多了，在断处以前放不下", "the copy before the cut no longer fits"),
}


def not_kept(one: Waiting, jump: HeldJump, why: str) -> Finding:
    """The finding for a jump that cannot be held."""
    zh, en = _WHY[why]
    return finding(
        "jump-not-held",
        span=one.body.story.span,
        page=one.page.number,
        frame=one.ready.frame.name,
        story=one.body.story.slug,
        to_page=jump.to_page,
        why_zh=zh,
        why_en=en,
    )
