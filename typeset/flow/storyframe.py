"""A frame with its story: where the head stands, which columns and rows are left for text, and the text in them."""

from __future__ import annotations

from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.asides import stand_asides
from typeset.flow.body import Body
from typeset.flow.dropcap import CapRoom
from typeset.flow.grid import PageGrid
from typeset.flow.head import EMPTY, Beside, Head, head_first
from typeset.flow.headline import head_above, head_inside
from typeset.flow.pictures import stand_pictures
from typeset.flow.rules import around
from typeset.flow.setter import Setter
from typeset.flow.tagged import article, under
from typeset.flow.thread import Column
from typeset.flow.vertical import bands_of
from typeset.model.layout import FrameSpec, HeadPlace, Rect
from typeset.model.placed import Item
from typeset.model.story import Story
from typeset.model.style import WritingMode


class Follower(Struct, frozen=True):
    """A frame that a story goes on in: its place, its fixed items, and where its columns are among all of the story.

    ``first`` and ``last`` are the columns it begins; those of frames before it that go on through it are in ``joined``
    (an L-shape). ``rows`` are its first and last.
    """

    frame: FrameSpec
    inner: Rect
    items: tuple[Item, ...]
    rows: tuple[int, int]
    first: int
    last: int
    joined: frozenset[int] = frozenset()

    def holds(self, column: int, row: int) -> bool:
        """Whether a row of a column of the story is in this frame."""
        mine = self.first <= column < self.last or column in self.joined
        return mine and self.rows[0] <= row <= self.rows[1]


class StoryFrame(Struct, frozen=True):
    """A frame ready to be filled: its fixed items, and the columns that are free for text.

    In a frame that is set vertically the columns are bands, and ``bands`` is the rectangle their lines stand in.
    ``grid`` is the page's, but for a boxed story whose leading was changed to fit. ``followers`` are the frames the story goes on in (文本链); their columns come after its own.
    """

    frame: FrameSpec
    page: int
    grid: PageGrid
    inner: Rect
    columns: tuple[Column, ...]
    items: tuple[Item, ...]
    findings: tuple[Finding, ...]
    bands: Rect | None = None
    followers: tuple[Follower, ...] = ()

    @property
    def mode(self) -> WritingMode:
        """The direction of its lines."""
        return self.frame.writing


class Adjust(Struct, frozen=True):
    """What copyfitting changes in a frame: rows of its pictures, size and rows of its head, rows it is divided into."""

    picture: int = 0
    headline: int = 0
    white: int = 0
    leading: int = 0


AS_ORDERED: Final = Adjust()
"""Nothing changed."""


def prepare(
    frame: FrameSpec, page: int, story: Story, setter: Setter, grid: PageGrid, adjust: Adjust = AS_ORDERED
) -> StoryFrame:
    """Set the head and the pictures of a story in its frame, and find the columns for its text."""
    outer = grid.rect(frame)
    inner, first_row, last_row = inside(frame, outer, grid)
    items: list[Item] = [*around(frame, outer, leading=grid.leading, gutter=grid.gutter)]
    if adjust.leading:
        grid = grid.led(inner, last_row - first_row + 1 + adjust.leading)
        first_row, last_row = 1, inner.height // grid.leading
    findings: list[Finding] = []
    head = EMPTY
    if frame.headline.place is HeadPlace.ABOVE:
        head = head_above(
            story,
            frame.headline,
            setter,
            _clear_of_fold(inner, grid),
            grid,
            smaller=adjust.headline,
            more_rows=adjust.white,
        )
        first_row += head.rows
    if frame.writing is WritingMode.VERTICAL:
        return _vertical(frame, page, story, setter, (inner, first_row, last_row, items, head), grid)
    columns = columns_of(inner, frame.story_columns, (first_row, last_row), grid)
    if frame.headline.place is not HeadPlace.ABOVE:
        head, columns = _with_head_inside(frame, story, setter, columns, grid)
    standing = stand_pictures(story.pictures, columns, setter, grid, more_rows=adjust.picture)
    asides = stand_asides(story, standing.columns, setter, grid)
    items += under([*head.items, *standing.items], article(story))
    items += asides.items
    findings += [*head.findings, *standing.findings, *asides.findings]
    placed = tuple(replace(f, page=page, frame=frame.name, story=story.slug) for f in findings)
    return StoryFrame(frame, page, grid, inner, asides.columns, tuple(items), placed)


def body_for(frame: FrameSpec, story: Story, setter: Setter, grid: PageGrid) -> Body:
    """The body of a story as its frame sets it: its style and direction, and a drop cap where the layout asks for one."""
    cap = None
    if frame.drop_cap and frame.writing is WritingMode.HORIZONTAL:
        inner, *rows = inside(frame, grid.rect(frame), grid)
        measure = columns_of(inner, frame.story_columns, (rows[0], rows[1]), grid)[0].width
        cap = CapRoom(frame.drop_cap, grid.leading, grid.body, measure)
    return Body.of(story, setter, frame.body, frame.writing, cap)


def _clear_of_fold(rect: Rect, grid: PageGrid) -> Rect:
    """The room of a head over the fold: what its two halves are moved apart by is kept at the sides."""
    if not grid.crosses(rect):
        return rect
    return replace(rect, x=rect.x + grid.clear, width=max(grid.body, rect.width - 2 * grid.clear))


