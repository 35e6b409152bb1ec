"""What a page paints, as values: one :class:`Painted` for each time something is filled, stroked, shown or placed."""

from __future__ import annotations

import enum

from msgspec import Struct

from typeset.plates.inks import Colour
from typeset.plates.matrix import Box


class Kind(enum.Enum):
    """What was painted."""

    FILL = "fill"
    STROKE = "stroke"
    TEXT = "text"
    IMAGE = "image"
    SHADING = "shading"


class Inside(enum.Enum):
    """Where in the file the painting stands."""

    PAGE = "page"
    PATTERN = "pattern"
    GLYPH = "glyph"
    MASK = "mask"
    ANNOTATION = "annotation"


class Trouble(enum.Enum):
    """What kept a page from being taken apart whole."""

    BROKEN = "broken"
    TOO_MANY = "too-many"
    TOO_DEEP = "too-deep"
    CIRCULAR = "circular"
    TOO_LONG = "too-long"
    DAMAGED = "damaged"
    UNKNOWN_OPERATOR = "unknown-operator"
    MISSING = "missing"
    TOO_LARGE = "too-large"


class ImageFacts(Struct, frozen=True):
    """An image: its pixels, bits a component, colour family, filters; ppi at the size it is placed, the lower one."""

    width: int
    height: int
    bits: int
    stencil: bool
    filters: tuple[str, ...]
    ppi: float
    masked: bool


class Painted(Struct, frozen=True, kw_only=True):
    """One painting.

    ``box`` is what it can mark, cut to the clip in force, in points of the page's own space; empty when it is
    clipped away. ``colour`` is that of the fill (for text in mode 1 and strokes that of the stroke); of an image
    or shading its components are empty and its inks name the plates its space speaks for. ``size`` is the em of
    text in points on the page, ``width`` of a stroke likewise (0 is the thinnest a device can). ``state`` names the
    entries of the graphics state a press file must not have, such as ``TR``.
    """

    kind: Kind
    box: Box
    colour: Colour
    overprint: bool = False
    mode: int = 0
    alpha: float = 1.0
    blend: str = "Normal"
    soft_mask: bool = False
    inside: Inside = Inside.PAGE
    font: int | None = None
    size: float = 0.0
    render: int = 0
    width: float = 0.0
    image: ImageFacts | None = None
    layer: bool = False
    hidden: bool = False
    blank: bool = False

    @property
    def seen(self) -> bool:
        """Whether it can leave a mark: not clipped away, not invisible text, not of a layer that is off."""
        return not (self.box.empty or self.hidden or self.blank or self.alpha <= 0)
