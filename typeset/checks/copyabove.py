"""Copy of a story above its own headline: readers begin below a head, and never find what stands over it."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from operator import attrgetter
from typing import Final

from typeset.catalogue import finding
from typeset.checks.headplaces import Begun, headlines_on
from typeset.findings import Finding
from typeset.flow.boxes import room_of
from typeset.flow.issue import SetIssue
from typeset.model.edition import PageSpec
from typeset.model.layout import FrameSpec, Rect
from typeset.model.placed import GlyphRun, PlacedPage, Purpose
from typeset.model.structure import story_of
from typeset.standing import NOTHING_STANDS, StandingResults

_SHOWN: Final = 10


def check_copy_above(issue: SetIssue, standing: StandingResults = NOTHING_STANDS) -> list[Finding]:
    """At most one finding a story: copy that stands above its headline in the columns of the headline."""
    pages = {page.number: page for page in issue.edition.pages}
    begun = standing.of(Begun.of, issue.parts)
    return [found for page in issue.pages for found in standing.of(_on, page, pages[page.number], begun)]


def _on(page: PlacedPage, spec: PageSpec, begun: Begun) -> list[Finding]:
    return [_told(spec, begun.frame(spec, slug), slug, runs) for slug, runs in _above_heads(page).items()]


def _above_heads(page: PlacedPage) -> dict[str, list[GlyphRun]]:
    """The copy above its headline, story by story."""
    heads = {head.story: head.room for head in headlines_on(page)}
    over: defaultdict[str, list[GlyphRun]] = defaultdict(list)
    runs = (item for item in page.items if isinstance(item, GlyphRun) and item.purpose is Purpose.BODY)
    # The lines of a paragraph share their element.
    for part, lines in groupby(runs, key=attrgetter("part")):
        slug = story_of(part)
        if slug in heads:
            over[slug] += [run for run in lines if run.xs and _above(room_of(run), heads[slug])]
    return {slug: lines for slug, lines in over.items() if lines}


def _told(spec: PageSpec, frame: FrameSpec | None, slug: str, runs: list[GlyphRun]) -> Finding:
    return finding(
        "copy-above-head",
        span=spec.span if frame is None else frame.span,
        page=spec.number,
        frame=None if frame is None else frame.name,
        story=slug,
        amount=len({(run.xs[0], run.y) for run in runs}),
        unit="lines",
        text=runs[0].text[:_SHOWN],
    )


def _above(copy: Rect, head: Rect) -> bool:
    beside = min(copy.right, head.right) - max(copy.x, head.x)
    return copy.bottom <= head.y and beside > 0
