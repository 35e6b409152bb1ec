"""The ledger of jumps (转版账) for people and for machines: every jump of an issue, a row each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec.structs import asdict

from typeset.catalogue.entry import Lang
from typeset.model.placed import CutPlace, Jump, JumpDecision, JumpOption, JumpReasons, NotTaken, NoWay
from typeset.report.json_report import PageName, jump_as_data
from typeset.report.json_value import Json, written
from typeset.report.table import table

_HEADS: Final[Mapping[Lang, tuple[str, ...]]] = {
    Lang.ZH: ("稿件", "从", "到", "转前", "转后", "下转行", "上接行", "断处", "留白"),
    Lang.EN: ("story", "from", "to", "before", "after", "jump line", "continued line", "cut after", "white"),
}
_CUTS: Final[Mapping[Lang, Mapping[CutPlace, str]]] = {
    Lang.ZH: {
        CutPlace.PARAGRAPH: "段末",
        CutPlace.SENTENCE: "句末",
        CutPlace.CLAUSE: "分句末",
        CutPlace.MIDDLE: "句中",
    },
    Lang.EN: {
        CutPlace.PARAGRAPH: "paragraph",
        CutPlace.SENTENCE: "sentence",
        CutPlace.CLAUSE: "clause",
        CutPlace.MIDDLE: "no sentence",
    },
}
_COUNTS: Final[Mapping[Lang, str]] = {
    Lang.ZH: "{characters} 字 {lines} 行",
    Lang.EN: "{characters} characters, {lines} lines",
}
_ASKED: Final[Mapping[Lang, str]] = {
    Lang.ZH: "{story}（第{page}版{asked}）可以转到：",
    Lang.EN: "{story} (page {page}{asked}) could go on in:",
}
_STUCK: Final[Mapping[Lang, str]] = {
    Lang.ZH: "{story}（第{page}版{asked}）没有地方转：{why}",
    Lang.EN: "{story} (page {page}{asked}) has nowhere to go on: {why}",
}
_WISHES: Final[Mapping[Lang, tuple[str, ...]]] = {
    Lang.ZH: ("，指定第{}版", "，指定 {} 框", "，指定排第 {}", "，轻重 {}"),
    Lang.EN: (", page {} wished", ", frame {} wished", ", place {} wished", ", rank {}"),
}
_OPTION: Final[Mapping[Lang, str]] = {
    Lang.ZH: "  {mark} 第{page}版 {frame}：要 {rows} 行，隔 {turned} 版，断处代价 {cut:g} 行{note}",
    Lang.EN: "  {mark} page {page}, {frame}: wants {rows} rows, {turned} pages between, the cut costs {cut:g} rows{note}",
}
_GOES_ON: Final[Mapping[Lang, str]] = {
    Lang.ZH: "  {mark} 第{page}版 {frame}：前面排不下的再转到这里",
    Lang.EN: "  {mark} page {page}, {frame}: what found no room before goes on again here",
}
_CHOSEN: Final[Mapping[Lang, str]] = {Lang.ZH: "（选定）", Lang.EN: " (chosen)"}
_NOT_TAKEN: Final[Mapping[Lang, Mapping[NotTaken, str]]] = {
    Lang.ZH: {
        NotTaken.FARTHER: "；离得更远",
        NotTaken.WORSE_CUT: "；断处更差",
        NotTaken.MORE_PAGES: "；同一版的转文就要多翻一版",
        NotTaken.NO_ROOM: "；会有文字放不下",
        NotTaken.NOT_LEAST: "；放不下最少的行数",
    },
    Lang.EN: {
        NotTaken.FARTHER: "; farther",
        NotTaken.WORSE_CUT: "; a worse cut",
        NotTaken.MORE_PAGES: "; tails of its page would be on a page more",
        NotTaken.NO_ROOM: "; copy would have no room",
        NotTaken.NOT_LEAST: "; no room for its least rows",
    },
}
_NO_WAY: Final[Mapping[Lang, Mapping[NoWay, str]]] = {
    Lang.ZH: {
        NoWay.NO_LATER: "后面的版没有 tails 框",
        NoWay.NOT_WISHED: "后面的 tails 框都不是指定的",
        NoWay.NO_CUT: "它的版框太小或栏太窄，正文后面放不下下转行",
        NoWay.LAYOUT: "版式不让这个框的稿件转版",
        NoWay.EDITOR: "稿件写了 jump: never",
        NoWay.NO_LINE: "它的版框一行正文也放不下",
    },
    Lang.EN: {
        NoWay.NO_LATER: "no later page has a tails frame",
        NoWay.NOT_WISHED: "none of the later tails frames is the one wished for",
        NoWay.NO_CUT: "its frame is too small, or its columns too narrow, for a jump line behind copy",
        NoWay.LAYOUT: "the layout lets no story of this frame jump",
        NoWay.EDITOR: "the story says jump: never",
        NoWay.NO_LINE: "its frame has no room for a line of copy",
    },
}
_SPENT: Final[Mapping[Lang, str]] = {
    Lang.ZH: "没有地方的 {unplaced} 篇、放不下或超过转文最多的 {over} 行、再转 {again} 次，其余代价 {white:g} 行白；{whole}",
    Lang.EN: "{unplaced} stories without a place, {over} rows without room or above the most of a tail, {again} jumps again, "
    "the rest costs {white:g} rows of white; {whole}",
}
_WHOLE: Final[Mapping[bool, Mapping[Lang, str]]] = {
    True: {Lang.ZH: "没有更省的安排", Lang.EN: "none is cheaper"},
    False: {
        Lang.ZH: "是限量搜索里找到的最好安排",
        Lang.EN: "it is the best found within the bound of the search",
    },
}
_HELD: Final[Mapping[Lang, str]] = {Lang.ZH: "，保版照上次", Lang.EN: ", held as it was"}
_NONE: Final[Mapping[Lang, str]] = {Lang.ZH: "没有转版\n", Lang.EN: "no jumps\n"}


def jumps_as_text(jumps: Sequence[Jump], lang: Lang, page_name: PageName = str) -> str:
    """The ledger as a table in the order of the pages; a line that says so when nothing jumps."""
    if not jumps:
        return _NONE[lang]
    count = _COUNTS[lang].format
    rows = [
        (
            jump.story,
            f"{page_name(jump.from_page)} {jump.from_frame}",
            f"{page_name(jump.to_page)} {jump.to_frame}",
            count(characters=jump.at, lines=jump.lines_before),
            count(characters=jump.characters_after, lines=jump.lines_after),
            jump.source_text,
            jump.target_text,
            _CUTS[lang][jump.cut],
            str(jump.white),
        )
        for jump in jumps
    ]
    return table([_HEADS[lang], *rows])


def reasons_as_text(reasons: JumpReasons, lang: Lang, page_name: PageName = str) -> str:
    """Why each story goes on where it does: the frames it might have gone to, with what was weighed."""
    lines = [line for decision in reasons.decisions for line in decision_as_lines(decision, lang, page_name)]
    planned = (d for d in reasons.decisions if not d.held)
    if any(d.why_none is None or d.why_none.is_planned for d in planned):
        lines.append(_SPENT[lang].format(**asdict(reasons.spent), whole=_WHOLE[reasons.whole][lang]))
    return "".join(f"{line}\n" for line in lines)


def decision_as_lines(decision: JumpDecision, lang: Lang, page_name: PageName) -> list[str]:
    """Why one story goes on where it does: what was asked for it, then a line for each frame it might have gone to."""
    asked = _asked(decision, lang) + (_HELD[lang] if decision.held else "")
    words = {"story": decision.story, "page": page_name(decision.page), "asked": asked}
    if decision.why_none is not None:
        return [_STUCK[lang].format(**words, why=_NO_WAY[lang][decision.why_none])]
    chain = sum(option.chosen for option in decision.options) > 1
    taken = sorted((o for o in decision.options if o.chosen), key=lambda option: option.step)
    options = (*taken, *(o for o in decision.options if not o.chosen)) if chain else decision.options
    return [
        _ASKED[lang].format(**words),
        *(_option(option, lang, page_name, chain=chain) for option in options),
    ]


def _asked(decision: JumpDecision, lang: Lang) -> str:
    """What was wished for a jump, and the rank of its story; nothing of what nobody said."""
    wish = decision.wish
    said = (wish.page, wish.frame, wish.order, decision.rank)
    return "".join(words.format(value) for words, value in zip(_WISHES[lang], said, strict=True) if value)


def _option(option: JumpOption, lang: Lang, page_name: PageName, *, chain: bool) -> str:
    mark = (f"▶{option.step}" if chain else "▶") if option.chosen else "·"
    note = _CHOSEN[lang] if option.chosen else _NOT_TAKEN[lang][option.why] if option.why is not None else ""
    template = _GOES_ON if option.step > 1 else _OPTION
    return template[lang].format(
        mark=mark,
        page=page_name(option.page),
        frame=option.frame,
        rows=option.rows,
        turned=option.turned,
        cut=option.cut,
        note=note,
    )


def jumps_as_json(
    jumps: Sequence[Jump], reasons: JumpReasons | None = None, page_name: PageName = str
) -> str:
    """The ledger as one JSON document; a jump as in ``report.json``. With ``reasons`` what was weighed for each as well."""
    document: dict[str, object] = {"version": 1, "jumps": [jump_as_data(jump, page_name) for jump in jumps]}
    if reasons is not None:
        document["reasons"] = _reasons_as_data(reasons, page_name)
    return written(document)


def _reasons_as_data(reasons: JumpReasons, page_name: PageName) -> Json:
    spent = reasons.spent
    return {
        "decisions": [_decision_as_data(decision, page_name) for decision in reasons.decisions],
        "cost": reasons.cost,
        "spent": {
            "unplaced": spent.unplaced,
            "over": spent.over,
            "again": spent.again,
            "white": spent.white,
        },
        "whole": reasons.whole,
    }


def _decision_as_data(decision: JumpDecision, page_name: PageName) -> Json:
    wish = decision.wish
    return {
        "story": decision.story,
        "page": decision.page,
        "page_name": page_name(decision.page),
        "wish": {"allowed": wish.allowed, "page": wish.page, "frame": wish.frame, "order": wish.order},
        "rank": decision.rank,
        "held": decision.held,
        "options": [_option_as_data(option, page_name) for option in decision.options],
        "why_none": decision.why_none.value if decision.why_none is not None else None,
    }


def _option_as_data(option: JumpOption, page_name: PageName) -> Json:
    return {
        "page": option.page,
        "page_name": page_name(option.page),
        "frame": option.frame,
        "rows": option.rows,
        "turned": option.turned,
        "cut": option.cut,
        "chosen": option.chosen,
        "step": option.step,
        "why": option.why.value if option.why is not None else None,
    }
