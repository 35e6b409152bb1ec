"""Bytes of streams, decoded up to a limit: a kilobyte of file may stand for a gigabyte of zeros.

Filters that are not decoded here (DCT, JPX, CCITT, JBIG2: those of pictures) are left on; ``Decoded.filters`` says
which (ISO 32000-1, 7.4).
"""

from __future__ import annotations

import binascii
import zlib
from typing import Final

import pikepdf
from msgspec import Struct

from typeset.plates.lzw import unlzw
from typeset.plates.predictors import unpredicted
from typeset.plates.values import entry, items, whole, word

CONTENT_LIMIT: Final = 64_000_000
"""Bytes of one content stream or font that are looked at."""

_MOST_STREAMS: Final = 4096
_SHORT: Final = {"Fl": "FlateDecode", "LZW": "LZWDecode", "AHx": "ASCIIHexDecode", "A85": "ASCII85Decode",
                 "RL": "RunLengthDecode", "CCF": "CCITTFaxDecode", "DCT": "DCTDecode"}  # fmt: skip
_MOST_FILTERS: Final = 8


class Decoded(Struct, frozen=True):
    """The bytes; whether more was there than was wanted; whether they were damaged; the filters still on them."""

    data: bytes
    cut: bool = False
    damaged: bool = False
    filters: tuple[str, ...] = ()


def filters_of(holder: object) -> tuple[str, ...]:
    """The filters of a stream or inline image by their long names, the outermost first."""
    value = entry(holder, "/Filter")
    if value is None:
        value = entry(holder, "/F")
    names = [word(value)] if isinstance(value, pikepdf.Name) else [word(v) for v in items(value, 32)]
    return tuple(_SHORT.get(name, name) for name in names if name)


def parameters_of(holder: object) -> tuple[object, ...]:
    """The parameters of its filters, in the same order; None where a filter has none."""
    value = entry(holder, "/DecodeParms")
    if value is None:
        value = entry(holder, "/DP")
    if isinstance(value, pikepdf.Dictionary):
        return (value,)
    return tuple(items(value, 32))


def streams_of(contents: object) -> tuple[tuple[object, ...], bool]:
    """The streams that are one content, a stream or an array of them; whether there were more than are looked at."""
    if not isinstance(contents, pikepdf.Array):
        return (contents,), False
    return tuple(items(contents, _MOST_STREAMS)), len(contents) > _MOST_STREAMS


def raw(stream: object) -> bytes:
    """The bytes as they stand in the file; none when they cannot be had."""
    if not isinstance(stream, pikepdf.Stream):
        return b""
    try:
        return bytes(stream.read_raw_bytes())
    except (pikepdf.PdfError, ValueError, RuntimeError):
        return b""


def decoded(stream: object, limit: int = CONTENT_LIMIT) -> Decoded:
    """The stream's bytes through all filters that are not a picture's, ``limit`` of them at most."""
    data, filters, parameters = raw(stream), filters_of(stream), parameters_of(stream)
    if any(whole(entry(p, "/Predictor"), 1) > 1 for p in parameters):
        # qpdf undoes predictors a hundred times faster, but knows no limit: so it is asked only for what is within it.
        swollen = unfiltered(data, filters, parameters, 2 * limit, undo=False)
        if not (swollen.cut or swollen.damaged or swollen.filters):
            try:
                return Decoded(stream.read_bytes()[:limit])  # type: ignore[attr-defined]
            except (pikepdf.PdfError, ValueError, RuntimeError):
                return unfiltered(data, filters, parameters, limit)
    return unfiltered(data, filters, parameters, limit)


def unfiltered(
    data: bytes, filters: tuple[str, ...], parameters: tuple[object, ...], limit: int, *, undo: bool = True
) -> Decoded:
    """Bytes through these filters, up to the first that is a picture's; ``undo`` predictors too."""
    cut = damaged = False
    if len(filters) > _MOST_FILTERS:
        return Decoded(b"", damaged=True)
    for place, name in enumerate(filters):
        decode = _DECODERS.get(name)
        if decode is None:
            return Decoded(data, cut, damaged, () if name == "Crypt" else filters[place:])
        # What a predictor takes away is less than twice the data.
        data, more, broken = decode(data, 2 * limit)
        parms = parameters[place] if place < len(parameters) else None
        if undo and name in {"FlateDecode", "LZWDecode"}:
            data = unpredicted(data, parms)
        cut, damaged = cut or more or len(data) > limit, damaged or broken
        data = data[:limit]
    return Decoded(data, cut, damaged)


def _inflated(data: bytes, limit: int) -> tuple[bytes, bool, bool]:
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        engine = zlib.decompressobj(bits)
        pieces: list[bytes] = []
        room, rest = limit, data
        try:
            while rest and room > 0 and not engine.eof:
                pieces.append(engine.decompress(rest, min(room, 1 << 20)))
                room -= len(pieces[-1])
                rest = engine.unconsumed_tail
        except zlib.error:
            if bits < 0 or pieces:
                return b"".join(pieces), False, True
            continue
        return b"".join(pieces), room <= 0 and bool(rest), not engine.eof and room > 0
    return b"", False, True


def _unhexed(data: bytes, limit: int) -> tuple[bytes, bool, bool]:
    digits = bytes(c for c in data.split(b">")[0] if c not in b"\x00\t\n\x0c\r ")
    try:
        return binascii.unhexlify(digits + b"0" * (len(digits) % 2))[:limit], False, False
    except binascii.Error:
        return b"", False, True


def _un85(data: bytes, limit: int) -> tuple[bytes, bool, bool]:
    import base64

    # Many z of four zeros each: a bomb of one to four, so it is cut before it is decoded.
    body = data.split(b"~>")[0].removeprefix(b"<~")[: 2 * limit]
    try:
        return base64.a85decode(body, ignorechars=b"\x00\t\n\x0b\x0c\r ")[:limit], False, False
    except ValueError:
        return b"", False, True


def _unrun(data: bytes, limit: int) -> tuple[bytes, bool, bool]:
    out = bytearray()
    place = 0
    end_of_data = 128
    while place < len(data) and len(out) < limit:
        length = data[place]
        if length == end_of_data:
            return bytes(out), False, False
        if length < end_of_data:
            out += data[place + 1 : place + 2 + length]
            place += 2 + length
        else:
            out += data[place + 1 : place + 2] * (257 - length)
            place += 2
    return bytes(out[:limit]), len(out) >= limit, False


_DECODERS: Final = {
    "FlateDecode": _inflated,
    "LZWDecode": unlzw,
    "ASCIIHexDecode": _unhexed,
    "ASCII85Decode": _un85,
    "RunLengthDecode": _unrun,
}
