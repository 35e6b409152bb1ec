"""A long row of tasks through an executor, and what becomes of them when processes die."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future

import pytest

from typeset.execute.hands import Hands, LocalHands
from typeset.execute.streaming import TRIES, Lost, Stream


class KilledError(Exception):
    """As a cluster says that a worker died."""


class FakeExecutor(Executor):
    """Does what a test says; like a pool it is broken for all when a process dies, unless it is a cluster."""

    def __init__(self, hands: FakeHands) -> None:
        self._hands = hands
        self.broken = False
        self.pending: list[tuple[Future[int], int]] = []

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        if self.broken:
            raise BrokenExecutor
        future: Future[int] = Future()
        self.pending.append((future, args[0]))
        self._hands.under_way.append(len(self.pending))
        if len(self.pending) == self._hands.full():
            self._run()
        return future

    def _run(self) -> None:
        tasks, self.pending = self.pending, []
        deadly = {task for _, task in tasks if self._hands.kills(task)}
        for future, task in tasks:
            self._hands.tried[task] += 1
            if self._hands.alone and deadly:
                self.broken = True
                future.set_exception(BrokenExecutor())
            elif task in deadly:
                future.set_exception(KilledError())
            else:
                self._hands.act(future, task)


class FakeHands:
    """Hands with room for three; those a task kills are given it again so often."""

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


class TogetherHands(FakeHands):
    """Works only when three tasks have come, or one alone after a death."""

    def full(self) -> int:
        return 1 if self.renewed else 3


def streamed(
    hands: Hands,
    tasks: Iterator[int] | range,
    again: Callable[[int, int], int | None] = lambda task, result: None,
) -> dict[int, int | Lost | Exception]:
    def send(given: Hands, task: int) -> Future[int]:
        return given.executor().submit(abs, task)

    return dict(Stream(hands, send, again).results(tasks))


@pytest.mark.parametrize("alone", [True, False])
def test_all_results_come(*, alone: bool) -> None:
    hands = FakeHands(alone=alone)
    assert streamed(hands, range(10)) == {task: task * 10 for task in range(10)}
    assert hands.closed


def test_tasks_are_taken_when_there_is_room_and_not_before() -> None:
    hands = FakeHands(alone=False)
    taken: list[int] = []

    def tasks() -> Iterator[int]:
        for task in range(20):
            taken.append(task)
            yield task

    def send(given: Hands, task: int) -> Future[int]:
        return given.executor().submit(abs, task)

    results = Stream(hands, send, lambda task, result: None).results(tasks())
    next(results)
    assert len(taken) == hands.room()
    results.close()
    assert hands.closed


@pytest.mark.parametrize("alone", [True, False])
def test_a_task_whose_process_died_is_done_again(*, alone: bool) -> None:
    hands = FakeHands(alone=alone, deaths={4: TRIES - 1})
    assert streamed(hands, range(10)) == {task: task * 10 for task in range(10)}
    assert hands.tried[4] == TRIES


@pytest.mark.parametrize("alone", [True, False])
def test_it_is_not_done_again_for_ever(*, alone: bool) -> None:
    hands = FakeHands(alone=alone, deaths={4: 100})
    came = streamed(hands, range(10))
    assert came.pop(4) == Lost(TRIES)
    assert hands.tried[4] == TRIES
    assert came == {task: task * 10 for task in range(10) if task != 4}


def test_one_that_breaks_a_pool_is_found_and_the_others_are_not_blamed() -> None:
    hands = TogetherHands(alone=True, deaths={1: 100})
    came = streamed(hands, range(9))
    assert came.pop(1) == Lost(TRIES)
    assert came == {task: task * 10 for task in range(9) if task != 1}
    # The first three broke together; then each was given alone.
    assert max(count for task, count in hands.tried.items() if task != 1) == 2


def test_an_executor_that_takes_nothing_says_why() -> None:
    class Closed(FakeHands):
        def executor(self) -> Executor:
            raise ConnectionError("no scheduler")

    came = streamed(Closed(alone=False), range(3))
    assert came == {task: Lost(0, "ConnectionError: no scheduler") for task in range(3)}


def test_what_was_let_go_is_lost_and_what_was_raised_comes() -> None:
    error = ValueError("bad")

    class Acting(FakeHands):
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
    came = streamed(FakeHands(alone=False), range(3), lambda task, result: task + 100 if task == 1 else None)
    assert came == {0: 0, 101: 1010, 2: 20}


def _die_for_three(task: int) -> int:
    if task == 3:
        os._exit(1)
    return task + 1


def test_real_processes_that_die() -> None:
    def send(hands: Hands, task: int) -> Future[int]:
        return hands.executor().submit(_die_for_three, task)

    came = dict(Stream(LocalHands(2), send, lambda task, result: None).results(range(8)))
    assert came.pop(3) == Lost(TRIES)
    assert came == {task: task + 1 for task in range(8) if task != 3}
