"""The proof as readers hear it: tagged to PDF/UA-1, with bookmarks; page files know nothing of it. Read by other programs."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from tagged_pdf import Tagged, TaggedPdf, faults_of

from typeset import press
from typeset.model.story import Story

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden" / "editions"
SAMPLE = ROOT / "editions" / "2026-11-22"
Tool = Callable[..., str]
PICTURE = "\ufffc"
# Editions that show what a structure has to tell apart.
SHOWN = (
    "advertisement", "body-in-columns", "bold-kai-and-list", "captions", "chart-svg", "drop-cap", "filler", "gallery",
    "gallery-frame", "headline-at-the-side", "headline-vertical-reversed", "index", "jump-twice", "marks-in-a-line",
    "masthead-and-ears", "missing-glyph", "overset-without-jump", "questions-and-answers", "quote-and-box",
    "series-and-slogan", "spread", "table-across", "table-head-repeated", "thread-U", "vertical-box",
)  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> press.Built:
    return press.build(press.load(SAMPLE), out=tmp_path_factory.mktemp("tagged"))


@pytest.fixture(scope="module")
def proof(built: press.Built) -> Path:
    return next(path for path in built.files if path.name == "edition.pdf")


def articles(root: Tagged) -> dict[str, Tagged]:
    """The articles by their titles."""
    return {one.title: one for one in root.all("Art")}


def copy_of(article: Tagged) -> list[str]:
    """The texts of the paragraphs of an article, one by one, without what stands over or in their lines."""
    blocks = article.all("P", "H1", "H2", "LBody", "TH", "TD", "Caption")
    return [one.text(without=frozenset({"RT", "Figure"})) for one in blocks]


def source_of(story: Story) -> list[str]:
    """The paragraphs of a story and the cells of its tables."""
    return [
        text.replace(PICTURE, "").replace("\u00ad", "")
        for p in story.paragraphs
        for text in (
            [p.text] if p.table is None else [p.text[cell.first : cell.last] for cell in p.table.cells]
        )
    ]


def test_the_proof_of_the_sample_keeps_the_rules_of_pdf_ua(proof: Path, tool: Tool) -> None:
    with pikepdf.open(proof) as pdf:
        assert faults_of(pdf) == []
    tool("qpdf", "--check", proof)


def test_every_paragraph_of_the_sample_is_one_element_with_its_whole_text(
    built: press.Built, proof: Path
) -> None:
    stories = built.set.issue.edition.stories
    with pikepdf.open(proof) as pdf:
        found = articles(TaggedPdf(pdf).root)
    for story in stories.values():
        texts = copy_of(found["　".join(story.block.headline)])
        wanted = source_of(story)
        assert [text for text in texts if text in wanted] == wanted, story.slug


def test_a_story_is_one_article_on_both_its_pages_read_through_its_jump(
    built: press.Built, proof: Path
) -> None:
    with pikepdf.open(proof) as pdf:
        found = articles(TaggedPdf(pdf).root)
        told = {
            one.text(): str(one.links[0].Contents)
            for article in found.values()
            for one in article.all("Link")
        }
    assert len(built.set.issue.jumps) == 3
    assert told
    assert all(words == text for text, words in told.items())
    for jump in built.set.issue.jumps:
        story = built.set.issue.edition.stories[jump.story]
        article = found["　".join(story.block.headline)]
        assert {page for one in article.walk() for page in one.pages} == {
            jump.from_page - 1,
            jump.to_page - 1,
        }
        assert [one.text() for one in article.all("Link")] == [jump.source_text, jump.target_text]
        texts = copy_of(article)
        after = next(p for p in story.paragraphs if p.start >= jump.at)
        assert texts.index(jump.source_text) < texts.index(jump.target_text) < texts.index(after.text)


def test_another_program_reads_the_structure(proof: Path, built: press.Built, tool: Tool) -> None:
    said = tool("pdfinfo", "-struct-text", proof)
    told = re.sub(r"\s|\"\n\s*\"", "", said).replace('""', "").replace("\u00ad", "")
    story = built.set.issue.edition.stories[built.set.issue.jumps[0].story]
    assert f'H1(block)"{"　".join(story.block.headline)}"'.replace("　", "") in told
    for paragraph in story.paragraphs:
        assert re.sub(r"\s", "", paragraph.text) in told


def test_bookmarks_are_the_pages_and_their_stories(built: press.Built, proof: Path) -> None:
    edition = built.set.issue.edition
    with pikepdf.open(proof) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == [f"第{p.name}版　{p.section}" for p in edition.pages]
        numbers = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        for index, item in enumerate(outline.root):
            assert numbers[item.destination[0].objgen] == index
            assert all(numbers[below.destination[0].objgen] == index for below in item.children)
        titles = [below.title for item in outline.root for below in item.children]
        assert pdf.Root.PageMode == "/UseOutlines"
    wanted = ["　".join(story.block.headline) for story in edition.stories.values() if story.block.headline]
    assert sorted(titles) == sorted(wanted)


def test_page_files_are_not_tagged(built: press.Built) -> None:
    files = [path for path in built.files if path.parent.name == "pages"]
    assert len(files) == 8
    for file in files:
        with pikepdf.open(file) as pdf:
            catalog = set(pdf.Root.keys())
            assert not catalog & {"/StructTreeRoot", "/MarkInfo", "/Lang", "/Outlines", "/PageMode"}
            (page,) = pdf.pages
            assert not {"/StructParents", "/Tabs"} & set(page.keys())
            content = page.Contents.read_bytes()
            assert b"MCID" not in content
            assert b"/Artifact" not in content


@pytest.mark.parametrize("slug", SHOWN)
def test_all_content_of_an_edition_is_tagged(slug: str, tmp_path: Path) -> None:
    options = press.BuildOptions(only="edition")
    done = press.build(press.load(GOLDEN / slug), out=tmp_path, options=options).set
    with pikepdf.open(tmp_path / "edition.pdf") as pdf:
        assert faults_of(pdf) == []
        found = articles(TaggedPdf(pdf).root)
    over = {overset.story for overset in done.issue.oversets}
    for part in done.issue.parts:
        story = done.issue.edition.stories[part.story]
        if story.slug not in over:
            texts, wanted = copy_of(found["　".join(story.block.headline)]), source_of(story)
            assert [text for text in texts if text in wanted] == wanted


def structure(slug: str, tmp_path: Path, editions: Path = GOLDEN) -> Tagged:
    press.build(press.load(editions / slug), out=tmp_path, options=press.BuildOptions(only="edition"))
    return TaggedPdf(pikepdf.open(io.BytesIO((tmp_path / "edition.pdf").read_bytes()))).root


def test_ruby_is_read_with_its_base(tmp_path: Path) -> None:
    ruby = structure("marks-in-a-line", tmp_path).all("Ruby")
    assert [[(kid.tag, kid.text()) for kid in one.walk()][1:] for one in ruby] == [
        [("RB", "重"), ("RT", "chóng")],
        [("RB", "庆"), ("RT", "qìng")],
        [("RB", "北京大学"), ("RT", "Peking University")],
    ]


def test_ruby_of_vertical_lines_too(tmp_path: Path) -> None:
    for folder in ("layouts", "editions/vertical-box"):
        shutil.copytree(GOLDEN.parent / folder, tmp_path / folder)
    story = tmp_path / "editions/vertical-box/stories/lantern.md"
    story.write_text(story.read_text(encoding="utf-8") + "\n到了{重庆|chóng qìng}去。\n", encoding="utf-8")
    root = structure("vertical-box", tmp_path / "out", tmp_path / "editions")
    texts = [one.text(without=frozenset({"RT"})) for one in root.all("P")]
    assert "到了重庆去。" in texts
    assert [one.text() for one in root.all("RB", "RT")] == ["重", "chóng", "庆", "qìng"]


def test_a_character_that_no_face_has_is_read(tmp_path: Path) -> None:
    root = structure("missing-glyph", tmp_path)
    assert [one.text() for one in root.all("Span")] == ["\U0003134a"]
    assert "“\U0003134a”" in root.text()


def test_a_line_over_the_fold_is_one_heading_on_two_pages(tmp_path: Path) -> None:
    heading = structure("spread", tmp_path).all("H1")[0]
    assert heading.pages == {1, 2}
    assert heading.text() == "最后一班渡船还在江上"


def test_a_head_that_is_repeated_is_read_once(tmp_path: Path) -> None:
    (table,) = structure("table-head-repeated", tmp_path).all("Table")
    heads = [one.text() for one in table.all("TH")]
    assert len(heads) == len(set(heads)) > 1


def test_pictures_are_read_by_their_captions_and_advertisements_as_what_they_are(tmp_path: Path) -> None:
    captions = [(one.alt, one.text()) for one in structure("captions", tmp_path).all("Figure")]
    assert captions
    assert all(alt in text for alt, text in captions)
    assert {one.alt for one in structure("advertisement", tmp_path).all("Figure")} == {"广告"}


def test_layout_aids_are_no_content_and_a_proof_with_them_claims_no_standard(tmp_path: Path) -> None:
    options = press.BuildOptions(only="edition", debug=True)
    press.build(press.load(GOLDEN / "jump-twice"), out=tmp_path, options=options)
    with pikepdf.open(tmp_path / "edition.pdf") as pdf:
        assert TaggedPdf(pdf).faults == []
        assert faults_of(pdf) == ["§5 no identifier, or no title in XMP"]


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (lambda pdf: pdf.Root.__delitem__("/Lang"), "§7.2 no language"),
        (lambda pdf: pdf.pages[0].obj.__delitem__("/Tabs"), "§7.18.3"),
        (lambda pdf: pdf.pages[0].contents_add(b"0 0 9 9 re f"), "f is neither content nor artifact"),
        (lambda pdf: pdf.pages[0].contents_add(b"/P <</MCID 999>> BDC EMC"), "in no element"),
        (lambda pdf: pdf.pages[0].Annots[0].__delitem__("/Contents"), "§7.18.5"),
        (lambda pdf: first(pdf, "Figure").__delitem__("/Alt"), "§7.3"),
        (lambda pdf: first(pdf, "H1").__setitem__("/S", pikepdf.Name.H3), "§7.4.2"),
        (lambda pdf: first(pdf, "TH").__delitem__("/A"), "§7.5"),
    ],
)
def test_the_checks_see_what_is_wrong(proof: Path, harm: Callable[[pikepdf.Pdf], object], told: str) -> None:
    with pikepdf.open(proof) as pdf:
        harm(pdf)
        assert any(told in fault for fault in faults_of(pdf))


def first(pdf: pikepdf.Pdf, tag: str) -> pikepdf.Object:
    return TaggedPdf(pdf).root.all(tag)[0].raw
