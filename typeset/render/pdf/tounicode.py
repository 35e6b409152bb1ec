"""What was typed for each code of a font: the ToUnicode CMap that copying and searching rely on.

It says what stood in the copy, never what the font's own table would give for a glyph. Further glyphs of a
cluster stand for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

_BLOCK: Final = 100  # PDF Reference 1.3, ToUnicode CMaps: at most 100 entries in one block

# A code without a text would be read as a replacement character or a null; a word joiner is read as nothing.
_NOTHING: Final = "\u2060"

_HEAD: Final = """\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""

_FOOT: Final = """\
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


def to_unicode(texts: Mapping[int, str]) -> bytes:
    """The CMap for these codes, in the order of the codes."""
    entries = [f"<{code:04X}> <{utf16(texts[code] or _NOTHING)}>" for code in sorted(texts)]
    blocks = (f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar\n" for b in _blocks(entries))
    return "".join((_HEAD, *blocks, _FOOT)).encode("ascii")


def utf16(text: str) -> str:
    """A text in UTF-16, as hexadecimal digits."""
    return text.encode("utf-16-be").hex().upper()


def _blocks(entries: list[str]) -> Iterator[list[str]]:
    return (entries[i : i + _BLOCK] for i in range(0, len(entries), _BLOCK))
