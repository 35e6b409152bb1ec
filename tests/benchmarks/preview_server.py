"""A preview in a process of its own on a copy of a sample edition, and a client that asks it; for the benchmarks of the preview."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPResponse
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SLUG = "2026-11-22"
_URL = re.compile(r"http://[^\s]+")


@dataclass(frozen=True, slots=True)
class Server:
    """A running preview: its address, its process, and the folder of its edition."""

    url: str
    process: subprocess.Popen[str]
    edition: Path

    def get(self, path: str) -> tuple[bytes, dict[str, float]]:
        """The body of an answer, and the milliseconds its ``Server-Timing`` tells."""
        with urllib.request.urlopen(self.url + path.removeprefix("/")) as answer:
            return answer.read(), timing(answer.headers.get("Server-Timing", ""))

    def state(self) -> dict[str, Any]:
        """The newest state."""
        return json.loads(self.get("api/state")[0])

    def events(self) -> HTTPResponse:
        """The stream of events, to be read line by line and closed."""
        return urllib.request.urlopen(self.url + "api/events")

    def processes(self) -> list[int]:
        """The ids of the server and of the processes it started."""
        # A process is listed as a child of the thread that started it.
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return [self.process.pid, *(int(pid) for task in tasks for pid in task.read_text().split())]

    def handles(self) -> int:
        """The files and sockets the server itself has open."""
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))  # noqa: PTH208 - only how many

    def memory(self) -> list[int]:
        """KiB of memory in use by the server and by each process it started."""
        found = (Path(f"/proc/{pid}/status").read_text() for pid in self.processes())
        return [int(re.search(r"VmRSS:\s+(\d+)", text)[1]) for text in found]  # type: ignore[index]


def timing(header: str) -> dict[str, float]:
    """The durations of a ``Server-Timing`` header, by their names."""
    return {name: float(took) for name, took in re.findall(r"([\w-]+);dur=([\d.]+)", header)}


@contextmanager
def served(folder: Path) -> Iterator[Server]:
    """A preview of a copy of the sample, made in ``folder``; it has shown its first state."""
    shutil.copytree(ROOT / "layouts", folder / "layouts")
    edition = folder / "editions" / SLUG
    shutil.copytree(ROOT / "editions" / SLUG, edition, ignore=shutil.ignore_patterns("out"))
    command = [sys.executable, "-m", "typeset", "preview", str(edition), "--port", "0", "--no-open"]
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stdout is not None
            found = _URL.search(process.stdout.readline())
            assert found is not None, "the preview did not start"
            server = Server(found[0], process, edition)
            with server.events() as events:
                while not server.state()["pages"]:
                    events.readline()
            yield server
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(20)
