"""Which pages are weighed: those on which more than the limit can lie, of one thing or under black that is printed over it."""

from __future__ import annotations

import pytest

from typeset.flow.outlines import rounded
from typeset.model.layout import Rect
from typeset.model.placed import GlyphRun, Item, Path, PlacedPage, Purpose, Tint
from typeset.model.printing import Printing
from typeset.model.style import BLACK, Colour
from typeset.press.inkbound import may_be_over

ROOM = Rect(0, 0, 100_000, 100_000)
GROUND = Colour(800, 800, 0, 0)


def run(x: int) -> GlyphRun:
    return GlyphRun("宋", 9_000, 50_000, (1,), (x,), ("字",), BLACK, Purpose.BODY)


@pytest.mark.parametrize(
    ("items", "heavy"),
    [
        ((Tint(ROOM, Colour(1000, 1000, 500, 0)),), True),
        ((Tint(ROOM, Colour(1000, 1000, 400, 0)),), False),
        ((Tint(ROOM, GROUND), run(50_000)), True),
        ((Tint(ROOM, GROUND), run(200_000)), False),
        ((Path((rounded(ROOM, 9_000),), GROUND), run(50_000)), True),
        ((Tint(ROOM, Colour(700, 700, 0, 0)), run(50_000)), False),
        ((run(50_000),), False),
    ],
)
def test_a_page_is_weighed_when_it_may_be_over_the_limit(items: tuple[Item, ...], *, heavy: bool) -> None:
    page = PlacedPage(1, 300_000, 300_000, 0, items)
    assert may_be_over(page, Printing().ink_limit, lambda _: None) is heavy
