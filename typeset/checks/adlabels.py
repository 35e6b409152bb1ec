"""Every advertisement bears the word 广告 (广告法, article 14: readers can tell it from news)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.checks.inked import holds
from typeset.findings import Finding
from typeset.flow.boxes import room_of
from typeset.flow.grid import PageGrid
from typeset.flow.issue import SetIssue
from typeset.model.edition import PageSpec
from typeset.model.layout import FrameKind, FrameSpec, Rect
from typeset.model.placed import GlyphRun, PlacedPage, PlacedPicture, Purpose
from typeset.model.verdict import NotRun
from typeset.units import Length

_WORD: Final = "广告"
# What of a page can stand on an advertisement: its label, and the type of a drawing.
_LABELS: Final = frozenset({Purpose.FURNITURE, Purpose.CAPTION})


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
    grid = PageGrid.of(page.layout, page.section_number)
    room = grid.rect(frame)
    ads = _ads(pages[page.number], room)
    words = list(_words(pages[page.number]))
    if frame.spread and page.number + 1 in pages:
        words += _words(pages[page.number + 1], grid.fold)
    # An advertisement that is a drawing is lines and type like its mark: its frame then counts.
    bare = sum(not _marked(words, one) for one in ads or [room])
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


def _words(page: PlacedPage, beyond: Length = 0) -> Iterator[tuple[Rect, str]]:
    """The type of a page that is fixed or drawn, and where it stands, counted from the left page of a spread."""
    for item in page.items:
        if isinstance(item, GlyphRun) and item.purpose in _LABELS:
            room = room_of(item)
            yield replace(room, x=room.x + beyond), item.text


def _marked(words: Sequence[tuple[Rect, str]], room: Rect) -> bool:
    """Whether type on an advertisement says what it is."""
    return _WORD in "".join(text for where, text in words if holds(room, where))
