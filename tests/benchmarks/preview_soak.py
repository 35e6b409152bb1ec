"""Ten minutes of work for a running preview: saves, requests of all kinds, listeners that come and go, attempts that are refused (issue 8).

Run ``python tests/benchmarks/preview_soak.py``. Prints open files and memory of the server and of its drawing process at the beginning, in between
and at the end, how much was asked, and every answer that was not the expected one.
"""

from __future__ import annotations

import argparse
import http.client
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from preview_server import Server, served

_JSON = {"Content-Type": "application/json"}


class Soak:
    """Everybody who works at one server until the time is over."""

    def __init__(self, server: Server, seconds: float) -> None:
        self.server = server
        self.end = time.monotonic() + seconds
        self.done: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()
        self.host = urlsplit(server.url).netloc

    @property
    def over(self) -> bool:
        """Whether the time is over."""
        return time.monotonic() > self.end

    def ask(
        self, method: str, path: str, expected: set[int], body: bytes | None = None, **headers: str
    ) -> bytes:
        """Ask once; an answer with another status is written down."""
        connection = http.client.HTTPConnection(self.host, timeout=120)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, named)
            answer = connection.getresponse()
            data = answer.read()
            self.done[f"{method} {path.partition('?')[0]} {answer.status}"] += 1
            if answer.status not in expected:
                self.wrong[f"{method} {path} {answer.status} {data[:200]!r}"] += 1
            return data
        except OSError as error:
            self.wrong[f"{method} {path} {error!r}"] += 1
            return b""
        finally:
            connection.close()

    def watch(self) -> None:
        """Look at the pages as people do, at one scale or another, now and then plate by plate."""
        some = random.Random(8)
        while not self.over:
            state = self.server.state()
            for page in some.sample(state["pages"], 3):
                dpi, plate = some.choice((24, 48, 96, 96, 144)), some.choice(("", "", "", "&plate=K"))
                query = f"digest={page['digest']}&dpi={dpi}{plate}"
                # One that was set again meanwhile is not found.
                self.ask("GET", f"/api/pages/{page['number']}/picture?{query}", {200, 404})
            if not some.randrange(20):
                self.ask("GET", "/api/edition.pdf", {200})

    def listen(self) -> None:
        """One hundred who listen, read something, and go; over and over."""
        while not self.over:
            connections = [http.client.HTTPConnection(self.host, timeout=120) for _ in range(100)]
            for connection in connections:
                connection.request("GET", "/api/events")
            for connection in connections:
                connection.getresponse().readline()
                connection.close()
                self.done["listeners"] += 1
            time.sleep(2)

    def attempt(self) -> None:
        """What must be refused."""
        large = b"x" * (3 << 20)
        own = {"Origin": f"http://{self.host}"}
        while not self.over:
            self.ask("GET", "/api/state", {421}, Host="evil.example")
            self.ask("GET", "/api/state", {403}, Origin="http://evil.example")
            self.ask("POST", "/api/open", {403}, b"{}", **_JSON)
            self.ask("PUT", "/api/files/x.md", {413, 0}, large, **_JSON, **own)
            self.ask("GET", "/static/%2e%2e/app.py", {404})
            self.ask("GET", "/api/files/..%2f..%2fsecret.md", {404})
            self.ask("GET", "/api/pages/1/picture?dpi=99999", {400})
            time.sleep(1)

    def save(self) -> None:
        """Change stories, break the edition now and then, and mend it."""
        some = random.Random(7)
        stories = sorted((self.server.edition / "stories").glob("*.md"))
        edition = self.server.edition / "edition.yaml"
        while not self.over:
            file = some.choice(stories)
            text = file.read_text(encoding="utf-8")
            for number in range(some.choice((1, 1, 5))):
                file.write_text(text.rstrip() + f"\n\n第{number}次再加一句话。\n", encoding="utf-8")
                self.done["saves"] += 1
                time.sleep(0.05)
            time.sleep(some.choice((0.5, 1.0, 2.0)))
            file.write_text(text, encoding="utf-8")
            if not some.randrange(10):
                whole = edition.read_text(encoding="utf-8")
                edition.write_text(whole + "\npages: [\n", encoding="utf-8")
                time.sleep(1)
                edition.write_text(whole, encoding="utf-8")
            time.sleep(some.choice((0.5, 1.0)))


def main() -> None:
    """Soak and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=10.0)
    minutes: float = options.parse_args().minutes
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as server:
        _warm(server)
        soak = Soak(server, minutes * 60)
        _tell("at the start", server)
        workers: list[Callable[[], None]] = [soak.watch, soak.watch, soak.listen, soak.attempt, soak.save]
        threads = [threading.Thread(target=work, daemon=True) for work in workers]
        for thread in threads:
            thread.start()
        while not soak.over:
            time.sleep(minutes * 60 / 5)
            _tell("in between", server)
        for thread in threads:
            thread.join()
        time.sleep(3)
        server.state()
        _tell("at the end", server)
        for what, count in sorted(soak.done.items()):
            sys.stdout.write(f"  {count:7d}  {what}\n")
        for what, count in sorted(soak.wrong.items()):
            sys.stdout.write(f"  UNEXPECTED {count}  {what}\n")


def _warm(server: Server) -> None:
    """Ask for each kind of thing once: what is loaded on first use is no leak."""
    for page in server.state()["pages"]:
        for more in ("dpi=96", "dpi=144", "dpi=48&plate=K"):
            server.get(f"api/pages/{page['number']}/picture?{more}")
    server.get("api/edition.pdf")


def _tell(when: str, server: Server) -> None:
    memory = " + ".join(f"{kib / 1024:.0f}" for kib in server.memory())
    sys.stdout.write(f"{when}: {server.handles()} open files, memory {memory} MiB\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
