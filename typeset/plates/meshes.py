"""Mesh shadings (types 4 to 7, ISO 32000-1, 8.7.4.5.5 to 8.7.4.5.8): their corners' colours turned into grey."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary

from typeset.plates.copying import Copy
from typeset.plates.streams import decoded
from typeset.plates.values import entry, numbers, whole

_MOST_BYTES: Final = 4_000_000
_LATTICE: Final = 5
_PATCHES: Final = {6: (12, 8), 7: (16, 12)}
"""Points of a patch: a whole one, and one that goes on from its neighbour."""
_COLOURS: Final = (4, 2)


def grey_mesh(
    copy: Copy,
    shading: object,
    about: Dictionary,
    function: pikepdf.Object | None,
    components: int,
    grey: Callable[[tuple[float, ...]], float],
) -> pikepdf.Object:
    """The mesh in grey: with a function only that is another one, else each corner is written anew in 8 bits."""
    kind = whole(entry(shading, "/ShadingType"))
    decode = numbers(entry(shading, "/Decode"), 80)
    for key in ("/BitsPerCoordinate", "/BitsPerComponent", "/BitsPerFlag", "/VerticesPerRow", "/Decode"):
        value = copy.plain(entry(shading, key))
        if value is not None:
            about[key] = value
    data = decoded(shading, _MOST_BYTES).data
    if function is not None:
        about["/Function"] = function
        return copy.stream(data, about)
    about["/BitsPerComponent"] = 8
    about["/Decode"] = Array([*decode[:4], 0, 1])
    bits = tuple(
        whole(entry(shading, k)) for k in ("/BitsPerFlag", "/BitsPerCoordinate", "/BitsPerComponent")
    )
    if len(decode) < 4 + 2 * components or min(bits[1:]) < 1 or max(bits) > 32:  # noqa: PLR2004 - bits of the standard
        return copy.stream(b"", about)
    return copy.stream(_rewritten(data, kind, bits, components, decode[4:], grey), about)


def _rewritten(
    data: bytes,
    kind: int,
    bits: tuple[int, ...],
    components: int,
    decode: tuple[float, ...],
    grey: Callable[[tuple[float, ...]], float],
) -> bytes:
    source = _Bits(data)
    out = _Packed()
    flag_bits, point_bits, colour_bits = bits
    top = (1 << colour_bits) - 1
    while source.left >= flag_bits + 2 * point_bits + components * colour_bits:
        points, colours = 1, 1
        if kind != _LATTICE:
            flag = source.take(flag_bits)
            out.put(flag, flag_bits)
            if kind in _PATCHES:
                goes_on = int(bool(flag & 3))
                points, colours = _PATCHES[kind][goes_on], _COLOURS[goes_on]
        for _ in range(2 * points):
            out.put(source.take(point_bits), point_bits)
        for _ in range(colours):
            raw = [source.take(colour_bits) / top for _ in range(components)]
            values = tuple(decode[2 * i] + v * (decode[2 * i + 1] - decode[2 * i]) for i, v in enumerate(raw))
            out.put(round(255 * min(max(grey(values), 0.0), 1.0)), 8)
        source.align()
        out.align()
    return out.bytes()


class _Bits:
    """Numbers of so many bits, from the front."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._place = 0

    @property
    def left(self) -> int:
        return 8 * len(self._data) - self._place

    def take(self, bits: int) -> int:
        first, last = self._place // 8, (self._place + bits + 7) // 8
        piece = self._data[first:last].ljust(last - first, b"\0")
        value = int.from_bytes(piece, "big") >> (8 * last - self._place - bits)
        self._place += bits
        return value & ((1 << bits) - 1)

    def align(self) -> None:
        self._place = (self._place + 7) // 8 * 8


class _Packed:
    """Numbers of so many bits, put one after the other."""

    def __init__(self) -> None:
        self._out = bytearray()
        self._held = 0
        self._bits = 0

    def put(self, value: int, bits: int) -> None:
        self._held = (self._held << bits) | value
        self._bits += bits
        while self._bits >= 8:  # noqa: PLR2004 - a byte
            self._bits -= 8
            self._out.append((self._held >> self._bits) & 255)
        self._held &= (1 << self._bits) - 1

    def align(self) -> None:
        if self._bits:
            self.put(0, 8 - self._bits)

    def bytes(self) -> bytes:
        return bytes(self._out)
