"""The HTML report read by a parser that is not ours: well-formed, harmless, alone, and with a mark for each finding."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable
from xml.etree import ElementTree as ET

import html5lib
import pytest
from msgspec import structs
from PIL import Image

from typeset.catalogue import finding
from typeset.catalogue.entry import Lang
from typeset.findings import Finding, Severity
from typeset.model.allowance import Allowance, Allowed
from typeset.model.fullness import PageFill
from typeset.model.layout import Rect
from typeset.model.placed import (
    Dot,
    FramedPage,
    GlyphRun,
    Item,
    LineStyle,
    Modules,
    Outline,
    Path,
    PlacedPage,
    PlacedPicture,
    Purpose,
    Rule,
    Tint,
)
from typeset.model.story import Anchor, Paragraph, Role, Run
from typeset.model.structure import Element, Tag
from typeset.model.style import BLACK, Colour
from typeset.model.verdict import NotRun, Ruling
from typeset.report import Outcome
from typeset.report.html import HtmlReport
from typeset.report.html.items import colour
from typeset.report.html.thumbnails import SIDE, thumbnail
from typeset.source import Span
from typeset.units import pt

RED = Colour(0, 1000, 1000, 0)
BOX = Rect(pt(36), pt(80), pt(200), pt(100))
HOSTILE = "</text></svg></style><script>alert('x')</script><img src=x onerror=alert(1)>\"'&amp;\x00\ufffe"


def run(text: str, x: int, y: int, **more: object) -> GlyphRun:
    xs = tuple(pt(x) + n * pt(9) for n in range(len(text)))
    made = GlyphRun("宋", pt(9), pt(y), (1,) * len(text), xs, tuple(text), BLACK, Purpose.BODY)
    return structs.replace(made, **more)  # type: ignore[arg-type]


def parsed(text: str) -> ET.Element:
    """The document; anything that is wrong with it is raised."""
    parser = html5lib.HTMLParser(
        tree=html5lib.getTreeBuilder("etree"), strict=True, namespaceHTMLElements=False
    )
    root: ET.Element = parser.parse(text)
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]
    return root


def report(outcome: Outcome, *, lang: Lang = Lang.EN, **options: object) -> ET.Element:
    return parsed(HtmlReport(**options).write(outcome, lang=lang))  # type: ignore[arg-type]


def by_id(root: ET.Element, name: str) -> ET.Element:
    [found] = [e for e in root.iter() if e.get("id") == name]
    return found


def words(element: ET.Element) -> str:
    return "".join(element.itertext())


def rects(mark: ET.Element) -> list[tuple[float, ...]]:
    return [
        tuple(float(rect.attrib[key]) for key in ("x", "y", "width", "height")) for rect in mark.iter("rect")
    ]


@pytest.fixture
def drawn(outcome: Outcome) -> Callable[..., Outcome]:
    """The outcome with its three pages drawn, these items on page 2."""

    def with_items(*items: Item, **more: object) -> Outcome:
        pages = tuple(
            FramedPage(
                PlacedPage(number, pt(500), pt(700), 0, tuple(items) if number == 2 else ()),
                (("main", BOX), ("lead", Rect(0, 0, pt(100), pt(50)))),
            )
            for number in outcome.pages
        )
        return structs.replace(outcome, drawn=pages, **more)  # type: ignore[arg-type]

    return with_items


def test_every_finding_with_a_page_has_a_mark_there_and_both_lead_to_each_other(
    drawn: Callable[..., Outcome], overset: Finding, underset: Finding
) -> None:
    root = report(drawn(findings=(overset, underset, finding("line-too-tight", text="题", page=4))))
    for number, page in ((1, "2"), (2, "4"), (3, "1")):
        mark, told = by_id(root, f"m{number}"), by_id(root, f"f{number}")
        assert mark.get("href") == f"#f{number}"
        assert next(told.iter("a")).get("href") == f"#m{number}"
        section = by_id(root, f"page-{page}")
        assert mark in list(section.iter())
        assert told in list(section.iter())
        assert rects(mark)
    assert "does not fit" in words(by_id(root, "f1"))
    assert "hint: " in words(by_id(root, "f1"))
    assert by_id(root, "m1").get("class") == "mark error"


def test_a_finding_on_no_page_is_listed_without_a_mark(drawn: Callable[..., Outcome]) -> None:
    root = report(drawn(findings=(finding("line-too-tight", text="题"),)))
    assert "Whole issue" in words(root)
    assert [a.get("href") for a in by_id(root, "f1").iter("a")] == []


def test_a_frame_is_outlined(drawn: Callable[..., Outcome], overset: Finding) -> None:
    root = report(drawn(findings=(structs.replace(overset, span=None),)))
    assert rects(by_id(root, "m1")) == [(36, 80, 200, 100)]


def test_the_lines_of_a_paragraph_are_marked(drawn: Callable[..., Outcome], overset: Finding) -> None:
    outcome = drawn()
    assert outcome.edition is not None
    assert overset.span is not None
    story = outcome.edition.stories["digest"]
    file = overset.span.file
    copy = tuple(Paragraph(Role.BODY, (Run("短讯"),), 0, file, (Anchor(0, line, 1),)) for line in (7, 9))
    stories = {**outcome.edition.stories, "digest": structs.replace(story, paragraphs=copy)}
    article = Element(Tag.ARTICLE, "digest")
    parts = [Element(Tag.PARAGRAPH, key, article) for key in ("0", "1")]
    boxed = Element(Tag.PARAGRAPH, "1", Element(Tag.SECTION, "box", article))
    items = (
        run("甲甲", 40, 100, part=parts[0]),
        run("乙乙乙", 40, 113, part=parts[1]),
        run("乙", 40, 126, part=Element(Tag.SPAN, "", parts[1])),
        run("丙", 40, 139, part=boxed),
        run("丁", 40, 152, part=Element(Tag.PARAGRAPH, "1", Element(Tag.ARTICLE, "plenary"))),
        run("戊", 40, 165),
    )
    told = drawn(*items, edition=structs.replace(outcome.edition, stories=stories), findings=(overset,))
    assert [(x, width) for x, _, width, _ in rects(by_id(report(told), "m1"))] == [(40, 27), (40, 9)]


def test_a_picture_a_finding_names_is_marked(drawn: Callable[..., Outcome]) -> None:
    picture = PlacedPicture("e/pictures/a.jpg", BOX, Rect(pt(40), pt(90), pt(50), pt(60)))
    f = finding("picture-resampled", page=2, file="e/pictures/a.jpg", before=300, after=200)
    assert rects(by_id(report(drawn(picture, findings=(f,))), "m1")) == [(40, 90, 50, 60)]


def test_pins_do_not_cover_each_other(drawn: Callable[..., Outcome], overset: Finding) -> None:
    found = tuple(structs.replace(overset, span=None, amount=n) for n in range(30))
    root = report(drawn(findings=found))
    circles = [next(by_id(root, f"m{n}").iter("circle")).attrib for n in range(1, 31)]
    spots = [(float(c["cx"]), float(c["cy"]), float(c["r"])) for c in circles]
    for number, (x, y, r) in enumerate(spots):
        assert r <= x <= 500 - r
        for other_x, other_y, _ in spots[:number]:
            assert (x - other_x) ** 2 + (y - other_y) ** 2 >= (2 * r - 0.2) ** 2


def test_what_stands_on_a_page_is_drawn(drawn: Callable[..., Outcome]) -> None:
    square = Outline((pt(1), pt(1)), (((pt(2), pt(1)),), ((pt(2), pt(2)), (pt(3), pt(3)), (pt(1), pt(2)))))
    root = report(
        drawn(
            Tint(BOX, RED),
            Rule(pt(1), pt(2), pt(3), pt(2), pt(1), BLACK, LineStyle.DASHED),
            Dot(pt(5), pt(6), pt(2), BLACK),
            Path((square,), BLACK, even_odd=True),
            Path((square,), RED, width=pt(1)),
            Modules(Rect(0, 0, pt(4), pt(4)), ("11", "01"), BLACK),
            run("要闻", 40, 100),
            run("竖排", 60, 100, down=True),
            run("ab", 80, 100, turned=True),
            run("cd", 80, 100, upward=True),
            run("X", 90, 100, texts=("fi",)),
            findings=(),
        )
    )
    page = by_id(root, "page-2")
    texts = {e.text: e.attrib for e in page.iter("text")}
    assert texts["要闻"] == {"x": "40 49", "y": "100"}
    assert texts["竖排"] == {"x": "60 60", "y": "100 109"}
    assert texts["ab"]["transform"] == "rotate(90 80 100)"
    assert texts["cd"]["transform"] == "rotate(-90 80 100)"
    assert texts["fi"]["x"] == "90"
    paths = [e.attrib for e in page.iter("path")]
    assert paths[0] == {"d": "M1 1L2 1C2 2 3 3 1 2Z", "fill": "#000000", "fill-rule": "evenodd"}
    assert paths[1]["stroke"] == "#ff0000"
    assert paths[2]["d"] == "M0.00 0.00h4.00v2.00h-4.00z M2.00 2.00h2.00v2.00h-2.00z"
    [line] = page.iter("line")
    assert line.get("stroke-dasharray") == "3 2"
    assert [e.get("fill") for e in page.iter("rect")][1] == "#ff0000"
    assert len(list(page.iter("circle"))) == 1


def test_inks_are_shown_as_light() -> None:
    assert [colour(c) for c in (BLACK, RED, Colour(0, 0, 0, 0), Colour(1000, 0, 0, 500))] == [
        "#000000",
        "#ff0000",
        "#ffffff",
        "#007f7f",
    ]


def picture_file(mode: str = "RGB", size: tuple[int, int] = (900, 600), kind: str = "PNG") -> bytes:
    file = io.BytesIO()
    Image.new(mode, size).save(file, kind)
    return file.getvalue()


def test_pictures_are_small_and_inside_the_file(drawn: Callable[..., Outcome]) -> None:
    placed = PlacedPicture("a.png", BOX, Rect(pt(40), pt(90), pt(50), pt(60)), grey=True)
    asked: list[str] = []

    def pictures(name: str) -> bytes:
        asked.append(name)
        return picture_file()

    root = report(drawn(placed, placed), pictures=pictures)
    images = list(by_id(root, "page-2").iter("image"))
    assert asked == ["a.png"]
    data = images[0].attrib["href"].removeprefix("data:image/jpeg;base64,")
    assert Image.open(io.BytesIO(base64.b64decode(data))).size == (SIDE, SIDE * 2 // 3)
    seen = [e for e in by_id(root, "page-2").iter("svg") if e.get("viewBox") == "40 90 50 60"]
    assert [e.get("class") for e in seen] == ["grey", "grey"]


@pytest.mark.parametrize("data", [None, b"%PDF-1.7", b"", picture_file()[:200]])
def test_a_picture_that_cannot_be_shown_is_a_box_with_its_name(
    drawn: Callable[..., Outcome], data: bytes | None
) -> None:
    root = report(drawn(PlacedPicture("e/ads/bank.pdf", BOX, BOX)), pictures=lambda _: data)
    assert not list(root.iter("image"))
    assert "bank.pdf" in [e.text for e in by_id(root, "page-2").iter("text")]


@pytest.mark.parametrize("mode", ["L", "LA", "RGBA", "P", "I;16", "1"])
def test_pictures_of_any_kind_have_thumbnails(mode: str) -> None:
    made = thumbnail(picture_file(mode))
    assert made is not None
    image = Image.open(io.BytesIO(base64.b64decode(made.partition(",")[2])))
    # What is transparent is paper.
    assert image.convert("L").getpixel((0, 0)) == (255 if mode in {"LA", "RGBA"} else 0)


def test_nothing_in_copy_or_names_becomes_markup(drawn: Callable[..., Outcome], outcome: Outcome) -> None:
    assert outcome.edition is not None
    f = finding("line-too-tight", text=HOSTILE, page=2, span=Span(HOSTILE), related=Span(HOSTILE, 2))
    allowance = Allowance("x", HOSTILE, Span(HOSTILE), 1, 1)
    pages = tuple(structs.replace(page, section=HOSTILE) for page in outcome.edition.pages)
    told = drawn(
        run(HOSTILE, 40, 100),
        PlacedPicture(HOSTILE, BOX, BOX),
        slug=HOSTILE,
        edition=structs.replace(outcome.edition, paper=HOSTILE, pages=pages),
        findings=(f,),
        known=(f,),
        allowed=(Allowed(f, allowance),),
        rulings=(Ruling(HOSTILE, (), not_run=NotRun(HOSTILE, HOSTILE)),),
    )
    for lang in Lang:
        root = report(told, lang=lang)
        assert not {"script", "img", "iframe", "object", "link"} & {str(e.tag) for e in root.iter()}
        assert not [key for e in root.iter() for key in e.attrib if key.startswith("on")]
        assert "<script>alert('x')</script>" in words(by_id(root, "page-2"))


def test_nothing_is_loaded_from_outside(drawn: Callable[..., Outcome]) -> None:
    text = HtmlReport(pictures=lambda _: picture_file()).write(
        drawn(PlacedPicture("a.png", BOX, BOX)), lang=Lang.EN
    )
    root = parsed(text)
    targets = [
        value
        for e in root.iter()
        for key, value in e.attrib.items()
        if key.rpartition("}")[2] in {"href", "src", "srcset", "action", "data", "poster"}
    ]
    assert targets
    assert all(target.startswith(("#", "data:image/jpeg;base64,")) for target in targets)
    assert not re.search(r"url\(|@import|https?:|//", next(root.iter("style")).text or "")
    [policy] = [m.get("content") for m in root.iter("meta") if m.get("http-equiv")]
    assert policy is not None
    assert policy.startswith("default-src 'none'")


def test_every_link_leads_somewhere(drawn: Callable[..., Outcome], outcome: Outcome) -> None:
    root = report(drawn(findings=outcome.findings))
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    links = [(a.get("href") or "").removeprefix("#") for a in root.iter("a")]
    assert links
    assert set(links) <= set(ids)


def test_what_does_not_count_and_what_was_not_run_is_told(
    drawn: Callable[..., Outcome], overset: Finding, underset: Finding
) -> None:
    allowance = Allowance("underset", "meant so", Span("layouts/a.yaml", 9, 7), 9, 9)
    rulings = (
        Ruling("jumps", ("y",)),
        Ruling("fit", ("z",), 3),
        Ruling("imprint", ("x",), not_run=NotRun("没有数据", "no data")),
    )
    root = report(
        drawn(findings=(), known=(overset,), allowed=(Allowed(underset, allowance),), rulings=rulings)
    )
    summaries = [words(e) for e in root.iter("summary")]
    assert summaries == ["Allowed, not counted (1)", "Known from the baseline, not counted (1)"]
    assert "meant so" in words(root)
    rows = [[words(cell) for cell in row] for row in root.iter("tr")]
    assert rows == [["fit", "broken", "3"], ["imprint", "not run", "no data"], ["jumps", "passed", ""]]
    assert "Not run is not passed" in words(root)
    assert not list(root.iter("ol"))


def test_findings_below_the_level_are_counted(drawn: Callable[..., Outcome]) -> None:
    root = report(drawn(), level=Severity.WARNING)
    assert "T103" not in words(root)
    assert "not listed: 1" in words(next(root.iter("footer")))


def test_bars_show_how_full_pages_are(drawn: Callable[..., Outcome]) -> None:
    root = report(drawn(fills=(PageFill(1, 100, 40), PageFill(2, 100, 100, 7))))
    bars = {
        (e.get("aria-label"), *(r.get("width") for r in e.iter("rect")))
        for e in root.iter("svg")
        if e.get("class") == "bar"
    }
    assert bars == {("40 % full", "100", "40", "0"), ("107 % full", "100", "100", "7")}


def test_an_edition_that_could_not_be_read(overset: Finding) -> None:
    root = report(Outcome(slug="one", findings=(overset,)), lang=Lang.ZH)
    assert "没有排版" in words(root)
    assert "T101 overset" in words(by_id(root, "f1"))


def test_the_same_outcome_gives_the_same_bytes(drawn: Callable[..., Outcome], outcome: Outcome) -> None:
    again = drawn(run("要闻", 40, 100), findings=tuple(reversed(outcome.findings)))
    first = HtmlReport().write(drawn(run("要闻", 40, 100)), lang=Lang.ZH)
    assert HtmlReport().write(again, lang=Lang.ZH) == first
