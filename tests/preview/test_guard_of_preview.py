"""Whom the preview serves: attempts from other sites, without the token, with too much, or out of the workspace."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import httpx
import pytest
from preview_bench import FOLDER, ORIGIN, client_of
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from typeset.catalogue.entry import Lang
from typeset.findings import TypesetError
from typeset.preview.app import guarded
from typeset.preview.desk import Desk
from typeset.preview.gate import Gate
from typeset.preview.workspace import Workspace

TOKEN = "a-word-nobody-knows"


async def _echo(request: Request) -> Response:
    return JSONResponse({"bytes": len(await request.body())})


async def _fail(request: Request) -> Response:
    raise RuntimeError("oh\nno")


async def _slow(request: Request) -> Response:
    await asyncio.sleep(60)
    return Response()


async def _breaks_off(request: Request) -> Response:
    async def parts() -> AsyncIterator[bytes]:
        yield b"begun"
        raise RuntimeError("in the middle")

    return StreamingResponse(parts())


ROUTES = [
    Route("/", _echo),
    Route("/echo", _echo, methods=["GET", "POST", "PUT"]),
    Route("/fail", _fail),
    Route("/slow", _slow),
    Route("/breaks-off", _breaks_off),
]


async def raw(app: ASGIApp, path: str) -> list[dict[str, Any]]:
    """What an application sends for a path that no client has tidied: what a socket may bring."""
    sent: list[dict[str, Any]] = []
    scope = {
        "type": "http",
        "method": "GET",
        "path": unquote(path),
        "raw_path": path.encode(),
        "root_path": "",
        "scheme": "http",
        "query_string": b"",
        "headers": [(b"host", b"127.0.0.1:8000")],
        "server": ("127.0.0.1", 8000),
        "client": ("127.0.0.1", 1),
        "http_version": "1.1",
    }

    bodies = [b""]

    async def receive() -> dict[str, Any]:
        if not bodies:
            # The other side neither sends nor goes away.
            await asyncio.Event().wait()
        return {"type": "http.request", "body": bodies.pop()}

    async def send(message: Any) -> None:
        sent.append(message)

    await app(scope, receive, send)
    return sent


def asked(method: str, path: str, *, gate: Gate | None = None, **more: object) -> httpx.Response:
    guard = guarded(ROUTES, gate or Gate(), Lang.EN)

    async def once() -> httpx.Response:
        transport = httpx.ASGITransport(guard, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as client:
            return await client.request(method, path, **more)  # type: ignore[arg-type]

    return asyncio.run(once())


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1:8000", "localhost:8000", "LOCALHOST", "[::1]:8000", "192.0.2.7:9000", "desk.example:80"],
)
def test_own_names_and_addresses_are_served(host: str) -> None:
    assert asked("GET", "/echo", gate=Gate(host="desk.example"), headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8000",
        "127.0.0.1.evil.example",
        "localhost.evil.example:8000",
        "",
        "127.0.0.1@evil",
    ],
)
def test_foreign_names_are_not_served(host: str) -> None:
    answer = asked("GET", "/echo", headers={"Host": host})
    assert (answer.status_code, answer.json()["code"]) == (421, "foreign-host")


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "http://127.0.0.1:9999", "null", "https://localhost"]
)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
def test_requests_of_other_sites_are_refused(origin: str, method: str) -> None:
    answer = asked(method, "/echo", headers={"Origin": origin, "Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (403, "foreign-origin")


def test_what_writes_must_say_where_it_comes_from() -> None:
    headers = {"Content-Type": "application/json"}
    assert asked("POST", "/echo", headers=headers, content="{}").json()["code"] == "foreign-origin"
    assert asked("POST", "/echo", headers=headers | {"Origin": ORIGIN}, content="{}").json() == {"bytes": 2}


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_what_writes_must_be_json(kind: str) -> None:
    answer = asked("POST", "/echo", headers={"Origin": ORIGIN, "Content-Type": kind}, content="{}")
    assert (answer.status_code, answer.json()["code"]) == (415, "not-json")


def test_a_picture_shown_on_another_site_is_refused_and_a_link_there_is_not() -> None:
    shown = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}
    assert asked("GET", "/echo", headers=shown).status_code == 403
    assert asked("GET", "/echo", headers=shown | {"Sec-Fetch-Mode": "navigate"}).status_code == 200


def test_a_body_that_says_it_is_too_large_is_refused_before_it_comes() -> None:
    headers = {"Origin": ORIGIN, "Content-Type": "application/json"}
    answer = asked("PUT", "/echo", gate=Gate(most_bytes=2048), headers=headers, content=b"x" * 2049)
    assert (answer.status_code, answer.json()["code"]) == (413, "request-too-large")
    assert (
        asked("PUT", "/echo", gate=Gate(most_bytes=2048), headers=headers, content=b"x" * 2048).status_code
        == 200
    )


def test_a_body_that_does_not_say_how_large_it_is_is_counted() -> None:
    async def parts() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b"x" * 100

    headers = {"Origin": ORIGIN, "Content-Type": "application/json"}
    answer = asked("PUT", "/echo", gate=Gate(most_bytes=2048), headers=headers, content=parts())
    assert (answer.status_code, answer.json()["code"]) == (413, "request-too-large")


@pytest.mark.parametrize("length", ["-1", "x", "9" * 40])
def test_lengths_that_are_none_are_refused(length: str) -> None:
    headers = {"Origin": ORIGIN, "Content-Type": "application/json", "Content-Length": length}
    assert asked("POST", "/echo", headers=headers).status_code == 413


def test_a_request_that_fails_is_answered_in_json() -> None:
    answer = asked("GET", "/fail")
    assert answer.status_code == 500
    assert answer.json()["code"] == "preview-failed"
    assert "RuntimeError: oh no" in answer.json()["error"]
    assert "oh no" in asked("GET", "/fail?lang=zh").json()["error"]
    assert "程序" not in answer.json()["error"]
    assert "内部错误" in asked("GET", "/fail?lang=zh").json()["error"]


def test_an_answer_that_breaks_off_is_not_answered_twice() -> None:
    sent = asyncio.run(raw(guarded(ROUTES, Gate(), Lang.EN), "/breaks-off"))
    assert [message["type"] for message in sent] == ["http.response.start", "http.response.body"]
    assert sent[0]["status"] == 200


def test_a_request_that_takes_too_long_is_given_up() -> None:
    answer = asked("GET", "/slow", gate=Gate(seconds=0.01))
    assert (answer.status_code, answer.json()["code"]) == (503, "request-too-slow")


def test_without_the_token_nothing_is_served() -> None:
    gate = Gate(token=TOKEN)
    for path in ("/", "/echo", "/?token=", "/?token=wrong", f"/?token={TOKEN}x"):
        answer = asked("GET", path, gate=gate)
        assert (answer.status_code, answer.json()["code"]) == (401, "token-missing")
    cookie = {"Cookie": "typeset-preview-None=wrong"}
    assert asked("GET", "/echo", gate=gate, headers=cookie).status_code == 401


def test_the_token_is_exchanged_for_a_cookie() -> None:
    gate = Gate(token=TOKEN)
    answer = asked("GET", f"/?token={TOKEN}", gate=gate)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    given = answer.headers["set-cookie"]
    assert "HttpOnly" in given
    assert "samesite=strict" in given.lower()
    cookie = {"Cookie": given.partition(";")[0]}
    assert asked("GET", "/echo", gate=gate, headers=cookie).status_code == 200


def test_the_token_is_not_shown_in_words() -> None:
    assert TOKEN not in repr(Gate(token=TOKEN))


def test_every_answer_says_what_the_browser_may_do(ask) -> None:
    for path in ("/", "/api/state", "/api/nothing", "/static/index.html", "/api/pages/77/picture"):
        headers = ask("GET", path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "server" not in headers


def test_the_page_has_a_nonce_that_is_new_each_time(ask) -> None:
    one, other = ask("GET", "/"), ask("GET", "/")
    for answer in (one, other):
        nonce = answer.text.partition('name="csp-nonce" content="')[2].partition('"')[0]
        assert len(nonce) >= 16
        assert f"'nonce-{nonce}'" in answer.headers["content-security-policy"]
    assert one.text != other.text


def test_what_is_not_here_is_said_in_json(ask) -> None:
    answer = ask("GET", "/api/nothing")
    assert (answer.status_code, answer.json()["code"]) == (404, "nothing-here")
    assert (
        ask("DELETE", "/api/state", headers={"Content-Type": "application/json"}).json()["code"]
        == "nothing-here"
    )


OUTSIDE = [
    "../secret.md",
    "editions/../../secret.md",
    "/etc/passwd",
    "//etc/passwd",
    "editions/starter/stories/../../../../secret.md",
    "..\\secret.md",
    "C:/secret.md",
    "editions/link.md",
    "editions/linked/secret.md",
    ".hidden.md",
    "editions/./starter/edition.yaml",
    "editions//starter/edition.yaml",
    "editions/starter/edition.yaml\0",
    "editions/starter/edition.yaml\n",
    "",
    "editions",
    "x" * 5000,
    "a/" * 3000 + "a",
]


@pytest.fixture
def surrounded(starter: Path) -> Path:
    """The starter's workspace, with a secret beside it and links in it that lead there."""
    inside = starter / "inside"
    inside.mkdir()
    for name in ("layouts", "editions"):
        (starter / name).rename(inside / name)
    (starter / "secret.md").write_text("secret", encoding="utf-8")
    (inside / ".hidden.md").write_text("secret", encoding="utf-8")
    (inside / "editions" / "link.md").symlink_to(starter / "secret.md")
    (inside / "editions" / "linked").symlink_to(starter)
    return inside


