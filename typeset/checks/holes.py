"""Holes in a page (天窗): white in the type area that no frame covers, or in a frame with less in it than it has room for.

The page is looked at as cells, a grid row of a basic column each. A frame of fixed content covers its cells when anything stands in
it; in frames of copy the cells below the last ink of a column are white.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from typeset.catalogue import finding
from typeset.checks.inked import holds, room_of
from typeset.findings import Finding
from typeset.flow.grid import PageGrid
from typeset.flow.issue import SetIssue
from typeset.model.edition import Edition, PageSpec
from typeset.model.layout import FrameKind, FrameSpec, Rect
from typeset.model.placed import Dot, GlyphRun, Item, Path, PlacedPage, Purpose, Rule, Tint
from typeset.model.style import WritingMode
from typeset.units import Length

# White of so many rows over so many basic columns is a hole; a share of both, so that tabloids are judged alike.
LEAST_ROWS: Final = 10
LEAST_COLUMNS: Final = 2
_PERCENT: Final = 100
# A path nearly as large as its frame is the box of the frame.
_NEARLY: Final = 95
_COPY: Final = frozenset({FrameKind.STORY, FrameKind.TAILS, FrameKind.FILLER})
_TOLD: Final = frozenset({"empty-frame", "filler-none"})


@dataclass(frozen=True, slots=True)
class Hole:
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


def check_holes(issue: SetIssue, found: Collection[Finding] = ()) -> list[Finding]:
    """At most one finding a page: its largest hole. Frames of which it was already ``found`` that they are empty are left out."""
    told = {(f.page, f.frame) for f in found if f.code in _TOLD}
    pages = {page.number: page for page in issue.pages}
    return [
        found
        for page in issue.edition.pages
        for hole in [_largest(_Page.of(issue.edition, page, pages[page.number], told).white())]
        if hole is not None
        for found in [_finding(page, hole)]
    ]


def _finding(page: PageSpec, hole: Hole) -> Finding:
    frame = next((f for f in page.layout.frames if f.area is None and _covers(f, hole)), None)
    return finding(
        "page-hole",
        span=page.layout.span if frame is None else frame.span,
        page=page.number,
        frame=None if frame is None else frame.name,
        amount=hole.height,
        unit="rows",
        columns=_range(hole.columns),
        rows=_range(hole.rows),
    )


def _covers(frame: FrameSpec, hole: Hole) -> bool:
    return all(
        mine[0] <= its[0] and its[1] <= mine[1]
        for mine, its in ((frame.columns, hole.columns), (frame.rows, hole.rows))
    )


@dataclass(frozen=True, slots=True)
class _Page:
    """A page with the frames that stand on it, each with its rectangle there, and the room of everything drawn."""

    grid: PageGrid
    frames: tuple[tuple[FrameSpec, Rect, bool], ...]
    drawn: tuple[tuple[Rect, Item], ...]

    @classmethod
    def of(
        cls,
        edition: Edition,
        page: PageSpec,
        placed: PlacedPage,
        told: Collection[tuple[int | None, str | None]],
    ) -> _Page:
        """The frames of a page and those that come over the fold; the last word of each: whether it is covered for certain."""
        grid = PageGrid.of(page.layout, page.section_number)
        frames = [(f, grid.rect(f), _is_settled(page, f, told)) for f in page.layout.frames]
        left = next((p for p in edition.pages if edition.follows(p.number, page.number)), None)
        if left is not None and grid.fold == 0:
            beyond = PageGrid.of(left.layout, left.section_number)
            for frame in left.layout.frames:
                rect = beyond.rect(frame)
                if frame.spread and beyond.crosses(rect):
                    moved = Rect(rect.x - beyond.fold, rect.y, rect.width, rect.height)
                    frames.append((frame, moved, _is_settled(left, frame, told)))
        drawn = ((room_of(item), item) for item in placed.items if not isinstance(item, Rule | Tint | Dot))
        return cls(grid, tuple(frames), tuple(one for one in drawn if not _is_line(*one, grid)))

    def white(self) -> list[list[bool]]:
        """Row by row, whether each basic column is white."""
        cells = [[True] * self.grid.columns for _ in range(self.grid.rows)]
        for frame, rect, settled in self.frames:
            own = [one for one in self.drawn if holds(rect, one[0]) and not _is_round(*one, rect)]
            for column in range(self.grid.columns):
                for row in self._covered(frame, rect, column, own, settled=settled):
                    cells[row][column] = False
        return cells

    def _covered(
        self, frame: FrameSpec, rect: Rect, column: int, own: Sequence[tuple[Rect, Item]], *, settled: bool
    ) -> range:
        """The rows of a basic column, counted from 0, in which a frame is not white."""
        x = self.grid.column_left(column + 1)
        if min(rect.right, x + self.grid.measure) - max(rect.x, x) < self.grid.body:
            return range(0)
        rows = self._rows(rect.y, rect.bottom)
        if settled:
            return rows
        if frame.kind not in _COPY or frame.writing is WritingMode.VERTICAL:
            return rows if own else range(0)
        here = [one for one in own if min(one[0].right, x + self.grid.measure) > max(one[0].x, x)]
        foot = max((room.bottom for room, _ in here), default=rect.y)
        at_side = frame.headline.place.is_side and here and all(_is_head(item) for _, item in here)
        return rows if at_side else self._rows(rect.y, min(foot, rect.bottom))

    def _rows(self, top: Length, foot: Length) -> range:
        first = max(0, (top - self.grid.top) // self.grid.leading)
        last = -(-(foot - self.grid.top) // self.grid.leading)
        return range(first, min(last, self.grid.rows))


def _is_settled(page: PageSpec, frame: FrameSpec, told: Collection[tuple[int | None, str | None]]) -> bool:
    """Whether a frame is meant to be as it is: empty by the edition, or its emptiness is told elsewhere."""
    placed = page.placement(frame.name)
    meant = placed is not None and not (placed.stories or placed.ads or placed.teasers)
    return meant or (page.number, frame.name) in told


def _is_line(room: Rect, item: Item, grid: PageGrid) -> bool:
    """Whether an item is an ornamental rule: a wave, a row of ornaments."""
    return isinstance(item, Path) and min(room.width, room.height) <= grid.body


def _is_round(room: Rect, item: Item, frame: Rect) -> bool:
    """Whether an item is the box round a frame."""
    wide = room.width * _PERCENT >= frame.width * _NEARLY
    return isinstance(item, Path) and wide and room.height * _PERCENT >= frame.height * _NEARLY


def _is_head(item: Item) -> bool:
    return isinstance(item, GlyphRun) and item.purpose is Purpose.HEAD


def _largest(white: Sequence[Sequence[bool]]) -> Hole | None:
    """The hole of most cells; of several the first from the top."""
    return max(_holes(white), key=lambda hole: hole.size, default=None)


def _holes(white: Sequence[Sequence[bool]]) -> Iterator[Hole]:
    """White rectangles large enough, those that end in each row: as wide as their columns are all white for long enough."""
    heights = [0] * (len(white[0]) if white else 0)
    for row, cells in enumerate(white):
        heights = [height + 1 if free else 0 for height, free in zip(heights, cells, strict=True)]
        for first in range(len(heights)):
            height = heights[first]
            for last in range(first, len(heights)):
                height = min(height, heights[last])
                if height < LEAST_ROWS:
                    break
                if last - first + 1 >= LEAST_COLUMNS:
                    yield Hole((first + 1, last + 1), (row - height + 2, row + 1))


def _range(ends: tuple[int, int]) -> str:
    return str(ends[0]) if ends[0] == ends[1] else f"{ends[0]}-{ends[1]}"
