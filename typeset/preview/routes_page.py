"""The page itself and what it is made of (issue 8)."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from typeset.preview.headers import CSP, content_policy

STATIC: Final = Path(__file__).parent / "static"
_HEAD_ENDS: Final = "</head>"


def routes() -> list[BaseRoute]:
    """The routes of the page."""
    return [Route("/", page), Mount("/static", StaticFiles(directory=STATIC))]


def page(request: Request) -> Response:
    """The page; its editor may add styles under a word that is new each time."""
    del request
    nonce = secrets.token_urlsafe(16)
    meta = f'<meta name="csp-nonce" content="{nonce}">'
    text = (STATIC / "index.html").read_text(encoding="utf-8").replace(_HEAD_ENDS, meta + _HEAD_ENDS)
    headers = {CSP: content_policy(nonce), "Cache-Control": "no-store"}
    return Response(text, headers=headers, media_type="text/html")
