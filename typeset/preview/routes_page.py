"""The page itself and what it is made of (issue 8)."""

from __future__ import annotations

import secrets
from hashlib import blake2b
from pathlib import Path
from typing import Final

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from typeset.preview.headers import CSP, content_policy

STATIC: Final = Path(__file__).parent / "static"
_NOT_MODIFIED: Final = 304
_HEAD_ENDS: Final = "</head>"
_TYPES: Final = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".html": "text/html",
    ".txt": "text/plain",
}


def routes() -> list[BaseRoute]:
    """The routes of the page."""
    files = {
        f"/static/{file.relative_to(STATIC).as_posix()}": file
        for file in STATIC.rglob("*")
        if file.suffix in _TYPES
    }
    parts = (Route(path, _Part(file), methods=["GET"]) for path, file in files.items())
    return [Route("/", page), *parts]


class _Part:
    """A file of the page, as it is now; who has it already is told so.

    There are half a hundred of them, and a page is there when the last one is: each is read and answered at once, without
    a thread being asked to.
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        data = self._file.read_bytes()
        known = f'"{blake2b(data, digest_size=12).hexdigest()}"'
        headers = {"ETag": known}
        answer = (
            Response(status_code=_NOT_MODIFIED, headers=headers)
            if known in Headers(scope=scope).get("if-none-match", "")
            else Response(data, headers=headers, media_type=_TYPES[self._file.suffix])
        )
        await answer(scope, receive, send)


def page(request: Request) -> Response:
    """The page; its editor may add styles under a word that is new each time."""
    del request
    nonce = secrets.token_urlsafe(16)
    meta = f'<meta name="csp-nonce" content="{nonce}">'
    text = (STATIC / "index.html").read_text(encoding="utf-8").replace(_HEAD_ENDS, meta + _HEAD_ENDS)
    headers = {CSP: content_policy(nonce), "Cache-Control": "no-store"}
    return Response(text, headers=headers, media_type="text/html")
