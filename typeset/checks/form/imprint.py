"""The imprint of a newspaper: its CN number, the bodies responsible for it, where it can be reached, printer, distribution, price."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.checks.form.fields import Lack, Part, after, fields_of, lacking, lacks
from typeset.checks.form.item import GOOD, Faults, Item, fault
from typeset.checks.form.printed import everywhere, first_page, plain, words
from typeset.checks.form.sources import CN, FORM
from typeset.checks.rule import Case
from typeset.findings import Finding
from typeset.model.form import Extra
from typeset.model.verdict import NotRun
from typeset.patterns import regex

CN_PART: Final = Part("cn", "国内统一连续出版物号", "CN number", r"CN:?\d")
_BODIES: Final = (
    Part("supervisor", "主管单位", "supervising body", after(r"主管(?:单位)?")),
    Part("sponsor", "主办单位", "sponsor", after(r"主办(?:单位)?")),
    Part("publisher", "出版单位", "publisher", after(r"出版(?:单位|者)?")),
)
_CONTACT: Final = (
    Part("address", "出版单位地址", "address of the publisher", after(r"社址|(?<![厂刷位])地址")),
    Part("telephone", "联系方式", "telephone", after(r"电话|热线|联系方式|邮箱")),
)
_PRINTERS: Final = (
    Part("printer", "印刷单位名称", "printer", after(r"(?:印刷|承印)(?:单位|厂)?|印厂")),
    Part(
        "printer_address",
        "印刷单位地址",
        "address of the printer",
        # The address may stand behind the printer's name.
        rf"{after(r'(?:印刷|承印|印厂)[^:]{0,2}地址')}|(?:印刷|承印|印厂)[^:\n]{{0,2}}:[^:\n]{{0,40}}[路街道巷镇村区][^:\n]{{0,8}}号",
    ),
)
_DISTRIBUTION: Final = (
    Part(
        "distribution",
        "发行方式、发行单位或邮发代号",
        "how, or by whom, it is distributed",
        rf"{after(r'发行(?:单位|方式)?')}|自办发行|邮局发行",
    ),
    Part("distribution_code", "邮发代号", "postal distribution code", r"邮发代号:?\d"),
)
_PRICE: Final = Part(
    "price",
    "定价",
    "price",
    rf"{after(r'定价|零售价?')}|(?:定价|零售价?|每份)[\d一二三四五六七八九十]|免费赠阅",
)
_NUMBER: Final = regex(r"CN:?(\d{2})-(\d{4})(?![\d/])")
_FREE: Final = "免费赠阅"
# Of the last four digits those a newspaper has.
_NEWSPAPERS: Final = range(1, 1000)


def cn_number(case: Case) -> Faults | NotRun:
    """CN, two digits of the region, four from 0001 to 0999; CN 00-0000 stands in for one and cannot be judged."""
    text = words(first_page(case))
    lack = lacks(case, (CN_PART,), text)
    if lack:
        return fault(lacking(case, "cn-number-missing", lack))
    numbers = _NUMBER.findall(text)
    if any(region == "00" and number == "0000" for region, number in numbers):
        told = _told(case, "cn-number-placeholder")
        return Faults((told,), open=NotRun("CN 00-0000 是占位号", "CN 00-0000 is a placeholder"))
    if any(int(number) in _NEWSPAPERS and region != "00" for region, number in numbers):
        return GOOD
    return fault(_told(case, "cn-number-malformed"))


def _told(case: Case, code: str) -> Finding:
    page = case.read.pages[0]
    given = fields_of(case).get("cn") or "CN"
    return finding(code, span=case.read.imprint.place_of("cn"), page=page.number, given=given)


def bodies(case: Case) -> Faults | NotRun:
    """Supervising body, sponsor and publisher: an error each."""
    return _all_of(case, "publishing-bodies-missing", _BODIES)


def contact(case: Case) -> Faults | NotRun:
    """Address and telephone of the publisher: an error each."""
    return _all_of(case, "publisher-address-missing", _CONTACT)


def printer(case: Case) -> Faults | NotRun:
    """Name and address of the printer: an error each."""
    return _all_of(case, "printer-missing", _PRINTERS)


def distribution(case: Case) -> Faults | NotRun:
    """One of how and by whom the paper is distributed and its postal code is enough; what was filled has to be printed."""
    lack = lacks(case, _DISTRIBUTION, everywhere(case))
    filled = tuple(one for one in lack if one.filled)
    if not filled and len(lack) < len(_DISTRIBUTION):
        return GOOD
    return fault(lacking(case, "distribution-missing", filled or lack[:1]))


def price(case: Case) -> Faults | NotRun:
    """The price; on an extra the words 免费赠阅."""
    text = everywhere(case)
    if case.read.extra is not Extra.EXTRA:
        lack = lacks(case, (_PRICE,), text)
    elif _FREE in text:
        lack = ()
    else:
        filled = plain(fields_of(case).get("price", "")) == _FREE
        lack = (Lack(replace(_PRICE, zh=f"“{_FREE}”字样", en=f"the words {_FREE}"), filled),)
    return fault(lacking(case, "price-missing", lack)) if lack else GOOD


def _all_of(case: Case, code: str, parts: tuple[Part, ...]) -> Faults:
    lack = lacks(case, parts, everywhere(case))
    return fault(lacking(case, code, lack), len(lack)) if lack else GOOD


IMPRINT: Final[tuple[Item, ...]] = (
    Item(
        "cn",
        "国内统一连续出版物号",
        "CN number",
        CN,
        ("cn-number-missing", "cn-number-malformed", "cn-number-placeholder"),
        cn_number,
    ),
    Item("bodies", "主要责任单位", "bodies responsible", FORM, ("publishing-bodies-missing",), bodies),
    Item(
        "contact",
        "出版单位地址及联系方式",
        "address and telephone",
        FORM,
        ("publisher-address-missing",),
        contact,
    ),
    Item("printer", "印刷单位名称及地址", "printer and its address", FORM, ("printer-missing",), printer),
    Item("distribution", "发行信息", "distribution", FORM, ("distribution-missing",), distribution),
    Item("price", "定价", "price", FORM, ("price-missing",), price),
)
