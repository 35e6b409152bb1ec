"""Images (ISO 32000-1, 8.9.5) as the contents of one plate: their channel as grey samples.

Images of one component keep their samples and get a table of greys; of several, each plate gets its own channel.
Masks and soft masks stay. Nothing larger than :data:`MOST_PIXELS` is decoded.
"""

from __future__ import annotations

from typing import Final

import pikepdf
from msgspec import Struct, field
from pikepdf import Array, Dictionary, Name
from PIL import ImageChops

from typeset.plates.channels import channel, inked
from typeset.plates.copying import Copy
from typeset.plates.inks import PROCESS, ToCmyk
from typeset.plates.samples import CODED, Samples, own_decode, samples_of
from typeset.plates.spaces import CMYK, GRAY, Space, colour
from typeset.plates.streams import decoded, filters_of, raw
from typeset.plates.values import entry, items, numbers, whole, yes

MOST_PIXELS: Final = 64_000_000
"""Pixels of one image that are looked at: twice a full newspaper page at 300 ppi."""

_FINER: Final = 2.0
"""Images keep this many times the resolution plates are drawn at."""


class Picture(Struct):
    """An image XObject; ``ppi`` is the least it is placed at, so that no more is decoded than will be seen."""

    stream: pikepdf.Object
    space: Space | None
    to_cmyk: ToCmyk
    ppi: float
    category: str = "/XObject"
    _samples: Samples | None = field(default=None)
    _inks: Samples | None = field(default=None)

    @property
    def stencil(self) -> bool:
        """Whether it is a mask that the colour in force is painted through."""
        return yes(entry(self.stream, "/ImageMask"))

    @property
    def differs(self) -> bool:
        """A stencil is the same on each plate: only what it is painted with differs."""
        return not self.stencil

    @property
    def size(self) -> tuple[int, int]:
        """Pixels across and down."""
        return whole(entry(self.stream, "/Width")), whole(entry(self.stream, "/Height"))

    @property
    def bits(self) -> int:
        """Bits a component; 1 for a stencil."""
        return 1 if self.stencil else whole(entry(self.stream, "/BitsPerComponent"), 8)

    @property
    def drawable(self) -> bool:
        """Whether it has pixels, and not too many of them."""
        width, height = self.size
        return width > 0 and height > 0 and width * height <= MOST_PIXELS

    def made(self, copy: Copy, plate: str) -> pikepdf.Object:
        """The image for a plate."""
        about = Dictionary(Type=Name.XObject, Subtype=Name.Image)
        about["/Width"], about["/Height"] = self.size
        if self.stencil:
            about["/ImageMask"], about["/BitsPerComponent"] = True, 1
            return self._same_samples(copy, about, 1)
        self._masks(copy, about)
        space = self.space or GRAY
        if space.components == 1 and self.bits <= 8 and not _needs_pixels(self.stream):  # noqa: PLR2004 - bits
            about["/BitsPerComponent"] = self.bits
            about["/ColorSpace"] = self._table(space, plate)
            return self._same_samples(copy, about, self.bits)
        return self._channel(copy, about, space, plate)

    def _same_samples(self, copy: Copy, about: Dictionary, bits: int) -> pikepdf.Object:
        if self.stencil and numbers(entry(self.stream, "/Decode"), 2) == (1.0, 0.0):
            about["/Decode"] = Array([1, 0])
        width, height = self.size
        filters = filters_of(self.stream)
        if filters and filters[-1] in CODED:
            if len(filters) == 1:
                about["/Filter"] = Name("/" + filters[0])
                parms = copy.plain(entry(self.stream, "/DecodeParms"))
                if parms is not None:
                    about["/DecodeParms"] = parms
                return copy.stream(raw(self.stream), about)
            return copy.stream(b"", about)
        return copy.stream(decoded(self.stream, (width * bits + 7) // 8 * height).data, about)

    def _table(self, space: Space, plate: str) -> Array:
        """DeviceGray by a table: what each sample is on this plate."""
        top = (1 << self.bits) - 1
        low, high = own_decode(self.stream, space, self.bits)[:2]
        amounts = (
            colour(space, (low + i / top * (high - low),), self.to_cmyk).amount(plate) for i in range(top + 1)
        )
        greys = bytes(round(255 * (1 - a)) for a in amounts)
        return Array([Name.Indexed, Name.DeviceGray, top, pikepdf.String(greys)])

    def _channel(self, copy: Copy, about: Dictionary, space: Space, plate: str) -> pikepdf.Object:
        if self._samples is None:
            shrink = max(int(self.ppi / (_FINER * max(copy.dpi, 1.0))), 1)
            self._samples = samples_of(self.stream, space, self.bits, self.size, shrink)
            if self._samples is not None and space.components == 3 and not space.names:  # noqa: PLR2004 - as of RGB
                self._inks = inked(self._samples, space, self.to_cmyk)
        samples = self._samples
        about["/BitsPerComponent"], about["/ColorSpace"] = 8, Name.DeviceGray
        if samples is None:
            about["/Width"] = about["/Height"] = 1
            return copy.stream(b"\xff", about)
        about["/Width"], about["/Height"] = samples.planes[0].size
        if self._inks is not None and plate in PROCESS:
            samples, space = self._inks, CMYK
        grey = ImageChops.invert(channel(samples, space, plate, self.to_cmyk))
        return copy.stream(grey.tobytes(), about)

    def _masks(self, copy: Copy, about: Dictionary) -> None:
        soft, hard = entry(self.stream, "/SMask"), entry(self.stream, "/Mask")
        if isinstance(soft, pikepdf.Stream):
            mask = Picture(soft, GRAY, self.to_cmyk, self.ppi)
            if mask.drawable:
                about["/SMask"] = copy.out.make_indirect(_light(mask, copy))
        elif isinstance(hard, pikepdf.Stream):
            mask = Picture(hard, None, self.to_cmyk, self.ppi)
            if mask.drawable and mask.stencil:
                about["/Mask"] = copy.out.make_indirect(mask.made(copy, ""))
        elif isinstance(hard, pikepdf.Array) and (self.space or GRAY).components == 1:
            about["/Mask"] = Array([whole(v) for v in items(hard, 2)])


def _light(mask: Picture, copy: Copy) -> pikepdf.Object:
    """A soft mask: its greys as they are."""
    from typeset.plates.inks import LIGHT

    return mask.made(copy, LIGHT)


def _needs_pixels(stream: object) -> bool:
    filters = filters_of(stream)
    return bool(filters) and filters[-1] in {"DCTDecode", "JPXDecode"}
