"""The most ink that can lie on a page, told from its display list: more than there is, never less (print.md §4, "Total ink").

It spares most pages being drawn and weighed. The page is divided into cells of a third of the square that is measured; what stands in a cell
is added up as if nothing under it were knocked out, unless something covers the cell wholly. Type counts as if its em boxes were full.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from msgspec import Struct
from PIL import Image

from typeset.flow.boxes import em_box, room_of
from typeset.model.layout import Rect
from typeset.model.placed import GlyphRun, Item, Path, PlacedPage, PlacedPicture, Rule, Tint
from typeset.repro import most_ink
from typeset.units import Length

_STEPS: Final = 3
_TENTHS: Final = 10
_FULL: Final = 255
_BLACK: Final = 100
_ALL_INK: Final = 400.0
# So much of a cell is all of it: lengths are rounded.
_WHOLE: Final = 0.999

InksOf = Callable[[PlacedPicture], Image.Image | None]
"""The small picture of the inks of a placed picture; None where they are not known."""


class _Inked(Struct, frozen=True):
    """A rectangle, its ink in percent, and whether it hides what is under it."""

    rect: Rect
    ink: float
    hides: bool = False


def most_on(page: PlacedPage, limit: int, square: Length, *inks: Image.Image | None) -> float:
    """The highest mean of ink any square of a page can have, in percent; 0.0 where nothing on it can lay more than the limit.

    ``inks`` are those of its pictures, in the order they are drawn.
    """
    pictures = (item for item in page.items if isinstance(item, PlacedPicture))
    known = {id(placed): looked for placed, looked in zip(pictures, inks, strict=True)}

    def inks_of(placed: PlacedPicture) -> Image.Image | None:
        return known[id(placed)]

    return most_possible(page, square, inks_of) if may_be_over(page, limit, inks_of) else 0.0


def may_be_over(page: PlacedPage, limit: int, inks_of: InksOf) -> bool:
    """Whether more than the limit can lie anywhere on a page: of one thing, or of a thing under black."""
    grounds: list[Rect] = []
    blacks: list[Rect] = []
    for item in page.items:
        ink = _most_of(item, inks_of)
        if ink > limit:
            return True
        if ink + _BLACK > limit and isinstance(item, Tint | PlacedPicture | Path):
            grounds.append(room_of(item))
        elif isinstance(item, GlyphRun) and item.colour.is_black:
            blacks.append(em_box(item))
    return any(_meet(ground, black) for ground in grounds for black in blacks)


def _most_of(item: Item, inks_of: InksOf) -> float:
    """The most ink an item lays anywhere, in percent."""
    if not isinstance(item, PlacedPicture):
        return -(-item.colour.total // _TENTHS)
    inks = inks_of(item)
    if inks is None:
        return _ALL_INK
    return most_ink(inks) if inks.mode == "CMYK" else _BLACK


def _meet(one: Rect, other: Rect) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def most_possible(page: PlacedPage, square: Length, inks_of: InksOf) -> float:
    """The highest mean of ink, in percent, any square of a page can have."""
    side = square / _STEPS
    across, down = max(1, int(page.width / side)), max(1, int(page.height / side))
    cells = _Cells(across, down, page.width / across, page.height / down)
    for item in page.items:
        for one in _inked(item, side, inks_of):
            cells.take(one)
    return cells.most()


class _Cells:
    """The ink of each cell, row by row, while a page is gone through."""

    def __init__(self, across: int, down: int, wide: float, high: float) -> None:
        self._across, self._down, self._wide, self._high = across, down, wide, high
        self._ink = [0.0] * (across * down)

    def take(self, one: _Inked) -> None:
        """Lay something on what is there."""
        rect = one.rect
        left, right = self._range(rect.x, rect.right, self._wide, self._across)
        top, bottom = self._range(rect.y, rect.bottom, self._high, self._down)
        for row in range(top, bottom):
            tall = min(rect.bottom, (row + 1) * self._high) - max(rect.y, row * self._high)
            for column in range(left, right):
                broad = min(rect.right, (column + 1) * self._wide) - max(rect.x, column * self._wide)
                share = tall * broad / (self._wide * self._high)
                at = row * self._across + column
                if share > 0:
                    hidden = one.hides and share >= _WHOLE
                    self._ink[at] = one.ink * share + (0.0 if hidden else self._ink[at])

    @staticmethod
    def _range(first: float, last: float, side: float, count: int) -> tuple[int, int]:
        return max(0, int(first // side)), min(count, int(last // side) + 1)

    def most(self) -> float:
        """The highest mean over squares of three cells by three."""
        wide, high = min(_STEPS, self._across), min(_STEPS, self._down)
        sums = [
            [
                sum(self._ink[y * self._across + x : y * self._across + x + wide])
                for x in range(self._across - wide + 1)
            ]
            for y in range(self._down)
        ]
        return max(
            sum(sums[y + row][x] for row in range(high)) / (wide * high)
            for y in range(self._down - high + 1)
            for x in range(self._across - wide + 1)
        )


def _inked(item: Item, side: float, inks_of: InksOf) -> Iterator[_Inked]:
    if isinstance(item, PlacedPicture):
        yield from _of_picture(item, side, inks_of(item))
        return
    room = room_of(item)
    if isinstance(item, Rule | Path):
        # The pen lays ink on both sides of its middle.
        pen = item.width // 2 + 1
        room = Rect(room.x - pen, room.y - pen, room.width + 2 * pen, room.height + 2 * pen)
    yield _Inked(room, item.colour.total / _TENTHS, hides=isinstance(item, Tint))


def _of_picture(placed: PlacedPicture, side: float, inks: Image.Image | None) -> Iterator[_Inked]:
    """What is seen of a picture, cell by cell of its own; what a mask or a clipping path hides counts as shown."""
    clip, rect = placed.clip, placed.rect
    if inks is None:
        yield _Inked(clip, _ALL_INK)
        return
    across, down = max(1, round(clip.width / side)), max(1, round(clip.height / side))
    box = _seen(inks, rect, clip)
    planes = [plane.resize((across, down), Image.Resampling.BOX, box=box) for plane in inks.split()]
    samples = [plane.tobytes() for plane in planes]
    grey = inks.mode != "CMYK"
    for number in range(across * down):
        level = sum(plane[number] for plane in samples)
        ink = (_FULL - level if grey else level) * 100 / _FULL
        row, column = divmod(number, across)
        left, top = clip.width * column // across, clip.height * row // down
        cell = Rect(
            clip.x + left,
            clip.y + top,
            clip.width * (column + 1) // across - left,
            clip.height * (row + 1) // down - top,
        )
        yield _Inked(cell, ink)


def _seen(inks: Image.Image, rect: Rect, clip: Rect) -> tuple[float, float, float, float]:
    """What of the small picture is seen, in its pixels."""
    wide, high = max(rect.width, 1), max(rect.height, 1)
    left = min(max((clip.x - rect.x) / wide, 0.0), 1.0) * inks.width
    top = min(max((clip.y - rect.y) / high, 0.0), 1.0) * inks.height
    right = min(max((clip.right - rect.x) / wide, 0.0), 1.0) * inks.width
    bottom = min(max((clip.bottom - rect.y) / high, 0.0), 1.0) * inks.height
    if right - left < 1 or bottom - top < 1:
        return (0.0, 0.0, float(inks.width), float(inks.height))
    return (left, top, right, bottom)
