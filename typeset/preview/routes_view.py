"""Routes of layers, stories, search, and of opening a source file (issue 8)."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from typeset.catalogue import finding, message
from typeset.catalogue.entry import Lang
from typeset.findings import TypesetError
from typeset.preview.answers import BAD_REQUEST, FORBIDDEN, NOT_FOUND, answer, lang_of, refused
from typeset.preview.desk import Desk
from typeset.preview.editors import command, editor_of, start
from typeset.preview.panel import margin_told, opener, story_panel
from typeset.preview.seen import Looking
from typeset.preview.workspace import Workspace
from typeset.read.disk import DiskSources
from typeset.report.json_value import Json
from typeset.source import Span

# The page's own words where a machine has no Chinese face of its own.
_FACES: Final = frozenset({"Hei.otf", "Cuhei.otf"})
_A_DAY: Final = "private, max-age=86400"


def routes(
    desk: Desk, environment: Mapping[str, str] = os.environ, begin: Callable[[Sequence[str]], bool] = start
) -> list[BaseRoute]:
    """The routes of the view; ``begin`` starts the editor that ``environment`` names."""
    routed = _Routes(desk, environment, begin)
    return [
        Route("/api/pages/{number:int}/layers", routed.layers),
        Route("/api/stories/{story}", routed.story),
        Route("/api/stories/{story}/margin", routed.margin),
        Route("/api/search", routed.search),
        Route("/api/open", routed.open, methods=["POST"]),
        Route("/fonts/{name}", routed.face),
    ]


class _Routes:
    def __init__(
        self, desk: Desk, environment: Mapping[str, str], begin: Callable[[Sequence[str]], bool]
    ) -> None:
        self._desk = desk
        self._environment = environment
        self._begin = begin
        self._looking = Looking(desk)
        self._workspace = Workspace(desk.workspace)
        self._turn = asyncio.Lock()

    def layers(self, request: Request) -> Response:
        """All that lies over a page."""
        lang = self._lang(request)
        number: int = request.path_params["number"]
        seen = self._looking.now()
        found = None if seen is None else seen.layers(number, lang)
        if found is None:
            return refused(finding("page-not-shown", page=number), NOT_FOUND, lang)
        return answer(found)

    def story(self, request: Request) -> Response:
        """All that is known of a story."""
        lang, seen = self._lang(request), self._looking.now()
        slug: str = request.path_params["story"]
        at_hand = self._desk.manner.local and not self._desk.manner.read_only
        found = None if seen is None else story_panel(seen.done, seen.outcome, slug, lang, local=at_hand)
        return self._no_story(slug, lang) if found is None else answer(found)

    async def margin(self, request: Request) -> Response:
        """The late-change margin of a story. It takes seconds, so they are worked out one after the other."""
        lang = self._lang(request)
        slug: str = request.path_params["story"]
        async with self._turn:
            seen = self._looking.now()
            if seen is None or slug not in seen.done.issue.edition.stories:
                return self._no_story(slug, lang)
            found = await run_in_threadpool(seen.margin, slug)
        return answer({"id": slug, "margin": None} if found is None else margin_told(found, seen.outcome))

    def search(self, request: Request) -> Response:
        """Where a text stands in the issue."""
        seen = self._looking.now()
        asked = request.query_params.get("q", "")
        return answer({"hits": [], "more": False} if seen is None else seen.index.hits(asked))

    async def open(self, request: Request) -> Response:
        """Open a file of the workspace at a line, in the editor of whoever runs the server."""
        lang = self._lang(request)
        asked = _object(await request.body())
        file, line = asked.get("path"), asked.get("line", 1)
        if not isinstance(file, str) or not isinstance(line, int) or isinstance(line, bool) or line < 1:
            return refused(finding("not-json", what='{"path": "…", "line": 1}'), BAD_REQUEST, lang)
        manner = self._desk.manner
        if manner.read_only or not manner.local:
            return refused(finding("no-editor"), FORBIDDEN, lang)
        try:
            path = self._workspace.existing(file)
        except TypesetError as error:
            return refused(error.findings[0], NOT_FOUND, lang)
        editor = editor_of(self._environment)
        if editor and self._begin(command(editor, path, line)):
            return answer({"opened": True})
        told: dict[str, Json] = {"error": message(finding("no-editor"), lang), "code": "no-editor"}
        return answer(told | opener(self._desk.workspace, Span(file, line)), NOT_FOUND)

    def face(self, request: Request) -> Response:
        """One of the faces of the package, for words of the page."""
        name: str = request.path_params["name"]
        if name not in _FACES:
            found = finding("nothing-here", path=request.url.path[:200])
            return refused(found, NOT_FOUND, self._lang(request))
        data = DiskSources(self._desk.workspace).read_bytes(f"@bundled/fonts/{name}")
        return Response(data, headers={"Cache-Control": _A_DAY}, media_type="font/otf")

    def _lang(self, request: Request) -> Lang:
        return lang_of(request, self._desk.manner.lang)

    def _no_story(self, slug: str, lang: Lang) -> Response:
        return refused(finding("story-not-shown", story=slug[:100]), NOT_FOUND, lang)


def _object(body: bytes) -> dict[str, Any]:
    """A JSON object; an empty one for anything else."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}
