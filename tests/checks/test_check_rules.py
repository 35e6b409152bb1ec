"""Rules leave the type its white, and round corners do not reach it."""

from __future__ import annotations

from typing import Any

import pytest

from typeset.catalogue import Lang, hints, message
from typeset.checks.rules import check_rules
from typeset.model.layout import (
    BoxSpec,
    FrameKind,
    FrameSpec,
    Grid,
    PageLayout,
    RuleKind,
    RuleSpec,
    Sheet,
    Side,
    TintSpec,
)
from typeset.model.style import BLACK
from typeset.source import Span
from typeset.units import mm, pt


def layout(gutter: int = pt("9.75"), **look: Any) -> PageLayout:
    sheet = Sheet(mm(390), mm(543), 0, mm(22), mm(16), mm("17.5"), mm("17.5"))
    grid = Grid(8, pt(117), gutter, pt("9.75"), pt(13))
    frame = FrameSpec("x", FrameKind.STORY, (1, 4), (1, 20), Span("layouts/a.yaml", 3, 3), 4, **look)
    return PageLayout("a", sheet, grid, (frame,), Span("layouts/a.yaml", 1, 1))


@pytest.mark.parametrize("kind", list(RuleKind))
@pytest.mark.parametrize("gutter", [pt("9.75"), pt(8)])
def test_every_kind_has_its_white_on_an_ordinary_page(kind: RuleKind, gutter: int) -> None:
    rule = RuleSpec(kind)
    sides = tuple((side, rule) for side in Side)
    assert check_rules(layout(gutter, rules=sides, column_rule=rule, box=BoxSpec(rule))) == ()


@pytest.mark.parametrize(
    ("look", "key", "most"),
    [
        ({"rules": ((Side.BELOW, RuleSpec(width=pt(12))),)}, "rule.below", "11"),
        ({"rules": ((Side.LEFT, RuleSpec(width=pt(8))),)}, "rule.left", "7.75"),
        ({"column_rule": RuleSpec(RuleKind.WAVE, width=pt(8))}, "column_rule", "7.75"),
        ({"box": BoxSpec(RuleSpec(width=pt(9)))}, "box", "8.75"),
    ],
)
def test_a_rule_that_touches_the_type_is_named(look: dict[str, Any], key: str, most: str) -> None:
    (found,) = check_rules(layout(**look))
    assert found.code == "rule-too-wide"
    assert str(found.span) == "layouts/a.yaml:3:3"
    assert f"“x”框的 {key} 宽" in message(found, Lang.ZH)
    assert f"最多写 {most}pt" in " ".join(hints(found, Lang.ZH))


def test_just_wide_enough_is_fine() -> None:
    assert check_rules(layout(rules=((Side.BELOW, RuleSpec(width=pt(11))),))) == ()


@pytest.mark.parametrize(
    "look", [{"box": BoxSpec(RuleSpec(), pt(20))}, {"tint": TintSpec(BLACK, pt(20))}], ids=["box", "tint"]
)
def test_corners_that_reach_the_type_are_named(look: dict[str, Any]) -> None:
    (found,) = check_rules(layout(**look))
    assert found.code == "radius-too-large"
    assert "19.5pt" in " ".join(hints(found, Lang.EN))


def test_a_column_rule_of_a_single_column_needs_no_white() -> None:
    page = layout(column_rule=RuleSpec(width=pt(9)))
    (frame,) = page.frames
    single = FrameSpec(frame.name, frame.kind, (1, 1), (1, 9), frame.span, 1, column_rule=frame.column_rule)
    assert check_rules(PageLayout("a", page.sheet, page.grid, (single,), page.span)) == ()
