"""Faults of placed PDFs are told where they were placed, with what was done about them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from golden_issue import Issue
from pdf_sheets import Sheet
from pikepdf import Array, Dictionary, Name

PLACED = Path(__file__).parents[1] / "render" / "placed"
CODES = {"placed-pdf-fault", "placed-pdf-pages", "advert-size"}
Placed = Callable[..., list[dict[str, object]]]


@pytest.fixture
def placed(tmp_path: Path) -> Placed:
    """What is told of a page whose advertisement is this PDF, by the codes of placed PDFs."""

    def build(data: bytes, *more: str, status: int | None = None) -> list[dict[str, object]]:
        made = Issue(tmp_path, "advertisement")
        names = re.findall(
            r"[\w./-]+\.(?:jpg|png|svg|pdf)", (made.folder / "edition.yaml").read_text(encoding="utf-8")
        )
        (made.folder / "ads").mkdir(exist_ok=True)
        (made.folder / "ads" / "new.pdf").write_bytes(data)
        made.change("edition.yaml", names[0], "new.pdf")
        found = made.build(*more)
        assert status is None or found == status
        assert (made.folder / "out" / "pages" / "01.pdf").exists() == (found == 0)
        return [f for f in made.report["findings"] if f["code"] in CODES]

    return build


def sized(data: bytes, width: float = 300.0, height: float = 200.0) -> bytes:
    """The same page with another trim."""
    with pikepdf.open(io.BytesIO(data)) as document:
        document.pages[0].MediaBox = document.pages[0].TrimBox = Array([0, 0, width, height])
        file = io.BytesIO()
        document.save(file, static_id=True)
        return file.getvalue()


def said(told: list[dict[str, object]]) -> str:
    return " ".join(str(f["message"]) for f in told)


def test_colours_of_screens_are_told_with_what_was_done(placed: Placed) -> None:
    told = placed((PLACED / "cairo-blends.pdf").read_bytes(), status=0)
    (one,) = [f for f in told if "DeviceRGB" in str(f["message"])]
    assert one["severity"] == "info"
    assert "已换成油墨" in str(one["message"])
    assert str(one["file"]).endswith("edition.yaml")
    assert one["page"] == 1


def test_transparency_is_flattened_and_told_in_the_old_standard(placed: Placed) -> None:
    data = (PLACED / "cairo-opacity.pdf").read_bytes()
    assert "已按印版拼合成图" in said(placed(data, status=0))


def test_transparency_stays_in_the_new_standard(placed: Placed, tmp_path: Path) -> None:
    placed((PLACED / "cairo-opacity.pdf").read_bytes(), "--standard", "pdfx-4", status=0)
    page = (tmp_path / "editions" / "advertisement" / "out" / "pages" / "01.pdf").read_bytes()
    with pikepdf.open(io.BytesIO(page)) as document:
        assert (
            any("/ca" in thing for thing in document.objects if isinstance(thing, Dictionary))
            or b"/ca " in page
        )


@pytest.mark.parametrize("pages", [1, 2, 3])
def test_pages_that_are_not_placed_are_told(placed: Placed, pages: int) -> None:
    with pikepdf.open(PLACED / "cairo-blends.pdf") as document:
        for _ in range(pages - 1):
            document.pages.append(document.pages[0])
        file = io.BytesIO()
        document.save(file, static_id=True)
    told = [f for f in placed(file.getvalue(), status=0) if f["code"] == "placed-pdf-pages"]
    assert [(f["amount"], f["severity"]) for f in told] == ([(pages, "warning")] if pages > 1 else [])


def test_a_font_that_is_not_embedded_keeps_the_page_from_the_plate(placed: Placed) -> None:
    told = placed((PLACED / "ghostscript.pdf").read_bytes(), status=1)
    (fault,) = [f for f in told if f["severity"] == "error"]
    assert "Helvetica" in str(fault["message"])
    assert fault["hints"]


def test_active_content_is_left_out_and_told(placed: Placed) -> None:
    sheet = Sheet()
    sheet.pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    told = placed(sheet.written(b"0 0 0 1 k 0 0 50 50 re f"), status=0)
    assert any("已去掉" in str(f["message"]) for f in told)


def test_an_advertisement_of_another_size_is_told_and_one_of_its_frame_s_size_is_not(tmp_path: Path) -> None:
    def sizes(name: str, data: bytes) -> list[str]:
        made = Issue(tmp_path / name, "advertisement")
        (made.folder / "ads").mkdir(exist_ok=True)
        (made.folder / "ads" / "new.pdf").write_bytes(data)
        made.change("edition.yaml", "[bank.png, bank.png]", "[new.pdf, new.pdf]")
        assert made.build() == 0
        return [str(f["message"]) for f in made.told("advert-size")]

    typst = (PLACED / "typst.pdf").read_bytes()
    (told,) = set(sizes("first", sized(typst, 600, 400)))
    found = re.search(r"放成了 (\d+)×(\d+) mm（(\d+)%）", told)
    assert found is not None
    assert int(found[3]) < 98
    points = [int(length) * 72 / 25.4 for length in found.groups()[:2]]
    assert sizes("second", sized(typst, *points)) == []
