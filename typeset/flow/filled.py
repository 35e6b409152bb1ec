"""What is known of a column that was filled before, so that a copy of which a paragraph changed is not filled anew from its start."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

_Result = TypeVar("_Result")


class Filled(Generic[_Result]):
    """What went into one column, by where the copy began in it and how the paragraphs it sees were set.

    ``changes`` says of the paragraphs from the first in the column up to another how they are set: what went in before goes in
    again when that is the same up to the last paragraph that was looked at then.
    """

    def __init__(self) -> None:
        self._known: dict[Hashable, dict[int, dict[Hashable, _Result]]] = {}

    def known(self, at: Hashable, changes: Callable[[int], Hashable]) -> _Result | None:
        """What goes in from ``at`` on; None when that is not known."""
        for last, results in self._known.get(at, {}).items():
            result = results.get(changes(last))
            if result is not None:
                return result
        return None

    def keep(self, at: Hashable, last: int, changes: Callable[[int], Hashable], result: _Result) -> None:
        """Keep what went in from ``at`` on, paragraph ``last`` being the last that was looked at."""
        self._known.setdefault(at, {}).setdefault(last, {})[changes(last)] = result
