"""The index of an issue (今日导读): a line a story, its headline, a leader of dots, the page flush right.

Lines stand on the baseline grid, and the dots of all lines one below another.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.glyphs import missing_in_text
from typeset.flow.grid import PageGrid
from typeset.flow.setter import SetBlock, Setter, baseline_in, leading_of, line_width
from typeset.flow.storyframe import inside
from typeset.flow.tagged import within
from typeset.flow.whereabouts import Whereabouts
from typeset.model.edition import Edition, PageSpec, Teaser
from typeset.model.layout import FrameKind, FrameSpec, Rect
from typeset.model.placed import Item, Purpose
from typeset.model.structure import Element, Tag
from typeset.model.style import TextStyle
from typeset.units import Length

_STYLE: Final = "index"
_DOTS: Final = "…"
# The least a leader takes, and the white before and behind it, in thousandths of the size.
_LEAST_DOTS: Final = 2000
_WHITE: Final = 250
_MILLI: Final = 1000
_JOINER: Final = "\u3000"


def place_index(
    frame: FrameSpec, page: PageSpec, edition: Edition, where: Whereabouts, setter: Setter, grid: PageGrid
) -> tuple[list[Item], list[Finding]]:
    """The lines of an index, as many as its frame has room for."""
    placement = page.placement(frame.name)
    entries = entries_of(frame, page, edition)
    rect, first, last = inside(frame, grid.rect(frame), grid)
    style = setter.style(_STYLE)
    step = row_step(setter, grid)
    room = max(last - first + 1, 0) // step
    items: list[Item] = []
    findings: list[Finding] = []
    for number, entry in enumerate(entries[:room]):
        pages = where.words(entry.stories, page.jumps, whole=entry.whole)
        line = _line(entry, page.jumps.index.format(page=pages) if pages else "", style, rect.width, setter)
        part = Element(Tag.CONTENTS_ITEM, str(number), Element(Tag.CONTENTS))
        part = Element(Tag.PARAGRAPH, parent=part)
        items += line.items(rect, grid.baseline(first + (number + 1) * step - 1), setter, part)
        findings += missing_in_text(line.text, _STYLE, entry.span, setter)
        if not line.fits:
            findings.append(finding("index-too-wide", span=entry.span, related=frame.span, text=line.text))
    left_out = len(entries) - room
    # What nobody chose is no loss: then the index has as many lines as it holds.
    if placement is not None and left_out > 0:
        findings.append(
            finding("index-left-out", span=entries[room].span, related=frame.span, amount=left_out, room=room)
        )
    return items, [replace(found, page=page.number, frame=frame.name) for found in findings]


def entries_of(frame: FrameSpec, page: PageSpec, edition: Edition) -> tuple[Teaser, ...]:
    """What an index announces: what was chosen for it, else the first story of every other page."""
    placement = page.placement(frame.name)
    return placement.teasers if placement is not None else _first_stories(edition, page)


def row_step(setter: Setter, grid: PageGrid) -> int:
    """The rows a line of an index takes."""
    return grid.rows_for(leading_of(setter.style(_STYLE)))


def _first_stories(edition: Edition, here: PageSpec) -> tuple[Teaser, ...]:
    """The first story of every other page, in the order of pages and of the frames of their layouts."""
    found: list[Teaser] = []
    for page in edition.pages:
        slugs = (
            slug
            for frame in page.layout.frames
            if frame.kind is FrameKind.STORY and (placement := page.placement(frame.name)) is not None
            for slug in placement.stories
            if slug in edition.stories
        )
        slug = next(slugs, None)
        if slug is not None and page.number != here.number:
            story = edition.stories[slug]
            text = _JOINER.join(story.block.headline) or slug
            found.append(Teaser(text, (slug,), story.span, short=story.jump_headline))
    return tuple(found)


class _Line(Struct, frozen=True):
    """A line of an index: what announces its stories, in the room that is left for it, and their pages."""

    text: str
    block: SetBlock
    pages: SetBlock | None
    room: Length

    @property
    def fits(self) -> bool:
        """Whether the text leaves room for dots and pages."""
        return line_width(self.block) <= self.room

    def items(self, rect: Rect, baseline: Length, setter: Setter, part: Element) -> list[Item]:
        """The line on its baseline, from edge to edge of a rectangle; its dots are no content."""
        placed = self.block.place(rect.x, baseline - baseline_in(self.block.style), Purpose.FURNITURE)
        items = within(placed, part)
        if self.pages is None:
            return items
        style = self.pages.style
        left = rect.right - line_width(self.pages)
        top = baseline - baseline_in(style)
        white = style.size * _WHITE // _MILLI
        # Dots are counted from one place at the right, so that those of all lines stand one below another: half a
        # character from the edge, which leaves as much before pages and behind text of whole characters.
        start = rect.right - style.size // 2
        last = -(-(start - left + white) // style.size)
        first = (start - rect.x - line_width(self.block) - white) // style.size
        if self.fits and first > last:
            dots = setter.fitted_line(_DOTS * (first - last), style, rect.width)
            items += dots.place(start - first * style.size, top, Purpose.FURNITURE)
        return items + within(self.pages.place(left, top, Purpose.FURNITURE), part)


def _line(entry: Teaser, pages: str, style: TextStyle, width: Length, setter: Setter) -> _Line:
    """The headline as it is, else the short one as it is, else squeezed."""
    natural = replace(style, fit=None)
    reference = setter.fitted_line(pages, natural, width) if pages else None
    taken = line_width(reference) + style.size * (_LEAST_DOTS + 2 * _WHITE) // _MILLI if reference else 0
    room = max(width - taken, style.size)
    texts: Sequence[str] = [text for text in (entry.text, entry.short) if text]
    for text in texts:
        block = setter.fitted_line(text, natural, width)
        if line_width(block) <= room:
            return _Line(text, block, reference, room)
    block = setter.fitted((texts[-1],), style, room)[0]
    return _Line(texts[-1], block, reference, room)
