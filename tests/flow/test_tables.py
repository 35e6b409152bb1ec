"""Tables in the columns of a story: nothing lost, nothing outside, the head above every part, lines on the grid."""

from __future__ import annotations

from itertools import chain
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from paper import BODY, HERE, LEADING, STYLES, frame, paper, story

from typeset.checks.conservation import check_account, check_pages
from typeset.faces import FaceBook
from typeset.flow.body import Body
from typeset.flow.boxes import box_of
from typeset.flow.grid import PageGrid
from typeset.flow.issue import SetIssue, set_issue
from typeset.flow.setter import Setter
from typeset.model.edition import JumpRules
from typeset.model.layout import FrameKind
from typeset.model.placed import GlyphRun, PlacedPicture, Purpose, Rule
from typeset.model.story import (
    Anchor,
    Aside,
    AsideKind,
    JumpWish,
    Paragraph,
    Picture,
    PicturePlace,
    PictureSide,
    Role,
    Run,
    Story,
)
from typeset.model.style import LineRules, StyleBook
from typeset.model.table import Cell, Table, TableRows, TableRules
from typeset.text.shape import Shaper

Texts = list[list[str]]


def table(texts: Texts, start: int = 0, **more: object) -> list[Paragraph]:
    """A table of these cells, its first row the head."""
    columns = max(len(row) for row in texts)
    form = Table(1, (None,) * columns, **more)  # type: ignore[arg-type]
    made: list[Paragraph] = []
    for number, row in enumerate(texts):
        cells, at = [], 0
        for column, text in enumerate(row):
            cells.append(Cell(at, at + len(text), 0, column))
            at += len(text)
        part = TableRows(form, tuple(cells), 1, number == 0, number == len(texts) - 1)
        runs = (Run("".join(row)),) if at else ()
        made.append(Paragraph(Role.TABLE, runs, start, "s.md", (Anchor(0, number + 9, 1),), (), part))
        start += at
    return made


def with_table(texts: Texts, before: str = "中" * 30, after: str = "末" * 30, **more: object) -> Story:
    copy = story("s", [before], headline="")
    rows = table(texts, len(before), **more)
    end = rows[-1].start + len(rows[-1].text)
    last = Paragraph(Role.BODY, (Run(after),), end, "s.md", (Anchor(0, 99, 1),))
    return replace(copy, paragraphs=(*copy.paragraphs, *rows, last))


def set_with(faces: FaceBook, one: Story, columns: int = 2, rows: int = 26) -> SetIssue:
    main = frame("main", (1, 4), (1, rows), story_columns=columns)
    return set_issue(paper({1: [main]}, {(1, "main"): one}), faces)


def runs(issue: SetIssue, purpose: Purpose = Purpose.BODY) -> list[GlyphRun]:
    return [i for page in issue.pages for i in page.items if isinstance(i, GlyphRun) and i.purpose is purpose]


SIMPLE = [["甲乙", "丙"], ["子", "1.5"], ["丑寅卯", "12.25"], ["辰", "3"]]


def test_numbers_stand_with_their_points_below_each_other(faces: FaceBook) -> None:
    issue = set_with(faces, with_table(SIMPLE), columns=1)
    points = {}
    for run in runs(issue):
        if run.text in {"1.5", "12.25", "3"}:
            at = run.text.find(".")
            points[run.text] = run.xs[at] if at >= 0 else run.xs[0]
    assert points["1.5"] == points["12.25"]
    assert points["3"] < points["1.5"] < points["3"] + 8_000 * 6 // 10


def test_cells_of_a_column_begin_below_each_other_and_rules_are_three(faces: FaceBook) -> None:
    issue = set_with(faces, with_table(SIMPLE), columns=1)
    lefts = {run.xs[0] for run in runs(issue) if run.text in {"子", "丑寅卯", "辰"}}
    assert len(lefts) == 1
    rules = sorted((r for r in issue.pages[0].items if isinstance(r, Rule)), key=lambda r: r.y0)
    assert len(rules) == 3
    assert rules[0].width == rules[2].width > rules[1].width
    assert rules[0].y0 < rules[1].y0 < rules[2].y0


def test_each_kind_of_rules(faces: FaceBook) -> None:
    counts = {}
    for kind in TableRules:
        issue = set_with(faces, with_table(SIMPLE, rules=kind), columns=1)
        found = [r for r in issue.pages[0].items if isinstance(r, Rule)]
        upright = [r for r in found if r.x0 == r.x1]
        counts[kind] = (len(found) - len(upright), len(upright))
    assert counts[TableRules.NONE] == (0, 0)
    assert counts[TableRules.THREE] == (3, 0)
    assert counts[TableRules.HORIZONTAL] == (5, 0)
    assert counts[TableRules.ALL][0] == 5
    assert counts[TableRules.ALL][1] == 4 * 3


