"""Every advertisement bears the word 广告 (广告法, article 14: readers can tell it from news)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from typeset.catalogue import finding
from typeset.checks.inked import holds, room_of
from typeset.findings import Finding
from typeset.flow.grid import PageGrid
from typeset.flow.issue import SetIssue
from typeset.model.edition import PageSpec
from typeset.model.layout import FrameKind, FrameSpec, Rect
from typeset.model.placed import GlyphRun, PlacedPage, PlacedPicture
from typeset.model.verdict import NotRun

_WORD: Final = "广告"


def check_ad_labels(issue: SetIssue) -> list[Finding] | NotRun:
    """A finding for each frame with advertisements that are not marked, read from the finished pages."""
    pages = {page.number: page for page in issue.pages}
    filled = [
        (page, frame)
        for page in issue.edition.pages
        for frame in page.layout.frames
        if frame.kind is FrameKind.AD and (placed := page.placement(frame.name)) is not None and placed.ads
    ]
    if not filled:
        return NotRun("这一期没有广告", "the issue has no advertisement")
    return [found for page, frame in filled for found in _judged(pages, page, frame)]


def _judged(pages: dict[int, PlacedPage], page: PageSpec, frame: FrameSpec) -> Iterator[Finding]:
    placed = page.placement(frame.name)
    room = PageGrid.of(page.layout, page.section_number).rect(frame)
    ads = _ads(pages[page.number], room)
    # What is drawn in an advertisement that is a drawing itself cannot be told from its mark: its own frame then counts.
    rooms = ads or [room]
    bare = sum(not _marked(pages[page.number], one) for one in rooms)
    if bare and placed is not None:
        yield finding(
            "ad-unmarked",
            span=frame.span,
            related=placed.span,
            page=page.number,
            frame=frame.name,
            amount=bare,
            label=frame.label or "—",
        )


def _ads(page: PlacedPage, room: Rect) -> list[Rect]:
    return [item.clip for item in page.items if isinstance(item, PlacedPicture) and holds(room, item.clip)]


def _marked(page: PlacedPage, room: Rect) -> bool:
    """Whether type on an advertisement says what it is."""
    words = "".join(
        item.text for item in page.items if isinstance(item, GlyphRun) and holds(room, room_of(item))
    )
    return _WORD in words
