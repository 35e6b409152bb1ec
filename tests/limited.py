"""A program run again and again within limits of the processor and of memory, without starting anew.

Each run is a copy of a process that has imported all it needs, and has the limits to itself: so hundreds of hostile files are
judged in the time that starting takes for some dozens.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import IO, NoReturn, Self

FAILED = 70
# Seconds of the clock, for one that only waits.
PATIENCE = 300


class Limited:
    """A function ``module:name`` that takes arguments and gives an exit status, as a context.

    A run has so many ``seconds`` of the processor and ``size`` bytes of memory; ``modules`` are imported before.
    """

    def __init__(self, function: str, *modules: str, seconds: int, size: int) -> None:
        command = [sys.executable, __file__, json.dumps([function, modules, sys.path, seconds, size])]
        self._program = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._program.communicate()

    def run(self, *arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        """What a run came to; its status is negative where a signal ended it."""
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._program.stdin.write(json.dumps([[*map(str, arguments)], str(cwd or Path.cwd())]) + "\n")
        self._program.stdin.flush()
        status, said, complained = json.loads(self._program.stdout.readline())
        return subprocess.CompletedProcess(arguments, status, said, complained)


def serve(function: str, modules: list[str], path: list[str], seconds: int, size: int) -> None:
    """Do what is asked on standard input, one run a line, and tell on standard output what it came to."""
    sys.path[:] = path
    module, _, name = function.partition(":")
    called = getattr(importlib.import_module(module), name)
    for one in modules:
        importlib.import_module(one)
    for line in sys.stdin:
        arguments, cwd = json.loads(line)
        with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complained:
            process = os.fork()
            if not process:
                with Path(os.devnull).open("rb") as nothing:
                    for number, file in enumerate((nothing, said, complained)):
                        os.dup2(file.fileno(), number)
                os.chdir(cwd)
                resource.setrlimit(resource.RLIMIT_AS, (size, size))
                resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
                signal.alarm(PATIENCE)
                _run(called, arguments)
            _, ended = os.waitpid(process, 0)
            told = [_whole(said), _whole(complained)]
        sys.stdout.write(json.dumps([os.waitstatus_to_exitcode(ended), *told]) + "\n")
        sys.stdout.flush()


def _run(called: Callable[[list[str]], int], arguments: list[str]) -> NoReturn:
    status = FAILED
    try:
        status = called(arguments)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _whole(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")


if __name__ == "__main__":
    serve(*json.loads(sys.argv[1]))
