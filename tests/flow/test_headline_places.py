"""Where a head stands: over some columns with copy beside it, in the middle, down a side; its ground and its rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from paper import BODY, LEADING, STYLES, frame, paper, singles, story

from typeset.checks.conservation import check_account
from typeset.faces import FaceBook
from typeset.flow.issue import SetIssue, set_issue
from typeset.model.layout import FrameKind, HeadlineSpec, HeadPlace, Rect, RuleKind, RuleSpec, Side
from typeset.model.placed import GlyphRun, PlacedPicture, Purpose, Rule, Tint
from typeset.model.story import HeadlineBlock, JumpWish, Picture
from typeset.model.style import WHITE, Align, Colour, GroundOver, LineRules, StyleBook, WritingMode
from typeset.source import Span

COPY = "这一段话说得不长也不短，刚好够用。" * 10
GREY = Colour(0, 0, 0, 600)


def issue_of(
    faces: FaceBook,
    spec: HeadlineSpec,
    block: HeadlineBlock | None = None,
    *,
    copy: str = COPY,
    columns: int = 4,
    rows: int = 26,
    ground: GroundOver | None = None,
) -> SetIssue:
    told = replace(story("s", [copy]), block=block or HeadlineBlock(headline=("标题在此",)))
    main = replace(frame("main", (1, 4), (1, rows), story_columns=columns), headline=spec)
    edition = paper({1: [main]}, {(1, "main"): told})
    if ground is not None:
        head = replace(STYLES["headline"], background=GREY, background_over=ground, colour=WHITE)
        (page,) = edition.pages
        book = StyleBook({**STYLES, "headline": head}, LineRules())
        edition = replace(edition, pages=(replace(page, styles=book),))
    issue = set_issue(edition, faces)
    assert list(check_account(edition, issue.parts, issue.oversets)) == []
    return issue


def runs(issue: SetIssue, purpose: Purpose) -> list[GlyphRun]:
    found = [i for i in issue.pages[0].items if isinstance(i, GlyphRun) and i.purpose is purpose]
    return [glyph for run in found for glyph in singles(run)]


def column_of(run: GlyphRun) -> int:
    """The number of the run's column, from 0, on a page of four."""
    return (run.xs[0] - 20_000) // (9 * BODY)


def tops(issue: SetIssue) -> dict[int, int]:
    """The first baseline of copy in each column, in rows from the top."""
    found: dict[int, int] = {}
    for run in runs(issue, Purpose.BODY):
        row = (run.y - 20_000) // LEADING
        found[column_of(run)] = min(found.get(column_of(run), row), row)
    return found


@pytest.mark.parametrize(
    ("place", "columns", "under"),
    [
        (HeadPlace.INSIDE_LEFT, 1, {0}),
        (HeadPlace.INSIDE_LEFT, 0, {0, 1}),
        (HeadPlace.INSIDE_LEFT, 3, {0, 1, 2}),
        (HeadPlace.INSIDE_RIGHT, 2, {2, 3}),
        (HeadPlace.INSIDE_RIGHT, 1, {3}),
        (HeadPlace.INSIDE_CENTER, 0, {1, 2}),
        (HeadPlace.INSIDE_CENTER, 1, {1}),
    ],
)
def test_copy_stands_below_a_head_and_beside_it(
    faces: FaceBook, place: HeadPlace, columns: int, under: set[int]
) -> None:
    issue = issue_of(faces, HeadlineSpec(place=place, columns=columns), copy=COPY * 4)
    for column, row in tops(issue).items():
        assert (row > 0) == (column in under)
    assert {column_of(run) for run in runs(issue, Purpose.HEAD)} <= under
    assert set(tops(issue)) == {0, 1, 2, 3}


@pytest.mark.parametrize("writing", list(WritingMode))
@pytest.mark.parametrize(("place", "taken"), [(HeadPlace.SIDE_LEFT, {0}), (HeadPlace.SIDE_RIGHT, {3})])
def test_a_side_head_has_its_column_to_itself(
    faces: FaceBook, place: HeadPlace, taken: set[int], writing: WritingMode
) -> None:
    issue = issue_of(faces, HeadlineSpec(place=place, columns=1, writing=writing), copy=COPY * 3)
    assert set(tops(issue)) == {0, 1, 2, 3} - taken
    assert set(tops(issue).values()) == {0}
    # A horizontal line is centred in its column; the middle of the block is that of the frame.
    heads = runs(issue, Purpose.HEAD)
    assert {column_of(run) for run in heads} == taken
    middle = 20_000 + 26 * LEADING // 2
    reach = [run.y for run in heads]
    assert min(reach) - 5 * 24_000 < middle < max(reach) + 24_000


