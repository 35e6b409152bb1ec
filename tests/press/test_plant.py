"""What goes to the plant: names, standards and digests of page files."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace

import typeset
from typeset.cli import main
from typeset.findings import TypesetError
from typeset.press.plant import manifest, page_files

ROOT = Path(__file__).parents[2]
PATTERN = 'print: {{file_name: "{}", paper_code: YTSB}}\n'


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """A copy of the starter edition."""
    shutil.copytree(ROOT / "layouts", tmp_path / "layouts")
    folder = tmp_path / "editions" / "day"
    shutil.copytree(ROOT / "editions" / "starter", folder, ignore=shutil.ignore_patterns("out"))
    return folder


def build(edition: Path, *more: str) -> int:
    return main(["build", str(edition), "--quiet", *more])


def house(edition: Path, text: str) -> None:
    """Add keys to the house style of the starter."""
    file = edition.parents[1] / "layouts" / "starter.yaml"
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("print:")]
    file.write_text("\n".join(lines) + "\n" + text, encoding="utf-8")


def pages(edition: Path) -> list[str]:
    return sorted(file.name for file in (edition / "out" / "pages").iterdir())


def checked(edition: Path) -> str:
    run = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],
        check=False,
        cwd=edition / "out",
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_names_follow_the_pattern_and_the_list_has_their_digests(edition: Path) -> None:
    house(edition, PATTERN.format("{paper}{date:%Y%m%d}{page:02}"))
    assert build(edition) == 0
    date = next(
        line for line in (edition / "edition.yaml").read_text("utf-8").splitlines() if "date:" in line
    )
    day = date.partition("date:")[2].split("#")[0].strip().replace("-", "")
    assert pages(edition) == [f"YTSB{day}01.pdf", f"YTSB{day}02.pdf"]
    assert checked(edition).count(": OK") == 2


def test_files_under_names_of_an_earlier_pattern_go(edition: Path) -> None:
    house(edition, PATTERN.format("{paper}-{page}"))
    assert build(edition) == 0
    assert pages(edition) == ["YTSB-1.pdf", "YTSB-2.pdf"]
    house(edition, "")
    assert build(edition) == 0
    assert pages(edition) == ["01.pdf", "02.pdf"]
    assert checked(edition).count(": OK") == 2


def test_one_page_built_again_keeps_the_digests_of_the_others(edition: Path) -> None:
    assert build(edition) == 0
    before = (edition / "out" / "SHA256SUMS").read_text("utf-8")
    assert build(edition, "--page", "2", "--standard", "pdfx-1a-2003") == 0
    after = (edition / "out" / "SHA256SUMS").read_text("utf-8")
    assert before.splitlines()[0] == after.splitlines()[0]
    assert before.splitlines()[1] != after.splitlines()[1]
    assert checked(edition).count(": OK") == 2


def test_a_list_somebody_spoiled_is_made_anew() -> None:
    digest = "0" * 64
    spoiled = f"{digest}  pages/01.pdf\n{digest}  ../../etc/passwd\nrubbish\n{digest}  pages/99.pdf\n"
    made = manifest({"pages/02.pdf": b"x"}, spoiled, {"pages/01.pdf", "pages/02.pdf"})
    assert made == f"{digest}  pages/01.pdf\n{hashlib.sha256(b'x').hexdigest()}  pages/02.pdf\n"


@pytest.mark.parametrize(
    ("standard", "version", "conformance"),
    [("pdfx-1a", "PDF/X-1:2001", "PDF/X-1a:2001"), ("pdfx-1a-2003", "PDF/X-1a:2003", None)],
)
def test_the_standard_asked_for_is_that_of_page_files_alone(
    edition: Path, standard: str, version: str, conformance: str | None
) -> None:
    house(edition, "print: {standard: pdfx-4}\n")
    assert build(edition, "--standard", standard) == 0
    with pikepdf.open(io.BytesIO((edition / "out" / "pages" / "01.pdf").read_bytes())) as document:
        told = document.trailer.Info
        assert str(told.GTS_PDFXVersion) == version
        assert (str(told.GTS_PDFXConformance) if "/GTS_PDFXConformance" in told else None) == conformance
    with pikepdf.open(edition / "out" / "edition.pdf") as proof:
        assert "/GTS_PDFXVersion" not in proof.trailer.Info


def test_two_pages_never_have_one_name(edition: Path) -> None:
    """Two layouts with patterns that are good by themselves, and page 1 of the one is called as page 11 of the other."""
    issue = typeset.load(edition).edition
    first, second = issue.pages
    one = replace(first, printing=replace(first.printing, file_name="A0{page}1"))
    other = replace(second, number=11, printing=replace(second.printing, file_name="A{page:03}"))
    with pytest.raises(TypesetError) as caught:
        page_files(replace(issue, pages=(one, other)))
    assert {f.code for f in caught.value.findings} == {"same-file-name"}
    assert page_files(replace(issue, pages=(one, replace(other, number=2)))) == {
        1: "pages/A011.pdf",
        2: "pages/A002.pdf",
    }
