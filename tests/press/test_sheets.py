"""Spreads as one page, imposed sheets, marks, and pages in black alone, from the files they become."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from typeset.cli import main

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
Tool = Callable[..., str]


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    """The golden edition with a spread: four pages, two of them facing."""
    shutil.copytree(GOLDEN / "layouts", tmp_path / "layouts")
    folder = tmp_path / "editions" / "spread"
    shutil.copytree(GOLDEN / "editions" / "spread", folder, ignore=shutil.ignore_patterns("out"))
    return folder


def printed(issue: Path, text: str) -> None:
    """Give every house style of the workspace a ``print`` of its own."""
    for file in (issue.parents[1] / "layouts").glob("*.yaml"):
        lines = file.read_text(encoding="utf-8").splitlines()
        if any(line.startswith("paper:") for line in lines):
            lines = [line for line in lines if not line.startswith("print:")]
            file.write_text("\n".join([*lines, f"print: {{{text}}}", ""]), encoding="utf-8")


def build(issue: Path, *more: str) -> int:
    return main(["build", str(issue), "--quiet", *more])


def files(issue: Path) -> set[str]:
    out = issue / "out"
    return {p.relative_to(out).as_posix() for p in out.rglob("*.pdf")} - {"edition.pdf"}


def boxes(file: Path) -> dict[str, list[float]]:
    with pikepdf.open(file) as document:
        return {key: [float(n) for n in document.pages[0][f"/{key}"]] for key in ("MediaBox", "TrimBox")}


def words(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_pages_have_no_marks_unless_they_are_asked_for(issue: Path) -> None:
    assert build(issue) == 0
    for file in (issue / "out" / "pages").iterdir():
        sizes = boxes(file)
        assert sizes["MediaBox"] == sizes["TrimBox"]
        assert b"/All" not in file.read_bytes()


def test_both_pages_of_a_spread_in_one_file(issue: Path, tool: Tool) -> None:
    assert build(issue) == 0
    halves = files(issue)
    printed(issue, "spreads: whole")
    assert build(issue) == 0
    (whole,) = files(issue) - halves
    assert re.fullmatch(r"pages/0\d-\d\.pdf", whole)
    left = issue / "out" / "pages" / f"{whole[6:8]}.pdf"
    right = issue / "out" / "pages" / f"0{whole[9]}.pdf"
    wide = boxes(issue / "out" / whole)["TrimBox"]
    assert wide[2] == pytest.approx(boxes(left)["TrimBox"][2] + boxes(right)["TrimBox"][2])
    both = words(tool("pdftotext", "-raw", issue / "out" / whole, "-"))
    for half in (left, right):
        alone = words(tool("pdftotext", "-raw", half, "-"))
        assert sorted(alone)
        assert not set(alone) - set(both)
    # What is not asked for any longer goes.
    printed(issue, "spreads: halves")
    assert build(issue) == 0
    assert files(issue) == halves


def test_sheets_are_in_press_order(issue: Path, tool: Tool) -> None:
    assert build(issue, "--sheets") == 0
    sheets = sorted(name for name in files(issue) if name.startswith("sheets/"))
    assert sheets[:2] == ["sheets/01a.pdf", "sheets/01b.pdf"]
    page = boxes(issue / "out" / "pages" / "01.pdf")["TrimBox"]
    side = boxes(issue / "out" / "sheets" / "01a.pdf")["TrimBox"]
    assert side == pytest.approx([0, 0, 2 * page[2], page[3]])
    first = words(tool("pdftotext", "-raw", issue / "out" / "pages" / "01.pdf", "-"))
    half = page[2]
    cut = ("-x", str(int(half)), "-y", "0", "-W", str(int(half)), "-H", str(int(page[3])))
    assert words(tool("pdftotext", "-raw", *cut, issue / "out" / "sheets" / "01a.pdf", "-")) == first
    with pikepdf.open(issue / "out" / "sheets" / "01a.pdf") as document:
        assert str(document.trailer.Info.GTS_PDFXVersion) == "PDF/X-1:2001"


def test_a_side_without_one_of_its_pages_is_not_made(issue: Path) -> None:
    assert build(issue, "--sheets", "--page", "1") == 0
    assert not [name for name in files(issue) if name.startswith("sheets/")]


def test_upper_pages_of_four_stand_on_their_heads(issue: Path) -> None:
    edition = issue / "edition.yaml"
    head = edition.read_text(encoding="utf-8").partition("pages:")[0]
    pages = "".join(f"  - {{page: {n}, section: 要闻, layout: front-of-spread}}\n" for n in range(1, 9))
    edition.write_text(f"{head}pages:\n{pages}", encoding="utf-8")
    printed(issue, "sheets: 4")
    assert build(issue) == 0
    assert {name for name in files(issue) if name.startswith("sheets/")} == {
        "sheets/01a.pdf",
        "sheets/01b.pdf",
    }
    width, height = boxes(issue / "out" / "pages" / "01.pdf")["TrimBox"][2:]
    with pikepdf.open(issue / "out" / "sheets" / "01a.pdf") as document:
        placed = [
            [float(n) for n in operands]
            for operands, operator in pikepdf.parse_content_stream(document.pages[0])
            if str(operator) == "cm"
        ]
    # In reading order of the side: 5 and 4 on their heads above, 8 and 1 below.
    assert placed == [
        pytest.approx([-1, 0, 0, -1, width, height]),
        pytest.approx([-1, 0, 0, -1, 2 * width, height]),
        pytest.approx([1, 0, 0, 1, 0, height]),
        pytest.approx([1, 0, 0, 1, width, height]),
    ]


def test_marks_stand_outside_the_trim_and_are_on_every_plate(issue: Path) -> None:
    printed(issue, "marks: all")
    assert build(issue) == 0
    file = issue / "out" / "pages" / "01.pdf"
    sizes = boxes(file)
    left, bottom, right, top = sizes["TrimBox"]
    assert left > 30
    assert sizes["MediaBox"][2] - right == pytest.approx(left)
    with pikepdf.open(file) as document:
        page = document.pages[0]
        (spaces,) = [page.Resources.ColorSpace]
        marks = [key for key in spaces if str(spaces[key][1]) == "/All"]
        assert len(marks) == 1
        inside = strokes_inside(page, marks[0], (left, bottom, right, top))
    assert inside == 0


def strokes_inside(page: pikepdf.Page, space: str, trim: tuple[float, float, float, float]) -> int:
    """How many points of lines in a colour space lie inside the trim."""
    left, bottom, right, top = trim
    chosen, count, points = "", 0, []
    for operands, operator in pikepdf.parse_content_stream(page):
        word = str(operator)
        if word == "CS":
            chosen = str(operands[0])
        elif word == "K":
            chosen = ""
        elif word in {"m", "l", "c"}:
            values = [float(n) for n in operands]
            points += list(zip(values[0::2], values[1::2], strict=True))
        elif word in {"S", "f", "f*", "n"}:
            if word == "S" and chosen == space:
                count += sum(left < x < right and bottom < y < top for x, y in points)
            points = []
    return count


def test_the_slug_line_names_page_standard_and_plates(issue: Path, tool: Tool) -> None:
    printed(issue, "marks: [slug]")
    assert build(issue) == 0
    text = tool("pdftotext", "-raw", issue / "out" / "pages" / "02.pdf", "-").splitlines()
    (slug,) = [line for line in text if "PDF/X-1a:2001" in line]
    assert "第2版" in slug.replace(" ", "")
    assert re.search(r"\d{4}-\d{2}-\d{2}", slug)
    assert slug.split()[-4:] == ["Cyan", "Magenta", "Yellow", "Black"]


def test_a_page_in_black_alone_has_no_other_ink(issue: Path, tool: Tool, tmp_path: Path) -> None:
    printed(issue, "inks: black, marks: [bar, slug]")
    assert build(issue) == 0
    file = issue / "out" / "pages" / "02.pdf"
    ink = tool("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=inkcov", "-o", "-", file).split()
    assert [float(n) for n in ink[:3]] == [0, 0, 0]
    assert float(ink[3]) > 0
    with pikepdf.open(io.BytesIO(file.read_bytes())) as document:
        assert "Cyan" not in tool("pdftotext", "-raw", file, "-")
        colours = {
            tuple(float(n) for n in operands)
            for operands, operator in pikepdf.parse_content_stream(document.pages[0])
            if str(operator) in {"k", "K"}
        }
    assert all(c == m == y == 0 for c, m, y, _ in colours)
