"""Jumps that are held: where the last build cut a story and where it went on stays, as long as the copy allows it (issue 5, 6)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.body import Body, Cursor
from typeset.flow.jump import Waiting, page_left
from typeset.flow.tails import TailsFrame
from typeset.model.edition import Edition, PageSpec
from typeset.model.held import HeldJump, mark_of
from typeset.model.layout import FrameSpec
from typeset.model.story import Story


class Held(Struct, frozen=True):
    """The jumps of a story that must stay: the numbers of its tails frames, the rows it had there, and where each of its cuts is."""

    jump: HeldJump
    frames: tuple[int, ...]
    cuts: tuple[Cursor, ...]
    rows: tuple[int, ...]


class Released(Struct, frozen=True):
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
    if jumps[0].from_page not in {one.page.number, page_left(one)} or None in places or not _goes_on(jumps):
        return Released(not_kept(one, jumps[0], "place"))
    wish = one.ready.frame.jump_of(body.story)
    page = frames[places[0] or 0].page_name
    if not wish.allowed or wish.page not in {None, page} or wish.frame not in {None, jumps[0].to_frame}:
        return Released(not_kept(one, jumps[0], "wish"))
    if any(not _same(body, jump) for jump in jumps):
        return Released(not_kept(one, jumps[0], "text"))
    cuts = tuple(body.cursor_at(body.story.characters - jump.carried) for jump in jumps)
    numbered = tuple(place for place in places if place is not None)
    return Held(jumps[0], numbered, cuts, tuple(jump.rows for jump in jumps))


def _goes_on(jumps: Sequence[HeldJump]) -> bool:
    """Whether jumps follow on each other, page by page, each carrying less than the one before."""
    forward = all(jump.from_page < jump.to_page for jump in jumps)
    return forward and all(a.to_page == b.from_page and b.carried < a.carried for a, b in pairwise(jumps))


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
    "room": ("断处以前的文字在版框里放不下", "the copy before the cut no longer fits"),
    "tail": ("原来的版框里放不下它的转文", "its tail finds no room where it was"),
    "wish": (
        "编辑或版式现在要它转到别处，或不许转",
        "its editor or layout wants it elsewhere now, or nowhere",
    ),
}


def not_kept(one: Waiting, jump: HeldJump, why: str) -> Finding:
    """The finding for a jump that cannot be held."""
    return _not_kept(one.page, one.ready.frame, one.body.story, jump, why)


def not_sought(page: PageSpec, frame: FrameSpec, story: Story, edition: Edition) -> tuple[Finding, ...]:
    """The finding for a story whose jump was to be held, but that does not go on elsewhere at all."""
    jumps = edition.held.jumps_of(story.slug) if edition.held is not None else ()
    return (_not_kept(page, frame, story, jumps[0], "wish"),) if jumps else ()


def _not_kept(page: PageSpec, frame: FrameSpec, story: Story, jump: HeldJump, why: str) -> Finding:
    zh, en = _WHY[why]
    return finding(
        "jump-not-held",
        span=story.span,
        page=page.number,
        frame=frame.name,
        story=story.slug,
        to_page=jump.to_page,
        why_zh=zh,
        why_en=en,
    )
