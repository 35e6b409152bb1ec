"""Work done in several processes: this one, and copies of it that work beside it (issue 7).

A copy has all that this process has read, so nothing is sent to it, and what it made comes back pickled. Nothing here knows what
the work is; it must give the same wherever it is done.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, suppress
from functools import partial
from typing import Any, Final, Generic, NoReturn, Self, TypeVar

from typeset.flow.hands import Hands, roams

_T = TypeVar("_T")
_R = TypeVar("_R")

# A claim is one number, and a pipe takes at least so many bytes without anybody reading.
_CLAIM: Final = struct.Struct("=i")
_MOST_CLAIMS: Final = 1000


def beside(
    work: Callable[[_T], _R],
    pieces: Sequence[_T],
    weight: Callable[[_T], float],
    travels: Callable[[_R], bool],
    stays: Callable[[_T], bool] = roams,
    *,
    jobs: int | None = None,
) -> list[_R]:
    """What each piece came to; the pieces are shared with copies of this process, the longest first, where there can be any.

    ``jobs`` are the processes that work, this one among them; None: one a core.

    ``weight`` says how long a piece will take, ``travels`` whether what it came to can be sent from process to process. What the copy
    cannot send, and all of it when the copy fails, is done again here, so that errors are raised as if there were none. Pieces of which
    that is foreseen (``stays``) are done here and first.
    """
    here = [number for number, piece in enumerate(pieces) if stays(piece)]
    roaming = sorted(set(range(len(pieces))).difference(here), key=lambda number: -weight(pieces[number]))
    copies = min(jobs or cores(), len(roaming) + bool(here)) - 1
    if copies < 1 or not can_be_copied():
        return [work(piece) for piece in pieces]
    queue = _Queue(len(roaming))

    def taken() -> Iterator[tuple[int, _R]]:
        return ((number, work(pieces[number])) for number in queue.claims(roaming))

    with ExitStack() as begun:
        begun.callback(queue.close)
        # No process or no memory for a copy: the others take everything.
        made: dict[int, _R] = {}
        helping: list[_Copy] = []
        with suppress(OSError):
            while len(helping) < copies:
                copy = _Copy(lambda: {number: result for number, result in taken() if travels(result)})
                helping.append(begun.enter_context(copy))
        made |= {number: work(pieces[number]) for number in here}
        made |= dict(taken())
        for copy in helping:
            made |= copy.answer() or {}
    return [made[number] if number in made else work(piece) for number, piece in enumerate(pieces)]


def shared(jobs: int | None) -> Hands:
    """:func:`beside` for so many jobs."""
    return partial(beside, jobs=jobs)


def apart(work: Callable[[], _R], *, jobs: int | None = None) -> AbstractContextManager[Callable[[], _R]]:
    """Begin work in a copy of this process; what is given waits for it, or does the work here when there is none or it failed.

    Work is not begun where one job is to do everything.
    """
    return _Apart(work, begun=(jobs or cores()) > 1 and can_be_copied())


def cores() -> int:
    """The cores this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else (os.cpu_count() or 1)


def can_be_copied() -> bool:
    """Whether this process can work with a copy: there is another core for it, and no thread would be left behind half-way.

    A process that works for another one has others beside it already.
    """
    return sys.platform == "linux" and threading.active_count() == 1 and cores() > 1 and not is_a_worker()


def is_a_worker() -> bool:
    """Whether this process was started to work for another one; that has loaded ``multiprocessing`` in it."""
    loaded = sys.modules.get("multiprocessing.process")
    return loaded is not None and loaded.parent_process() is not None


class _Apart(Generic[_R]):
    """Work begun in a copy, as a context: it ends when the copy has."""

    def __init__(self, work: Callable[[], _R], *, begun: bool) -> None:
        self._work = work
        self._copy: _Copy | None = None
        if begun:
            with suppress(OSError):
                self._copy = _Copy(lambda: (work(),))

    def __enter__(self) -> Callable[[], _R]:
        return self._result

    def __exit__(self, *about: object) -> None:
        if self._copy is not None:
            self._copy.__exit__(*about)

    def _result(self) -> _R:
        answer = self._copy.answer() if self._copy is not None else None
        made: _R = answer[0] if answer is not None else self._work()
        return made


class _Queue:
    """Numbers up to ``count``, each taken once, by whichever process comes first: they stand in a pipe both read from."""

    def __init__(self, count: int) -> None:
        self._batch = -(-count // _MOST_CLAIMS)
        self._reading, writing = os.pipe()
        os.write(writing, b"".join(_CLAIM.pack(first) for first in range(0, count, self._batch)))
        os.close(writing)

    def claims(self, order: Sequence[int]) -> Iterator[int]:
        """Entries of ``order`` no other has taken."""
        while claim := os.read(self._reading, _CLAIM.size):
            (first,) = _CLAIM.unpack(claim)
            yield from order[first : first + self._batch]

    def close(self) -> None:
        """Take no more."""
        os.close(self._reading)


class _Copy:
    """A copy of this process that does some work, and sends what it came to.

    Raises:
        OSError: when there can be none.
    """

    def __init__(self, work: Callable[[], object]) -> None:
        reading, writing = os.pipe()
        try:
            self._process = os.fork()
        except OSError:
            os.close(reading)
            os.close(writing)
            raise
        if not self._process:
            os.close(reading)
            _work_as_copy(work, writing)
        os.close(writing)
        self._answer = os.fdopen(reading, "rb")
        self._is_read = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._answer.close()
        if not self._is_read:
            # Nobody wants what it is still at, and it holds nothing that is worth saving.
            with suppress(ProcessLookupError):
                os.kill(self._process, signal.SIGKILL)
        # There is nobody to wait for where ended processes are nobody's business (SIGCHLD is ignored).
        with suppress(ChildProcessError):
            os.waitpid(self._process, 0)

    def answer(self) -> Any:
        """What it came to; None when it failed."""
        try:
            data = self._answer.read()
            self._is_read = True
            return pickle.loads(data)
        except (EOFError, pickle.UnpicklingError):
            return None


def _work_as_copy(work: Callable[[], object], writing: int) -> NoReturn:
    """Do the work, send what it came to, and end without a trace: nothing of this process is to be said or written twice."""
    status = 1
    try:
        data = pickle.dumps(work(), pickle.HIGHEST_PROTOCOL)
        with os.fdopen(writing, "wb") as answer:
            answer.write(data)
        status = 0
    finally:
        os._exit(status)
