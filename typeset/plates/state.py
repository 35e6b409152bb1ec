"""The graphics state while a page is walked (ISO 32000-1, 8.4); copied at every ``q``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from typeset.plates.inks import BLACK, Colour
from typeset.plates.matrix import IDENTITY, Box, Matrix
from typeset.plates.spaces import GRAY, Space

if TYPE_CHECKING:
    from typeset.plates.typefaces import Typeface


class Ink(Struct):
    """Space and colour of fills or of strokes; ``pattern`` is the name under which the output knows a pattern."""

    space: Space = GRAY
    colour: Colour = BLACK
    pattern: str = ""


class State(Struct):
    """What painting depends on. ``fill`` and ``stroke`` are replaced, never changed.

    ``group_alpha``, ``group_blend`` and ``group_mask`` are those of the transparency groups round it, which their content cannot change.
    """

    clip: Box
    ctm: Matrix = IDENTITY
    fill: Ink = field(default_factory=Ink)
    stroke: Ink = field(default_factory=Ink)
    fill_overprint: bool = False
    stroke_overprint: bool = False
    mode: int = 0
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    blend: str = "Normal"
    soft_mask: bool = False
    width: float = 1.0
    face: Typeface | None = None
    face_name: str = ""
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    render: int = 0
    group_alpha: float = 1.0
    group_blend: str = "Normal"
    group_mask: bool = False
