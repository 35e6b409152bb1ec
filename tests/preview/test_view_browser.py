"""The page in a browser: pages follow their files, layers lie where things are, jumps lead to their other ends."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from browsing import Served, Sight, served, sights
from playwright.sync_api import Browser, Locator, Page, expect

See = Callable[..., Sight]
MORE = "\n又说了一遍这件事，还是那么长的一段话，再长一点就排不下了。\n"
NO_FLICKER = """() => {
  window.bare = 0;
  const picture = document.querySelector('.sheet[data-page="1"] .picture');
  new MutationObserver(() => { if (!picture.querySelector("img")) window.bare += 1; })
    .observe(picture, { childList: true });
}"""


def hash_of(page: Page) -> str:
    return str(page.evaluate("location.hash"))


def jump_of(paper: Served) -> dict[str, Any]:
    """The jump of the starter's lead to its second page."""
    (jump,) = layers(paper, 1)["jumps"]
    assert isinstance(jump, dict)
    return jump


def layers(paper: Served, page: int) -> Any:
    return httpx.get(f"{paper.url}/api/pages/{page}/layers", params={"lang": "en"}).json()


def test_all_pages_are_seen_with_their_status(sight: See) -> None:
    page = sight().page
    expect(page.locator(".card")).to_have_count(2)
    expect(page.locator(".card .picture img")).to_have_count(2)
    expect(page.locator(".card .status")).to_have_text(["无误", "无误"])
    assert page.title().startswith("我的报纸")
    page.locator(".card-open").nth(1).click()
    expect(page.locator(".rail-page[aria-current]")).to_contain_text("2")
    assert "view=page&page=2" in hash_of(page)


def test_a_saved_story_is_a_new_picture_and_the_old_one_stays_until_it_is_there(
    sight: See, paper: Served
) -> None:
    seen = sight()
    first, second = seen.digest(1), seen.digest(2)
    asked = len([url for url in seen.asked if "/pages/2/picture" in url])
    seen.page.evaluate(NO_FLICKER)
    paper.change("stories/welcome.md", "\nheadline: ", "\nheadline: 新")
    state = paper.until(lambda state: state["pages"][0]["digest"] != first)
    seen.shows(1, state["pages"][0]["digest"])
    assert seen.page.evaluate("window.bare") == 0
    assert seen.picture(1).locator("img").count() == 1
    # The other page has not changed, so nobody asks for its picture again.
    assert seen.digest(2) == second
    assert len([url for url in seen.asked if "/pages/2/picture" in url]) == asked


def test_copy_without_room_is_shown_on_its_page_and_told(sight: See, paper: Served) -> None:
    page = sight("#view=page&page=1").page
    paper.add("stories/layout.md", MORE * 12)
    state = paper.until(lambda state: state["pages"][0]["status"] == "over")
    (over,) = [story["over"] for story in state["stories"] if story["id"] == "layout"]
    expect(page.locator(".tag-overset")).to_contain_text(f"溢 {over} 字")
    expect(page.locator(".rail-page .status").first).to_have_text("溢文")
    expect(page.locator("#tab-findings .tab-count")).to_have_text("1")
    page.locator(".tag-finding-error").click()
    expect(page.locator("#room-findings .finding.pointed")).to_contain_text("T101")
    page.locator("#room-findings .finding.pointed .finding-go").click()
    expect(page.locator(".pulse")).to_have_count(1)


