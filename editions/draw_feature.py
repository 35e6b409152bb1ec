"""Draws the pictures of the feature, supplement and advertisement pages of the daily sample edition.

Run it from anywhere: ``python editions/draw_feature.py``. Nothing is random: the same faces give the same pictures. The
chart is written as SVG, so that the engine draws it with lines and type; its figures are those of ``egrets.md``.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

import yaml
from PIL import Image, ImageDraw, ImageFont

HERE: Final = Path(__file__).resolve().parent
FONTS: Final = HERE.parent / "fonts"
EDITION: Final = HERE / "2026-11-22"
HALF: Final = 0.5
SUNWARD: Final = 0.4
"""The part of a picture's width where ripples take the colour of the light."""
OVERSAMPLE: Final = 3
"""Pillow draws without anti-aliasing, so everything is drawn larger and reduced at the end."""

Point = tuple[float, float]

INK: Final = "#26323a"
FEATHER: Final = "#edf1f3"
SHADE: Final = "#b9c6cd"
BEAK: Final = "#3a3f42"
YELLOW: Final = "#d9a21b"
DAWN: Final = ("#f6e3c4", "#f2d9b6", "#eccfae", "#e3c6ad", "#d3c0b2")
HILLS: Final = ("#b3bfc0", "#93a6a8", "#6f888c", "#4f6a6f")
WATER: Final = "#c9d8d8"
REED: Final = "#5d6a3c"
STRAW: Final = "#a58a4a"
NIGHT: Final = "#2b333b"
RED: Final = "#b5202b"

COUNTS: Final = (
    (2017, 12),
    (2018, 19),
    (2019, 31),
    (2020, 44),
    (2021, 68),
    (2022, 97),
    (2023, 143),
    (2024, 205),
    (2025, 268),
    (2026, 336),
)


# ---------------------------------------------------------------- canvas


class Sheet:
    """A picture drawn at ``OVERSAMPLE`` times its size in units of its own."""

    def __init__(self, width: int, height: int, units: float, ground: str | None = None) -> None:
        self.size = (width, height)
        self._scale = width * OVERSAMPLE / units
        mode, colour = ("RGB", ground) if ground else ("RGBA", (0, 0, 0, 0))
        self._image = Image.new(mode, (width * OVERSAMPLE, height * OVERSAMPLE), colour)
        self._draw = ImageDraw.Draw(self._image)

    def _at(self, points: Sequence[Point]) -> list[Point]:
        return [(x * self._scale, y * self._scale) for x, y in points]

    def area(self, points: Sequence[Point], colour: str) -> None:
        """Fills a polygon."""
        self._draw.polygon(self._at(points), fill=colour)

    def disc(self, x: float, y: float, r: float, colour: str, *, high: float = 0.0) -> None:
        """Fills a circle, or an ellipse of height ``high`` on each side."""
        box = self._at([(x - r, y - (high or r)), (x + r, y + (high or r))])
        self._draw.ellipse([*box[0], *box[1]], fill=colour)

    def line(self, points: Sequence[Point], colour: str, width: float) -> None:
        """Draws an open line with round joints and ends."""
        self.brush(points, colour, width, width)

    def brush(self, points: Sequence[Point], colour: str, first: float, last: float) -> None:
        """Draws a line whose width goes from ``first`` to ``last``."""
        steps = list(_dense(points, 0.4 / self._scale * OVERSAMPLE))
        for n, (x, y) in enumerate(steps):
            r = (first + (last - first) * n / max(len(steps) - 1, 1)) / 2
            self.disc(x, y, r, colour)

    def text(self, text: str, at: Point, size: float, colour: str, role: str, anchor: str = "mm") -> None:
        """Sets a line of type."""
        face = ImageFont.truetype(str(_face(role)), round(size * self._scale))
        self._draw.text(self._at([at])[0], text, font=face, fill=colour, anchor=anchor)

    def save(self, name: str, colours: int = 64) -> None:
        """Reduces the picture and writes it."""
        image = self._image.resize(self.size, Image.Resampling.LANCZOS)
        if image.mode == "RGB":
            image = image.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        path = EDITION / name
        path.parent.mkdir(parents=True, exist_ok=True)
        image.save(path, "PNG", optimize=True)


