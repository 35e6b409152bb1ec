"""Spreads (跨版): what stands across the fold of two facing pages, parted between them.

A frame of the left page may go on over the fold. It is set as if both were one sheet; then every item goes to the page it
is on, pictures and rules that cross the fold to both, and lines of type are parted between two characters, none on the fold.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import is_
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.flow.grid import PageGrid
from typeset.model.edition import Edition, Fold, PageSpec
from typeset.model.layout import FrameKind, FrameSpec, Rect
from typeset.model.placed import (
    Dot,
    GlyphRun,
    Item,
    Modules,
    Outline,
    Path,
    PlacedPicture,
    Rule,
    Segment,
    Tint,
)
from typeset.model.style import WritingMode
from typeset.text.classes import CharClass, class_of
from typeset.units import Length

_MILLI = 1000
# What can go on over the fold.
_KINDS: Final = frozenset({FrameKind.STORY, FrameKind.PICTURE, FrameKind.TEXT, FrameKind.AD})
# How many pages a sheet has. A fold inside one can be printed over; elsewhere two sheets meet.
_SHEET = 4
# How many characters a line may be moved so that a blank of it comes to stand on the fold.
_REACH = 3
# Marks whose ink is in the left half of their square.
_LEFT_HALF = frozenset({CharClass.CLOSING, CharClass.STOP, CharClass.PAUSE})


def centres(edition: Edition) -> frozenset[int]:
    """The numbers of left pages that are one half of a sheet, the page facing them the other; every section is folded alone."""
    last: dict[str, int] = {}
    for page in edition.pages:
        last[page.section_code] = max(page.section_number, last.get(page.section_code, 0))
    return frozenset(
        page.number
        for page in edition.pages
        if _is_centre(edition.fold, page.section_number, last[page.section_code])
    )


def _is_centre(fold: Fold, place: int, last: int) -> bool:
    if fold is Fold.SEPARATE:
        # The inner pages of a sheet, which has all of its four.
        return place % _SHEET == _SHEET // 2 and place + _SHEET // 2 <= last
    return last % _SHEET == 0 and place * 2 == last


def may_cross(page: PageSpec, frame: FrameSpec) -> bool:
    """Whether a frame is one that can be parted at a fold: set horizontally, of a kind that can, its thread begun over it."""
    upright = frame.writing is WritingMode.VERTICAL or frame.headline.writing is WritingMode.VERTICAL
    return frame.kind in _KINDS and not upright and page.layout.thread_head(frame).spread


def faces_another(edition: Edition, page: PageSpec) -> bool:
    """Whether a page is a left one facing another of the same sheet and grid."""
    facing = next((other for other in edition.pages if other.name == page.next_name), None)
    if facing is None or page.section_number % 2:
        return False
    return page.layout.sheet == facing.layout.sheet and page.layout.grid == facing.layout.grid


def without_unfaced(edition: Edition) -> Edition:
    """The edition with frames that cannot go on over the fold kept on their own page: nothing is set on no page."""
    return replace(edition, pages=tuple(_faced(edition, page) for page in edition.pages))


def _faced(edition: Edition, page: PageSpec) -> PageSpec:
    last = page.layout.grid.columns
    frames = tuple(
        frame
        if not frame.spread or (may_cross(page, frame) and faces_another(edition, page))
        else replace(frame, spread=False, columns=(min(frame.columns[0], last), min(frame.columns[1], last)))
        for frame in page.layout.frames
    )
    if all(map(is_, frames, page.layout.frames)):
        return page
    return replace(page, layout=replace(page.layout, frames=frames))


def halves(items: Sequence[Item], grid: PageGrid) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Items of a spread on its left page, and on its right one counted from that page's own left edge."""
    left: list[Item] = []
    right: list[Item] = []
    for item in _parted_lines(items, grid):
        first, last = across(item)
        if first < grid.fold:
            left.append(item)
        if last > grid.fold:
            right.append(moved(item, -grid.fold))
    return tuple(left), tuple(right)


def across(item: Item) -> tuple[Length, Length]:
    """The left and right edge of an item."""
    match item:
        case GlyphRun(turned=True) | GlyphRun(upward=True):
            return item.xs[0] - item.size, item.xs[0] + item.size
        case GlyphRun(down=True):
            return item.xs[0], item.xs[0] + item.size
        case GlyphRun():
            starts = [_cell(item, number).start for number in range(len(item.xs))]
            return min(starts), max(starts) + 1
        case Rule():
            return item.x0, max(item.x1, item.x0 + 1)
        case Tint() | Modules():
            return item.rect.x, item.rect.right
        case Dot():
            return item.x - item.diameter // 2, item.x + item.diameter // 2
        case PlacedPicture():
            return item.clip.x, item.clip.right
        case Path():
            xs = [x for outline in item.outlines for x, _ in _points(outline)]
            return min(xs), max(xs) + 1


def _points(outline: Outline) -> Iterable[tuple[Length, Length]]:
    yield outline.start
    for segment in outline.segments:
        yield from segment


