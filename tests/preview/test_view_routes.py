"""What the page asks about pages and stories, over the application."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

import httpx
import pytest
from preview_bench import FOLDER, settled
from starlette.applications import Starlette

from typeset.catalogue.entry import Lang
from typeset.preview.desk import Desk, Manner
from typeset.preview.editors import command, editor_of, start
from typeset.preview.routes_view import routes
from typeset.preview.seen import Looking

Ask = Callable[..., httpx.Response]
WELCOME = "editions/starter/stories/welcome.md"


def opening(
    desk: Desk, editor: str, asked: object, *, starts: bool = True
) -> tuple[httpx.Response, list[list[str]]]:
    """Ask for a file to be opened; the answer, and the commands that were started."""
    begun: list[list[str]] = []

    def begin(words: Sequence[str]) -> bool:
        begun.append(list(words))
        return starts

    async def sent() -> httpx.Response:
        app = Starlette(routes=routes(desk, {"VISUAL": editor}, begin))
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="http://127.0.0.1"
        ) as client:
            return await client.post("/api/open", json=asked)

    return asyncio.run(sent()), begun


def test_layers_of_a_page_in_the_language_asked_for(ask: Ask) -> None:
    told = ask("GET", "/api/pages/1/layers").json()
    assert told.keys() == {"frames", "grid", "parts", "jumps", "pictures", "marks"}
    loose = [mark["text"] for mark in told["marks"] if mark["kind"] == "loose"]
    assert loose == ["paragraph set -1 line"]
    zh = ask("GET", "/api/pages/1/layers", params={"lang": "zh"}).json()
    assert [mark["text"] for mark in zh["marks"] if mark["kind"] == "loose"] == ["本段排法 -1 行"]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/api/pages/3/layers", "page-not-shown"),
        ("/api/stories/nobody", "story-not-shown"),
        ("/api/stories/nobody/margin", "story-not-shown"),
        ("/fonts/Song.otf", "nothing-here"),
        ("/fonts/..%2Ffonts.yaml", "nothing-here"),
    ],
)
def test_what_is_not_there_is_refused_with_its_reason(ask: Ask, path: str, code: str) -> None:
    answer = ask("GET", path)
    assert answer.status_code == 404
    assert answer.json()["code"] == code


def test_a_story_with_its_margin(ask: Ask) -> None:
    story = ask("GET", "/api/stories/layout").json()
    assert (story["id"], story["file"]) == ("layout", "editions/starter/stories/layout.md")
    assert story["open"]["vscode"].startswith("vscode://file/")
    margin = ask("GET", "/api/stories/layout/margin").json()["margin"]
    assert margin["page"]["shrink"] >= 0
    assert margin["jump"] is None


def test_search_follows_what_is_shown(ask: Ask, desk: Desk, starter: Path) -> None:
    assert ask("GET", "/api/search", params={"q": "改过的标题"}).json()["hits"] == []
    file = starter / WELCOME
    file.write_text(file.read_text("utf-8").replace("\nheadline: ", "\nheadline: 改过的标题"), "utf-8")
    desk.poke()
    settled(desk)
    (hit,) = ask("GET", "/api/search", params={"q": "改过的标题"}).json()["hits"]
    assert (hit["story"], hit["page"]) == ("welcome", 1)


def test_what_was_found_out_of_an_older_state_is_let_go(desk: Desk, starter: Path) -> None:
    looking = Looking(desk)
    seen = looking.now()
    assert seen is not None
    assert looking.now() is seen
    file = starter / WELCOME
    file.write_text(file.read_text("utf-8") + "\n再加一段。\n", "utf-8")
    desk.poke()
    settled(desk)
    assert looking.now() is not seen


def test_a_face_of_the_package_is_served_for_the_words_of_the_page(ask: Ask) -> None:
    answer = ask("GET", "/fonts/Hei.otf")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "font/otf")
    assert answer.content.startswith(b"OTTO")


def test_a_file_is_opened_in_the_editor_of_the_desk(desk: Desk, starter: Path) -> None:
    answer, begun = opening(desk, "code --wait", {"path": WELCOME, "line": 7})
    assert answer.json() == {"opened": True}
    assert begun == [["code", "--wait", "--goto", f"{starter.resolve() / WELCOME}:7"]]


def test_without_an_editor_there_is_a_link(desk: Desk) -> None:
    for editor, starts in (("", True), ("vim", True), ("nosuch", False)):
        answer, _ = opening(desk, editor, {"path": WELCOME, "line": 7}, starts=starts)
        assert answer.status_code == 404
        assert answer.json()["code"] == "no-editor"
        assert answer.json()["vscode"].endswith("/stories/welcome.md:7:1")


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("../../etc/passwd", "not-in-workspace"),
        ("/etc/passwd", "not-in-workspace"),
        ("editions/starter/stories/nobody.md", "not-in-workspace"),
        (7, "not-json"),
        (None, "not-json"),
    ],
)
def test_nothing_else_is_opened(desk: Desk, path: object, code: str) -> None:
    answer, begun = opening(desk, "code", {"path": path, "line": 1})
    assert answer.json()["code"] == code
    assert begun == []


@pytest.mark.parametrize("line", [0, -1, True, "7", 1.5])
def test_a_line_is_a_number_from_one(desk: Desk, line: object) -> None:
    answer, begun = opening(desk, "code", {"path": WELCOME, "line": line})
    assert (answer.status_code, begun) == (400, [])


def test_a_link_out_of_the_workspace_is_not_opened(desk: Desk, starter: Path, tmp_path_factory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.md"
    outside.write_text("x", "utf-8")
    (starter / "editions/starter/stories/link.md").symlink_to(outside)
    answer, begun = opening(desk, "code", {"path": "editions/starter/stories/link.md", "line": 1})
    assert (answer.json()["code"], begun) == ("not-in-workspace", [])


@pytest.mark.parametrize("manner", [Manner(lang=Lang.EN, read_only=True), Manner(lang=Lang.EN, local=False)])
def test_nothing_is_opened_for_who_reads_only_or_sits_elsewhere(starter: Path, manner: Manner) -> None:
    answer, begun = opening(Desk(starter, FOLDER, manner), "code", {"path": WELCOME, "line": 1})
    assert (answer.status_code, begun) == (403, [])


def test_the_editor_is_visual_before_editor_and_none_that_needs_a_terminal() -> None:
    assert editor_of({"VISUAL": "subl -w", "EDITOR": "gedit"}) == ("subl", "-w")
    assert editor_of({"VISUAL": "nvim", "EDITOR": "/usr/bin/gedit"}) == ("/usr/bin/gedit",)
    assert editor_of({"EDITOR": "nano"}) == ()
    assert editor_of({"EDITOR": "'unclosed"}) == ()


def test_each_editor_is_told_the_line_in_its_own_way(tmp_path: Path) -> None:
    file = tmp_path / "a b.md"
    assert command(["gvim"], file, 3) == ["gvim", "+3", str(file)]
    assert command(["zed"], file, 3) == ["zed", f"{file}:3"]
    assert command(["kate"], file, 3) == ["kate", "--line", "3", str(file)]
    assert command(["own"], file, 3) == ["own", str(file)]


def test_a_command_is_started_without_a_shell(tmp_path: Path) -> None:
    assert start(["true", "$(touch spoiled)", str(tmp_path)])
    assert not start([str(tmp_path / "nosuch")])
