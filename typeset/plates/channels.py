"""What of an image is on a plate: its planes to one channel of ink, 255 for full ink."""

from __future__ import annotations

from typing import Final

from PIL import Image, ImageChops, ImageFilter

from typeset.plates.inks import ALL, LIGHT, PROCESS, ToCmyk, spot_plate
from typeset.plates.samples import Samples
from typeset.plates.spaces import Space, colour

_LATTICE: Final = 17


def channel(samples: Samples, space: Space, plate: str, to_cmyk: ToCmyk) -> Image.Image:
    """The ink of one plate; a plate the space does not name is empty."""
    if space.family == "Indexed":
        table = [round(255 * colour(space, (float(i),), to_cmyk).amount(plate)) for i in range(256)]
        return samples.planes[0].point(table)
    if space.family in {"Separation", "DeviceN"}:
        return _named(samples, space, plate)
    if plate not in {*PROCESS, LIGHT}:
        return _empty(samples)
    if space.components == 1:
        first = samples.planes[0]
        return ImageChops.invert(first) if plate in {"K", LIGHT} else _empty(samples)
    if space.components == 4:  # noqa: PLR2004 - inks
        if plate == LIGHT:
            return _lightness(samples.planes)
        return samples.planes[PROCESS.index(plate)]
    if plate == LIGHT:
        return ImageChops.invert(Image.merge("RGB", samples.planes[:3]).convert("L"))
    return inked(samples, space, to_cmyk).planes[PROCESS.index(plate)]


def _empty(samples: Samples) -> Image.Image:
    return Image.new("L", samples.planes[0].size, 0)


def _named(samples: Samples, space: Space, plate: str) -> Image.Image:
    for name, plane in zip(space.names, samples.planes, strict=False):
        if name != "None" and (name == ALL or spot_plate(name) == plate):
            return plane
    return _empty(samples)


def _lightness(planes: tuple[Image.Image, ...]) -> Image.Image:
    inks = [ImageChops.add(p, planes[3]) for p in planes[:3]]
    return ImageChops.invert(Image.merge("RGB", [ImageChops.invert(p) for p in inks]).convert("L"))


def inked(samples: Samples, space: Space, to_cmyk: ToCmyk) -> Samples:
    """Three components as four inks, through a lattice of the conversion: it is asked thousands of times, not millions."""
    decode = space.decode(8)

    def inks(a: float, b: float, c: float) -> tuple[float, ...]:
        given = tuple(
            decode[2 * i] + v * (decode[2 * i + 1] - decode[2 * i]) for i, v in enumerate((a, b, c))
        )
        return tuple(amount for _, amount in colour(space, given, to_cmyk).inks)

    lattice = ImageFilter.Color3DLUT.generate(_LATTICE, inks, channels=4, target_mode="CMYK")
    return Samples(Image.merge("RGB", samples.planes[:3]).filter(lattice).split())
