"""What was made lately, up to so many bytes: the longest unused goes first (issue 8)."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

_K = TypeVar("_K", bound=Hashable)


class Shelf(Generic[_K]):
    """Files by what they were made from; ``most`` is how many bytes are kept of all of them."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._files: OrderedDict[_K, bytes] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    @property
    def size(self) -> int:
        """The bytes that are kept."""
        return self._size

    def take(self, key: _K) -> bytes | None:
        """The file made from this; None when it is not kept."""
        with self._lock:
            if key in self._files:
                self._files.move_to_end(key)
            return self._files.get(key)

    def put(self, key: _K, data: bytes) -> None:
        """Keep a file; one that is larger than the shelf is not kept."""
        with self._lock:
            self._size -= len(self._files.pop(key, b""))
            self._files[key] = data
            self._size += len(data)
            while self._size > self._most:
                self._size -= len(self._files.popitem(last=False)[1])
