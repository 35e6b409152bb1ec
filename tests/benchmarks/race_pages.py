"""A generated edition as other typesetters are given it (issue 9): blocks of copy at positions, their heights by hand.

Lengths are in points from the upper left corner of a page. What our engine finds out itself (where columns end, where
a story is cut, where its tail stands, how high the tails are) is worked out here from the number of lines, as a user
of those engines would have to.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from edition_pages import (
    BODY,
    BYLINE,
    COLUMNS,
    GUTTER,
    HEAD_SIZES,
    JUMP_HEAD,
    MEASURE,
    MILLIMETRE,
    SIDE,
    TOP,
    Frame,
    Grid,
)
from edition_prose import lines_of
from msgspec import Struct

from editions import Copy, Edition, PagePlan

# Rows added to a height counted in lines: two engines never break all lines alike.
_SLACK = 1
_DIGITS = "零一二三四五六七八九"


class Line(Struct, frozen=True):
    """A line of a head or of furniture, in the middle of its width; ``face`` is 宋, 黑 or 楷."""

    x: float
    y: float
    width: float
    size: float
    face: str
    text: str


class Block(Struct, frozen=True):
    """Copy in columns: each ``measure`` wide, ``gutter`` between them, ``height`` high by hand.

    ``closing`` is a jump line after the copy, ``opening`` one before it; both may be empty.
    """

    x: float
    y: float
    measure: float
    gutter: float
    count: int
    height: float
    paragraphs: tuple[str, ...]
    opening: str = ""
    closing: str = ""

    @property
    def width(self) -> float:
        """From the first column to the last."""
        return self.count * self.measure + (self.count - 1) * self.gutter


class Picture(Struct, frozen=True):
    """A picture by its file in the edition."""

    x: float
    y: float
    width: float
    height: float
    file: str


class Stroke(Struct, frozen=True):
    """A thin rule across."""

    x: float
    y: float
    width: float


class RacePage(Struct, frozen=True):
    """All that stands on a page."""

    lines: tuple[Line, ...]
    blocks: tuple[Block, ...]
    pictures: tuple[Picture, ...]
    strokes: tuple[Stroke, ...]


class _Room(Struct, frozen=True):
    """Where copy stands in a frame: from this row and column of its story on, so many columns and rows."""

    row: int
    column: int
    count: int
    rows: int


Part = Line | Block | Picture | Stroke


def chinese(number: int) -> str:
    """A number below a thousand as 二百五十六."""
    found = ""
    for unit, name in ((100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            found += (_DIGITS[digit] if (unit, digit, found) != (10, 1, "") else "") + name
        elif found and number and not found.endswith("零"):
            found += "零"
    return found


def race_pages(edition: Edition) -> tuple[RacePage, ...]:
    """The pages of an edition for other engines."""
    return tuple(_page(edition, page) for page in edition.pages)


def _page(edition: Edition, page: PagePlan) -> RacePage:
    parts: list[Part] = list(_furniture(page))
    frames = edition.layouts[page.layout].frames
    last = max(frame.top + frame.rows for frame in frames)
    for frame in frames:
        if frame.tails:
            parts.extend(_tails(frame, page, edition.grid))
        else:
            parts.extend(_story(frame, page, edition))
        if frame.top + frame.rows < last:
            parts.append(
                Stroke(_left(frame), _head(edition.grid, frame.top + frame.rows) + 6, frame.width * BODY)
            )
    return RacePage(
        tuple(p for p in parts if isinstance(p, Line)),
        tuple(p for p in parts if isinstance(p, Block)),
        tuple(p for p in parts if isinstance(p, Picture)),
        tuple(p for p in parts if isinstance(p, Stroke)),
    )


def _furniture(page: PagePlan) -> Iterator[Part]:
    x, y, width = SIDE * MILLIMETRE, TOP * MILLIMETRE, (COLUMNS * MEASURE + (COLUMNS - 1) * GUTTER) * BODY
    if page.number == 1:
        yield Line(x, y, width, 96.0, "黑", "云汀时报")
        yield Line(x, y + 145, width, 7.5, "宋", "2026年11月22日　星期日　总第1期")
        yield Stroke(x, y + 160, width)
    else:
        yield Line(x, y, width, BODY, "黑", f"{page.number}　　　云汀时报　2026年11月22日　星期日")
        yield Stroke(x, y + 30, width)


def _left(frame: Frame) -> float:
    return SIDE * MILLIMETRE + (frame.columns[0] - 1) * (MEASURE + GUTTER) * BODY


def _head(grid: Grid, row: int) -> float:
    return TOP * MILLIMETRE + (row - 1) * grid.leading


def _heading(frame: Frame, top: float, text: str, size: float, byline: str) -> Iterator[Line]:
    yield Line(_left(frame), top + 2, frame.width * BODY, size, "黑", text)
    if byline:
        yield Line(_left(frame), top + 2 + size + 6, frame.width * BODY, BYLINE, "楷", byline)


def _columns(frame: Frame) -> tuple[float, float]:
    """Width of a column of the story, and the white between two."""
    measure = frame.measure * BODY
    count = frame.story_columns
    return measure, (frame.width * BODY - count * measure) / (count - 1) if count > 1 else 0.0


def _story(frame: Frame, page: PagePlan, edition: Edition) -> Iterator[Part]:
    copy, grid = page.stories[frame.name], edition.grid
    top = _head(grid, frame.top)
    yield from _heading(frame, top, copy.headline, HEAD_SIZES[frame.head], copy.byline)
    first, rows = frame.top + grid.head_rows(frame.head), frame.rows - grid.head_rows(frame.head)
    stays = copy.paragraphs[: copy.stays]
    jump = f"（下转第{chinese(page.number + 3)}版）" if copy.stays < len(copy.paragraphs) else ""
    if not copy.picture:
        whole = _Room(first, 0, frame.story_columns, _rows(frame, stays, jump, rows))
        yield _block(frame, grid, whole, stays, closing=jump)
        return
    # The columns under the picture are a block of their own, the columns beside it another.
    count, taken = frame.picture
    under, beside = _parted(stays, frame.measure, count * (rows - taken - 1))
    measure, gutter = _columns(frame)
    width = count * measure + (count - 1) * gutter
    yield Picture(_left(frame), _head(grid, first), width, taken * grid.leading, f"pictures/{copy.slug}.jpg")
    yield _block(frame, grid, _Room(first + taken + 1, 0, count, rows - taken - 1), under)
    if beside or jump:
        rest = _Room(first, count, frame.story_columns - count, rows)
        yield _block(frame, grid, rest, beside, closing=jump)


def _rows(frame: Frame, paragraphs: tuple[str, ...], jump: str, most: int) -> int:
    lines = sum(lines_of(text, frame.measure) for text in paragraphs) + bool(jump)
    return min(most, math.ceil(lines / frame.story_columns) + _SLACK)


def _parted(paragraphs: tuple[str, ...], measure: int, lines: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The paragraphs that make at most so many lines, and those after them."""
    for number, text in enumerate(paragraphs):
        lines -= lines_of(text, measure)
        if lines < 0:
            return paragraphs[:number], paragraphs[number:]
    return paragraphs, ()


