"""Draws the charts and maps of the two sample editions: two JPEGs for the daily, a grey PNG for the school.

Run it from anywhere: ``python editions/draw_pictures.py``. The same faces give the same pictures; nothing is random.
The figures are those of the stories beside which the pictures run, so change them together. Text is set in the face
that ``fonts/fonts.yaml`` maps to 黑. Places lie on one map of the invented district, in kilometres from its
north-west corner; each picture looks at that map through its own ``View``.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

import yaml
from PIL import Image, ImageDraw, ImageFont

HERE: Final = Path(__file__).resolve().parent
FONTS: Final = HERE.parent / "fonts"
OVERSAMPLE: Final = 4
"""Pillow draws without anti-aliasing, so everything is drawn larger and reduced at the end."""
HALO: Final = 6
"""Edge around text that crosses a line, in pixels."""

Point = tuple[float, float]

BLACK: Final = "#000000"
WHITE: Final = "#ffffff"
GREY: Final = "#666666"
PALE: Final = "#d5d5d5"
LAND: Final = "#f3f1ea"
TOWN: Final = "#e2ddd0"
WATER: Final = "#a9cbe0"
BLUE: Final = "#2c6a97"
RED: Final = "#b8232f"
OCHRE: Final = "#b7791f"


# ---------------------------------------------------------------- canvas


class Canvas:
    """A white sheet in pixels, drawn at ``OVERSAMPLE`` times its size."""

    def __init__(self, width: int, height: int, face: Path, *, grey: bool = False) -> None:
        self.width, self.height = width, height
        self._face = face
        self._image = Image.new("L" if grey else "RGB", (width * OVERSAMPLE, height * OVERSAMPLE), WHITE)
        self._draw = ImageDraw.Draw(self._image)

    def line(self, points: Sequence[Point], colour: str, width: float) -> None:
        """Draws an open line with round joints and ends."""
        scaled = _scaled(points)
        thick = round(width * OVERSAMPLE)
        self._draw.line(scaled, fill=colour, width=thick)
        for x, y in scaled:
            r = thick / 2
            self._draw.ellipse((x - r, y - r, x + r, y + r), fill=colour)

    def dashes(self, points: Sequence[Point], colour: str, width: float, on: float, off: float) -> None:
        """Draws a dashed line with flat ends."""
        total = length(points)
        start = 0.0
        while start < total:
            piece = stretch(points, start, min(start + on, total))
            self._draw.line(_scaled(piece), fill=colour, width=round(width * OVERSAMPLE), joint="curve")
            start += on + off

    def polygon(self, points: Sequence[Point], fill: str) -> None:
        """Fills a closed shape."""
        self._draw.polygon(_scaled(points), fill=fill)

    def box(
        self, corner: Point, size: Point, fill: str | None = None, edge: str | None = None, width: int = 2
    ) -> None:
        """Draws a rectangle of ``size`` whose upper left is ``corner``."""
        (x, y), (w, h) = corner, size
        self._draw.rectangle(
            (x * OVERSAMPLE, y * OVERSAMPLE, (x + w) * OVERSAMPLE - 1, (y + h) * OVERSAMPLE - 1),
            fill=fill,
            outline=edge,
            width=width * OVERSAMPLE if edge else 0,
        )

    def disc(self, centre: Point, radius: float, fill: str, edge: str | None = None, width: int = 0) -> None:
        """Draws a filled circle."""
        (x, y), r = _scaled([centre])[0], radius * OVERSAMPLE
        self._draw.ellipse((x - r, y - r, x + r, y + r), fill=fill, outline=edge, width=width * OVERSAMPLE)

    def slice(self, centre: Point, radius: float, turns: tuple[float, float], fill: str) -> None:
        """Draws one slice of a pie; ``turns`` are its ends in parts of a circle, clockwise from noon."""
        (x, y), r = _scaled([centre])[0], radius * OVERSAMPLE
        start, end = (turn * 360 - 90 for turn in turns)
        edge = 3 * OVERSAMPLE
        self._draw.pieslice((x - r, y - r, x + r, y + r), start, end, fill=fill, outline=WHITE, width=edge)

    def text(
        self,
        at: Point,
        words: str,
        size: float,
        *,
        anchor: str = "lm",
        colour: str = BLACK,
        halo: str | None = None,
    ) -> None:
        """Sets a line of text; ``anchor`` is Pillow's, ``halo`` the colour of an edge around the letters."""
        font = ImageFont.truetype(self._face, round(size * OVERSAMPLE), layout_engine=ImageFont.Layout.BASIC)
        place = _scaled([at])[0]
        if halo:
            edge = HALO * OVERSAMPLE
            self._draw.text(place, words, halo, font, anchor, stroke_width=edge, stroke_fill=halo)
        self._draw.text(place, words, colour, font, anchor)

    def save(self, path: Path) -> None:
        """Reduces the sheet to its size and writes it as the suffix says."""
        path.parent.mkdir(parents=True, exist_ok=True)
        sheet = self._image.resize((self.width, self.height), Image.Resampling.LANCZOS)
        if path.suffix == ".png":
            sheet.save(path, optimize=True, dpi=(300, 300))
        else:
            sheet.save(path, quality=90, subsampling="4:4:4", dpi=(300, 300))


