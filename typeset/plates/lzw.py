"""LZW as PDF has it (ISO 32000-1, 7.4.4): codes of 9 to 12 bits, widened a code early."""

from __future__ import annotations

from typing import Final

_CLEAR: Final = 256
_END: Final = 257
_WIDEST: Final = 12


def unlzw(data: bytes, limit: int) -> tuple[bytes, bool, bool]:
    """The decoded bytes, ``limit`` at most; whether more was there; whether the data were damaged."""
    out = bytearray()
    table: list[bytes] = []
    before = b""
    held = bits = 0
    width = 9
    for byte in data:
        held, bits = (held << 8) | byte, bits + 8
        if bits < width:
            continue
        bits -= width
        code, held = held >> bits, held & ((1 << bits) - 1)
        if code == _END:
            return bytes(out), False, False
        if code == _CLEAR:
            table, before, width = [], b"", 9
            continue
        piece = _piece(code, table, before)
        if not piece:
            return bytes(out), False, True
        out += piece
        if len(out) >= limit:
            return bytes(out[:limit]), True, False
        if before and len(table) + 258 < 1 << _WIDEST:
            table.append(before + piece[:1])
        before = piece
        while width < _WIDEST and len(table) + 259 >= 1 << width:
            width += 1
    return bytes(out), False, True


def _piece(code: int, table: list[bytes], before: bytes) -> bytes:
    if code < _CLEAR:
        return bytes((code,))
    place = code - 258
    if 0 <= place < len(table):
        return table[place]
    return before + before[:1] if place == len(table) else b""
