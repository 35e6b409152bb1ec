"""Arithmetic of colour: CIELAB and XYZ (D50), and the CIEDE2000 difference of two colours."""

from __future__ import annotations

from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt
from typing import Final

from typeset.repro.newsprint.aims import Lab

XYZ = tuple[float, float, float]
"""Tristimulus values relative to the perfect diffuser, Y from 0 to 1."""

_WHITE: Final[XYZ] = (0.9642, 1.0, 0.8249)
_LINEAR_TO: Final = 216 / 24389
_SLOPE: Final = 24389 / 27
_25_TO_7: Final = 25.0**7


def to_xyz(lab: Lab) -> XYZ:
    """XYZ of a CIELAB colour."""
    middle = (lab[0] + 16) / 116
    x, y, z = (
        white * (f**3 if f**3 > _LINEAR_TO else (116 * f - 16) / _SLOPE)
        for white, f in zip(_WHITE, (middle + lab[1] / 500, middle, middle - lab[2] / 200), strict=True)
    )
    return x, y, z


def to_lab(xyz: XYZ) -> Lab:
    """CIELAB of an XYZ colour."""
    relative = [value / white for value, white in zip(xyz, _WHITE, strict=True)]
    x, y, z = (r ** (1 / 3) if r > _LINEAR_TO else (_SLOPE * r + 16) / 116 for r in relative)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: Lab, other: Lab) -> float:
    """CIEDE2000 with all weights 1 (Sharma, Wu and Dalal, "The CIEDE2000 Color-Difference Formula", 2005)."""
    chroma = (hypot(one[1], one[2]) + hypot(other[1], other[2])) / 2
    stretch = 1.5 - 0.5 * sqrt(chroma**7 / (chroma**7 + _25_TO_7))
    (l1, c1, h1), (l2, c2, h2) = (_polar(lab, stretch) for lab in (one, other))
    turn = _turn(h1, h2) if c1 * c2 else 0.0
    dl, dc, dh = l2 - l1, c2 - c1, 2 * sqrt(c1 * c2) * sin(radians(turn / 2))
    light, mean = (l1 + l2) / 2, (c1 + c2) / 2
    hue = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    t = (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )
    weight_l = 1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2)
    weight_c, weight_h = 1 + 0.045 * mean, 1 + 0.015 * mean * t
    blue = 60 * exp(-(((hue - 275) / 25) ** 2))
    rotation = -2 * sqrt(mean**7 / (mean**7 + _25_TO_7)) * sin(radians(blue))
    l_part, c_part, h_part = dl / weight_l, dc / weight_c, dh / weight_h
    return sqrt(max(l_part**2 + c_part**2 + h_part**2 + rotation * c_part * h_part, 0.0))


def _polar(lab: Lab, stretch: float) -> Lab:
    a = lab[1] * stretch
    return lab[0], hypot(a, lab[2]), degrees(atan2(lab[2], a)) % 360


def _turn(from_hue: float, to_hue: float) -> float:
    """The shorter way from one hue to the other, in degrees."""
    turn = to_hue - from_hue
    return turn - 360 * round(turn / 360)
