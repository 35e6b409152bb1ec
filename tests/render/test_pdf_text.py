import datetime
import io
import re
from pathlib import Path

import pikepdf
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTFont

from typeset.model.placed import GlyphRun, Purpose
from typeset.model.style import BLACK
from typeset.render.pdf import Metadata, PdfRenderer

METADATA = Metadata(title="金城时报", date=datetime.date(2026, 11, 22))
ROLES = ("宋", "黑", "楷")


@pytest.fixture
def render(book, tmp_path):
    def make(*pages) -> Path:
        file = tmp_path / "out.pdf"
        file.write_bytes(PdfRenderer(METADATA).render(pages, book, lambda name: b""))
        return file

    return make


def extracted(tool, file: Path) -> dict[str, str]:
    def bare(text: str) -> str:
        return re.sub(r"\s", "", text)

    return {
        "poppler": bare(tool("pdftotext", "-raw", file, "-")),
        "mupdf": bare(tool("mutool", "draw", "-q", "-F", "text", file)),
    }


def positions(tool, file: Path) -> list[tuple[str, float, float]]:
    """Text and origin of each glyph as MuPDF draws it, in points from the lower left corner."""
    found = re.findall(
        r'<g unicode="([^"]*)" glyph="[^"]*" x="([^"]*)" y="([^"]*)"', tool("mutool", "trace", file)
    )
    return [(text, float(x), float(y)) for text, x, y in found]


@pytest.mark.parametrize("role", ROLES)
def test_what_was_typed_comes_out(role, page, line, render, tool):
    file = render(page(line(role, "昨天下午，区委十三届全会abc123１２３。\U00020bb7")))
    assert set(extracted(tool, file).values()) == {"昨天下午，区委十三届全会abc123１２３。\U00020bb7"}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("look", [(9_750, 1000), (9_750, 853), (56_000, 1100), (333, 1000)])
def test_every_glyph_stands_where_the_page_says(role, look, page, line, render, tool):
    size, stretch = look
    run = line(role, "昨天下午a1，全会", size=size, stretch=stretch, gap=77, y=123_457)
    got = positions(tool, render(page(run, bleed=9_000)))
    assert [text for text, _, _ in got] == list("昨天下午a1，全会")
    for (_, x, y), wanted in zip(got, run.xs, strict=True):
        assert x == pytest.approx(wanted / 1000 + 9, abs=0.01)
        assert y == pytest.approx(400 + 9 - 123.457, abs=0.001)


def test_rounding_does_not_add_up_along_a_line(page, line, render, tool):
    run = line("宋", "昨天下午" * 30, size=9_001, gap=-4_503, x=1_000)
    got = positions(tool, render(page(run)))
    assert max(abs(x - wanted / 1000) for (_, x, _), wanted in zip(got, run.xs, strict=True)) < 0.006


def test_glyphs_at_their_natural_place_need_no_adjustment(page, line, render):
    with pikepdf.open(render(page(line("宋", "昨天下午", size=10_000)))) as pdf:
        assert b"] TJ" not in pdf.pages[0].Contents.read_bytes()


def test_turned_runs_go_down_the_page(page, line, render, tool):
    file = render(page(line("黑", "全会", x=50_000, y=60_000, size=20_000, turned=True)))
    assert [(x, y) for _, x, y in positions(tool, file)] == [(50, 340), (50, 320)]
    # Clockwise: the em's own right is the page's down, its own up the page's right.
    assert re.search(r'trm="0 -20 20 0"', tool("mutool", "trace", file))


def test_runs_of_one_look_share_their_operators(page, line, render):
    with pikepdf.open(render(page(line("宋", "昨天"), line("宋", "下午", y=64_000)))) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
    assert (content.count(b"BT"), content.count(b"Tf"), content.count(b" k")) == (1, 1, 1)
    assert content.count(b"Tm") == 2


def test_two_meanings_of_one_glyph(page, line, render, tool):
    typed_wide = line("宋", "１２３")
    typed_narrow = line("宋", "１２３", y=70_000, texts=("1", "2", "3"))
    mixed = line("宋", "１１１", y=90_000, texts=("１", "1", "——"))
    file = render(page(typed_wide, typed_narrow, mixed))
    assert set(extracted(tool, file).values()) == {"１２３123１1——"}
    with pikepdf.open(file) as pdf:
        fonts = list(pdf.pages[0].Resources.Font.values())
        assert len(fonts) == 3
        assert len({font.DescendantFonts[0].objgen for font in fonts}) == 1


def test_a_mark_typed_twice_on_one_glyph(page, line, render, tool):
    file = render(page(line("黑", "天—下", texts=("天", "——", "下"))))
    assert set(extracted(tool, file).values()) == {"天——下"}


