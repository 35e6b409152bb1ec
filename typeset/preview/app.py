"""The application: routes of all parts behind the guard (issue 8)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from typeset.catalogue import finding
from typeset.preview import routes_edit, routes_page, routes_state, routes_view
from typeset.preview.answers import lang_of, refused
from typeset.preview.desk import Desk, ignored
from typeset.preview.gate import Gate
from typeset.preview.guard import Guard
from typeset.preview.listeners import Listeners
from typeset.preview.printing import Printing
from typeset.preview.workspace import Workspace


def application(desk: Desk, gate: Gate, listeners: Listeners | None = None) -> ASGIApp:
    """The preview of a desk as an ASGI application.

    It starts and ends the drawing process with itself; the desk is started and stopped by whoever made it.
    """
    printing = Printing()
    heard = listeners or Listeners(desk)
    workspace = Workspace(desk.workspace)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        printing.start()
        desk.foresee = printing.foresee
        try:
            yield
        finally:
            desk.foresee = ignored
            printing.close()

    def failed(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 404
        found = finding("nothing-here", path=request.url.path[:200])
        return refused(found, status, lang_of(request, desk.manner.lang))

    app = Starlette(
        routes=[
            *routes_page.routes(),
            *routes_state.routes(desk, printing, heard),
            *routes_view.routes(desk),
            *routes_edit.routes(desk, workspace),
        ],
        exception_handlers={HTTPException: failed},
        lifespan=lifespan,
    )
    return Guard(app, gate, desk.manner.lang)
