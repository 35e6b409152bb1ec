"""Where frames stand that say it by their neighbours: below one, right of one, as high as their copy, the rest of the page.

A layout is arranged in rounds: every frame whose neighbours stand is given its columns and rows. What only the flow can
know, the height of a frame that follows its content (``rows: auto``), it is asked for one frame at a time (issue 4).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from typeset.model.layout import GAP_ROWS, Extent, FramePlace, FrameSpec


class Page(Struct, frozen=True):
    """How many basic columns and grid rows there are to arrange frames in."""

    columns: int
    rows: int


def arranged(
    frames: Sequence[FrameSpec], page: Page, heights: Mapping[str, int] | None = None
) -> tuple[FrameSpec, ...]:
    """The frames, in their order, all arranged that can be; ``heights`` are the rows of frames that follow their content.

    Every round arranges a frame, or it is the last.
    """
    known = {frame.name: frame for frame in frames if frame.place is None}
    while True:
        found = _next(frames, known, page, heights or {})
        if found is None:
            return tuple(known.get(frame.name, frame) for frame in frames)
        known[found.name] = found


def to_measure(frames: Sequence[FrameSpec], page: Page) -> FrameSpec | None:
    """The first frame that follows its content and lacks nothing but its height, with all rows it may have."""
    known = {frame.name: frame for frame in frames if frame.place is None}
    for frame in frames:
        place = frame.place
        if place is None or place.extent is not Extent.AUTO or not _standing(place, known):
            continue
        columns, first = _columns(place, known, page), _first_row(place, known)
        return _at(frame, columns, (first, _limit(frame, columns, first, known, page)))
    return None


def _next(
    frames: Sequence[FrameSpec], known: Mapping[str, FrameSpec], page: Page, heights: Mapping[str, int]
) -> FrameSpec | None:
    """A frame that can be arranged now; the rest of the page only when nothing is left to be measured before it."""
    waiting = [frame for frame in frames if frame.name not in known and frame.place is not None]
    rest: list[FrameSpec] = []
    for frame in waiting:
        place = frame.place
        if place is None or not _standing(place, known):
            continue
        columns, first = _columns(place, known, page), _first_row(place, known)
        if place.extent is Extent.REST:
            rest.append(_at(frame, columns, (first, _limit(frame, columns, first, known, page))))
        elif place.extent is Extent.AUTO:
            if frame.name not in heights:
                return None
            return _at(frame, columns, (first, first + heights[frame.name] - 1))
        else:
            return _at(frame, columns, (first, _last_row(place, first, known)))
    return rest[0] if rest else None


def _standing(place: FramePlace, known: Mapping[str, FrameSpec]) -> bool:
    return all(name in known for name in place.neighbours)


def _at(frame: FrameSpec, columns: tuple[int, int], rows: tuple[int, int]) -> FrameSpec:
    count = frame.story_columns or columns[1] - columns[0] + 1
    return replace(frame, columns=columns, rows=(rows[0], max(rows)), story_columns=count, place=None)


def _columns(place: FramePlace, known: Mapping[str, FrameSpec], page: Page) -> tuple[int, int]:
    if place.columns is not None:
        return place.columns
    count = place.column_count
    if place.right_of:
        first = known[place.right_of].columns[1] + 1
        return first, first + count - 1 if count else max(first, page.columns)
    if place.left_of:
        last = known[place.left_of].columns[0] - 1
        return (max(1, last - count + 1) if count else 1), max(1, last)
    above = [known[name].columns for name in place.below]
    first = min((columns[0] for columns in above), default=1)
    last = max((columns[1] for columns in above), default=page.columns)
    return first, first + count - 1 if count else last


def _first_row(place: FramePlace, known: Mapping[str, FrameSpec]) -> int:
    if place.first_row:
        return place.first_row
    if place.below:
        return max(known[name].rows[1] for name in place.below) + 1 + place.gap
    beside = place.right_of or place.left_of
    return known[beside].rows[0] if beside else 1


def _last_row(place: FramePlace, first: int, known: Mapping[str, FrameSpec]) -> int:
    if place.last_row:
        return place.last_row
    if place.row_count:
        return first + place.row_count - 1
    beside = place.right_of or place.left_of
    return known[beside].rows[1] if beside else first


def _limit(
    frame: FrameSpec, columns: tuple[int, int], first: int, known: Mapping[str, FrameSpec], page: Page
) -> int:
    """The last row above what stands below in the same columns."""
    gap = frame.place.gap if frame.place is not None else GAP_ROWS
    below = [
        other.rows[0] - 1 - gap
        for other in known.values()
        if other.area is None
        and other.rows[0] > first
        and other.columns[0] <= columns[1]
        and columns[0] <= other.columns[1]
    ]
    return max(first, min(below, default=page.rows))
