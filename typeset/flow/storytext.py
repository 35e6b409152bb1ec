"""The text of a story in its frame, placed: lines, rules between columns, the jump line, and the box round a part."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from typeset.flow.adorn import adornments
from typeset.flow.body import Body
from typeset.flow.grid import MILLI, PageGrid
from typeset.flow.place import Spot, place_line
from typeset.flow.rules import vertical
from typeset.flow.setter import SetBlock, Setter, line_width
from typeset.flow.storyframe import Follower, StoryFrame
from typeset.flow.table import Piece, place_piece
from typeset.flow.tagged import article, paragraphs_of, under, within
from typeset.flow.thread import Column, SetLine
from typeset.flow.vertical import axis_of, band_box, band_rules, place_bands, place_column
from typeset.model.layout import Rect, RuleSpec
from typeset.model.placed import Item, Purpose
from typeset.units import EM_ASCENT, Length


def column_rules(
    columns: Sequence[Column], lines: Sequence[SetLine], grid: PageGrid, rule: RuleSpec
) -> list[Item]:
    """Rules in the middle of the gutters, beside the text of both columns, to its foot; not through what stands there."""
    foot = max((line.row + line.rows - 1 for line in lines), default=0)
    items: list[Item] = []
    for left, right in pairwise(columns):
        if left.x < grid.fold <= right.x:
            continue
        x = (left.x + left.width + right.x) // 2
        free = _open_at(left, left.x + left.width) & _open_at(right, right.x)
        for first, last in _stretches(sorted(row for row in free if row <= foot)):
            items.extend(vertical(x, grid.row_top(first), grid.row_top(last + 1), rule))
    return items


def _open_at(column: Column, edge: Length) -> set[int]:
    """The rows of a column whose text reaches one of its edges: nothing stands between it and the gutter."""
    pieces = ((row, column.slots.get(row)) for row in column.rows)
    return {row for row, slot in pieces if slot is None or edge in (slot.x, slot.x + slot.width)}


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
    rule = follower.frame.column_rule
    if rule is None:
        return follower.items
    numbers = sorted((*follower.joined, *range(follower.first, follower.last)))
    items = list(follower.items)
    for left, right in pairwise(numbers):
        if left in follower.joined and right in follower.joined:
            # The frame in which both begin draws what is between them.
            continue
        pair = [_in_rows(ready.columns[number], follower.rows) for number in (left, right)]
        here = [
            line for line in lines if line.column in (left, right) and follower.holds(line.column, line.row)
        ]
        items += column_rules(pair, here, grid, rule)
    return tuple(items)


def _in_rows(column: Column, rows: tuple[int, int]) -> Column:
    return replace(column, rows=tuple(row for row in column.rows if rows[0] <= row <= rows[1]))


def place_lines(
    body: Body, lines: Sequence[SetLine], columns: Sequence[Column], grid: PageGrid
) -> list[Item]:
    """Glyph runs of set lines, column by column: the order of the copy."""
    items: list[Item] = []
    elements = paragraphs_of([one.source for one in body.paragraphs], article(body.story))
    for number, placed in enumerate(lines):
        paragraph, element = body.paragraphs[placed.paragraph], elements[placed.paragraph]
        if paragraph.is_table:
            items += under(_place_rows(body, lines, number, columns, grid), element)
            continue
        baseline = grid.baseline(placed.row)
        if placed.rows > 1:
            height = placed.rows * grid.leading
            size = paragraph.style.size
            baseline = grid.row_top(placed.row) + (height - size) // 2 + EM_ASCENT * size // MILLI
        spot = Spot(columns[placed.column].x, baseline)
        items += within(place_line(paragraph.shaped, placed.line, spot, Purpose.BODY), element)
        items += within(adornments(paragraph.shaped, placed.line, spot), element)
    return items


def _place_rows(
    body: Body, lines: Sequence[SetLine], number: int, columns: Sequence[Column], grid: PageGrid
) -> list[Item]:
    """A piece of a table, with the head again where it begins a column."""
    placed = lines[number]
    column = columns[placed.column]
    table, index = body.table(placed.paragraph, column.width)
    opens = not index or not number or lines[number - 1].column != placed.column
    following = lines[number + 1] if number + 1 < len(lines) else None
    closes = following is None or following.column != placed.column
    repeats = placed.rows > table.pieces[index].rows(grid)
    return place_piece(table, index, column.x, Piece(placed.row, repeats, opens, closes), grid, Purpose.BODY)


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
    piece = column.piece(row)
    x: Length = column.x + piece.start + piece.width - line_width(block)
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
