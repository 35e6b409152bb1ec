"""What stands in braces behind a table: ``{caption="…" note="…" widths="3,6,4" rules=all head=2}``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from typeset.model.table import TableRules
from typeset.patterns import regex
from typeset.read.attributes import Mistake, made_mistake, pairs
from typeset.read.near import meant

TABLE_KEYS: Final = ("caption", "note", "widths", "rules", "head")
_CHINESE: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("表题", "题", "标题"), "caption"),
        **dict.fromkeys(("表注", "注", "说明"), "note"),
        **dict.fromkeys(("列宽", "栏宽"), "widths"),
        **dict.fromkeys(("线", "表线"), "rules"),
        **dict.fromkeys(("表头",), "head"),
    }
)
_EXAMPLE: Final = '{caption="…" widths="3,6,4"}'
_RULES: Final = {rules.value: rules for rules in TableRules}
_SHARES: Final = regex(r"^\d{1,3}(?:[,，:：]\d{1,3})*$")
_HEAD: Final = regex(r"^\d$")


class TableAttributes(Struct, frozen=True):
    """What was asked for a table; ``caption_at`` and ``note_at`` are offsets into the braces."""

    caption: str = ""
    caption_at: int = 0
    note: str = ""
    note_at: int = 0
    shares: tuple[int, ...] = ()
    rules: TableRules = TableRules.THREE
    head: int = 1
    mistakes: tuple[Mistake, ...] = ()


def read_table_attributes(text: str, others: tuple[str, ...] = ()) -> TableAttributes:
    """Read the braces of a table; mistakes are left out and listed. ``others`` are keys somebody else reads."""
    mistakes: list[Mistake] = []
    values: dict[str, tuple[int, str]] = {}
    for offset, key, value in pairs(text, mistakes, _EXAMPLE):
        if key in others:
            continue
        if key not in TABLE_KEYS:
            facts = meant(key, (*TABLE_KEYS, *others), surely=_CHINESE.get(key))
            mistakes.append(made_mistake(offset, "unknown-key", key=key, **facts))
        elif key in values:
            mistakes.append(made_mistake(offset, "picture-attribute", text=key, example=_EXAMPLE))
        else:
            values[key] = (text.find(value, offset + len(key)), value)
    shares = _checked("widths", _SHARES, values, mistakes, 'widths="3,6,4"')
    head = _checked("head", _HEAD, values, mistakes, "head=1")
    rules = values.get("rules")
    if rules is not None and rules[1] not in _RULES:
        mistakes.append(made_mistake(rules[0], "bad-choice", text=rules[1], **meant(rules[1], _RULES)))
    caption, note = values.get("caption", (0, "")), values.get("note", (0, ""))
    return TableAttributes(
        caption=caption[1],
        caption_at=caption[0],
        note=note[1],
        note_at=note[0],
        shares=tuple(max(1, int(share)) for share in re.split(r"[,，:：]", shares)) if shares else (),
        rules=_RULES.get(rules[1], TableRules.THREE) if rules else TableRules.THREE,
        head=int(head) if head else 1,
        mistakes=tuple(mistakes),
    )


def _checked(
    key: str,
    form: re.Pattern[str],
    values: Mapping[str, tuple[int, str]],
    mistakes: list[Mistake],
    example: str,
) -> str:
    given = values.get(key)
    if given is None:
        return ""
    if form.match(given[1]) is None:
        mistakes.append(
            made_mistake(given[0], "picture-attribute", text=f"{key}={given[1]}", example=example)
        )
        return ""
    return given[1]
