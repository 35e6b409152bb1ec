"""Showing glyphs: the operand of ``TJ`` that puts each glyph where the display list says.

A viewer moves on by the advance the font states; where the next glyph stands elsewhere, the array carries an
adjustment. The pen is followed in whole numbers with the adjustments as they are written, so that their
rounding never adds up.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from typeset.render.pdf.numbers import decimal, nearest
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
        codes: four hexadecimal digits a glyph.
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
    parts: list[str] = []
    run: list[str] = []
    pen = xs[0] * 1_000_000 * scale
    for i, code in enumerate(codes):
        run.append(code)
        if i + 1 == len(codes):
            break
        pen += widths[i] * scale * step
        wanted = xs[i + 1] * 1_000_000 * scale
        if wanted != pen:
            adjustment = nearest(pen - wanted, step)
            if adjustment:
                written = decimal(-adjustment if down else adjustment, places)
                parts.append(f"<{''.join(run)}>{written}")
                run = []
                pen -= adjustment * step
    last = f"<{''.join(run)}>"
    return f"[{''.join(parts)}{last}] TJ" if parts else f"{last} Tj"
