"""A plan of jumps that is held (保版): late changes on one page leave plated pages as they are, or it is said which cannot stay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from typeset.cli import main

HOUSE = """\
paper: 小样报
sheet: {trim: [125mm, 110mm], type_area: {top: 7mm, bottom: 7mm, inside: 9mm, outside: 4.8mm}}
grid: {columns: 4, measure: 8字, gutter: 1字, body: 9pt, leading: 12pt}
styles:
  body: {face: 宋, size: 9pt, indent: 2字, align: justify}
  headline: {face: 小标宋, white_below: 2pt, fit: {sizes: [24pt, 18pt, 14pt], squeeze: 85%..100%}}
  jump_head: {face: 小标宋, fit: {sizes: [14pt, 12pt]}}
jumps: {least_before: 2行, least_after: 2行, most_jumps: 2}
"""
FRONT = """\
layout: front
extends: small
frames:
  lead: {kind: story, columns: 1-4, rows: 1-14, story_columns: 4, jump: auto}
  other: {kind: story, columns: 1-4, rows: 16-22, story_columns: 4, jump: auto}
"""
INSIDE = """\
layout: inside
extends: small
frames:
  tails: {kind: tails, columns: 1-4, rows: 1-22, story_columns: 4}
"""
EDITION = """\
extends: small
date: 2026-11-22
fillers: [first, second]
pages:
  - {page: 1, section: 要闻, layout: front, place: {lead: harvest, other: market}}
  - {page: 2, section: 综合, layout: inside}
  - {page: 3, section: 综合, layout: inside}
