"""Layout aids: what they show is where the page says it is, and the page does not know of them."""

from __future__ import annotations

from msgspec.structs import replace
from paper import LEADING, frame, paper, story

from typeset.faces import FaceBook
from typeset.flow.aids import (
    COLUMNS,
    FRAMES,
    LINES,
    LOOSENESS,
    MARGINS,
    OVERSET,
    ROW_NUMBERS,
    ROWS,
    layout_aids,
)
from typeset.flow.grid import PageGrid
from typeset.flow.issue import SetIssue, set_issue
from typeset.model.edition import Edition
from typeset.model.layout import FrameKind, FrameSpec
from typeset.model.placed import GlyphRun, Item, Purpose, Rule, Tint
from typeset.model.story import JumpWish
from typeset.model.style import WHITE, Colour, WritingMode

LONG = "昨天全区秋粮收完了最后一亩三十多台收割机从石桥镇的田里开出来排成一条长队沿着新修的机耕路往回走" * 6


def aids_of(edition: Edition, faces: FaceBook, page: int = 1) -> tuple[SetIssue, tuple[Item, ...]]:
    issue = set_issue(edition, faces)
    return issue, layout_aids(edition, issue, faces)[page]


def labels(items: tuple[Item, ...], colour: Colour) -> list[GlyphRun]:
    return [item for item in items if isinstance(item, GlyphRun) and item.colour == colour]


def tags(items: tuple[Item, ...], colour: Colour) -> list[str]:
    """What stands on grounds of a colour."""
    found: list[str] = []
    for number, item in enumerate(items):
        if isinstance(item, Tint) and item.colour == colour:
            following = items[number + 1 :]
            texts = []
            for run in following:
                if not isinstance(run, GlyphRun) or run.colour != WHITE:
                    break
                texts.append(run.text)
            found.append("".join(texts))
    return found


def rules(items: tuple[Item, ...], colour: Colour) -> list[Rule]:
    return [item for item in items if isinstance(item, Rule) and item.colour == colour]


def test_every_row_has_its_baseline_and_its_number_at_both_sides(faces: FaceBook) -> None:
    edition = paper({1: [frame("a", (1, 2), (1, 10))]}, {(1, "a"): story("甲", [LONG])})
    issue, items = aids_of(edition, faces)
    grid = PageGrid.of(edition.pages[0].layout, 1)
    assert [rule.y0 for rule in rules(items, ROWS)] == [grid.baseline(row) for row in range(1, grid.rows + 1)]
    numbers = [(run.text, run.y) for run in labels(items, ROW_NUMBERS)]
    assert numbers == [(str(row), grid.baseline(row)) for row in range(1, grid.rows + 1) for _ in "LR"]
    # Body lines of the page stand on these baselines.
    body = {i.y for i in issue.pages[0].items if isinstance(i, GlyphRun) and i.purpose is Purpose.BODY}
    assert body <= {rule.y0 for rule in rules(items, ROWS)}


def test_columns_and_type_area_are_those_of_the_layout(faces: FaceBook) -> None:
    _, items = aids_of(paper({1: [frame("a", (1, 2), (1, 10))]}, {}), faces)
    edges = [rule.x0 for rule in rules(items, COLUMNS)]
    assert edges == [20_000 + n * 81_000 + side for n in range(4) for side in (0, 72_000)]
    area = rules(items, MARGINS)
    assert {rule.x0 for rule in area if rule.x0 == rule.x1} == {20_000, 335_000}
    assert {rule.y0 for rule in area if rule.y0 == rule.y1} == {20_000, 332_000}


def test_frames_are_named_with_their_columns_and_rows(faces: FaceBook) -> None:
    edition = paper(
        {1: [frame("lead", (1, 2), (1, 10)), frame("tails", (3, 4), (2, 9), FrameKind.TAILS)]}, {}
    )
    _, items = aids_of(edition, faces)
    assert tags(items, FRAMES) == ["lead　1-2栏　1-10行", "tails　3-4栏　2-9行"]
    assert len(rules(items, FRAMES)) == 8


