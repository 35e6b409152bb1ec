"""Pictures and PDF files of the pages that are shown: each made once, by one thread and one process, and kept for a while (issue 8)."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final, TypeVar

from typeset.model.placed import PlacedPage
from typeset.preview.drawing_process import DrawingProcess
from typeset.preview.page_pdf import page_pdf
from typeset.preview.rasterising import COLOUR, Order
from typeset.preview.shelf import Shelf
from typeset.preview.snapshot import PageView, Snapshot
from typeset.units import PT

_PICTURES: Final = 160 << 20
_PDFS: Final = 48 << 20
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A PNG picture, and the seconds its PDF and its pixels took when they were made for it."""

    png: bytes
    pdf_seconds: float = 0.0
    raster_seconds: float = 0.0


class Printing:
    """Draws pages on request; asked on one event loop. Many requests for one picture are one."""

    def __init__(self) -> None:
        self._process = DrawingProcess()
        self._pictures: Shelf[tuple[str, int, str]] = Shelf(_PICTURES)
        self._pdfs: Shelf[str] = Shelf(_PDFS)
        self._under_way: dict[tuple[str, int, bool], asyncio.Task[Drawn]] = {}
        self._setters = ThreadPoolExecutor(1, "page-pdf")
        self._drawers = ThreadPoolExecutor(1, "drawing")

    def start(self) -> None:
        """Begin to start the drawing process, so that the first picture does not wait for it."""
        self._drawers.submit(self._process.warm)

    def close(self) -> None:
        """End the drawing process and drop what is waiting."""
        self._setters.shutdown(cancel_futures=True)
        self._drawers.shutdown(cancel_futures=True)
        self._process.close()

    async def picture(self, snapshot: Snapshot, view: PageView, dpi: int, plate: str = COLOUR) -> Drawn:
        """The picture of a page of this state, of its trim; of one plate where one is named.

        Raises:
            NotDrawnError: when it cannot be drawn.
            OSError: when one of its pictures is gone by now.
        """
        png = self._pictures.take((view.digest, dpi, plate))
        if png is not None:
            return Drawn(png)
        key = (view.digest, dpi, bool(plate))
        task = self._under_way.get(key)
        if task is None:
            task = asyncio.create_task(self._draw(snapshot, view, dpi, plates=bool(plate)))
            self._under_way[key] = task
            task.add_done_callback(lambda _: self._under_way.pop(key, None))
        # One who no longer waits must not take the picture from the others.
        drawn = await asyncio.shield(task)
        if not plate:
            return drawn
        return Drawn(self._pictures.take((view.digest, dpi, plate)) or b"")

    async def in_turn(self, work: Callable[[], _T]) -> _T:
        """Work that makes PDF files, one after the other."""
        return await asyncio.get_running_loop().run_in_executor(self._setters, work)

    async def _draw(self, snapshot: Snapshot, view: PageView, dpi: int, *, plates: bool) -> Drawn:
        begun = time.perf_counter()
        pdf = await self._pdf(snapshot, view)
        made = time.perf_counter()
        order = Order(pdf, dpi, _outside(snapshot, view.number), plates)
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(self._drawers, self._process.draw, order)
        for plate, png in found.items():
            self._pictures.put((view.digest, dpi, plate), png)
        return Drawn(found.get(COLOUR, b""), made - begun, time.perf_counter() - made)

    async def _pdf(self, snapshot: Snapshot, view: PageView) -> bytes:
        known = self._pdfs.take(view.digest)
        if known is not None or snapshot.done is None:
            return known or b""
        done = snapshot.done
        pdf = await self.in_turn(lambda: page_pdf(done, view.number))
        self._pdfs.put(view.digest, pdf)
        return pdf


def _outside(snapshot: Snapshot, number: int) -> float:
    """Points of the PDF's page outside the trim."""
    pages: tuple[PlacedPage, ...] = () if snapshot.done is None else snapshot.done.issue.pages
    return next((page.bleed + page.margin) / PT for page in pages if page.number == number)
