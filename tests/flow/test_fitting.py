"""A frame made to fit exactly: pictures, head, leading, in the order the style allows, and the notice of it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from msgspec.structs import replace
from paper import HERE, LEADING, STYLES, frame, paper, story

from typeset.catalogue import message
from typeset.catalogue.entry import Lang
from typeset.faces import FaceBook
from typeset.flow.issue import SetIssue, set_issue
from typeset.model.edition import Edition
from typeset.model.layout import BoxSpec, FrameSpec
from typeset.model.placed import GlyphRun, PlacedPicture, Purpose
from typeset.model.story import Picture, Story
from typeset.model.style import CopyfitRules, FitStep, StyleBook


def by(edition: Edition, **rules: Any) -> Edition:
    """The edition with these rules of copyfitting."""
    book = StyleBook(STYLES, copyfit=CopyfitRules(**rules))
    return replace(edition, pages=tuple(replace(page, styles=book) for page in edition.pages))


def fitted(faces: FaceBook, copy: Story, main: FrameSpec, **rules: Any) -> SetIssue:
    return set_issue(by(paper({1: [main]}, {(1, "main"): copy}), **rules), faces)


def lines(count: int, headline: str = "标题") -> Story:
    """A story of so many lines of eight characters."""
    return story("s", ["中" * (8 * count - 2)], headline=headline)


def told(issue: SetIssue) -> str:
    found = [f for f in issue.findings if f.code == "frame-fitted"]
    return message(found[0], Lang.EN) if found else ""


def with_picture(copy: Story) -> Story:
    picture = Picture("p.jpg", "", "", HERE, (300, 200), "JPEG", width=2)
    return replace(copy, pictures=(picture,))


def test_a_picture_grows_where_copy_is_short(faces: FaceBook) -> None:
    main = frame("main", (1, 2), (1, 20))
    short = fitted(faces, with_picture(lines(18, "")), main, order=())
    grown = fitted(faces, with_picture(lines(18, "")), main)
    assert "underset" in {f.code for f in short.findings}
    assert "underset" not in {f.code for f in grown.findings}
    before, after = (
        next(i.clip.height for i in issue.pages[0].items if isinstance(i, PlacedPicture))
        for issue in (short, grown)
    )
    assert after > before
    assert "picture +" in told(grown)


def test_a_picture_shrinks_where_copy_is_over(faces: FaceBook) -> None:
    main = frame("main", (1, 2), (1, 16))
    copy = with_picture(lines(16, ""))
    assert fitted(faces, copy, main, order=()).oversets
    issue = fitted(faces, copy, main)
    assert not issue.oversets
    assert "picture -" in told(issue)


def test_the_headline_block_gives_and_takes_rows(faces: FaceBook) -> None:
    # Three rows of headline, seventeen of copy in each of two columns.
    main = frame("main", (1, 2), (1, 20))
    assert fitted(faces, lines(34), main, order=(FitStep.WHITE,)).findings == ()
    short = fitted(faces, lines(30), main, order=(FitStep.WHITE,), white=2)
    assert "headline block +2 rows" in told(short)
    assert "underset" not in {f.code for f in short.findings}
    # Kicker and deck bring the block to just over six rows: its white may go, its type may not.
    copy = lines(28)
    copy = replace(copy, block=replace(copy.block, kicker=("引题", "引题"), deck=("副题", "副题")))
    over = fitted(faces, copy, main, order=(FitStep.WHITE,), white=2)
    assert "headline block -1 rows" in told(over)
    assert not over.oversets


def test_the_headline_becomes_a_size_smaller_only_where_copy_is_over(faces: FaceBook) -> None:
    main = frame("main", (1, 4), (1, 12))
    rules = {"order": (FitStep.HEADLINE,), "headline": 2}
    sizes = [
        next(i.size for i in fitted(faces, lines(n), main, **rules).pages[0].items if isinstance(i, GlyphRun))
        for n in (34, 36, 38)
    ]
    assert sizes[0] == sizes[1] > sizes[2]


def test_the_leading_of_a_boxed_story_may_leave_the_grid_and_no_other(faces: FaceBook) -> None:
    boxed = replace(frame("main", (1, 2), (1, 26)), box=BoxSpec())
    copy = story("s", ["中" * (7 * 45 - 2)], headline="")
    rules = {"order": (FitStep.LEADING,), "leading": 60}
    issue = fitted(faces, copy, boxed, **rules)
    assert "leading +" in told(issue)
    baselines = sorted(
        {i.y for i in issue.pages[0].items if isinstance(i, GlyphRun) and i.purpose is Purpose.BODY}
    )
    pitch = baselines[1] - baselines[0]
    assert LEADING < pitch <= LEADING * 1060 // 1000
    assert all(b - a == pitch for a, b in pairwise(baselines))
    # Twenty-three rows fill what twenty-four filled.
    assert pitch == 24 * LEADING // 23
    assert not told(fitted(faces, copy, replace(boxed, box=None), **rules))


@pytest.mark.parametrize(
    ("order", "what"),
    [((FitStep.PICTURE, FitStep.WHITE), "picture"), ((FitStep.WHITE, FitStep.PICTURE), "headline block")],
)
def test_means_are_tried_in_the_order_of_the_style(
    faces: FaceBook, order: tuple[FitStep, ...], what: str
) -> None:
    main = frame("main", (1, 2), (1, 22))
    assert what in told(fitted(faces, with_picture(lines(17)), main, order=order))


def test_without_looseness_no_paragraph_is_changed(faces: FaceBook) -> None:
    tight = "中。中。中中中"
    copy = story("s", [tight, "中" * 13, "中" * 13, "中" * 13], headline="")
    main = frame("main", (1, 1), (1, 7))
    assert not fitted(faces, copy, main).oversets
    assert fitted(faces, copy, main, order=(FitStep.WHITE,)).oversets


def test_copy_far_off_is_left_as_it_is_and_reported(faces: FaceBook) -> None:
    main = frame("main", (1, 2), (1, 26))
    short, over = (fitted(faces, lines(count), main) for count in (10, 80))
    assert not told(short)
    assert not told(over)
    assert "underset" in {f.code for f in short.findings}
    assert [f.unit for f in over.findings if f.code == "overset"] == ["characters"]
