"""Mistakes a second reader made: each in words of its own, with its cure, and without what follows from it."""

from __future__ import annotations

import pytest
from newsroom import EDITION, HOUSE, LEAD, files, picture, read, said, spoilt, with_story


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "words"),
    [
        (EDITION, "page: 2", "page: 1", "page-twice", "第1版写了两次"),
        (EDITION, "page: 2", "page: 1000000", "out-of-range", "（1—999）"),
        (EDITION, "page: 2", "page: " + "9" * 5000, "out-of-range", "“999999999999…”超出范围"),
        (EDITION, "section: 要闻", "section: [要闻]", "wrong-type", "“pages[1].section”应当是一段文字"),
        (EDITION, "section: 要闻", "section: [要闻]", "wrong-type", "改写成一段文字"),
        (EDITION, "    layout: inside\n", "", "missing-key", "“pages[2].layout”"),
        (EDITION, "section: 要闻", 'section: "\\ud800"', "yaml-escape", "不是认识的转义"),
        (EDITION, "section: 要闻", "section:　要闻", "yaml-wide-blank", "“section:”后面是全角空格"),
        (EDITION, "section: 要闻", "section:\u00a0要闻", "yaml-wide-blank", "后面是不换行空格"),
        (EDITION, "lead: lead", "lead: lead.md", "missing-story", "是不是“lead”？"),
        (HOUSE, "leading: 13pt", "leading: 2行", "unit-not-here", "写成 mm、cm、in 或 pt"),
        (HOUSE, "gutter: 1字", "gutter: -1字", "out-of-range", "“-1字”超出范围"),
        (
            HOUSE,
            "  price: 2元",
            "  price: 2元\njumps: {least_before: 99999行}",
            "out-of-range",
            "（0行—999行）",
        ),
    ],
)
def test_a_mistake_has_words_of_its_own(file: str, old: str, new: str, code: str, words: str) -> None:
    found = read(spoilt(file, old, new)).only(code)
    assert str(found.span).startswith(file)
    assert words in said(found)


def test_an_unclosed_front_matter_is_one_finding() -> None:
    reading = read(with_story("---\nheadline: 题\nheadlin: 又\n记者: 甲\n\n正文一段。\n"))
    assert [f.code for f in reading.findings] == ["front-matter-open"]


@pytest.mark.parametrize(
    ("data", "reason"), [(b"no picture", "不是图片"), (picture(400, 400)[:-300], "文件不完整")]
)
def test_a_picture_that_cannot_be_opened_is_told_in_our_words(data: bytes, reason: str) -> None:
    reading = read(with_story("---\nheadline: 题\n---\n![图](a.jpg)\n", a=data))
    found = reading.only("unreadable-picture")
    assert str(found.span).startswith(LEAD)
    assert reason in said(found)
    assert "?" not in said(found)


@pytest.mark.parametrize("text", ["- a\n", "hello\n"])
@pytest.mark.parametrize("file", [EDITION, HOUSE, "layouts/front.yaml"])
def test_a_file_that_is_no_mapping_is_a_finding(file: str, text: str) -> None:
    reading = read({**files(), file: text})
    assert reading.edition is None
    assert any(str(f.span).startswith(file) for f in reading.findings)
