"""The application: routes of all parts behind the guard (issue 8)."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from typeset.catalogue import finding
from typeset.catalogue.entry import Lang
from typeset.preview import routes_edit, routes_page, routes_state, routes_view
from typeset.preview.answers import NOT_FOUND, lang_of, refused
from typeset.preview.desk import Desk, ignored
from typeset.preview.gate import Gate
from typeset.preview.guard import Guard
from typeset.preview.listeners import Listeners
from typeset.preview.printing import Printing
from typeset.preview.workspace import Workspace

Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]


def application(desk: Desk, gate: Gate, listeners: Listeners | None = None) -> Guard:
    """The preview of a desk as an ASGI application.

    It starts and ends the drawing process with itself; the desk is started and stopped by whoever made it.
    """
    printing = Printing()

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        printing.start()
        desk.foresee = printing.foresee
        try:
            yield
        finally:
            desk.foresee = ignored
            printing.close()

    routes = [
        *routes_page.routes(),
        *routes_state.routes(desk, printing, listeners or Listeners(desk)),
        *routes_view.routes(desk),
        *routes_edit.routes(desk, Workspace(desk.workspace)),
    ]
    return guarded(routes, gate, desk.manner.lang, lifespan)


def guarded(routes: Sequence[BaseRoute], gate: Gate, lang: Lang, lifespan: Lifespan | None = None) -> Guard:
    """Routes behind the guard; it answers what they raise, and what is not found is said in JSON."""

    def failed(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else NOT_FOUND
        found = finding("nothing-here", path=request.url.path[:200])
        return refused(found, status, lang_of(request, lang))

    app = _Unanswering(routes=routes, lifespan=lifespan)
    app.add_exception_handler(HTTPException, failed)
    return Guard(app, gate, lang)


class _Unanswering(Starlette):
    """An application that lets what is raised through, where the usual one answers it in plain text first."""

    def build_middleware_stack(self) -> ASGIApp:
        return ExceptionMiddleware(self.router, handlers=self.exception_handlers)
