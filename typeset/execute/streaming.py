"""A long row of tasks through an executor: so many under way at a time, results as they come, bounded trying again (issue 9)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from typing import Any, Final, Generic, TypeVar

from msgspec import Struct

from typeset.execute.crew import Crew

_T = TypeVar("_T")
_R = TypeVar("_R")

TRIES: Final = 3
"""How often a task is given away whose process died each time."""


class Lost(Struct, frozen=True):
    """Instead of a result: so many processes died over the task; with none, ``reason`` says why nobody took it or it was let go."""

    deaths: int
    reason: str = ""


class _Given(Struct, Generic[_T], frozen=True):
    """A task, and how many processes died over it."""

    task: _T
    deaths: int = 0


class Stream(Generic[_T, _R]):
    """Gives tasks to ``crew`` as there is room.

    ``send`` gives a task to an executor. ``again`` is told of each result and may give a task to do instead of taking it, None when it is final;
    it sees to it that this ends.
    """

    def __init__(
        self,
        crew: Crew,
        send: Callable[[Crew, _T], Future[_R]],
        again: Callable[[_T, _R], _T | None],
    ) -> None:
        self._crew = crew
        self._send = send
        self._again = again
        self._waiting: deque[_Given[_T]] = deque()
        # Of these one kills the process it is given to, and nobody knows which.
        self._suspects: deque[_Given[_T]] = deque()
        self._under_way: dict[Future[_R], _Given[_T]] = {}

    def results(self, tasks: Iterable[_T]) -> Iterator[tuple[_T, _R | Lost | Exception]]:
        """Each task with what it came to, in the order in which they are done. A task is taken only when there is room for it."""
        coming = iter(tasks)
        try:
            while True:
                self._fill(coming)
                if not self._under_way:
                    return
                done, _ = wait(self._under_way, return_when=FIRST_COMPLETED)
                for future in [one for one in self._under_way if one in done]:
                    given = self._under_way.pop(future)
                    came = self._came(future, given)
                    if came is not None:
                        yield given.task, came
        finally:
            for future in self._under_way:
                future.cancel()
            self._crew.close()

    def _fill(self, coming: Iterator[_T]) -> None:
        room = self._crew.room()
        while len(self._under_way) < room:
            if self._suspects and self._crew.alone:
                if not self._under_way:
                    self._give(self._suspects.popleft())
                return
            given = self._next(coming)
            if given is None:
                return
            self._give(given)

    def _next(self, coming: Iterator[_T]) -> _Given[_T] | None:
        for queue in (self._suspects, self._waiting):
            if queue:
                return queue.popleft()
        for task in coming:
            return _Given(task)
        return None

    def _give(self, given: _Given[_T]) -> None:
        try:
            future = self._send(self._crew, given.task)
        except self._crew.lost:
            # A process died while nobody waited for it: that is not the fault of this task.
            self._crew.renew()
            future = self._given_again(given)
        except Exception as error:
            future = _not_taken(error)
        self._under_way[future] = given

    def _given_again(self, given: _Given[_T]) -> Future[_R]:
        try:
            return self._send(self._crew, given.task)
        except Exception as error:
            return _not_taken(error)

    def _came(self, future: Future[_R], given: _Given[_T]) -> _R | Lost | Exception | None:
        """What a future that is done came to; None when its task is to be done again."""
        try:
            result = future.result()
        except self._crew.lost:
            return self._died(given)
        except CancelledError as error:
            return Lost(0, str(error) or type(error).__name__)
        except _NotTakenError as error:
            return Lost(0, str(error))
        except Exception as error:
            return error
        task = self._again(given.task, result)
        if task is None:
            return result
        self._waiting.append(_Given(task, given.deaths))
        return None

    def _died(self, given: _Given[_T]) -> Lost | None:
        deaths = given.deaths + 1
        # All others of a pool fail with it; it is made anew when the last of them has come back.
        if not self._under_way or not self._crew.alone:
            self._crew.renew()
        if deaths >= TRIES:
            return Lost(deaths)
        self._suspects.append(_Given(given.task, deaths))
        return None


class _NotTakenError(Exception):
    """An executor that takes nothing."""


def _not_taken(error: Exception) -> Future[Any]:
    future: Future[Any] = Future()
    future.set_exception(_NotTakenError(f"{type(error).__name__}: {error}"))
    return future
