"""Those who watch: each is told of every state over a connection that stays open (server-sent events; issue 8)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Final

from typeset.preview.desk import Desk
from typeset.preview.snapshot import Snapshot

MOST: Final = 200
"""So many may listen at once."""

# Seconds after which a comment tells whoever is between that the connection is alive.
_PULSE: Final = 15.0


class Listeners:
    """Everybody who listens to one desk; asked on one event loop."""

    def __init__(self, desk: Desk, pulse: float = _PULSE) -> None:
        self._desk = desk
        self._pulse = pulse
        self._count = 0
        self._closing = asyncio.Event()

    @property
    def count(self) -> int:
        """How many listen."""
        return self._count

    @property
    def full(self) -> bool:
        """Whether no more are taken."""
        return self._count >= MOST

    def close(self) -> None:
        """End all streams, so that the server can stop."""
        self._closing.set()

    async def events(self) -> AsyncIterator[bytes]:
        """The state there is at once, then each that is shown; states that come while one is sent are told as one."""
        loop = asyncio.get_running_loop()
        bell = asyncio.Event()

        def heard(_: Snapshot) -> None:
            # A loop that has ended has nobody to tell.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(bell.set)

        end = self._desk.hear(heard)
        self._count += 1
        told = -1
        try:
            while not self._closing.is_set():
                bell.clear()
                generation = self._desk.snapshot.generation
                if generation != told:
                    told = generation
                    yield f'id: {told}\nevent: state\ndata: {{"generation":{told}}}\n\n'.encode()
                    continue
                if not await self._rung(bell):
                    yield b": still here\n\n"
        finally:
            end()
            self._count -= 1

    async def _rung(self, bell: asyncio.Event) -> bool:
        """Whether there is a new state, or the end; False when nothing came for a while."""
        waiting = [asyncio.ensure_future(bell.wait()), asyncio.ensure_future(self._closing.wait())]
        try:
            done, _ = await asyncio.wait(waiting, timeout=self._pulse, return_when=asyncio.FIRST_COMPLETED)
            return bool(done)
        finally:
            for one in waiting:
                one.cancel()
