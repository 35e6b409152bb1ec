"""Set one story in its frame and, when it does not fit, its rest in a tails frame of a later page.

The target is the one the layout names, else the nearest later page whose tails frame takes the whole rest, else
the one with most room; what finds no room is overset. Nothing here decides for more than one story at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.body import Body, Cursor
from typeset.flow.cut import Cut, cut_for_jump
from typeset.flow.glyphs import missing_in_body, missing_in_head
from typeset.flow.grid import PageGrid
from typeset.flow.numerals import page_word
from typeset.flow.setter import SetBlock, Setter, line_width
from typeset.flow.storyframe import StoryFrame, part_box, place_beside_text, place_lines, prepare
from typeset.flow.tails import SetTail, Tail, TailsFrame, set_tail
from typeset.flow.thread import Fill, SetLine, balanced, fill, room, rows_used
from typeset.model.edition import PageSpec
from typeset.model.layout import FrameSpec, JumpWish
from typeset.model.placed import Item, Jump, Overset, Part
from typeset.model.story import Story

_FROM_TEXT = 10


@dataclass(frozen=True, slots=True)
class Placed:
    """All that setting a story gave: items by (page, frame), its parts, jumps, oversets, and the filled tails frame."""

    items: tuple[tuple[tuple[int, str], tuple[Item, ...]], ...]
    parts: tuple[Part, ...]
    jumps: tuple[Jump, ...] = ()
    oversets: tuple[Overset, ...] = ()
    findings: tuple[Finding, ...] = ()
    tails: TailsFrame | None = None


@dataclass(frozen=True, slots=True)
class _Option:
    """A way to continue a story: the cut, its jump line, and the rest set in a tails frame."""

    cut: Cut
    source: SetBlock
    target_text: str
    into: TailsFrame
    tail: SetTail

    def rest(self, body: Body) -> int:
        """Characters that found no room even there."""
        return body.offset(body.end) - body.offset(self.tail.next)


def place_story(
    page: PageSpec,
    frame: FrameSpec,
    story: Story,
    setter: Setter,
    grid: PageGrid,
    tails: Sequence[TailsFrame],
) -> Placed:
    """Set a story from its first character; every character ends in a part or in an overset."""
    ready = prepare(frame, page.number, story, setter, grid)
    body = Body(story, setter, frame.body)
    glyphs = (*missing_in_head(story, frame.headline, setter), *missing_in_body(body))
    placed = _place(page, ready, body, grid, tails)
    return replace(placed, findings=(*placed.findings, *(replace(f, page=page.number) for f in glyphs)))


def _place(
    page: PageSpec, ready: StoryFrame, body: Body, grid: PageGrid, tails: Sequence[TailsFrame]
) -> Placed:
    story, frame = body.story, ready.frame
    start = Cursor()
    if not story.paragraphs:
        part = Part(story.slug, page.number, frame.name, ready.inner, 0, 0)
        return Placed(((_key(ready), ready.items),), (part,), findings=ready.findings)
    whole = balanced(body, start, ready.columns, grid) if frame.balance else None
    filled = whole or fill(body, start, ready.columns, grid)
    if filled.next >= body.end:
        return _fits(ready, body, filled, grid)
    if frame.jump.allowed and filled.lines:
        option = _best_option(page, ready, body, filled, _targets(frame.jump, page.number, tails))
        if option is not None:
            return _jumps(page, ready, body, option, grid)
    return _oversets(ready, body, filled, grid)


def _key(ready: StoryFrame) -> tuple[int, str]:
    return ready.page, ready.frame.name


def _targets(wish: JumpWish, page: int, tails: Sequence[TailsFrame]) -> list[TailsFrame]:
    """Tails frames the story may go to, nearest page first."""
    return sorted(
        (
            t
            for t in tails
            if t.page > page
            and (wish.page is None or t.page == wish.page)
            and (wish.frame is None or t.frame.name == wish.frame)
        ),
        key=lambda t: t.page,
    )


def _best_option(
    page: PageSpec, ready: StoryFrame, body: Body, filled: Fill, targets: Sequence[TailsFrame]
) -> _Option | None:
    options: list[_Option] = []
    for into in targets:
        option = _option(page, ready, body, filled, into)
        if option is None:
            continue
        if option.tail.next >= body.end:
            return option
        options.append(option)
    return min(options, key=lambda o: (o.rest(body), o.into.page), default=None)


def _option(page: PageSpec, ready: StoryFrame, body: Body, filled: Fill, into: TailsFrame) -> _Option | None:
    rules, setter = page.jumps, into.setter
    style = setter.style("jump_line")
    source = setter.fitted_line(
        rules.source.format(page=page_word(into.page, rules)), style, ready.columns[0].width
    )
    cut = cut_for_jump(body, filled, ready.columns, line_width(source), rules)
    if cut is None:
        return None
    target_text = rules.target.format(page=page_word(page.number, rules))
    head = body.story.jump_headline or "　".join(body.story.block.headline)
    tail = set_tail(Tail(body, cut.next, head, target_text), into)
    return _Option(cut, source, target_text, into, tail) if tail is not None else None


def _fits(ready: StoryFrame, body: Body, filled: Fill, grid: PageGrid) -> Placed:
    items = (*ready.items, *place_lines(body, filled.lines, ready.columns, grid))
    part = _part(ready, body, (Cursor(), filled.next), filled.lines, grid)
    findings = list(ready.findings)
    free = room(ready.columns) - rows_used(filled.lines)
    if free > 0:
        findings.append(
            finding(
                "underset",
                span=ready.frame.span,
                page=ready.page,
                frame=ready.frame.name,
                story=body.story.slug,
                amount=free,
                unit="lines",
            )
        )
    return Placed(((_key(ready), items),), (part,), findings=tuple(findings))


def _part(
    ready: StoryFrame, body: Body, span: tuple[Cursor, Cursor], lines: Sequence[SetLine], grid: PageGrid
) -> Part:
    box = part_box(lines, ready.columns, grid)
    first, last = body.offset(span[0]), body.offset(span[1])
    return Part(body.story.slug, ready.page, ready.frame.name, box, first, last, len(lines))


def _jumps(page: PageSpec, ready: StoryFrame, body: Body, option: _Option, grid: PageGrid) -> Placed:
    cut, into, tail = option.cut, option.into, option.tail
    own = (
        *ready.items,
        *place_lines(body, cut.lines, ready.columns, grid),
        *place_beside_text(option.source, ready.columns[cut.column], cut.row, grid),
    )
    first = _part(ready, body, (Cursor(), cut.next), cut.lines, grid)
    box = part_box(tail.lines, tail.columns, into.grid)
    second = Part(
        body.story.slug,
        into.page,
        into.frame.name,
        box,
        body.offset(cut.next),
        body.offset(tail.next),
        len(tail.lines),
    )
    jump = Jump(
        story=body.story.slug,
        from_page=page.number,
        from_frame=ready.frame.name,
        to_page=into.page,
        to_frame=into.frame.name,
        source_text=option.source.shaped.text,
        target_text=option.target_text,
        at=body.offset(cut.next),
        characters_after=second.last - second.first,
    )
    findings = [*ready.findings, *tail.findings]
    if cut.mid_sentence:
        findings.append(_mid_sentence(ready, body, cut))
    oversets: tuple[Overset, ...] = ()
    if tail.next < body.end:
        overset, trouble = _overset(body, tail.next, (into.page, into.frame), tail.columns[0].width)
        oversets = (overset,)
        findings.append(trouble)
    return Placed(
        items=((_key(ready), own), (into.key, tail.items)),
        parts=(first, second),
        jumps=(jump,),
        oversets=oversets,
        findings=tuple(findings),
        tails=replace(into, used=tail.rows),
    )


def _mid_sentence(ready: StoryFrame, body: Body, cut: Cut) -> Finding:
    source = body.paragraphs[cut.next.paragraph].source
    return finding(
        "jump-cut-mid-sentence",
        span=source.span_at(cut.next.offset),
        page=ready.page,
        frame=ready.frame.name,
        story=body.story.slug,
    )


def _oversets(ready: StoryFrame, body: Body, filled: Fill, grid: PageGrid) -> Placed:
    items = (*ready.items, *place_lines(body, filled.lines, ready.columns, grid))
    part = _part(ready, body, (Cursor(), filled.next), filled.lines, grid)
    width = ready.columns[0].width
    overset, trouble = _overset(body, filled.next, (ready.page, ready.frame), width)
    findings = [*ready.findings, trouble]
    if not filled.lines:
        findings.append(
            finding(
                "frame-too-small",
                span=ready.frame.span,
                page=ready.page,
                frame=ready.frame.name,
                story=body.story.slug,
            )
        )
    return Placed(((_key(ready), items),), (part,), oversets=(overset,), findings=tuple(findings))


def _overset(body: Body, at: Cursor, where: tuple[int, FrameSpec], width: int) -> tuple[Overset, Finding]:
    page, frame = where
    first = body.offset(at)
    characters = body.story.characters - first
    lines = body.line_count(at, width)
    paragraph = body.paragraphs[at.paragraph].source
    trouble = finding(
        "overset",
        span=paragraph.span_at(at.offset),
        related=frame.span,
        page=page,
        frame=frame.name,
        story=body.story.slug,
        amount=characters,
        unit="characters",
        lines=lines,
        from_text=paragraph.text[at.offset : at.offset + _FROM_TEXT],
    )
    return Overset(body.story.slug, page, frame.name, first, characters, lines), trouble
