"""Findings about the legal form of an issue (T56x-T59x)."""

from __future__ import annotations

from typing import Final

from typeset.catalogue.entry import Entry
from typeset.findings import Severity

_COUNTED_ZH: Final = (
    "《报纸期刊质量管理规定》（2020）要求报纸在固定位置刊登它；出版形式差错超过 3 个就不合格。"
)
_COUNTED_EN: Final = (
    "The regulation of 2020 wants it in a fixed place of every issue; more than three errors of form fail."
)
_FILLED_ZH: Final = "没有填的，填进报纸版式的 imprint；填了没有排的，在版式里写上，如 {field}"
_FILLED_EN: Final = "fill what is not filled under imprint of the house style; print what is filled in a layout, as in {field}"
_INTERNAL_ZH: Final = (
    "《内部资料性出版物管理办法》第十四、十五条。如果是有国内统一连续出版物号的报纸，写 imprint_profile: cn。"
)
_INTERNAL_EN: Final = "Measures on internal publications, articles 14 and 15. A newspaper with a CN number has imprint_profile: cn."


def _lack(number: int, code: str, names: tuple[str, str], field: str, why: tuple[str, str]) -> Entry:
    """The entry of fields that are not printed."""
    return Entry(
        id=f"T{number}",
        code=code,
        severity=Severity.WARNING,
        zh=f"没有刊登{names[0]}：{{lack_zh}}",
        en=f"{names[1]} not printed: {{lack_en}}",
        hint_zh=_FILLED_ZH.format(field=f"{{{{{field}}}}}"),
        hint_en=_FILLED_EN.format(field=f"{{{{{field}}}}}"),
        why_zh=why[0],
        why_en=why[1],
    )


