"""Tails: the continued rests of stories, stacked in a frame of a later page, each under its jump head."""

from __future__ import annotations

from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.findings import Finding
from typeset.flow.body import Body, Cursor
from typeset.flow.boxes import box_of
from typeset.flow.copyfit import balanced_copy, settled, squeezed_to_fit
from typeset.flow.cut import Cut
from typeset.flow.cutfit import FittedCut, best_cut
from typeset.flow.evening import balanced
from typeset.flow.glyphs import missing_in_text
from typeset.flow.grid import PageGrid
from typeset.flow.headfit import fit_lines, widest
from typeset.flow.headtold import too_wide
from typeset.flow.heldcut import held_cut
from typeset.flow.place import Spot, place_line
from typeset.flow.rules import horizontal
from typeset.flow.setter import SetBlock, Setter, aligned_x, line_width
from typeset.flow.storyframe import columns_of, inside
from typeset.flow.storytext import column_rules, place_lines
from typeset.flow.tagged import article, paragraph, under, within
from typeset.flow.thread import Column, Fill, SetLine, Slot, fill, up_to
from typeset.model.edition import Continued, JumpRules
from typeset.model.layout import FrameSpec, Rect, RuleSpec
from typeset.model.placed import Item, Purpose
from typeset.model.structure import continued_line, jump_line
from typeset.model.style import Align
from typeset.units import Length

# An inline continued line leaves room for so many characters of copy in its row, or it stands alone.
_LEAST_BESIDE: Final = 4


class TailsFrame(Struct, frozen=True):
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

    @property
    def measure(self) -> Length:
        """The measure of its copy."""
        rect, _, _ = self.inner()
        return columns_of(rect, self.frame.story_columns, (1, 1), self.grid)[0].width

    def inner(self) -> tuple[Rect, int, int]:
        """Its inner rectangle, first row and last row."""
        return inside(self.frame, self.grid.rect(self.frame), self.grid)


class Tail(Struct, frozen=True):
    """A rest of a story: from where, and what its head and its continued line say.

    ``head`` are the lines of the jump head as they were written, ``head_most`` the largest size it may have.
    """

    body: Body
    at: Cursor
    head: tuple[str, ...]
    continued: str
    where: Continued = Continued.OWN
    head_most: Length | None = None


class Parting(Struct, frozen=True):
    """A tail is cut again: with this jump line, by these rules; ``at`` is where, when that is held."""

    source: SetBlock
    rules: JumpRules
    at: Cursor | None = None


class SetTail(Struct, frozen=True):
    """A tail in its place: its copy, some of it loosened, its last row, its lines and where the copy stopped.

    ``cut`` is where it was parted again, None where it was not. ``continued`` and ``source`` are the places of its continued
    line and of its jump line.
    """

    body: Body
    foot: int
    items: tuple[Item, ...]
    lines: tuple[SetLine, ...]
    columns: tuple[Column, ...]
    next: Cursor
    findings: tuple[Finding, ...] = ()
    cut: Cut | None = None
    continued: Rect = Rect(0, 0, 0, 0)
    source: Rect = Rect(0, 0, 0, 0)


# Rows between two tails, the rule in their middle.
GAP_ROWS = 1


class Place(Struct, frozen=True):
    """Where a tail is set: from which row of its frame, in how many; ``airy`` more rows round its head, ``gap`` above it."""

    row: int
    rows: int
    airy: int = 0
    gap: int = GAP_ROWS


def head_rows(tail: Tail, into: TailsFrame) -> int:
    """How many rows the jump head of a tail takes in a frame."""
    rect, _, _ = into.inner()
    return _head_rows(_head(tail, into.setter, rect), into.setter, into.grid)


def rows_needed(tail: Tail, into: TailsFrame) -> int:
    """How many rows a tail takes in this frame, its columns balanced; about as many where that is more than the frame has."""
    rect, _, _ = into.inner()
    above = head_rows(tail, into)
    columns = columns_of(
        rect, into.frame.story_columns, (above + 1, max(above + 1, into.capacity)), into.grid
    )
    text = _text_columns(columns, tail, into)
    filled = balanced(tail.body, tail.at, text, into.grid)
    if filled is None or not filled.lines:
        # More than the frame has: how many is not worth setting it for.
        lines = tail.body.line_count(tail.at, into.measure)
        return max(into.capacity + 1, rows_of_lines(tail, into, lines))
    if _leaves_alone(filled):
        # A row more, for the line that is to stand below the continued line.
        return columns[0].rows[0] + 1
    return max(line.row + line.rows - 1 for line in filled.lines)


