"""The jumps of the sample, read back from its PDF by two programs that are not ours."""

from __future__ import annotations

import itertools
import json
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from test_sample import SAMPLE, source_text, without_space

import typeset
from typeset.cli import main
from typeset.model.edition import PageSpec
from typeset.units import EM_ASCENT

Tool = Callable[..., str]
Reading = Callable[[int], str]
PAGES = range(1, 9)
TAILS_PAGE = 4
NUMERALS = "一二三四五六七八"
# What stands over the tails of the stories that jump: their `jump_headline`.
HEADS = {"plenary": "区委全会", "inspection": "项目建设调研", "new-chapter": "新篇章"}
# How each program is asked for the text of a page, in the order it is drawn.
COMMANDS = {
    "pdftotext": ("pdftotext", "-raw", "-enc", "UTF-8", "{}", "-"),
    "mutool": ("mutool", "draw", "-q", "-F", "txt", "{}"),
}
SENTENCE_END = re.compile(r"[。！？][”’』」）》〉】]*\Z")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the sample and its report; the ledger of its jumps is in the report."""
    out = tmp_path_factory.mktemp("sample")
    assert main(["build", str(SAMPLE), "--quiet", "-o", str(out), "--only", "pages"]) == 0
    return out


@pytest.fixture(scope="module")
def report(built: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((built / "report.json").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(params=sorted(COMMANDS))
def reading(request: pytest.FixtureRequest, built: Path, tool: Tool) -> Reading:
    """The text of a page as one of the programs reads it, in the order it is drawn, white space removed."""

    def read(number: int) -> str:
        file = str(built / "pages" / f"{number:02}.pdf")
        return without_space(tool(*(part.format(file) for part in COMMANDS[request.param])))

    return cache(read)


def parted(slug: str, reading: Reading) -> tuple[str, str]:
    """The copy of a story as it was typed: what page 1 shows of it, and the rest."""
    copy, _ = source_text(SAMPLE / "stories" / f"{slug}.md")
    shown = next(n for n in range(len(copy), 0, -1) if copy[:n] in reading(1))
    return copy[:shown], copy[shown:]


def test_every_line_that_sends_on_has_one_that_takes_up(reading: Reading) -> None:
    sent = [(n, to) for n in PAGES for to in re.findall(r"（下转第(.)版）", reading(n))]
    taken = [(n, by) for n in PAGES for by in re.findall(r"（上接第(.)版）", reading(n))]
    assert sum(reading(n).count("下转") for n in PAGES) == len(sent) == 3
    assert sum(reading(n).count("上接") for n in PAGES) == len(taken) == 3
    assert all(NUMERALS.index(to) + 1 > page for page, to in sent)
    assert sorted((page, NUMERALS.index(to) + 1) for page, to in sent) == sorted(
        (NUMERALS.index(by) + 1, page) for page, by in taken
    )
    assert {(page, to) for page, to in sent} == {(1, NUMERALS[TAILS_PAGE - 1])}


@pytest.mark.parametrize("slug", HEADS)
def test_the_tail_goes_on_with_the_character_after_the_last_of_page_one(slug: str, reading: Reading) -> None:
    before, after = parted(slug, reading)
    assert f"{before}（下转第四版）" in reading(1)
    assert f"{HEADS[slug]}（上接第一版）{after}" in reading(TAILS_PAGE)
    assert after
    assert SENTENCE_END.search(before), f"torn: {before[-20:]}"
    # Nor is a quotation left open for the reader to close on another page.
    assert before.count("“") == before.count("”")


def test_the_ledger_says_what_the_pages_say(report: dict[str, Any]) -> None:
    assert {j["story"] for j in report["jumps"]} == set(HEADS)
    for jump in report["jumps"]:
        assert (jump["from"]["page"], jump["to"]["page"], jump["to"]["frame"]) == (1, TAILS_PAGE, "tails")
        assert jump["cut"] in {"sentence", "paragraph"}
        assert jump["white_lines"] == 0
    assert not [f for f in report["findings"] if f["severity"] != "info"]


@dataclass(frozen=True)
class Glyph:
    """A character on a page: the left end of its baseline, and its size, in points."""

    char: str
    x: float
    y: float
    size: float


def glyphs(built: Path, tool: Tool, number: int) -> Iterator[Glyph]:
    file = built / "pages" / f"{number:02}.pdf"
    for font in ElementTree.fromstring(tool("mutool", "draw", "-q", "-F", "stext", "-o", "-", file)).iter(
        "font"
    ):
        for char in font.iter("char"):
            at = char.attrib
            if at["c"].strip():
                yield Glyph(at["c"], float(at["x"]), float(at["y"]), float(font.attrib["size"]))


@dataclass(frozen=True)
class TailsFrame:
    """The frame the stories go on in: its glyphs, and the baselines of its grid."""

    middle: float
    first: float
    last: float
    leading: float
    body: float
    glyphs: tuple[Glyph, ...]

    def column(self, number: int) -> list[float]:
        """The baselines in one of its two columns, each once, from the top."""
        return sorted({g.y for g in self.glyphs if (g.x >= self.middle) is bool(number)})

    def heads(self) -> list[Glyph]:
        """The first character of every head: what is larger than the copy."""
        larger = sorted((g for g in self.glyphs if g.size > self.body * 1.5), key=lambda g: (g.y, g.x))
        return [next(line) for _, line in itertools.groupby(larger, key=lambda g: g.y)]


@pytest.fixture(scope="module")
def page() -> PageSpec:
    return next(p for p in typeset.load(SAMPLE).edition.pages if p.number == TAILS_PAGE)


@pytest.fixture
def tails(built: Path, report: dict[str, Any], tool: Tool, page: PageSpec) -> TailsFrame:
    grid, frame = page.layout.grid, page.layout.frame("tails")
    assert frame is not None
    parts = [part for story in report["stories"] for part in story["parts"]]
    boxes = [p["box"] for p in parts if (p["page"], p["frame"]) == (TAILS_PAGE, "tails")]
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    leading = grid.leading / 1000
    in_its_row = (grid.leading - grid.body) // 2 + EM_ASCENT * grid.body // 1000
    first, last = ((page.layout.sheet.top + in_its_row) / 1000 + (row - 1) * leading for row in frame.rows)
    inside = tuple(
        glyph
        for glyph in glyphs(built, tool, TAILS_PAGE)
        if left - 1 <= glyph.x < right and first - 1 <= glyph.y <= last + leading
    )
    return TailsFrame((left + right) / 2, first, last, leading, grid.body / 1000, inside)


def test_the_tails_stand_to_the_foot_of_their_frame(tails: TailsFrame) -> None:
    for number in (0, 1):
        last = tails.column(number)[-1]
        assert tails.last - 2 * tails.leading <= last <= tails.last + 0.02


def test_no_hole_gapes_between_two_tails(tails: TailsFrame) -> None:
    heads = tails.heads()
    assert len(heads) == len(HEADS)
    assert heads[0].y - tails.first <= 3 * tails.leading + heads[0].size
    for head in heads[1:]:
        most = 3 + math.ceil(head.size / tails.leading)
        for number in (0, 1):
            lines = [y for y in tails.column(number) if abs(y - head.y) > 1]
            above = max(y for y in lines if y < head.y)
            below = min(y for y in lines if y > head.y)
            assert below - above - tails.leading <= most * tails.leading + 0.02
    # Within a tail nothing is wider than the white round a subhead.
    for number in (0, 1):
        lines = tails.column(number)
        for above, below in itertools.pairwise(lines):
            if not any(above <= head.y <= below for head in heads):
                assert below - above <= 3 * tails.leading


def test_the_columns_of_a_tail_end_evenly(tails: TailsFrame) -> None:
    heads = tails.heads()
    for foot in [*(head.y for head in heads[1:]), math.inf]:
        ends = [max(y for y in tails.column(number) if y < foot - 1) for number in (0, 1)]
        assert abs(ends[0] - ends[1]) <= tails.leading + 0.02


@pytest.mark.parametrize("slug", HEADS)
def test_the_head_of_a_tail_is_smaller_than_the_headline(slug: str, built: Path, tool: Tool) -> None:
    text = (SAMPLE / "stories" / f"{slug}.md").read_text(encoding="utf-8")
    headline = re.search(r"^headline: \|\n  (.*)", text, re.MULTILINE)
    assert headline
    front, inside = (list(glyphs(built, tool, number)) for number in (1, TAILS_PAGE))
    # A character may stand in a larger headline as well, but not all of them.
    large = min(max(g.size for g in front if g.char == char) for char in without_space(headline[1]))
    small = min(max(g.size for g in inside if g.char == char) for char in HEADS[slug])
    assert small < large
