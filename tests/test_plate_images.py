"""Pictures of plates, each looked at before it was accepted: cyan, magenta, yellow, black and spots side by side, full ink black.

``pytest --accept tests/test_plate_images.py`` draws them anew; CI refuses the flag.
"""

from __future__ import annotations

import datetime
import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageOps
from test_page_images import share_of_difference

from typeset.faces import FaceBook
from typeset.flow.bleed import bled
from typeset.flow.labels import Labels
from typeset.flow.marks import MARGIN, Marked, marks_round
from typeset.flow.setter import Setter
from typeset.model.layout import Rect
from typeset.model.placed import (
    GlyphRun,
    Imposed,
    Item,
    PlacedPage,
    PlacedPicture,
    PlacedSheet,
    Purpose,
    Tint,
)
from typeset.model.printing import Inks, Mark, Standard
from typeset.model.style import BLACK, WHITE, Colour, LineRules, StyleBook, TextStyle
from typeset.plates import separations
from typeset.plates.matrix import Box
from typeset.render.pdf import Metadata, OutputIntent, PdfRenderer
from typeset.text.shape import Shaper

IMAGES = Path(__file__).parent / "golden" / "images"
WIDE, HIGH = 240_000, 120_000
SPOT = Colour(0, 1000, 1000, 0, spot="报头红")
_MOST = 1.5


def line(
    faces: FaceBook, text: str, at: tuple[int, int], size: int, colour: Colour, face: str = "大标宋"
) -> GlyphRun:
    x, y = at
    glyphs = tuple(faces.face(face).glyph(char) for char in text)
    assert all(glyphs)
    xs = tuple(x + n * size for n in range(len(text)))
    return GlyphRun(face, size, y, glyphs, xs, tuple(text), colour, Purpose.HEAD)


