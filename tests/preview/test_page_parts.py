"""What the page in the browser is made of: all of it asked for at once, and not sent to who has it already."""

from __future__ import annotations

import re

from typeset.preview.routes_page import STATIC

# Nobody asks for it: the vendored editor was made from it.
_NOT_SENT = {"vendor/codemirror.entry.js"}


def test_every_module_is_asked_for_before_the_first_is_read(ask) -> None:
    modules = {file.relative_to(STATIC).as_posix() for file in STATIC.rglob("*.js")} - _NOT_SENT
    page = ask("GET", "/").text
    asked = re.findall(r'<link rel="modulepreload" href="/static/(.+?)">', page)
    begins = re.findall(r'<script type="module" src="/static/(.+?)">', page)
    assert sorted(asked + begins) == sorted(modules)


def test_a_part_comes_with_its_kind_and_only_to_who_does_not_have_it(ask) -> None:
    for name, kind in (
        ("app.js", "text/javascript"),
        ("desk.css", "text/css"),
        ("words.zh.json", "application/json"),
    ):
        first = ask("GET", f"/static/{name}")
        assert first.status_code == 200
        assert first.headers["content-type"].startswith(kind)
        assert first.content == (STATIC / name).read_bytes()
        again = ask("GET", f"/static/{name}", headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        other = ask("GET", f"/static/{name}", headers={"If-None-Match": '"another"'})
        assert other.content == first.content


def test_nothing_can_be_written_to_a_part(ask) -> None:
    headers = {"Content-Type": "application/json"}
    assert ask("POST", "/static/app.js", headers=headers, content=b"{}").status_code == 405
