"""References (参见): words that name the pages of stories, set again until they are true."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from paper import HERE, frame, paper, story

from typeset.checks.conservation import check_account, check_pages
from typeset.checks.references import check_fillers_named, check_references
from typeset.faces import FaceBook
from typeset.flow import issue as issue_module
from typeset.flow.issue import SetIssue, set_issue
from typeset.flow.references import ROUNDS, references, rewritten
from typeset.flow.whereabouts import Whereabouts
from typeset.model.annotation import Annotation, Mark
from typeset.model.edition import Edition, Filler, JumpRules, Numerals, Placement, Teaser
from typeset.model.layout import FrameKind, JumpWish
from typeset.model.placed import GlyphRun, Purpose
from typeset.model.reference import PLACEHOLDER, Mention, Reference, Rewriting
from typeset.model.story import Anchor, Paragraph, Picture, Role, Run, Story
from typeset.model.style import Align
from typeset.model.table import Cell, Table, TableRows
from typeset.source import Span

Piece = str | Reference
COPY = "江面很静，渡船还在走。老人说，从前一天要摆四十个来回。"
SHORT = JumpRules(least_before=2, least_after=2)
MAY_JUMP = JumpWish(allowed=True)


def page(*stories: str) -> Reference:
    return Reference(stories)


def pages(*stories: str) -> Reference:
    return Reference(stories, whole=True)


def referring(slug: str, *paragraphs: Sequence[Piece]) -> Story:
    """A story of paragraphs of texts and references, each paragraph on a line of its file, ten columns a piece."""
    made: list[Paragraph] = []
    start = 0
    for line, pieces in enumerate(paragraphs, 1):
        runs = tuple(Run(p) if isinstance(p, str) else Run(PLACEHOLDER, refers=p) for p in pieces)
        offsets = [sum(len(run.text) for run in runs[:n]) for n in range(len(runs))]
        anchors = tuple(Anchor(at, line, 1 + 10 * n) for n, at in enumerate(offsets))
        made.append(Paragraph(Role.BODY, runs, start, f"{slug}.md", anchors))
        start += len(made[-1].text)
    return replace(story(slug, ()), paragraphs=tuple(made))


def printed(issue: SetIssue, slug: str) -> list[str]:
    return [one.text for one in references(issue.edition.stories[slug])]


def sound(issue: SetIssue) -> bool:
    return not check_account(issue.edition, issue.parts, issue.oversets) and not check_pages(
        issue.edition, issue.pages, issue.parts, frozenset()
    )


def body(issue: SetIssue) -> str:
    runs = [i for p in issue.pages for i in p.items if isinstance(i, GlyphRun) and i.purpose is Purpose.BODY]
    return "".join(run.text for run in runs)


def five_pages(*pieces: Piece, rules: JumpRules = SHORT, **placed: Story) -> Edition:
    """A story of these pieces on page 1, that may jump to page 5, and stories 乙 to 戊 on pages 2 to 5."""
    layout = {n: [frame("main", (1, 4), (1, 12))] for n in range(1, 6)}
    layout[1] = [frame("main", (1, 2), (1, 12), jump=MAY_JUMP)]
    layout[5].append(frame("tails", (1, 4), (14, 26), FrameKind.TAILS))
    others = {(n, "main"): story(name, [COPY]) for n, name in enumerate("乙丙丁戊", 2)}
    return paper(layout, {(1, "main"): referring("甲", pieces), **others}, rules)


@pytest.mark.parametrize(
    ("refers", "words"),
    [
        (page("乙"), "二"),
        (page("乙", "丙"), "二、三"),
        (page("丁", "乙"), "二、四"),
        (page("丁", "乙", "丙"), "二至四"),
        (page("甲", "戊", "丙", "丁"), "一、三至五"),
    ],
)
def test_pages_stand_in_the_words_of_the_house(faces: FaceBook, refers: Reference, words: str) -> None:
    issue = set_issue(five_pages("详见", refers, "版。"), faces)
    assert f"详见{words}版。" in body(issue)
    assert sound(issue)


def test_numerals_are_those_of_the_page_it_is_printed_on(faces: FaceBook) -> None:
    rules = replace(SHORT, numerals=Numerals.ARABIC)
    issue = set_issue(five_pages("详见", page("乙", "丙", "丁"), "版。", rules=rules), faces)
    assert printed(issue, "甲") == ["2至4"]


def test_a_story_that_jumps_begins_on_its_own_page_and_stands_on_that_of_its_tail(faces: FaceBook) -> None:
    issue = set_issue(five_pages("本文在", page("甲"), "版，全文在", pages("甲"), "版。", COPY * 8), faces)
    assert [(p.page, p.frame) for p in issue.parts if p.story == "甲"] == [(1, "main"), (5, "tails")]
    assert printed(issue, "甲") == ["一", "一、五"]
    assert sound(issue)
    # The jump lines agree with the references.
    assert [jump.source_text for jump in issue.jumps] == ["（下转第五版）"]


def test_a_story_over_the_fold_begins_on_both_its_pages(faces: FaceBook) -> None:
    over = replace(frame("over", (1, 8), (1, 12), story_columns=4), spread=True)
    edition = paper(
        {1: [frame("main", (1, 4), (1, 12))], 2: [over], 3: []},
        {(1, "main"): referring("甲", ["见", page("乙"), "版"]), (2, "over"): story("乙", [COPY * 9])},
    )
    issue = set_issue(edition, faces)
    assert {p.page for p in issue.parts if p.story == "乙"} == {2, 3}
    assert printed(issue, "甲") == ["二、三"]


@pytest.fixture
def rounds(monkeypatch: pytest.MonkeyPatch) -> list[Edition]:
    """The editions that were set, one after another."""
    done: list[Edition] = []
    once = issue_module._set_once

    def counted(edition: Edition, *how: Any) -> SetIssue:
        done.append(edition)
        return once(edition, *how)

    monkeypatch.setattr(issue_module, "_set_once", counted)
    return done


def test_pages_known_from_the_edition_need_one_setting(faces: FaceBook, rounds: list[Edition]) -> None:
    set_issue(five_pages("详见", page("乙", "丙"), "版。"), faces)
    assert len(rounds) == 1


def test_pages_of_tails_need_another_setting(faces: FaceBook, rounds: list[Edition]) -> None:
    issue = set_issue(five_pages("全文在", pages("甲"), "版。", COPY * 8), faces)
    assert len(rounds) == 2
    assert printed(issue, "甲") == ["一、五"]
    assert "reference-unsettled" not in {f.code for f in issue.findings}


def test_words_that_push_a_story_over_its_frame_are_corrected_in_a_third(
    faces: FaceBook, rounds: list[Edition]
) -> None:
    """乙 fills its frame to the last line while 甲 is thought to stand on one page only, and jumps when it does not."""
    front = [frame("one", (1, 2), (1, 12), jump=MAY_JUMP), frame("two", (3, 3), (1, 12), jump=MAY_JUMP)]
    tails = frame("tails", (1, 4), (1, 26), FrameKind.TAILS)
    first = referring("甲", [COPY * 8])
    rules = JumpRules(least_before=1, least_after=1)
    for length in range(55, 75):
        many = [pages("甲")] * 8
        second = referring("乙", ["字" * length, *many, "乙见", pages("乙")])
        rounds.clear()
        edition = paper({1: front, 2: [tails]}, {(1, "one"): first, (1, "two"): second}, rules)
        issue = set_issue(edition, faces)
        assert sound(issue)
        if len(rounds) == 3:
            break
    assert len(rounds) == 3
    assert printed(issue, "乙") == ["一、二"] * 9
    assert "reference-unsettled" not in {f.code for f in issue.findings}


def test_what_never_settles_is_told_after_a_few_rounds(
    faces: FaceBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    once, number = issue_module._set_once, [0]

    def restless(edition: Edition, *how: Any) -> SetIssue:
        """A plan that sends the tail of 乙 to another page each time."""
        issue = once(edition, *how)
        number[0] += 1
        part = next(p for p in issue.parts if p.story == "乙")
        return replace(issue, parts=(*issue.parts, replace(part, page=2 + number[0], first=part.last)))

    monkeypatch.setattr(issue_module, "_set_once", restless)
    issue = set_issue(five_pages("全文在", pages("乙"), "版。"), faces)
    (told,) = (f for f in issue.findings if f.code == "reference-unsettled")
    assert number == [ROUNDS] == [3]
    assert (told.severity.word, str(told.span), dict(told.facts)) == (
        "warning",
        "甲.md:1:11",
        {"text": "二、四", "wanted": "二、五"},
    )


def test_an_edition_without_references_is_the_same(faces: FaceBook) -> None:
    edition = paper({1: [frame("main", (1, 4), (1, 12))]}, {(1, "main"): story("甲", [COPY])})
    assert set_issue(edition, faces).edition.stories is edition.stories


def test_places_in_the_file_stay_right_behind_a_longer_reference() -> None:
    before = referring("甲", ["详见", page("乙"), "版。", page("丙"), "版"], ["又", page("乙"), "完"])
    after = rewritten(before, lambda refers: "二、三、五" if refers == page("乙") else "六")
    first, second = after.paragraphs
    assert first.text == "详见二、三、五版。六版"
    assert (first.start, second.start) == (0, len(first.text))
    columns = [first.span_at(at).column for at in range(len(first.text))]
    assert columns == [1, 2, 11, 11, 11, 11, 11, 21, 22, 31, 41]
    assert [second.span_at(at).column for at in range(len(second.text))] == [1, 11, 11, 11, 11, 11, 21]
    # And back again, as when a round finds other pages.
    back = rewritten(after, lambda refers: PLACEHOLDER)
    assert back.text == before.text
    for one, other in zip(back.paragraphs, before.paragraphs, strict=True):
        places = [other.span_at(at) for at in range(len(other.text))]
        assert [one.span_at(at) for at in range(len(one.text))] == places


def test_marks_and_cells_move_with_the_words() -> None:
    note = Annotation(Mark.DOTS, 1, 3)
    cells = (Cell(0, 2, 0, 0), Cell(2, 3, 0, 1), Cell(3, 3, 0, 2), Cell(3, 4, 0, 3))
    rows = TableRows(Table(1, (Align.LEFT,) * 4), cells, 1)
    made = referring("甲", ["见", page("乙"), "。", "尾"])
    given = replace(made.paragraphs[0], annotations=(note,), table=rows)
    (after,) = rewritten(replace(made, paragraphs=(given,)), lambda _: "二至五").paragraphs
    assert after.text == "见二至五。尾"
    assert [(a.first, a.last) for a in after.annotations] == [(1, 5)]
    assert after.table is not None
    assert [(c.first, c.last) for c in after.table.cells] == [(0, 4), (4, 5), (5, 5), (5, 6)]


def test_a_place_inside_a_stretch_stays_inside_it() -> None:
    by = Rewriting.of([(2, 5, 1), (5, 6, 4)])
    assert [by.moved(at) for at in range(8)] == [0, 1, 2, 3, 3, 3, 7, 8]


def test_captions_and_headline_blocks_are_rewritten() -> None:
    made = story("甲", [COPY])
    here = Span("甲.md", 3, 9)
    mention = Mention(1, 2, page("乙"), here)
    picture = Picture(
        "p.jpg", "见〇版图", "", HERE, (3, 2), "JPEG", caption_strong=((0, 3),), mentions=(mention,)
    )
    parts: dict[str, Any] = {
        "kicker": ("见〇版图",),
        "deck": ("上", "见〇版"),
        "byline": "见〇",
        "editors_note": "见〇",
    }
    mentions = {(part, 1 if part == "deck" else 0): (mention,) for part in (*parts, "slogan")}
    block = replace(
        made.block, **parts, slogan=("见〇",), mentions=mentions, marks={"kicker": (1, 3), "headline": (1,)}
    )
    after = rewritten(replace(made, block=block, pictures=(picture,)), lambda _: "二、三")
    assert (after.block.kicker, after.block.deck) == (("见二、三版图",), ("上", "见二、三版"))
    assert (after.block.slogan, after.block.byline, after.block.editors_note) == (
        ("见二、三",),
        "见二、三",
        "见二、三",
    )
    assert after.block.marks == {"kicker": (1, 5), "headline": (1,)}
    assert (after.pictures[0].caption, after.pictures[0].caption_strong) == ("见二、三版图", ((0, 5),))
    assert {(one.text, one.span) for one in references(after)} == {("二、三", here)}


def teasers(edition: Edition, *entries: Teaser) -> Edition:
    """The edition with a teasers frame at the foot of page 1."""
    first = edition.pages[0]
    frames = (*first.layout.frames, frame("see", (1, 4), (22, 24), FrameKind.TEASERS))
    placed = (*first.placements, Placement("see", (), HERE, entries))
    front = replace(first, layout=replace(first.layout, frames=frames), placements=placed)
    return replace(edition, pages=(front, *edition.pages[1:]))


def furniture(issue: SetIssue) -> str:
    items = [i for i in issue.pages[0].items if isinstance(i, GlyphRun) and i.purpose is Purpose.FURNITURE]
    return "".join(item.text for item in items)


def test_a_teaser_names_where_its_stories_begin_or_all_their_pages(faces: FaceBook) -> None:
    edition = five_pages(COPY * 8)
    assert "甲　详见一版" in furniture(set_issue(teasers(edition, Teaser("甲", ("甲",), HERE)), faces))
    whole = Teaser("甲", ("甲", "乙"), HERE, whole=True)
    assert "甲　详见一、二、五版" in furniture(set_issue(teasers(edition, whole), faces))


def test_a_teaser_of_a_story_over_the_fold_names_both_pages(faces: FaceBook) -> None:
    over = replace(frame("over", (1, 8), (1, 12), story_columns=4), spread=True)
    edition = paper({1: [], 2: [over], 3: []}, {(2, "over"): story("乙", [COPY * 9])})
    assert "渡船　详见二、三版" in furniture(
        set_issue(teasers(edition, Teaser("渡船", ("乙",), HERE)), faces)
    )


def test_a_story_that_is_only_announced_is_not_in_the_issue() -> None:
    edition = five_pages("详见", page("乙", "申"), "版，又见", pages("乙"), "版。")
    edition = replace(edition, stories={**edition.stories, "申": story("申", [COPY])})
    edition = teasers(edition, Teaser("申", ("申",), HERE))
    (found,) = check_references(edition)
    assert (found.code, str(found.span), found.story) == ("reference-unplaced", "甲.md:1:11", "甲")
    assert dict(found.facts)["name"] == "申"


def test_what_a_story_that_stands_nowhere_refers_to_is_not_asked() -> None:
    edition = paper({1: [frame("main", (1, 4), (1, 12))]}, {(1, "main"): story("甲", [COPY])})
    loose = referring("乙", ["见", page("无此稿"), "版"])
    assert check_references(replace(edition, stories={**edition.stories, "乙": loose})) == ()


def with_filler(edition: Edition, length: int) -> Edition:
    filler = story("补", ["补" * length + "。"])
    return replace(
        edition,
        stories={**edition.stories, "补": filler},
        fillers=(Filler("补", HERE),),
    )


def test_a_filler_is_referred_to_where_it_found_room(faces: FaceBook) -> None:
    edition = with_filler(five_pages("补白见", page("补"), "版。"), 60)
    assert check_references(edition) == ()
    issue = set_issue(edition, faces)
    (part,) = (p for p in issue.parts if p.story == "补")
    assert printed(issue, "甲") == [{1: "一", 2: "二", 3: "三", 4: "四", 5: "五"}[part.page]]
    assert check_fillers_named(issue.edition, issue.parts) == []


def test_a_filler_that_found_no_room_is_not_in_the_issue(faces: FaceBook) -> None:
    place = Span("edition.yaml", 7, 9)
    edition = with_filler(five_pages(COPY * 4, "补白见", page("补"), "版。", COPY * 4), 9000)
    edition = teasers(edition, Teaser("补", ("乙", "补"), HERE, (HERE, place)))
    issue = set_issue(edition, faces)
    found = check_fillers_named(issue.edition, issue.parts)
    assert [(f.code, str(f.span)) for f in found] == [
        ("referred-filler-unplaced", "甲.md:1:21"),
        ("referred-filler-unplaced", "edition.yaml:7:9"),
    ]
    at = next(one.offset for one in references(issue.edition.stories["甲"]))
    assert at is not None
    where = {p.page for p in issue.parts if p.story == "甲" and p.first <= at < p.last}
    assert {found[0].page} == where
    assert printed(issue, "甲") == [PLACEHOLDER]


pieces = st.lists(
    st.one_of(
        st.text("的一是在不了有和人这中大，。", min_size=1, max_size=40),
        st.builds(
            Reference,
            st.lists(st.sampled_from("甲乙丙丁"), min_size=1, max_size=4).map(tuple),
            st.booleans(),
        ),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(
    copy=st.lists(pieces, min_size=1, max_size=4),
    other=st.lists(pieces, min_size=1, max_size=3),
    foot=st.integers(4, 14),
    room=st.integers(4, 26),
)
# Copy that fits once a keep rule is mended; a tails frame with a row below its head.
@example(copy=[["。"]], other=[["。", "。", "。", "一一。一。"], ["。"]], foot=4, room=4)
@example(
    copy=[["。"]],
    other=[
        ["。一。一一"],
        ["。。。一。。。。。。。。。一一"],
        ["。一。。。一。。。。。一。一一。一。一。一"],
    ],
    foot=6,
    room=16,
)
def test_set_and_overset_make_the_source_with_references(
    faces: FaceBook, copy: list[list[Piece]], other: list[list[Piece]], foot: int, room: int
) -> None:
    rules = JumpRules(least_before=1, least_after=1)
    layout = {
        1: [frame("a", (1, 2), (1, foot), jump=MAY_JUMP), frame("b", (3, 4), (1, foot), jump=MAY_JUMP)],
        2: [frame("main", (1, 4), (1, 8)), frame("tails", (1, 3), (10, 10 + room % 16), FrameKind.TAILS)],
        3: [frame("main", (1, 4), (1, 8)), frame("tails", (1, 2), (10, 26), FrameKind.TAILS)],
    }
    placed = {
        (1, "a"): referring("甲", *copy),
        (1, "b"): referring("乙", *other),
        (2, "main"): story("丙", [COPY]),
        (3, "main"): story("丁", [COPY]),
    }
    edition = paper(layout, placed, rules)
    issue = set_issue(edition, faces)
    assert sound(issue)
    where = Whereabouts.of(issue.edition.pages, issue.parts)
    settled = "reference-unsettled" not in {f.code for f in issue.findings}
    for slug in "甲乙":
        made, given = issue.edition.stories[slug], edition.stories[slug]
        plain = [run.text for p in given.paragraphs for run in p.runs if run.refers is None]
        assert [run.text for p in made.paragraphs for run in p.runs if run.refers is None] == plain
        assert [p.start for p in made.paragraphs] == [
            sum(len(q.text) for q in made.paragraphs[:n]) for n in range(len(made.paragraphs))
        ]
        for one in references(made):
            assert not settled or one.text == where.of_reference(one.refers, rules)