def _face(role: str) -> Path:
    manifest = yaml.safe_load((FONTS / "fonts.yaml").read_text(encoding="utf-8"))
    return FONTS / manifest["faces"][role]["file"]


def _dense(points: Sequence[Point], step: float) -> Iterator[Point]:
    """Points so near to each other that discs on them make a line."""
    for (x0, y0), (x1, y1) in pairwise(points):
        count = max(int(math.hypot(x1 - x0, y1 - y0) / step), 1)
        for n in range(count):
            yield x0 + (x1 - x0) * n / count, y0 + (y1 - y0) * n / count
    yield points[-1]


def smooth(points: Sequence[Point], *, closed: bool = False, steps: int = 16) -> list[Point]:
    """A curve through points (Catmull-Rom)."""
    known = [points[-1], *points, points[0], points[1]] if closed else [points[0], *points, points[-1]]
    made: list[Point] = []
    for n in range(1, len(known) - 2):
        p0, p1, p2, p3 = known[n - 1 : n + 3]
        for s in range(steps):
            t = s / steps
            x, y = (_catmull(p0[k], p1[k], p2[k], p3[k], t) for k in (0, 1))
            made.append((x, y))
    if not closed:
        made.append(points[-1])
    return made


def _catmull(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)


def scatter(count: int, seed: int = 7) -> Iterator[tuple[float, float]]:
    """Pairs of numbers from 0 to 1, the same ones on every run."""
    state = seed
    for _ in range(count):
        pair = []
        for _ in range(2):
            state = (state * 1_103_515_245 + 12_345) % 2**31
            pair.append(state / 2**31)
        yield pair[0], pair[1]


# ---------------------------------------------------------------- the egret


def egret() -> None:
    """A standing egret on clear ground, for text to run round."""
    sheet = Sheet(1000, 1400, 100)
    neck = smooth([(35, 13), (41, 20), (40, 30), (33, 39), (31, 49), (37, 58), (47, 62)])
    body = smooth(
        [(33, 58), (42, 52), (56, 53), (70, 62), (86, 78), (93, 92), (80, 88), (64, 87), (50, 84), (38, 74)],
        closed=True,
    )
    for foot, knee in (((52, 126), (58, 104)), ((64, 127), (61, 106))):
        sheet.line([(56, 84), knee, foot], INK, 1.7)
        for toe in ((-7, 2.5), (-3, 4), (6, 3)):
            sheet.line([foot, (foot[0] + toe[0], foot[1] + toe[1])], YELLOW, 1.3)
    for end in ((97, 97), (95, 101), (91, 103)):
        sheet.brush(smooth([(62, 62), (78, 76), end]), INK, 0.7, 0.2)
    sheet.area(_grown(body, 0.8), INK)
    sheet.area(body, FEATHER)
    for start, end in (
        ((48, 62), (84, 84)),
        ((46, 67), (78, 86)),
        ((45, 73), (68, 86)),
        ((60, 60), (90, 88)),
    ):
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 - 2.5)
        sheet.brush(smooth([start, middle, end]), SHADE, 0.9, 0.3)
    sheet.brush(neck, INK, 6.0, 13.6)
    sheet.brush(neck, FEATHER, 4.6, 12.2)
    sheet.area(smooth([(36, 66), (40, 58), (48, 57), (54, 62), (48, 70), (41, 72)], closed=True), FEATHER)
    sheet.brush(smooth([(38, 24), (37, 32), (31, 40)]), SHADE, 0.8, 0.4)
    for plume in ([(37, 11), (46, 13), (55, 22)], [(37, 12), (45, 16), (51, 26)]):
        sheet.brush(smooth(plume), INK, 0.8, 0.2)
    sheet.area(smooth([(26, 12), (31, 8.4), (37, 8.8), (40.5, 14), (36, 18), (29, 16.5)], closed=True), INK)
    sheet.area(
        smooth([(27, 12.2), (31.4, 9.3), (36.6, 9.7), (39.4, 14), (35.6, 17), (29.4, 15.6)], closed=True),
        FEATHER,
    )
    sheet.area([(28.6, 11.2), (28.8, 15.2), (4, 17.6)], BEAK)
    sheet.area([(28.6, 11.4), (31.5, 12.2), (28.8, 14.8)], YELLOW)
    sheet.disc(31.4, 12.0, 0.95, INK)
    sheet.disc(31.2, 11.8, 0.3, "#ffffff")
    for x, top, lean in ((14, 96, -5), (19, 88, -2), (25, 100, 2), (80, 104, 4), (86, 98, 7), (75, 110, -3)):
        _reed(sheet, x, 133, top, lean, 0.9)
    for y, left, right in ((130, 34, 78), (133.5, 8, 66), (137, 40, 92)):
        sheet.line(smooth([(left, y), ((left + right) / 2, y - 0.7), (right, y)]), SHADE, 0.7)
    sheet.save("pictures/egret.png")


