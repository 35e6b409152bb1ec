"""What a newspaper press cannot hold is told once a page, with the smallest and the place of the first."""

from __future__ import annotations

import datetime

import pytest
from msgspec.structs import replace

from typeset.catalogue import Lang, message
from typeset.checks.printable import check_printable
from typeset.model.edition import Edition, JumpRules, PageSpec
from typeset.model.layout import Grid, PageLayout, Sheet
from typeset.model.placed import GlyphRun, Item, Outline, Path, PlacedPage, Purpose, Rule
from typeset.model.printing import Printing
from typeset.model.style import BLACK, WHITE, Colour, StyleBook
from typeset.source import Span

SPAN = Span("edition.yaml")
LAYOUT = PageLayout("a", Sheet(100, 100, 0, 0, 0, 0, 0), Grid(1, 10, 0, 10, 10), (), SPAN)
RED = Colour(0, 1000, 1000, 0)
SPOT = Colour(0, 1000, 1000, 0, spot="红")


def found(*items: Item, printing: Printing | None = None) -> list[str]:
    page = PageSpec(1, "", LAYOUT, StyleBook(), JumpRules(), (), SPAN, printing=printing or Printing())
    edition = Edition("x", "报", datetime.date(2026, 1, 1), (page,), {}, SPAN)
    told = check_printable(edition, [PlacedPage(1, 100, 100, 0, items)])
    return [message(f, Lang.EN) for f in told]


def run(size: int, colour: Colour, text: str = "字") -> GlyphRun:
    return GlyphRun("宋", size, 283_465, (1,), (28_346,), (text,), colour, Purpose.BODY)


def rule(width: int, colour: Colour) -> Rule:
    return Rule(28_346, 283_465, 90_000, 283_465, width, colour)


@pytest.mark.parametrize(
    "item",
    [
        run(10_000, WHITE),
        run(6_000, BLACK),
        run(6_000, SPOT),
        run(6_000, Colour(0, 0, 0, 400)),
        run(10_000, RED),
        run(6_000, WHITE, "　"),
        rule(250, RED),
        rule(250, WHITE),
        rule(125, BLACK),
        rule(125, SPOT),
        Path((), BLACK, 0),
    ],
)
def test_what_a_press_holds_is_not_told(item: Item) -> None:
    assert found(item) == []


def test_small_reversed_type() -> None:
    told = found(run(8_000, WHITE, "反白"), run(6_500, WHITE), run(5_000, BLACK))
    assert told == [
        "page 1: 2 runs of reversed type are smaller than 10 pt, the smallest 6.5 pt; the first “反白” at 10, 100 mm"
    ]


def test_small_type_of_several_inks() -> None:
    (told,) = found(run(9_750, RED, "红字"))
    assert "1 runs of type in several inks are smaller than 10 pt" in told


@pytest.mark.parametrize(
    "item",
    [
        rule(249, RED),
        rule(249, WHITE),
        rule(124, BLACK),
        Path((Outline((1, 2), (((3, 4),),)),), BLACK, 100),
    ],
)
def test_thin_rules(item: Item) -> None:
    (told,) = found(item)
    assert "1 rules are too thin" in told


def test_the_plant_says_what_it_holds() -> None:
    strict = replace(Printing(), least_reversed=12_000, least_rule=1_000)
    assert len(found(run(11_000, WHITE), rule(900, RED), printing=strict)) == 2
