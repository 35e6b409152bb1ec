import datetime
import io
import os
import re
import subprocess
import sys

import pikepdf
import pytest
from PIL import Image

from typeset.model.layout import Rect
from typeset.model.placed import LineStyle, Modules, Rule, Tint
from typeset.model.printing import Standard
from typeset.model.style import BLACK, Colour
from typeset.render.pdf import Metadata, PdfRenderer
from typeset.render.png import page_images

METADATA = Metadata(
    title="金城时报 2026-11-22 (第1版)",
    date=datetime.date(2026, 11, 22),
    producer="typeset 0.1",
    standard=Standard.PDFX_1A,
)


def no_files(name: str) -> bytes:
    raise FileNotFoundError(name)


@pytest.fixture
def full(page, line):
    return page(
        Tint(Rect(0, 0, 100_000, 50_000), Colour(0, 900, 805, 0)),
        line("宋", "昨天下午"),
        line("黑", "全会", y=90_000, size=20_000, stretch=850, colour=Colour(0, 0, 0, 0)),
        Rule(0, 100_000, 200_000, 100_000, 500, BLACK),
        Rule(0, 110_000, 200_000, 110_000, 1_000, BLACK, LineStyle.DOTTED),
        Modules(Rect(0, 200_000, 30_000, 30_000), ("101", "011", "000"), BLACK),
        bleed=8_504,
    )


@pytest.fixture
def pdf(book, full, line, page) -> bytes:
    return PdfRenderer(METADATA).render([full, page(line("楷", "昨天"), number=2)], book, no_files)


def content(pdf: bytes) -> bytes:
    with pikepdf.open(_file(pdf)) as document:
        return document.pages[0].Contents.read_bytes()


def _file(pdf: bytes) -> io.BytesIO:
    return io.BytesIO(pdf)


def draw(book, page, *items) -> str:
    return content(PdfRenderer(METADATA).render([page(*items)], book, no_files)).decode()


def test_syntax_is_clean(pdf, tmp_path, tool):
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf)
    assert "No syntax or stream encoding errors" in tool("qpdf", "--check", file)
    assert tool("mutool", "info", file)


def test_only_features_of_pdf_1_3(pdf):
    assert pdf.startswith(b"%PDF-1.3\n")
    assert b"\nxref\n0 " in pdf
    for word in (
        b"ObjStm",
        b"XRef",
        b"/Group",
        b"SMask",
        b"/Metadata",
        b"ASCII85",
        b"Helvetica",
        b"anonymous",
    ):
        assert word not in pdf


def test_boxes(pdf):
    with pikepdf.open(_file(pdf)) as document:
        first, second = document.pages
        media = [0, 0, 317.008, 417.008]
        assert [float(n) for n in first.MediaBox] == media
        assert [float(n) for n in first.CropBox] == media
        assert [float(n) for n in first.BleedBox] == media
        assert [float(n) for n in first.TrimBox] == [8.504, 8.504, 308.504, 408.504]
        assert [float(n) for n in second.TrimBox] == [float(n) for n in second.MediaBox] == [0, 0, 300, 400]


def test_metadata_is_what_was_given(pdf):
    with pikepdf.open(_file(pdf)) as document:
        info = {key: str(value) for key, value in document.trailer.Info.items()}
        assert info == {
            "/Title": METADATA.title,
            "/Creator": "typeset",
            "/Producer": "typeset 0.1",
            "/CreationDate": "D:20261122120000+08'00'",
            "/ModDate": "D:20261122120000+08'00'",
            "/Trapped": "/False",
            "/GTS_PDFXVersion": "PDF/X-1:2001",
            "/GTS_PDFXConformance": "PDF/X-1a:2001",
        }
        assert len(document.trailer.ID) == 2


def test_the_identifier_follows_the_content(book, page, line, pdf):
    other = PdfRenderer(METADATA).render([page(line("宋", "昨"))], book, no_files)
    again = PdfRenderer(METADATA).render([page(line("宋", "昨"))], book, no_files)
    with pikepdf.open(_file(pdf)) as a, pikepdf.open(_file(other)) as b, pikepdf.open(_file(again)) as c:
        assert bytes(a.trailer.ID[0]) != bytes(b.trailer.ID[0]) == bytes(c.trailer.ID[0])


def test_the_same_pages_give_the_same_bytes(book, full):
    assert PdfRenderer(METADATA).render([full], book, no_files) == PdfRenderer(METADATA).render(
        [full], book, no_files
    )


