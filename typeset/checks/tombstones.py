"""Headlines side by side (碰题): two of one size on one level, with nothing between them, are read as one."""

from __future__ import annotations

from itertools import permutations
from typing import Final

from typeset.catalogue import finding
from typeset.checks.headplaces import Begun, HeadPlaced, headlines_on
from typeset.findings import Finding
from typeset.flow.grid import PageGrid
from typeset.flow.issue import SetIssue
from typeset.model.edition import PageSpec
from typeset.model.layout import FrameSpec, Rect, Side
from typeset.model.placed import PlacedPage, PlacedPicture
from typeset.standing import NOTHING_STANDS, StandingResults

_PERCENT: Final = 100
# Of the lower of two heads so much must lie beside the other; so near must their sizes be.
_LEVEL: Final = 50
_ALIKE: Final = 75


def check_tombstones(issue: SetIssue, standing: StandingResults = NOTHING_STANDS) -> list[Finding]:
    """A finding for each pair of headlines that stand side by side in neighbouring frames."""
    pages = {page.number: page for page in issue.edition.pages}
    begun = standing.of(Begun.of, issue.parts)
    return [found for page in issue.pages for found in standing.of(_on, page, pages[page.number], begun)]


def _on(page: PlacedPage, spec: PageSpec, begun: Begun) -> list[Finding]:
    grid = PageGrid.of(spec.layout, spec.section_number)
    heads: list[tuple[HeadPlaced, FrameSpec]] = []
    for head in headlines_on(page):
        frame = begun.frame(spec, head.story)
        if frame is not None and head.level:
            heads.append((head, frame))
    return [
        finding(
            "heads-side-by-side",
            span=right.span,
            related=left.span,
            page=page.number,
            frame=right.name,
            story=second.story,
            other=first.story,
            other_frame=left.name,
        )
        for (first, left), (second, right) in permutations(heads, 2)
        if _side_by_side(grid.rect(left), grid.rect(right), grid)
        and _alike(first, second)
        and not _parted(left, right)
        and not _between(page, first.room, second.room)
    ]


def _side_by_side(left: Rect, right: Rect, grid: PageGrid) -> bool:
    """Whether one frame stands right of another with no more than a gutter between, some rows of both level."""
    apart = right.x - left.right
    level = min(left.bottom, right.bottom) - max(left.y, right.y)
    return 0 <= apart <= grid.gutter + grid.body and level > 0


def _alike(first: HeadPlaced, second: HeadPlaced) -> bool:
    """Whether two heads are on one level and of nearly one size."""
    one, two = first.room, second.room
    shared = min(one.bottom, two.bottom) - max(one.y, two.y)
    level = shared * _PERCENT >= min(one.height, two.height) * _LEVEL
    sizes = sorted((first.size, second.size))
    return level and sizes[0] * _PERCENT >= sizes[1] * _ALIKE


def _parted(left: FrameSpec, right: FrameSpec) -> bool:
    """Whether a rule, a box or a ground tells the two frames apart."""
    boxed = any(frame.box is not None or frame.tint is not None for frame in (left, right))
    return boxed or Side.RIGHT in dict(left.rules) or Side.LEFT in dict(right.rules)


def _between(page: PlacedPage, left: Rect, right: Rect) -> bool:
    """Whether a picture stands between two heads."""
    top, foot = max(left.y, right.y), min(left.bottom, right.bottom)
    return any(
        left.right <= item.clip.x + item.clip.width // 2 <= right.x
        and item.clip.y < foot
        and item.clip.bottom > top
        for item in page.items
        if isinstance(item, PlacedPicture)
    )
