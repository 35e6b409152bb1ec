"""Rules about white, columns and the ends of lines, judged on pages that were set."""

from __future__ import annotations

import pytest
from judging import judge, sentences
from msgspec.structs import replace
from paper import HERE, STYLES, frame, paper, story

from typeset.catalogue import finding
from typeset.checks.holes import Hole, check_holes, largest
from typeset.checks.partednumbers import parts_number
from typeset.faces import FaceBook
from typeset.flow.issue import set_issue
from typeset.model.edition import Edition, JumpRules, Placement
from typeset.model.layout import FrameKind, FrameSpec, HeadlineSpec, HeadPlace, RuleKind, RuleSpec, Side
from typeset.model.story import JumpWish
from typeset.model.style import LineRules, StyleBook, WritingMode
from typeset.model.verdict import State


def one_story(texts: list[str], rows: int, columns: tuple[int, int] = (1, 4)) -> Edition:
    return paper({1: [frame("lead", columns, (1, rows))]}, {(1, "lead"): story("s", texts, headline="")})


def test_a_page_that_is_full_has_no_hole(faces: FaceBook) -> None:
    edition = one_story(["中" * (26 * 8 * 4 - 2)], 26)
    assert edition.pages[0].layout.rows == 26
    judged = judge(edition, faces, "holes")
    assert (judged.found, judged.state) == ((), State.PASSED)


def test_white_no_frame_covers_is_told_once_with_its_rows_and_columns(faces: FaceBook) -> None:
    edition = one_story(["中" * (26 * 8 * 2 - 2)], 26, (1, 2))
    (found,) = judge(edition, faces, "holes").found
    assert (found.page, found.frame, found.amount, found.unit) == (1, None, 26, "rows")
    assert dict(found.facts) == {"columns": "3-4", "rows": "1-26"}


def test_a_frame_that_is_short_is_a_hole_of_that_frame(faces: FaceBook) -> None:
    edition = one_story(["中" * 200], 26)
    (found,) = judge(edition, faces, "holes").found
    assert (found.frame, found.story, found.span) == ("lead", "s", HERE)
    assert dict(found.facts)["columns"] == "1-4"
    assert found.amount == 26 - 7


def test_white_beside_the_last_lines_of_a_page_is_no_hole_below_ten_rows(faces: FaceBook) -> None:
    assert judge(one_story(["中" * (17 * 32 - 2)], 26), faces, "holes").codes == []
    assert judge(one_story(["中" * (16 * 32 - 2)], 26), faces, "holes").codes == ["page-hole"]


def vertical(texts: list[str]) -> Edition:
    """A page of vertical lines of 34 characters; 26 of them fill it."""
    one = replace(frame("lead", (1, 4), (1, 26), story_columns=1), writing=WritingMode.VERTICAL)
    return paper({1: [one]}, {(1, "lead"): story("s", texts, headline="")})


def test_vertical_copy_that_ends_half_way_leaves_a_hole_at_the_left(faces: FaceBook) -> None:
    (found,) = judge(vertical(["中" * (34 * 12)]), faces, "holes").found
    assert (found.frame, found.story) == ("lead", "s")
    assert dict(found.facts) == {"columns": "1-2", "rows": "1-26"}
    assert judge(vertical(["中" * (34 * 20)]), faces, "holes").codes == []


def test_short_vertical_lines_are_no_hole(faces: FaceBook) -> None:
    assert judge(vertical(["中"] * 26), faces, "holes").codes == []


def test_a_frame_that_is_meant_to_be_empty_is_no_hole(faces: FaceBook) -> None:
    edition = paper({1: [frame("lead", (1, 4), (1, 26))]}, {})
    assert judge(edition, faces, "holes").codes == ["page-hole"]
    (page,) = edition.pages
    meant = replace(page, placements=(Placement("lead", (), HERE),))
    assert judge(replace(edition, pages=(meant,)), faces, "holes").codes == []


@pytest.mark.parametrize("code", ["picture-no-room", "gallery-no-room", "aside-no-room", "empty-frame"])
def test_the_white_of_a_frame_is_no_hole_where_its_reason_is_told(faces: FaceBook, code: str) -> None:
    issue = set_issue(one_story(["中" * 200], 26), faces)
    assert [f.frame for f in check_holes(issue, [finding(code, page=1, frame="other")])] == ["lead"]
    assert check_holes(issue, [finding(code, page=1, frame="lead")]) == []


def test_an_empty_tails_frame_is_a_hole(faces: FaceBook) -> None:
    lead, tails = frame("lead", (1, 4), (1, 13)), frame("tails", (1, 4), (14, 26), FrameKind.TAILS)
    edition = paper(
        {1: [lead], 2: [replace(lead, rows=(1, 13)), tails]},
        {
            (1, "lead"): story("a", ["中" * (13 * 32 - 2)], ""),
            (2, "lead"): story("b", ["中" * (13 * 32 - 2)], ""),
        },
    )
    assert [(f.page, f.frame) for f in judge(edition, faces, "holes").found] == [(1, None), (2, "tails")]


