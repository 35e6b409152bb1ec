"""A tails frame gives the rows it does not need to the story frames next to it, when their copy lacks them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from paper import HERE, frame, paper, story

from typeset.checks.conservation import check_account, check_pages
from typeset.checks.frames import check_frames
from typeset.faces import FaceBook
from typeset.flow.issue import SetIssue, set_issue
from typeset.model.edition import JumpRules
from typeset.model.layout import FrameKind, FrameSpec
from typeset.model.story import JumpWish

SENTENCE = "镇上的老人说，这样的秋天十年里也就两三回，雨停得早，太阳出得勤。"
RULES = JumpRules(least_before=2, least_after=2)
JUMPS = JumpWish(allowed=True)


def issue_of(faces: FaceBook, inside: list[FrameSpec], main: int, *more: FrameSpec) -> SetIssue:
    """A story that goes on on page 2, where another of so many sentences stands in the frame ``main``."""
    pages = {1: [frame("lead", (1, 4), (1, 10), jump=JUMPS)], 2: inside, 3: list(more)}
    placed = {
        (1, "lead"): story("lead", [SENTENCE * 4] * 3),
        (2, "main"): story("main", [SENTENCE * 2] * (main // 2)),
    }
    edition = paper({n: frames for n, frames in pages.items() if frames}, placed, RULES)
    issue = set_issue(edition, faces)
    assert check_account(issue.edition, issue.parts, issue.oversets) == []
    assert check_pages(issue.edition, issue.pages, issue.parts, frozenset()) == []
    for page in issue.edition.pages:
        assert check_frames(page.layout, page.number) == ()
    return issue


def tails(rows: tuple[int, int], *names: str) -> FrameSpec:
    return replace(frame("tails", (1, 4), rows, FrameKind.TAILS), spare_to=names)


def rows_of(issue: SetIssue, name: str, page: int = 2) -> tuple[int, int]:
    found = issue.edition.pages[page - 1].layout.frame(name)
    assert found is not None
    return found.rows


@pytest.mark.parametrize(
    ("main", "into"), [((1, 6), (8, 26)), ((21, 26), (1, 19))], ids=["above the tails", "below them"]
)
def test_a_neighbour_gets_the_rows_it_lacks_and_no_more(
    faces: FaceBook, main: tuple[int, int], into: tuple[int, int]
) -> None:
    assert issue_of(faces, [frame("main", (1, 4), main), tails(into)], 8).oversets
    issue = issue_of(faces, [frame("main", (1, 4), main), tails(into, "main")], 8)
    assert not issue.oversets
    grew = rows_of(issue, "main")
    more = (grew[1] - grew[0]) - (main[1] - main[0])
    assert 0 < more < into[1] - into[0]
    shrunk = rows_of(issue, "tails")
    assert (into[1] - into[0]) - (shrunk[1] - shrunk[0]) == more
    # A row fewer would not have been enough.
    less = replace(
        frame("main", (1, 4), main), rows=(grew[0] + (grew[0] < main[0]), grew[1] - (grew[0] == main[0]))
    )
    assert issue_of(
        faces, [less, tails((into[0] + 8, into[1]) if main[0] == 1 else (1, into[1] - 8))], 8
    ).oversets


def test_rows_are_kept_where_nobody_lacks_them(faces: FaceBook) -> None:
    issue = issue_of(faces, [frame("main", (1, 4), (1, 6)), tails((8, 26), "main")], 2)
    assert rows_of(issue, "tails") == (8, 26)
    assert rows_of(issue, "main") == (1, 6)


def test_copy_that_is_longer_still_gets_all_that_is_spare_and_goes_on(faces: FaceBook) -> None:
    inside = [frame("main", (1, 4), (1, 6), jump=JUMPS), tails((8, 26), "main")]
    plain = [frame("main", (1, 4), (1, 6), jump=JUMPS), tails((8, 26))]
    last = frame("tails", (1, 4), (1, 26), FrameKind.TAILS)
    before = issue_of(faces, plain, 30, last)
    issue = issue_of(faces, inside, 30, last)
    carried = {jump.story: jump.characters_after for jump in issue.jumps}
    assert carried["main"] < {jump.story: jump.characters_after for jump in before.jumps}["main"]
    assert carried["lead"] == {jump.story: jump.characters_after for jump in before.jumps}["lead"]
    assert not issue.oversets


def test_tails_that_need_all_their_rows_give_none(faces: FaceBook) -> None:
    issue = issue_of(faces, [frame("main", (1, 4), (1, 16)), tails((18, 26), "main")], 20)
    assert rows_of(issue, "tails")[1] == 26
    lead = next(part for part in issue.parts if part.story == "lead" and part.page == 2)
    assert lead.last == issue.edition.stories["lead"].characters


@pytest.mark.parametrize(
    "wrong",
    [
        [frame("main", (1, 4), (1, 6)), tails((8, 26), "gone")],
        [frame("main", (1, 4), (1, 2)), tails((8, 26), "main")],
        [frame("main", (1, 4), (1, 6)), replace(tails((8, 26), "main"), columns=(1, 3))],
        [frame("main", (1, 4), (1, 6)), replace(frame("more", (1, 4), (8, 26)), spare_to=("main",))],
        [
            frame("main", (1, 4), (1, 6)),
            frame("foot", (1, 4), (22, 26)),
            tails((8, 20), "main", "foot"),
        ],
    ],
    ids=["no such frame", "far away", "wider", "no tails frame", "on two sides"],
)
def test_rows_go_only_to_story_frames_next_to_a_tails_frame(wrong: list[FrameSpec]) -> None:
    layout = paper({1: wrong}, {}).pages[0].layout
    (found,) = check_frames(layout, 1)
    assert found.code == "spare-to-misplaced"
    assert found.span == HERE
