"""A document drawn with what the run before left is the same, byte for byte, as one drawn from nothing (issue 9)."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence

import pikepdf
import pytest
from handmade_fonts import cff_font, truetype_font
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image

from typeset.faces import FaceBook, FaceRecord
from typeset.model.layout import Rect
from typeset.model.placed import GlyphRun, Item, Link, Modules, PlacedPage, PlacedPicture, Purpose, Tint
from typeset.model.structure import Element, Tag
from typeset.model.style import BLACK, Colour
from typeset.render.pdf import Layer, Metadata, PdfRenderer, Reading, StandingContents, drawing
from typeset.render.pdf.content import PageContent

METADATA = Metadata(title="报", date=datetime.date(2026, 11, 22))
BOOK = FaceBook(
    [
        FaceRecord("宋", cff_font(cid_keyed=True)),
        FaceRecord("黑", cff_font(cid_keyed=False)),
        FaceRecord("楷", truetype_font()),
    ]
)
RED = Colour(c=0, m=1000, y=1000, k=0, spot="报头红", tint=1000)
BLUE = Colour(c=1000, m=0, y=0, k=0, spot="专蓝", tint=500)
PLACE = Rect(20_000, 200_000, 60_000, 40_000)


def _picture(colour: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (30, 20), colour).save(file, "PNG")
    return file.getvalue()


def _advert() -> bytes:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(60, 40))
        page.contents_add(b"0 0 0 1 k 5 5 50 30 re f")
        file = io.BytesIO()
        pdf.save(file, static_id=True)
    return file.getvalue()


FILES = {
    "red.png": _picture("red"),
    "blue.png": _picture("blue"),
    "again.png": _picture("red"),
    "ad.pdf": _advert(),
}


def article(slug: str, *, alt: str = "", title: str = "") -> Element:
    return Element(Tag.ARTICLE, slug, title=title, alt=alt)


def run(
    text: str,
    *,
    role: str = "宋",
    y: int = 50_000,
    colour: Colour = BLACK,
    down: bool = False,
    texts: Sequence[str] = (),
    part: Element | None = None,
) -> GlyphRun:
    """A line of type from the left edge."""
    face = BOOK.face(role)
    xs = tuple(20_000 + 9_750 * place for place in range(len(text)))
    glyphs = tuple(map(face.glyph, text))
    typed = tuple(texts) or tuple(text)
    return GlyphRun(role, 9_750, y, glyphs, xs, typed, colour, Purpose.BODY, down=down, part=part)


def page(number: int, *items: Item) -> PlacedPage:
    return PlacedPage(number, 300_000, 400_000, 0, items)


def renderer(
    standing: StandingContents | None, layer: Layer | None = None, links: tuple[Link, ...] = ()
) -> PdfRenderer:
    return PdfRenderer(METADATA, layer=layer, links=links, reading=Reading(), standing=standing)


def drawn(standing: StandingContents | None, *pages: PlacedPage, files: dict[str, bytes] = FILES) -> bytes:
    return renderer(standing).render(pages, BOOK, files.__getitem__)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of pages as they are drawn anew."""
    found: list[int] = []
    draw = drawing.PageContent

    def counting(sheet, *more):
        found.append(sheet.pages[0].page.number)
        return draw(sheet, *more)

    monkeypatch.setattr(drawing, "PageContent", counting)
    return found


