"""Which plates a colour is on, and which it speaks for: what overprinting is decided by (ISO 32000-1, 8.6.7)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from msgspec import Struct

PROCESS: Final = ("C", "M", "Y", "K")
"""The plates of the four process inks, in the order they are printed and told."""

ALL: Final = "All"
"""The colorant of registration marks: full on every plate there is."""

LIGHT: Final = "light"
"""Not a plate: what a luminosity mask is made of. No spot colour bears this name here (see spot_plate)."""

_PROCESS_NAMES: Final = {"Cyan": "C", "Magenta": "M", "Yellow": "Y", "Black": "K"}

ToCmyk = Callable[[float, float, float], tuple[float, float, float, float]]
"""RGB to inks, all 0 to 1."""


def plain_cmyk(r: float, g: float, b: float) -> tuple[float, float, float, float]:
    """RGB to inks by the formula of ISO 32000-1, 10.3.5, with all of the grey on the black plate."""
    k = 1 - max(r, g, b)
    return 1 - r - k, 1 - g - k, 1 - b - k, k


def spot_plate(colorant: str) -> str:
    """The plate a colorant of Separation or DeviceN prints on; a spot never takes the name of a process plate."""
    if colorant in _PROCESS_NAMES:
        return _PROCESS_NAMES[colorant]
    return f"{colorant} (spot)" if colorant in {*PROCESS, LIGHT} else colorant


class Colour(Struct, frozen=True):
    """A colour as a page sets it.

    ``family`` is the name of its space (``DeviceCMYK``, ``Separation`` …), ``components`` what was set. ``inks`` are
    the amounts, 0 to 1, on the plates it speaks for; ``direct``: DeviceCMYK, set as such, so that overprint mode 1
    holds. ``alternate`` is the family below ICCBased, Separation, DeviceN, Indexed or Pattern, ``rgb`` what it
    looks like, for luminosity masks. ``pattern`` names what fills instead of a flat colour.
    """

    family: str
    components: tuple[float, ...] = ()
    inks: tuple[tuple[str, float], ...] = ()
    direct: bool = False
    alternate: str = ""
    rgb: tuple[float, float, float] = (0.0, 0.0, 0.0)
    pattern: str = ""

    def amount(self, plate: str) -> float:
        """How much of this plate's ink it is, 0 to 1."""
        if plate == LIGHT:
            r, g, b = self.rgb
            return 1 - (0.3 * r + 0.59 * g + 0.11 * b)
        return next((amount for name, amount in self.inks if name in {plate, ALL}), 0.0)

    def speaks_for(self, plate: str) -> bool:
        """Whether its space has this plate at all; what it does not speak for, overprint leaves as it is."""
        return plate == LIGHT or any(name in {plate, ALL} for name, _ in self.inks)

    def paints(self, plate: str, *, overprint: bool, mode: int, sampled: bool = False) -> bool:
        """Whether painting with it changes the plate: without overprint always, be it to white.

        Args:
            plate: the plate.
            overprint: OP or op of the graphics state.
            mode: OPM; in mode 1 a zero of direct DeviceCMYK is no white (not for images and shadings: ``sampled``).
            sampled: whether images or shadings are painted.
        """
        if self.family == NO_INK.family:
            return False
        if not overprint or plate == LIGHT:
            return True
        if not self.speaks_for(plate):
            return False
        return not (mode == 1 and self.direct and not sampled and self.amount(plate) == 0)

    @property
    def total(self) -> float:
        """The sum of its inks: 2.4 is 240 %."""
        return sum(amount for _, amount in self.inks)

    @property
    def plates(self) -> tuple[str, ...]:
        """The plates it puts ink on."""
        return tuple(name for name, amount in self.inks if amount > 0)


NO_INK: Final = Colour("None")
"""The colorant /None: it marks nothing on any plate."""


def process(c: float, m: float, y: float, k: float) -> tuple[tuple[str, float], ...]:
    """Amounts on the four process plates, cut to 0 to 1."""
    return tuple((p, min(max(v, 0.0), 1.0)) for p, v in zip(PROCESS, (c, m, y, k), strict=True))


BLACK: Final = Colour("DeviceGray", (0.0,), process(0, 0, 0, 1))
"""What pages, tiles and glyphs begin with (ISO 32000-1, table 52)."""
