"""How long the stages of a rebuild take (issue 8)."""

from __future__ import annotations

import time
from collections.abc import Callable

from msgspec import Struct, field


class Stopwatch(Struct):
    """Hears the stages of the press; asks ``between`` at each, which may raise to end the work."""

    between: Callable[[], None]
    _seconds: dict[str, float] = field(default_factory=dict)
    _last: float = field(default_factory=time.perf_counter)

    def stage(self, name: str, done: int, total: int) -> None:
        """A stage begins, goes on or ends: the time since the last call is that of the stage."""
        del done, total
        now = time.perf_counter()
        self._seconds[name] = self._seconds.get(name, 0.0) + now - self._last
        self._last = now
        self.between()

    @property
    def spent(self) -> tuple[tuple[str, float], ...]:
        """Seconds of each stage, in the order of their coming."""
        return tuple(self._seconds.items())
