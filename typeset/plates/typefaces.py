"""Fonts as text operators need them: codes of a string, how far each goes, which were used (ISO 32000-1, 9.6 to 9.8)."""

from __future__ import annotations

from typing import Final

import pikepdf
from msgspec import Struct, field

from typeset.plates.cmaps import CMap, cmap_of
from typeset.plates.matrix import IDENTITY, Matrix
from typeset.plates.values import Reference, entry, items, matrix_of, number, numbers, reference, whole, word

_MOST_WIDTHS: Final = 100_000
_USUAL_HEIGHT: Final = (0.88, -0.12)
_TYPE3: Final = (0.001, 0.0, 0.0, 0.001, 0.0, 0.0)


class Typeface(Struct):
    """A font of the document. ``used`` grows while pages are walked: the codes that were shown.

    ``widths`` are in em by code (simple fonts) or CID; ``matrix`` is that of a Type3 font, else thousandths.
    """

    number: int
    dictionary: pikepdf.Object
    kind: str
    name: str
    cmap: CMap | None
    widths: dict[int, float]
    usual_width: float
    vertical: bool
    rise_fall: tuple[float, float]
    matrix: Matrix = IDENTITY
    used: set[int] = field(default_factory=set)

    @property
    def descendant(self) -> object:
        """The CIDFont of a Type0 font; else the font itself."""
        return (
            next(items(entry(self.dictionary, "/DescendantFonts"), 1), None) if self.cmap else self.dictionary
        )

    @property
    def descriptor(self) -> object:
        """Its font descriptor, or None."""
        return entry(self.descendant, "/FontDescriptor")

    def codes(self, text: bytes) -> list[tuple[int, int]]:
        """The codes of a string, each with its number of bytes."""
        return self.cmap.codes(text) if self.cmap else [(byte, 1) for byte in text]

    def width(self, code: int) -> float:
        """How far a code goes, in em (for a Type3 font: in its own text units)."""
        if self.cmap is None:
            return self.widths.get(code, self.usual_width)
        cid = self.cmap.cid(code)
        return self.usual_width if cid is None else self.widths.get(cid, self.usual_width)


def typeface(dictionary: pikepdf.Object, place: int) -> Typeface:
    """A font dictionary read; what is missing has the value the standard gives it."""
    kind = word(entry(dictionary, "/Subtype")) or "?"
    name = word(entry(dictionary, "/BaseFont")) or word(entry(dictionary, "/Name")) or "?"
    if kind == "Type0":
        cmap = cmap_of(entry(dictionary, "/Encoding"))
        below = next(items(entry(dictionary, "/DescendantFonts"), 1), None)
        usual = number(entry(below, "/DW"), 1000.0) / 1000
        widths = {cid: w / 1000 for cid, w in cid_widths(entry(below, "/W")).items()}
        height = _height(entry(below, "/FontDescriptor"))
        return Typeface(place, dictionary, kind, name, cmap, widths, usual, cmap.vertical, height)
    matrix = matrix_of(entry(dictionary, "/FontMatrix")) if kind == "Type3" else IDENTITY
    if matrix == IDENTITY and kind == "Type3":
        matrix = _TYPE3
    scale = matrix[0] if kind == "Type3" else 0.001
    descriptor = entry(dictionary, "/FontDescriptor")
    first = whole(entry(dictionary, "/FirstChar"))
    widths = {first + i: w * scale for i, w in enumerate(numbers(entry(dictionary, "/Widths"), 256))}
    usual = number(entry(descriptor, "/MissingWidth")) / 1000
    if not widths and kind != "Type3":
        # One of the fourteen standard fonts without widths; half an em is near enough for a box.
        usual = 0.5
    return Typeface(
        place,
        dictionary,
        kind,
        name,
        None,
        widths,
        usual,
        vertical=False,
        rise_fall=_height(descriptor),
        matrix=matrix,
    )


def cid_widths(value: object) -> dict[int, float]:
    """The W array of a CIDFont as CID to thousandths of an em."""
    widths: dict[int, float] = {}
    parts = list(items(value))
    place = 0
    while place + 1 < len(parts) and len(widths) < _MOST_WIDTHS:
        first, then = whole(parts[place]), parts[place + 1]
        if isinstance(then, pikepdf.Array):
            widths.update((first + i, w) for i, w in enumerate(numbers(then, _MOST_WIDTHS)))
            place += 2
        elif place + 2 < len(parts):
            width, last = number(parts[place + 2]), min(whole(then), first + _MOST_WIDTHS)
            widths.update((cid, width) for cid in range(first, last + 1))
            place += 3
        else:
            break
    return widths


def _height(descriptor: object) -> tuple[float, float]:
    """Ascent and descent in em; those of an ideograph where a font does not say or says what cannot be."""
    rise, fall = number(entry(descriptor, "/Ascent")) / 1000, number(entry(descriptor, "/Descent")) / 1000
    tallest = 2.0
    return (rise, min(fall, -fall)) if 0 < rise < tallest and abs(fall) < tallest else _USUAL_HEIGHT


class Fonts:
    """The fonts of a document, each read once; ``all`` is in the order of their first use."""

    def __init__(self) -> None:
        self.all: list[Typeface] = []
        self._known: dict[Reference, Typeface] = {}

    def of(self, dictionary: object) -> Typeface | None:
        """The font a dictionary stands for; None for what is no dictionary."""
        if not isinstance(dictionary, pikepdf.Dictionary):
            return None
        key = reference(dictionary)
        if key is not None and key in self._known:
            return self._known[key]
        face = typeface(dictionary, len(self.all))
        self.all.append(face)
        if key is not None:
            self._known[key] = face
        return face
