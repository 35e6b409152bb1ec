"""Tails: the continued rests of stories, stacked in a frame of a later page, each under its jump head."""

from __future__ import annotations

from dataclasses import dataclass, replace

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.body import Body, Cursor
from typeset.flow.grid import PageGrid
from typeset.flow.place import Spot, place_line
from typeset.flow.rules import horizontal
from typeset.flow.setter import SetBlock, Setter, aligned_x, line_width
from typeset.flow.storyframe import column_rules, columns_of, inside, place_lines
from typeset.flow.thread import Column, Fill, SetLine, balanced, fill, room
from typeset.model.layout import FrameSpec, Rect, RuleKind
from typeset.model.placed import Item, Purpose
from typeset.model.style import Align
from typeset.units import Length, to_pt


@dataclass(frozen=True, slots=True)
class TailsFrame:
    """A frame that receives tails, and how many of its rows are taken so far."""

    frame: FrameSpec
    page: int
    setter: Setter
    grid: PageGrid
    used: int = 0

    @property
    def key(self) -> tuple[int, str]:
        """Page and name: what tells it from all others."""
        return self.page, self.frame.name

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
    """A tail in its place: ``rows`` of the frame it takes, its lines and where the copy stopped."""

    rows: int
    items: tuple[Item, ...]
    lines: tuple[SetLine, ...]
    columns: tuple[Column, ...]
    next: Cursor
    findings: tuple[Finding, ...] = ()


def set_tail(tail: Tail, into: TailsFrame) -> SetTail | None:
    """Set a tail below those already in the frame; None when not even its head and a few lines find room.

    The columns of a tail are balanced; when it does not fit they are full, and ``next`` says what is left.
    """
    setter, grid = into.setter, into.grid
    rect, first, last = into.inner()
    row = first + into.used + (1 if into.used else 0)
    head = _head(tail.head, setter, rect)
    head_rows = _head_rows(head, setter, grid)
    top = row + head_rows
    if top > last:
        return None
    columns = columns_of(rect, into.frame.story_columns, (top, last), grid)
    text_columns = (replace(columns[0], rows=columns[0].rows[1:]), *columns[1:])
    if not room(text_columns):
        return None
    filled = balanced(tail.body, tail.at, text_columns, grid) or fill(tail.body, tail.at, text_columns, grid)
    if not filled.lines:
        return None
    foot = max(line.row + line.rows - 1 for line in filled.lines)
    items = _items(tail, into, (row, top, foot), (columns, filled), head)
    findings = _head_findings(tail, head, rect, into)
    used = foot - first + 1
    return SetTail(used, tuple(items), filled.lines, columns, filled.next, findings)


def _head(text: str, setter: Setter, rect: Rect) -> SetBlock | None:
    if not text:
        return None
    return setter.fitted((text,), setter.style("jump_head"), rect.width)[0]


def _head_rows(head: SetBlock | None, setter: Setter, grid: PageGrid) -> int:
    if head is None:
        return 0
    style = setter.style("jump_head")
    return grid.rows_for(head.height + style.white_above + style.white_below)


def _head_findings(tail: Tail, head: SetBlock | None, rect: Rect, into: TailsFrame) -> tuple[Finding, ...]:
    if head is None or line_width(head) <= rect.width:
        return ()
    return (
        finding(
            "headline-too-wide",
            span=tail.body.story.span,
            page=into.page,
            frame=into.frame.name,
            story=tail.body.story.slug,
            text=tail.head,
            amount=round(to_pt(line_width(head) - rect.width)),
            unit="pt",
        ),
    )


def _items(
    tail: Tail,
    into: TailsFrame,
    rows: tuple[int, int, int],
    text: tuple[tuple[Column, ...], Fill],
    head: SetBlock | None,
) -> list[Item]:
    setter, grid = into.setter, into.grid
    row, top, foot = rows
    columns, filled = text
    rect, first, _ = into.inner()
    items: list[Item] = []
    if row > first:
        middle: Length = grid.row_top(row) - grid.leading // 2
        items += horizontal(rect.x, rect.right, middle, RuleKind.THIN)
    if head is not None:
        height = (top - row) * grid.leading
        align = into.frame.headline.align
        x = aligned_x(head, rect.x, rect.width, align)
        items += head.place(x, grid.row_top(row) + (height - head.height) // 2, Purpose.HEAD)
    if into.frame.column_rule:
        used = tuple(replace(c, rows=tuple(r for r in c.rows if r <= foot)) for c in columns)
        items += column_rules(used, grid)
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