def _grown(points: Sequence[Point], by: float) -> list[Point]:
    """A polygon a little larger on all sides."""
    x = sum(point[0] for point in points) / len(points)
    y = sum(point[1] for point in points) / len(points)
    return [
        (px + by * (px - x) / math.hypot(px - x, py - y), py + by * (py - y) / math.hypot(px - x, py - y))
        for px, py in points
    ]


def _reed(sheet: Sheet, x: float, foot: float, top: float, lean: float, width: float) -> None:
    """A stalk with a leaf and a plume."""
    stalk = smooth([(x, foot), (x + lean * 0.3, (foot + top) / 2), (x + lean, top)])
    sheet.brush(stalk, REED, width, width * 0.4)
    tip = stalk[-1]
    for n in range(7):
        at = stalk[-1 - 2 * n] if 2 * n < len(stalk) else tip
        sheet.line([at, (at[0] + lean * 0.2 + 1.6, at[1] + 2.2)], STRAW, width * 0.9)
    half = stalk[len(stalk) // 2]
    sheet.brush(
        smooth([half, (half[0] + 4, half[1] - 6), (half[0] + 9, half[1] - 5)]), REED, width * 1.3, 0.2
    )


# ---------------------------------------------------------------- landscapes


def _dawn(sheet: Sheet, width: float, horizon: float) -> None:
    """A sky in bands, a low sun, hills one behind the other."""
    for n, colour in enumerate(reversed(DAWN)):
        sheet.area(_box(0, horizon * n / len(DAWN), width, horizon * (n + 1) / len(DAWN) + 0.2), colour)
    sheet.disc(width * 0.68, horizon * 0.66, horizon * 0.13, "#e9a15b")
    for n, colour in enumerate(HILLS[:3]):
        _hill(sheet, width, horizon, horizon * (0.42 - 0.11 * n), 0.9 + 0.5 * n, colour)


def _hill(sheet: Sheet, width: float, foot: float, high: float, pace: float, colour: str) -> None:
    crest = [
        (x, foot - high * (0.55 + 0.3 * math.sin(pace * x / 9 + pace) + 0.15 * math.sin(pace * x / 3.3)))
        for x in [width * n / 120 for n in range(121)]
    ]
    sheet.area([(0, foot), *crest, (width, foot)], colour)


def _box(left: float, top: float, right: float, foot: float) -> list[Point]:
    return [(left, top), (right, top), (right, foot), (left, foot)]


def _ripples(sheet: Sheet, width: float, top: float, foot: float, count: int) -> None:
    for a, b in scatter(count, 11):
        y = top + (foot - top) * b**1.4
        long = 1.5 + 7 * (y - top) / (foot - top)
        sheet.line(
            [(a * width, y), (a * width + long, y)], "#aebfc0" if a > SUNWARD else "#e3ecea", 0.18 + 0.2 * b
        )


def _bird(sheet: Sheet, x: float, y: float, size: float, colour: str) -> None:
    """A bird far away."""
    for side in (-1, 1):
        wing = [(x, y), (x + side * size * 0.5, y - size * 0.45), (x + side * size, y - size * 0.1)]
        sheet.brush(smooth(wing), colour, size * 0.16, size * 0.03)


def wetland() -> None:
    """The mouth of the creek at dawn, six times as wide as high, to run over a fold."""
    width, horizon, foot = 180.0, 14.5, 31.0
    sheet = Sheet(4200, 724, width, DAWN[0])
    _dawn(sheet, width, horizon)
    sheet.area(_box(0, horizon, width, foot + 1), WATER)
    sheet.area(_box(116, horizon, 129, foot + 1), "#e6cfae")
    _ripples(sheet, width, horizon + 0.4, foot, 300)
    for left, right, y in ((0, 44, 19), (60, 84, 16.5), (98, 112, 16), (138, 180, 20)):
        bank = smooth([(left - 2, y + 0.4), ((left + right) / 2, y - 1.2), (right, y + 0.3)])
        sheet.area([*bank, (right - 3, y + 1.0), (left - 2, y + 1.4)], HILLS[3])
    flock = (
        (30, 6, 2.2),
        (36, 7.6, 1.8),
        (41, 5.4, 1.9),
        (47, 8, 1.4),
        (52, 6.4, 1.2),
        (74, 5, 1.5),
        (79, 6.4, 1.2),
    )
    for x, y, size in (*flock, (142, 5, 1.8), (148, 6.8, 1.4)):
        _bird(sheet, x, y, size, FEATHER)
    for x, y, size in ((64, 24, 1.0), (70, 22, 0.8), (101, 25, 1.1), (107, 23.4, 0.8), (133, 24.5, 0.9)):
        _wader(sheet, x, y, size)
    for a, b in scatter(96, 5):
        x = a * 40 if b < HALF else 146 + a * 34
        _reed(sheet, x, 30 + 3 * b, 16 + 7 * a, 3 * b - 1, 0.32)
    sheet.save("pictures/wetland.png")


def _wader(sheet: Sheet, x: float, y: float, size: float) -> None:
    """An egret standing in shallow water, seen from far."""
    for leg in (-0.3, 0.5):
        sheet.line([(x + leg * size, y), (x + leg * size, y + 2.6 * size)], INK, 0.22 * size)
    sheet.area(
        smooth(
            [
                (x - 1.6 * size, y - 0.9 * size),
                (x, y - 1.2 * size),
                (x + 2.4 * size, y + 0.7 * size),
                (x, y + 0.5 * size),
            ],
            closed=True,
        ),
        FEATHER,
    )
    neck = smooth(
        [
            (x - 1.2 * size, y - 0.5 * size),
            (x - 1.7 * size, y - 2 * size),
            (x - 1 * size, y - 3 * size),
            (x - 1.7 * size, y - 3.9 * size),
        ]
    )
    sheet.brush(neck, FEATHER, 0.8 * size, 0.5 * size)
    sheet.brush(
        [(x - 1.7 * size, y - 3.9 * size), (x - 3.1 * size, y - 3.6 * size)], BEAK, 0.35 * size, 0.1 * size
    )


def watcher() -> None:
    """A bird watcher with a telescope."""
    sheet = Sheet(900, 600, 90, DAWN[0])
    _dawn(sheet, 90, 42)
    sheet.area(_box(0, 42, 90, 60), WATER)
    _ripples(sheet, 90, 42.5, 60, 70)
    sheet.area(smooth([(-4, 60), (10, 50), (34, 49), (60, 56), (70, 61)], closed=True), HILLS[3])
    sheet.area(smooth([(22, 54), (21, 38), (24, 30), (30, 29), (33, 38), (32, 54)], closed=True), NIGHT)
    sheet.disc(27.5, 24.5, 3.9, NIGHT)
    sheet.area(smooth([(22.5, 23.5), (27, 19.4), (33.5, 23.2)], closed=True), NIGHT)
    sheet.brush([(30, 33), (37, 36), (40, 31)], NIGHT, 3, 2)
    sheet.brush([(33, 27.6), (49, 23.8)], NIGHT, 2.2, 3.4)
    for foot in ((36, 54), (42, 55), (48, 55.5)):
        sheet.line([(41, 27), foot], NIGHT, 0.9)
    for x, y, size in ((62, 12, 3), (70, 16, 2.4), (76, 11, 2)):
        _bird(sheet, x, y, size, FEATHER)
    sheet.save("pictures/watcher.png")


def boat() -> None:
    """The ranger's boat among reeds."""
    sheet = Sheet(900, 600, 90, DAWN[1])
    _dawn(sheet, 90, 26)
    sheet.area(_box(0, 26, 90, 60), WATER)
    _ripples(sheet, 90, 27, 60, 120)
    hull = smooth([(22, 40), (34, 43.5), (56, 43.5), (71, 38), (62, 47.5), (34, 48)], closed=True)
    sheet.area(hull, NIGHT)
    sheet.area(smooth([(43, 43), (42, 31), (45, 25), (49, 26), (51, 34), (52, 43)], closed=True), NIGHT)
    sheet.disc(46.8, 21.6, 2.9, NIGHT)
    sheet.area(smooth([(41.8, 21), (46.6, 17), (52, 21.2)], closed=True), STRAW)
    sheet.line([(40, 24), (59, 53)], NIGHT, 0.9)
    sheet.line([(26, 51), (66, 51)], "#9db2b3", 0.7)
    for a, b in scatter(30, 3):
        _reed(sheet, a * 18 if b < HALF else 74 + a * 16, 58 + 3 * b, 26 + 14 * a, 3 * b - 1, 0.6)
    sheet.save("pictures/boat.png")


def nest() -> None:
    """A nest with chicks."""
    sheet = Sheet(900, 600, 90, "#d9dfc8")
    for a, b in scatter(60, 9):
        colour = ("#b9c4a0", "#a5b489", "#c9d1b4")[int(a * 3)]
        sheet.disc(a * 90, b * 60, 4 + 3 * b, colour, high=2 + 2 * a)
    sheet.brush(smooth([(-2, 56), (30, 46), (60, 48), (92, 36)]), "#5b4a3a", 4, 5)
    for x, high in ((33, 22), (44, 18), (56, 23)):
        sheet.brush(smooth([(x, 40), (x - 1.5, high + 9), (x + 1, high + 3)]), FEATHER, 8, 4.6)
        sheet.disc(x + 0.6, high + 1, 3.7, FEATHER)
        sheet.area([(x - 1.6, high - 0.8), (x - 1.4, high + 3), (x - 9.5, high - 2.4)], YELLOW)
        sheet.area([(x - 1.6, high + 1.4), (x - 1.4, high + 3.2), (x - 8.5, high + 4.4)], BEAK)
        sheet.disc(x + 0.2, high - 0.2, 0.7, INK)
        for n in range(5):
            sheet.line([(x + n - 1, high - 2.2), (x + 1.8 * n - 2, high - 5)], SHADE, 0.35)
    for a, b in scatter(150, 21):
        x, y = 22 + a * 46, 38 + 11 * b * (1 - (2 * a - 1) ** 2) + 2 * b
        lean = 9 * (b - 0.5)
        sheet.line(
            [(x - 5, y - lean * 0.3), (x + 5, y + lean * 0.3)],
            ("#6d5a41", "#8a744f", "#4f4030")[int(b * 3)],
            0.6,
        )
    sheet.save("pictures/nest.png")


def reeds() -> None:
    """Reeds against the sun."""
    sheet = Sheet(900, 600, 90, DAWN[0])
    for n, colour in enumerate(DAWN):
        sheet.area(_box(0, 60 - 12 * (n + 1), 90, 60 - 12 * n + 0.2), colour)
    sheet.disc(58, 22, 9, "#e9a15b")
    for a, b in scatter(46, 17):
        _reed(sheet, a * 96 - 4, 63, 8 + 26 * b, 6 * a - 1, 0.5 + 0.5 * b)
    sheet.save("pictures/reeds.png")


# ---------------------------------------------------------------- the supplement


def eaves() -> None:
    """Eaves by the river in the first snow."""
    sheet = Sheet(1100, 1430, 100, "#8d979d")
    for n in range(10):
        grey = 118 + 11 * n
        sheet.area(_box(0, n * 9, 100, n * 9 + 9.2), f"#{grey:02x}{grey + 4:02x}{grey + 7:02x}")
    _hill(sheet, 100, 92, 30, 0.8, "#a9b2b6")
    _hill(sheet, 100, 96, 20, 1.3, "#909ba1")
    sheet.area(_box(0, 95, 100, 130), "#56616a")
    _ripples(sheet, 100, 97, 128, 60)
    sheet.area(
        smooth([(52, 105), (62, 108), (78, 108), (90, 103), (82, 111), (60, 111.5)], closed=True), NIGHT
    )
    sheet.area(smooth([(63, 107), (66, 99), (76, 99), (79, 107)], closed=True), NIGHT)
    sheet.brush(smooth([(63, 100.4), (71, 97), (80, 100.4)]), "#f7f8f8", 1.4, 1.4)
    for top, left, drop in ((58, -30, 0), (30, -46, 1)):
        _roof(sheet, top, left, drop)
    sheet.line([(63, 47), (63, 55)], INK, 0.5)
    sheet.disc(63, 61, 5.4, RED, high=6.2)
    for x in (60.2, 63, 65.8):
        sheet.brush(smooth([(63, 55), (x, 61), (63, 67)]), "#7f1620", 0.4, 0.4)
    sheet.area(_box(60.6, 54, 65.4, 55.6), NIGHT)
    sheet.area(_box(60.6, 66.6, 65.4, 68.2), NIGHT)
    for n in range(5):
        sheet.line([(61.4 + 0.8 * n, 68.2), (61.4 + 0.8 * n, 73)], RED, 0.35)
    for a, b in scatter(240, 29):
        sheet.disc(a * 100, b * 130, 0.25 + 0.55 * ((a * 7 + b * 3) % 1), "#ffffff")
    sheet.save("pictures/eaves.png", 120)


def _roof(sheet: Sheet, top: float, left: float, drop: float) -> None:
    """A roof seen from below its eaves: tiles in rows, snow on their backs, the corner turned up."""
    right = 62 if drop else 92
    edge = smooth([(left, top + 26), (right - 34, top + 24), (right - 12, top + 18), (right, top + 8)])
    sheet.area([(left, top - 30), (left + 40, top - 24), (right - 24, top), *reversed(edge)], NIGHT)
    ridge = smooth([(left + 40, top - 24), (right - 30, top - 4), (right, top + 8)])
    for n in range(15):
        t = n / 14
        low, high = edge[int(t * (len(edge) - 1))], ridge[int(t * (len(ridge) - 1))]
        sheet.brush([high, low], "#eef1f2", 1.0, 2.6)
        sheet.disc(low[0], low[1] + 0.8, 1.7, "#49535b")
        sheet.disc(low[0], low[1] + 0.8, 0.8, "#6e7981")
    sheet.brush(ridge, "#f7f8f8", 3.2, 1.2)
    sheet.brush([(x, y - 1.2) for x, y in edge], "#f7f8f8", 1.6, 1.6)


# ---------------------------------------------------------------- the chart


def chart() -> None:
    """The counts of ten summers as SVG: bars, a line through their tops, labels."""
    left, foot, high, pitch = 34.0, 176.0, 140.0, 31.5
    scale = high / 350
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 210">',
        "<style>.grid{stroke:#999;stroke-width:.4;stroke-dasharray:2 2} text{font-family:黑;font-size:8.5px;fill:#222}</style>",
        '<text x="6" y="14" font-size="11" font-weight="bold">十年白鹭数<tspan font-size="8.5">（单位：只）</tspan></text>',
    ]
    for value in (100, 200, 300):
        y = foot - value * scale
        parts.append(f'<line class="grid" x1="{left}" y1="{y:g}" x2="354" y2="{y:g}"/>')
        parts.append(f'<text x="{left - 5}" y="{y + 3:g}" text-anchor="end">{value}</text>')
    tops: list[Point] = []
    for n, (year, count) in enumerate(COUNTS):
        x, y = left + 6 + n * pitch, foot - count * scale
        tops.append((x + 10, y))
        last = n == len(COUNTS) - 1
        fill = "#2c6a97" if last else "#8fa9b8"
        parts.append(f'<rect x="{x:g}" y="{y:g}" width="20" height="{foot - y:g}" fill="{fill}"/>')
        weight = ' font-weight="bold"' if last else ""
        parts.append(f'<text x="{x + 10:g}" y="{y - 5:g}" text-anchor="middle"{weight}>{count}</text>')
        parts.append(f'<text x="{x + 10:g}" y="{foot + 12:g}" text-anchor="middle">{year}</text>')
    parts.append(f'<line x1="{left}" y1="{foot:g}" x2="354" y2="{foot:g}" stroke="#000" stroke-width=".8"/>')
    parts.append(
        f'<text x="{left}" y="204" font-size="7.5">数据：汀溪口湿地管理站，每年夏季最大日数量</text>'
    )
    parts.append("</svg>")
    path = EDITION / "pictures/egret-count.svg"
    path.write_text("\n".join(parts) + "\n", encoding="utf-8")


