"""Which stories are set by this process alone: those that wait, and their cuts are worked out at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from typeset.flow.hands import alone, roams
from typeset.flow.jump import Waiting
from typeset.flow.orders import Order
from typeset.press import load, set_pages

SAMPLE = Path(__file__).parents[2] / "editions/2026-11-22"

_T = TypeVar("_T")
_R = TypeVar("_R")


def test_stories_that_wait_are_foreseen_their_cuts_known_and_nothing_else_kept() -> None:
    stayed: list[str] = []
    travelled: list[str] = []
    cuts: list[int] = []

    def hands(
        work: Callable[[_T], _R],
        pieces: Sequence[_T],
        weight: Callable[[_T], float],
        travels: Callable[[_R], bool],
        stays: Callable[[_T], bool] = roams,
    ) -> list[_R]:
        made = [(piece, work(piece)) for piece in pieces]
        for piece, done in made:
            if isinstance(piece, Order):
                (travelled if travels(done) else stayed).append(piece.story.slug)
                assert stays(piece) is not travels(done)
                if isinstance(done.result, Waiting):
                    cuts.append(len(done.result.cuts))
                    assert not any(one.shaped.derived for one in done.result.body.paragraphs)
        return [done for _, done in made]

    issue = set_pages(load(SAMPLE), hands=hands)
    assert stayed == ["plenary", "inspection", "new-chapter"]
    assert len(travelled) == 36
    assert cuts == [1, 1, 1]
    assert issue == set_pages(load(SAMPLE), hands=alone)
