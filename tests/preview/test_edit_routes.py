"""Files, frames and stories over the server: what is answered, what is refused, and that nothing is written then."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import httpx
import pytest
from test_rewriting import _lines

from typeset.catalogue.entry import Lang
from typeset.preview.app import application
from typeset.preview.desk import Desk, Manner
from typeset.preview.gate import Gate

FRONT = "layouts/starter-front.yaml"
INSIDE = "layouts/starter-inside.yaml"
EDITION = "editions/starter/edition.yaml"
STORY = "editions/starter/stories/welcome.md"


ORIGIN = "http://127.0.0.1:8000"


def client_of(desk: Desk) -> httpx.AsyncClient:
    """A client of one application, which keeps what can be undone; it draws nothing."""
    transport = httpx.ASGITransport(application(desk, Gate()))
    return httpx.AsyncClient(transport=transport, base_url=ORIGIN)


@pytest.fixture
def put(ask):
    def sent(method: str, path: str, **value: object):
        return ask(method, path, json=value, headers={"Origin": ORIGIN})

    return sent


def _open(ask, path: str) -> dict:
    answer = ask("GET", f"/api/files/{path}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_files_of_the_edition(ask) -> None:
    files = {one["path"]: one for one in ask("GET", "/api/files").json()}
    assert files[EDITION]["schema"] == "edition"
    assert files[FRONT] == {
        "path": FRONT,
        "mode": "yaml",
        "schema": "layout",
        "title": "starter-front",
        "used": True,
    }
    assert files["layouts/starter.yaml"]["schema"] == "house"
    assert (files[STORY]["mode"], files[STORY]["schema"]) == ("markdown", "story")
    assert files[STORY]["title"] != "welcome"


def test_a_file_is_read_saved_and_undone(ask, put, starter: Path, desk: Desk) -> None:
    # One application for all requests: the history is kept in it.
    async def talk() -> None:
        async with client_of(desk) as client:
            opened = (await client.get(f"/api/files/{STORY}")).json()
            said = {"Origin": ORIGIN}
            text = opened["text"] + "\n又一段。\n"
            saved = await client.put(
                f"/api/files/{STORY}", json={"text": text, "version": opened["version"]}, headers=said
            )
            assert (saved.status_code, saved.json()["undo"]) == (200, 1)
            assert (starter / STORY).read_text(encoding="utf-8") == text
            old = await client.put(
                f"/api/files/{STORY}", json={"text": "x", "version": opened["version"]}, headers=said
            )
            assert (old.status_code, old.json()["text"], old.json()["version"]) == (
                409,
                text,
                saved.json()["version"],
            )
            assert (starter / STORY).read_text(encoding="utf-8") == text
            back = await client.post(
                f"/api/files/{STORY}/undo", json={"version": saved.json()["version"]}, headers=said
            )
            assert (back.json()["text"], back.json()["undo"]) == (opened["text"], 0)
            none = await client.post(
                f"/api/files/{STORY}/undo", json={"version": opened["version"]}, headers=said
            )
            assert (none.status_code, none.json()["code"]) == (422, "nothing-to-undo")

    asyncio.run(talk())


@pytest.mark.parametrize(
    "path",
    [
        "../secret.yaml",
        "%2e%2e/secret.yaml",
        "layouts/../../secret.yaml",
        "layouts/%2e%2e/%2e%2e/secret.yaml",
        "/etc/passwd",
        "%2Fetc%2Fpasswd",
        "layouts//starter-front.yaml",
        "layouts/%2e/starter-front.yaml",
        "layouts/away.yaml",
        "layouts/.hidden.yaml",
        "layouts/none.yaml",
        "layouts/starter-front.yaml%00.md",
        "layouts\\starter-front.yaml",
        "editions/starter/stories/%2e%2e/%2e%2e/%2e%2e/layouts/starter-front.yaml",
        "editions/starter/out/report.json",
        "editions/starter/stories/away.md",
        "fonts/fonts.yaml",
        "@bundled/layouts/standard.yaml",
        "",
    ],
)
def test_what_is_no_file_of_the_edition_is_neither_read_nor_written(
    path: str, ask, put, starter: Path
) -> None:
    secret = starter.parent / "secret.yaml"
    secret.write_text("secret: 1\n")
    for link in ("layouts/away.yaml", "editions/starter/stories/away.md"):
        (starter / link).symlink_to(secret)
    (starter / "layouts/.hidden.yaml").write_text("secret: 1\n")
    before = {file: file.read_bytes() for file in starter.rglob("*.yaml")}
    read = ask("GET", f"/api/files/{path}")
    if path:
        assert read.status_code == 404
    assert "secret: 1" not in read.text
    wrote = put("PUT", f"/api/files/{path}", text="x", version="0" * 64)
    assert wrote.status_code in {404, 405}
    assert secret.read_text() == "secret: 1\n"
    assert {file: file.read_bytes() for file in starter.rglob("*.yaml")} == before


def test_bodies_that_are_no_requests(ask, starter: Path) -> None:
    said = {"Origin": ORIGIN, "Content-Type": "application/json"}
    move = {"page": 1, "frame": "lead", "columns": [1, 4], "rows": [7, 32], "version": "x"}
    for body in (b"", b"[]", b"nan", b"{", b"[" * 100_000, b'{"text": 1}', b'{"text": "a"}'):
        assert ask("PUT", f"/api/files/{FRONT}", content=body, headers=said).status_code == 400
    for wrong in (
        {"columns": "1-4"},
        {"columns": [1]},
        {"rows": [True, False]},
        {"rows": [1.5, 2]},
        {"page": "1"},
        {"frame": 3},
    ):
        answer = ask("POST", "/api/frames/move", json=move | wrong, headers=said)
        assert (answer.status_code, answer.json()["code"]) == (400, "request-unlike")


def test_texts_that_fit_no_file(ask, put, starter: Path) -> None:
    version = _open(ask, FRONT)["version"]
    before = (starter / FRONT).read_bytes()
    assert put("PUT", f"/api/files/{FRONT}", text="x" * 2_000_001, version=version).status_code == 413
    half = json.dumps({"text": "\ud800", "version": version})
    said = {"Origin": ORIGIN, "Content-Type": "application/json"}
    assert ask("PUT", f"/api/files/{FRONT}", content=half, headers=said).status_code == 422
    assert put("PUT", f"/api/files/{FRONT}", text="a\0", version=version).status_code == 422
    assert (starter / FRONT).read_bytes() == before
    (starter / STORY).write_bytes("正文".encode("gb18030"))
    answer = ask("GET", f"/api/files/{STORY}")
    assert (answer.status_code, answer.json()["code"]) == (422, "not-utf8")


def test_nothing_is_changed_through_a_preview_for_reading_only(starter: Path) -> None:
    desk = Desk(starter, "editions/starter", Manner(lang=Lang.EN, read_only=True))

    async def talk() -> list[int]:
        said = {"Origin": ORIGIN}
        async with client_of(desk) as client:
            opened = (await client.get(f"/api/files/{FRONT}")).json()
            body = {
                "text": "x",
                "version": opened["version"],
                "page": 1,
                "frame": "lead",
                "story": "a",
                "columns": [1, 2],
                "rows": [7, 9],
            }
            put = await client.put(f"/api/files/{FRONT}", json=body, headers=said)
            posts = (f"/api/files/{FRONT}/undo", "/api/frames/move", "/api/frames/place", "/api/frames/take")
            return [
                put.status_code,
                *[(await client.post(path, json=body, headers=said)).status_code for path in posts],
            ]

    before = (starter / FRONT).read_bytes()
    assert asyncio.run(talk()) == [403] * 5
    assert (starter / FRONT).read_bytes() == before


def test_a_frame_is_moved_and_its_comments_stay(ask, put, starter: Path) -> None:
    handles = ask("GET", "/api/pages/1/handles").json()
    lead = next(one for one in handles["frames"] if one["name"] == "lead")
    assert (lead["columns"], lead["rows"], lead["edges"]) == ([1, 4], [7, 32], [True] * 4)
    assert handles["layout"]["path"] == FRONT
    before = (starter / FRONT).read_text(encoding="utf-8")
    version = handles["layout"]["version"]
    done = put(
        "POST", "/api/frames/move", page=1, frame="lead", columns=[1, 3], rows=[7, 30], version=version
    )
    assert done.status_code == 200, done.text
    after = (starter / FRONT).read_text(encoding="utf-8")
    assert after == before.replace("columns: 1-4, rows: 7-32", "columns: 1-3, rows: 7-30")
    assert "#" in after
    again = put(
        "POST", "/api/frames/move", page=1, frame="lead", columns=[1, 2], rows=[7, 30], version=version
    )
    assert (again.status_code, again.json()["text"]) == (409, after)
    assert (starter / FRONT).read_text(encoding="utf-8") == after
    now = ask("GET", "/api/pages/1/handles").json()
    assert next(one for one in now["frames"] if one["name"] == "lead")["columns"] == [1, 3]


def test_a_place_that_cannot_be_is_told_in_the_language_asked_for(ask, put) -> None:
    version = _open(ask, FRONT)["version"]
    answer = put(
        "POST",
        "/api/frames/move?lang=zh",
        page=1,
        frame="lead",
        columns=[1, 9],
        rows=[7, 30],
        version=version,
    )
    assert answer.status_code == 422
    assert answer.json()["code"] == "frame-off-grid"
    assert "网格外面" in answer.json()["error"]
    for page, frame in ((9, "lead"), (1, "nobody")):
        gone = put(
            "POST", "/api/frames/move", page=page, frame=frame, columns=[1, 2], rows=[7, 30], version=version
        )
        assert gone.status_code == 404


def test_a_story_is_taken_back_and_placed(ask, put, starter: Path) -> None:
    before = (starter / EDITION).read_text(encoding="utf-8")
    version = _open(ask, EDITION)["version"]
    taken = put("POST", "/api/frames/take", page=1, frame="second", story="layout", version=version)
    assert taken.status_code == 200, taken.text
    middle = (starter / EDITION).read_text(encoding="utf-8")
    assert _lines(before, middle) == ["-       second: layout"]
    placed = put(
        "POST", "/api/frames/place", page=1, frame="second", story="layout", version=taken.json()["version"]
    )
    assert placed.status_code == 200, placed.text
    after = (starter / EDITION).read_text(encoding="utf-8")
    assert [line for line in _lines(middle, after) if line[0] != "?"] == ["+       second: layout"]
    twice = put(
        "POST", "/api/frames/place", page=2, frame="main", story="layout", version=placed.json()["version"]
    )
    assert (twice.status_code, twice.json()["code"]) == (422, "frame-taken")


def test_schemas_for_completion(ask) -> None:
    assert "frames" in ask("GET", "/api/schemas/layout").json()["properties"]
    assert ask("GET", "/api/schemas/report").status_code == 404


def test_many_saves_at_once_lose_nothing(starter: Path, desk: Desk) -> None:
    async def talk() -> list[int]:
        async with client_of(desk) as client:
            opened = (await client.get(f"/api/files/{FRONT}")).json()
            asked = [
                client.put(
                    f"/api/files/{FRONT}",
                    json={"text": f"{opened['text']}# {number}\n", "version": opened["version"]},
                    headers={"Origin": ORIGIN},
                )
                for number in range(20)
            ]
            return sorted(answer.status_code for answer in await asyncio.gather(*asked))

    assert asyncio.run(talk()) == [200, *[409] * 19]
    assert not list((starter / "layouts").glob(".*"))
