"""An SVG file as a drawing: its elements walked in order, transforms worked into the points, the rest told."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct, field
from msgspec.structs import replace

from typeset.model.drawing import Drawing, Label, LabelRun, Shape
from typeset.model.placed import Outline
from typeset.model.style import BLACK, Align
from typeset.patterns import regex
from typeset.read.colours import RgbToInks
from typeset.read.svg.look import Look, Rule, length, rules_of
from typeset.read.svg.paths import TAGS, Traced, data_of, outlines_of, traced
from typeset.read.svg.tree import BrokenSvgError, Node, parse

MILLI: Final = 1000
_GROUPS: Final = frozenset({"svg", "g", "a", "switch"})
_SILENT: Final = frozenset(
    {"defs", "title", "desc", "metadata", "style", "symbol", "linearGradient", "radialGradient"}
)
_EFFECTS: Final = ("filter", "mask", "clip-path", "marker-start", "marker-mid", "marker-end")
_ANCHORS: Final = {"middle": Align.CENTER, "end": Align.RIGHT}
_DEEPEST_USE: Final = 10
_MOST_POINTS: Final = 200_000
# Elements that are drawn, those that stand for others as often as they are drawn.
_MOST_TAKEN: Final = 60_000
# Characters of path data, which are read before their points can be counted.
_MOST_DATA: Final = 1_000_000
_BLANKS: Final = regex(r"\s+")
_LEVEL: Final = 0.5
# Left, top, width and height of a viewBox.
_BOX: Final = 4


class ReadSvg(Struct, frozen=True):
    """A drawing; ``left_out`` are elements that are not drawn or not as they were meant, each with its line.

    ``converted`` is how many of its colours became ink of several plates.
    """

    drawing: Drawing
    left_out: tuple[tuple[str, int], ...]
    converted: int = 0


def is_svg(data: bytes) -> bool:
    """Whether a file looks like SVG."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and b"<svg" in head


def read_svg(data: bytes, inks_of: RgbToInks) -> ReadSvg:
    """The drawing of an SVG file, its colours in the inks that ``inks_of`` gives.

    Raises:
        BrokenSvgError: when the file is no SVG, or one too large to be a drawing.
    """
    from svgelements import Matrix

    root = parse(data)
    walk = _Walk({})
    for node in _all(root):
        walk.known.setdefault(node.attributes.get("id", ""), node)
        if node.tag == "style":
            rules, unknown = rules_of(node.text)
            walk.rules += rules
            walk.left_out += [(f"style {selector}", node.line) for selector in unknown]
    walk.rules.sort(key=lambda rule: rule.weight)
    left, top, width, height = _sheet(root)
    for child in root.elements:
        walk.take(child, Look({}, {}, inks_of).below(root, walk.rules), Matrix(1, 0, 0, 1, -left, -top))
    drawing = Drawing(round(width * MILLI), round(height * MILLI), tuple(walk.marks))
    return ReadSvg(drawing, tuple(walk.left_out), _converted(drawing))


def _converted(drawing: Drawing) -> int:
    """How many colours a drawing has besides greys."""
    colours = {
        colour
        for mark in drawing.marks
        for colour in (
            (mark.fill, mark.stroke) if isinstance(mark, Shape) else (run.colour for run in mark.runs)
        )
        if colour is not None and (colour.c or colour.m or colour.y)
    }
    return len(colours)


def _all(node: Node) -> Iterator[Node]:
    yield node
    for child in node.elements:
        yield from _all(child)


def _sheet(root: Node) -> tuple[float, float, float, float]:
    """Left, top, width and height of what is seen."""
    box = [
        length(part, 0) for part in re.split(r"[\s,]+", root.attributes.get("viewBox", "").strip()) if part
    ]
    if len(box) != _BOX:
        box = [0, 0, *(length(root.attributes.get(key, ""), 0) for key in ("width", "height"))]
    if box[2] <= 0 or box[3] <= 0:
        raise BrokenSvgError("没有说明大小（viewBox）", "it does not say its size (viewBox)", root.line)
    return box[0], box[1], box[2], box[3]


