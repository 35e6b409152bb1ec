"""Frames moved and resized, stories placed and taken back: what the files say afterwards."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from typeset.findings import TypesetError
from typeset.flow.grid import PageGrid
from typeset.model.layout import FrameSpec, PageLayout
from typeset.preview.rewriting import FrameAt, move_frame, place_story, take_back
from typeset.preview.standing import Stand, held, stand
from typeset.preview.written_pages import WrittenEdition
from typeset.read.disk import bundled_root
from typeset.read.editions import read_edition
from typeset.source import MemorySources

FOLDER = "editions/2026-11-22"
HOUSE = """\
paper: 云汀时报
sheet: {trim: [390mm, 543mm], type_area: {top: 22mm, bottom: 16mm, inside: 17.5mm, outside: 17.5mm}}
grid: {columns: 8, measure: 12字, gutter: 1字, body: 新五号, leading: 13pt}
"""
INNER = """\
layout: inner
extends: house
frames:
  folio: {kind: folio, columns: 1-8, rows: 1-3}   # 各版一样
"""
NEWS = """\
# 内页
layout: news
extends: inner
frames:
  lead:   {kind: story,  columns: 1-4,  rows: "5-22", story_columns: 2}   # 头条
  second: {kind: story, columns: 5至8, rows: 5-22}
  below:  {kind: story, columns: 1-4, below: lead, rows: 20行}
  beside: {kind: story, columns: 2栏, right_of: below}
  rest:   {kind: ad, columns: 1-4, below: below, rows: rest}
  copy:   {kind: story, columns: 7-8, rows: 30-auto}
  photo:  {kind: picture, area: [200mm, 400mm, 100mm, 2in]}   # 尺寸
  more:   {kind: story, columns: 5-6, rows: 80-90, follows: second}
"""
BARE = "layout: bare\nextends: news\n"
EDITION = """\
extends: house
date: 2026-11-22
issue: 1
pages:
  - page: 1     # 头版
    layout: news
    place:
      lead: plenary   # 全会
      second: river
  - {page: 2, layout: news, place: {}}
  - page: 3
    layout: bare
    editors: {责编: 某某}
  - page: 4
    layout: bare
    place: {lead: ~, photo: [snow, verse]}