# ---------------------------------------------------------------- advertisements


def bank() -> None:
    """An invented bank."""
    sheet = Sheet(1800, 900, 180, "#0f4c5c")
    for n in range(9):
        r = 18 + 9 * n
        arc = [(142 + r * math.cos(a / 20), 92 - r * math.sin(a / 20)) for a in range(64)]
        sheet.line(arc, "#17606f", 1.6)
    sheet.disc(154, 69, 16, "#e3b04b")
    sheet.disc(154, 69, 13, "#0f4c5c")
    sheet.area(_box(150.2, 65.2, 157.8, 72.8), "#e3b04b")
    sheet.text("一粒种子的贷款", (14, 27), 19, "#ffffff", "大标宋", "lm")
    sheet.text("春耕贷　养殖贷　民宿贷　当天申请，当天到账", (14, 46), 6.4, "#e3b04b", "黑", "lm")
    sheet.line([(14, 56), (112, 56)], "#e3b04b", 0.4)
    sheet.text("云汀农商行", (14, 68), 10, "#ffffff", "粗黑", "lm")
    sheet.text("盐仓街18号　电话 0000-1234588", (14, 79), 5, "#cfe3e6", "黑", "lm")
    sheet.save("ads/bank.png", 48)


def fair() -> None:
    """An invented book fair."""
    sheet = Sheet(2400, 747, 180, "#f4efe3")
    for n, (high, colour) in enumerate(
        ((34, RED), (40, "#33424d"), (28, "#b98a2f"), (44, "#5d6a3c"), (36, "#7a3b2e"))
    ):
        sheet.area(_box(12 + 7 * n, 50 - high, 18 + 7 * n, 50), colour)
        sheet.area(_box(13.6 + 7 * n, 55 - high, 16.4 + 7 * n, 57 - high), "#f4efe3")
    sheet.line([(8, 50.4), (56, 50.4)], INK, 0.8)
    sheet.text("江城书市", (62, 21), 20, RED, "大标宋", "lm")
    sheet.text("十二月五日至七日　云汀博物馆广场", (62, 37), 6.2, INK, "黑", "lm")
    sheet.text("旧书五折起　名家签售　孩子换书免费入场", (62, 47), 5.4, INK, "楷", "lm")
    sheet.disc(165, 15, 11, RED)
    sheet.text("三天", (165, 11.6), 7, "#ffffff", "粗黑")
    sheet.text("六万册", (165, 19), 5, "#ffffff", "粗黑")
    sheet.save("ads/bookfair.png", 48)


