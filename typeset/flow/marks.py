"""Marks outside the trim (issue 6, 6): crop and fold marks, registration, colour bar, slug line.

None of them is on a page unless the plant asks: newspaper plants impose pages and add their own. They stand in the paper round the
bleed (``margin``), in coordinates of the trim, and only they may be in the colour that is on all plates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from msgspec import Struct

from typeset.flow.labels import Labels
from typeset.flow.outlines import circle
from typeset.model.layout import Rect
from typeset.model.placed import Item, LineStyle, Path, Rule, Tint
from typeset.model.printing import Inks, Mark
from typeset.model.style import BLACK, REGISTRATION, Colour
from typeset.units import Length, mm, pt

MARGIN: Final[Length] = mm(14)
"""The paper round the bleed that marks take."""

_PEN: Final[Length] = pt("0.25")
_CLEAR: Final[Length] = mm(3)
_OFF_BLEED: Final[Length] = mm(1)
_LONG: Final[Length] = mm(5)
_RADIUS: Final[Length] = mm("1.5")
_PATCH: Final[Length] = mm(5)
_SLUG: Final[Length] = pt(7)
_BETWEEN: Final[Length] = pt(9)
_FULL: Final = 1000
_HALF: Final = 500
_NAMES: Final = ("Cyan", "Magenta", "Yellow", "Black")
# A grey of three inks and the black of the same lightness beside it: on newsprint they look alike when inking is right.
_GREYS: Final = (
    Colour(300, 240, 220, 0),
    Colour(0, 0, 0, 300),
    Colour(500, 400, 370, 0),
    Colour(0, 0, 0, 500),
)


class Marked(Struct, frozen=True):
    """What marks are put round: a trim with its bleed, the folds across and down it, and the plates it needs.

    ``folds_across`` are heights of level folds and ``folds_down`` places of upright ones, from the trim's top left corner.
    """

    width: Length
    height: Length
    bleed: Length
    inks: Inks
    spots: tuple[Colour, ...] = ()
    folds_across: tuple[Length, ...] = ()
    folds_down: tuple[Length, ...] = ()
    slug: str = ""

    @property
    def near(self) -> Length:
        """How far from the trim marks begin: clear of the bleed, and of a knife that is not quite true."""
        return max(self.bleed + _OFF_BLEED, _CLEAR)

    @property
    def all_plates(self) -> Colour:
        """The colour of what is on every plate; there is but one where only black is printed."""
        return BLACK if self.inks is Inks.BLACK else REGISTRATION


def marks_round(sheet: Marked, wanted: Sequence[Mark], labels: Labels) -> tuple[Item, ...]:
    """The marks that are wanted, in drawing order."""
    items: list[Item] = []
    if Mark.CROP in wanted:
        items += _crop(sheet)
    if Mark.FOLD in wanted:
        items += _folds(sheet)
    if Mark.REGISTRATION in wanted:
        items += _registration(sheet)
    if Mark.BAR in wanted:
        items += _bar(sheet)
    if Mark.SLUG in wanted:
        items += _slug(sheet, labels)
    return tuple(items)


def spots_of(items: Iterable[Item]) -> tuple[Colour, ...]:
    """The spot colours of a page, whole, each once, in the order of their first use."""
    used = (getattr(item, "colour", None) for item in items)
    known = {
        colour.spot: Colour(colour.c, colour.m, colour.y, colour.k, spot=colour.spot)
        for colour in used
        if isinstance(colour, Colour) and colour.spot
    }
    return tuple(known.values())


def _liner(
    sheet: Marked, style: LineStyle = LineStyle.SOLID
) -> Callable[[Length, Length, Length, Length], Rule]:
    """Draws fine lines on every plate."""
    return lambda x0, y0, x1, y1: Rule(x0, y0, x1, y1, _PEN, sheet.all_plates, style)


def _crop(sheet: Marked) -> list[Item]:
    """Two lines at each corner, in line with the trim and clear of the bleed."""
    near, line = sheet.near, _liner(sheet)
    far = near + _LONG
    items: list[Item] = []
    for x in (0, sheet.width):
        items += [line(x, -far, x, -near), line(x, sheet.height + near, x, sheet.height + far)]
    for y in (0, sheet.height):
        items += [line(-far, y, -near, y), line(sheet.width + near, y, sheet.width + far, y)]
    return items


def _folds(sheet: Marked) -> list[Item]:
    """Dashed lines where the sheet is folded."""
    near, line = sheet.near, _liner(sheet, LineStyle.DASHED)
    far = near + _LONG
    items: list[Item] = []
    for y in sheet.folds_across:
        items += [
            line(-far, y, -near, y),
            line(sheet.width + near, y, sheet.width + far, y),
        ]
    for x in sheet.folds_down:
        items += [
            line(x, -far, x, -near),
            line(x, sheet.height + near, x, sheet.height + far),
        ]
    return items


def _registration(sheet: Marked) -> list[Item]:
    """A cross in a circle beside each edge, off the middle where a fold mark may be."""
    away = sheet.near + _LONG // 2
    places = (
        (sheet.width // 4, -away),
        (sheet.width * 3 // 4, sheet.height + away),
        (-away, sheet.height // 4),
        (sheet.width + away, sheet.height * 3 // 4),
    )
    arm, line = _RADIUS + _RADIUS // 2, _liner(sheet)
    items: list[Item] = []
    for x, y in places:
        items += [
            Path((circle((x, y), _RADIUS),), sheet.all_plates, _PEN),
            line(x - arm, y, x + arm, y),
            line(x, y - arm, x, y + arm),
        ]
    return items


def _bar(sheet: Marked) -> list[Item]:
    """Patches above the trim: each ink full and at half, greys, spot colours."""
    full = [Colour(*(_FULL if n == ink else 0 for n in range(4))) for ink in range(4)]
    half = [Colour(*(_HALF if n == ink else 0 for n in range(4))) for ink in range(4)]
    if sheet.inks is Inks.BLACK:
        colours = [full[3], half[3], _GREYS[1]]
    else:
        spots = [c for s in sheet.spots for c in (s, Colour(s.c, s.m, s.y, s.k, spot=s.spot, tint=_HALF))]
        colours = [*full, *half, *_GREYS, *spots]
    top = -sheet.near - _PATCH
    # Left of the middle, where no fold mark, and right of the registration mark, where no cross is.
    left = sheet.width // 2 + _PATCH
    return [
        Tint(Rect(left + n * _PATCH, top, _PATCH, _PATCH), colour)
        for n, colour in enumerate(colours)
        if left + (n + 1) * _PATCH <= sheet.width
    ]


def _slug(sheet: Marked, labels: Labels) -> list[Item]:
    """Paper, page, date and standard on every plate; then the name of each plate, in its own ink."""
    baseline = sheet.height + sheet.near + _LONG + _SLUG
    items = labels.write(sheet.slug, _BETWEEN, baseline, sheet.all_plates, size=_SLUG)
    at = _BETWEEN + labels.width(sheet.slug, _SLUG) + 2 * _BETWEEN
    plates = [
        (name, Colour(*(_FULL if n == ink else 0 for n in range(4)))) for ink, name in enumerate(_NAMES)
    ]
    if sheet.inks is Inks.BLACK:
        plates = plates[3:]
    else:
        plates += [(spot.spot, spot) for spot in sheet.spots]
    for name, colour in plates:
        items += labels.write(name, at, baseline, colour, size=_SLUG)
        at += labels.width(name, _SLUG) + _BETWEEN
    return items
