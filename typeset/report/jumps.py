"""The ledger of jumps (转版账) for people and for machines: every jump of an issue, a row each."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Final

from typeset.catalogue.entry import Lang
from typeset.model.placed import CutPlace, Jump
from typeset.report.json_report import jump_as_data
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
_NONE: Final[Mapping[Lang, str]] = {Lang.ZH: "没有转版\n", Lang.EN: "no jumps\n"}


def jumps_as_text(jumps: Sequence[Jump], lang: Lang) -> str:
    """The ledger as a table in the order of the pages; a line that says so when nothing jumps."""
    if not jumps:
        return _NONE[lang]
    count = _COUNTS[lang].format
    rows = [
        (
            jump.story,
            f"{jump.from_page} {jump.from_frame}",
            f"{jump.to_page} {jump.to_frame}",
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


def jumps_as_json(jumps: Sequence[Jump]) -> str:
    """The ledger as one JSON document; a jump as in ``report.json``."""
    document = {"version": 1, "jumps": [jump_as_data(jump) for jump in jumps]}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
