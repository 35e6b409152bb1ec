"""Pages in black alone: every colour as the grey that looks as light."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.flow.blackonly import grey_of, in_black
from typeset.model.layout import Rect
from typeset.model.placed import PlacedPage, PlacedPicture, Tint
from typeset.model.style import BLACK, WHITE, Colour

INK = st.integers(0, 1000)
COLOURS = st.builds(Colour, INK, INK, INK, INK)


@pytest.mark.parametrize("colour", [BLACK, WHITE, Colour(0, 0, 0, 300), Colour(knocks_out=True)])
def test_black_and_its_tints_stay(colour: Colour) -> None:
    assert grey_of(colour) is colour


def test_yellow_is_light_and_magenta_dark() -> None:
    yellow, cyan, magenta = (grey_of(Colour(*ink, 0)) for ink in ((0, 0, 1000), (1000, 0, 0), (0, 1000, 0)))
    assert yellow.k < cyan.k < magenta.k < 1000


def test_a_tint_of_a_spot_colour_is_lighter_than_the_whole() -> None:
    whole = Colour(0, 1000, 1000, 0, spot="红")
    half = Colour(0, 1000, 1000, 0, spot="红", tint=500)
    assert 0 < grey_of(half).k < grey_of(whole).k
    assert not grey_of(half).spot


@given(COLOURS)
def test_a_grey_has_black_alone_and_no_more_than_all(colour: Colour) -> None:
    grey = grey_of(colour)
    assert (grey.c, grey.m, grey.y) == (0, 0, 0)
    assert colour.k <= grey.k <= 1000


@given(COLOURS, INK)
def test_more_ink_is_never_lighter(colour: Colour, more: int) -> None:
    darker = Colour(max(colour.c, more), colour.m, colour.y, colour.k)
    assert grey_of(darker).k >= grey_of(colour).k


def test_pictures_are_told_to_be_grey() -> None:
    rect = Rect(0, 0, 9, 9)
    page = PlacedPage(1, 9, 9, 0, (Tint(rect, Colour(1000, 0, 0, 0)), PlacedPicture("a.jpg", rect, rect)))
    tint, picture = in_black(page).items
    assert isinstance(picture, PlacedPicture)
    assert picture.grey
    assert isinstance(tint, Tint)
    assert tint.colour.c == 0