def _scaled(points: Iterable[Point]) -> list[Point]:
    return [(x * OVERSAMPLE, y * OVERSAMPLE) for x, y in points]


def title(canvas: Canvas, words: str, note: str, size: float = 64) -> None:
    """Sets the head of a picture with a grey line of explanation below it."""
    canvas.text((60, 74), words, size)
    canvas.text((62, 74 + size * 1.06), note, size * 0.58, colour=GREY)


# ---------------------------------------------------------------- lines


def smooth(knots: Sequence[Point], steps: int = 24) -> list[Point]:
    """Runs a Catmull-Rom curve through the knots; it closes smoothly if the last knot is the first."""
    closed = knots[0] == knots[-1]
    padded = [knots[-2 if closed else 0], *knots, knots[1 if closed else -1]]
    curve: list[Point] = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        curve += [_on_spline(a, b, c, d, step / steps) for step in range(steps)]
    return [*curve, knots[-1]]


def _on_spline(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    def along(p: float, q: float, r: float, s: float) -> float:
        return 0.5 * (
            2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t * t * t
        )

    return along(a[0], b[0], c[0], d[0]), along(a[1], b[1], c[1], d[1])


def length(points: Sequence[Point]) -> float:
    """Measures a line."""
    return sum(math.dist(a, b) for a, b in pairwise(points))


def stretch(points: Sequence[Point], start: float, end: float) -> list[Point]:
    """Cuts the part of a line that lies between two distances from its beginning."""
    part = [point_at(points, start)]
    run = 0.0
    for a, b in pairwise(points):
        run += math.dist(a, b)
        if start < run < end:
            part.append(b)
    return [*part, point_at(points, end)]


def point_at(points: Sequence[Point], distance: float) -> Point:
    """Finds the point of a line at a distance from its beginning."""
    for a, b in pairwise(points):
        step = math.dist(a, b)
        if step and distance <= step:
            share = distance / step
            return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share
        distance -= step
    return points[-1]


# ---------------------------------------------------------------- the district


RIVER: Final = smooth(
    [(31, 1.6), (25, 3.9), (19, 4.8), (13.5, 6.0), (10.4, 7.7), (8, 8.1), (5, 8.5), (2.5, 10.2), (-1, 10.9)]
)
STREAM: Final = smooth(
    [
        *[(27.2, 6.3), (26.2, 8.4), (24.2, 10.0), (22.6, 12.1), (20.7, 12.6), (18.8, 11.7)],
        *[(16.8, 12.3), (15.0, 10.6), (13.2, 11.3), (11.7, 9.8), (10.6, 9.6), (9.9, 8.0)],
    ]
)
METRO: Final = smooth([(9.5, 3.7), (9.3, 5.6), (9.3, 8.0), (10.0, 9.9), (11.3, 12.2), (13.4, 14.4)])
BRIDGE: Final = ((8.0, 7.25), (8.0, 8.95))
APPROACH: Final = ((8.0, 5.39), (8.0, 7.25))
OLD_TOWN: Final = smooth(
    [(8.1, 9.3), (9.6, 8.8), (11.0, 10.2), (10.9, 11.5), (9.0, 11.9), (7.7, 10.9), (8.1, 9.3)]
)
BORDER: Final = smooth(
    [
        *[(1.0, 7.6), (2.0, 3.9), (6.0, 2.9), (11.0, 3.5), (15.0, 2.8), (20.0, 3.0), (24.4, 2.4)],
        *[(28.0, 4.0), (29.2, 8.2), (28.4, 12.0), (26.0, 15.6), (21.4, 16.9), (16.0, 16.3)],
        *[(11.0, 16.0), (6.0, 15.4), (2.2, 13.4), (1.0, 7.6)],
    ]
)


@dataclass(frozen=True)
class View:
    """A window on the district: what lies at the sheet's upper left, and how large a kilometre is."""

    origin: Point
    scale: float

    def at(self, place: Point) -> Point:
        """Turns kilometres into pixels."""
        return (place[0] - self.origin[0]) * self.scale, (place[1] - self.origin[1]) * self.scale

    def line(self, places: Iterable[Point]) -> list[Point]:
        """Turns a line in kilometres into one in pixels."""
        return [self.at(place) for place in places]


def draw_waters(canvas: Canvas, view: View) -> None:
    """Draws the river, the stream that joins it and the bridge."""
    canvas.line(view.line(STREAM), WATER, 0.2 * view.scale)
    canvas.line(view.line(RIVER), WATER, 0.75 * view.scale)


def draw_bridge(canvas: Canvas, view: View) -> None:
    """Draws the bridge as a white bar between black edges."""
    (x, top), (_, foot) = view.line(BRIDGE)
    half = 0.17 * view.scale
    canvas.box((x - half, top), (2 * half, foot - top), fill=WHITE)
    for edge in (x - half, x + half):
        canvas.line([(edge, top), (edge, foot)], BLACK, 5)


def draw_metro(canvas: Canvas, points: Sequence[Point], ground: str) -> None:
    """Draws a railway under construction, the gaps in the colour of the ground."""
    canvas.line(points, ground, 13)
    canvas.dashes(points, GREY, 9, 26, 14)


def draw_north(canvas: Canvas, at: Point) -> None:
    """Draws the north arrow, its foot at ``at``."""
    x, y = at
    canvas.polygon([(x, y - 120), (x - 34, y), (x, y - 26)], BLACK)
    canvas.polygon([(x, y - 120), (x + 34, y), (x, y - 26)], GREY)
    canvas.text((x, y - 150), "北", 44, anchor="mm")


def draw_scale_bar(canvas: Canvas, at: Point, view: View, kilometres: int) -> None:
    """Draws a scale bar in two halves, its left end at ``at``."""
    x, y = at
    half = kilometres * view.scale / 2
    canvas.box((x, y), (half, 16), fill=BLACK)
    canvas.box((x + half, y), (half, 16), fill=WHITE, edge=BLACK, width=3)
    for share, words in ((0, "0"), (1, f"{kilometres / 2:g}"), (2, f"{kilometres}公里")):
        canvas.text((x + half * share, y + 44), words, 36, anchor="mm")


# ---------------------------------------------------------------- map of the six projects


@dataclass(frozen=True)
class Project:
    """One of the six building projects: where it lies, and where its name stands beside it."""

    name: str
    cost: str
    place: Point
    label: Point
    anchor: str


PROJECTS: Final = (
    Project("澜江大桥北引桥拓宽", "4.2", (8.0, 6.3), (7.4, 6.0), "rm"),
    Project("汀溪产业园三期", "11.8", (17.5, 13.5), (17.5, 14.4), "mm"),
    Project("云汀高新区中试基地", "6.3", (22.4, 14.2), (22.4, 15.1), "mm"),
    Project("区人民医院东院区", "9.7", (25.3, 7.2), (24.7, 6.9), "rm"),
    Project("云汀一中桑园校区", "3.4", (5.1, 12.4), (5.1, 13.3), "mm"),
    Project("码头巷片区更新", "2.6", (9.15, 9.4), (8.55, 9.65), "rm"),
)
TOWNS: Final = (
    ("北渚街道", (4.6, 4.6)),
    ("南汀街道", (9.6, 13.4)),
    ("桑园街道", (4.2, 11.2)),
    ("石桥镇", (17.4, 9.9)),
    ("柳堤镇", (25.0, 13.2)),
    ("白鹭镇", (24.6, 5.3)),
)


def map_projects(face: Path) -> Canvas:
    """Draws the map of the six projects."""
    canvas = Canvas(2400, 1500, face)
    view = View((0.1, 0.1), 80)
    border = view.line(BORDER)
    canvas.polygon(border, LAND)
    canvas.polygon(view.line(OLD_TOWN), TOWN)
    draw_waters(canvas, view)
    canvas.dashes(border, GREY, 4, 22, 12)
    draw_metro(canvas, view.line(METRO), LAND)
    draw_bridge(canvas, view)
    canvas.line(view.line(APPROACH), RED, 12)
    for words, place in TOWNS:
        canvas.text(view.at(place), words, 46, anchor="mm", colour=GREY)
    canvas.text(view.at((9.15, 11.1)), "老城区", 40, anchor="mm", colour=GREY)
    canvas.text(view.at((6.0, 8.3)), "澜江", 44, anchor="mm", colour=BLUE)
    canvas.text(view.at((13.2, 12.1)), "汀溪", 44, anchor="mm", colour=BLUE)
    for number, project in enumerate(PROJECTS, start=1):
        _draw_project(canvas, view, number, project)
    title(
        canvas, "云汀区六个重点项目分布示意图", "总投资38亿元，今年计划投资13.6亿元，截至10月底完成12.4亿元"
    )
    _projects_key(canvas, (80, 1430))
    draw_scale_bar(canvas, (1960, 1410), view, 4)
    draw_north(canvas, (2310, 1290))
    return canvas


def _draw_project(canvas: Canvas, view: View, number: int, project: Project) -> None:
    _draw_number(canvas, view.at(project.place), str(number), 32)
    x, y = view.at(project.label)
    canvas.text((x, y), project.name, 46, anchor=project.anchor, halo=LAND)
    canvas.text((x, y + 54), f"总投资{project.cost}亿元", 38, anchor=project.anchor, halo=LAND)


def _draw_number(canvas: Canvas, at: Point, number: str, radius: float) -> None:
    canvas.disc(at, radius, RED, WHITE, 4)
    canvas.text(at, number, radius * 1.3, anchor="mm", colour=WHITE)


def _projects_key(canvas: Canvas, at: Point) -> None:
    x, y = at
    _draw_number(canvas, (x + 24, y), "1", 24)
    canvas.text((x + 66, y), "重点项目", 38)
    for edge in (y - 10, y + 10):
        canvas.line([(x + 290, edge), (x + 380, edge)], BLACK, 5)
    canvas.text((x + 400, y), "澜江大桥", 38)
    draw_metro(canvas, [(x + 640, y), (x + 732, y)], WHITE)
    canvas.text((x + 750, y), "轨道交通5号线（在建）", 38)
    canvas.dashes([(x + 1190, y), (x + 1282, y)], GREY, 4, 22, 12)
    canvas.text((x + 1300, y), "区界", 38)


# ---------------------------------------------------------------- map of the half marathon


PARK: Final = smooth(
    [(16.6, 12.8), (18.3, 12.1), (19.4, 12.8), (19.1, 14.1), (17.6, 14.4), (16.7, 13.7), (16.6, 12.8)]
)
ROUTE: Final = smooth(
    [
        *[(5.2, 6.7), (5.7, 6.0), (6.8, 5.7), (7.7, 6.1), (7.95, 6.7), (8.0, 7.3), (8.0, 8.1), (8.0, 8.9)],
        *[(8.2, 9.5), (8.8, 9.95), (9.6, 10.1), (10.6, 9.95), (11.5, 10.15), (13.2, 11.7), (15.0, 11.0)],
        *[(16.8, 12.65), (17.9, 12.45), (18.8, 12.8), (18.95, 13.5), (18.4, 13.95), (17.95, 13.7)],
    ]
)
FACTS: Final = (
    "半程4,500人，迷你跑1,500人",
    "半程4,386人完赛，完赛率97.5%",
    "12个医疗点，42台AED",
    "860名志愿者",
)


@dataclass(frozen=True)
class Sight:
    """Something the runners pass: the kilometre, the words beside it, and where these stand from the route."""

    km: float
    words: tuple[str, ...]
    shift: Point
    anchor: str


SIGHTS: Final = (
    Sight(5, ("5公里", "澜江大桥"), (48, -160), "lm"),
    Sight(9, ("9公里", "盐仓街口"), (0, 62), "mm"),
    Sight(14, ("14公里", "汀溪绿道"), (-20, 78), "mm"),
    Sight(18, ("18公里",), (0, 54), "mm"),
)


def map_route(face: Path) -> Canvas:
    """Draws the course of the half marathon."""
    canvas = Canvas(2000, 1300, face)
    view = View((2.9, 3.85), 115)
    canvas.polygon(view.line(OLD_TOWN), LAND)
    canvas.polygon(view.line(PARK), LAND)
    draw_waters(canvas, view)
    draw_bridge(canvas, view)
    route = view.line(ROUTE)
    canvas.line(route, WHITE, 20)
    canvas.line(route, RED, 12)
    canvas.text(view.at((6.0, 8.3)), "澜江", 44, anchor="mm", colour=BLUE)
    canvas.text(view.at((12.9, 10.1)), "汀溪", 44, anchor="mm", colour=BLUE)
    canvas.text(view.at((9.2, 11.4)), "老城区", 42, anchor="mm", colour=GREY)
    canvas.text(view.at((16.3, 13.7)), "汀溪产业园", 42, anchor="rm")
    for sight in SIGHTS:
        _draw_sight(canvas, view.at(point_at(ROUTE, sight.km)), sight)
    _draw_end(canvas, route[0], "起点", "云汀博物馆广场", (0, 76))
    _draw_end(canvas, route[-1], "终点", "中央草坪", (0, 76))
    title(canvas, "2026“Yunting Run”半程马拉松路线示意图", "11月21日7:30起跑，全程21.0975公里")
    for row, fact in enumerate(FACTS):
        canvas.text((80, 930 + row * 58), fact, 40)
    draw_scale_bar(canvas, (80, 1200), view, 2)
    draw_north(canvas, (1900, 560))
    return canvas


def _draw_sight(canvas: Canvas, at: Point, sight: Sight) -> None:
    canvas.disc(at, 17, WHITE, RED, 7)
    x, y = at[0] + sight.shift[0], at[1] + sight.shift[1]
    for row, words in enumerate(sight.words):
        canvas.text((x, y + row * 50), words, 42, anchor=sight.anchor)


def _draw_end(canvas: Canvas, at: Point, flag: str, words: str, shift: Point) -> None:
    canvas.disc(at, 46, RED, WHITE, 5)
    canvas.text(at, flag, 36, anchor="mm", colour=WHITE)
    canvas.text((at[0] + shift[0], at[1] + shift[1]), words, 42, anchor="mm")


# ---------------------------------------------------------------- charts


WINDOWS: Final = (("家常小炒", 182), ("面食", 124), ("盖浇饭", 98), ("轻食", 56), ("其他", 40))
CONTENT: Final = (("很满意", 156), ("满意", 228), ("一般", 89), ("不满意", 27))
SHADES: Final = ("#303030", "#666666", "#949494", "#bcbcbc", "#dddddd")
ASKED: Final = 500


def chart_canteen(face: Path) -> Canvas:
    """Draws the pupils' answers about the canteen: a pie of windows, bars of contentment."""
    canvas = Canvas(1400, 1000, face, grey=True)
    title(canvas, "食堂问卷：五百位同学怎么说", f"有效问卷{ASKED}份，学生会生活部11月2日至6日调查", 60)
    canvas.text((60, 250), "最喜欢的窗口", 48)
    _canteen_pie(canvas, (330, 520), 220)
    canvas.text((740, 250), "对食堂满意吗", 48)
    _canteen_bars(canvas, (740, 330))
    return canvas


def _canteen_pie(canvas: Canvas, centre: Point, radius: float) -> None:
    turn = 0.0
    for (_, count), shade in zip(WINDOWS, SHADES, strict=True):
        canvas.slice(centre, radius, (turn, turn + count / ASKED), shade)
        turn += count / ASKED
    _canteen_key(canvas, (60, 800))


def _canteen_key(canvas: Canvas, corner: Point) -> None:
    for i, ((name, count), shade) in enumerate(zip(WINDOWS, SHADES, strict=True)):
        x, y = corner[0] + i % 2 * 350, corner[1] + i // 2 * 62
        canvas.box((x, y - 18), (36, 36), fill=shade)
        canvas.text((x + 50, y), f"{name} {count / ASKED:.1%}", 40)


def _canteen_bars(canvas: Canvas, corner: Point) -> None:
    x, y = corner
    for row, ((name, count), shade) in enumerate(zip(CONTENT, SHADES, strict=False)):
        top = y + row * 158
        canvas.text((x, top), f"{name}　{count}人", 40)
        canvas.box((x, top + 36), (count * 1.9, 62), fill=shade)
        canvas.text((x + count * 1.9 + 16, top + 67), f"{count / ASKED:.1%}", 44)


# ---------------------------------------------------------------- command


PICTURES: Final = {
    "2026-11-22/pictures/map-projects.jpg": map_projects,
    "2026-11-22/pictures/map-route.jpg": map_route,
    "school/pictures/chart-canteen.png": chart_canteen,
}


def find_face(fonts: Path) -> Path:
    """Finds the file of the face 黑 in a folder of fonts."""
    book = yaml.safe_load((fonts / "fonts.yaml").read_text(encoding="utf-8"))
    return fonts / str(book["faces"]["黑"]["file"])


def main() -> None:
    """Draws every picture into the editions' folders."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--fonts", type=Path, default=FONTS, help="folder with fonts.yaml (default: the project's)"
    )
    parser.add_argument(
        "--out", type=Path, default=HERE, help="folder of the editions (default: this file's)"
    )
    options = parser.parse_args()
    face = find_face(options.fonts)
    for path, draw in PICTURES.items():
        draw(face).save(options.out / path)


if __name__ == "__main__":
    main()
