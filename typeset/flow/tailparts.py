"""A story that goes on elsewhere, finished: its items and parts on every page, its jumps, and what is to be said of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.body import Body
from typeset.flow.boxes import box_of
from typeset.flow.colour import judged
from typeset.flow.cut import Cut
from typeset.flow.furniture import too_large
from typeset.flow.glyphs import missing_in_text
from typeset.flow.jump import Placed, Waiting, items_of, key_of, overset_of, page_at, parts_of
from typeset.flow.setter import SetBlock, Setter, line_width
from typeset.flow.settext import text_in
from typeset.flow.storytext import part_box, place_jump_line, text_items
from typeset.flow.tagged import within
from typeset.flow.tails import Parting, SetTail, Tail, TailsFrame
from typeset.model.edition import JumpRules
from typeset.model.layout import FrameSpec, Rect
from typeset.model.placed import CutPlace, Jump, Overset, Part
from typeset.model.structure import jump_line
from typeset.units import Length


class Promise(Struct, frozen=True):
    """A story promised to a tails frame: its cut, its jump line, its tail; ``body`` is its copy as it is set in its own frame."""

    waiting: Waiting
    into: TailsFrame
    body: Body
    cut: Cut
    source: SetBlock
    tail: Tail

    @property
    def rules(self) -> JumpRules:
        """The rules of jumps on its page."""
        return self.waiting.page.jumps


class Stop(Struct, frozen=True):
    """One of the frames a story goes on in: what was to be set there and how it was; ``parting`` is how it may be parted again, ``rows`` those it was given."""

    into: TailsFrame
    tail: Tail
    done: SetTail
    parting: Parting | None = None
    rows: int = 0

    @property
    def part(self) -> Part:
        """What of the story stands here."""
        body = self.done.body
        return Part(
            story=body.story.slug,
            page=self.into.page,
            frame=self.into.frame.name,
            box=part_box(self.done.lines, self.done.columns, self.into.grid),
            first=body.offset(self.tail.at),
            last=body.offset(self.done.next),
            lines=len(self.done.lines),
        )


def placed_with(promise: Promise, stops: Sequence[Stop]) -> Placed:
    """The story in its own frame up to its cut, and in every frame it goes on in."""
    one, cut = promise.waiting, promise.cut
    ready, story = one.ready, promise.body.story
    source = within(
        place_jump_line(promise.source, ready, (cut.column, cut.row), one.grid),
        jump_line(story.slug, stops[0].part.first),
    )
    own = (*text_items(ready, promise.body, cut.lines, one.grid), *source)
    parts = (*parts_of(ready, promise.body, cut.next, cut.lines), *(stop.part for stop in stops))
    oversets, trouble = _overset(stops[-1])
    findings = [
        *ready.findings,
        *judged(promise.body, cut.lines, ready.columns, key_of(ready)),
        *(f for stop in stops for f in _of_stop(stop)),
        *_wording(promise, stops),
        *_limits(promise, stops),
        *_mid_sentences(promise, stops),
        *trouble,
    ]
    return Placed(
        items=(
            *items_of(ready, own, cut.lines),
            *((stop.into.key, stop.done.items) for stop in stops),
        ),
        parts=parts,
        jumps=tuple(_jumps(promise, stops, parts, _on_its_page(box_of(source), one))),
        oversets=oversets,
        findings=tuple(replace(f, story=f.story or story.slug) for f in findings),
        texts=(
            text_in(key_of(ready), promise.body, cut.lines, ready.columns, ready.bands),
            *(text_in(s.into.key, s.done.body, s.done.lines, s.done.columns) for s in stops),
        ),
    )


def _on_its_page(box: Rect, one: Waiting) -> Rect:
    """A rectangle beyond the fold of a spread, as it is on the page it is on."""
    fold = one.ready.grid.fold
    return replace(box, x=box.x - fold) if fold and box.x >= fold else box


def _jumps(promise: Promise, stops: Sequence[Stop], parts: Sequence[Part], source: Rect) -> Iterator[Jump]:
    """The jump to each stop, from the story's own frame and from each stop before."""
    ready = promise.waiting.ready
    before: Stop | None = None
    cut: Cut | None = promise.cut
    lines = len(promise.cut.lines)
    from_page, from_frame = page_at(ready, promise.cut.column), parts[-len(stops) - 1].frame
    text = promise.source.shaped.text
    for stop in stops:
        if before is not None:
            cut, source = before.done.cut, before.done.source
            from_page, from_frame = before.into.page, before.into.frame.name
            lines += len(before.done.lines)
            text = before.parting.source.shaped.text if before.parting is not None else ""
        part = stop.part
        yield Jump(
            story=part.story,
            from_page=from_page,
            from_frame=from_frame,
            to_page=part.page,
            to_frame=part.frame,
            source_text=text,
            target_text=stop.tail.continued,
            at=part.first,
            characters_after=part.last - part.first,
            lines_before=lines,
            lines_after=part.lines,
            cut=cut.place if cut is not None else CutPlace.SENTENCE,
            white=cut.white if cut is not None else 0,
            rows=stop.rows,
            source_box=source,
            target_box=stop.done.continued,
        )
        before = stop


