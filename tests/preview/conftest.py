"""A preview of a small workspace: its desk, and what asks its application."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from browsing import Served, Sight, served, sights
from playwright.sync_api import Browser, sync_playwright
from preview_bench import FOLDER, client_of, settled

from typeset.catalogue.entry import Lang
from typeset.preview.desk import Desk, Manner
from typeset.preview.gate import Gate


@pytest.fixture
def desk(starter: Path) -> Iterator[Desk]:
    """The desk of the starter, a copy of which may be changed; its first state is shown."""
    one = Desk(starter, FOLDER, Manner(lang=Lang.EN))
    one.start()
    settled(one)
    yield one
    one.stop()


Asked = Callable[..., httpx.Response]


@pytest.fixture
def ask(desk: Desk) -> Asked:
    """Asks once: ``ask("GET", "/api/state")``; further arguments are those of httpx."""

    def one(method: str, path: str, *, gate: Gate | None = None, **more: object) -> httpx.Response:
        async def asked() -> httpx.Response:
            async with client_of(desk, gate) as client:
                return await client.request(method, path, **more)  # type: ignore[arg-type]

        return asyncio.run(asked())

    return one


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, driven from here; skipped where there is none, a failure in CI."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        reason = "no chromium is installed, which the tests of the page in a browser drive"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def served_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A really running preview of a copy of the starter, for all tests of this process."""
    with served(tmp_path_factory.mktemp("served")) as one:
        yield one


@pytest.fixture
def paper(served_once: Served) -> Iterator[Served]:
    """The running preview; what a test changes in its workspace is put back after it."""
    yield served_once
    served_once.restore()


@pytest.fixture
def sight(browser: Browser, paper: Served) -> Iterator[Callable[..., Sight]]:
    """Opens the page of the running preview: ``sight("#view=page&page=2", width=1024)``."""
    with sights(browser, paper) as opened:
        yield opened