def _vertical(
    frame: FrameSpec,
    page: int,
    story: Story,
    setter: Setter,
    above: tuple[Rect, int, int, list[Item], Head],
    grid: PageGrid,
) -> StoryFrame:
    """The bands of a vertical story below its head, or beside it."""
    inner, first_row, last_row, items, head = above
    top = grid.row_top(first_row)
    left, right = inner.x, inner.right
    if frame.headline.place is not HeadPlace.ABOVE:
        basic = _beside_lines(frame, inner, (first_row, last_row), grid)
        head, _ = _with_head_inside(frame, story, setter, basic, grid)
        taken = head_first(frame.headline, [column.x for column in basic])[: head.columns]
        kept = [column for column in basic if column.x not in taken]
        if taken and frame.headline.place.at_right:
            right = max((column.x + column.width for column in kept), default=left)
        elif taken:
            left = min((column.x for column in kept), default=right)
    foot = grid.row_top(last_row + 1)
    room = Rect(left, top, max(0, right - left), max(0, foot - top))
    findings = [
        *head.findings,
        *(
            finding("picture-in-vertical-frame", span=picture.span, file=picture.file)
            for picture in story.all_pictures
        ),
        *(
            finding(
                "aside-no-room",
                span=aside.span,
                amount=sum(len(p.text) for p in aside.paragraphs),
                unit="characters",
            )
            for aside in story.asides
        ),
        *(
            finding("table-in-vertical-frame", span=paragraph.span_at(0))
            for paragraph in story.paragraphs
            if paragraph.table is not None and paragraph.table.last
        ),
    ]
    bands = bands_of(room, frame.story_columns, grid)
    placed = tuple(replace(f, page=page, frame=frame.name, story=story.slug) for f in findings)
    return StoryFrame(
        frame, page, grid, inner, bands, (*items, *under(head.items, article(story))), placed, room
    )


def _beside_lines(frame: FrameSpec, inner: Rect, rows: tuple[int, int], grid: PageGrid) -> tuple[Column, ...]:
    """What a head inside a vertical story takes: basic columns, or of a vertical head two lines at a time."""
    if frame.headline.columns or frame.headline.writing is not WritingMode.VERTICAL:
        return columns_of(inner, frame.columns[1] - frame.columns[0] + 1, rows, grid)
    count = max(1, inner.width // (2 * grid.leading))
    free = tuple(range(rows[0], rows[1] + 1))
    return tuple(Column(inner.x + inner.width * n // count, inner.width // count, free) for n in range(count))


def inside(frame: FrameSpec, outer: Rect, grid: PageGrid) -> tuple[Rect, int, int]:
    """The room inside a box: one character of white at the sides, one row above and below."""
    first, last = grid.rows_of(frame)
    if frame.box is None and frame.tint is None:
        return outer, first, last
    rect = Rect(
        outer.x + grid.body,
        outer.y + grid.leading,
        outer.width - 2 * grid.body,
        outer.height - 2 * grid.leading,
    )
    return rect, first + 1, last - 1


def columns_of(rect: Rect, count: int, rows: tuple[int, int], grid: PageGrid) -> tuple[Column, ...]:
    """``count`` columns of whole characters across a rectangle, what is left over put into the gutters.

    Over the fold of a spread each page gets its share of them, and at least one.
    """
    count = max(count, 1)
    if grid.crosses(rect):
        left = replace(rect, width=max(grid.body, grid.right - rect.x))
        right = replace(rect, x=grid.facing, width=max(grid.body, rect.right - grid.facing))
        share = round(count * left.width / (left.width + right.width))
        share = min(max(share, 1), max(count - 1, 1))
        return (
            *columns_of(left, share, rows, grid),
            *columns_of(right, max(count - share, 1), rows, grid),
        )
    room = rect.width - (count - 1) * grid.gutter
    measure = max(grid.body, room // count // grid.body * grid.body)
    spare = rect.width - count * measure
    free = tuple(range(rows[0], rows[1] + 1))
    if count == 1:
        return (Column(rect.x + spare // 2, measure, free),)
    return tuple(
        Column(rect.x + number * measure + spare * number // (count - 1), measure, free)
        for number in range(count)
    )


def _with_head_inside(
    frame: FrameSpec, story: Story, setter: Setter, columns: tuple[Column, ...], grid: PageGrid
) -> tuple[Head, tuple[Column, ...]]:
    rows = columns[0].rows
    if not rows:
        return EMPTY, columns
    lefts = head_first(frame.headline, [column.x for column in columns])
    beside = Beside(lefts, columns[0].width, grid.row_top(rows[0]), len(rows) * grid.leading)
    upright = frame.writing is WritingMode.VERTICAL
    head = head_inside(story, frame.headline, setter, beside, grid, upright=upright)
    taken = set(lefts[: head.columns])
    below = rows[0] + head.rows
    kept = tuple(
        replace(column, rows=tuple(r for r in column.rows if r >= below)) if column.x in taken else column
        for column in columns
    )
    if frame.headline.place.is_side:
        # Its columns are no columns of the story any more: pictures are counted in those that are left.
        kept = tuple(column for column in kept if column.rows) or kept
    return head, kept
