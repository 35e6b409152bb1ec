"""Inline images (ISO 32000-1, 8.9.7) as image XObjects: their short keys and names written out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name

from typeset.plates.lexer import Operand, Word

_KEYS: Final = {"BPC": "BitsPerComponent", "CS": "ColorSpace", "D": "Decode", "DP": "DecodeParms", "F": "Filter",
                "H": "Height", "IM": "ImageMask", "I": "Interpolate", "W": "Width"}  # fmt: skip


def as_stream(scratch: pikepdf.Pdf, about: Mapping[str, Operand], data: bytes) -> pikepdf.Object:
    """A stream with the image's entries, in a document that is only a place for it to be."""
    made = scratch.make_stream(data)
    for key, operand in about.items():
        value = _value(operand)
        if value is not None:
            made["/" + _KEYS.get(key, key)] = value
    return made


def _value(operand: Operand) -> object:
    if isinstance(operand, bool):
        return operand
    if isinstance(operand, Word):
        return Name("/" + operand) if operand else None
    if isinstance(operand, float):
        return int(operand) if operand == int(operand) else operand
    if isinstance(operand, bytes):
        return pikepdf.String(operand)
    if isinstance(operand, list):
        return Array([v for v in map(_value, operand) if v is not None])
    if isinstance(operand, dict):
        return Dictionary({"/" + k: v for k, o in operand.items() if (v := _value(o)) is not None})
    return None