def market() -> None:
    """An invented market before the New Year."""
    sheet = Sheet(900, 1056, 90, RED)
    for n in range(24):
        a = 2 * math.pi * n / 24
        sheet.area(
            [
                (45, 45),
                (45 + 120 * math.cos(a), 45 + 120 * math.sin(a)),
                (45 + 120 * math.cos(a + 0.13), 45 + 120 * math.sin(a + 0.13)),
            ],
            "#c0303a",
        )
    sheet.disc(45, 41, 31, "#f6d98b")
    sheet.text("年货", (45, 31), 21, RED, "大标宋")
    sheet.text("市集", (45, 52), 21, RED, "大标宋")
    sheet.text("腊味　江鲜　米塑　糕团　春联", (45, 82), 5.6, "#ffffff", "粗黑")
    sheet.text("十二月十二日开市　白鹭镇老街", (45, 91), 4.8, "#f6d98b", "黑")
    sheet.save("ads/market.png", 32)


DRAWERS: Final[Sequence[Callable[[], None]]] = (
    egret,
    wetland,
    watcher,
    boat,
    nest,
    reeds,
    eaves,
    chart,
    bank,
    fair,
    market,
)


def main() -> None:
    """Draws all pictures, or those named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="the pictures to draw; all of them when none is named")
    wanted = parser.parse_args().names
    for drawer in DRAWERS:
        if not wanted or drawer.__name__ in wanted:
            drawer()


if __name__ == "__main__":
    main()