"""
PARAGRAPHS = (
    "镇上的老人说，这样的秋天十年里也就两三回，雨停得早，太阳出得勤。粮站门口排起了车，过磅的声音一直响到天黑。",
    "合作社今年添了三台烘干机，湿谷子进去，干谷子出来，不用再看天的脸色。社长算过账，一亩地能多收四十斤。",
    "村里的年轻人把打谷场搬到了网上，看的人多，买的人也多。头一天就卖出去两千斤新米，快递车来了三趟。",
    "等到最后一车粮食进了仓，老站长把门锁好，绕着粮仓走了一圈。他说，这声音他听了三十年，还是听不够。",
)
TAIL = "明年开春还要修两条水渠，图纸已经画好，贴在村委会的墙上。谁家有主意，都可以写在旁边。"


def copy(*, first: str = "", last: str = "", times: int = 2) -> str:
    body = [first + PARAGRAPHS[0], *PARAGRAPHS[1:], *PARAGRAPHS * (times - 1), TAIL + last]
    return "---\nheadline: 秋粮归仓\n---\n" + "\n\n".join(body)


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    folder = tmp_path / "editions" / "day"
    (tmp_path / "layouts").mkdir()
    (folder / "stories").mkdir(parents=True)
    for name, text in (("small", HOUSE), ("front", FRONT), ("inside", INSIDE)):
        (tmp_path / "layouts" / f"{name}.yaml").write_text(text, encoding="utf-8")
    (folder / "edition.yaml").write_text(EDITION, encoding="utf-8")
    for name, text in (
        ("harvest", copy()),
        ("market", "---\nheadline: 早市\n---\n" + "\n\n".join(PARAGRAPHS[:3])),
        ("first", "---\nheadline: 补白一\n---\n" + PARAGRAPHS[0]),
        ("second", "---\nheadline: 补白二\n---\n" + PARAGRAPHS[1]),
    ):
        write(folder, name, text)
    return folder


def write(folder: Path, name: str, text: str) -> None:
    (folder / "stories" / f"{name}.md").write_text(text, encoding="utf-8")


def build(folder: Path, *more: str) -> int:
    return main(["build", str(folder), "--quiet", "--fail-on", "error", *more])


def report(folder: Path) -> dict[str, list[dict[str, object]]]:
    loaded: dict[str, list[dict[str, object]]] = json.loads(
        (folder / "out" / "report.json").read_text("utf-8")
    )
    return loaded


def codes(folder: Path) -> set[object]:
    return {f["code"] for f in report(folder)["findings"]}


def page(folder: Path, number: int) -> bytes:
    return (folder / "out" / "pages" / f"{number:02}.pdf").read_bytes()


def carried(folder: Path) -> dict[object, object]:
    return {jump["story"]: jump["characters_after"] for jump in report(folder)["jumps"]}


def test_a_build_leaves_its_plan_beside_the_edition(issue: Path) -> None:
    assert build(issue) == 0
    plan = yaml.safe_load((issue / "jumps.lock").read_text("utf-8"))
    assert set(plan) == {"version", "pages", "jumps", "fillers", "parts"}
    assert set(plan["pages"]) == {"1", "2", "3"}
    assert [(jump["story"], jump["page"], jump["to"], jump["frame"]) for jump in plan["jumps"]] == [
        ("harvest", "1", "2", "tails"),
        ("market", "1", "2", "tails"),
    ]
    assert {one["filler"] for one in plan["fillers"]} == {"first", "second"}
    assert {(one["page"], one.get("story")) for one in plan["parts"]} >= {
        ("1", "harvest"),
        ("1", "market"),
        ("2", None),
    }


def test_a_build_elsewhere_or_of_some_pages_leaves_no_plan(issue: Path, tmp_path: Path) -> None:
    assert build(issue, "-o", str(tmp_path / "elsewhere")) == 0
    assert build(issue, "--page", "2") == 0
    assert not (issue / "jumps.lock").exists()


@pytest.mark.parametrize(
    "added",
    ["昨天，", "昨天下午三点，太阳还很高，", "昨天下午三点，太阳还很高，风也不大，正是晒谷子的好时候，"],
)
def test_a_change_before_the_cut_leaves_the_tail_where_it_is(issue: Path, added: str) -> None:
    assert build(issue) == 0
    before = page(issue, 2), page(issue, 3), carried(issue)
    write(issue, "harvest", copy(first=added))
    assert build(issue, "--hold", "2,3") == 0
    assert (page(issue, 2), page(issue, 3), carried(issue)) == before
    assert "jump-not-held" not in codes(issue)
    (told,) = (f for f in report(issue)["findings"] if f["code"] == "pages-to-make-again")
    assert str(told["message"]).endswith("：1")


def test_without_holding_the_same_change_moves_the_tail(issue: Path) -> None:
    assert build(issue) == 0
    before = page(issue, 2)
    write(issue, "harvest", copy(first="昨天下午三点，太阳还很高，风也不大，正是晒谷子的好时候，" * 2))
    assert build(issue) == 0
    assert page(issue, 2) != before


def test_shorter_copy_that_would_fit_whole_still_goes_on_where_it_did(issue: Path) -> None:
    assert build(issue) == 0
    before, cut = page(issue, 2), carried(issue)["harvest"]
    assert isinstance(cut, int)
    body = copy().split("---\n")[2].split("\n\n")
    behind = next(n for n in range(len(body)) if len("".join(body[n + 1 :])) < cut)
    shorter = "---\nheadline: 秋粮归仓\n---\n" + "\n\n".join([body[0], *body[behind:]])
    write(issue, "harvest", shorter)
    assert build(issue, "--hold", "2") == 0
    assert (page(issue, 2), carried(issue)["harvest"]) == (before, cut)
    assert build(issue) == 0
    assert "harvest" not in carried(issue)


def test_changed_copy_behind_the_cut_is_told_and_the_page_is_an_error(issue: Path) -> None:
    assert build(issue) == 0
    plan, plate = (issue / "jumps.lock").read_bytes(), page(issue, 2)
    digests = (issue / "out" / "SHA256SUMS").read_text("utf-8")
    write(issue, "harvest", copy(last="欢迎大家来看。"))
    assert build(issue, "--hold", "2,3") == 1
    found = {f["code"]: f for f in report(issue)["findings"]}
    assert found["held-page-changed"]["page"] == 2
    assert found["jump-not-held"]["story"] == "harvest"
    assert "overset" not in found
    # What is on plates is still the build before, and what they were made of is there.
    assert (issue / "jumps.lock").read_bytes() == plan
    assert page(issue, 2) == plate
    kept = [line for line in digests.splitlines() if "02.pdf" in line or "03.pdf" in line]
    assert set(kept) <= set((issue / "out" / "SHA256SUMS").read_text("utf-8").splitlines())
    # The page it jumps from would leave out what the plate does not have.
    assert (found["parted-from-plate"]["page"], found["parted-from-plate"]["story"]) == (1, "harvest")
    assert not (issue / "out" / "pages" / "01.pdf").exists()


def test_with_all_pages_held_a_changed_tail_is_only_told(issue: Path) -> None:
    assert build(issue) == 0
    write(issue, "harvest", copy(last="欢迎大家来看。"))
    assert build(issue, "--hold") == 0
    assert {"jump-not-held", "pages-to-make-again"} <= codes(issue)
    assert "held-page-changed" not in codes(issue)


def test_copy_that_no_longer_fits_before_its_cut_is_told(issue: Path) -> None:
    assert build(issue) == 0
    write(issue, "harvest", copy(first=PARAGRAPHS[0] * 2))
    assert build(issue, "--hold", "2") == 1
    assert "parted-from-plate" in codes(issue)
    assert not (issue / "out" / "pages" / "01.pdf").exists()
    (told,) = (f for f in report(issue)["findings"] if f["code"] == "jump-not-held")
    assert "放不下" in str(told["message"])


def test_no_other_story_goes_to_a_page_that_is_held(issue: Path) -> None:
    write(issue, "market", "---\nheadline: 早市\n---\n" + PARAGRAPHS[0])
    assert build(issue) == 0
    before = page(issue, 2)
    write(issue, "market", "---\nheadline: 早市\n---\n" + "\n\n".join(PARAGRAPHS[:3]))
    assert build(issue, "--hold", "2") == 0
    assert page(issue, 2) == before
    assert {jump["story"]: jump["to"] for jump in report(issue)["jumps"]}["market"] == {
        "page": 3,
        "page_name": "3",
        "frame": "tails",
    }


def test_fillers_stay_on_their_pages(issue: Path) -> None:
    edition = issue / "edition.yaml"
    assert build(issue) == 0
    before = page(issue, 2), page(issue, 3)
    # The pool in another order would fill other rooms with them.
    edition.write_text(EDITION.replace("[first, second]", "[second, first]"), encoding="utf-8")
    assert build(issue, "--hold", "2,3") == 0
    assert (page(issue, 2), page(issue, 3)) == before


@pytest.mark.parametrize("rows", [9, 10, 11, 12, 13, 14])
def test_holding_what_has_not_changed_changes_nothing(issue: Path, rows: int) -> None:
    layouts = issue.parents[1] / "layouts"
    (layouts / "inside.yaml").write_text(INSIDE.replace("rows: 1-22", f"rows: 1-{rows}"), encoding="utf-8")
    write(issue, "harvest", copy(times=3))
    status = build(issue)
    before = [page.read_bytes() for page in sorted((issue / "out" / "pages").iterdir())]
    jumps = report(issue)["jumps"]
    assert build(issue, "--hold") == status
    assert [page.read_bytes() for page in sorted((issue / "out" / "pages").iterdir())] == before
    assert report(issue)["jumps"] == jumps
    assert "jump-not-held" not in codes(issue)


@pytest.mark.parametrize("most", [2, 5, 8])
def test_a_limit_of_tails_leaves_no_copy_without_room(issue: Path, most: int) -> None:
    layouts = issue.parents[1] / "layouts"
    house = HOUSE.replace("most_jumps: 2", f"most_jumps: 3, most_after: {most}行")
    (layouts / "small.yaml").write_text(house, encoding="utf-8")
    write(issue, "market", "---\nheadline: 早市\n---\n" + PARAGRAPHS[0])
    assert build(issue) == 0
    assert "overset" not in codes(issue)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (("jump: {page: 3}", None), "转到别处"),
        (("jump: never", None), "转到别处"),
        ((None, ('to: "2"', 'to: "1"')), "版面改了"),
        ((None, ("rows: ", "rows: 1 #")), None),
    ],
)
def test_a_wish_that_has_changed_or_a_plan_that_cannot_be_releases_the_jump(
    issue: Path, spoil: tuple[str | None, tuple[str, str] | None], said: str | None
) -> None:
    assert build(issue) == 0
    wish, changed = spoil
    if wish is not None:
        write(issue, "harvest", copy().replace("---\n", f"---\n{wish}\n", 1))
    if changed is not None:
        lock = issue / "jumps.lock"
        lock.write_text(lock.read_text("utf-8").replace(*changed), encoding="utf-8")
    status = build(issue, "--hold")
    if said is None:
        assert status == 2
        return
    told = [str(f["message"]) for f in report(issue)["findings"] if f["code"] == "jump-not-held"]
    assert told
    assert said in told[0]
    assert "jump-unpaired" not in codes(issue)


def test_pages_that_were_not_written_are_told_as_well(issue: Path) -> None:
    layouts = issue.parents[1] / "layouts"
    (layouts / "inside.yaml").write_text(INSIDE.replace("rows: 1-22", "rows: 1-5"), encoding="utf-8")
    write(issue, "harvest", copy(times=3))
    assert build(issue) == 1
    written = {page.stem.lstrip("0") for page in (issue / "out" / "pages").iterdir()}
    assert set(yaml.safe_load((issue / "jumps.lock").read_text("utf-8"))["pages"]) == written
    build(issue, "--hold")
    (told,) = (f for f in report(issue)["findings"] if f["code"] == "pages-to-make-again")
    assert set(str(told["message"]).partition("：")[2].split("、")) == {"1", "2", "3"} - written


def test_a_page_that_is_not_written_for_an_error_can_still_be_held_as_it_was(issue: Path) -> None:
    assert build(issue) == 0
    plan, page = (issue / "jumps.lock").read_bytes(), (issue / "out/pages/01.pdf").read_bytes()
    write(issue, "harvest", copy().replace("秋粮归仓", "秋粮归仓" * 30))
    assert build(issue) == 1
    assert not (issue / "out/pages/01.pdf").exists()
    write(issue, "harvest", copy())
    assert build(issue, "--hold", "1") == 0
    assert "held-page-changed" not in codes(issue)
    assert (issue / "out/pages/01.pdf").read_bytes() == page
    assert build(issue) == 0
    assert (issue / "jumps.lock").read_bytes() == plan


def test_holding_leaves_the_plan_as_it_is(issue: Path) -> None:
    assert build(issue) == 0
    plan = (issue / "jumps.lock").read_bytes()
    write(issue, "harvest", copy(first="昨天，"))
    assert build(issue, "--hold") == 0
    assert (issue / "jumps.lock").read_bytes() == plan


def told_of_held_page(issue: Path) -> str:
    (told,) = (f for f in report(issue)["findings"] if f["code"] == "held-page-changed")
    return str(told["message"])


def test_another_date_is_another_page(issue: Path) -> None:
    assert build(issue) == 0
    edition = issue / "edition.yaml"
    edition.write_text(EDITION.replace("2026-11-22", "2026-11-23"), encoding="utf-8")
    assert build(issue, "--hold", "2") == 1
    assert "各篇都没有动" in told_of_held_page(issue)


def test_it_is_told_which_stories_of_a_held_page_have_changed(issue: Path) -> None:
    assert build(issue) == 0
    write(issue, "market", "---\nheadline: 晚市\n---\n" + "\n\n".join(PARAGRAPHS[:3]))
    assert build(issue, "--hold", "1") == 1
    told = told_of_held_page(issue)
    assert "（“market”）" in told
    write(issue, "harvest", copy(first="昨天，"))
    assert build(issue, "--hold", "1") == 1
    assert "（“harvest”、“market”）" in told_of_held_page(issue)


def test_a_changed_rest_of_a_held_page_is_told_as_such(issue: Path) -> None:
    assert build(issue) == 0
    layout = issue.parents[1] / "layouts" / "front.yaml"
    more = "  foot: {kind: text, columns: 1-1, rows: 15-15, content: [完]}\n"
    layout.write_text(FRONT + more, encoding="utf-8")
    assert build(issue, "--hold", "1") == 1
    assert "（版上其余部分）" in told_of_held_page(issue)


def test_a_plan_that_knows_of_no_parts_is_held_all_the_same(issue: Path) -> None:
    assert build(issue) == 0
    lock = issue / "jumps.lock"
    whole = lock.read_text("utf-8")
    lock.write_text(whole[: whole.index("parts:")], encoding="utf-8")
    assert build(issue, "--hold", "1,2,3") == 0
    write(issue, "market", "---\nheadline: 晚市\n---\n" + "\n\n".join(PARAGRAPHS[:3]))
    assert build(issue, "--hold", "1") == 1
    assert "与上次不同，须" in told_of_held_page(issue)


def test_a_story_that_jumps_twice_is_held_at_both_cuts(issue: Path) -> None:
    layouts = issue.parents[1] / "layouts"
    (layouts / "inside.yaml").write_text(INSIDE.replace("rows: 1-22", "rows: 1-9"), encoding="utf-8")
    write(issue, "market", "---\nheadline: 早市\n---\n" + PARAGRAPHS[0])
    write(issue, "harvest", copy(times=3))
    assert build(issue) == 0
    assert [(j["from"], j["to"]) for j in report(issue)["jumps"]] == [
        ({"page": 1, "page_name": "1", "frame": "lead"}, {"page": 2, "page_name": "2", "frame": "tails"}),
        ({"page": 2, "page_name": "2", "frame": "tails"}, {"page": 3, "page_name": "3", "frame": "tails"}),
    ]
    before = page(issue, 2), page(issue, 3)
    write(issue, "harvest", copy(first="昨天下午三点，太阳还很高，", times=3))
    assert build(issue, "--hold", "2,3") == 0
    assert (page(issue, 2), page(issue, 3)) == before


def test_holding_without_a_plan_is_a_clear_error(issue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(issue, "--hold") == 2
    assert "jumps.lock" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ("version: 1\npages: [1\n", "jumps.lock:"),
        ("version: 1\n", "pages"),
        (
            "version: 1\npages: {'1': ab}\nfillers: []\njumps:\n  - {story: harvest, page: 1, to: 2}\n",
            "frame",
        ),
        (
            "version: 1\npages: {'1': ab}\njumps:\n  - {story: harvest, page: 一, to: 2, frame: t, characters: 5, mark: a}\n",
            "jumps.lock:4:",
        ),
        ("", "jumps.lock"),
        ("version: 9\npages: {}\njumps: []\nfillers: []\n", "jumps.lock:1:"),
    ],
)
def test_a_spoilt_plan_is_a_clear_error(
    issue: Path, plan: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (issue / "jumps.lock").write_text(plan, encoding="utf-8")
    assert build(issue, "--hold") == 2
    told = capsys.readouterr()
    assert said in told.out
    assert "Traceback" not in told.out + told.err


def test_hold_before_the_edition_is_not_a_list_of_pages(issue: Path) -> None:
    assert build(issue) == 0
    assert main(["build", "--hold", str(issue), "--quiet"]) == 0
    assert main(["check", "--hold", "2", str(issue), "--quiet"]) == 0


@pytest.mark.parametrize(
    ("given", "pages"), [("2-3", "23"), ("2、3", "23"), ("2, 3", "23"), ("02", "2"), ("1-3", "123")]
)
def test_pages_to_hold_are_lists_and_ranges(issue: Path, given: str, pages: str) -> None:
    assert build(issue) == 0
    write(issue, "harvest", copy(last="欢迎大家来看。"))
    # Written behind --hold as well as with it.
    for arguments in (["--hold", given], [f"--hold={given}"]):
        assert main(["check", *arguments, str(issue), "--quiet", "--format", "json"]) == (
            1 if "2" in pages else 0
        )


@pytest.mark.parametrize(("given", "status"), [("9", 2), ("2,9", 2), ("x9z", 2), ("", 2), ("2..3", 2)])
def test_pages_to_hold_that_do_not_exist(issue: Path, given: str, status: int) -> None:
    assert build(issue) == 0
    assert main(["build", str(issue), f"--hold={given}", "--quiet"]) == status
