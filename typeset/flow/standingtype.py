"""Standing type (存版): stories as they were set before, for an edition that is set again with one of them changed.

Without it every call of :func:`typeset.flow.issue.set_issue` begins with nothing. It changes nothing of what is set, only how soon.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from typeset.faces import FaceBook
from typeset.flow.hands import Hands, alone
from typeset.flow.orders import Order, Plan, SetInFrame
from typeset.flow.storedtype import StoredType
from typeset.flow.tails import TailsFrame
from typeset.model.edition import Edition
from typeset.standing import StandingResults
from typeset.text.breaks import Hyphenator, Words
from typeset.text.shape import Shaper

# Of each frame and story so many settings are kept, the last ones: a frame that is given rows is set in several heights.
_MOST: Final = 8
# Plans are kept of the last rounds: an issue in which tails frames give rows away is planned twice.
_MOST_PLANS: Final = 4

_Asked = tuple[tuple[Order, ...], tuple[tuple[object, ...], ...], Edition]


class StandingType:
    """What was set of one edition, or of several that share stories, by all that it depends on.

    Given to one call of ``set_issue`` after another, it grows with the stories that changed, and with each only up to a limit.
    Other faces, or other words, begin it anew. ``stored`` is what other runs of the program left, and where this one leaves its own; it may be
    set anew from one call to the next.
    """

    def __init__(self, stored: StoredType | None = None) -> None:
        self.stored = stored
        # What was found and set of the same pages and stories, such as furniture; of the last run.
        self.results = StandingResults()
        self._made_with: tuple[FaceBook, Hyphenator | None, Words | None] | None = None
        self._root: Shaper | None = None
        self.keeps_paragraphs = False
        self._set: dict[tuple[int, str, str], list[tuple[Order, SetInFrame]]] = {}
        self._plans: list[tuple[_Asked, Plan]] = []

    def shaper(self, faces: FaceBook, hyphenator: Hyphenator | None, words: Words | None) -> Shaper:
        """A shaper that knows every character looked up before, and tells only of those it is asked for itself."""
        made_with = (faces, hyphenator, words)
        if self._root is None or self._made_with != made_with:
            self._made_with, self._root = made_with, Shaper(faces, hyphenator, words)
            self.results = StandingResults()
            self._set.clear()
            self._plans.clear()
            if self.keeps_paragraphs:
                self._root.keep_paragraphs()
        return self._root.beside()

    @property
    def root(self) -> Shaper:
        """The shaper all others are made beside.

        Raises:
            ValueError: before there is one.
        """
        if self._root is None:
            raise ValueError("no shaper was asked for yet")
        return self._root

    def keep_paragraphs(self) -> None:
        """Keep paragraphs too, for stories of which only little is changed from one setting to the next."""
        self.keeps_paragraphs = True
        if self._root is not None:
            self._root.keep_paragraphs()

    def set(
        self,
        orders: Sequence[Order],
        shaper: Shaper,
        hands: Hands = alone,
        then: Callable[[SetInFrame], None] | None = None,
    ) -> list[SetInFrame]:
        """The stories as they were set before, or set now, with shapers beside ``shaper``, by these hands.

        ``then`` is done with each as soon as it is set, while others are still set.
        """
        found = [self._known(order) or self._stored(order, shaper) for order in orders]
        missing = [order for order, known in zip(orders, found, strict=True) if known is None]

        def set_now(order: Order) -> SetInFrame:
            done = order.carried_out(shaper)
            if then is not None:
                then(done)
            return done

        made = hands(
            set_now,
            missing,
            lambda order: order.weight,
            lambda done: done.travels,
            lambda order: order.will_wait,
        )
        for order, done in zip(missing, made, strict=True):
            self._keep(order, done)
            if self.stored is not None:
                self.stored.keep(order, done)
        fresh = iter(made)
        return [known if known is not None else next(fresh) for known in found]

    def plan(
        self,
        orders: Sequence[Order],
        frames: Sequence[TailsFrame],
        edition: Edition,
        make: Callable[[], Plan],
    ) -> Plan:
        """The plan of the stories of these orders, which wait: as it was made before, here or by another run of the program, or made now."""
        if not orders:
            return make()
        into = tuple((one.frame, one.page, one.grid, one.page_name) for one in frames)
        asked = (tuple(orders), into, edition)
        known = next((plan for before, plan in self._plans if before == asked), None)
        if known is None:
            known = self._planned(orders, frames, edition, make)
            self._plans.append((asked, known))
            del self._plans[:-_MOST_PLANS]
        return known

    def _planned(
        self,
        orders: Sequence[Order],
        frames: Sequence[TailsFrame],
        edition: Edition,
        make: Callable[[], Plan],
    ) -> Plan:
        if self.stored is None:
            return make()
        key = self.stored.plan_key(orders, frames, edition)
        known = self.stored.find_plan(key)
        if known is not None and len(known.placed) == len(orders):
            return known
        made = make()
        self.stored.keep_plan(key, made)
        return made

    def _known(self, order: Order) -> SetInFrame | None:
        known = self._set.get(_key(order), ())
        return next((done for before, done in known if before == order), None)

    def _stored(self, order: Order, shaper: Shaper) -> SetInFrame | None:
        done = None if self.stored is None else self.stored.find(order, shaper)
        if done is not None:
            self._keep(order, done)
        return done

    def _keep(self, order: Order, done: SetInFrame) -> None:
        known = self._set.setdefault(_key(order), [])
        known.append((order, done))
        del known[:-_MOST]


def _key(order: Order) -> tuple[int, str, str]:
    return order.page.number, order.frame.name, order.story.slug
