"""What one run made and the next may take over: of all runs before, only what the last one used is kept."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

_K = TypeVar("_K", bound=Hashable)
_V = TypeVar("_V")


class LastRun(Generic[_K, _V]):
    """Values of the last run by their keys, and those of the run that is going on."""

    def __init__(self) -> None:
        self._before: dict[_K, _V] = {}
        self._now: dict[_K, _V] = {}

    def begin(self) -> None:
        """A run begins: what the last one neither made nor took over is forgotten."""
        self._before, self._now = self._now, {}

    def before(self, key: _K) -> _V | None:
        """What the last run had; it is forgotten unless this one keeps it."""
        return self._before.get(key)

    def all_before(self) -> Iterable[_V]:
        """All that the last run had."""
        return self._before.values()

    def keep(self, key: _K, value: _V) -> _V:
        """Leave something for the next run."""
        self._now[key] = value
        return value

    def take(self, key: _K, make: Callable[[], _V]) -> _V:
        """What the last run or this one made of a key, else what is made of it now; it is left for the next."""
        value = self._now.get(key)
        if value is None:
            value = self._before.get(key)
            value = self.keep(key, make() if value is None else value)
        return value
