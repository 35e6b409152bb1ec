"""Inks in the PDF: plates of spot colours, and what is printed over what."""

from __future__ import annotations

import datetime
import io

import pikepdf
import pytest

from typeset.flow.outlines import rounded
from typeset.model.layout import Rect
from typeset.model.placed import Modules, Path, Rule, Tint
from typeset.model.style import BLACK, REGISTRATION, WHITE, Colour
from typeset.render.pdf import Metadata, PdfRenderer

RED = Colour(0, 1000, 1000, 0, spot="报头红")
BIG = 12_000


def opened(book, page, *items):
    renderer = PdfRenderer(Metadata(title="x", date=datetime.date(2026, 11, 22)))
    return pikepdf.open(io.BytesIO(renderer.render([page(*items)], book, lambda name: b"")))


def states(document) -> list[str]:
    """What is painted, each with whether it is printed over what is under it."""
    found, state = [], "default"
    for operands, operator in pikepdf.parse_content_stream(document.pages[0]):
        word = str(operator)
        if word == "gs":
            state = str(operands[0])
        if word in {"f", "f*", "S", "Tj", "TJ"}:
            found.append(state)
    return found


def test_black_type_and_rules_are_printed_over_and_all_else_is_not(book, page, line):
    ground = Tint(Rect(0, 0, 100_000, 100_000), Colour(300, 0, 0, 0))
    items = [
        ground,
        line("宋", "昨天"),
        line("宋", "昨天", colour=WHITE),
        line("宋", "昨天", size=BIG),
        line("宋", "昨天", size=BIG, colour=Colour(knocks_out=True)),
        line("宋", "昨天", size=BIG - 1, colour=Colour(knocks_out=True)),
        line("宋", "昨天", colour=Colour(0, 0, 0, 600)),
        Rule(0, 0, 9_000, 0, 500, BLACK),
        Rule(0, 0, 9_000, 0, 500, Colour(1000, 0, 0, 0)),
        Tint(Rect(0, 0, 9_000, 9_000), BLACK),
        Modules(Rect(0, 0, 10_000, 10_000), ("1",), BLACK),
        Path((rounded(Rect(0, 0, 9_000, 9_000), 500),), BLACK, 500),
    ]
    over, out = "/GO", "/GK"
    with opened(book, page, *items) as document:
        assert states(document) == [
            *("default", over, out, over, out, over, out, over, out, out, out, over),
        ]
        known = document.pages[0].Resources.ExtGState
        assert (known.GO.OP, known.GO.op, int(known.GO.OPM)) == (True, True, 1)
        assert (known.GK.OP, known.GK.op) == (False, False)


def test_black_is_in_device_cmyk_because_overprint_mode_is_for_it_alone(book, page, line):
    with opened(book, page, line("宋", "昨天")) as document:
        assert b"0 0 0 1 k" in document.pages[0].Contents.read_bytes()
        assert "/ColorSpace" not in document.pages[0].Resources


def test_a_spot_colour_has_a_plate_with_its_alternate(book, page):
    half = Colour(0, 1000, 1000, 0, spot="报头红", tint=500)
    items = [Tint(Rect(0, 0, 9_000, 9_000), RED), Rule(0, 0, 9_000, 0, 500, half)]
    with opened(book, page, *items) as document:
        content = document.pages[0].Contents.read_bytes().decode().splitlines()
        assert "/S1 cs 1 scn" in content
        assert "/S1 CS 0.5 SCN" in content
        kind, name, alternate, tint = document.pages[0].Resources.ColorSpace.S1
        assert (str(kind), str(alternate)) == ("/Separation", "/DeviceCMYK")
        assert str(name) == "/报头红"
        assert [float(n) for n in tint.C0] == [0, 0, 0, 0]
        assert [float(n) for n in tint.C1] == [0, 1, 1, 0]
        assert (int(tint.FunctionType), float(tint.N)) == (2, 1)


def test_each_plate_is_one_object_in_the_document(book, page):
    tints = [
        Tint(Rect(0, 0, 9_000, 9_000), colour) for colour in (RED, Colour(1000, 0, 0, 0, spot="蓝"), RED)
    ]
    renderer = PdfRenderer(Metadata(title="x", date=datetime.date(2026, 11, 22)))
    data = renderer.render([page(*tints), page(*tints)], book, lambda name: b"")
    assert data.count(b"/Separation") == 2


def test_registration_is_on_all_plates(book, page):
    with opened(book, page, Rule(0, 0, 9_000, 0, 250, REGISTRATION)) as document:
        assert str(document.pages[0].Resources.ColorSpace.S1[1]) == "/All"


@pytest.mark.parametrize("colour", [WHITE, Colour(0, 0, 0, 0, knocks_out=True), RED])
def test_no_colour_but_black_is_ever_printed_over(colour, book, page, line):
    with opened(book, page, line("宋", "昨天"), line("宋", "昨天", colour=colour)) as document:
        assert states(document) == ["/GO", "/GK"]
