"""Forms, patterns, graphics states and fonts of the new contents."""

from __future__ import annotations

from typing import Final

import pikepdf
from msgspec import Struct, field
from pikepdf import Array, Dictionary, Name

from typeset.plates.copying import Copy
from typeset.plates.inks import LIGHT
from typeset.plates.matrix import Box, Matrix
from typeset.plates.script import Script, first_tones
from typeset.plates.typefaces import Typeface
from typeset.plates.values import entry, items, numbers, word

_DEVICE_STATE: Final = ("/LW", "/LC", "/LJ", "/ML", "/D", "/ca", "/CA", "/AIS", "/TK", "/SA", "/FL")
_FONT_KEYS: Final = ("/Type", "/Subtype", "/BaseFont", "/Encoding", "/FirstChar", "/LastChar", "/Widths", "/W", "/DW",
                     "/W2", "/DW2", "/CIDToGIDMap", "/CIDSystemInfo")  # fmt: skip


def rectangle(box: Box) -> Array:
    """A box as PDF has it."""
    return Array([round(v, 4) for v in (box.x0, box.y0, box.x1, box.y1)])


class Form(Struct):
    """A form XObject; ``group`` is its transparency group, whose colours become grey."""

    script: Script
    bbox: Box
    matrix: Matrix
    group: object = None
    category: str = "/XObject"
    differs: bool = True

    def made(self, copy: Copy, plate: str) -> pikepdf.Object:
        """The form for a plate."""
        about = Dictionary(
            Type=Name.XObject, Subtype=Name.Form, BBox=rectangle(self.bbox), Matrix=Array(list(self.matrix))
        )
        if isinstance(self.group, pikepdf.Dictionary):
            about["/Group"] = grey_group(self.group)
        about["/Resources"] = copy.resources(plate)
        return copy.stream(self.script.on(plate), about)


def grey_group(group: object) -> Dictionary:
    """A transparency group in grey, isolated and knocking out as it was."""
    made = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceGray)
    for key in ("/I", "/K"):
        if isinstance(entry(group, key), bool):
            made[key] = entry(group, key)
    return made


class Tile(Struct):
    """A tiling pattern; ``coloured`` has colours of its own."""

    script: Script
    about: object
    coloured: bool
    category: str = "/Pattern"
    differs: bool = True

    def made(self, copy: Copy, plate: str) -> pikepdf.Object:
        """The pattern for a plate."""
        made = Dictionary(Type=Name.Pattern, PatternType=1, PaintType=1 if self.coloured else 2)
        for key in ("/TilingType", "/BBox", "/XStep", "/YStep", "/Matrix"):
            value = copy.plain(entry(self.about, key))
            if value is not None:
                made[key] = value
        made["/Resources"] = copy.resources(plate)
        first = first_tones(plate) if self.coloured else b""
        return copy.stream(first + self.script.on(plate), made)


class LookOf(Struct):
    """A graphics state; ``mask`` is the form of its soft mask, which is light and not ink: the same on each plate."""

    about: object
    mask: Form | None
    category: str = "/ExtGState"
    differs: bool = False

    def made(self, copy: Copy, plate: str) -> pikepdf.Object:
        """The state; overprint is not in it, for it has been done already."""
        del plate
        made = Dictionary(Type=Name.ExtGState)
        for key in _DEVICE_STATE:
            value = copy.plain(entry(self.about, key))
            if value is not None:
                made[key] = value
        blend = entry(self.about, "/BM")
        if blend is not None:
            known = word(next(items(blend, 1), None)) if isinstance(blend, pikepdf.Array) else word(blend)
            made["/BM"] = Name("/" + (known or "Normal"))
        soft = entry(self.about, "/SMask")
        if isinstance(soft, pikepdf.Name):
            made["/SMask"] = Name("/None")
        elif self.mask is not None:
            made["/SMask"] = self._mask(copy, soft, self.mask)
        return made

    def _mask(self, copy: Copy, soft: object, mask: Form) -> Dictionary:
        kind = word(entry(soft, "/S"))
        made = Dictionary(Type=Name.Mask, S=Name("/" + kind) if kind else Name.Luminosity)
        made["/G"] = copy.out.make_indirect(mask.made(copy, LIGHT))
        made["/G"]["/Group"] = grey_group(entry(entry(soft, "/G"), "/Group"))
        backdrop = numbers(entry(soft, "/BC"), 4)
        if backdrop:
            # Near enough: backdrops are black or white.
            white = backdrop[-1] < 0.5 if len(backdrop) == 4 else sum(backdrop) / len(backdrop) > 0.5  # noqa: PLR2004
            made["/BC"] = Array([1 if white else 0])
        transfer = copy.plain(entry(soft, "/TR"))
        if transfer is not None:
            made["/TR"] = transfer
        return made


class Letters(Struct):
    """A font copied with what drawing needs; the contents of a Type3 font's glyphs are scripts."""

    face: Typeface
    glyphs: dict[str, Script] = field(default_factory=dict)
    category: str = "/Font"

    @property
    def differs(self) -> bool:
        """Only glyphs that are contents can be coloured."""
        return bool(self.glyphs)

    def made(self, copy: Copy, plate: str) -> pikepdf.Object:
        """The font for a plate."""
        font = self.face.dictionary
        made = _font(copy, font)
        if self.face.kind == "Type3":
            made["/FontMatrix"] = Array(list(self.face.matrix))
            made["/FontBBox"] = copy.plain(entry(font, "/FontBBox")) or Array([0, 0, 0, 0])
            made["/Resources"] = copy.resources(plate)
            made["/CharProcs"] = Dictionary(
                {"/" + name: copy.out.make_stream(script.on(plate)) for name, script in self.glyphs.items()}
            )
        if self.face.cmap is not None:
            made["/DescendantFonts"] = Array([copy.out.make_indirect(_font(copy, self.face.descendant))])
        return made


def _font(copy: Copy, font: object) -> Dictionary:
    made = Dictionary()
    for key in _FONT_KEYS:
        value = copy.plain(entry(font, key))
        if value is not None:
            made[key] = value
    descriptor = entry(font, "/FontDescriptor")
    if isinstance(descriptor, pikepdf.Dictionary):
        made["/FontDescriptor"] = copy.out.make_indirect(copy.plain(descriptor) or Dictionary())
    return made
