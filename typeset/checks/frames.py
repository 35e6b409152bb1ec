"""The frames of one layout: inside the type area and beside each other."""

from __future__ import annotations

from itertools import combinations
from typing import Final

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.grid import PageGrid
from typeset.model.layout import FrameKind, FrameSpec, PageLayout, Rect
from typeset.units import Length, mm

# In characters: below this no line can be justified, and marks that may not begin or end one have nowhere to go.
_LEAST_MEASURE: Final = 4
# A tenth of a millimetre: lengths are rounded, and nobody sees less.
_ROUNDING: Final = mm("0.1")
# Rows of white between a tails frame and one it gives rows to.
_MOST_APART: Final = 3
_WITH_COLUMNS: Final = frozenset({FrameKind.STORY, FrameKind.TAILS})


def check_frames(layout: PageLayout, page: int) -> tuple[Finding, ...]:
    """Findings for frames that leave the type area, overlap, or have columns too narrow to read.

    Which margin is the inner one depends on the page, counted in its section.
    """
    grid = PageGrid.of(layout, page)
    return (
        *(found for frame in layout.frames for found in _outside(frame, layout, grid)),
        *(found for frame in layout.frames for found in _narrow(frame, grid)),
        *(found for a, b in combinations(layout.frames, 2) for found in _overlap(a, b, grid)),
        *(found for frame in layout.frames for found in _spare(frame, layout)),
    )


def _spare(frame: FrameSpec, layout: PageLayout) -> tuple[Finding, ...]:
    """Spare rows go from a tails frame to story frames next to it, in columns of its own, all on one side."""
    others = {other.name: other for other in layout.frames}
    named = [others.get(name) for name in frame.spare_to]
    near = [other for other in named if other is not None and _next_to(other, frame)]
    sides = {other.rows[0] > frame.rows[1] for other in near}
    if not frame.spare_to or (
        frame.kind is FrameKind.TAILS and frame.area is None and len(near) == len(named) and len(sides) == 1
    ):
        return ()
    names = "、".join(other.name for other in layout.frames if _next_to(other, frame))
    return (
        finding(
            "spare-to-misplaced",
            span=frame.span,
            frame=frame.name,
            names="、".join(frame.spare_to),
            allowed=names or "—",
        ),
    )


def _next_to(other: FrameSpec, frame: FrameSpec) -> bool:
    """Whether a story frame stands right above or below, within the columns of another."""
    if other.kind is not FrameKind.STORY or other.area is not None or other.spread or other.follows:
        return False
    within = frame.columns[0] <= other.columns[0] and other.columns[1] <= frame.columns[1]
    apart = max(other.rows[0] - frame.rows[1], frame.rows[0] - other.rows[1]) - 1
    return within and 0 <= apart <= _MOST_APART


def _outside(frame: FrameSpec, layout: PageLayout, grid: PageGrid) -> tuple[Finding, ...]:
    if frame.area is not None:
        return _area_outside(frame, frame.area, layout, grid)
    axes = (
        ("栏", "columns", frame.columns, layout.grid.columns * (2 if frame.spread else 1)),
        ("行", "rows", frame.rows, layout.rows),
    )
    return tuple(
        finding(
            "frame-outside",
            span=frame.span,
            frame=frame.name,
            unit_zh=zh,
            axis_en=en,
            first=taken[0],
            last=taken[1],
            limit=limit,
        )
        for zh, en, taken, limit in axes
        if taken[1] > limit
    )


def _area_outside(frame: FrameSpec, area: Rect, layout: PageLayout, grid: PageGrid) -> tuple[Finding, ...]:
    """Beyond the type area a frame is only noticed, as pictures may bleed; beyond the sheet it is wrong."""
    sheet = layout.sheet
    width = grid.columns * grid.measure + (grid.columns - 1) * grid.gutter
    type_area = Rect(grid.left, sheet.top, width, sheet.height - sheet.top - sheet.bottom)
    paper = Rect(-sheet.bleed, -sheet.bleed, sheet.width + 2 * sheet.bleed, sheet.height + 2 * sheet.bleed)
    for code, room in (("frame-off-sheet", paper), ("frame-off-type-area", type_area)):
        by = max(room.x - area.x, room.y - area.y, area.right - room.right, area.bottom - room.bottom)
        if by > _ROUNDING:
            return (finding(code, span=frame.span, frame=frame.name, by=_mm(by)),)
    return ()


def _narrow(frame: FrameSpec, grid: PageGrid) -> tuple[Finding, ...]:
    if frame.kind not in _WITH_COLUMNS or frame.story_columns < 1:
        return ()
    width = grid.rect(frame).width
    column = (width - (frame.story_columns - 1) * grid.gutter) / frame.story_columns
    least = _LEAST_MEASURE * grid.body
    if column >= least:
        return ()
    return (
        finding(
            "column-too-narrow",
            span=frame.span,
            frame=frame.name,
            amount=frame.story_columns,
            width=f"{max(column, 0) / grid.body:.1f}",
            least=_LEAST_MEASURE,
            most=max((width + grid.gutter) // (least + grid.gutter), 1),
        ),
    )


def _overlap(a: FrameSpec, b: FrameSpec, grid: PageGrid) -> tuple[Finding, ...]:
    if a.host == b.name or b.host == a.name:
        return ()
    if a.area is not None or b.area is not None:
        return _areas_overlap(a, b, grid)
    columns = (max(a.columns[0], b.columns[0]), min(a.columns[1], b.columns[1]))
    rows = (max(a.rows[0], b.rows[0]), min(a.rows[1], b.rows[1]))
    if columns[0] > columns[1] or rows[0] > rows[1]:
        return ()
    return (
        finding(
            "frames-overlap",
            span=b.span,
            related=a.span,
            frame=b.name,
            other=a.name,
            columns=_range(columns),
            rows=_range(rows),
        ),
    )


def _areas_overlap(a: FrameSpec, b: FrameSpec, grid: PageGrid) -> tuple[Finding, ...]:
    one, two = grid.rect(a), grid.rect(b)
    width = min(one.right, two.right) - max(one.x, two.x)
    height = min(one.bottom, two.bottom) - max(one.y, two.y)
    if width <= _ROUNDING or height <= _ROUNDING:
        return ()
    return (
        finding(
            "areas-overlap",
            span=b.span,
            related=a.span,
            frame=b.name,
            other=a.name,
            width=_mm(width),
            height=_mm(height),
        ),
    )


def _mm(length: Length) -> str:
    return f"{length / mm(1):.1f}"


def _range(ends: tuple[int, int]) -> str:
    return str(ends[0]) if ends[0] == ends[1] else f"{ends[0]}-{ends[1]}"
