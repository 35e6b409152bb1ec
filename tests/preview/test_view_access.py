"""The page for those who use it without a mouse or see it otherwise: nothing serious is found by axe, and it fits its window."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import Served, Sight
from playwright.sync_api import expect

See = Callable[..., Sight]
MORE = "\n又说了一遍这件事，还是那么长的一段话，再长一点就排不下了。\n"
ALL = "layers=frames,grid,jumps,overset,resolution,ink,findings"


def serious(sight: Sight) -> list[str]:
    found = Axe().run(sight.page).response["violations"]
    return [
        f"{one['id']}: {node['html'][:160]}"
        for one in found
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("place", "seen"),
    [
        ("#view=overview", ".card img"),
        (f"#view=page&page=1&{ALL}", ".tag-frame"),
        ("#view=page&page=1&story=layout", ".ways"),
        ("#view=spread&page=1&tab=findings", ".finding"),
        ("#view=page&page=1&tab=search", "#search"),
    ],
)
def test_nothing_serious_is_found(sight: See, paper: Served, place: str, seen: str, lang: str) -> None:
    paper.add("stories/layout.md", MORE * 12)
    paper.until(lambda state: state["pages"][0]["status"] == "over")
    one = sight(place, width=1440, height=768, lang=lang)
    for width in (1440, 1024):
        one.page.set_viewport_size({"width": width, "height": 768})
        expect(one.page.locator(seen).first).to_be_visible()
        assert serious(one) == []
        assert one.page.evaluate("document.documentElement.scrollWidth") <= width
        # Nothing of the bar at the top is pushed out of the window.
        ends = one.page.locator(".top > *:visible").evaluate_all(
            "all => all.map((one) => one.getBoundingClientRect().right)"
        )
        assert max(ends) <= width


def test_nothing_serious_is_found_while_a_file_is_broken(sight: See, paper: Served) -> None:
    one = sight("#view=page&page=1", width=1024, height=768)
    paper.change("edition.yaml", "  - page: 2", "  - page 2")
    expect(one.page.locator(".notice.error")).to_be_visible()
    assert serious(one) == []


def test_every_part_can_be_reached_and_chosen_by_keyboard(sight: See) -> None:
    page = sight("#view=page&page=1").page
    part = page.get_by_role("button", name="稿件 layout，版框 second")
    part.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#room-story .slug code")).to_have_text("layout")


def test_tabs_are_turned_with_arrows(sight: See) -> None:
    page = sight().page
    page.get_by_role("tab", name="稿件").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="问题")).to_be_focused()
    expect(page.locator("#room-findings")).to_be_visible()
    expect(page.locator("#room-story")).to_be_hidden()


def test_with_reduced_motion_nothing_moves(sight: See) -> None:
    seen = sight()
    seen.page.emulate_media(reduced_motion="reduce")
    seen.page.evaluate("document.querySelector('.picture').classList.add('redrawn')")
    moving = seen.page.evaluate(
        "document.getAnimations().filter((one) => one.playState === 'running').length"
    )
    assert moving == 0


def test_words_are_there_in_both_languages() -> None:
    import json
    from pathlib import Path

    import typeset.preview

    static = Path(typeset.preview.__file__).parent / "static"
    zh, en = (json.loads((static / f"words.{lang}.json").read_text("utf-8")) for lang in ("zh", "en"))
    assert zh.keys() == en.keys()
    fields = {key: set(_fields(zh[key])) for key in zh}
    assert {key for key in en if set(_fields(en[key])) != fields[key]} == set()


def _fields(text: str) -> list[str]:
    import string

    return [name for _, name, _, _ in string.Formatter().parse(text) if name]
