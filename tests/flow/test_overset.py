"""What happens to copy that finds no room: it is counted, placed in the file, and marked in the proof."""

from __future__ import annotations

from paper import frame, paper, story

from typeset.faces import FaceBook
from typeset.flow.issue import set_issue
from typeset.model.layout import FrameKind
from typeset.model.placed import Rule
from typeset.model.story import JumpWish

LONG = "这一段话说得很长很长，一直说到版框的外面去，谁也拦不住它。" * 30


def test_overset_is_marked_on_the_proof_but_not_on_the_page(faces: FaceBook) -> None:
    issue = set_issue(paper({1: [frame("a", (1, 2), (1, 10))]}, {(1, "a"): story("甲", [LONG])}), faces)
    assert list(issue.marks) == [1]
    page = issue.pages[0]
    for mark in issue.marks[1]:
        assert isinstance(mark, Rule)
        assert (mark.colour.c, mark.colour.m, mark.colour.y, mark.colour.k) == (0, 1000, 1000, 0)
        assert 0 <= mark.x0 <= mark.x1 <= page.width
        assert mark not in page.items


def test_overset_says_where_copy_stops_fitting(faces: FaceBook) -> None:
    issue = set_issue(
        paper({1: [frame("a", (1, 2), (1, 10))]}, {(1, "a"): story("甲", ["短句。", LONG])}), faces
    )
    found = next(f for f in issue.findings if f.code == "overset")
    assert found.span is not None
    assert (found.span.file, found.span.line) == ("甲.md", 2)
    assert issue.oversets[0].first == 3 + found.span.column - 1
    assert found.amount == issue.oversets[0].characters == 3 + len(LONG) - issue.oversets[0].first


def test_the_longest_tail_gives_when_a_frame_is_promised_too_much(faces: FaceBook) -> None:
    jump = JumpWish(allowed=True)
    edition = paper(
        {
            1: [frame("a", (1, 2), (1, 26), jump=jump), frame("b", (3, 4), (1, 26), jump=jump)],
            2: [frame("tails", (1, 4), (1, 20), FrameKind.TAILS)],
        },
        {(1, "a"): story("甲", [LONG] * 3), (1, "b"): story("乙", [LONG[:600]])},
    )
    issue = set_issue(edition, faces)
    assert [o.story for o in issue.oversets] == ["甲"]
    assert {p.story for p in issue.parts if p.page == 2} == {"甲", "乙"}


def test_the_nearest_later_page_with_room_is_taken(faces: FaceBook) -> None:
    jump = JumpWish(allowed=True)
    tails = {
        page: [frame("tails", (1, 4), (1, rows), FrameKind.TAILS)]
        for page, rows in ((2, 6), (3, 26), (4, 26))
    }
    edition = paper({1: [frame("a", (1, 4), (1, 12), jump=jump)], **tails}, {(1, "a"): story("甲", [LONG])})
    issue = set_issue(edition, faces)
    assert [j.to_page for j in issue.jumps] == [3]
    assert not issue.oversets


def test_a_named_page_is_obeyed(faces: FaceBook) -> None:
    jump = JumpWish(allowed=True, page="4")
    tails = {page: [frame("tails", (1, 4), (1, 26), FrameKind.TAILS)] for page in (2, 3, 4)}
    edition = paper({1: [frame("a", (1, 4), (1, 12), jump=jump)], **tails}, {(1, "a"): story("甲", [LONG])})
    jumps = set_issue(edition, faces).jumps
    assert [(j.to_page, j.source_text, j.target_text) for j in jumps] == [
        (4, "（下转第四版）", "（上接第一版）")
    ]
