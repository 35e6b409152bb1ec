"""What a combination of inks looks like on newsprint: a Neugebauer model with Yule and Nielsen's factor, from published aims only.

Dots of four inks, laid over each other by chance, leave sixteen kinds of places on the paper; the colour of a tint is the mean
of theirs, weighted by the area each covers (Neugebauer 1937), where light that wanders in the paper is taken into account by
taking the mean of roots (Yule and Nielsen 1951).

Where nothing is published the model says so by what it assumes:

* Of the sixteen solids six are not published, those of black with one or two other inks. Their lightness follows from densities:
  an ink adds a constant share of its own density to black, the share that the published overprint of all four inks shows. Their
  colour is that of a grey scale between black and four inks, with :data:`KEPT` of the chroma the inks have without black.
* The dot grows along its edge, so gain is a parabola over the tone value; its height at 50 % is fixed by the published half
  tone of each ink.

:data:`FACTOR` and :data:`KEPT` are the two figures no aim fixes. They were chosen among round values by comparing the model with
measured newsprint (``python -m typeset.repro.newsprint --check``).
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from math import log
from typing import Final

from typeset.repro.newsprint.aims import HALF_TONES, SOLIDS, Lab
from typeset.repro.newsprint.colour import XYZ, to_lab, to_xyz

INKS: Final = "CMYK"
FACTOR: Final = 2.0
"""Yule and Nielsen's factor: 1 for no scattering, 2 for paper in which light wanders far."""
KEPT: Final = 0.22
"""How much of its chroma a colour keeps when black is printed with it."""
_HALF: Final = 0.5

Amounts = tuple[float, float, float, float]
"""C, M, Y, K as tone values from 0 to 1."""


def solids() -> dict[str, Lab]:
    """The sixteen solids by their inks: those published, and six estimated ones."""
    with_black = {inks + "K": _with_black(SOLIDS[inks]) for inks in ("C", "M", "Y", "CM", "CY", "MY")}
    return dict(SOLIDS) | with_black


def _with_black(colour: Lab) -> Lab:
    """A solid colour with solid black."""
    paper, black, grey, all_four = (SOLIDS[inks] for inks in ("", "K", "CMY", "CMYK"))
    share = log(_luminance(all_four) / _luminance(black)) / log(_luminance(grey) / _luminance(paper))
    dark = _luminance(black) * (_luminance(colour) / _luminance(paper)) ** share
    way = (paper[0] - colour[0]) / (paper[0] - grey[0])
    a, b = (
        black[i] + (all_four[i] - black[i]) * way + KEPT * (colour[i] - paper[i] - (grey[i] - paper[i]) * way)
        for i in (1, 2)
    )
    return to_lab((0.0, dark, 0.0))[0], a, b


def _luminance(lab: Lab) -> float:
    return to_xyz(lab)[1]


class Newsprint:
    """Colours of printed newsprint by their tone values."""

    def __init__(self) -> None:
        roots = {inks: _roots(to_xyz(lab)) for inks, lab in solids().items()}
        self._gains = [_gain(roots, ink) for ink in INKS]
        self._places = [
            (covered, roots["".join(ink for ink, on in zip(INKS, covered, strict=True) if on)])
            for covered in product((False, True), repeat=len(INKS))
        ]

    def lab(self, amounts: Amounts) -> Lab:
        """CIELAB of a combination of tone values."""
        areas = [a + 4 * gain * a * (1 - a) for a, gain in zip(amounts, self._gains, strict=True)]
        mean = [0.0, 0.0, 0.0]
        for covered, roots in self._places:
            share = 1.0
            for on, area in zip(covered, areas, strict=True):
                share *= area if on else 1 - area
            mean = [sum_ + share * root for sum_, root in zip(mean, roots, strict=True)]
        x, y, z = (value**FACTOR for value in mean)
        return to_lab((x, y, z))


def _gain(roots: Mapping[str, XYZ], ink: str) -> float:
    """How much larger than 50 % the dot of an ink is at a tone value of 50 %, as the model sees it."""
    paper, solid = roots[""][1], roots[ink][1]
    half = _roots(to_xyz((HALF_TONES[ink], 0.0, 0.0)))[1]
    return (paper - half) / (paper - solid) - _HALF


def _roots(xyz: XYZ) -> XYZ:
    x, y, z = (value ** (1 / FACTOR) for value in xyz)
    return x, y, z
