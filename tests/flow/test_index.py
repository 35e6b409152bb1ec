"""The index (今日导读): headline, dots, page; on the grid, the pages flush right."""

from __future__ import annotations

from msgspec.structs import replace
from paper import BODY, HERE, LEADING, frame, paper, story

from typeset.faces import FaceBook
from typeset.findings import Finding
from typeset.flow.grid import PageGrid
from typeset.flow.issue import SetIssue, set_issue
from typeset.model.edition import Edition, JumpRules, Placement, Teaser
from typeset.model.layout import BoxSpec, Extent, FrameKind, FramePlace, FrameSpec
from typeset.model.placed import GlyphRun
from typeset.model.style import StyleBook
from typeset.source import Span

COPY = "江面很静，渡船还在走。"
INDEX = frame("index", (1, 2), (1, 4), FrameKind.INDEX)
WIDTH = 2 * 8 * BODY + BODY


def issue_of(
    faces: FaceBook,
    *entries: Teaser,
    index: FrameSpec = INDEX,
    heads: tuple[str, ...] = ("乙题", "丙题", "丁题"),
    short: str = "",
    rules: JumpRules | None = None,
    chosen: bool = True,
) -> SetIssue:
    """An index on page 1 and a story of each headline on the pages behind it, 甲 below the index."""
    layout: dict[int, list[FrameSpec]] = {1: [index, frame("main", (1, 4), (8, 14))]}
    placed = {(1, "main"): story("甲", [COPY], headline="甲题")}
    for number, (slug, head) in enumerate(zip("乙丙丁戊己", heads, strict=False), 2):
        layout[number] = [frame("main", (1, 4), (1, 8)), frame("more", (1, 4), (10, 16))]
        placed[number, "more"] = story(f"{slug}二", [COPY], headline=f"{head}之二")
        placed[number, "main"] = replace(story(slug, [COPY], headline=head), jump_headline=short)
    edition = paper(layout, placed, rules)
    front = edition.pages[0]
    if chosen:
        front = replace(front, placements=(*front.placements, Placement("index", (), HERE, entries)))
    return set_issue(replace(edition, pages=(front, *edition.pages[1:])), faces)


def entry(slug: str, text: str = "", *, short: str = "", line: int = 1) -> Teaser:
    return Teaser(text or f"{slug}题", (slug,), Span("edition.yaml", line, 5), short=short)


AUTO = replace(INDEX, rows=(0, 0), place=FramePlace(columns=(1, 2), first_row=1, extent=Extent.AUTO))


def rows_of(issue: SetIssue, name: str = "index") -> tuple[int, int]:
    found = issue.edition.pages[0].layout.frame(name)
    assert found is not None
    return found.rows


def lines(issue: SetIssue, rows: int = 4) -> list[list[GlyphRun]]:
    """The runs of the index by line, each line from left to right."""
    grid = PageGrid.of(issue.edition.pages[0].layout, 1)
    runs = [i for i in issue.pages[0].items if isinstance(i, GlyphRun) and i.y < grid.row_top(rows + 1)]
    return [sorted((r for r in runs if r.y == y), key=lambda r: r.xs[0]) for y in sorted({r.y for r in runs})]


def words(issue: SetIssue) -> list[tuple[str, str]]:
    """Text and page of each line."""
    return [(line[0].text, line[-1].text) for line in lines(issue)]


def told(issue: SetIssue, code: str) -> list[Finding]:
    return [f for f in issue.findings if f.code == code]


def test_stories_are_listed_as_they_are_chosen(faces: FaceBook) -> None:
    issue = issue_of(faces, entry("丁"), entry("甲"), entry("乙", "另一句话"))
    assert words(issue) == [("丁题", "四版"), ("甲题", "一版"), ("另一句话", "二版")]


def test_nothing_chosen_lists_the_first_story_of_every_other_page(faces: FaceBook) -> None:
    issue = issue_of(faces, chosen=False)
    assert words(issue) == [("乙题", "二版"), ("丙题", "三版"), ("丁题", "四版")]


