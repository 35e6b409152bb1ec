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
    return _converted(samples, space, plate, to_cmyk)


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


def _converted(samples: Samples, space: Space, plate: str, to_cmyk: ToCmyk) -> Image.Image:
    """Three components through a lattice of the conversion, so that it is asked a few thousand times and not a million."""
    merged = Image.merge("RGB", samples.planes[:3])
    decode = space.decode(8)

    def amounts(a: float, b: float, c: float) -> tuple[float, float, float]:
        given = tuple(
            decode[2 * i] + v * (decode[2 * i + 1] - decode[2 * i]) for i, v in enumerate((a, b, c))
        )
        amount = colour(space, given, to_cmyk).amount(plate)
        return (amount, amount, amount)

    lattice = ImageFilter.Color3DLUT.generate(_LATTICE, amounts)
    return merged.filter(lattice).getchannel(0)
