"""The picture of a page with what changed marked on it, for those who read it."""

from __future__ import annotations

import enum
import io
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

from typeset.compare.pixels import Picture
from typeset.model.changes import IssueDiff
from typeset.model.impression import LinePlace
from typeset.model.layout import Rect

_MILLI: Final = 1000
_AROUND: Final = 2


class MarkKind(enum.Enum):
    """Why a place is marked: to be read, ink to look at, the same characters broken or styled otherwise, or only moved."""

    READ = "read"
    INK = "ink"
    OTHERWISE = "otherwise"
    MOVED = "moved"


class Mark(Struct, frozen=True):
    """A place on a page."""

    kind: MarkKind
    box: Rect


_COLOURS: Final[dict[MarkKind, tuple[int, int, int]]] = {
    MarkKind.READ: (220, 0, 0),
    MarkKind.INK: (190, 0, 190),
    MarkKind.OTHERWISE: (230, 130, 0),
    MarkKind.MOVED: (0, 90, 220),
}
_FILLED: Final = 50
_PENS: Final[dict[MarkKind, int]] = {
    MarkKind.READ: 2,
    MarkKind.INK: 3,
    MarkKind.OTHERWISE: 1,
    MarkKind.MOVED: 1,
}
# What is read is marked last, over everything else.
_ORDER: Final = (MarkKind.MOVED, MarkKind.OTHERWISE, MarkKind.INK, MarkKind.READ)


def marks_of(diff: IssueDiff, page: str) -> tuple[Mark, ...]:
    """What is to be marked on a page of the new version."""
    texts = list(diff.all_texts)
    other = [place for text in texts for place in (*text.rebroken, *text.restyled)]
    places = {
        MarkKind.READ: _boxes((place for text in texts for place in text.to_read), page),
        MarkKind.OTHERWISE: _boxes(other, page),
        MarkKind.MOVED: _stacked(_boxes((place for text in texts for place in text.moved), page)),
        MarkKind.INK: [one.box for found in diff.pages if found.name == page for one in found.places],
    }
    return tuple(Mark(kind, box) for kind in _ORDER for box in places[kind])


def _boxes(places: Iterable[LinePlace], page: str) -> list[Rect]:
    found = (place.box for place in places if place.page == page and place.box is not None)
    return list(dict.fromkeys(found))


def _stacked(boxes: Sequence[Rect]) -> list[Rect]:
    """The boxes, lines that stand right below each other as one."""
    made: list[Rect] = []
    for box in boxes:
        above = made[-1] if made else None
        near = above is not None and 0 <= box.y - above.bottom <= box.height and _overlap(above, box)
        if above is not None and near:
            left, right = min(above.x, box.x), max(above.right, box.right)
            made[-1] = Rect(left, above.y, right - left, box.bottom - above.y)
        else:
            made.append(box)
    return made


def _overlap(one: Rect, other: Rect) -> bool:
    return one.x < other.right and other.x < one.right


def marked_png(picture: Picture, marks: Sequence[Mark]) -> bytes:
    """A PNG file of the page with its marks; the same page and marks always give the same bytes."""
    from PIL import Image, ImageDraw

    layer = Image.new("RGBA", picture.image.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    for mark in marks:
        colour, width = _COLOURS[mark.kind], _PENS[mark.kind]
        fill = (*colour, _FILLED) if mark.kind is MarkKind.READ else None
        pen.rectangle(_pixels(mark.box, picture), fill=fill, outline=(*colour, 255), width=width)
    file = io.BytesIO()
    Image.alpha_composite(picture.image.convert("RGBA"), layer).convert("RGB").save(file, "PNG")
    return file.getvalue()


def _pixels(box: Rect, picture: Picture) -> tuple[int, int, int, int]:
    """The box in pixels, a little larger than what it is round, kept on the page."""
    left, top, right, bottom = (
        round(edge * picture.scale / _MILLI) for edge in (box.x, box.y, box.right, box.bottom)
    )
    width, height = picture.image.size
    left, top = min(max(left - _AROUND, 0), width - 1), min(max(top - _AROUND, 0), height - 1)
    return left, top, max(min(right + _AROUND, width - 1), left), max(min(bottom + _AROUND, height - 1), top)
