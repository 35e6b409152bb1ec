"""The measuring of the composition benchmarks, on lines whose figures are known by hand."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from measuring import (
    Glyph,
    align,
    broken,
    gaps,
    is_lone,
    is_loose,
    measure_lines,
    off_measure,
    squeezed_stops,
)
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from typesetters import glyphs_of

SQUARE = Path(__file__).parents[1] / "square.ttf"


def glyphs(*lines: tuple[str, list[float]]) -> list[Glyph]:
    return [
        Glyph(char, x, 1.0, (0, number))
        for number, (text, xs) in enumerate(lines)
        for char, x in zip(text, xs, strict=True)
    ]


def half(char: str) -> float:
    return 0.4


def kinds(*lines: str) -> list[str]:
    """The broken rules of a paragraph set in these lines; a space at a line's end is one of the text."""
    text = "".join(lines)
    shown = [Glyph(char, 0.0, 1.0, (0, n)) for n, line in enumerate(lines) for char in line]
    return [rule.kind for rule in broken(align([text], shown).paragraphs[0])]


def test_gaps_stand_between_han_characters_only():
    (line,) = align(
        ["天地，玄a黄 宇宙"], glyphs(("天地，玄a黄宇宙", [0, 1.1, 2.2, 3.2, 4.5, 5.5, 7, 8.05]))
    ).paragraphs[0]
    assert gaps(line) == pytest.approx([0.1, 0.05])


def test_a_line_is_loose_when_its_tightest_gap_is_wide():
    lines = align(
        ["天地玄黄宇宙"], glyphs(("天地玄", [0, 1.2, 2.31]), ("黄宇宙", [0, 1.3, 2.35]))
    ).paragraphs[0]
    assert [is_loose(line, 0.1) for line in lines] == [True, False]


def test_a_line_without_han_pairs_is_not_called_loose():
    (line,) = align(["天a地"], glyphs(("天a地", [0, 2, 4]))).paragraphs[0]
    assert not is_loose(line, 0.1)


def test_squeezed_stops_and_han_are_told_apart():
    text = "天。地，玄黄"
    (line,) = align([text], glyphs((text, [0, 1, 1.7, 2.7, 3.2, 4.15]))).paragraphs[0]
    assert squeezed_stops(line) == 1
    assert gaps(line) == pytest.approx([-0.05])


@pytest.mark.parametrize(
    ("char", "x", "off"),
    [
        ("天", 2.0, 0.0),
        ("天", 2.1, 0.1),
        ("天", 1.9, -0.1),
        ("，", 2.5, 0.0),
        ("，", 2.2, 0.0),
        ("，", 2.6, 0.1),
        ("，", 1.9, -0.1),
    ],
)
def test_a_mark_may_keep_or_lose_its_white_at_the_end(char: str, x: float, off: float):
    (line,) = align(["天" + char], glyphs(("天" + char, [0, x]))).paragraphs[0]
    assert off_measure(line, 3, half) == pytest.approx(off)


def test_text_of_a_pdf_is_laid_beside_its_source():
    found = align(["一１——；二 三"], glyphs(("⼀1⸺;", [0, 1, 2, 4]), ("二三", [0, 1])))
    assert [line.text for line in found.paragraphs[0]] == ["一１——；", "二 三"]
    assert found.astray == 0


def test_lost_added_and_changed_characters_are_counted():
    assert align(["天地玄黄"], glyphs(("天玄黄", [0, 1, 2]))).astray == 1
    assert align(["天地玄黄"], glyphs(("天地玄-黄", [0, 1, 2, 3, 4]))).astray == 1
    assert align(["天地玄黄"], glyphs(("天地玄", [0, 1, 2]))).astray == 1


