"""Marked content (ISO 32000-1 §14.6): every stretch of a page is content of one element, or an artifact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from typeset.model.layout import Rect
from typeset.model.placed import Dot, GlyphRun, Item, Modules, Path, PlacedPicture, Rule, Tint
from typeset.model.structure import Element, Tag
from typeset.units import Length

LAYOUT: Final = "/Artifact<</Type/Layout>>BDC"
"""Opens what is drawn for the look of a page alone: rules, tints, layout aids."""
PAGINATION: Final = "/Artifact<</Type/Pagination>>BDC"
"""Opens what belongs to the page and not to what stands on it: folio lines, heads that are repeated."""


class PageTags(Struct):
    """The marked content of one page: its elements by their numbers there, where each begins, how it is read, and the places of figures."""

    elements: list[Element] = field(default_factory=list)
    tops: list[Length] = field(default_factory=list)
    orders: list[int] = field(default_factory=list)
    figures: dict[Element, Rect] = field(default_factory=dict)

    def opens(self, item: Item) -> str:
        """The operator before an item that is content of something other than what stands before it."""
        if item.part is None:
            return PAGINATION if isinstance(item, GlyphRun) else LAYOUT
        self.elements.append(item.part)
        self.tops.append(_top(item))
        self.orders.append(_order(item))
        return f"/{item.part.tag.value}<</MCID {len(self.elements) - 1}>>BDC"

    def sees(self, item: Item) -> None:
        """Keep the place of what is drawn of a figure."""
        if item.part is None or item.part.tag is not Tag.FIGURE:
            return
        extent = _extent(item)
        if extent is not None:
            known = self.figures.get(item.part)
            self.figures[item.part] = extent if known is None else _round(known, extent)


def parted(items: Iterable[Item]) -> Iterator[Item]:
    """The items, runs of glyphs that are content of several elements parted between them."""
    for item in items:
        if isinstance(item, GlyphRun) and item.inner:
            yield from _pieces(item)
        else:
            yield item


def _pieces(run: GlyphRun) -> Iterator[GlyphRun]:
    at = 0
    for first, last, part in run.inner:
        if first > at:
            yield _piece(run, at, first, run.part)
        yield _piece(run, first, last, part)
        at = last
    if at < len(run.glyphs):
        yield _piece(run, at, len(run.glyphs), run.part)


def _piece(run: GlyphRun, first: int, last: int, part: Element | None) -> GlyphRun:
    """Some glyphs of a run as a run of their own, in the same places."""
    xs, y, by = run.xs[first:last], run.y, run.xs[first] - run.xs[0]
    if run.turned or run.upward or run.down:
        # The positions of these are distances along the line, from where it begins.
        y += -by if run.upward else by
        xs = tuple(x - by for x in xs)
    glyphs, texts = run.glyphs[first:last], run.texts[first:last]
    return replace(run, y=y, glyphs=glyphs, xs=xs, texts=texts, part=part, inner=())


def continues(item: Item, before: Item | None) -> bool:
    """Whether an item is content of the same as the one before it."""
    if before is None:
        return False
    if item.part is None:
        return before.part is None and isinstance(item, GlyphRun) is isinstance(before, GlyphRun)
    if _order(item) != _order(before):
        # What comes between them may stand on the other page.
        return False
    return item.part is before.part or item.part == before.part


def _order(item: Item) -> int:
    return item.order if isinstance(item, GlyphRun | PlacedPicture | Modules) else 0


def _top(item: Item) -> Length:
    match item:
        case GlyphRun():
            return item.y - item.size
        case Rule():
            return min(item.y0, item.y1)
        case Tint() | Modules():
            return item.rect.y
        case Dot():
            return item.y - item.diameter // 2
        case PlacedPicture():
            return item.clip.y
        case Path():
            return min(y for _, y in _points(item))


def _extent(item: Item) -> Rect | None:
    match item:
        case PlacedPicture():
            return item.clip
        case Modules():
            return item.rect
        case Path() if item.outlines:
            xs, ys = zip(*_points(item), strict=True)
            return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        case _:
            return None


def _points(path: Path) -> Iterator[tuple[Length, Length]]:
    for outline in path.outlines:
        yield outline.start
        for segment in outline.segments:
            yield from segment


def _round(one: Rect, other: Rect) -> Rect:
    x, y = min(one.x, other.x), min(one.y, other.y)
    return Rect(x, y, max(one.right, other.right) - x, max(one.bottom, other.bottom) - y)
