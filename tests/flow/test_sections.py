"""Pages of sections: their sides, what faces them, which are one sheet, and what jump lines call them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace
from paper import frame, paper, story

from typeset.catalogue import Lang, message
from typeset.checks.jumps import check_jumps
from typeset.checks.spreads import check_spreads
from typeset.faces import FaceBook
from typeset.findings import coded
from typeset.flow.aids import COLUMNS, MARGINS, layout_aids
from typeset.flow.issue import set_issue
from typeset.flow.spread import centres, faces_another
from typeset.model.edition import Edition, Fold, JumpRules, Numerals
from typeset.model.layout import FrameKind, FrameSpec, JumpWish, Rect
from typeset.model.placed import GlyphRun, Jump, Purpose, Rule
from typeset.model.story import Story

LONG = "天地玄黄宇宙洪荒。" * 60
LATIN = JumpRules(numerals=Numerals.ARABIC, least_before=2, least_after=2)


def sections(
    names: Sequence[str],
    frames: dict[str, list[FrameSpec]] | None = None,
    placed: dict[tuple[str, str], Story] | None = None,
    rules: JumpRules = LATIN,
) -> Edition:
    """A paper whose pages bear these codes."""
    numbers = {name: number for number, name in enumerate(names, 1)}
    given = {numbers[name]: (frames or {}).get(name, []) for name in names}
    edition = paper(
        given, {(numbers[name], where): copy for (name, where), copy in (placed or {}).items()}, rules
    )
    pages = tuple(replace(page, code=name) for page, name in zip(edition.pages, names, strict=True))
    return replace(edition, pages=pages)


def numbered(count: int) -> Edition:
    return paper({number: [] for number in range(1, count + 1)}, {})


def with_margins(edition: Edition) -> Edition:
    """The edition with inner margins wider than outer ones."""
    pages = []
    for page in edition.pages:
        sheet = replace(page.layout.sheet, inside=30_000, outside=10_000)
        pages.append(replace(page, layout=replace(page.layout, sheet=sheet)))
    return replace(edition, pages=tuple(pages))


def test_the_side_of_a_page_follows_the_number_in_its_code(faces: FaceBook) -> None:
    names = ["A1", "A2", "A3", "B1", "B2"]
    frames = {name: [frame("main", (1, 4), (1, 9))] for name in names}
    placed = {(name, "main"): story(name, ["中" * 40]) for name in names}
    edition = with_margins(sections(names, frames, placed))
    issue = set_issue(edition, faces)
    lefts = {
        name: min(
            run.xs[0] for run in page.items if isinstance(run, GlyphRun) and run.purpose is Purpose.BODY
        )
        for name, page in zip(names, issue.pages, strict=True)
    }
    assert lefts["A1"] == lefts["A3"] == lefts["B1"]
    assert lefts["A2"] == lefts["B2"]
    assert lefts["A1"] - lefts["A2"] == 20_000
    aids = layout_aids(issue.edition, issue, faces)
    for colour in (MARGINS, COLUMNS):
        shown = [
            min(rule.x0 for rule in aids[number] if isinstance(rule, Rule) and rule.colour == colour)
            for number in range(1, 6)
        ]
        assert [x - shown[1] for x in shown] == [20_000, 0, 20_000, 20_000, 0]


def test_a_page_faces_the_next_of_its_own_section() -> None:
    edition = sections(["A1", "A2", "A3", "A4", "B1", "B2", "B4", "B5"])
    facing = {page.name for page in edition.pages if faces_another(edition, page)}
    # A4 has B1 behind it and not beside it, and B3 is missing.
    assert facing == {"A2", "B4"}


@pytest.mark.parametrize(
    ("names", "nested", "separate"),
    [
        ("A1 A2 A3 A4 B1 B2 B3 B4 B5 B6 B7 B8", {"A2", "B4"}, {"A2", "B2", "B6"}),
        ("A1 A2 A3 B1 B2 B3 B4", {"B2"}, {"B2"}),
        ("A1 A2 A3 A4 A5 A6", set(), {"A2"}),
        ("A1 A2", set(), set()),
    ],
)
def test_sections_are_folded_alone(names: str, nested: set[str], separate: set[str]) -> None:
    edition = sections(names.split())
    assert {p.name for p in edition.pages if p.number in centres(edition)} == nested
    edition = replace(edition, fold=Fold.SEPARATE)
    assert {p.name for p in edition.pages if p.number in centres(edition)} == separate


@pytest.mark.parametrize(
    ("count", "fold", "left"),
    [
        (8, Fold.NESTED, [4]),
        (8, Fold.SEPARATE, [2, 6]),
        (4, Fold.SEPARATE, [2]),
        (6, Fold.NESTED, []),
        (6, Fold.SEPARATE, [2]),
    ],
)
def test_an_issue_without_codes_is_one_section(count: int, fold: Fold, left: list[int]) -> None:
    edition = replace(numbered(count), fold=fold)
    assert sorted(centres(edition)) == left


def test_type_comes_nearer_to_the_fold_of_a_sheet_folded_by_itself(faces: FaceBook) -> None:
    banner = replace(frame("banner", (1, 8), (1, 14), story_columns=4), spread=True)
    copy = story("s", ["中" * 300], headline="最后一班渡船还在江上")
    names = [f"A{n}" for n in range(1, 9)]
    edition = with_margins(sections(names, {"A2": [banner]}, {("A2", "banner"): copy}))

    def nearest(fold: Fold) -> int:
        issue = set_issue(replace(edition, fold=fold), faces)
        assert not check_spreads(replace(edition, fold=fold), issue.edition)
        return min(
            run.xs[0]
            for run in issue.pages[2].items
            if isinstance(run, GlyphRun) and run.purpose is Purpose.HEAD
        )

    assert nearest(Fold.NESTED) >= 30_000 - 1
    assert nearest(Fold.SEPARATE) < 30_000


def test_a_frame_over_the_fold_of_the_last_page_of_a_section_is_told_which_page_is_missing() -> None:
    banner = replace(frame("banner", (1, 8), (1, 14)), spread=True)
    edition = sections(["A1", "A2", "B1"], {"A2": [banner]})
    (found,) = check_spreads(edition)
    assert found.code == "spread-unfaced"
    assert "第A3版" in message(found, Lang.ZH)


def test_a_spread_may_stand_on_a_left_page_that_is_an_odd_one_of_the_issue(faces: FaceBook) -> None:
    banner = replace(frame("banner", (1, 8), (1, 14), story_columns=4), spread=True)
    copy = story("s", ["中" * 300])
    names = ["A1", "A2", "A3", "A4", "A5", "A6", "A7", "B1", "B2", "B3", "B4"]
    edition = sections(names, {"B2": [banner]}, {("B2", "banner"): copy})
    assert edition.pages[8].number % 2 == 1
    issue = set_issue(edition, faces)
    assert check_spreads(edition, issue.edition) == ()
    assert [part.page for part in issue.parts] == [9, 10]


def test_what_overlaps_a_frame_over_the_fold_is_told_its_page_by_its_code() -> None:
    # The banner takes the first column of B3, up to 102 pt from its left edge.
    banner = replace(frame("banner", (1, 5), (1, 14), story_columns=5), spread=True)
    main = replace(frame("main", (1, 1), (1, 9)), area=Rect(95_000, 50_000, 100_000, 50_000))
    edition = with_margins(sections(["A1", "B1", "B2", "B3", "B4"], {"B2": [banner], "B3": [main]}))
    (found,) = coded(check_spreads(edition), edition.codes)
    assert found.code == "spread-overlap"
    assert message(found, Lang.ZH) == "第B3版的“main”框与第B2版跨过来的“banner”框重叠"
    assert "from page B2" in message(found, Lang.EN)


def test_jump_lines_call_pages_by_their_codes(faces: FaceBook) -> None:
    names = ["A1", "A2", "A3", "B1"]
    lead = frame("lead", (1, 4), (1, 10), jump=JumpWish(allowed=True, page="A3", frame="tails"))
    tails = {name: [frame("tails", (1, 4), (1, 26), FrameKind.TAILS)] for name in names[1:]}
    for rules in (LATIN, replace(LATIN, numerals=Numerals.CHINESE)):
        edition = sections(names, {"A1": [lead], **tails}, {("A1", "lead"): story("s", [LONG])}, rules)
        issue = set_issue(edition, faces)
        (jump,) = issue.jumps
        assert (jump.from_page, jump.to_page) == (1, 3)
        assert (jump.source_text, jump.target_text) == ("（下转第A3版）", "（上接第A1版）")
        assert check_jumps(issue.jumps, issue.pages) == []


def test_a_wish_is_a_name_and_not_a_place_in_the_issue(faces: FaceBook) -> None:
    # The third page of the issue bears another name than 3.
    lead = frame("lead", (1, 4), (1, 10), jump=JumpWish(allowed=True, page="3"))
    tails = {name: [frame("tails", (1, 4), (1, 26), FrameKind.TAILS)] for name in ("A2", "A3")}
    edition = sections(["A1", "A2", "A3"], {"A1": [lead], **tails}, {("A1", "lead"): story("s", [LONG])})
    assert set_issue(edition, faces).jumps == ()


def test_a_story_cut_beyond_the_fold_comes_from_the_page_of_that_code(faces: FaceBook) -> None:
    banner = replace(
        frame("banner", (1, 8), (1, 10), story_columns=4, jump=JumpWish(allowed=True)), spread=True
    )
    tails = frame("tails", (1, 4), (1, 18), FrameKind.TAILS)
    edition = sections(
        ["A1", "A2", "A3", "A4"],
        {"A2": [banner], "A4": [tails]},
        {("A2", "banner"): story("s", [LONG], headline="题")},
    )
    (jump,) = set_issue(edition, faces).jumps
    assert (jump.source_text, jump.target_text) == ("（下转第A4版）", "（上接第A3版）")


def test_a_jump_back_is_told_by_codes() -> None:
    edition = sections(["A1", "B1"])
    jump = Jump("s", 2, "a", 1, "b", "下", "上", 1, 1)
    found = next(f for f in check_jumps([jump], [], codes=edition.codes) if f.code == "jump-turned-back")
    assert "转到第A1版" in message(found, Lang.ZH)
    assert "to page A1" in message(found, Lang.EN)
