"""What a press wants of a picture, what it gets, and what had to be done to the picture for it."""

from __future__ import annotations

import enum
import zlib

from msgspec import Struct, field
from PIL import Image

from typeset.model.placed import Outline
from typeset.repro.profiles import PressProfile, bundled
from typeset.units import Length

Size = tuple[Length, Length]
"""Width and height of a picture in its place."""


class Intent(enum.Enum):
    """How colours a press cannot print are brought into its range (ICC.1:2001-04, Annex A)."""

    PERCEPTUAL = "perceptual"
    RELATIVE = "relative"
    SATURATION = "saturation"
    ABSOLUTE = "absolute"


class Wanted(Struct, frozen=True, kw_only=True):
    """How pictures are prepared.

    ``bpc`` is black-point compensation, for the relative intent. ``ink_limit`` is the sum of all inks in percent, in any pixel.
    ``grey`` makes everything black only. ``ppi`` and ``line_ppi`` are the most the press makes use of, in photographs and in
    line art of one bit, ``least_ppi`` the least it needs. ``alpha`` says that the page may have soft masks; without it transparency is laid on paper. ``mask`` is
    a greyscale picture file that is laid over the picture: what is white in it is shown. ``spot_plates`` says that placed PDFs may keep
    plates of spot colours.
    """

    profile: PressProfile = field(default_factory=bundled)
    intent: Intent = Intent.RELATIVE
    bpc: bool = True
    ink_limit: int = 220
    grey: bool = False
    ppi: int = 200
    line_ppi: int = 1200
    least_ppi: int = 150
    alpha: bool = False
    mask: bytes | None = None
    spot_plates: bool = True

    @property
    def black_only(self) -> bool:
        """Whether pictures have black ink only."""
        return self.grey or self.profile.space == "GRAY"


class Did(enum.Enum):
    """What can be done to a picture."""

    FROM_RGB = "from-rgb"
    FROM_CMYK = "from-cmyk"
    FROM_GREY = "from-grey"
    TURNED_GREY = "turned-grey"
    PROFILE_IGNORED = "profile-ignored"
    FROM_SIXTEEN_BITS = "from-sixteen-bits"
    FLATTENED = "flattened"
    MASKED = "masked"
    RESAMPLED = "resampled"
    INK_REDUCED = "ink-reduced"


class Change(Struct, frozen=True):
    """One thing that was done.

    ``source`` is the name of the profile colours came from, "" for none (RGB is then taken as sRGB). ``before`` and ``after``
    are pixels an inch where it was resampled (0: its size is not known), percent where ink was reduced.
    """

    did: Did
    source: str = ""
    before: int = 0
    after: int = 0


class Looked(Struct, frozen=True):
    """What is known of a picture before it is prepared, from its head and from fewer pixels than it has.

    ``changes``, ``bits`` and ``ppi`` are those of :class:`Prepared`. ``inks`` is the picture upright and small, grey (0 is full ink) or CMYK, ``opacity``
    the soft mask it will have in the same size, None when it has none. ``outline`` is its clipping path, upright as well, in millionths of its width and height.
    """

    changes: tuple[Change, ...]
    bits: int
    ppi: int | None
    inks: Image.Image
    opacity: Image.Image | None = None
    outline: tuple[Outline, ...] | None = None


class Prepared(Struct, frozen=True, kw_only=True):
    """A picture as it goes into a page.

    ``data`` is a JPEG file where ``is_jpeg``, else the samples, rows padded to bytes, put through Flate; ``inverted`` says that 0
    means full ink. ``orientation`` is the EXIF value, 1 to 8, whoever places the picture has still to honour. ``soft_mask`` has 8 bits a
    pixel and the same size, through Flate as well. ``outline`` is its clipping path, in millionths of its width and height from the top left corner
    of the samples. ``ppi`` is the resolution it came with in its place (None: no place is known), ``most_ink`` the largest
    sum of inks in percent.
    """

    width: int
    height: int
    space: str
    bits: int
    data: bytes
    is_jpeg: bool = False
    inverted: bool = False
    orientation: int = 1
    soft_mask: bytes | None = None
    outline: tuple[Outline, ...] | None = None
    ppi: int | None = None
    most_ink: int = 0
    changes: tuple[Change, ...] = ()

    @property
    def samples(self) -> bytes:
        """The samples of a picture that is no JPEG."""
        return zlib.decompress(self.data)
