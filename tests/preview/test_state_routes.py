"""The state of an edition, its events and its pictures over the server."""

from __future__ import annotations

import io

from PIL import Image


def test_the_state_has_the_pages_and_stories(ask) -> None:
    answer = ask("GET", "/api/state")
    assert answer.status_code == 200
    state = answer.json()
    assert state["edition"] == "starter"
    assert [page["number"] for page in state["pages"]] == [1, 2]
    assert state["error"] is None
    assert state["stories"]


def test_a_picture_of_the_trim(ask) -> None:
    page = ask("GET", "/api/state").json()["pages"][0]
    answer = ask("GET", "/api/pages/1/picture", params={"digest": page["digest"], "dpi": 48})
    assert answer.headers["content-type"] == "image/png"
    picture = Image.open(io.BytesIO(answer.content))
    assert abs(picture.width - page["width"] / 25.4 * 48) <= 2
    assert abs(picture.height - page["height"] / 25.4 * 48) <= 2
