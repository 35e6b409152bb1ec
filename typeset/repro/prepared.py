"""Pictures that were made ready before: in this run of the press, in those before it, or in other runs of the program."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Final, Generic, TypeVar

from msgspec import Struct

from typeset.cache import NO_CACHE, Cache, key_of
from typeset.repro.preparing import look, prepare
from typeset.repro.separating import Separator
from typeset.repro.stored import looked_bytes, looked_of, prepared_bytes, prepared_of
from typeset.repro.wanted import Looked, Prepared, Size, Wanted

_K = TypeVar("_K")
_V = TypeVar("_V")

_Asked = tuple[bytes, Wanted, Size | None]


class _Kind(Struct, Generic[_V], frozen=True):
    """What is made of a picture: its name in the cache, how it is read from there and written there; None for what cannot be."""

    name: str
    opened: Callable[[bytes], _V | None]
    closed: Callable[[_V], bytes | None]


_PREPARED: Final = _Kind("picture", prepared_of, prepared_bytes)
_LOOKED: Final = _Kind("look", looked_of, looked_bytes)


class PreparedPictures:
    """Pictures prepared already, by their content, what was wanted and their place; for one run of the press, or for many.

    ``most`` is how many are kept of those made and of those looked at: of more the oldest go. None keeps all. ``cache`` has those of other runs
    of the program.
    """

    def __init__(self, most: int | None = None, cache: Cache = NO_CACHE) -> None:
        self._most = most
        self.cache = cache
        self._made: dict[_Asked, Prepared] = {}
        self._looked: dict[_Asked, Looked] = {}
        self._separators: dict[Wanted, Separator] = {}
        self._digests: dict[Wanted, bytes] = {}

    def __reduce__(self) -> tuple[type[PreparedPictures], tuple[None, Cache]]:
        # A worker in another process starts with none: sending them costs more than making those it needs.
        return PreparedPictures, (None, self.cache)

    def take(self, data: bytes, wanted: Wanted, size: Size | None) -> Prepared:
        """The picture of a file, prepared when it is asked for the first time.

        Raises:
            BrokenPictureError: when it cannot be read.
        """
        asked = hashlib.sha256(data).digest(), wanted, size
        return self._once(
            self._made, asked, _PREPARED, lambda: prepare(data, wanted, size, self._separator(wanted))
        )

    def has(self, data: bytes, wanted: Wanted, size: Size | None) -> bool:
        """Whether the picture of a file was prepared already, here or in another run of the program."""
        return self._has(self._made, (hashlib.sha256(data).digest(), wanted, size), _PREPARED)

    def keep(self, data: bytes, wanted: Wanted, size: Size | None, made: Prepared) -> None:
        """Remember the picture of a file as another process prepared it."""
        self._keep(self._made, (hashlib.sha256(data).digest(), wanted, size), made)

    def look(self, data: bytes, wanted: Wanted, size: Size | None) -> Looked:
        """What preparing the picture of a file will do, looked at when it is asked for the first time.

        Raises:
            BrokenPictureError: when it cannot be read.
        """
        asked = hashlib.sha256(data).digest(), wanted, size
        return self._once(
            self._looked, asked, _LOOKED, lambda: look(data, wanted, size, self._separator(wanted))
        )

    def has_looked(self, data: bytes, wanted: Wanted, size: Size | None) -> bool:
        """Whether the picture of a file was looked at already, here or in another run of the program."""
        return self._has(self._looked, (hashlib.sha256(data).digest(), wanted, size), _LOOKED)

    def keep_look(self, data: bytes, wanted: Wanted, size: Size | None, looked: Looked) -> None:
        """Remember what another process saw in the picture of a file."""
        self._keep(self._looked, (hashlib.sha256(data).digest(), wanted, size), looked)

    def digest(self, wanted: Wanted) -> bytes:
        """A digest of all that is wanted: of the content of the profile and the mask too."""
        if wanted not in self._digests:
            self._digests[wanted] = key_of(wanted)
        return self._digests[wanted]

    def _has(self, kept: dict[_Asked, _V], asked: _Asked, kind: _Kind[_V]) -> bool:
        if asked not in kept:
            known = self._stored(asked, kind)
            if known is None:
                return False
            self._keep(kept, asked, known)
        return True

    def _once(self, kept: dict[_Asked, _V], asked: _Asked, kind: _Kind[_V], make: Callable[[], _V]) -> _V:
        """What this run has of a picture, else the cache, else what is made now, which both are given."""
        known = kept.get(asked)
        if known is None:
            known = self._cached(asked, kind, make)
            self._keep(kept, asked, known)
        return known

    def _cached(self, asked: _Asked, kind: _Kind[_V], make: Callable[[], _V]) -> _V:
        known = self._stored(asked, kind)
        if known is not None:
            return known
        made = make()
        data = kind.closed(made)
        if data is not None:
            self.cache.put(kind.name, self._key(asked), data)
        return made

    def _stored(self, asked: _Asked, kind: _Kind[_V]) -> _V | None:
        stored = self.cache.get(kind.name, self._key(asked))
        return None if stored is None else kind.opened(stored)

    def _key(self, asked: _Asked) -> bytes:
        content, wanted, size = asked
        return key_of(content, self.digest(wanted), size)

    def _keep(self, kept: dict[_K, _V], key: _K, value: _V) -> None:
        kept[key] = value
        while self._most is not None and len(kept) > self._most:
            # Another thread may have taken it away just now.
            kept.pop(next(iter(kept)), None)

    def _separator(self, wanted: Wanted) -> Separator:
        if wanted not in self._separators:
            self._separators[wanted] = Separator(wanted)
        return self._separators[wanted]
