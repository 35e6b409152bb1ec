"""Editing in a browser: files with completion, marks and conflicts; frames dragged; stories placed; all of it undone."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from browsing import PATIENCE, Served, Sight
from playwright.sync_api import APIResponse, Locator, Page, Route, expect

See = Callable[..., Sight]
FRONT = "layouts/starter-front.yaml"
EDITION = "editions/starter/edition.yaml"
WELCOME = "editions/starter/stories/welcome.md"
WAITING = "---\nheadline: 等着上版\n---\n一段短文，等着排进空框里去。\n"


def _text(paper: Served, name: str) -> str:
    return (paper.workspace / name).read_text(encoding="utf-8")


def _until(paper: Served, name: str, reached: Callable[[str], bool]) -> str:
    paper.until(lambda _: reached(_text(paper, name)))
    return _text(paper, name)


def _opened(page: Page, file: str) -> Locator:
    """The editor with a file in it."""
    page.locator(".edit-file").wait_for()
    page.locator(f'.edit-file option[value="{file}"]').wait_for(state="attached")
    page.locator(".edit-file").select_option(file)
    content = page.locator(".edit-text .cm-content")
    expect(content).to_have_attribute("aria-label", re.compile(re.escape(file)))
    return content


def _typed(page: Page, line: str, text: str) -> None:
    """Type at the end of a line; the editor indents new lines as the one before them."""
    page.locator(".edit-text .cm-line", has_text=line).first.click()
    # Once to the end of what is seen as a line, again to that of the line.
    page.keyboard.press("End")
    page.keyboard.press("End")
    page.keyboard.type(text)


def _box(page: Page, frame: str) -> Locator:
    return page.locator(f'.edit-frame[data-frame="{frame}"]')


def _middle(box: Locator) -> tuple[float, float, dict[str, float]]:
    place = box.bounding_box()
    assert place is not None
    return place["x"] + place["width"] / 2, place["y"] + place["height"] / 2, dict(place)


def _moving(sight: See, number: int = 1, **more: Any) -> Page:
    page = sight(f"#view=page&page={number}", **more).page
    page.locator("[data-tool=move]").click()
    page.locator(".edit-frame").first.wait_for()
    return page


@pytest.fixture
def waiting(paper: Served) -> Iterator[Served]:
    """A story that waits, and a frame that waits for one: the second of page 1."""
    file = paper.workspace / "editions/starter/stories/waiting.md"
    file.write_text(WAITING, encoding="utf-8")
    paper.change("edition.yaml", "      second: layout\n", "")
    paper.until(lambda state: {one["title"] for one in state["unplaced"]} >= {"等着上版"})
    yield paper
    file.unlink()


def test_a_story_is_edited_saved_and_undone_after_saving(sight: See, paper: Served) -> None:
    seen = sight("#view=page&page=1&tab=edit")
    page, before, picture = seen.page, _text(paper, WELCOME), seen.digest(1)
    content = _opened(page, WELCOME)
    expect(page.locator(".edit-says")).to_have_text("已保存")
    _typed(page, "headline:", "又写了一句话")
    expect(page.locator(".edit-says")).to_have_text("未保存")
    assert _text(paper, WELCOME) == before
    page.keyboard.press("Control+s")
    expect(page.locator(".edit-says")).to_have_text("已保存")
    assert "又写了一句话" in _text(paper, WELCOME)
    expect(seen.picture(1)).not_to_have_attribute("data-digest", picture)
    # The editor's own steps go back over the save; and so does the server's for the file.
    content.press("Control+z")
    expect(page.locator(".edit-says")).to_have_text("未保存")
    page.keyboard.press("Control+Shift+z")
    expect(page.locator(".edit-says")).to_have_text("已保存")
    page.get_by_role("button", name="撤销").click()
    _until(paper, WELCOME, lambda text: text == before)
    expect(content).not_to_contain_text("又写了一句话")
    seen.shows(1, picture)


def test_a_file_changed_on_disk_is_never_overwritten_silently(sight: See, paper: Served) -> None:
    page = sight("#view=page&page=1&tab=edit", quiet=False).page
    _opened(page, FRONT)
    _typed(page, "layout: starter-front", "   # 我的注")
    theirs = _text(paper, FRONT) + "# 别人的注\n"
    (paper.workspace / FRONT).write_text(theirs, encoding="utf-8")
    page.keyboard.press("Control+s")
    dialog = page.locator("dialog.edit-conflict")
    dialog.wait_for()
    expect(dialog).to_contain_text("别人的注")
    expect(dialog).to_contain_text("我的注")
    assert _text(paper, FRONT) == theirs
    page.keyboard.press("Escape")
    expect(page.locator(".edit-notice")).to_be_visible()
    assert _text(paper, FRONT) == theirs
    page.get_by_role("button", name="比较").click()
    dialog.get_by_role("button", name=re.compile("用我的")).click()
    mine = _until(paper, FRONT, lambda text: text != theirs)
    assert "# 我的注" in mine
    assert "# 别人的注" not in mine
    expect(page.locator(".edit-notice")).to_be_hidden()
    # What was overwritten comes back by undo.
    expect(page.locator(".edit-says")).to_have_text("已保存")
    page.get_by_role("button", name="撤销").click()
    _until(paper, FRONT, lambda text: text == theirs)


def test_theirs_can_be_taken(sight: See, paper: Served) -> None:
    page = sight("#view=page&page=1&tab=edit", quiet=False).page
    content = _opened(page, FRONT)
    _typed(page, "layout: starter-front", "   # 我的注")
    theirs = _text(paper, FRONT) + "# 别人的注\n"
    (paper.workspace / FRONT).write_text(theirs, encoding="utf-8")
    page.keyboard.press("Control+s")
    page.locator("dialog.edit-conflict").get_by_role("button", name=re.compile("用磁盘上的")).click()
    expect(content).to_contain_text("别人的注")
    expect(content).not_to_contain_text("我的注")
    expect(page.locator(".edit-says")).to_have_text("已保存")
    assert _text(paper, FRONT) == theirs


def test_what_others_save_is_followed_while_nothing_is_unsaved(sight: See, paper: Served) -> None:
    page = sight("#view=page&page=1&tab=edit").page
    content = _opened(page, FRONT)
    paper.change("starter-front.yaml", "rows: 7-32", "rows: 7-31")
    expect(content).to_contain_text("rows: 7-31")
    expect(page.locator(".edit-says")).to_have_text("已保存")
    _typed(page, "layout: starter-front", "   # 我的注")
    paper.change("starter-front.yaml", "rows: 7-31", "rows: 7-30")
    expect(page.locator(".edit-notice")).to_be_visible()
    expect(content).to_contain_text("rows: 7-31")


@pytest.mark.parametrize(
    ("line", "typed", "offered", "said"),
    [
        ("jump: auto}", "\nnew: {kind: ", "masthead", "版框的用途"),
        ("jump: auto}", "\nnew: {kind: story, jum", "jump", "可否转版"),
        ("jump: auto}", "\nnew:\n  kind: story\n", None, None),
        ("extends: starter", "\ngri", "grid", None),
        ("jump: auto}", "\nnew: {kind: story, headline: {pl", "place", "标题的位置"),
        ("jump: auto}", "\nnew: {kind: story, below: l", "lead", None),
    ],
)
def test_keys_and_values_are_offered_with_what_they_mean(
    line: str, typed: str, offered: str | None, said: str | None, sight: See, paper: Served
) -> None:
    page = sight("#view=page&page=1&tab=edit").page
    _opened(page, FRONT)
    _typed(page, line, typed)
    if offered is None:
        page.keyboard.press("Control+Space")
        offered, said = "story_columns", None
    choices = page.locator(".cm-tooltip-autocomplete [role=option]")
    expect(choices.filter(has_text=re.compile(f"^{offered}"))).to_be_visible()
    if said is not None:
        expect(page.locator(".cm-completionInfo")).to_contain_text(said)
        page.screenshot()
    page.keyboard.press("Escape")
    for _ in range(len(typed) * 2):
        page.keyboard.press("Control+z")
    expect(page.locator(".edit-says")).to_have_text("已保存")


def test_names_of_the_edition_are_offered(sight: See) -> None:
    page = sight("#view=page&page=1&tab=edit").page
    _opened(page, EDITION)
    _typed(page, "section: 综合", "\nplace: {main: w")
    expect(page.locator(".cm-tooltip-autocomplete [role=option]")).to_contain_text("welcome")
    page.keyboard.press("Escape")
    _typed(page, "issue: 1", "\nfold: ")
    choices = page.locator(".cm-tooltip-autocomplete [role=option]")
    expect(choices.filter(has_text="nested")).to_be_visible()
    expect(choices.filter(has_text="separate")).to_be_visible()


def test_findings_are_marked_at_their_lines(sight: See, paper: Served) -> None:
    page = sight("#view=page&page=1&tab=edit").page
    _opened(page, FRONT)
    expect(page.locator(".cm-lint-marker-error")).to_have_count(0)
    paper.change("starter-front.yaml", "rows: 7-32", "rows: 7-320")
    marker = page.locator(".cm-lint-marker-error").first
    marker.wait_for()
    marker.hover()
    expect(page.locator(".cm-diagnostic").first).to_contain_text("lead")
    paper.change("starter-front.yaml", "rows: 7-320", "rows: 7-32")
    expect(page.locator(".cm-lint-marker-error")).to_have_count(0)


def test_a_finding_opens_its_file_at_its_line(sight: See, paper: Served) -> None:
    page = sight("#view=page&page=1&tab=findings").page
    paper.change("starter-front.yaml", "rows: 7-32", "rows: 7-320")
    page.locator(".notice .place").first.click()
    line = page.locator(".edit-text .cm-activeLine")
    expect(line).to_contain_text("lead:")


def test_a_dragged_frame_is_written_with_its_comments_and_the_page_follows(sight: See, paper: Served) -> None:
    paper.change("starter-front.yaml", "  lead:", "  # 头条：通栏\n  lead:")
    paper.until(lambda state: not state["building"])
    seen = sight("#view=page&page=1")
    page, before, picture = seen.page, _text(paper, FRONT), seen.digest(1)
    page.locator("[data-tool=move]").click()
    box = _box(page, "lead")
    x, _, place = _middle(box)
    page.mouse.move(x, place["y"] + place["height"] - 2)
    page.mouse.down()
    page.mouse.move(x, place["y"] + place["height"] - 30, steps=4)
    figures = page.locator(".edit-figures")
    expect(figures).to_contain_text("1–4栏 7–")
    assert _text(paper, FRONT) == before
    page.mouse.up()
    after = _until(paper, FRONT, lambda text: text != before)
    (wanted,) = re.findall(r"lead: .*rows: 7-(\d+),", after)
    assert 20 < int(wanted) < 32
    assert after == before.replace("rows: 7-32", f"rows: 7-{wanted}")
    assert "# 头条：通栏" in after
    expect(seen.picture(1)).not_to_have_attribute("data-digest", picture)
    expect(page.locator(".toast")).to_contain_text("lead")
    page.keyboard.press("Control+z")
    _until(paper, FRONT, lambda text: text == before)
    seen.shows(1, picture)


def test_escape_leaves_a_frame_where_it_was(sight: See, paper: Served) -> None:
    page, before = _moving(sight), _text(paper, FRONT)
    x, y, _ = _middle(_box(page, "second"))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y - 60, steps=4)
    expect(page.locator(".edit-ghost")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".edit-ghost")).to_be_hidden()
    page.mouse.up()
    expect(page.locator("[data-tool=move]")).to_have_attribute("aria-pressed", "true")
    assert _text(paper, FRONT) == before


def test_frames_are_moved_by_keyboard(sight: See, paper: Served) -> None:
    page, before = _moving(sight), _text(paper, FRONT)
    _box(page, "lead").focus()
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Enter")
    after = _until(paper, FRONT, lambda text: text != before)
    assert after == before.replace("columns: 1-4, rows: 7-32", "columns: 1-3, rows: 7-30")
    expect(_box(page, "lead")).to_be_focused()
    expect(_box(page, "lead")).to_have_attribute("aria-label", re.compile("1–3栏，7–30行"))
    page.keyboard.press("ArrowRight")
    _until(paper, FRONT, lambda text: "columns: 2-4, rows: 7-30" in text)
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    _until(paper, FRONT, lambda text: text == before)


def test_what_is_still_being_written_is_taken_back_too(sight: See, paper: Served) -> None:
    page, before = _moving(sight), _text(paper, FRONT)
    held: list[tuple[Route, APIResponse]] = []
    page.route("**/api/frames/move*", lambda route: held.append((route, route.fetch())))
    _box(page, "lead").focus()
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("Enter")
    end = time.monotonic() + PATIENCE
    while not held and time.monotonic() < end:
        # What is asked of the server comes here only while the browser is waited for.
        page.wait_for_timeout(20)
    page.keyboard.press("Control+z")
    assert "columns: 1-4, rows: 7-31" in _text(paper, FRONT)
    route, answer = held.pop()
    route.fulfill(response=answer)
    expect(page.locator(".toast", has_text="已撤销").last).to_be_visible()
    assert _text(paper, FRONT) == before


def test_a_layout_changed_meanwhile_is_not_overwritten_by_a_drag(sight: See, paper: Served) -> None:
    page = _moving(sight, quiet=False)
    page.route("**/api/pages/1/handles*", lambda route: route.abort())
    paper.change("starter-front.yaml", "extends: starter", "extends: starter   # 别人的注")
    theirs = _text(paper, FRONT)
    _box(page, "lead").focus()
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator(".toast.is-bad")).to_contain_text("没有写")
    assert _text(paper, FRONT) == theirs


def test_an_edge_held_by_a_neighbour_says_why(sight: See, paper: Served) -> None:
    paper.change("starter-front.yaml", "rows: 34-51", "below: lead, rows: 18行")
    paper.until(lambda state: not state["building"])
    page = _moving(sight)
    box = _box(page, "second")
    expect(box).to_have_attribute("title", re.compile("lead"))
    before = _text(paper, FRONT)
    box.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".toast.is-bad")).to_contain_text("lead")
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("Enter")
    assert "rows: 17行" in _until(paper, FRONT, lambda text: text != before)


def test_a_story_is_dragged_from_the_pool_into_a_free_frame(sight: See, waiting: Served) -> None:
    seen = sight("#view=page&page=1&tab=story")
    page, before = seen.page, _text(waiting, EDITION)
    item = page.locator(".pool-item", has_text="等着上版")
    page.locator("[data-tool=move]").click()
    box = _box(page, "second")
    expect(box).to_have_class(re.compile("is-free"))
    item.drag_to(box)
    after = _until(waiting, EDITION, lambda text: text != before)
    assert "      lead: welcome\n" in after
    assert "      second: waiting\n" in after
    expect(item).to_have_count(0)
    expect(_box(page, "second")).not_to_have_class(re.compile("is-free"))
    page.get_by_role("button", name="撤销").click()
    _until(waiting, EDITION, lambda text: text == before)
    expect(item).to_be_visible()


def test_a_story_is_placed_and_taken_back_by_keyboard(sight: See, waiting: Served) -> None:
    page, before = _moving(sight), _text(waiting, EDITION)
    _box(page, "second").focus()
    page.keyboard.press("Enter")
    dialog = page.locator("dialog.edit-place")
    dialog.get_by_role("button", name="等着上版").click()
    _until(waiting, EDITION, lambda text: "second: waiting" in text)
    expect(_box(page, "second")).not_to_have_class(re.compile("is-free"))
    _box(page, "second").focus()
    page.keyboard.press("Delete")
    dialog.get_by_role("button", name=re.compile("取下")).click()
    _until(waiting, EDITION, lambda text: text == before)


def test_for_reading_only_nothing_can_be_taken_hold_of(tmp_path: Any, browser: Any) -> None:
    from browsing import served, sights

    with served(tmp_path, "--read-only") as paper, sights(browser, paper) as see:
        page = see("#view=page&page=1&tab=edit").page
        expect(page.locator("[data-tool=move]")).to_be_hidden()
        expect(page.locator("#tab-edit")).to_be_hidden()
        expect(page.locator(".edit-frame")).to_have_count(0)


PLACES: list[tuple[str, dict[str, Any] | None]] = [
    ("ext", {"path": [], "kind": "key", "keys": []}),
    (
        "frames:\n  new:\n    kind: story\n    he",
        {"path": ["frames", "new"], "kind": "key", "keys": ["kind"]},
    ),
    (
        "frames:\n  a: {b: [1, 2]}\n  new: {kind: ",
        {"path": ["frames", "new", "kind"], "kind": "value", "keys": ["kind"]},
    ),
    ("a: {b: {c: x, d", {"path": ["a", "b"], "kind": "key", "keys": ["c"]}),
    ("pages:\n  - page: 1\n  - page: 2\n    pl", {"path": ["pages", 1], "kind": "key", "keys": ["page"]}),
    (
        "pages:\n  - {page: 1, place: {lead: [a, ",
        {"path": ["pages", 0, "place", "lead", 1], "kind": "value", "keys": []},
    ),
    ('a: "x: {y"\nb: ', {"path": ["b"], "kind": "value", "keys": []}),
    ("a: {b: 1,\n  c: ", {"path": ["a", "c"], "kind": "value", "keys": ["b", "c"]}),
    ("a: |\n  b: c\n  d", None),
    ("a: 1   # b: ", None),
]


def test_where_in_a_half_typed_text_the_cursor_is(sight: See) -> None:
    page = sight().page
    asked = """async (texts) => {
      const { placeIn } = await import("/static/yamlplace.js");
      return texts.map((text) => placeIn(text, text.length));
    }"""
    found = page.evaluate(asked, [text for text, _ in PLACES])
    for (text, place), one in zip(PLACES, found, strict=True):
        if one is not None:
            del one["from"]
        assert one == place, text
