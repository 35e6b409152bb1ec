"""The characters of the bundled faces: what Simplified Chinese newspapers print."""

from __future__ import annotations

import bz2
from functools import cache
from pathlib import Path
from typing import Final

UNIHAN: Final = Path("/usr/share/unicode/Unihan_OtherMappings.txt.bz2")
_GB_ROWS: Final = range(0xA1, 0xF8)
_GB_HANZI_ROWS: Final = range(0xB0, 0xF8)
_GB_CELLS: Final = range(0xA1, 0xFF)

# First and last code point, both included. GB 2312 has kana, bopomofo, Greek and Cyrillic already.
RANGES: Final = (
    (0x0020, 0x007E),
    (0x00A0, 0x017F),
    (0x01CD, 0x01DC),
    (0x01F8, 0x01F9),
    (0x0261, 0x0261),
    (0x02C6, 0x02DC),
    (0x0391, 0x03C9),
    (0x0401, 0x0401),
    (0x0410, 0x0451),
    (0x1E3E, 0x1E3F),
    (0x2000, 0x206F),
    (0x20A0, 0x20BF),
    (0x2100, 0x21FF),
    (0x2200, 0x22FF),
    (0x2460, 0x25FF),
    (0x2600, 0x2642),
    (0x2713, 0x2717),
    (0x2776, 0x2793),
    (0x2E3A, 0x2E3B),
    (0x3000, 0x312F),
    (0x3220, 0x3243),
    (0x3251, 0x325F),
    (0x3280, 0x32CB),
    (0x3358, 0x33FE),
    (0xFE10, 0xFE1F),
    (0xFE30, 0xFE6B),
    (0xFF01, 0xFF9F),
    (0xFFE0, 0xFFE6),
)


@cache
def table_of_general_hanzi() -> frozenset[int]:
    """The 8,105 characters of 通用规范汉字表 (2013), Unihan property kTGH."""
    lines = bz2.decompress(UNIHAN.read_bytes()).decode("utf-8").splitlines()
    fields = (line.split("\t") for line in lines if not line.startswith("#"))
    return frozenset(int(f[0].removeprefix("U+"), 16) for f in fields if len(f) > 1 and f[1] == "kTGH")


def gb2312_hanzi() -> frozenset[int]:
    """The 6,763 hanzi of GB 2312."""
    return _gb2312(_GB_HANZI_ROWS)


def newspaper_characters() -> frozenset[int]:
    """All code points a bundled face should have, as far as the font it is cut from has them."""
    ranged = frozenset(point for first, last in RANGES for point in range(first, last + 1))
    return table_of_general_hanzi() | _gb2312(_GB_ROWS) | ranged


@cache
def _gb2312(rows: range) -> frozenset[int]:
    text = "".join(bytes((row, cell)).decode("gb2312", errors="ignore") for row in rows for cell in _GB_CELLS)
    return frozenset(map(ord, text))
