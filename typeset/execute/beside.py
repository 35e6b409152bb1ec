"""Work done in two processes: this one, and a copy of it that works beside it (issue 7).

The copy has all that this process has read, so nothing is sent to it, and what it made comes back pickled. Nothing here knows what
the work is; it must give the same wherever it is done.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import struct
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, NoReturn, Self, TypeVar

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
) -> list[_R]:
    """What each piece came to; the pieces are shared with a copy of this process, the longest first, where there can be one.

    ``weight`` says how long a piece will take, ``travels`` whether what it came to can be sent from process to process. What the copy
    cannot send, and all of it when the copy fails, is done again here, so that errors are raised as if there were none.
    """
    if len(pieces) < 2 or not can_be_copied():  # noqa: PLR2004 - one piece cannot be shared
        return [work(piece) for piece in pieces]
    longest_first = sorted(range(len(pieces)), key=lambda number: -weight(pieces[number]))
    queue = _Queue(len(pieces))

    def taken() -> Iterator[tuple[int, _R]]:
        return ((number, work(pieces[number])) for number in queue.claims(longest_first))

    try:
        copy = _Copy(lambda: {number: result for number, result in taken() if travels(result)})
    except OSError:
        # No process or no memory for a copy: this one takes everything.
        made = dict(taken())
    else:
        with copy:
            made = dict(taken())
            made |= copy.answer()
    finally:
        queue.close()
    return [made[number] if number in made else work(piece) for number, piece in enumerate(pieces)]


def can_be_copied() -> bool:
    """Whether this process can work with a copy: another core is free for it, and no thread would be left behind half-way.

    A process that works for another one has others beside it already.
    """
    return (
        sys.platform == "linux"
        and threading.active_count() == 1
        and len(os.sched_getaffinity(0)) > 1
        and multiprocessing.parent_process() is None
    )


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
    """A copy of this process that does some work, and sends what it came to as a dictionary by numbers.

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

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        # A copy that is still writing finds nobody who reads, and ends.
        self._answer.close()
        os.waitpid(self._process, 0)

    def answer(self) -> dict[int, Any]:
        """What it came to; nothing when it failed."""
        try:
            made: dict[int, Any] = pickle.loads(self._answer.read())
        except (EOFError, pickle.UnpicklingError):
            return {}
        return made


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
