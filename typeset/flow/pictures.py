"""Pictures standing in the columns of a story, with caption and credit below, in whole grid rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.grid import PageGrid
from typeset.flow.runaround import Extents, outline, rectangle
from typeset.flow.setter import SetBlock, Setter
from typeset.flow.standing import Standing, room_for, take_rows, without
from typeset.flow.thread import Column
from typeset.model.layout import Rect
from typeset.model.placed import Item, PlacedPicture, Purpose
from typeset.model.story import Picture, PictureFit
from typeset.model.style import Align
from typeset.text.justify import end_blank
from typeset.units import Length

MILLI = 1000
# White between picture and caption, and at least between caption and text, in thousandths of a grid row.
_GAP = 250


@dataclass(frozen=True, slots=True)
class _Caption:
    text: SetBlock | None
    credit: SetBlock | None
    height: Length


def stand_pictures(
    pictures: Sequence[Picture],
    columns: Sequence[Column],
    setter: Setter,
    grid: PageGrid,
    *,
    more_rows: int = 0,
) -> Standing:
    """Give each picture its place at the top, middle or foot of its columns, in the order of the story.

    ``more_rows`` is what copyfitting adds to the height of each, or takes from it.
    """
    left = list(columns)
    items: list[Item] = []
    findings: list[Finding] = []
    for picture in pictures:
        room = room_for(picture, left, grid)
        x, width = room.x, room.width
        caption = _caption(picture, setter, width)
        needed = _rows_needed(picture, width, caption, grid)
        if more_rows:
            needed = max(needed // 2 + 1, needed + more_rows)
        taken = take_rows(left, room, needed, picture.place)
        if taken is None:
            findings.append(finding("picture-no-room", span=picture.span, file=picture.file))
            continue
        top, foot = taken[0], taken[-1]
        spot = Rect(x, grid.row_top(top), width, 0)
        placed = _place(picture, caption, spot, len(taken), grid, fills=bool(picture.rows or more_rows))
        items.extend(placed)
        occupied = _occupied(picture, placed, Rect(x, spot.y, width, 0), range(top, foot + 1), grid)
        left = without(left, room, taken, occupied, grid)
    return Standing(tuple(left), tuple(items), tuple(findings))


def place_in_frame(picture: Picture, rect: Rect, setter: Setter) -> list[Item]:
    """A picture that fills a frame of its own, its caption at the foot."""
    caption = _caption(picture, setter, rect.width)
    gap = setter.style("caption").size // 2 if caption.height else 0
    box = Rect(rect.x, rect.y, rect.width, max(MILLI, rect.height - caption.height - gap))
    return [_filled(picture, box), *_place_caption(caption, rect.x, box.bottom + gap)]


def row_height(pictures: Sequence[Picture], width: Length, setter: Setter, grid: PageGrid) -> Length:
    """How high pictures side by side are with their captions, each shown whole."""
    count = max(len(pictures), 1)
    share = (width - (count - 1) * grid.gutter) // count
    gap = setter.style("caption").size // 2
    heights = []
    for picture in pictures:
        caption = _caption(picture, setter, share)
        heights.append(_natural_height(picture, share) + caption.height + (gap if caption.height else 0))
    return max(heights, default=0)


def place_whole(picture: Picture, rect: Rect) -> PlacedPicture:
    """A picture of the layout itself, such as a drawn masthead: as large as it can be, whole, in the middle."""
    wide, high = max(picture.pixels[0], 1), max(picture.pixels[1], 1)
    if rect.width * high <= rect.height * wide:
        width, height = rect.width, rect.width * high // wide
    else:
        width, height = rect.height * wide // high, rect.height
    box = Rect(rect.x + (rect.width - width) // 2, rect.y + (rect.height - height) // 2, width, height)
    return PlacedPicture(picture.file, box, box)


def _occupied(
    picture: Picture, placed: Sequence[Item], whole: Rect, rows: Sequence[int], grid: PageGrid
) -> Extents:
    """What a picture narrower than its columns takes of their rows."""
    box = next(item.clip for item in placed if isinstance(item, PlacedPicture))
    if picture.contour and picture.fit is PictureFit.FILL:
        captioned = bool(picture.caption or picture.credit)
        return outline(picture.contour, box, whole if captioned else None, rows, grid)
    return rectangle(whole, rows)


def _rows_needed(picture: Picture, width: Length, caption: _Caption, grid: PageGrid) -> int:
    height = picture.rows * grid.leading or _natural_height(picture, width)
    gaps = grid.leading * _GAP // MILLI * (2 if caption.height else 1)
    return grid.rows_for(height + caption.height + gaps)


def _natural_height(picture: Picture, width: Length) -> Length:
    """The height at which a picture of this width is shown whole."""
    return width * picture.pixels[1] // max(picture.pixels[0], 1)


def _caption(picture: Picture, setter: Setter, width: Length) -> _Caption:
    style, credit_style = setter.style("caption"), setter.style("credit")
    text = setter.block(picture.caption, style, width) if picture.caption else None
    credit = None
    if picture.credit:
        credit = setter.block(picture.credit, credit_style, width, align=Align.RIGHT)
    if text is not None and credit is not None and _fits_beside(text, credit, width):
        return _Caption(text, credit, text.height)
    height = (text.height if text else 0) + (credit.height if credit else 0)
    return _Caption(text, credit, height)


def _fits_beside(text: SetBlock, credit: SetBlock, width: Length) -> bool:
    """Whether the credit, flush right, fits into the last line of the caption."""
    if len(credit.lines) != 1:
        return False
    line = credit.lines[0]
    credit_width = line.width - line.xs[0]
    last = text.lines[-1]
    used = last.width - end_blank(text.shaped, last.last)
    return used + text.style.size + credit_width <= width


def _place(
    picture: Picture, caption: _Caption, at: Rect, rows: int, grid: PageGrid, *, fills: bool
) -> list[Item]:
    """Picture and caption in their rows; without ``fills`` it is shown whole and may leave some of the last row white."""
    gap = grid.leading * _GAP // MILLI
    below = caption.height + (2 * gap if caption.height else gap)
    # The picture's top stands level with the top of the characters beside it, not with the row's.
    air = (grid.leading - grid.body) // 2
    height = rows * grid.leading - below - air
    if not fills:
        height = min(height, _natural_height(picture, at.width))
    box = Rect(at.x, at.y + air, at.width, height)
    return [_filled(picture, box), *_place_caption(caption, at.x, box.bottom + gap)]


def _place_caption(caption: _Caption, x: Length, top: Length) -> list[Item]:
    items: list[Item] = []
    if caption.text is not None:
        items.extend(caption.text.place(x, top, Purpose.CAPTION))
    if caption.credit is not None:
        beside = caption.text is not None and caption.height == caption.text.height
        y = top
        if caption.text is not None:
            y += caption.text.height - (caption.credit.height if beside else 0)
        items.extend(caption.credit.place(x, y, Purpose.CAPTION))
    return items


def _filled(picture: Picture, box: Rect) -> PlacedPicture:
    """The picture scaled to cover its box, what is too much cut off round its focus; or whole in the middle of it."""
    if picture.fit is PictureFit.WHOLE:
        return place_whole(picture, box)
    wide, high = max(picture.pixels[0], 1), max(picture.pixels[1], 1)
    if box.width * high >= box.height * wide:
        width, height = box.width, box.width * high // wide
    else:
        width, height = box.height * wide // high, box.height
    left = _cut(width, box.width, picture.focus[0])
    top = _cut(height, box.height, picture.focus[1])
    return PlacedPicture(picture.file, Rect(box.x - left, box.y - top, width, height), box)


def _cut(whole: Length, seen: Length, focus: int) -> Length:
    """How much is cut off before what is seen, so that the focus stands in its middle as far as there is picture."""
    return min(max(0, whole * focus // MILLI - seen // 2), whole - seen)
