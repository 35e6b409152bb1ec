"""Who does the work: processes of this machine, or whatever else gives an executor (issue 9)."""

from __future__ import annotations

from concurrent.futures import BrokenExecutor, Executor
from typing import Protocol

from typeset.execute.pool import executor


class Crew(Protocol):
    """An executor with what must be known of it to give it a long row of tasks."""

    @property
    def lost(self) -> tuple[type[BaseException], ...]:
        """What is raised instead of a result when the process that had the task died."""

    @property
    def alone(self) -> bool:
        """Whether a process that dies takes the tasks of all others with it: it is then found by giving each alone."""

    def executor(self) -> Executor:
        """The executor; a new one after :meth:`renew`."""

    def renew(self) -> None:
        """Make ready again after a process died."""

    def room(self) -> int:
        """How many tasks may be under way at a time, so that nobody waits for one."""

    def close(self) -> None:
        """Take no more; what is under way is not waited for."""


class LocalCrew:
    """So many processes of this machine; with one job the work is done in this process."""

    lost: tuple[type[BaseException], ...] = (BrokenExecutor,)
    alone = True

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._executor: Executor | None = None

    def executor(self) -> Executor:
        """The pool, made when it is first asked for."""
        if self._executor is None:
            self._executor = executor(self._jobs)
        return self._executor

    def renew(self) -> None:
        """Forget a pool one of whose processes died: it takes nothing more."""
        self.close()
        self._executor = None

    def room(self) -> int:
        """One task more than there are processes waits, so that none idles while a result is written."""
        return self._jobs + 1 if self._jobs > 1 else 1

    def close(self) -> None:
        """Stop the processes as soon as they are done with what they have."""
        if self._executor is not None:
            self._executor.shutdown(wait=False, cancel_futures=True)
