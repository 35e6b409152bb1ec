"""Type that was set, kept in the cache for the next run of the program (issue 9).

Of what an order came to only a story that is placed can be kept: one that waits has its copy and its shaper with it. Of such a one it is kept
that it waits, and in the plan of all that wait how it was placed with its rest; so it need not be set again either.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec
from msgspec import Struct

from typeset.cache import Cache, key_of
from typeset.findings import Finding
from typeset.flow.jump import Placed
from typeset.flow.orders import Borrowed, Order, Plan, SetInFrame, StillWaiting
from typeset.flow.settext import SetText
from typeset.flow.tails import TailsFrame
from typeset.model.edition import Edition
from typeset.model.placed import Jump, JumpReasons, Overset, Part
from typeset.model.stored import StoredItems, items_of, stored_items
from typeset.text.shape import Shaper

_KIND: Final = "type"
_PLAN: Final = "plan"
_WAITS: Final = b"waits"


class _Stored(Struct, frozen=True, array_like=True):
    """A story as it was placed; ``places`` are pages and frames, each with its items."""

    places: tuple[tuple[int, str], ...]
    items: tuple[StoredItems, ...]
    parts: tuple[Part, ...]
    jumps: tuple[Jump, ...]
    oversets: tuple[Overset, ...]
    findings: tuple[Finding, ...]
    texts: tuple[SetText, ...]
    borrowed: tuple[Borrowed, ...]


class _StoredPlan(Struct, frozen=True, array_like=True):
    placed: tuple[_Stored, ...]
    reasons: JumpReasons
    borrowed: tuple[Borrowed, ...]


class StoredType(Struct, frozen=True):
    """Settings in a cache; ``made_with`` is a digest of the faces, words and word breaks all of them were made with."""

    cache: Cache
    made_with: bytes

    def find(self, order: Order, shaper: Shaper) -> SetInFrame | None:
        """What an order came to before; None when it is not known. ``shaper`` is for a story that waits, when it has to be set after all."""
        data = self.cache.get(_KIND, self._key(order))
        if data is None:
            return None
        if data == _WAITS:
            return SetInFrame(StillWaiting(order, shaper), ())
        try:
            return _opened(_DECODER.decode(data))
        except (ValueError, msgspec.MsgspecError):
            return None

    def keep(self, order: Order, done: SetInFrame) -> None:
        """Keep what an order came to, where it can be kept."""
        if isinstance(done.result, Placed):
            self.cache.put(_KIND, self._key(order), _ENCODER.encode(_closed(done.result, done.borrowed)))
        else:
            self.cache.put(_KIND, self._key(order), _WAITS)

    def plan_key(self, orders: Sequence[Order], frames: Sequence[TailsFrame], edition: Edition) -> bytes:
        """By what the plan of the stories of these orders, which wait, is kept."""
        into = [(one.frame, one.page, one.grid, one.page_name) for one in frames]
        return key_of(self.made_with, [self._key(order) for order in orders], into, edition)

    def find_plan(self, key: bytes) -> Plan | None:
        """The plan kept by a key; None when there is none."""
        data = self.cache.get(_PLAN, key)
        if data is None:
            return None
        try:
            stored = _PLAN_DECODER.decode(data)
            placed = tuple([_placed(one) for one in stored.placed])
        except (ValueError, msgspec.MsgspecError):
            return None
        return Plan(placed, stored.reasons, stored.borrowed)

    def keep_plan(self, key: bytes, plan: Plan) -> None:
        """Keep a plan."""
        placed = tuple([_closed(one, ()) for one in plan.placed])
        self.cache.put(_PLAN, key, _ENCODER.encode(_StoredPlan(placed, plan.reasons, plan.borrowed)))

    def _key(self, order: Order) -> bytes:
        return key_of(self.made_with, order)


def _closed(placed: Placed, borrowed: tuple[Borrowed, ...]) -> _Stored:
    return _Stored(
        tuple([place for place, _ in placed.items]),
        tuple([stored_items(items) for _, items in placed.items]),
        placed.parts,
        placed.jumps,
        placed.oversets,
        placed.findings,
        placed.texts,
        borrowed,
    )


def _opened(stored: _Stored) -> SetInFrame:
    """Raises ValueError when what was stored is no setting."""
    return SetInFrame(_placed(stored), stored.borrowed)


def _placed(stored: _Stored) -> Placed:
    """Raises ValueError when what was stored is no setting."""
    items = tuple(zip(stored.places, map(items_of, stored.items), strict=True))
    return Placed(items, stored.parts, stored.jumps, stored.oversets, stored.findings, stored.texts)


_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(_Stored)
_PLAN_DECODER: Final = msgspec.msgpack.Decoder(_StoredPlan)
