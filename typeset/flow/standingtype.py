"""Standing type (存版): stories as they were set before, for an edition that is set again with one of them changed.

Without it every call of :func:`typeset.flow.issue.set_issue` begins with nothing. It changes nothing of what is set, only how soon.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from msgspec import Struct

from typeset.faces import FaceBook
from typeset.flow.grid import PageGrid
from typeset.flow.jump import Placed, Waiting, place_story
from typeset.flow.setter import Setter
from typeset.model.edition import PageSpec
from typeset.model.layout import FrameSpec
from typeset.model.story import Story
from typeset.text.breaks import Hyphenator, Words
from typeset.text.shape import Shaper

# Of each frame and story so many settings are kept, the last ones: a frame that is given rows is set in several heights.
_MOST: Final = 8


class Order(Struct, frozen=True):
    """All that the setting of a story in a frame depends on, but the faces; ``held`` when its jump is."""

    page: PageSpec
    frame: FrameSpec
    story: Story
    grid: PageGrid
    held: bool

    def set_with(self, shaper: Shaper) -> Placed | Waiting:
        """The story set in its frame."""
        setter = Setter(shaper, self.page.styles)
        return place_story(self.page, self.frame, self.story, setter, self.grid, held=self.held)


class StandingType:
    """What was set of one edition, or of several that share stories, by all that it depends on.

    Given to one call of ``set_issue`` after another, it grows with the stories that changed, and with each only up to a limit.
    Other faces, or other words, begin it anew.
    """

    def __init__(self) -> None:
        self._made_with: tuple[FaceBook, Hyphenator | None, Words | None] | None = None
        self._shaper: Callable[[], Shaper] | None = None
        self._set: dict[tuple[int, str, str], list[tuple[Order, Placed | Waiting, Shaper]]] = {}

    def shaper(self, faces: FaceBook, hyphenator: Hyphenator | None, words: Words | None) -> Shaper:
        """A shaper that knows every character looked up before, and tells only of those it is asked for itself."""
        made_with = (faces, hyphenator, words)
        if self._shaper is None or self._made_with != made_with:
            self._made_with, self._shaper = made_with, Shaper(faces, hyphenator, words).beside
            self._set.clear()
        return self._shaper()

    def set(self, order: Order, shaper: Shaper) -> tuple[Placed | Waiting, Shaper]:
        """The story as it was set before, or set now; and the shaper it was set with, one beside ``shaper``."""
        known = self._set.setdefault((order.page.number, order.frame.name, order.story.slug), [])
        for before, result, own in known:
            if before == order:
                return result, own
        own = shaper.beside()
        result = order.set_with(own)
        known.append((order, result, own))
        del known[:-_MOST]
        return result, own
