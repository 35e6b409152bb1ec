"""Pictures that were made ready before: in this run of the press, in those before it, or in other runs of the program."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Final, TypeVar

from typeset.cache import NO_CACHE, Cache, key_of
from typeset.repro.preparing import look, prepare
from typeset.repro.separating import Separator
from typeset.repro.stored import looked_bytes, looked_of, prepared_bytes, prepared_of
from typeset.repro.wanted import Looked, Prepared, Size, Wanted

_K = TypeVar("_K")
_V = TypeVar("_V")

_Asked = tuple[bytes, Wanted, Size | None]

_PREPARED: Final = "picture"
_LOOKED: Final = "look"


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
        made = self._made.get(asked)
        if made is None:
            made = self._cached(
                asked,
                _PREPARED,
                prepared_of,
                prepared_bytes,
                lambda: prepare(data, wanted, size, self._separator(wanted)),
            )
            self._keep(self._made, asked, made)
        return made

    def has(self, data: bytes, wanted: Wanted, size: Size | None) -> bool:
        """Whether the picture of a file was prepared already, here or in another run of the program."""
        asked = hashlib.sha256(data).digest(), wanted, size
        if asked not in self._made:
            stored = self.cache.get(_PREPARED, self._key(asked))
            known = None if stored is None else prepared_of(stored)
            if known is None:
                return False
            self._keep(self._made, asked, known)
        return True

    def keep(self, data: bytes, wanted: Wanted, size: Size | None, made: Prepared) -> None:
        """Remember the picture of a file as another process prepared it."""
        self._keep(self._made, (hashlib.sha256(data).digest(), wanted, size), made)

    def look(self, data: bytes, wanted: Wanted, size: Size | None) -> Looked:
        """What preparing the picture of a file will do, looked at when it is asked for the first time.

        Raises:
            BrokenPictureError: when it cannot be read.
        """
        asked = hashlib.sha256(data).digest(), wanted, size
        looked = self._looked.get(asked)
        if looked is None:
            looked = self._cached(
                asked,
                _LOOKED,
                looked_of,
                looked_bytes,
                lambda: look(data, wanted, size, self._separator(wanted)),
            )
            self._keep(self._looked, asked, looked)
        return looked

    def digest(self, wanted: Wanted) -> bytes:
        """A digest of all that is wanted: of the content of the profile and the mask too."""
        if wanted not in self._digests:
            self._digests[wanted] = key_of(wanted)
        return self._digests[wanted]

    def _cached(
        self,
        asked: _Asked,
        kind: str,
        opened: Callable[[bytes], _V | None],
        closed: Callable[[_V], bytes | None],
        make: Callable[[], _V],
    ) -> _V:
        """What the cache has of a picture, else what is made now, which it is given."""
        key = self._key(asked)
        stored = self.cache.get(kind, key)
        known = None if stored is None else opened(stored)
        if known is not None:
            return known
        made = make()
        data = closed(made)
        if data is not None:
            self.cache.put(kind, key, data)
        return made

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
