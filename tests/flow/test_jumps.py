"""Jumps of small papers: wishes and ranks, tails parted again, the words and the places of jump lines, jump heads, cuts."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from paper import BODY, STYLES, frame, paper, story

from typeset.checks.conservation import check_account, check_pages
from typeset.checks.jumps import check_jumps
from typeset.faces import FaceBook
from typeset.flow.issue import SetIssue, set_issue
from typeset.model.edition import Brackets, Continued, Cut, Edition, JumpRules, Numerals
from typeset.model.layout import FrameKind, FrameSpec
from typeset.model.placed import CutPlace, GlyphRun, Jump, Purpose
from typeset.model.story import Emphasis, JumpWish, Paragraph, Role, Run, Story
from typeset.model.style import Fit, LineRules, StyleBook

SENTENCE = "镇上的老人说，这样的秋天十年里也就两三回，雨停得早，太阳出得勤。"
LOOSE = JumpRules(least_before=2, least_after=2)
JUMPS = JumpWish(allowed=True)


def set_whole(edition: Edition, faces: FaceBook) -> SetIssue:
    """The issue, after the checks that hold for every one."""
    issue = set_issue(edition, faces)
    assert check_account(issue.edition, issue.parts, issue.oversets) == []
    assert check_pages(issue.edition, issue.pages, issue.parts, frozenset()) == []
    assert check_jumps(issue.jumps, issue.pages) == []
    return issue


def tails(
    rows: tuple[int, int] = (1, 26), columns: tuple[int, int] = (1, 4), name: str = "tails"
) -> FrameSpec:
    return frame(name, columns, rows, FrameKind.TAILS)


def long(slug: str, sentences: int = 20, headline: str = "标题") -> Story:
    return story(slug, [SENTENCE * 2] * (sentences // 2), headline)


def front(*names: str, rows: tuple[int, int] = (1, 26)) -> list[FrameSpec]:
    """Story frames of a column each, all of which may jump."""
    return [frame(name, (n, n), rows, jump=JUMPS) for n, name in enumerate(names, 1)]


def went(issue: SetIssue) -> list[tuple[str, int, int]]:
    return [(jump.story, jump.from_page, jump.to_page) for jump in issue.jumps]


def printed(issue: SetIssue, page: int, purpose: Purpose = Purpose.JUMP) -> list[str]:
    items = issue.pages[page - 1].items
    runs = sorted((i for i in items if isinstance(i, GlyphRun) and i.purpose is purpose), key=lambda i: i.y)
    return ["".join(run.text.split()) for run in runs]


def one_jump(faces: FaceBook, rules: JumpRules, pages: int = 2, copy: Story | None = None) -> SetIssue:
    into = replace(tails(), story_columns=2)
    layout = {1: [frame("lead", (1, 4), (1, 10), jump=JUMPS)], pages: [into]}
    for number in range(2, pages):
        layout[number] = []
    layout = dict(sorted(layout.items()))
    return set_whole(paper(layout, {(1, "lead"): copy or long("lead")}, rules), faces)


# --- wishes --------------------------------------------------------------------------------------


def test_the_editor_wishes_before_the_layout(faces: FaceBook) -> None:
    pages = {1: front("a", "b", "c"), 2: [tails()], 3: [tails()], 4: [tails(name="back")]}
    pages[1][0] = replace(pages[1][0], jump=JumpWish(allowed=True, page="2"))
    placed = {
        (1, "a"): replace(long("a"), jump=JumpWish(allowed=True, page="3")),
        (1, "b"): replace(long("b"), jump=JumpWish(allowed=True, frame="back")),
        (1, "c"): replace(long("c"), jump=JumpWish(allowed=False)),
    }
    issue = set_whole(paper(pages, placed, LOOSE), faces)
    assert went(issue) == [("a", 1, 3), ("b", 1, 4)]
    assert [overset.story for overset in issue.oversets] == ["c"]


def test_a_layout_that_says_never_holds(faces: FaceBook) -> None:
    never = JumpWish(allowed=False, span=paper({1: []}, {}).span)
    pages = {1: [frame("a", (1, 1), (1, 26), jump=never), frame("b", (2, 2), (1, 26))], 2: [tails()]}
    wishes = {"a": JUMPS, "b": JUMPS}
    placed = {(1, name): replace(long(name), jump=wish) for name, wish in wishes.items()}
    issue = set_whole(paper(pages, placed, LOOSE), faces)
    # A frame that says nothing leaves it to the editor.
    assert went(issue) == [("b", 1, 2)]
    assert [overset.story for overset in issue.oversets] == ["a"]


def test_tails_stand_in_the_wished_order(faces: FaceBook) -> None:
    pages = {1: front("a", "b", "c"), 2: [tails()]}
    placed = {(1, name): long(name, 16, name * 3) for name in "abc"}
    assert heads(set_whole(paper(pages, placed, LOOSE), faces)) == ["aaa", "bbb", "ccc"]
    placed[1, "c"] = replace(placed[1, "c"], jump=JumpWish(allowed=True, order=1))
    assert heads(set_whole(paper(pages, placed, LOOSE), faces)) == ["ccc", "aaa", "bbb"]


def heads(issue: SetIssue, page: int = 2) -> list[str]:
    return printed(issue, page, Purpose.HEAD)


def test_the_story_of_rank_goes_to_the_nearer_page_and_gives_rows_last(faces: FaceBook) -> None:
    pages = {1: front("a", "b"), 2: [tails((1, 7))], 4: [tails((1, 7))]}
    placed = {(1, name): long(name, 18) for name in "ab"}
    assert went(set_whole(paper(pages, placed, LOOSE), faces)) == [("a", 1, 2), ("b", 1, 4)]
    placed[1, "b"] = replace(placed[1, "b"], rank=1)
    assert went(set_whole(paper(pages, placed, LOOSE), faces)) == [("a", 1, 4), ("b", 1, 2)]
    short = {1: front("a", "b"), 2: [tails((1, 23))]}
    placed = {(1, "a"): long("a", 18), (1, "b"): long("b", 16)}
    assert [o.story for o in set_whole(paper(short, placed, LOOSE), faces).oversets] == ["a"]
    placed[1, "a"] = replace(placed[1, "a"], rank=1)
    assert [o.story for o in set_whole(paper(short, placed, LOOSE), faces).oversets] == ["b"]


# --- tails parted again --------------------------------------------------------------------------


def test_a_tail_is_parted_again_only_when_no_frame_holds_it(faces: FaceBook) -> None:
    once = {1: front("a"), 2: [tails((1, 4))], 3: [tails((1, 26))]}
    assert went(set_whole(paper(once, {(1, "a"): long("a", 20)}, LOOSE), faces)) == [("a", 1, 3)]
    twice = {1: front("a"), 2: [tails((1, 9))], 3: [tails((1, 14))]}
    issue = set_whole(paper(twice, {(1, "a"): long("a", 20)}, LOOSE), faces)
    assert went(issue) == [("a", 1, 2), ("a", 2, 3)]
    assert not issue.oversets
    assert printed(issue, 1) == ["（下转第二版）"]
    assert printed(issue, 2) == ["（上接第一版）", "（下转第三版）"]
    assert printed(issue, 3) == ["（上接第二版）"]
    first, second = issue.jumps
    assert (first.from_frame, first.to_frame, second.from_frame) == ("a", "tails", "tails")
    assert second.at == first.at + first.characters_after
    assert second.lines_before == first.lines_before + first.lines_after


def test_a_tail_goes_through_as_many_frames_as_it_needs(faces: FaceBook) -> None:
    pages = {1: front("a"), **{n: [tails((1, 8))] for n in range(2, 7)}}
    issue = set_whole(paper(pages, {(1, "a"): long("a", 26)}, LOOSE), faces)
    assert len(issue.jumps) >= 3
    assert not issue.reasons.whole
    assert [jump.from_page for jump in issue.jumps[1:]] == [jump.to_page for jump in issue.jumps[:-1]]
    assert not issue.oversets


def test_a_tail_longer_than_the_most_goes_on_again(faces: FaceBook) -> None:
    pages = {1: front("a"), 2: [tails()], 3: [tails()]}
    rules = replace(LOOSE, most_after=24)
    issue = set_whole(paper(pages, {(1, "a"): long("a", 22)}, rules), faces)
    assert went(issue) == [("a", 1, 2), ("a", 2, 3)]
    assert issue.jumps[0].lines_after <= 24
    only = {1: front("a"), 2: [tails()]}
    issue = set_whole(paper(only, {(1, "a"): long("a", 22)}, rules), faces)
    assert not issue.oversets
    assert "tail-too-long" in {f.code for f in issue.findings}


def test_spare_rows_are_shared_among_the_white_round_the_tails(faces: FaceBook) -> None:
    pages = {1: front("a", "b"), 2: [tails()]}
    placed = {(1, name): long(name, 18) for name in "ab"}
    issue = set_whole(paper(pages, placed, LOOSE), faces)
    need = max(line.row + line.rows - 1 for text in issue.texts if text.page == 2 for line in text.lines)

    def foot(rows: int) -> int:
        again = set_whole(paper({**pages, 2: [tails((1, rows))]}, placed, LOOSE), faces)
        return max(line.row + line.rows - 1 for text in again.texts if text.page == 2 for line in text.lines)

    assert [foot(need + spare) for spare in (0, 1, 2, 3)] == [need, need + 1, need + 2, need + 3]


# --- words and places ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rules", "pages", "source", "target"),
    [
        (LOOSE, 2, "（下转第二版）", "（上接第一版）"),
        (replace(LOOSE, source_next="（紧接第{page}版）"), 2, "（紧接第二版）", "（上接第一版）"),
        (replace(LOOSE, source_next="（紧接第{page}版）"), 3, "（下转第三版）", "（上接第一版）"),
        (replace(LOOSE, numerals=Numerals.ARABIC, source="下转{page}版"), 2, "下转2版", "（上接第1版）"),
        (replace(LOOSE, brackets=Brackets.SQUARE), 2, "［下转第二版］", "［上接第一版］"),
        (replace(LOOSE, brackets=Brackets.NONE), 2, "下转第二版", "上接第一版"),
        (
            replace(LOOSE, brackets=Brackets.LENTICULAR, source="转{page}版"),
            2,
            "【转二版】",
            "【上接第一版】",
        ),
        (LOOSE, 12, "（下转第十二版）", "（上接第一版）"),
        (LOOSE, 21, "（下转第二十一版）", "（上接第一版）"),
    ],
)
def test_the_words_are_those_of_the_house(
    faces: FaceBook, rules: JumpRules, pages: int, source: str, target: str
) -> None:
    issue = one_jump(faces, rules, pages)
    assert printed(issue, 1) == [source]
    assert printed(issue, pages) == [target]


def test_an_inline_continued_line_stands_before_the_first_character(faces: FaceBook) -> None:
    issue = one_jump(faces, replace(LOOSE, continued=Continued.INLINE))
    page = issue.pages[1].items
    jump = next(i for i in page if isinstance(i, GlyphRun) and i.purpose is Purpose.JUMP)
    first = next(i for i in page if isinstance(i, GlyphRun) and i.purpose is Purpose.BODY)
    assert first.y == jump.y
    assert first.xs[0] >= jump.xs[-1] + BODY // 2
    own = one_jump(faces, LOOSE)
    page = own.pages[1].items
    jump = next(i for i in page if isinstance(i, GlyphRun) and i.purpose is Purpose.JUMP)
    first = next(i for i in page if isinstance(i, GlyphRun) and i.purpose is Purpose.BODY)
    assert first.y > jump.y


def test_an_inline_continued_line_keeps_the_indent_of_a_paragraph_that_begins_there(faces: FaceBook) -> None:
    copy = story("lead", [SENTENCE] * 20)
    issue = one_jump(faces, replace(LOOSE, continued=Continued.INLINE, cut=Cut.PARAGRAPH), copy=copy)
    assert issue.jumps[0].cut is CutPlace.PARAGRAPH
    jump = next(i for i in issue.pages[1].items if isinstance(i, GlyphRun) and i.purpose is Purpose.JUMP)
    column = min(
        i.xs[0] for i in issue.pages[1].items if isinstance(i, GlyphRun) and i.purpose is Purpose.BODY
    )
    assert jump.xs[0] >= column + 2 * BODY - BODY // 2


def test_copy_cut_in_mid_paragraph_goes_on_without_indent(faces: FaceBook) -> None:
    issue = one_jump(faces, LOOSE, copy=story("lead", [SENTENCE * 40]))
    body = [i for i in issue.pages[1].items if isinstance(i, GlyphRun) and i.purpose is Purpose.BODY]
    assert body[0].xs[0] == min(run.xs[0] for run in body)


# --- jump heads ----------------------------------------------------------------------------------


def head_sizes(issue: SetIssue, page: int) -> set[int]:
    items = issue.pages[page - 1].items
    return {i.size for i in items if isinstance(i, GlyphRun) and i.purpose is Purpose.HEAD}


@pytest.mark.parametrize(("smaller", "most"), [(1, 22_000), (2, 18_000), (3, 16_000)])
def test_a_jump_head_is_so_many_sizes_smaller_than_the_headline(
    faces: FaceBook, smaller: int, most: int
) -> None:
    edition = paper(
        {1: [frame("lead", (1, 4), (1, 10), jump=JUMPS)], 2: [tails()]},
        {(1, "lead"): long("lead")},
        replace(LOOSE, head_smaller=smaller),
    )
    styles = {
        **STYLES,
        "jump_head": replace(STYLES["jump_head"], fit=Fit((30_000, 22_000, 18_000, 16_000), 850)),
    }
    book = StyleBook(styles, LineRules())
    edition = replace(edition, pages=tuple(replace(page, styles=book) for page in edition.pages))
    issue = set_whole(edition, faces)
    assert head_sizes(issue, 1) == {24_000}
    assert head_sizes(issue, 2) == {most}


def test_a_headline_of_two_lines_is_the_jump_head_in_one_or_where_that_is_too_wide_in_two(
    faces: FaceBook,
) -> None:
    copy = long("lead")
    two = replace(copy, block=replace(copy.block, headline=("创新再出发", "奋斗勇向前")))
    assert heads(one_jump(faces, LOOSE, copy=two)) == ["创新再出发奋斗勇向前"]
    wide = replace(copy, block=replace(copy.block, headline=("创新再出发奋斗勇向前", "奋斗勇向前创新再出发")))
    narrow = {1: [frame("lead", (1, 4), (1, 10), jump=JUMPS)], 2: [tails((1, 26), (1, 2))]}
    issue = set_whole(paper(narrow, {(1, "lead"): wide}, LOOSE), faces)
    assert heads(issue) == ["创新再出发奋斗勇向前", "奋斗勇向前创新再出发"]
    assert "headline-too-wide" not in {f.code for f in issue.findings if f.page == 2}


# --- cuts ----------------------------------------------------------------------------------------


def cut_of(faces: FaceBook, text: str, rules: JumpRules = LOOSE, rows: int = 8) -> tuple[Jump, str]:
    """The jump of a story of one paragraph in a column of 17 characters, and what stays."""
    pages = {1: [frame("lead", (1, 2), (1, rows), jump=JUMPS, story_columns=1)], 2: [tails()]}
    (jump,) = set_whole(paper(pages, {(1, "lead"): story("lead", [text], "")}, rules), faces).jumps
    return jump, text[: jump.at]


COMMA = "雨停得早，太阳出得勤，镇上的老人说，"


@pytest.mark.parametrize("unit", ["28日", "3.5%", "三十五名", "《秋天的粮仓》", "“开仓”", "10～20"])
@pytest.mark.parametrize("before", range(17))
def test_no_cut_is_inside_what_is_read_as_one(faces: FaceBook, unit: str, before: int) -> None:
    # No sentence ends far and wide, so that only the ends of lines are left.
    text = "中" * before + (unit + "，" + COMMA[:before]) * 60
    _, kept = cut_of(faces, text)
    ends = {unit[:n] for n in range(1, len(unit))}
    tail = text[len(kept) :]
    assert not any(kept.endswith(part) and tail.startswith(unit[len(part) :]) for part in ends)


def test_a_listed_name_is_not_parted(faces: FaceBook) -> None:
    for before in range(12):
        text = "中" * before + ("欧阳修远，" + COMMA[:before]) * 40
        edition = paper(
            {1: [frame("lead", (1, 2), (1, 8), jump=JUMPS, story_columns=1)], 2: [tails()]},
            {(1, "lead"): story("lead", [text], "")},
            LOOSE,
        )
        book = StyleBook(STYLES, LineRules(keep_together=("欧阳修远",)))
        edition = replace(edition, pages=tuple(replace(page, styles=book) for page in edition.pages))
        (jump,) = set_whole(edition, faces).jumps
        assert not any(
            text[: jump.at].endswith("欧阳修远"[:n]) and text[jump.at :].startswith("欧阳修远"[n:])
            for n in (1, 2, 3)
        )


def test_anywhere_the_line_before_the_jump_line_is_justified_and_full(faces: FaceBook) -> None:
    jump, _ = cut_of(faces, COMMA * 40, replace(LOOSE, cut=Cut.ANYWHERE))
    assert (jump.cut, jump.white) == (CutPlace.MIDDLE, 0)
    pages = {1: [frame("lead", (1, 2), (1, 8), jump=JUMPS, story_columns=1)], 2: [tails()]}
    edition = paper(pages, {(1, "lead"): story("lead", [COMMA * 40], "")}, replace(LOOSE, cut=Cut.ANYWHERE))
    issue = set_whole(edition, faces)
    lines = next(text for text in issue.texts if text.page == 1).lines
    assert lines[-1].line.width == lines[-2].line.width == 17 * BODY
    assert "jump-cut-mid-sentence" in {f.code for f in issue.findings}


def test_paragraph_ends_are_taken_where_the_house_wants_them(faces: FaceBook) -> None:
    copy = story("lead", [SENTENCE * 2] * 20, "")
    pages = {1: [frame("lead", (1, 2), (1, 15), jump=JUMPS, story_columns=1)], 2: [tails()]}
    by = {
        cut: set_whole(paper(pages, {(1, "lead"): copy}, replace(LOOSE, cut=cut)), faces).jumps[0].cut
        for cut in (Cut.SENTENCE, Cut.PARAGRAPH)
    }
    assert by == {Cut.SENTENCE: CutPlace.SENTENCE, Cut.PARAGRAPH: CutPlace.PARAGRAPH}


def test_the_bold_words_a_paragraph_begins_with_are_not_left_alone(faces: FaceBook) -> None:
    first = Paragraph(
        Role.BODY,
        (Run(SENTENCE * 3),),
        0,
        "s.md",
    )
    head = "一是把粮仓修好"
    second = Paragraph(
        first.role, (Run(head, Emphasis.STRONG), Run("。" + SENTENCE * 20)), len(first.text), "s.md"
    )
    copy = replace(story("s", ["中"], ""), paragraphs=(first, second))
    for rows in range(7, 13):
        pages = {1: [frame("lead", (1, 2), (1, rows), jump=JUMPS, story_columns=1)], 2: [tails()]}
        (jump,) = set_whole(paper(pages, {(1, "lead"): copy}, LOOSE), faces).jumps
        assert jump.at != len(first.text) + len(head) + 1


def test_a_continued_line_has_copy_below_it(faces: FaceBook) -> None:
    for sentences in range(8, 14):
        pages = {1: [frame("a", (1, 4), (1, 6), jump=JUMPS)], 2: [tails()]}
        issue = set_whole(paper(pages, {(1, "a"): story("a", [SENTENCE] * sentences)}, LOOSE), faces)
        for text in issue.texts:
            if text.page == 2:
                assert text.lines[0].column == 0


@pytest.mark.parametrize("rows", range(1, 6))
def test_a_tails_frame_of_hardly_any_rows_is_no_trouble(faces: FaceBook, rows: int) -> None:
    pages = {1: [frame("a", (1, 2), (1, 6), jump=JUMPS)], 2: [tails((1, rows))], 3: [tails()]}
    for sentences in (5, 6, 7, 20):
        for rules in (LOOSE, replace(LOOSE, continued=Continued.INLINE)):
            placed = {(1, "a"): story("a", [SENTENCE] * sentences, "")}
            assert not set_whole(paper(pages, placed, rules), faces).oversets
