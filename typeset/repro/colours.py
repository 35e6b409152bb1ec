"""Single RGB colours, as YAML and SVG have them, as inks of the press."""

from __future__ import annotations

from PIL import Image

from typeset.repro.inks import limited
from typeset.repro.separating import Separator
from typeset.repro.wanted import Wanted

Inks = tuple[int, int, int, int]
"""C, M, Y, K in thousandths of full coverage."""


class ColourConverter:
    """Converts RGB colours for one press; every colour is converted once."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._separator = Separator(wanted)
        self._known: dict[tuple[int, int, int], Inks] = {}

    def converted(self, red: int, green: int, blue: int) -> Inks:
        """The inks of an sRGB colour, each part from 0 to 255; a neutral one is black ink alone, black is solid black."""
        colour = red, green, blue
        if colour not in self._known:
            self._known[colour] = self._inks(colour)
        return self._known[colour]

    def to_cmyk(self, red: float, green: float, blue: float) -> tuple[float, float, float, float]:
        """The same with all parts from 0 to 1, as plates ask for it."""
        c, m, y, k = self.converted(round(red * 255), round(green * 255), round(blue * 255))
        return c / 1000, m / 1000, y / 1000, k / 1000

    def _inks(self, colour: tuple[int, int, int]) -> Inks:
        pixel = Image.new("RGB", (1, 1), colour)
        made, _ = self._separator.separated(pixel, b"", line_art=True)
        if made.mode == "L":
            return 0, 0, 0, _thousandths(255 - made.tobytes()[0])
        c, m, y, k = limited(made, self._wanted.ink_limit).tobytes()
        return _thousandths(c), _thousandths(m), _thousandths(y), _thousandths(k)


def converted(red: int, green: int, blue: int, wanted: Wanted) -> Inks:
    """The inks of one sRGB colour; for several, a :class:`ColourConverter` is quicker."""
    return ColourConverter(wanted).converted(red, green, blue)


def _thousandths(level: int) -> int:
    return (level * 1000 + 127) // 255
