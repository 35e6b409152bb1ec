"""The FontDescriptor: measures of a whole font, read from its tables.

Viewers use them to imitate a font that is missing; ours is embedded, so they only have to be there and true.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from typing import Final

import uharfbuzz as hb

from typeset.render.pdf.objects import Value, array, name
from typeset.render.pdf.subset import FontProgram

_SYMBOLIC: Final = 4
_EM: Final = 1000
_REGULAR: Final = 400
_CAP_HEIGHT_FROM_VERSION: Final = 2


def base_name(face: hb.Face, program: FontProgram) -> str:
    """The name of the subset: its tag, and the font's PostScript name in plain ASCII."""
    own = re.sub(r"[^A-Za-z0-9-]", "", face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or "")
    return f"{program.tag}+{own or 'Face'}"


def descriptor(face: hb.Face, program: FontProgram) -> dict[str, Value]:
    """The FontDescriptor of a subset, measures in thousandths of an em; without the program itself."""
    tables = _Tables(face)
    return {
        "Type": name("FontDescriptor"),
        "FontName": name(base_name(face, program)),
        "Flags": _SYMBOLIC,
        "FontBBox": array(tables.box()),
        "Ascent": tables.measure("hhea", 4),
        "Descent": tables.measure("hhea", 6),
        "CapHeight": tables.cap_height(),
        "ItalicAngle": tables.italic_angle(),
        "StemV": tables.stem(),
    }


class _Tables:
    """Numbers out of the raw tables of a font; 0 where a table or its field is missing."""

    def __init__(self, face: hb.Face) -> None:
        self._read: Callable[[str], bytes] = lambda tag: bytes(face.reference_table(tag).data)
        self._upem: int = face.upem

    def number(self, tag: str, offset: int, kind: str = ">h") -> int:
        data = self._read(tag)
        if len(data) < offset + struct.calcsize(kind):
            return 0
        value: int = struct.unpack_from(kind, data, offset)[0]
        return value

    def measure(self, tag: str, offset: int) -> int:
        return round(self.number(tag, offset) * _EM / self._upem)

    def box(self) -> list[int]:
        return [self.measure("head", offset) for offset in (36, 38, 40, 42)]

    def cap_height(self) -> int:
        if self.number("OS/2", 0, ">H") >= _CAP_HEIGHT_FROM_VERSION:
            height = self.measure("OS/2", 88)
            if height > 0:
                return height
        return self.measure("hhea", 4)

    def italic_angle(self) -> int:
        return self.number("post", 4)  # the whole degrees of a 16.16 number

    def stem(self) -> int:
        # Fonts do not say how thick their stems are; this is the usual guess from the weight class.
        weight = self.number("OS/2", 4, ">H") or _REGULAR
        return 50 + (weight * weight) // (65 * 65)
