"""Small labels of layout aids and printers' marks: numbers, names, signs; in the face of the page's furniture."""

from __future__ import annotations

from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.flow.place import Spot, place_line
from typeset.flow.setter import SetBlock, Setter, line_width
from typeset.model.layout import Rect
from typeset.model.placed import Item, Purpose, Tint
from typeset.model.style import WHITE, Align, Colour
from typeset.units import EM_ASCENT, Length

MILLI: Final = 1000
LABEL_SIZE: Final[Length] = 4_500
NAME_SIZE: Final[Length] = 6_500
_PAD: Final[Length] = 1_000


class Labels(Struct, frozen=True):
    """Sets labels with the styles and faces of one page."""

    setter: Setter

    def write(
        self,
        text: str,
        x: Length,
        baseline: Length,
        colour: Colour,
        align: Align = Align.LEFT,
        *,
        size: Length = LABEL_SIZE,
    ) -> list[Item]:
        """A label that begins at ``x``, ends there, or has its middle there."""
        return _placed(self._block(text, colour, size), x, baseline, align)

    def width(self, text: str, size: Length = LABEL_SIZE) -> Length:
        """How wide a label comes."""
        return line_width(self._block(text, WHITE, size))

    def tag(
        self,
        text: str,
        x: Length,
        foot: Length,
        colour: Colour,
        align: Align = Align.LEFT,
        *,
        size: Length = LABEL_SIZE,
    ) -> list[Item]:
        """White on a ground of its own that stands on ``foot`` and begins at ``x`` or, flush right, ends there."""
        block = self._block(text, WHITE, size)
        width, height = line_width(block) + 2 * _PAD, size + _PAD
        left = x - width if align is Align.RIGHT else x
        baseline = foot - height + _PAD // 2 + EM_ASCENT * size // MILLI
        ground = Tint(Rect(left, foot - height, width, height), colour)
        return [ground, *_placed(block, left + _PAD, baseline, Align.LEFT)]

    def _block(self, text: str, colour: Colour, size: Length) -> SetBlock:
        """One line as wide as it comes."""
        style = self.setter.style("furniture")
        plain = replace(style, size=size, colour=colour, fit=None, indent=0, hang=0, leading=0, tracking=0)
        return self.setter.fitted_line(text, plain, 0)


def _placed(block: SetBlock, x: Length, baseline: Length, align: Align) -> list[Item]:
    shift = {Align.RIGHT: line_width(block), Align.CENTER: line_width(block) // 2}.get(align, 0)
    return place_line(block.shaped, block.lines[0], Spot(x - shift, baseline), Purpose.FURNITURE)
