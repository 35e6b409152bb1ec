"""A preview of a small workspace: its desk, and a client that asks its application without a socket."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from typeset.catalogue.entry import Lang
from typeset.preview.app import application
from typeset.preview.desk import Desk, Manner
from typeset.preview.gate import Gate

FOLDER = "editions/starter"
ORIGIN = "http://127.0.0.1:8000"
PATIENCE = 120.0


def settled(desk: Desk) -> None:
    """Wait until what was asked of a desk is shown."""
    assert desk.settled(PATIENCE)


@pytest.fixture
def desk(starter: Path) -> Iterator[Desk]:
    """The desk of the starter, a copy of which may be changed; its first state is shown."""
    one = Desk(starter, FOLDER, Manner(lang=Lang.EN))
    one.start()
    settled(one)
    yield one
    one.stop()


@asynccontextmanager
async def client_of(desk: Desk, gate: Gate | None = None) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the application of a desk, which is started and ended round it."""
    app = application(desk, gate or Gate())
    inner: Starlette = app.app  # type: ignore[assignment]
    transport = httpx.ASGITransport(app, client=("127.0.0.1", 1))
    async with (
        inner.router.lifespan_context(inner),
        httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers={"Origin": ORIGIN}) as client,
    ):
        yield client


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
