"""The class table against clreq.md §1: every character it names, and the quotes by their neighbours."""

from __future__ import annotations

import pytest

from typeset.model.style import Region
from typeset.text.class_table import ROWS, SPANS, VERTICAL_FORMS, Blank, Box, box_of
from typeset.text.classes import CharClass, class_of, classify

# clreq.md §1, row by row: class, code points, width, side of the white.
CLREQ = [
    (
        CharClass.OPENING,
        "201C 2018 FF08 300A 3008 3010 3016 3014 FF3B FF5B 300C 300E 301D FF5F 3018 301A",
        1000,
        Blank.LEAD,
    ),
    (
        CharClass.CLOSING,
        "201D 2019 FF09 300B 3009 3011 3017 3015 FF3D FF5D 300D 300F 301E 301F FF60 3019 301B",
        1000,
        Blank.TRAIL,
    ),
    (CharClass.PAUSE, "3001 FF0C FF1B FF1A", 1000, Blank.TRAIL),
    (CharClass.STOP, "3002 FF0E FF01 FF1F", 1000, Blank.TRAIL),
    (CharClass.STOP, "203C 2047 2048 2049", 1000, Blank.NONE),
    (CharClass.INTERPUNCT, "00B7 30FB FF65 2027 2022", 500, Blank.NONE),
    (CharClass.CONNECTOR, "2013", 500, Blank.NONE),
    (CharClass.CONNECTOR, "FF5E 301C", 1000, Blank.NONE),
    (CharClass.DASH, "2014 2500 2015", 1000, Blank.NONE),
    (CharClass.DASH, "2E3A", 2000, Blank.NONE),
    (CharClass.ELLIPSIS, "2026 22EF", 1000, Blank.NONE),
    (CharClass.SOLIDUS, "FF0F", 500, Blank.NONE),
    (CharClass.FULLWIDTH, "FF10 FF19 FF21 FF3A FF41 FF5A", 0, Blank.NONE),
    (CharClass.POSTFIX, "FF05 FFE0", 1000, Blank.NONE),
    (CharClass.POSTFIX, "0025 2030 2103 2109 00B0 2032 2033 00A2", 0, Blank.NONE),
    (CharClass.PREFIX, "FFE5 FF04 FFE1", 1000, Blank.NONE),
    (CharClass.PREFIX, "00A5 0024 00A3 20AC 2116 00B1 2212", 0, Blank.NONE),
    (CharClass.SPACE, "0020 2009 200A", 0, Blank.NONE),
    (CharClass.EM_SPACE, "3000", 1000, Blank.NONE),
    (CharClass.BREAK_SPACE, "200B", 0, Blank.NONE),
    (CharClass.GLUE, "00A0 202F 2007", 0, Blank.NONE),
    (CharClass.JOINER, "2060 FEFF", 0, Blank.NONE),
    (CharClass.SOFT_HYPHEN, "00AD", 0, Blank.NONE),
    (CharClass.COMBINING, "FE00 FE0F E0100 E01EF 0301 200D 20DD", 0, Blank.NONE),
    (
        CharClass.HAN,
        "4E00 9FFF 3400 4DBF 20000 2A6DF 2A700 2B81D 2B820 2CEAD 2CEB0 2EBE0 2EBF0 2EE5D 30000 3134A 31350 33479 "
        "F900 FA6D FA70 FAD9 2F800 2FA1D 3005 3007 3021 3029 2460 2473 3220 25A0 25A1 25B2 25B3 25CF 25CB 25C6 25C7 "
        "2605 2606 203B 2192 33A1 338F 33C4 FF03 FF06 FF1D",
        0,
        Blank.NONE,
    ),
    (CharClass.LETTER, "0041 007A 00E9 03B1 0416", 0, Blank.NONE),
    (CharClass.DIGIT, "0030 0039", 0, Blank.NONE),
]


@pytest.mark.parametrize(("kind", "points", "width", "blank"), CLREQ)
def test_every_character_clreq_names(kind: CharClass, points: str, width: int, blank: Blank) -> None:
    for point in points.split():
        char = chr(int(point, 16))
        assert class_of(char) is kind, point
        assert box_of(char) == Box(width, blank), point


def test_every_row_cites_its_source_and_no_character_stands_twice() -> None:
    assert all(row.source for row in (*ROWS, *SPANS))
    characters = "".join(row.characters for row in ROWS)
    assert len(characters) == len(set(characters))


@pytest.mark.parametrize("region", [Region.TAIWAN, Region.HONGKONG])
def test_taiwan_and_hong_kong_centre_stops_and_give_the_interpunct_an_em(region: Region) -> None:
    assert {box_of(char, region) for char in "、，。：；"} == {Box(1000, Blank.BOTH)}
    assert {box_of(char, region) for char in "！？"} == {Box(1000, Blank.NONE)}
    assert box_of("·", region) == Box(1000, Blank.BOTH)
    assert box_of("（", region) == box_of("（")


def test_in_vertical_lines_of_the_mainland_four_marks_are_rigid() -> None:
    assert {box_of(char, vertical=True) for char in "：；！？"} == {Box(1000, Blank.NONE)}
    assert {box_of(char, vertical=True) for char in "、，。」"} == {Box(1000, Blank.TRAIL)}


def test_vertical_forms_count_as_their_base() -> None:
    for char, base in VERTICAL_FORMS.items():
        assert class_of(char) is class_of(base)
        assert box_of(char) == box_of(base)
    assert {class_of(chr(point)) for point in range(0xFE35, 0xFE45)} == {
        CharClass.OPENING,
        CharClass.CLOSING,
    }


def kinds(text: str, of: str) -> list[CharClass]:
    return [kind for char, kind in zip(text, classify(text), strict=True) if char in of]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("中“国”人", [CharClass.OPENING, CharClass.CLOSING]),
        ("他说“OK”就走", [CharClass.OPENING, CharClass.CLOSING]),
        ("It is “fine” here", [CharClass.WESTERN_OPENING, CharClass.WESTERN_CLOSING]),
        ("“fine”", [CharClass.WESTERN_OPENING, CharClass.WESTERN_CLOSING]),
        ("中 “fine” here", [CharClass.OPENING, CharClass.CLOSING]),
        ("“中文 and Western”", [CharClass.OPENING, CharClass.CLOSING]),
        ("“", [CharClass.OPENING]),
        ("‘", [CharClass.OPENING]),
        ("It’s", [CharClass.WESTERN_MARK]),
        ("the ’90s", [CharClass.CLOSING]),
        ("90’s", [CharClass.WESTERN_MARK]),
        ("中’中", [CharClass.CLOSING]),
    ],
)
def test_quotes_are_resolved_by_their_neighbours(text: str, found: list[CharClass]) -> None:
    assert kinds(text, "“”‘’") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1901年—1936年", [CharClass.CONNECTOR]),
        ("中——中", [CharClass.DASH] * 2),
        ("中———中", [CharClass.DASH] * 3),
        ("中⸺中", [CharClass.DASH]),
        ("中――中", [CharClass.DASH] * 2),
        ("中──中", [CharClass.DASH] * 2),
    ],
)
def test_one_dash_connects_and_two_are_a_dash(text: str, found: list[CharClass]) -> None:
    assert kinds(text, "—⸺―─") == found