def test_below_a_head_at_the_side_is_no_hole(faces: FaceBook) -> None:
    side = replace(
        frame("lead", (1, 4), (1, 26)), headline=HeadlineSpec(place=HeadPlace.SIDE_LEFT, columns=2)
    )
    copy = story("s", ["中" * (26 * 16 - 2)], headline="短题")
    assert judge(paper({1: [side]}, {(1, "lead"): copy}), faces, "holes").codes == []
    above = replace(side, headline=HeadlineSpec())
    assert judge(paper({1: [above]}, {(1, "lead"): copy}), faces, "holes").codes == ["page-hole"]


def test_a_story_over_the_fold_covers_its_part_of_the_facing_page(faces: FaceBook) -> None:
    banner = replace(frame("banner", (1, 8), (1, 26), story_columns=8), spread=True)
    copy = story("s", ["中" * (26 * 64 - 2)], headline="")
    edition = paper({1: [], 2: [banner], 3: [], 4: []}, {(2, "banner"): copy})
    assert [f.page for f in judge(edition, faces, "holes").found] == [1, 4]


@pytest.mark.parametrize(
    ("cells", "hole"),
    [
        ([[True, True]] * 9, None),
        ([[True, False]] * 12, None),
        ([[True, True]] * 10, Hole((1, 2), (1, 10))),
        ([[True] * 4] * 10 + [[False, True, True, False]] * 30, Hole((2, 3), (1, 40))),
        ([[True]] * 10, Hole((1, 1), (1, 10))),
        ([], None),
    ],
)
def test_the_largest_white_rectangle(cells: list[list[bool]], hole: Hole | None) -> None:
    assert largest(cells) == hole


def two_columns(lengths: list[int], rows: int) -> Edition:
    """Two columns of 8 characters, filled one after the other, with nothing done to make copy fit."""
    texts = [next(iter(sentences(1, length))) for length in lengths]
    edition = paper(
        {1: [replace(frame("lead", (1, 2), (1, rows)), balance=False)]},
        {(1, "lead"): story("s", texts, headline="")},
    )
    (page,) = edition.pages
    still = replace(page.styles, copyfit=replace(page.styles.copyfit, order=()))
    return replace(edition, pages=(replace(page, styles=still),))


def test_the_first_line_of_a_paragraph_at_the_foot_of_a_column(faces: FaceBook) -> None:
    # Lines of 6, 8, 8 characters: two paragraphs of three lines each.
    (found,) = judge(two_columns([22, 22], 4), faces, "orphans").found
    assert (found.page, found.frame, found.story, found.amount) == (1, "lead", "s", 1)
    assert str(found.span) == "s.md:2:1"
    assert judge(two_columns([22, 22], 5), faces, "orphans").state is State.PASSED
    assert judge(two_columns([22, 6, 22], 4), faces, "orphans").state is State.PASSED


def test_a_last_line_of_one_character(faces: FaceBook) -> None:
    # The stop cannot begin a line and takes a character with it: lines of 6, 7 and 1 characters.
    (found,) = judge(two_columns([22, 15], 6), faces, "lone-characters").found
    assert (found.story, found.amount) == ("s", 1)
    assert str(found.span) == "s.md:2:14"
    for length in (6, 14, 16, 17, 22):
        assert judge(two_columns([22, length], 6), faces, "lone-characters").codes == []


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("去年12|月", True),
        ("共30|万人", True),
        ("走了5|公里", True),
        ("增长6|%", True),
        ("增长6.5|％", True),
        ("在20|26年", True),
        ("第|四版", True),
        ("第四|版", True),
        ("第十|二届", True),
        ("说|12月", False),
        ("12月|的", False),
        ("一|般", False),
        ("共12|，", False),
        ("第四版|的", False),
    ],
)
def test_where_a_number_is_parted(text: str, *, parted: bool) -> None:
    at = text.index("|")
    assert parts_number(text.replace("|", ""), at) is parted


@pytest.mark.parametrize(("rows", "code"), [(2, "number-parted"), (1, "number-parted-columns")])
def test_numbers_parted_by_lines_and_by_columns_are_told_apart(faces: FaceBook, rows: int, code: str) -> None:
    """Columns of 8 characters: the line ends behind 2026, and with one row the column as well."""
    lead = replace(frame("lead", (1, 3), (1, rows)), balance=False)
    edition = paper({1: [lead]}, {(1, "lead"): story("s", ["江风夜2026万渡船灯火市声。"], headline="")})
    (page,) = edition.pages
    still = replace(page.styles, copyfit=replace(page.styles.copyfit, order=()))
    (found,) = judge(replace(edition, pages=(replace(page, styles=still),)), faces, "numbers-whole").found
    assert (found.code, found.story, found.page, found.amount) == (code, "s", 1, 1)
    assert (str(found.span), dict(found.facts)["text"]) == ("s.md:1:7", "夜2026|万渡船")
    whole = paper({1: [lead]}, {(1, "lead"): story("s", ["江风夜渡船。"], headline="")})
    assert judge(whole, faces, "numbers-whole").state is State.PASSED


