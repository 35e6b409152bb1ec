"""What touches the trim reaches to the end of the bleed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.flow.bleed import bled
from typeset.model.layout import Rect
from typeset.model.placed import Item, PlacedPage, PlacedPicture, Rule, Tint
from typeset.model.style import BLACK

WIDE, HIGH, BLEED = 1000, 2000, 30


def after(item: Item, bleed: int = BLEED) -> Item:
    (made,) = bled(PlacedPage(1, WIDE, HIGH, bleed, (item,))).items
    return made


def picture(rect: Rect, clip: Rect | None = None, file: str = "a.jpg") -> PlacedPicture:
    return PlacedPicture(file, rect, clip or rect)


@pytest.mark.parametrize(
    ("rect", "wider"),
    [
        (Rect(0, 0, WIDE, HIGH), Rect(-30, -30, 1060, 2060)),
        (Rect(0, 100, 200, 200), Rect(-30, 100, 230, 200)),
        (Rect(100, 0, 900, 200), Rect(100, -30, 930, 230)),
        (Rect(100, 100, 200, 1900), Rect(100, 100, 200, 1930)),
        (Rect(100, 100, 200, 200), Rect(100, 100, 200, 200)),
    ],
)
def test_a_tint_goes_on_over_the_edges_it_touches(rect: Rect, wider: Rect) -> None:
    made = after(Tint(rect, BLACK))
    assert isinstance(made, Tint)
    assert made.rect == wider


def test_without_bleed_nothing_changes() -> None:
    item = Tint(Rect(0, 0, WIDE, HIGH), BLACK)
    assert after(item, bleed=0) is item


def test_rules_stay() -> None:
    rule = Rule(0, 100, WIDE, 100, 1, BLACK)
    assert after(rule) is rule


def test_a_picture_with_more_than_is_seen_shows_more() -> None:
    rect, clip = Rect(-100, -100, 1200, 2200), Rect(0, 0, WIDE, HIGH)
    assert after(picture(rect, clip)) == picture(rect, Rect(-30, -30, 1060, 2060))


def test_a_placed_pdf_shows_its_own_bleed() -> None:
    whole = Rect(0, 0, WIDE, HIGH)
    assert after(picture(whole, file="ads/Bank.PDF")) == picture(
        whole, Rect(-30, -30, 1060, 2060), "ads/Bank.PDF"
    )


edges = st.integers(0, 40)


@given(st.tuples(edges, edges, st.integers(200, WIDE), st.integers(200, HIGH)), st.tuples(*[edges] * 4))
def test_an_enlarged_picture_covers_its_room_in_its_proportions(
    place: tuple[int, int, int, int], more: tuple[int, int, int, int]
) -> None:
    x, y, width, height = place
    left, top, right, foot = more
    clip = Rect(x, y, min(width, WIDE - x), min(height, HIGH - y))
    rect = Rect(clip.x - left, clip.y - top, clip.width + left + right, clip.height + top + foot)
    made = after(picture(rect, clip))
    assert isinstance(made, PlacedPicture)
    assert made.rect.x <= made.clip.x
    assert made.rect.y <= made.clip.y
    assert made.rect.right >= made.clip.right - 1
    assert made.rect.bottom >= made.clip.bottom - 1
    assert abs(made.rect.width * rect.height - made.rect.height * rect.width) <= 2 * max(
        rect.width, rect.height
    )
