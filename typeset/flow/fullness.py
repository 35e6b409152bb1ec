"""How full the pages of an issue are, measured on what stands on them: column by column, down to the lowest thing in it.

White inside a column, as under a headline, is not empty; what is empty is what is left below. Vertical copy is measured line by line: what is
empty is where no line stands. Counted are the frames that take copy, in rows of the baseline grid.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from typeset.flow.boxes import em_box
from typeset.flow.grid import PageGrid
from typeset.flow.issue import SetIssue
from typeset.flow.storyframe import inside
from typeset.model.edition import PageSpec
from typeset.model.fullness import PageFill
from typeset.model.layout import FrameKind, FrameSpec, Rect
from typeset.model.placed import (
    Dot,
    GlyphRun,
    Item,
    Modules,
    Path,
    PlacedPage,
    PlacedPicture,
    Purpose,
    Rule,
    Tint,
)
from typeset.model.style import WritingMode
from typeset.standing import NOTHING_STANDS, StandingResults
from typeset.units import Length

_Edges = tuple[Length, Length, Length, Length, bool]
"""Left, right, upper and lower edge of a box, and whether copy stands in it."""

_KINDS: Final = frozenset({FrameKind.STORY, FrameKind.TAILS, FrameKind.FILLER})


def fullness(issue: SetIssue, standing: StandingResults = NOTHING_STANDS) -> tuple[PageFill, ...]:
    """How full each page is, in the order of the edition."""
    placed = {page.number: page for page in issue.pages}
    over = Counter[int]()
    for one in issue.oversets:
        over[one.page] += one.lines
    return tuple(
        standing.of(
            _of_page,
            page,
            placed.get(page.number),
            placed.get(page.number + 1) if _goes_over(page) else None,
            over[page.number],
        )
        for page in issue.edition.pages
    )


def _goes_over(page: PageSpec) -> bool:
    """Whether something of a page stands over its fold."""
    return any(frame.spread for frame in page.layout.frames)


def _of_page(page: PageSpec, placed: PlacedPage | None, following: PlacedPage | None, over: int) -> PageFill:
    grid = PageGrid.of(page.layout, page.section_number)
    here = placed.items if placed is not None else ()
    # What stands over the fold is on the facing page, counted from that page's edge.
    over_fold = following.items if grid.fold and following is not None else ()
    own, beyond = _edges(here), _edges(over_fold, grid.fold)
    rows = filled = 0
    for frame in page.layout.frames:
        # A filler's frame is inside the one whose room was left.
        if frame.kind not in _KINDS or frame.host:
            continue
        boxes = [*own, *beyond] if frame.spread else own
        empty = _lineless if frame.writing is WritingMode.VERTICAL else _empty
        for column in _columns(frame, grid):
            count = column.height // grid.leading
            rows += count
            filled += count - empty(column, boxes, grid.leading)
    return PageFill(page.number, rows, filled, over)


def _columns(frame: FrameSpec, grid: PageGrid) -> Iterator[Rect]:
    """The columns a frame is divided into, without their gutters, inside its box; one of vertical lines is measured by basic columns."""
    room, _, _ = inside(frame, grid.rect(frame), grid)
    own = 0 if frame.writing is WritingMode.VERTICAL else frame.story_columns
    count = max(1, own or frame.columns[1] - frame.columns[0] + 1)
    for number in range(count):
        left = room.x + room.width * number // count
        yield Rect(left, room.y, room.width // count, room.height)


def _empty(column: Rect, boxes: Sequence[_Edges], leading: Length) -> int:
    """Whole rows below the lowest thing in a column."""
    left, right, foot = column.x, column.right, column.bottom
    reach = [bottom for x, beyond, top, bottom, _ in boxes if x < right and beyond > left and top < foot]
    return max(0, foot - max(column.y, *reach, column.y)) // leading


def _lineless(column: Rect, boxes: Sequence[_Edges], leading: Length) -> int:
    """Whole rows of a column of vertical lines that have none, in each of its strips as wide as a line; a short line is no white."""
    copy = [box for box in boxes if box[4] and box[2] < column.bottom and box[3] > column.y]
    strips = [
        Rect(left, column.y, leading, column.height)
        for left in range(column.x, column.right - leading + 1, leading)
    ]
    empty = (
        _empty(strip, boxes, leading)
        for strip in strips
        if not any(x < strip.right and beyond > strip.x for x, beyond, *_ in copy)
    )
    return sum(empty) // max(1, len(strips))


def _edges(items: Sequence[Item], by: Length = 0) -> list[_Edges]:
    """The edges of what is content, moved to the right."""
    return [
        (box.x + by, box.right + by, box.y, box.bottom, copy)
        for item in items
        for copy in (isinstance(item, GlyphRun) and item.purpose is Purpose.BODY,)
        for box in _boxes(item)
    ]


def _boxes(item: Item) -> Iterator[Rect]:
    """The boxes of what is content: type, pictures, and what drawings are made of, not the rules and tints of frames."""
    match item:
        case GlyphRun() if item.xs:
            yield em_box(item)
        case PlacedPicture():
            yield item.clip
        case Modules():
            yield item.rect
        case Tint() if item.part is not None:
            yield item.rect
        case Path() if item.part is not None:
            yield from _outlined(item)
        case GlyphRun() | Tint() | Path() | Rule() | Dot():
            return


def _outlined(path: Path) -> Iterator[Rect]:
    for outline in path.outlines:
        points = [outline.start, *(point for segment in outline.segments for point in segment)]
        left, top = min(x for x, _ in points), min(y for _, y in points)
        yield Rect(left, top, max(x for x, _ in points) - left, max(y for _, y in points) - top)
