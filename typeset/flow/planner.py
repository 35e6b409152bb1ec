"""Place the rests of stories: which tails frame each goes to, and how its height is shared.

``jumpplan`` chooses the frames for all stories of the issue at once, among those the layout allows on later pages. Tails
stand in the order of their stories. When a frame has been promised more than it holds, the longest tail gives rows first,
down to its least, so that one story is overset by the whole amount and not many by a little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.body import Body
from typeset.flow.colour import judged
from typeset.flow.copyfit import FittedCut, best_cut
from typeset.flow.cut import Cut
from typeset.flow.furniture import too_large
from typeset.flow.glyphs import missing_in_text
from typeset.flow.jump import (
    Placed,
    Waiting,
    items_of,
    key_of,
    overset_in_frame,
    overset_of,
    page_at,
    parts_of,
)
from typeset.flow.jumpplan import Option, Request, best_plan
from typeset.flow.numerals import page_word
from typeset.flow.setter import SetBlock, line_width
from typeset.flow.settext import text_in
from typeset.flow.storyframe import columns_of
from typeset.flow.storytext import jump_line, part_box, place_jump_line, text_items
from typeset.flow.tails import GAP_ROWS, SetTail, Tail, TailsFrame, least_rows, rows_needed, set_tail
from typeset.model.layout import JumpWish
from typeset.model.placed import Jump, JumpDecision, JumpOption, JumpReasons, Overset, Part
from typeset.model.style import WritingMode
from typeset.units import Length


@dataclass(frozen=True, slots=True)
class Promise:
    """A story promised to a tails frame: its cut, its jump line, its tail, and the rows it wants and needs.

    ``number`` is its place among the waiting stories, ``body`` its copy as it is set in its own frame.
    """

    number: int
    waiting: Waiting
    into: TailsFrame
    body: Body
    cut: Cut
    source: SetBlock
    tail: Tail
    rows: int
    least: int


def plan(waiting: Sequence[Waiting], frames: Sequence[TailsFrame]) -> tuple[list[Placed], JumpReasons]:
    """Place every waiting story, in its given order: with its tail, or overset where it stands; and say why there."""
    offered = [_offers(number, one, frames) for number, one in enumerate(waiting)]
    requests = [
        Request(one.page.number, tuple(option for option, _ in offers))
        for one, offers in zip(waiting, offered, strict=True)
    ]
    best = best_plan(requests, [frame.capacity for frame in frames], GAP_ROWS)
    promised: dict[tuple[int, str], list[Promise]] = {frame.key: [] for frame in frames}
    placed: dict[int, Placed] = {}
    for number, (one, offers, chosen) in enumerate(zip(waiting, offered, best.chosen, strict=True)):
        promise = next((promise for option, promise in offers if option == chosen), None)
        if promise is None:
            placed[number] = overset_in_frame(one.ready, one.body, one.filled)
        else:
            promised[promise.into.key].append(promise)
    for promises in promised.values():
        for promise, done in zip(promises, _stack(promises), strict=True):
            placed[promise.number] = done
    decisions = (
        _decision(one, offers, chosen)
        for one, offers, chosen in zip(waiting, offered, best.chosen, strict=True)
    )
    reasons = JumpReasons(tuple(decisions), best.cost, best.whole)
    return [placed[number] for number in range(len(waiting))], reasons


def _decision(one: Waiting, offers: Sequence[tuple[Option, Promise]], chosen: Option | None) -> JumpDecision:
    options = (
        JumpOption(
            page=option.page,
            frame=promise.into.frame.name,
            rows=option.rows,
            turned=option.page - one.page.number - 1,
            cut=option.cut,
            chosen=option == chosen,
        )
        for option, promise in offers
    )
    return JumpDecision(one.body.story.slug, one.page.number, tuple(options))


def _targets(wish: JumpWish, page: int, frames: Sequence[TailsFrame]) -> list[TailsFrame]:
    """Tails frames the story may go to, nearest page first."""
    return sorted(
        (
            frame
            for frame in frames
            if frame.page > page
            and (wish.page is None or frame.page_name == wish.page)
            and (wish.frame is None or frame.frame.name == wish.frame)
        ),
        key=lambda frame: frame.page,
    )


def _offers(number: int, one: Waiting, frames: Sequence[TailsFrame]) -> list[tuple[Option, Promise]]:
    """The frames a story may go on in, nearest page first, and what it would promise each of them."""
    offers: list[tuple[Option, Promise]] = []
    cuts: dict[Length, FittedCut | None] = {}
    for into in _targets(one.ready.frame.jump, one.page.number, frames):
        promise = _option(number, one, into, cuts)
        if promise is not None:
            place = frames.index(into)
            option = Option(place, into.page, promise.rows, promise.least, max(promise.cut.cost, 0.0))
            offers.append((option, promise))
    return offers


def _option(
    number: int, one: Waiting, into: TailsFrame, cuts: dict[Length, FittedCut | None]
) -> Promise | None:
    """What a story would promise a frame; ``cuts`` holds the cuts known already, by the width of the jump line."""
    rules, setter, ready = one.page.jumps, into.setter, one.ready
    text = rules.source.format(page=page_word(into.page_name, rules))
    source = jump_line(text, ready, setter)
    width = line_width(source)
    if width not in cuts:
        cuts[width] = best_cut(one.body, one.filled, ready.columns, one.grid, width, rules)
    fitted = cuts[width]
    if fitted is None:
        return None
    body, cut = fitted.body, fitted.cut
    story = body.story
    head = story.jump_headline or "　".join(story.block.headline)
    continued = rules.target.format(page=page_word(one.name_of(page_at(ready, cut.column)), rules))
    carried = body
    if ready.mode is WritingMode.VERTICAL:
        # What goes on elsewhere is set there as everything is.
        carried = Body.of(story, setter, ready.frame.body)
    tail = Tail(carried, cut.next, head, continued)
    rest = carried.line_count(cut.next, ready.columns[0].width)
    rows = rows_needed(tail, into)
    least = min(rows, least_rows(tail, into, min(rest, rules.least_after)))
    return Promise(number, one, into, body, cut, source, tail, rows, least)


def _shared(promises: Sequence[Promise]) -> list[int]:
    """The rows each tail is given: what it wants, less what the longest must give for all to find room."""
    rows = [promise.rows for promise in promises]
    if not promises:
        return rows
    over = sum(rows) + GAP_ROWS * (len(rows) - 1) - promises[0].into.capacity
    for number in sorted(range(len(rows)), key=lambda n: -rows[n]):
        given = max(0, min(over, rows[number] - promises[number].least))
        rows[number] -= given
        over -= given
    return rows


def _stack(promises: Sequence[Promise]) -> list[Placed]:
    placed: list[Placed] = []
    if not promises:
        return placed
    _, row, _ = promises[0].into.inner()
    for promise, rows in zip(promises, _shared(promises), strict=True):
        one = promise.waiting
        tail = set_tail(promise.tail, promise.into, row, rows)
        if tail is None:
            placed.append(overset_in_frame(one.ready, one.body, one.filled))
            continue
        placed.append(_placed(promise, tail))
        row = tail.foot + 1 + GAP_ROWS
    return placed


def _placed(promise: Promise, tail: SetTail) -> Placed:
    one, cut, into = promise.waiting, promise.cut, promise.into
    ready, body = one.ready, promise.tail.body
    own = (
        *text_items(ready, promise.body, cut.lines, one.grid),
        *place_jump_line(promise.source, ready, (cut.column, cut.row), one.grid),
    )
    firsts = parts_of(ready, promise.body, cut.next, cut.lines)
    second = Part(
        story=body.story.slug,
        page=into.page,
        frame=into.frame.name,
        box=part_box(tail.lines, tail.columns, into.grid),
        first=body.offset(cut.next),
        last=body.offset(tail.next),
        lines=len(tail.lines),
    )
    jump = Jump(
        story=body.story.slug,
        from_page=page_at(ready, cut.column),
        from_frame=firsts[-1].frame,
        to_page=into.page,
        to_frame=into.frame.name,
        source_text=promise.source.shaped.text,
        target_text=promise.tail.continued,
        at=second.first,
        characters_after=second.last - second.first,
        lines_before=len(cut.lines),
        lines_after=second.lines,
        cut=cut.place,
        white=cut.white,
    )
    findings = [
        *ready.findings,
        *judged(promise.body, cut.lines, ready.columns, key_of(ready)),
        *tail.findings,
        *judged(tail.body, tail.lines, tail.columns, into.key),
        *_wording(promise),
        *_limits(promise, second.lines),
    ]
    if cut.mid_sentence:
        findings.append(_mid_sentence(promise))
    oversets: tuple[Overset, ...] = ()
    if tail.next < body.end:
        overset, trouble = overset_of(body, tail.next, (into.page, into.frame), tail.columns[0].width)
        oversets = (overset,)
        findings.append(trouble)
    return Placed(
        items=(*items_of(ready, own, cut.lines), (into.key, tail.items)),
        parts=(*firsts, second),
        jumps=(jump,),
        oversets=oversets,
        findings=tuple(replace(f, story=f.story or body.story.slug) for f in findings),
        texts=(
            text_in(key_of(ready), promise.body, cut.lines, ready.columns, ready.bands),
            text_in(into.key, body, tail.lines, tail.columns),
        ),
    )


def _mid_sentence(promise: Promise) -> Finding:
    one, at = promise.waiting, promise.cut.next
    return finding(
        "jump-cut-mid-sentence",
        span=one.body.paragraphs[at.paragraph].source.span_at(at.offset),
        page=one.page.number,
        frame=one.ready.frame.name,
        story=one.body.story.slug,
    )


def _wording(promise: Promise) -> list[Finding]:
    """Jump line and continued line must be set whole: in their columns, with glyphs for every character."""
    one, into = promise.waiting, promise.into
    rect, _, _ = into.inner()
    target_column = columns_of(rect, into.frame.story_columns, (1, 1), into.grid)[0].width
    target = into.setter.fitted_line(
        promise.tail.continued, into.setter.style("continued_line"), target_column
    )
    sides = (
        (promise.source, "jump_line", one.ready.columns[0].width, one.page.number, one.ready.frame),
        (target, "continued_line", target_column, into.page, into.frame),
    )
    findings: list[Finding] = []
    for block, style, width, page, frame in sides:
        text = block.shaped.text
        here = missing_in_text(text, style, frame.span, into.setter)
        if line_width(block) > width:
            here.append(too_large(text, frame.span, frame))
        findings += (replace(f, page=page, frame=frame.name) for f in here)
    return findings


def _limits(promise: Promise, lines_after: int) -> list[Finding]:
    one, rules = promise.waiting, promise.waiting.page.jumps
    lines_before = len(promise.cut.lines)
    if lines_before >= rules.least_before and lines_after >= rules.least_after:
        return []
    return [
        finding(
            "jump-limits-broken",
            span=one.ready.frame.span,
            page=one.page.number,
            frame=one.ready.frame.name,
            story=one.body.story.slug,
            before=rules.least_before,
            after=rules.least_after,
            lines_before=lines_before,
            lines_after=lines_after,
        )
    ]
