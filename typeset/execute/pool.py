"""The executor for so many jobs on this machine."""

from __future__ import annotations

import os
import signal
import sys
import threading
from typing import TYPE_CHECKING, Final

from typeset.execute.serial import SerialExecutor

if TYPE_CHECKING:
    from concurrent.futures import Executor

# concurrent.futures refuses more on Windows (WaitForMultipleObjects takes 63 handles, two are its own).
_MOST_ON_WINDOWS: Final = 61


def executor(jobs: int) -> Executor:
    """An executor for so many jobs at a time; use it in a ``with`` statement.

    Worker processes start fresh rather than as a copy of this one, so that they behave the same on every system.

    Raises:
        ValueError: when ``jobs`` is below 1.
    """
    if jobs < 1:
        raise ValueError(f"jobs must be at least 1, not {jobs}")
    if jobs == 1:
        return SerialExecutor()
    # Most builds need no other process, and to load what starts them takes a while.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    most = min(jobs, _MOST_ON_WINDOWS) if sys.platform == "win32" else jobs
    return ProcessPoolExecutor(
        max_workers=most, mp_context=multiprocessing.get_context("spawn"), initializer=_begin
    )


def _begin() -> None:
    """Ctrl-C reaches all processes of a terminal; what is to be done about it the one that was started decides. Without it a worker ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A worker waits at a queue it holds both ends of: that the other side was killed it would never see."""
    from multiprocessing import connection, parent_process

    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
