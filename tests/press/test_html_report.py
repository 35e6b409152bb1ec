"""The HTML report of the sample paper, from its files: light, alone, every finding marked where it is."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import html5lib
import pytest

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "editions" / "2026-11-22"
STARTER = ROOT / "editions" / "starter"


def html_of(edition: Path, *, after: str = "") -> str:
    """What ``typeset check --format html`` writes, in a process of its own in which something is run after it."""
    arguments = ["check", str(edition), "-q", "--level", "info", "--lang", "zh", "--format", "html"]
    program = f"import sys; from typeset.cli import main; main({arguments!r}); {after}"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def parsed(text: str) -> ET.Element:
    parser = html5lib.HTMLParser(
        tree=html5lib.getTreeBuilder("etree"), strict=True, namespaceHTMLElements=False
    )
    root: ET.Element = parser.parse(text)
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]
    return root


@pytest.fixture(scope="module")
def sample() -> str:
    return html_of(SAMPLE)


def test_the_sample_is_light(sample: str) -> None:
    assert 100_000 < len(sample.encode()) < 3_000_000


def test_every_finding_of_a_page_has_its_mark_there(sample: str) -> None:
    root = parsed(sample)
    sections = {e.get("id"): e for e in root.iter("section") if e.get("id")}
    assert list(sections) == [f"page-{n}" for n in range(1, 9)]
    marked = 0
    for section in sections.values():
        listed = {(e.get("id") or "")[1:] for e in section.iter("li")}
        marks = {
            (e.get("id") or "")[1:]: e for e in section.iter("a") if e.get("class", "").startswith("mark")
        }
        assert set(marks) == listed
        marked += len(marks)
    assert marked > 40


def test_all_copy_stands_on_the_pictures(sample: str) -> None:
    root = parsed(sample)
    drawn = "".join("".join(e.itertext()) for e in root.iter("text"))
    assert "云汀时报" in drawn
    assert "（下转第四版）" in drawn
    assert len(drawn) > 37_000


def test_no_picture_is_missing(sample: str) -> None:
    root = parsed(sample)
    assert len(list(root.iter("image"))) == 15
    assert not [e for e in root.iter() if e.get("class") == "missing"]


def test_a_story_with_a_script_in_it_is_harmless(tmp_path: Path) -> None:
    (tmp_path / "layouts").mkdir()
    for file in (ROOT / "layouts").glob("starter*.yaml"):
        shutil.copy(file, tmp_path / "layouts")
    edition = tmp_path / "editions" / "starter"
    shutil.copytree(STARTER, edition, ignore=shutil.ignore_patterns("out"))
    script = "<script>alert(1)</script>"
    story = edition / "stories" / "story.md"
    text = story.read_text(encoding="utf-8").replace("headline: 稿子怎样写", f"headline: '{script}'")
    story.write_text(f"{text}\n\n好{script}了。\n", encoding="utf-8")
    # Pages are drawn from the display list: no library for PDF is needed.
    after = "assert not {'reportlab', 'pikepdf', 'pypdfium2'} & set(sys.modules)"
    root = parsed(html_of(edition, after=after))
    assert not list(root.iter("script"))
    assert "alert(1)" in "".join("".join(e.itertext()) for e in root.iter("text"))
