"""A frame with its story: where the head stands, which columns and rows are left for text, and the text in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.adorn import adornments
from typeset.flow.body import Body
from typeset.flow.grid import MILLI, PageGrid
from typeset.flow.headline import EMPTY, Beside, Head, head_above, head_inside, outer_columns
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
class StoryFrame:
    """A frame ready to be filled: its fixed items, and the columns that are free for text.

    In a frame that is set vertically the columns are bands, and ``bands`` is the rectangle their lines stand in.
    """

    frame: FrameSpec
    page: int
    inner: Rect
    columns: tuple[Column, ...]
    items: tuple[Item, ...]
    findings: tuple[Finding, ...]
    bands: Rect | None = None

    @property
    def mode(self) -> WritingMode:
        """The direction of its lines."""
        return self.frame.writing


def prepare(frame: FrameSpec, page: int, story: Story, setter: Setter, grid: PageGrid) -> StoryFrame:
    """Set the head and the pictures of a story in its frame, and find the columns for its text."""
    outer = grid.rect(frame)
    inner, first_row, last_row = inside(frame, outer, grid)
    items: list[Item] = [*around(frame, outer, leading=grid.leading, gutter=grid.gutter)]
    findings: list[Finding] = []
    head = EMPTY
    if frame.headline.place is HeadPlace.ABOVE:
        head = head_above(story, frame.headline, setter, inner, grid)
        first_row += head.rows
    if frame.writing is WritingMode.VERTICAL:
        return _vertical(frame, page, story, setter, (inner, first_row, last_row, items, head), grid)
    columns = columns_of(inner, frame.story_columns, (first_row, last_row), grid)
    if frame.headline.place is not HeadPlace.ABOVE:
        head, columns = _with_head_inside(frame, story, setter, columns, grid)
    standing = stand_pictures(story.pictures, columns, setter, grid)
    items += [*head.items, *standing.items]
    findings += [*head.findings, *standing.findings]
    placed = tuple(replace(f, page=page, frame=frame.name, story=story.slug) for f in findings)
    return StoryFrame(frame, page, inner, standing.columns, tuple(items), placed)


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
        taken = outer_columns(frame.headline.place, [column.x for column in basic])[: head.columns]
        kept = [column for column in basic if column.x not in taken]
        if taken and frame.headline.place is HeadPlace.INSIDE_RIGHT:
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
    ]
    bands = bands_of(room, frame.story_columns, grid)
    placed = tuple(replace(f, page=page, frame=frame.name, story=story.slug) for f in findings)
    return StoryFrame(frame, page, inner, bands, (*items, *head.items), placed, room)


def inside(frame: FrameSpec, outer: Rect, grid: PageGrid) -> tuple[Rect, int, int]:
    """The room inside a box: one character of white at the sides, one row above and below."""
    first, last = frame.rows
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
    lefts = outer_columns(frame.headline.place, [column.x for column in columns])
    beside = Beside(lefts, columns[0].width, grid.row_top(rows[0]), len(rows) * grid.leading)
    head = head_inside(story, frame.headline, setter, beside, grid)
    taken = set(lefts[: head.columns])
    below = rows[0] + head.rows
    kept = tuple(
        replace(column, rows=tuple(r for r in column.rows if r >= below)) if column.x in taken else column
        for column in columns
    )
    return head, kept


def column_rules(
    columns: Sequence[Column], lines: Sequence[SetLine], grid: PageGrid, rule: RuleSpec
) -> list[Item]:
    """Rules in the middle of the gutters, from the first row both columns have to the foot of the text."""
    foot = max((line.row + line.rows - 1 for line in lines), default=0)
    items: list[Item] = []
    for left, right in pairwise(columns):
        rows = sorted(row for row in set(left.rows) & set(right.rows) if row <= foot)
        if rows:
            x = (left.x + left.width + right.x) // 2
            items.extend(vertical(x, grid.row_top(rows[0]), grid.row_top(rows[-1] + 1), rule))
    return items


def text_items(ready: StoryFrame, body: Body, lines: Sequence[SetLine], grid: PageGrid) -> tuple[Item, ...]:
    """Everything that stands in a filled frame: head, pictures, rules between the columns, and the text."""
    items = list(ready.items)
    if ready.bands is not None:
        if ready.frame.column_rule is not None:
            items += band_rules(ready.columns, ready.bands, ready.frame.column_rule)
        return (*items, *place_bands(body, lines, ready.columns, ready.bands, grid))
    if ready.frame.column_rule is not None:
        items += column_rules(ready.columns, lines, grid, ready.frame.column_rule)
    items += place_lines(body, lines, ready.columns, grid)
    return tuple(items)


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
