"""Ink over a page and over the fullest square of it."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pdf_sheets import Sheet
from pikepdf import Dictionary, Name

from typeset.plates import Document, ink_coverage, separate, separations

MM = 72 / 25.4


def test_the_fullest_square_is_found_where_it_is() -> None:
    sheet = Sheet((90 * MM, 60 * MM))
    # A patch of 20 mm, 30 mm from the left and 10 mm from the top, on a tint.
    patch = f"0.1 0 0 0 k 0 0 9999 9999 re f 0.9 0.8 0.7 0.6 k {30 * MM} {30 * MM} {20 * MM} {20 * MM} re f"
    ink = ink_coverage(separations(sheet.written(patch.encode()), 0, 72))
    assert ink.most == pytest.approx(3.0, abs=0.03)
    assert ink.most_at == pytest.approx((30, 10), abs=0.1)
    assert ink.most_plates == pytest.approx({"C": 0.9, "M": 0.8, "Y": 0.7, "K": 0.6}, abs=0.01)
    share = 20 * 20 / (90 * 60)
    assert ink.plates["C"] == pytest.approx(0.1 * (1 - share) + 0.9 * share, abs=0.005)
    assert ink.plates["M"] == pytest.approx(0.8 * share, abs=0.005)


def test_a_dark_patch_smaller_than_a_square_is_a_mean() -> None:
    sheet = Sheet((60 * MM, 60 * MM))
    patch = f"1 1 1 1 k {20 * MM} {20 * MM} {7.5 * MM} {15 * MM} re f"
    assert ink_coverage(separations(sheet.written(patch.encode()), 0, 72)).most == pytest.approx(2.0, abs=0.1)


def test_a_page_smaller_than_a_square_is_one_square() -> None:
    sheet = Sheet((5 * MM, 8 * MM))
    assert ink_coverage(separations(sheet.written(b"1 1 0 0 k 0 0 99 99 re f"), 0)).most == pytest.approx(
        2, abs=0.02
    )


def test_only_the_trim_counts() -> None:
    sheet = Sheet()
    pdf = sheet.written(b"0 0 0 1 k 0 0 20 200 re f", {"/TrimBox": [20, 20, 180, 180]})
    assert separations(pdf, 0).coverage()["K"] == 0


def test_coverage_of_a_box_on_the_page() -> None:
    separated = separations(Sheet().written(b"0 0.5 0 0 k 100 100 100 100 re f"), 0)
    with pikepdf.open(io.BytesIO(Sheet().written(b"0 0 9 9 re f"))) as document:
        page = Document(document).take_apart(document.pages[0].obj)
        assert separate(page, 36).dpi == 36
        corner = page.painted[0].box
    assert separated.mean_in(corner)["M"] == 0
    upper = type(corner)(110, 110, 190, 190)
    assert separated.mean_in(upper)["M"] == pytest.approx(0.5, abs=0.01)


def test_a_page_of_two_hundred_inches_is_drawn_coarsely() -> None:
    separated = separations(Sheet((14_400, 14_400)).written(b"0 0 0 1 k 0 0 7200 14400 re f"), 0, 300)
    picture = separated.plates["K"]
    assert picture.width * picture.height <= 41_000_000
    assert separated.coverage()["K"] == pytest.approx(0.5, abs=0.01)


def test_the_same_page_gives_the_same_pixels() -> None:
    sheet = Sheet()
    sheet.put(
        "XObject",
        "G",
        sheet.image(
            bytes(range(256)) * 4, Width=32, Height=32, BitsPerComponent=8, ColorSpace=Name.DeviceGray
        ),
    )
    sheet.put("ExtGState", "H", Dictionary(ca=0.5))
    pdf = sheet.written(b"/H gs q 100 0 0 100 20 20 cm /G Do Q")
    first, again = (separations(pdf, 0).plates["K"].tobytes() for _ in range(2))
    assert first == again
