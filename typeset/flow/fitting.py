"""Fit a frame exactly (拟合): when copy is a few lines short or over, what the style allows is changed, step by step.

Every attempt sets the frame anew with other pictures, head or leading; paragraphs are loosened in each of them. The first
exact fit wins; without one the nearest attempt that loses nothing. Bounded by the limits of the style (issue 4).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.body import Body, Cursor
from typeset.flow.copyfit import Fitted, balanced_copy, settled, squeezed_to_fit
from typeset.flow.followers import followed_by
from typeset.flow.grid import MILLI, PageGrid
from typeset.flow.keep import Fault, broken
from typeset.flow.setter import Setter
from typeset.flow.storyframe import Adjust, StoryFrame, inside, prepare
from typeset.flow.thread import Column, fill, room, rows_used
from typeset.model.edition import PageSpec
from typeset.model.layout import FrameSpec
from typeset.model.story import Story
from typeset.model.style import FitStep, WritingMode

# Rows a column may be short, and lines it may be over, for fitting to be tried at all.
_REACH: Final = 4


class Asked(Struct, frozen=True):
    """A story and the frame it is to stand in; ``plain`` is its body without a drop cap, where it has one."""

    page: PageSpec
    frame: FrameSpec
    story: Story
    body: Body
    setter: Setter
    grid: PageGrid
    plain: Body | None = None

    def body_in(self, columns: Sequence[Column]) -> Body:
        """The body for these columns: a drop cap stands only where its rows are free and as wide as the column."""
        if self.plain is None or not columns:
            return self.body
        cap, rows = self.body.paragraphs[0].cap, columns[0].rows
        count = cap.rows if cap is not None else 0
        clear = len(rows) >= count and rows[count - 1] - rows[0] == count - 1
        return self.body if clear and not set(rows[:count]) & set(columns[0].slots) else self.plain


class Attempt(Struct, frozen=True):
    """One setting of a frame. ``spare`` is how many rows stay empty, less than 0 how many lines are over."""

    adjust: Adjust
    ready: StoryFrame
    fitted: Fitted
    spare: int

    @property
    def whole(self) -> bool:
        """Whether all of the story stands in the frame."""
        return self.spare >= 0

    @property
    def faults(self) -> int:
        """How many keep rules are broken, holes not counted: white at a foot is counted where it is spare."""
        lines, columns = self.fitted.filled.lines, self.ready.columns
        return sum(one.fault is not Fault.HOLE for one in broken(self.fitted.body, lines, columns))

    @property
    def exact(self) -> bool:
        """Whether it fits and no column could be a row shorter."""
        return 0 <= self.spare < max(1, len(self.ready.columns))


def fitted_frame(asked: Asked, *, least_after: int) -> Attempt:
    """The frame as it is set. A story that may jump is left alone unless fewer than ``least_after`` lines would go."""
    first = _attempt(asked, Adjust())
    if (first.exact and not first.faults) or not asked.story.paragraphs or not first.ready.columns:
        return first
    if asked.frame.writing is WritingMode.VERTICAL:
        return first
    jumps = (
        asked.frame.jump_of(asked.story).allowed
        and -first.spare >= least_after
        and bool(first.fitted.filled.lines)
    )
    best = first if jumps or first.exact or not _within_reach(first) else _nearest(first, asked)
    return _cleaner(best, asked) if best.faults and best.exact else best


def plain_frame(asked: Asked) -> tuple[StoryFrame, Fitted]:
    """The frame as its layout has it, with as much of the copy as it holds from the first column on."""
    return _from_the_top(_attempt(asked, Adjust()), asked)


def roomier_frames(asked: Asked) -> Iterator[Attempt]:
    """The frame with more room for copy, by the means and in the order of the style, smallest changes first."""
    first = _attempt(asked, Adjust())
    for step in asked.setter.styles.copyfit.order if first.spare < 0 else ():
        for adjust in _adjusted(step, first, asked):
            tried = _attempt(asked, adjust)
            ready, fitted = _from_the_top(tried, asked)
            yield replace(tried, ready=ready, fitted=fitted)


def _from_the_top(attempt: Attempt, asked: Asked) -> tuple[StoryFrame, Fitted]:
    ready = attempt.ready
    return ready, settled(asked.body_in(ready.columns), Cursor(), ready.columns, ready.grid)


def _cleaner(best: Attempt, asked: Asked) -> Attempt:
    """The same fit without broken keep rules, if another head or picture gives it."""
    rules, adjust = asked.setter.styles.copyfit, best.adjust
    tries: list[Adjust] = []
    for step in rules.order:
        if step is FitStep.WHITE:
            tries += [replace(adjust, white=adjust.white + n) for n in (1, -1) if rules.white]
        elif step is FitStep.PICTURE and asked.story.pictures:
            tries += [replace(adjust, picture=adjust.picture + n) for n in (1, -1) if rules.picture]
    for one in tries:
        tried = _attempt(asked, one)
        if (
            tried.exact
            and tried.faults < best.faults
            and len(tried.ready.findings) <= len(best.ready.findings)
        ):
            return tried
    return best


def _nearest(first: Attempt, asked: Asked) -> Attempt:
    """The first exact fit, step by step as the style orders them; else what comes nearest."""
    best = first
    for step in asked.setter.styles.copyfit.order:
        for adjust in _adjusted(step, best, asked):
            tried = _attempt(asked, adjust)
            if len(tried.ready.findings) > len(best.ready.findings):
                break
            if tried.exact:
                return tried
            if tried.spare < 0 <= best.spare:
                break
            if abs(tried.spare) < abs(best.spare):
                best = tried
    # A page is not changed for nothing: what still does not fit stays as its layout has it.
    return best if best.whole and not first.whole else first


def _within_reach(first: Attempt) -> bool:
    return abs(first.spare) <= _REACH * len(first.ready.columns)


def _attempt(asked: Asked, adjust: Adjust) -> Attempt:
    ready = prepare(asked.frame, asked.page.number, asked.story, asked.setter, asked.grid, adjust)
    ready = followed_by(ready, asked.page.layout.followers(asked.frame), ready.grid)
    body, columns, grid = asked.body_in(ready.columns), ready.columns, ready.grid
    if not columns:
        return Attempt(adjust, ready, Fitted(body, fill(body, Cursor(), columns, grid)), -1)
    whole = _whole(ready, body) if asked.story.paragraphs else None
    if whole is not None:
        return Attempt(adjust, ready, whole, room(columns) - rows_used(whole.filled.lines))
    filled = fill(body, Cursor(), columns, grid)
    squeezed = squeezed_to_fit(body, filled, columns, grid)
    over = body.line_count(filled.next, columns[0].width)
    if squeezed is not None and not (
        asked.frame.jump_of(asked.story).allowed and over >= asked.page.jumps.least_after
    ):
        return Attempt(adjust, ready, squeezed, room(columns) - rows_used(squeezed.filled.lines))
    fitted = settled(body, Cursor(), columns, grid)
    if fitted.filled.next >= body.end:
        # Mending a keep rule made room for all of it.
        return Attempt(adjust, ready, fitted, room(columns) - rows_used(fitted.filled.lines))
    return Attempt(adjust, ready, fitted, -max(1, body.line_count(fitted.filled.next, columns[0].width)))


def _whole(ready: StoryFrame, body: Body) -> Fitted | None:
    """The whole story in its frame, balanced or column after column; None when it does not fit."""
    if ready.frame.balance:
        starts = (0, *(follower.first for follower in ready.followers if not follower.joined))
        return balanced_copy(body, Cursor(), ready.columns, ready.grid, starts)
    fitted = settled(body, Cursor(), ready.columns, ready.grid)
    return fitted if fitted.filled.next >= body.end else None


def _adjusted(step: FitStep, best: Attempt, asked: Asked) -> Iterator[Adjust]:
    """The changes one step offers, smallest first: more of something where copy is short, less where it is over."""
    rules = asked.setter.styles.copyfit
    over = best.spare < 0
    # A field of the adjustment, its limit, and whether more of it takes room (1) or gives it (-1).
    offered: dict[FitStep, tuple[str, int, int]] = {FitStep.WHITE: ("white", rules.white, 1)}
    if asked.story.pictures:
        offered[FitStep.PICTURE] = ("picture", rules.picture, 1)
    if over:
        # A headline already has the largest size that fits.
        offered[FitStep.HEADLINE] = ("headline", rules.headline, 1)
    if asked.frame.box is not None and not asked.page.layout.followers(asked.frame):
        offered[FitStep.LEADING] = ("leading", _most_led(asked, rules.leading), -1)
    if step not in offered:
        # Looseness is part of every attempt.
        return
    name, most, way = offered[step]
    sign = -way if over and step is not FitStep.HEADLINE else way
    for change in range(1, most + 1):
        yield replace(best.adjust, **{name: sign * change})


def _most_led(asked: Asked, most: int) -> int:
    """How many rows more or fewer a box may be divided into before its leading leaves the grid's by ``most`` (‰)."""
    _, first, last = inside(asked.frame, asked.grid.rect(asked.frame), asked.grid)
    return (last - first + 1) * most // MILLI


