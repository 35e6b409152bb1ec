"""``print`` of a house style and of layouts: what the plant asks for."""

from __future__ import annotations

import pytest
from newsroom import FRONT, HOUSE, files, read, said, spoilt

from typeset.model.printing import Inks, Mark, Printing, Rendering, SpreadFiles, Standard
from typeset.units import mm

OLD = "print: {standard: pdfx-1a, condition: IFRA26, ink_limit: 240%, marks: none}"


def printed(text: str) -> dict[str, str | bytes]:
    return spoilt(HOUSE, OLD, f"print: {{{text}}}")


def printing(text: str) -> Printing:
    return read(printed(text)).good.pages[0].printing


def test_what_nobody_says_is_as_a_newspaper_plant_wants_it() -> None:
    made = read(spoilt(HOUSE, OLD + "\n", "")).good.pages[0].printing
    assert made == Printing()
    assert (made.standard, made.condition, made.marks) == (Standard.PDFX_1A, "IFRA26", ())
    assert (made.ink_target, made.ink_limit, made.ink_square) == (220, 240, mm(15))


def test_every_key_is_read() -> None:
    made = printing(
        "standard: pdfx-4, condition: FOGRA42, rendering: perceptual, black_point: no, "
        "spot_plates: no, ink_target: 200%, ink_limit: 230%, ink_square: 10mm, picture_ppi: 170, least_ppi: 120, "
        "least_rule: 0.5pt, least_reversed: 10pt, least_coloured: 11pt, marks: [slug, crop], spreads: whole, sheets: 4, "
        'file_name: "{paper}_{date:%Y%m%d}_{page:03}{inks}", paper_code: YT'
    )
    assert made == Printing(
        standard=Standard.PDFX_4,
        condition="FOGRA42",
        rendering=Rendering.PERCEPTUAL,
        black_point=False,
        spot_plates=False,
        ink_target=200,
        ink_limit=230,
        ink_square=mm(10),
        picture_ppi=170,
        least_ppi=120,
        least_rule=500,
        least_reversed=10_000,
        least_coloured=11_000,
        marks=(Mark.CROP, Mark.SLUG),
        spreads=SpreadFiles.WHOLE,
        sheets=4,
        file_name="{paper}_{date:%Y%m%d}_{page:03}{inks}",
        paper_code="YT",
    )


def test_a_layout_may_be_printed_otherwise() -> None:
    given = files()
    given[FRONT] = f"{given[FRONT]!s}print: {{inks: black, marks: all}}\n"
    front, inside = (page.printing for page in read(given).good.pages)
    assert (front.inks, front.marks) == (Inks.BLACK, tuple(Mark))
    assert (inside.inks, inside.marks) == (Inks.PROCESS, ())
    assert front.condition == "IFRA26"


def test_a_lower_limit_lowers_the_aim() -> None:
    assert printing("ink_limit: 200%").ink_target == 200


@pytest.mark.parametrize(
    ("text", "code", "word"),
    [
        ("marks: [crop, bars]", "bad-choice", "bar"),
        ("marks: {crop: yes}", "wrong-type", ""),
        ("picture_ppi: 20", "out-of-range", "50"),
        ("least_rule: 0", "wrong-unit", ""),
        ('file_name: "{papers}{page}"', "unknown-field", "paper"),
        ('file_name: "{paper"', "bad-template", ""),
        ('file_name: "{page!r}"', "bad-template", ""),
        ('file_name: "{date.year}{page}"', "unknown-field", ""),
        ('file_name: "第{page}版"', "bad-file-name", "第1版"),
        ('file_name: "../{page}"', "bad-file-name", "../1"),
        ('file_name: "{date:%Y%m%d}"', "same-file-name", ""),
        ('file_name: "{paper}{page:02}"', "no-paper-code", "云汀时报"),
    ],
)
def test_what_cannot_be_is_told(text: str, code: str, word: str) -> None:
    found = [f for f in read(printed(text)).findings if f.severity.word == "error"]
    assert found, text
    assert {f.code for f in found} == {code}
    assert all(f.span is not None and f.span.file == HOUSE and f.span.line == 17 for f in found)
    assert word in said(found[0])