def photograph() -> bytes:
    """A sky over a field, in the colours of a screen."""
    sky = Image.linear_gradient("L").resize((480, 240))
    picture = Image.merge("RGB", [sky.point(lambda v: 60 + v // 2), sky, sky.point(lambda v: 255 - v // 3)])
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def over_a_picture(faces: FaceBook) -> PlacedSheet:
    """Black type over a photograph: printed over it where it is small, knocked out where a large head asks for it."""
    rect = Rect(20_000, 15_000, 200_000, 90_000)
    items: tuple[Item, ...] = (
        PlacedPicture("photo.png", rect, rect),
        line(faces, "黑字压在图上", (40_000, 45_000), 11_000, BLACK, "黑"),
        line(faces, "镂空大字", (40_000, 90_000), 40_000, Colour(knocks_out=True)),
    )
    return PlacedSheet.of(PlacedPage(1, WIDE, HIGH, 0, items))


def in_a_tint(faces: FaceBook) -> PlacedSheet:
    """A white headline in a tint of two inks, and black type on it."""
    items: tuple[Item, ...] = (
        Tint(Rect(20_000, 15_000, 200_000, 90_000), Colour(900, 500, 0, 0)),
        line(faces, "反白的标题", (30_000, 70_000), 36_000, WHITE),
        line(faces, "底上的黑字", (30_000, 95_000), 11_000, BLACK, "黑"),
    )
    return PlacedSheet.of(PlacedPage(1, WIDE, HIGH, 0, items))


def in_spot_colour(faces: FaceBook) -> PlacedSheet:
    """A masthead in a spot colour with a tint of it, and black type."""
    half = Colour(SPOT.c, SPOT.m, SPOT.y, SPOT.k, spot=SPOT.spot, tint=400)
    items: tuple[Item, ...] = (
        line(faces, "云汀时报", (20_000, 70_000), 50_000, SPOT),
        Tint(Rect(20_000, 85_000, 200_000, 20_000), half),
        line(faces, "总第五六七八期", (30_000, 99_000), 11_000, BLACK, "黑"),
    )
    return PlacedSheet.of(PlacedPage(1, WIDE, HIGH, 0, items))


def with_marks(faces: FaceBook) -> PlacedSheet:
    """An advertisement that reaches into the bleed, with all marks round the page."""
    whole = Rect(0, 0, WIDE, HIGH)
    page = bled(PlacedPage(1, WIDE, HIGH, 8_504, (PlacedPicture("photo.png", whole, whole),)))
    style = TextStyle("furniture", "黑", 7_000)
    labels = Labels(Setter(Shaper(faces), StyleBook({"furniture": style}, LineRules())))
    marked = Marked(WIDE, HIGH, page.bleed, Inks.PROCESS, folds_across=(HIGH // 2,), slug="云汀时报 第1版")
    items = marks_round(marked, tuple(Mark), labels)
    return PlacedSheet(WIDE, HIGH, page.bleed, MARGIN, (Imposed(page, 0, 0),), items)


CASES: dict[str, Callable[[FaceBook], PlacedSheet]] = {
    "plates-black-over-a-picture": over_a_picture,
    "plates-white-in-a-tint": in_a_tint,
    "plates-spot-colour": in_spot_colour,
    "plates-bleed-and-marks": with_marks,
}


def drawn(sheet: PlacedSheet, faces: FaceBook) -> Image.Image:
    """The plates of a page file side by side, whole with what is outside the trim."""
    about = Metadata(title="x", date=datetime.date(2026, 11, 22), standard=Standard.PDFX_1A)
    intent = OutputIntent("IFRA26", "IFRA26", registered=True)
    data = photograph()
    pdf = PdfRenderer(about, intent).render_sheets([sheet], faces, lambda name: data)
    outside = 2 * (sheet.bleed + sheet.margin)
    media = Box(0, 0, (sheet.width + outside) / 1000, (sheet.height + outside) / 1000)
    plates = list(separated(pdf, media).values())
    found = Image.new("L", (sum(p.width for p in plates) + 8 * (len(plates) - 1), plates[0].height), 128)
    left = 0
    for plate in plates:
        found.paste(ImageOps.invert(plate), (left, 0))
        left += plate.width + 8
    return found


def separated(pdf: bytes, media: Box) -> dict[str, Image.Image]:
    """The plates of all paper there is."""
    import pikepdf

    from typeset.plates import Document, separate

    with pikepdf.open(io.BytesIO(pdf)) as document:
        apart = Document(document).take_apart(document.pages[0].obj)
        return dict(separate(apart, 72, media).plates)


@pytest.mark.parametrize("case", list(CASES))
def test_plates_look_as_they_were_accepted(
    case: str, faces: FaceBook, tmp_path: Path, *, accept: bool
) -> None:
    found = drawn(CASES[case](faces), faces)
    expected = IMAGES / f"{case}.png"
    if accept:
        if os.environ.get("CI"):
            pytest.fail("CI does not accept new goldens")
        found.save(expected, optimize=True)
    accepted = Image.open(expected).convert("RGB")
    found.save(tmp_path / "found.png")
    assert share_of_difference(found.convert("RGB"), accepted) <= _MOST


def test_the_plates_say_what_the_pictures_show(faces: FaceBook) -> None:
    """What an eye sees in the pictures, as numbers: overprint keeps the picture, knocking out does not."""

    def pages(case: str) -> dict[str, Image.Image]:
        sheet = CASES[case](faces)
        about = Metadata(title="x", date=datetime.date(2026, 11, 22), standard=Standard.PDFX_1A)
        data = photograph()
        pdf = PdfRenderer(about).render_sheets([sheet], faces, lambda name: data)
        return dict(separations(pdf, 0, 72).plates)

    over = pages("plates-black-over-a-picture")
    small, large = (40, 35, 106, 47), (42, 56, 198, 94)
    assert over["C"].crop(small).getextrema()[0] > 0
    assert over["C"].crop(large).getextrema()[0] == 0
    white = pages("plates-white-in-a-tint")
    assert [white[plate].crop((30, 38, 210, 72)).getextrema()[0] for plate in "CM"] == [0, 0]
    assert white["C"].crop((30, 85, 90, 97)).getextrema()[0] > 200
    spot = pages("plates-spot-colour")
    assert spot["M"].getextrema() == (0, 0)
    assert spot["报头红"].getextrema()[1] == 255
