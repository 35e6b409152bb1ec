"""Stories stand in frames that exist and take them, and jumps lead forward to tails."""

from __future__ import annotations

import datetime

import pytest
from msgspec.structs import replace

from typeset.catalogue import Lang, hints, message
from typeset.checks.places import check_places
from typeset.findings import Finding
from typeset.model.edition import Edition, JumpRules, PageSpec, Placement, Teaser
from typeset.model.layout import FrameKind, FrameSpec, Grid, PageLayout, Sheet
from typeset.model.story import HeadlineBlock, JumpWish, Picture, Story
from typeset.model.style import StyleBook
from typeset.source import Span
from typeset.units import mm, pt

KINDS = {
    "lead": FrameKind.STORY,
    "second": FrameKind.STORY,
    "photos": FrameKind.PICTURE,
    "folio": FrameKind.FOLIO,
    "teasers": FrameKind.TEASERS,
    "tails": FrameKind.TAILS,
}


NO_JUMP = JumpWish()


def wish_for(page: int | str | None = None, frame: str | None = None, *, allowed: bool = True) -> JumpWish:
    return JumpWish(allowed, None if page is None else str(page), frame)


def place(frame: str, *stories: str, line: int = 1, teasers: tuple[Teaser, ...] = ()) -> Placement:
    return Placement(frame, stories, Span("e.yaml", line, 5), teasers)


def page(
    number: int, *placements: Placement, jump: JumpWish = NO_JUMP, tails: bool = True, full: bool = True
) -> PageSpec:
    """A page with a frame of each kind; ``full`` mentions those that nothing is placed in."""
    named = {p.frame for p in placements}
    rest = (name for name in ("lead", "second", "photos", "teasers") if full and name not in named)
    placements = (*placements, *(Placement(name, (), Span("e.yaml")) for name in rest))
    sheet = Sheet(mm(390), mm(543), 0, mm(22), mm(16), mm("17.5"), mm("17.5"))
    grid = Grid(8, pt(117), pt("9.75"), pt("9.75"), pt(13))
    frames = tuple(FrameSpec(n, k, (1, 1), (1, 1), Span("l.yaml", 9, 3)) for n, k in KINDS.items())
    frames = (replace(frames[0], jump=jump), *frames[1 : None if tails else -1])
    layout = PageLayout("l", sheet, grid, frames, Span("l.yaml"))
    return PageSpec(number, "", layout, StyleBook(), JumpRules(), placements, Span("e.yaml", number))


def check(*pages: PageSpec, stories_missing: bool = False) -> tuple[Finding, ...]:
    edition = Edition("e", "报", datetime.date(2026, 11, 22), pages, {}, Span("e.yaml"))
    return check_places(edition, stories_missing=stories_missing)


def said(found: Finding) -> str:
    assert message(found, Lang.EN)
    return f"{message(found, Lang.ZH)} {' '.join(hints(found, Lang.ZH))}"


def test_an_edition_in_order_has_no_findings() -> None:
    teaser = Teaser("x", ("a", "c"), Span("e.yaml"))
    assert (
        check(
            page(
                1,
                place("lead", "a"),
                place("photos", "b", "d"),
                place("teasers", teasers=(teaser,)),
                jump=wish_for(2, "tails"),
            ),
            page(2, place("lead", "c")),
        )
        == ()
    )


@pytest.mark.parametrize(
    ("placed", "code", "words"),
    [
        (
            place("laed", "a", line=4),
            "unknown-frame",
            "第1版没有“laed”框 是不是“lead”？这一版有：lead、second",
        ),
        (place("lead", "a", "b", line=4), "two-stories", "“lead”框里放了 2 篇稿：a、b"),
        (place("tails", "a", line=4), "tails-filled", "“tails”是 tails 框"),
        (place("folio", "a", line=4), "frame-takes-no-story", "“folio”框（folio）不排稿件"),
    ],
)
def test_a_frame_that_does_not_take_what_is_placed(placed: Placement, code: str, words: str) -> None:
    (found,) = check(page(1, placed))
    assert (found.code, str(found.span), found.page) == (code, "e.yaml:4:5", 1)
    assert words in said(found)


@pytest.mark.parametrize("second", [1, 2])
def test_a_story_placed_twice_names_both_places(second: int) -> None:
    first, again = place("lead", "a", line=4), place("second", "a", line=8)
    pages = (page(1, first, again),) if second == 1 else (page(1, first), page(2, again))
    (found,) = check(*pages)
    assert (found.code, str(found.span), str(found.related)) == ("placed-twice", "e.yaml:8:5", "e.yaml:4:5")
    assert "另一处在 e.yaml:4:5" in said(found)


def test_a_teaser_for_a_story_that_stands_nowhere() -> None:
    teaser = Teaser("x", ("a", "gone"), Span("e.yaml", 7, 9))
    (found,) = check(page(1, place("lead", "a"), place("teasers", teasers=(teaser,))))
    assert (found.code, found.story, str(found.span)) == ("teaser-unplaced", "gone", "e.yaml:7:9")


def test_a_teaser_may_be_about_a_story_that_is_missing() -> None:
    teaser = Teaser("x", ("gone",), Span("e.yaml", 7, 9))
    assert check(page(1, place("teasers", teasers=(teaser,))), stories_missing=True) == ()


def test_frames_that_the_edition_does_not_mention_are_empty() -> None:
    found = check(page(3, place("lead", "a"), place("photos"), full=False))
    assert [(f.code, f.frame) for f in found] == [("empty-frame", "second"), ("empty-frame", "teasers")]
    assert {(str(f.span), str(f.related), f.page) for f in found} == {("e.yaml:3:1", "l.yaml:9:3", 3)}
    assert found[0].severity.word == "warning"
    assert "第3版“second”框（story）没有放东西" in said(found[0])
    assert "second: ~" in said(found[0])