def test_every_fifth_line_of_a_column_is_numbered_on_its_baseline(faces: FaceBook) -> None:
    edition = paper({1: [frame("a", (1, 2), (1, 14))]}, {(1, "a"): story("甲", [LONG[:180]])})
    issue, items = aids_of(edition, faces)
    (text,) = issue.texts
    grid = PageGrid.of(edition.pages[0].layout, 1)
    expected = []
    for number, column in enumerate(text.columns):
        lines = [line for line in text.lines if line.column == number]
        expected += [(str(n), grid.baseline(lines[n - 1].row), column.x) for n in (5, 10) if n <= len(lines)]
    found = labels(items, LINES)
    assert [(run.text, run.y) for run in found] == [(text, y) for text, y, _ in expected]
    assert len(expected) >= 2
    for run, (_, _, left) in zip(found, expected, strict=True):
        assert left - 9_000 < run.xs[0] < run.xs[-1] + 1_000 < left or run.xs[-1] < left


def test_an_overset_says_how_much(faces: FaceBook) -> None:
    issue, items = aids_of(paper({1: [frame("a", (1, 1), (1, 10))]}, {(1, "a"): story("甲", [LONG])}), faces)
    (overset,) = issue.oversets
    assert tags(items, OVERSET) == [f"溢 {overset.characters}字　{overset.lines}行"]
    assert len(issue.texts) == 1


def test_a_paragraph_set_shorter_or_longer_has_its_sign(faces: FaceBook) -> None:
    edition = paper({1: [frame("a", (1, 2), (1, 14))]}, {(1, "a"): story("甲", [LONG[:90], LONG[:91]])})
    issue = set_issue(edition, faces)
    (text,) = issue.texts
    loose = replace(issue, texts=(replace(text, looseness=((0, 1), (1, -1), (7, 1))),))
    items = layout_aids(edition, loose, faces)[1]
    assert tags(items, LOOSENESS) == ["+1", "-1"]
    assert tags(layout_aids(edition, replace(issue, texts=()), faces)[1], LOOSENESS) == []


def test_a_paragraph_that_copyfitting_squeezed_is_signed_beside_its_first_line(faces: FaceBook) -> None:
    tight, two_lines = "中。中。中中中", "中" * 13
    copy = story("s", [two_lines, tight, two_lines, two_lines], headline="")
    edition = paper({1: [frame("main", (1, 1), (1, 7))]}, {(1, "main"): copy})
    issue, items = aids_of(edition, faces)
    assert [text.looseness for text in issue.texts] == [((1, -1),)]
    assert tags(items, LOOSENESS) == ["-1"]
    (ground,) = [item for item in items if isinstance(item, Tint) and item.colour == LOOSENESS]
    grid = PageGrid.of(edition.pages[0].layout, 1)
    assert ground.rect.bottom == grid.baseline(3)
    assert ground.rect.x > grid.left + grid.measure


def test_a_jump_has_its_lines_in_both_frames(faces: FaceBook) -> None:
    lead = frame("a", (1, 2), (1, 10), jump=JumpWish(allowed=True))
    into = frame("b", (1, 4), (1, 20), FrameKind.TAILS)
    edition = paper({1: [lead], 2: [into]}, {(1, "a"): story("甲", [LONG, LONG])})
    issue = set_issue(edition, faces)
    assert [(text.page, text.frame) for text in issue.texts] == [(1, "a"), (2, "b")]
    assert [len(text.lines) for text in issue.texts] == [part.lines for part in issue.parts]
    assert labels(layout_aids(edition, issue, faces)[2], LINES)


def test_vertical_lines_are_numbered_over_their_heads(faces: FaceBook) -> None:
    spec = replace(frame("a", (1, 4), (1, 20)), writing=WritingMode.VERTICAL, story_columns=2)
    edition = paper({1: [spec]}, {(1, "a"): story("甲", [LONG])})
    issue, items = aids_of(edition, faces)
    (text,) = issue.texts
    assert text.bands is not None
    found = labels(items, LINES)
    assert [run.text for run in found[:3]] == ["5", "10", "15"]
    assert found[0].y == text.columns[0].x - 1_500
    assert found[0].xs[0] - found[1].xs[0] > 4 * LEADING


def test_aids_come_from_the_input_alone(faces: FaceBook) -> None:
    edition = paper({1: [frame("a", (1, 2), (1, 10))]}, {(1, "a"): story("甲", [LONG])})
    assert aids_of(edition, faces) == aids_of(edition, faces)


def test_a_page_without_frames_has_its_grid(faces: FaceBook) -> None:
    frames: list[FrameSpec] = []
    _, items = aids_of(paper({1: frames}, {}), faces)
    assert rules(items, ROWS)
    assert tags(items, FRAMES) == []
