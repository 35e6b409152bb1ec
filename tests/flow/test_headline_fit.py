"""How a headline is fitted: largest size first, in each its tracking, then its squeeze; broken and widened when allowed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from paper import STYLES, frame, paper, story

from typeset.catalogue import Lang, message
from typeset.faces import FaceBook
from typeset.flow.headfit import FittedHead, breakable, fit_head, fit_lines, widest
from typeset.flow.issue import set_issue
from typeset.flow.setter import SetBlock, Setter
from typeset.model.layout import HeadlineSpec, HeadPlace
from typeset.model.placed import GlyphRun, PlacedPage, Purpose
from typeset.model.story import HeadlineBlock
from typeset.model.style import Fit, LineRules, StyleBook, TextStyle, WritingMode
from typeset.text.shape import Shaper

FIT = Fit((24_000, 18_000, 12_000), 850, 1100, -50, 100)
HEAD = TextStyle("headline", "小标宋", 24_000, fit=FIT)
TEN = "十字标题正好有十个字"


def setter_of(faces: FaceBook) -> Setter:
    return Setter(Shaper(faces, words=lambda text: range(1, len(text))), StyleBook(STYLES, LineRules()))


@pytest.fixture(scope="module")
def setter(faces: FaceBook) -> Setter:
    return setter_of(faces)


def look(blocks: tuple[SetBlock, ...]) -> tuple[int, int, int]:
    """Size, tracking and squeeze of the first line."""
    return blocks[0].style.size, blocks[0].style.tracking, blocks[0].stretch


def test_each_size_is_natural_then_tracked_then_squeezed(setter: Setter) -> None:
    def fitted(width: int) -> tuple[int, int, int]:
        blocks = fit_lines((TEN,), HEAD, setter, width)
        assert widest(blocks) <= width
        return look(blocks)

    assert fitted(240_000) == (24_000, 0, 1000)
    # Nine gaps give up 1 pt each, no more than is needed.
    assert fitted(236_000) == (24_000, -456, 1000)
    size, tracking, stretch = fitted(210_000)
    assert (size, tracking) == (24_000, -1200)
    assert 850 < stretch < 1000
    assert fitted(190_000) == (18_000, 0, 1000)


def test_all_lines_of_a_headline_look_alike(setter: Setter) -> None:
    blocks = fit_lines((TEN, "短的一行"), HEAD, setter, 210_000)
    assert len({(b.style.size, b.style.tracking, b.stretch) for b in blocks}) == 1


def test_what_does_not_fit_is_set_as_small_as_it_may_be(setter: Setter) -> None:
    blocks = fit_lines((TEN,), HEAD, setter, 60_000)
    assert look(blocks) == (12_000, -600, 850)
    assert widest(blocks) > 60_000


def test_a_short_headline_is_widened_only_to_its_fill(setter: Setter) -> None:
    assert look(fit_lines(("四字标题",), HEAD, setter, 200_000)) == (24_000, 0, 1000)
    filled = replace(HEAD, fit=replace(FIT, fill=500))
    blocks = fit_lines(("四字标题",), filled, setter, 205_000)
    size, tracking, stretch = look(blocks)
    assert (size, stretch) == (24_000, 1000)
    assert 0 < tracking < 2_400
    assert abs(widest(blocks) - 102_500) < 100
    wide = fit_lines(("四字标题",), replace(HEAD, fit=replace(FIT, fill=1000)), setter, 110_000)
    assert look(wide)[:2] == (24_000, 2_400)
    assert 1000 < wide[0].stretch <= 1100
    assert 109_000 < widest(wide) <= 110_000
    # The limits hold: what is left is white.
    assert look(fit_lines(("四字标题",), filled, setter, 900_000)) == (24_000, 2_400, 1100)


def test_only_the_largest_size_is_widened(setter: Setter) -> None:
    filled = replace(HEAD, fit=replace(FIT, fill=1000, squeeze_least=1000, tracking_least=0))
    assert look(fit_lines((TEN,), filled, setter, 200_000)) == (18_000, 0, 1000)


@given(st.integers(20_000, 400_000), st.integers(1, 24), st.integers(700, 1000), st.integers(-100, 0))
def test_limits_are_kept_and_what_can_fit_does(
    setter: Setter, width: int, length: int, squeeze: int, tracking: int
) -> None:
    fit = Fit((24_000, 18_000, 12_000), squeeze, 1100, tracking, 80, fill=900)
    blocks = fit_lines(("天" * length,), replace(HEAD, fit=fit), setter, width)
    size, given_tracking, stretch = look(blocks)
    assert squeeze <= stretch <= 1100
    assert tracking * size <= given_tracking * 1000 <= 80 * size
    assert widest(blocks) <= width or (size == 12_000 and stretch == squeeze)
    if length * 12_000 <= width:
        assert widest(blocks) <= width


def broken(setter: Setter, text: str, width: int, marks: tuple[int, ...] = (), lines: int = 2) -> FittedHead:
    style = replace(HEAD, fit=replace(FIT, lines=lines))
    return fit_head((text,), marks, style, setter, width)


def lines_in(head: FittedHead) -> list[str]:
    return [block.shaped.text for block in head.blocks]


def test_a_headline_that_stands_in_the_size_of_its_style_is_left_whole(setter: Setter) -> None:
    assert lines_in(broken(setter, TEN, 240_000, marks=(4,))) == [TEN]


def test_one_that_does_not_is_broken_for_a_larger_size(setter: Setter) -> None:
    head = broken(setter, TEN, 150_000)
    assert (len(head.blocks), head.size) == (2, 24_000)
    assert "".join(lines_in(head)) == TEN
    assert broken(setter, TEN, 150_000, lines=1).size == 18_000


def test_it_is_broken_at_its_marks(setter: Setter) -> None:
    assert lines_in(broken(setter, TEN, 150_000, marks=(4,))) == ["十字标题", "正好有十个字"]


def test_marks_win_over_the_lines_of_the_style(faces: FaceBook) -> None:
    text = TEN + "再加上五个字"
    page, said = page_of(faces, text, HeadlineSpec(), marks=(8,), lines=1)
    assert [run.text for run in head_runs(page)] == [text[:8], text[8:]]
    assert said == []
    spec = HeadlineSpec(writing=WritingMode.VERTICAL, place=HeadPlace.INSIDE_RIGHT)
    page, _ = page_of(faces, text, spec, marks=(8,), lines=1)
    assert {run.size for run in head_runs(page)} == {24_000}
    plain = TextStyle("kicker", "楷", 24_000)
    assert lines_in(fit_head((TEN,), (5,), breakable(plain, (5,)), setter_of(faces), 150_000)) == [
        TEN[:5],
        TEN[5:],
    ]


def test_a_break_that_wins_no_size_is_not_made(setter: Setter) -> None:
    # The second line alone is as good as the whole.
    text = "啊" + TEN * 2
    head = broken(setter, text, 210_000, marks=(1,))
    assert lines_in(head) == [text]


def test_a_broken_headline_is_not_larger_than_its_style(setter: Setter) -> None:
    style = replace(HEAD, size=18_000, fit=replace(FIT, lines=2))
    assert fit_head((TEN,), (), style, setter, 130_000).size == 18_000


def test_lines_given_are_never_broken(setter: Setter) -> None:
    style = replace(HEAD, fit=replace(FIT, lines=4))
    head = fit_head((TEN, TEN), (), style, setter, 100_000)
    assert lines_in(head) == [TEN, TEN]


def page_of(
    faces: FaceBook, headline: str, spec: HeadlineSpec, marks: tuple[int, ...] = (), lines: int = 2
) -> tuple[PlacedPage, list[str]]:
    copy = story("s", ["这一段话说得不长也不短，刚好够用。" * 6], headline="")
    block = HeadlineBlock(headline=(headline,), marks={"headline": marks} if marks else {})
    main = replace(frame("main", (1, 4), (1, 26)), headline=spec)
    edition = paper({1: [main]}, {(1, "main"): replace(copy, block=block)})
    style = replace(STYLES["headline"], fit=Fit((24_000, 18_000), 900, 1000, -20, 0, lines))
    (page,) = edition.pages
    book = StyleBook({**STYLES, "headline": style}, LineRules())
    edition = replace(edition, pages=(replace(page, styles=book),))
    issue = set_issue(edition, faces, words=lambda text: range(1, len(text)))
    said = [f"{f.code}: {message(f, Lang.ZH)}" for f in issue.findings]
    return issue.pages[0], [text for text in said if text.startswith("headline")]


def head_runs(page: PlacedPage) -> list[GlyphRun]:
    return [i for i in page.items if isinstance(i, GlyphRun) and i.purpose is Purpose.HEAD]


def test_where_the_engine_broke_a_headline_is_told(faces: FaceBook) -> None:
    text = TEN + "再加上五个字"
    page, said = page_of(faces, text, HeadlineSpec())
    lines = [run.text for run in head_runs(page)]
    assert "".join(lines) == text
    assert said == [f"headline-broken: 标题拆成 2 行：{lines[0]} / {lines[1]}"]
    # The editor knows his own marks.
    assert page_of(faces, text, HeadlineSpec(), marks=(8,))[1] == []


def test_a_refused_mark_is_told(faces: FaceBook) -> None:
    _, said = page_of(faces, "短题，好", HeadlineSpec(), marks=(2,))
    assert said == ["headline-mark-refused: “短题，好”不能在 | 处断开：“题，”不能在行首或行末"]


def test_what_was_tried_is_told(faces: FaceBook) -> None:
    _, said = page_of(faces, TEN * 5, HeadlineSpec())
    (only,) = said
    assert only.endswith("试过：字号 24–18 pt、字距 -0.02字、长体 90%、拆成 2 行")


def test_a_vertical_headline_is_broken_too(faces: FaceBook) -> None:
    spec = HeadlineSpec(writing=WritingMode.VERTICAL, place=HeadPlace.INSIDE_RIGHT)
    text = TEN + "再加上五个字"
    page, said = page_of(faces, text, spec)
    runs = head_runs(page)
    assert {run.size for run in runs} == {24_000}
    assert "".join(run.text for run in runs) == text
    axes = {run.xs[0] for run in runs}
    assert len(axes) == 2
    assert said[0].startswith("headline-broken")
    whole, _ = page_of(faces, text, spec, lines=1)
    assert {run.size for run in head_runs(whole)} == {18_000}
