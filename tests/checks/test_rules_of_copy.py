"""Rules about the words themselves: doubled words, marks in pairs, half-width marks, pages typed by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from judging import judge, picture
from msgspec.structs import replace
from paper import frame, paper, story

from typeset.checks.doubledwords import is_doubled, suspects
from typeset.checks.pairs import unpaired
from typeset.checks.typedpages import typed_in
from typeset.faces import FaceBook
from typeset.model.edition import Edition, JumpRules, Numerals
from typeset.model.story import Aside, AsideKind
from typeset.model.verdict import State
from typeset.read.words import word_starts


def written(*texts: str, rules: JumpRules | None = None) -> Edition:
    return paper({1: [frame("lead", (1, 4), (1, 24))]}, {(1, "lead"): story("s", texts)}, rules)


def doubled(text: str) -> list[str]:
    return [word for at, word in suspects(text) if is_doubled(text, at, word, word_starts)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("这是我们的的任务", ["的"]),
        ("会议在在市委召开", ["在"]),
        ("任务已经完成了了", ["了"]),
        ("他也也来了", ["也"]),
        ("加快建设建设国家粮仓", ["建设"]),
        ("全面推进推进改革", ["推进"]),
        ("代表大会代表大会胜利闭幕", ["代表大会"]),
        ("坚持坚持不懈", ["坚持"]),
        # Words that only meet.
        ("他现在在北京", []),
        ("为了了解情况", []),
        ("实在受不了了", []),
        ("以交流为目的的活动", []),
        ("饱和和不饱和", []),
        ("不了了之", []),
        # Doubled on purpose.
        ("天天向上，人人有责，慢慢看看", []),
        ("我们研究研究再说", []),
        ("一个一个来，一步一步走", []),
        ("说着说着就笑了，走啊走啊", []),
        ("雪白雪白的墙，很长很长的路", []),
        ("是是非非，和和美美", []),
        ("哈哈哈哈", []),
        ("他说：“快来快来，回家回家。”", []),
        ("12121212", []),
        ("", []),
    ],
)
def test_words_that_are_doubled(text: str, words: list[str]) -> None:
    assert doubled(text) == words


def test_doubled_words_are_told_once_a_story_at_the_second_of_the_first(faces: FaceBook) -> None:
    edition = written("江风很大。", "这是我们的的任务，他也也来了。")
    (found,) = judge(edition, faces, "doubled-words").found
    assert (found.code, found.page, found.story, found.amount) == ("doubled-word", 1, "s", 2)
    assert (str(found.span), dict(found.facts)["text"]) == ("s.md:2:6", "的的、也也")
    assert judge(written("江风很大。"), faces, "doubled-words").state is State.PASSED


def test_without_a_dictionary_doubled_words_are_not_judged(faces: FaceBook) -> None:
    edition = written("这是我们的的任务。")
    assert judge(edition, faces, "doubled-words", None).state is State.NOT_RUN
    assert judge(edition, faces, "doubled-words", lambda text: ()).state is State.NOT_RUN
    # Nothing looks doubled: nobody needs to be asked.
    assert judge(written("江风很大。"), faces, "doubled-words", None).state is State.PASSED


HAN = st.text("江风夜渡船灯火市声远近人家炊烟", min_size=0, max_size=12)


@given(HAN, HAN)
def test_a_little_word_typed_twice_is_always_suspected(before: str, after: str) -> None:
    assert (len(before), "的") in list(suspects(f"{before}的的{after}"))


@given(st.text("江风夜渡船灯火市声远近人家炊烟，。", max_size=40, min_size=0))
def test_what_is_suspected_stands_there_twice(text: str) -> None:
    for at, word in suspects(text):
        assert text[at : at + 2 * len(word)] == 2 * word


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["他说：“好。”"], []),
        (["他说：“好。"], [(0, 3)]),
        (["他说：好。”"], [(0, 5)]),
        (["（见《东风谣）"], [(0, 2)]),
        (["《东风谣（上》）"], [(0, 4), (0, 7)]),
        (["“他说‘好’。”"], []),
        (["don’t，the boys’ club"], []),
        (["他说’好"], [(0, 2)]),
        (["一）总则；（二）附则"], []),
        (["1）总则；2)附则"], []),
        (["总则）"], [(0, 2)]),
        (["（半角)与全角"], []),
        (["【本报讯】〔摘要〕［注］"], []),
        (["“一段。", "“二段。", "“三段。”"], []),
        (["“一段。", "“二段。”", "三段。"], []),
        (["“一段。", "二段。”"], [(0, 0), (1, 3)]),
        (["“一段。", "“二段。"], [(1, 0)]),
        (["（一段。", "（二段。）"], [(0, 0)]),
        (["“‘一段。", "“‘二段。’”"], []),
        ([""], []),
        ([], []),
    ],
)
def test_marks_without_a_partner(texts: list[str], found: list[tuple[int, int]]) -> None:
    assert list(unpaired(texts)) == found


def paired(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    marks = st.sampled_from(["“”", "‘’", "「」", "《》", "（）", "()", "【】", "〔〕"])
    return st.builds(lambda pair, text, after: pair[0] + text + pair[1] + after, marks, inner, HAN)


NESTED = st.recursive(HAN, paired, max_leaves=8)


@given(st.lists(NESTED, max_size=3))
def test_marks_that_are_nested_are_all_in_pairs(texts: list[str]) -> None:
    assert list(unpaired(texts)) == []


@given(NESTED, HAN, st.sampled_from("（《【〔"))
def test_one_mark_too_many_is_found_where_it_is(text: str, before: str, mark: str) -> None:
    assert list(unpaired([before + mark + text])) == [(0, len(before))]


def test_unpaired_marks_are_told_once_a_story_with_their_place(faces: FaceBook) -> None:
    edition = written("江风很大。", "他说：“来了，（真的。")
    (found,) = judge(edition, faces, "paired-marks").found
    assert (found.code, found.page, found.story, found.amount) == ("mark-unpaired", 1, "s", 2)
    assert str(found.span) == "s.md:2:4"
    assert judge(written("他说：“来了。”"), faces, "paired-marks").state is State.PASSED


def test_a_poem_is_quoted_line_by_line(faces: FaceBook) -> None:
    edition = written("“哥哥你走西口，", "小妹妹我实在难留”——", "江风（很大。")
    copy = edition.stories["s"]
    verses = tuple(replace(one, verse=True) for one in copy.paragraphs)
    poem = replace(edition, stories={"s": replace(copy, paragraphs=verses)})
    (found,) = judge(poem, faces, "paired-marks").found
    assert (found.amount, str(found.span)) == (1, "s.md:3:3")
    assert judge(edition, faces, "paired-marks").found[0].amount == 3


def test_heads_captions_and_boxes_are_looked_at_as_well(faces: FaceBook) -> None:
    edition = written("江风很大。")
    copy = edition.stories["s"]
    box = Aside(AsideKind.BOX, story("box", ["链接（上"]).paragraphs, copy.span)
    for other in (
        replace(copy, block=replace(copy.block, headline=("夜航“之一",))),
        replace(copy, pictures=(picture(caption="江边（资料图片。"),)),
        replace(copy, asides=(box,)),
    ):
        assert judge(replace(edition, stories={"s": other}), faces, "paired-marks").codes == ["mark-unpaired"]
    # A quotation may go on from one line of a head to the next.
    fine = replace(copy, block=replace(copy.block, headline=("他说“夜航", "又开了”")))
    assert judge(replace(edition, stories={"s": fine}), faces, "paired-marks").codes == []


@pytest.mark.parametrize("text", ["他说(真的。", "来了,走了", '他说"好', "来吗?不来"])
def test_half_width_marks_that_touch_chinese_are_told(faces: FaceBook, text: str) -> None:
    (found,) = judge(written("江风很大。", text), faces, "full-width-marks").found
    assert (found.code, found.story, found.amount) == ("punctuation-half-width", "s", 1)
    assert str(found.span).startswith("s.md:2:")


@pytest.mark.parametrize(
    "text", ["1.坚持3.5元", "比分3:2，15:40", "看www.a.com/b?c=1", "AI (LLM) 时代", "写成a.yaml"]
)
def test_half_width_marks_of_western_text_are_not(faces: FaceBook, text: str) -> None:
    assert judge(written(text), faces, "full-width-marks").state is State.PASSED


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("（详见第4版）", [("详见第4版", False)]),
        ("全文见今日二、三版。", [("全文见今日二、三版", True)]),
        ("参见第十二版", [("参见第十二版", True)]),
        ("（见４版）", [("见４版", False)]),
        ("刊于本报8版", [("刊于本报8版", False)]),
        ("书出了第4版，又见一版", []),
        ("详见A4版", []),
        ("", []),
    ],
)
def test_pages_typed_by_hand(text: str, pages: list[tuple[str, bool]]) -> None:
    assert [(one.text, one.chinese) for one in typed_in(story("s", [text]))] == pages


def test_pages_in_other_numerals_than_the_house_writes_them(faces: FaceBook) -> None:
    (found,) = judge(written("江风很大。", "（详见第4版，又详见二版）"), faces, "page-wording").found
    assert (found.code, found.page, found.story, found.amount) == ("typed-page-numerals", 1, "s", 1)
    assert (str(found.span), dict(found.facts)["text"]) == ("s.md:2:2", "详见第4版")
    arabic = written("（详见第4版）", rules=JumpRules(numerals=Numerals.ARABIC))
    assert judge(arabic, faces, "page-wording").state is State.PASSED
    assert judge(written("江风很大。"), faces, "page-wording").state is State.NOT_RUN


@pytest.mark.parametrize("rule", ["doubled-words", "paired-marks", "full-width-marks", "jump-lines-typed"])
def test_without_stories_copy_is_not_judged(faces: FaceBook, rule: str) -> None:
    assert judge(paper({1: []}, {}), faces, rule).state is State.NOT_RUN
