"""What every part of the flow sets text with: the page's styles and rules, and the shaper of its faces."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from typeset.flow.place import Spot, place_line
from typeset.model.annotation import Annotation
from typeset.model.placed import Item, Purpose
from typeset.model.structure import Element
from typeset.model.style import Align, EdgeEnd, LineRules, PunctuationStyle, StyleBook, TextStyle, WritingMode
from typeset.text.justify import Line
from typeset.text.linebreak import Measure, compose
from typeset.text.shape import Shaper, StyledText
from typeset.text.shaped import ShapedParagraph
from typeset.units import EM_ASCENT, Length

MILLI = 1000
# Lines of furniture and headlines without a leading of their own stand this many thousandths of their size apart.
SOLID_LEADING = 1200


class SetBlock(Struct, frozen=True):
    """Lines of one style, each at its natural width; ``stretch`` narrows them (长体)."""

    shaped: ShapedParagraph
    lines: tuple[Line, ...]
    style: TextStyle
    stretch: int = MILLI

    @property
    def leading(self) -> Length:
        """From one baseline to the next."""
        return leading_of(self.style)

    @property
    def height(self) -> Length:
        """Height of all lines, without the style's white above and below."""
        return self.leading * len(self.lines)

    def place(self, x: Length, top: Length, purpose: Purpose) -> list[Item]:
        """The glyph runs, the first line's box beginning at ``top``."""
        items: list[Item] = []
        for number, line in enumerate(self.lines):
            items.extend(
                place_line(
                    self.shaped,
                    line,
                    Spot(x, top + number * self.leading + baseline_in(self.style)),
                    purpose,
                    stretch=self.stretch,
                )
            )
        return items


class SetColumn(Struct, frozen=True):
    """A vertical display line at its natural height; ``part`` is the element it is content of."""

    shaped: ShapedParagraph
    line: Line
    style: TextStyle
    part: Element | None = None

    @property
    def height(self) -> Length:
        """How far it reaches down."""
        return self.line.width


def leading_of(style: TextStyle) -> Length:
    """The style's own leading, or solid setting with a little air."""
    return style.leading or style.size * SOLID_LEADING // MILLI


def baseline_in(style: TextStyle) -> Length:
    """From the top of a line's box to its baseline: the em square stands in its middle."""
    return (leading_of(style) - style.size) // 2 + EM_ASCENT * style.size // MILLI


class Setter(Struct, frozen=True):
    """Styles, rules and shaper of one page."""

    shaper: Shaper
    styles: StyleBook

    def style(self, name: str) -> TextStyle:
        """A style of the page by name; readers have checked that it exists."""
        return self.styles[name]

    def shape(
        self,
        runs: Sequence[StyledText],
        mode: WritingMode = WritingMode.HORIZONTAL,
        annotations: Sequence[Annotation] = (),
    ) -> ShapedParagraph:
        """Shape copy with the rules of the page."""
        return self.shaper.shape(runs, self.styles.lines, mode, annotations)

    def block(
        self,
        text: str,
        style: TextStyle,
        width: Length,
        *,
        align: Align | None = None,
        strong: Sequence[tuple[int, int]] = (),
    ) -> SetBlock:
        """Set furniture or a caption: as many lines as it needs, marks trimmed at both edges.

        ``strong`` stretches of it, first and last (excluded), are in the face of the style ``caption_lead``.
        """
        shaped = self.shaper.shape(self._runs(text, style, strong), self._display_rules())
        measure = Measure(width, style.indent, style.hang)
        return SetBlock(shaped, compose(shaped, measure, align=align or style.align), style)

    def _runs(self, text: str, style: TextStyle, strong: Sequence[tuple[int, int]]) -> tuple[StyledText, ...]:
        if not strong:
            return (StyledText(text, style),)
        bold = replace(style, face=self.style("caption_lead").face)
        runs, at = [], 0
        for first, last in strong:
            runs += [StyledText(text[at:first], style), StyledText(text[first:last], bold)]
            at = last
        return tuple(run for run in (*runs, StyledText(text[at:], style)) if run.text)

    def fitted_line(self, text: str, style: TextStyle, width: Length) -> SetBlock:
        """Set one display line, never broken, at its natural width from x = 0, squeezed by ``style.fit`` if it must.

        Quotes, brackets and commas take half an em: large white holes beside them tear a headline apart.

        The line may come out wider than ``width``; :func:`line_width` tells.
        """
        rules = replace(self._display_rules(), punctuation=PunctuationStyle.KAIMING)
        shaped = self.shaper.shape((StyledText(text, style),), rules)
        natural = max(shaped.natural[-1] + style.size, 1)
        lines = compose(shaped, Measure(natural), align=Align.LEFT)
        stretch = MILLI
        if style.fit is not None and lines and lines[0].width > width:
            stretch = max(style.fit.squeeze_least, width * MILLI // lines[0].width)
        return SetBlock(shaped, lines, style, stretch)

    def fitted_column(self, text: str, style: TextStyle) -> SetColumn:
        """Set one vertical display line, never broken, at its natural height from 0."""
        rules = replace(self._display_rules(), punctuation=PunctuationStyle.KAIMING)
        shaped = self.shaper.shape((StyledText(text, style),), rules, WritingMode.VERTICAL)
        (line,) = compose(shaped, Measure(max(shaped.natural[-1] + style.size, 1)), align=Align.LEFT)
        return SetColumn(shaped, line, style)

    def fitted(
        self, texts: Sequence[str], style: TextStyle, width: Length, *, height: Length | None = None
    ) -> tuple[SetBlock, ...]:
        """Lines of a headline, all in the largest size of the style's list in which each fits its width.

        Sizes above ``height`` are left out, the smallest excepted.
        """
        sizes = style.fit.sizes if style.fit is not None else (style.size,)
        if height is not None:
            sizes = tuple(size for size in sizes if size <= height) or sizes[-1:]
        blocks: tuple[SetBlock, ...] = ()
        for size in sizes:
            sized = replace(style, size=size, leading=0)
            natural = replace(sized, fit=None)
            if all(line_width(self.fitted_line(t, natural, width)) <= width for t in texts):
                return tuple(self.fitted_line(t, natural, width) for t in texts)
            blocks = tuple(self.fitted_line(t, sized, width) for t in texts)
        return blocks

    def _display_rules(self) -> LineRules:
        """Marks at the edges of display lines are trimmed to their ink (optical alignment)."""
        return replace(self.styles.lines, edge_end=EdgeEnd.TRIM)


def line_width(block: SetBlock) -> Length:
    """The width of a block's widest line, as squeezed."""
    return max((line.width for line in block.lines), default=0) * block.stretch // MILLI


def aligned_x(block: SetBlock, x: Length, width: Length, align: Align) -> Length:
    """The left edge of a one-line block that is aligned in ``width``."""
    spare = width - line_width(block)
    if align is Align.CENTER:
        return x + spare // 2
    return x + spare if align is Align.RIGHT else x
