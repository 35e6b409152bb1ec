"""Fit headlines to their width: sizes from the largest down, in each its tracking closed, then its characters narrowed.

All lines of a headline have one size, one tracking and one width of characters. A headline given as one line that fits
only below the size of its style is broken where that lets it stand in a larger size; a short one is widened only to
reach the ``fill`` of its style.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.flow.headbreak import NOWHERE, Cut, Places, cuts_in, lines_of, places_in
from typeset.flow.optical import trimmed_edges
from typeset.flow.setter import SetBlock, Setter, line_width
from typeset.model.style import (
    Align,
    EdgeEnd,
    Fit,
    Hanging,
    LineRules,
    PunctuationStyle,
    TextStyle,
    WritingMode,
)
from typeset.text.justify import natural_width
from typeset.text.linebreak import Measure, compose
from typeset.text.shape import StyledText
from typeset.units import Length

MILLI: Final = 1000
# Into more lines no headline is broken, however many marks it has.
MOST_LINES: Final = 4


class FittedHead(Struct, frozen=True):
    """The lines of a headline part; ``cut`` is where the engine broke it, ``places`` where it might have."""

    blocks: tuple[SetBlock, ...]
    cut: Cut = ()
    places: Places = NOWHERE

    @property
    def size(self) -> Length:
        """The size all its lines have."""
        return self.blocks[0].style.size if self.blocks else 0

    @property
    def width(self) -> Length:
        """The width of its widest line."""
        return widest(self.blocks)


def widest(blocks: Sequence[SetBlock]) -> Length:
    """The width of the widest of some lines."""
    return max((line_width(block) for block in blocks), default=0)


def display_rules(rules: LineRules) -> LineRules:
    """Rules of display lines: marks inside take half an em, those at the edges stand with their ink, none hangs."""
    return replace(rules, edge_end=EdgeEnd.TRIM, punctuation=PunctuationStyle.KAIMING, hanging=Hanging.NEVER)


def display_line(text: str, style: TextStyle, setter: Setter) -> SetBlock:
    """One display line at its natural width from x = 0, never broken, its edges aligned by ink."""
    shaped = setter.shaper.shape((StyledText(text, style),), display_rules(setter.styles.lines))
    lines = compose(shaped, Measure(max(shaped.natural[-1] + style.size, 1)), align=Align.LEFT)
    edged = tuple(trimmed_edges(shaped, line, setter.shaper.faces) for line in lines)
    return SetBlock(shaped, edged, style)


def fit_lines(
    texts: Sequence[str], style: TextStyle, setter: Setter, width: Length, *, most: Length | None = None
) -> tuple[SetBlock, ...]:
    """Lines in the largest size in which all fit ``width`` within the limits of ``style.fit``; ``most`` bounds it.

    In the smallest size, tracked and narrowed to the limits, when none fits; :func:`widest` tells.
    """
    fit = style.fit or Fit((style.size,))
    sizes = tuple(size for size in fit.sizes if most is None or size <= most) or fit.sizes[-1:]
    blocks: tuple[SetBlock, ...] = ()
    for size in sizes:
        blocks = in_size(texts, style, size, setter, width)
        if widest(blocks) <= width:
            break
    return blocks


def in_size(
    texts: Sequence[str], style: TextStyle, size: Length, setter: Setter, width: Length
) -> tuple[SetBlock, ...]:
    """Lines in one size: natural where they fit, else tracked, else narrowed; widened to ``fill`` in the largest."""
    fit = style.fit or Fit((size,))

    def tracked(permille: int) -> tuple[SetBlock, ...]:
        tracking = style.tracking + size * permille // MILLI
        sized = replace(style, size=size, leading=0, fit=None, tracking=tracking)
        return tuple(display_line(text, sized, setter) for text in texts)

    natural = tracked(0)
    need = widest(natural)
    if need > width:
        return _narrowed(natural, fit, width, tracked)
    wanted = width * fit.fill // MILLI
    if size == fit.sizes[0] and need < wanted:
        return _widened(natural, fit, wanted, tracked)
    return natural


_Tracked = Callable[[int], tuple[SetBlock, ...]]


def _narrowed(
    natural: tuple[SetBlock, ...], fit: Fit, width: Length, tracked: _Tracked
) -> tuple[SetBlock, ...]:
    blocks = natural
    if fit.tracking_least < 0:
        blocks = tracked(fit.tracking_least)
        if widest(blocks) <= width:
            return tracked(least_change(fit.tracking_least, lambda by: widest(tracked(by)) <= width))
    stretch = max(fit.squeeze_least, width * MILLI // max(widest(blocks), 1))
    return tuple(replace(block, stretch=min(stretch, MILLI)) for block in blocks)


def _widened(
    natural: tuple[SetBlock, ...], fit: Fit, wanted: Length, tracked: _Tracked
) -> tuple[SetBlock, ...]:
    blocks = natural
    if fit.tracking_most > 0:
        blocks = tracked(fit.tracking_most)
        if widest(blocks) >= wanted:
            return tracked(least_change(fit.tracking_most, lambda by: widest(tracked(by)) >= wanted))
    stretch = min(fit.squeeze_most, wanted * MILLI // max(widest(blocks), 1))
    return tuple(replace(block, stretch=max(stretch, MILLI)) for block in blocks)


def least_change(limit: int, enough: Callable[[int], bool]) -> int:
    """The tracking nearest to none, up to ``limit`` thousandths, that is enough; the limit itself is known to be."""
    low, high = 0, abs(limit)
    sign = -1 if limit < 0 else 1
    while high - low > 1:
        middle = (low + high) // 2
        if enough(sign * middle):
            high = middle
        else:
            low = middle
    return sign * high


def fit_head(
    texts: Sequence[str], marks: Sequence[int], style: TextStyle, setter: Setter, width: Length
) -> FittedHead:
    """A part of a headline block: its lines as they were given, or one line broken as its style allows."""
    whole = FittedHead(fit_lines(texts, style, setter, width))
    if len(texts) != 1:
        return whole
    if not needs_break(style, whole.size, fits=whole.width <= width):
        return replace(whole, places=places_for(texts[0], marks, setter) if marks else NOWHERE)
    places = places_for(texts[0], marks, setter)
    least = whole.size if whole.width <= width else 0
    # A head that had to be broken is long enough.
    narrow = replace(style, fit=replace(style.fit, fill=0)) if style.fit is not None else style
    cuts = ways(texts[0], places, style, setter, WritingMode.HORIZONTAL)
    for size in sizes_of_broken(style, least):
        for cut in cuts:
            blocks = in_size(lines_of(texts[0], cut), narrow, size, setter, width)
            if widest(blocks) <= width:
                return FittedHead(blocks, cut, places)
    return replace(whole, places=places)


def breakable(style: TextStyle, marks: Sequence[int]) -> TextStyle:
    """The style with as many lines allowed as the marks of the editor ask for: they win over the style's own number."""
    if not marks:
        return style
    fit = style.fit or Fit((style.size,))
    return replace(style, fit=replace(fit, lines=max(fit.lines, min(len(marks) + 1, MOST_LINES))))