def test_paragraphs_part_lines_of_one_page():
    found = align(["天地", "玄黄"], [Glyph(c, i % 2, 1.0, (0, i // 2)) for i, c in enumerate("天地玄黄")])
    assert [[line.text for line in lines] for lines in found.paragraphs] == [["天地"], ["玄黄"]]


@pytest.mark.parametrize("mark", "，。、；：！？”’）》·～–…％%℃／")
def test_marks_that_may_not_begin_a_line(mark: str):
    assert kinds("天地", mark + "玄") == ["first"]


@pytest.mark.parametrize("mark", "“‘（《￥／([")
def test_marks_that_may_not_end_a_line(mark: str):
    assert kinds("天" + mark, "地玄") == ["last"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("天地", "玄黄"), []),
        (("天1", "2地"), ["parted"]),
        (("天a", "b地"), ["parted"]),
        (("天PM2.", "5地"), ["parted"]),
        (("天1,", "234地"), ["parted"]),
        (("天12:", "30地"), ["parted"]),
        (("天１", "２地"), ["parted"]),
        (("天12", "月"), []),
        (("天——", "地"), []),
        (("天", "——地"), []),
        (("天—", "—地"), ["parted"]),
        (("1901年", "—1936年"), ["first"]),
        (("1901年—", "1936年"), []),
        (("天…", "…地"), ["parted"]),
        (("new ", "york"), []),
        (("0000-", "612031"), ["pressed"]),
        (("www.", "cn"), ["pressed"]),
        (("天。", "“地"), []),
        (("天。”", "地"), []),
    ],
)
def test_broken_rules(lines: tuple[str, ...], expected: list[str]):
    assert kinds(*lines) == expected


def test_single_character_last_lines():
    text = "天地玄黄。"
    assert is_lone(align([text], glyphs(("天地玄", [0, 1, 2]), ("黄。", [0, 1]))).paragraphs[0])
    assert not is_lone(align([text], glyphs(("天地", [0, 1]), ("玄黄。", [0, 1, 2]))).paragraphs[0])
    assert not is_lone(align(["天。"], glyphs(("天。", [0, 1]))).paragraphs[0])


def test_figures_of_a_text():
    text = "天地玄，黄宇宙洪，荒"
    shown = glyphs(("天地玄", [0, 1.5, 3]), ("，黄宇", [0, 1, 1.9]), ("宙洪，", [0, 1, 3]), ("荒", [0]))
    found = measure_lines(align([text], shown), 4, half)
    assert (found.lines, found.justified, found.loose, found.squeezed) == (4, 3, 1, 1)
    assert (found.first, found.lone, found.short, found.over) == (1, 1, 1, 0)
    assert found.gap_most == pytest.approx(0.5)
    assert found.mean_gap == pytest.approx((0.5 + 0.5 - 0.1 + 0) / 4)
    assert [text for _, text, _ in found.worst] == ["天地玄"]


def test_narrow_columns_may_be_looser():
    text = "天地玄黄"
    shown = align([text], glyphs(("天地", [0, 1.12]), ("玄黄", [0, 1])))
    assert measure_lines(shown, 12, half).loose == 0
    assert measure_lines(shown, 12, half).over_a_tenth == 1
    assert measure_lines(shown, 13, half).loose == 1


def test_origins_come_out_of_a_pdf_as_they_went_in(tmp_path: Path):
    pdfmetrics.registerFont(TTFont("square", str(SQUARE)))
    page = io.BytesIO()
    canvas = Canvas(page, pagesize=(117, 100))
    canvas.setFont("square", 9)
    for x, y, char in [(0, 80, "中"), (9.9, 80, "文"), (0, 60, "报")]:
        canvas.drawString(x, y, char)
    canvas.save()
    file = tmp_path / "page.pdf"
    file.write_bytes(page.getvalue())
    found = list(glyphs_of(file))
    assert [glyph.char for glyph in found] == ["中", "文", "报"]
    assert [glyph.x for glyph in found] == pytest.approx([0, 1.1, 0], abs=1e-4)
    assert found[0].line == found[1].line != found[2].line
