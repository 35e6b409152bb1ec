"""The display list as SVG, light rather than exact: type in whatever face the reader has, each glyph where it stands.

Lengths are points from the trim's top left corner. Inks are shown as if they were light taken away: good enough to see which
page it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Final

from typeset.model.layout import Rect
from typeset.model.placed import (
    Dot,
    GlyphRun,
    Item,
    LineStyle,
    Modules,
    Outline,
    Path,
    PlacedPicture,
    Rule,
    Tint,
)
from typeset.model.style import Colour
from typeset.report.html.markup import Markup, element, joined
from typeset.units import PT, Length

Thumbnail = Callable[[str], str | None]
"""Gives a small picture of a picture file as a data URI; None when there is none."""

_MILLI: Final = 1000
_BYTE: Final = 255
# Faces of these roles have no serifs; all others are shown with.
_SANS: Final = ("黑", "Hei", "Sans")
_DASHES: Final = {LineStyle.SOLID: None, LineStyle.DOTTED: (1, 1), LineStyle.DASHED: (3, 2)}


def drawn(items: Iterable[Item], thumbnail: Thumbnail) -> Markup:
    """The items in drawing order; neighbouring lines of type in one look share it."""
    parts: list[Markup] = []
    for look, group in groupby(items, key=_look):
        made = [_item(item, thumbnail) for item in group]
        if look is None:
            parts += made
        else:
            size, kind, fill = look
            parts.append(element("g", *made, class_=kind, font_size=size, fill=fill))
    return joined(parts)


def colour(inks: Colour) -> str:
    """An ink as light: ``#rrggbb``."""
    c, m, y, k = inks.inks
    levels = (_BYTE * (_MILLI - ink) * (_MILLI - k) // _MILLI**2 for ink in (c, m, y))
    return "#" + "".join(f"{max(0, level):02x}" for level in levels)


def points(length: Length) -> float:
    """A length in points, to a tenth: the picture is looked at, not measured."""
    return round(length / PT, 1)


def _look(item: Item) -> tuple[float, str, str] | None:
    if not isinstance(item, GlyphRun):
        return None
    return points(item.size), "sans" if any(s in item.face for s in _SANS) else "serif", colour(item.colour)


def _item(item: Item, thumbnail: Thumbnail) -> Markup:
    match item:
        case GlyphRun():
            return _type(item)
        case Rule():
            return _rule(item)
        case Tint():
            return element("rect", **_box(item.rect), fill=colour(item.colour))
        case Dot():
            x, y, r = (points(length) for length in (item.x, item.y, item.diameter // 2))
            return element("circle", cx=x, cy=y, r=r, fill=colour(item.colour))
        case Path():
            return _path(item)
        case PlacedPicture():
            return _picture(item, thumbnail)
        case Modules():
            return element("path", d=" ".join(_modules(item)), fill=colour(item.colour))


def _type(run: GlyphRun) -> Markup:
    """A line of type: every character at the place of its glyph, but for those that share one."""
    text = run.text
    if not text.strip():
        return Markup("")
    xs, ys = [run.xs[0]], [run.y]
    if all(len(one) == 1 for one in run.texts):
        # Down the page the first is in its place, the others below it.
        xs = list(run.xs) if not run.down else [run.xs[0]] * len(run.xs)
        ys = [run.y] if not run.down else [run.y + x - run.xs[0] for x in run.xs]
    turn = f"rotate({90 if run.turned else -90} {points(xs[0]):g} {points(run.y):g})"
    return element(
        "text",
        text,
        x=_listed(xs),
        y=_listed(ys),
        transform=turn if run.turned or run.upward else None,
    )


def _listed(lengths: Iterable[Length]) -> str:
    return " ".join(f"{points(length):g}" for length in lengths)


def _rule(rule: Rule) -> Markup:
    dash = _DASHES[rule.style]
    width = points(rule.width) or 0.1
    return element(
        "line",
        x1=points(rule.x0),
        y1=points(rule.y0),
        x2=points(rule.x1),
        y2=points(rule.y1),
        stroke=colour(rule.colour),
        stroke_width=width,
        stroke_dasharray=None if dash is None else " ".join(f"{width * part:g}" for part in dash),
    )


def _path(path: Path) -> Markup:
    d = " ".join(_outline(outline) for outline in path.outlines)
    shade = colour(path.colour)
    if not path.width:
        return element("path", d=d, fill=shade, fill_rule="evenodd" if path.even_odd else None)
    return element(
        "path",
        d=d,
        fill="none",
        stroke=shade,
        stroke_width=points(path.width) or 0.1,
        stroke_dasharray=_listed(path.dash) or None,
    )


def _outline(outline: Outline) -> str:
    parts = [f"M{_listed(outline.start)}"]
    for segment in outline.segments:
        sign = "L" if len(segment) == 1 else "C"
        parts.append(sign + _listed(length for point in segment for length in point))
    return "".join(parts) + ("Z" if outline.closed else "")


def _picture(picture: PlacedPicture, thumbnail: Thumbnail) -> Markup:
    """A thumbnail cut to what is seen of the picture; a grey box with its name where there is none."""
    small = thumbnail(picture.file)
    box = _box(picture.clip)
    if small is None:
        name = picture.file.rpartition("/")[2]
        at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        label = element("text", name, class_="missing", text_anchor="middle", **at)
        return joined([element("rect", **box, class_="missing"), label])
    image = element("image", href=small, preserveAspectRatio="none", **_box(picture.rect))
    view = " ".join(f"{value:g}" for value in box.values())
    return element("svg", image, viewBox=view, **box, class_="grey" if picture.grey else None)


def _modules(code: Modules) -> Iterator[str]:
    """A stroke of the pen for each dark stretch of a row."""
    side = code.rect.width / max(len(code.rows), 1) / PT
    left, top = code.rect.x / PT, code.rect.y / PT
    for row, modules in enumerate(code.rows):
        at = 0
        for dark, group in groupby(modules):
            count = len(list(group))
            if dark == "1":
                x, y = left + at * side, top + row * side
                yield f"M{x:.2f} {y:.2f}h{count * side:.2f}v{side:.2f}h{-count * side:.2f}z"
            at += count


def _box(rect: Rect) -> dict[str, float]:
    return {
        "x": points(rect.x),
        "y": points(rect.y),
        "width": points(rect.width),
        "height": points(rect.height),
    }
