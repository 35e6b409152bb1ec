"""The content of one page: items of the display list as PDF operators.

Lengths count from the trim's top left corner downwards; PDF counts from the lower left corner of the media box,
which lies the bleed outside the trim. Operators that would repeat the state that holds already are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, repeat
from typing import Final

from typeset.model.layout import Rect
from typeset.model.placed import (
    Dot,
    GlyphRun,
    Imposed,
    Item,
    Modules,
    Outline,
    Path,
    PlacedPicture,
    PlacedSheet,
    Rule,
    Tint,
)
from typeset.model.style import Colour
from typeset.render.pdf.cutface import CutFace
from typeset.render.pdf.fonts import VERTICAL
from typeset.render.pdf.glyphs import show
from typeset.render.pdf.inks import (
    KNOCKS_OUT,
    OVERPRINTS,
    PageInks,
    rule_overprints,
    type_overprints,
)
from typeset.render.pdf.layers import LAYER_KEY
from typeset.render.pdf.marked import LAYOUT, PageTags, continues, parted
from typeset.render.pdf.modules import dark_rects
from typeset.render.pdf.numbers import thousandths
from typeset.render.pdf.patterns import SOLID, line_and_pattern
from typeset.render.pdf.resources import Resources
from typeset.render.pdf.shown import Shown, ShownRuns
from typeset.render.pdf.tounicode import utf16
from typeset.units import Length

# How far the control points of a quarter of a circle stand from its ends, in thousandths of its radius.
_CIRCLE: Final = 552

# How the unit square of an image lies in its place for each EXIF orientation: (a b c d) in widths and heights,
# and the corner (e f) its origin goes to.
_ORIENTATIONS: Final[Mapping[int, tuple[int, int, int, int, int, int]]] = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}


class PageContent:
    """Collects the operators of one page, or of the side of a sheet; what they name they ask of its resources."""

    def __init__(
        self,
        sheet: PlacedSheet,
        resources: Resources,
        over: Sequence[Item] = (),
        tags: PageTags | None = None,
        runs: ShownRuns | None = None,
    ) -> None:
        self._resources = resources
        self._runs = ShownRuns() if runs is None else runs
        self.inks = PageInks(resources.space)
        self._left = sheet.bleed + sheet.margin
        self._top = sheet.height + sheet.bleed + sheet.margin
        self._lines: list[str] = []
        self._in_text = False
        self._tags = tags
        # Values of the graphics state by what they set; absent means the viewer's default, which we never use.
        self._state: dict[str, str] = {"pattern": SOLID, "overprint": KNOCKS_OUT}
        for imposed in sheet.pages:
            if len(sheet.pages) == 1 and not (imposed.x or imposed.y or imposed.turned):
                self._items(imposed.page.items)
            else:
                self._imposed(imposed)
        self._items(sheet.items)
        if over:
            self._layer(over)

    def operators(self) -> bytes:
        """The content stream, not compressed."""
        # Codes of glyphs are bytes of any value.
        return "\n".join(self._lines).encode("latin-1")

    def _items(self, items: Sequence[Item]) -> None:
        before: Item | None = None
        for item in items if self._tags is None else parted(items):
            if self._tags is not None:
                self._mark(item, before, self._tags)
                before = item
            self._draw(item)
        self._text(wanted=False)
        if before is not None:
            self._lines.append("EMC")

    def _mark(self, item: Item, before: Item | None, tags: PageTags) -> None:
        """Say what an item is content of; marked content holds whole text objects, and none of it other marked content."""
        tags.sees(item)
        if continues(item, before):
            return
        self._text(wanted=False)
        if before is not None:
            self._lines.append("EMC")
        self._lines.append(tags.opens(item))

    def _layer(self, items: Sequence[Item]) -> None:
        """Items of the document's layer: marked, so that a viewer can leave them out."""
        tags, self._tags = self._tags, None
        opens = [f"/OC /{LAYER_KEY} BDC"] if tags is None else [LAYOUT, f"/OC /{LAYER_KEY} BDC"]
        self._lines += opens
        self._items(items)
        self._lines += ["EMC"] * len(opens)

    def _imposed(self, imposed: Imposed) -> None:
        """A page in its place on a sheet: nothing of it outside its trim, for there is another page."""
        page = imposed.page
        left, top, outside = self._left, self._top, dict(self._state)
        if imposed.turned:
            corner = f"{self._x(imposed.x + page.width)} {self._y(imposed.y + page.height)}"
            self._lines.append(f"q -1 0 0 -1 {corner} cm")
        else:
            self._lines.append(f"q 1 0 0 1 {self._x(imposed.x)} {self._y(imposed.y)} cm")
        self._left = self._top = 0
        self._lines.append(f"{self._rectangle(Rect(0, 0, page.width, page.height))} W n")
        self._items(page.items)
        self._lines.append("Q")
        self._left, self._top, self._state = left, top, outside

    def _draw(self, item: Item) -> None:
        match item:
            case GlyphRun():
                self._run(item)
            case Rule():
                self._rule(item)
            case Tint():
                self._fill(item.colour, [self._rectangle(item.rect)])
            case Dot():
                self._fill(item.colour, self._circle(item))
            case Path():
                self._path(item)
            case PlacedPicture():
                self._picture(item)
            case Modules():
                self._fill(item.colour, [self._rectangle(r) for r in dark_rects(item)])

    def _set(self, key: str, operator: str) -> None:
        if self._state.get(key) != operator:
            self._state[key] = operator
            self._lines.append(operator)

    def _text(self, *, wanted: bool) -> None:
        if self._in_text != wanted:
            self._in_text = wanted
            self._lines.append("BT" if wanted else "ET")

    def _x(self, x: Length) -> str:
        return thousandths(self._left + x)

    def _y(self, y: Length) -> str:
        return thousandths(self._top - y)

    def _rectangle(self, rect: Rect) -> str:
        size = f"{thousandths(rect.width)} {thousandths(rect.height)}"
        return f"{self._x(rect.x)} {self._y(rect.bottom)} {size} re"

    def _circle(self, dot: Dot) -> list[str]:
        """Four curves: every viewer fills them alike, which cannot be said of a line without length."""
        r = dot.diameter // 2
        k = r * _CIRCLE // 1000
        corners = (
            ((-r, -k), (-k, -r), (0, -r)),
            ((k, -r), (r, -k), (r, 0)),
            ((r, k), (k, r), (0, r)),
            ((-k, r), (-r, k), (-r, 0)),
        )
        curves = (
            " ".join(f"{self._x(dot.x + x)} {self._y(dot.y + y)}" for x, y in curve) + " c"
            for curve in corners
        )
        return [f"{self._x(dot.x - r)} {self._y(dot.y)} m", *curves, "h"]

    def _overprint(self, *, wanted: bool) -> None:
        self._set("overprint", OVERPRINTS if wanted else KNOCKS_OUT)

    def _fill(self, colour: Colour, path: list[str], operator: str = "f") -> None:
        if path:
            self._text(wanted=False)
            self._overprint(wanted=False)
            self._set("fill", self.inks.fill(colour))
            self._lines += [*path, operator]

    def _run(self, run: GlyphRun) -> None:
        if not run.glyphs:
            return
        self._text(wanted=True)
        self._overprint(wanted=type_overprints(run.colour, run.size))
        self._set("fill", self.inks.fill(run.colour))
        for font, operators in self._runs.take(run, (self._left, self._top), self._shown):
            if font:
                self._resources.font(run.face, font)
                self._set("font", f"/{font} {thousandths(run.size)} Tf")
            self._lines.append(operators)

    def _shown(self, run: GlyphRun) -> Shown:
        """How a run is shown, whatever stands before it."""
        if "" not in run.texts:
            return tuple(self._glyphs(run, 0, len(run.texts)))
        made: list[tuple[str, str]] = []
        for first, last in _clusters(run.texts):
            spans_glyphs = last - first > 1 and not run.texts[first + 1]
            if spans_glyphs:
                made.append(("", f"/Span <</ActualText <FEFF{utf16(run.texts[first])}>>> BDC"))
            made += self._glyphs(run, first, last)
            if spans_glyphs:
                made.append(("", "EMC"))
        return tuple(made)

    def _glyphs(self, run: GlyphRun, first: int, last: int) -> list[tuple[str, str]]:
        """Show some glyphs of a run, changing fonts where a glyph has another meaning."""
        face = self._resources.faces[run.face].cut
        glyphs = zip(run.glyphs[first:last], run.texts[first:last], strict=True)
        fonts, codes = zip(*map(face.codes.__getitem__, glyphs), strict=True)
        if not run.down and fonts.count(fonts[0]) == len(fonts):
            return [(fonts[0], self._show(run, first, face, codes))]
        made: list[tuple[str, str]] = []
        # Glyphs of a vertical line hang by their middles, so one that is wider begins anew.
        wide = map(face.widths.__getitem__, run.glyphs[first:last]) if run.down else repeat(0)
        start = 0
        for (font, _), group in groupby(zip(fonts, wide, strict=False)):
            end = start + len(tuple(group))
            shown = self._show(run, first + start, face, codes[start:end])
            made.append((VERTICAL + font if run.down else font, shown))
            start = end
        return made

    def _show(self, run: GlyphRun, first: int, face: CutFace, shown: Sequence[str]) -> str:
        end = first + len(shown)
        gids, xs = run.glyphs[first:end], run.xs[first:end]
        if run.down:
            steps = [face.hangs[gid][0] for gid in gids]
            xs = tuple(
                run.y + x - run.xs[0] - face.hangs[gid][1] * run.size // 1000
                for gid, x in zip(gids, xs, strict=True)
            )
            middle = run.xs[0] + face.widths[gids[0]] * run.size // 2000
            matrix = f"1 0 0 1 {self._x(middle)} {self._y(xs[0])} Tm"
        else:
            steps = list(map(face.widths.__getitem__, gids))
            matrix = self._matrix(run, xs[0])
        return f"{matrix}\n{show(shown, steps, xs, size=run.size, stretch=run.stretch, down=run.down)}"

    def _matrix(self, run: GlyphRun, x: Length) -> str:
        stretch = thousandths(run.stretch)
        if run.turned:
            down = run.y + x - run.xs[0]
            return f"0 {thousandths(-run.stretch)} 1 0 {self._x(run.xs[0])} {self._y(down)} Tm"
        if run.upward:
            up = run.y - (x - run.xs[0])
            return f"0 {stretch} -1 0 {self._x(run.xs[0])} {self._y(up)} Tm"
        return f"{stretch} 0 0 1 {self._x(x)} {self._y(run.y)} Tm"

    def _rule(self, rule: Rule) -> None:
        self._text(wanted=False)
        (x0, y0, x1, y1), pattern = line_and_pattern(rule)
        self._pen(rule.colour, rule.width, pattern)
        self._lines.append(f"{self._x(x0)} {self._y(y0)} m {self._x(x1)} {self._y(y1)} l S")

    def _pen(self, colour: Colour, width: Length, pattern: str) -> None:
        self._overprint(wanted=rule_overprints(colour, width))
        self._set("stroke", self.inks.stroke(colour))
        self._set("width", f"{thousandths(width)} w")
        self._set("pattern", pattern)

    def _path(self, path: Path) -> None:
        operators = [operator for outline in path.outlines for operator in self._outline(outline)]
        if not path.width:
            self._fill(path.colour, operators, "f*" if path.even_odd else "f")
        elif operators:
            self._text(wanted=False)
            self._pen(path.colour, path.width, _dashes(path.dash) if path.dash else SOLID)
            self._lines += [*operators, "S"]

    def _outline(self, outline: Outline) -> list[str]:
        drawn = [
            " ".join(f"{self._x(x)} {self._y(y)}" for x, y in segment) + (" c" if len(segment) > 1 else " l")
            for segment in outline.segments
        ]
        start = f"{self._x(outline.start[0])} {self._y(outline.start[1])} m"
        return [start, *drawn, *(["h"] if outline.closed else [])]

    def _picture(self, placed: PlacedPicture) -> None:
        picture = self._resources.picture(placed)
        self._text(wanted=False)
        self._overprint(wanted=False)
        self._lines.append("q")
        if placed.clip != placed.rect or picture.overflows:
            self._lines.append(f"{self._rectangle(placed.clip)} W n")
        a, b, c, d, e, f = _ORIENTATIONS.get(picture.orientation, _ORIENTATIONS[1])
        wide, high = placed.rect.width, placed.rect.height
        matrix = " ".join(thousandths(n) for n in (a * wide, b * high, c * wide, d * high))
        corner = f"{self._x(placed.rect.x + e * wide)} {self._y(placed.rect.bottom - f * high)}"
        self._lines += [f"{matrix} {corner} cm"]
        if picture.clip:
            self._lines.append(picture.clip)
        self._lines += [f"/{picture.key} Do", "Q"]


def _dashes(dash: Sequence[Length]) -> str:
    return f"[{' '.join(thousandths(length) for length in dash)}] 0 d 0 J"


def _clusters(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Stretches of a run: each cluster of several glyphs by itself, glyphs of one text each together.

    What a cluster of several glyphs stands for is said once for all of them (``ActualText``), because a
    ToUnicode map has no way to say that a glyph adds nothing.
    """
    start = 0
    for i in range(1, len(texts)):
        opens_cluster = bool(texts[i]) and i + 1 < len(texts) and not texts[i + 1]
        if opens_cluster or (texts[i] and not texts[i - 1]):
            yield start, i
            start = i
    yield start, len(texts)
