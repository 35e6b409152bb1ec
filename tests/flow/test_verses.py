"""Verses (诗): a row stays white between stanzas, none at the head of a column; what is too long for its line stands further in."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from paper import BODY, LEADING, frame, paper, story

from typeset.checks.conservation import check_account, check_pages
from typeset.faces import FaceBook
from typeset.flow.boxes import em_box
from typeset.flow.issue import SetIssue, set_issue
from typeset.model.layout import FrameSpec
from typeset.model.placed import GlyphRun, Purpose
from typeset.model.story import Story
from typeset.model.style import WritingMode


def poem(*stanzas: int, verse: str = "中") -> Story:
    """Stanzas of so many verses."""
    plain = story("s", [verse] * sum(stanzas), headline="")
    first = {sum(stanzas[:n]) for n in range(1, len(stanzas))}
    lines = (replace(one, verse=True, apart=n in first) for n, one in enumerate(plain.paragraphs))
    return replace(plain, paragraphs=tuple(lines))


def issue_of(faces: FaceBook, copy: Story, spec: FrameSpec) -> SetIssue:
    return set_issue(paper({1: [spec]}, {(1, spec.name): copy}), faces)


def lines(issue: SetIssue) -> list[GlyphRun]:
    return [i for i in issue.pages[0].items if isinstance(i, GlyphRun) and i.purpose is Purpose.BODY]


def rows(issue: SetIssue) -> list[int]:
    return [round((run.y - 20_000) / LEADING) for run in lines(issue)]


def test_a_row_stays_white_between_stanzas(faces: FaceBook) -> None:
    assert rows(issue_of(faces, poem(2, 3, 1), frame("a", (1, 1), (1, 9)))) == [1, 2, 4, 5, 6, 8]


@pytest.mark.parametrize(
    ("stanzas", "height", "expected"),
    [
        ((3, 3), 3, [1, 2, 3, 1, 2, 3]),
        ((2, 2), 3, [1, 2, 1, 2]),
        ((2, 4), 4, [1, 2, 4, 1, 2, 3]),
    ],
    ids=["the column is full", "only the white has room", "a stanza is parted"],
)
def test_no_row_stays_white_at_the_head_of_a_column(
    faces: FaceBook, stanzas: tuple[int, ...], height: int, expected: list[int]
) -> None:
    issue = issue_of(faces, poem(*stanzas), frame("a", (1, 2), (1, height)))
    assert not issue.oversets
    assert rows(issue) == expected


def test_the_white_is_counted_where_copy_is_measured(faces: FaceBook) -> None:
    # Five rows and two white ones: in a frame of seven nothing is short, in one of six the last verse has no room.
    full = issue_of(faces, poem(2, 2, 1), frame("a", (1, 1), (1, 7)))
    assert not full.oversets
    assert not [f for f in full.findings if f.code == "underset"]
    (overset,) = issue_of(faces, poem(2, 2, 1), frame("a", (1, 1), (1, 6))).oversets
    assert overset.lines == 1


def test_a_verse_too_long_for_its_line_goes_on_further_in(faces: FaceBook) -> None:
    first, second, third = lines(issue_of(faces, poem(1, verse="中" * 13), frame("a", (1, 1), (1, 9))))
    assert [len(run.text) for run in (first, second, third)] == [6, 5, 2]
    assert second.xs[0] - first.xs[0] == third.xs[0] - first.xs[0] == BODY


def test_vertical_stanzas_are_a_line_apart(faces: FaceBook) -> None:
    spec = replace(frame("a", (1, 4), (1, 9), story_columns=1), writing=WritingMode.VERTICAL)
    columns = [em_box(run).x for run in lines(issue_of(faces, poem(2, 2), spec))]
    steps = [before - after for before, after in itertools.pairwise(columns)]
    assert steps == [LEADING, 2 * LEADING, LEADING]


@settings(max_examples=60, deadline=None)
@given(
    stanzas=st.lists(st.integers(1, 5), min_size=1, max_size=6),
    length=st.integers(1, 20),
    columns=st.integers(1, 4),
    height=st.integers(1, 20),
)
def test_no_verse_is_lost_and_stanzas_are_a_row_apart(
    faces: FaceBook, stanzas: list[int], length: int, columns: int, height: int
) -> None:
    copy = poem(*stanzas, verse="中" * length)
    issue = issue_of(faces, copy, frame("a", (1, columns), (1, height)))
    assert check_account(issue.edition, issue.parts, issue.oversets) == []
    assert check_pages(issue.edition, issue.pages, issue.parts, frozenset()) == []
    starts = [run for run in lines(issue) if run.part is not None]
    apart = {str(n) for n, one in enumerate(copy.paragraphs) if one.apart}
    for before, run in itertools.pairwise(starts):
        assert run.part is not None
        assert before.part is not None
        begins = run.part.key != before.part.key and run.part.key in apart
        if run.y > before.y:
            assert round((run.y - before.y) / LEADING) == (2 if begins else 1)