def test_the_head_is_repeated_where_the_table_goes_on_and_is_no_copy_there(faces: FaceBook) -> None:
    texts = [["甲乙", "丙"], *([str(n), "丁"] for n in range(30))]
    issue = set_with(faces, with_table(texts), columns=2, rows=22)
    (again,) = [r for r in runs(issue, Purpose.FURNITURE) if "甲乙" in r.text]
    first = next(r for r in runs(issue) if r.text == "甲乙")
    assert again.xs[0] > first.xs[0]
    assert again.y < first.y
    assert again.size == first.size
    tops = [r for r in runs(issue) if r.xs[0] > again.xs[0] - BODY]
    assert min(r.y for r in tops) > again.y


def test_a_head_is_never_alone_at_the_foot_of_a_column(faces: FaceBook) -> None:
    for length in range(60, 200, 4):
        issue = set_with(faces, with_table(SIMPLE, before="中" * length), columns=2, rows=8)
        head = next((r for r in runs(issue) if r.text == "甲乙"), None)
        row = next((r for r in runs(issue) if r.text == "子"), None)
        if head is not None and row is not None:
            assert row.y > head.y, length


def test_rows_stay_clear_of_pictures_beside_which_text_is_narrower(faces: FaceBook) -> None:
    picture = Picture(
        "p.jpg", "", "", HERE, (100, 100), "JPEG", (1, 1), 1, 8, PicturePlace.MIDDLE, 5_000, PictureSide.LEFT
    )
    one = replace(with_table(SIMPLE, before="中" * 60), pictures=(picture,))
    issue = set_with(faces, one, columns=1, rows=26)
    rows = [run for run in runs(issue) if run.text in {"子", "丑寅卯", "辰"}]
    assert len(rows) == 3
    assert len({run.xs[0] for run in rows}) == 1
    (shown,) = (i for i in issue.pages[0].items if isinstance(i, PlacedPicture))
    assert all(run.y < shown.clip.y or run.y - run.size > shown.clip.bottom for run in rows)


def test_a_story_is_cut_between_rows_and_goes_on_with_its_head(faces: FaceBook) -> None:
    texts = [["甲乙", "丙"], *([str(n), "丁"] for n in range(100, 160))]
    one = with_table(texts)
    front = frame("main", (1, 4), (1, 20), jump=JumpWish(allowed=True), story_columns=2)
    tails = frame("tails", (1, 4), (1, 26), FrameKind.TAILS, story_columns=2)
    edition = paper({1: [front], 2: [tails]}, {(1, "main"): one}, JumpRules(least_before=2, least_after=2))
    issue = set_issue(edition, faces)
    assert len(issue.jumps) == 1
    assert not issue.oversets
    assert check_account(edition, issue.parts, issue.oversets) == []
    assert check_pages(edition, issue.pages, issue.parts, frozenset()) == []
    starts = {p.start for p in one.paragraphs}
    assert issue.jumps[0].at in starts
    heads = [i for i in issue.pages[1].items if isinstance(i, GlyphRun) and i.text == "甲乙"]
    assert heads
    assert all(i.purpose is Purpose.FURNITURE for i in heads)


def test_a_table_too_wide_is_set_and_told(faces: FaceBook) -> None:
    texts = [["abcdefghijklmnop", "qrstuvwxyzabcdef"], ["ghijklmnopqrstuv", "wxyzabcdefghijkl"]]
    issue = set_with(faces, with_table(texts), columns=4)
    assert [f.code for f in issue.findings if f.code == "table-too-wide"] == ["table-too-wide"]
    assert "".join(r.text for r in runs(issue)).replace("中", "").replace("末", "") == "".join(chain(*texts))


def test_a_column_given_less_than_its_longest_word_is_told(faces: FaceBook) -> None:
    texts = [["1路", "火车站", "19:30"], ["2路", "县医院", "12345.00"]]

    def told(*shares: int) -> list[str]:
        issue = set_with(faces, with_table(texts, shares=shares), columns=2)
        return [dict(f.facts)["columns"] for f in issue.findings if f.code == "table-column-narrow"]

    assert told() == []
    assert told(3, 3, 8) == []
    assert told(6, 6, 2) == ["3"]
    assert told(1, 30, 2) == ["1、3"]


def test_a_table_may_stand_across_columns(faces: FaceBook) -> None:
    aside = Aside(AsideKind.TABLE, tuple(table(SIMPLE)), HERE, columns=(1, 2), place=PicturePlace.BOTTOM)
    one = replace(story("s", ["中" * 200], headline=""), asides=(aside,))
    issue = set_with(faces, one, columns=2)
    cells = runs(issue, Purpose.ASIDE)
    assert "".join(r.text for r in cells) == "".join(chain(*SIMPLE))
    body = runs(issue)
    assert min(r.y for r in cells) > max(r.y for r in body)
    assert {(r.y - body[0].y) % LEADING for r in cells} == {0}


words = st.text(alphabet="中文报纸排版1234.，Ab", max_size=9).map(str.strip)
tables = st.integers(1, 4).flatmap(
    lambda n: st.fixed_dictionaries(
        {
            "texts": st.lists(st.lists(words, min_size=n, max_size=n), min_size=1, max_size=25),
            "shares": st.sampled_from([(), tuple(range(1, n + 1))]),
            "rules": st.sampled_from(list(TableRules)),
        }
    )
)


