"""Pictures and PDF files of the pages that are shown: each made once, by one thread and one process, and kept for a while (issue 8)."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Final, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from typeset.preview.drawing_process import DrawingProcess
from typeset.preview.page_pdf import ReadyPage
from typeset.preview.rasterising import COLOUR, Order
from typeset.preview.shelf import Shelf
from typeset.render.pdf import StandingContents

_PICTURES: Final = 96 << 20
_PDFS: Final = 32 << 20
_TIMES: Final = 256
_T = TypeVar("_T")


class Drawn(Struct, frozen=True):
    """A PNG picture, and the seconds its PDF and its pixels took when they were made; ``plates`` are all that were made."""

    png: bytes
    pdf_seconds: float = 0.0
    raster_seconds: float = 0.0
    plates: Mapping[str, bytes] = field(default_factory=dict)


class Printing:
    """Draws pages on request; asked on one event loop. Many requests for one picture are one."""

    def __init__(self) -> None:
        self._process = DrawingProcess()
        self._pictures: Shelf[tuple[str, int, str]] = Shelf(_PICTURES)
        self._pdfs: Shelf[str] = Shelf(_PDFS)
        self._under_way: dict[tuple[str, int, bool], asyncio.Task[Drawn]] = {}
        self._looked_at: dict[int, tuple[int, str]] = {}
        self._spent: dict[tuple[str, int, bool], tuple[float, float]] = {}
        # What was drawn of each page last; the one thread that makes PDF files uses it.
        self._standing: defaultdict[int, StandingContents] = defaultdict(StandingContents)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._setters = ThreadPoolExecutor(1, "page-pdf")
        self._drawers = ThreadPoolExecutor(1, "drawing")

    def start(self) -> None:
        """Begin to start the drawing process, so that the first picture does not wait for it; called on the event loop."""
        self._loop = asyncio.get_running_loop()
        self._drawers.submit(self._process.warm)

    def close(self) -> None:
        """End the drawing process and drop what is waiting."""
        self._loop = None
        self._process.close()
        self._setters.shutdown(cancel_futures=True)
        self._drawers.shutdown(cancel_futures=True)

    async def picture(self, page: ReadyPage, dpi: int, plate: str = COLOUR) -> Drawn:
        """The picture of the trim of a page; of one plate where one is named.

        Raises:
            NotDrawnError: when it cannot be drawn.
            OSError: when one of its pictures is gone by now.
        """
        self._looked_at[page.number] = dpi, plate
        png = self._pictures.take((page.digest, dpi, plate))
        if png is not None:
            return Drawn(png, *self._spent.get((page.digest, dpi, bool(plate)), (0.0, 0.0)))
        # One who no longer waits must not take the picture from the others.
        drawn = await asyncio.shield(self._task(page, dpi, plates=bool(plate)))
        return drawn if not plate else replace(drawn, png=drawn.plates[plate])

    def foresee(self, pages: tuple[ReadyPage, ...]) -> None:
        """Draw changed pages as they were looked at last: they will be asked for as soon as they are shown. Called in any thread."""
        loop = self._loop
        if loop is not None:
            # A loop that has ended draws nothing.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(self._foreseen, pages)

    async def in_turn(self, work: Callable[[], _T]) -> _T:
        """Work that makes PDF files, one after the other."""
        return await asyncio.get_running_loop().run_in_executor(self._setters, work)

    def _foreseen(self, pages: tuple[ReadyPage, ...]) -> None:
        for page in pages:
            if page.number in self._looked_at:
                dpi, plate = self._looked_at[page.number]
                self._task(page, dpi, plates=bool(plate))

    def _task(self, page: ReadyPage, dpi: int, *, plates: bool) -> asyncio.Task[Drawn]:
        key = (page.digest, dpi, plates)
        task = self._under_way.get(key)
        if task is None:
            task = asyncio.create_task(self._draw(page, dpi, plates=plates))
            self._under_way[key] = task
            task.add_done_callback(lambda done: self._done(key, done))
        return task

    def _done(self, key: tuple[str, int, bool], task: asyncio.Task[Drawn]) -> None:
        del self._under_way[key]
        # Whoever waits for it hears of it; where nobody does, it is told when the page is asked for.
        if not task.cancelled():
            task.exception()

    async def _draw(self, page: ReadyPage, dpi: int, *, plates: bool) -> Drawn:
        begun = time.perf_counter()
        pdf = self._pdfs.take(page.digest)
        if pdf is None:
            pdf = await self.in_turn(lambda: page.pdf(self._standing[page.number]))
            self._pdfs.put(page.digest, pdf)
        made = time.perf_counter()
        order = Order(pdf, dpi, page.outside, plates)
        found = await asyncio.get_running_loop().run_in_executor(self._drawers, self._process.draw, order)
        for plate, png in found.items():
            self._pictures.put((page.digest, dpi, plate), png)
        spent = made - begun, time.perf_counter() - made
        if len(self._spent) >= _TIMES:
            self._spent.clear()
        self._spent[page.digest, dpi, plates] = spent
        return Drawn(found.get(COLOUR, b""), *spent, found)