def _of_stop(stop: Stop) -> Iterator[Finding]:
    yield from stop.done.findings
    yield from judged(stop.done.body, stop.done.lines, stop.done.columns, stop.into.key)


def _overset(stop: Stop) -> tuple[tuple[Overset, ...], tuple[Finding, ...]]:
    """What found no room in the last of the frames."""
    body, into = stop.done.body, stop.into
    if stop.done.next >= body.end:
        return (), ()
    overset, trouble = overset_of(body, stop.done.next, (into.page, into.frame), into.measure)
    return (overset,), (trouble,)


def _mid_sentences(promise: Promise, stops: Sequence[Stop]) -> Iterator[Finding]:
    """A finding for each cut inside a sentence."""
    one = promise.waiting
    cuts = [(promise.cut, promise.body, one.page.number, one.ready.frame.name)]
    cuts += [
        (s.done.cut, s.done.body, s.into.page, s.into.frame.name) for s in stops if s.done.cut is not None
    ]
    for cut, body, page, frame in cuts:
        if cut.mid_sentence:
            span = body.paragraphs[cut.next.paragraph].source.span_at(cut.next.offset)
            yield finding("jump-cut-mid-sentence", span=span, page=page, frame=frame, story=body.story.slug)


def _wording(promise: Promise, stops: Sequence[Stop]) -> list[Finding]:
    """Jump lines and continued lines must be set whole: in their columns, with glyphs for every character."""
    one = promise.waiting
    findings = _troubles(
        promise.source,
        "jump_line",
        one.ready.columns[0].width,
        (one.page.number, one.ready.frame),
        promise.into.setter,
    )
    for stop in stops:
        into, setter = stop.into, stop.into.setter
        block = setter.fitted_line(stop.tail.continued, setter.style("continued_line"), into.measure)
        where = (into.page, into.frame)
        findings += _troubles(block, "continued_line", into.measure, where, setter)
        if stop.done.cut is not None and stop.parting is not None:
            findings += _troubles(stop.parting.source, "jump_line", into.measure, where, setter)
    return findings


def _troubles(
    block: SetBlock, style: str, width: Length, where: tuple[int, FrameSpec], setter: Setter
) -> list[Finding]:
    page, frame = where
    text = block.shaped.text
    found = missing_in_text(text, style, frame.span, setter)
    if line_width(block) > width:
        found.append(too_large(text, frame.span, frame))
    return [replace(f, page=page, frame=frame.name) for f in found]


def _limits(promise: Promise, stops: Sequence[Stop]) -> Iterator[Finding]:
    """Findings for fewer lines before the first jump, or in a tail, than the house allows, and for longer tails."""
    one, rules = promise.waiting, promise.rules
    before = len(promise.cut.lines)
    fewest = min(len(stop.done.lines) for stop in stops)
    here: dict[str, Any] = {
        "span": one.ready.frame.span,
        "page": one.page.number,
        "frame": one.ready.frame.name,
    }
    if before < rules.least_before or fewest < rules.least_after:
        yield finding(
            "jump-limits-broken",
            **here,
            story=one.body.story.slug,
            before=rules.least_before,
            after=rules.least_after,
            lines_before=before,
            lines_after=fewest,
        )
    for stop in stops:
        if rules.most_after and len(stop.done.lines) > rules.most_after:
            yield finding(
                "tail-too-long",
                span=stop.into.frame.span,
                page=stop.into.page,
                frame=stop.into.frame.name,
                story=one.body.story.slug,
                amount=len(stop.done.lines),
                unit="lines",
                most=rules.most_after,
            )
