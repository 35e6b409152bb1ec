"""Frames that stand by their neighbours, and frames as high as their copy."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from paper import STYLES, frame, paper, story

from typeset.faces import FaceBook
from typeset.flow.issue import set_issue
from typeset.model.arrangement import Page, arranged, to_measure
from typeset.model.layout import BoxSpec, Extent, FrameKind, FramePlace, FrameSpec
from typeset.model.story import HeadlineBlock
from typeset.model.style import Fit, LineRules, StyleBook

PAGE = Page(8, 100)


def wanting(name: str, **place: object) -> FrameSpec:
    """A story frame that is not arranged yet."""
    spec = frame(name, (0, 0), (0, 0), story_columns=-1)
    return replace(spec, story_columns=0, place=FramePlace(**place))  # type: ignore[arg-type]


def test_below_takes_the_columns_of_what_it_stands_below() -> None:
    lead = frame("lead", (1, 6), (10, 40))
    (_, second) = arranged((lead, wanting("second", below=("lead",), row_count=20)), PAGE)
    assert (second.columns, second.rows, second.story_columns) == ((1, 6), (42, 61), 6)


def test_below_several_stands_below_the_lowest_and_as_wide_as_all() -> None:
    frames = (
        frame("a", (1, 3), (1, 20)),
        frame("b", (4, 8), (1, 31)),
        wanting("c", below=("a", "b"), row_count=5, gap=2),
    )
    assert (arranged(frames, PAGE)[2].columns, arranged(frames, PAGE)[2].rows) == ((1, 8), (34, 38))


def test_beside_takes_the_rows_of_its_neighbour_and_what_columns_are_left() -> None:
    frames = (
        frame("a", (3, 5), (7, 30)),
        wanting("right", right_of="a"),
        wanting("left", left_of="a", column_count=1),
    )
    _, right, left = arranged(frames, PAGE)
    assert (right.columns, right.rows) == ((6, 8), (7, 30))
    assert (left.columns, left.rows) == ((2, 2), (7, 30))


def test_the_rest_reaches_to_what_stands_below_or_to_the_foot() -> None:
    frames = (
        frame("top", (1, 8), (1, 9)),
        wanting("rest", columns=(1, 4), below=("top",), extent=Extent.REST),
        wanting("other", columns=(5, 8), below=("top",), extent=Extent.REST),
        frame("teasers", (1, 4), (96, 100)),
    )
    found = arranged(frames, PAGE)
    assert (found[1].rows, found[2].rows) == ((11, 94), (11, 100))


def test_a_frame_that_follows_its_content_is_asked_for_with_all_the_rows_it_may_have() -> None:
    frames = (
        wanting("auto", columns=(1, 8), first_row=5, extent=Extent.AUTO),
        wanting("below", below=("auto",), extent=Extent.REST),
        frame("foot", (1, 8), (90, 100)),
    )
    asked = to_measure(frames, PAGE)
    assert asked is not None
    assert (asked.name, asked.rows) == ("auto", (5, 88))
    assert arranged(frames, PAGE)[1].place is not None
    _, below, _ = arranged(frames, PAGE, {"auto": 30})
    assert below.rows == (36, 88)


@given(st.data())
def test_arranging_ends_and_keeps_the_order(data: st.DataObject) -> None:
    names = [f"f{n}" for n in range(data.draw(st.integers(1, 8)))]
    frames = [
        wanting(
            name,
            columns=data.draw(st.sampled_from([None, (1, 3), (2, 8)])),
            first_row=data.draw(st.integers(0, 90)),
            row_count=data.draw(st.integers(0, 20)),
            extent=data.draw(st.sampled_from(Extent)),
            below=tuple(data.draw(st.lists(st.sampled_from(names), max_size=2))),
            right_of=data.draw(st.sampled_from(["", *names])),
        )
        for name in names
    ]
    found = arranged(frames, PAGE, dict.fromkeys(names, 4))
    assert [frame.name for frame in found] == names
    assert all(f.rows[0] >= 1 and f.rows[1] >= f.rows[0] for f in found if f.place is None)


def test_a_frame_is_as_high_as_its_copy_and_no_higher(faces: FaceBook) -> None:
    copy = story("s", ["中" * 100, "中" * 90], headline="")
    auto = replace(wanting("auto", columns=(1, 4), first_row=1, extent=Extent.AUTO), story_columns=2)
    below = wanting("below", below=("auto",), extent=Extent.REST)
    issue = set_issue(paper({1: [auto, below]}, {(1, "auto"): copy}), faces)
    found, rest = issue.edition.pages[0].layout.frames
    assert found.rows == (1, 6)
    assert rest.rows[0] == 8
    assert not issue.oversets
    assert "underset" not in {f.code for f in issue.findings}


def rows_of_auto(faces: FaceBook, block: HeadlineBlock, lines: int = 1) -> tuple[tuple[int, int], set[str]]:
    """The rows of a frame as high as its copy, and what was found."""
    copy = replace(story("s", ["中" * 160]), block=block)
    auto = wanting("auto", columns=(1, 4), first_row=1, extent=Extent.AUTO)
    edition = paper({1: [auto]}, {(1, "auto"): copy})
    style = replace(STYLES["headline"], fit=Fit((24_000, 18_000), 900, 1000, -20, 0, lines))
    (page,) = edition.pages
    book = StyleBook({**STYLES, "headline": style}, LineRules())
    edition = replace(edition, pages=(replace(page, styles=book),))
    issue = set_issue(edition, faces, words=lambda text: range(1, len(text)))
    return issue.edition.pages[0].layout.frames[0].rows, {f.code for f in issue.findings}


def test_what_is_only_told_of_a_headline_makes_its_frame_no_higher(faces: FaceBook) -> None:
    plain, _ = rows_of_auto(faces, HeadlineBlock(headline=("短题，好",)))
    refused, told = rows_of_auto(faces, HeadlineBlock(headline=("短题，好",), marks={"headline": (2,)}))
    assert "headline-mark-refused" in told
    assert refused == plain


def test_a_headline_that_is_broken_makes_its_frame_as_high_as_one_of_two_lines(faces: FaceBook) -> None:
    broken, told = rows_of_auto(faces, HeadlineBlock(headline=("一二三四五六七八九十再加上五个字",)), lines=2)
    written, _ = rows_of_auto(
        faces, HeadlineBlock(headline=("一二三四五六七八", "九十再加上五个字")), lines=2
    )
    assert "headline-broken" in told
    assert broken == written


def test_a_box_has_its_white_above_and_below(faces: FaceBook) -> None:
    copy = story("s", ["中" * 100], headline="")
    auto = wanting("auto", columns=(1, 1), first_row=1, extent=Extent.AUTO)
    plain, boxed = (
        set_issue(paper({1: [replace(auto, box=box)]}, {(1, "auto"): copy}), faces).edition.pages[0].layout
        for box in (None, BoxSpec())
    )
    # The box takes a row above and below, and two characters off the measure.
    assert plain.frames[0].rows == (1, 13)
    assert boxed.frames[0].rows == (1, 19)


def test_copy_longer_than_the_page_takes_what_there_is_and_is_overset(faces: FaceBook) -> None:
    copy = story("s", ["中" * 4000], headline="")
    auto = wanting("auto", columns=(1, 1), first_row=1, extent=Extent.AUTO)
    issue = set_issue(paper({1: [auto]}, {(1, "auto"): copy}), faces)
    assert issue.edition.pages[0].layout.frames[0].rows == (1, 26)
    assert issue.oversets


def test_tails_may_take_the_rest_of_a_page(faces: FaceBook) -> None:
    auto = wanting("main", columns=(1, 4), first_row=1, extent=Extent.AUTO)
    tails = replace(wanting("tails", below=("main",), extent=Extent.REST), kind=FrameKind.TAILS)
    copy = story("s", ["中" * 100], headline="")
    issue = set_issue(paper({1: [auto, tails]}, {(1, "main"): copy}), faces)
    assert issue.edition.pages[0].layout.frames[1].rows == (6, 26)