def test_copy_of_another_size_than_the_grid_is_off_it(faces: FaceBook) -> None:
    edition = one_story(["中" * 100], 8)
    assert judge(edition, faces, "whole-measures").state is State.PASSED
    (page,) = edition.pages
    large = StyleBook({**STYLES, "body": replace(STYLES["body"], size=10_000)}, LineRules())
    (found,) = judge(replace(edition, pages=(replace(page, styles=large),)), faces, "whole-measures").found
    assert (found.code, found.frame, found.story) == ("measure-off-grid", "lead", "s")
    assert dict(found.facts) == {"width": "7.20", "style": "body", "size": "10"}


def test_a_tail_is_judged_by_the_style_of_its_story(faces: FaceBook) -> None:
    lead = replace(frame("lead", (1, 4), (1, 6), jump=JumpWish(allowed=True)), body="quote")
    tails = frame("tails", (1, 4), (1, 12), FrameKind.TAILS)
    copy = story("s", list(sentences(20)), headline="")
    edition = paper({1: [lead], 2: [tails]}, {(1, "lead"): copy}, JumpRules(least_before=2, least_after=2))
    large = StyleBook({**STYLES, "quote": replace(STYLES["quote"], size=10_000)}, LineRules())
    pages = (replace(edition.pages[0], styles=large), replace(edition.pages[1], styles=large))
    found = judge(replace(edition, pages=pages), faces, "whole-measures").found
    assert [(f.page, f.frame) for f in found] == [(1, "lead"), (2, "tails")]


@pytest.mark.parametrize(
    "rule",
    ["orphans", "lone-characters", "numbers-whole", "whole-measures", "widows", "loose-lines", "underset"],
)
def test_without_copy_rules_of_lines_are_not_run(faces: FaceBook, rule: str) -> None:
    assert judge(paper({1: []}, {}), faces, rule).state is State.NOT_RUN
    assert judge(one_story(["中" * 830], 26), faces, rule).state is State.PASSED


def with_rule(one: FrameSpec, side: Side, kind: RuleKind = RuleKind.THIN) -> FrameSpec:
    return replace(one, rules=((side, RuleSpec(kind)),))


def ruled(above: FrameSpec, below: FrameSpec) -> Edition:
    """Two stories, one below the other, both without a headline."""
    texts = ["中" * 200]
    placed = {(1, one.name): story(one.name, texts, headline="") for one in (above, below)}
    return paper({1: [above, below]}, placed)


def test_a_rule_through_the_type_of_the_frame_below_is_told(faces: FaceBook) -> None:
    above = with_rule(frame("a", (1, 4), (1, 12)), Side.BELOW)
    judged = judge(ruled(above, frame("b", (1, 4), (13, 26))), faces, "rules-clear")
    (found,) = judged.found
    assert (found.code, found.page, found.frame) == ("rule-through-type", 1, "a")
    facts = dict(found.facts)
    assert facts["key"] == "rule.below"
    assert set(str(facts["text"])) == {"中"}
    assert judged.state is State.BROKEN


def test_a_rule_through_the_type_of_the_frame_above_is_told(faces: FaceBook) -> None:
    # The copy of the frame above ends in its last row.
    full, below = frame("a", (1, 4), (1, 12)), frame("b", (1, 4), (13, 26))
    edition = paper(
        {1: [full, with_rule(below, Side.ABOVE, RuleKind.WAVE)]},
        {(1, "a"): story("a", ["中" * (12 * 8 * 4 - 2)], headline=""), (1, "b"): story("b", ["国" * 200])},
    )
    (found,) = judge(edition, faces, "rules-clear").found
    assert (found.frame, dict(found.facts)["key"]) == ("b", "rule.above")


@pytest.mark.parametrize("side", list(Side))
def test_rules_in_the_white_between_frames_are_clear(faces: FaceBook, side: Side) -> None:
    places = {"a": ((1, 2), (1, 12)), "b": ((3, 4), (1, 12)), "c": ((1, 4), (14, 26))}
    frames = [with_rule(frame(name, *place), side, RuleKind.THICK_THIN) for name, place in places.items()]
    texts = ["行末有 Latin 词 words in it 和数字 0571-88812345，" * 9]
    edition = paper({1: frames}, {(1, name): story(name, texts) for name in places})
    judged = judge(edition, faces, "rules-clear")
    assert (judged.found, judged.state) == ((), State.PASSED)


def test_a_page_without_rules_is_not_judged_by_them(faces: FaceBook) -> None:
    edition = ruled(frame("a", (1, 4), (1, 12)), frame("b", (1, 4), (13, 26)))
    assert judge(edition, faces, "rules-clear").state is State.NOT_RUN
