"""Pages of PDF files as pictures of pixels, inside their trim, and where two of them differ."""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from typeset.model.layout import Rect

if TYPE_CHECKING:
    import pypdfium2
    from PIL import Image

_POINTS: Final = 72
_MILLI: Final = 1000
# A page larger than this is drawn smaller: 400 × 600 mm at 100 pixels an inch have 4 million.
_MOST_PIXELS: Final = 12_000_000
_DPI: Final = 100
# Less than this of 255 is no difference anybody sees, as of an edge drawn a little otherwise.
_SEEN: Final = 24
# Differences are gathered in squares of so many pixels; squares with no more than one between them are one place.
_CELL: Final = 8
_REACH: Final = 2


class Picture(Struct, frozen=True):
    """A page drawn: its pixels, and how many of them make a point."""

    image: Image.Image
    scale: float


def drawn_page(page: pypdfium2.PdfPage, *, dpi: int = _DPI) -> Picture:
    """A page inside its trim box, on white."""
    crop = _outside_trim(page)
    width, height = page.get_size()
    area = max(width - crop[0] - crop[2], 1) * max(height - crop[1] - crop[3], 1)
    scale = min(dpi / _POINTS, sqrt(_MOST_PIXELS / area))
    image: Image.Image = page.render(scale=scale, crop=crop).to_pil().convert("RGB")
    return Picture(image, scale)


def _outside_trim(page: pypdfium2.PdfPage) -> tuple[float, float, float, float]:
    """How much of what is drawn lies outside the trim: left, below, right, above, in points. A turned page is drawn whole."""
    if page.get_rotation():
        return 0, 0, 0, 0
    shown, trim = page.get_cropbox(), page.get_trimbox()
    margins = (trim[0] - shown[0], trim[1] - shown[1], shown[2] - trim[2], shown[3] - trim[3])
    return margins if all(margin >= 0 for margin in margins) and trim[0] < trim[2] else (0, 0, 0, 0)


def differing(old: Picture, new: Picture) -> tuple[Rect, ...]:
    """The rectangles in which two pages differ, in thousandths of a point from the top left corner of the new one."""
    from PIL import ImageChops

    if old.image.size != new.image.size:
        return (_lengths((0, 0, *new.image.size), new),)
    red, green, blue = ImageChops.difference(old.image, new.image).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    seen = most.point(lambda value: 255 if value >= _SEEN else 0)
    if seen.getbbox() is None:
        return ()
    return tuple(_lengths(box, new) for box in _gathered(seen))


def _gathered(seen: Image.Image) -> Iterator[tuple[int, int, int, int]]:
    """Boxes of pixels round differences that are near each other, in the order of their first."""
    cells = seen.reduce(_CELL).point(lambda value: 255 if value else 0)
    across = cells.width
    marked = {(n % across, n // across) for n, value in enumerate(cells.tobytes()) if value}
    for cell in sorted(marked, key=lambda one: (one[1], one[0])):
        if cell not in marked:
            continue
        left, top, right, bottom = _place(cell, marked)
        box = (left * _CELL, top * _CELL, (right + 1) * _CELL, (bottom + 1) * _CELL)
        yield box[0], box[1], min(box[2], seen.width), min(box[3], seen.height)


def _place(cell: tuple[int, int], marked: set[tuple[int, int]]) -> tuple[int, int, int, int]:
    """The cells of one place, taken out of those that are marked: first and last across and down."""
    marked.discard(cell)
    waiting, (left, top), (right, bottom) = [cell], cell, cell
    while waiting:
        x, y = waiting.pop()
        left, top, right, bottom = min(left, x), min(top, y), max(right, x), max(bottom, y)
        for other in _near(x, y):
            if other in marked:
                marked.discard(other)
                waiting.append(other)
    return left, top, right, bottom


def _near(x: int, y: int) -> Iterator[tuple[int, int]]:
    reach = range(-_REACH, _REACH + 1)
    return ((x + across, y + down) for down in reach for across in reach)


def _lengths(box: tuple[int, int, int, int], picture: Picture) -> Rect:
    left, top, right, bottom = (round(edge / picture.scale * _MILLI) for edge in box)
    return Rect(left, top, right - left, bottom - top)