def test_nothing_chosen_lists_no_more_than_there_are_rows(faces: FaceBook) -> None:
    issue = issue_of(faces, chosen=False, heads=tuple(f"{c}题" for c in "乙丙丁戊己"))
    assert [page for _, page in words(issue)] == ["二版", "三版", "四版", "五版"]
    assert told(issue, "index-left-out") == []


def test_a_frame_meant_to_be_empty_lists_nothing(faces: FaceBook) -> None:
    assert lines(issue_of(faces)) == []


def test_lines_stand_on_the_grid_and_pages_at_the_right_edge(faces: FaceBook) -> None:
    issue = issue_of(faces, entry("乙"), Teaser("两篇", ("丙", "丁"), HERE), entry("丁", "很长很长的一句话"))
    grid = PageGrid.of(issue.edition.pages[0].layout, 1)
    right = grid.left + WIDTH
    found = lines(issue)
    assert [line[0].y for line in found] == [grid.baseline(row) for row in (1, 2, 3)]
    assert {line[0].xs[0] for line in found} == {grid.left}
    assert {line[-1].xs[-1] + BODY for line in found} == {right}
    dots = [line[1] for line in found]
    assert {run.text.strip("…") for run in dots} == {""}
    # Those of all lines stand one below another, and touch neither text nor page.
    assert len({x % BODY for run in dots for x in run.xs}) == 1
    for text, run, pages in found:
        assert text.xs[-1] + BODY + BODY // 4 <= run.xs[0]
        assert run.xs[-1] + BODY + BODY // 4 <= pages.xs[0]
        assert run.xs[0] - text.xs[-1] - BODY < 2 * BODY
        assert pages.xs[0] - run.xs[-1] - BODY < 2 * BODY


def test_a_box_keeps_its_white(faces: FaceBook) -> None:
    issue = issue_of(faces, entry("乙"), entry("丙"), entry("丁"), index=replace(INDEX, box=BoxSpec()))
    grid = PageGrid.of(issue.edition.pages[0].layout, 1)
    found = lines(issue)
    assert [line[0].y for line in found] == [grid.baseline(2), grid.baseline(3)]
    assert found[0][0].xs[0] == grid.left + BODY
    assert [f.amount for f in told(issue, "index-left-out")] == [1]


def test_the_wording_is_that_of_the_house(faces: FaceBook) -> None:
    issue = issue_of(faces, Teaser("几篇", ("乙", "丙", "丁"), HERE), rules=JumpRules(index="第{page}版"))
    assert words(issue) == [("几篇", "第二至四版")]


def test_a_wide_headline_gives_way_to_the_jump_head(faces: FaceBook) -> None:
    wide = "城西菜场搬进新楼以后老主顾们还来不来"
    issue = issue_of(faces, entry("乙", wide, short="菜场搬家"))
    assert words(issue) == [("菜场搬家", "二版")]
    assert {run.stretch for line in lines(issue) for run in line} == {1000}
    usual = issue_of(faces, chosen=False, heads=(wide,), short="菜场搬家")
    assert words(usual) == [("菜场搬家", "二版")]


def test_what_is_a_little_too_wide_is_squeezed(faces: FaceBook) -> None:
    issue = issue_of(faces, entry("乙", "一所村小的第一堂航模课开讲"))
    ((text, dots, page),) = lines(issue)
    assert (text.text, page.text) == ("一所村小的第一堂航模课开讲", "二版")
    assert 800 <= text.stretch < 1000
    assert dots.text.strip("…") == ""
    assert told(issue, "index-too-wide") == []


def test_what_is_much_too_wide_is_told_at_its_place(faces: FaceBook) -> None:
    issue = issue_of(faces, entry("乙", "很长" * 20, line=9))
    (found,) = told(issue, "index-too-wide")
    assert (str(found.span), found.page, found.frame, found.severity.word) == (
        "edition.yaml:9:5",
        1,
        "index",
        "error",
    )


