"""Tails: the continued rests of stories, stacked in a frame of a later page, each under its jump head."""

from __future__ import annotations

from dataclasses import dataclass, replace

from typeset.findings import Finding
from typeset.flow.body import Body, Cursor
from typeset.flow.copyfit import balanced_copy, settled
from typeset.flow.glyphs import missing_in_text
from typeset.flow.grid import PageGrid
from typeset.flow.headfit import fit_lines
from typeset.flow.headtold import too_wide
from typeset.flow.place import Spot, place_line
from typeset.flow.rules import horizontal
from typeset.flow.setter import SetBlock, Setter, aligned_x, line_width
from typeset.flow.storyframe import columns_of, inside
from typeset.flow.storytext import column_rules, place_lines
from typeset.flow.thread import Column, Fill, SetLine, balanced
from typeset.model.layout import FrameSpec, Rect, RuleSpec
from typeset.model.placed import Item, Purpose
from typeset.model.style import Align
from typeset.units import Length


@dataclass(frozen=True, slots=True)
class TailsFrame:
    """A frame that receives tails; ``page_name`` is what its page is called in print."""

    frame: FrameSpec
    page: int
    setter: Setter
    grid: PageGrid
    page_name: str

    @property
    def key(self) -> tuple[int, str]:
        """Page and name: what tells it from all others."""
        return self.page, self.frame.name

    @property
    def capacity(self) -> int:
        """How many rows it has."""
        _, first, last = self.inner()
        return max(0, last - first + 1)

    def inner(self) -> tuple[Rect, int, int]:
        """Its inner rectangle, first row and last row."""
        return inside(self.frame, self.grid.rect(self.frame), self.grid)


@dataclass(frozen=True, slots=True)
class Tail:
    """A rest of a story: from where, and what its head and its continued line say."""

    body: Body
    at: Cursor
    head: str
    continued: str


@dataclass(frozen=True, slots=True)
class SetTail:
    """A tail in its place: its copy, some of it loosened, its last row, its lines and where the copy stopped."""

    body: Body
    foot: int
    items: tuple[Item, ...]
    lines: tuple[SetLine, ...]
    columns: tuple[Column, ...]
    next: Cursor
    findings: tuple[Finding, ...] = ()


# Rows between two tails, the rule in their middle.
GAP_ROWS = 1


def rows_needed(tail: Tail, into: TailsFrame) -> int:
    """How many rows a tail takes in this frame when it has all the room it wants, its columns balanced."""
    rect, _, _ = into.inner()
    above = _head_rows(_head(tail.head, into.setter, rect), into.setter, into.grid)
    measure = columns_of(rect, into.frame.story_columns, (1, 1), into.grid)[0].width
    # Room for every line and the white round subheads: no balance can be higher.
    bound = 4 * tail.body.line_count(tail.at, measure) + above + 1
    columns = _text_columns(columns_of(rect, into.frame.story_columns, (above + 1, bound), into.grid))
    filled = balanced(tail.body, tail.at, columns, into.grid)
    if filled is None or not filled.lines:
        return bound
    return max(line.row + line.rows - 1 for line in filled.lines)


def least_rows(tail: Tail, into: TailsFrame, lines: int) -> int:
    """How few rows a tail may be given: its head, its continued line and so many lines of copy."""
    rect, _, _ = into.inner()
    above = _head_rows(_head(tail.head, into.setter, rect), into.setter, into.grid)
    return above + 1 + -(-lines // max(1, into.frame.story_columns))


def set_tail(tail: Tail, into: TailsFrame, row: int, rows: int) -> SetTail | None:
    """Set a tail from ``row`` of the page down, in at most ``rows`` rows; None when no line of it finds room.

    Its columns are balanced; when it does not fit they are full, and ``next`` says where the copy stopped.
    """
    setter, grid = into.setter, into.grid
    rect, _, last = into.inner()
    head = _head(tail.head, setter, rect)
    top = row + _head_rows(head, setter, grid)
    foot = min(last, row + rows - 1)
    if top > foot:
        return None
    columns = columns_of(rect, into.frame.story_columns, (top, foot), grid)
    text_columns = _text_columns(columns)
    fitted = balanced_copy(tail.body, tail.at, text_columns, grid) or settled(
        tail.body, tail.at, text_columns, grid
    )
    filled = fitted.filled
    if not filled.lines:
        return None
    foot = max(line.row + line.rows - 1 for line in filled.lines)
    tail = replace(tail, body=fitted.body)
    items = _items(tail, into, (row, top), (columns, filled), head)
    findings = _head_findings(tail, head, rect, into)
    return SetTail(fitted.body, foot, tuple(items), filled.lines, columns, filled.next, findings)


def _text_columns(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns without the row of the continued line."""
    return (replace(columns[0], rows=columns[0].rows[1:]), *columns[1:])


def _head(text: str, setter: Setter, rect: Rect) -> SetBlock | None:
    if not text:
        return None
    return fit_lines((text,), setter.style("jump_head"), setter, rect.width)[0]


def _head_rows(head: SetBlock | None, setter: Setter, grid: PageGrid) -> int:
    if head is None:
        return 0
    style = setter.style("jump_head")
    return grid.rows_for(head.height + style.white_above + style.white_below)


def _head_findings(tail: Tail, head: SetBlock | None, rect: Rect, into: TailsFrame) -> tuple[Finding, ...]:
    story = tail.body.story
    span = story.place_of("jump_headline" if story.jump_headline else "headline")
    findings = missing_in_text(tail.head, "jump_head", span, into.setter, story.slug)
    if head is not None and line_width(head) > rect.width:
        over = line_width(head) - rect.width
        part = "jump_headline" if story.jump_headline else "headline"
        style = into.setter.style("jump_head")
        findings.append(too_wide(story, part, tail.head, style, over, one_line=False))
    return tuple(replace(f, page=into.page, frame=into.frame.name) for f in findings)


def _items(
    tail: Tail,
    into: TailsFrame,
    rows: tuple[int, int],
    text: tuple[tuple[Column, ...], Fill],
    head: SetBlock | None,
) -> list[Item]:
    setter, grid = into.setter, into.grid
    row, top = rows
    columns, filled = text
    rect, first, _ = into.inner()
    items: list[Item] = []
    if row > first:
        middle: Length = grid.row_top(row) - grid.leading // 2
        items += horizontal(rect.x, rect.right, middle, RuleSpec())
    if head is not None:
        height = (top - row) * grid.leading
        align = into.frame.headline.align
        x = aligned_x(head, rect.x, rect.width, align)
        items += head.place(x, grid.row_top(row) + (height - head.height) // 2, Purpose.HEAD)
    if into.frame.column_rule is not None:
        items += column_rules(columns, filled.lines, grid, into.frame.column_rule)
    items += _continued_line(tail.continued, setter, columns[0], top, grid)
    items += place_lines(tail.body, filled.lines, columns, grid)
    return items


def _continued_line(text: str, setter: Setter, column: Column, row: int, grid: PageGrid) -> list[Item]:
    """上接第X版, alone in the first row of the first column."""
    style = setter.style("continued_line")
    block = setter.fitted_line(text, style, column.width)
    align = style.align if style.align is not Align.JUSTIFY else Align.LEFT
    x = aligned_x(block, column.x, column.width, align)
    if align is Align.LEFT:
        x += style.indent
    return place_line(
        block.shaped, block.lines[0], Spot(x, grid.baseline(row)), Purpose.JUMP, stretch=block.stretch
    )
