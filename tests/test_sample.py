"""The sample newspaper, looked at from outside: its files through programs that are not ours."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

import typeset
from typeset.cli import main
from typeset.units import EM_ASCENT

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "editions" / "2026-11-22"
Tool = Callable[..., str]
STORIES = sorted(path.stem for path in (SAMPLE / "stories").glob("*.md"))
PAGES = ("01", "02", "03", "04")


def without_space(text: str) -> str:
    return re.sub(r"\s", "", text)


def source_text(path: Path) -> str:
    """The body of a story, read without our reader: front matter, pictures and Markdown's marks taken off."""
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    dateline = re.search(r"^dateline: *(.*)$", front, re.MULTILINE)
    paragraphs = [p for p in body.strip().splitlines() if p and not p.startswith("![")]
    plain = [re.sub(r"^## ", "", re.sub(r"^- ", "■", re.sub(r"\*\*?", "", p))) for p in paragraphs]
    return without_space((dateline.group(1) if dateline else "") + "".join(plain))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("sample")
    assert main(["build", str(SAMPLE), "--quiet", "-o", str(out)]) == 0
    return out


@pytest.fixture(scope="session")
def report(built: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((built / "report.json").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture
def page_text(built: Path, tool: Tool) -> Callable[[int], str]:
    """All text of a page in the order it is drawn, white space removed."""

    def text(number: int) -> str:
        return without_space(tool("pdftotext", "-raw", built / "pages" / f"{number:02}.pdf", "-"))

    return text


def test_the_sample_is_what_the_readme_says(report: dict[str, Any], built: Path) -> None:
    assert sorted(p.name for p in (built / "pages").iterdir()) == [f"{n}.pdf" for n in PAGES]
    assert sum(story["characters"] for story in report["stories"]) >= 20_000
    assert len(report["stories"]) >= 14
    assert {j["story"] for j in report["jumps"]} == {"plenary", "inspection", "new-chapter"}
    assert {(j["from"]["page"], j["to"]["page"]) for j in report["jumps"]} == {(1, 4)}
    assert not [f for f in report["findings"] if f["severity"] != "info"]


@pytest.mark.parametrize("slug", STORIES)
def test_a_story_comes_out_as_it_was_written(
    slug: str, report: dict[str, Any], page_text: Callable[[int], str]
) -> None:
    source = source_text(SAMPLE / "stories" / f"{slug}.md")
    story = next(s for s in report["stories"] if s["slug"] == slug)
    assert story["set"] == story["characters"]
    found = ""
    rest = source
    for part in story["parts"]:
        length = part["last"] - part["first"]
        # Offsets count white space, the drawn text does not: take the longest beginning of the rest that stands there.
        text = page_text(part["page"])
        piece = next(rest[:n] for n in range(min(length, len(rest)), 0, -1) if rest[:n] in text)
        assert length - len(piece) <= 40, "white space of a part"
        found += piece
        rest = rest[len(piece) :]
    assert rest == ""
    assert found == source


def test_jump_lines_are_paired(page_text: Callable[[int], str]) -> None:
    text = "".join(page_text(number) for number in range(1, 5))
    assert text.count("（下转第四版）") == text.count("下转") == 3
    assert text.count("（上接第一版）") == text.count("上接") == 3
    assert "详见二、三版" in page_text(1)
    assert "详见四版" in page_text(1)


def test_another_program_reads_the_same_jump_lines(built: Path, tool: Tool) -> None:
    text = tool("mutool", "draw", "-q", "-F", "txt", built / "edition.pdf")
    assert text.count("下转第四版") == text.count("上接第一版") == 3


@pytest.mark.parametrize("name", [*(f"pages/{n}.pdf" for n in PAGES), "edition.pdf"])
def test_fonts_are_embedded_subsets_with_unicode(built: Path, tool: Tool, name: str) -> None:
    rows = tool("pdffonts", built / name).splitlines()[2:]
    assert rows
    for row in rows:
        assert re.search(r"CID (Type 0C|TrueType)\s+Identity-H\s+yes yes yes", row), row
    names = [row.split()[0] for row in rows]
    assert all(re.match(r"[A-Z]{6}\+", name) for name in names)


@pytest.mark.parametrize("name", [*(f"pages/{n}.pdf" for n in PAGES), "edition.pdf"])
def test_files_are_sound(built: Path, tool: Tool, name: str) -> None:
    said = tool("qpdf", "--check", built / name)
    assert "WARNING" not in said
    assert "No syntax or stream encoding errors found" in said


def test_boxes_are_the_sheet(built: Path, tool: Tool) -> None:
    said = tool("pdfinfo", "-box", built / "pages" / "01.pdf")
    for box in ("MediaBox", "CropBox", "BleedBox", "TrimBox"):
        assert re.search(rf"{box}:\s+0\.00\s+0\.00\s+1105\.51\s+1539\.21", said), said


def test_a_page_without_pictures_is_on_the_black_plate_only(built: Path, tool: Tool) -> None:
    said = tool("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=inkcov", "-o", "-", built / "pages" / "03.pdf")
    cyan, magenta, yellow, black = map(float, said.split()[:4])
    assert (cyan, magenta, yellow) == (0, 0, 0)
    assert black > 0.03


def test_the_same_input_gives_the_same_bytes(built: Path, tmp_path: Path) -> None:
    assert main(["build", str(SAMPLE), "--quiet", "-o", str(tmp_path), "--jobs", "2"]) == 0
    for file in sorted(built.rglob("*.*")):
        assert (tmp_path / file.relative_to(built)).read_bytes() == file.read_bytes(), file.name


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of the sample that may be spoiled."""
    shutil.copytree(ROOT / "layouts", tmp_path / "layouts")
    shutil.copytree(SAMPLE, tmp_path / "editions" / "day", ignore=shutil.ignore_patterns("out"))
    return tmp_path / "editions" / "day"


def overset(workspace: Path, status: int) -> list[dict[str, Any]]:
    out = workspace / "out"
    assert main(["build", str(workspace), "--quiet", "-o", str(out)]) == status
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    return [f for f in report["findings"] if f["code"] == "overset"]


def test_three_thousand_characters_too_many(workspace: Path) -> None:
    lead = workspace / "stories" / "plenary.md"
    text = lead.read_text(encoding="utf-8").rstrip("\n")
    more = "会场外的银杏落了一地，工作人员把会议文件一份份装进纸袋，送往各个街镇。"
    longer = text + "\n\n" + (more * 100)[:3000]
    lead.write_text(longer + "\n", encoding="utf-8")

    found = overset(workspace, 1)
    assert [f["story"] for f in found] == ["plenary"]
    assert found[0]["unit"] == "characters"
    assert found[0]["file"] == "editions/day/stories/plenary.md"
    assert not (workspace / "out" / "pages" / "04.pdf").exists()
    assert (workspace / "out" / "edition.pdf").exists()

    lead.write_text(longer[: -found[0]["amount"]] + "\n", encoding="utf-8")
    assert overset(workspace, 0) == []
    assert (workspace / "out" / "pages" / "04.pdf").exists()

    # What it says is also needed: with a line and a half less cut, copy is overset again.
    lead.write_text(longer[: 36 - found[0]["amount"]] + "\n", encoding="utf-8")
    assert overset(workspace, 1)[0]["amount"] <= 36 + 25


@pytest.mark.parametrize("edition", ["school", "starter"])
def test_the_small_samples_build_clean(edition: str, tmp_path: Path) -> None:
    folder = ROOT / "editions" / edition
    assert main(["build", str(folder), "--quiet", "-o", str(tmp_path), "--fail-on", "warning"]) == 0


def test_every_line_of_body_copy_stands_on_the_grid_of_its_page(built: Path, tool: Tool) -> None:
    # Read back from the glyphs of the PDF by another program: the share of body baselines on the grid is 100 %.
    edition = typeset.load(SAMPLE).edition
    for page in edition.pages:
        layout, body = page.layout, page.styles["body"]
        top = (
            layout.sheet.top
            + (layout.grid.leading - layout.grid.body) // 2
            + EM_ASCENT * layout.grid.body // 1000
        )
        stext = tool(
            "mutool", "draw", "-q", "-F", "stext", "-o", "-", str(built / f"pages/{page.number:02}.pdf")
        )
        found: list[float] = []
        for font in ElementTree.fromstring(stext).iter("font"):
            if "Song" in font.attrib["name"] and abs(float(font.attrib["size"]) * 1000 - body.size) < 20:
                found += [float(char.attrib["y"]) * 1000 - top for char in font.iter("char")]
        off = [y for y in found if min(y % layout.grid.leading, -y % layout.grid.leading) > 20]
        assert len(found) > 3000
        assert not off