_COUNTED: Final = (_COUNTED_ZH, _COUNTED_EN)
_INTERNAL: Final = (_INTERNAL_ZH, _INTERNAL_EN)

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry(
        id="T560",
        code="masthead-name-missing",
        severity=Severity.WARNING,
        zh="第一版报头没有报名“{paper}”",
        en="the masthead of page 1 does not have the name of the paper, {paper}",
        hint_zh='在第一版版式里加报头框：masthead: {{kind: masthead, content: ["{{paper}}"]}}',
        hint_en='give the layout of page 1 a masthead: {{kind: masthead, content: ["{{paper}}"]}}',
        why_zh="报名应当排在一版报头位置；没有排，计 4 个差错，超过 3 个就不合格。",
        why_en="The name belongs in the masthead of page 1; without it four errors of form are counted, and more than three fail.",
    ),
    Entry(
        id="T561",
        code="masthead-name-small",
        severity=Severity.WARNING,
        zh="报名 {size} pt，不比第一版别的字大：“{text}”{largest} pt",
        en="the name of the paper has {size} pt and is no larger than other type of page 1: “{text}” has {largest} pt",
        hint_zh="把报头样式 masthead 的字号排到 {largest} pt 以上，或把那行字排小",
        hint_en="set the style masthead larger than {largest} pt, or that line smaller",
        why_zh="报名应当大于并明显于一版所有其他文字；不是，计 4 个差错。报头是图片时，比的是图片较短的一边。",
        why_en="The name has to be larger than all other type of page 1; if not, four errors are counted. Of a drawn masthead "
        "the shorter side is compared.",
    ),
    Entry(
        id="T562",
        code="extra-word-missing",
        severity=Severity.WARNING,
        zh="这一期是{word}，第一版报头没有“{word}”字样",
        en="the issue is a {word}, and the masthead of page 1 does not say so",
        hint_zh="在报头框的 content 里写上 {{extra}}；平常的一期它是空的",
        hint_en="write {{extra}} into the content of the masthead; it is empty in a regular issue",
        why_zh="增期、号外应当在一版报头注明。",
        why_en="An extra (号外) or a day more (增期) has to be called so in the masthead of page 1.",
    ),
    Entry(
        id="T563",
        code="issue-date-missing",
        severity=Severity.WARNING,
        zh="第一版没有出版日期（{wanted}）",
        en="page 1 does not have the date of issue ({wanted})",
        hint_zh="在第一版版式的文字里写上 {{date}}",
        hint_en="write {{date}} into a text of the layout of page 1",
        why_zh=_COUNTED_ZH,
        why_en=_COUNTED_EN,
    ),
    Entry(
        id="T564",
        code="issue-date-wrong",
        severity=Severity.WARNING,
        zh="第一版排的日期是{printed}，这一期是{wanted}",
        en="page 1 gives the date {printed}; the issue is of {wanted}",
        hint_zh="版式里的日期写成 {{date}}，不要手写",
        hint_en="write the date as {{date}} in the layout instead of typing it",
        why_zh="手写的日期第二天就错了；{date} 总是 edition.yaml 的 date。",
        why_en="A date that was typed is wrong the next day; {date} is always that of edition.yaml.",
    ),
    Entry(
        id="T565",
        code="issue-number-missing",
        severity=Severity.WARNING,
        zh="没有刊登总期号：{lack_zh}",
        en="the number of the issue is not printed: {lack_en}",
        hint_zh="edition.yaml 里写 issue，第一版版式里写 总第{{issue}}期",
        hint_en="write issue in edition.yaml, and 总第{{issue}}期 in the layout of page 1",
        why_zh=_COUNTED_ZH,
        why_en=_COUNTED_EN,
    ),
    Entry(
        id="T566",
        code="issue-number-broken",
        severity=Severity.WARNING,
        zh="总期号 {number} 接不上前一期“{before}”的 {last}，应是 {next}",
        en="number {number} does not follow on {last} of the issue before, {before}; it should be {next}",
        hint_zh="把 issue 改成 {next}；如果错在前一期，或中间有一期不在工作区里，先核对",
        hint_en="make issue {next}; if the issue before is wrong, or one between them is not in the workspace, check that first",
        why_zh="前一期是同一份报纸、日期更早的各期里最新的一期。总期号连续，不跳、不重。",
        why_en="The issue before is the newest of the same paper with an earlier date. Numbers neither skip nor repeat.",
    ),
    Entry(
        id="T567",
        code="page-count-missing",
        severity=Severity.WARNING,
        zh="第一版没有版数（这一期 {wanted} 版）",
        en="page 1 does not say how many pages there are ({wanted})",
        hint_zh="在第一版版式的文字里写上 今日{{pages_cn}}版",
        hint_en="write 今日{{pages_cn}}版 into a text of the layout of page 1",
        why_zh=_COUNTED_ZH,
        why_en=_COUNTED_EN,
    ),
    Entry(
        id="T568",
        code="page-count-wrong",
        severity=Severity.WARNING,
        zh="第一版说有 {printed} 版，这一期是 {wanted} 版",
        en="page 1 says there are {printed} pages; the issue has {wanted}",
        hint_zh="版式里的版数写成 {{pages}} 或 {{pages_cn}}，不要手写",
        hint_en="write {{pages}} or {{pages_cn}} in the layout instead of typing the number",
        why_zh="加版、减版的日子，手写的版数就错了。",
        why_en="A number that was typed is wrong on the day the issue has more or fewer pages.",
    ),
    _lack(569, "cn-number-missing", ("国内统一连续出版物号", "the CN number is"), "cn", _COUNTED),
    Entry(
        id="T570",
        code="cn-number-malformed",
        severity=Severity.WARNING,
        zh="“{given}”不是报纸的国内统一连续出版物号",
        en="“{given}” is no CN number of a newspaper",
        hint_zh="写成 CN nn-nnnn：两位地区号（没有 00），四位序号，报纸从 0001 到 0999",
        hint_en="write it as CN nn-nnnn: two digits of the region (never 00), four of the paper, from 0001 to 0999",
        why_zh="1000 以后的序号是期刊和电子、网络出版物的；带 /分类号的是期刊。印出来要有 CN 两个字母。",
        why_en="Numbers from 1000 on are those of periodicals and electronic publications, as are those with a class behind a stroke. "
        "The letters CN have to be printed.",
    ),
    Entry(
        id="T571",
        code="cn-number-placeholder",
        severity=Severity.INFO,
        zh="“{given}”是占位的号，没有核对",
        en="“{given}” stands in for a CN number; it was not verified",
        hint_zh="出版前换成本报的国内统一连续出版物号",
        hint_en="put the paper's own number there before it is published",
        why_zh="CN 00-0000 不属于任何报纸，样报和试排用它。",
        why_en="CN 00-0000 belongs to no paper; samples and trials have it.",
    ),
    _lack(
        572,
        "publishing-bodies-missing",
        ("主要责任单位", "bodies responsible for the paper are"),
        "supervisor",
        _COUNTED,
    ),
    _lack(
        573,
        "publisher-address-missing",
        ("出版单位地址及联系方式", "where the publisher is reached is"),
        "address",
        _COUNTED,
    ),
    _lack(
        574,
        "printer-missing",
        ("印刷单位名称及地址", "the printer with its address is"),
        "printer_address",
        _COUNTED,
    ),
    _lack(
        575, "distribution-missing", ("发行信息", "how the paper is distributed is"), "distribution", _COUNTED
    ),
    _lack(
        576,
        "price-missing",
        ("定价", "the price is"),
        "price",
        (
            _COUNTED_ZH + "号外应当注明“免费赠阅”。",
            _COUNTED_EN + " An extra has to say 免费赠阅.",
        ),
    ),
    Entry(
        id="T577",
        code="page-number-missing",
        severity=Severity.WARNING,
        zh="第 {pages} 版没有版序",
        en="pages without their number: {pages}",
        hint_zh="在报眉里写上 {{page}} 或 第{{page_cn}}版；第一版写在报头下面的文字里",
        hint_en="write {{page}} or 第{{page_cn}}版 into the folio line; on page 1 into the text below the masthead",
        why_zh="各版都应当在报眉位置标明版序；手写的版序换了版就错，和没有一样。",
        why_en="Every page has to bear its number at its head; one that was typed for another page counts as none.",
    ),
    Entry(
        id="T578",
        code="page-number-moves",
        severity=Severity.WARNING,
        zh="第 {pages} 版的版序不在同侧各版的位置上",
        en="the numbers of pages {pages} do not stand where those of the other pages of their side do",
        hint_zh="各版的报眉用同一个版式（extends），版序排在同一处",
        hint_en="let the pages share one folio line (extends), with the number in the same place",
        why_zh="版序应当位置固定、便于查找。左页与右页可以不同；相差 5 mm 以内不算。",
        why_en="Numbers of pages have a fixed place. Left and right pages may differ, and 5 mm are not counted.",
    ),
    Entry(
        id="T579",
        code="page-numbers-broken",
        severity=Severity.WARNING,
        zh="第 {page} 版的位置上应是第 {wanted} 版",
        en="page {page} stands where page {wanted} should be",
        hint_zh="核对 edition.yaml 里各版的 page，从 1 排起，不跳号",
        hint_en="check the page keys in edition.yaml: they run from 1, and none is left out",
        why_zh="版序从 1 到 n，排序清楚；分叠的报纸每叠从 1 排起。",
        why_en="Pages are numbered from 1 to n; in an issue with sections each begins with 1.",
    ),
    Entry(
        id="T580",
        code="form-errors",
        severity=Severity.WARNING,
        zh="出版形式差错 {amount} 个，超过 {limit} 个，不合格：{items_zh}",
        en="{amount} errors of form, more than {limit}: the issue fails by {items_en}",
        hint_zh="改正列出的各项；各项另有提示",
        hint_en="mend the items; each has a finding of its own",
        why_zh="《报纸期刊质量管理规定》（2020）：报纸出版形式差错数不超过 3 个为合格。报名各项计 4 个；其余各项的计数没有查到原文，按 1 个计，"
        "没有核实。内部资料的规定不计差错，有一处就不合格。",
        why_en="By the regulation of 2020 a newspaper may have three errors of form. Those of its name count four; what others count "
        "is not known to us, they count one and are not verified. For internal publications nothing may be broken.",
    ),
    _lack(581, "permit-missing", ("准印证编号", "the number of the permit is"), "permit", _INTERNAL),
    Entry(
        id="T582",
        code="internal-statement-missing",
        severity=Severity.WARNING,
        zh="第一版没有“内部资料，免费交流”字样",
        en="page 1 does not have the words 内部资料，免费交流",
        hint_zh="在第一版版式的文字里写上：内部资料，免费交流",
        hint_en="write 内部资料，免费交流 into a text of the layout of page 1",
        why_zh=_INTERNAL_ZH,
        why_en=_INTERNAL_EN,
    ),
    _lack(
        583,
        "internal-imprint-missing",
        ("内部资料应标明的项目", "what internal publications have to say is"),
        "compiler",
        _INTERNAL,
    ),
    Entry(
        id="T584",
        code="internal-name-forbidden",
        severity=Severity.WARNING,
        zh="内部资料不能叫“{name}”",
        en="an internal publication may not be called {name}",
        hint_zh="名称不用“××报”“××刊”“××杂志”",
        hint_en="let its name not end in 报, 刊 or 杂志",
        why_zh=_INTERNAL_ZH,
        why_en=_INTERNAL_EN,
    ),
    Entry(
        id="T585",
        code="internal-number-forbidden",
        severity=Severity.WARNING,
        zh="内部资料上印了“{text}”",
        en="an internal publication prints “{text}”",
        hint_zh="去掉“刊号”、CN 号、“期刊社”“杂志社”字样，只印准印证编号",
        hint_en="take 刊号, the CN number, 期刊社 and 杂志社 away; the number of the permit is enough",
        why_zh=_INTERNAL_ZH,
        why_en=_INTERNAL_EN,
    ),
    Entry(
        id="T586",
        code="internal-priced",
        severity=Severity.WARNING,
        zh="内部资料标了价：“{text}”",
        en="an internal publication has a price: “{text}”",
        hint_zh="去掉定价",
        hint_en="take the price away",
        why_zh=_INTERNAL_ZH,
        why_en=_INTERNAL_EN,
    ),
    Entry(
        id="T587",
        code="internal-advert",
        severity=Severity.WARNING,
        zh="内部资料刊登了广告（“{frame}”框）",
        en="an internal publication carries advertisements (frame {frame})",
        hint_zh="撤下广告",
        hint_en="take the advertisements out",
        why_zh=_INTERNAL_ZH,
        why_en=_INTERNAL_EN,
    ),
    Entry(
        id="T588",
        code="internal-reporter",
        severity=Severity.WARNING,
        zh="内部资料的署名用了“记者”：“{text}”",
        en="an internal publication calls its writers 记者: “{text}”",
        hint_zh="改成“通讯员”，或只写姓名",
        hint_en="write 通讯员, or the name alone",
        why_zh=_INTERNAL_ZH,
        why_en=_INTERNAL_EN,
    ),
    Entry(
        id="T589",
        code="internal-own-name",
        severity=Severity.WARNING,
        zh="内部资料以“{text}”自称",
        en="an internal publication calls itself {text}",
        hint_zh="去掉“{text}”，写刊物的名称或编印单位",
        hint_en="take {text} away, or write its name or that of who compiles it",
        why_zh=_INTERNAL_ZH,
        why_en=_INTERNAL_EN,
    ),
)
