"""The preview as somebody at the desk sees it: a running server on a small workspace, and its page in a browser."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

ROOT = Path(__file__).parents[2]
EDITION = Path("editions/starter")
PATIENCE = 30.0
expect.set_options(timeout=PATIENCE * 1000)


@dataclass(frozen=True)
class Served:
    """A running preview and its workspace."""

    url: str
    workspace: Path
    program: subprocess.Popen[str]
    before: dict[Path, bytes] = field(default_factory=dict)

    def file(self, name: str) -> Path:
        """A file of the edition, or of the layouts."""
        return self.workspace / (Path("layouts") if name.startswith("starter") else EDITION) / name

    def change(self, name: str, old: str, new: str) -> None:
        """Change a file as an editor saves it."""
        file = self.file(name)
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")

    def add(self, name: str, text: str) -> None:
        """Add to a file."""
        file = self.file(name)
        file.write_text(file.read_text("utf-8") + text, "utf-8")

    def state(self) -> dict[str, Any]:
        """What the server tells now."""
        # Without certificates, which would be read for each of many questions.
        told: dict[str, Any] = httpx.get(
            f"{self.url}/api/state", params={"lang": "en"}, timeout=PATIENCE, verify=False
        ).json()
        return told

    def until(self, reached: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The first state of which this is true."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            state = self.state()
            if reached(state):
                return state
            time.sleep(0.05)
        raise AssertionError(f"not reached: {state}")

    def restore(self) -> None:
        """Put every file back, and wait until that is what is shown."""
        changed = [file for file, data in self.before.items() if file.read_bytes() != data]
        for file in changed:
            file.write_bytes(self.before[file])
        if changed:
            self.until(lambda state: state["error"] is None and not worse(state) and not state["building"])


def worse(state: dict[str, Any]) -> bool:
    """Whether anything is wrong with the starter, with which nothing is."""
    return any(f["severity"] != "info" for f in state["findings"]) or len(state["pages"]) != 2


@contextmanager
def served(folder: Path, *options: str, port: int = 0) -> Iterator[Served]:
    """The preview started as a desk starts it, on a copy of the starter in a folder."""
    workspace = folder / "paper"
    if not workspace.exists():
        (workspace / "layouts").mkdir(parents=True)
        for file in (ROOT / "layouts").glob("starter*.yaml"):
            shutil.copy(file, workspace / "layouts")
        shutil.copytree(ROOT / EDITION, workspace / EDITION, ignore=shutil.ignore_patterns("out"))
    before = {file: file.read_bytes() for file in workspace.rglob("*") if file.is_file()}
    command = [sys.executable, "-m", "typeset", "preview", str(workspace / EDITION), f"--port={port}"]
    program = subprocess.Popen(
        [*command, "--no-open", "--lang=zh", *options],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"VISUAL": "", "EDITOR": "", "PYTHONUNBUFFERED": "1"},
    )
    try:
        assert program.stdout is not None
        line = program.stdout.readline()
        one = Served(
            line.partition("http")[1] + line.partition("http")[2].strip().rstrip("/"),
            workspace,
            program,
            before,
        )
        one.until(lambda state: bool(state["pages"]))
        yield one
    finally:
        program.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            program.wait(10)
        program.kill()
        program.wait()


@dataclass(frozen=True)
class Sight:
    """The page in one browser, with what it complained of."""

    page: Page
    context: BrowserContext
    complaints: list[str]
    asked: list[str]

    def picture(self, number: int) -> Any:
        """The picture of a page."""
        return self.page.locator(f'.sheet[data-page="{number}"] .picture')

    def digest(self, number: int) -> str:
        """The digest of the picture that is seen of a page."""
        found = self.picture(number)
        found.locator("img").wait_for()
        return str(found.get_attribute("data-digest"))

    def shows(self, number: int, digest: str) -> None:
        """Wait until this is the picture of a page."""
        expect(self.picture(number)).to_have_attribute("data-digest", digest)


@contextmanager
def sights(browser: Browser, paper: Served) -> Iterator[Callable[..., Sight]]:
    """Opens pages, each in a browser of its own; in the end none may have complained of anything."""
    opened: list[Sight] = []

    def open_one(
        place: str = "", *, width: int = 1440, height: int = 900, lang: str = "zh", quiet: bool = True
    ) -> Sight:
        context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
        context.add_init_script(
            f"localStorage.setItem('typeset.lang', localStorage.getItem('typeset.lang') ?? '{lang}')"
        )
        page = context.new_page()
        complaints: list[str] = []
        asked: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{paper.url}/{place}")
        page.locator("html[data-ready]").wait_for(state="attached")
        sight = Sight(page, context, complaints if quiet else [], asked)
        opened.append(sight)
        return sight

    yield open_one
    for one in opened:
        complaints = [said for said in one.complaints if "404" not in said]
        with contextlib.suppress(Error):
            one.context.close()
        assert not complaints
