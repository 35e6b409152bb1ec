"""Keep rules across columns: no widow, a subhead with its lines, no hole; what cannot be kept is told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from paper import LEADING, frame, paper, story

from typeset.faces import FaceBook
from typeset.flow.issue import SetIssue, set_issue
from typeset.model.edition import Cut, JumpRules
from typeset.model.layout import FrameKind
from typeset.model.placed import GlyphRun, Purpose
from typeset.model.story import JumpWish, Role

# Four lines of eight characters, or five that are hardly opened.
LOOSENS = (
    "答：这是实话，也是难处。我们实行“弹性上下班”，当天值守到17:40的老师，次日可以晚到一小时；"
    "每人每周最多轮值两天。老师有劲头，孩子才有笑声。"
)


def heads_and_feet(issue: SetIssue) -> dict[int, list[int]]:
    """The rows of body lines by the left edge of their column, in points."""
    found: dict[int, list[int]] = {}
    for item in issue.pages[0].items:
        if isinstance(item, GlyphRun) and item.purpose is Purpose.BODY:
            column = (item.xs[0] - 20_000) // 81_000
            found.setdefault(column, []).append((item.y - 20_000) // LEADING + 1)
    return found


def test_a_widow_is_avoided_by_sharing_rows_otherwise(faces: FaceBook) -> None:
    # Six and three lines in two columns: five and four would leave the last line of the first paragraph alone.
    copy = story("s", ["中" * (6 + 8 * 5), "中" * (6 + 8 * 2)], headline="")
    main = replace(frame("main", (1, 2), (1, 20)), balance=True)
    issue = set_issue(paper({1: [main]}, {(1, "main"): copy}), faces)
    assert "widow" not in {f.code for f in issue.findings}
    rows = heads_and_feet(issue)
    assert [len(rows[0]), len(rows[1])] == [4, 5]


def test_a_widow_that_cannot_be_avoided_is_told_with_its_place(faces: FaceBook) -> None:
    main = replace(frame("main", (1, 2), (1, 4)), balance=False)
    copy = story("s", ["中" * (6 + 8 * 3 + 2), "中" * 6], headline="")
    issue = set_issue(paper({1: [main]}, {(1, "main"): copy}), faces)
    (told,) = [f for f in issue.findings if f.code == "widow"]
    assert (told.page, told.frame, told.story) == (1, "main", "s")
    assert (str(told.span), dict(told.facts)["column"]) == ("s.md:1:1", 2)


def test_a_subhead_keeps_two_lines_below_it(faces: FaceBook) -> None:
    copy = story("s", ["中" * 30, "小标题", "中" * 60], headline="", subheads=[1])
    main = replace(frame("main", (1, 2), (1, 7)), balance=False)
    issue = set_issue(paper({1: [main]}, {(1, "main"): copy}), faces)
    rows = heads_and_feet(issue)
    # Four lines, and a subhead of two rows would leave one line below it: it goes to the next column.
    assert len(rows[0]) == 4
    assert "subhead-alone" not in {f.code for f in issue.findings}


def test_a_subhead_that_cannot_keep_its_lines_is_told(faces: FaceBook) -> None:
    copy = story("s", ["小标题", "中" * 12], headline="", subheads=[0])
    main = replace(frame("main", (1, 2), (1, 2)), balance=False)
    issue = set_issue(paper({1: [main]}, {(1, "main"): copy}), faces)
    assert "subhead-alone" in {f.code for f in issue.findings}


def test_a_paragraph_a_line_longer_saves_a_widow(faces: FaceBook) -> None:
    # As it is the last line of the first paragraph stands alone at the head of the second column.
    copy = story("s", ["中" * 14, LOOSENS, "中" * 20], headline="")
    main = replace(frame("main", (1, 2), (1, 5), story_columns=1), balance=False)
    loosened = set_issue(paper({1: [main]}, {(1, "main"): copy}), faces)
    assert not {"widow", "column-hole"} & {f.code for f in loosened.findings}


@settings(max_examples=60, deadline=None)
@given(
    lengths=st.lists(st.integers(1, 90), min_size=1, max_size=9),
    subheads=st.sets(st.integers(0, 8), max_size=3),
    columns=st.integers(1, 4),
    balance=st.booleans(),
)
def test_no_keep_rule_is_broken_without_a_finding(
    faces: FaceBook,
    lengths: list[int],
    subheads: set[int],
    columns: int,
    balance: bool,  # noqa: FBT001
) -> None:
    heads = [number for number in subheads if number < len(lengths) - 1]
    copy = story("s", ["中" * length for length in lengths], headline="", subheads=heads)
    main = replace(frame("main", (1, columns), (1, 26)), balance=balance)
    issue = set_issue(paper({1: [main]}, {(1, "main"): copy}), faces)
    rows = heads_and_feet(issue)
    told = {f.code for f in issue.findings}
    if not issue.oversets and balance and not heads and len(rows) == columns:
        counts = [len(lines) for lines in rows.values()]
        assert max(counts) - min(counts) <= 1
    if not told & {"widow"}:
        assert not _widows(lengths, heads, rows)


def _widows(lengths: list[int], heads: list[int], rows: dict[int, list[int]]) -> bool:
    """Whether a column begins with the last line of a paragraph of several, counted from the lengths alone."""
    lines: list[tuple[int, int]] = []
    for number, length in enumerate(lengths):
        room = 8 if number in heads else 6
        count = 1 + max(0, -(-(length - room) // 8))
        lines += [(index, count) for index in range(count)]
    at = 0
    for column in sorted(rows):
        if at and at < len(lines) and lines[at][1] > 1 and lines[at][0] == lines[at][1] - 1:
            return True
        at += len(rows[column])
    return False


@pytest.mark.parametrize("columns", [2, 3, 4])
def test_columns_that_do_not_come_out_even_differ_by_one_row(faces: FaceBook, columns: int) -> None:
    for characters in range(100, 180, 8):
        copy = story("s", ["中" * characters], headline="")
        main = frame("main", (1, columns), (1, 26))
        rows = heads_and_feet(set_issue(paper({1: [main]}, {(1, "main"): copy}), faces))
        counts = [len(rows[number]) for number in range(columns)]
        assert counts == sorted(counts, reverse=True)
        assert counts[0] - counts[-1] <= 1


def in_two(copy_of: list[tuple[Role, int]], rows: int, faces: FaceBook, last: str = "") -> SetIssue:
    """Paragraphs of these roles and numbers of characters in two columns of so many rows, not balanced."""
    made = story("s", ["中" * count for _, count in copy_of] + ([last] if last else []), headline="")
    paragraphs = tuple(
        replace(p, role=copy_of[n][0] if n < len(copy_of) else Role.BODY)
        for n, p in enumerate(made.paragraphs)
    )
    main = replace(frame("main", (1, 2), (1, rows)), balance=False)
    return set_issue(paper({1: [main]}, {(1, "main"): replace(made, paragraphs=paragraphs)}), faces)


def test_a_question_keeps_two_lines_of_its_answer(faces: FaceBook) -> None:
    issue = in_two([(Role.BODY, 30), (Role.QUESTION, 10), (Role.ANSWER, 40)], 7, faces)
    # Four lines, and a question of two would leave one line of the answer below it: it goes to the next column.
    assert len(heads_and_feet(issue)[0]) == 4
    assert "question-alone" not in {f.code for f in issue.findings}


def test_a_long_question_begins_where_it_stands(faces: FaceBook) -> None:
    issue = in_two([(Role.BODY, 30), (Role.QUESTION, 6 + 8 * 3), (Role.ANSWER, 20)], 7, faces)
    assert len(heads_and_feet(issue)[0]) == 7


def test_a_signature_alone_at_the_head_of_a_column_is_told(faces: FaceBook) -> None:
    issue = in_two([(Role.BODY, 6 + 8 * 3)], 4, faces, last="（记者）")
    (told,) = [f for f in issue.findings if f.code == "signature-alone"]
    assert (told.page, told.frame, dict(told.facts)["column"]) == (1, "main", 2)


def test_a_signature_is_kept_with_its_copy_by_a_paragraph_a_line_longer(faces: FaceBook) -> None:
    made = story("s", [LOOSENS, "中" * 5, "（记者）"], headline="")
    main = replace(frame("main", (1, 4), (1, 5), story_columns=2), balance=False)
    issue = set_issue(paper({1: [main]}, {(1, "main"): made}), faces)
    # Four lines, one, and the signature; the first paragraph in five takes the second along.
    assert issue.parts[0].lines == 7
    assert "signature-alone" not in {f.code for f in issue.findings}


def test_a_jump_carries_no_last_line_alone(faces: FaceBook) -> None:
    made = story("s", ["中" * (6 + 8 * 5), "中" * (6 + 8 * 3), "中" * 14], headline="")
    main = replace(frame("main", (1, 1), (1, 10)), jump=JumpWish(allowed=True))
    tails = frame("tails", (1, 2), (1, 20), FrameKind.TAILS)
    rules = JumpRules(cut=Cut.ANYWHERE, least_before=2, least_after=1)
    issue = set_issue(paper({1: [main], 2: [tails]}, {(1, "main"): made}, rules), faces)
    # Nine lines beside the jump line would leave the last one of the second paragraph.
    assert issue.parts[0].lines == 8


def test_a_signature_is_not_justified(faces: FaceBook) -> None:
    made = story("s", ["中" * 30, "（澜湾水务公司　2026年11月27日）"], headline="")
    main = replace(frame("main", (1, 1), (1, 20)), balance=False)
    issue = set_issue(paper({1: [main]}, {(1, "main"): made}), faces)
    assert "loose-lines" not in {f.code for f in issue.findings}


def test_two_subheads_in_a_row_go_on_together(faces: FaceBook) -> None:
    for lines in range(4, 24):
        copy = story(
            "s", ["中" * (8 * lines - 2), "小标题一", "小标题二", "国" * 80], headline="", subheads=(1, 2)
        )
        main = replace(frame("main", (1, 4), (1, 12)), balance=False)
        issue = set_issue(paper({1: [main]}, {(1, "main"): copy}), faces)
        assert "subhead-alone" not in {f.code for f in issue.findings}
