"""Text beside pictures: whole characters, on the grid, at least five of them, along a box or a contour."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from paper import BODY, HERE, LEADING, frame, paper, story

from typeset.faces import FaceBook
from typeset.flow.grid import PageGrid
from typeset.flow.issue import SetIssue, set_issue
from typeset.flow.runaround import LEAST_BESIDE, beside, rectangle
from typeset.flow.thread import Column
from typeset.model.edition import Filler
from typeset.model.layout import HAIRLINE, FrameKind, Rect
from typeset.model.placed import GlyphRun, PlacedPicture, Purpose, Rule
from typeset.model.story import (
    Anchor,
    Aside,
    AsideKind,
    JumpWish,
    Paragraph,
    Picture,
    PictureFit,
    PicturePlace,
    PictureSide,
    Role,
    Run,
)

GRID = PageGrid(20_000, 20_000, 4, 26, 8 * BODY, BODY, BODY, LEADING)


def picture(**more: object) -> Picture:
    """A square picture of six characters at the left of the first two columns."""
    given: dict[str, object] = {"columns": (1, 1), "wide": 6000, "side": PictureSide.LEFT, **more}
    return Picture("p.jpg", "", "", HERE, (100, 100), "JPEG", **given)  # type: ignore[arg-type]


def set_beside(faces: FaceBook, shown: Picture, characters: int = 300, columns: int = 1) -> SetIssue:
    copy = replace(story("s", ["中" * characters], headline=""), pictures=(shown,))
    main = replace(
        frame("main", (1, 4), (1, 26), story_columns=columns), column_rule=HAIRLINE if columns > 1 else None
    )
    return set_issue(paper({1: [main]}, {(1, "main"): copy}), faces)


def lines(issue: SetIssue) -> list[GlyphRun]:
    return [i for i in issue.pages[0].items if isinstance(i, GlyphRun) and i.purpose is Purpose.BODY]


def box(issue: SetIssue) -> Rect:
    return next(i.clip for i in issue.pages[0].items if isinstance(i, PlacedPicture))


def overlaps(run: GlyphRun, rect: Rect) -> bool:
    high = rect.y < run.y and run.y - run.size * 88 // 100 < rect.bottom
    return high and run.xs[0] < rect.right and run.xs[-1] + run.size > rect.x


@pytest.mark.parametrize(("one", "other"), [(s, o) for s in PictureSide for o in PictureSide])
def test_pictures_in_the_same_columns_do_not_stand_on_each_other(
    faces: FaceBook, one: PictureSide, other: PictureSide
) -> None:
    copy = replace(
        story("s", ["中" * 300], headline=""), pictures=(picture(side=one), picture(side=other, wide=8000))
    )
    main = frame("main", (1, 4), (1, 26), story_columns=1)
    issue = set_issue(paper({1: [main]}, {(1, "main"): copy}), faces)
    first, second = (i.clip for i in issue.pages[0].items if isinstance(i, PlacedPicture))
    assert not issue.oversets
    assert (
        first.bottom <= second.y
        or second.bottom <= first.y
        or first.right <= second.x
        or second.right <= first.x
    )
    assert not any(overlaps(run, rect) for run in lines(issue) for rect in (first, second))
    # What leaves room beside it shares its rows.
    if {one, other} == {PictureSide.LEFT, PictureSide.RIGHT}:
        assert first.y == second.y


def test_a_box_stands_clear_of_a_contour(faces: FaceBook) -> None:
    tree = picture(columns=(1, 2), wide=12_000, side=PictureSide.CENTER, contour=((300, 700),) * 20)
    copy = Paragraph(Role.BODY, (Run("框" * 30),), 0, "s.md", (Anchor(0, 9, 1),))
    boxed = Aside(AsideKind.BOX, (copy,), HERE, columns=(1, 2), place=PicturePlace.TOP)
    made = replace(story("s", ["中" * 300], headline=""), pictures=(tree,), asides=(boxed,))
    main = frame("main", (1, 4), (1, 26), story_columns=2)
    issue = set_issue(paper({1: [main]}, {(1, "main"): made}), faces)
    tops = [i.y for i in issue.pages[0].items if isinstance(i, GlyphRun) and i.purpose is Purpose.ASIDE]
    assert min(tops) - LEADING > box(issue).bottom


@pytest.mark.parametrize("side", PictureSide)
def test_text_stands_beside_a_picture_and_never_on_it(faces: FaceBook, side: PictureSide) -> None:
    issue = set_beside(faces, picture(side=side))
    rect = box(issue)
    assert not any(overlaps(run, rect) for run in lines(issue))
    narrow = [run for run in lines(issue) if rect.y < run.y < rect.bottom]
    assert narrow
    # Thirty-five characters less six of picture and a half of white on each side of the text; beside a picture in the
    # middle, the wider half of what is left.
    width = 14 if side is PictureSide.CENTER else 28
    assert {len(run.text) for run in narrow[1:]} == {width}
    assert "".join(run.text for run in lines(issue)) == "中" * 300


def test_lines_beside_a_picture_stay_on_the_grid(faces: FaceBook) -> None:
    for run in lines(set_beside(faces, picture())):
        assert (run.y - GRID.baseline(1)) % LEADING == 0


def test_below_five_characters_the_text_goes_below(faces: FaceBook) -> None:
    issue = set_beside(faces, picture(wide=30_000))
    rect = box(issue)
    assert all(run.y > rect.bottom for run in lines(issue))


def test_a_picture_between_two_columns_cuts_into_both(faces: FaceBook) -> None:
    issue = set_beside(faces, picture(columns=(1, 2), side=PictureSide.CENTER, wide=9_000), columns=2)
    rect = box(issue)
    assert not any(overlaps(run, rect) for run in lines(issue))
    beside_it = [run for run in lines(issue) if rect.y < run.y < rect.bottom]
    assert {run.xs[0] < rect.x for run in beside_it} == {True, False}
    rules = [i for i in issue.pages[0].items if isinstance(i, Rule)]
    assert rules
    assert all(rule.y0 >= rect.bottom or rule.y1 <= rect.y for rule in rules)


def test_text_follows_a_contour(faces: FaceBook) -> None:
    # A triangle, its tip at the top left: the deeper the row, the further it reaches into the text.
    triangle = tuple((0, (band + 1) * 10) for band in range(100))
    issue = set_beside(faces, picture(wide=12_000, contour=triangle))
    rect = box(issue)
    beside_it = [run for run in lines(issue) if rect.y < run.y < rect.bottom]
    lefts = [run.xs[0] for run in beside_it[1:]]
    assert lefts == sorted(lefts)
    assert lefts[-1] - lefts[0] >= 6 * BODY
    assert {(left - 20_000) % BODY for left in lefts} == {0}


@pytest.mark.parametrize(
    ("focus", "seen"), [((0, 500), 0), ((500, 500), 500), ((1000, 500), 1000), ((300, 500), 300)]
)
def test_a_picture_is_cut_round_its_focus(faces: FaceBook, focus: tuple[int, int], seen: int) -> None:
    shown = Picture("p.jpg", "", "", HERE, (400, 100), "JPEG", columns=(1, 1), rows=10, focus=focus)
    issue = set_beside(faces, shown, columns=4)
    placed = next(i for i in issue.pages[0].items if isinstance(i, PlacedPicture))
    left, cut = placed.clip.x - placed.rect.x, placed.rect.width - placed.clip.width
    wanted = placed.rect.width * seen // 1000 - placed.clip.width // 2
    assert left == min(max(0, wanted), cut)


def test_a_picture_shown_whole_stands_in_the_middle_of_its_box(faces: FaceBook) -> None:
    shown = Picture("p.jpg", "", "", HERE, (400, 100), "JPEG", columns=(1, 1), rows=10, fit=PictureFit.WHOLE)
    placed = next(
        i for i in set_beside(faces, shown, columns=4).pages[0].items if isinstance(i, PlacedPicture)
    )
    assert placed.rect == placed.clip
    assert placed.rect.width * 100 == pytest.approx(placed.rect.height * 400, abs=400)


@given(
    x=st.integers(0, 60 * BODY),
    width=st.integers(1, 40 * BODY),
    rows=st.lists(st.integers(1, 20), min_size=1, max_size=20, unique=True),
)
def test_what_is_left_of_a_column_is_outside_what_stands_there(x: int, width: int, rows: list[int]) -> None:
    column = Column(20_000, 30 * BODY, tuple(range(1, 21)))
    left = beside(column, rectangle(Rect(x, 0, width, 0), rows), GRID)
    for row in left.rows:
        slot = left.slots.get(row)
        if slot is None:
            continue
        assert slot.x >= column.x
        assert slot.x + slot.width <= column.x + column.width
        assert slot.x + slot.width <= x or slot.x >= x + width
        assert slot.width % BODY == 0
        assert slot.width >= LEAST_BESIDE * BODY
    assert set(column.rows) - set(left.rows) <= set(rows)


@settings(max_examples=40, deadline=None)
@given(
    characters=st.integers(1, 900),
    wide=st.integers(1000, 40_000),
    side=st.sampled_from(PictureSide),
    place=st.sampled_from(PicturePlace),
    columns=st.integers(1, 4),
)
def test_nothing_is_lost_beside_any_picture(
    faces: FaceBook, characters: int, wide: int, side: PictureSide, place: PicturePlace, columns: int
) -> None:
    shown = picture(columns=(1, min(2, columns)), wide=wide, side=side, place=place)
    issue = set_beside(faces, shown, characters, columns)
    over = sum(overset.characters for overset in issue.oversets)
    assert sum(len(run.text) for run in lines(issue)) + over == characters
    if any(isinstance(i, PlacedPicture) for i in issue.pages[0].items):
        assert not any(overlaps(run, box(issue)) for run in lines(issue))


def test_a_picture_without_a_named_column_stands_where_there_is_room(faces: FaceBook) -> None:
    # The first takes the last column whole; the second goes to the one beside it.
    pictures = (picture(columns=None, wide=0, rows=25), picture(columns=None, wide=0, rows=10))
    copy = replace(story("s", ["中" * 200], headline=""), pictures=pictures)
    issue = set_issue(paper({1: [frame("main", (1, 4), (1, 26))]}, {(1, "main"): copy}), faces)
    lefts = [i.clip.x for i in issue.pages[0].items if isinstance(i, PlacedPicture)]
    assert [(left - 20_000) // (9 * BODY) for left in lefts] == [3, 2]


def test_a_picture_set_along_its_contour_is_never_cut(faces: FaceBook) -> None:
    tree = picture(columns=(1, 2), wide=12_000, side=PictureSide.CENTER, contour=((300, 700),) * 20)
    for characters in range(500, 560, 4):
        copy = replace(story("s", ["中" * characters], headline=""), pictures=(tree,))
        issue = set_issue(
            paper({1: [frame("main", (1, 4), (1, 24), story_columns=2)]}, {(1, "main"): copy}), faces
        )
        shown = next(i for i in issue.pages[0].items if isinstance(i, PlacedPicture))
        assert shown.clip == shown.rect


def test_a_column_rule_goes_on_beside_a_picture_that_does_not_reach_the_gutter(faces: FaceBook) -> None:
    narrow = picture(columns=(2, 2), wide=6000, side=PictureSide.RIGHT)
    rules = [i for i in set_beside(faces, narrow, 600, columns=2).pages[0].items if isinstance(i, Rule)]
    assert len(rules) == 1
    wide = picture(columns=(2, 2), wide=6000, side=PictureSide.LEFT)
    cut = [i for i in set_beside(faces, wide, 600, columns=2).pages[0].items if isinstance(i, Rule)]
    assert sum(r.y1 - r.y0 for r in cut) < sum(r.y1 - r.y0 for r in rules)


def test_a_jump_line_stands_beside_a_picture(faces: FaceBook) -> None:
    copy = story("s", ["".join("中" * 6 + "。" for _ in range(60))], headline="")
    for side in (PictureSide.LEFT, PictureSide.RIGHT):
        shown = picture(place=PicturePlace.BOTTOM, side=side)
        lead = frame("lead", (1, 2), (1, 14), jump=JumpWish(allowed=True), story_columns=1)
        tails = frame("tails", (1, 4), (1, 26), FrameKind.TAILS)
        edition = paper({1: [lead], 2: [tails]}, {(1, "lead"): replace(copy, pictures=(shown,))})
        issue = set_issue(edition, faces)
        (line,) = [i for i in issue.pages[0].items if isinstance(i, GlyphRun) and i.purpose is Purpose.JUMP]
        assert not overlaps(line, box(issue))


def test_no_filler_stands_on_a_picture_beside_copy(faces: FaceBook) -> None:
    shown = picture(place=PicturePlace.BOTTOM)
    copy = replace(story("s", ["中" * 40], headline=""), pictures=(shown,))
    filler = story("f", ["补" * 280], headline="小常识")
    edition = paper({1: [frame("lead", (1, 2), (1, 24), story_columns=1)]}, {(1, "lead"): copy})
    edition = replace(edition, stories={**edition.stories, "f": filler}, fillers=(Filler("f", HERE),))
    issue = set_issue(edition, faces)
    assert not any(overlaps(run, box(issue)) for run in lines(issue))


@pytest.mark.parametrize(
    "shown",
    [
        picture(wide=11_000, side=PictureSide.RIGHT),
        picture(wide=11_000),
        picture(rows=1),
        picture(wide=0, place=PicturePlace.MIDDLE, rows=7),
    ],
)
def test_a_drop_cap_beside_or_above_a_picture_is_left_out_or_clear_of_it(
    faces: FaceBook, shown: Picture
) -> None:
    copy = replace(story("s", ["中" * 200], headline=""), pictures=(shown,))
    lead = replace(frame("lead", (1, 2), (1, 12), story_columns=1), drop_cap=4)
    issue = set_issue(paper({1: [lead]}, {(1, "lead"): copy}), faces)
    assert not any(overlaps(run, box(issue)) for run in lines(issue))
    right = 20_000 + 17 * BODY
    assert all(run.xs[-1] + run.size <= right + BODY // 2 for run in lines(issue))


def test_a_subhead_stands_with_its_copy_on_one_side_of_a_picture(faces: FaceBook) -> None:
    shown = picture(columns=(1, 1), wide=0, rows=4, place=PicturePlace.MIDDLE)
    for before in range(30, 90, 6):
        copy = story("s", ["中" * before, "小标题一", "国" * 80], headline="", subheads=(1,))
        main = replace(frame("main", (1, 1), (1, 22)), balance=False)
        issue = set_issue(paper({1: [main]}, {(1, "main"): replace(copy, pictures=(shown,))}), faces)
        rect = box(issue)
        (head,) = [run for run in lines(issue) if run.text.startswith("小")]
        below = [run for run in lines(issue) if run.text.startswith("国")]
        assert sum((run.y < rect.y) is (head.y < rect.y) for run in below) >= 2
