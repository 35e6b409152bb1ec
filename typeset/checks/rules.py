"""Rules, boxes and round corners leave the type its white."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.strokes import extent
from typeset.model.layout import FrameSpec, Grid, PageLayout, RuleSpec, Side
from typeset.units import PT, Length, to_pt

# Below this, on newsprint, a rule and the type beside it run into one.
_LEAST_WHITE: Final = PT
# Of a box whose copy stands a character and a row inside it: type in the corners keeps clear of larger curves too,
# but they no longer look like corners.
_MOST_RADIUS: Final = 2


def check_rules(layout: PageLayout) -> tuple[Finding, ...]:
    """Findings for rules wider than their white, and for corners so round that they come near the type."""
    return tuple(
        found
        for frame in layout.frames
        for found in (*_wide(frame, layout.grid), *_round(frame, layout.grid))
    )


def _wide(frame: FrameSpec, grid: Grid) -> Iterator[Finding]:
    for key, rule, room in _rules(frame, grid):
        if room - extent(rule) < 2 * _LEAST_WHITE:
            yield finding(
                "rule-too-wide",
                span=frame.span,
                frame=frame.name,
                key=key,
                width=_pt(extent(rule)),
                least=_pt(_LEAST_WHITE),
                most=_pt(max(0, room - 2 * _LEAST_WHITE)),
            )


def _rules(frame: FrameSpec, grid: Grid) -> Iterator[tuple[str, RuleSpec, Length]]:
    """Every rule of a frame with its key and the white it stands in."""
    for side, rule in frame.rules:
        yield f"rule.{side.value}", rule, grid.leading if side in {Side.ABOVE, Side.BELOW} else grid.gutter
    if frame.column_rule is not None and frame.story_columns > 1:
        yield "column_rule", frame.column_rule, grid.gutter
    if frame.box is not None:
        # Its outer edge touches nothing: all the white there is may stand inside it.
        yield "box", frame.box.rule, grid.body + _LEAST_WHITE


def _round(frame: FrameSpec, grid: Grid) -> Iterator[Finding]:
    radius = max(
        frame.box.radius if frame.box is not None else 0, frame.tint.radius if frame.tint is not None else 0
    )
    if radius > _MOST_RADIUS * grid.body:
        yield finding(
            "radius-too-large",
            span=frame.span,
            frame=frame.name,
            width=_pt(radius),
            most=_pt(_MOST_RADIUS * grid.body),
        )


def _pt(length: Length) -> str:
    return f"{to_pt(length):g}"
