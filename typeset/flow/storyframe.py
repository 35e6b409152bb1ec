"""A frame with its story: where the head stands, which columns and rows are left for text, and the text in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.adorn import adornments
from typeset.flow.asides import stand_asides
from typeset.flow.body import Body
from typeset.flow.grid import MILLI, PageGrid
from typeset.flow.head import EMPTY, Beside, Head, head_first
from typeset.flow.headline import head_above, head_inside
from typeset.flow.pictures import stand_pictures
from typeset.flow.place import Spot, place_line
from typeset.flow.rules import around, vertical
from typeset.flow.setter import SetBlock, Setter, line_width
from typeset.flow.thread import Column, SetLine
from typeset.flow.vertical import axis_of, band_box, band_rules, bands_of, place_bands, place_column
from typeset.model.layout import FrameSpec, HeadPlace, Rect, RuleSpec
from typeset.model.placed import Item, Purpose
from typeset.model.story import Story
from typeset.model.style import WritingMode
from typeset.units import EM_ASCENT, Length


@dataclass(frozen=True, slots=True)
class Follower:
    """A frame that a story goes on in: its place, its fixed items, and where its columns are among all of the story."""

    frame: FrameSpec
    inner: Rect
    items: tuple[Item, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class StoryFrame:
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


@dataclass(frozen=True, slots=True)
class Adjust:
    """What copyfitting changes in a frame: rows of its pictures, size and rows of its head, rows it is divided into."""

    picture: int = 0
    headline: int = 0
    white: int = 0
    leading: int = 0


def prepare(
    frame: FrameSpec, page: int, story: Story, setter: Setter, grid: PageGrid, adjust: Adjust = Adjust()
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
            inner,
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
    items += [*head.items, *standing.items, *asides.items]
    findings += [*head.findings, *standing.findings, *asides.findings]
    placed = tuple(replace(f, page=page, frame=frame.name, story=story.slug) for f in findings)
    return StoryFrame(frame, page, grid, inner, asides.columns, tuple(items), placed)


def followed_by(ready: StoryFrame, frames: Sequence[FrameSpec], grid: PageGrid) -> StoryFrame:
    """The frame with those its story goes on in: they have no head, only columns."""
    columns, followers = list(ready.columns), []
    for frame in frames:
        outer = grid.rect(frame)
        inner, first_row, last_row = inside(frame, outer, grid)
        more = columns_of(inner, frame.story_columns, (first_row, last_row), grid)
        items = around(frame, outer, leading=grid.leading, gutter=grid.gutter)
        followers.append(Follower(frame, inner, tuple(items), len(columns), len(columns) + len(more)))
        columns += more
    return replace(ready, columns=tuple(columns), followers=tuple(followers))


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
        count = frame.columns[1] - frame.columns[0] + 1
        basic = columns_of(inner, count, (first_row, last_row), grid)
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
            for picture in story.pictures
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
    ]
    bands = bands_of(room, frame.story_columns, grid)
    placed = tuple(replace(f, page=page, frame=frame.name, story=story.slug) for f in findings)
    return StoryFrame(frame, page, grid, inner, bands, (*items, *head.items), placed, room)


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
    """``count`` columns of whole characters across a rectangle, what is left over put into the gutters."""
    count = max(count, 1)
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
    head = head_inside(story, frame.headline, setter, beside, grid)
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


def column_rules(
    columns: Sequence[Column], lines: Sequence[SetLine], grid: PageGrid, rule: RuleSpec
) -> list[Item]:
    """Rules in the middle of the gutters, beside the text of both columns, to its foot; not through what stands there."""
    foot = max((line.row + line.rows - 1 for line in lines), default=0)
    items: list[Item] = []
    for left, right in pairwise(columns):
        x = (left.x + left.width + right.x) // 2
        free = (set(left.rows) - set(left.slots)) & (set(right.rows) - set(right.slots))
        for first, last in _stretches(sorted(row for row in free if row <= foot)):
            items.extend(vertical(x, grid.row_top(first), grid.row_top(last + 1), rule))
    return items


def _stretches(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Rows that follow on each other, as first and last."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and row == found[-1][1] + 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found


def text_items(ready: StoryFrame, body: Body, lines: Sequence[SetLine], grid: PageGrid) -> tuple[Item, ...]:
    """Everything that stands in a filled frame: head, pictures, rules between the columns, and the text."""
    items = list(ready.items)
    if ready.bands is not None:
        if ready.frame.column_rule is not None:
            items += band_rules(ready.columns, ready.bands, ready.frame.column_rule)
        return (*items, *place_bands(body, lines, ready.columns, ready.bands, grid))
    if ready.frame.column_rule is not None:
        own = ready.followers[0].first if ready.followers else len(ready.columns)
        here = [line for line in lines if line.column < own]
        items += column_rules(ready.columns[:own], here, grid, ready.frame.column_rule)
    items += place_lines(body, lines, ready.columns, grid)
    return tuple(items)


def follower_items(
    follower: Follower, ready: StoryFrame, lines: Sequence[SetLine], grid: PageGrid
) -> tuple[Item, ...]:
    """What stands in a following frame besides the text: what is round it, and the rules between its columns."""
    if follower.frame.column_rule is None:
        return follower.items
    here = [line for line in lines if follower.first <= line.column < follower.last]
    columns = ready.columns[follower.first : follower.last]
    return (*follower.items, *column_rules(columns, here, grid, follower.frame.column_rule))


def place_lines(
    body: Body, lines: Sequence[SetLine], columns: Sequence[Column], grid: PageGrid
) -> list[Item]:
    """Glyph runs of set lines, column by column: the order of the copy."""
    items: list[Item] = []
    for placed in lines:
        paragraph = body.paragraphs[placed.paragraph]
        baseline = grid.baseline(placed.row)
        if placed.rows > 1:
            height = placed.rows * grid.leading
            size = paragraph.style.size
            baseline = grid.row_top(placed.row) + (height - size) // 2 + EM_ASCENT * size // MILLI
        spot = Spot(columns[placed.column].x, baseline)
        items.extend(place_line(paragraph.shaped, placed.line, spot, Purpose.BODY))
        items.extend(adornments(paragraph.shaped, placed.line, spot))
    return items


def jump_line(text: str, ready: StoryFrame, setter: Setter) -> SetBlock:
    """A jump line as it is set in this frame."""
    style = setter.style("jump_line")
    if ready.bands is None:
        return setter.fitted_line(text, style, ready.columns[0].width)
    column = setter.fitted_column(text, style)
    return SetBlock(column.shaped, (column.line,), style)


def place_jump_line(block: SetBlock, ready: StoryFrame, where: tuple[int, int], grid: PageGrid) -> list[Item]:
    """A jump line at the end of its row, in this column: flush right, or at the foot of a vertical line."""
    column, row = ready.columns[where[0]], where[1]
    line = block.lines[0]
    if ready.bands is not None:
        top = column.x + column.width - line.width
        return place_column(block.shaped, line, axis_of(ready.bands, row, 1, grid), top, Purpose.JUMP)
    x: Length = column.x + column.width - line_width(block)
    return place_line(block.shaped, line, Spot(x, grid.baseline(row)), Purpose.JUMP, stretch=block.stretch)


def box_of_part(ready: StoryFrame, lines: Sequence[SetLine], grid: PageGrid) -> Rect:
    """The rectangle round the set lines of a story in its own frame."""
    if ready.bands is not None:
        return band_box(lines, ready.columns, ready.bands, grid)
    return part_box(lines, ready.columns, grid)


def part_box(lines: Sequence[SetLine], columns: Sequence[Column], grid: PageGrid) -> Rect:
    """The rectangle round set lines."""
    if not lines:
        return Rect(columns[0].x if columns else 0, grid.top, 0, 0)
    used = [columns[placed.column] for placed in lines]
    left = min(column.x for column in used)
    right = max(column.x + column.width for column in used)
    top = grid.row_top(min(placed.row for placed in lines))
    foot = grid.row_top(max(placed.row + placed.rows for placed in lines))
    return Rect(left, top, right - left, foot - top)
