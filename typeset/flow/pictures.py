"""Pictures standing in the columns of a story, with caption and credit, in whole grid rows."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.captions import Caption, caption_of
from typeset.flow.grid import PageGrid
from typeset.flow.runaround import Extents, outline, rectangle
from typeset.flow.setter import Setter
from typeset.flow.standing import Room, Standing, find_rows, most_free, rooms_for, without
from typeset.flow.tagged import CAPTION, figure, within
from typeset.flow.thread import Column
from typeset.model.layout import Rect
from typeset.model.placed import GlyphRun, Item, PlacedPicture
from typeset.model.story import Picture, PictureFit
from typeset.units import Length

MILLI = 1000
# White between picture and caption, and at least between caption and text, in thousandths of a grid row.
_GAP = 250


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
    for number, picture in enumerate(pictures):
        rooms = rooms_for(picture, left, grid)
        width = rooms[0].width
        caption = caption_of(picture, setter, _clear_of_fold(rooms[0], grid), _gap(grid))
        needed = _rows_needed(picture, width, caption, grid)
        stretches = more_rows and not picture.is_vector and not picture.contour
        if stretches:
            needed = max(needed // 2 + 1, needed + more_rows)
        found = find_rows(left, rooms, needed, picture.place)
        if found is None:
            findings.append(_no_room(picture, needed, most_free(left, rooms)))
            continue
        room, taken = found
        x, top, foot = room.x, taken[0], taken[-1]
        spot = Rect(x, grid.row_top(top), width, 0)
        placed = _place(
            picture,
            caption,
            spot,
            len(taken),
            grid,
            fills=bool(picture.rows or stretches),
        )
        items += within(placed, figure(picture, str(number)))
        occupied = _occupied(picture, placed, Rect(x, spot.y, width, 0), range(top, foot + 1), grid)
        left = without(left, room, taken, occupied, grid)
    return Standing(tuple(left), tuple(items), tuple(findings))


def _no_room(picture: Picture, needed: int, free: int) -> Finding:
    """A picture that takes so many rows with its caption, where at most so many neighbouring ones are free."""
    return finding(
        "picture-no-room",
        span=picture.span,
        file=picture.file,
        needed=needed,
        free=free,
        cure_zh=f"连图说和空白要 {needed} 行，那里连着空的最多 {free} 行",
        cure_en=f"with its caption and white it takes {needed} rows; at most {free} in a row are free there",
    )


def _clear_of_fold(room: Room, grid: PageGrid) -> Length:
    """The width of a caption: of the picture, or of what of it is on the left page when it goes over the fold."""
    crosses = grid.crosses(Rect(room.x, 0, room.width, 1))
    return max(grid.body, grid.right - room.x) if crosses else room.width


def frame_gap(setter: Setter) -> Length:
    """The white between a picture and its caption where the grid does not rule."""
    return setter.style("caption").size // 2


def place_whole(picture: Picture, rect: Rect) -> PlacedPicture:
    """A picture of the layout itself, such as a drawn masthead: as large as it can be, whole, in the middle."""
    wide, high = max(picture.pixels[0], 1), max(picture.pixels[1], 1)
    if rect.width * high <= rect.height * wide:
        width, height = rect.width, rect.width * high // wide
    else:
        width, height = rect.height * wide // high, rect.height
    box = Rect(rect.x + (rect.width - width) // 2, rect.y + (rect.height - height) // 2, width, height)
    return PlacedPicture(picture.file, box, box, mask=picture.mask)


def _occupied(
    picture: Picture, placed: Sequence[Item], whole: Rect, rows: Sequence[int], grid: PageGrid
) -> Extents:
    """What a picture narrower than its columns takes of their rows."""
    box = next(item.clip for item in placed if isinstance(item, PlacedPicture))
    if picture.contour and picture.fit is PictureFit.FILL:
        captioned = any(isinstance(item, GlyphRun) for item in placed)
        return outline(picture.contour, box, whole if captioned else None, rows, grid)
    return rectangle(whole, rows)


def _gap(grid: PageGrid) -> Length:
    return grid.leading * _GAP // MILLI


def _rows_needed(picture: Picture, width: Length, caption: Caption, grid: PageGrid) -> int:
    height = picture.rows * grid.leading or natural_height(picture, width - caption.beside)
    if caption.beside:
        height = max(height, caption.height)
    # The row's air above the picture is counted, or a caption on it would come out of it.
    height = max(height, caption.overlaid + (grid.leading - grid.body) // 2 if caption.overlaid else 0)
    return grid.rows_for(height + caption.stacked + _gap(grid))


def natural_height(picture: Picture, width: Length) -> Length:
    """The height at which a picture of this width is shown whole."""
    return width * picture.pixels[1] // max(picture.pixels[0], 1)


def _place(
    picture: Picture, caption: Caption, at: Rect, rows: int, grid: PageGrid, *, fills: bool
) -> list[Item]:
    """Picture and caption in their rows; without ``fills`` it is shown whole and may leave some of the last row white."""
    # The picture's top stands level with the top of the characters beside it, not with the row's.
    air = (grid.leading - grid.body) // 2
    whole = Rect(at.x, at.y + air, at.width, rows * grid.leading - _gap(grid) - air)
    box = caption.picture(whole)
    if not fills:
        box = replace(box, height=min(box.height, natural_height(picture, box.width)))
    shown = filled(picture, box)
    return [shown, *within(caption.items(box), CAPTION)]


def filled(picture: Picture, box: Rect) -> PlacedPicture:
    """The picture scaled to cover its box, what is too much cut off round its focus; or whole in the middle of it."""
    if picture.fit is PictureFit.WHOLE or picture.is_vector:
        return place_whole(picture, box)
    wide, high = max(picture.pixels[0], 1), max(picture.pixels[1], 1)
    if box.width * high >= box.height * wide:
        width, height = box.width, box.width * high // wide
    else:
        width, height = box.height * wide // high, box.height
    left = _cut(width, box.width, picture.focus[0])
    top = _cut(height, box.height, picture.focus[1])
    whole = Rect(box.x - left, box.y - top, width, height)
    return PlacedPicture(picture.file, whole, box, mask=picture.mask)


def _cut(whole: Length, seen: Length, focus: int) -> Length:
    """How much is cut off before what is seen, so that the focus stands in its middle as far as there is picture."""
    return min(max(0, whole * focus // MILLI - seen // 2), whole - seen)
