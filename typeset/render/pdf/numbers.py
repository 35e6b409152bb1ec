"""Numbers as PDF operators take them: decimal, at most three places, never an exponent."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

_PLACES: Final = 3


@lru_cache(maxsize=65536)
def thousandths(value: int) -> str:
    """A whole number of thousandths, as 9750 → ``9.75``: points from a length, or ink from a colour.

    Remembered: a page has some thousand lengths and says each many times.
    """
    return decimal(value, _PLACES)


def decimal(value: int, places: int) -> str:
    """A whole number of units of the last of ``places`` decimal places, without needless zeros."""
    if not places:
        return str(value)
    digits = str(abs(value)).rjust(places + 1, "0")
    whole, part = digits[:-places], digits[-places:].rstrip("0")
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}.{part}" if part else f"{sign}{whole}"
