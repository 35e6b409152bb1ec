"""Whole processes, timed and weighed (issue 9)."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

# Seconds between two looks at the memory of a tree of processes.
_LOOK = 0.01
_MEBIBYTE = 1024.0


class CommandError(Exception):
    """A command failed; the message is what it said last."""


class Weight(Struct, frozen=True):
    """Peak memory in MiB: of the largest process of a tree, and of all of them together, what they share counted once."""

    largest: float
    together: float


def environment() -> dict[str, str]:
    """The environment without what forbids Python to keep its bytecode: an installed program has it."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def seconds(command: Sequence[str]) -> float:
    """Wall time of a command.

    Raises:
        CommandError: when it fails.
    """
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False, env=environment())
    took = time.perf_counter() - start
    if done.returncode:
        said = (done.stdout + done.stderr).decode("utf-8", "replace")
        raise CommandError(f"{' '.join(command)}\n{said[-3000:]}")
    return took


def weight(command: Sequence[str]) -> Weight:
    """Peak memory of a command; on systems without ``/proc`` only that of its largest process, for both.

    Looking takes time, so nothing is timed meanwhile.
    """
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment()
    )
    largest = together = 0.0
    over = threading.Event()

    def look() -> None:
        nonlocal largest, together
        while not over.wait(_LOOK):
            tree = tuple(_tree(process.pid))
            largest = max(largest, *(_kept(f"/proc/{pid}/status", "VmHWM:") for pid in tree))
            together = max(together, sum(_kept(f"/proc/{pid}/smaps_rollup", "Pss:") for pid in tree))

    watch = threading.Thread(target=look)
    watch.start()
    try:
        _, status, usage = os.wait4(process.pid, 0)
    finally:
        over.set()
        watch.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise CommandError(" ".join(command))
    if not largest:
        # Only where nothing better is known: on Linux this is never less than what the parent held when it started the command.
        largest = usage.ru_maxrss / (_MEBIBYTE if sys.platform != "darwin" else _MEBIBYTE * 1024)
    return Weight(largest, max(largest, together))


def _tree(pid: int) -> Iterator[int]:
    yield pid
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = [child for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return
    for child in children:
        yield from _tree(int(child))


def _kept(file: str, key: str) -> float:
    """A figure of a process in MiB; 0 when the process is gone. ``Pss`` divides pages that are shared among those who share them."""
    try:
        lines = Path(file).read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / _MEBIBYTE for line in lines if line.startswith(key)), 0.0)
