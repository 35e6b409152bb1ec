"""Pictures as PNG files that are made soon: for whoever looks at a page while it is written (issue 8)."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL import Image

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_COLOUR_TYPES: Final = {"L": 0, "RGB": 2}
_BITS: Final = 8
_LEVEL: Final = 1
# Rows that are packed at a time, so that a large picture is not in memory once more.
_ROWS: Final = 256
_NO_FILTER: Final = b"\0"


def plain_png(picture: Image.Image) -> bytes:
    """A picture of mode L or RGB as PNG, its rows unfiltered: type on paper takes half the time so, and no more bytes (PNG, clause 9.2)."""
    wide = picture.width * len(picture.getbands())
    pixels = memoryview(picture.tobytes())
    packer = zlib.compressobj(_LEVEL)
    packed: list[bytes] = []
    for first in range(0, picture.height, _ROWS):
        last = min(first + _ROWS, picture.height)
        rows = (pixels[row * wide : (row + 1) * wide] for row in range(first, last))
        packed.append(packer.compress(b"".join(part for row in rows for part in (_NO_FILTER, row))))
    packed.append(packer.flush())
    header = (picture.width, picture.height, _BITS, _COLOUR_TYPES[picture.mode], 0, 0, 0)
    return b"".join(
        (
            _SIGNATURE,
            _chunk(b"IHDR", struct.pack(">IIBBBBB", *header)),
            _chunk(b"IDAT", b"".join(packed)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
