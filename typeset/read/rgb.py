"""Red, green and blue as ink."""

from __future__ import annotations

_FULL = 255
_GREY = 6


def plain_inks(red: int, green: int, blue: int) -> tuple[int, int, int, int]:
    """Without a profile: greys in black alone, else as much black as all three share (PDF 10.3.4, with full black generation)."""
    black = _FULL - max(red, green, blue)
    if max(red, green, blue) - min(red, green, blue) <= _GREY:
        return 0, 0, 0, round((_FULL - green) * 1000 / _FULL)
    room = _FULL - black
    c, m, y = (round((_FULL - one - black) * 1000 / room) for one in (red, green, blue))
    return c, m, y, round(black * 1000 / _FULL)
