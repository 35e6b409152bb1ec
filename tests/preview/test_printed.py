"""What is printed, read back with its places."""

from __future__ import annotations

from msgspec.structs import replace
from paper import BODY, LEADING, frame, paper, story

from typeset.faces import FaceBook
from typeset.flow.issue import set_issue
from typeset.model.layout import FrameKind
from typeset.model.story import JumpWish
from typeset.model.style import WritingMode
from typeset.preview.printed import Printed, by_column

LONG = "春江水暖鸭先知竹外桃花三两枝蒌蒿满地芦芽短正是河豚欲上时" * 9


def test_a_character_is_found_where_it_was_set(faces: FaceBook) -> None:
    told = story("甲", ["春江水暖鸭先知竹外桃花三两枝"], headline="")
    issue = set_issue(paper({1: [frame("a", (1, 1), (1, 10))]}, {(1, "a"): told}), faces)
    copy = Printed.of(issue).copy_of("甲")
    assert copy is not None
    assert copy.text == told.text
    # Eight to a line, two of them the indent: the seventh character is the first of the second line.
    (first,), (seventh,) = copy.places(0, 1), copy.places(6, 7)
    assert first.page == 1
    assert first.rect.x == 20_000 + 2 * BODY
    assert (first.rect.width, first.rect.height) == (BODY, BODY)
    assert (seventh.rect.x, seventh.rect.y - first.rect.y) == (20_000, LEADING)


def test_a_stretch_over_lines_has_a_place_in_each(faces: FaceBook) -> None:
    told = story("甲", [LONG[:40]], headline="")
    issue = set_issue(paper({1: [frame("a", (1, 1), (1, 10))]}, {(1, "a"): told}), faces)
    copy = Printed.of(issue).copy_of("甲")
    assert copy is not None
    places = copy.places(4, 16)
    assert [place.rect.width // BODY for place in places] == [2, 8, 2]
    (joined,) = by_column(places)
    assert joined.rect.height == 2 * LEADING + BODY


def test_copy_that_jumps_is_one_passage_over_its_pages(faces: FaceBook) -> None:
    jumping = frame("a", (1, 2), (1, 12), jump=JumpWish(allowed=True))
    told = story("甲", [LONG])
    edition = paper({1: [jumping], 2: [frame("t", (1, 4), (1, 20), FrameKind.TAILS)]}, {(1, "a"): told})
    issue = set_issue(edition, faces)
    copy = Printed.of(issue).copy_of("甲")
    assert copy is not None
    assert copy.text == told.text
    (jump,) = issue.jumps
    assert [place.page for place in copy.places(jump.at - 1, jump.at + 1)] == [1, 2]
    assert len(by_column(copy.places(jump.at - 1, jump.at + 1))) == 2


def test_copy_over_the_fold_is_read_line_by_line(faces: FaceBook) -> None:
    across = replace(frame("a", (1, 8), (1, 8), story_columns=4), spread=True)
    told = story("甲", [LONG])
    issue = set_issue(paper({2: [across], 3: []}, {(2, "a"): told}), faces)
    copy = Printed.of(issue).copy_of("甲")
    assert copy is not None
    assert {strip.page for strip in copy.strips} == {2, 3}
    assert copy.text == told.text[: len(copy.text)]


def test_vertical_copy_goes_down(faces: FaceBook) -> None:
    upright = replace(
        frame("a", (1, 2), (1, 20)), writing=WritingMode.VERTICAL, story_columns=1, balance=False
    )
    told = story("甲", [LONG[:60]], headline="")
    issue = set_issue(paper({1: [upright]}, {(1, "a"): told}), faces)
    copy = Printed.of(issue).copy_of("甲")
    assert copy is not None
    (one,), (next_one,) = copy.places(2, 3), copy.places(3, 4)
    assert next_one.rect.y - one.rect.y == BODY
    assert next_one.rect.x == one.rect.x


def test_headlines_are_passages_of_their_own(faces: FaceBook) -> None:
    told = story("甲", ["正文"], headline="大标题")
    issue = set_issue(paper({1: [frame("a", (1, 4), (1, 20))]}, {(1, "a"): told}), faces)
    heads = [one for one in Printed.of(issue).passages if not one.is_copy]
    assert [(one.story, one.text) for one in heads] == [("甲", "大标题")]


def test_what_follows_a_character_no_face_has_is_found_all_the_same(faces: FaceBook) -> None:
    told = story("甲", ["一二三四五六七八九\U00030edd十", "百千万"], headline="")
    issue = set_issue(paper({1: [frame("a", (1, 1), (1, 10))]}, {(1, "a"): told}), faces)
    copy = Printed.of(issue).copy_of("甲")
    assert copy is not None
    assert copy.text == told.text
    (place,) = copy.places(told.text.index("百"), told.text.index("百") + 1)
    assert place.rect.x == 20_000 + 2 * BODY
