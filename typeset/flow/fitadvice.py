"""Fit advice (issue 7): what would make a story fit exactly, each piece of it found and proved by setting the story so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.flow.boundary import boundary
from typeset.flow.edited import core, editable, ended, lengthened
from typeset.flow.whatif import AS_IT_IS, Changed, Standing, WhatIf
from typeset.model.edition import PageSpec
from typeset.model.fit import Change, FitAdvice, FitState, Means, Remedy
from typeset.model.layout import FrameSpec
from typeset.model.story import Story
from typeset.model.style import CopyfitRules, FitStep

# Paragraphs changed together at the most; more of them are no advice but another story.
_MOST_CHANGES: Final = 4
# A paragraph may gain so many characters to get a line more, or lose them to get one fewer: about two lines.
_MOST_IN_PARAGRAPH: Final = 60
# Lines that changes in so many paragraphs, and what copyfitting does besides, may win; trying more is lost time.
_MOST_LINES: Final = 12
# A story so many lines over needs another frame or another editor: no picture or headline makes room for it.
_FAR: Final = 40
_OPENING: Final = 10
# Rows or sizes that are tried beyond what the style allows.
_MOST_ROWS: Final = 6
_MOST_STEPS: Final = 4
# Fewer characters than a story has are never added to fill a frame many times its size.
_MOST_ADDED: Final = 4_000


class _Asked(Struct, frozen=True):
    """One story that is asked about: as it is, how it stands, and which way it must change (−1: less copy)."""

    whatif: WhatIf
    story: Story
    now: Standing
    way: int

    def fits(self, story: Story, changed: Changed = AS_IT_IS) -> bool:
        """Whether it would fit so: all of it when it is over, filling its frame too when it is short."""
        then = self.whatif.room(story, changed)
        return not then.over if self.way < 0 else then.exact


def fit_advice(whatif: WhatIf, slug: str) -> FitAdvice | None:
    """What is to be said of a story; None for one that stands in no story frame."""
    found = whatif.frame_of(slug)
    if found is None:
        return None
    page, frame = found
    story = whatif.story(slug)
    now = whatif.standing(story)
    state = FitState.OVER if now.over else FitState.SHORT if now.free else FitState.EXACT
    known = FitAdvice(slug, page.number, frame.name, state, now.over_lines or now.free, now.over)
    if state is FitState.EXACT or not editable(story):
        return known
    asked = _Asked(whatif, story, now, -1 if state is FitState.OVER else 1)
    return replace(
        known,
        from_end=_from_end(asked),
        cheapest=_cheapest(asked),
        remedies=tuple(_remedies(asked, page, frame)),
    )


def _from_end(asked: _Asked) -> int | None:
    """Characters more or fewer at the end of the copy, so that it fits and one less of a change does not do."""
    if asked.way < 0:
        most = asked.story.characters - 1
        found = boundary(lambda n: asked.fits(ended(asked.story, -n)), most, asked.now.over)
        return None if found is None else -found
    # Where a frame is full ends where copy is over: what is looked for is the first, which is between the two.
    full = boundary(lambda n: not asked.whatif.room(ended(asked.story, n)).free, _MOST_ADDED)
    return full if full is not None and asked.fits(ended(asked.story, full)) else None


def _cheapest(asked: _Asked) -> tuple[Change, ...]:
    """The changes in single paragraphs that make it fit with the fewest characters; none where too many would be needed."""
    if asked.now.over_lines > _MOST_LINES or asked.now.free > _MOST_LINES:
        return ()
    prices = _prices(asked)
    order = sorted(prices, key=lambda number: (prices[number], number))
    chosen: dict[int, int] = {}
    for number in order[:_MOST_CHANGES]:
        chosen[number] = prices[number]
        if asked.fits(_changed(asked, chosen)):
            chosen = _fewest(asked, chosen)
            return tuple(_change(asked, number, chosen[number]) for number in sorted(chosen))
    return ()


def _prices(asked: _Asked) -> dict[int, int]:
    """How many characters each paragraph must lose, or gain, to have a line fewer, or more."""
    prices: dict[int, int] = {}
    for number in editable(asked.story):
        price = line_price(asked.whatif, asked.story, number, asked.way)
        if price is not None:
            prices[number] = price
    return prices


def line_price(whatif: WhatIf, story: Story, number: int, way: int) -> int | None:
    """How many characters a paragraph must gain (lose, where ``way`` is −1) to have a line more (fewer); None for too many."""
    lines = whatif.lines_alone(story, number)
    last = lines[-1].last - lines[-1].first
    usual = max((line.last - line.first for line in lines), default=last)
    most = min(_MOST_IN_PARAGRAPH, core(story.paragraphs[number]) - 1) if way < 0 else _MOST_IN_PARAGRAPH
    if most < 1 or (way < 0 and len(lines) == 1):
        return None

    def another(count: int) -> bool:
        changed = whatif.lines_alone(lengthened(story, number, way * count), number)
        return (len(changed) - len(lines)) * way > 0

    return boundary(another, most, max(1, last if way < 0 else usual - last))


def _changed(asked: _Asked, chosen: Mapping[int, int]) -> Story:
    story = asked.story
    for number, count in chosen.items():
        story = lengthened(story, number, asked.way * count)
    return story


def _fewest(asked: _Asked, chosen: dict[int, int]) -> dict[int, int]:
    """The same changes, none of them a character larger than it must be; those that are not needed left out."""
    for number in sorted(chosen, key=lambda number: -chosen[number]):
        while number in chosen:
            less = {**chosen, number: chosen[number] - 1}
            if not less[number]:
                del less[number]
            if not less or not asked.fits(_changed(asked, less)):
                break
            chosen = less
    return chosen


def _change(asked: _Asked, number: int, count: int) -> Change:
    paragraph = asked.story.paragraphs[number]
    return Change(number + 1, asked.way * count, paragraph.span_at(0), paragraph.text[:_OPENING])


def _remedies(asked: _Asked, page: PageSpec, frame: FrameSpec) -> Iterator[Remedy]:
    """The means that make it fit, each by itself, with the least of it that does; none for a story that is far off."""
    if asked.now.over_lines > _FAR:
        return
    for means, most, sign in _means(asked, page, frame):
        found = boundary(_holds(asked, means, sign, page.styles.copyfit), most)
        if found is not None:
            yield Remedy(means, sign * found)


def _means(asked: _Asked, page: PageSpec, frame: FrameSpec) -> Iterator[tuple[Means, int, int]]:
    """The means there are, how much of each may be tried, and whether more (1) or less (−1) of it helps."""
    if FitStep.LOOSENESS not in page.styles.copyfit.order:
        yield Means.LOOSENESS, 1, asked.way
    if asked.story.pictures:
        yield Means.PICTURE, _MOST_ROWS, asked.way
    if asked.way < 0:
        # A headline already has the largest size that fits.
        yield Means.HEADLINE, _MOST_STEPS, -1
    yield Means.WHITE, _MOST_STEPS, asked.way
    if asked.whatif.has_rows(page, frame):
        below = page.layout.rows - frame.rows[1]
        rows = frame.rows[1] - frame.rows[0]
        yield Means.ROWS, max(0, below if asked.way < 0 else rows), -asked.way


def _holds(asked: _Asked, means: Means, sign: int, rules: CopyfitRules) -> Callable[[int], bool]:
    """Whether the story fits with so much of a means."""

    def fits(amount: int) -> bool:
        if means is Means.ROWS:
            return asked.fits(asked.story, Changed(rows=sign * amount))
        return asked.fits(asked.story, Changed(_allowing(rules, means, amount)))

    return fits


def _allowing(rules: CopyfitRules, means: Means, amount: int) -> CopyfitRules:
    """The rules of copyfitting with so much of a means allowed."""
    step = FitStep(means.value)
    rules = rules if step in rules.order else replace(rules, order=(*rules.order, step))
    match means:
        case Means.PICTURE:
            return replace(rules, picture=amount)
        case Means.HEADLINE:
            return replace(rules, headline=amount)
        case Means.WHITE:
            return replace(rules, white=amount)
        case _:
            return rules
