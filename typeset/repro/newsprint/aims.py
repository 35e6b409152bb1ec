"""What coldset printing on newsprint aims at, as published: CIELAB (D50, 2 degrees) of solids, overprints and half tones.

The values are those of ISO 12647-3 as the trade's data and handbooks repeat them (40 lines a centimetre, tone value increase 26 %,
white backing); no measurement of any plant is in here. Only ten of the sixteen solids are published; the others are estimated by
:mod:`typeset.repro.newsprint.model`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

Lab = tuple[float, float, float]
"""L*, a*, b*."""

SOLIDS: Final[Mapping[str, Lab]] = {
    "": (85.2, 0.9, 5.2),
    "C": (59.1, -23.9, -27.1),
    "M": (55.5, 47.6, 0.7),
    "Y": (80.4, -1.4, 61.6),
    "K": (36.8, 1.5, 4.5),
    "CM": (42.4, 7.0, -22.7),
    "CY": (54.9, -34.3, 17.5),
    "MY": (53.8, 44.8, 26.0),
    "CMY": (40.4, 0.1, 0.4),
    "CMYK": (31.9, 0.2, 0.6),
}
"""Solids and their overprints by the inks in them, in the order C, M, Y, K; the empty one is the paper."""

HALF_TONES: Final[Mapping[str, float]] = {"C": 68.3, "M": 64.8, "Y": 81.8, "K": 55.1}
"""L* of each ink at a tone value of 50 %."""

TONE_INCREASE: Final = 0.26
"""Tone value increase at 50 %, black."""