def test_layers_lie_where_things_are_and_stay_after_a_reload(sight: See, paper: Served) -> None:
    seen = sight("#view=page&page=1&zoom=width")
    page = seen.page
    page.get_by_role("button", name="版框", exact=True).click()
    lead = next(frame for frame in layers(paper, 1)["frames"] if frame["name"] == "lead")
    expect(page.locator(".tag-frame")).to_have_count(5)
    sheet = page.locator('.sheet[data-page="1"]').bounding_box()
    shapes = page.locator(".shapes .frame").evaluate_all(
        "all => all.map((one) => { const b = one.getBoundingClientRect(); return [b.x, b.y, b.width, b.height]; })"
    )
    assert sheet is not None
    per_mm = sheet["width"] / paper.state()["pages"][0]["width"]
    x, y, width, height = lead["rect"]
    wanted = (sheet["x"] + x * per_mm, sheet["y"] + y * per_mm, width * per_mm, height * per_mm)
    assert any(all(abs(a - b) < 2 for a, b in zip(shape, wanted, strict=True)) for shape in shapes)
    page.get_by_role("button", name="网格", exact=True).click()
    expect(page.locator(".shapes .column")).to_have_count(4)
    page.get_by_role("button", name="只看黑版").click()
    expect(seen.picture(1)).to_have_attribute("data-plate", "K")
    page.reload()
    expect(page.locator(".tag-frame")).to_have_count(5)
    expect(seen.picture(1)).to_have_attribute("data-plate", "K")
    expect(page.get_by_role("button", name="网格", exact=True)).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="网格", exact=True).click()
    expect(page.locator(".shapes .column")).to_have_count(0)


def test_a_jump_is_followed_to_its_other_end_and_back(sight: See, paper: Served) -> None:
    jump = jump_of(paper)
    page = sight("#view=page&page=1").page
    end = page.locator(".thread-end.from")
    expect(end).to_contain_text("去第2版")
    end.click()
    expect(page.locator('.sheet[data-page="2"]')).to_be_visible()
    expect(page.locator(".pulse")).to_have_count(1)
    # The way back has the keyboard.
    expect(page.locator(".thread-end.to")).to_be_focused()
    expect(page.locator("#said")).to_contain_text(jump["back"])
    page.keyboard.press("Enter")
    expect(page.locator('.sheet[data-page="1"]')).to_be_visible()
    page.go_back()
    expect(page.locator('.sheet[data-page="2"]')).to_be_visible()


def at_rest(page: Page, line: Locator) -> tuple[float, float]:
    """Where a line is at three tenths of its length, once the page about it no longer moves."""
    where = """one => {
        const p = one.getPointAtLength(one.getTotalLength() * 0.3), m = one.getScreenCTM();
        return [p.x + m.e, p.y + m.f];
    }"""
    before, now = None, line.evaluate(where)
    while now != before:
        page.wait_for_timeout(250)
        before, now = now, line.evaluate(where)
    return now[0], now[1]


def test_the_line_of_a_jump_joins_both_pages_and_leads_to_the_farther_end(sight: See) -> None:
    page = sight().page
    line = page.locator(".thread-hit")
    expect(line).to_have_count(1)
    expect(page.locator(".card .picture img")).to_have_count(2)
    page.mouse.click(*at_rest(page, line))
    expect(page.locator('.stage:not(.is-overview) .sheet[data-page="2"]')).to_be_visible()
    expect(page.locator("#room-story h3").filter(has_text="转版账")).to_be_visible()


def test_a_story_is_chosen_on_the_page_and_all_is_told_of_it(sight: See, paper: Served) -> None:
    page = sight("#view=page&page=1&zoom=whole").page
    part = next(one for one in layers(paper, 1)["parts"] if one["story"] == "welcome")
    page.locator('.sheet[data-page="1"] img').wait_for()
    expect(page.locator(".reach").first).to_be_attached()
    sheet = page.locator('.sheet[data-page="1"]').bounding_box()
    assert sheet is not None
    per_mm = sheet["width"] / paper.state()["pages"][0]["width"]
    x, y, width, height = part["rect"]
    page.mouse.click(sheet["x"] + (x + width / 2) * per_mm, sheet["y"] + (y + height / 2) * per_mm)
    room = page.locator("#room-story")
    expect(room.locator(".slug code")).to_have_text("welcome")
    numbers = [int(text) for text in room.locator(".numbers dd").all_text_contents()]
    assert numbers[0] == numbers[1] + numbers[2]
    expect(room.locator(".part")).to_have_count(2)
    expect(page.locator(".shapes .chosen")).to_have_count(1)
    link = room.get_by_role("link", name="VS Code").get_attribute("href")
    assert link is not None
    assert link.startswith("vscode://file/")
    assert re.search(r"/stories/welcome\.md:\d+:\d+$", link)
    room.get_by_role("button", name="算一算").click()
    expect(room.locator(".margin-table td")).to_have_count(6)
    room.locator(".part").nth(1).click()
    expect(page.locator('.sheet[data-page="2"]')).to_be_visible()
    page.keyboard.press("Escape")
    expect(room.locator(".stories")).to_be_visible()


