"""A drawing (矢量图) as its file says it, before it has its place: shapes and labels in units of its own.

Lengths are thousandths of the drawing's own unit, from its top left corner, y downwards.
"""

from __future__ import annotations

from msgspec import Struct

from typeset.model.placed import Outline
from typeset.model.style import Align, Colour
from typeset.units import Length


class Shape(Struct, frozen=True):
    """Outlines, filled where ``fill`` is a colour and then drawn with a pen where ``stroke`` is one.

    ``dash`` are the lengths of dashes and gaps in turn; ``even_odd`` says which of overlapping outlines are holes.
    """

    outlines: tuple[Outline, ...]
    fill: Colour | None = None
    stroke: Colour | None = None
    pen: Length = 0
    dash: tuple[Length, ...] = ()
    even_odd: bool = False


class LabelRun(Struct, frozen=True):
    """A stretch of a label in one look; ``families`` are the faces asked for, in order."""

    text: str
    size: Length
    families: tuple[str, ...]
    bold: bool
    colour: Colour


class Label(Struct, frozen=True):
    """A line of type by the point it is aligned at and its baseline; ``quarter`` turns it clockwise, −1 the other way."""

    runs: tuple[LabelRun, ...]
    x: Length
    y: Length
    align: Align = Align.LEFT
    quarter: int = 0


class Drawing(Struct, frozen=True):
    """Shapes and labels in the order they are drawn, on a sheet of this size."""

    width: Length
    height: Length
    marks: tuple[Shape | Label, ...]
