"""The fonts of a document: one subset a face, as Type0 fonts under Identity-H.

A glyph may stand for different texts in one document (a full-width digit that was typed half-width, once). A
ToUnicode map has one text a code, so each further meaning of a glyph gets a second Type0 font over the same
subset with a map of its own: copying from the page always gives what was typed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import uharfbuzz as hb

from typeset.faces import Face, FaceBook
from typeset.model.placed import GlyphRun, PlacedPage
from typeset.render.pdf.descriptor import base_name, descriptor
from typeset.render.pdf.objects import Document, PDFDictionary, Reference, Stream, array, dictionary, name
from typeset.render.pdf.objects import text_string as text
from typeset.render.pdf.subset import FontProgram, subset
from typeset.render.pdf.tounicode import to_unicode

Meanings = dict[int, list[str]]
"""For each glyph id, the texts it stands for in the document, in the order of their first use."""


@dataclass(frozen=True, slots=True)
class EmbeddedFace:
    """A face as the content of pages uses it.

    ``codes`` leads from a glyph and its text to the resource name of a font and the code in it (four hexadecimal
    digits); ``fonts`` from resource names to the fonts; ``widths`` gives advances in thousandths of an em, as
    the PDF states them.
    """

    codes: Mapping[tuple[int, str], tuple[str, str]]
    fonts: Mapping[str, Reference]
    widths: Mapping[int, int]


def embed_faces(document: Document, pages: Iterable[PlacedPage], faces: FaceBook) -> dict[str, EmbeddedFace]:
    """Put every face that the pages use into the document, cut down to the glyphs they use."""
    used = _meanings(pages)
    return {
        role: _embed(document, faces.face(role), meanings, f"T{number}")
        for number, (role, meanings) in enumerate(used.items(), start=1)
    }


def _meanings(pages: Iterable[PlacedPage]) -> dict[str, Meanings]:
    used: dict[str, dict[tuple[int, str], None]] = {}
    for page in pages:
        for item in page.items:
            if isinstance(item, GlyphRun) and item.glyphs:
                pairs = used.setdefault(item.face, {})
                pairs.update(dict.fromkeys(zip(item.glyphs, item.texts, strict=True)))
    return {role: _by_glyph(pairs) for role, pairs in used.items()}


def _by_glyph(pairs: Iterable[tuple[int, str]]) -> Meanings:
    meanings: Meanings = {}
    for gid, typed in pairs:
        meanings.setdefault(gid, []).append(typed)
    return meanings


def _embed(document: Document, face: Face, meanings: Meanings, resource: str) -> EmbeddedFace:
    font = hb.Face(face.record.data, face.record.index)
    program = subset(font, meanings)
    widths = {gid: face.advance(gid) for gid in meanings}
    descendant = document.add(_descendant(document, font, program, widths))
    codes: dict[tuple[int, str], tuple[str, str]] = {}
    fonts: dict[str, Reference] = {}
    for layer in range(max(map(len, meanings.values()))):
        key = f"{resource}.{layer}" if layer else resource
        texts = {gid: typed[layer] for gid, typed in meanings.items() if layer < len(typed)}
        codes.update({(gid, typed): (key, f"{program.codes[gid]:04X}") for gid, typed in texts.items()})
        cmap = to_unicode({program.codes[gid]: typed for gid, typed in texts.items()})
        fonts[key] = document.add(
            dictionary(
                Type=name("Font"),
                Subtype=name("Type0"),
                BaseFont=name(base_name(font, program) + ("-Identity-H" if program.is_cff else "")),
                Encoding=name("Identity-H"),
                DescendantFonts=array([descendant]),
                ToUnicode=document.add(Stream(cmap, compress=True)),
            )
        )
    return EmbeddedFace(codes, fonts, widths)


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


def _width_array(by_code: Sequence[tuple[int, int]]) -> str:
    """Widths of codes that follow each other share one list: ``[ 5 [500 520] 9 [250] ]``."""
    parts: list[str] = []
    last = -1
    for code, width in by_code:
        parts.append(f" {width}" if parts and code == last + 1 else f"{'] ' if parts else ''}{code} [{width}")
        last = code
    return f"[ {''.join(parts)}] ]"
