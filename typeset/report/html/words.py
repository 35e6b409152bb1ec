"""What the HTML report says around pages and findings, in Chinese and in English."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from typeset.catalogue.entry import Lang


class HtmlWords(Struct, frozen=True, kw_only=True):
    """One language; the longer ones are format strings."""

    title: str
    page: str
    pages: str
    full: str
    nothing_on_page: str
    whole_issue: str
    on_page: str
    allowed: str
    known: str
    form: str
    rules: str
    passed: str
    broken: str
    not_run: str
    not_run_note: str
    unread: str
    because: str
    picture_note: str


_ZH: Final = HtmlWords(
    title="{paper}　{date}　检查报告",
    page="第 {page} 版",
    pages="各版",
    full="排满 {percent}%",
    nothing_on_page="这一版没有问题",
    whole_issue="全期",
    on_page="看版面",
    allowed="已放行，不计（{number}）",
    known="基线里已有，不计（{number}）",
    form="出版形式与编校字数",
    rules="规则",
    passed="通过",
    broken="违反",
    not_run="没有执行",
    not_run_note="没有执行不是通过：缺少可供判断的内容。",
    unread="这一期读不出来，没有排版。",
    because="理由：",
    picture_note="版面图用读者自己的字体画出，只供找位置；付印以 PDF 为准。",
)
_EN: Final = HtmlWords(
    title="{paper}  {date}  report",
    page="Page {page}",
    pages="Pages",
    full="{percent} % full",
    nothing_on_page="nothing to report on this page",
    whole_issue="Whole issue",
    on_page="show on page",
    allowed="Allowed, not counted ({number})",
    known="Known from the baseline, not counted ({number})",
    form="Form of the issue, words checked",
    rules="Rules",
    passed="passed",
    broken="broken",
    not_run="not run",
    not_run_note="Not run is not passed: there was nothing to judge by.",
    unread="The edition could not be read, so no page was set.",
    because="Reason: ",
    picture_note="Pages are drawn in the reader's own faces, to find places on them; what is printed is the PDF.",
)


def html_words(lang: Lang) -> HtmlWords:
    """The words of a language."""
    return _ZH if lang is Lang.ZH else _EN
