"""Predictors of Flate and LZW data (ISO 32000-1, 7.4.4.4): TIFF's for 8 bits, and PNG's."""

from __future__ import annotations

from typing import Final

from typeset.plates.values import entry, whole

_TIFF: Final = 2
_PNG: Final = 10
_WIDEST_ROW: Final = 4_000_000


def unpredicted(data: bytes, parameters: object) -> bytes:
    """The data with their prediction undone; as they are when there is none."""
    predictor = whole(entry(parameters, "/Predictor"), 1)
    colours = min(max(whole(entry(parameters, "/Colors"), 1), 1), 32)
    bits = min(max(whole(entry(parameters, "/BitsPerComponent"), 8), 1), 16)
    columns = max(whole(entry(parameters, "/Columns"), 1), 1)
    pixel, row = max(colours * bits // 8, 1), (columns * colours * bits + 7) // 8
    if row > _WIDEST_ROW:
        return data
    if predictor >= _PNG:
        return _png(data, pixel, row)
    return _tiff(data, pixel, row) if predictor == _TIFF and bits == 8 else data  # noqa: PLR2004 - bits


def _tiff(data: bytes, pixel: int, row: int) -> bytes:
    out = bytearray(data)
    for start in range(0, len(out), row):
        for place in range(start + pixel, min(start + row, len(out))):
            out[place] = (out[place] + out[place - pixel]) & 255
    return bytes(out)


def _png(data: bytes, pixel: int, row: int) -> bytes:
    out = bytearray()
    above = bytes(row)
    for start in range(0, len(data), row + 1):
        line = bytearray(data[start + 1 : start + 1 + row])
        if len(line) < row:
            line += bytes(row - len(line))
        _unfilter(line, above, data[start], pixel)
        out += line
        above = bytes(line)
    return bytes(out)


def _unfilter(line: bytearray, above: bytes, kind: int, pixel: int) -> None:
    if kind == 1:
        for i in range(pixel, len(line)):
            line[i] = (line[i] + line[i - pixel]) & 255
    elif kind == 2:  # noqa: PLR2004 - the numbers of PNG's filters: up
        line[:] = bytes([(a + b) & 255 for a, b in zip(line, above, strict=False)])
    elif kind == 3:  # noqa: PLR2004 - average
        for i in range(len(line)):
            left = line[i - pixel] if i >= pixel else 0
            line[i] = (line[i] + (left + above[i]) // 2) & 255
    elif kind == 4:  # noqa: PLR2004 - Paeth
        for i in range(len(line)):
            left, corner = (line[i - pixel], above[i - pixel]) if i >= pixel else (0, 0)
            line[i] = (line[i] + _paeth(left, above[i], corner)) & 255


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    far_left, far_up, far_corner = abs(guess - left), abs(guess - up), abs(guess - corner)
    if far_left <= far_up and far_left <= far_corner:
        return left
    return up if far_up <= far_corner else corner
