"""Type that was set, kept in the cache for the next run of the program (issue 9).

Of what an order came to only a story that is placed can be kept: one that waits has its copy and its shaper with it.
"""

from __future__ import annotations

from typing import Final

import msgspec
from msgspec import Struct

from typeset.cache import Cache, key_of
from typeset.findings import Finding
from typeset.flow.jump import Placed
from typeset.flow.orders import Borrowed, Order, SetInFrame
from typeset.flow.settext import SetText
from typeset.model.placed import Jump, Overset, Part
from typeset.model.stored import StoredItems, items_of, stored_items

_KIND: Final = "type"


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


class StoredType(Struct, frozen=True):
    """Settings in a cache; ``made_with`` is a digest of the faces, words and word breaks all of them were made with."""

    cache: Cache
    made_with: bytes

    def find(self, order: Order) -> SetInFrame | None:
        """What an order came to before; None when it is not known."""
        data = self.cache.get(_KIND, self._key(order))
        if data is None:
            return None
        try:
            return _opened(_DECODER.decode(data))
        except (ValueError, msgspec.MsgspecError):
            return None

    def keep(self, order: Order, done: SetInFrame) -> None:
        """Keep what an order came to, where it can be kept."""
        if isinstance(done.result, Placed):
            self.cache.put(_KIND, self._key(order), _ENCODER.encode(_closed(done.result, done.borrowed)))

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
    items = zip(stored.places, map(items_of, stored.items), strict=True)
    placed = Placed(tuple(items), stored.parts, stored.jumps, stored.oversets, stored.findings, stored.texts)
    return SetInFrame(placed, stored.borrowed)


_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(_Stored)
