"""Profiles of presses: what inks look like on a paper, as an ICC output profile (ICC.1:2001-04)."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Final, Literal

from msgspec import Struct
from PIL import ImageCms

Space = Literal["CMYK", "GRAY"]

_MAGIC: Final = slice(36, 40)
_HEADER: Final = 128


class Profile(ImageCms.ImageCmsProfile):
    """A profile for littlecms. Pillow asks it for its bytes at every conversion, to hand them on; writing them takes 2 ms, so that is done once."""

    _written: bytes | None = None

    def tobytes(self) -> bytes:
        """The profile as a file."""
        if self._written is None:
            self._written = super().tobytes()
        return self._written


class BrokenProfileError(ValueError):
    """A file that is no profile of a press; ``args`` are the reason in Chinese and in English."""


class PressProfile(Struct, frozen=True):
    """An output profile; ``name`` is its description, ``space`` the inks it is for."""

    data: bytes
    name: str
    space: Space

    @classmethod
    def read(cls, data: bytes) -> PressProfile:
        """The profile a file holds.

        Raises:
            BrokenProfileError: when it is none, or not one of a press with four inks or with black alone.
        """
        opened = opened_profile(data)
        if opened is None:
            raise BrokenProfileError("不是 ICC 特性文件，或已损坏", "it is no ICC profile, or damaged")
        kind, space = opened.profile.device_class.strip(), opened.profile.xcolor_space.strip()
        if kind != "prtr":
            raise BrokenProfileError(
                f"这个特性文件不是输出设备的（类别 {kind}）",
                f"it is not the profile of an output (its class is {kind})",
            )
        if space == "CMYK":
            return cls(data, profile_name(opened), "CMYK")
        if space == "GRAY":
            return cls(data, profile_name(opened), "GRAY")
        raise BrokenProfileError(
            f"这个特性文件的颜色空间是 {space}，要 CMYK 或灰",
            f"its colour space is {space}, not CMYK or grey",
        )


def bundled() -> PressProfile:
    """The profile that comes with the program: coldset on newsprint, from published aims (:mod:`typeset.repro.newsprint`)."""
    return PressProfile.read(Path(__file__).with_name("newsprint.icc").read_bytes())


def opened_profile(data: bytes) -> Profile | None:
    """A profile for littlecms; None when it cannot be used."""
    if len(data) < _HEADER or data[_MAGIC] != b"acsp":
        return None
    try:
        return Profile(io.BytesIO(data))
    except (OSError, ValueError, ImageCms.PyCMSError):
        return None


def profile_name(profile: Profile) -> str:
    """The description of a profile on one line; "" when it has none."""
    description = profile.profile.profile_description or ""
    return " ".join("".join(c if c.isprintable() else " " for c in description).split())


def srgb() -> Profile:
    """sRGB, as which RGB without a profile is taken."""
    return Profile(ImageCms.createProfile("sRGB"))


def cielab() -> Profile:
    """CIELAB, as colours are between two profiles."""
    return Profile(ImageCms.createProfile("LAB"))
