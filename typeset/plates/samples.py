"""The samples of an image as Pillow planes, one a component, 0 to 255; reduced to what will be seen."""

from __future__ import annotations

import io
from typing import Final

import pikepdf
from msgspec import Struct
from PIL import Image, ImageChops

from typeset.plates.spaces import Space
from typeset.plates.streams import decoded, filters_of
from typeset.plates.values import entry, numbers

CODED: Final = frozenset(("DCTDecode", "JPXDecode", "CCITTFaxDecode", "JBIG2Decode"))
_MOST_JPX_PIXELS: Final = 30_000_000


class Samples(Struct, frozen=True):
    """The planes, all of one size, after Decode: 255 is the upper end of each component."""

    planes: tuple[Image.Image, ...]


def own_decode(stream: object, space: Space, bits: int) -> tuple[float, ...]:
    """The image's Decode array, or the one its space has by default."""
    given = numbers(entry(stream, "/Decode"), 64)
    usual = space.decode(bits)
    return given if len(given) >= len(usual) else usual


def samples_of(
    stream: pikepdf.Object, space: Space, bits: int, size: tuple[int, int], shrink: int
) -> Samples | None:
    """The samples, ``shrink`` times smaller; None when they cannot be read."""
    filters = filters_of(stream)
    try:
        if filters and filters[-1] in CODED:
            planes = _coded(stream, size, shrink)
        else:
            planes = _plain(stream, space.components, bits, size)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, MemoryError, EOFError):
        return None
    if len(planes) < space.components:
        return None
    reduced = [p if shrink == 1 or p.size != size else p.reduce(shrink) for p in planes[: space.components]]
    return Samples(tuple(_decoded(reduced, stream, space, bits)))


def _decoded(planes: list[Image.Image], stream: object, space: Space, bits: int) -> list[Image.Image]:
    decode, usual = own_decode(stream, space, bits), space.decode(bits)
    out = []
    for i, plane in enumerate(planes):
        low, high = decode[2 * i : 2 * i + 2]
        first, last = usual[2 * i : 2 * i + 2]
        if (low, high) == (first, last) or first == last:
            out.append(plane)
            continue
        a, b = ((v - first) / (last - first) for v in (low, high))
        out.append(plane.point([round(255 * min(max(a + n / 255 * (b - a), 0), 1)) for n in range(256)]))
    return out


def _coded(stream: pikepdf.Object, size: tuple[int, int], shrink: int) -> list[Image.Image]:
    got = decoded(stream)
    if len(got.filters) != 1 or got.filters[0] not in {"DCTDecode", "JPXDecode"}:
        raise ValueError(got.filters)
    with Image.open(io.BytesIO(got.data), formats=("JPEG", "JPEG2000")) as picture:
        width, height = picture.size
        if got.filters[0] == "JPXDecode" and width * height > _MOST_JPX_PIXELS:
            raise ValueError(picture.size)
        if shrink > 1:
            picture.draft(None, (max(width // shrink, 1), max(height // shrink, 1)))
        picture.load()
        planes = list(picture.split())
        if picture.mode == "CMYK" and got.filters[0] == "DCTDecode":
            # Pillow takes every CMYK JPEG for Adobe's and inverts it; PDF takes the samples as they are.
            planes = [ImageChops.invert(p) for p in planes]
    del size
    return planes


def _plain(stream: pikepdf.Object, components: int, bits: int, size: tuple[int, int]) -> list[Image.Image]:
    width, height = size
    row = (width * components * bits + 7) // 8
    data = decoded(stream, row * height).data.ljust(row * height, b"\0")
    if bits == 16:  # noqa: PLR2004 - bits: the upper byte is all that is seen
        data, row = data[::2], row // 2
    elif bits < 8:  # noqa: PLR2004 - bits
        data, row = _widened(data, bits, row, width * components)
    return [
        Image.frombytes(
            "L", size, data[i::components] if components > 1 else data, "raw", "L", row // components
        )
        for i in range(components)
    ]


def _widened(data: bytes, bits: int, row: int, wanted: int) -> tuple[bytes, int]:
    """Samples of 1, 2 or 4 bits as bytes from 0 to 255, a row of ``wanted`` each."""
    per, top = 8 // bits, (1 << bits) - 1
    table = [bytes(((b >> (8 - bits * (i + 1))) & top) * 255 // top for i in range(per)) for b in range(256)]
    lines = (
        b"".join(map(table.__getitem__, data[start : start + row]))[:wanted]
        for start in range(0, len(data), row)
    )
    return b"".join(lines), wanted
