"""Captions (图说): below, above or beside their picture, or reversed on its foot (压图); with a credit and a mark (▲)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.flow.setter import SetBlock, Setter
from typeset.model.layout import Rect
from typeset.model.placed import Item, Purpose, Tint
from typeset.model.story import Captioned
from typeset.model.style import Align, CaptionPlace, TextStyle
from typeset.text.justify import end_blank
from typeset.units import Length

MILLI: Final = 1000
# The mark points from the caption to its picture.
MARKS: Final[Mapping[CaptionPlace, str]] = MappingProxyType(
    {CaptionPlace.BELOW: "▲", CaptionPlace.ABOVE: "▼", CaptionPlace.LEFT: "▶", CaptionPlace.RIGHT: "◀"}
)
_BESIDE: Final = frozenset({CaptionPlace.LEFT, CaptionPlace.RIGHT})
# A caption beside its picture leaves that at least half of the width.
_MOST_BESIDE: Final = 500
# White round a caption on its picture, in thousandths of its size.
_PAD: Final = 400


class Caption(Struct, frozen=True):
    """A caption that is set: its lines, the credit's, and the width and height of both together.

    ``gap`` is the white between it and its picture.
    """

    place: CaptionPlace
    text: SetBlock | None
    credit: SetBlock | None
    width: Length
    height: Length
    gap: Length

    @property
    def stacked(self) -> Length:
        """What it adds to the height of its picture: its own and the white between them."""
        above_or_below = self.place in {CaptionPlace.BELOW, CaptionPlace.ABOVE}
        return self.height + self.gap if self.height and above_or_below else 0

    @property
    def overlaid(self) -> Length:
        """How high its picture must be for a caption on it."""
        if not self.height or self.place is not CaptionPlace.OVER:
            return 0
        return self.height + 2 * ((self.text or self.credit or _nobody()).style.size * _PAD // MILLI)

    @property
    def beside(self) -> Length:
        """What it takes of the width of its picture."""
        return self.width + self.gap if self.height and self.place in _BESIDE else 0

    def picture(self, rect: Rect) -> Rect:
        """What a rectangle for both leaves for the picture."""
        x = rect.x + (self.beside if self.place is CaptionPlace.LEFT else 0)
        y = rect.y + (self.stacked if self.place is CaptionPlace.ABOVE else 0)
        return Rect(x, y, rect.width - self.beside, max(MILLI, rect.height - self.stacked))

    def items(self, shown: Rect) -> list[Item]:
        """The caption of a picture that is seen in a rectangle. One beside it stands level with its foot."""
        if not self.height:
            return []
        match self.place:
            case CaptionPlace.BELOW:
                return self._lines(shown.x, shown.bottom + self.gap)
            case CaptionPlace.ABOVE:
                return self._lines(shown.x, shown.y - self.gap - self.height)
            case CaptionPlace.LEFT:
                return self._lines(shown.x - self.gap - self.width, shown.bottom - self.height)
            case CaptionPlace.RIGHT:
                return self._lines(shown.right + self.gap, shown.bottom - self.height)
            case CaptionPlace.OVER:
                return self._reversed(shown)

    def _reversed(self, shown: Rect) -> list[Item]:
        style = (self.text or self.credit or _nobody()).style
        pad = style.size * _PAD // MILLI
        top = max(shown.y, shown.bottom - self.height - 2 * pad)
        items: list[Item] = []
        if style.background is not None:
            items.append(Tint(Rect(shown.x, top, shown.width, shown.bottom - top), style.background))
        return [*items, *self._lines(shown.x + pad, top + pad)]

    def _lines(self, x: Length, top: Length) -> list[Item]:
        items: list[Item] = []
        if self.text is not None:
            items.extend(self.text.place(x, top, Purpose.CAPTION))
        if self.credit is not None:
            beside = self.text is not None and self.height == self.text.height
            y = top
            if self.text is not None:
                y += self.text.height - (self.credit.height if beside else 0)
            items.extend(self.credit.place(x, y, Purpose.CAPTION))
        return items


def _nobody() -> SetBlock:
    raise AssertionError("a caption without lines has no height")


def caption_of(of: Captioned, setter: Setter, width: Length, gap: Length) -> Caption:
    """The caption of a picture for which, with it, there is so much width."""
    rules = setter.styles.captions
    place = of.caption_place or rules.place
    over = place is CaptionPlace.OVER
    style, credit_style = setter.style("caption"), setter.style("credit")
    if over:
        style = setter.style("caption_over")
        # Reversed type is no smaller than the caption it stands beside: a press fills small white type.
        size = max(credit_style.size, style.size)
        credit_style = replace(credit_style, size=size, colour=style.colour, background=style.background)
    if over:
        width -= 2 * (style.size * _PAD // MILLI)
    elif place in _BESIDE:
        width = min(rules.width * style.size // MILLI, width * _MOST_BESIDE // MILLI - gap)
    text = _text(of, place, style, setter, width) if of.caption else None
    credit = None
    if of.credit:
        align = Align.LEFT if place in _BESIDE else Align.RIGHT
        credit = setter.block(of.credit, credit_style, width, align=align)
    height = (text.height if text else 0) + (credit.height if credit else 0)
    if text is not None and credit is not None and place not in _BESIDE and _fits_beside(text, credit, width):
        height = text.height
    return Caption(place, text, credit, width, height, gap)


def _text(of: Captioned, place: CaptionPlace, style: TextStyle, setter: Setter, width: Length) -> SetBlock:
    text, strong = of.caption, of.caption_strong
    mark = MARKS.get(place, "") if setter.styles.captions.mark else ""
    if mark and not text.startswith(tuple(MARKS.values())):
        text = mark + text
        strong = tuple((first + 1, last + 1) for first, last in strong)
    return setter.block(text, style, width, strong=strong)


def _fits_beside(text: SetBlock, credit: SetBlock, width: Length) -> bool:
    """Whether the credit, flush right, fits into the last line of the caption."""
    if len(credit.lines) != 1:
        return False
    line = credit.lines[0]
    credit_width = line.width - line.xs[0]
    last = text.lines[-1]
    used = last.width - end_blank(text.shaped, last.last)
    return used + text.style.size + credit_width <= width
