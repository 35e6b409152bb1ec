"""Colours of a placed PDF as the press can print them: which stay as they are, and what the others become."""

from __future__ import annotations

from typing import Final

from typeset.model.style import DARKNESS
from typeset.plates import Colour
from typeset.plates.inks import PROCESS
from typeset.plates.spaces import Space, colour
from typeset.repro import ColourConverter, Wanted

_DEVICE: Final = frozenset({"DeviceGray", "DeviceCMYK"})
_NAMED: Final = frozenset({"Separation", "DeviceN"})

Inks = tuple[float, float, float, float]
"""Cyan, magenta, yellow, black, each from 0 to 1."""


class AdInks:
    """What colours become under ``wanted``; every RGB colour is converted once."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self._converter = ColourConverter(wanted)

    def keeps(self, space: Space) -> bool:
        """Whether colours of a space may stay (print.md §1, "Colour"; issue 6, 3)."""
        if space.family == "Pattern":
            return space.base is None or self.keeps(space.base)
        if space.replaced:
            return False
        if self.wanted.black_only:
            return space.family == "DeviceGray"
        if space.family == "Indexed":
            return space.base is not None and self.keeps(space.base)
        if space.family in _NAMED:
            return self.wanted.spot_plates and space.alternate in _DEVICE
        return space.family in _DEVICE

    def inks(self, space: Space, components: tuple[float, ...]) -> Inks:
        """What a colour becomes on the four plates; in black alone where the page is."""
        if space.family in _NAMED and space.base is not None and space.tint is not None:
            return self.inks(space.base, space.tint(components))
        found = colour(space, components, self.to_cmyk)
        return self._in_black(found) if self.wanted.black_only else _amounts(found)

    def to_cmyk(self, red: float, green: float, blue: float) -> Inks:
        """The inks of a colour of a screen, its parts from 0 to 1."""
        return self._converter.to_cmyk(red, green, blue)

    @staticmethod
    def _in_black(found: Colour) -> Inks:
        *chroma, black = _amounts(found)
        dark = sum(ink * share for ink, share in zip(chroma, DARKNESS, strict=True)) / 1000
        return 0.0, 0.0, 0.0, 1 - (1 - dark) * (1 - black)


def _amounts(found: Colour) -> Inks:
    c, m, y, k = (found.amount(plate) for plate in PROCESS)
    return c, m, y, k