_SCRIPT = """
import datetime, hashlib, sys
from typeset.faces import FaceBook, FaceRecord
from typeset.model.placed import GlyphRun, PlacedPage, Purpose
from typeset.model.style import BLACK
from typeset.render.pdf import Metadata, PdfRenderer
book = FaceBook([FaceRecord(r, open(f, "rb").read()) for r, f in zip("宋黑楷", sys.argv[1:])])
runs = tuple(
    GlyphRun(r, 9000, 50000, tuple(range(1, 40)), tuple(range(0, 390000, 10000)), tuple("abc" * 13), BLACK, Purpose.BODY)
    for r in "宋黑楷"
)
page = PlacedPage(1, 400000, 400000, 0, runs)
meta = Metadata(title="x", date=datetime.date(2026, 1, 2))
print(hashlib.sha256(PdfRenderer(meta).render([page], book, bytes)).hexdigest())
"""


def test_bytes_do_not_depend_on_the_process(fonts, tmp_path):
    files = []
    for number, data in enumerate(fonts.values()):
        files.append(tmp_path / f"{number}.otf")
        files[-1].write_bytes(data)
    digests = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai")):
        environment = os.environ | {
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        command = [sys.executable, "-c", _SCRIPT, *map(str, files)]
        digests.add(subprocess.run(command, env=environment, check=True, capture_output=True).stdout)
    assert len(digests) == 1


def test_numbers_and_colour_operators(pdf):
    words = content(pdf).split()
    assert not {b"rg", b"RG", b"g", b"G", b"cs", b"CS", b"sc", b"scn"} & set(words)
    assert not [w for w in words if re.fullmatch(rb"[-+.\d]*\.\d{4,}|.*\d[eE][-+]?\d.*", w) and w[:1] != b"<"]
    assert b"0 0 0 1 k" in content(pdf)
    assert b"0 0.9 0.805 0 k" in content(pdf)


def test_rules(book, page):
    plain = Rule(10_000, 20_000, 110_000, 20_000, 250, Colour(1000, 0, 0, 0))
    again = Rule(10_000, 30_000, 110_000, 30_000, 250, Colour(1000, 0, 0, 0))
    assert draw(book, page, plain, again).splitlines() == [
        "1 0 0 0 K",
        "0.25 w",
        "10 380 m 110 380 l S",
        "10 370 m 110 370 l S",
    ]


def test_dotted_rules_begin_and_end_with_a_dot(book, page):
    dotted = Rule(10_000, 20_000, 10_000, 70_500, 1_000, BLACK, LineStyle.DOTTED)
    solid = Rule(0, 0, 10_000, 0, 1_000, BLACK)
    assert draw(book, page, dotted, solid).splitlines() == [
        "/GO gs",
        "0 0 0 1 K",
        "1 w",
        "[0 2.062] 0 d 1 J",  # 24 steps of 2.0625 from the first dot to the last, rounded down
        "10 379.5 m 10 330 l S",
        "[] 0 d 0 J",
        "0 400 m 10 400 l S",
    ]


@pytest.mark.parametrize(("width", "length"), [(0, 90_000), (5_000, 2_000), (1_000, 0)])
def test_odd_dotted_rules_are_drawn_within_their_ends(width, length, book, page):
    rule = Rule(10_000, 20_000, 10_000 + length, 20_000, width, BLACK, LineStyle.DOTTED)
    x0, _, _, x1, *_ = draw(book, page, rule).splitlines()[-1].split()
    assert 10 <= float(x0) <= float(x1) <= 10 + length / 1000


def test_modules_are_one_path_without_gaps(book, page):
    code = Modules(Rect(0, 0, 10_000, 10_000), ("110", "001", "000"), BLACK)
    assert draw(book, page, code).splitlines() == [
        "0 0 0 1 k",
        "0 396.667 6.666 3.333 re",
        "6.666 393.334 3.334 3.333 re",
        "f",
    ]


def test_a_page_can_be_looked_at(book, page):
    pdf = PdfRenderer(METADATA).render(
        [page(Tint(Rect(0, 0, 150_000, 200_000), BLACK)), page(number=2)], book, no_files
    )
    first, second = page_images(pdf, dpi=72)
    image = Image.open(_file(first)).convert("L")
    assert image.size == (300, 400)
    assert image.getpixel((75, 100)) < 60
    assert image.getpixel((225, 300)) > 250
    assert Image.open(_file(second)).convert("L").getextrema() == (255, 255)
    assert len(page_images(pdf, dpi=20, pages=[1])) == 1


def test_looking_at_something_else_is_refused():
    with pytest.raises(ValueError, match=r"."):
        page_images(b"no pdf")
