"""The ledger of jumps against what is printed."""

from __future__ import annotations

from msgspec.structs import replace

from typeset.checks.jumps import check_jumps
from typeset.model.placed import GlyphRun, Jump, PlacedPage, Purpose
from typeset.model.style import BLACK

JUMP = Jump("s", 1, "lead", 4, "tails", "（下转第四版）", "（上接第一版）", 60, 40)


def page(number: int, *texts: str) -> PlacedPage:
    body = GlyphRun("宋", 9_000, 0, (1,), (0,), ("中",), BLACK, Purpose.BODY)
    items: list[GlyphRun] = []
    for text in texts:
        glyphs, xs = tuple(range(len(text))), tuple(9_000 * n for n in range(len(text)))
        items += [replace(body, glyphs=glyphs, xs=xs, texts=tuple(text), purpose=Purpose.JUMP), body]
    return PlacedPage(number, 100_000, 100_000, 0, tuple(items))


def codes(jumps: list[Jump], *pages: PlacedPage) -> list[tuple[str, int | None, object]]:
    return [(f.code, f.page, f.amount) for f in check_jumps(jumps, pages)]


def test_a_ledger_that_agrees_with_the_pages() -> None:
    assert codes([JUMP], page(1, "（下转第四版）"), page(4, "（上接第一版）")) == []
    assert codes([], page(1), page(4)) == []


def test_a_line_too_few_or_too_many_is_told() -> None:
    assert codes([JUMP], page(1, "（下转第四版）"), page(4)) == [("jump-unpaired", 4, -1)]
    assert codes([], page(1, "（下转第四版）")) == [("jump-unpaired", 1, 1)]
    twice = page(4, "（上接第一版）", "（上接第一版）")
    assert codes([JUMP], page(1, "（下转第四版）"), twice) == [("jump-unpaired", 4, 1)]


def test_a_line_on_another_page_than_it_says_is_told() -> None:
    found = codes([JUMP], page(1, "（下转第四版）"), page(4), page(6, "（上接第一版）"))
    assert found == [("jump-unpaired", 6, 1), ("jump-unpaired", 4, -1)]


def test_a_jump_that_does_not_go_forward_is_told() -> None:
    back = replace(JUMP, from_page=4, to_page=1)
    assert codes([back], page(4, "（下转第四版）"), page(1, "（上接第一版）")) == [
        ("jump-turned-back", 4, None)
    ]


def test_a_jump_onto_its_own_page_is_told_by_that_name() -> None:
    same = replace(JUMP, to_page=1)
    assert codes([same], page(1, "（下转第四版）", "（上接第一版）")) == [("jump-same-page", 1, None)]


def test_lines_that_follow_on_each_other_in_drawing_order_are_two() -> None:
    # The jump line of one tail, then the continued line of another that stands above it and has no head.
    first, second = (1, "［下转第三版］", 300_000), (1, "［上接第一版］", 40_000)
    runs = tuple(
        GlyphRun(
            "楷",
            9_000,
            y,
            tuple(range(7)),
            tuple(20_000 + n * 9_000 for n in range(7)),
            tuple(text),
            BLACK,
            Purpose.JUMP,
        )
        for _, text, y in (first, second)
    )
    page = PlacedPage(2, 355_000, 352_000, 0, runs)
    jumps = [
        Jump("a", 2, "tails", 3, "tails", "［下转第三版］", "［上接第二版］", 10, 10),
        Jump("b", 1, "b", 2, "tails", "［下转第二版］", "［上接第一版］", 10, 10),
    ]
    told = [f for f in check_jumps(jumps, [page]) if f.page == 2]
    assert told == []
