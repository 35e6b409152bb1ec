"""Pages of other PDFs and drawings in ours: their type and lines stay type and lines, told by other tools."""

from __future__ import annotations

import datetime
import io
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest

from typeset.faces import FaceBook
from typeset.flow.drawings import drawn
from typeset.model.drawing import Drawing, Label, LabelRun, Shape
from typeset.model.layout import Rect
from typeset.model.placed import GlyphRun, Outline, PlacedPage, PlacedPicture
from typeset.model.placed import Path as DrawnPath
from typeset.model.style import Align, Colour, LineRules
from typeset.render.pdf import Metadata, PdfRenderer, PictureError
from typeset.text.shape import Shaper

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils")
CHART = Path(__file__).parents[1] / "golden/editions/chart-pdf/pictures/rain.pdf"
SQUARE = Outline((0, 0), (((50_000, 0),), ((50_000, 50_000),)))


def page_of(*items: object) -> PlacedPage:
    """A page of 200 by 200 points."""
    return PlacedPage(1, 200_000, 200_000, 0, tuple(items))  # type: ignore[arg-type]


def written(page: PlacedPage, faces: FaceBook, data: bytes = b"") -> bytes:
    """The page as PDF; every picture is the same file."""
    return PdfRenderer(Metadata(title="t", date=datetime.date(2026, 11, 22))).render(
        [page], faces, lambda _: data
    )


def told(pdf: bytes, tmp_path: Path, *command: str) -> str:
    """What a tool says of a PDF."""
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf)
    return subprocess.run(
        [*command, str(file), *(["-"] if command[0] == "pdftotext" else [])],
        check=True,
        capture_output=True,
        text=True,
    ).stdout


PICTURE = PlacedPicture(
    "rain.pdf", Rect(10_000, 10_000, 120_000, 70_000), Rect(10_000, 10_000, 120_000, 70_000)
)


@needs_poppler
def test_the_type_of_a_pdf_stays_type(faces: FaceBook, tmp_path: Path) -> None:
    pdf = written(page_of(PICTURE), faces, CHART.read_bytes())
    assert "雨量（毫米）" in told(pdf, tmp_path, "pdftotext")
    assert len(told(pdf, tmp_path, "pdfimages", "-list").splitlines()) == 2
    assert "Kai" in told(pdf, tmp_path, "pdffonts")


@needs_poppler
def test_a_pdf_stands_in_its_rectangle_however_it_is_turned(faces: FaceBook, tmp_path: Path) -> None:
    for quarter in range(4):
        file = io.BytesIO()
        with pikepdf.open(CHART) as source:
            source.pages[0].obj.Rotate = quarter * 90
            source.save(file)
        words = told(written(page_of(PICTURE), faces, file.getvalue()), tmp_path, "pdftotext", "-bbox")
        (word,) = [line for line in words.splitlines() if "雨量" in line]
        left, top = (float(word.split(f'{key}="')[1].split('"')[0]) for key in ("xMin", "yMin"))
        assert 10 <= left <= 130
        assert 10 <= top <= 80


def test_a_file_shown_twice_is_written_once_and_the_same_bytes_come_out(faces: FaceBook) -> None:
    data = CHART.read_bytes()
    once, twice = (written(page_of(*[PICTURE] * count), faces, data) for count in (1, 2))
    assert twice == written(page_of(PICTURE, PICTURE), faces, data)
    assert len(twice) - len(once) < 200
    with pikepdf.open(io.BytesIO(twice)) as made:
        forms = [o for o in made.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Form"]
        assert len(forms) == 1
        assert not made.check_pdf_syntax()


def test_a_broken_pdf_is_an_error_of_its_picture(faces: FaceBook) -> None:
    with pytest.raises(PictureError) as caught:
        written(page_of(PICTURE), faces, b"%PDF-1.4 no more")
    assert caught.value.args[0] == "rain.pdf"


def label(text: str, **more: object) -> Label:
    """A label at the middle of a drawing of 100 by 100."""
    return Label((LabelRun(text, 10_000, (), bold=False, colour=Colour()),), 50_000, 50_000, **more)  # type: ignore[arg-type]


def test_a_drawing_is_scaled_whole_into_the_middle_of_its_picture(faces: FaceBook) -> None:
    drawing = Drawing(100_000, 100_000, (Shape((SQUARE,), Colour(), Colour(), 1_000, (2_000, 4_000)),))
    items = drawn(
        [PlacedPicture("a.svg", Rect(0, 0, 99, 99), Rect(0, 0, 100_000, 50_000))],
        {"a.svg": drawing},
        Shaper(faces),
        LineRules(),
    )
    filled, penned = items
    assert isinstance(filled, DrawnPath)
    assert isinstance(penned, DrawnPath)
    assert filled.outlines[0].start == (25_000, 0)
    assert (filled.width, penned.width, penned.dash) == (0, 500, (1_000, 2_000))


@pytest.mark.parametrize(
    ("align", "x"), [(Align.LEFT, 50_000), (Align.CENTER, 40_000), (Align.RIGHT, 30_000)]
)
def test_labels_are_aligned_at_their_point(faces: FaceBook, align: Align, x: int) -> None:
    drawing = Drawing(100_000, 100_000, (label("雨量", align=align),))
    place = PlacedPicture("a.svg", Rect(0, 0, 1, 1), Rect(0, 0, 100_000, 100_000))
    (run,) = drawn([place], {"a.svg": drawing}, Shaper(faces), LineRules())
    assert isinstance(run, GlyphRun)
    assert (run.text, run.y, run.size) == ("雨量", 50_000, 10_000)
    assert abs(run.xs[0] - x) < 300


@needs_poppler
@pytest.mark.parametrize("quarter", [-1, 1])
def test_turned_labels_read_up_and_down(faces: FaceBook, tmp_path: Path, quarter: int) -> None:
    drawing = Drawing(100_000, 100_000, (label("ABCD", quarter=quarter),))
    place = PlacedPicture("a.svg", Rect(0, 0, 1, 1), Rect(0, 0, 100_000, 100_000))
    items = drawn([place], {"a.svg": drawing}, Shaper(faces), LineRules())
    words = told(written(page_of(*items), faces), tmp_path, "pdftotext", "-bbox")
    (word,) = [line for line in words.splitlines() if "ABCD" in line]
    top, foot = (float(word.split(f'{key}="')[1].split('"')[0]) for key in ("yMin", "yMax"))
    assert (foot - top) > 15
    assert (top < 49) if quarter < 0 else (foot > 51)


def test_characters_no_face_has_are_told_for_labels(faces: FaceBook) -> None:
    from typeset.flow.drawings import missing_in_drawings

    found = missing_in_drawings({"a.svg": Drawing(1, 1, (label("雨\U0001f426"),))}, Shaper(faces))
    assert [(f.code, str(f.span)) for f in found] == [("missing-glyph", "a.svg:1:1")]