def test_entries_without_room_are_counted(faces: FaceBook) -> None:
    issue = issue_of(faces, *(entry(slug, line=n) for n, slug in enumerate("甲乙丙丁乙丙", 1)))
    (found,) = told(issue, "index-left-out")
    assert len(lines(issue)) == 4
    assert (found.amount, str(found.span), dict(found.facts)) == (2, "edition.yaml:5:5", {"room": 4})


def with_larger_type(edition: Edition) -> Edition:
    front = edition.pages[0]
    styles = dict(front.styles.styles)
    styles["index"] = replace(styles["index"], size=14_000, fit=None)
    book = replace(front.styles, styles=styles)
    assert isinstance(book, StyleBook)
    return replace(edition, pages=(replace(front, styles=book), *edition.pages[1:]))


def test_larger_type_takes_two_rows_a_line(faces: FaceBook) -> None:
    edition = paper(
        {1: [INDEX], 2: [frame("main", (1, 4), (1, 8))], 3: [frame("main", (1, 4), (1, 8))]},
        {(2, "main"): story("乙", [COPY]), (3, "main"): story("丙", [COPY])},
    )
    issue = set_issue(with_larger_type(edition), faces)
    grid = PageGrid.of(issue.edition.pages[0].layout, 1)
    assert [line[0].y for line in lines(issue)] == [grid.baseline(2), grid.baseline(4)]
    assert LEADING < 14_000


def test_characters_no_face_has_are_told(faces: FaceBook) -> None:
    issue = issue_of(faces, entry("乙", "坏\U00020bb7\ue000字", line=3))
    assert ("missing-glyph", "edition.yaml:3:5") in {(f.code, str(f.span)) for f in issue.findings}


def test_an_index_as_high_as_what_was_chosen_for_it(faces: FaceBook) -> None:
    chosen = [entry(slug) for slug in "乙丙丁"]
    assert rows_of(issue_of(faces, *chosen[:2], index=AUTO)) == (1, 2)
    issue = issue_of(faces, *chosen, index=AUTO)
    assert rows_of(issue) == (1, 3)
    assert [text for text, _ in words(issue)] == ["乙题", "丙题", "丁题"]
    assert not [f for f in issue.findings if f.code == "index-left-out"]


def test_an_index_as_high_as_there_are_other_pages(faces: FaceBook) -> None:
    for count in (1, 3, 5):
        heads = tuple(f"{slug}题" for slug in "乙丙丁戊己"[:count])
        assert rows_of(issue_of(faces, index=AUTO, heads=heads, chosen=False)) == (1, count)


def test_an_index_with_nothing_to_announce_has_a_row(faces: FaceBook) -> None:
    assert rows_of(issue_of(faces, index=AUTO, heads=(), chosen=False)) == (1, 1)


def test_the_box_of_an_index_is_counted(faces: FaceBook) -> None:
    plain = rows_of(issue_of(faces, entry("乙"), entry("丙"), index=AUTO))
    boxed = issue_of(faces, entry("乙"), entry("丙"), index=replace(AUTO, box=BoxSpec()))
    assert rows_of(boxed)[1] > plain[1]
    assert [text for text, _ in words(boxed)] == ["乙题", "丙题"]


def test_what_stands_below_an_index_follows_it(faces: FaceBook) -> None:
    below = replace(
        frame("ad", (0, 0), (0, 0), FrameKind.AD, story_columns=1),
        place=FramePlace(below=("index",), row_count=2),
    )
    front = paper(
        {1: [AUTO, below], 2: [frame("main", (1, 4), (1, 8))]},
        {(2, "main"): story("乙", [COPY], headline="乙题")},
    )
    issue = set_issue(front, faces)
    assert rows_of(issue) == (1, 1)
    assert rows_of(issue, "ad") == (3, 4)


def test_teasers_take_the_rows_of_their_line(faces: FaceBook) -> None:
    teasers = replace(AUTO, name="teasers", kind=FrameKind.TEASERS)
    issue = issue_of(faces, index=teasers, chosen=False)
    assert rows_of(issue, "teasers")[0] == 1
    boxed = issue_of(faces, index=replace(teasers, box=BoxSpec()), chosen=False)
    assert rows_of(boxed, "teasers")[1] > rows_of(issue, "teasers")[1]
