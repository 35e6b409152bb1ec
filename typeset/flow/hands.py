"""Who sets several stories at once: one pair of hands, or several beside each other (issue 7)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

_T = TypeVar("_T")
_R = TypeVar("_R")


class Hands(Protocol):
    """Does several pieces of work and gives what each came to, in the order of the pieces.

    ``weight`` says how long a piece will take, in any unit. What a piece came to may have been made in another process only where
    ``travels`` says so of it; else it is made here.
    """

    def __call__(
        self,
        work: Callable[[_T], _R],
        pieces: Sequence[_T],
        weight: Callable[[_T], float],
        travels: Callable[[_R], bool],
    ) -> list[_R]:
        """Do the work. Every piece must come to the same wherever it is done."""


def alone(
    work: Callable[[_T], _R],
    pieces: Sequence[_T],
    weight: Callable[[_T], float],
    travels: Callable[[_R], bool],
) -> list[_R]:
    """All pieces one after the other, in this process."""
    del weight, travels
    return [work(piece) for piece in pieces]
