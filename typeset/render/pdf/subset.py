"""Cuts a font down to the glyphs a document uses, as the bare font program that a PDF embeds.

Layout tables and hinting go: glyphs are placed already, and nothing hints at plate resolution.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Final

import uharfbuzz as hb
from msgspec import Struct

from typeset.render.pdf.cff import glyph_cids

_KEPT: Final = frozenset({"CFF ", "glyf", "loca", "head", "hhea", "hmtx", "maxp"})
_TAG_LETTERS: Final = 6
# Without subroutines the program is as long, but Flate makes a tenth less of it, and it is sooner cut.
_FLAGS: Final = (
    hb.SubsetFlags.NO_HINTING
    | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    | hb.SubsetFlags.NOTDEF_OUTLINE
    | hb.SubsetFlags.DESUBROUTINIZE
)


class FontError(ValueError):
    """A font that cannot be embedded; ``args[0]`` says why."""


class FontProgram(Struct, frozen=True):
    """A subset: its bytes, the code each wanted glyph has in it, and whether the outlines are CFF."""

    data: bytes
    codes: Mapping[int, int]
    is_cff: bool

    @property
    def tag(self) -> str:
        """Six capital letters made from the content, as names of subsets carry them (``ABCDEF``)."""
        digest = hashlib.sha256(self.data).digest()
        return "".join(chr(ord("A") + byte % 26) for byte in digest[:_TAG_LETTERS])


def subset(face: hb.Face, glyphs: Iterable[int]) -> FontProgram:
    """The font program of these glyphs and of ``.notdef``.

    Raises:
        FontError: when the font has neither CFF nor TrueType outlines, or cannot be cut.
    """
    tags = frozenset(face.table_tags)
    is_cff = "CFF " in tags
    if not is_cff and "glyf" not in tags:
        raise FontError("no CFF and no TrueType outlines")
    wanted = {0, *glyphs}
    job = hb.SubsetInput()
    job.glyph_set.update(wanted)
    job.drop_table_tag_set.update(int.from_bytes(t.encode("latin-1"), "big") for t in tags - _KEPT)
    job.flags = _FLAGS
    try:
        plan = hb.SubsetPlan(face, job)
        new_ids = dict(plan.old_to_new_glyph_mapping)
        cut = plan.execute()
    except RuntimeError as error:
        raise FontError(str(error)) from error
    data: bytes = (cut.reference_table("CFF ") if is_cff else cut.blob).data
    cids = glyph_cids(data) if is_cff else None
    codes = {gid: cids[new_ids[gid]] if cids else new_ids[gid] for gid in sorted(wanted)}
    return FontProgram(data, codes, is_cff)
