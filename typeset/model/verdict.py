"""What became of each rule of the checker: passed, broken, or not run because its data is missing (issue 7)."""

from __future__ import annotations

import enum

from msgspec import Struct


class NotRun(Struct, frozen=True):
    """Why a rule could not be judged: there is nothing it could be judged by. Never to be read as passed."""

    zh: str
    en: str


class State(enum.Enum):
    """What became of a rule."""

    PASSED = "passed"
    BROKEN = "broken"
    NOT_RUN = "not-run"


class Ruling(Struct, frozen=True):
    """One rule after it was judged: its name, the codes it can make, how many findings it made, or why it was not run.

    ``notices`` are findings of severity info: a rule that makes no others is not broken.
    """

    rule: str
    codes: tuple[str, ...]
    count: int = 0
    notices: int = 0
    not_run: NotRun | None = None

    @property
    def state(self) -> State:
        """Passed only when it was run and nothing but notices was found."""
        if self.not_run is not None:
            return State.NOT_RUN
        return State.BROKEN if self.count > self.notices else State.PASSED
