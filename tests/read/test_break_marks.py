"""``|`` in a headline says where it may be broken; the keys that say how a headline is fitted and where it stands."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import FRONT, HOUSE, LEAD, read, said, said_in_english, spoilt, with_story

from typeset.model.layout import HeadlineSpec, HeadPlace, RuleKind, RuleSpec, Side
from typeset.model.story import HeadlineBlock
from typeset.model.style import Fit, GroundOver
from typeset.read.break_marks import without_marks
from typeset.read.words import _library, word_starts

# The sentences and clauses of the sample's copy, by story.
COPY = [
    re.findall(r"[^，。！？；：\n]{2,}", path.read_text(encoding="utf-8"))[:40]
    for path in sorted((Path(__file__).parents[2] / "editions").glob("*/stories/*.md"))
]
PRICE = "  price: 2元\n"


def block_of(front: str) -> HeadlineBlock:
    return read(with_story(f"---\n{front}\n---\n正文。\n")).good.stories["lead"].block


def test_marks_are_taken_out_and_their_places_kept() -> None:
    block = block_of("kicker: 甲｜乙\nheadline: 十二万亩水稻|颗粒归仓|“金色答卷”\ndeck: ——来自|石桥")
    assert block.headline == ("十二万亩水稻颗粒归仓“金色答卷”",)
    assert block.marks_of("headline") == (6, 10)
    assert (block.kicker, block.marks_of("kicker")) == (("甲乙",), (1,))
    assert (block.deck, block.marks_of("deck")) == (("——来自石桥",), (4,))


def test_a_backslash_prints_the_bar() -> None:
    block = block_of("headline: 甲\\|乙\\｜丙|丁")
    assert block.headline == ("甲|乙｜丙丁",)
    assert block.marks_of("headline") == (5,)


def test_marks_at_the_ends_allow_nothing() -> None:
    assert without_marks("|甲乙| |").marks == ()
    assert without_marks("||").text == ""


@given(st.text("甲乙|｜\\ ，", max_size=12))
def test_nothing_but_marks_and_their_backslashes_is_taken(typed: str) -> None:
    marked = without_marks(typed)
    assert marked.text == "".join(typed[at] for at in marked.kept)
    assert list(marked.kept) == sorted(set(marked.kept))
    dropped = [char for at, char in enumerate(typed) if at not in marked.kept]
    assert set(dropped) <= set("|｜\\")
    assert dropped.count("\\") == sum(char in "|｜" for char in marked.text)
    assert all(0 < at < len(marked.text) for at in marked.marks)


def test_explicit_lines_win_and_the_mark_is_told_at_its_line() -> None:
    reading = read(with_story("---\nheadline: |\n  第一行\n  第二|行\n---\n正文。\n"))
    found = reading.only("headline-mark-unused")
    assert str(found.span).startswith(f"{LEAD}:4:3")
    assert "“第二行”里的 | 没有用" in said(found)
    block = reading.good.stories["lead"].block
    assert block.headline == ("第一行", "第二行")
    assert block.marks == {}


def test_half_width_marks_beside_a_break_mark_are_still_widened() -> None:
    block = block_of("headline: 水稻,|颗粒归仓")
    assert block.headline == ("水稻，颗粒归仓",)
    assert block.marks_of("headline") == (3,)


def test_a_jump_headline_prints_no_mark() -> None:
    text = "---\nheadline: 题\njump_headline: 短|题\n---\n正文。\n"
    assert read(with_story(text)).good.stories["lead"].jump_headline == "短题"


def fit_of(keys: str) -> Fit | None:
    house = spoilt(HOUSE, PRICE, f"{PRICE}styles:\n  headline: {{fit: {{{keys}}}}}\n")
    return read(house).good.pages[0].styles["headline"].fit


def test_the_limits_of_a_fit_are_read() -> None:
    fit = fit_of("sizes: [24pt, 18pt], squeeze: 80%..120%, tracking: -0.05字..0.1字, lines: 3, fill: 90%")
    assert fit == Fit((24_000, 18_000), 800, 1200, -50, 100, 3, 900)
    narrow = fit_of("tracking: -0.05..0字")
    assert narrow is not None
    assert (narrow.tracking_least, narrow.tracking_most, narrow.lines, narrow.fill) == (-50, 0, 2, 0)


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ("tracking: 0.1字..-0.05字", "reversed-range"),
        ("tracking: -0.05..0.1", "bad-value"),
        ("tracking: -2字..0字", "out-of-range"),
        ("lines: 0", "out-of-range"),
        ("lines: 5", "out-of-range"),
        ("fill: 1", "bad-value"),
        ("fill: 120%", "out-of-range"),
    ],
)
def test_wrong_limits_are_told_at_their_place(keys: str, code: str) -> None:
    house = spoilt(HOUSE, PRICE, f"{PRICE}styles:\n  headline: {{fit: {{{keys}}}}}\n")
    found = read(house).only(code)
    assert str(found.span).startswith(f"{HOUSE}:18:")


def test_the_ground_of_a_style_reaches_as_far_as_it_says() -> None:
    house = spoilt(HOUSE, PRICE, f"{PRICE}styles:\n  deck: {{background: 黑, background_over: width}}\n")
    styles = read(house).good.pages[0].styles
    assert styles["deck"].background_over is GroundOver.WIDTH
    assert styles["series"].background_over is GroundOver.LINES


HEAD = "headline: {style: headline_second, place: inside-right, writing: vertical}"


def head_of(keys: str) -> HeadlineSpec:
    layout = read(spoilt(FRONT, HEAD, f"headline: {{{keys}}}")).good.pages[0].layout
    frame = layout.frame("second")
    assert frame is not None
    return frame.headline


def test_place_columns_and_rules_of_a_head_are_read() -> None:
    head = head_of("place: inside-center, columns: 2, rule: {above: thick-thin, below: thin}")
    assert (head.place, head.columns) == (HeadPlace.INSIDE_CENTER, 2)
    assert head.rules == ((Side.ABOVE, RuleSpec(RuleKind.THICK_THIN)), (Side.BELOW, RuleSpec(RuleKind.THIN)))
    assert head_of("place: side-left").place is HeadPlace.SIDE_LEFT


def test_a_head_has_no_rule_at_its_side() -> None:
    found = read(spoilt(FRONT, HEAD, "headline: {rule: left}")).only("bad-choice")
    assert "above、below" in said(found)
    assert "above" in said_in_english(found)


def test_words_begin_where_the_library_says() -> None:
    pytest.importorskip("jieba")
    text = "云汀区推出青年人才政策"
    starts = word_starts(text)
    assert 3 in starts
    assert list(starts) == sorted(set(starts))
    assert all(0 < at < len(text) for at in starts)


def test_words_are_those_of_the_whole_dictionary() -> None:
    jieba = pytest.importorskip("jieba")
    tokenizer = jieba.Tokenizer()
    with tokenizer.get_dict_file() as file:
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(file)
    tokenizer.initialized = True
    headlines = [text for texts in COPY for text in (*texts, "".join(texts))]
    assert len(headlines) > 400
    for text in headlines:
        words = accumulate(len(word) for word in tokenizer.cut(text))
        assert [*word_starts(text), len(text)] == list(words)


def test_the_library_is_asked_for_its_words_without_setuptools() -> None:
    pytest.importorskip("jieba")
    code = "import sys; from typeset.read.words import word_starts; word_starts('云汀区'); print('pkg_resources' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_without_the_library_no_words_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jieba", None)
    _library.cache_clear()
    word_starts.cache_clear()
    try:
        assert word_starts("云汀区推出青年人才政策") == ()
    finally:
        _library.cache_clear()
        word_starts.cache_clear()
