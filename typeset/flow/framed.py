"""The pages of an issue with the places of their frames."""

from __future__ import annotations

from msgspec.structs import replace

from typeset.flow.grid import PageGrid
from typeset.flow.issue import SetIssue
from typeset.model.layout import Rect
from typeset.model.placed import FramedPage


def framed_pages(issue: SetIssue) -> tuple[FramedPage, ...]:
    """Every page with its frames; one that goes on over the fold also with those it faces."""
    frames: dict[int, list[tuple[str, Rect]]] = {}
    for page in issue.edition.pages:
        grid = PageGrid.of(page.layout, page.section_number)
        for frame in page.layout.frames:
            rect = grid.rect(frame)
            frames.setdefault(page.number, []).append((frame.name, rect))
            if frame.spread:
                over = replace(rect, x=rect.x - grid.fold)
                frames.setdefault(page.number + 1, []).append((frame.name, over))
    return tuple(FramedPage(page, tuple(frames.get(page.number, ()))) for page in issue.pages)
