"""The headline block: series label, kicker, headline, deck, byline and editor's note, rules above and below.

Above a story it spans all its columns and takes whole grid rows, its type in their middle, so that the columns
below start on the grid. Inside a story it stands in some of its columns with copy below, beside it in some of them
down the whole frame; there it may be set vertically (:mod:`typeset.flow.headvertical`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.grid import PageGrid
from typeset.flow.head import EMPTY, FOOT, MILLI, Beside, Head, column_counts
from typeset.flow.headfit import breakable, fit_head
from typeset.flow.headtold import told
from typeset.flow.headvertical import vertical_head
from typeset.flow.rules import horizontal
from typeset.flow.setter import SetBlock, Setter, aligned_x, line_width
from typeset.flow.tagged import HEADING, paragraph, within
from typeset.model.layout import HeadlineSpec, Rect, RuleSpec, Side
from typeset.model.placed import Item, Purpose, Tint
from typeset.model.story import HeadlineBlock, Story
from typeset.model.structure import Element
from typeset.model.style import Align, GroundOver, TextStyle, WritingMode
from typeset.units import Length, to_pt

_LABEL_PAD = 400
# White above the first and below the last line on a ground, in thousandths of the size.
_GROUND_PAD = 100


class Strip(Struct, frozen=True):
    """One horizontal part of a block: its height with its whites, and how to place it below a given y."""

    height: Length
    place: Callable[[Length], list[Item]]

    def named(self, part: Element) -> Strip:
        """The strip as content of an element."""
        return Strip(self.height, lambda top: within(self.place(top), part))


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
    strips, findings = _strips(story, spec, setter, rect, grid, smaller=smaller)
    if not strips:
        return EMPTY
    height = sum(strip.height for strip in strips)
    rows = grid.rows_for(height + grid.leading * FOOT // MILLI)
    if more_rows:
        rows = max(grid.rows_for(height), rows + more_rows)
    return Head(rows, 0, _placed(strips, rect.y + max(0, _air(rows, height, grid))), findings)


def head_inside(
    story: Story, spec: HeadlineSpec, setter: Setter, beside: Beside, grid: PageGrid, *, upright: bool = False
) -> Head:
    """The block in some columns of a story; at a side it takes all their rows and stands in the middle of them."""
    if spec.writing is WritingMode.VERTICAL:
        return vertical_head(story, spec, setter, beside, grid, upright=upright)
    columns = column_counts(spec, len(beside.lefts))[-1]
    rect = Rect(beside.left(columns), beside.top, beside.width(columns), 0)
    strips, findings = _strips(story, spec, setter, rect, grid)
    if not strips:
        return EMPTY
    height = sum(strip.height for strip in strips)
    foot = grid.leading * FOOT // MILLI
    rows = beside.height // grid.leading if spec.place.is_side else grid.rows_for(height + foot)
    over = height - beside.height
    if over > 0:
        findings = (*findings, too_tall(story, over))
    return Head(rows, columns, _placed(strips, rect.y + max(0, _air(rows, height, grid))), findings)


def too_tall(story: Story, over: Length) -> Finding:
    """The finding for a block higher than the frame it stands in."""
    amount = max(1, round(to_pt(over)))
    span = story.place_of("headline")
    return finding("headline-too-tall", span=span, story=story.slug, amount=amount, unit="pt")


def _air(rows: int, height: Length, grid: PageGrid) -> Length:
    """What is left above a block in its rows: half of the white that is not that of its foot."""
    return (rows * grid.leading - height - grid.leading * FOOT // MILLI) // 2


def _placed(strips: Sequence[Strip], top: Length) -> tuple[Item, ...]:
    items: list[Item] = []
    for strip in strips:
        items.extend(strip.place(top))
        top += strip.height
    return tuple(items)


def _strips(
    story: Story, spec: HeadlineSpec, setter: Setter, rect: Rect, grid: PageGrid, *, smaller: int = 0
) -> tuple[list[Strip], tuple[Finding, ...]]:
    block = story.block
    strips: list[Strip] = []
    findings: list[Finding] = []
    if block.series:
        strips.append(_series(block, setter, rect).named(paragraph("series")))
    parts = (
        ("kicker", block.kicker, spec.kicker),
        ("headline", block.headline, spec.style),
        ("deck", block.deck, spec.deck),
    )
    for part, texts, name in parts:
        if texts:
            marks = block.marks_of(part)
            style = breakable(setter.style(name), marks)
            width = rect.width - 2 * _ground_pad(style)
            fitted = fit_head(texts, marks, style, setter, width)
            if smaller and part == "headline":
                style = _smaller(style, fitted.size, smaller)
                fitted = fit_head(texts, marks, style, setter, width)
            findings.extend(told(story, part, texts, style, fitted, width))
            element = HEADING if part == "headline" else paragraph(part)
            strips.append(_lines(fitted.blocks, style, spec.align, rect).named(element))
    if block.byline:
        style = setter.style("byline")
        line = setter.fitted_line(block.byline, style, rect.width - 2 * _ground_pad(style))
        strips.append(_lines((line,), style, spec.align, rect).named(paragraph("byline")))
    if block.editors_note:
        strips.append(_note(block.editors_note, setter, rect).named(paragraph("editors_note")))
    rules = dict(spec.rules)
    if strips and Side.ABOVE in rules:
        strips.insert(0, _rule(rules[Side.ABOVE], rect, grid))
    if strips and Side.BELOW in rules:
        strips.append(_rule(rules[Side.BELOW], rect, grid))
    return strips, tuple(findings)


def _smaller(style: TextStyle, size: Length, steps: int) -> TextStyle:
    """The style with its list of sizes beginning so many below this one, the last of them kept."""
    if style.fit is None:
        return style
    below = [one for one in style.fit.sizes if one < size]
    sizes = tuple(below[steps - 1 :]) or tuple(style.fit.sizes[-1:])
    return replace(style, size=min(style.size, sizes[0]), fit=replace(style.fit, sizes=sizes))


def _rule(rule: RuleSpec, rect: Rect, grid: PageGrid) -> Strip:
    """An ornament rule over the head's columns, in the middle of half a row of white."""
    height = grid.leading // 2
    return Strip(height, lambda top: horizontal(rect.x, rect.right, top + height // 2, rule))


def _ground_pad(style: TextStyle) -> Length:
    """The white at both ends of a line that stands on a ground."""
    return style.size * _LABEL_PAD // MILLI if style.background is not None else 0


def _lines(lines: Sequence[SetBlock], style: TextStyle, align: Align, rect: Rect) -> Strip:
    """Lines one below the other, white on their ground where the style has one."""
    pad = lines[0].style.size * _GROUND_PAD // MILLI if style.background is not None else 0
    height = sum(line.height for line in lines) + style.white_above + style.white_below + 2 * pad
    side = _ground_pad(style)
    inner = Rect(rect.x + side, rect.y, rect.width - 2 * side, rect.height)

    def place(top: Length) -> list[Item]:
        items: list[Item] = []
        y = top + style.white_above + pad
        for number, line in enumerate(lines):
            x = aligned_x(line, inner.x, inner.width, align)
            if style.background is not None:
                above, below = pad if number == 0 else 0, pad if number == len(lines) - 1 else 0
                ground = Rect(x - side, y - above, line_width(line) + 2 * side, line.height + above + below)
                if style.background_over is GroundOver.WIDTH:
                    ground = replace(ground, x=rect.x, width=rect.width)
                items.append(Tint(ground, style.background))
            items.extend(line.place(x, y, Purpose.HEAD))
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
