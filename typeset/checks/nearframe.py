"""The frame a place on a finished page belongs to: where what is wrong there is mended."""

from __future__ import annotations

from collections.abc import Iterator

from typeset.flow.grid import PageGrid
from typeset.model.edition import PageSpec
from typeset.model.layout import FrameSpec, Rect
from typeset.model.style import Colour
from typeset.units import Length


def frame_near(page: PageSpec, place: tuple[Length, Length], ruled: Colour | None = None) -> FrameSpec | None:
    """The frame a place lies in, or in whose white it lies; None for a place far from all of them.

    Between two frames it is the one that has a rule of the colour ``ruled``, then the nearer, then the smaller one.
    """
    grid = PageGrid.of(page.layout, page.section_number)
    white = max(grid.gutter, grid.leading)
    near: list[tuple[bool, Length, Length, FrameSpec]] = []
    for frame in page.layout.frames:
        rect = grid.rect(frame)
        apart = _apart(rect, place)
        if apart <= white:
            near.append((ruled not in set(_colours(frame)), apart, rect.width * rect.height, frame))
    return min(near, key=lambda one: one[:3])[3] if near else None


def _apart(rect: Rect, place: tuple[Length, Length]) -> Length:
    x, y = place
    return max(rect.x - x, x - rect.right, rect.y - y, y - rect.bottom, 0)


def _colours(frame: FrameSpec) -> Iterator[Colour]:
    """The colours of the rules of a frame."""
    yield from (rule.colour for _, rule in frame.rules)
    if frame.column_rule is not None:
        yield frame.column_rule.colour
    if frame.box is not None:
        yield frame.box.rule.colour
