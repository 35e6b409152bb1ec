"""Colour separation (分色): pictures of any colour space into the inks of one press, through profiles.

What is kept as it is, and why:

* Grey without a profile is black ink as it stands: that is what ``DeviceGray`` means on a press.
* CMYK without a profile is taken as separated for this press.
* CMYK with a profile of another press keeps its numbers as long as they are within the ink limit: who separated it decided which
  inks carry its blacks and greys, and going through CIELAB would make new ones of four inks. Above the limit it cannot be
  printed as it is, so it is separated anew, from its own profile; pixels of black only stay black only.
* RGB without a profile is sRGB.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from PIL import Image, ImageChops, ImageCms

from typeset.repro.inks import most_ink
from typeset.repro.profiles import Profile, opened_profile, profile_name, srgb
from typeset.repro.tones import BlackTones, lab_transform, lightness, through
from typeset.repro.wanted import Change, Did, Intent, Wanted

_INTENTS: Final = {
    Intent.PERCEPTUAL: ImageCms.Intent.PERCEPTUAL,
    Intent.RELATIVE: ImageCms.Intent.RELATIVE_COLORIMETRIC,
    Intent.SATURATION: ImageCms.Intent.SATURATION,
    Intent.ABSOLUTE: ImageCms.Intent.ABSOLUTE_COLORIMETRIC,
}
# Tables of colours that are kept: one takes some 20 ms to work out.
_KEPT: Final = 32
# What any level above 0 becomes.
_ANY: Final = (0, *[255] * 255)
_SPACES: Final = {"L": "GRAY", "RGB": "RGB", "CMYK": "CMYK"}

Separated = tuple[Image.Image, tuple[Change, ...]]
"""A picture in CMYK, or in grey for black alone, and what was done."""


class Separator:
    """Separates pictures for one press; tables that are costly to make are kept, for all presses of a run."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._tones = BlackTones(wanted.profile)
        self._neutrals: dict[bytes, list[int]] = {}

    def separated(self, image: Image.Image, profile: bytes, *, line_art: bool) -> Separated:
        """A picture in the inks of the press.

        Args:
            image: of mode L, RGB or CMYK.
            profile: its embedded profile, b"" for none.
            line_art: whether it is a screenshot or a drawing, whose greys are black ink and nothing else.
        """
        known = profile if profile and self._fits(profile, image.mode) else b""
        ignored = (Change(Did.PROFILE_IGNORED),) if profile and not known else ()
        if image.mode == "L":
            made, done = self._grey(image, known)
        elif image.mode == "CMYK":
            made, done = self._cmyk(image, known)
        else:
            made, done = self._rgb(image, known, line_art=line_art)
        return made, ignored + done

    def _fits(self, profile: bytes, mode: str) -> bool:
        """Whether an embedded profile is whole, and one for this kind of colours."""
        source = opened_profile(profile)
        if source is None or source.profile.xcolor_space.strip() != _SPACES[mode]:
            return False
        try:
            self._lab(profile, mode)
        except ImageCms.PyCMSError:
            return False
        return True

    def is_foreign(self, profile: bytes) -> bool:
        """Whether an embedded profile is another than that of the press."""
        press = self._wanted.profile
        opened = opened_profile(profile) if profile != press.data else None
        return opened is not None and profile_name(opened) != press.name

    def _grey(self, image: Image.Image, profile: bytes) -> Separated:
        source = opened_profile(profile) if self.is_foreign(profile) else None
        if source is None:
            return image, ()
        table = through(lightness(source), self._tones.scaled())
        return image.point(table), (Change(Did.FROM_GREY, profile_name(source)),)

    def _cmyk(self, image: Image.Image, profile: bytes) -> Separated:
        foreign = self.is_foreign(profile)
        if self._wanted.black_only:
            return self._as_black(image, profile if foreign else b""), (Change(Did.TURNED_GREY),)
        if not foreign or most_ink(image) <= self._wanted.ink_limit:
            return image, ()
        coloured = ImageChops.lighter(
            ImageChops.lighter(image.getchannel("C"), image.getchannel("M")), image.getchannel("Y")
        ).point(_ANY)
        made = Image.composite(self._transform(profile, "CMYK").apply(image), image, coloured)
        return made, (Change(Did.FROM_CMYK, _name(profile)),)

    def _rgb(self, image: Image.Image, profile: bytes, *, line_art: bool) -> Separated:
        if self._wanted.black_only:
            return self._as_black(image, profile), (Change(Did.TURNED_GREY, _name(profile)),)
        done = (Change(Did.FROM_RGB, _name(profile)),)
        red, green, blue = image.split()
        coloured = ImageChops.lighter(
            ImageChops.difference(red, green), ImageChops.difference(green, blue)
        ).point(_ANY)
        if coloured.getbbox() is None:
            # A grey picture saved as RGB: three inks would only give it a cast.
            return red.point(self._neutral(profile)), done
        made = self._transform(profile, "RGB").apply(image)
        if line_art and self._wanted.intent is not Intent.ABSOLUTE:
            black = ImageChops.invert(red.point(self._neutral(profile)))
            nothing = Image.new("L", image.size)
            made.paste(
                Image.merge("CMYK", (nothing, nothing, nothing, black)), mask=ImageChops.invert(coloured)
            )
        return made, done

    def _as_black(self, image: Image.Image, profile: bytes) -> Image.Image:
        """A picture as black ink alone, in grey: as light as it is, its black as dark as black ink."""
        if image.mode == "RGB":
            table = self._tones.scaled()
        elif profile or self._wanted.profile.space == "CMYK":
            table = self._tones.as_light()
        else:
            # No profile says how these inks look: black and what CMYK is taken for by default.
            return image.convert("RGB").convert("L")
        return self._lab(profile, image.mode).apply(image).getchannel("L").point(table)

    def _neutral(self, profile: bytes) -> list[int]:
        """Levels of black ink by the level of equal red, green and blue."""
        if profile not in self._neutrals:
            ramp = Image.frombytes("L", (256, 1), bytes(range(256)))
            made = self._as_black(Image.merge("RGB", (ramp, ramp, ramp)), profile)
            self._neutrals[profile] = list(made.tobytes())
        return self._neutrals[profile]

    def _lab(self, profile: bytes, mode: str) -> ImageCms.ImageCmsTransform:
        return _to_lab(self._assumed(profile, mode), mode)

    def _transform(self, profile: bytes, mode: str) -> ImageCms.ImageCmsTransform:
        wanted = self._wanted
        compensated = wanted.bpc and wanted.intent is Intent.RELATIVE
        return _to_press(
            self._assumed(profile, mode), mode, wanted.profile.data, wanted.intent, compensated=compensated
        )

    def _assumed(self, profile: bytes, mode: str) -> bytes:
        """The profile of a source; that of the press for CMYK without one, b"" for RGB without one."""
        return profile or (self._wanted.profile.data if mode == "CMYK" else b"")


@lru_cache(_KEPT)
def _to_lab(source: bytes, mode: str) -> ImageCms.ImageCmsTransform:
    return lab_transform(_opened(source), mode)


@lru_cache(_KEPT)
def _to_press(
    source: bytes, mode: str, press: bytes, intent: Intent, *, compensated: bool
) -> ImageCms.ImageCmsTransform:
    opened = opened_profile(press)
    assert opened is not None
    return ImageCms.buildTransform(
        _opened(source),
        opened,
        mode,
        "CMYK",
        renderingIntent=_INTENTS[intent],
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION if compensated else ImageCms.Flags.NONE,
    )


def _opened(profile: bytes) -> Profile:
    """A profile; sRGB where there is none, or none that can be read."""
    return opened_profile(profile) or srgb()


def _name(profile: bytes) -> str:
    opened = opened_profile(profile) if profile else None
    return "" if opened is None else profile_name(opened) or "ICC"
