"""Spreads: set as one sheet, parted at the fold, no character on it and nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from paper import BODY, HERE, frame, paper, story

from typeset.checks.conservation import check_account, check_pages
from typeset.checks.jumps import check_jumps
from typeset.checks.spreads import check_spreads
from typeset.faces import FaceBook
from typeset.flow.grid import PageGrid
from typeset.flow.issue import SetIssue, set_issue
from typeset.flow.spread import across, centres, halves, moved
from typeset.model.edition import Edition, JumpRules
from typeset.model.layout import BoxSpec, FrameKind, FrameSpec, Rect
from typeset.model.placed import Dot, GlyphRun, Item, Outline, Path, PlacedPicture, Purpose, Rule, Tint
from typeset.model.story import (
    Anchor,
    Aside,
    AsideKind,
    JumpWish,
    Paragraph,
    Picture,
    PicturePlace,
    Role,
    Run,
    Story,
)
from typeset.model.style import BLACK, Align, WritingMode


def over(columns: tuple[int, int] = (1, 8), rows: tuple[int, int] = (1, 14), count: int = 4) -> FrameSpec:
    return replace(frame("banner", columns, rows, story_columns=count), spread=True)


def spread_paper(banner: FrameSpec, copy: Story, pages: int = 4) -> Edition:
    note = frame("note", (1, 4), (20, 26))
    frames = {n: [note] for n in range(1, pages + 1)}
    frames[2] = [banner, note]
    return paper(frames, {(2, "banner"): copy})


def set_over(
    faces: FaceBook, copy: Story, banner: FrameSpec | None = None, pages: int = 4
) -> tuple[Edition, SetIssue]:
    edition = spread_paper(banner or over(), copy, pages)
    return edition, set_issue(edition, faces)


def runs(issue: SetIssue, page: int, purpose: Purpose) -> list[GlyphRun]:
    return [i for i in issue.pages[page - 1].items if isinstance(i, GlyphRun) and i.purpose is purpose]


def test_a_headline_over_the_fold_is_parted_between_two_characters(faces: FaceBook) -> None:
    _, issue = set_over(faces, story("s", ["中" * 300], headline="最后一班渡船还在江上"))
    left, right = (runs(issue, page, Purpose.HEAD) for page in (2, 3))
    assert "".join(run.text for run in left) + "".join(run.text for run in right) == "最后一班渡船还在江上"
    assert len(left) == len(right) == 1
    width = issue.pages[1].width
    clear = PageGrid.of(paper({2: []}, {}).pages[0].layout, 2, centre=True).clear
    assert left[0].xs[-1] + left[0].size <= width - clear + 1
    assert right[0].xs[0] >= clear - 1
    # Both halves are as far from the fold: the block stays in its middle.
    assert abs((width - left[0].xs[-1] - left[0].size) - right[0].xs[0]) <= left[0].size


def test_two_sheets_that_meet_at_the_fold_keep_the_whole_inner_margin(faces: FaceBook) -> None:
    copy = story("s", ["中" * 300], headline="最后一班渡船还在江上")
    _, issue = set_over(faces, copy, pages=8)
    inside = issue.edition.pages[1].layout.sheet.inside
    (right,) = runs(issue, 3, Purpose.HEAD)
    assert right.xs[0] >= inside - 1
    for pages, centre in ((4, True), (8, False)):
        edition = spread_paper(over(), copy, pages)
        assert (2 in centres(edition)) is centre


def test_columns_go_on_over_the_fold_and_the_account_names_both_pages(faces: FaceBook) -> None:
    copy = story("s", ["天地玄黄" * 90], headline="题")
    edition, issue = set_over(faces, copy)
    assert [(p.page, p.frame) for p in issue.parts] == [(2, "banner"), (3, "banner")]
    assert check_account(edition, issue.parts, issue.oversets) == []
    assert check_pages(edition, issue.pages, issue.parts, frozenset()) == []
    for page in (2, 3):
        grid = PageGrid.of(edition.pages[page - 1].layout, page)
        lefts = {run.xs[0] - (run.xs[0] - grid.left) % (BODY // 2) for run in runs(issue, page, Purpose.BODY)}
        assert min(lefts) >= grid.left
        assert all(run.xs[-1] + BODY <= grid.right + 1 for run in runs(issue, page, Purpose.BODY))
    assert issue.parts[1].box.x == PageGrid.of(edition.pages[2].layout, 3).left


def test_a_picture_over_the_fold_is_on_both_pages(faces: FaceBook) -> None:
    picture = Picture("p.jpg", "", "", HERE, (400, 100), "JPEG", (2, 3), 2, 4, PicturePlace.TOP)
    copy = replace(story("s", ["中" * 100], headline=""), pictures=(picture,))
    _, issue = set_over(faces, copy)
    shown = [next(i for i in issue.pages[page - 1].items if isinstance(i, PlacedPicture)) for page in (2, 3)]
    width = issue.pages[1].width
    assert shown[0].clip.x < width < shown[0].clip.right
    assert shown[1].clip == replace(shown[0].clip, x=shown[0].clip.x - width)


def test_a_story_cut_beyond_the_fold_says_that_it_comes_from_that_page(faces: FaceBook) -> None:
    banner = replace(over(rows=(1, 10)), jump=JumpWish(allowed=True))
    tails = frame("tails", (1, 4), (1, 18), FrameKind.TAILS)
    copy = story("s", ["天地玄黄宇宙洪荒。" * 60], headline="题")
    edition = paper(
        {1: [], 2: [banner], 3: [], 4: [tails]},
        {(2, "banner"): copy},
        JumpRules(least_before=2, least_after=2),
    )
    issue = set_issue(edition, faces)
    (jump,) = issue.jumps
    assert check_jumps(issue.jumps, issue.pages) == []
    assert (jump.from_page, jump.target_text) == (3, "（上接第三版）")
    assert [p.page for p in issue.parts] == [2, 3, 4]
    assert any(run.purpose is Purpose.JUMP for run in runs(issue, 3, Purpose.JUMP))


def test_a_column_rule_is_never_drawn_on_the_fold(faces: FaceBook) -> None:
    from typeset.model.layout import HAIRLINE

    banner = replace(over(count=4), column_rule=HAIRLINE)
    _, issue = set_over(faces, story("s", ["中" * 600], headline=""), banner)
    for page in (2, 3):
        rules = [i for i in issue.pages[page - 1].items if isinstance(i, Rule)]
        assert len(rules) == 1


def test_every_kind_of_item_can_be_moved_and_found() -> None:
    items: list[Item] = [
        GlyphRun("宋", 9_000, 5, (1, 2), (10, 20), ("a", "b"), BLACK, Purpose.HEAD),
        Rule(10, 0, 30, 0, 1, BLACK),
        Tint(Rect(10, 0, 20, 5), BLACK),
        Dot(20, 5, 20, BLACK),
        PlacedPicture("p", Rect(10, 0, 20, 5), Rect(10, 0, 20, 5)),
        Path((Outline((10, 0), (((20, 1),), ((21, 1), (22, 2), (30, 3)))),), BLACK),
    ]
    for item in items:
        before, after = across(item), across(moved(item, 7))
        assert (after[0] - before[0], after[1] - before[1]) == (7, 7)
    turned = replace(items[0], turned=True, xs=(10, 900))  # type: ignore[call-arg]
    assert across(turned) == (10 - 9_000, 10 + 9_000)


@settings(deadline=None, max_examples=60)
@example(columns=(1, 8), count=1, characters=1, headline="上“", align=Align.CENTER, boxed=False)
@given(
    columns=st.tuples(st.integers(1, 4), st.integers(5, 8)),
    count=st.integers(1, 6),
    characters=st.integers(1, 700),
    headline=st.text(alphabet="渡船江上A1“”，", max_size=14),
    align=st.sampled_from([Align.LEFT, Align.CENTER, Align.RIGHT]),
    boxed=st.booleans(),
)
def test_no_character_stands_on_the_fold(
    faces: FaceBook, columns: tuple[int, int], count: int, characters: int, headline: str, **more: object
) -> None:
    banner = over(columns, (1, 18), count)
    banner = replace(banner, headline=replace(banner.headline, align=more["align"]))  # type: ignore[arg-type]
    if more["boxed"]:
        banner = replace(banner, box=BoxSpec())
    edition, issue = set_over(faces, story("s", ["中" * characters], headline=headline.strip()), banner)
    assert check_account(edition, issue.parts, issue.oversets) == []
    assert check_pages(edition, issue.pages, issue.parts, frozenset()) == []
    width = issue.pages[1].width
    heads = [runs(issue, page, Purpose.HEAD) for page in (2, 3)]
    assert sorted("".join(r.text for side in heads for r in side)) == sorted(headline.strip())
    for run in heads[0]:
        for x, typed in zip(run.xs, run.texts, strict=True):
            # Marks and Latin letters are narrower than their square.
            assert x + (run.size * run.stretch // 1000 if typed in "渡船江上" else 300) <= width
    for run in heads[1]:
        half = run.size * run.stretch // 2000
        # The ink of an opening mark is in the right half of its square.
        assert all(x >= (-half if typed == "“" else 0) for x, typed in zip(run.xs, run.texts, strict=True))


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        ({"kind": FrameKind.TAILS}, "spread-misplaced"),
        ({"writing": WritingMode.VERTICAL}, "spread-misplaced"),
        ({"columns": (1, 4)}, "spread-one-sided"),
        ({"rows": (1, 22)}, "spread-overlap"),
    ],
)
def test_a_frame_that_cannot_cross_is_told(spoil: dict[str, object], code: str) -> None:
    banner = replace(over(), **spoil)  # type: ignore[arg-type]
    found = check_spreads(spread_paper(banner, story("s", ["中"])))
    assert [f.code for f in found] == [code]
    assert found[0].span == HERE


def test_a_frame_needs_a_page_that_faces_it() -> None:
    copy = story("s", ["中"])
    assert [f.code for f in check_spreads(paper({2: [over()]}, {(2, "banner"): copy}))] == ["spread-unfaced"]
    odd = check_spreads(paper({1: [over()], 2: []}, {(1, "banner"): copy}))
    assert [f.code for f in odd] == ["spread-unfaced"]


def test_halves_keeps_what_is_on_one_page_there() -> None:
    grid = PageGrid.of(paper({2: []}, {}).pages[0].layout, 2)
    left, right = Tint(Rect(0, 0, 5, 5), BLACK), Tint(Rect(grid.fold + 3, 0, 5, 5), BLACK)
    assert halves((left, right), grid) == ((left,), (Tint(Rect(3, 0, 5, 5), BLACK),))


@pytest.mark.parametrize("page", [1, 4])
def test_a_spread_that_cannot_be_is_told_and_its_copy_stays_on_its_page(faces: FaceBook, page: int) -> None:
    frames = {n: [] for n in range(1, 5)}
    frames[page] = [over(count=4)]
    copy = story("s", ["中" * 900], headline="")
    edition = paper(frames, {(page, "banner"): copy})
    issue = set_issue(edition, faces)
    assert {part.page for part in issue.parts} == {page}
    assert check_account(edition, issue.parts, issue.oversets) == []
    assert check_pages(issue.edition, issue.pages, issue.parts, frozenset()) == []
    assert [f.code for f in check_spreads(edition, issue.edition)] == ["spread-unfaced"]


def test_columns_of_other_widths_on_the_two_pages_are_told() -> None:
    copy = story("s", ["中" * 90], headline="")
    (told,) = check_spreads(spread_paper(over(count=5), copy))
    assert told.code == "spread-uneven"
    assert (dict(told.facts)["left"], dict(told.facts)["right"]) == (2, 3)
    assert check_spreads(spread_paper(over(count=4), copy)) == ()


@pytest.mark.parametrize("kind", [AsideKind.QUOTE, AsideKind.BOX])
def test_an_aside_over_the_fold_is_told_and_not_torn(faces: FaceBook, kind: AsideKind) -> None:
    paragraph = Paragraph(Role.BODY, (Run("引" * 20),), 0, "s.md", (Anchor(0, 9, 1),))
    made = replace(
        story("s", ["中" * 300], headline=""), asides=(Aside(kind, (paragraph,), HERE, columns=(2, 3)),)
    )
    _, issue = set_over(faces, made)
    assert "aside-no-room" in {f.code for f in issue.findings}
    assert not runs(issue, 2, Purpose.ASIDE)
    assert not runs(issue, 3, Purpose.ASIDE)
    beside = replace(made, asides=(Aside(kind, (paragraph,), HERE, columns=(1, 2)),))
    assert "aside-no-room" not in {f.code for f in set_over(faces, beside)[1].findings}


@pytest.mark.parametrize("pages", [4, 8])
def test_the_caption_of_a_picture_over_the_fold_stands_on_the_left_page(faces: FaceBook, pages: int) -> None:
    shown = Picture("p.jpg", "图说文字，" * 12, "某某　摄", HERE, (400, 100), "JPEG", columns=(2, 3), rows=4)
    made = replace(story("s", ["中" * 300], headline=""), pictures=(shown,))
    _, issue = set_over(faces, made, pages=pages)
    caption = runs(issue, 2, Purpose.CAPTION)
    left = next(i.clip.x for i in issue.pages[1].items if isinstance(i, PlacedPicture))
    assert not runs(issue, 3, Purpose.CAPTION)
    assert "".join(run.text for run in caption).startswith("图说文字，" * 12)
    assert min(run.xs[0] for run in caption) >= left
    assert max(run.xs[-1] + run.size for run in caption) <= issue.pages[1].width


def test_a_frame_of_the_same_name_may_face_a_spread(faces: FaceBook) -> None:
    banner = replace(over(columns=(1, 6), rows=(1, 8)), name="lead")
    frames = {1: [], 2: [banner], 3: [frame("y", (3, 4), (1, 6)), frame("lead", (3, 4), (10, 16))], 4: []}
    stories = {
        (2, "lead"): story("s", ["天地玄黄" * 40], headline=""),
        (3, "y"): story("y", ["国" * 20], headline=""),
        (3, "lead"): story("t", ["日月盈昃" * 8], headline=""),
    }
    edition = paper(frames, stories)
    issue = set_issue(edition, faces)
    assert check_pages(issue.edition, issue.pages, issue.parts, frozenset()) == []
