"""Fillers: put where room is left, each once, whole, below the copy and never over it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from paper import BODY, HERE, LEADING, frame, paper, story

from typeset.checks.conservation import check_account, check_pages
from typeset.checks.frames import check_frames
from typeset.faces import FaceBook
from typeset.flow.issue import SetIssue, set_issue
from typeset.model.edition import Edition, Filler, JumpRules
from typeset.model.layout import BoxSpec, FrameKind, FrameSpec, TintSpec
from typeset.model.placed import GlyphRun, PlacedPicture
from typeset.model.story import JumpWish, Picture, Story
from typeset.model.style import Colour, FillerPlace


def with_pool(edition: Edition, *pool: Story | Picture) -> Edition:
    fillers = tuple(
        Filler(one.slug, HERE) if isinstance(one, Story) else Filler("", HERE, one) for one in pool
    )
    stories = {**edition.stories, **{one.slug: one for one in pool if isinstance(one, Story)}}
    return replace(edition, fillers=fillers, stories=stories)


def filler(slug: str, characters: int) -> Story:
    return story(slug, ["补" * characters], headline="小常识")


def short(characters: int = 100, columns: int = 2, **more: object) -> tuple[FrameSpec, Edition]:
    main = replace(frame("main", (1, 4), (1, 26), story_columns=columns), **more)  # type: ignore[arg-type]
    return main, paper({1: [main]}, {(1, "main"): story("s", ["中" * characters], headline="")})


def tops(issue: SetIssue, char: str) -> list[int]:
    return [i.y for page in issue.pages for i in page.items if isinstance(i, GlyphRun) and i.text[:1] == char]


def said(issue: SetIssue, code: str) -> list[tuple[int | None, str | None]]:
    return [(f.page, f.frame) for f in issue.findings if f.code == code]


def test_a_filler_stands_below_a_short_story_which_is_short_no_longer(faces: FaceBook) -> None:
    _, edition = short()
    assert said(set_issue(edition, faces), "underset") == [(1, "main")]
    issue = set_issue(with_pool(edition, filler("f", 150)), faces)
    assert (1, "main") not in said(issue, "underset")
    assert said(issue, "filler-placed") == [(1, "main")]
    assert min(tops(issue, "补")) > max(tops(issue, "中")) + LEADING
    assert [(p.story, p.frame, p.last - p.first) for p in issue.parts] == [
        ("s", "main", 100),
        ("f", "main·补白1", 150),
    ]
    assert check_account(issue.edition, issue.parts, issue.oversets) == []
    assert check_pages(issue.edition, issue.pages, issue.parts, frozenset()) == []
    assert check_frames(issue.edition.pages[0].layout, 1) == ()


def test_the_one_that_leaves_least_room_is_taken(faces: FaceBook) -> None:
    _, edition = short()
    pool = (filler("short", 20), filler("long", 5000), filler("right", 240), filler("little", 90))
    issue = set_issue(with_pool(edition, *pool), faces)
    assert [p.story for p in issue.parts][1] == "right"
    assert "long" not in {p.story for p in issue.parts}


def test_what_a_filler_leaves_is_for_another_and_none_comes_twice(faces: FaceBook) -> None:
    _, edition = short(20)
    issue = set_issue(with_pool(edition, filler("a", 60), filler("b", 60)), faces)
    assert sorted(p.story for p in issue.parts) == ["a", "b", "s"]
    alone = set_issue(with_pool(edition, filler("a", 60)), faces)
    assert sorted(p.story for p in alone.parts) == ["a", "s"]


def test_a_frame_of_its_own_is_filled_and_told_when_it_is_not(faces: FaceBook) -> None:
    box = replace(frame("tip", (1, 4), (1, 8), FrameKind.FILLER, story_columns=2), box=BoxSpec())
    edition = paper({1: [box]}, {})
    issue = set_issue(with_pool(edition, filler("f", 70)), faces)
    assert said(issue, "filler-placed") == [(1, "tip")]
    assert tops(issue, "补")
    empty = set_issue(edition, faces)
    assert said(empty, "filler-none") == [(1, "tip")]
    assert any(not isinstance(i, GlyphRun) for i in empty.pages[0].items), "its box is drawn all the same"


def test_tails_leave_room_for_fillers(faces: FaceBook) -> None:
    front = frame("front", (1, 4), (1, 8), jump=JumpWish(allowed=True))
    tails = frame("tails", (1, 4), (1, 26), FrameKind.TAILS)
    copy = story("s", ["天地玄黄宇宙洪荒。" * 40], headline="题")
    edition = paper({1: [front], 2: [tails]}, {(1, "front"): copy}, JumpRules(least_before=2, least_after=2))
    issue = set_issue(with_pool(edition, filler("f", 100)), faces)
    assert said(issue, "filler-placed") == [(2, "tails")]
    low = [i.y for i in issue.pages[1].items if isinstance(i, GlyphRun)]
    assert max(tops(issue, "补")) == max(low)
    assert check_pages(issue.edition, issue.pages, issue.parts, frozenset()) == []


def test_a_picture_fills_a_space_of_its_shape_only(faces: FaceBook) -> None:
    _, edition = short(100, columns=1)
    wide = Picture("wide.jpg", "", "", HERE, (300, 220), "JPEG")
    narrow = Picture("narrow.jpg", "", "", HERE, (20, 400), "JPEG")
    issue = set_issue(with_pool(edition, narrow, wide), faces)
    (shown,) = (i for i in issue.pages[0].items if isinstance(i, PlacedPicture))
    assert shown.file == "wide.jpg"
    assert shown.clip.y > max(tops(issue, "中"))


def test_a_last_column_that_is_short_is_filled_alone(faces: FaceBook) -> None:
    _, edition = short(420, columns=2, balance=False)
    issue = set_issue(with_pool(edition, filler("f", 60)), faces)
    copy = [i for i in issue.pages[0].items if isinstance(i, GlyphRun) and i.text[:1] == "中"]
    put = [i for i in issue.pages[0].items if isinstance(i, GlyphRun) and i.text[:1] == "补"]
    assert put
    assert min(i.xs[0] for i in put) > min(i.xs[-1] for i in copy)


@settings(deadline=None, max_examples=40)
@given(
    characters=st.integers(1, 500),
    columns=st.integers(1, 4),
    lengths=st.lists(st.integers(1, 200), max_size=4),
    boxed=st.booleans(),
)
def test_fillers_lose_nothing_and_cover_nothing(
    faces: FaceBook, characters: int, columns: int, lengths: list[int], **more: bool
) -> None:
    main, edition = short(characters, columns, box=BoxSpec() if more["boxed"] else None)
    issue = set_issue(with_pool(edition, *(filler(f"f{n}", c) for n, c in enumerate(lengths))), faces)
    assert check_account(issue.edition, issue.parts, issue.oversets) == []
    assert check_pages(issue.edition, issue.pages, issue.parts, frozenset()) == []
    slugs = [p.story for p in issue.parts]
    assert len(slugs) == len(set(slugs))
    placed = [i for i in issue.pages[0].items if isinstance(i, GlyphRun)]
    spots = [(i.y, x) for i in placed for x in i.xs]
    assert len(spots) == len(set(spots))
    rows = main.rows[1]
    assert all(i.y < 20_000 + rows * LEADING + BODY for i in placed)


def test_a_short_filler_is_set_in_fewer_columns_than_its_space(faces: FaceBook) -> None:
    _, edition = short(columns=2)
    issue = set_issue(with_pool(edition, filler("f", 40)), faces)
    lines = [(i.xs[0], i.y) for i in issue.pages[0].items if isinstance(i, GlyphRun) and i.text[:1] == "补"]
    # Two lines over the whole width, not one and a bit in each of two columns.
    assert len(lines) == 2
    assert abs(lines[0][0] - lines[1][0]) <= 2 * BODY


def test_no_filler_stands_inside_a_box_or_on_a_tint(faces: FaceBook) -> None:
    for more in ({"box": BoxSpec()}, {"tint": TintSpec(Colour(0, 0, 0, 80))}):
        _, edition = short(**more)
        assert said(set_issue(with_pool(edition, filler("f", 150)), faces), "filler-placed") == []


@pytest.mark.parametrize("places", [(), (FillerPlace.FILLER,), (FillerPlace.TAILS,)])
def test_fillers_stand_only_where_the_house_allows(faces: FaceBook, places: tuple[FillerPlace, ...]) -> None:
    _, edition = short()
    page = edition.pages[0]
    rules = replace(page.styles, copyfit=replace(page.styles.copyfit, fillers=places))
    strict = replace(edition, pages=(replace(page, styles=rules),))
    assert said(set_issue(with_pool(strict, filler("f", 150)), faces), "filler-placed") == []
