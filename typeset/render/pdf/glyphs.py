"""Showing glyphs: the operand of ``TJ`` that puts each glyph where the display list says.

A viewer moves on by the advance the font states; where the next glyph stands elsewhere, the array carries an
adjustment. The pen is followed in whole numbers with the adjustments as they are written, so that their
rounding never adds up.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from operator import sub
from typing import Final

from typeset.render.pdf.numbers import decimal
from typeset.units import Length

# An adjustment is in thousandths of an em, so its step grows with the size; a step of at most 0.01 pt rounds to
# 0.005 pt.
_FINE: Final = 10_000_000


def show(
    codes: Sequence[str],
    widths: Sequence[int],
    xs: Sequence[Length],
    *,
    size: Length,
    stretch: int,
    down: bool = False,
) -> str:
    """The operator that shows glyphs from the pen, which stands at ``xs[0]``.

    Args:
        codes: what stands for each glyph in a string.
        widths: the advances the font states, thousandths of an em.
        xs: where each glyph stands along the line.
        size: size of the type.
        stretch: width in thousandths of the natural one.
        down: the line runs down the page, where an adjustment moves on and not back (PDF 9.4.3).
    """
    step = size * stretch  # a thousandth of an em, in millionths of a length unit
    places, scale = 0, 1
    while step > _FINE * scale:
        places, scale = places + 1, scale * 10
    # How far the pen is ahead of where the next glyph stands, in the unit of `step`, and a length unit in it.
    ahead, unit, step_scaled = 0, 1_000_000 * scale, scale * step
    written: list[str] = []
    adjusted = False
    moves = map(sub, islice(xs, 1, None), xs)
    for code, width, move in zip(codes, widths, moves, strict=False):
        written.append(code)
        ahead += width * step_scaled - move * unit
        if ahead:
            adjustment = (2 * ahead + step) // (2 * step)
            if adjustment:
                written.append(_between(-adjustment if down else adjustment, places))
                ahead -= adjustment * step
                adjusted = True
    written.append(codes[-1])
    shown = "".join(written)
    return f"[({shown})]TJ" if adjusted else f"({shown})Tj"


@lru_cache(maxsize=8192)
def _between(adjustment: int, places: int) -> str:
    """An adjustment with the end of the string before it and the beginning of the next; a page has few of them."""
    return f"){decimal(adjustment, places)}("
