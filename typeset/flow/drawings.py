"""Drawings (矢量图) in their places: shapes as paths, labels as type in our own faces, so that nothing is rasterised.

A drawing is shown whole in the middle of what its picture has of the page: cutting lines and type apart helps nobody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.findings import Finding
from typeset.flow.glyphs import missing, missing_from
from typeset.flow.place import Spot, place_line
from typeset.flow.tagged import named
from typeset.model.drawing import Drawing, Label, LabelRun, Shape
from typeset.model.layout import Rect
from typeset.model.placed import GlyphRun, Item, Outline, Path, PlacedPicture, Point, Purpose
from typeset.model.style import Align, LineRules, TextStyle
from typeset.source import Span
from typeset.text.linebreak import Measure, compose
from typeset.text.shape import Shaper, StyledText
from typeset.units import Length

# Faces for labels: families by what their names tell, else this one.
_USUAL: Final = "黑"
_BOLD: Final = "粗黑"
_FAMILIES: Final = (
    ("serif", "宋"),
    ("song", "宋"),
    ("ming", "宋"),
    ("times", "宋"),
    ("kai", "楷"),
    ("fang", "仿宋"),
)
_ALIGNED: Final = {Align.LEFT: 0, Align.CENTER: 1, Align.RIGHT: 2}


class _Place(Struct, frozen=True):
    """Where a drawing stands: its left edge and top, and its scale as a fraction."""

    x: Length
    y: Length
    part: Length
    whole: Length

    def of(self, length: Length) -> Length:
        """A length of the drawing on the page."""
        return length * self.part // self.whole

    def point(self, point: Point) -> Point:
        """A point of the drawing on the page."""
        return self.x + self.of(point[0]), self.y + self.of(point[1])


def drawn(
    items: Sequence[Item], drawings: Mapping[str, Drawing], shaper: Shaper, rules: LineRules
) -> tuple[Item, ...]:
    """The items, pictures that are drawings replaced by what is drawn."""
    made: list[Item] = []
    for item in items:
        drawing = drawings.get(item.file) if isinstance(item, PlacedPicture) else None
        if drawing is None or not isinstance(item, PlacedPicture):
            made.append(item)
        else:
            marks = _marks(drawing, item.clip, shaper, rules)
            made += named(marks, item.part) if item.part is not None else marks
    return tuple(made)


def missing_in_drawings(drawings: Mapping[str, Drawing], shaper: Shaper) -> list[Finding]:
    """A finding for each character of a label that neither its face nor its fallbacks have."""
    return [
        missing(char, Span(file), None)
        for file, drawing in drawings.items()
        for mark in drawing.marks
        if isinstance(mark, Label)
        for run in mark.runs
        for char in missing_from(run.text, _role(run, shaper), shaper.faces)
    ]


def _marks(drawing: Drawing, clip: Rect, shaper: Shaper, rules: LineRules) -> list[Item]:
    by_width = clip.width * drawing.height <= clip.height * drawing.width
    part, whole = (clip.width, drawing.width) if by_width else (clip.height, drawing.height)
    left = clip.x + (clip.width - drawing.width * part // whole) // 2
    top = clip.y + (clip.height - drawing.height * part // whole) // 2
    place = _Place(left, top, part, whole)
    items: list[Item] = []
    for mark in drawing.marks:
        items += _shape(mark, place) if isinstance(mark, Shape) else _label(mark, place, shaper, rules)
    return items


def _shape(shape: Shape, place: _Place) -> list[Item]:
    outlines = tuple(_outline(outline, place) for outline in shape.outlines)
    items: list[Item] = []
    if shape.fill is not None:
        # What is filled is closed, however it was drawn.
        closed = tuple(replace(outline, closed=True) for outline in outlines)
        items.append(Path(closed, shape.fill, even_odd=shape.even_odd))
    if shape.stroke is not None:
        dash = tuple(max(place.of(length), 1) for length in shape.dash)
        items.append(Path(outlines, shape.stroke, max(place.of(shape.pen), 1), dash))
    return items


def _outline(outline: Outline, place: _Place) -> Outline:
    segments = tuple(
        (place.point(segment[0]),)
        if len(segment) == 1
        else (place.point(segment[0]), place.point(segment[1]), place.point(segment[2]))
        for segment in outline.segments
    )
    return Outline(place.point(outline.start), segments, outline.closed)


def _label(label: Label, place: _Place, shaper: Shaper, rules: LineRules) -> list[Item]:
    runs = [StyledText(run.text, _style(run, place, shaper)) for run in label.runs]
    shaped = shaper.shape(runs, rules)
    lines = compose(shaped, Measure(max(shaped.natural[-1] * 2, 1)), align=Align.LEFT)
    if not lines:
        return []
    line = lines[0]
    back = line.width * _ALIGNED[label.align] // 2
    x, y = place.point((label.x, label.y))
    if not label.quarter:
        return place_line(shaped, line, Spot(x - back, y), Purpose.CAPTION)
    placed = place_line(shaped, line, Spot(-back, 0), Purpose.CAPTION)
    return [_turned(run, x, y, label.quarter) for run in placed if isinstance(run, GlyphRun)]


def _turned(run: GlyphRun, x: Length, y: Length, quarter: int) -> GlyphRun:
    first = run.xs[0]
    xs = tuple(x + at - first for at in run.xs)
    return replace(run, y=y + quarter * first, xs=xs, turned=quarter > 0, upward=quarter < 0)


def _style(run: LabelRun, place: _Place, shaper: Shaper) -> TextStyle:
    size = max(place.of(run.size), 1)
    return TextStyle("label", _role(run, shaper), size, colour=run.colour)


def _role(run: LabelRun, shaper: Shaper) -> str:
    """The face of a label: one of ours it names, or the one nearest to what it names."""
    named = next((family for family in run.families if family in shaper.faces), None)
    if named is None:
        told = " ".join(run.families).lower().replace("sans-serif", "").replace("sans", "")
        named = next((face for word, face in _FAMILIES if word in told and face in shaper.faces), _USUAL)
    if run.bold and named == _USUAL and _BOLD in shaper.faces:
        return _BOLD
    return named if named in shaper.faces else shaper.faces.roles[0]
