"""Small fonts of every kind, made on the spot: TrueType, CFF keyed by names, CFF keyed by CIDs."""

from __future__ import annotations

import io
from collections.abc import Mapping

from fontTools.cffLib import FDArrayIndex, FDSelect, FontDict
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

CHARACTERS = "abcdefghij0123456789，。昨天下午区委十三届次全会举行—１２３\U00020bb7"
NARROW = frozenset("abcdefghij0123456789")
CID_STEP = 37  # CIDs of the test font are far from its glyph ids


def _draw(pen: T2CharStringPen | TTGlyphPen, width: int, upem: int) -> None:
    left, right, top = 50, width - 50, upem * 7 // 10
    pen.moveTo((left, 0))
    pen.lineTo((left, top))
    pen.lineTo((right, top))
    pen.lineTo((right, 0))
    pen.closePath()


def _named(builder: FontBuilder, name: str) -> None:
    builder.setupCharacterMap({ord(c): f"g{i}" for i, c in enumerate(CHARACTERS, start=1)})
    builder.setupHorizontalHeader(ascent=880 * builder.font["head"].unitsPerEm // 1000, descent=-120)
    builder.setupNameTable({"familyName": name, "styleName": "Regular", "psName": f"{name}-Regular"})
    builder.setupOS2()
    builder.setupPost()


def _order() -> list[str]:
    return [".notdef", *(f"g{i}" for i in range(1, len(CHARACTERS) + 1))]


def _widths(upem: int) -> dict[str, int]:
    # Not all Han are 1000 wide here, so that widths matter.
    wide = {f"g{i}": upem // 2 if c in NARROW else upem for i, c in enumerate(CHARACTERS, start=1)}
    return {".notdef": upem, **wide, "g25": upem * 9 // 10}


def _saved(builder: FontBuilder) -> bytes:
    builder.font.recalcTimestamp = False
    builder.font["head"].created = builder.font["head"].modified = 0
    file = io.BytesIO()
    builder.save(file)
    return file.getvalue()


def truetype_font() -> bytes:
    """TrueType outlines on 2048 units, as many office fonts have."""
    builder = FontBuilder(2048, isTTF=True)
    builder.setupGlyphOrder(_order())
    widths = _widths(2048)
    glyphs = {}
    for name, width in widths.items():
        pen = TTGlyphPen(None)
        _draw(pen, width, 2048)
        glyphs[name] = pen.glyph()
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({n: (w, 50) for n, w in widths.items()})
    _named(builder, "TestTrueType")
    return _saved(builder)


def cff_font(*, cid_keyed: bool) -> bytes:
    """CFF outlines, keyed by names or by CIDs; CIDs are CID_STEP times the glyph id."""
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(_order())
    widths = _widths(1000)
    strings = {}
    for name, width in widths.items():
        pen = T2CharStringPen(width, None)
        _draw(pen, width, 1000)
        strings[name] = pen.getCharString()
    kind = "TestCid" if cid_keyed else "TestNames"
    builder.setupCFF(f"{kind}-Regular", {"FullName": kind}, strings, {})
    builder.setupHorizontalMetrics({n: (w, 50) for n, w in widths.items()})
    _named(builder, kind)
    if cid_keyed:
        _key_by_cid(builder)
    return _saved(builder)


def _key_by_cid(builder: FontBuilder) -> None:
    fonts = builder.font["CFF "].cff
    top = fonts.topDictIndex[0]
    top.ROS = ("Adobe", "Identity", 0)
    top.CIDCount = 65535
    part = FontDict()
    part.Private = top.Private
    part.setCFF2(False)
    top.FDArray = FDArrayIndex()
    top.FDArray.append(part)
    top.FDSelect = FDSelect()
    top.FDSelect.format = 3
    top.FDSelect.gidArray = [0] * len(top.charset)
    top.CharStrings.fdArray = top.FDArray
    top.CharStrings.fdSelect = top.FDSelect
    renamed = {n: ".notdef" if not i else f"cid{i * CID_STEP:05d}" for i, n in enumerate(top.charset)}
    top.CharStrings.charStrings = {renamed[n]: s for n, s in top.CharStrings.charStrings.items()}
    top.charset = [renamed[n] for n in top.charset]
    for string in top.CharStrings.charStrings.values():
        string.private = part.Private
    del top.Private
    builder.font.setGlyphOrder(top.charset)
    for table in ("cmap", "hmtx"):
        _rename(builder, table, renamed)


def _rename(builder: FontBuilder, table: str, renamed: Mapping[str, str]) -> None:
    if table == "hmtx":
        metrics = builder.font["hmtx"].metrics
        builder.font["hmtx"].metrics = {renamed[n]: m for n, m in metrics.items()}
    else:
        for part in builder.font["cmap"].tables:
            part.cmap = {code: renamed[n] for code, n in part.cmap.items()}