def needs_break(style: TextStyle, size: Length, *, fits: bool) -> bool:
    """Whether a headline that stands in one line in this size is to be broken: below the size of its style, or too wide."""
    fit = style.fit
    if fit is None or fit.lines == 1:
        return False
    return not fits or size < min(style.size, fit.sizes[0])


def sizes_of_broken(style: TextStyle, above: Length) -> tuple[Length, ...]:
    """Sizes a broken headline may have, from the style's own down to those still larger than ``above``."""
    sizes = style.fit.sizes if style.fit is not None else (style.size,)
    return tuple(size for size in sizes if above < size <= max(style.size, sizes[-1]))


def places_for(text: str, marks: Sequence[int], setter: Setter) -> Places:
    """Where a headline of one line may be broken, by the rules of the page."""
    return places_in(text, marks, display_rules(setter.styles.lines), setter.shaper.words)


def ways(text: str, places: Places, style: TextStyle, setter: Setter, mode: WritingMode) -> tuple[Cut, ...]:
    """The cuts of a headline into up to as many lines as its style allows, in the order they are to be tried."""
    if style.fit is None or not places.offsets:
        return ()
    shaped = setter.shaper.shape((StyledText(text, style),), display_rules(setter.styles.lines), mode)

    def width_of(first: int, last: int) -> Length:
        while last > first and text[last - 1].isspace():
            last -= 1
        while first < last and text[first].isspace():
            first += 1
        return natural_width(shaped, shaped.atom_at(first), shaped.atom_at(last)) if last > first else 0

    return cuts_in(text, places, style.fit.lines, width_of)
