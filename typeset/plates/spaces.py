"""Colour spaces (ISO 32000-1, 8.6) resolved to what matters to plates: components to amounts of ink."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import pikepdf

from typeset.plates.functions import Function
from typeset.plates.inks import NO_INK, Colour, ToCmyk, process, spot_plate

_RGB_LIKE: Final = frozenset(("DeviceRGB", "CalRGB"))


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space.

    ``names`` are the colorants of Separation and DeviceN, ``base`` the space below (alternate of ICCBased,
    Separation and DeviceN, base of Indexed, underlying space of a Pattern), ``table`` the entries of Indexed.
    ``spots`` are the plates of colorants that are no process inks. ``replaced``: a device space that a Default space of the resources stands in for.
    """

    family: str
    components: int
    names: tuple[str, ...] = ()
    base: Space | None = None
    table: bytes = b""
    tint: Function | None = field(default=None, compare=False)
    ranges: tuple[float, ...] = ()
    replaced: bool = False
    profile: pikepdf.Object | None = field(default=None, compare=False)
    spots: tuple[str, ...] = field(init=False, compare=False, default=())

    @property
    def alternate(self) -> str:
        """The family of the space below; "" when there is none."""
        return self.base.family if self.base else ""

    @property
    def first(self) -> tuple[float, ...]:
        """The colour a space starts with (ISO 32000-1, table 74)."""
        if self.family == "DeviceCMYK" or (self.family == "ICCBased" and self.components == 4):  # noqa: PLR2004
            return (0.0, 0.0, 0.0, 1.0)
        return (1.0 if self.family in {"Separation", "DeviceN"} else 0.0,) * self.components

    def __post_init__(self) -> None:
        object.__setattr__(self, "spots", self._spots())

    def _spots(self) -> tuple[str, ...]:
        if self.family in {"Indexed", "Pattern"} and self.base:
            return self.base.spots
        plates = (spot_plate(n) for n in self.names if n not in {"None", "All"})
        return tuple(p for p in plates if p not in {"C", "M", "Y", "K"})

    def decode(self, bits: int) -> tuple[float, ...]:
        """The Decode array an image of this space has by default."""
        if self.family == "Indexed":
            return (0.0, float((1 << bits) - 1))
        if self.family == "Lab":
            return (0.0, 100.0, *(self.ranges or (-100.0, 100.0, -100.0, 100.0)))
        return (0.0, 1.0) * self.components


GRAY: Final = Space("DeviceGray", 1)
RGB: Final = Space("DeviceRGB", 3)
CMYK: Final = Space("DeviceCMYK", 4)
PATTERN: Final = Space("Pattern", 0)
DEVICE: Final = {"DeviceGray": GRAY, "DeviceRGB": RGB, "DeviceCMYK": CMYK, "Pattern": PATTERN,
                 "G": GRAY, "RGB": RGB, "CMYK": CMYK, "CalCMYK": CMYK}  # fmt: skip


def colour(space: Space, components: tuple[float, ...], to_cmyk: ToCmyk) -> Colour:
    """The colour these components are in a space; missing ones count as 0."""
    missing = space.components - len(components)
    v = (*components, *(0.0,) * missing) if missing > 0 else components[: space.components]
    family = space.family
    if family == "Indexed" and space.base:
        size = space.base.components
        at = max(int(v[0]), 0) * size
        entry = space.table[at : at + size]
        below = colour(space.base, _stretched(space.base, entry), to_cmyk)
        return Colour(family, v, below.inks, alternate=space.base.family, rgb=below.rgb)
    if family in {"Separation", "DeviceN"}:
        return _named(space, v, to_cmyk)
    if family == "Pattern":
        return Colour(family)
    rgb = _rgb(space, v)
    if space.components == 4:  # noqa: PLR2004 - inks
        inks = process(v[0], v[1], v[2], v[3])
    elif space.components == 1:
        inks = process(0.0, 0.0, 0.0, 1 - v[0])
    else:
        inks = process(*to_cmyk(*rgb))
    return Colour(family, v, inks, family == "DeviceCMYK" and not space.replaced, space.alternate, rgb)


def _named(space: Space, v: tuple[float, ...], to_cmyk: ToCmyk) -> Colour:
    if all(name == "None" for name in space.names):
        return Colour(NO_INK.family, v, alternate=space.alternate)
    inks = tuple(
        (spot_plate(name), min(max(amount, 0.0), 1.0))
        for name, amount in zip(space.names, v, strict=False)
        if name != "None"
    )
    rgb = (0.0, 0.0, 0.0)
    if space.tint and space.base:
        rgb = colour(space.base, space.tint(v), to_cmyk).rgb
    return Colour(space.family, v, inks, alternate=space.alternate, rgb=rgb)


def _stretched(base: Space, entry: bytes) -> tuple[float, ...]:
    decode = base.decode(8)
    return tuple(
        decode[2 * i] + byte / 255 * (decode[2 * i + 1] - decode[2 * i]) for i, byte in enumerate(entry)
    )


def _rgb(space: Space, v: tuple[float, ...]) -> tuple[float, float, float]:
    if space.family == "Lab":
        return _lab(v[0], v[1], v[2])
    if space.components == 3:  # noqa: PLR2004 - red, green, blue
        r, g, b = (min(max(n, 0.0), 1.0) for n in v)
        return r, g, b
    if space.components == 4:  # noqa: PLR2004 - inks
        c, m, y, k = (min(max(n, 0.0), 1.0) for n in v)
        return (1 - c) * (1 - k), (1 - m) * (1 - k), (1 - y) * (1 - k)
    grey = min(max(v[0], 0.0), 1.0) if v else 0.0
    return grey, grey, grey


def _lab(lightness: float, a: float, b: float) -> tuple[float, float, float]:
    """CIELAB (D50) to sRGB, near enough to say which inks it will be."""
    mid = (lightness + 16) / 116
    x, y, z = (_cubed(t) for t in (mid + a / 500, mid, mid - b / 200))
    x, z = x * 0.9642, z * 0.8249
    linear = (
        3.1339 * x - 1.6169 * y - 0.4906 * z,
        -0.9788 * x + 1.9161 * y + 0.0335 * z,
        0.0719 * x - 0.2290 * y + 1.4052 * z,
    )
    red, green, blue = (min(max(n, 0.0), 1.0) ** (1 / 2.2) for n in linear)
    return red, green, blue


def _cubed(t: float) -> float:
    edge = 6 / 29
    return t**3 if t > edge else 3 * edge**2 * (t - 4 / 29)
