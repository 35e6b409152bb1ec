"""What a preflight found a PDF to be: facts of its pages and the findings on them. Lengths are millimetres."""

from __future__ import annotations

from msgspec import Struct

from typeset.findings import Finding


class JudgedBox(Struct, frozen=True, kw_only=True):
    """A box of a page: its name (``TrimBox``), its left lower corner and size in mm."""

    name: str
    x: float
    y: float
    width: float
    height: float


class JudgedFont(Struct, frozen=True, kw_only=True):
    """A font a page sets type in, by the name the file gives it; ``kind`` is its type in PDF (``Type0``)."""

    name: str
    kind: str
    embedded: bool
    subset: bool


class JudgedPage(Struct, frozen=True, kw_only=True):
    """One page: its number from 1, its trim, what is on its plates.

    ``plates`` are the plates with ink and the share of the trim they cover, 0 to 1; ``most_ink`` is the highest
    sum of all plates as a mean over a square (2.4 is 240 %), ``most_ink_at`` that square's left upper corner in mm
    from the trim's top left. Both are empty and 0 when the page was not drawn.
    """

    number: int
    width: float
    height: float
    boxes: tuple[JudgedBox, ...] = ()
    fonts: tuple[JudgedFont, ...] = ()
    plates: tuple[tuple[str, float], ...] = ()
    most_ink: float = 0.0
    most_ink_at: tuple[float, float] = (0.0, 0.0)


class Judged(Struct, frozen=True, kw_only=True):
    """One file. ``read`` is False when it could not be read at all; then there are findings and no pages.

    ``claimed`` is the standard the file claims in its own words (``PDF/X-1a:2001``), None for none; ``standard``
    the one it was judged by (``pdfx-1a``).
    """

    file: str
    standard: str
    read: bool = True
    claimed: str | None = None
    version: str = ""
    condition: str | None = None
    pages: tuple[JudgedPage, ...] = ()
    findings: tuple[Finding, ...] = ()
