"""Routes of the state, of its events, and of the pages as pictures and PDF (issue 8)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from typeset.catalogue import finding
from typeset.catalogue.entry import Lang
from typeset.preview.answers import BAD_REQUEST, NOT_FOUND, UNAVAILABLE, compact, lang_of, refused
from typeset.preview.desk import Desk
from typeset.preview.drawing_process import NotDrawnError
from typeset.preview.listeners import MOST, Listeners
from typeset.preview.page_pdf import proof_pdf
from typeset.preview.printing import Drawn, Printing
from typeset.preview.rasterising import COLOUR, PLATES
from typeset.preview.snapshot import PageView, Snapshot
from typeset.preview.state_data import state_data

LEAST_DPI: Final = 18
MOST_DPI: Final = 400
MOST_PIXELS: Final = 60_000_000
"""Of one picture: a broadsheet page at 400 dpi has 52 million."""

_MM_PER_INCH: Final = 25.4
_FOREVER: Final = "private, max-age=31536000, immutable"


def routes(desk: Desk, printing: Printing, listeners: Listeners) -> list[BaseRoute]:
    """The routes of the state."""
    routed = _Routes(desk, printing, listeners)
    return [
        Route("/api/state", routed.state),
        Route("/api/events", routed.events),
        Route("/api/pages/{number:int}/picture", routed.picture),
        Route("/api/pages/{number:int}.pdf", routed.page_pdf),
        Route("/api/edition.pdf", routed.edition_pdf),
    ]


class _Routes:
    def __init__(self, desk: Desk, printing: Printing, listeners: Listeners) -> None:
        self._desk = desk
        self._printing = printing
        self._listeners = listeners
        self._last: dict[Lang, tuple[Snapshot, bytes]] = {}
        self._telling = threading.Lock()

    def state(self, request: Request) -> Response:
        """The newest state in full."""
        lang = lang_of(request, self._desk.manner.lang)
        snapshot, text = self._told(lang)
        spent = ", ".join(f"{stage};dur={seconds * 1000:.1f}" for stage, seconds in snapshot.spent)
        headers = {"Server-Timing": spent} if spent else None
        return Response(text, headers=headers, media_type="application/json")

    def _told(self, lang: Lang) -> tuple[Snapshot, bytes]:
        """The newest state and its JSON, which is made once for all who ask."""
        snapshot = self._desk.snapshot
        with self._telling:
            if any(known is not snapshot for known, _ in self._last.values()):
                # An old state in another language would keep all of its pages.
                self._last.clear()
            if lang not in self._last:
                slug = self._desk.folder.rpartition("/")[2]
                data = state_data(snapshot, slug, lang, read_only=self._desk.manner.read_only)
                self._last[lang] = (snapshot, compact(data).encode())
            return self._last[lang]

    async def events(self, request: Request) -> Response:
        """A stream that tells of every state."""
        if self._listeners.full:
            lang = lang_of(request, self._desk.manner.lang)
            return refused(finding("too-many-listeners", limit=MOST), UNAVAILABLE, lang)
        return StreamingResponse(self._listeners.events(), media_type="text/event-stream")

    async def picture(self, request: Request) -> Response:
        """A page as PNG, or one plate of it."""
        lang = lang_of(request, self._desk.manner.lang)
        snapshot = self._desk.snapshot
        number: int = request.path_params["number"]
        view, ready = snapshot.page(number), snapshot.ready_page(number)
        if view is None or ready is None:
            return refused(finding("page-not-shown", page=number), NOT_FOUND, lang)
        dpi, plate, wrong = _asked(request, view)
        if wrong:
            found = finding("picture-asked-wrong", what=wrong, least=LEAST_DPI, most=MOST_DPI)
            return refused(found, BAD_REQUEST, lang)
        if request.query_params.get("digest", view.digest) != view.digest:
            return refused(finding("page-is-newer", page=number), NOT_FOUND, lang)
        try:
            drawn = await self._printing.picture(ready, dpi, plate)
        except (NotDrawnError, OSError) as error:
            return refused(finding("page-not-drawn", page=number, why=str(error)), UNAVAILABLE, lang)
        kept = _FOREVER if "digest" in request.query_params else "no-store"
        headers = {"Cache-Control": kept, "Server-Timing": _timing(drawn)}
        return Response(drawn.png, headers=headers, media_type="image/png")

    async def page_pdf(self, request: Request) -> Response:
        """The proof of one page."""
        return await self._proof(request, request.path_params["number"])

    async def edition_pdf(self, request: Request) -> Response:
        """The proof of all pages."""
        return await self._proof(request, None)

    async def _proof(self, request: Request, number: int | None) -> Response:
        lang = lang_of(request, self._desk.manner.lang)
        snapshot = self._desk.snapshot
        done = snapshot.done
        view = snapshot.page(number) if number is not None else None
        if done is None or (number is not None and view is None):
            return refused(finding("page-not-shown", page=number or 1), NOT_FOUND, lang)
        make: Callable[[], bytes] = lambda: proof_pdf(done, number)  # noqa: E731
        try:
            pdf = await self._printing.in_turn(make)
        except OSError as error:
            return refused(finding("page-not-drawn", page=number or 1, why=str(error)), UNAVAILABLE, lang)
        name = done.loaded.edition.slug + (f"-{view.label}" if view is not None else "")
        plain = name if name.isascii() and name.replace("-", "").isalnum() else "proof"
        headers = {"Content-Disposition": f'inline; filename="{plain}.pdf"', "Cache-Control": "no-store"}
        return Response(pdf, headers=headers, media_type="application/pdf")


def _asked(request: Request, view: PageView) -> tuple[int, str, str]:
    """The dpi and the plate a picture is asked for with, and what is wrong with them, "" for nothing."""
    asked, plate = request.query_params.get("dpi", "96"), request.query_params.get("plate", COLOUR)
    if not (asked.isascii() and asked.isdigit() and LEAST_DPI <= int(asked[:6]) <= MOST_DPI):
        return 0, plate, f"dpi={asked[:20]}"
    if plate not in {COLOUR, *PLATES}:
        return 0, plate, f"plate={plate[:20]}"
    dpi = int(asked)
    pixels = view.width_mm * view.height_mm * (dpi / _MM_PER_INCH) ** 2
    return dpi, plate, f"dpi={dpi}" if pixels > MOST_PIXELS else ""


def _timing(drawn: Drawn) -> str:
    return f"pdf;dur={drawn.pdf_seconds * 1000:.1f}, raster;dur={drawn.raster_seconds * 1000:.1f}"
