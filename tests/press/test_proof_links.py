"""Jump lines of the proof are links both ways; page files have none. Read by another program."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from pypdfium2 import raw

from typeset.cli import main

SAMPLE = Path(__file__).parents[2] / "editions" / "2026-11-22"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("links")
    assert main(["build", str(SAMPLE), "--quiet", "-o", str(out)]) == 0
    return out


def links(document: pdfium.PdfDocument, index: int) -> Iterator[tuple[str, int, float]]:
    """What is printed under each link of a page, the page it leads to, and how far from its top."""
    page = document[index]
    text = page.get_textpage()
    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page.raw, ctypes.byref(position), ctypes.byref(link)):
        box = raw.FS_RECTF()
        raw.FPDFLink_GetAnnotRect(link, ctypes.byref(box))
        target = raw.FPDFLink_GetDest(document.raw, link)
        has = [raw.FPDF_BOOL() for _ in range(3)]
        at = [raw.FS_FLOAT() for _ in range(3)]
        raw.FPDFDest_GetLocationInPage(target, *map(ctypes.byref, (*has, *at)))
        words = text.get_text_bounded(box.left, box.bottom, box.right, box.top)
        yield words.strip(), raw.FPDFDest_GetDestPageIndex(document.raw, target), at[1].value


def test_every_jump_line_leads_to_its_continued_line_and_back(built: Path) -> None:
    document = pdfium.PdfDocument(built / "edition.pdf")
    found = {index: list(links(document, index)) for index in range(len(document))}
    assert [(words, page) for words, page, _ in found[0]] == [("（下转第四版）", 3)] * 3
    assert [(words, page) for words, page, _ in found[3]] == [("（上接第一版）", 0)] * 3
    assert not any(found[index] for index in (1, 2, 4, 5, 6, 7))
    # The link leads to a little above the line it belongs to.
    page = document[3]
    text = page.get_textpage()
    for _, _, top in found[0]:
        assert "上接第一版" in text.get_text_bounded(0, top - 60, page.get_width(), top)


def test_page_files_have_no_links(built: Path) -> None:
    for file in sorted((built / "pages").iterdir()):
        document = pdfium.PdfDocument(file)
        assert not list(links(document, 0)), file.name