def test_text_is_searched_and_shown_where_it_stands(sight: See) -> None:
    page = sight("#view=page&page=1").page
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("图片")
    expect(page.locator(".hit mark").first).to_have_text("图片")
    with_story = page.locator(".hit").filter(has_text="第2版").first
    with_story.click()
    expect(page.locator('.sheet[data-page="2"]')).to_be_visible()
    expect(page.locator(".pulse")).to_have_count(1)


def test_the_keyboard_does_all(sight: See) -> None:
    page = sight().page
    page.locator("#stage").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator('.stage:not(.is-overview) .sheet[data-page="2"]')).to_be_visible()
    page.keyboard.press("PageUp")
    expect(page.locator('.sheet[data-page="1"]')).to_be_visible()
    page.keyboard.press("2")
    expect(page.locator('.sheet[data-page="2"]')).to_be_visible()
    page.keyboard.press("0")
    expect(page.get_by_role("button", name="满宽")).to_have_attribute("aria-pressed", "true")
    width = page.locator(".sheet").bounding_box()
    page.keyboard.press("+")
    wider = page.locator(".sheet").bounding_box()
    assert width is not None
    assert wider is not None
    assert wider["width"] == pytest.approx(width["width"] * 1.25, rel=0.01)
    page.locator("#stage").focus()
    top = page.evaluate("document.getElementById('stage').scrollTop")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.getElementById('stage').scrollTop") > top
    page.keyboard.press("-")
    page.keyboard.press("w")
    expect(page.get_by_role("button", name="整版")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("?")
    expect(page.locator("dialog.help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.help")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator(".card")).to_have_count(2)


def test_a_larger_page_is_asked_for_as_finely_as_it_is_seen(sight: See) -> None:
    seen = sight("#view=page&page=1&zoom=0.3")
    expect(seen.picture(1)).to_have_attribute("data-dpi", "36")
    seen.page.keyboard.press("0")
    expect(seen.picture(1)).to_have_attribute("data-dpi", "120")
    small = seen.page.locator('.sheet[data-page="1"] img').evaluate(
        "one => one.naturalWidth / one.clientWidth"
    )
    assert small >= 1


def test_a_link_leads_to_the_same_place(sight: See) -> None:
    first = sight("#view=page&page=2&zoom=1.5").page
    first.locator('.sheet[data-page="2"] img').wait_for()
    # What the page scrolls by itself, to its middle, is in the address before somebody scrolls.
    expect(first).to_have_url(re.compile("at="))
    before = first.url
    first.evaluate("document.getElementById('stage').scrollTo(60, 300)")
    expect(first).not_to_have_url(before)
    assert "at=" in hash_of(first)
    second = sight(hash_of(first)).page
    second.locator('.sheet[data-page="2"] img').wait_for()
    assert second.evaluate("document.getElementById('stage').scrollTop") == pytest.approx(300, abs=4)


def test_what_is_looked_at_stays_in_view_when_its_page_is_redrawn(sight: See, paper: Served) -> None:
    seen = sight("#view=page&page=1&zoom=1.5")
    before = seen.digest(1)
    seen.page.evaluate("document.getElementById('stage').scrollTo(70, 400)")
    paper.change("stories/welcome.md", "\nheadline: ", "\nheadline: 新")
    state = paper.until(lambda state: state["pages"][0]["digest"] != before)
    seen.shows(1, state["pages"][0]["digest"])
    assert seen.page.evaluate("document.getElementById('stage').scrollTop") == 400


def test_two_browsers_are_in_step(sight: See, paper: Served) -> None:
    one, other = sight(), sight("#view=page&page=1", width=1024, height=768)
    before = one.digest(1)
    assert other.digest(1) == before
    paper.change("stories/welcome.md", "\nheadline: ", "\nheadline: 新")
    state = paper.until(lambda state: state["pages"][0]["digest"] != before)
    for seen in (one, other):
        seen.shows(1, state["pages"][0]["digest"])


def test_a_broken_file_leaves_the_last_good_page_greyed_and_says_where(sight: See, paper: Served) -> None:
    seen = sight("#view=page&page=1")
    before = seen.digest(1)
    page = seen.page
    paper.change("edition.yaml", "  - page: 2", "  - page 2")
    bar = page.locator(".notice.error")
    expect(bar).to_contain_text("editions/starter/edition.yaml:")
    expect(bar).to_have_attribute("role", "alert")
    assert (
        page.locator(".sheet img").evaluate("one => getComputedStyle(one).filter").startswith("grayscale(1)")
    )
    assert seen.digest(1) == before
    paper.change("edition.yaml", "  - page 2", "  - page: 2")
    expect(bar).to_have_count(0)
    assert page.locator(".sheet img").evaluate("one => getComputedStyle(one).filter") == "none"


def test_a_server_that_has_not_answered_yet_is_not_said_to_be_gone(sight: See, paper: Served) -> None:
    page = sight().page
    page.route("**/api/events*", lambda _: None)
    page.goto(f"{paper.url}/#view=page&page=1")
    page.reload()
    page.locator('.sheet[data-page="1"] img').wait_for()
    expect(page.locator(".server")).to_have_text("正在连接")
    assert page.locator(".notice").count() == 0


def test_a_server_that_is_gone_is_told_and_found_again(browser: Browser, tmp_path: Any) -> None:
    with served(tmp_path) as paper, sights(browser, paper) as opened:
        seen = opened(quiet=False)
        port = int(paper.url.rpartition(":")[2])
        expect(seen.page.locator(".server")).to_have_text("随存随排")
        digest = seen.digest(1)
        paper.program.terminate()
        paper.program.wait()
        expect(seen.page.locator(".notice.gone")).to_be_visible()
        expect(seen.page.locator(".server")).to_have_text("已断开")
        assert seen.digest(1) == digest
        with served(tmp_path, port=port) as again:
            again.change("stories/welcome.md", "\nheadline: ", "\nheadline: 新")
            state = again.until(lambda state: state["pages"][0]["digest"] != digest)
            seen.shows(1, state["pages"][0]["digest"])
            expect(seen.page.locator(".notice.gone")).to_have_count(0)


def test_who_may_only_read_is_offered_nothing_else(browser: Browser, tmp_path: Any) -> None:
    with served(tmp_path, "--read-only") as paper, sights(browser, paper) as opened:
        page = opened("#view=page&page=1&story=welcome&tab=edit").page
        expect(page.locator(".badge")).to_have_text("只读")
        expect(page.locator("#tab-edit")).to_be_hidden()
        expect(page.locator("#room-story .slug code")).to_have_text("welcome")
        expect(page.get_by_role("button", name="移框")).to_be_hidden()
        expect(page.get_by_role("button", name="编辑")).to_have_count(0)


def test_the_page_speaks_both_languages(sight: See) -> None:
    page = sight("#view=page&page=1").page
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    page.get_by_role("button", name="EN", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("tab", name="Stories")).to_be_visible()
    expect(page.get_by_role("button", name="Frames", exact=True)).to_be_visible()
    page.reload()
    expect(page.get_by_role("tab", name="Stories")).to_be_visible()


def test_proofs_are_offered_for_the_page_and_the_issue(sight: See, paper: Served) -> None:
    page = sight("#view=page&page=2").page
    page.get_by_role("button", name="校样").click()
    links = page.locator("#proofs a[download]").evaluate_all(
        "all => all.map((one) => one.getAttribute('href'))"
    )
    assert links == ["/api/pages/2.pdf", "/api/edition.pdf"]
    for link in links:
        assert httpx.get(paper.url + link, timeout=60).content.startswith(b"%PDF")
