"""What an issue says of itself on its first page: its date, its number, which is one more than the last, and how many pages it has."""

from __future__ import annotations

import datetime
import re
from typing import Any, Final

from typeset.catalogue import finding
from typeset.checks.form.fields import imprint_frame
from typeset.checks.form.item import GOOD, Faults, Item, fault
from typeset.checks.form.printed import first_page, plain, words
from typeset.checks.form.sources import FORM
from typeset.checks.rule import Case
from typeset.findings import Finding
from typeset.flow.numerals import chinese
from typeset.model.form import Extra
from typeset.model.verdict import NotRun
from typeset.patterns import regex

# More make no number of an issue.
_DIGITS: Final = 12
_HAN: Final = "〇○零一二三四五六七八九十百"
_DATE: Final = regex(
    rf"(\d{{4}})[年./-](\d{{1,2}})[月./-](\d{{1,2}})(?!\d)日?|([{_HAN}]{{4}})年([{_HAN}]{{1,2}})月([{_HAN}]{{1,3}})日"
)
# 今日八版, 共8版, 版数：8; a bare 8版 counts where nothing else says how many.
_COUNT: Final = regex(
    rf"(?:今日|今天|本期|本日|全期|共|计)[^\d{_HAN}\n]{{0,4}}(\d+|[{_HAN}]+)个?版|版数:?(\d+|[{_HAN}]+)"
)
_BARE: Final = regex(rf"(?<![第\d{_HAN}A-Z])(\d+|[{_HAN}]+)版")


def date_printed(case: Case) -> Faults | NotRun:
    """The date of the issue stands on the first page; a date in parts (day, year and month) counts."""
    date = case.read.date
    text = words(first_page(case))
    found = list(_DATE.finditer(text))
    if _dates(date) & {_parts(one) for one in found}:
        return GOOD
    apart = rf"(?<!\d){date.day}(?![\d月年期版元])"
    if not found and f"{date.year}年{date.month}月" in text and re.search(apart, text):
        return GOOD
    wanted = f"{date.year}年{date.month}月{date.day}日"
    if not found:
        return fault(_told(case, "issue-date-missing", "date", wanted=wanted))
    printed = "、".join(dict.fromkeys(one.group() for one in found))
    return fault(_told(case, "issue-date-wrong", "date", wanted=wanted, printed=printed))


def _dates(date: datetime.date) -> set[tuple[str, ...]]:
    """Year, month and day in Arabic digits, and as they are read."""
    year = "".join(chinese(int(digit)) for digit in str(date.year))
    return {
        (str(date.year), str(date.month), str(date.day)),
        (year, chinese(date.month), chinese(date.day)),
    }


def _parts(found: re.Match[str]) -> tuple[str, ...]:
    return tuple(re.sub("[○零]", "〇", part).lstrip("0") for part in found.groups() if part)


def number_printed(case: Case) -> Faults | NotRun:
    """The number of the issue is filled and printed."""
    number = plain(case.read.fields.get("issue", ""))
    if number and number_stands(number, words(first_page(case))):
        return GOOD
    return fault(
        _told(
            case,
            "issue-number-missing",
            "issue",
            lack_zh=f"第一版没有排 {number}" if number else "edition.yaml 里没有 issue",
            lack_en=f"{number} is not on page 1" if number else "edition.yaml has no issue",
        )
    )


def number_stands(number: str, text: str) -> bool:
    """Whether the number of an issue is printed as one: 总第5678期, 期号5678, No. 5678."""
    one = re.escape(number)
    pattern = rf"(?:第|总期号?|期号|期数|No\.?)[^\d\n]{{0,3}}{one}(?!\d)|(?<!\d){one}[期号]"
    return re.search(pattern, text, re.IGNORECASE) is not None


def number_follows(case: Case) -> Faults | NotRun:
    """The number is one more than that of the issue before; both files are told. An extra (号外) is not judged."""
    number, last = plain(case.read.fields.get("issue", "")), case.previous
    if last is None:
        return NotRun("工作区里没有更早的一期", "the workspace has no earlier issue")
    if case.read.extra is Extra.EXTRA:
        return NotRun(
            "号外是否编入总期号，没有依据", "nothing says whether an extra is numbered with the others"
        )
    if not (_is_number(number) and _is_number(last.number)):
        return NotRun(
            f"这一期或前一期（{last.slug}）的期号不是一个数",
            f"the number of this issue or of the one before ({last.slug}) is none",
        )
    if int(number) == int(last.number) + 1:
        return GOOD
    return fault(
        finding(
            "issue-number-broken",
            span=case.read.imprint.place_of("issue"),
            related=last.span,
            page=case.read.pages[0].number,
            number=number,
            last=last.number,
            before=last.slug,
            next=str(int(last.number) + 1),
        )
    )


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) <= _DIGITS


def pages_counted(case: Case) -> Faults | NotRun:
    """The number of pages printed on the first page is that of the pages there are."""
    count = len(case.read.pages)
    right = {str(count), chinese(count)}
    text = words(first_page(case))
    said = [one.group(1) or one.group(2) for one in _COUNT.finditer(text)]
    if not said:
        first = case.read.pages[0]
        own = {first.name, chinese(first.section_number)} - right
        said = [one for one in _BARE.findall(text) if one not in own]
    if right & set(said):
        return GOOD
    if not said:
        return fault(_told(case, "page-count-missing", "pages", wanted=str(count)))
    printed = "、".join(dict.fromkeys(said))
    return fault(_told(case, "page-count-wrong", "pages", wanted=str(count), printed=printed))


def _told(case: Case, code: str, field: str, **facts: Any) -> Finding:
    """A finding at the frame of the imprint, or its layout, and where the edition says what should be printed."""
    page = case.issue.edition.pages[0]
    frame = imprint_frame(case)
    return finding(
        code,
        span=frame.span if frame is not None else page.layout.span,
        related=case.read.imprint.places.get(field, case.read.span),
        page=page.number,
        frame=frame.name if frame is not None else None,
        **facts,
    )


ISSUE: Final[tuple[Item, ...]] = (
    Item("date", "出版日期", "date of issue", FORM, ("issue-date-missing", "issue-date-wrong"), date_printed),
    Item("number", "总期号", "number of the issue", FORM, ("issue-number-missing",), number_printed),
    Item(
        "number-follows",
        "总期号连续",
        "number one more than the last",
        FORM,
        ("issue-number-broken",),
        number_follows,
    ),
    Item("pages", "版数", "number of pages", FORM, ("page-count-missing", "page-count-wrong"), pages_counted),
)
