"""What the plant asks for (印刷要求): standard, condition, inks and their limits, marks, names of files."""

from __future__ import annotations

import enum
from typing import Final

from msgspec import Struct

from typeset.units import Length, mm, pt

_SQUARE: Final = mm(15)
_THINNEST: Final = pt("0.25")
_REVERSED: Final = pt(10)
_COLOURED: Final = pt(10)


class Standard(enum.Enum):
    """The standards of page files: ISO 15930-1 (PDF/X-1a:2001), 15930-4 (PDF/X-1a:2003), 15930-7 (PDF/X-4)."""

    PDFX_1A = "pdfx-1a"
    PDFX_1A_2003 = "pdfx-1a-2003"
    PDFX_4 = "pdfx-4"

    @property
    def title(self) -> str:
        """The name people know it by, and files claim it by."""
        return _TITLES[self]

    @property
    def allows_transparency(self) -> bool:
        """Whether soft masks, blends and layers may stay; else there are inks alone."""
        return self is Standard.PDFX_4

    @property
    def highest_version(self) -> str:
        """The highest version of PDF it allows."""
        return _VERSIONS[self]


_TITLES: Final = {
    Standard.PDFX_1A: "PDF/X-1a:2001",
    Standard.PDFX_1A_2003: "PDF/X-1a:2003",
    Standard.PDFX_4: "PDF/X-4",
}
_VERSIONS: Final = {Standard.PDFX_1A: "1.3", Standard.PDFX_1A_2003: "1.4", Standard.PDFX_4: "1.6"}


class Mark(enum.Enum):
    """Marks outside the trim: crop and fold marks, registration, colour bar, and a slug line that names the page."""

    CROP = "crop"
    FOLD = "fold"
    REGISTRATION = "registration"
    BAR = "bar"
    SLUG = "slug"


class Inks(enum.Enum):
    """What a page is printed in: process colours, or black alone."""

    PROCESS = "process"
    BLACK = "black"


class Rendering(enum.Enum):
    """How colours are brought into those of the press (ICC rendering intents)."""

    RELATIVE = "relative"
    PERCEPTUAL = "perceptual"
    SATURATION = "saturation"
    ABSOLUTE = "absolute"


class SpreadFiles(enum.Enum):
    """How two pages with something over their fold are delivered: a file each, or both as one page besides."""

    HALVES = "halves"
    WHOLE = "whole"


# Names the ICC registry of CMYK characterisation data has for newsprint (print.md §3); spaces matter.
REGISTERED: Final = frozenset(
    {"IFRA26", "JCN2002", "CGATS TR 002", "FOGRA42", "FOGRA48", "CGATS21-2-CRPC1", "CGATS21-2-CRPC2"}
)
BUNDLED_PROFILE: Final = "newsprint"
"""What the profile that comes with the package is called in a house style."""


class Printing(Struct, frozen=True, kw_only=True):
    """What holds for the files of one page.

    ``condition`` is the name of a registered printing condition, ``profile`` the plant's ICC file, relative to the workspace, or
    :data:`BUNDLED_PROFILE`. Ink is in whole percents: colours are brought to ``ink_target``, and a page is refused where the
    mean of any square with ``ink_square`` sides is above ``ink_limit``. ``picture_ppi`` is the most the press can use,
    ``least_ppi`` the least it needs. ``least_rule``, ``least_reversed`` and
    ``least_coloured`` are what rules, reversed type and type of several inks must measure. ``file_name`` is a pattern for page files, "" for their plain numbers, ``paper_code``
    what stands in it for the paper. ``sheets`` is how many
    pages stand on a side of the imposed sheets that are made besides, 0 for none.
    """

    standard: Standard = Standard.PDFX_1A
    condition: str = "IFRA26"
    profile: str = BUNDLED_PROFILE
    rendering: Rendering = Rendering.RELATIVE
    black_point: bool = True
    inks: Inks = Inks.PROCESS
    spot_plates: bool = True
    ink_target: int = 220
    ink_limit: int = 240
    ink_square: Length = _SQUARE
    picture_ppi: int = 200
    least_ppi: int = 150
    least_rule: Length = _THINNEST
    least_reversed: Length = _REVERSED
    least_coloured: Length = _COLOURED
    marks: tuple[Mark, ...] = ()
    spreads: SpreadFiles = SpreadFiles.HALVES
    sheets: int = 0
    file_name: str = ""
    paper_code: str = ""

    @property
    def is_registered(self) -> bool:
        """Whether the condition needs no profile to be understood."""
        return self.condition in REGISTERED


USUAL: Final = Printing()
"""What holds where a house style says nothing."""