def rows_of_lines(tail: Tail, into: TailsFrame, lines: int) -> int:
    """How many rows a tail of so many lines takes: its head, its continued line and the lines in its columns."""
    own = 0 if _beside(tail, into) else 1
    return head_rows(tail, into) + own + -(-lines // max(1, into.frame.story_columns))


def rows_within(tail: Tail, into: TailsFrame, lines: int) -> int:
    """The most rows of a tail with which it has no more than so many lines."""
    own = 0 if _beside(tail, into) else 1
    return head_rows(tail, into) + max(1, (lines + own) // max(1, into.frame.story_columns))


def set_tail(tail: Tail, into: TailsFrame, place: Place, parting: Parting | None = None) -> SetTail | None:
    """Set a tail in its place; None when no line of it finds room.

    Its columns are balanced; when it does not fit they are full, and ``next`` says where the copy stopped: at a cut, where it
    may be parted again.
    """
    setter, grid = into.setter, into.grid
    rect, _, last = into.inner()
    head = _head(tail, setter, rect)
    top = place.row + _head_rows(head, setter, grid) + place.airy
    foot = min(last, place.row + place.rows - 1)
    if top > foot:
        return None
    columns = columns_of(rect, into.frame.story_columns, (top, foot), grid)
    body, filled, cut = _filled(tail, _text_columns(columns, tail, into), grid, parting)
    if not filled.lines:
        return None
    foot = max(line.row + line.rows - 1 for line in filled.lines)
    slug, first = tail.body.story.slug, tail.body.offset(tail.at)
    continued = within(_continued_line(tail, into, columns[0], top), continued_line(slug, first))
    source: list[Item] = []
    if parting is not None and cut is not None:
        source = within(_source_line(parting, columns, cut, grid), jump_line(slug, body.offset(cut.next)))
    tail = replace(tail, body=body)
    items = [
        *under(_above(into, rect, place, head, top, f"head {first}"), article(tail.body.story)),
        *_between(into, columns, filled.lines),
        *continued,
        *place_lines(tail.body, filled.lines, columns, grid),
        *source,
    ]
    return SetTail(
        body=body,
        foot=max(foot, cut.row) if cut is not None else foot,
        items=tuple(items),
        lines=filled.lines,
        columns=columns,
        next=filled.next,
        findings=_head_findings(tail, head, rect, into),
        cut=cut,
        continued=box_of(continued),
        source=box_of(source),
    )


def _filled(
    tail: Tail, columns: tuple[Column, ...], grid: PageGrid, parting: Parting | None
) -> tuple[Body, Fill, Cut | None]:
    """The copy of a tail in its columns: balanced, squeezed to fit, cut again, or as much as there is room for."""
    if parting is not None and parting.at is not None:
        held = _held(tail, columns, grid, parting, parting.at)
        if held is not None:
            return held.body, Fill(held.cut.lines, held.cut.next), held.cut
    fitted = balanced_copy(tail.body, tail.at, columns, grid)
    if fitted is not None and _leaves_alone(fitted.filled) and columns[0].rows:
        below = settled(tail.body, tail.at, up_to(columns, columns[0].rows[0]), grid)
        fitted = below if below.filled.next >= tail.body.end else fitted
    if fitted is not None:
        return fitted.body, fitted.filled, None
    full = fill(tail.body, tail.at, columns, grid)
    squeezed = squeezed_to_fit(tail.body, full, columns, grid, tail.at)
    if squeezed is not None:
        return squeezed.body, squeezed.filled, None
    if parting is not None:
        width = line_width(parting.source)
        found = best_cut(tail.body, full, columns, grid, width, parting.rules, at=tail.at)
        if found is not None:
            return found.body, Fill(found.cut.lines, found.cut.next), found.cut
    fitted = settled(tail.body, tail.at, columns, grid)
    return fitted.body, fitted.filled, None


def _held(
    tail: Tail, columns: tuple[Column, ...], grid: PageGrid, parting: Parting, at: Cursor
) -> FittedCut | None:
    """The cut at the place that is held, made as it would be anew where that comes to the same."""
    width = line_width(parting.source)
    full = fill(tail.body, tail.at, columns, grid)
    anew = best_cut(tail.body, full, columns, grid, width, parting.rules, at=tail.at)
    if anew is not None and anew.cut.next == at:
        return anew
    return held_cut(tail.body, columns, grid, width, at, tail.at)


def _leaves_alone(filled: Fill) -> bool:
    """Whether no line stands below the continued line: a tail of few lines, balanced to a single row."""
    return bool(filled.lines) and filled.lines[0].column > 0


def _text_columns(columns: tuple[Column, ...], tail: Tail, into: TailsFrame) -> tuple[Column, ...]:
    """The columns with what the continued line takes of the first row of the first of them: all of it, or its beginning."""
    first = columns[0]
    beside = _beside(tail, into)
    if not beside or not first.rows:
        return (replace(first, rows=first.rows[1:]), *columns[1:])
    slot = Slot(first.x + beside, first.width - beside)
    return (replace(first, slots={first.rows[0]: slot}), *columns[1:])


def _beside(tail: Tail, into: TailsFrame) -> Length:
    """The width an inline continued line takes of its row; 0 when it stands in one of its own."""
    if tail.where is not Continued.INLINE or not tail.continued:
        return 0
    setter = into.setter
    block = setter.fitted_line(tail.continued, setter.style("continued_line"), into.measure)
    size = into.grid.body
    # A paragraph that begins here keeps its indent, before the continued line.
    indent = 0 if tail.at.offset else setter.style(into.frame.body).indent
    taken = line_width(block) + size // 2
    return taken if taken + indent + _LEAST_BESIDE * size <= into.measure else 0


def _head(tail: Tail, setter: Setter, rect: Rect) -> tuple[SetBlock, ...]:
    """The jump head: in one line, or in the lines of the headline where one line is too wide in every size."""
    if not tail.head:
        return ()
    style = setter.style("jump_head")
    whole = fit_lines(("　".join(tail.head),), style, setter, rect.width, most=tail.head_most)
    if len(tail.head) == 1 or widest(whole) <= rect.width:
        return whole
    return fit_lines(tail.head, style, setter, rect.width, most=tail.head_most)


def _head_rows(head: tuple[SetBlock, ...], setter: Setter, grid: PageGrid) -> int:
    if not head:
        return 0
    style = setter.style("jump_head")
    height = sum(block.height for block in head)
    return grid.rows_for(height + style.white_above + style.white_below)


def _head_findings(
    tail: Tail, head: tuple[SetBlock, ...], rect: Rect, into: TailsFrame
) -> tuple[Finding, ...]:
    story = tail.body.story
    text = "　".join(tail.head)
    part = "jump_headline" if story.jump_headline else "headline"
    findings = missing_in_text(text, "jump_head", story.place_of(part), into.setter, story.slug)
    if widest(head) > rect.width:
        over = widest(head) - rect.width
        style = into.setter.style("jump_head")
        findings.append(too_wide(story, part, text, style, over, one_line=False))
    return tuple(replace(f, page=into.page, frame=into.frame.name) for f in findings)


def _above(
    into: TailsFrame, rect: Rect, place: Place, head: tuple[SetBlock, ...], top: int, key: str
) -> list[Item]:
    """What stands above the copy of a tail: the rule to the tail before it, and its head."""
    grid = into.grid
    _, first, _ = into.inner()
    items: list[Item] = []
    if place.row > first:
        middle: Length = grid.row_top(place.row) - place.gap * grid.leading // 2
        items += horizontal(rect.x, rect.right, middle, RuleSpec())
    height = (top - place.row) * grid.leading
    y = grid.row_top(place.row) + (height - sum(block.height for block in head)) // 2
    for block in head:
        x = aligned_x(block, rect.x, rect.width, into.frame.headline.align)
        items += within(block.place(x, y, Purpose.HEAD), paragraph(key))
        y += block.height
    return items


def _between(into: TailsFrame, columns: tuple[Column, ...], lines: tuple[SetLine, ...]) -> list[Item]:
    rule = into.frame.column_rule
    return column_rules(columns, lines, into.grid, rule) if rule is not None else []


def _continued_line(tail: Tail, into: TailsFrame, column: Column, row: int) -> list[Item]:
    """上接第X版, in the first row of the first column: alone, or before the copy."""
    setter = into.setter
    style = setter.style("continued_line")
    block = setter.fitted_line(tail.continued, style, column.width)
    if _beside(tail, into):
        indent = 0 if tail.at.offset else setter.style(into.frame.body).indent
        x = column.x + indent
    else:
        align = style.align if style.align is not Align.JUSTIFY else Align.LEFT
        x = aligned_x(block, column.x, column.width, align) + (style.indent if align is Align.LEFT else 0)
    spot = Spot(x, into.grid.baseline(row))
    return place_line(block.shaped, block.lines[0], spot, Purpose.JUMP, stretch=block.stretch)


def _source_line(parting: Parting, columns: tuple[Column, ...], cut: Cut, grid: PageGrid) -> list[Item]:
    """下转第X版 of a tail that is parted again, flush right at its cut."""
    block, column = parting.source, columns[cut.column]
    spot = Spot(column.x + column.width - line_width(block), grid.baseline(cut.row))
    return place_line(block.shaped, block.lines[0], spot, Purpose.JUMP, stretch=block.stretch)
