"""The ledger of jumps (转版账) for people and for machines: every jump of an issue, a row each."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from typeset.catalogue.entry import Lang
from typeset.model.placed import CutPlace, Jump, JumpDecision, JumpOption, JumpReasons
from typeset.report.json_report import PageName, jump_as_data
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
    Lang.ZH: "{story}（第{page}版）可以转到：",
    Lang.EN: "{story} (page {page}) could go on in:",
}
_OPTION: Final[Mapping[Lang, str]] = {
    Lang.ZH: "  {mark} 第{page}版 {frame}：要 {rows} 行，隔 {turned} 版，断处代价 {cut:g} 行{chosen}",
    Lang.EN: "  {mark} page {page}, {frame}: wants {rows} rows, {turned} pages between, the cut costs {cut:g} rows{chosen}",
}
_CHOSEN: Final[Mapping[Lang, str]] = {Lang.ZH: "（选定）", Lang.EN: " (chosen)"}
_NOWHERE: Final[Mapping[Lang, str]] = {
    Lang.ZH: "  没有可转的版框：后面的版没有 tails 框，或放不下转文最少的行数",
    Lang.EN: "  no frame: no later page has a tails frame, or none with room for a jump line and a line of copy",
}
_WHOLE: Final[Mapping[bool, Mapping[Lang, str]]] = {
    True: {
        Lang.ZH: "整期的代价是 {cost:g} 行白，没有更省的安排",
        Lang.EN: "the plan costs {cost:g} rows of white; none is cheaper",
    },
    False: {
        Lang.ZH: "整期的代价是 {cost:g} 行白，是限量搜索里找到的最好安排",
        Lang.EN: "the plan costs {cost:g} rows of white; it is the best found within the bound of the search",
    },
}
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
    if not reasons.decisions:
        return ""
    lines = [line for decision in reasons.decisions for line in _decision(decision, lang, page_name)]
    return "".join(f"{line}\n" for line in (*lines, _WHOLE[reasons.whole][lang].format(cost=reasons.cost)))


def _decision(decision: JumpDecision, lang: Lang, page_name: PageName) -> list[str]:
    asked = _ASKED[lang].format(story=decision.story, page=page_name(decision.page))
    return [asked, *(_option(option, lang, page_name) for option in decision.options)] + (
        [] if decision.options else [_NOWHERE[lang]]
    )


def _option(option: JumpOption, lang: Lang, page_name: PageName) -> str:
    mark, chosen = ("▶", _CHOSEN[lang]) if option.chosen else ("·", "")
    return _OPTION[lang].format(
        mark=mark,
        page=page_name(option.page),
        frame=option.frame,
        rows=option.rows,
        turned=option.turned,
        cut=option.cut,
        chosen=chosen,
    )


def jumps_as_json(
    jumps: Sequence[Jump], reasons: JumpReasons | None = None, page_name: PageName = str
) -> str:
    """The ledger as one JSON document; a jump as in ``report.json``. With ``reasons`` what was weighed for each as well."""
    document: dict[str, object] = {"version": 1, "jumps": [jump_as_data(jump, page_name) for jump in jumps]}
    if reasons is not None:
        document["reasons"] = _named(asdict(reasons), page_name)
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _named(value: Any, page_name: PageName) -> Any:
    """Data in which the name of a page stands beside its number."""
    if isinstance(value, (list, tuple)):
        return [_named(item, page_name) for item in value]
    if not isinstance(value, dict):
        return value
    name = {"page_name": page_name(value["page"])} if "page" in value else {}
    return {key: _named(item, page_name) for key, item in value.items()} | name
