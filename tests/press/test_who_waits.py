"""Which stories are set by this process alone: those that wait, and what follows for them is worked out meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from typeset.flow.hands import alone, nothing, roams
from typeset.flow.jump import Waiting
from typeset.flow.orders import Order
from typeset.press import load, set_pages

SAMPLE = Path(__file__).parents[2] / "editions/2026-11-22"

_T = TypeVar("_T")
_R = TypeVar("_R")


def test_stories_that_wait_are_foreseen_and_planning_ahead_changes_nothing() -> None:
    stayed: list[str] = []
    travelled: list[str] = []
    cuts: list[int] = []

    def hands(
        work: Callable[[_T], _R],
        pieces: Sequence[_T],
        weight: Callable[[_T], float],
        travels: Callable[[_R], bool],
        stays: Callable[[_T], bool] = roams,
        meanwhile: Callable[[Sequence[tuple[_T, _R]]], None] = nothing,
    ) -> list[_R]:
        made = [(piece, work(piece)) for piece in pieces]
        for piece, done in made:
            if isinstance(piece, Order):
                (travelled if travels(done) else stayed).append(piece.story.slug)
                assert stays(piece) is not travels(done)
        here = [(piece, done) for piece, done in made if stays(piece)]
        meanwhile(here)
        cuts.extend(len(done.result.cuts) for _, done in here if isinstance(done.result, Waiting))
        return [done for _, done in made]

    issue = set_pages(load(SAMPLE), hands=hands)
    assert stayed == ["plenary", "inspection", "new-chapter"]
    assert len(travelled) == 36
    assert all(cuts)
    assert issue == set_pages(load(SAMPLE), hands=alone)
