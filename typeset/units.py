"""Lengths of the trade: whole thousandths of a point, and the words people write them in.

Every length inside the engine is an ``int`` of 1/1000 pt (1 pt = 1/72 inch), so that sums are exact and
the same on every machine. ``字`` (body characters) and ``行`` (grid rows) depend on the house style and are
resolved where it is known, with :class:`Units`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from msgspec import Struct, field

Length = int
"""Thousandths of a point."""

PT: Final[Length] = 1000
MM: Final = Decimal(72000) / Decimal("25.4")

# clreq.md §12.2, column "GB/Word", with 新五号 and 特号 as newspapers use them (press sizes, configurable).
SIZE_NAMES: Final[Mapping[str, Length]] = {
    "特号": 56_000,
    "初号": 42_000,
    "小初": 36_000,
    "一号": 26_000,
    "小一": 24_000,
    "二号": 22_000,
    "小二": 18_000,
    "三号": 16_000,
    "小三": 15_000,
    "四号": 14_000,
    "小四": 12_000,
    "五号": 10_500,
    "新五号": 9_750,
    "小五": 9_000,
    "六号": 7_500,
    "小六": 6_500,
    "七号": 5_500,
    "八号": 5_000,
}

EM_ASCENT: Final = 880
"""How much of an ideograph's em square stands above its baseline, in thousandths (OpenType `ideo`; 120 are below)."""

_NUMBER_WITH_UNIT = re.compile(r"^\s*(-?\d+(?:\.\d+)?)\s*(pt|mm|cm|in|字|行)\s*$")


class UnitError(ValueError):
    """A text that is no length; ``args[0]`` is the text."""


def pt(value: float | int | str) -> Length:
    """Points as a length."""
    return int((Decimal(str(value)) * PT).to_integral_value())


def mm(value: float | int | str) -> Length:
    """Millimetres as a length, rounded to 1/1000 pt."""
    return int((Decimal(str(value)) * MM).to_integral_value())


def to_pt(length: Length) -> float:
    """A length in points, for reports and for PDF numbers."""
    return length / PT


class Units(Struct, frozen=True):
    """What relative units mean in one house style.

    ``body`` is the size of a body character (1字), ``leading`` the height of a grid row (1行); either may be
    0 while the house style itself is being read, and then its unit is refused.
    """

    body: Length = 0
    leading: Length = 0
    sizes: Mapping[str, Length] = field(default_factory=lambda: SIZE_NAMES)

    def length(self, text: str) -> Length:
        """Read ``390mm``, ``13.5pt``, ``2字``, ``8行`` or a size name such as ``小五``.

        Raises:
            UnitError: when the text is none of these, or its unit is not known here.
        """
        named = self.sizes.get(text.strip())
        if named is not None:
            return named
        match = _NUMBER_WITH_UNIT.match(text)
        if match is None:
            raise UnitError(text)
        value, unit = Decimal(match[1]), match[2]
        factor = self._factor(unit)
        if not factor:
            raise UnitError(text)
        return int((value * factor).to_integral_value())

    def _factor(self, unit: str) -> Decimal:
        factors = {
            "pt": Decimal(PT),
            "mm": MM,
            "cm": MM * 10,
            "in": Decimal(72 * PT),
            "字": Decimal(self.body),
            "行": Decimal(self.leading),
        }
        return factors[unit]
