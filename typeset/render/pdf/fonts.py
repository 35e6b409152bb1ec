"""The fonts of a document: one subset a face, as Type0 fonts under Identity-H, and under Identity-V in vertical lines.

A glyph may stand for different texts in one document (a full-width digit that was typed half-width, once). A
ToUnicode map has one text a code, so each further meaning of a glyph gets a second Type0 font over the same
subset with a map of its own: copying from the page always gives what was typed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Final

import uharfbuzz as hb
from msgspec import Struct

from typeset.faces import Face, FaceBook
from typeset.model.placed import GlyphRun, Item
from typeset.render.pdf.descriptor import base_name, descriptor
from typeset.render.pdf.numbers import decimal
from typeset.render.pdf.objects import Document, PDFDictionary, Reference, Stream, array, dictionary, name
from typeset.render.pdf.objects import text_string as text
from typeset.render.pdf.subset import FontProgram, subset
from typeset.render.pdf.tounicode import to_unicode

Meanings = dict[int, list[str]]
"""For each glyph id, the texts it stands for in the document, in the order of their first use."""

# Where a glyph hangs in a vertical line, and how far it moves on, unless W2 says otherwise (PDF 9.7.4.3).
_ORIGIN: Final = 880
_DOWN: Final = 1000


class EmbeddedFace(Struct, frozen=True):
    """A face as the content of pages uses it.

    ``codes`` leads from a glyph and its text to the resource name of a font and the code in it (four hexadecimal
    digits); ``fonts`` from resource names to the fonts; ``widths`` gives advances in thousandths of an em, as
    the PDF states them. ``hangs`` gives vertical advances and origins of glyphs in vertical lines, in the same unit; for these
    lines a font of the name :data:`VERTICAL` and its own is the same under Identity-V.
    """

    codes: Mapping[tuple[int, str], tuple[str, str]]
    fonts: Mapping[str, Reference]
    widths: Mapping[int, int]
    hangs: Mapping[int, tuple[int, int]]


VERTICAL: Final = "V"
"""What the name of a font begins with when it is that of another for vertical lines."""


def embed_faces(
    document: Document, pages: Iterable[Iterable[Item]], faces: FaceBook
) -> dict[str, EmbeddedFace]:
    """Put every face that the items of the pages use into the document, cut down to the glyphs they use."""
    used, down = _meanings(pages)
    return {
        role: _embed(document, faces.face(role), meanings, f"T{number}", down.get(role, frozenset()))
        for number, (role, meanings) in enumerate(used.items(), start=1)
    }


def _meanings(pages: Iterable[Iterable[Item]]) -> tuple[dict[str, Meanings], dict[str, set[int]]]:
    """By the roles of faces: what their glyphs stand for, and which of them stand in vertical lines."""
    used: dict[str, dict[tuple[int, str], None]] = {}
    down: dict[str, set[int]] = {}
    for items in pages:
        for item in items:
            if isinstance(item, GlyphRun) and item.glyphs:
                pairs = used.setdefault(item.face, {})
                pairs.update(dict.fromkeys(zip(item.glyphs, item.texts, strict=True)))
                if item.down:
                    down.setdefault(item.face, set()).update(item.glyphs)
    return {role: _by_glyph(pairs) for role, pairs in used.items()}, down


def _by_glyph(pairs: Iterable[tuple[int, str]]) -> Meanings:
    meanings: Meanings = {}
    for gid, typed in pairs:
        meanings.setdefault(gid, []).append(typed)
    return meanings


def _embed(document: Document, face: Face, meanings: Meanings, resource: str, down: Set[int]) -> EmbeddedFace:
    font = hb.Face(face.record.data, face.record.index)
    program = subset(font, meanings)
    widths = {gid: face.advance(gid) for gid in meanings}
    hangs = {gid: face.vertical_metrics(gid) for gid in sorted(down)}
    described = _descendant(document, font, program, widths)
    if hangs:
        _describe_vertical(described, program, widths, hangs)
    descendant = document.add(described)
    codes: dict[tuple[int, str], tuple[str, str]] = {}
    fonts: dict[str, Reference] = {}
    for layer in range(max(map(len, meanings.values()))):
        key = f"{resource}.{layer}" if layer else resource
        texts = {gid: typed[layer] for gid, typed in meanings.items() if layer < len(typed)}
        codes.update({(gid, typed): (key, f"{program.codes[gid]:04X}") for gid, typed in texts.items()})
        cmap = document.add(
            Stream(to_unicode({program.codes[gid]: typed for gid, typed in texts.items()}), compress=True)
        )
        encodings = {key: "Identity-H"}
        if not hangs.keys().isdisjoint(texts):
            encodings[VERTICAL + key] = "Identity-V"
        for resource_name, encoding in encodings.items():
            fonts[resource_name] = document.add(
                dictionary(
                    Type=name("Font"),
                    Subtype=name("Type0"),
                    BaseFont=name(base_name(font, program) + (f"-{encoding}" if program.is_cff else "")),
                    Encoding=name(encoding),
                    DescendantFonts=array([descendant]),
                    ToUnicode=cmap,
                )
            )
    return EmbeddedFace(codes, fonts, widths, hangs)


def _descendant(
    document: Document, font: hb.Face, program: FontProgram, widths: Mapping[int, int]
) -> PDFDictionary:
    kind = {"Subtype": name("CIDFontType0C")} if program.is_cff else {"Length1": len(program.data)}
    data = document.add(Stream(program.data, compress=True, **kind))
    usual = Counter(widths.values()).most_common(1)[0][0]
    entries = dictionary(
        Type=name("Font"),
        Subtype=name("CIDFontType0" if program.is_cff else "CIDFontType2"),
        BaseFont=name(base_name(font, program)),
        CIDSystemInfo=dictionary(Registry=text("Adobe"), Ordering=text("Identity"), Supplement=0),
        FontDescriptor=document.add(descriptor(font, program, data)),
        DW=usual,
    )
    by_code = sorted((program.codes[gid], width) for gid, width in widths.items() if width != usual)
    if by_code:
        entries["W"] = _width_array(by_code)
    if not program.is_cff:
        entries["CIDToGIDMap"] = name("Identity")
    return entries


def _describe_vertical(
    entries: PDFDictionary,
    program: FontProgram,
    widths: Mapping[int, int],
    hangs: Mapping[int, tuple[int, int]],
) -> None:
    """How glyphs of vertical lines move on and where they hang, where that is not as ``DW2`` says (PDF 9.7.4.3)."""
    entries["DW2"] = array([_ORIGIN, -_DOWN])
    others = sorted((program.codes[gid], gid) for gid, hang in hangs.items() if hang != (_DOWN, _ORIGIN))
    if others:
        parts = (
            f"{code} [{-hangs[gid][0]} {decimal(widths[gid] * 5, 1)} {hangs[gid][1]}]" for code, gid in others
        )
        entries["W2"] = f"[ {' '.join(parts)} ]"


def _width_array(by_code: Sequence[tuple[int, int]]) -> str:
    """Widths of codes that follow each other share one list: ``[ 5 [500 520] 9 [250] ]``."""
    parts: list[str] = []
    last = -1
    for code, width in by_code:
        parts.append(f" {width}" if parts and code == last + 1 else f"{'] ' if parts else ''}{code} [{width}")
        last = code
    return f"[ {''.join(parts)}] ]"
