"""A face cut down to the glyphs a document uses, with all that its fonts say of them; it may stand from run to run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

import uharfbuzz as hb
from msgspec import Struct

from typeset.faces import Face
from typeset.render.pdf.descriptor import base_name, descriptor
from typeset.render.pdf.needs import Pair
from typeset.render.pdf.numbers import decimal
from typeset.render.pdf.objects import Stream, Value, array, dictionary, in_string, name
from typeset.render.pdf.objects import text_string as text
from typeset.render.pdf.subset import FontProgram, subset
from typeset.render.pdf.tounicode import to_unicode
from typeset.standing import LastRun

# Where a glyph hangs in a vertical line, and how far it moves on, unless W2 says otherwise (PDF 9.7.4.3).
_ORIGIN: Final = 880
_DOWN: Final = 1000


class Asked(Struct, frozen=True, eq=False):
    """All that a cut face depends on.

    ``resource`` is what its first font is called on pages; ``layers`` are the texts of glyphs: the first that each stands for, then the second
    of those that have one, and so on; ``down`` are glyphs that stand in vertical lines.
    """

    face: Face
    resource: str
    layers: tuple[dict[int, str], ...]
    down: frozenset[int]

    def is_same(self, other: Asked) -> bool:
        """Whether the same comes out of both."""
        return (
            self.face is other.face
            and self.resource == other.resource
            and self.down == other.down
            and self.layers == other.layers
        )


class CutFace(Struct, frozen=True, eq=False):
    """A face for one document.

    ``codes`` leads from a glyph and its text to the resource name of a font and the code in it (as it stands in a string); ``widths`` gives
    advances in thousandths of an em, as the PDF states them; ``hangs`` vertical advances and origins of glyphs in vertical lines, in the same
    unit. ``maps`` are the ToUnicode maps of the fonts by their names, each with whether it has glyphs of vertical lines.
    """

    asked: Asked
    cut: FontProgram
    base: str
    program: Stream
    descriptor: Mapping[str, Value]
    descendant: Mapping[str, Value]
    maps: tuple[tuple[str, Stream, bool], ...]
    codes: Mapping[Pair, tuple[str, str]]
    widths: Mapping[int, int]
    hangs: Mapping[int, tuple[int, int]]

    @property
    def is_cff(self) -> bool:
        """Whether the outlines are CFF."""
        return self.cut.is_cff

    def changed(self, other: CutFace) -> frozenset[Pair]:
        """The glyphs, as they are meant, that another cut of a face shows otherwise, or not at all."""
        if self.asked.face is not other.asked.face:
            return frozenset(self.codes)
        return frozenset(pair for pair, code in self.codes.items() if other.codes.get(pair) != code)


CutFaces = LastRun[str, CutFace]
"""Faces as they were cut in the run before, by their roles."""


def cut_face(asked: Asked, known: CutFace | None = None) -> CutFace:
    """The face, cut; of one that is ``known`` already the program is taken over where it is of the same glyphs.

    Raises:
        FontError: when it cannot be embedded.
    """
    face, glyphs = asked.face, asked.layers[0]
    font = hb.Face(face.record.for_harfbuzz, face.record.index)
    if known is not None and known.asked.face is face and known.asked.layers[0].keys() == glyphs.keys():
        program, stream = known.cut, known.program
    else:
        program = subset(font, glyphs)
        kind = {"Subtype": name("CIDFontType0C")} if program.is_cff else {"Length1": len(program.data)}
        stream = Stream(program.data, compress=True, **kind)
    widths = {gid: face.advance(gid) for gid in glyphs}
    hangs = {gid: face.vertical_metrics(gid) for gid in sorted(asked.down)}
    codes: dict[Pair, tuple[str, str]] = {}
    maps: list[tuple[str, Stream, bool]] = []
    for layer, texts in enumerate(asked.layers):
        key = f"{asked.resource}.{layer}" if layer else asked.resource
        codes.update(
            {
                (gid, typed): (key, in_string(program.codes[gid].to_bytes(2, "big")))
                for gid, typed in texts.items()
            }
        )
        cmap = to_unicode({program.codes[gid]: typed for gid, typed in texts.items()})
        maps.append((key, Stream(cmap, compress=True), not asked.down.isdisjoint(texts)))
    return CutFace(
        asked,
        program,
        base_name(font, program),
        stream,
        descriptor(font, program),
        _descendant(font, program, widths, hangs),
        tuple(maps),
        codes,
        widths,
        hangs,
    )


def _descendant(
    font: hb.Face, program: FontProgram, widths: Mapping[int, int], hangs: Mapping[int, tuple[int, int]]
) -> dict[str, Value]:
    """The CIDFont, but for its descriptor."""
    counts = Counter(widths.values())
    # Of widths as frequent as each other the least: the order glyphs came in must not tell.
    usual = min(counts, key=lambda width: (-counts[width], width))
    entries: dict[str, Value] = {
        "Type": name("Font"),
        "Subtype": name("CIDFontType0" if program.is_cff else "CIDFontType2"),
        "BaseFont": name(base_name(font, program)),
        "CIDSystemInfo": dictionary(Registry=text("Adobe"), Ordering=text("Identity"), Supplement=0),
        "DW": usual,
    }
    by_code = sorted((program.codes[gid], width) for gid, width in widths.items() if width != usual)
    if by_code:
        entries["W"] = _width_array(by_code)
    if not program.is_cff:
        entries["CIDToGIDMap"] = name("Identity")
    if hangs:
        entries |= _vertical(program, widths, hangs)
    return entries


def _vertical(
    program: FontProgram, widths: Mapping[int, int], hangs: Mapping[int, tuple[int, int]]
) -> dict[str, Value]:
    """How glyphs of vertical lines move on and where they hang, where that is not as ``DW2`` says (PDF 9.7.4.3)."""
    entries: dict[str, Value] = {"DW2": array([_ORIGIN, -_DOWN])}
    others = sorted((program.codes[gid], gid) for gid, hang in hangs.items() if hang != (_DOWN, _ORIGIN))
    if others:
        parts = (
            f"{code} [{-hangs[gid][0]} {decimal(widths[gid] * 5, 1)} {hangs[gid][1]}]" for code, gid in others
        )
        entries["W2"] = f"[ {' '.join(parts)} ]"
    return entries


def _width_array(by_code: Sequence[tuple[int, int]]) -> str:
    """Widths of codes that follow each other share one list: ``[ 5 [500 520] 9 [250] ]``."""
    parts: list[str] = []
    last = -1
    for code, width in by_code:
        parts.append(f" {width}" if parts and code == last + 1 else f"{'] ' if parts else ''}{code} [{width}")
        last = code
    return f"[ {''.join(parts)}] ]"
