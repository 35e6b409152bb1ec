"""What stands from before: results of pure functions, found again by the very values they were made of (issue 9).

An issue is judged and drawn again and again while it is made up, and most of its pages are the same objects as before. It changes
nothing of what is made, only how soon.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Final, Protocol, TypeVar

Made = TypeVar("Made")

# These are told apart by what they are; everything else by being the same object.
_PLAIN: Final = frozenset({str, int, bool, type(None), tuple, frozenset})


class Standing(Protocol):
    """What is asked for results from before."""

    def of(self, make: Callable[..., Made], *given: Any) -> Made:
        """What ``make`` makes of these: as it stands, or made now.

        ``make`` is pure and gives a value that can be looked at more than once; what it is ``given`` is never changed, and in each
        place of one kind. Text, numbers, tuples and frozen sets (short ones, hashable all through) are compared, other values are the
        same only as the same object.
        """


class StandingResults:
    """Results by what they were made of. Those that are not asked for between one :meth:`begin` and the next are forgotten."""

    def __init__(self) -> None:
        # What was given is kept with each result: an object that is gone could leave its identity to another.
        self._now: dict[Hashable, tuple[tuple[Any, ...], Any]] = {}
        self._before: dict[Hashable, tuple[tuple[Any, ...], Any]] = {}

    def begin(self) -> None:
        """Begin to make an issue again."""
        self._before, self._now = self._now, {}

    def of(self, make: Callable[..., Made], *given: Any) -> Made:
        """See :meth:`Standing.of`."""
        key = (make, *(one if type(one) in _PLAIN else id(one) for one in given))
        known = self._now.get(key) or self._before.get(key)
        if known is None:
            known = (given, make(*given))
        self._now[key] = known
        made: Made = known[1]
        return made

    def __len__(self) -> int:
        """How many results stand."""
        return len(self._now)


class _Nothing:
    """Nothing stands: all is made when it is asked for."""

    def of(self, make: Callable[..., Made], *given: Any) -> Made:
        """What ``make`` makes of these."""
        return make(*given)


NOTHING_STANDS: Final = _Nothing()
