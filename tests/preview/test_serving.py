"""The preview as a program: it serves over a socket, follows the files, leaves nothing open, and stops on Ctrl-C."""

from __future__ import annotations

import asyncio
import http.client
import json
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from preview_bench import FOLDER, PATIENCE

from typeset.preview.serving import Address, Invitation


class Program:
    """A running ``typeset preview``."""

    def __init__(self, workspace: Path, *options: str) -> None:
        line = [
            sys.executable,
            "-m",
            "typeset",
            "preview",
            str(workspace / FOLDER),
            "--port",
            "0",
            "--no-open",
        ]
        self.process = subprocess.Popen(
            [*line, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        self.url = self.process.stdout.readline().split(maxsplit=1)[1].strip()
        self.port = urlsplit(self.url).port

    def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        connection = self.connect()
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def listen(self) -> tuple[http.client.HTTPConnection, http.client.HTTPResponse]:
        connection = self.connect()
        connection.request("GET", "/api/events")
        return connection, connection.getresponse()

    def ready(self) -> dict[str, object]:
        """The first state with pages."""
        connection, events = self.listen()
        try:
            while True:
                state = json.loads(self.get("/api/state")[1])
                if state["pages"]:
                    return state
                next_event(events)
        finally:
            connection.close()

    def open_files(self) -> int:
        return len(list(Path(f"/proc/{self.process.pid}/fd").iterdir()))

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


def next_event(events: http.client.HTTPResponse) -> int:
    """The generation the next event tells of."""
    while True:
        line = events.readline()
        assert line, "the stream ended"
        if line.startswith(b"data: "):
            return int(json.loads(line.removeprefix(b"data: "))["generation"])


@pytest.fixture
def program(starter: Path) -> Iterator[Program]:
    one = Program(starter)
    yield one
    one.process.kill()
    one.process.communicate()


def test_a_saved_story_is_told_to_two_who_watch_and_ctrl_c_ends_it(program: Program, starter: Path) -> None:
    before = program.ready()
    watching = [program.listen() for _ in range(2)]
    generations = {next_event(events) for _, events in watching}
    story = sorted((starter / FOLDER / "stories").glob("*.md"))[0]
    story.write_text(story.read_text(encoding="utf-8").rstrip() + "\n再加一句。\n", encoding="utf-8")
    for _, events in watching:
        while True:
            assert next_event(events) > max(generations)
            state = json.loads(program.get("/api/state")[1])
            if not state["building"]:
                break
    changed = [now for now, then in zip(state["pages"], before["pages"], strict=True) if now != then]
    assert len(changed) == 1
    page = changed[0]
    status, picture = program.get(f"/api/pages/{page['number']}/picture?digest={page['digest']}&dpi=30")
    assert (status, picture[:4]) == (200, b"\x89PNG")
    # Those who watch do not keep it from stopping.
    assert program.stop() == 0
    assert program.process.stderr.read() == ""
    for connection, _ in watching:
        connection.close()


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="open files are counted in /proc")
def test_nothing_stays_open_after_many_requests_and_listeners(program: Program) -> None:
    program.ready()
    program.get("/api/pages/1/picture?dpi=30")

    def busy() -> None:
        with_them = [program.listen() for _ in range(100)]
        for _, events in with_them:
            next_event(events)
        statuses: list[int] = []
        asking = [
            threading.Thread(target=lambda: statuses.append(program.get("/api/state")[0])) for _ in range(200)
        ]
        for one in asking:
            one.start()
        for one in asking:
            one.join()
        assert statuses == [200] * 200
        for connection, events in with_them:
            events.close()
            connection.close()

    def settled_files() -> int:
        """Open files once no listener is left: each further request sees to it that the server went round."""
        found = program.open_files()
        for _ in range(500):
            program.get("/api/state")
            found = min(found, program.open_files())
            if found <= least:
                break
        return found

    least = program.open_files()
    busy()
    first = settled_files()
    busy()
    assert settled_files() <= max(first, least)


def test_only_with_the_token_beyond_this_machine(starter: Path) -> None:
    program = Program(starter, "--host", "0.0.0.0", "--read-only", "--lang", "en")
    try:
        token = program.url.partition("?token=")[2]
        assert len(token) >= 32
        assert program.get("/api/state")[0] == 401
        assert program.get("/api/state", Cookie=f"typeset-preview-{program.port}={token}x")[0] == 401
        status, body = program.get("/api/state", Cookie=f"typeset-preview-{program.port}={token}")
        assert status == 200
        assert json.loads(body)["read_only"] is True
        assert program.get("/api/state", Host="evil.example")[0] == 421
    finally:
        program.stop()
        program.process.communicate()


@pytest.mark.parametrize(
    ("host", "local"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("0.0.0.0", False), ("desk.example", False)],
)
def test_which_addresses_only_this_machine_reaches(host: str, local: bool) -> None:  # noqa: FBT001 - a table
    assert Address(host).is_local is local


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:80/"),
        ("::1", "http://[::1]:80/"),
        ("0.0.0.0", f"http://{socket.gethostname()}:80/"),
        ("::", f"http://{socket.gethostname()}:80/"),
        ("desk.example", "http://desk.example:80/"),
    ],
)
def test_the_address_to_open(host: str, url: str) -> None:
    assert Invitation(host, 80).url == url
    assert Invitation(host, 80, "word").url == f"{url}?token=word"
    assert "word" not in repr(Invitation(host, 80, "word"))


def test_small_answers_are_sent_at_once() -> None:
    # Else each that follows another on the same connection waits 40 ms until the browser has said that it has that one.
    async def accepted() -> bool:
        told: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

        async def served(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            taken = writer.get_extra_info("socket")
            told.set_result(bool(taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)))
            writer.close()

        bound = Address(port=0).bound()
        async with await asyncio.start_server(served, sock=bound):
            _, writer = await asyncio.open_connection(*bound.getsockname()[:2])
            writer.close()
            return await told

    assert asyncio.run(accepted())
