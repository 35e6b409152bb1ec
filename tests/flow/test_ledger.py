"""The ledger of jumps through the whole engine: what it proves on finished pages, and what the house style forbids."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace
from paper import BODY, HERE, frame, paper, story

from typeset import press
from typeset.catalogue import Lang, message
from typeset.checks.jumpalone import check_jump_lines
from typeset.checks.jumppages import check_pages_named
from typeset.faces import FaceBook
from typeset.findings import Finding
from typeset.flow.boxes import box_of
from typeset.model.edition import Brackets, Edition, JumpRules, Numerals
from typeset.model.layout import BoxSpec, FrameKind, FrameSpec
from typeset.model.placed import GlyphRun, Item, Purpose
from typeset.model.story import JumpWish, Picture, PicturePlace, Story
from typeset.model.style import WritingMode
from typeset.source import MemorySources, Span

GO = JumpWish(allowed=True)
FEW = JumpRules(least_before=2, least_after=2)


def checked(edition: Edition, faces: FaceBook) -> press.SetEdition:
    return press.check(press.Loaded(edition, faces, MemorySources({}), Path(), Path(), ()))


def told(edition: Edition, faces: FaceBook, code: str) -> list[Finding]:
    return [f for f in checked(edition, faces).findings if f.code == code]


def copy(slug: str, sentences: int = 60) -> Story:
    return story(slug, ["天地玄黄宇宙洪荒。" * sentences], headline="题")


def tails(rows: tuple[int, int] = (1, 26), name: str = "tails") -> FrameSpec:
    return frame(name, (1, 4), rows, FrameKind.TAILS)


def one_jump(rules: JumpRules = FEW, to: int = 4) -> Edition:
    lead = frame("lead", (1, 4), (1, 12), jump=JumpWish(allowed=True, page=str(to)))
    return paper({1: [lead], to: [tails()]}, {(1, "lead"): copy("甲")}, rules)


def two_pages(first: JumpRules, second: JumpRules, *, second_jumps: bool = True) -> Edition:
    lead = frame("lead", (1, 4), (1, 12), jump=GO)
    short = copy("乙", 60 if second_jumps else 6)
    edition = paper(
        {1: [lead], 2: [lead], 3: [tails((1, 13)), tails((14, 26), "more")]},
        {(1, "lead"): copy("甲"), (2, "lead"): short},
        first,
    )
    pages = [replace(p, span=Span("editions/x/edition.yaml", 10 * p.number)) for p in edition.pages]
    pages[1] = replace(pages[1], jumps=second)
    return replace(edition, pages=tuple(pages))


def over_the_fold(wish: JumpWish) -> Edition:
    banner = replace(frame("banner", (1, 8), (1, 10)), spread=True, jump=wish)
    return paper(
        {1: [], 2: [banner], 3: [tails((13, 26))], 4: [tails((1, 18))]},
        {(2, "banner"): copy("甲", 70)},
        FEW,
    )


def test_a_spread_cut_on_its_right_page_does_not_go_on_on_that_page(faces: FaceBook) -> None:
    done = checked(over_the_fold(GO), faces)
    assert [(j.from_page, j.to_page) for j in done.issue.jumps] == [(3, 4)]
    assert "jump-same-page" not in {f.code for f in done.findings}


def test_a_wish_for_its_own_right_page_is_obeyed_and_told(faces: FaceBook) -> None:
    (found,) = told(over_the_fold(JumpWish(allowed=True, page="3")), faces, "jump-same-page")
    assert (found.page, found.frame, found.story) == (3, "banner", "甲")
    assert message(found, Lang.ZH) == "“甲”从第3版“banner”框转到同一版的“tails”框"


def chain(most_jumps: int) -> Edition:
    lead = frame("lead", (1, 4), (1, 12), jump=GO)
    return paper(
        {1: [lead], 2: [tails((1, 10))], 3: [tails((1, 10))]},
        {(1, "lead"): copy("甲", 90)},
        replace(FEW, most_jumps=most_jumps),
    )


def test_a_story_that_jumps_more_often_than_its_page_allows_is_told(faces: FaceBook) -> None:
    (found,) = told(chain(1), faces, "jump-chain-too-long")
    assert (found.page, found.frame, found.story, found.amount) == (1, "lead", "甲", 2)
    assert told(chain(2), faces, "jump-chain-too-long") == []


@pytest.mark.parametrize(("most", "count"), [(1, 1), (2, 0), (0, 0)])
def test_more_stories_that_leave_a_page_than_it_allows_are_told(
    faces: FaceBook, most: int, count: int
) -> None:
    left, right = (frame(name, columns, (1, 12), jump=GO) for name, columns in (("a", (1, 2)), ("b", (3, 4))))
    edition = paper(
        {1: [left, right], 2: [tails()]},
        {(1, "a"): copy("甲", 40), (1, "b"): copy("乙", 40)},
        replace(FEW, most_from_page=most),
    )
    found = told(edition, faces, "jumps-too-many")
    assert len(found) == count
    assert all((f.page, f.amount, dict(f.facts)["stories"]) == (1, 2, "甲、乙") for f in found)


def test_the_page_read_from_the_page_is_the_page_of_the_other_end(faces: FaceBook) -> None:
    for numerals in Numerals:
        assert told(one_jump(replace(FEW, numerals=numerals), to=12), faces, "jump-page-wrong") == []


def test_a_wording_that_makes_another_number_of_the_page_is_told(faces: FaceBook) -> None:
    rules = replace(FEW, numerals=Numerals.ARABIC, source="（下转第1{page}版）", target="（上接第{page}0版）")
    found = told(one_jump(rules), faces, "jump-page-wrong")
    assert [(f.page, f.frame, dict(f.facts)["named"], dict(f.facts)["real"]) for f in found] == [
        (1, "lead", "14", "4"),
        (4, "tails", "10", "1"),
    ]


def test_a_tail_on_another_page_than_the_ledger_says_is_told(faces: FaceBook) -> None:
    issue = checked(one_jump(), faces).issue
    parts = tuple(replace(p, page=5) if p.page == 4 else p for p in issue.parts)
    (found,) = check_pages_named(issue.edition, issue.jumps, issue.pages, parts)
    assert (found.page, dict(found.facts)["text"], dict(found.facts)["real"]) == (1, "（下转第四版）", "5")


def test_pages_with_codes_are_read_as_they_are_printed(faces: FaceBook) -> None:
    edition = one_jump()
    codes = {1: "A1", 4: "B2"}
    pages = tuple(replace(p, code=codes[p.number]) for p in edition.pages)
    wish = JumpWish(allowed=True)
    layout = replace(pages[0].layout, frames=(replace(pages[0].layout.frames[0], jump=wish),))
    issue = checked(replace(edition, pages=(replace(pages[0], layout=layout), pages[1])), faces).issue
    assert [j.source_text for j in issue.jumps] == ["（下转第B2版）"]
    assert check_pages_named(issue.edition, issue.jumps, issue.pages, issue.parts) == []
    parts = tuple(replace(p, page=1) for p in issue.parts)
    (found,) = check_pages_named(issue.edition, issue.jumps, issue.pages, parts)
    facts = dict(found.facts)
    assert (found.page, facts["named"], facts["real"]) == (1, "B2", "A1")


def by_frames() -> Sequence[tuple[dict[int, list[FrameSpec]], str]]:
    lead = frame("lead", (1, 4), (1, 12), jump=GO)
    upright = replace(frame("lead", (1, 4), (1, 14), jump=GO, story_columns=2), writing=WritingMode.VERTICAL)
    below = replace(frame("more", (3, 4), (13, 16)), follows="lead")
    apart = replace(frame("more", (1, 4), (16, 19)), follows="lead")
    banner = replace(frame("lead", (1, 8), (1, 10)), spread=True, jump=GO)
    return [
        ({2: [lead], 4: [tails()]}, "level"),
        ({2: [upright], 4: [tails()]}, "vertical"),
        ({2: [lead, below], 4: [tails()]}, "joined"),
        ({2: [lead, apart], 4: [tails()]}, "apart"),
        ({2: [banner], 3: [], 4: [tails()]}, "spread"),
        ({2: [lead], 4: [tails((1, 10))], 5: [tails()]}, "parted again"),
        ({2: [replace(lead, box=BoxSpec())], 4: [tails()]}, "boxed"),
    ]


@pytest.mark.parametrize(("pages", "kind"), by_frames(), ids=[kind for _, kind in by_frames()])
def test_the_engine_sets_no_jump_line_alone(
    faces: FaceBook, pages: dict[int, list[FrameSpec]], kind: str
) -> None:
    for sentences in range(44, 120, 3):
        issue = checked(paper(pages, {(2, "lead"): copy("甲", sentences)}, FEW), faces).issue
        assert check_jump_lines(issue) == [], (kind, sentences)


@pytest.mark.parametrize("rows", range(12, 15))
def test_no_jump_line_stands_alone_below_a_picture(faces: FaceBook, rows: int) -> None:
    for high in range(3, 7):
        picture = Picture(
            "a.jpg", "", "", HERE, (100, 100), "JPEG", (4, 4), rows=high, place=PicturePlace.MIDDLE
        )
        one = replace(copy("甲", 110), pictures=(picture,))
        lead = frame("lead", (1, 4), (1, rows), jump=GO)
        issue = checked(paper({1: [lead], 2: [tails()]}, {(1, "lead"): one}, FEW), faces).issue
        assert len(issue.jumps) == 1
        assert check_jump_lines(issue) == []


@pytest.mark.parametrize("box", [None, BoxSpec()])
@pytest.mark.parametrize("writing", list(WritingMode))
def test_a_jump_line_in_a_column_without_copy_of_its_story_is_told(
    faces: FaceBook, writing: WritingMode, box: BoxSpec | None
) -> None:
    lead = replace(frame("lead", (1, 4), (1, 20), jump=GO, story_columns=2), writing=writing, box=box)
    issue = checked(paper({1: [lead], 2: [tails()]}, {(1, "lead"): copy("甲", 120)}, FEW), faces).issue
    assert check_jump_lines(issue) == []
    (jump,) = issue.jumps
    begins = issue.texts[0].columns[1].x

    def stays(item: Item) -> bool:
        is_copy = isinstance(item, GlyphRun) and item.purpose is Purpose.BODY
        at = box_of([item])
        return not is_copy or (at.x if writing is WritingMode.HORIZONTAL else at.y) < begins - BODY

    pages = tuple(replace(p, items=tuple(filter(stays, p.items))) for p in issue.pages)
    (found,) = check_jump_lines(replace(issue, pages=pages))
    assert (found.code, found.page, found.frame, found.story) == ("jump-line-alone", 1, "lead", "甲")
    assert dict(found.facts)["text"] == jump.source_text


OTHER = replace(FEW, source="［下转第{page}版］", target="［上接第{page}版］")


def test_pages_that_word_their_jumps_otherwise_are_told_once_at_their_place(faces: FaceBook) -> None:
    (found,) = told(two_pages(FEW, OTHER), faces, "jump-wording-mixed")
    assert (str(found.span), str(found.related)) == (
        "editions/x/edition.yaml:20:1",
        "editions/x/edition.yaml:10:1",
    )
    assert found.page == 2
    assert message(found, Lang.ZH) == (
        "第2版的转版行写作“［下转第三版］”，第1版写作“（下转第三版）”：source、target 不同"
    )


@pytest.mark.parametrize(
    ("second", "count"),
    [
        (replace(FEW, numerals=Numerals.ARABIC), 1),
        (replace(FEW, brackets=Brackets.TORTOISE), 1),
        (replace(FEW, source_next="（紧接第{page}版）"), 1),
        (replace(FEW, brackets=Brackets.ROUND), 0),
        (replace(FEW, least_before=3, reference="{pages}版"), 0),
    ],
)
def test_what_readers_see_is_what_counts(faces: FaceBook, second: JumpRules, count: int) -> None:
    assert len(told(two_pages(FEW, second), faces, "jump-wording-mixed")) == count


def test_rules_by_which_no_line_is_printed_are_not_told(faces: FaceBook) -> None:
    assert told(two_pages(FEW, OTHER, second_jumps=False), faces, "jump-wording-mixed") == []


def test_a_jump_line_typed_in_the_copy_is_told_at_its_place(faces: FaceBook) -> None:
    lead = frame("lead", (1, 4), (1, 12))
    typed = story("甲", ["会议闭幕。", "请见下转第四版的说明。", "天地玄黄。（下转第四版）"])
    (found,) = told(paper({1: [lead]}, {(1, "lead"): typed}), faces, "jump-line-typed")
    assert (str(found.span), found.page, found.story) == ("甲.md:3:6", 1, "甲")
    assert message(found, Lang.ZH) == "“甲”的正文里写了转版行“（下转第四版）”"


def test_fewer_lines_than_the_house_keeps_are_told(faces: FaceBook) -> None:
    rules = JumpRules(least_before=60, least_after=5)
    (found,) = told(one_jump(rules), faces, "jump-limits-broken")
    facts = dict(found.facts)
    assert (found.story, facts["before"], facts["after"]) == ("甲", 60, 5)
    assert int(facts["lines_before"]) < 60
    assert told(one_jump(), faces, "jump-limits-broken") == []


def test_a_tail_longer_than_the_house_allows_is_told(faces: FaceBook) -> None:
    (found,) = told(one_jump(replace(FEW, most_after=6)), faces, "tail-too-long")
    assert (found.page, found.frame, found.story, dict(found.facts)["most"]) == (4, "tails", "甲", 6)
    assert found.amount is not None
    assert found.amount > 6
    assert told(one_jump(replace(FEW, most_after=60)), faces, "tail-too-long") == []
