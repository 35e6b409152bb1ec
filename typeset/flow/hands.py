"""Who sets several stories at once: one pair of hands, or several beside each other (issue 7)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

_T = TypeVar("_T")
_R = TypeVar("_R")


class Hands(Protocol):
    """Does several pieces of work and gives what each came to, in the order of the pieces.

    ``weight`` says how long a piece will take, in any unit. What a piece came to may have been made in another process only where
    ``travels`` says so of it; else it is made here. Of which pieces that is foreseen, ``stays`` says, so that no other hand takes them.
    """

    def __call__(
        self,
        work: Callable[[_T], _R],
        pieces: Sequence[_T],
        weight: Callable[[_T], float],
        travels: Callable[[_R], bool],
        stays: Callable[[_T], bool] = ...,
    ) -> list[_R]:
        """Do the work. Every piece must come to the same wherever it is done."""


def roams(piece: object) -> bool:
    """Of a piece of which nothing speaks against its being done elsewhere: it does not stay."""
    del piece
    return False


def alone(
    work: Callable[[_T], _R],
    pieces: Sequence[_T],
    weight: Callable[[_T], float],
    travels: Callable[[_R], bool],
    stays: Callable[[_T], bool] = roams,
) -> list[_R]:
    """All pieces one after the other, in this process."""
    del weight, travels, stays
    return [work(piece) for piece in pieces]