class _Walk(Struct):
    """What has been read of one file; lives for one call of :func:`read_svg`."""

    known: dict[str, Node]
    rules: list[Rule] = field(default_factory=list)
    marks: list[Shape | Label] = field(default_factory=list)
    left_out: list[tuple[str, int]] = field(default_factory=list)
    points: int = 0
    taken: int = 0
    data: int = 0
    traced: dict[str, Traced | None] = field(default_factory=dict)

    def take(self, node: Node, above: Look, matrix: Any, uses: int = 0) -> None:
        """Draw an element and what stands in it."""
        from svgelements import Matrix

        self.taken += 1
        if self.taken > _MOST_TAKEN:
            raise BrokenSvgError("太复杂", "it is too complex", node.line)
        look = above.below(node, self.rules)
        if node.tag in _SILENT or not node.tag or look.own.get("display") == "none":
            return
        self.left_out += [(key, node.line) for key in _EFFECTS if look.own.get(key, "none") != "none"]
        if "transform" in look.own:
            matrix = Matrix(look.own["transform"]) * matrix
        if node.tag in _GROUPS:
            if node.tag == "svg":
                self.left_out.append(("svg", node.line))
            for child in node.elements:
                self.take(child, look, matrix, uses)
        elif node.tag == "use":
            self._use(node, look, matrix, uses)
        elif node.tag == "text" or node.tag in TAGS:
            self._mark(node, look, matrix)
        else:
            self.left_out.append((node.tag, node.line))

    def _mark(self, node: Node, look: Look, matrix: Any) -> None:
        """Draw an element that is seen itself."""
        if look.hidden:
            return
        if node.tag == "text":
            self._text(node, look, matrix)
        else:
            self._shape(node, look, matrix)

    def _use(self, node: Node, look: Look, matrix: Any, uses: int) -> None:
        from svgelements import Matrix

        meant = self.known.get(node.attributes.get("href", "").removeprefix("#"))
        if meant is None or uses >= _DEEPEST_USE or not node.attributes.get("href", "").startswith("#"):
            self.left_out.append(("use", node.line))
            return
        x, y = (length(node.attributes.get(key, ""), 0) for key in ("x", "y"))
        moved = Matrix(1, 0, 0, 1, x, y) * matrix
        if meant.tag == "symbol":
            for child in meant.elements:
                self.take(child, look.below(meant, self.rules), moved, uses + 1)
        else:
            self.take(meant, look, moved, uses + 1)

    def _shape(self, node: Node, look: Look, matrix: Any) -> None:
        fill, fill_exact = look.paint("fill", "black")
        stroke, stroke_exact = look.paint("stroke", "none")
        if node.tag == "line":
            fill = None
        if not (fill_exact and stroke_exact):
            self.left_out.append((f"{node.tag} paint", node.line))
        lines = self._lines(node, look)
        outlines = None if lines is None else outlines_of(lines, matrix)
        if outlines is None:
            self.left_out.append((node.tag, node.line))
            return
        self._count(outlines, node)
        scale = math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))
        pen = round(length(look.inherited.get("stroke-width", "1"), 0, 1) * scale * MILLI)
        if not outlines or (fill is None and (stroke is None or not pen)):
            return
        dashes = re.split(r"[\s,]+", look.inherited.get("stroke-dasharray", "").strip())
        dash = [round(length(part, 0) * scale * MILLI) for part in dashes if part]
        dash = dash * 2 if len(dash) % 2 else dash
        even_odd = look.inherited.get("fill-rule") == "evenodd"
        painted = stroke if pen else None
        self.marks.append(Shape(outlines, fill, painted, pen, tuple(dash) if any(dash) else (), even_odd))

    def _lines(self, node: Node, look: Look) -> Traced | None:
        """The lines of a shape, read once however often it is drawn; None when they cannot be read."""
        data = data_of(node.tag, look.own)
        if data is None:
            return None
        if data not in self.traced:
            self.data += len(data)
            if self.data > _MOST_DATA:
                raise BrokenSvgError("太复杂", "it is too complex", node.line)
            self.traced[data] = traced(data)
        return self.traced[data]

    def _count(self, outlines: tuple[Outline, ...], node: Node) -> None:
        self.points += sum(len(outline.segments) for outline in outlines)
        if self.points > _MOST_POINTS:
            raise BrokenSvgError("太复杂", "it is too complex", node.line)

    def _text(self, node: Node, look: Look, matrix: Any) -> None:
        """Labels of a text: one for each point its parts begin at."""
        angle = math.degrees(math.atan2(matrix.b, matrix.a))
        quarter = round(angle / 90)
        if abs(angle - quarter * 90) > _LEVEL or quarter not in {-1, 0, 1}:
            self.left_out.append((f"text rotate({round(angle)})", node.line))
            quarter = 0
        scale = math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))
        for runs, (x, y), align in _lines(node, look, self.rules):
            px, py = matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f
            sized = tuple(replace(run, size=round(run.size * scale)) for run in runs)
            self.marks.append(Label(sized, round(px * MILLI), round(py * MILLI), align, quarter))


_Line = tuple[tuple[LabelRun, ...], tuple[float, float], Align]


def _lines(node: Node, look: Look, rules: list[Rule]) -> Iterator[_Line]:
    """The parts of a text, each with the point it begins at: a new one wherever x or y is given."""
    runs: list[LabelRun] = []
    at = (0.0, 0.0)
    align = Align.LEFT
    for text, part, begins in _parts(node, look, rules, at):
        if begins is not None:
            if any(run.text.strip() for run in runs):
                yield _trimmed(runs), at, align
            runs, at = [], begins
            align = _ANCHORS.get(part.inherited.get("text-anchor", ""), Align.LEFT)
        if text:
            colour, _ = part.paint("fill", "black")
            size = round(part.size * MILLI)
            runs.append(LabelRun(text, size, part.families, part.bold, colour or BLACK))
    if any(run.text.strip() for run in runs):
        yield _trimmed(runs), at, align


def _trimmed(runs: list[LabelRun]) -> tuple[LabelRun, ...]:
    first, *rest = runs
    made = [replace(first, text=first.text.lstrip()), *rest]
    made[-1] = replace(made[-1], text=made[-1].text.rstrip())
    return tuple(run for run in made if run.text)


def _parts(
    node: Node, look: Look, rules: list[Rule], at: tuple[float, float]
) -> Iterator[tuple[str, Look, tuple[float, float] | None]]:
    """Stretches of text with their looks, and where they begin anew."""
    own = node.attributes
    begins = None
    if node.tag == "text" or any(key in own for key in ("x", "y", "dx", "dy")):
        x = length(_first(own.get("x", "")), look.size, 0.0 if node.tag == "text" else at[0])
        y = length(_first(own.get("y", "")), look.size, 0.0 if node.tag == "text" else at[1])
        at = (
            x + length(_first(own.get("dx", "")), look.size),
            y + length(_first(own.get("dy", "")), look.size),
        )
        begins = at
    yield "", look, begins
    for child in node.children:
        if isinstance(child, str):
            yield _BLANKS.sub(" ", child), look, None
        elif child.tag in {"tspan", "a"}:
            yield from _parts(child, look.below(child, rules), rules, at)


def _first(text: str) -> str:
    """The first of several positions."""
    return re.split(r"[\s,]+", text.strip())[0]