def test_what_is_placed_under_a_wrong_name_is_not_missed_twice() -> None:
    found = check(page(1, place("laed", "a"), full=False))
    assert [f.code for f in found] == ["unknown-frame"]


def test_a_frame_named_as_empty_needs_only_to_exist() -> None:
    assert check(page(1, place("folio"), place("tails"))) == ()
    assert [f.code for f in check(page(1, place("laed")))] == ["unknown-frame"]


def test_a_jump_to_a_page_without_tails_is_offered_those_that_have_one() -> None:
    first = page(1, jump=replace(wish_for(2), span=Span("l.yaml", 20, 7)))
    (found,) = check(first, page(2, tails=False), page(4), page(5))
    assert (found.code, str(found.span)) == ("jump-page-no-tails", "l.yaml:20:7")
    assert "第2版，那一版没有 tails 框" in said(found)
    assert "第4版 tails、第5版 tails；写成 jump: {page: 4, frame: tails}" in said(found)
    first = page(1, jump=replace(wish_for(2, "tails"), span=Span("l.yaml", 20, 7)))
    (found,) = check(first, page(2, tails=False), page(4))
    assert found.code == "jump-frame-unknown"
    assert "可转的 tails 框：第4版 tails" in said(found)
    (found,) = check(first, page(2, tails=False))
    assert "后面各版都没有 tails 框" in said(found)


@pytest.mark.parametrize(
    ("wish", "code", "words"),
    [
        (wish_for(1), "jump-backward", "要转到第1版，只能往后转"),
        (wish_for(2), "jump-backward", "要转到第2版，只能往后转"),
        (wish_for(9), "jump-page-unknown", "本期没有这一版 本期有：1、2、4"),
        (wish_for(4, "tail"), "jump-frame-unknown", "第4版没有这个框 是不是“tails”？"),
        (wish_for(None, "gone"), "jump-frame-unknown", "后面各版没有这个框"),
        (wish_for(4, "second"), "jump-frame-not-tails", "“second”框，它不是 tails 框"),
        (wish_for(None, "second"), "jump-frame-not-tails", "把目标框的 kind 改成 tails"),
    ],
)
def test_a_jump_that_leads_nowhere(wish: JumpWish, code: str, words: str) -> None:
    wish = replace(wish, span=Span("l.yaml", 20, 7))
    (found,) = check(page(1), page(2, jump=wish), page(4))
    assert (found.code, str(found.span), found.page, found.frame) == (code, "l.yaml:20:7", 2, "lead")
    assert words in said(found)


def coded(number: int, code: str, jump: JumpWish = NO_JUMP, *, tails: bool = True) -> PageSpec:
    return replace(page(number, jump=jump, tails=tails), code=code)


@pytest.mark.parametrize(
    ("wish", "code", "words"),
    [
        (wish_for("A1"), "jump-backward", "第A2版“lead”框要转到第A1版，只能往后转"),
        (wish_for("A2"), "jump-backward", "要转到第A2版，只能往后转"),
        (wish_for("3"), "jump-page-unknown", "要转到第3版，本期没有这一版 本期有：A1、A2、B1、B2"),
        (
            wish_for("B1"),
            "jump-page-no-tails",
            "可转的 tails 框：第B2版 tails；写成 jump: {page: B2, frame: tails}",
        ),
        (wish_for("B2", "tail"), "jump-frame-unknown", "第B2版没有这个框"),
    ],
)
def test_a_jump_to_a_code_that_leads_nowhere(wish: JumpWish, code: str, words: str) -> None:
    pages = coded(1, "A1"), coded(2, "A2", wish), coded(3, "B1", tails=False), coded(4, "B2")
    (found,) = check(*pages)
    assert (found.code, found.page) == (code, 2)
    assert words in said(replace(found, page_code="A2"))


def test_a_jump_to_a_code_that_leads_somewhere() -> None:
    assert check(coded(1, "A1", wish_for("B1", "tails")), coded(2, "A2"), coded(3, "B1")) == ()


@pytest.mark.parametrize(
    "wish", [wish_for(), wish_for(1, allowed=False), wish_for(4), wish_for(None, "tails")]
)
def test_jumps_that_lead_somewhere(wish: JumpWish) -> None:
    assert check(page(1), page(2, jump=wish), page(4)) == ()


@pytest.mark.parametrize(
    ("columns", "width", "wanted"), [((2, 9), 1, "2-9"), (None, 99, "99"), ((3, 3), 1, None), (None, 3, None)]
)
def test_a_picture_wants_no_more_columns_than_its_frame_has(
    columns: tuple[int, int] | None, width: int, wanted: str | None
) -> None:
    here = Span("a.md", 6, 1)
    picture = Picture("a.jpg", "", "", here, (3, 2), "JPEG", columns=columns, width=width)
    story = Story("a", HeadlineBlock(), (), (picture,), here)
    first = page(1, place("lead", "a"))
    frames = tuple(replace(f, story_columns=3) for f in first.layout.frames)
    first = replace(first, layout=replace(first.layout, frames=frames))
    edition = Edition("e", "报", datetime.date(2026, 11, 22), (first,), {"a": story}, Span("e.yaml"))
    found = check_places(edition)
    assert [f.code for f in found] == (["picture-columns"] if wanted else [])
    if wanted:
        assert str(found[0].span) == "a.md:6:1"
        assert f"要 columns={wanted}，第1版“lead”框的稿件只有 3 栏" in said(found[0])
