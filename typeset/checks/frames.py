"""The frames of one layout: inside the type area and beside each other."""

from __future__ import annotations

from itertools import combinations
from typing import Final

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.model.layout import FrameKind, FrameSpec, Grid, PageLayout

# In characters: below this no line can be justified, and marks that may not begin or end one have nowhere to go.
_LEAST_MEASURE: Final = 4
_WITH_COLUMNS: Final = frozenset({FrameKind.STORY, FrameKind.TAILS})


def check_frames(layout: PageLayout) -> tuple[Finding, ...]:
    """Findings for frames that leave the type area, overlap, or have columns too narrow to read."""
    return (
        *(found for frame in layout.frames for found in _outside(frame, layout)),
        *(found for frame in layout.frames for found in _narrow(frame, layout.grid)),
        *(found for a, b in combinations(layout.frames, 2) for found in _overlap(a, b)),
    )


def _outside(frame: FrameSpec, layout: PageLayout) -> tuple[Finding, ...]:
    axes = (
        ("栏", "columns", frame.columns, layout.grid.columns),
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


def _narrow(frame: FrameSpec, grid: Grid) -> tuple[Finding, ...]:
    if frame.kind not in _WITH_COLUMNS or frame.story_columns < 1:
        return ()
    taken = frame.columns[1] - frame.columns[0] + 1
    width = taken * grid.measure + (taken - 1) * grid.gutter
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


def _overlap(a: FrameSpec, b: FrameSpec) -> tuple[Finding, ...]:
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


def _range(ends: tuple[int, int]) -> str:
    return str(ends[0]) if ends[0] == ends[1] else f"{ends[0]}-{ends[1]}"