@pytest.mark.parametrize(("align", "where"), [(Align.LEFT, 0), (Align.CENTER, 1), (Align.RIGHT, 2)])
def test_a_vertical_side_head_stands_at_the_top_in_the_middle_or_at_the_foot(
    faces: FaceBook, align: Align, where: int
) -> None:
    spec = HeadlineSpec(place=HeadPlace.SIDE_LEFT, columns=1, writing=WritingMode.VERTICAL, align=align)
    ys = [run.y for run in runs(issue_of(faces, spec), Purpose.HEAD)]
    height = 26 * LEADING
    third = (sum(ys) // len(ys) - 20_000) * 3 // height
    assert third == where


def test_kicker_and_deck_stand_beside_a_vertical_headline(faces: FaceBook) -> None:
    block = HeadlineBlock(headline=("标题在此",), kicker=("引题",), deck=("副题",))
    spec = HeadlineSpec(place=HeadPlace.SIDE_RIGHT, columns=1, writing=WritingMode.VERTICAL)
    heads = runs(issue_of(faces, spec, block), Purpose.HEAD)
    assert "".join(run.text for run in heads) == "引题标题在此副题"
    axes = [run.xs[0] for run in heads]
    assert axes[0] > axes[2] > axes[-1]


def test_a_head_higher_than_its_frame_is_an_error(faces: FaceBook) -> None:
    block = HeadlineBlock(headline=("标题一行", "标题二行", "标题三行"))
    issue = issue_of(faces, HeadlineSpec(place=HeadPlace.SIDE_LEFT, columns=2), block, rows=5)
    assert "headline-too-tall" in {f.code for f in issue.findings}


def tints(issue: SetIssue) -> list[Rect]:
    return [item.rect for item in issue.pages[0].items if isinstance(item, Tint) and item.colour == GREY]


def test_the_ground_of_a_reversed_head_is_as_wide_as_its_lines_or_as_the_measure(faces: FaceBook) -> None:
    block = HeadlineBlock(headline=("标题的第一行", "第二行"))
    first, second = tints(issue_of(faces, HeadlineSpec(), block, ground=GroundOver.LINES))
    # The lines at 24 pt, and 0.4 em of ground at both ends.
    assert (first.width, second.width) == (6 * 24_000 + 19_200, 3 * 24_000 + 19_200)
    assert first.bottom == second.y
    grid = 4 * 8 * BODY + 3 * BODY
    issue = issue_of(faces, HeadlineSpec(), block, ground=GroundOver.WIDTH)
    assert [(rect.x, rect.width) for rect in tints(issue)] == [(20_000, grid)] * 2
    for run, rect in zip(runs(issue, Purpose.HEAD), tints(issue), strict=True):
        assert rect.y < run.y - run.size * 3 // 4 < run.y < rect.bottom
        assert run.colour == WHITE


def test_type_on_a_ground_is_fitted_to_what_the_ground_leaves(faces: FaceBook) -> None:
    # Fourteen characters of 24 pt fill the measure of 315 pt only when no ground needs its white.
    block = HeadlineBlock(headline=("标题写满十三个字没有一个多",))
    plain = issue_of(faces, HeadlineSpec(), block)
    reversed_ = issue_of(faces, HeadlineSpec(), block, ground=GroundOver.LINES)
    assert runs(plain, Purpose.HEAD)[0].stretch > runs(reversed_, Purpose.HEAD)[0].stretch
    (rect,) = tints(reversed_)
    assert rect.width <= 35 * BODY


@pytest.mark.parametrize("over", list(GroundOver))
def test_vertical_lines_are_reversed_too(faces: FaceBook, over: GroundOver) -> None:
    block = HeadlineBlock(headline=("标题的第一行", "第二行"))
    spec = HeadlineSpec(place=HeadPlace.INSIDE_RIGHT, writing=WritingMode.VERTICAL)
    issue = issue_of(faces, spec, block, ground=over)
    first, second = tints(issue)
    assert first.x == second.right
    assert (first.height == second.height) == (over is GroundOver.WIDTH)
    for run in runs(issue, Purpose.HEAD):
        rect = first if run.text in "标题的第一行" and run.xs[0] >= first.x else second
        assert rect.y < run.y < rect.bottom + run.size


@pytest.mark.parametrize("writing", list(WritingMode))
def test_rules_stand_above_and_below_the_columns_of_a_head(faces: FaceBook, writing: WritingMode) -> None:
    rules = ((Side.ABOVE, RuleSpec(RuleKind.THICK)), (Side.BELOW, RuleSpec(RuleKind.THIN)))
    spec = HeadlineSpec(place=HeadPlace.INSIDE_LEFT, columns=2, rules=rules, writing=writing)
    issue = issue_of(faces, spec)
    above, below = [item for item in issue.pages[0].items if isinstance(item, Rule)]
    assert (above.width, below.width) == (1_500, 500)
    assert (above.x0, above.x1) == (below.x0, below.x1) == (20_000, 20_000 + 17 * BODY)
    heads = runs(issue, Purpose.HEAD)
    assert above.y0 < min(run.y - run.size * 7 // 8 for run in heads)
    assert below.y0 > max(run.y for run in heads)
    copy_below = [run.y for run in runs(issue, Purpose.BODY) if column_of(run) < 2]
    assert below.y0 < min(copy_below) - BODY
    assert not [i for i in issue_of(faces, HeadlineSpec()).pages[0].items if isinstance(i, Rule)]


def _box(run: GlyphRun) -> Rect:
    """The em boxes of a horizontal or upright run."""
    left = min(run.xs)
    return Rect(
        left, run.y - run.size * 22 // 25, max(run.xs) + run.size * run.stretch // 1000 - left, run.size
    )


def _overlap(a: Rect, b: Rect) -> bool:
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


specs = st.builds(
    HeadlineSpec,
    place=st.sampled_from(list(HeadPlace)),
    columns=st.integers(0, 3),
    writing=st.sampled_from(list(WritingMode)),
)


@given(specs, st.integers(1, 4), st.integers(4, 26), st.integers(1, 30))
def test_nothing_is_lost_and_nothing_overlaps_a_head(
    faces: FaceBook, spec: HeadlineSpec, columns: int, rows: int, length: int
) -> None:
    issue = issue_of(faces, spec, copy="说得不长也不短。" * length, columns=columns, rows=rows)
    set_ = "".join(run.text for run in runs(issue, Purpose.BODY))
    overset = sum(o.characters for o in issue.oversets)
    assert len(set_) + overset == 8 * length
    if any(f.code.startswith("headline") or f.code == "frame-too-small" for f in issue.findings):
        return
    heads = [_box(run) for run in runs(issue, Purpose.HEAD)]
    for run in runs(issue, Purpose.BODY):
        assert not any(_overlap(_box(run), head) for head in heads)


@pytest.mark.parametrize("place", [p for p in HeadPlace if p is not HeadPlace.ABOVE])
def test_a_story_jumps_from_beside_a_head(faces: FaceBook, place: HeadPlace) -> None:
    told = replace(story("s", [COPY * 3, COPY * 3]), block=HeadlineBlock(headline=("标题在此",)))
    main = frame("main", (1, 4), (1, 20), jump=JumpWish(allowed=True))
    main = replace(main, headline=HeadlineSpec(place=place, columns=1))
    tails = frame("tails", (1, 4), (1, 26), kind=FrameKind.TAILS)
    issue = set_issue(paper({1: [main], 2: [tails]}, {(1, "main"): told}), faces)
    assert len(issue.jumps) == 1
    assert not issue.oversets
    taken = {column_of(run) for run in runs(issue, Purpose.HEAD)}
    if place.is_side:
        assert not taken & set(tops(issue))
    (line,) = runs(issue, Purpose.JUMP)
    assert column_of(line) == max(tops(issue))


def test_a_picture_without_columns_stands_beside_a_side_head(faces: FaceBook) -> None:
    picture = Picture("a.jpg", "", "", Span("s.md"), (400, 300), "JPEG")
    told = replace(story("s", [COPY]), pictures=(picture,))
    main = replace(
        frame("main", (1, 4), (1, 26)), headline=HeadlineSpec(place=HeadPlace.SIDE_RIGHT, columns=1)
    )
    issue = set_issue(paper({1: [main]}, {(1, "main"): told}), faces)
    (placed,) = [item for item in issue.pages[0].items if isinstance(item, PlacedPicture)]
    assert placed.clip.x == 20_000 + 2 * 9 * BODY


@given(specs, st.integers(1, 3), st.integers(6, 26), st.integers(1, 30))
def test_beside_vertical_copy_nothing_is_lost(
    faces: FaceBook, spec: HeadlineSpec, bands: int, rows: int, length: int
) -> None:
    copy = "说得不长也不短。" * length
    told = replace(story("s", [copy]), block=HeadlineBlock(headline=("标题在此",), byline="某某"))
    main = replace(
        frame("main", (1, 4), (1, rows), story_columns=bands), headline=spec, writing=WritingMode.VERTICAL
    )
    edition = paper({1: [main]}, {(1, "main"): told})
    issue = set_issue(edition, faces)
    assert list(check_account(edition, issue.parts, issue.oversets)) == []
    drawn = "".join(run.text for run in runs(issue, Purpose.BODY))
    assert drawn == copy[: len(drawn)]
    assert len(drawn) + sum(o.characters for o in issue.oversets) == len(copy)
