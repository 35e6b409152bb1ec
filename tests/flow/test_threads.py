"""A story through several frames of a page, in their order: L-shapes, frames of other widths, balance, jumps."""

from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from paper import BODY, HERE, LEADING, frame, paper, story

from typeset.checks.conservation import check_account, check_pages
from typeset.checks.jumps import check_jumps
from typeset.checks.spreads import check_spreads
from typeset.faces import FaceBook
from typeset.flow.grid import PageGrid
from typeset.flow.issue import SetIssue, set_issue
from typeset.model.layout import BoxSpec, FrameKind, FrameSpec, Rect, RuleSpec, Side, TintSpec
from typeset.model.placed import GlyphRun, Purpose, Rule
from typeset.model.story import JumpWish, Picture, PicturePlace
from typeset.model.style import Colour, CopyfitRules, FitStep


def threaded(faces: FaceBook, characters: int, *frames: FrameSpec) -> SetIssue:
    copy = story("s", ["中" * characters], headline="")
    return set_issue(paper({1: frames}, {(1, frames[0].name): copy}), faces)


def body(issue: SetIssue) -> list[GlyphRun]:
    return [i for i in issue.pages[0].items if isinstance(i, GlyphRun) and i.purpose is Purpose.BODY]


def test_copy_goes_on_in_the_frame_that_follows(faces: FaceBook) -> None:
    lead = frame("lead", (1, 1), (1, 4))
    more = replace(frame("more", (3, 4), (10, 12)), follows="lead")
    issue = threaded(faces, 60, lead, more)
    assert [(part.frame, part.first, part.last) for part in issue.parts] == [
        ("lead", 0, 30),
        ("more", 30, 60),
    ]
    assert not issue.oversets
    assert "".join(run.text for run in body(issue)) == "中" * 60


def test_frames_of_other_widths_have_lines_of_their_own_width(faces: FaceBook) -> None:
    lead = frame("lead", (1, 1), (1, 3))
    wide = replace(frame("wide", (1, 4), (5, 10), story_columns=1), follows="lead")
    issue = threaded(faces, 8 * 3 - 2 + 35 + 20, lead, wide)
    widths = [len(run.text) for run in body(issue)]
    assert widths == [6, 8, 8, 35, 20]


def test_a_chain_of_three_frames_ends_in_the_last_and_what_is_left_is_overset(faces: FaceBook) -> None:
    frames = (
        frame("a", (1, 1), (1, 2)),
        replace(frame("c", (3, 3), (1, 2)), follows="b"),
        replace(frame("b", (2, 2), (1, 2)), follows="a"),
    )
    issue = threaded(faces, 60, *frames)
    assert [part.frame for part in issue.parts] == ["a", "b", "c"]
    assert [overset.characters for overset in issue.oversets] == [60 - 14 - 16 - 16]


def test_the_last_frame_is_balanced_and_the_ones_before_are_full(faces: FaceBook) -> None:
    lead = frame("lead", (1, 2), (1, 3))
    foot = replace(frame("foot", (1, 4), (5, 20)), follows="lead")
    issue = threaded(faces, 8 * 14 - 2, lead, foot)
    rows = [round((run.y - 20_000) / LEADING) for run in body(issue)]
    assert [rows.count(row) for row in (1, 2, 3)] == [2, 2, 2]
    assert [rows.count(row) for row in (5, 6)] == [4, 4]


def test_the_story_jumps_from_the_last_frame(faces: FaceBook) -> None:
    lead = frame("lead", (1, 1), (1, 5), jump=JumpWish(allowed=True))
    more = replace(frame("more", (2, 2), (1, 5)), follows="lead")
    tails = frame("tails", (1, 4), (1, 26), kind=FrameKind.TAILS)
    copy = story("s", [("中" * 7 + "。") * 30], headline="")
    issue = set_issue(paper({1: [lead, more], 2: [tails]}, {(1, "lead"): copy}), faces)
    assert [part.frame for part in issue.parts] == ["lead", "more", "tails"]
    assert issue.jumps[0].at == issue.parts[1].last == issue.parts[2].first


