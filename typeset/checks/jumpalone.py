"""A jump line stands behind copy of its story: never alone in a column, where nobody knows whose it is.

Worked out from the finished pages: where its glyphs are, and which glyphs of copy stand in that column. Columns of frames that
meet are read as one and count as one; what stands across a column, such as a picture, makes two of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.boxes import em_box
from typeset.flow.grid import PageGrid
from typeset.flow.issue import SetIssue
from typeset.flow.settext import SetText
from typeset.flow.thread import Column
from typeset.model.edition import PageSpec
from typeset.model.layout import FrameSpec, Rect
from typeset.model.placed import GlyphRun, Jump, Part, PlacedPage, Purpose
from typeset.standing import NOTHING_STANDS, StandingResults
from typeset.units import Length

Point = tuple[Length, Length]


def check_jump_lines(issue: SetIssue, standing: StandingResults = NOTHING_STANDS) -> list[Finding]:
    """Findings for jump lines in whose column there is no line of their story."""
    pages = {page.number: page for page in issue.pages}
    laid = standing.of(_Laid.of, issue.edition.pages, issue.texts, issue.parts)
    return [
        finding(
            "jump-line-alone",
            page=jump.from_page,
            frame=jump.from_frame,
            story=jump.story,
            text=jump.source_text,
        )
        for jump in issue.jumps
        if standing.of(_is_alone, jump, pages.get(jump.from_page), laid.near(jump), laid.boxes_of(jump))
    ]


class _Laid(Struct, frozen=True):
    """What stands on the pages of an issue, by page: as they are laid out, their texts; and the boxes of stories on them."""

    specs: Mapping[int, PageSpec]
    texts: Mapping[int, Sequence[SetText]]
    boxes: Mapping[tuple[str, int], Sequence[Rect]]

    def near(self, jump: Jump) -> tuple[tuple[PageSpec, tuple[SetText, ...]], ...]:
        """The page before that of a jump line and its own, as far as there are such, with the texts on each."""
        numbers = (jump.from_page - 1, jump.from_page)
        return tuple((self.specs[n], tuple(self.texts.get(n, ()))) for n in numbers if n in self.specs)

    def boxes_of(self, jump: Jump) -> tuple[Rect, ...]:
        """The boxes of its story on the page of a jump line."""
        return tuple(self.boxes.get((jump.story, jump.from_page), ()))

    @classmethod
    def of(cls, pages: Sequence[PageSpec], texts: Sequence[SetText], parts: Sequence[Part]) -> _Laid:
        by_page: defaultdict[int, list[SetText]] = defaultdict(list)
        for text in texts:
            by_page[text.page].append(text)
        boxes: defaultdict[tuple[str, int], list[Rect]] = defaultdict(list)
        for part in parts:
            boxes[part.story, part.page].append(part.box)
        return cls({page.number: page for page in pages}, by_page, boxes)


def _is_alone(
    jump: Jump,
    page: PlacedPage | None,
    near: Sequence[tuple[PageSpec, Sequence[SetText]]],
    boxes: Sequence[Rect],
) -> bool:
    if not jump.source_box.width:
        # No glyph of it was drawn.
        return False
    at = _middle(jump.source_box)
    rooms = [room for room in _columns(near, jump) if _holds(room, at)]
    # Where copy stands in its column that is of its story.
    return bool(rooms) and not any(
        any(_holds(room, point) for room in rooms) and any(_holds(box, point) for box in boxes)
        for point in (() if page is None else _copy_on(page))
    )


def _copy_on(page: PlacedPage) -> Iterator[Point]:
    """The middles of all copy on a page, run by run."""
    return (
        _middle(em_box(item))
        for item in page.items
        if isinstance(item, GlyphRun) and item.purpose is Purpose.BODY and item.xs
    )


def _columns(near: Sequence[tuple[PageSpec, Sequence[SetText]]], jump: Jump) -> Iterator[Rect]:
    """The columns of the frame, and of those its thread runs through, as they are on the page of the jump line."""
    for page, texts in near:
        beyond = page.layout.sheet.width if page.number < jump.from_page else 0
        names = _thread(page, jump.from_frame, over=bool(beyond))
        grid = PageGrid.of(page.layout, page.section_number)
        for text in texts:
            frame = page.layout.frame(text.frame) if text.frame in names else None
            if frame is None:
                continue
            for column in text.columns:
                if frame.box is None or text.bands is not None:
                    yield from _rooms(text, column, grid, beyond)
                else:
                    yield _boxed(frame, column, grid, beyond)


def _thread(page: PageSpec, name: str, *, over: bool) -> frozenset[str]:
    """The names of a frame and of those before it in its thread; ``over`` leaves only what reaches over the fold."""
    names: set[str] = set()
    frame = page.layout.frame(name)
    while frame is not None and frame.name not in names:
        names.add(frame.name)
        frame = page.layout.frame(frame.follows) if frame.follows else None
    followed = [page.layout.frame(one) for one in names]
    return frozenset(names) if not over or any(f is not None and f.spread for f in followed) else frozenset()


def _rooms(text: SetText, column: Column, grid: PageGrid, beyond: Length) -> Iterator[Rect]:
    """The room of a column, from one thing that stands in it to the next: rows of the grid, or a band of vertical lines."""
    if text.bands is not None:
        yield Rect(text.bands.x, column.x, text.bands.width, column.width)
        return
    first = 0
    for number, row in enumerate(column.rows):
        if number + 1 == len(column.rows) or column.rows[number + 1] > row + 1:
            top, foot = grid.row_top(column.rows[first]), grid.row_top(row + 1)
            yield Rect(column.x - beyond, top, column.width, foot - top)
            first = number + 1


def _boxed(frame: FrameSpec, column: Column, grid: PageGrid, beyond: Length) -> Rect:
    """The room of a column in a box, all of its height: its lines may have left the grid to fit."""
    rect = grid.rect(frame)
    return Rect(column.x - beyond, rect.y, column.width, rect.height)


def _middle(box: Rect) -> Point:
    return box.x + box.width // 2, box.y + box.height // 2


def _holds(box: Rect, point: Point) -> bool:
    return box.x <= point[0] <= box.right and box.y <= point[1] <= box.bottom
