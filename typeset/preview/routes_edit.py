"""Routes of reading and saving files, of their schemas, and of moving frames and placing stories (issue 8).

A refusal is ``{error, code, findings}``; where a file is another version by now it has that too: ``{path, text, version, undo}``, status 409.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from typeset.catalogue import finding, hints, message
from typeset.catalogue.entry import Lang
from typeset.findings import TypesetError
from typeset.preview.answers import (
    BAD_REQUEST,
    CONFLICT,
    FAILED,
    FORBIDDEN,
    NOT_FOUND,
    TOO_LARGE,
    UNPROCESSABLE,
    answer,
    lang_of,
    refused,
)
from typeset.preview.desk import Desk
from typeset.preview.editing import Editing, Placing, Saved
from typeset.preview.sources import ChangedOnDiskError, Opened
from typeset.preview.standing import Stand
from typeset.preview.workspace import Workspace
from typeset.read.schema import KINDS, json_schema
from typeset.report.json_report import finding_as_data
from typeset.report.json_value import Json

_STATUS: Final = {
    "file-not-of-edition": NOT_FOUND,
    "page-not-there": NOT_FOUND,
    "unknown-frame": NOT_FOUND,
    "file-too-large": TOO_LARGE,
    "request-unlike": BAD_REQUEST,
    "file-not-saved": FAILED,
}
_PAIR: Final = 2


def routes(desk: Desk, workspace: Workspace) -> list[BaseRoute]:
    """The routes of editing."""
    routed = _Routes(desk, Editing(workspace.root, desk.folder, lambda: desk.snapshot))
    return [
        Route("/api/files", routed.listed),
        Route("/api/files/{path:path}/undo", routed.undo, methods=["POST"]),
        Route("/api/files/{path:path}", routed.open, methods=["GET"]),
        Route("/api/files/{path:path}", routed.save, methods=["PUT"]),
        Route("/api/schemas/{name}", routed.schema),
        Route("/api/pages/{number:int}/handles", routed.handles),
        Route("/api/frames/move", routed.move, methods=["POST"]),
        Route("/api/frames/place", routed.place, methods=["POST"]),
        Route("/api/frames/take", routed.take, methods=["POST"]),
    ]


class _Routes:
    def __init__(self, desk: Desk, editing: Editing) -> None:
        self._desk = desk
        self._editing = editing

    async def listed(self, request: Request) -> Response:
        """The files that can be edited."""
        return await self._answered(request, self._editing.listed)

    async def open(self, request: Request) -> Response:
        """A file with its version."""
        return await self._answered(
            request, lambda: _file(self._editing.files.open(request.path_params["path"]))
        )

    async def save(self, request: Request) -> Response:
        """A text put in place of a version of a file: ``{text, version}``."""

        def save(body: _Body) -> Json:
            path = request.path_params["path"]
            return _saved(Saved(self._editing.files.save(path, body.text("text"), body.text("version"))))

        return await self._changed(request, save)

    async def undo(self, request: Request) -> Response:
        """The last save of a file taken back: ``{version}``."""
        return await self._changed(
            request,
            lambda body: _file(self._editing.files.undo(request.path_params["path"], body.text("version"))),
        )

    def schema(self, request: Request) -> Response:
        """The JSON Schema of a kind of file."""
        name: str = request.path_params["name"]
        if name not in KINDS:
            return refused(
                finding("nothing-here", path=request.url.path[:200]), NOT_FOUND, self._lang(request)
            )
        return answer(json_schema(name))

    async def handles(self, request: Request) -> Response:
        """What can be taken hold of on a page."""
        number: int = request.path_params["number"]
        return await self._answered(request, lambda: self._editing.handles(number, self._lang(request)))

    async def move(self, request: Request) -> Response:
        """A frame put elsewhere: ``{page, frame, columns, rows, version}``."""

        def move(body: _Body) -> Json:
            wanted = Stand(body.pair("columns"), body.pair("rows"))
            return _saved(
                self._editing.move(body.number("page"), body.text("frame"), wanted, body.text("version"))
            )

        return await self._changed(request, move)

    async def place(self, request: Request) -> Response:
        """A story that waits put in a frame: ``{page, frame, story, version}``."""
        return await self._changed(
            request, lambda body: _saved(self._editing.place(body.placing(), body.text("version")))
        )

    async def take(self, request: Request) -> Response:
        """A story taken out of its frame: ``{page, frame, story, version}``."""
        return await self._changed(
            request, lambda body: _saved(self._editing.take(body.placing(), body.text("version")))
        )

    def _lang(self, request: Request) -> Lang:
        return lang_of(request, self._desk.manner.lang)

    async def _changed(self, request: Request, change: Callable[[_Body], Json]) -> Response:
        """Make a change with the body of a request."""
        lang = self._lang(request)
        if self._desk.manner.read_only:
            return refused(finding("preview-read-only"), FORBIDDEN, lang)
        data = await request.body()
        return await self._answered(request, lambda: change(_Body(data)))

    async def _answered(self, request: Request, ask: Callable[[], Json]) -> Response:
        """What is answered, or why not, or what is on disk in its place; asked in a thread, as it waits for the disk."""
        lang = self._lang(request)
        try:
            return answer(await run_in_threadpool(ask))
        except ChangedOnDiskError as changed:
            told = finding("changed-on-disk")
            return answer({"error": message(told, lang), "code": told.code, **_file(changed.now)}, CONFLICT)
        except TypesetError as error:
            return _refused(error, lang)


class _Body:
    """The JSON of a request; what is asked for and is not there, or is another thing, is refused."""

    def __init__(self, data: bytes) -> None:
        try:
            read: Any = json.loads(data)
        except (ValueError, RecursionError):
            raise _unlike("JSON") from None
        if not isinstance(read, dict):
            raise _unlike("{ }")
        self._read: dict[str, Any] = read

    def text(self, key: str) -> str:
        """A text."""
        value = self._read.get(key)
        if not isinstance(value, str):
            raise _unlike(key)
        return value

    def number(self, key: str) -> int:
        """A whole number."""
        value = self._read.get(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise _unlike(key)
        return value

    def pair(self, key: str) -> tuple[int, int]:
        """Two whole numbers."""
        value = self._read.get(key)
        whole = isinstance(value, list) and all(
            isinstance(one, int) and not isinstance(one, bool) for one in value
        )
        if not isinstance(value, list) or not whole or len(value) != _PAIR:
            raise _unlike(key)
        return value[0], value[1]

    def placing(self) -> Placing:
        """A story and its frame."""
        return Placing(self.number("page"), self.text("frame"), self.text("story"))


def _unlike(problem: str) -> TypesetError:
    return TypesetError((finding("request-unlike", problem=problem),))


def _refused(error: TypesetError, lang: Lang) -> Response:
    first = error.findings[0]
    told: dict[str, Json] = {
        "error": " ".join((message(first, lang), *hints(first, lang)[:1])),
        "code": first.code,
        "findings": [finding_as_data(f, lang) for f in error.findings],
    }
    return answer(told, _STATUS.get(first.code, UNPROCESSABLE))


def _file(opened: Opened) -> dict[str, Json]:
    return {"path": opened.file, "text": opened.text, "version": opened.version, "undo": opened.undo}


def _saved(saved: Saved) -> Json:
    opened = saved.opened
    return {"path": opened.file, "version": opened.version, "undo": opened.undo, "pages": [*saved.pages]}
