"""What was made before, by the content it was made from: the cache as those who make things see it (issue 9).

It changes nothing of what is made, only how soon. Nobody may depend on anything being in it: what was put may be gone at the next
question, and what is there is only ever what was put under the same key by the same version of the program.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Final, Protocol

import msgspec


class Cache(Protocol):
    """Bytes by what they are (``kind``: a word) and by a digest of all that made them (``key``); neither method raises."""

    def get(self, kind: str, key: bytes) -> bytes | None:
        """What was put under this key; None when there is nothing."""

    def put(self, kind: str, key: bytes, data: bytes) -> None:
        """Keep this, if that is possible."""


class NoCache:
    """Keeps nothing; there is one of it."""

    def __reduce__(self) -> str:
        return "NO_CACHE"

    def get(self, kind: str, key: bytes) -> bytes | None:
        """Nothing."""
        del kind, key
        return None

    def put(self, kind: str, key: bytes, data: bytes) -> None:
        """Forget it."""
        del kind, key, data


NO_CACHE: Final = NoCache()
"""For those who are given no cache."""


def key_of(*parts: object) -> bytes:
    """A digest of values: of equal ones it is the same in every process.

    Values are structs, enums, numbers, text, bytes, and containers of them. What differs must differ in more than its type: a struct
    counts by the names and values of its fields.

    Raises:
        TypeError: for values of any other kind.
    """
    try:
        encoded = _ENCODER.encode(parts)
    except TypeError:
        # Dictionaries whose keys are no text: the encoder does not know their order.
        encoded = _ENCODER.encode(_plain(parts))
    return hashlib.sha256(encoded).digest()


# Sets have no order of their own, and that of dictionaries is one of making.
_ENCODER: Final = msgspec.msgpack.Encoder(order="deterministic")


def _plain(value: object) -> object:
    """A value with its structs and dictionaries as lists."""
    if isinstance(value, msgspec.Struct):
        return [type(value).__name__, *[_plain(getattr(value, name)) for name in value.__struct_fields__]]
    if isinstance(value, Mapping):
        pairs = [[_plain(key), _plain(one)] for key, one in value.items()]
        return ["mapping", *sorted(pairs, key=_ENCODER.encode)]
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value
