"""What a page paints, as values: colours with their plates, sizes, widths, clips, overprint; and that every walk ends."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pdf_sheets import Sheet, simple, tint
from pikepdf import Array, Dictionary, Name

from typeset.plates import Apart, Document, Inside, Kind, Painted, Trouble, separate
from typeset.plates.walker import MOST_INSTRUCTIONS


def apart(pdf: bytes) -> Apart:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return Document(document).take_apart(document.pages[0].obj)


def painted(pdf: bytes) -> tuple[Painted, ...]:
    return apart(pdf).painted


@pytest.fixture
def sheet() -> Sheet:
    return Sheet()


def test_a_fill_has_its_box_and_its_inks() -> None:
    (fill,) = painted(simple(b"q 2 0 0 2 10 20 cm 0.2 0 0 1 k 5 5 20 10 re f Q"))
    assert fill.kind is Kind.FILL
    assert (fill.box.x0, fill.box.y0, fill.box.x1, fill.box.y1) == (20, 30, 60, 50)
    assert dict(fill.colour.inks) == {"C": 0.2, "M": 0, "Y": 0, "K": 1}
    assert fill.colour.plates == ("C", "K")


def test_a_line_is_as_wide_as_it_is_on_the_page() -> None:
    (line,) = painted(simple(b"0.1 0 0 0.1 0 0 cm 2 w 100 100 m 900 100 l S"))
    assert line.kind is Kind.STROKE
    assert line.width == pytest.approx(0.2)


def test_what_is_clipped_away_is_not_seen() -> None:
    inside, outside = painted(simple(b"0 0 50 50 re W n 10 10 10 10 re f 100 100 10 10 re f"))
    assert inside.seen
    assert not outside.seen


def test_the_size_of_text_counts_all_matrices(sheet: Sheet) -> None:
    sheet.font()
    pdf = sheet.written(b"0.5 0 0 0.5 0 0 cm BT /F 10 Tf 1 0 0 3 40 40 Tm (AH) Tj ET")
    page = apart(pdf)
    (text,) = page.painted
    assert text.size == pytest.approx(15)
    # Two letters, half an em wide each: 10 units, halved.
    assert text.box.width == pytest.approx(5)
    assert page.fonts[text.font or 0].used == {65, 72}


def test_invisible_text_is_not_seen(sheet: Sheet) -> None:
    sheet.font()
    (text,) = painted(sheet.written(b"BT /F 10 Tf 3 Tr 40 40 Td (A) Tj ET"))
    assert text.render == 3
    assert not text.seen


def test_overprint_is_of_the_graphics_state_and_ends_with_it(sheet: Sheet) -> None:
    sheet.put("ExtGState", "O", Dictionary(OP=True, OPM=1))
    first, second = painted(sheet.written(b"q /O gs 0 0 9 9 re f Q 0 0 9 9 re f"))
    assert (first.overprint, first.mode) == (True, 1)
    assert (second.overprint, second.mode) == (False, 0)


def test_a_spot_colour_is_a_plate(sheet: Sheet) -> None:
    sheet.put("ColorSpace", "S", tint("Masthead", 0, 1, 1, 0))
    page = apart(sheet.written(b"/S cs 0.5 scn 0 0 9 9 re f"))
    assert page.spots == ("Masthead",)
    assert page.painted[0].colour.inks == (("Masthead", 0.5),)
    assert page.painted[0].colour.family == "Separation"


@pytest.mark.parametrize(("colorant", "plates"), [("All", "CMYK"), ("Cyan", "C"), ("None", "")])
def test_colorants_of_the_standard(sheet: Sheet, colorant: str, plates: str) -> None:
    sheet.put("ColorSpace", "S", tint(colorant, 1, 1, 1, 1))
    page = apart(sheet.written(b"/S cs 1 scn 0 0 200 200 re f"))
    coverage = separate(page).coverage()
    assert [p for p, c in coverage.items() if c > 0.99] == list(plates)
    assert page.spots == ()


def test_an_image_has_its_pixels_and_its_resolution(sheet: Sheet) -> None:
    sheet.put(
        "XObject",
        "I",
        sheet.image(bytes(300 * 100), Width=300, Height=100, BitsPerComponent=8, ColorSpace=Name.DeviceGray),
    )
    (image,) = painted(sheet.written(b"q 72 0 0 36 0 0 cm /I Do Q"))
    assert image.image is not None
    assert (image.image.width, image.image.height) == (300, 100)
    assert image.image.ppi == pytest.approx(200)
    assert image.colour.plates == ("K",)


def test_an_inline_image_is_an_image() -> None:
    (image,) = painted(simple(b"q 10 0 0 10 0 0 cm BI /W 2 /H 2 /BPC 8 /CS /G ID \x00 EI EI Q"))
    assert image.image is not None
    assert image.image.width == 2


def test_forms_and_patterns_say_where_they_stand(sheet: Sheet) -> None:
    cell = Dictionary(
        PatternType=1, PaintType=1, TilingType=1, BBox=[0, 0, 9, 9], XStep=9, YStep=9, Resources=Dictionary()
    )
    sheet.put("Pattern", "P", sheet.pdf.make_stream(b"1 0 0 rg 0 0 9 9 re f", cell))
    sheet.put("XObject", "F", sheet.form(b"0 1 0 rg 0 0 9 9 re f", (0, 0, 9, 9)))
    found = painted(sheet.written(b"/F Do /Pattern cs /P scn 0 0 50 50 re f"))
    assert [(p.inside, p.colour.family) for p in found] == [
        (Inside.PAGE, "DeviceRGB"), (Inside.PATTERN, "DeviceRGB"), (Inside.PAGE, "Pattern")]  # fmt: skip


def test_a_layer_that_is_off_paints_nothing(sheet: Sheet) -> None:
    layer = sheet.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String("x")))
    sheet.pdf.Root["/OCProperties"] = Dictionary(OCGs=[layer], D=Dictionary(OFF=Array([layer])))
    sheet.put("Properties", "L", layer)
    page = apart(sheet.written(b"0 0 0 1 k /OC /L BDC 0 0 100 200 re f EMC 100 0 50 200 re f"))
    assert [(p.layer, p.hidden) for p in page.painted] == [(True, True), (False, False)]
    assert separate(page).coverage()["K"] == pytest.approx(0.25)


def test_rgb_goes_through_the_conversion_that_is_given() -> None:
    with pikepdf.open(io.BytesIO(simple(b"1 0 0 rg 0 0 200 200 re f"))) as document:
        page = Document(document, lambda r, g, b: (0.0, r, 0.5, 0.0)).take_apart(document.pages[0].obj)
    coverage = separate(page).coverage()
    assert coverage["M"] == pytest.approx(1, abs=0.01)
    assert coverage["Y"] == pytest.approx(0.5, abs=0.01)


def test_a_form_that_draws_itself_is_told(sheet: Sheet) -> None:
    form = sheet.form(b"0 0 9 9 re f /F Do", (0, 0, 9, 9))
    form["/Resources"] = Dictionary(XObject=Dictionary(F=form))
    sheet.put("XObject", "F", form)
    page = apart(sheet.written(b"/F Do"))
    assert page.troubles == {Trouble.CIRCULAR: 1}
    assert len(page.painted) == 1


def test_forms_that_multiply_end_at_the_bound(sheet: Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("typeset.plates.walker.MOST_INSTRUCTIONS", 20_000)
    inner = sheet.form(b"0 0 9 9 re f " * 10, (0, 0, 9, 9))
    for _ in range(8):
        outer = sheet.form(b"/F Do " * 10, (0, 0, 9, 9), Resources=Dictionary(XObject=Dictionary(F=inner)))
        inner = sheet.pdf.make_indirect(outer)
    sheet.put("XObject", "F", inner)
    page = apart(sheet.written(b"/F Do"))
    assert Trouble.TOO_MANY in page.troubles
    assert len(page.painted) < 20_000 < MOST_INSTRUCTIONS


def test_content_that_swells_is_cut(sheet: Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("typeset.plates.walker._MOST_CONTENT", 1000)
    page = apart(sheet.written(b"0 0 9 9 re f\n" + b" " * 100_000 + b"0 0 9 9 re f"))
    assert page.troubles == {Trouble.TOO_LONG: 1}
    assert len(page.painted) == 1


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        (b"1 2 re f", Trouble.BROKEN),
        (b"Q", Trouble.BROKEN),
        (b"1 2 quux", Trouble.UNKNOWN_OPERATOR),
        (b"/Nothing Do", Trouble.MISSING),
        (b"BT /F 9 Tf (a) Tj ET", Trouble.MISSING),
        (b"q " * 400, Trouble.TOO_DEEP),
        (b"[ [ ) ] f", Trouble.BROKEN),
        (b"nan inf re f", Trouble.UNKNOWN_OPERATOR),
    ],
)  # fmt: skip
def test_what_cannot_be_followed_is_told_and_the_rest_is_drawn(content: bytes, trouble: Trouble) -> None:
    page = apart(simple(content + b" 0 0 0 1 k 0 0 200 200 re f"))
    assert trouble in page.troubles
    assert separate(page).coverage()["K"] == pytest.approx(1)


def test_words_of_compatibility_sections_are_passed_over() -> None:
    assert apart(simple(b"BX 1 2 quux EX 0 0 9 9 re f")).troubles == {}
