"""Font programs read for what preflight compares: the glyph a code shows and how wide it is.

TrueType, OpenType and CFF are read by fontTools; Type1 programs are not.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any, Final

from fontTools import agl
from fontTools.cffLib import CFFFontSet
from fontTools.encodings.MacRoman import MacRoman
from fontTools.encodings.StandardEncoding import StandardEncoding
from fontTools.misc.psCharStrings import T2WidthExtractor
from fontTools.ttLib import TTFont
from msgspec import Struct

from typeset.plates.streams import decoded
from typeset.plates.typefaces import Typeface
from typeset.plates.values import entry, items, whole, word
from typeset.plates.values import number as plain_number
from typeset.preflight.embedding import program

_SYMBOLIC: Final = 4
_SYMBOLS: Final = 0xF000


class BrokenFontError(Exception):
    """The program cannot be read."""


class Shown(Struct, frozen=True):
    """What a code shows: whether there is a glyph for it, and its width in thousandths of an em, None if unknown."""

    there: bool
    width: float | None


Look = Callable[[int], Shown]


def look_of(face: Typeface) -> Look | None:
    """How to look codes up in the program of a font; None when the program is of a kind not read here.

    Raises:
        BrokenFontError: when the program cannot be read.
    """
    stream = program(face)
    data = decoded(stream).data
    kind = word(entry(stream, "/Subtype"))
    if entry(face.descriptor, "/FontFile") is not None or face.kind == "Type3":
        return None
    try:
        if kind in {"Type1C", "CIDFontType0C"}:
            return _cff(face, _bare_cff(data))
        font = TTFont(io.BytesIO(data), lazy=True)
        if "CFF " in font:
            return _cff(face, font["CFF "].cff)
        return _truetype(face, font)
    except Exception as error:
        # fontTools raises whatever its readers trip over; all of it means that the font is damaged.
        raise BrokenFontError(str(error)) from error


def _bare_cff(data: bytes) -> Any:
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(data), None)
    return fonts


def _truetype(face: Typeface, font: Any) -> Look:
    units = font["head"].unitsPerEm or 1000
    order, metrics = font.getGlyphOrder(), font["hmtx"].metrics
    glyph = _cid_to_glyph(face) if face.cmap else _code_to_glyph(face, font)

    def look(code: int) -> Shown:
        index = glyph(code)
        if index is None:
            return Shown(there=True, width=None)
        if not 0 < index < len(order):
            return Shown(there=False, width=None)
        return Shown(there=True, width=metrics[order[index]][0] * 1000 / units)

    return look


def _cid_to_glyph(face: Typeface) -> Callable[[int], int | None]:
    cmap = face.cmap
    mapping = entry(face.descendant, "/CIDToGIDMap")
    table = decoded(mapping, 200_000).data

    def glyph(code: int) -> int | None:
        cid = cmap.cid(code) if cmap else code
        if cid is None or not table:
            return cid
        return int.from_bytes(table[2 * cid : 2 * cid + 2], "big")

    return glyph


def _code_to_glyph(face: Typeface, font: Any) -> Callable[[int], int | None]:
    """Codes of a simple TrueType font (ISO 32000-1, 9.6.6.4)."""
    tables = {(t.platformID, t.platEncID): t.cmap for t in font["cmap"].tables} if "cmap" in font else {}
    ids = font.getReverseGlyphMap()
    names = code_names(face)
    symbolic = bool(whole(entry(face.descriptor, "/Flags")) & _SYMBOLIC)

    def glyph(code: int) -> int | None:
        for key in ((3, 0), (1, 0)) if symbolic or not names else ():
            table = tables.get(key, {})
            name = table.get(code) or table.get(_SYMBOLS + code)
            if name:
                return int(ids.get(name, 0))
        name = names.get(code, "")
        meaning = agl.toUnicode(name)
        table = tables.get((3, 1), {})
        if len(meaning) == 1 and (found := table.get(ord(meaning))):
            return int(ids.get(found, 0))
        if name in ids:
            return int(ids[name])
        return 0 if tables else None

    return glyph


def _cff(face: Typeface, fonts: Any) -> Look:
    top = fonts.topDictIndex[0]
    strings, order = top.CharStrings, top.charset
    scale = 1000 * plain_number(_matrix_scale(top), 0.001)
    keyed = hasattr(top, "ROS")
    names = {} if face.cmap else {**_built_in(top), **code_names(face)}
    known = set(order)

    def look(code: int) -> Shown:
        if face.cmap:
            cid = face.cmap.cid(code)
            if cid is None:
                return Shown(there=True, width=None)
            name = f"cid{cid:05d}" if keyed else (order[cid] if cid < len(order) else "")
        else:
            name = names.get(code, "")
        if name not in known or name == ".notdef" or (keyed and not cid):
            return Shown(there=False, width=None)
        return Shown(there=True, width=_charstring_width(strings[name]) * scale)

    return look


def _matrix_scale(top: Any) -> float:
    matrix = getattr(top, "FontMatrix", None)
    return float(matrix[0]) if matrix else 0.001


def _built_in(top: Any) -> dict[int, str]:
    encoding = getattr(top, "Encoding", None)
    if encoding == "StandardEncoding":
        encoding = StandardEncoding
    return dict(enumerate(encoding)) if isinstance(encoding, list) else {}


def _charstring_width(charstring: Any) -> float:
    """The width of a Type 2 charstring: stated by its first operator, else the default of its private dictionary."""
    private = charstring.private
    reader = T2WidthExtractor(
        getattr(private, "Subrs", []), charstring.globalSubrs, private.nominalWidthX, private.defaultWidthX
    )
    reader.execute(charstring)
    return float(reader.width)


def code_names(face: Typeface) -> dict[int, str]:
    """Glyph names of a simple font's codes, by its Encoding and Differences; empty for a built-in encoding."""
    encoding = entry(face.dictionary, "/Encoding")
    base = word(encoding) or word(entry(encoding, "/BaseEncoding"))
    names = dict(_BASES.get(base, {}))
    if not base and encoding is not None and face.kind != "Type3" and not _is_symbolic(face):
        names = dict(_BASES["StandardEncoding"])
    code = 0
    for part in items(entry(encoding, "/Differences"), 1024):
        if name := word(part):
            names[code] = name
            code += 1
        else:
            code = whole(part)
    return names


def _is_symbolic(face: Typeface) -> bool:
    return bool(whole(entry(face.descriptor, "/Flags")) & _SYMBOLIC)


def _win_ansi() -> dict[int, str]:
    out = {}
    for code in range(32, 256):
        meaning = bytes((code,)).decode("cp1252", "replace")
        out[code] = agl.UV2AGL.get(ord(meaning), "bullet")
    return out


_BASES: Final[dict[str, dict[int, str]]] = {
    "WinAnsiEncoding": _win_ansi(),
    "MacRomanEncoding": dict(enumerate(MacRoman)),
    "StandardEncoding": {c: n for c, n in enumerate(StandardEncoding) if n != ".notdef"},
}
