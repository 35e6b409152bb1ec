"""A story that jumps and jumps again, through two sections, from its files to its pages and the report."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from typeset.cli import main

Tool = Callable[..., str]

HOUSE = """\
paper: 小样报
sheet: {trim: [125mm, 110mm], type_area: {top: 7mm, bottom: 7mm, inside: 9mm, outside: 4.8mm}}
grid: {columns: 4, measure: 8字, gutter: 1字, body: 9pt, leading: 12pt}
styles:
  body: {face: 宋, size: 9pt, indent: 2字, align: justify}
  headline: {face: 小标宋, white_below: 2pt, fit: {sizes: [24pt, 18pt, 14pt], squeeze: 85%..100%}}
  jump_head: {face: 小标宋, fit: {sizes: [14pt, 12pt]}}
jumps:
  source: （转{page}版）
  target: （接{page}版）
  numerals: arabic
  least_before: 2行
  least_after: 2行
  most_jumps: 2
"""
FOLIO = '  folio: {kind: folio, columns: 1-4, rows: 1-2, content: ["{paper}", "{page}　{section}"]}\n'
LAYOUTS = {
    "front": FOLIO + "  lead: {kind: story, columns: 1-4, rows: 4-22, story_columns: 4, jump: auto}\n",
    "plain": FOLIO + "  main: {kind: story, columns: 1-4, rows: 4-22, story_columns: 4}\n",
    # Neither frame of tails has room for all that does not fit on the front page.
    "third": FOLIO
    + "  main: {kind: story, columns: 1-4, rows: 4-11, story_columns: 4}\n"
    + "  tails: {kind: tails, columns: 1-4, rows: 13-22, story_columns: 4}\n",
    "second": FOLIO
    + "  tails: {kind: tails, columns: 1-4, rows: 4-12, story_columns: 4}\n"
    + "  main: {kind: story, columns: 1-4, rows: 14-22, story_columns: 4}\n",
}
PAGES = {
    "A1": ("front", "lead: harvest"),
    "A2": ("plain", "main: market"),
    "A3": ("third", "main: bridge"),
    "A4": ("plain", "main: school"),
    "B1": ("plain", "main: snow"),
    "B2": ("second", "main: verse"),
    "B3": ("plain", "main: kitchen"),
    "B4": ("plain", "main: lost"),
}
# No sentence is like another, so that copy which came twice or in another order would be seen.
HARVEST = [f"第{n}户把晒好的稻谷装进编织袋，过秤以后记在本子上，一共{n * 37}斤。" for n in range(1, 27)]


def copy(sentences: list[str]) -> str:
    return "\n\n".join("".join(sentences[n : n + 2]) for n in range(0, len(sentences), 2))


def write(issue: Path) -> None:
    """The workspace of an issue of two sections with four pages each."""
    layouts, stories = issue.parents[1] / "layouts", issue / "stories"
    layouts.mkdir()
    stories.mkdir(parents=True)
    (layouts / "small.yaml").write_text(HOUSE, encoding="utf-8")
    for name, frames in LAYOUTS.items():
        text = f"layout: {name}\nextends: small\nframes:\n{frames}"
        (layouts / f"{name}.yaml").write_text(text, encoding="utf-8")
    lines = ["extends: small", "date: 2026-11-22", "issue: 1", "pages:"]
    for page, (layout, placed) in PAGES.items():
        lines.append(f"  - {{page: {page}, section: 综合, layout: {layout}, place: {{{placed}}}}}")
        slug = placed.split()[-1]
        short = "---\nheadline: 短稿\n---\n" + "\n\n".join(["一句话。"] * 4) + "\n"
        (stories / f"{slug}.md").write_text(short, encoding="utf-8")
    (issue / "edition.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    long = "---\nheadline: 秋粮归仓\njump_headline: 秋粮\n---\n" + copy(HARVEST)
    (stories / "harvest.md").write_text(long + "\n", encoding="utf-8")


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    folder = tmp_path / "editions" / "day"
    write(folder)
    return folder


@pytest.fixture
def pages(issue: Path, tool: Tool) -> dict[str, str]:
    """The issue is built; what another program reads on each of its pages."""
    assert main(["build", str(issue), "--quiet"]) == 0

    def read(page: str) -> str:
        file = issue / "out" / "pages" / f"{page[0]}0{page[1]}.pdf"
        return "".join(tool("pdftotext", "-raw", "-enc", "UTF-8", file, "-").split())

    return {page: read(page) for page in PAGES}


def report_of(issue: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((issue / "out" / "report.json").read_text(encoding="utf-8"))
    return loaded


def test_every_line_names_the_page_next_in_the_chain(pages: dict[str, str]) -> None:
    lines = {"（转A3版）": "A1", "（接A1版）": "A3", "（转B2版）": "A3", "（接A3版）": "B2"}
    for line, page in lines.items():
        assert [name for name, text in pages.items() for _ in range(text.count(line))] == [page], line
    everything = "".join(pages.values())
    assert everything.count("（转") == everything.count("（接") == 2


def test_the_three_parts_joined_are_the_source(pages: dict[str, str]) -> None:
    first = pages["A1"].partition("秋粮归仓")[2].partition("（转A3版）")[0]
    middle = pages["A3"].partition("秋粮（接A1版）")[2].partition("（转B2版）")[0]
    last = pages["B2"].partition("秋粮（接A3版）")[2]
    assert all((first, middle, last))
    source = "".join(HARVEST)
    assert source.startswith(first + middle)
    assert (first + middle + last).startswith(source)
    assert first[-1] == middle[-1] == "。"


def test_the_ledger_has_both_jumps_in_order(pages: dict[str, str], issue: Path) -> None:
    report = report_of(issue)
    ends = [(j["story"], j["from"], j["to"]) for j in report["jumps"]]
    first = {"page": 1, "page_name": "A1", "frame": "lead"}
    middle = {"page": 3, "page_name": "A3", "frame": "tails"}
    last = {"page": 6, "page_name": "B2", "frame": "tails"}
    assert ends == [("harvest", first, middle), ("harvest", middle, last)]
    assert [(j["source_text"], j["target_text"]) for j in report["jumps"]] == [
        ("（转A3版）", "（接A1版）"),
        ("（转B2版）", "（接A3版）"),
    ]
    (story,) = (s for s in report["stories"] if s["slug"] == "harvest")
    assert [part["page_name"] for part in story["parts"]] == ["A1", "A3", "B2"]
    assert story["set"] == story["characters"]
