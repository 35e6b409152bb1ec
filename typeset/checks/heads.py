"""Whether the headline block of a frame leaves columns for its copy."""

from __future__ import annotations

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.model.layout import FrameKind, FrameSpec, HeadPlace, PageLayout
from typeset.model.style import WritingMode


def check_heads(layout: PageLayout) -> list[Finding]:
    """Heads that take more columns than there are, or stand where they cannot."""
    return [found for frame in layout.frames if frame.kind is FrameKind.STORY for found in _head(frame)]


def _head(frame: FrameSpec) -> list[Finding]:
    head = frame.headline
    across = frame.writing is WritingMode.VERTICAL
    if across and head.place is HeadPlace.INSIDE_CENTER:
        return [
            finding("headline-place", span=frame.span, frame=frame.name, place=head.place.value),
        ]
    if across and (frame.area is not None or not head.columns):
        # Beside vertical copy a head takes as many lines as it needs.
        return []
    # Beside vertical copy a head that says so takes basic columns.
    limit = frame.columns[1] - frame.columns[0] + 1 if across else frame.story_columns
    most = _most(head.place, limit)
    # Half the columns of a story of one is one: the copy goes on below.
    wanted = head.columns or 1
    if wanted <= most or (head.place is HeadPlace.ABOVE and not head.columns):
        return []
    return [
        finding(
            "headline-columns",
            span=frame.span,
            frame=frame.name,
            place=head.place.value,
            amount=wanted,
            unit="columns",
            limit=limit,
            most=max(0, most),
        )
    ]


def _most(place: HeadPlace, limit: int) -> int:
    """How many of so many columns a head may take."""
    if place is HeadPlace.ABOVE:
        return 0
    if place is HeadPlace.INSIDE_CENTER:
        return limit - 2
    return limit - 1 if place.is_side else max(1, limit - 1)
