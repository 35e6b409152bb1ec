"""Captions below, above, beside and on their pictures; galleries whose rows fill their width."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from paper import HERE, STYLES, frame, paper, story

from typeset.catalogue import Lang, hints
from typeset.faces import FaceBook
from typeset.flow.gallery import set_gallery
from typeset.flow.issue import SetIssue, set_issue
from typeset.flow.setter import Setter
from typeset.model.edition import Edition
from typeset.model.layout import Rect
from typeset.model.placed import GlyphRun, PlacedPicture, Purpose, Tint
from typeset.model.story import Aside, AsideKind, Gallery, Picture
from typeset.model.style import CaptionPlace, CaptionRules, StyleBook
from typeset.text.shape import Shaper

SHOWN = Picture("p.jpg", "江上的船", "某某　摄", HERE, (300, 200), "JPEG", columns=(1, 2), rows=8)


def with_rules(edition: Edition, rules: CaptionRules) -> Edition:
    """The edition with these rules of captions."""
    pages = tuple(replace(p, styles=replace(p.styles, captions=rules)) for p in edition.pages)
    return replace(edition, pages=pages)


def set_shown(faces: FaceBook, shown: Picture, rules: CaptionRules | None = None) -> SetIssue:
    """A story with a picture in its two columns."""
    copy = replace(story("s", ["中" * 200], headline=""), pictures=(shown,))
    edition = paper({1: [frame("main", (1, 2), (1, 24))]}, {(1, "main"): copy})
    return set_issue(with_rules(edition, rules or CaptionRules()), faces)


def parts(issue: SetIssue) -> tuple[Rect, list[GlyphRun]]:
    """What of the picture is seen, and its caption."""
    items = issue.pages[0].items
    (shown,) = (i.clip for i in items if isinstance(i, PlacedPicture))
    return shown, [i for i in items if isinstance(i, GlyphRun) and i.purpose is Purpose.CAPTION]


@pytest.mark.parametrize("place", [*CaptionPlace])
def test_a_caption_stands_where_it_is_asked(faces: FaceBook, place: CaptionPlace) -> None:
    issue = set_shown(faces, replace(SHOWN, caption_place=place))
    shown, runs = parts(issue)
    assert "".join(run.text for run in runs) == "江上的船某某　摄"
    tops = [run.y - run.size for run in runs]
    match place:
        case CaptionPlace.BELOW:
            assert min(tops) >= shown.bottom
        case CaptionPlace.ABOVE:
            assert max(run.y for run in runs) <= shown.y
        case CaptionPlace.LEFT:
            assert all(run.xs[-1] + run.size <= shown.x for run in runs)
        case CaptionPlace.RIGHT:
            assert all(run.xs[0] >= shown.right for run in runs)
        case CaptionPlace.OVER:
            (ground,) = (i.rect for i in issue.pages[0].items if isinstance(i, Tint))
            assert (ground.x, ground.right, ground.bottom) == (shown.x, shown.right, shown.bottom)
            assert all(ground.y < run.y < ground.bottom for run in runs)
            assert {run.colour.k for run in runs} == {0}
    if place in {CaptionPlace.LEFT, CaptionPlace.RIGHT}:
        assert shown.bottom - STYLES["caption"].size < max(run.y for run in runs) <= shown.bottom


def test_the_house_style_says_where_and_a_picture_may_differ(faces: FaceBook) -> None:
    rules = CaptionRules(place=CaptionPlace.ABOVE)
    shown, runs = parts(set_shown(faces, SHOWN, rules))
    assert runs[0].y < shown.y
    shown, runs = parts(set_shown(faces, replace(SHOWN, caption_place=CaptionPlace.BELOW), rules))
    assert runs[0].y > shown.bottom


@pytest.mark.parametrize(
    ("place", "mark"), [("below", "▲"), ("above", "▼"), ("left", "▶"), ("right", "◀"), ("over", "")]
)
def test_a_mark_points_to_the_picture(faces: FaceBook, place: str, mark: str) -> None:
    _, runs = parts(set_shown(faces, SHOWN, CaptionRules(CaptionPlace(place), mark=True)))
    assert "".join(run.text for run in runs).startswith(mark + "江")


def test_words_set_off_have_their_face(faces: FaceBook) -> None:
    _, runs = parts(set_shown(faces, replace(SHOWN, caption="一二三四", caption_strong=((1, 3),))))
    assert [run.text for run in runs][:3] == ["一", "二三", "四"]
    assert runs[1].face != runs[0].face == runs[2].face


shapes = st.tuples(st.integers(30, 400), st.integers(30, 400))


@given(
    sizes=st.lists(shapes, min_size=1, max_size=9),
    across=st.integers(0, 5),
    captioned=st.booleans(),
    height=st.integers(60_000, 400_000),
)
@settings(max_examples=60, deadline=None)
def test_rows_of_a_gallery_fill_their_width_and_height(
    faces: FaceBook, sizes: list[tuple[int, int]], **more: int
) -> None:
    setter = Setter(Shaper(faces), StyleBook(STYLES))
    captions = "图说" if more["captioned"] else ""
    pictures = tuple(Picture(f"{n}", captions, "", HERE, size, "PNG") for n, size in enumerate(sizes))
    made = set_gallery(Gallery(pictures, more["across"], caption="总图说"), 200_000, setter)
    rect = Rect(10_000, 20_000, 200_000, max(more["height"], made.height // 2))
    items = made.items(rect)
    shown = [i.clip for i in items if isinstance(i, PlacedPicture)]
    assert len(shown) == len(sizes)
    by_row: dict[int, list[Rect]] = {}
    for box in shown:
        by_row.setdefault(box.y, []).append(box)
    for row in by_row.values():
        assert len({box.height for box in row}) == 1
        assert (row[0].x, row[-1].right) == (rect.x, rect.right)
        assert all(a.right < b.x for a, b in pairwise(row))
    assert [len(row) for row in by_row.values()][:-1] == [more["across"]] * (len(by_row) - 1)
    text = "".join(i.text for i in items if isinstance(i, GlyphRun))
    assert text == captions * len(sizes) + "总图说"


def test_a_gallery_as_high_as_it_asks_shows_its_pictures_whole(faces: FaceBook) -> None:
    setter = Setter(Shaper(faces), StyleBook(STYLES))
    pictures = tuple(Picture(f"{n}", "", "", HERE, (300, 200), "PNG") for n in range(4))
    made = set_gallery(Gallery(pictures, 2), 200_000, setter)
    for item in made.items(Rect(0, 0, 200_000, made.height)):
        assert isinstance(item, PlacedPicture)
        assert abs(item.rect.height - item.clip.height) <= 10


def test_a_gallery_stands_in_its_columns_and_text_goes_round(faces: FaceBook) -> None:
    pictures = tuple(Picture(f"{n}", "", "", HERE, (300, 200), "PNG") for n in range(2))
    aside = Aside(AsideKind.GALLERY, (), HERE, columns=(1, 2), width=2, gallery=Gallery(pictures, rows=6))
    copy = replace(story("s", ["中" * 200], headline=""), asides=(aside,))
    issue = set_issue(paper({1: [frame("main", (1, 2), (1, 24))]}, {(1, "main"): copy}), faces)
    shown = [i.clip for i in issue.pages[0].items if isinstance(i, PlacedPicture)]
    lines = [i for i in issue.pages[0].items if isinstance(i, GlyphRun) and i.purpose is Purpose.BODY]
    assert len(shown) == 2
    foot = max(box.bottom for box in shown)
    assert all(not box.y < line.y < foot + line.size for line in lines for box in shown)
    assert issue.parts[0].last == 200


def test_a_gallery_without_room_is_told_once(faces: FaceBook) -> None:
    pictures = tuple(Picture(f"{n}", "", "", HERE, (300, 200), "PNG") for n in range(2))
    aside = Aside(AsideKind.GALLERY, (), HERE, gallery=Gallery(pictures, rows=60))
    copy = replace(story("s", ["中" * 20], headline=""), asides=(aside,))
    issue = set_issue(paper({1: [frame("main", (1, 2), (1, 24))]}, {(1, "main"): copy}), faces)
    (told,) = [f for f in issue.findings if f.code == "gallery-no-room"]
    assert dict(told.facts) | {"amount": told.amount} == {"amount": 2, "rows": 60}
    assert "picture-no-room" not in {f.code for f in issue.findings}


@pytest.mark.parametrize(("first", "free"), [(None, 24), (10, 13)])
def test_a_picture_without_room_is_told_with_the_room_there_is(
    faces: FaceBook, first: int | None, free: int
) -> None:
    def shown(name: str, rows: int) -> Picture:
        return Picture(name, "", "", HERE, (300, 200), "PNG", columns=(1, 2), rows=rows)

    pictures = (*([shown("a", first)] if first else []), shown("b", 30))
    copy = replace(story("s", ["中" * 20], headline=""), pictures=pictures)
    issue = set_issue(paper({1: [frame("main", (1, 2), (1, 24))]}, {(1, "main"): copy}), faces)
    (told,) = [f for f in issue.findings if f.code == "picture-no-room"]
    facts = dict(told.facts)
    assert (facts["file"], facts["needed"], facts["free"]) == ("b", 31, free)
    assert f"at most {free} in a row" in hints(told, Lang.EN)[-1]
    assert f"最多 {free} 行" in hints(told, Lang.ZH)[-1]


def test_a_caption_on_a_picture_makes_it_as_high_as_itself(faces: FaceBook) -> None:
    shown = Picture("p", "图说文字，" * 20, "", HERE, (100, 100), "PNG", columns=(1, 1), rows=2)
    shown = replace(shown, caption_place=CaptionPlace.OVER)
    copy = replace(story("s", ["中" * 200], headline=""), pictures=(shown,))
    issue = set_issue(paper({1: [frame("main", (1, 2), (1, 24))]}, {(1, "main"): copy}), faces)
    box = next(i.clip for i in issue.pages[0].items if isinstance(i, PlacedPicture))
    runs = [i for i in issue.pages[0].items if isinstance(i, GlyphRun) and i.purpose is Purpose.CAPTION]
    assert all(box.y < run.y <= box.bottom for run in runs)


def test_a_gallery_whose_pictures_would_be_slivers_has_no_room(faces: FaceBook) -> None:
    for count, rows in ((30, 0), (2, 2)):
        pictures = tuple(Picture(f"{n}", "三行图说，" * 8, "", HERE, (300, 200), "PNG") for n in range(count))
        aside = Aside(AsideKind.GALLERY, (), HERE, gallery=Gallery(pictures, rows=rows))
        copy = replace(story("s", ["中" * 20], headline=""), asides=(aside,))
        issue = set_issue(paper({1: [frame("main", (1, 1), (1, 24))]}, {(1, "main"): copy}), faces)
        assert [f.code for f in issue.findings].count("gallery-no-room") == 1
        assert not any(isinstance(i, PlacedPicture) for i in issue.pages[0].items)
