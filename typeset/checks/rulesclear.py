"""Rules beside a frame that run through the type of another: where no row is free between the two they lie on its lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.boxes import em_box
from typeset.flow.grid import PageGrid
from typeset.flow.issue import SetIssue
from typeset.flow.rules import beside
from typeset.model.edition import PageSpec
from typeset.model.layout import Rect
from typeset.model.placed import GlyphRun, PlacedPage
from typeset.standing import NOTHING_STANDS, StandingResults

# So much of an em square on each side may be touched: there is white in it.
_WHITE: Final = 8
_SHOWN: Final = 10


def check_rules_clear(issue: SetIssue, standing: StandingResults = NOTHING_STANDS) -> list[Finding]:
    """At most one finding a rule: the first line of type it runs through."""
    specs = {page.number: page for page in issue.edition.pages}
    return [found for page in issue.pages for found in standing.of(_on, page, specs[page.number])]


def _on(page: PlacedPage, spec: PageSpec) -> list[Finding]:
    ruled = [frame for frame in spec.layout.frames if frame.rules]
    if not ruled:
        return []
    grid = PageGrid.of(spec.layout, spec.section_number)
    type_on = list(_type_on(page))
    found: list[Finding] = []
    for frame in ruled:
        rect = grid.rect(frame)
        for side, _ in frame.rules:
            line = beside(side, rect, leading=grid.leading, gutter=grid.gutter)
            text = next((run.text for run, room in type_on if _crosses(line, room)), None)
            if text is not None:
                found.append(
                    finding(
                        "rule-through-type",
                        span=frame.span,
                        page=page.number,
                        frame=frame.name,
                        key=f"rule.{side.value}",
                        text=text[:_SHOWN],
                    )
                )
    return found


def _type_on(page: PlacedPage) -> Iterator[tuple[GlyphRun, Rect]]:
    """Runs of type, each with the room its glyphs fill."""
    for item in page.items:
        if isinstance(item, GlyphRun) and item.xs and not item.text.isspace():
            room, white = em_box(item), item.size // _WHITE
            # The last glyph may be narrow: only its beginning is sure.
            high = item.turned or item.upward or item.down
            wide, tall = (2 * white, item.size) if high else (item.size, 2 * white)
            yield (
                item,
                Rect(room.x + white, room.y + white, max(0, room.width - wide), max(0, room.height - tall)),
            )


def _crosses(line: Rect, room: Rect) -> bool:
    """Whether a line without height, or without width, lies on a rectangle."""
    beside_it = line.x >= room.right or line.right <= room.x
    return not beside_it and line.y < room.bottom and line.bottom > room.y
