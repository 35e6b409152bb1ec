"""Standing type (存版): stories as they were set before, for an edition that is set again with one of them changed.

Without it every call of :func:`typeset.flow.issue.set_issue` begins with nothing. It changes nothing of what is set, only how soon.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from msgspec import Struct

from typeset.faces import FaceBook
from typeset.flow.grid import PageGrid
from typeset.flow.hands import Hands, alone
from typeset.flow.jump import Placed, Waiting, place_story
from typeset.flow.setter import Setter
from typeset.model.edition import PageSpec
from typeset.model.layout import FrameSpec
from typeset.model.story import Story
from typeset.text.breaks import Hyphenator, Words
from typeset.text.shape import Shaper

# Of each frame and story so many settings are kept, the last ones: a frame that is given rows is set in several heights.
_MOST: Final = 8


Borrowed = tuple[str, str, str]
"""The role that was asked for a character, the face that lent it, and the character."""


class Order(Struct, frozen=True):
    """All that the setting of a story in a frame depends on, but the faces; ``held`` when its jump is."""

    page: PageSpec
    frame: FrameSpec
    story: Story
    grid: PageGrid
    held: bool

    def carried_out(self, shaper: Shaper) -> SetInFrame:
        """The story set in its frame, with a shaper beside this one."""
        own = shaper.beside()
        setter = Setter(own, self.page.styles)
        result = place_story(self.page, self.frame, self.story, setter, self.grid, held=self.held)
        return SetInFrame(result, tuple(own.borrowed()))

    @property
    def weight(self) -> float:
        """How long it takes, about."""
        return len(self.story.text)


class SetInFrame(Struct, frozen=True):
    """What an order came to: the story as far as it stands in its frame, and what was ``borrowed`` for it from other faces."""

    result: Placed | Waiting
    borrowed: tuple[Borrowed, ...]

    @property
    def borrowed_by_now(self) -> Iterable[Borrowed]:
        """With what was borrowed for the rest of a story since it waits."""
        return (
            self.borrowed if isinstance(self.result, Placed) else self.result.asked.setter.shaper.borrowed()
        )

    @property
    def travels(self) -> bool:
        """Whether another process may have made it: what waits has its copy and shaper with it."""
        return isinstance(self.result, Placed)


class StandingType:
    """What was set of one edition, or of several that share stories, by all that it depends on.

    Given to one call of ``set_issue`` after another, it grows with the stories that changed, and with each only up to a limit.
    Other faces, or other words, begin it anew.
    """

    def __init__(self) -> None:
        self._made_with: tuple[FaceBook, Hyphenator | None, Words | None] | None = None
        self._shaper: Callable[[], Shaper] | None = None
        self._set: dict[tuple[int, str, str], list[tuple[Order, SetInFrame]]] = {}

    def shaper(self, faces: FaceBook, hyphenator: Hyphenator | None, words: Words | None) -> Shaper:
        """A shaper that knows every character looked up before, and tells only of those it is asked for itself."""
        made_with = (faces, hyphenator, words)
        if self._shaper is None or self._made_with != made_with:
            self._made_with, self._shaper = made_with, Shaper(faces, hyphenator, words).beside
            self._set.clear()
        return self._shaper()

    def set(self, orders: Sequence[Order], shaper: Shaper, hands: Hands = alone) -> list[SetInFrame]:
        """The stories as they were set before, or set now, with shapers beside ``shaper``, by these hands."""
        found = [self._known(order) for order in orders]
        missing = [order for order, known in zip(orders, found, strict=True) if known is None]
        made = hands(
            lambda order: order.carried_out(shaper),
            missing,
            lambda order: order.weight,
            lambda done: done.travels,
        )
        for order, done in zip(missing, made, strict=True):
            self._keep(order, done)
        fresh = iter(made)
        return [known if known is not None else next(fresh) for known in found]

    def _known(self, order: Order) -> SetInFrame | None:
        known = self._set.get(_key(order), ())
        return next((done for before, done in known if before == order), None)

    def _keep(self, order: Order, done: SetInFrame) -> None:
        known = self._set.setdefault(_key(order), [])
        known.append((order, done))
        del known[:-_MOST]


def _key(order: Order) -> tuple[int, str, str]:
    return order.page.number, order.frame.name, order.story.slug
