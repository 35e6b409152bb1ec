"""What stands from before: results of pure functions, found again by the very values they were made of (issue 9).

An issue is judged and drawn again and again while it is made up, and most of its pages are the same objects as before. It changes
nothing of what is made, only how soon.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any, Final, Generic, TypeVar, cast

Key = TypeVar("Key", bound=Hashable)
Made = TypeVar("Made")

# These are told apart by what they are, tuples by what is in them; everything else by being the same object.
_PLAIN: Final = frozenset({str, int, bool, type(None), frozenset})


class LastRun(Generic[Key, Made]):
    """Values of the last run by their keys, and those of the run that is going on."""

    def __init__(self) -> None:
        self._before: dict[Key, Made] = {}
        self._now: dict[Key, Made] = {}

    def begin(self) -> None:
        """A run begins: what the last one neither made nor took over is forgotten."""
        self._before, self._now = self._now, {}

    def before(self, key: Key) -> Made | None:
        """What the last run had; it is forgotten unless this one keeps it."""
        return self._before.get(key)

    def all_before(self) -> Iterable[Made]:
        """All that the last run had."""
        return self._before.values()

    def keep(self, key: Key, value: Made) -> Made:
        """Leave something for the next run."""
        self._now[key] = value
        return value

    def take(self, key: Key, make: Callable[[], Made]) -> Made:
        """What the last run or this one made of a key, else what is made of it now; it is left for the next."""
        value = self._now.get(key)
        if value is None:
            value = self._before.get(key)
            value = self.keep(key, make() if value is None else value)
        return value

    def __len__(self) -> int:
        """How many values this run has."""
        return len(self._now)


class StandingResults:
    """Results by what they were made of. Those that are not asked for between one :meth:`begin` and the next are forgotten."""

    def __init__(self) -> None:
        # What was given is kept with each result: an object that is gone could leave its identity to another.
        self._results: LastRun[Hashable, tuple[tuple[Any, ...], Any]] = LastRun()

    def begin(self) -> None:
        """Begin to make an issue again."""
        self._results.begin()

    def of(self, make: Callable[..., Made], *given: Any) -> Made:
        """What ``make`` makes of these: as it stands, or made now.

        ``make`` is pure and gives a value that can be looked at more than once; what it is ``given`` is never changed, and in each
        place of one kind. Text, numbers and frozen sets of them are compared, tuples item by item, other values are the same only as
        the same object.
        """
        key = (make, *map(_known_by, given))
        made: Made = self._results.take(key, lambda: (given, make(*given)))[1]
        return made

    def of_equal(self, make: Callable[..., Made], *given: Any) -> Made:
        """As :meth:`of`, but all that is given is compared: small values that are made anew in every run, hashable all through."""
        made: Made = self._results.take((make, *given), lambda: (given, make(*given)))[1]
        return made

    def __len__(self) -> int:
        """How many results stand."""
        return len(self._results)


def _known_by(one: Any) -> Hashable:
    """What tells a value from others."""
    kind = type(one)
    if kind is tuple:
        return tuple([item if type(item) in _PLAIN else _known_by(item) for item in one])
    return cast(Hashable, one) if kind in _PLAIN else id(one)


class _Nothing(StandingResults):
    """Nothing stands: all is made when it is asked for."""

    def of(self, make: Callable[..., Made], *given: Any) -> Made:
        """What ``make`` makes of these."""
        return make(*given)

    def of_equal(self, make: Callable[..., Made], *given: Any) -> Made:
        """What ``make`` makes of these."""
        return make(*given)


NOTHING_STANDS: Final = _Nothing()
