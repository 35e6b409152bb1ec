"""Fillers (补白): short pieces and pictures of a pool, put where stories leave room.

Room is left in frames of kind ``filler``, below the copy of a story that is short, and in a tails frame below its tails;
never inside the box or on the tint of a story, where a filler would read as part of it. ``copyfit.fillers`` narrows this.
Each filler is used once; of those that find room the one that leaves least of it is taken.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Final

from msgspec import Struct
from msgspec.structs import astuple, replace

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.arrange import rows_for_story
from typeset.flow.bench import Bench
from typeset.flow.body import Cursor
from typeset.flow.grid import PageGrid
from typeset.flow.jump import Placed, Waiting, place_story
from typeset.flow.pictures import place_whole
from typeset.flow.rules import around
from typeset.flow.setter import Setter
from typeset.flow.settext import SetText
from typeset.flow.storyframe import body_for, columns_of, inside
from typeset.flow.tagged import figure, within
from typeset.model.edition import Edition, Filler, PageSpec
from typeset.model.layout import FrameKind, FrameSpec, HeadlineSpec, Rect, RuleSpec, Side
from typeset.model.story import JumpWish, Picture, Story
from typeset.model.style import WritingMode
from typeset.text.shape import Shaper
from typeset.units import Length

# Less room than this is left white: a row between it and the copy, a head and two lines.
_LEAST_ROWS: Final = 4
# A filler has so many lines in each column, or it looks torn.
_LEAST_LINES: Final = 2
# The widest measure of a piece set in fewer columns than its space has.
_WIDEST: Final = 40
# Of a space a picture must cover this many thousandths, or it stands lost in it.
_LEAST_COVER: Final = 550
_MILLI: Final = 1000
_HEAD: Final = HeadlineSpec(style="headline_filler")


_Parts = tuple[PageSpec, FrameSpec, tuple[Length, ...], tuple[int, int], int]


class Space(Struct, frozen=True):
    """Room that was left: rows of a rectangle, in which frame (``host``) and in how many story columns."""

    page: PageSpec
    host: FrameSpec
    rect: Rect
    rows: tuple[int, int]
    columns: int

    @property
    def parts(self) -> _Parts:
        """What it is, so that it is known again: its rectangle is measured anew in every run."""
        return self.page, self.host, astuple(self.rect), self.rows, self.columns

    @classmethod
    def of(cls, parts: _Parts) -> Space:
        """The space of these parts."""
        page, host, rect, rows, columns = parts
        return cls(page, host, Rect(*rect), rows, columns)


class Filled(Struct, frozen=True):
    """The edition with a frame for each filler, what setting them gave, and the frames that are short no longer."""

    edition: Edition
    placed: tuple[Placed, ...]
    full: frozenset[tuple[int, str]]


def place_fillers(edition: Edition, texts: Sequence[SetText], bench: Bench) -> Filled:
    """Put the fillers of an edition where there is room. Bounded: every round uses one up."""
    pool = list(edition.fillers)
    placed: list[Placed] = []
    frames: dict[int, list[FrameSpec]] = {}
    full: set[tuple[int, str]] = set()
    standing: dict[tuple[int, str], list[SetText]] = {}
    for text in texts:
        standing.setdefault((text.page, text.frame), []).append(text)
    for page in edition.pages:
        setter, grid = bench.setters[page.number], bench.grids[page.number]
        # Where nothing is left to fill with, only what is meant for fillers is looked at: that nothing stands in it is told.
        kinds = {place.value for place in setter.styles.copyfit.fillers}
        for space in _spaces(page, standing, grid, kinds if pool else kinds & {FrameKind.FILLER.value}):
            left: Space | None = space
            while left is not None and pool:
                best = _best(left, _allowed(pool, page, edition), edition, bench)
                if best is None:
                    break
                pool.remove(best.filler)
                frame = _frame(left, best, len(frames.get(page.number, ())), pool)
                frames.setdefault(page.number, []).append(frame)
                placed.append(_set(page, frame, best, edition, setter, grid))
                full.add((page.number, space.host.name))
                left = _rest(left, frame.rows[1], grid)
            if space.host.kind is FrameKind.FILLER and (page.number, space.host.name) not in full:
                placed.append(_unfilled(page, space.host, grid))
    pages = tuple(_with(page, frames.get(page.number, ())) for page in edition.pages)
    return Filled(replace(edition, pages=pages), tuple(placed), frozenset(full))


def _with(page: PageSpec, frames: Sequence[FrameSpec]) -> PageSpec:
    """The page with more frames; the same page when there are none."""
    if not frames:
        return page
    return replace(page, layout=replace(page.layout, frames=(*page.layout.frames, *frames)))


def name_of(filler: Filler) -> str:
    """What a filler is called in the edition: its story, or the file of its picture."""
    return filler.story or (filler.picture.file if filler.picture is not None else "")


def _allowed(pool: Sequence[Filler], page: PageSpec, edition: Edition) -> list[Filler]:
    """The fillers that may stand on a page: on one that is held those it had, on others what no such page needs."""
    held = edition.held
    if held is None:
        return list(pool)
    own = held.fillers_of(page.number)
    if own is not None:
        return [filler for filler in pool if name_of(filler) in own]
    kept = {name for number, name in held.fillers if number in held.pages}
    return [filler for filler in pool if name_of(filler) not in kept]


def _unfilled(page: PageSpec, host: FrameSpec, grid: PageGrid) -> Placed:
    rect = grid.rect(host)
    items = tuple(around(host, rect, leading=grid.leading, gutter=grid.gutter))
    told = finding("filler-none", span=host.span, page=page.number, frame=host.name)
    return Placed((((page.number, host.name), items),), (), findings=(told,))


def _spaces(
    page: PageSpec, texts: Mapping[tuple[int, str], Sequence[SetText]], grid: PageGrid, kinds: Set[str]
) -> Iterable[Space]:
    """Room on a page in the frames of some kinds, in the order of its frames."""
    for frame in page.layout.frames:
        here = texts.get((page.number, frame.name), ())
        space = None
        if frame.kind.value not in kinds or frame.spread or frame.writing is WritingMode.VERTICAL:
            continue
        if frame.kind is FrameKind.FILLER:
            rect, first, last = inside(frame, grid.rect(frame), grid)
            space = Space(page, frame, rect, (first, last), max(frame.story_columns, 1))
        elif frame.kind is FrameKind.TAILS or (here and _open(page, frame)):
            space = _below(page, frame, here, grid)
        if space is not None and space.rows[1] - space.rows[0] + 1 >= _LEAST_ROWS:
            yield space


def _open(page: PageSpec, frame: FrameSpec) -> bool:
    """Whether what stands below the copy of a story does not seem to belong to it."""
    threaded = bool(page.layout.followers(frame)) or bool(frame.follows)
    return not threaded and frame.box is None and frame.tint is None


def _below(page: PageSpec, frame: FrameSpec, texts: Sequence[SetText], grid: PageGrid) -> Space | None:
    """The largest room below copy: of all columns, or of some at the right that are filled less."""
    rect, first, last = inside(frame, grid.rect(frame), grid)
    columns = columns_of(rect, frame.story_columns, (first, last), grid)
    feet = [first - 1] * len(columns)
    edges = [column.x for column in columns]
    for text in texts:
        for line in text.lines:
            number = max(0, bisect_right(edges, text.columns[line.column].x) - 1)
            feet[number] = max(feet[number], line.row + line.rows - 1)
        if frame.kind is FrameKind.TAILS:
            continue
        for number, column in enumerate(columns):
            free = {
                row
                for other in text.columns
                if other.x == column.x
                for row in other.rows
                if row not in other.slots
            }
            # Rows that were never free for copy belong to a head or a picture.
            taken = [row for row in range(first, last + 1) if row not in free]
            feet[number] = max([feet[number], *taken])
    best: Space | None = None
    for start in range(len(columns)):
        foot = max(feet[start:])
        # A row of white stands between the copy and what fills the room below it.
        top = foot + 2 if foot >= first else first
        width = columns[-1].x + columns[-1].width - columns[start].x
        room = Rect(columns[start].x, grid.row_top(top), width, max(0, last - top + 1) * grid.leading)
        space = Space(page, frame, room, (top, last), len(columns) - start)
        if best is None or room.width * room.height > best.rect.width * best.rect.height:
            best = space
    return best


class _Choice(Struct, frozen=True):
    """A filler in a space: how many rows it takes, how much of the space in thousandths, and in how many columns."""

    filler: Filler
    rows: int
    cover: int
    columns: int = 1


def _best(space: Space, pool: Sequence[Filler], edition: Edition, bench: Bench) -> _Choice | None:
    """The filler that leaves least of a space; the first in the pool of those that leave as much."""
    grid, stories = bench.grids[space.page.number], edition.stories
    found = (
        _pictured(space, filler, filler.picture)
        if filler.picture is not None
        else bench.standing.of(_set_in, space.parts, filler, stories[filler.story], grid, bench.root)
        for filler in pool
    )
    return max(
        (choice for choice in found if choice is not None), key=lambda choice: choice.cover, default=None
    )


def _pictured(space: Space, filler: Filler, picture: Picture) -> _Choice | None:
    most = space.rows[1] - space.rows[0] + 1
    shown = place_whole(picture, space.rect).rect
    cover = shown.width * shown.height * _MILLI // max(1, space.rect.width * space.rect.height)
    return _Choice(filler, most, cover) if cover >= _LEAST_COVER else None


def _set_in(parts: _Parts, filler: Filler, story: Story, grid: PageGrid, root: Shaper) -> _Choice | None:
    """A story in a space of these parts; what faces lend each other for it is told when it is set there."""
    space = Space.of(parts)
    most, setter = space.rows[1] - space.rows[0] + 1, Setter(root.beside(), space.page.styles)
    columns = _columns(space, story, setter, grid)
    if not columns:
        return None
    frame = _in(space, columns)
    rows = rows_for_story(frame, story, space.page, setter, grid, most)
    return _Choice(filler, rows, rows * _MILLI // most, columns) if rows is not None else None


def _columns(space: Space, story: Story, setter: Setter, grid: PageGrid) -> int:
    """In how many columns a piece is set: in those of its space, or as many as leave each two lines; 0 where one is too wide."""
    if space.columns == 1:
        return 1
    body = body_for(_in(space, 1), story, setter, grid)
    for count in range(space.columns, 0, -1):
        width = columns_of(space.rect, count, space.rows, grid)[0].width
        if count < space.columns and width > _WIDEST * grid.body:
            return 0
        if body.line_count(Cursor(), width) >= _LEAST_LINES * count:
            return count
    return 1


def _in(space: Space, columns: int) -> FrameSpec:
    """A frame over the whole of a space."""
    host = space.host
    rules = () if host.kind is FrameKind.FILLER else ((Side.ABOVE, RuleSpec()),)
    return FrameSpec(
        name=host.name,
        kind=FrameKind.STORY,
        columns=host.columns,
        rows=space.rows,
        span=host.span,
        story_columns=columns,
        rules=rules,
        headline=_HEAD,
        body=host.body,
        # No editor's wish makes a filler go on elsewhere.
        jump=JumpWish(span=host.span),
        area=space.rect,
        host=host.name,
    )


def _frame(space: Space, choice: _Choice, number: int, pool: Sequence[Filler]) -> FrameSpec:
    """The frame of a filler; what is too little for another is its own."""
    last = space.rows[0] + choice.rows - 1
    if not pool or space.rows[1] - last - 1 < _LEAST_ROWS:
        last = space.rows[1]
    leading = space.rect.height // max(1, space.rows[1] - space.rows[0] + 1)
    area = replace(space.rect, height=(last - space.rows[0] + 1) * leading)
    name = f"{space.host.name}·补白{number + 1}"
    return replace(_in(space, choice.columns), name=name, rows=(space.rows[0], last), area=area)


def _rest(space: Space, last: int, grid: PageGrid) -> Space | None:
    """What is left below a filler, if it is enough for another."""
    top = last + 2
    if space.rows[1] - top + 1 < _LEAST_ROWS:
        return None
    rect = replace(space.rect, y=grid.row_top(top), height=(space.rows[1] - top + 1) * grid.leading)
    return replace(space, rect=rect, rows=(top, space.rows[1]))


def _set(
    page: PageSpec, frame: FrameSpec, choice: _Choice, edition: Edition, setter: Setter, grid: PageGrid
) -> Placed:
    told = _told(page, frame, choice)
    host = page.layout.frame(frame.host)
    own = host is not None and host.kind is FrameKind.FILLER
    outline = around(host, grid.rect(host), leading=grid.leading, gutter=grid.gutter) if own and host else []
    if choice.filler.picture is not None:
        return _picture(page, frame, choice.filler.picture, told)
    done = place_story(page, frame, edition.stories[choice.filler.story], setter, grid)
    # A frame that may not jump is never left waiting.
    assert not isinstance(done, Waiting)
    items = (((page.number, frame.name), tuple(outline)), *done.items)
    return replace(done, items=items, findings=(told, *done.findings))


def _picture(page: PageSpec, frame: FrameSpec, picture: Picture, told: Finding) -> Placed:
    area = frame.area if frame.area is not None else Rect(0, 0, 0, 0)
    part = figure(picture, f"{page.number} {frame.name}")
    items = tuple(within([place_whole(picture, area)], part))
    return Placed((((page.number, frame.name), items),), (), findings=(told,))


def _told(page: PageSpec, frame: FrameSpec, choice: _Choice) -> Finding:
    filler = choice.filler
    return finding(
        "filler-placed",
        span=filler.span,
        page=page.number,
        frame=frame.host,
        story=filler.story or None,
        name=name_of(filler),
        rows=frame.rows[1] - frame.rows[0] + 1,
    )
