"""Imposition: pages follow each other when the sheet is folded."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.model.edition import Edition, Fold, JumpRules, PageSpec
from typeset.model.imposition import BLANK, Sheet, sheets_of
from typeset.model.layout import Grid, PageLayout
from typeset.model.layout import Sheet as Paper
from typeset.model.style import StyleBook
from typeset.source import Span

SPAN = Span("edition.yaml")
LAYOUT = PageLayout("a", Paper(100, 100, 0, 0, 0, 0, 0), Grid(1, 10, 0, 10, 10), (), SPAN)


def edition(count: int, fold: Fold = Fold.NESTED, codes: tuple[str, ...] = ()) -> Edition:
    pages = tuple(
        PageSpec(n, "", LAYOUT, StyleBook(), JumpRules(), (), SPAN, code=codes[n - 1] if codes else "")
        for n in range(1, count + 1)
    )
    return Edition("x", "报", datetime.date(2026, 1, 1), pages, {}, SPAN, fold=fold)


def sides(sheets: tuple[Sheet, ...]) -> list[tuple[object, object]]:
    return [(sheet.front, sheet.back) for sheet in sheets]


def test_one_broadsheet_sheet() -> None:
    assert sides(sheets_of(edition(4), 2)) == [(((4, 1),), ((2, 3),))]


def test_nested_sheets_are_put_into_each_other() -> None:
    assert sides(sheets_of(edition(8), 2)) == [
        (((8, 1),), ((2, 7),)),
        (((6, 3),), ((4, 5),)),
    ]


def test_separate_sheets_follow_each_other() -> None:
    assert sides(sheets_of(edition(8, Fold.SEPARATE), 2)) == [
        (((4, 1),), ((2, 3),)),
        (((8, 5),), ((6, 7),)),
    ]


@pytest.mark.parametrize(
    ("fold", "expected"),
    [
        (Fold.NESTED, [(((6, 1),), ((2, 5),)), (((3,),), ((4,),))]),
        (Fold.SEPARATE, [(((4, 1),), ((2, 3),)), (((5,),), ((6,),))]),
    ],
)
def test_two_pages_left_over_are_a_leaf(fold: Fold, expected: list[object]) -> None:
    assert sides(sheets_of(edition(6, fold), 2)) == expected


def test_a_page_too_few_is_blank() -> None:
    assert sides(sheets_of(edition(3), 2)) == [(((BLANK, 1),), ((2, 3),))]
    assert sides(sheets_of(edition(1), 2)) == [(((1,),), ((BLANK,),))]


def test_eight_tabloid_pages_on_one_sheet() -> None:
    assert sides(sheets_of(edition(8), 4)) == [(((5, 4), (8, 1)), ((3, 6), (2, 7)))]


def test_what_fills_no_double_sheet_is_printed_on_single_ones() -> None:
    assert sides(sheets_of(edition(14, Fold.NESTED), 4)) == [
        (((11, 4), (14, 1)), ((3, 12), (2, 13))),
        (((10, 5),), ((6, 9),)),
        (((7,),), ((8,),)),
    ]


def test_sections_are_folded_by_themselves() -> None:
    codes = ("A1", "A2", "A3", "A4", "B1", "B2", "B3", "B4")
    made = sheets_of(edition(8, codes=codes), 2)
    assert [(sheet.section, sheet.number, sheet.front) for sheet in made] == [
        ("A", 1, ((4, 1),)),
        ("B", 1, ((8, 5),)),
    ]


def read_through(sheets: tuple[Sheet, ...], fold: Fold) -> list[int]:
    """The pages in the order in which a reader meets them, from sheets of two pages a side."""
    first: list[int] = []
    last: list[int] = []
    for sheet in sheets:
        front, back = sheet.front[0], sheet.back[0]
        if len(front) == 1:
            first += [front[0], back[0]]
            continue
        if fold is Fold.SEPARATE:
            first += [front[1], back[0], back[1], front[0]]
        else:
            first += [front[1], back[0]]
            last = [back[1], front[0], *last]
    return [number for number in [*first, *last] if number != BLANK]


@given(st.integers(1, 64), st.sampled_from(Fold))
def test_a_reader_meets_all_pages_in_order(count: int, fold: Fold) -> None:
    assert read_through(sheets_of(edition(count, fold), 2), fold) == list(range(1, count + 1))


@given(st.integers(1, 64), st.sampled_from(Fold), st.sampled_from([2, 4]))
def test_every_page_is_printed_once(count: int, fold: Fold, a_side: int) -> None:
    sheets = sheets_of(edition(count, fold), a_side)
    printed = [n for s in sheets for side in (s.front, s.back) for row in side for n in row if n != BLANK]
    assert sorted(printed) == list(range(1, count + 1))
