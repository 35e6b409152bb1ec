"""The late-change margin of a story (issue 7): how many characters it may lose or gain before a line, a jump or a page changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from typeset.flow.boundary import boundary
from typeset.flow.edited import editable, ended, lengthened
from typeset.flow.fitadvice import line_price
from typeset.flow.whatif import Standing, WhatIf
from typeset.model.fit import Margin, Range
from typeset.model.story import Story

# So many characters more are tried; a story that may grow by more has room enough.
MOST_TRIED: Final = 1_000


def margin(whatif: WhatIf, slug: str) -> Margin | None:
    """The margin of a story; None for one that stands in no story frame or has no copy to change."""
    found = whatif.frame_of(slug)
    story = whatif.story(slug)
    if found is None or not editable(story):
        return None
    _, frame = found
    trials = _Trials(whatif, story)
    return Margin(
        line=Range(_line(whatif, story, -1), _line(whatif, story, 1)),
        page=trials.range_of(lambda standing: standing.page),
        jump=trials.range_of(lambda standing: standing.jumps) if frame.jump_of(story).allowed else None,
    )


class _Trials:
    """A story tried longer and shorter at its end, each length once."""

    def __init__(self, whatif: WhatIf, story: Story) -> None:
        self._whatif = whatif
        self._story = story
        self._known: dict[int, Standing] = {}

    def range_of(self, sign: Callable[[Standing], object]) -> Range:
        """How far the story may shrink and grow before a sign of how it stands is another."""
        return Range(self._until(sign, -1), self._until(sign, 1))

    def _until(self, sign: Callable[[Standing], object], way: int) -> int | None:
        now = sign(self._at(0))
        most = MOST_TRIED if way > 0 else min(MOST_TRIED, self._story.characters - 1)
        found = boundary(lambda count: sign(self._at(way * count)) != now, most) if most > 0 else None
        return None if found is None else found - 1

    def _at(self, count: int) -> Standing:
        if count not in self._known:
            self._known[count] = self._whatif.standing(ended(self._story, count))
        return self._known[count]


def _line(whatif: WhatIf, story: Story, way: int) -> int | None:
    """How many characters any paragraph may gain (lose) at its end before one has another number of lines.

    The paragraph with the least room is told by composing each by itself, and proved by setting the story; where setting says
    otherwise, as beside a picture, the number is sought by setting it.
    """
    prices = {n: p for n in editable(story) if (p := line_price(whatif, story, n, way)) is not None}
    now = whatif.standing(story).paragraphs
    for number in sorted(prices, key=lambda n: (prices[n], n)):

        def differs(count: int, number: int = number) -> bool:
            return whatif.standing(lengthened(story, number, way * count)).paragraphs != now

        price = prices[number]
        if differs(price) and (price == 1 or not differs(price - 1)):
            return price - 1
        found = boundary(differs, price) if price > 1 else None
        if found is not None:
            return found - 1
    return None