def test_only_a_page_that_changed_is_drawn(counted: list[int]) -> None:
    standing = StandingContents()
    pages = [page(number, run("昨天下午", part=article(f"{number}"))) for number in range(1, 5)]
    drawn(standing, *pages)
    counted.clear()
    pages[2] = page(3, run("下午昨天", part=article("3")))
    warm = drawn(standing, *pages)
    assert counted == [3]
    assert warm == drawn(None, *pages)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts of runs as they are written anew."""
    found: list[str] = []
    real = PageContent._shown

    def noted(self, run):
        found.append(run.text)
        return real(self, run)

    monkeypatch.setattr(PageContent, "_shown", noted)
    return found


def test_of_a_page_that_changed_only_other_runs_are_written_anew(shown: list[str]) -> None:
    standing = StandingContents()
    part = article("甲")
    stays = run("昨天", part=part)
    drawn(standing, page(1, stays, run("下午昨", y=80_000, part=part)))
    assert shown == ["昨天", "下午昨"]
    for texts in (["昨下午"], [], ["午昨下"]):
        shown.clear()
        line = run(texts[0] if texts else "昨下午", y=80_000, part=part)
        warm = drawn(standing, page(1, stays, line))
        # A page that is equal is not drawn at all.
        assert shown == texts
        assert warm == drawn(None, page(1, stays, line))


@pytest.mark.parametrize("role", ["宋", "黑", "楷"])
def test_runs_are_written_anew_when_their_face_is_cut_otherwise(role: str, shown: list[str]) -> None:
    standing = StandingContents()
    stays = run("j昨", role=role)
    drawn(standing, page(1, stays))
    shown.clear()
    pages = page(1, stays, run("ca", role=role, y=80_000))
    warm = drawn(standing, pages)
    assert shown == ["j昨", "ca"]
    assert warm == drawn(None, pages)


def test_runs_are_written_anew_where_the_page_lies_otherwise(shown: list[str]) -> None:
    standing = StandingContents()
    stays = run("昨天")
    drawn(standing, page(1, stays))
    shown.clear()
    moved = replace(page(1, stays), bleed=3_000)
    warm = drawn(standing, moved)
    assert shown == ["昨天"]
    assert warm == drawn(None, moved)


def test_a_document_that_is_drawn_once_keeps_no_runs(shown: list[str]) -> None:
    standing, stays = StandingContents(keeps=False), run("昨天")
    drawn(standing, page(1, stays))
    drawn(standing, page(1, stays, run("下午", y=80_000)))
    assert shown == ["昨天", "昨天", "下午"]


def test_what_is_equal_and_content_of_the_same_stands_too(counted: list[int]) -> None:
    standing = StandingContents()
    for _ in range(2):
        inner = ((1, 2, Element(Tag.SPAN, "里", article("甲"))),)
        line = replace(run("昨天", part=article("甲")), inner=inner)
        drawn(standing, page(1, line, Tint(PLACE, BLACK)))
    assert counted == [1]


@pytest.mark.parametrize("role", ["宋", "黑", "楷"])
def test_glyphs_that_have_other_codes_are_written_anew(role: str, counted: list[int]) -> None:
    """In a subset of a font without CIDs glyphs are numbered: one more, and those after it have other codes."""
    standing = StandingContents()
    pages = [page(1, run("j昨", role=role)), page(2, run("c", role=role))]
    drawn(standing, *pages)
    counted.clear()
    pages[1] = page(2, run("ca", role=role))
    assert drawn(standing, *pages) == drawn(None, *pages)
    assert counted[:-2] == ([2] if role == "宋" else [1, 2])


def test_another_meaning_of_a_glyph_on_a_page_before_changes_its_font(counted: list[int]) -> None:
    standing = StandingContents()
    pages = [page(1, run("昨")), page(2, run("１")), page(3, run("１", texts=["1"]))]
    drawn(standing, *pages)
    counted.clear()
    pages[0] = page(1, run("１", texts=["1"]))
    assert drawn(standing, *pages) == drawn(None, *pages)
    assert counted[:-3] == [1, 2, 3]


def test_elements_that_are_equal_but_say_something_else_are_told_apart() -> None:
    standing = StandingContents()
    picture = PlacedPicture("red.png", PLACE, PLACE)
    for alt in ("一幅红图", "另一幅"):
        figure = Element(Tag.FIGURE, "图", article("甲"), alt=alt)
        pages = [page(1, replace(picture, part=figure))]
        warm = drawn(standing, *pages)
        assert warm == drawn(None, *pages)
        with pikepdf.open(io.BytesIO(warm)) as pdf:
            assert any(
                str(one.get("/Alt", "")) == alt
                for one in pdf.objects
                if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
            )


def test_the_elements_inside_a_line_are_told_apart_too() -> None:
    standing, whole = StandingContents(), article("甲")
    for actual in ("读作此", "读作彼"):
        inner = ((1, 2, Element(Tag.SPAN, "里", whole, actual=actual)),)
        pages = [page(1, replace(run("昨天", part=whole), inner=inner))]
        assert drawn(standing, *pages) == drawn(None, *pages)


def test_pages_in_another_order_are_told_apart() -> None:
    standing = StandingContents()
    pages = [page(1, run("昨", part=article("甲"))), page(2, run("昨", part=article("乙")))]
    drawn(standing, *pages)
    assert drawn(standing, *reversed(pages)) == drawn(None, *reversed(pages))


def test_what_links_belong_to_is_told_apart() -> None:
    standing = StandingContents()
    pages = [page(1, run("昨", part=article("甲")))]
    for title in ("此", "彼"):
        links = (Link(1, PLACE, 1, PLACE, "见", Element(Tag.LINK, "链", article("乙", title=title))),)
        warm = renderer(standing, links=links).render(pages, BOOK, FILES.__getitem__)
        assert warm == renderer(None, links=links).render(pages, BOOK, FILES.__getitem__)


def test_glyphs_that_stand_in_a_vertical_line_from_now_on_have_a_font_for_it() -> None:
    standing = StandingContents()
    for down in (False, True):
        pages = [page(1, run("昨天"), run("昨天", down=down))]
        assert drawn(standing, *pages) == drawn(None, *pages)


def test_a_picture_whose_file_changed_is_put_in_anew() -> None:
    standing = StandingContents()
    pages = [
        page(1, PlacedPicture("red.png", PLACE, PLACE)),
        page(2, PlacedPicture("again.png", PLACE, PLACE)),
    ]
    assert drawn(standing, *pages) == drawn(None, *pages)
    changed = FILES | {"red.png": FILES["blue.png"]}
    assert drawn(standing, *pages, files=changed) == drawn(None, *pages, files=changed)


def test_an_advertisement_of_another_program_is_copied_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from typeset.render.pdf import forms

    copied: list[bytes] = []
    add = forms.add_form

    def counting(document, data, *more):
        copied.append(data)
        return add(document, data, *more)

    monkeypatch.setattr(forms, "add_form", counting)
    standing = StandingContents()
    first = page(1, PlacedPicture("ad.pdf", PLACE, PLACE))
    drawn(standing, first, page(2, run("昨")))
    warm = drawn(standing, first, page(2, run("天")))
    assert len(copied) == 1
    assert warm == drawn(None, first, page(2, run("天")))
    # One picture more before it, and its objects have other numbers.
    moved = [replace(first, items=(PlacedPicture("red.png", PLACE, PLACE), *first.items))]
    assert drawn(standing, *moved) == drawn(None, *moved)


def test_nothing_is_kept_but_what_the_last_run_used(counted: list[int]) -> None:
    standing = StandingContents()
    pages = [page(1, run("昨")), page(2, run("天"))]
    drawn(standing, *pages)
    drawn(standing, pages[0])
    counted.clear()
    drawn(standing, *pages)
    assert counted == [2]


def test_a_run_that_failed_half_way_spoils_nothing() -> None:
    standing = StandingContents()
    pages = [page(1, run("昨")), page(2, run("天"))]
    drawn(standing, *pages)
    broken = [page(1, run("下")), page(2, PlacedPicture("gone.png", PLACE, PLACE))]
    with pytest.raises(KeyError):
        drawn(standing, *broken)
    assert drawn(standing, *pages) == drawn(None, *pages)


slugs = st.sampled_from("甲乙丙")
texts = st.text("昨天下午区委abc123", min_size=1, max_size=4)
colours = st.sampled_from([BLACK, BLACK, RED, BLUE, replace(RED, tint=300)])


@st.composite
def parts(draw: st.DrawFn) -> Element | None:
    if not draw(st.booleans()):
        return None
    top = article(draw(slugs), title=draw(st.sampled_from(["", "题", "another"])))
    return Element(draw(st.sampled_from([Tag.PARAGRAPH, Tag.HEADING])), draw(st.sampled_from("12")), top)


@st.composite
def items(draw: st.DrawFn) -> Item:
    kind, part = draw(st.integers(0, 9)), draw(parts())
    if kind == 0:
        file = draw(st.sampled_from(sorted(FILES)))
        figure = None if part is None else Element(Tag.FIGURE, file, part, alt=draw(st.sampled_from("红蓝")))
        return PlacedPicture(file, PLACE, PLACE, grey=draw(st.booleans()), part=figure)
    if kind == 1:
        return Tint(PLACE, draw(colours), part)
    if kind == 2:
        return Modules(PLACE, ("101", "010"), draw(colours), part, draw(st.integers(0, 2)))
    text, role = draw(texts), draw(st.sampled_from("宋黑楷"))
    typed = draw(st.sampled_from([(), tuple("x" * len(text)), (text, *[""] * (len(text) - 1))]))
    made = run(text, role=role, colour=draw(colours), down=draw(st.booleans()), texts=typed, part=part)
    if part is not None and len(text) > 1 and draw(st.booleans()):
        made = replace(made, inner=((1, 2, Element(Tag.SPAN, "里", part)),))
    return replace(made, order=draw(st.integers(0, 2)))


bodies = st.lists(items(), max_size=4).map(tuple)


@st.composite
def changes(draw: st.DrawFn) -> list[tuple[list[PlacedPage], Layer | None, tuple[Link, ...]]]:
    """An issue, and what became of it after one change after another; unchanged pages are the same object, or an equal one."""
    now = draw(st.lists(bodies, min_size=1, max_size=4))
    known: dict[tuple[int, int], PlacedPage] = {}
    found = []
    for _ in range(draw(st.integers(2, 4))):
        match draw(st.sampled_from(["page", "page", "order", "more", "fewer", "nothing"])):
            case "page":
                now[draw(st.integers(0, len(now) - 1))] = draw(bodies)
            case "order":
                now = draw(st.permutations(now))
            case "more":
                now = [*now, draw(bodies)]
            case "fewer" if len(now) > 1:
                now = now[1:]
        same = draw(st.booleans())
        pages = [
            known.setdefault((number, id(body)), page(number, *body)) if same else page(number, *body)
            for number, body in enumerate(now, start=1)
        ]
        over = {1: draw(bodies)}
        layer = Layer("辅助", over) if draw(st.booleans()) else None
        part = Element(Tag.LINK, "链", article(draw(slugs)))
        links = (Link(1, PLACE, len(pages), PLACE, "见", part),) if draw(st.booleans()) else ()
        found.append((pages, layer, links))
        now = list(now)
    # What is told apart by its identity must live as long as the test looks at it.
    found.append(found[-1])
    return found


@settings(max_examples=150, deadline=None)
@given(issues=changes())
def test_any_change_gives_the_bytes_of_a_document_drawn_from_nothing(issues) -> None:
    standing = StandingContents()
    for pages, layer, links in issues:
        warm = renderer(standing, layer, links).render(pages, BOOK, FILES.__getitem__)
        assert warm == renderer(None, layer, links).render(pages, BOOK, FILES.__getitem__)