@pytest.mark.parametrize("name", OUTSIDE)
def test_no_name_leads_out_of_the_workspace(surrounded: Path, name: str) -> None:
    with pytest.raises(TypesetError) as caught:
        Workspace(surrounded).existing(name)
    assert [f.code for f in caught.value.findings] == ["not-in-workspace"]


def test_names_in_the_workspace_are_found(surrounded: Path) -> None:
    name = f"{FOLDER}/edition.yaml"
    assert Workspace(surrounded).existing(name) == surrounded / name
    (surrounded / "editions" / "also.yaml").symlink_to(surrounded / name)
    assert Workspace(surrounded).existing("editions/also.yaml") == surrounded / name


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e%2f%2e%2e%2f%2e%2e%2fpyproject.toml",
        "/static//etc/passwd",
        "/static/%2fetc%2fpasswd",
        "/static/..%5capp.py",
        "/static/%00",
    ],
)
def test_no_address_leads_out_of_what_the_page_is_made_of(desk: Desk, path: str) -> None:
    async def sent() -> list[dict[str, Any]]:
        async with client_of(desk) as client:
            return await raw(client._transport.app, path)  # type: ignore[attr-defined]

    messages = asyncio.run(sent())
    status = messages[0]["status"]
    body = b"".join(message.get("body", b"") for message in messages)
    assert status == 404
    assert b"import" not in body
    assert b"root:" not in body
