"""Stands before the application: serves those it should, only so much and for so long, and answers where a request fails (issue 8)."""

from __future__ import annotations

import asyncio
import logging
from typing import Final
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from typeset.catalogue import finding
from typeset.catalogue.entry import Lang
from typeset.findings import Finding
from typeset.preview.answers import (
    FAILED,
    FORBIDDEN,
    MISDIRECTED,
    SEE_OTHER,
    TOO_LARGE,
    UNAUTHORIZED,
    UNAVAILABLE,
    WRONG_TYPE,
    refused,
)
from typeset.preview.failure import failure
from typeset.preview.gate import READING, Gate, cookie_of, foreign_origin, is_json
from typeset.preview.headers import USUAL

EVENTS: Final = "/api/events"
"""The path whose answer never ends: it has no time limit."""

_LOGGER: Final = logging.getLogger(__name__)
_SHOWN: Final = 200


class _TooLargeError(Exception):
    """The body is larger than is taken."""


class Guard:
    """Serves ``app`` as far as ``gate`` allows; refusals are worded in the language asked for, else in ``lang``."""

    def __init__(self, app: ASGIApp, gate: Gate, lang: Lang) -> None:
        self.app = app
        self._gate = gate
        self._lang = lang

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await self._serve(scope, receive, _Sending(send))
        else:
            await send({"type": "websocket.close"})

    async def _serve(self, scope: Scope, receive: Receive, sending: _Sending) -> None:
        query = parse_qs(scope["query_string"].decode("latin-1"))
        lang = {one.value: one for one in Lang}.get(query.get("lang", [""])[0], self._lang)
        answer = self._refusal(scope, lang)
        if answer is None and self._gate.token:
            answer = self._admission(scope, query.get("token", [""])[0], lang)
        if answer is None:
            answer = await self._failure(scope, receive, sending, lang)
        if answer is not None and not sending.begun:
            await answer(scope, receive, sending)

    def _refusal(self, scope: Scope, lang: Lang) -> Response | None:
        """Why a request is not served whoever sends it; None when it may be."""
        headers, method = Headers(scope=scope), scope["method"]
        host = headers.get("host", "")
        if len(headers.getlist("host")) != 1 or not self._gate.serves(host):
            return refused(finding("foreign-host", host=host[:_SHOWN]), MISDIRECTED, lang)
        origin = foreign_origin(method, headers, host)
        if origin is not None:
            return refused(finding("foreign-origin", origin=origin[:_SHOWN]), FORBIDDEN, lang)
        if method not in READING and not is_json(headers):
            what = headers.get("content-type", "—")[:_SHOWN]
            return refused(finding("not-json", what=what), WRONG_TYPE, lang)
        length = headers.get("content-length", "0")
        if not length.isdigit() or len(length) > len(str(1 << 62)) or int(length) > self._gate.most_bytes:
            return refused(self._too_large(), TOO_LARGE, lang)
        return None

    def _admission(self, scope: Scope, token: str, lang: Lang) -> Response | None:
        """What one gets who has not shown the token before; None for one who has."""
        # Cookies do not tell ports apart: another preview on this machine has one of its own.
        name = f"typeset-preview-{(scope.get('server') or ('', 0))[1]}"
        if token and scope["method"] in READING and self._gate.knows(token):
            answer = RedirectResponse(scope["path"], SEE_OTHER, {"Cache-Control": "no-store"})
            answer.set_cookie(name, self._gate.token, httponly=True, samesite="strict")
            return answer
        if self._gate.knows(cookie_of(Headers(scope=scope), name)):
            return None
        return refused(finding("token-missing"), UNAUTHORIZED, lang)

    async def _failure(
        self, scope: Scope, receive: Receive, sending: _Sending, lang: Lang
    ) -> Response | None:
        """Let the application serve; what is to be answered where it could not."""
        seconds = None if scope["path"] == EVENTS else self._gate.seconds
        try:
            async with asyncio.timeout(seconds):
                await self.app(scope, _Counted(receive, self._gate.most_bytes), sending)
        except _TooLargeError:
            return refused(self._too_large(), TOO_LARGE, lang)
        except TimeoutError:
            return refused(finding("request-too-slow", seconds=f"{self._gate.seconds:g}"), UNAVAILABLE, lang)
        except Exception as error:
            # The last resort of a request: it is answered, the log tells of it, and the server goes on.
            _LOGGER.exception("%s %s", scope["method"], scope["path"])
            return refused(failure(error), FAILED, lang)
        return None

    def _too_large(self) -> Finding:
        return finding("request-too-large", limit=self._gate.most_bytes >> 10)


class _Counted:
    """Receives the body of a request, up to so many bytes."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive = receive
        self._left = most

    async def __call__(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise _TooLargeError
        return message


class _Sending:
    """Sends an answer with the headers every answer has; knows whether one was begun."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            headers = MutableHeaders(scope=message)
            for name, value in USUAL.items():
                headers.setdefault(name, value)
        await self._send(message)
