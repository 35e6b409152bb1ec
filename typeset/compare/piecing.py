"""The lines of a page, pieced together from what is drawn: runs of type that follow each other on one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from typeset.flow.boxes import around, em_box
from typeset.model.impression import Look
from typeset.model.layout import Rect
from typeset.model.placed import GlyphRun, Item, PlacedPicture, Purpose
from typeset.model.structure import Element, Tag
from typeset.model.style import BLACK

_SOFT_HYPHEN: Final = "\u00ad"
_MILLI: Final = 1000
# What may be between two runs of one line, and how far a raised one stands from its line, in thousandths of the larger size.
_GAP: Final = 750
_RISE: Final = 500
# A first character so much larger than what follows is a drop cap.
_CAP: Final = 1500
_INSIDE: Final = frozenset({Tag.SPAN, Tag.LINK, Tag.RUBY, Tag.RUBY_BASE, Tag.RUBY_TEXT})


class _Piece(Struct, frozen=True):
    """A run of type, or a picture in a line."""

    text: str
    box: Rect
    size: int
    look: Look
    purpose: Purpose
    part: Element | None
    is_down: bool = False


class Drawn(Struct, frozen=True):
    """A line as it is drawn, with the element it is content of; ``block`` is the paragraph, headline, cell it ends in."""

    text: str
    box: Rect
    looks: tuple[tuple[int, Look], ...]
    block: Element | None
    purpose: Purpose
    part: Element | None
    is_down: bool


def lines_of(items: Iterable[Item]) -> Iterator[Drawn]:
    """The lines of a page in the order they are drawn, which is that of reading within a story."""
    line: list[_Piece] = []
    for piece in filter(None, map(_piece, items)):
        if line and not _goes_on(line, piece):
            yield _drawn(line)
            line = []
        line.append(piece)
    if line:
        yield _drawn(line)


def _piece(item: Item) -> _Piece | None:
    match item:
        case GlyphRun() if item.xs:
            look = Look(item.face, item.size, item.colour)
            text = item.text.replace(_SOFT_HYPHEN, "")
            down = item.down or item.turned or item.upward
            return _Piece(text, em_box(item), item.size, look, item.purpose, item.part, down)
        case PlacedPicture() if item.text:
            look = Look(item.file.rpartition("/")[2], item.rect.height, BLACK)
            size = max(item.rect.width, item.rect.height)
            return _Piece(item.text, item.rect, size, look, Purpose.BODY, item.part)
        case _:
            return None


def _goes_on(line: Sequence[_Piece], piece: _Piece) -> bool:
    """Whether a piece stands on the line that was begun."""
    last = line[-1]
    if last.purpose is not piece.purpose:
        return False
    size = max(last.size, piece.size)
    one, other = last.box, piece.box
    if last.is_down or piece.is_down:
        beside, gap = _off(one.x + one.right, other.x + other.right), other.y - one.bottom
        return beside * _MILLI <= size * _RISE and -size < gap and gap * _MILLI <= size * _GAP
    if len(line) == 1 and last.size * _MILLI >= piece.size * _CAP and one.y <= other.y < one.bottom:
        return 0 <= other.x - one.x <= 2 * last.size
    beside, gap = _off(one.y + one.bottom, other.y + other.bottom), other.x - one.right
    return beside * _MILLI <= size * _RISE and other.x >= one.x and gap * _MILLI <= size * _GAP


def _off(one: int, other: int) -> int:
    """How far two middles are apart; both are given doubled."""
    return abs(one - other) // 2


def _drawn(line: Sequence[_Piece]) -> Drawn:
    first = line[0]
    looks: list[tuple[int, Look]] = []
    for piece in line:
        if looks and looks[-1][1] == piece.look:
            looks[-1] = (looks[-1][0] + len(piece.text), piece.look)
        elif piece.text:
            looks.append((len(piece.text), piece.look))
    return Drawn(
        "".join(piece.text for piece in line),
        around(piece.box for piece in line),
        tuple(looks),
        _block(line[-1].part),
        first.purpose,
        first.part,
        any(piece.is_down for piece in line),
    )


def _block(part: Element | None) -> Element | None:
    """The paragraph, headline, cell an element stands in."""
    while part is not None and part.parent is not None and part.tag in _INSIDE:
        part = part.parent
    return part
