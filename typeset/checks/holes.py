"""Holes in a page (天窗): white in the type area that no frame covers, or in a frame with less in it than it has room for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from msgspec import Struct

from typeset.catalogue import finding
from typeset.checks.whitecells import Known, white_cells
from typeset.findings import Finding
from typeset.flow.issue import SetIssue
from typeset.model.edition import PageSpec
from typeset.model.layout import FrameSpec
from typeset.model.placed import PlacedPage
from typeset.standing import NOTHING_STANDS, StandingResults

# White of so many rows over so many basic columns is a hole.
LEAST_ROWS: Final = 10
LEAST_COLUMNS: Final = 2
# The white of a frame with one of these is its consequence.
_TOLD: Final = frozenset(
    {"empty-frame", "filler-none", "picture-no-room", "gallery-no-room", "aside-no-room"}
)


class Hole(Struct, frozen=True):
    """White in a page: its first and last basic column and grid row."""

    columns: tuple[int, int]
    rows: tuple[int, int]

    @property
    def height(self) -> int:
        """How many rows it has."""
        return self.rows[1] - self.rows[0] + 1

    @property
    def size(self) -> int:
        """How many cells it has."""
        return self.height * (self.columns[1] - self.columns[0] + 1)


def check_holes(
    issue: SetIssue, found: Collection[Finding] = (), standing: StandingResults = NOTHING_STANDS
) -> list[Finding]:
    """At most one finding a page: its largest hole. Frames of which it was already ``found`` why they are empty are left out."""
    told = {(f.page, f.frame) for f in found if f.code in _TOLD}
    placed = {page.number: page for page in issue.pages}
    made: list[Finding] = []
    for left, page in zip((None, *issue.edition.pages), issue.edition.pages, strict=False):
        near = {page.number, page.number if left is None else left.number}
        here = frozenset(one for one in told if one[0] in near)
        hole = standing.of(_hole, page, left, placed[page.number], here)
        if hole is not None:
            made.append(_finding(page, hole))
    return made


def _hole(page: PageSpec, left: PageSpec | None, placed: PlacedPage, told: Known) -> Hole | None:
    return largest(white_cells(page, left, placed, told))


def _finding(page: PageSpec, hole: Hole) -> Finding:
    frame = _frame_of(page, hole)
    placed = None if frame is None else page.placement(frame.name)
    return finding(
        "page-hole",
        span=page.layout.span if frame is None else frame.span,
        page=page.number,
        frame=None if frame is None else frame.name,
        story=placed.stories[0] if placed is not None and placed.stories else None,
        amount=hole.height,
        unit="rows",
        columns=_range(hole.columns),
        rows=_range(hole.rows),
    )


def _frame_of(page: PageSpec, hole: Hole) -> FrameSpec | None:
    """The frame in which most of a hole lies; None where most of it lies in none."""
    shares = [(_shared(frame, hole), frame) for frame in page.layout.frames if frame.area is None]
    share, frame = max(shares, key=lambda one: one[0], default=(0, None))
    return frame if 2 * share > hole.size else None


def _shared(frame: FrameSpec, hole: Hole) -> int:
    """How many cells of a hole lie in a frame."""
    pairs = ((frame.columns, hole.columns), (frame.rows, hole.rows))
    columns, rows = (min(mine[1], its[1]) - max(mine[0], its[0]) + 1 for mine, its in pairs)
    return max(columns, 0) * max(rows, 0)


def largest(white: Sequence[Sequence[bool]]) -> Hole | None:
    """The hole of most cells; of several the first from the top."""
    return max(_holes(white), key=lambda hole: hole.size, default=None)


def _holes(white: Sequence[Sequence[bool]]) -> Iterator[Hole]:
    """White rectangles large enough, those that end in each row: as wide as their columns are all white for long enough."""
    heights = [0] * (len(white[0]) if white else 0)
    least = min(LEAST_COLUMNS, len(heights))
    for row, cells in enumerate(white):
        heights = [height + 1 if free else 0 for height, free in zip(heights, cells, strict=True)]
        for first in range(len(heights)):
            height = heights[first]
            for last in range(first, len(heights)):
                height = min(height, heights[last])
                if height < LEAST_ROWS:
                    break
                if last - first + 1 >= least:
                    yield Hole((first + 1, last + 1), (row - height + 2, row + 1))


def _range(ends: tuple[int, int]) -> str:
    return str(ends[0]) if ends[0] == ends[1] else f"{ends[0]}-{ends[1]}"