"""
STORIES = ("plenary", "river", "snow", "verse", "market", "2026 #1")


def workspace(**files: str) -> MemorySources:
    texts = {
        "layouts/house.yaml": HOUSE,
        "layouts/inner.yaml": INNER,
        "layouts/news.yaml": NEWS,
        "layouts/bare.yaml": BARE,
        f"{FOLDER}/edition.yaml": EDITION,
        **{f"{FOLDER}/stories/{name}.md": f"---\nheadline: {name}\n---\n正文。\n" for name in STORIES},
        **{f"layouts/{name}.yaml": text for name, text in files.items()},
    }
    made = {name: text.encode() for name, text in texts.items()}
    standard = bundled_root() / "layouts" / "standard.yaml"
    return MemorySources({**made, "@bundled/layouts/standard.yaml": standard.read_bytes()})


def _layout(sources: MemorySources, page: int) -> PageLayout:
    edition, findings = read_edition(sources, FOLDER)
    assert edition is not None, findings
    return next(one.layout for one in edition.pages if one.number == page)


def _frame(sources: MemorySources, page: int, name: str) -> tuple[FrameSpec, PageGrid]:
    layout = _layout(sources, page)
    frame = layout.frame(name)
    assert frame is not None
    return frame, PageGrid.of(layout, page)


def _at(sources: MemorySources, page: int, name: str, now: Stand | None = None) -> FrameAt:
    frame, grid = _frame(sources, page, name)
    return FrameAt(page, name, now or stand(frame, grid), grid)


def _lines(before: str, after: str) -> list[str]:
    found = difflib.ndiff(before.split("\n"), after.split("\n"))
    return [line for line in found if line[:1] in "+-"]


def _refused(call: object, *arguments: object) -> list[str]:
    with pytest.raises(TypesetError) as raised:
        call(*arguments)  # type: ignore[operator]
    return [f.code for f in raised.value.findings]


def test_a_moved_frame_changes_two_figures_and_nothing_else() -> None:
    sources = workspace()
    done = move_frame(sources, FOLDER, _at(sources, 1, "lead"), Stand((2, 5), (6, 23)))
    assert done.file == "layouts/news.yaml"
    assert done.text == NEWS.replace('columns: 1-4,  rows: "5-22"', 'columns: 2-5,  rows: "6-23"')
    assert done.pages == (2,)


def test_a_range_keeps_its_own_sign() -> None:
    sources = workspace()
    done = move_frame(sources, FOLDER, _at(sources, 1, "second"), Stand((6, 8), (5, 22)))
    assert done.text == NEWS.replace("5至8", "6至8")


def test_a_frame_that_is_inherited_is_overridden_in_the_layout_of_its_page() -> None:
    sources = workspace()
    done = move_frame(sources, FOLDER, _at(sources, 1, "folio"), Stand((1, 8), (2, 4)))
    assert done.file == "layouts/news.yaml"
    assert _lines(NEWS, done.text) == ["+   folio: {rows: 2-4}"]
    bare = move_frame(sources, FOLDER, _at(sources, 3, "lead"), Stand((1, 3), (5, 9)))
    assert bare.text == BARE + "frames:\n  lead: {columns: 1-3, rows: 5-9}\n"
    assert bare.pages == (4,)
    moved = workspace(bare=bare.text)
    assert stand(*_frame(moved, 3, "lead")) == Stand((1, 3), (5, 9))
    assert stand(*_frame(moved, 1, "lead")) == Stand((1, 4), (5, 22))


def test_the_same_place_changes_nothing() -> None:
    sources = workspace()
    for name in ("lead", "below", "photo", "folio"):
        at = _at(sources, 1, name)
        assert move_frame(sources, FOLDER, at, at.now).text == NEWS


def test_a_frame_below_another_is_made_higher_but_does_not_leave_it() -> None:
    sources = workspace()
    at = _at(sources, 1, "below")
    assert at.now.rows == (24, 43)
    done = move_frame(sources, FOLDER, at, Stand((1, 3), (24, 45)))
    assert done.text == NEWS.replace(
        "columns: 1-4, below: lead, rows: 20行", "columns: 1-3, below: lead, rows: 22行"
    )
    assert _refused(move_frame, sources, FOLDER, at, Stand((1, 4), (25, 44))) == ["frame-by-neighbour"]


def test_a_frame_right_of_another_is_made_wider_only() -> None:
    sources = workspace()
    at = _at(sources, 1, "beside")
    assert at.now == Stand((5, 6), (24, 43))
    done = move_frame(sources, FOLDER, at, Stand((5, 7), (24, 43)))
    assert done.text == NEWS.replace("2栏", "3栏")
    for wanted in (Stand((6, 7), (24, 43)), Stand((5, 6), (24, 44)), Stand((5, 6), (25, 43))):
        assert _refused(move_frame, sources, FOLDER, at, wanted) == ["frame-by-neighbour"]


def test_the_foot_of_a_frame_that_follows_its_content_is_not_dragged() -> None:
    sources = workspace()
    copy = _at(sources, 1, "copy", Stand((7, 8), (30, 50)))
    assert _refused(move_frame, sources, FOLDER, copy, Stand((7, 8), (30, 52))) == ["frame-by-content"]
    assert move_frame(sources, FOLDER, copy, Stand((6, 7), (30, 50))).text == NEWS.replace(
        "7-8, rows: 30", "6-7, rows: 30"
    )
    rest = _at(sources, 1, "rest", Stand((1, 4), (45, 110)))
    both = _refused(move_frame, sources, FOLDER, rest, Stand((1, 4), (46, 109)))
    assert both == ["frame-by-neighbour", "frame-by-content"]


def test_lengths_become_those_of_the_grid_in_their_own_units_and_only_in_the_direction_moved() -> None:
    sources = workspace()
    frame, grid = _frame(sources, 1, "photo")
    at = FrameAt(1, "photo", stand(frame, grid), grid)
    rows = (at.now.rows[0] + 3, at.now.rows[1] + 5)
    done = move_frame(sources, FOLDER, at, Stand(at.now.columns, rows))
    ((old, new),) = [[line for line in _lines(NEWS, done.text) if not line.startswith("?")]]
    assert old.endswith("area: [200mm, 400mm, 100mm, 2in]}   # 尺寸")
    assert "area: [200mm, " in new
    assert new.endswith("in]}   # 尺寸")
    moved, grid = _frame(workspace(news=done.text), 1, "photo")
    assert stand(moved, grid) == Stand(at.now.columns, rows)
    assert moved.area is not None
    assert abs(moved.area.y - grid.row_top(rows[0])) < 30


def test_what_is_off_the_grid_is_refused_with_its_size() -> None:
    sources = workspace()
    at = _at(sources, 1, "lead")
    for wanted in (
        Stand((0, 3), (5, 22)),
        Stand((5, 9), (5, 22)),
        Stand((1, 4), (100, 999)),
        Stand((4, 1), (5, 22)),
    ):
        assert _refused(move_frame, sources, FOLDER, at, wanted) == ["frame-off-grid"]


def test_pages_and_frames_that_are_not_there() -> None:
    sources = workspace()
    at = _at(sources, 1, "lead")
    wrong = FrameAt(9, "lead", at.now, at.grid)
    assert _refused(move_frame, sources, FOLDER, wrong, at.now) == ["page-not-there"]
    wrong = FrameAt(1, "led", at.now, at.grid)
    assert _refused(move_frame, sources, FOLDER, wrong, at.now) == ["unknown-frame"]
    broken = workspace(news=NEWS.replace('"5-22",', '"5-22"],'))
    assert "not-rewritable" not in _refused(move_frame, broken, FOLDER, at, Stand((1, 2), (5, 22)))


@settings(deadline=None)
@given(
    st.integers(1, 8), st.integers(1, 8), st.integers(1, 110), st.integers(1, 110), st.sampled_from([1, 3])
)
def test_property_the_frame_stands_where_it_was_asked_to(a: int, b: int, c: int, d: int, page: int) -> None:
    wanted = Stand((min(a, b), max(a, b)), (min(c, d), max(c, d)))
    sources = workspace()
    done = move_frame(sources, FOLDER, _at(sources, page, "lead"), wanted)
    again = workspace(**{done.file.removeprefix("layouts/").removesuffix(".yaml"): done.text})
    assert stand(*_frame(again, page, "lead")) == wanted
    was = NEWS if page == 1 else BARE
    assert [line for line in _lines(was, done.text) if line[:1] == "-" and "lead:" not in line] == []


@pytest.mark.parametrize(
    ("name", "free"),
    [
        ("lead", "left right top bottom"),
        ("below", "left right bottom"),
        ("beside", "right"),
        ("rest", "left right"),
        ("copy", "left right top"),
        ("photo", "left right top bottom"),
    ],
)
def test_which_edges_are_free(name: str, free: str) -> None:
    page = WrittenEdition(workspace(), FOLDER).page(1)
    edges = held(name, page.frame(name))
    assert [
        edge for edge in ("left", "right", "top", "bottom") if getattr(edges, edge) is None
    ] == free.split()


@pytest.mark.parametrize(
    ("page", "frame", "story", "lines"),
    [
        (1, "copy", "market", ["+       copy: market"]),
        (
            2,
            "lead",
            "market",
            [
                "-   - {page: 2, layout: news, place: {}}",
                "+   - {page: 2, layout: news, place: {lead: market}}",
            ],
        ),
        (3, "lead", "2026 #1", ['+     place: {lead: "2026 #1"}']),
        (
            4,
            "lead",
            "market",
            [
                "-     place: {lead: ~, photo: [snow, verse]}",
                "+     place: {lead: market, photo: [snow, verse]}",
            ],
        ),
    ],
)
def test_a_story_is_put_in_a_free_frame(page: int, frame: str, story: str, lines: list[str]) -> None:
    done = place_story(workspace(), FOLDER, page, frame, story)
    assert done.file == f"{FOLDER}/edition.yaml"
    assert [line for line in _lines(EDITION, done.text) if line[0] != "?"] == lines


@pytest.mark.parametrize(
    ("page", "frame", "story", "code"),
    [
        (1, "lead", "market", "frame-taken"),
        (1, "folio", "market", "frame-takes-no-story"),
        (1, "more", "market", "frame-takes-no-story"),
        (1, "copy", "plenary", "story-has-place"),
        (1, "copy", "nobody", "story-not-there"),
        (1, "copy", "../stories/market", "story-not-there"),
        (1, "cpy", "market", "unknown-frame"),
        (7, "copy", "market", "page-not-there"),
    ],
)
def test_a_story_that_cannot_be_placed(page: int, frame: str, story: str, code: str) -> None:
    assert _refused(place_story, workspace(), FOLDER, page, frame, story) == [code]


@pytest.mark.parametrize(
    ("page", "frame", "story", "old", "new"),
    [
        (1, "second", "river", "      second: river\n", ""),
        (1, "lead", "plenary", "lead: plenary   # 全会", "lead: ~   # 全会"),
        (4, "photo", "snow", "photo: [snow, verse]", "photo: [verse]"),
    ],
)
def test_a_story_is_taken_back(page: int, frame: str, story: str, old: str, new: str) -> None:
    assert take_back(workspace(), FOLDER, page, frame, story).text == EDITION.replace(old, new)


def test_a_story_that_is_not_there_is_not_taken_back() -> None:
    assert _refused(take_back, workspace(), FOLDER, 1, "lead", "river") == ["story-not-in-frame"]
    assert _refused(take_back, workspace(), FOLDER, 1, "copy", "river") == ["story-not-in-frame"]


def test_a_frame_dragged_twice_before_the_page_is_set_again_comes_back() -> None:
    sources = workspace()
    for name in ("lead", "photo"):
        at = _at(sources, 1, name)
        there = Stand(at.now.columns, (at.now.rows[0] + 2, at.now.rows[1] + 2))
        once = move_frame(sources, FOLDER, at, there)
        again = move_frame(workspace(news=once.text), FOLDER, at, at.now)
        assert stand(*_frame(workspace(news=again.text), 1, name)) == at.now
    below = _at(sources, 1, "below")
    higher = move_frame(sources, FOLDER, below, Stand((1, 4), (24, 50)))
    assert move_frame(workspace(news=higher.text), FOLDER, below, below.now).text == NEWS
