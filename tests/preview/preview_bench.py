"""What tests of the preview share: the small edition, a client of its application without a socket, and patience."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from starlette.applications import Starlette

from typeset.preview.app import application
from typeset.preview.desk import Desk
from typeset.preview.gate import Gate

FOLDER = "editions/starter"
ORIGIN = "http://127.0.0.1:8000"
PATIENCE = 120.0


def settled(desk: Desk) -> None:
    """Wait until what was asked of a desk is shown."""
    assert desk.settled(PATIENCE)


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
