"""A long row of tasks through an executor, and what becomes of them when processes die."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future

import pytest

from typeset.execute.crew import Crew, LocalCrew
from typeset.execute.streaming import TRIES, Lost, Stream


class KilledError(Exception):
    """As a cluster says that a worker died."""


class FakeExecutor(Executor):
    """Does what a test says; like a pool it is broken for all when a process dies, unless it is a cluster."""

    def __init__(self, crew: FakeCrew) -> None:
        self._crew = crew
        self.broken = False
        self.pending: list[tuple[Future[int], int]] = []

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        if self.broken:
            raise BrokenExecutor
        future: Future[int] = Future()
        self.pending.append((future, args[0]))
        self._crew.under_way.append(len(self.pending))
        if len(self.pending) == self._crew.full():
            self._run()
        return future

    def _run(self) -> None:
        tasks, self.pending = self.pending, []
        deadly = {task for _, task in tasks if self._crew.kills(task)}
        for future, task in tasks:
            self._crew.tried[task] += 1
            if self._crew.alone and deadly:
                self.broken = True
                future.set_exception(BrokenExecutor())
            elif task in deadly:
                future.set_exception(KilledError())
            else:
                self._crew.act(future, task)


class FakeCrew:
    """Crew with room for three; those a task kills are given it again so often."""

    def __init__(self, *, alone: bool, deaths: dict[int, int] | None = None) -> None:
        self.alone = alone
        self.lost: tuple[type[BaseException], ...] = (BrokenExecutor, KilledError)
        self.tried: Counter[int] = Counter()
        self.under_way: list[int] = []
        self.renewed = 0
        self.closed = False
        self.left = 10
        self._deaths = deaths or {}
        self._executor = FakeExecutor(self)

    def kills(self, task: int) -> bool:
        return self.tried[task] < self._deaths.get(task, 0)

    def act(self, future: Future[int], task: int) -> None:
        future.set_result(task * 10)

    def full(self) -> int:
        return 1

    def executor(self) -> Executor:
        return self._executor

    def renew(self) -> None:
        self.renewed += 1
        self._executor = FakeExecutor(self)

    def room(self) -> int:
        return 3

    def close(self) -> None:
        self.closed = True


class TogetherCrew(FakeCrew):
    """Works only when three tasks have come, or one alone after a death."""

    def full(self) -> int:
        return 1 if self.renewed else 3


def streamed(
    crew: Crew,
    tasks: Iterator[int] | range,
    again: Callable[[int, int], int | None] = lambda task, result: None,
) -> dict[int, int | Lost | Exception]:
    def send(given: Crew, task: int) -> Future[int]:
        return given.executor().submit(abs, task)

    return dict(Stream(crew, send, again).results(tasks))


@pytest.mark.parametrize("alone", [True, False])
def test_all_results_come(*, alone: bool) -> None:
    crew = FakeCrew(alone=alone)
    assert streamed(crew, range(10)) == {task: task * 10 for task in range(10)}
    assert crew.closed


def test_tasks_are_taken_when_there_is_room_and_not_before() -> None:
    crew = FakeCrew(alone=False)
    taken: list[int] = []

    def tasks() -> Iterator[int]:
        for task in range(20):
            taken.append(task)
            yield task

    def send(given: Crew, task: int) -> Future[int]:
        return given.executor().submit(abs, task)

    results = Stream(crew, send, lambda task, result: None).results(tasks())
    next(results)
    assert len(taken) == crew.room()
    results.close()
    assert crew.closed


@pytest.mark.parametrize("alone", [True, False])
def test_a_task_whose_process_died_is_done_again(*, alone: bool) -> None:
    crew = FakeCrew(alone=alone, deaths={4: TRIES - 1})
    assert streamed(crew, range(10)) == {task: task * 10 for task in range(10)}
    assert crew.tried[4] == TRIES


@pytest.mark.parametrize("alone", [True, False])
def test_it_is_not_done_again_for_ever(*, alone: bool) -> None:
    crew = FakeCrew(alone=alone, deaths={4: 100})
    came = streamed(crew, range(10))
    assert came.pop(4) == Lost(TRIES)
    assert crew.tried[4] == TRIES
    assert came == {task: task * 10 for task in range(10) if task != 4}


def test_one_that_breaks_a_pool_is_found_and_the_others_are_not_blamed() -> None:
    crew = TogetherCrew(alone=True, deaths={1: 100})
    came = streamed(crew, range(9))
    assert came.pop(1) == Lost(TRIES)
    assert came == {task: task * 10 for task in range(9) if task != 1}
    # The first three broke together; then each was given alone.
    assert max(count for task, count in crew.tried.items() if task != 1) == 2


def test_an_executor_that_takes_nothing_says_why() -> None:
    class Closed(FakeCrew):
        def executor(self) -> Executor:
            raise ConnectionError("no scheduler")

    came = streamed(Closed(alone=False), range(3))
    assert came == {task: Lost(0, "ConnectionError: no scheduler") for task in range(3)}


def test_what_was_let_go_is_lost_and_what_was_raised_comes() -> None:
    error = ValueError("bad")

    class Acting(FakeCrew):
        def act(self, future: Future[int], task: int) -> None:
            match task:
                case 1:
                    future.cancel()
                    future.set_running_or_notify_cancel()
                case 2:
                    future.set_exception(error)
                case _:
                    future.set_result(0)

    came = streamed(Acting(alone=False), range(4))
    assert came == {0: 0, 1: Lost(0, CancelledError.__name__), 2: error, 3: 0}


def test_a_result_may_ask_for_another_task() -> None:
    came = streamed(FakeCrew(alone=False), range(3), lambda task, result: task + 100 if task == 1 else None)
    assert came == {0: 0, 101: 1010, 2: 20}


def _die_for_three(task: int) -> int:
    if task == 3:
        os._exit(1)
    return task + 1


def test_real_processes_that_die() -> None:
    def send(crew: Crew, task: int) -> Future[int]:
        return crew.executor().submit(_die_for_three, task)

    came = dict(Stream(LocalCrew(2), send, lambda task, result: None).results(range(8)))
    assert came.pop(3) == Lost(TRIES)
    assert came == {task: task + 1 for task in range(8) if task != 3}
