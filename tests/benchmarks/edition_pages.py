"""The pages of generated editions (issue 9): a few layouts of frames, in basic columns and grid rows, used in turn.

Broadsheet pages of 390 × 543 mm with eight basic columns of twelve characters, as those of the sample newspaper. Pages
with pictures have more rows, so that as many characters stand on them as on pages without.
"""

from __future__ import annotations

import math
from typing import Literal

from msgspec import Struct

TRIM = (390, 543)
"""Width and height of a page in millimetres."""
TOP, BOTTOM, SIDE = 22.0, 16.0, 17.5
"""White at the head, the foot and either side, in millimetres."""
BODY = 9.75
"""Size of the body in points: 新五号."""
COLUMNS, MEASURE, GUTTER = 8, 12, 1
"""Basic columns of a page, characters of one, and characters between two."""
MILLIMETRE = 72 / 25.4

Head = Literal["headline", "headline_second", "headline_small"]
# Point sizes of the heads, and rows their block takes with its byline; the largest size is for what fits in the width.
HEAD_SIZES: dict[Head, float] = {"headline": 36.0, "headline_second": 26.0, "headline_small": 18.0}
BYLINE = 10.5
# White above, between and below headline and byline, in points.
_HEAD_WHITE = 16.0
JUMP_HEAD: Head = "headline_small"


class Grid(Struct, frozen=True):
    """The rows of a page; ``leading`` is in points."""

    rows: int

    @property
    def leading(self) -> float:
        """From one baseline to the next, in points, to a thousandth."""
        return math.floor((TRIM[1] - TOP - BOTTOM) * MILLIMETRE / self.rows * 1000) / 1000

    def head_rows(self, head: Head) -> int:
        """Rows a headline of one line and its byline take."""
        return math.ceil((HEAD_SIZES[head] + BYLINE + _HEAD_WHITE) / self.leading)


class Frame(Struct, frozen=True):
    """A frame for copy: its basic columns, first and last, its first row and rows, and the columns its story is set in.

    ``jumps`` lets its story go on elsewhere; ``tails`` frames take what goes on. ``picture`` is how many of its columns
    and rows a picture takes when there are pictures.
    """

    name: str
    columns: tuple[int, int]
    top: int
    rows: int
    story_columns: int
    head: Head = "headline_small"
    jumps: bool = False
    tails: bool = False
    rules: tuple[str, ...] = ()
    picture: tuple[int, int] = (0, 0)

    @property
    def width(self) -> int:
        """Its width in characters."""
        count = self.columns[1] - self.columns[0] + 1
        return count * MEASURE + (count - 1) * GUTTER

    @property
    def measure(self) -> int:
        """Characters of a line of its story."""
        return (self.width - (self.story_columns - 1) * GUTTER) // self.story_columns

    def lines(self, grid: Grid, *, pictures: bool) -> int:
        """Lines of copy that its columns hold below the head and beside the picture."""
        taken = self.picture[0] * (self.picture[1] + 1) if pictures else 0
        return self.story_columns * (self.rows - grid.head_rows(self.head)) - taken


class Layout(Struct, frozen=True):
    """A page layout by its name."""

    name: str
    frames: tuple[Frame, ...]
    front: bool = False


class Cell(Struct, frozen=True):
    """A frame in its band: name, basic columns, columns of the story."""

    name: str
    columns: tuple[int, int]
    story_columns: int
    head: Head
    jumps: bool = False
    tails: bool = False
    picture: tuple[int, int] = (0, 0)


Band = tuple[float, tuple[Cell, ...]]
_HEAD, _SECOND, _SMALL = "headline", "headline_second", "headline_small"
_BANDS: dict[str, tuple[Band, ...]] = {
    "opening": (
        (0.44, (Cell("lead", (1, 8), 4, "headline", jumps=True, picture=(2, 12)),)),
        (
            0.34,
            (
                Cell("second", (1, 5), 3, "headline_second", jumps=True),
                Cell("third", (6, 8), 2, "headline_second", jumps=True),
            ),
        ),
        (0.22, (Cell("fourth", (1, 4), 2, "headline_small"), Cell("fifth", (5, 8), 3, "headline_small"))),
    ),
    "broad": (
        (0.42, (Cell("lead", (1, 8), 5, "headline", picture=(2, 10)),)),
        (
            0.33,
            (
                Cell("second", (1, 3), 2, "headline_small"),
                Cell("third", (4, 8), 3, "headline_second", picture=(1, 8)),
            ),
        ),
        (
            0.25,
            (
                Cell("fourth", (1, 2), 1, "headline_small"),
                Cell("fifth", (3, 6), 2, "headline_small"),
                Cell("sixth", (7, 8), 1, "headline_small"),
            ),
        ),
    ),
    "halves": (
        (
            0.36,
            (
                Cell("lead", (1, 4), 2, "headline_second", picture=(1, 11)),
                Cell("second", (5, 8), 3, "headline_second"),
            ),
        ),
        (0.38, (Cell("third", (1, 8), 4, "headline", picture=(1, 9)),)),
        (0.26, (Cell("fourth", (1, 5), 3, "headline_small"), Cell("fifth", (6, 8), 2, "headline_small"))),
    ),
    "closing": (
        (
            0.38,
            (
                Cell("lead", (1, 5), 3, "headline_second", picture=(1, 12)),
                Cell("second", (6, 8), 2, "headline_small"),
            ),
        ),
        (0.40, (Cell("tails", (1, 8), 4, JUMP_HEAD, tails=True),)),
        (0.22, (Cell("fourth", (1, 8), 5, "headline_small", picture=(1, 9)),)),
    ),
}
CYCLE = ("opening", "broad", "halves", "closing")
"""Four pages after each other: stories of the first go on on the last."""
_FIRST_ROW = {"front": 15}


def layout(name: str, grid: Grid) -> Layout:
    """A layout of the cycle, or ``front``: the opening page below masthead and imprint."""
    top = _FIRST_ROW.get(name, 5)
    bands = _BANDS["opening" if name == "front" else name]
    # One row between two bands.
    room = grid.rows - top + 1 - (len(bands) - 1)
    frames: list[Frame] = []
    for number, (share, cells) in enumerate(bands):
        last = number == len(bands) - 1
        rows = grid.rows - top + 1 if last else round(room * share)
        for cell in cells:
            # Two heads side by side have a rule between them.
            sides = (*(() if last else ("below",)), *(("right",) if cell.columns[1] < COLUMNS else ()))
            frames.append(
                Frame(
                    name=cell.name,
                    columns=cell.columns,
                    top=top,
                    rows=rows,
                    story_columns=cell.story_columns,
                    head=cell.head,
                    jumps=cell.jumps,
                    tails=cell.tails,
                    rules=sides,
                    picture=cell.picture,
                )
            )
        top += rows + 1
    return Layout(name, tuple(frames), front=name == "front")


def layout_of(page: int) -> str:
    """The name of the layout of a page, counted from 1."""
    return "front" if page == 1 else CYCLE[(page - 1) % len(CYCLE)]


def tails_page(page: int) -> int:
    """The page on which the stories of an opening page go on: the last of its four."""
    return page + len(CYCLE) - 1