def test_a_tint_of_a_following_frame_lies_under_its_text(faces: FaceBook) -> None:
    lead = frame("lead", (1, 1), (1, 3))
    more = replace(frame("more", (2, 3), (1, 8)), follows="lead", tint=TintSpec(Colour(0, 0, 0, 100)))
    kinds = [type(item).__name__ for item in threaded(faces, 60, lead, more).pages[0].items]
    assert kinds.index("Tint") < kinds.index("GlyphRun")


def test_columns_of_frames_that_meet_are_one_column(faces: FaceBook) -> None:
    # An L: the first two of four columns go on below, and are read to their foot before the third begins.
    lead = replace(frame("lead", (1, 4), (1, 3)), balance=False)
    foot = replace(frame("foot", (1, 2), (4, 6)), follows="lead", balance=False)
    issue = threaded(faces, 6 + 8 * 17, lead, foot)
    lines = [((run.xs[0] - 20_000) // 81_000, round((run.y - 20_000) / LEADING)) for run in body(issue)]
    assert lines == [(0, n) for n in range(1, 7)] + [(1, n) for n in range(1, 7)] + [
        (c, n) for c in (2, 3) for n in (1, 2, 3)
    ]
    assert [(part.frame, part.lines) for part in issue.parts] == [
        ("lead", 3),
        ("foot", 3),
        ("lead", 3),
        ("foot", 3),
        ("lead", 6),
    ]
    assert [part.first for part in issue.parts[1:]] == [part.last for part in issue.parts[:-1]]


def test_columns_a_little_apart_are_one_as_well(faces: FaceBook) -> None:
    # Three basic columns in two, over one basic column and a half of it: whole characters do not come out even.
    lead = replace(frame("lead", (1, 4), (1, 3), story_columns=3), balance=False)
    foot = replace(frame("foot", (1, 1), (4, 6)), follows="lead", balance=False)
    wide = replace(lead, columns=(1, 3), story_columns=2)
    for top, below in (
        (lead, foot),
        (wide, replace(foot, columns=(1, 2), area=Rect(22_000, 56_000, 110_000, 36_000))),
    ):
        issue = threaded(faces, 60, top, replace(below, story_columns=1))
        assert check_pages(issue.edition, issue.pages, issue.parts, frozenset()) == []
        assert check_account(issue.edition, issue.parts, issue.oversets) == []


def test_the_frames_of_a_thread_may_be_written_in_any_order(faces: FaceBook) -> None:
    lead = frame("lead", (1, 4), (1, 3))
    other = frame("other", (3, 4), (5, 9))
    foot = replace(frame("foot", (1, 2), (4, 9)), follows="lead")
    stories = {
        (1, "lead"): story("s", ["中" * 150], headline=""),
        (1, "other"): story("o", ["国" * 20], headline=""),
    }
    for frames in ((lead, other, foot), (foot, other, lead), (other, foot, lead)):
        edition = paper({1: frames}, stories)
        issue = set_issue(edition, faces)
        assert check_account(edition, issue.parts, issue.oversets) == []
        assert check_pages(issue.edition, issue.pages, issue.parts, frozenset()) == []


def test_a_frame_above_the_end_of_a_thread_is_the_head_of_its_column(faces: FaceBook) -> None:
    # A U: down the left leg, along the foot, and the right leg is read from its head through the foot.
    left = replace(frame("left", (1, 1), (1, 3)), balance=False)
    foot = replace(frame("foot", (1, 3), (4, 6)), follows="left", balance=False)
    right = replace(frame("right", (3, 3), (1, 3)), follows="foot", balance=False)
    issue = threaded(faces, 6 + 8 * 14, left, foot, right)
    lines = [((run.xs[0] - 20_000) // 81_000, round((run.y - 20_000) / LEADING)) for run in body(issue)]
    assert lines == [(0, n) for n in range(1, 7)] + [(1, n) for n in (4, 5, 6)] + [
        (2, n) for n in range(1, 7)
    ]


def test_frames_with_a_row_between_them_or_other_columns_are_read_one_after_the_other(
    faces: FaceBook,
) -> None:
    for foot in (frame("foot", (1, 2), (5, 6)), frame("foot", (1, 2), (4, 6), story_columns=1)):
        lead = replace(frame("lead", (1, 2), (1, 3)), balance=False)
        issue = threaded(faces, 6 + 8 * 8, lead, replace(foot, follows="lead", balance=False))
        assert next((part.frame, part.lines) for part in issue.parts) == ("lead", 6)


@pytest.mark.parametrize("balance", [True, False])
@settings(max_examples=40, deadline=None)
@given(
    characters=st.integers(1, 900),
    shapes=st.lists(st.tuples(st.integers(1, 4), st.integers(1, 9)), min_size=1, max_size=4),
)
def test_nothing_is_lost_in_any_chain(
    faces: FaceBook,
    balance: bool,  # noqa: FBT001
    characters: int,
    shapes: list[tuple[int, int]],
) -> None:
    frames, row = [], 1
    for number, (columns, rows) in enumerate(shapes):
        last = min(26, row + rows - 1)
        one = frame(f"f{number}", (1, columns), (row, max(row, last)), story_columns=1 + number % columns)
        frames.append(replace(one, follows=f"f{number - 1}" if number else "", balance=balance))
        row = last + 1
    issue = threaded(faces, characters, *frames)
    assert check_account(issue.edition, issue.parts, issue.oversets) == []
    assert check_pages(issue.edition, issue.pages, issue.parts, frozenset()) == []
    over = sum(overset.characters for overset in issue.oversets)
    assert sum(part.last - part.first for part in issue.parts) + over == characters
    assert sum(len(run.text) for run in body(issue)) + over == characters
    rights = {f.name: 20_000 + f.columns[1] * 9 * BODY for f in frames}
    assert all(run.xs[-1] + run.size <= max(rights.values()) for run in body(issue))


def distinct(count: int) -> str:
    """Characters no two of which are the same for a long stretch, so that order can be seen."""
    return b"".join(bytes([0xB0 + n // 94, 0xA1 + n % 94]) for n in range(count)).decode("gb2312")


def columns_read(faces: FaceBook, characters: int, *frames: FrameSpec) -> list[int]:
    """The columns of the page in the order in which a story in these frames is read."""
    copy = story("s", [distinct(characters)], headline="")
    issue = set_issue(paper({1: frames}, {(1, frames[0].name): copy}), faces)
    assert check_pages(issue.edition, issue.pages, issue.parts, frozenset()) == []
    text = copy.text
    lines = sorted(body(issue), key=lambda run: text.index(run.text))
    return [column for column, _ in groupby((run.xs[0] - 20_000) // 81_000 for run in lines)]


def filled(name: str, columns: tuple[int, int], rows: tuple[int, int], follows: str = "") -> FrameSpec:
    return replace(frame(name, columns, rows), balance=False, follows=follows)


def test_columns_are_one_only_where_they_are_read_one_after_the_other(faces: FaceBook) -> None:
    # A foot that reaches further left: its first columns cannot be read before those above, which have been.
    wide = filled("lead", (3, 4), (1, 6)), filled("foot", (1, 4), (7, 12), "lead")
    assert columns_read(faces, 260, *wide) == [2, 3, 0, 1, 2, 3]
    tee = filled("lead", (2, 2), (1, 6)), filled("foot", (1, 3), (7, 12), "lead")
    assert columns_read(faces, 180, *tee) == [1, 0, 1, 2]
    right = filled("lead", (1, 2), (1, 6)), filled("foot", (1, 4), (7, 12), "lead")
    assert columns_read(faces, 280, *right) == [0, 1, 2, 3]


def test_a_picture_at_the_foot_of_a_column_does_not_keep_it_from_going_on(faces: FaceBook) -> None:
    shown = Picture(
        "p.jpg", "", "", HERE, (100, 100), "JPEG", columns=(1, 1), rows=3, place=PicturePlace.BOTTOM
    )
    copy = replace(story("s", [distinct(150)], headline=""), pictures=(shown,))
    frames = filled("lead", (1, 2), (1, 8)), filled("foot", (1, 2), (9, 14), "lead")
    issue = set_issue(paper({1: frames}, {(1, "lead"): copy}), faces)
    lines = sorted(body(issue), key=lambda run: copy.text.index(run.text))
    assert [c for c, _ in groupby((run.xs[0] - 20_000) // 81_000 for run in lines)] == [0, 1]


def test_a_rule_between_two_frames_parts_them(faces: FaceBook) -> None:
    rule = ((Side.BELOW, RuleSpec()),)
    frames = replace(filled("lead", (1, 2), (1, 6)), rules=rule), filled("foot", (1, 2), (7, 12), "lead")
    assert columns_read(faces, 180, *frames) == [0, 1, 0, 1]


def test_rules_of_a_frame_that_joins_stand_between_columns(faces: FaceBook) -> None:
    lead = filled("lead", (1, 2), (1, 6))
    foot = replace(filled("foot", (1, 4), (7, 12), "lead"), column_rule=RuleSpec())
    copy = story("s", [distinct(290)], headline="")
    issue = set_issue(paper({1: [lead, foot]}, {(1, "lead"): copy}), faces)
    xs = sorted({i.x0 for i in issue.pages[0].items if isinstance(i, Rule)})
    assert [(x - 20_000) // 40_500 for x in xs] == [3, 5]


def test_a_lead_is_filled_before_a_frame_that_stands_higher(faces: FaceBook) -> None:
    lead = frame("lead", (1, 1), (15, 24))
    foot = replace(frame("foot", (2, 2), (1, 24)), follows="lead")
    issue = threaded(faces, 96, lead, foot)
    assert [(part.frame, part.lines) for part in issue.parts] == [("lead", 10), ("foot", 3)]


def test_a_follower_over_the_fold_needs_a_lead_over_it(faces: FaceBook) -> None:
    lead = frame("lead", (1, 2), (1, 6))
    foot = replace(frame("foot", (3, 6), (10, 16)), follows="lead", spread=True)
    edition = paper(
        {1: [], 2: [lead, foot], 3: [], 4: []}, {(2, "lead"): story("s", [distinct(300)], headline="")}
    )
    issue = set_issue(edition, faces)
    assert {part.page for part in issue.parts} == {2}
    assert check_pages(issue.edition, issue.pages, issue.parts, frozenset()) == []
    assert [f.code for f in check_spreads(edition, issue.edition)] == ["spread-misplaced"]


def test_the_jump_line_stands_in_the_column_it_is_cut_in(faces: FaceBook) -> None:
    lead = frame("lead", (1, 2), (1, 5), jump=JumpWish(allowed=True), story_columns=1)
    more = replace(frame("more", (3, 3), (1, 10)), follows="lead")
    narrow = replace(frame("narrow", (4, 4), (1, 10), story_columns=2), follows="more")
    tails = frame("tails", (1, 4), (1, 26), kind=FrameKind.TAILS)
    copy = story("s", [("中" * 7 + "。") * 60], headline="")
    issue = set_issue(paper({1: [lead, more, narrow], 2: [tails]}, {(1, "lead"): copy}), faces)
    (jump,) = issue.jumps
    assert check_jumps(issue.jumps, issue.pages) == []
    (line,) = [i for i in issue.pages[0].items if isinstance(i, GlyphRun) and i.purpose is Purpose.JUMP]
    assert line.xs[-1] + line.size <= 20_000 + 4 * 81_000
    assert jump.from_frame == issue.parts[-2].frame


def test_a_box_whose_story_goes_on_keeps_the_leading_of_the_page(faces: FaceBook) -> None:
    lead = replace(frame("lead", (1, 1), (1, 24)), box=BoxSpec())
    foot = replace(frame("foot", (3, 4), (1, 10)), follows="lead", box=BoxSpec())
    for characters in range(160, 240, 8):
        edition = paper({1: [lead, foot]}, {(1, "lead"): story("s", [distinct(characters)])})
        page = edition.pages[0]
        rules = CopyfitRules(order=(FitStep.LEADING,), leading=200)
        edition = replace(edition, pages=(replace(page, styles=replace(page.styles, copyfit=rules)),))
        issue = set_issue(edition, faces)
        base = PageGrid.of(page.layout, 1).baseline(1)
        assert {(run.y - base) % LEADING for run in body(issue)} == {0}
        assert "frame-fitted" not in {f.code for f in issue.findings}
