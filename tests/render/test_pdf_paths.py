"""Paths and dashed rules as they come out of the PDF: their operators, and the pixels."""

from __future__ import annotations

import datetime
import io

import pikepdf
from PIL import Image

from typeset.flow.outlines import circle, rounded
from typeset.model.layout import Rect
from typeset.model.placed import LineStyle, Outline, Path, Rule
from typeset.model.style import BLACK, Colour
from typeset.render.pdf import Metadata, PdfRenderer
from typeset.render.png import page_images


def pdf_of(page, book, *items) -> bytes:
    metadata = Metadata(title="线", date=datetime.date(2026, 11, 22))
    return PdfRenderer(metadata).render([page(*items)], book, lambda name: b"")


def operators(page, book, *items) -> list[str]:
    with pikepdf.open(io.BytesIO(pdf_of(page, book, *items))) as document:
        return document.pages[0].Contents.read_bytes().decode().splitlines()


def dark(page, book, *items) -> int:
    """Dark pixels at two pixels a point."""
    picture = Image.open(io.BytesIO(page_images(pdf_of(page, book, *items), dpi=144)[0])).convert("L")
    return sum(picture.histogram()[:128])


def test_a_path_is_stroked_with_its_pen_or_filled(page, book):
    outline = Outline(
        (10_000, 20_000), (((30_000, 20_000),), ((40_000, 20_000), (50_000, 30_000), (50_000, 40_000)))
    )
    curve = ["10 380 m", "30 380 l", "40 380 50 370 50 360 c"]
    red = Colour(0, 1000, 1000, 0)
    assert operators(page, book, Path((outline,), red)) == ["0 1 1 0 k", *curve, "h", "f"]
    open_one = Outline(outline.start, outline.segments, closed=False)
    assert operators(page, book, Path((open_one,), BLACK, 500)) == [
        "/GO gs",
        "0 0 0 1 K",
        "0.5 w",
        *curve,
        "S",
    ]


def test_a_path_after_a_dotted_rule_is_drawn_solid(page, book):
    dotted = Rule(0, 10_000, 90_000, 10_000, 1_000, BLACK, LineStyle.DOTTED)
    assert "[] 0 d 0 J" in operators(page, book, dotted, Path((circle((50_000, 50_000), 9_000),), BLACK, 500))


def test_round_corners_leave_the_paper_white(page, book):
    rect, radius = Rect(50_000, 50_000, 100_000, 60_000), 20_000
    square = dark(page, book, Path((rounded(rect, 0),), BLACK))
    round_ = dark(page, book, Path((rounded(rect, radius),), BLACK))
    assert abs(square - 200 * 120) < 20
    # Four corners lose what a circle of the radius leaves of its square: (4 - π) r².
    assert abs(square - round_ - 0.858407 * 40 * 40) < 40


def test_a_dashed_rule_begins_and_ends_with_a_dash(page, book):
    rule = Rule(10_000, 20_000, 91_000, 20_000, 1_000, BLACK, LineStyle.DASHED)
    lines = operators(page, book, rule)
    # Nine steps of 8.444 from the first dash of 5 to the last, rounded up.
    assert lines[3:] == ["[5 3.445] 0 d 0 J", "10 380 m 91 380 l S"]


def test_a_dashed_rule_too_short_for_two_dashes_is_solid(page, book):
    rule = Rule(10_000, 20_000, 20_000, 20_000, 1_000, BLACK, LineStyle.DASHED)
    assert "[]" not in "".join(operators(page, book, rule))
    assert dark(page, book, rule) > 0


def test_an_empty_path_draws_nothing(page, book):
    assert operators(page, book, Path((), BLACK), Path((), BLACK, 500)) == []