@settings(deadline=None, max_examples=60)
@given(made=tables, columns=st.integers(1, 4), rows=st.integers(4, 26), before=st.integers(1, 120))
def test_nothing_is_lost_and_nothing_outside(
    faces: FaceBook, made: dict[str, Any], columns: int, rows: int, before: int
) -> None:
    one = with_table(before="中" * before, **made)
    main = frame("main", (1, 4), (1, rows), story_columns=columns)
    edition = paper({1: [main]}, {(1, "main"): one})
    issue = set_issue(edition, faces)
    assert check_account(edition, issue.parts, issue.oversets) == []
    assert check_pages(edition, issue.pages, issue.parts, frozenset()) == []
    grid = PageGrid.of(edition.pages[0].layout, 1)
    rect = grid.rect(main)
    baselines = {grid.baseline(row) for row in range(1, rows + 1)}
    for run in (*runs(issue), *runs(issue, Purpose.FURNITURE)):
        assert run.y in baselines
        assert rect.x <= run.xs[0]
        assert run.xs[-1] <= rect.right
    for item in issue.pages[0].items:
        if isinstance(item, Rule):
            assert rect.x <= item.x0 <= item.x1 <= rect.right
            assert rect.y <= item.y0 <= item.y1 <= rect.bottom


def rows_by_column(issue: SetIssue) -> dict[int, set[int]]:
    """The rows in which table cells stand, by their column."""
    found: dict[int, set[int]] = {}
    for run in runs(issue):
        if run.size == 8_000:
            found.setdefault((run.xs[0] - 20_000) // (18 * BODY), set()).add(run.y // LEADING)
    return found


def test_a_short_table_is_not_parted_where_there_is_room(faces: FaceBook) -> None:
    short = [["甲", "乙"], ["子", "丑"], ["寅", "卯"]]
    for before in range(0, 200, 17):
        found = rows_by_column(set_with(faces, with_table(short, "中" * (before + 1), "末" * 5)))
        assert [len(rows) for rows in found.values()] == [3]


def test_a_head_never_stands_without_a_row(faces: FaceBook) -> None:
    long = [["甲", "乙"], *([f"子{n}", "丑"] for n in range(9))]
    for before in range(0, 240, 17):
        issue = set_with(faces, with_table(long, "中" * (before + 1), "末"), columns=3)
        for column in {(run.xs[0] - 20_000) // (11 * BODY) for run in runs(issue) if run.text == "甲"}:
            here = [run for run in runs(issue) if (run.xs[0] - 20_000) // (11 * BODY) == column]
            head = next(run for run in here if run.text == "甲")
            assert any(run.text.startswith("子") and run.y > head.y for run in here)


def test_a_narrow_column_stays_in_a_table_of_long_words(faces: FaceBook) -> None:
    words = [["甲", "乙", "丙"], ["x" * 90, "https://example.com/a/very/long/path/that/never/ends", "丙"]]
    issue = set_with(faces, with_table(words))
    rules = [i for i in issue.pages[0].items if isinstance(i, Rule)]
    right = max(rule.x1 for rule in rules)
    assert max(run.xs[-1] + run.size for run in runs(issue) if run.text == "丙") <= right


def test_every_row_knows_its_table(faces: FaceBook) -> None:
    long = [["甲", "乙"], *([f"子{n}", "丑"] for n in range(300))]
    body = Body.of(with_table(long), Setter(Shaper(faces), StyleBook(STYLES, LineRules())), "body")
    assert {body.table(number, 18 * BODY)[1] for number in range(1, 302)} == set(range(301))
    assert body.leads(1)
    assert not body.leads(2)


def test_a_jump_line_stands_below_the_last_row_of_a_table_however_high_it_is(faces: FaceBook) -> None:
    texts = [["项", "说"], *[["项目", "说明这一格里的字很多要排成好几行才行" * 2]] * 12]
    one = with_table(texts, "中。" * 30, "末。" * 60)
    beside = 0
    for rows in range(8, 18):
        lead = frame("main", (1, 2), (1, rows), jump=JumpWish(allowed=True), story_columns=2)
        tails = frame("tails", (1, 4), (1, 26), FrameKind.TAILS)
        rules = JumpRules(least_before=2, least_after=2)
        issue = set_issue(paper({1: [lead], 2: [tails]}, {(1, "main"): one}, rules), faces)
        (jump,) = issue.jumps
        assert jump.white >= 0
        lines = [i for i in issue.pages[0].items if isinstance(i, GlyphRun) and i.purpose is Purpose.BODY]
        boxes = [box_of([line]) for line in lines if line.size < BODY]
        beside += bool(boxes)
        assert not [b for b in boxes if b.bottom > jump.source_box.y and b.right > jump.source_box.x]
    assert beside > 3
