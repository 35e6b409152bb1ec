"""One face: which glyph a character has, how wide it is, where its ink is, and what HarfBuzz makes of a text.

All lengths are thousandths of an em, y upwards. Everything is remembered per face, because a page asks the same
few thousand questions tens of thousands of times. Which face a character should come from is the book's business.
"""

from __future__ import annotations

import struct
from functools import cached_property
from typing import Final

import uharfbuzz as hb
from msgspec import Struct

from typeset.faces.record import FaceError, FaceRecord, Reason, inspect, may_embed, permissions

EM: Final = 1000
_CJK_ASCENDER: Final = 880
_CJK_DESCENDER: Final = -120
_MOST_TEXTS: Final = 50_000
_TYPO_METRICS_END: Final = 72
_BASE_AND_SELECTOR: Final = 2


class Glyph(Struct, frozen=True):
    """One shaped glyph, in thousandths of an em.

    ``cluster`` is the index in the shaped text it stands for; ``advance`` the distance to the next one along the
    line, positive in both writing modes. ``dx`` and ``dy`` lead from the pen to the glyph's own origin, y upwards;
    in vertical setting the pen is at the top middle of the em box.
    """

    gid: int
    cluster: int
    advance: int
    dx: int
    dy: int


class Face:
    """A face ready for use. HarfBuzz objects are made when first needed; pickling sends the record only."""

    def __init__(self, record: FaceRecord) -> None:
        """Check and hold a record.

        Raises:
            FaceError: when the font cannot be used.
        """
        inspect(record)
        self.record = record
        self.role = record.role
        self._glyphs: dict[str, int] = {}
        self._advances: dict[int, int] = {}
        self._ink: dict[int, tuple[int, int, int, int]] = {}
        self._shaped: dict[tuple[str, tuple[str, ...], bool], tuple[Glyph, ...]] = {}
        self._verticals: dict[str, int] = {}
        self._features: dict[tuple[str, ...], dict[str, int | bool]] = {}

    def __reduce__(self) -> tuple[type[Face], tuple[FaceRecord]]:
        return Face, (self.record,)

    def __repr__(self) -> str:
        return f"Face({self.role!r}, {self.record.file!r})"

    @cached_property
    def _face(self) -> hb.Face:
        face = hb.Face(self.record.for_harfbuzz, self.record.index)
        if not face.glyph_count or not face.upem:
            raise FaceError(Reason.BROKEN)
        return face

    @cached_property
    def _font(self) -> hb.Font:
        font = hb.Font(self._face)
        font.scale = (EM, EM)
        return font

    def glyph(self, char: str) -> int:
        """The nominal glyph of a character, 0 when the face lacks it.

        A base with a variation selector (two code points) falls back to the base; any other longer text is asked
        for as its first character.
        """
        gid = self._glyphs.get(char)
        if gid is None:
            gid = self._glyphs[char] = self._look_up(char)
        return gid

    def _look_up(self, char: str) -> int:
        if not char:
            return 0
        varied = None
        if len(char) == _BASE_AND_SELECTOR:
            varied = self._font.get_variation_glyph(ord(char[0]), ord(char[1]))
        return int(varied or self._font.get_nominal_glyph(ord(char[0])) or 0)

    def advance(self, gid: int) -> int:
        """The horizontal advance of a glyph."""
        width = self._advances.get(gid)
        if width is None:
            width = self._advances[gid] = int(self._font.get_glyph_h_advance(gid))
        return width

    def vertical_metrics(self, gid: int) -> tuple[int, int]:
        """The vertical advance of a glyph, and how far above its baseline its vertical origin is (OpenType ``vmtx``, ``VORG``)."""
        origin = self._font.get_glyph_v_origin(gid)
        height = int(origin[1]) if origin is not None else self.ascender
        return -int(self._font.get_glyph_v_advance(gid)), height

    def ink(self, gid: int) -> tuple[int, int, int, int]:
        """Left, bottom, right and top of a glyph's ink from its origin; zeros when it is blank."""
        box = self._ink.get(gid)
        if box is None:
            extents = self._font.get_glyph_extents(gid)
            box = (0, 0, 0, 0)
            if extents is not None and extents.width and extents.height:
                left, top = int(extents.x_bearing), int(extents.y_bearing)
                box = (left, top + int(extents.height), left + int(extents.width), top)
            self._ink[gid] = box
        return box

    def shape(
        self, text: str, *, features: tuple[str, ...] = (), vertical: bool = False
    ) -> tuple[Glyph, ...]:
        """Shape a text with HarfBuzz as Simplified Chinese; the script is that of its first letter.

        Args:
            text: what to shape, in one direction.
            features: OpenType features to switch, as ``fwid`` or ``kern=0``.
            vertical: set from top to bottom, with the face's vertical forms.
        """
        key = (text, features, vertical)
        glyphs = self._shaped.get(key)
        if glyphs is None:
            if len(self._shaped) >= _MOST_TEXTS:
                self._shaped.clear()
            glyphs = self._shaped[key] = self._shape(text, features, vertical=vertical)
        return glyphs

    def _shape(self, text: str, features: tuple[str, ...], *, vertical: bool) -> tuple[Glyph, ...]:
        if not text:
            return ()
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "ttb" if vertical else "ltr"
        # Marks alone have no script of their own; under the default script some faces do not join the dash.
        if not buffer.script or buffer.script in {"Zyyy", "Zinh", "Zzzz"}:
            buffer.script = "Latn" if text.isascii() else "Hani"
        buffer.language = "zh-Hans"
        hb.shape(self._font, buffer, self._switches(features))
        return tuple(
            Glyph(
                info.codepoint,
                info.cluster,
                -at.y_advance if vertical else at.x_advance,
                at.x_offset,
                at.y_offset,
            )
            for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        )

    def _switches(self, features: tuple[str, ...]) -> dict[str, int | bool]:
        switches = self._features.get(features)
        if switches is None:
            parts = (feature.partition("=") for feature in features)
            switches = self._features[features] = {tag: int(value) if value else 1 for tag, _, value in parts}
        return switches

    def vertical_glyph(self, char: str) -> int:
        """The glyph of a character in vertical setting: its ``vert`` form if the face has one, else the nominal."""
        gid = self._verticals.get(char)
        if gid is None:
            shaped = self.shape(char, vertical=True)
            gid = shaped[0].gid if len(shaped) == 1 and shaped[0].gid else self.glyph(char)
            self._verticals[char] = gid
        return gid

    @cached_property
    def _os2(self) -> bytes:
        if "OS/2" not in self._face.table_tags:
            return b""
        return bytes(self._face.reference_table("OS/2").data)

    @cached_property
    def ascender(self) -> int:
        """The typographic ascender; 880, the top of the em box of CJK faces, when the font states none."""
        return self._typographic(68) or _CJK_ASCENDER

    @cached_property
    def descender(self) -> int:
        """The typographic descender, negative; -120, the foot of the em box of CJK faces, when none is stated."""
        return self._typographic(70) or _CJK_DESCENDER

    def _typographic(self, offset: int) -> int:
        if len(self._os2) < _TYPO_METRICS_END:
            return 0
        units = int(struct.unpack_from(">h", self._os2, offset)[0])
        return round(units * EM / int(self._face.upem))

    @cached_property
    def family(self) -> str:
        """The font's family name, typographic if it has one."""
        names = hb.OTNameIdPredefined
        return self._name(names.TYPOGRAPHIC_FAMILY) or self._name(names.FONT_FAMILY)

    @cached_property
    def version(self) -> str:
        """The font's version, as its name table words it."""
        return self._name(hb.OTNameIdPredefined.VERSION_STRING)

    @cached_property
    def licence(self) -> str:
        """The licence: as ``fonts.yaml`` names it, else as the font's name table words it."""
        return self.record.licence or self._name(hb.OTNameIdPredefined.LICENSE)

    def _name(self, name_id: int) -> str:
        return str(self._face.get_name(name_id, "en") or "")

    @property
    def embeddable(self) -> bool:
        """Whether the font's owner lets a subset of it be embedded."""
        return may_embed(permissions(self._os2))

    @property
    def glyph_count(self) -> int:
        """How many glyphs the font has."""
        return int(self._face.glyph_count)

    @cached_property
    def _characters(self) -> frozenset[int]:
        return frozenset(self._face.unicodes)

    def characters(self) -> frozenset[int]:
        """All code points the face has a glyph for."""
        return self._characters
