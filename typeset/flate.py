"""Bytes packed as PDF has them (PDF 7.4.4 FlateDecode, RFC 1950): by libdeflate, which takes half of zlib's time (issue 9)."""

from __future__ import annotations

from enum import IntEnum

from deflate import zlib_compress


class Effort(IntEnum):
    """How hard to pack, in libdeflate's levels; the next ones take half the time again and gain a hundredth of the bytes."""

    PIXELS = 6
    """Pictures: many bytes, of which the last twentieth takes as long as all others."""
    TYPE = 7
    """Contents of pages, and faces."""


def flate(data: bytes, effort: Effort = Effort.TYPE) -> bytes:
    """The bytes, packed; any reader of zlib's format unpacks them."""
    return bytes(zlib_compress(data, effort))
