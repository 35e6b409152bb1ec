"""Vertical heads: lines from right to left in some columns of a story, kicker and deck beside the headline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.findings import Finding
from typeset.flow.grid import PageGrid
from typeset.flow.head import FOOT, MILLI, Beside, Head, column_counts
from typeset.flow.headbreak import NOWHERE, Cut, Places, lines_of
from typeset.flow.headfit import breakable, least_change, needs_break, places_for, sizes_of_broken, ways
from typeset.flow.headtold import of_breaks, too_wide
from typeset.flow.rules import horizontal
from typeset.flow.setter import SetBlock, SetColumn, Setter, aligned_x, line_width
from typeset.flow.tagged import HEADING, paragraph, within
from typeset.flow.vertical import place_column
from typeset.model.layout import HeadlineSpec, Rect, Side
from typeset.model.placed import Item, Purpose, Tint
from typeset.model.story import HeadlineBlock, Story
from typeset.model.style import Align, GroundOver, TextStyle, WritingMode
from typeset.units import Length

# Columns of a vertical headline stand this many thousandths of their size apart, axis to axis.
_PITCH: Final = 1250
# White above and below a line on a ground, in thousandths of its size.
_GROUND_PAD: Final = 250


class _Fitted(Struct, frozen=True):
    """The lines of a vertical head, right to left, and in how many story columns they stand."""

    columns: int
    parts: tuple[SetColumn, ...]
    size: Length = 0
    cut: Cut = ()
    places: Places = NOWHERE

    @property
    def height(self) -> Length:
        """How far the longest line reaches down, its ground counted in."""
        return max((part.height + 2 * _pad(part.style) for part in self.parts), default=0)

    @property
    def width(self) -> Length:
        """The width of all lines with the white between them."""
        return sum(part.style.size * _PITCH // MILLI for part in self.parts)


def _pad(style: TextStyle) -> Length:
    return style.size * _GROUND_PAD // MILLI if style.background is not None else 0


def vertical_head(
    story: Story, spec: HeadlineSpec, setter: Setter, beside: Beside, grid: PageGrid, *, upright: bool = False
) -> Head:
    """The block with its lines from right to left, the byline below them, in the first columns of ``beside``.

    In an ``upright`` story, set vertically itself, the byline is the last of the lines, at their foot.
    """
    byline = None if upright else _byline(story, spec, setter, beside)
    foot: Length = byline.height + byline.style.white_above + byline.style.white_below if byline else 0
    rules = dict(spec.rules)
    half = grid.leading // 2
    above, below = (half if side in rules else 0 for side in (Side.ABOVE, Side.BELOW))
    room = Room(beside.height - foot - above - below, beside, line_width(byline) if byline else 0)
    fitted = _Fitter(story.block, spec, setter, room, upright).best()
    white = grid.leading * FOOT // MILLI
    full = above + fitted.height + foot + below
    rows = grid.rows_for(min(beside.height, full + white))
    if spec.place.is_side:
        rows = beside.height // grid.leading
    box = Rect(beside.left(fitted.columns), beside.top, beside.width(fitted.columns), full)
    spare = max(0, rows * grid.leading - full - white)
    share = (
        {Align.LEFT: 0, Align.RIGHT: spare}.get(spec.align, spare // 2) if spec.place.is_side else spare // 2
    )
    box = replace(box, y=box.y + share)
    items: list[Item] = []
    if Side.ABOVE in rules:
        items += horizontal(box.x, box.right, box.y + half // 2, rules[Side.ABOVE])
    items += _lines(fitted, replace(box, y=box.y + above), upright=upright and bool(story.block.byline))
    if byline is not None:
        y = box.y + above + fitted.height + byline.style.white_above
        placed = byline.place(aligned_x(byline, box.x, box.width, Align.CENTER), y, Purpose.HEAD)
        items += within(placed, paragraph("byline"))
    if Side.BELOW in rules:
        items += horizontal(box.x, box.right, box.bottom - half // 2, rules[Side.BELOW])
    return Head(rows, fitted.columns, tuple(items), _told(story, spec, setter, fitted, room))


class Room(Struct, frozen=True):
    """How far lines may reach down, the columns they may stand in, and how wide the byline below them is."""

    height: Length
    beside: Beside
    byline: Length = 0

    def counts(self, spec: HeadlineSpec) -> range:
        """How many columns may be taken, the fewest first: as many as the byline needs, if there are so many."""
        counts = column_counts(spec, len(self.beside.lefts))
        enough = (count for count in counts if self.beside.width(count) >= self.byline)
        return range(next(enough, counts[-1]), counts[-1] + 1)


def _told(
    story: Story, spec: HeadlineSpec, setter: Setter, fitted: _Fitted, room: Room
) -> tuple[Finding, ...]:
    text = "".join(story.block.headline)
    found = of_breaks(story, "headline", text, fitted.cut, fitted.places)
    over = max(fitted.height - room.height, fitted.width - room.beside.width(fitted.columns))
    if over > 0:
        style = setter.style(spec.style)
        one = len(story.block.headline) == 1
        # Vertical lines are not squeezed.
        plain = replace(style, fit=replace(style.fit, squeeze_least=MILLI)) if style.fit else style
        found.insert(0, too_wide(story, "headline", text, plain, over, one_line=one))
    return tuple(found)


def _byline(story: Story, spec: HeadlineSpec, setter: Setter, beside: Beside) -> SetBlock | None:
    if not story.block.byline:
        return None
    most = beside.width(column_counts(spec, len(beside.lefts))[-1])
    return setter.fitted_line(story.block.byline, setter.style("byline"), most)


def _lines(fitted: _Fitted, box: Rect, *, upright: bool) -> list[Item]:
    """The lines in the middle of the width, all from the same height down, each on its ground."""
    items: list[Item] = []
    axis = box.x + (box.width + fitted.width) // 2
    for part in fitted.parts:
        pitch, style, pad = part.style.size * _PITCH // MILLI, part.style, _pad(part.style)
        if style.background is not None:
            height = part.height + 2 * pad
            if style.background_over is GroundOver.WIDTH:
                height = fitted.height
            items.append(Tint(Rect(axis - pitch, box.y, pitch, height), style.background))
        # A byline, the last line, stands at the foot.
        top = box.y + (fitted.height - part.height if upright and part is fitted.parts[-1] else pad)
        placed = place_column(part.shaped, part.line, axis - pitch // 2, top, Purpose.HEAD)
        items += within(placed, part.part) if part.part is not None else placed
        axis -= pitch
    return items


class _Fitter(Struct, frozen=True):
    """Looks for the fewest columns and the largest size in which the lines of a block fit."""

    block: HeadlineBlock
    spec: HeadlineSpec
    setter: Setter
    room: Room
    upright: bool = False

    @property
    def style(self) -> TextStyle:
        """The style of the headline."""
        return breakable(self.setter.style(self.spec.style), self.block.marks_of("headline"))

    def best(self) -> _Fitted:
        """The smallest size in the most columns when none fits."""
        texts = self.block.headline
        places = NOWHERE
        if len(texts) == 1 and self.style.fit is not None and self.style.fit.lines > 1:
            places = places_for(texts[0], self.block.marks_of("headline"), self.setter)
        whole = best = _Fitted(1, ())
        for columns in self.room.counts(self.spec):
            whole = replace(self._whole(columns), places=places)
            fits = self._fits(whole)
            if places.offsets and needs_break(self.style, whole.size, fits=fits):
                broken = self._broken(columns, places, whole.size if fits else 0)
                if broken is not None:
                    return broken
            # Among vertical lines a head takes as many as its size needs; elsewhere a column more would be dear.
            if fits and whole.size > best.size:
                best = whole
            if fits and (not self.upright or whole.size >= self.style.size):
                break
        return best if best.parts else whole

    def _whole(self, columns: int) -> _Fitted:
        """The lines as they were given, in the largest size in which they fit."""
        sizes = self.style.fit.sizes if self.style.fit is not None else (self.style.size,)
        tried = _Fitted(columns, ())
        for size in sizes:
            tried = self._in_size(columns, self.block.headline, size)
            if self._fits(tried):
                break
        return tried

    def _broken(self, columns: int, places: Places, above: Length) -> _Fitted | None:
        """One line broken, in a size larger than ``above``; None when that does not help."""
        (text,) = self.block.headline
        cuts = ways(text, places, self.style, self.setter, WritingMode.VERTICAL)
        for size in sizes_of_broken(self.style, above):
            for cut in cuts:
                tried = self._in_size(columns, lines_of(text, cut), size)
                if self._fits(tried):
                    return replace(tried, cut=cut, places=places)
        return None

    def _fits(self, fitted: _Fitted) -> bool:
        room = self.room
        return fitted.height <= room.height and fitted.width <= room.beside.width(fitted.columns)

    def _in_size(self, columns: int, texts: Sequence[str], size: Length) -> _Fitted:
        """All lines with the headline in one size, its tracking closed as far as it must be and may."""
        least = self.style.fit.tracking_least if self.style.fit is not None else 0

        def tracked(permille: int) -> _Fitted:
            tracking = self.style.tracking + size * permille // MILLI
            sized = replace(self.style, size=size, tracking=tracking)
            return _Fitted(columns, self._parts(texts, sized), size)

        natural = tracked(0)
        if self._fits(natural) or not least:
            return natural
        if not self._fits(tracked(least)):
            return tracked(least)
        return tracked(least_change(least, lambda by: self._fits(tracked(by))))

    def _parts(self, texts: Sequence[str], sized: TextStyle) -> tuple[SetColumn, ...]:
        """Vertical lines from right to left: kicker, headline, deck."""
        kicker, deck = self.setter.style(self.spec.kicker), self.setter.style(self.spec.deck)
        styled = [
            *((text, kicker, paragraph("kicker")) for text in self.block.kicker),
            *((text, sized, HEADING) for text in texts),
            *((text, deck, paragraph("deck")) for text in self.block.deck),
            *(
                ((self.block.byline, self.setter.style("byline"), paragraph("byline")),)
                if self.upright
                else ()
            ),
        ]
        return tuple(
            replace(self.setter.fitted_column(text, style), part=part) for text, style, part in styled if text
        )
