"""Pages as plain text, one item a line, for golden tests and for reading what stands where.

It is meant to be compared: the same pages always give the same lines, a moved line changes one line, and what
was typed stands beside the numbers. Lengths are points with three decimals from the trim's top left corner.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from typeset.faces import FaceBook
from typeset.model.layout import Rect
from typeset.model.placed import (
    Dot,
    GlyphRun,
    Item,
    Modules,
    Path,
    PlacedPage,
    PlacedPicture,
    Rule,
    Segment,
    Tint,
)
from typeset.model.style import WHITE, Colour
from typeset.render import Assets
from typeset.units import Length

_NATURAL: Final = 1000


class TextRenderer(Struct, frozen=True, kw_only=True):
    """Writes pages as text.

    ``detail`` adds the x of every glyph, the points of paths and the rows of QR codes; ``glyph_ids`` adds glyph ids, which differ
    between versions of a font.
    """

    detail: bool = False
    glyph_ids: bool = False

    @property
    def media_type(self) -> str:
        """Plain text in UTF-8."""
        return "text/plain; charset=utf-8"

    def render(self, pages: Sequence[PlacedPage], faces: FaceBook, assets: Assets) -> bytes:
        """All pages, each headed by a line with its number and size; faces and assets are not asked."""
        return "".join(f"{line}\n" for page in pages for line in self.lines(page)).encode()

    def lines(self, page: PlacedPage) -> list[str]:
        """One page: its heading, then its items in drawing order."""
        heading = f"page {page.number} {_size(page.width, page.height)} bleed {_pt(page.bleed)}"
        return [heading, *(line for item in page.items for line in self._item(item))]

    def _item(self, item: Item) -> list[str]:
        match item:
            case GlyphRun():
                return self._run(item)
            case Rule():
                ends = f"{_point(item.x0, item.y0)} - {_point(item.x1, item.y1)}"
                return [f"rule {ends} w={_pt(item.width)} {item.style.value} {_colour(item.colour)}"]
            case Tint():
                return [f"tint {_rect(item.rect)} {_colour(item.colour)}"]
            case Dot():
                return [f"dot {_point(item.x, item.y)} d={_pt(item.diameter)} {_colour(item.colour)}"]
            case Path():
                return self._path(item)
            case PlacedPicture():
                clip = "" if item.clip == item.rect else f" clip {_rect(item.clip)}"
                inline = " inline" if item.text else ""
                return [
                    f"picture {json.dumps(item.file, ensure_ascii=False)} {_rect(item.rect)}{clip}{inline}{' grey' if item.grey else ''}"
                ]
            case Modules():
                return self._modules(item)

    def _run(self, run: GlyphRun) -> list[str]:
        where = f"y={_pt(run.y)} x={_pt(run.xs[0])}..{_pt(run.xs[-1])}" if run.xs else f"y={_pt(run.y)} empty"
        parts = ["text", run.face, _pt(run.size), where, json.dumps(run.text, ensure_ascii=False)]
        parts += [_colour(run.colour), run.purpose.value]
        if run.stretch != _NATURAL:
            parts.append(f"stretch={run.stretch}")
        if run.turned:
            parts.append("turned")
        if run.upward:
            parts.append("upward")
        if run.down:
            parts.append("down")
        lines = [" ".join(parts)]
        if self.detail:
            lines.append("  x " + " ".join(_pt(x) for x in run.xs))
        if self.glyph_ids:
            lines.append("  glyphs " + " ".join(str(gid) for gid in run.glyphs))
        return lines

    def _path(self, path: Path) -> list[str]:
        """How many outlines and segments it has, where they lie, and a digest of all points."""
        outlines = [
            f"{_point(*o.start)}{''.join(_segment(s) for s in o.segments)}{' h' if o.closed else ''}"
            for o in path.outlines
        ]
        digest = f"{zlib.crc32(chr(10).join(outlines).encode()):08x}"
        count = f"{len(outlines)} of {sum(len(o.segments) for o in path.outlines)}"
        pen = f"w={_pt(path.width)}" if path.width else "filled"
        if path.dash:
            pen += f" dash {'+'.join(_pt(length) for length in path.dash)}"
        if path.even_odd:
            pen += " even-odd"
        lines = [f"path {count} in {_rect(_around(path))} {digest} {pen} {_colour(path.colour)}"]
        if self.detail:
            lines += [f"  {outline}" for outline in outlines]
        return lines

    def _modules(self, code: Modules) -> list[str]:
        across = len(code.rows[0]) if code.rows else 0
        digest = f"{zlib.crc32(chr(10).join(code.rows).encode()):08x}"
        size = f"{across}x{len(code.rows)}"
        lines = [f"modules {_rect(code.rect)} {size} {digest} {_colour(code.colour)}"]
        if self.detail:
            lines += [f"  {row}" for row in code.rows]
        return lines


def _around(path: Path) -> Rect:
    """The rectangle round all points of a path, those that control its curves too."""
    points = [
        point
        for outline in path.outlines
        for point in (outline.start, *(point for segment in outline.segments for point in segment))
    ]
    xs, ys = [x for x, _ in points] or [0], [y for _, y in points] or [0]
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _pt(length: Length) -> str:
    whole, part = divmod(abs(length), 1000)
    return f"{'-' if length < 0 else ''}{whole}.{part:03d}"


def _point(x: Length, y: Length) -> str:
    return f"{_pt(x)},{_pt(y)}"


def _segment(segment: Segment) -> str:
    """A line as `` l x,y`` and a curve as `` c x,y x,y x,y``."""
    return f" {'c' if len(segment) > 1 else 'l'} " + " ".join(_point(x, y) for x, y in segment)


def _size(width: Length, height: Length) -> str:
    return f"{_pt(width)}x{_pt(height)}"


def _rect(rect: Rect) -> str:
    return f"{_point(rect.x, rect.y)} {_size(rect.width, rect.height)}"


def _colour(colour: Colour) -> str:
    if colour.is_black:
        return "k"
    if colour == WHITE:
        return "white"
    if colour.spot:
        return f"{colour.spot}={colour.tint / 10:g}"
    inks = (("c", colour.c), ("m", colour.m), ("y", colour.y), ("k", colour.k))
    return "+".join(f"{ink}{amount / 10:g}" for ink, amount in inks if amount)
