"""Clipping paths in pictures: the outline Photoshop writes beside the pixels of a TIFF or JPEG.

An 8BIM resource is ``8BIM``, a number, a Pascal string for its name, and data, strings and data padded to even lengths. Resource
2999 names the path that clips; paths are resources 2000 to 2998, made of records of 26 bytes (Adobe Photoshop File Formats
Specification, "Path resource format").
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from typeset.model.placed import Outline, Point, Segment
from typeset.repro.opening import opened

MILLION: Final = 1_000_000
"""Outlines are in millionths of a picture's width and height."""
_SIGNATURE: Final = b"8BIM"
_CLIPPING_NAME: Final = 2999
_PATHS: Final = range(2000, 2999)
_RECORD: Final = 26
_CLOSED, _OPEN = 0, 3
_KNOTS: Final = frozenset({1, 2, 4, 5})
_UNIT: Final = 1 << 24
# More knots than any hand draws: a file that has them is made to harm.
_MOST_KNOTS: Final = 100_000
_FEWEST: Final = 2


class _Knot(Struct, frozen=True):
    before: Point
    at: Point
    after: Point


def clipping_path(data: bytes) -> tuple[Outline, ...] | None:
    """The clipping path of a picture file, in millionths from the top left corner; None when it has none.

    Raises:
        BrokenPictureError: when the file is no picture.
    """
    with opened(data) as picture:
        return outlines_in(picture.photoshop)


def outlines_in(resources: bytes) -> tuple[Outline, ...] | None:
    """The clipping path among 8BIM resources; None when there is none, or when it is damaged."""
    found = list(_resources(resources))
    wanted = next((_pascal(content) for number, _, content in found if number == _CLIPPING_NAME), b"")
    path = next((data for number, name, data in found if number in _PATHS and name == wanted), b"")
    if not wanted or not path or len(path) > _MOST_KNOTS * _RECORD:
        return None
    outlines = tuple(_outline(knots) for knots in _subpaths(path) if len(knots) >= _FEWEST)
    return outlines or None


def _resources(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Number, name and data of each resource, as far as they are whole."""
    at = 0
    while data[at : at + 4] == _SIGNATURE and at + 7 <= len(data):
        (number,) = struct.unpack_from(">H", data, at + 4)
        name = _pascal(data[at + 6 :])
        size_at = at + 6 + (len(name) + 2) // 2 * 2
        if size_at + 4 > len(data):
            return
        (size,) = struct.unpack_from(">I", data, size_at)
        content = data[size_at + 4 : size_at + 4 + size]
        if len(content) < size:
            return
        yield number, name, content
        at = size_at + 4 + (size + 1) // 2 * 2


def _pascal(data: bytes) -> bytes:
    return data[1 : 1 + data[0]] if data else b""


def _subpaths(path: bytes) -> Iterator[list[_Knot]]:
    """The knots of each closed subpath; an open one encloses nothing."""
    knots: list[_Knot] = []
    closed = False
    for at in range(0, len(path) - _RECORD + 1, _RECORD):
        (selector,) = struct.unpack_from(">H", path, at)
        if selector in (_CLOSED, _OPEN):
            if closed:
                yield knots
            knots, closed = [], selector == _CLOSED
        elif selector in _KNOTS:
            knots.append(_knot(path, at + 2))
    if closed:
        yield knots


def _knot(path: bytes, at: int) -> _Knot:
    numbers = struct.unpack_from(">6i", path, at)
    before, on, after = ((_part(numbers[i + 1]), _part(numbers[i])) for i in (0, 2, 4))
    return _Knot(before, on, after)


def _part(number: int) -> int:
    return number * MILLION // _UNIT


def _outline(knots: list[_Knot]) -> Outline:
    following = (*knots[1:], knots[0])
    return Outline(knots[0].at, tuple(_segment(a, b) for a, b in zip(knots, following, strict=True)))


def _segment(start: _Knot, end: _Knot) -> Segment:
    if start.after == start.at and end.before == end.at:
        return (end.at,)
    return start.after, end.before, end.at


def turned(outlines: tuple[Outline, ...], orientation: int) -> tuple[Outline, ...]:
    """Outlines of a picture whose pixels have been turned upright by its EXIF orientation, 1 to 8."""

    def moved(point: Point) -> Point:
        x, y = point
        flipped_x, flipped_y = MILLION - x, MILLION - y
        return {
            2: (flipped_x, y),
            3: (flipped_x, flipped_y),
            4: (x, flipped_y),
            5: (y, x),
            6: (flipped_y, x),
            7: (flipped_y, flipped_x),
            8: (y, flipped_x),
        }.get(orientation, point)

    def turn(segment: Segment) -> Segment:
        if len(segment) == 1:
            return (moved(segment[0]),)
        return moved(segment[0]), moved(segment[1]), moved(segment[2])

    return tuple(
        Outline(moved(outline.start), tuple(map(turn, outline.segments)), closed=outline.closed)
        for outline in outlines
    )
