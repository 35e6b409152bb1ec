"""Words for the rate of editing errors: type areas full of common type, less what pictures are not counted for."""

from __future__ import annotations

import datetime

import pytest
from msgspec.structs import replace

from typeset.checks.checkedwords import checked_words
from typeset.flow.issue import SetIssue
from typeset.model.checkedwords import CheckedWords, PageWords
from typeset.model.edition import Edition, JumpRules, PageSpec
from typeset.model.layout import FrameKind, FrameSpec, Grid, PageLayout, Rect, Sheet
from typeset.model.placed import GlyphRun, Item, Outline, Path, PlacedPage, PlacedPicture, Purpose
from typeset.model.structure import Element, Tag
from typeset.model.style import BLACK, StyleBook
from typeset.source import Span

SPAN = Span("layouts/a.yaml")
# 41 characters with the gutter by 30 rows, on a type area of 45 by 33 at the body size.
GRID = Grid(2, 200, 10, 10, 12)
SHEET = Sheet(450, 400, 0, 20, 20, 20, 20)
FULL = 41 * 30
STORY = Element(Tag.ARTICLE, "a")


def page(
    number: int, *items: Item, grid: Grid = GRID, kind: FrameKind = FrameKind.TEXT
) -> tuple[PageSpec, PlacedPage]:
    frame = FrameSpec("one", kind, (1, 2), (1, 5), SPAN)
    layout = PageLayout("a", SHEET, grid, (frame,), SPAN)
    spec = PageSpec(number, "", layout, StyleBook(), JumpRules(), (), SPAN)
    return spec, PlacedPage(number, SHEET.width, SHEET.height, 0, items)


def counted(*pages: tuple[PageSpec, PlacedPage]) -> CheckedWords:
    edition = Edition("x", "报", datetime.date(2026, 1, 1), tuple(spec for spec, _ in pages), {}, SPAN)
    return checked_words(SetIssue(edition, tuple(p for _, p in pages), (), (), (), (), {}))


def picture(rect: Rect, *parents: Element, text: str = "") -> PlacedPicture:
    part: Element | None = Element(Tag.FIGURE, "0")
    for parent in parents:
        part = part.below(parent) if part is not None else None
    return PlacedPicture("a.jpg", rect, rect, text, part=part)


# 10 characters by 10 rows.
BOX = Rect(20, 20, 100, 120)


def test_a_page_without_pictures_is_its_whole_type_area() -> None:
    # Rows are those that fit: 360 / 12; the grid, narrower than the type area, has all the characters there are.
    assert counted(page(1), page(2)) == CheckedWords((PageWords(1, FULL), PageWords(2, FULL)))


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (picture(BOX, STORY), 80),
        (picture(BOX), 30),
        (picture(BOX, Element(Tag.SECTION, "1 one")), 30),
        (picture(BOX, STORY, text="￼"), 100),
        # Half of it stands in the margin.
        (picture(Rect(-30, 20, 100, 120), STORY), 90),
        (picture(Rect(20, 20, 100, 60), STORY), 90),
    ],
)
def test_what_a_picture_counts(item: PlacedPicture, words: int) -> None:
    (one,) = counted(page(1, item)).pages
    assert one.words == FULL - 100 + words


def test_an_advertisement_counts_in_full() -> None:
    ad = picture(BOX, Element(Tag.SECTION, "1 one"))
    assert counted(page(1, ad, kind=FrameKind.AD)).total == FULL


def test_a_picture_of_lines_and_type_is_what_they_take() -> None:
    figure = Element(Tag.FIGURE, "0", STORY)
    line = Path((Outline((20, 20), (((120, 20),), ((120, 140),))),), BLACK, 1, part=figure)
    label = GlyphRun("黑", 10, 40, (1,), (30,), ("字",), BLACK, Purpose.CAPTION, part=figure)
    assert counted(page(1, line, label)).total == FULL - 20
    inline = replace(line, part=Element(Tag.FIGURE, "inline 0", STORY))
    assert counted(page(1, inline)).total == FULL


def test_the_commonest_type_measures_all_pages() -> None:
    wide = Grid(1, 410, 0, 14, 20)
    words = counted(page(1, grid=wide), page(2), page(3))
    # The rows of the first page are 360 high too.
    assert [p.words for p in words.pages] == [FULL, FULL, FULL]


@pytest.mark.parametrize(("words", "most"), [(10_000, 3.0), (87_602, 26.2), (999, 0.2), (0, 0.0)])
def test_errors_the_issue_may_have(words: int, most: float) -> None:
    assert CheckedWords((PageWords(1, words),)).most_errors == most