def test_a_cluster_of_several_glyphs_adds_nothing(page, line, render, tool):
    texts = ("昨", "天", "", "", "午", "", "会")
    file = render(page(line("楷", "昨天下午全会举", texts=texts)))
    got = extracted(tool, file)
    assert got["poppler"] == "昨天午会"
    # MuPDF before 1.22 does not read ActualText; it must see nothing worse than word joiners.
    assert got["mupdf"].replace("\u2060", "") == "昨天午会"


def test_many_characters_and_blocks_of_a_hundred(page, render, tool):
    texts = tuple(chr(0x4E00 + i) for i in range(250))
    glyphs = tuple(range(1, 42)) * 7
    run = GlyphRun(
        "宋", 500, 50_000, glyphs[:250], tuple(i * 1000 for i in range(250)), texts, BLACK, Purpose.BODY
    )
    file = render(page(run))
    assert extracted(tool, file)["poppler"] == "".join(texts)
    with pikepdf.open(file) as pdf:
        for font in pdf.pages[0].Resources.Font.values():
            blocks = re.findall(rb"(\d+) beginbfchar\n(.*?)endbfchar", font.ToUnicode.read_bytes(), re.DOTALL)
            assert all(int(n) == body.count(b"\n") <= 100 for n, body in blocks)


def test_fonts_are_embedded_subset_cid_fonts(page, line, render, tool):
    file = render(page(*(line(role, "昨天", y=50_000 + 20_000 * i) for i, role in enumerate(ROLES))))
    rows = tool("pdffonts", file).splitlines()[2:]
    assert len(rows) == 3
    for row in rows:
        assert re.match(r"[A-Z]{6}\+\S+ +CID (Type 0C|TrueType) +Identity-H +yes yes yes ", row), row


@pytest.mark.parametrize("role", ROLES)
def test_stated_widths_are_those_of_the_font_program(role, page, line, render):
    with pikepdf.open(render(page(line(role, "昨天下午abc区委")))) as pdf:
        font = pdf.pages[0].Resources.Font["/T1"]
        descendant = font.DescendantFonts[0]
        stated = _stated_widths(descendant)
        true = _true_widths(descendant.FontDescriptor)
    used = true.keys() - {0}
    assert len(used) == 9
    assert {code: stated.get(code, int(descendant.DW)) for code in used} == {
        code: true[code] for code in used
    }
    assert len({true[code] for code in used}) == 3


def _stated_widths(descendant) -> dict[int, int]:
    stated = {}
    entries = list(descendant.get("/W", []))
    for first, widths in zip(entries[::2], entries[1::2], strict=True):
        stated.update({int(first) + i: int(w) for i, w in enumerate(widths)})
    return stated


def _true_widths(descriptor) -> dict[int, int]:
    if "/FontFile2" in descriptor:
        font = TTFont(io.BytesIO(descriptor.FontFile2.read_bytes()))
        metrics = font["hmtx"].metrics
        return {
            font.getGlyphID(n): round(w * 1000 / font["head"].unitsPerEm) for n, (w, _) in metrics.items()
        }
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(descriptor.FontFile3.read_bytes()), None)
    top = fonts.topDictIndex[0]
    widths = {}
    for gid, glyph in enumerate(top.charset):
        top.CharStrings[glyph].draw(_Nowhere())
        code = int(glyph[3:]) if glyph.startswith("cid") else gid
        widths[code] = round(top.CharStrings[glyph].width)
    return widths


class _Nowhere:
    def __getattr__(self, name):
        return lambda *args: None


@pytest.mark.parametrize("role", ROLES)
def test_the_descriptor_is_complete(role, page, line, render):
    with pikepdf.open(render(page(line(role, "昨天")))) as pdf:
        descendant = pdf.pages[0].Resources.Font["/T1"].DescendantFonts[0]
        descriptor = descendant.FontDescriptor
        wanted = {
            "/FontName",
            "/Flags",
            "/FontBBox",
            "/ItalicAngle",
            "/Ascent",
            "/Descent",
            "/CapHeight",
            "/StemV",
        }
        assert wanted <= set(descriptor.keys())
        assert descriptor.FontName == descendant.BaseFont
        assert int(descriptor.Ascent) == 880
        assert [int(n) for n in descriptor.FontBBox][3] == 700


def test_each_page_names_only_the_fonts_it_uses(page, line, render):
    with pikepdf.open(render(page(line("宋", "昨天")), page(line("黑", "昨天"), number=2))) as pdf:
        assert [list(p.Resources.Font.keys()) for p in pdf.pages] == [["/T1"], ["/T2"]]
