"""Set one story in its frame: it fits, or it is overset, or it waits for the planner to find room for its rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.body import Body, Cursor
from typeset.flow.colour import broken_words, judged
from typeset.flow.copyfit import Fitted, opened_to_foot, squeezed_to_fit
from typeset.flow.glyphs import missing_in_body, missing_in_head
from typeset.flow.grid import PageGrid
from typeset.flow.linegap import narrow_gaps
from typeset.flow.setter import Setter
from typeset.flow.settext import SetText, text_in
from typeset.flow.storyframe import StoryFrame, box_of_part, prepare, text_items
from typeset.flow.thread import Fill, SetLine, balanced, fill, room, rows_used
from typeset.model.edition import PageSpec
from typeset.model.layout import FrameSpec
from typeset.model.placed import Item, Jump, Overset, Part
from typeset.model.story import Story

_FROM_TEXT = 10


@dataclass(frozen=True, slots=True)
class Placed:
    """What setting a story gave: items by (page, frame), its parts, jumps, oversets and findings, its texts."""

    items: tuple[tuple[tuple[int, str], tuple[Item, ...]], ...]
    parts: tuple[Part, ...]
    jumps: tuple[Jump, ...] = ()
    oversets: tuple[Overset, ...] = ()
    findings: tuple[Finding, ...] = ()
    texts: tuple[SetText, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """A story that fills its frame and may go on elsewhere."""

    page: PageSpec
    ready: StoryFrame
    body: Body
    filled: Fill
    grid: PageGrid


def place_story(
    page: PageSpec, frame: FrameSpec, story: Story, setter: Setter, grid: PageGrid
) -> Placed | Waiting:
    """Set a story from its first character into its frame."""
    ready = prepare(frame, page.number, story, setter, grid)
    body = Body.of(story, setter, frame.body, frame.writing)
    noticed = (
        *missing_in_head(story, frame.headline, setter),
        *missing_in_body(body),
        *narrow_gaps(body, grid.leading),
        *(broken_words(body, ready.columns[0].width) if ready.columns else ()),
    )
    ready = replace(ready, findings=(*ready.findings, *(replace(f, page=page.number) for f in noticed)))
    if not story.paragraphs:
        part = Part(story.slug, page.number, frame.name, ready.inner, 0, 0)
        return Placed(((key_of(ready), ready.items),), (part,), findings=ready.findings)
    whole = balanced(body, Cursor(), ready.columns, grid) if frame.balance else None
    filled = whole or fill(body, Cursor(), ready.columns, grid)
    if filled.next >= body.end:
        return _fits(ready, opened_to_foot(body, filled, ready.columns, grid), grid)
    jumps = frame.jump.allowed and filled.lines
    if not jumps or body.line_count(filled.next, ready.columns[0].width) < page.jumps.least_after:
        squeezed = squeezed_to_fit(body, filled, ready.columns, grid)
        if squeezed is not None:
            return _fits(ready, squeezed, grid)
    if jumps:
        return Waiting(page, ready, body, filled, grid)
    return overset_in_frame(ready, body, filled, grid)


def key_of(ready: StoryFrame) -> tuple[int, str]:
    """Page and name of a frame."""
    return ready.page, ready.frame.name


def _fits(ready: StoryFrame, fitted: Fitted, grid: PageGrid) -> Placed:
    body, filled = fitted.body, fitted.filled
    items = text_items(ready, body, filled.lines, grid)
    part = part_of(ready, body, (Cursor(), filled.next), filled.lines, grid)
    findings = [*ready.findings, *judged(body, filled.lines, ready.columns, (ready.page, ready.frame.name))]
    free = room(ready.columns) - rows_used(filled.lines)
    rows_spare = free // max(1, len(ready.columns))
    # Fewer spare lines than columns is the remainder of balancing, not a fault.
    if rows_spare:
        findings.append(
            finding(
                "underset",
                span=ready.frame.span,
                page=ready.page,
                frame=ready.frame.name,
                story=body.story.slug,
                amount=free,
                unit="lines",
                rows_spare=rows_spare,
            )
        )
    text = text_in(key_of(ready), body, filled.lines, ready.columns, ready.bands)
    return Placed(((key_of(ready), items),), (part,), findings=tuple(findings), texts=(text,))


def part_of(
    ready: StoryFrame, body: Body, span: tuple[Cursor, Cursor], lines: Sequence[SetLine], grid: PageGrid
) -> Part:
    """What of a story stands in its own frame."""
    box = box_of_part(ready, lines, grid)
    first, last = body.offset(span[0]), body.offset(span[1])
    return Part(body.story.slug, ready.page, ready.frame.name, box, first, last, len(lines))


def overset_in_frame(ready: StoryFrame, body: Body, filled: Fill, grid: PageGrid) -> Placed:
    """Fill the frame of a story that has nowhere to go on; the rest is overset."""
    items = text_items(ready, body, filled.lines, grid)
    part = part_of(ready, body, (Cursor(), filled.next), filled.lines, grid)
    width = ready.columns[0].width
    overset, trouble = overset_of(body, filled.next, (ready.page, ready.frame), width)
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
    text = text_in(key_of(ready), body, filled.lines, ready.columns, ready.bands)
    return Placed(
        ((key_of(ready), items),), (part,), oversets=(overset,), findings=tuple(findings), texts=(text,)
    )


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
    )
    return Overset(body.story.slug, page, frame.name, first, characters, lines), trouble
