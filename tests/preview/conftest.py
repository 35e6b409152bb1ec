"""A preview of a small workspace: its desk, and what asks its application."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from preview_bench import FOLDER, client_of, settled

from typeset.catalogue.entry import Lang
from typeset.preview.desk import Desk, Manner
from typeset.preview.gate import Gate


@pytest.fixture
def desk(starter: Path) -> Iterator[Desk]:
    """The desk of the starter, a copy of which may be changed; its first state is shown."""
    one = Desk(starter, FOLDER, Manner(lang=Lang.EN))
    one.start()
    settled(one)
    yield one
    one.stop()


Asked = Callable[..., httpx.Response]


@pytest.fixture
def ask(desk: Desk) -> Asked:
    """Asks once: ``ask("GET", "/api/state")``; further arguments are those of httpx."""

    def one(method: str, path: str, *, gate: Gate | None = None, **more: object) -> httpx.Response:
        async def asked() -> httpx.Response:
            async with client_of(desk, gate) as client:
                return await client.request(method, path, **more)  # type: ignore[arg-type]

        return asyncio.run(asked())

    return one
