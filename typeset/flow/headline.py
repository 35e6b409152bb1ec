"""The headline block: series label, kicker, headline, deck, byline and editor's note.

Above a story it spans all its columns and takes whole grid rows, its type in their middle, so that the columns
below start on the grid. Inside a story it stands in some of its columns, horizontal or vertical.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.grid import PageGrid
from typeset.flow.setter import SetBlock, SetColumn, Setter, aligned_x, line_width
from typeset.flow.vertical import place_column
from typeset.model.layout import HeadlineSpec, HeadPlace, Rect
from typeset.model.placed import Item, Purpose, Tint
from typeset.model.story import HeadlineBlock, Story
from typeset.model.style import Align, TextStyle, WritingMode
from typeset.source import Span
from typeset.units import Length, to_pt

MILLI = 1000
# White at the foot of a block, in thousandths of a grid row: a head never touches its text.
_FOOT = 500
# Columns of a vertical headline stand this many thousandths of their size apart, axis to axis.
_VERTICAL_PITCH = 1250
_LABEL_PAD = 400


@dataclass(frozen=True, slots=True)
class Strip:
    """One horizontal part of a block: its height with its whites, and how to place it below a given y."""

    height: Length
    place: Callable[[Length], list[Item]]


@dataclass(frozen=True, slots=True)
class Head:
    """A set headline block: the grid rows and, inside a story, the story columns it takes."""

    rows: int
    columns: int
    items: tuple[Item, ...]
    findings: tuple[Finding, ...] = ()


EMPTY = Head(0, 0, ())


def head_above(
    story: Story,
    spec: HeadlineSpec,
    setter: Setter,
    rect: Rect,
    grid: PageGrid,
    *,
    smaller: int = 0,
    more_rows: int = 0,
) -> Head:
    """The block over all columns of a story, from the top of ``rect``.

    ``smaller`` and ``more_rows`` are what copyfitting asks for: the headline so many sizes smaller, the block so many
    rows higher or lower. It never becomes lower than its type is.
    """
    strips, findings = _strips(story, spec, setter, rect, smaller)
    if not strips:
        return EMPTY
    height = sum(strip.height for strip in strips)
    foot = grid.leading * _FOOT // MILLI
    rows = grid.rows_for(height + foot)
    if more_rows:
        rows = max(grid.rows_for(height), rows + more_rows)
        foot = min(foot, rows * grid.leading - height)
    top = rect.y + (rows * grid.leading - height - foot) // 2
    return Head(rows, 0, _placed(strips, top), findings)


def _placed(strips: Sequence[Strip], top: Length) -> tuple[Item, ...]:
    items: list[Item] = []
    for strip in strips:
        items.extend(strip.place(top))
        top += strip.height
    return tuple(items)


def _strips(
    story: Story, spec: HeadlineSpec, setter: Setter, rect: Rect, smaller: int = 0
) -> tuple[list[Strip], tuple[Finding, ...]]:
    block = story.block
    strips: list[Strip] = []
    findings: list[Finding] = []
    if block.series:
        strips.append(_series(block, setter, rect))
    parts = (
        ("kicker", block.kicker, spec.kicker),
        ("headline", block.headline, spec.style),
        ("deck", block.deck, spec.deck),
    )
    for part, texts, name in parts:
        if texts:
            style = setter.style(name)
            lines = setter.fitted(texts, style, rect.width, smaller=smaller if part == "headline" else 0)
            findings.extend(_too_wide(story, story.place_of(part), lines, rect.width))
            strips.append(_lines(lines, style, spec.align, rect))
    if block.byline:
        style = setter.style("byline")
        strips.append(_lines((setter.fitted_line(block.byline, style, rect.width),), style, spec.align, rect))
    if block.editors_note:
        strips.append(_note(block.editors_note, setter, rect))
    return strips, tuple(findings)


def _too_wide(story: Story, span: Span, lines: Sequence[SetBlock], width: Length) -> list[Finding]:
    return [
        finding(
            "headline-too-wide",
            span=span,
            story=story.slug,
            text=block.shaped.text,
            amount=round(to_pt(line_width(block) - width)),
            unit="pt",
        )
        for block in lines
        if line_width(block) > width
    ]


def _lines(lines: Sequence[SetBlock], style: TextStyle, align: Align, rect: Rect) -> Strip:
    height = sum(line.height for line in lines) + style.white_above + style.white_below

    def place(top: Length) -> list[Item]:
        items: list[Item] = []
        y = top + style.white_above
        for line in lines:
            items.extend(line.place(aligned_x(line, rect.x, rect.width, align), y, Purpose.HEAD))
            y += line.height
        return items

    return Strip(height, place)


def _series(block: HeadlineBlock, setter: Setter, rect: Rect) -> Strip:
    """The label of a series at the left, its slogan beside it, line under line."""
    style, slogan_style = setter.style("series"), setter.style("slogan")
    label = setter.fitted_line(block.series, style, rect.width)
    pad = style.size * _LABEL_PAD // MILLI
    label_width = line_width(label) + 2 * pad
    slogan_x = rect.x + label_width + style.size
    slogans = [
        setter.fitted_line(t, slogan_style, rect.width - label_width - style.size) for t in block.slogan
    ]
    inner = max(label.height + 2 * pad, sum(s.height for s in slogans))

    def place(top: Length) -> list[Item]:
        y = top + style.white_above
        items: list[Item] = []
        if style.background is not None:
            items.append(Tint(Rect(rect.x, y, label_width, inner), style.background))
        items.extend(label.place(rect.x + pad, y + (inner - label.height) // 2, Purpose.HEAD))
        line_y = y + (inner - sum(s.height for s in slogans)) // 2
        for slogan in slogans:
            items.extend(slogan.place(slogan_x, line_y, Purpose.HEAD))
            line_y += slogan.height
        return items

    return Strip(inner + style.white_above + style.white_below, place)


def _note(text: str, setter: Setter, rect: Rect) -> Strip:
    style = setter.style("editors_note")
    inset = style.size * 2 if rect.width > style.size * 16 else 0
    block = setter.block(text, style, rect.width - 2 * inset, align=Align.JUSTIFY)

    def place(top: Length) -> list[Item]:
        return block.place(rect.x + inset, top + style.white_above, Purpose.HEAD)

    return Strip(block.height + style.white_above + style.white_below, place)


@dataclass(frozen=True, slots=True)
class Beside:
    """The columns a head may stand in: the story's columns from the outer edge, with their places."""

    lefts: tuple[Length, ...]
    measure: Length
    top: Length
    height: Length

    def width(self, columns: int) -> Length:
        """From the left edge of the first to the right edge of the last of so many columns."""
        return abs(self.lefts[columns - 1] - self.lefts[0]) + self.measure

    def left(self, columns: int) -> Length:
        """The left edge of so many columns from the outer edge."""
        return min(self.lefts[:columns])