def moved(item: Item, by: Length) -> Item:
    """The item further to the right by a length."""
    match item:
        case GlyphRun():
            return replace(item, xs=tuple(x + by for x in item.xs))
        case Rule():
            return replace(item, x0=item.x0 + by, x1=item.x1 + by)
        case Tint() | Modules():
            return replace(item, rect=_shifted(item.rect, by))
        case Dot():
            return replace(item, x=item.x + by)
        case PlacedPicture():
            return replace(item, rect=_shifted(item.rect, by), clip=_shifted(item.clip, by))
        case Path():
            return replace(item, outlines=tuple(_moved_outline(outline, by) for outline in item.outlines))


def _shifted(rect: Rect, by: Length) -> Rect:
    return replace(rect, x=rect.x + by)


def _moved_outline(outline: Outline, by: Length) -> Outline:
    segments = tuple(_moved_segment(segment, by) for segment in outline.segments)
    return replace(outline, start=(outline.start[0] + by, outline.start[1]), segments=segments)


def _moved_segment(segment: Segment, by: Length) -> Segment:
    if len(segment) == 1:
        return ((segment[0][0] + by, segment[0][1]),)
    one, two, end = segment
    return ((one[0] + by, one[1]), (two[0] + by, two[1]), (end[0] + by, end[1]))


def _parted_lines(items: Sequence[Item], grid: PageGrid) -> list[Item]:
    """The items, lines of type that cross the fold parted there."""
    made: list[Item] = []
    for key, group in groupby(items, key=_line_of):
        runs = list(group)
        crossing = key is not None and _crosses(runs, grid)
        made += _parted([run for run in runs if isinstance(run, GlyphRun)], grid) if crossing else runs
    return made


def _line_of(item: Item) -> tuple[Length, str] | None:
    """What runs of one line have in common."""
    if not isinstance(item, GlyphRun) or item.turned or item.upward or item.down:
        return None
    return item.y, item.purpose.value


def _crosses(runs: Sequence[Item], grid: PageGrid) -> bool:
    first = min(across(run)[0] for run in runs)
    last = max(x + _width(run) for run in runs if isinstance(run, GlyphRun) for x in run.xs)
    return first < grid.fold + grid.clear and last > grid.fold - grid.clear


def _width(run: GlyphRun) -> Length:
    return run.size * run.stretch // _MILLI


def _parted(runs: Sequence[GlyphRun], grid: PageGrid) -> list[Item]:
    """A line whose characters left of the place nearest to the fold end before it, and the others begin behind it.

    A blank not far from the fold is a better place than the middle of a name: then the whole line is moved to it.
    """
    cells = sorted(_cell(run, n) for run in runs for n, text in enumerate(run.texts) if text.strip())
    at = min(range(len(cells) + 1), key=lambda n: abs(_border(cells, n) - grid.fold))
    blank = _blank_near(cells, max(run.size for run in runs), grid)
    by = 0
    if blank is not None:
        at = blank
        by = grid.fold - (cells[at - 1].end + cells[at].start) // 2
    back, forth = -by, by
    border = cells[at].start if at < len(cells) else cells[-1].start + 1
    if at < len(cells):
        forth = max(by, grid.fold + grid.clear - cells[at].start)
    if at:
        ends = min(cells[at - 1].end, cells[at].start) if at < len(cells) else cells[at - 1].end
        back = max(-by, ends - (grid.fold - grid.clear))
    made: list[Item] = []
    for run in runs:
        for behind in (False, True):
            kept = [n for n in range(len(run.xs)) if (_cell(run, n).start >= border) is behind]
            if kept:
                part = replace(
                    run,
                    glyphs=tuple(run.glyphs[n] for n in kept),
                    xs=tuple(run.xs[n] for n in kept),
                    texts=tuple(run.texts[n] for n in kept),
                    inner=(),
                )
                made.append(moved(part, forth if behind else -back))
    return made


class _Cell(Struct, frozen=True, order=True):
    """Where the square of a character begins and ends, without the white half of a mark."""

    start: Length
    end: Length


def _cell(run: GlyphRun, number: int) -> _Cell:
    x, width = run.xs[number], _width(run)
    kind = class_of(run.texts[number][0]) if run.texts[number] else CharClass.HAN
    if kind is CharClass.OPENING:
        return _Cell(x + width // 2, x + width)
    return _Cell(x, x + width // 2 if kind in _LEFT_HALF else x + width)


def _blank_near(cells: Sequence[_Cell], size: Length, grid: PageGrid) -> int | None:
    """The character behind the blank nearest to the fold, of those a line may be moved to without leaving its columns."""
    best: tuple[Length, int] | None = None
    for number in range(1, len(cells)):
        ends, begins = cells[number - 1].end, cells[number].start
        by = grid.fold - (ends + begins) // 2
        if begins - ends < size // 2 or abs(by) > _REACH * size:
            continue
        if (
            cells[0].start + by - grid.clear < grid.left
            or cells[-1].end + by + grid.clear > grid.fold + grid.right
        ):
            continue
        if best is None or abs(by) < best[0]:
            best = (abs(by), number)
    return None if best is None else best[1]


def _border(cells: Sequence[_Cell], number: int) -> Length:
    """Where the character of this number begins; behind the last one where it ends."""
    return cells[number].start if number < len(cells) else cells[-1].end
