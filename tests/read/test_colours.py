"""Colours as people write them, and the spot colours of a house."""

from __future__ import annotations

import pytest
from newsroom import HOUSE, files, read, spoilt

from typeset.model.edition import Edition
from typeset.model.style import Colour

SPOTS = "spots: {报头红: cmyk(0 100 100 0), 蓝: {plate: PANTONE 300 C, alternate: cmyk(100 44 0 0)}}\n"


def coloured(text: str, house: str = SPOTS) -> dict[str, str | bytes]:
    """The workspace with a house whose headline has this colour."""
    given = files()
    given[HOUSE] = f"{given[HOUSE]!s}{house}styles: {{headline: {{colour: {text}}}}}\n"
    return given


def colour_of(edition: Edition) -> Colour:
    return edition.pages[0].styles["headline"].colour


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("cmyk(0 100 100 0)", Colour(0, 1000, 1000, 0)),
        ("gray(20%)", Colour(0, 0, 0, 200)),
        ("spot(报头红)", Colour(0, 1000, 1000, 0, spot="报头红")),
        ("spot(报头红 40%)", Colour(0, 1000, 1000, 0, spot="报头红", tint=400)),
        ("spot(蓝 12.5%)", Colour(1000, 440, 0, 0, spot="PANTONE 300 C", tint=125)),
        ("黑", Colour()),
    ],
)
def test_a_colour_is_what_was_written(text: str, colour: Colour) -> None:
    assert colour_of(read(coloured(text)).good) == colour


def test_a_plant_without_plates_for_spot_colours_gets_their_alternates() -> None:
    given = coloured("spot(蓝 50%)")
    given[HOUSE] = str(given[HOUSE]).replace("marks: none", "marks: none, spot_plates: no")
    assert colour_of(read(given).good) == Colour(500, 220, 0, 0)


@pytest.mark.parametrize("text", ['"#c80000"', "rgb(200 0 0)", '"rgb(200, 0, 0)"'])
def test_rgb_is_converted_once_and_told(text: str) -> None:
    reading = read(coloured(text))
    colour = colour_of(reading.good)
    assert colour.m > 800
    assert colour.c < 200
    assert len({f for f in reading.findings if f.code == "rgb-colour"}) == len(
        {str(f.span) for f in reading.findings if f.code == "rgb-colour"}
    )
    told = next(f for f in reading.findings if f.code == "rgb-colour")
    assert str(told.span).startswith(f"{HOUSE}:19:")


def test_grey_of_a_screen_is_black_ink_alone() -> None:
    colour = colour_of(read(coloured("rgb(128 128 128)")).good)
    assert (colour.c, colour.m, colour.y) == (0, 0, 0)
    assert 400 < colour.k < 700


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("spot(报头蓝)", "unknown-spot"),
        ("spot()", "bad-value"),
        ("spot(报头红 140%)", "out-of-range"),
        ("rgb(300 0 0)", "out-of-range"),
        ("rgb(3 0)", "bad-value"),
        ('"#ff00"', "bad-value"),
        ("cmyk(0 100 100)", "bad-value"),
        ("cmyk(0 100 101 0)", "out-of-range"),
    ],
)
def test_what_is_no_colour_is_told_at_its_place(text: str, code: str) -> None:
    found = read(coloured(text)).findings
    assert {(f.code, f.span.file if f.span else "") for f in found} >= {(code, HOUSE)}


def test_spot_colours_cannot_take_names_of_process_plates() -> None:
    found = read(
        coloured("黑", "spots: {红: {plate: Magenta, alternate: cmyk(0 100 0 0)}, 黄: {plate: Y}}\n")
    )
    assert set(found.codes) == {"reserved-plate", "missing-key"}


def test_style_says_whether_black_knocks_out() -> None:
    given = files()
    given[HOUSE] = f"{given[HOUSE]!s}styles: {{headline: {{overprint: no}}, body: {{overprint: yes}}}}\n"
    styles = read(given).good.pages[0].styles
    assert styles["headline"].colour == Colour(knocks_out=True)
    assert styles["body"].colour == Colour()


def test_a_mistake_in_a_colour_name_is_not_a_spot() -> None:
    assert "unknown-colour" in read(spoilt(HOUSE, "报头红: cmyk(0 100 100 0)", "报头红: 报头绿")).codes
