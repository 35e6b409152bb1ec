"""For any small edition: all type of the copy is content of an element, and every paragraph is read whole, also through a jump."""

from __future__ import annotations

import datetime
import io

import pikepdf
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from paper import frame, paper, story
from tagged_pdf import TaggedPdf, faults_of

from typeset.faces import FaceBook
from typeset.flow.issue import SetIssue, set_issue
from typeset.model.edition import Cut, Edition, JumpRules
from typeset.model.layout import FrameKind
from typeset.model.placed import GlyphRun, Purpose, links_of
from typeset.model.story import HeadlineBlock, JumpWish
from typeset.render.pdf import Metadata, PdfRenderer, Reading

sentences = st.lists(
    st.text("的一是在不了有和人这中大 exampl", min_size=2, max_size=30).map(str.strip).filter(bool),
    min_size=1,
    max_size=6,
).map(lambda parts: "，".join(parts) + "。")
paragraphs = st.lists(sentences, min_size=1, max_size=14)


@st.composite
def editions(draw: st.DrawFn) -> Edition:
    """Two stories that may jump, one with subheads, cut anywhere; tails frames of any height."""
    wish = draw(st.sampled_from([JumpWish(), JumpWish(allowed=True)]))
    foot, top = draw(st.integers(8, 26)), draw(st.integers(1, 18))
    pages = {
        1: [frame("a", (1, 2), (1, foot), jump=wish), frame("b", (3, 4), (1, foot), jump=wish)],
        2: [frame("tails", (1, draw(st.integers(1, 4))), (top, 26), FrameKind.TAILS)],
    }
    subheads = draw(st.lists(st.integers(0, 13), max_size=3))
    placed = {
        (1, "a"): story("甲", draw(paragraphs), "甲篇", subheads=subheads),
        (1, "b"): story("乙", draw(paragraphs), draw(st.sampled_from(["乙篇", ""]))),
    }
    return paper(pages, placed, JumpRules(cut=draw(st.sampled_from(Cut)), least_before=1, least_after=1))


def written(issue: SetIssue, faces: FaceBook) -> pikepdf.Pdf:
    about = Metadata(title="小样报", date=datetime.date(2026, 11, 22))
    renderer = PdfRenderer(about, links=links_of(issue.jumps), reading=Reading())
    return pikepdf.open(io.BytesIO(renderer.render(issue.pages, faces, lambda _: b"")))


@settings(max_examples=40, deadline=None)
@given(edition=editions())
def test_every_paragraph_is_read_whole_and_all_of_it_tagged(faces: FaceBook, edition: Edition) -> None:
    issue = set_issue(edition, faces)
    runs = [item for page in issue.pages for item in page.items if isinstance(item, GlyphRun)]
    assert all(run.part is not None for run in runs if run.purpose is not Purpose.FURNITURE)
    pdf = written(issue, faces)
    assert faults_of(pdf) == []
    found = {one.title: one for one in TaggedPdf(pdf).root.all("Art")}
    over = {one.story for one in issue.oversets}
    for one in edition.stories.values():
        if one.slug in over:
            continue
        article = found["".join(one.block.headline)]
        texts = [block.text() for block in article.all("P", "H1", "H2")]
        assert [text for text in texts if text.endswith("。")] == [p.text for p in one.paragraphs]


def test_a_paragraph_cut_in_its_middle_is_one_element_on_two_pages(faces: FaceBook) -> None:
    text = "一条河从山里来，穿过三座桥，绕过两个村，" * 24 + "到城里去。"
    pages = {
        1: [frame("a", (1, 2), (1, 12), jump=JumpWish(allowed=True))],
        2: [frame("tails", (1, 4), (1, 26), FrameKind.TAILS)],
    }
    rules = JumpRules(cut=Cut.ANYWHERE, least_before=1, least_after=1)
    issue = set_issue(paper(pages, {(1, "a"): story("河", [text], "一条河")}, rules), faces)
    (jump,) = issue.jumps
    assert 0 < jump.at < len(text)
    (article,) = TaggedPdf(written(issue, faces)).root.all("Art")
    (whole,) = [one for one in article.all("P") if one.pages == {0, 1}]
    assert whole.text() == text


def test_a_spread_is_read_over_its_fold_and_back(faces: FaceBook) -> None:
    """A head of two lines over the fold, and copy that comes back from the right page into a frame below on the left one."""
    banner = replace(frame("banner", (1, 8), (1, 8), story_columns=4), spread=True)
    below = replace(frame("below", (1, 4), (10, 26)), follows="banner")
    lines = ("上一行要分在两版上的标题", "下一行也分在两版上的标题")
    told = story("s", [f"第{n}段的话说得不长也不短，" * 16 + "完。" for n in range(3)])
    told = replace(told, block=HeadlineBlock(headline=lines))
    issue = set_issue(paper({1: [], 2: [banner, below], 3: [], 4: []}, {(2, "banner"): told}), faces)
    assert not issue.oversets
    pdf = written(issue, faces)
    assert faults_of(pdf) == []
    (article,) = TaggedPdf(pdf).root.all("Art")
    assert [head.text() for head in article.all("H1")] == ["".join(lines)]
    assert [one.text() for one in article.all("P")] == [p.text for p in told.paragraphs]
    # It is the fold that makes it hard: of some paragraph the end stands on the earlier page.
    assert any(one.pages == {1, 2} for one in article.all("P"))


def test_without_a_reader_nothing_is_marked(faces: FaceBook) -> None:
    issue = set_issue(paper({1: [frame("a", (1, 4), (1, 26))]}, {(1, "a"): story("甲", ["短。"])}), faces)
    about = Metadata(title="小样报", date=datetime.date(2026, 11, 22))
    data = PdfRenderer(about).render(issue.pages, faces, lambda _: b"")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert b"BDC" not in pdf.pages[0].Contents.read_bytes()
        assert "/StructTreeRoot" not in pdf.Root
