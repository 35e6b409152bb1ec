"""Vertical lines in the PDF: fonts under Identity-V, with the metrics of the face, and glyphs where the display list has them."""

from __future__ import annotations

import datetime
import io

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageOps

from typeset.faces import FaceBook, FaceRecord
from typeset.model.placed import GlyphRun, PlacedPage, Purpose
from typeset.model.style import BLACK
from typeset.read.disk import DiskSources, find_workspace
from typeset.read.fonts import read_faces
from typeset.render.pdf import Metadata, PdfRenderer
from typeset.render.png import page_images

TEXT = "昨天下午，全会"
X, Y, SIZE, PITCH = 100_000, 60_000, 20_000, 22_500


@pytest.fixture(scope="module")
def faces(request: pytest.FixtureRequest) -> FaceBook:
    _, found = find_workspace(request.config.rootpath / "editions" / "2026-11-22")
    del found
    book, _ = read_faces(DiskSources(request.config.rootpath))
    assert book is not None
    return book


def down(faces: FaceBook, role: str, text: str = TEXT) -> GlyphRun:
    face = faces.face(role)
    glyphs = tuple(face.vertical_glyph(char) for char in text)
    xs = tuple(X + n * PITCH for n in range(len(text)))
    return GlyphRun(role, SIZE, Y, glyphs, xs, tuple(text), BLACK, Purpose.BODY, down=True)


def singly(run: GlyphRun) -> list[GlyphRun]:
    """The same glyphs as level runs of one glyph each."""
    return [
        GlyphRun(
            run.face, run.size, run.y + x - run.xs[0], (gid,), (run.xs[0],), (text,), BLACK, Purpose.BODY
        )
        for gid, x, text in zip(run.glyphs, run.xs, run.texts, strict=True)
    ]


def pdf_of(faces: FaceBook, *items: GlyphRun) -> bytes:
    about = Metadata(title="竖", date=datetime.date(2026, 11, 22))
    page = PlacedPage(1, 300_000, 400_000, 0, items)
    return PdfRenderer(about).render([page], faces, lambda name: b"")


@pytest.mark.parametrize("role", ["宋", "黑", "楷", "小标宋"])
def test_a_vertical_run_looks_like_its_glyphs_placed_one_by_one(faces: FaceBook, role: str) -> None:
    run = down(faces, role)
    images = [
        Image.open(io.BytesIO(page_images(pdf, dpi=144)[0])).convert("L")
        for pdf in (pdf_of(faces, run), pdf_of(faces, *singly(run)))
    ]
    assert images[0].getextrema()[0] < 50
    assert ImageChops.difference(*images).getextrema()[1] <= 40


def test_other_programs_put_them_there_too(faces: FaceBook, tool, tmp_path) -> None:
    run = down(faces, "宋")
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf_of(faces, run))
    tool("pdftoppm", "-r", "72", "-gray", "-singlefile", file, tmp_path / "poppler")
    tool("mutool", "draw", "-r", "72", "-c", "gray", "-o", tmp_path / "mupdf.pgm", file)
    em = SIZE / 1000
    for drawn in ("poppler.pgm", "mupdf.pgm"):
        left, top, right, bottom = ImageOps.invert(Image.open(tmp_path / drawn).convert("L")).getbbox()
        assert left == pytest.approx(X / 1000, abs=2)
        assert right == pytest.approx(X / 1000 + em, abs=2)
        assert top == pytest.approx(Y / 1000 - 0.88 * em, abs=2)
        assert bottom == pytest.approx((Y + (len(TEXT) - 1) * PITCH) / 1000 + 0.12 * em, abs=2)
    text = tool("mutool", "draw", "-F", "text", file)
    assert text.replace("\n", "").strip() == TEXT
    assert tool("pdftotext", file, "-").strip().replace("\n", "") == TEXT


def test_the_font_has_the_writing_mode_and_metrics_of_its_face(faces: FaceBook) -> None:
    run = down(faces, "宋", "昨，")
    with pikepdf.open(io.BytesIO(pdf_of(faces, run))) as document:
        (font,) = [f for f in document.pages[0].Resources.Font.values() if f.Encoding == "/Identity-V"]
        (descendant,) = font.DescendantFonts
        assert [int(n) for n in descendant.DW2] == [880, -1000]
        assert font.ToUnicode.read_bytes().count(b"\n<") >= 2


def test_a_glyph_that_hangs_otherwise_says_so(fonts: dict[str, bytes]) -> None:
    """The handmade TrueType font has no vertical metrics: its ascender is where its glyphs hang."""
    book = FaceBook([FaceRecord("楷", fonts["楷"])])
    face = book.face("楷")
    gid = face.glyph("昨")
    run = GlyphRun("楷", SIZE, Y, (gid, gid), (X, X + PITCH), ("昨", "昨"), BLACK, Purpose.BODY, down=True)
    advance, height = face.vertical_metrics(gid)
    with pikepdf.open(io.BytesIO(pdf_of(book, run))) as document:
        (font,) = document.pages[0].Resources.Font.values()
        (descendant,) = font.DescendantFonts
        told = descendant.get("/W2")
    if (advance, height) == (1000, 880):
        assert told is None
    else:
        assert [float(n) for n in told[1]] == [-advance, face.advance(gid) / 2, height]
