"""Set one story in its frame: it fits, or it is overset, or it waits for the planner to find room for its rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct, field
from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.body import Body, Cursor
from typeset.flow.colour import broken_words, judged
from typeset.flow.copyfit import Fitted
from typeset.flow.cutfit import FittedCut
from typeset.flow.dropcap import no_cap
from typeset.flow.fitting import Asked, Attempt, fitted_frame, plain_frame, roomier_frames, told
from typeset.flow.followers import by_frame
from typeset.flow.glyphs import missing_in_body, missing_in_head
from typeset.flow.grid import PageGrid
from typeset.flow.linegap import narrow_gaps
from typeset.flow.setter import Setter
from typeset.flow.settext import SetText, text_in
from typeset.flow.storyframe import StoryFrame, body_for
from typeset.flow.storytext import box_of_part, follower_items, text_items
from typeset.flow.thread import Fill, SetLine, room, rows_used
from typeset.model.edition import PageSpec
from typeset.model.layout import FrameSpec
from typeset.model.placed import Item, Jump, Overset, Part
from typeset.model.story import Story
from typeset.units import Length

_FROM_TEXT = 10


class Placed(Struct, frozen=True):
    """What setting a story gave: items by (page, frame), its parts, jumps, oversets and findings, its texts."""

    items: tuple[tuple[tuple[int, str], tuple[Item, ...]], ...]
    parts: tuple[Part, ...]
    jumps: tuple[Jump, ...] = ()
    oversets: tuple[Overset, ...] = ()
    findings: tuple[Finding, ...] = ()
    texts: tuple[SetText, ...] = ()


class Waiting(Struct, frozen=True):
    """A story that fills its frame and may go on elsewhere; ``cuts`` are the best ones, by the width of the jump line."""

    page: PageSpec
    ready: StoryFrame
    body: Body
    filled: Fill
    grid: PageGrid
    asked: Asked
    cuts: dict[Length, FittedCut | None] = field(default_factory=dict)


def roomier(one: Waiting) -> Iterator[Waiting]:
    """The story in its frame with more room for copy, by the means of copyfitting."""
    for found in roomier_frames(one.asked):
        noticed = _noticed(found, one.asked)
        ready = replace(found.ready, findings=(*found.ready.findings, *noticed))
        yield Waiting(one.page, ready, found.fitted.body, found.fitted.filled, ready.grid, one.asked)


def place_story(
    page: PageSpec,
    frame: FrameSpec,
    story: Story,
    setter: Setter,
    grid: PageGrid,
    *,
    held: bool = False,
) -> Placed | Waiting:
    """Set a story from its first character into its frame and those that follow it.

    One whose jump is ``held`` waits also when it would fit: the rest of it is on a plate already.
    """
    body = body_for(frame, story, setter, grid)
    capped = bool(body.paragraphs) and body.paragraphs[0].cap is not None
    plain = body_for(replace(frame, drop_cap=0), story, setter, grid) if capped else None
    asked = Asked(page, frame, story, body, setter, grid, plain)
    found = fitted_frame(asked, least_after=page.jumps.least_after)
    if held and found.whole and frame.jump_of(story).allowed and story.paragraphs and found.ready.columns:
        ready, fitted = plain_frame(asked)
        return Waiting(page, ready, fitted.body, fitted.filled, ready.grid, asked)
    ready = replace(found.ready, findings=(*found.ready.findings, *_noticed(found, asked)))
    if not story.paragraphs:
        part = Part(story.slug, page.number, frame.name, ready.inner, 0, 0)
        return Placed(items_of(ready, ready.items, ()), (part,), findings=ready.findings)
    if found.whole:
        return _fits(ready, found.fitted)
    if frame.jump_of(story).allowed and found.fitted.filled.lines:
        return Waiting(page, ready, found.fitted.body, found.fitted.filled, ready.grid, asked)
    return overset_in_frame(ready, found.fitted.body, found.fitted.filled)


def _noticed(found: Attempt, asked: Asked) -> list[Finding]:
    """What is to be said of a story wherever it is cut: glyphs nobody has, gaps too narrow, words broken, what was fitted."""
    ready, body = found.ready, found.fitted.body
    noticed = (
        *missing_in_head(asked.story, asked.frame.headline, asked.setter),
        *missing_in_body(body),
        *narrow_gaps(body, ready.grid.leading),
        *(broken_words(body, ready.columns[0].width) if ready.columns else ()),
        *told(found),
        *_cap_left_out(body, asked.frame),
    )
    return [replace(f, page=asked.page.number) for f in noticed]


def _cap_left_out(body: Body, frame: FrameSpec) -> list[Finding]:
    if not frame.drop_cap or not body.paragraphs or body.paragraphs[0].cap is not None:
        return []
    return [
        replace(no_cap(body.paragraphs[0].source, frame.drop_cap), frame=frame.name, story=body.story.slug)
    ]


def key_of(ready: StoryFrame) -> tuple[int, str]:
    """Page and name of a frame."""
    return ready.page, ready.frame.name


def _cure(ready: StoryFrame, spare: int) -> tuple[str, str]:
    """What can be done about so many lines that are empty in each column, or in each band of vertical lines; in Chinese and English."""
    if ready.bands is not None:
        return (
            f"每段约空 {spare} 行直排的字：加文字，或把版框改窄、改矮",
            f"about {spare} vertical lines of each band are empty: add copy, or make the frame narrower or less high",
        )
    return (
        f"每栏约空 {spare} 行：加文字或图片，或把 rows 减去 {spare}",
        f"about {spare} rows of each column are empty: add copy or a picture, or take {spare} off rows",
    )


def _fits(ready: StoryFrame, fitted: Fitted) -> Placed:
    body, filled = fitted.body, fitted.filled
    items = text_items(ready, body, filled.lines, ready.grid)
    parts = parts_of(ready, body, filled.next, filled.lines)
    findings = [*ready.findings, *judged(body, filled.lines, ready.columns, (ready.page, ready.frame.name))]
    free = room(ready.columns) - rows_used(filled.lines)
    rows_spare = free // max(1, len(ready.columns))
    # Fewer spare lines than columns is the remainder of balancing, not a fault.
    if rows_spare:
        zh, en = _cure(ready, rows_spare)
        findings.append(
            finding(
                "underset",
                span=ready.frame.span,
                page=ready.page,
                frame=ready.frame.name,
                story=body.story.slug,
                amount=free,
                unit="lines",
                cure_zh=zh,
                cure_en=en,
            )
        )
    text = text_in(key_of(ready), body, filled.lines, ready.columns, ready.bands)
    placed = items_of(ready, items, filled.lines)
    return Placed(placed, parts, findings=tuple(findings), texts=(text,))


def items_of(
    ready: StoryFrame, items: tuple[Item, ...], lines: Sequence[SetLine]
) -> tuple[tuple[tuple[int, str], tuple[Item, ...]], ...]:
    """The items of a story: first what is round the frames that follow, so that no tint of theirs covers text."""
    around = (
        item for follower in ready.followers for item in follower_items(follower, ready, lines, ready.grid)
    )
    return ((key_of(ready), (*around, *items)),)


def parts_of(ready: StoryFrame, body: Body, end: Cursor, lines: Sequence[SetLine]) -> tuple[Part, ...]:
    """What of a story stands in its own frame, and in each that follows it; of a spread on each of its pages."""
    runs = [
        (name, page, list(run))
        for name, here in by_frame(ready, lines)
        for page, run in groupby(here, key=lambda line: page_at(ready, line.column))
    ]
    if not runs or runs[0][:2] != (ready.frame.name, ready.page):
        # The frame itself holds no line: its story begins in the next.
        runs.insert(0, (ready.frame.name, ready.page, []))
    parts: list[Part] = []
    last = body.offset(end)
    for number, (name, page, here) in reversed(list(enumerate(runs))):
        box = box_of_part(ready, here, ready.grid)
        if page != ready.page:
            box = replace(box, x=box.x - ready.grid.fold)
        first = body.offset_of(here[0].paragraph, here[0].line.first) if number and here else 0
        parts.append(Part(body.story.slug, page, name, box, first, last, len(here)))
        last = first
    return tuple(reversed(parts))


def page_at(ready: StoryFrame, column: int) -> int:
    """The page a column of a story is on: that of its frame, or the one facing it."""
    # Bands of vertical lines lie below each other: their places are not across the page.
    across = ready.columns if ready.grid.fold and ready.bands is None else ()
    return ready.page + 1 if across and across[column].x >= ready.grid.fold else ready.page


def page_left(one: Waiting) -> int:
    """The page a story leaves: of one over the fold the facing page where it ends there; a page that is wished is obeyed, and told."""
    if one.ready.frame.jump_of(one.body.story).page is not None:
        return one.page.number
    return page_at(one.ready, one.filled.lines[-1].column)


def overset_in_frame(ready: StoryFrame, body: Body, filled: Fill) -> Placed:
    """Fill the frame of a story that has nowhere to go on; the rest is overset."""
    items = text_items(ready, body, filled.lines, ready.grid)
    parts = parts_of(ready, body, filled.next, filled.lines)
    width = ready.columns[0].width
    overset, trouble = overset_of(body, filled.next, (ready.page, ready.frame), width)
    judged_here = judged(body, filled.lines, ready.columns, key_of(ready))
    findings = [*ready.findings, *judged_here, trouble]
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
    text = text_in(key_of(ready), body, filled.lines, ready.columns, ready.bands)
    placed = items_of(ready, items, filled.lines)
    return Placed(placed, parts, oversets=(overset,), findings=tuple(findings), texts=(text,))


def overset_of(body: Body, at: Cursor, where: tuple[int, FrameSpec], width: int) -> tuple[Overset, Finding]:
    """The rest of a story that found no room, and the finding that says where copy stops fitting."""
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
        cure_zh=f"删 {characters} 字，或加高版框",
        cure_en=f"cut {characters} characters or make the frame taller",
    )
    return Overset(body.story.slug, page, frame.name, first, characters, lines), trouble
