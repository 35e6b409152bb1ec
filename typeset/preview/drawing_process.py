"""The one process in which pages are drawn: pdfium can do one thing at a time, and may die of what it is given (issue 8)."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Mapping
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Final

from typeset.preview.rasterising import Order, draw

# Seconds for one picture; a page that takes longer is given up.
_LONGEST: Final = 60.0
# Pictures after which a fresh process takes over, so that what libraries keep does not add up.
_MOST: Final = 500


class NotDrawnError(Exception):
    """A picture could not be drawn; the message says why, in English."""


class DrawingProcess:
    """Draws one picture after the other in a process of its own, and starts it anew when it died."""

    def __init__(self, longest: float = _LONGEST) -> None:
        self._longest = longest
        self._lock = threading.Lock()
        self._process: BaseProcess | None = None
        self._line: Connection | None = None
        self._drawn = 0

    @property
    def pid(self) -> int | None:
        """The id of the process; None when there is none at the time."""
        return None if self._process is None else self._process.pid

    def draw(self, order: Order) -> Mapping[str, bytes]:
        """The pictures that were ordered; waits until they are drawn.

        Raises:
            NotDrawnError: when they cannot be, the process died over them twice, or they took too long.
        """
        with self._lock:
            for _ in range(2):
                try:
                    return self._ask(order)
                except (EOFError, OSError):
                    self._end()
            raise NotDrawnError("the drawing process died")

    def warm(self) -> None:
        """Start the process, so that the first picture does not wait for it."""
        with self._lock:
            self._connected()

    def close(self) -> None:
        """End the process; the next order starts one."""
        with self._lock:
            self._end()

    def _ask(self, order: Order) -> Mapping[str, bytes]:
        if self._drawn >= _MOST:
            self._end()
        line = self._connected()
        line.send(order)
        if not line.poll(self._longest):
            self._end()
            raise NotDrawnError(f"took more than {self._longest:g} seconds")
        self._drawn += 1
        answer: Mapping[str, bytes] | str = line.recv()
        if isinstance(answer, str):
            raise NotDrawnError(answer)
        return answer

    def _connected(self) -> Connection:
        if self._line is None:
            # Fresh rather than as a copy of this process, which has threads.
            context = multiprocessing.get_context("spawn")
            here, there = context.Pipe()
            self._process = context.Process(target=serve, args=(there,), name="drawing", daemon=True)
            self._process.start()
            there.close()
            self._line, self._drawn = here, 0
        return self._line

    def _end(self) -> None:
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        self._line = self._process = None


def serve(line: Connection) -> None:
    """What the process does: draw what comes over the line until it is closed."""
    # Ctrl-C is for the server, which closes the line.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            order: Order = line.recv()
            line.send(_answer(order))
        except (EOFError, OSError):
            return


def _answer(order: Order) -> Mapping[str, bytes] | str:
    try:
        return draw(order)
    except Exception as error:
        # Whatever a page does to the libraries, the next one is drawn.
        return f"{type(error).__name__}: {error}"[:300]
