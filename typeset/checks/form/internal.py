"""Internal publications (连续性内部资料): what they have to print, and what they may not be called, say, cost or carry."""

from __future__ import annotations

from typing import Any, Final

from typeset.catalogue import finding
from typeset.checks.form.adverts import advertisements
from typeset.checks.form.fields import Lack, Part, after, fields_of, imprint_frame, lacking, lacks
from typeset.checks.form.issue import number_stands
from typeset.checks.form.item import GOOD, Faults, Item, fault
from typeset.checks.form.printed import everywhere, first_page, plain, words
from typeset.checks.form.sources import ARTICLE_14, ARTICLE_15
from typeset.checks.rule import Case
from typeset.findings import Finding
from typeset.model.verdict import NotRun
from typeset.patterns import regex

_PERMIT: Final = Part("permit", "准印证编号", "number of the permit", r"准印证?[^:\n]{0,6}:?[^:\n]{0,12}\d")
_STATEMENT: Final = regex(r"内部资料[,，、。.;；·]?免费交流")
_PARTS: Final = (
    Part("compiler", "编印单位", "who compiles it", after(r"编印(?:单位)?")),
    Part("recipients", "发送对象", "for whom it is", after(r"发送(?:对象|范围)")),
    Part("printer", "印刷单位", "printer", after(r"(?:印刷|承印)(?:单位|厂)?|印厂")),
    Part("print_date", "印刷日期", "date of printing", after(r"(?:印刷|印制|付印)(?:日期|时间)")),
    Part("print_run", "印数", "print run", after(r"印数|印量")),
)
_ISSUE: Final = Part("issue", "期号", "number of the issue", "")
_NAMED: Final = ("报", "刊", "杂志")
_NUMBERED: Final = regex(r"刊号|连续出版物号|CN:?\d{2}-\d{4}|期刊社|杂志社")
_PRICED: Final = regex(r"(?:定价|售价|零售价?|工本费|每份):?[\d一二三四五六七八九十]")
_FREE: Final = regex(r"免费|赠阅|赠送|不收费")


def permit(case: Case) -> Faults | NotRun:
    """The number of the permit stands on the first page."""
    lack = lacks(case, (_PERMIT,), words(first_page(case)))
    return fault(lacking(case, "permit-missing", lack)) if lack else GOOD


def statement(case: Case) -> Faults | NotRun:
    """「内部资料，免费交流」 stands on the first page."""
    text = words(first_page(case)).replace("\n", "")
    return GOOD if _STATEMENT.search(text) else fault(_on_page_1(case, "internal-statement-missing"))


def parts(case: Case) -> Faults | NotRun:
    """Who compiles it, for whom, who printed it, when, how many, and its number, on the first page, the last or in a colophon: an error each."""
    text = everywhere(case)
    lack = lacks(case, _PARTS, text)
    number = plain(case.read.fields.get("issue", ""))
    if not number or not number_stands(number, text):
        lack = (*lack, Lack(_ISSUE, filled=bool(number)))
    return fault(lacking(case, "internal-imprint-missing", lack), len(lack)) if lack else GOOD


def named(case: Case) -> Faults | NotRun:
    """Its name is not that of a newspaper or a magazine."""
    name = case.read.paper
    if not name.endswith(_NAMED):
        return GOOD
    return fault(_on_page_1(case, "internal-name-forbidden", name=name))


def numbered(case: Case) -> Faults | NotRun:
    """Nothing that is printed calls itself by a 刊号, or its makers a magazine's."""
    found = _NUMBERED.search(everywhere(case))
    return fault(_on_page_1(case, "internal-number-forbidden", text=found.group())) if found else GOOD


def priced(case: Case) -> Faults | NotRun:
    """It has no price: neither in the imprint, unless that says it is free, nor in print."""
    price = fields_of(case).get("price", "")
    if price.strip() and not _FREE.search(price):
        span = case.read.imprint.place_of("price")
        return fault(
            finding("internal-priced", span=span, page=case.read.pages[0].number, text=price.strip())
        )
    found = _PRICED.search(everywhere(case))
    return fault(_on_page_1(case, "internal-priced", text=found.group())) if found else GOOD


def advertised(case: Case) -> Faults | NotRun:
    """It carries no advertisements: a finding for each frame of them, an error for all of them."""
    found = tuple(
        finding("internal-advert", span=placed.span, related=frame.span, page=page.number, frame=frame.name)
        for page, frame, placed in advertisements(case)
    )
    return Faults(found, errors=1) if found else GOOD


def _on_page_1(case: Case, code: str, **facts: Any) -> Finding:
    page = case.issue.edition.pages[0]
    frame = imprint_frame(case)
    return finding(
        code,
        span=frame.span if frame is not None else page.layout.span,
        related=case.read.imprint.span,
        page=page.number,
        frame=frame.name if frame is not None else None,
        **facts,
    )


REQUIRED: Final[tuple[Item, ...]] = (
    Item("permit", "准印证编号", "number of the permit", ARTICLE_14, ("permit-missing",), permit),
    Item(
        "statement",
        "“内部资料，免费交流”字样",
        "the words 内部资料，免费交流",
        ARTICLE_14,
        ("internal-statement-missing",),
        statement,
    ),
    Item(
        "internal-imprint",
        "编印单位、发送对象、印刷单位、印刷日期、印数、期号",
        "compiler, recipients, printer, date of printing, print run, number",
        ARTICLE_14,
        ("internal-imprint-missing",),
        parts,
    ),
)
FORBIDDEN: Final[tuple[Item, ...]] = (
    Item(
        "internal-name", "名称不用“××报”", "not named ××报", ARTICLE_14, ("internal-name-forbidden",), named
    ),
    Item(
        "internal-number",
        "不用“刊号”等字样",
        "no 刊号 or the like",
        ARTICLE_14,
        ("internal-number-forbidden",),
        numbered,
    ),
    Item("internal-price", "不标价", "no price", ARTICLE_15, ("internal-priced",), priced),
    Item("internal-adverts", "不刊登广告", "no advertisements", ARTICLE_15, ("internal-advert",), advertised),
)