def head_inside(story: Story, spec: HeadlineSpec, setter: Setter, beside: Beside, grid: PageGrid) -> Head:
    """The block in the outer columns of a story: vertical lines from right to left, or horizontal ones."""
    if spec.writing is WritingMode.VERTICAL:
        return _vertical(story, spec, setter, beside, grid)
    columns = max(1, len(beside.lefts) // 2)
    rect = Rect(beside.left(columns), beside.top, beside.width(columns), 0)
    return replace(head_above(story, spec, setter, rect, grid), columns=columns)


def outer_columns(place: HeadPlace, lefts: Sequence[Length]) -> tuple[Length, ...]:
    """Column edges, counted from the side the head stands at."""
    return tuple(reversed(lefts)) if place is HeadPlace.INSIDE_RIGHT else tuple(lefts)


def _vertical(story: Story, spec: HeadlineSpec, setter: Setter, beside: Beside, grid: PageGrid) -> Head:
    block = story.block
    style = setter.style(spec.style)
    byline = None
    foot: Length = 0
    if block.byline:
        byline_style = setter.style("byline")
        byline = setter.fitted_line(block.byline, byline_style, beside.measure)
        foot = byline.height + byline_style.white_above + byline_style.white_below
    columns, parts = _fit_vertical(block, style, spec, setter, beside, foot)
    tallest = max((part.height for part in parts), default=0)
    rows = grid.rows_for(min(beside.height, tallest + foot + grid.leading * _FOOT // MILLI))
    width = beside.width(columns)
    left = beside.left(columns)
    axis = left + (width + _width_of(parts)) // 2
    top = beside.top + max(0, rows * grid.leading - tallest - foot - grid.leading * _FOOT // MILLI) // 2
    items: list[Item] = []
    for part in parts:
        pitch = part.style.size * _VERTICAL_PITCH // MILLI
        items.extend(place_column(part.shaped, part.line, axis - pitch // 2, top, Purpose.HEAD))
        axis -= pitch
    if byline is not None:
        y = top + tallest + byline.style.white_above
        items.extend(byline.place(aligned_x(byline, left, width, Align.CENTER), y, Purpose.HEAD))
    over = tallest + foot - beside.height
    findings: tuple[Finding, ...] = ()
    if over > 0 or _width_of(parts) > width:
        text = "".join(block.headline)
        amount = round(to_pt(max(over, _width_of(parts) - width)))
        findings = (
            finding(
                "headline-too-wide",
                span=story.place_of("headline"),
                story=story.slug,
                text=text,
                amount=amount,
                unit="pt",
            ),
        )
    return Head(rows, columns, tuple(items), findings)


def _width_of(parts: Sequence[SetColumn]) -> Length:
    return sum(part.style.size * _VERTICAL_PITCH // MILLI for part in parts)


def _fit_vertical(
    block: HeadlineBlock,
    style: TextStyle,
    spec: HeadlineSpec,
    setter: Setter,
    beside: Beside,
    foot: Length,
) -> tuple[int, list[SetColumn]]:
    """The fewest columns and the largest size in which the vertical lines fit; the smallest size when none does."""
    sizes = style.fit.sizes if style.fit is not None else (style.size,)
    height = beside.height - foot
    chosen: tuple[int, list[SetColumn]] = (1, [])
    for columns in range(1, max(1, len(beside.lefts) // 2) + 1):
        for size in sizes:
            sized = replace(style, size=size)
            parts = _parts(block, sized, spec, setter)
            chosen = (columns, parts)
            tallest = max((part.height for part in parts), default=0)
            if tallest <= height and _width_of(parts) <= beside.width(columns):
                return chosen
    return chosen


def _parts(block: HeadlineBlock, sized: TextStyle, spec: HeadlineSpec, setter: Setter) -> list[SetColumn]:
    """Vertical lines from right to left: kicker, headline, deck."""
    kicker, deck = setter.style(spec.kicker), setter.style(spec.deck)
    styled = [
        *((text, kicker) for text in block.kicker),
        *((text, sized) for text in block.headline),
        *((text, deck) for text in block.deck),
    ]
    return [setter.fitted_column(text, style) for text, style in styled if text]
