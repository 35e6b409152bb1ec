"""Half-width marks become full-width in Chinese, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.read.punctuation import widen


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("昨天,今天", "昨天，今天"),
        ("他说:好!真的?是;", "他说：好！真的？是；"),
        ("他走了.", "他走了。"),
        ("他走了. 我来了.", "他走了。 我来了。"),
        ("“好.”他说", "“好。”他说"),
        ("用App,他说", "用App，他说"),
        ("增长6.3%,其中", "增长6.3%，其中"),
        ("云汀(2026)年", "云汀（2026）年"),
        ("5G(第五代)网络", "5G（第五代）网络"),
        ("(一)总则", "（一）总则"),
        ("甲(乙(丙)丁)戊", "甲（乙（丙）丁）戊"),
        ("三(2)班,四(3)班", "三（2）班，四（3）班"),
        ("“好”,他说", "“好”，他说"),
        ('他说"好"了', "他说“好”了"),
        ('的"Run"活动', "的“Run”活动"),
        ('"甲"和"乙"', "“甲”和“乙”"),
        ("网址:www.yunting.example/a,b,欢迎", "网址：www.yunting.example/a,b，欢迎"),
        ("见https://a.cn/x?y=1,谢谢", "见https://a.cn/x?y=1，谢谢"),
        ("《纲要》,好", "《纲要》，好"),
        ("(AI)技术", "（AI）技术"),
        ("好),", "好),"),
        ("(好),", "（好），"),
    ],
)
def test_marks_in_chinese_are_widened(typed: str, meant: str) -> None:
    assert widen(typed).text == meant


@pytest.mark.parametrize(
    "typed",
    [
        "3.14",
        "共1,280户",
        "下午15:40开始",
        "比分3:2",
        "12:30—13:20",
        "“Yunting Run (2026)”举行",
        "“Hello, world!”",
        "PM2.5",
        "http://a.cn:80/b?c=d;e",
        "mail@yunting.example",
        "f(x)函数",
        "1)第一",
        "1.第一",
        "Dr. Li",
        "约翰.史密斯",
        "等等...",
        '5" 屏',
        'the "Run" of',
        "A, B; C: D! E?",
        "，。：；！？（）“”",
        "",
    ],
)
def test_numbers_addresses_and_western_phrases_are_left_alone(typed: str) -> None:
    wide = widen(typed)
    assert (wide.text, wide.offsets) == (typed, ())


def test_the_offsets_are_those_that_changed() -> None:
    assert widen("甲,乙1,2(丙)").offsets == (1, 6, 8)


COPY = st.text(alphabet='甲乙AB12 ,;:!?()."“”，。（）　—…/w@', max_size=40)


@given(COPY | st.text(max_size=30))
def test_one_character_stays_one_and_twice_is_once(typed: str) -> None:
    wide = widen(typed)
    assert len(wide.text) == len(typed)
    assert widen(wide.text) == (type(wide))(wide.text, ())


@given(COPY)
def test_only_listed_offsets_change_and_only_to_their_full_width_form(typed: str) -> None:
    wide = widen(typed)
    pairs = dict(zip(",;:!?().", "，；：！？（）。", strict=True))
    for offset, (old, new) in enumerate(zip(typed, wide.text, strict=True)):
        assert (old != new) == (offset in wide.offsets)
        if old != new:
            assert new == pairs.get(old) or (old == '"' and new in "“”")


@given(st.text(alphabet="AB12 ,;:!?().\"'“”", max_size=40))
def test_without_chinese_nothing_changes(typed: str) -> None:
    assert widen(typed).text == typed
