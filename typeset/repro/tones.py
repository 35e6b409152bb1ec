"""Greys as black ink: which tone value of black looks as light as a grey does."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from PIL import Image, ImageCms

from typeset.repro.profiles import PressProfile, Profile, cielab, opened_profile

_FULL: Final = 255
# Below this L* luminance is linear in it (CIE 15).
_LINEAR_TO: Final = 8
Levels = tuple[int, ...]
"""256 levels by a level of 8 bits."""


def lab_transform(profile: Profile, mode: str, *, pixels: bool = True) -> ImageCms.ImageCmsTransform:
    """From a profile's colours to CIELAB relative to its white.

    For ``pixels`` a table of colours is worked out first, so that each takes no time; without, each is converted by itself.
    """
    return ImageCms.buildTransform(
        profile,
        cielab(),
        mode,
        "LAB",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.NONE if pixels else ImageCms.Flags.NOOPTIMIZE,
    )


def lightness(profile: Profile) -> Levels:
    """Lightness, 0 to 255 relative to white, by the level of a grey profile, 255 being white."""
    ramp = Image.frombytes("L", (_FULL + 1, 1), bytes(range(_FULL + 1)))
    transformed = lab_transform(profile, "L").apply(ramp)
    return tuple(transformed.getchannel("L").tobytes())


class BlackTones:
    """The black ink of a press. Levels given and taken are those of DeviceGray: 255 is paper, 0 is solid."""

    def __init__(self, profile: PressProfile) -> None:
        opened = opened_profile(profile.data)
        assert opened is not None
        if profile.space == "GRAY":
            printed = lightness(opened)
        else:
            inks = bytes(value for level in range(_FULL + 1) for value in (0, 0, 0, _FULL - level))
            ramp = Image.frombytes("CMYK", (_FULL + 1, 1), inks)
            printed = tuple(lab_transform(opened, "CMYK", pixels=False).apply(ramp).getchannel("L").tobytes())
        # Solid is the darkest there is, whatever a table that was rounded says.
        self._printed = [max(printed[: level + 1]) for level in range(_FULL + 1)]

    def as_light(self) -> Levels:
        """The level that is as light as a lightness of the same press; what is darker than black is black."""
        return tuple(self._level(light) for light in range(_FULL + 1))

    def scaled(self) -> Levels:
        """The level for a lightness of a source whose black is 0: its range is laid on that of the press in luminance.

        That is black-point compensation (ISO 18619) for a press with one ink.
        """
        darkest = _luminance(self._printed[0])
        return tuple(
            self._level(_lightness(darkest + (1 - darkest) * _luminance(light))) for light in range(_FULL + 1)
        )

    def _level(self, light: float) -> int:
        """Between the two nearest levels, by how near they are."""
        above = bisect_left(self._printed, light)
        if above == 0 or above > _FULL:
            return min(above, _FULL)
        low, high = self._printed[above - 1], self._printed[above]
        return above if high - light <= light - low else above - 1


def through(first: Sequence[int], then: Sequence[int]) -> list[int]:
    """Two tables of levels, one after the other."""
    return [then[level] for level in first]


def _luminance(light: float) -> float:
    lab = light * 100 / _FULL
    return ((lab + 16) / 116) ** 3 if lab > _LINEAR_TO else lab * 27 / 24389


def _lightness(luminance: float) -> float:
    lab = 116 * luminance ** (1 / 3) - 16 if luminance > 216 / 24389 else luminance * 24389 / 27
    return lab * _FULL / 100
