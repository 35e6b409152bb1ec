"""How well the model and the profile made from it agree with measured patches."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from typeset.repro.newsprint.aims import Lab
from typeset.repro.newsprint.colour import difference
from typeset.repro.newsprint.model import Amounts, Newsprint

Patch = tuple[Amounts, Lab]
"""Tone values from 0 to 1 and the measured colour."""

_FIELDS = ("CMYK_C", "CMYK_M", "CMYK_Y", "CMYK_K", "LAB_L", "LAB_A", "LAB_B")


class Fit(Struct, frozen=True):
    """CIEDE2000 over a number of patches."""

    patches: int
    mean: float
    most: float
    at: Amounts

    def __str__(self) -> str:
        inks = " ".join(f"{100 * amount:.0f}" for amount in self.at)
        return f"{self.patches} patches, mean dE00 {self.mean:.2f}, maximum {self.most:.2f} (C M Y K {inks})"


def measured(text: str) -> tuple[Patch, ...]:
    """The patches of a CGATS file with CMYK in percent and CIELAB.

    Raises:
        ValueError: when it lacks one of these columns, or holds what is no number.
    """
    words = text.split()
    names = words[words.index("BEGIN_DATA_FORMAT") + 1 : words.index("END_DATA_FORMAT")]
    columns = [names.index(field) for field in _FIELDS]
    data = words[words.index("BEGIN_DATA") + 1 : words.index("END_DATA")]
    rows = (data[i : i + len(names)] for i in range(0, len(data), len(names)))
    patches = []
    for row in rows:
        c, m, y, k, lightness, a, b = (float(row[column]) for column in columns)
        patches.append(((c / 100, m / 100, y / 100, k / 100), (lightness, a, b)))
    return tuple(patches)


def fit_of_model(patches: Sequence[Patch]) -> Fit:
    """How far the print model is from measured patches."""
    model = Newsprint()
    return _fit(patches, [model.lab(amounts) for amounts, _ in patches])


def fit_of_profile(patches: Sequence[Patch], profile: bytes) -> Fit:
    """How far a profile's absolute colorimetric colours (A2B) are from measured patches."""
    return _fit(patches, absolute_lab([amounts for amounts, _ in patches], profile))


def absolute_lab(amounts: Sequence[Amounts], profile: bytes) -> list[Lab]:
    """CIELAB, paper included, of combinations of inks as a profile has them; eight bits in and out."""
    import io

    from PIL import Image, ImageCms

    image = Image.frombytes(
        "CMYK", (len(amounts), 1), bytes(round(255 * amount) for four in amounts for amount in four)
    )
    transform = ImageCms.buildTransform(
        ImageCms.ImageCmsProfile(io.BytesIO(profile)),
        ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")),
        "CMYK",
        "LAB",
        renderingIntent=ImageCms.Intent.ABSOLUTE_COLORIMETRIC,
    )
    data = transform.apply(image).tobytes()
    return [(data[i] * 100 / 255, _signed(data[i + 1]), _signed(data[i + 2])) for i in range(0, len(data), 3)]


def _signed(byte: int) -> float:
    return float((byte ^ 0x80) - 0x80)


def _fit(patches: Sequence[Patch], colours: Sequence[Lab]) -> Fit:
    found = [difference(colour, lab) for colour, (_, lab) in zip(colours, patches, strict=True)]
    most = max(found)
    return Fit(len(found), sum(found) / len(found), most, patches[found.index(most)][0])
