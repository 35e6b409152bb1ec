"""The state of an edition over the server, in both languages."""

from __future__ import annotations

from pathlib import Path

from preview_bench import FOLDER, settled

from typeset.catalogue import ENTRIES
from typeset.preview.desk import Desk
from typeset.preview.page_views import faced_pages


def test_the_state_has_the_pages_and_stories(ask, desk: Desk) -> None:
    state = ask("GET", "/api/state").json()
    assert (state["edition"], state["lang"], state["read_only"]) == ("starter", "en", False)
    assert state["error"] is None
    assert [page["number"] for page in state["pages"]] == [1, 2]
    page, spec = state["pages"][0], desk.snapshot.done.issue.edition.pages[0]
    assert page["width"] == round(spec.layout.sheet.width * 25.4 / 72_000, 3)
    assert page["label"] == "1"
    assert page["status"] in {"empty", "short", "over", "clean"}
    slugs = {story["id"] for story in state["stories"]}
    assert slugs == set(desk.snapshot.done.issue.edition.stories)
    assert all(story["characters"] > 0 and story["pages"] for story in state["stories"])


def test_findings_are_worded_in_the_language_asked_for_and_have_a_place(
    ask, desk: Desk, starter: Path
) -> None:
    story = sorted((starter / FOLDER / "stories").glob("*.md"))[0]
    text = story.read_text(encoding="utf-8")
    story.write_text(text.rstrip() + "\n\n" + "这一段多出来的话放不下。" * 400 + "\n", encoding="utf-8")
    desk.poke()
    settled(desk)
    english, chinese = (ask("GET", f"/api/state?lang={lang}").json() for lang in ("en", "zh"))
    assert chinese["lang"] == "zh"
    for said in (english, chinese):
        over = next(f for f in said["findings"] if f["code"] == "overset")
        assert over["id"] == ENTRIES["overset"].id
        assert over["severity"] == "error"
        assert over["file"] == f"{FOLDER}/stories/{story.name}" or over["file"].endswith(".yaml")
        assert len(over["rect"]) == 4
        page = next(page for page in said["pages"] if page["number"] == over["page"])
        assert page["status"] == "over"
        assert page["worst"] == "error"
        assert page["findings"] == sum(f["page"] == page["number"] for f in said["findings"])
        told = next(one for one in said["stories"] if one["id"] == story.stem)
        assert told["state"] == "over"
        assert told["over"] > 0
    assert english["findings"][0]["message"] != chinese["findings"][0]["message"]


def test_an_error_is_told_with_its_place_and_the_old_pages_stay(ask, desk: Desk, starter: Path) -> None:
    before = ask("GET", "/api/state").json()
    (starter / FOLDER / "edition.yaml").write_text("pages: [\n", encoding="utf-8")
    desk.poke()
    settled(desk)
    after = ask("GET", "/api/state").json()
    (error,) = after["error"]
    assert (error["file"], error["severity"]) == (f"{FOLDER}/edition.yaml", "error")
    assert error["line"] >= 1
    assert error["message"]
    assert after["pages"] == before["pages"]
    assert after["generation"] == before["generation"] + 1


def test_a_state_is_told_anew_with_each_generation_only(ask, desk: Desk) -> None:
    first = ask("GET", "/api/state").json()
    assert ask("GET", "/api/state").json() == first
    desk.poke()
    settled(desk)
    assert ask("GET", "/api/state").json()["generation"] > first["generation"]


def test_an_even_page_faces_the_one_after_it(desk: Desk) -> None:
    edition = desk.snapshot.done.issue.edition
    # The starter has two pages: a front and its back, which no page faces.
    assert faced_pages(edition) == {}
    assert ask_spreads(desk) == [None, None]


def ask_spreads(desk: Desk) -> list[int | None]:
    return [page.spread_with for page in desk.snapshot.pages]


def test_the_stages_of_a_rebuild_are_timed(ask) -> None:
    timing = ask("GET", "/api/state").headers["server-timing"]
    assert [part.partition(";")[0] for part in timing.split(", ")] == ["read", "set", "check", "show"]
