"""``build --debug``: a layer in the proof that screens show and printers leave out; page files do not know of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from typeset import press

GOLDEN = Path(__file__).parent.parent / "golden"
SLUG = "jump-to-later-page"
Tool = Callable[..., str]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One edition built twice: in ``plain`` and in ``debug``."""
    folder = tmp_path_factory.mktemp("aids")
    shutil.copytree(GOLDEN / "layouts", folder / "layouts")
    shutil.copytree(GOLDEN / "editions" / SLUG, folder / "editions" / SLUG)
    loaded = press.load(folder / "editions" / SLUG)
    press.build(loaded, out=folder / "plain")
    press.build(loaded, out=folder / "debug", options=press.BuildOptions(debug=True))
    return folder


def test_page_files_and_report_are_the_same_with_and_without(built: Path) -> None:
    names = ["report.json", *(f"pages/{file.name}" for file in (built / "plain" / "pages").iterdir())]
    assert len(names) == 4
    for name in names:
        assert (built / "plain" / name).read_bytes() == (built / "debug" / name).read_bytes()


def test_only_the_proof_of_a_debug_build_has_a_layer(built: Path) -> None:
    for file in (*built.glob("*/pages/*.pdf"), built / "plain" / "edition.pdf"):
        data = file.read_bytes()
        assert data.startswith(b"%PDF-1.3\n" if file.parent.name == "pages" else b"%PDF-1.7\n")
        with pikepdf.open(file) as document:
            assert "/OCProperties" not in document.Root
            assert all("/Properties" not in page.Resources for page in document.pages)
    proof = built / "debug" / "edition.pdf"
    with pikepdf.open(proof) as document:
        assert "/OCProperties" in document.Root


def test_the_layer_is_for_screens_and_off_for_print(built: Path) -> None:
    with pikepdf.open(built / "debug" / "edition.pdf") as document:
        properties = document.Root.OCProperties
        (group,) = properties.OCGs
        assert str(group.Name) == "排版辅助 / layout aids"
        assert group.Intent == "/View"
        assert group.Usage.View.ViewState == "/ON"
        assert group.Usage.Print.PrintState == "/OFF"
        assert [item.objgen for item in properties.D.Order] == [group.objgen]
        events = {str(entry.Event): entry for entry in properties.D.AS}
        assert events.keys() == {"/View", "/Print", "/Export"}
        for event, entry in events.items():
            assert [str(word) for word in entry.Category] == [event]
            assert entry.OCGs[0].objgen == group.objgen
        for page in document.pages:
            assert page.Resources.Properties.L1.objgen == group.objgen
            content = page.Contents.read_bytes()
            assert content.count(b"/OC /L1 BDC") == 1
            assert content.endswith(b"EMC")


def _pixels(file: Path, page: int, *, printing: bool) -> bytes:
    document = pypdfium2.PdfDocument(file)
    try:
        return bytes(document[page].render(scale=1, optimize_mode="print" if printing else None).buffer)
    finally:
        document.close()


def test_on_paper_the_proof_is_the_same_and_on_a_screen_it_is_not(built: Path) -> None:
    plain, debug = (built / name / "edition.pdf" for name in ("plain", "debug"))
    for page in (0, 1):
        assert _pixels(plain, page, printing=True) == _pixels(debug, page, printing=True)
        assert _pixels(plain, page, printing=False) != _pixels(debug, page, printing=False)


def test_the_proof_is_a_clean_file(built: Path, tool: Tool) -> None:
    proof = built / "debug" / "edition.pdf"
    assert "No syntax or stream encoding errors" in tool("qpdf", "--check", proof)
    fonts = tool("pdffonts", proof).splitlines()[2:]
    assert fonts
    assert all("Helvetica" not in line for line in fonts)


def test_the_layer_names_frames_and_lines(built: Path, tool: Tool) -> None:
    text = tool("pdftotext", "-raw", built / "debug" / "edition.pdf", "-")
    assert "1-16行" in text.replace(" ", "")
    assert "16行" not in tool("pdftotext", "-raw", built / "plain" / "edition.pdf", "-")


def test_with_page_files_only_there_is_no_proof(built: Path, tmp_path: Path) -> None:
    loaded = press.load(built / "editions" / SLUG)
    options = press.BuildOptions(debug=True, only="pages")
    done = press.build(loaded, out=tmp_path / "out", options=options)
    assert {file.name for file in done.files} == {"01.pdf", "02.pdf", "03.pdf", "SHA256SUMS", "report.json"}