def _block(
    frame: Frame,
    grid: Grid,
    room: _Room,
    paragraphs: tuple[str, ...],
    *,
    opening: str = "",
    closing: str = "",
) -> Block:
    measure, gutter = _columns(frame)
    x, y = _left(frame) + room.column * (measure + gutter), _head(grid, room.row)
    return Block(x, y, measure, gutter, room.count, room.rows * grid.leading, paragraphs, opening, closing)


def _tails(frame: Frame, page: PagePlan, grid: Grid) -> Iterator[Part]:
    row = frame.top
    for copy in page.tails:
        tail = copy.paragraphs[copy.stays :]
        yield from _heading(frame, _head(grid, row), copy.tail, HEAD_SIZES[JUMP_HEAD], "")
        row += 2
        target = f"（上接第{chinese(page.number - 3)}版）"
        rows = _rows(frame, tail, target, frame.rows)
        yield _block(frame, grid, _Room(row, 0, frame.story_columns, rows), tail, opening=target)
        row += rows + 1


def characters(pages: tuple[RacePage, ...]) -> int:
    """Characters of copy on pages."""
    return sum(len(text) for page in pages for block in page.blocks for text in block.paragraphs)


def changed(copy: Copy, number: int) -> Copy:
    """The story with one character of one paragraph changed, each time another."""
    paragraph = number % copy.stays
    text = copy.paragraphs[paragraph]
    place = 3 + 7 * number % max(1, len(text) - 6)
    new = text[:place] + ("的" if text[place] != "的" else "了") + text[place + 1 :]
    paragraphs = (*copy.paragraphs[:paragraph], new, *copy.paragraphs[paragraph + 1 :])
    return Copy(copy.slug, copy.headline, copy.byline, paragraphs, copy.stays, copy.picture, copy.tail)