def _led(found: Attempt) -> int:
    """How far the leading of a box left that of the page, in thousandths; 0 where it was not changed."""
    if not found.adjust.leading:
        return 0
    rows = found.ready.frame.rows
    plain = (rows[1] - rows[0] - 1) * MILLI // max(rows[1] - rows[0] - 1 + found.adjust.leading, 1)
    return plain - MILLI


def told(found: Attempt) -> list[Finding]:
    """A notice of what was changed to make a frame fit."""
    adjust, ready = found.adjust, found.ready
    if adjust == Adjust():
        return []
    zh, en = [], []
    for change, word_zh, word_en in (
        (adjust.picture, "图高 {:+d} 行", "picture {:+d} rows"),
        (adjust.white, "标题区 {:+d} 行", "headline block {:+d} rows"),
        (-adjust.headline, "标题 {:+d} 号", "headline {:+d} sizes"),
        (_led(found), "行距 {:+d}‰", "leading {:+d}‰"),
    ):
        if change:
            zh.append(word_zh.format(change))
            en.append(word_en.format(change))
    return [
        finding(
            "frame-fitted",
            span=ready.frame.span,
            page=ready.page,
            frame=ready.frame.name,
            what_zh="、".join(zh),
            what_en=", ".join(en),
        )
    ]
