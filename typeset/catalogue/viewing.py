"""Findings of what is looked at in the live preview (T720–T729)."""

from __future__ import annotations

from typing import Final

from typeset.catalogue.entry import Entry
from typeset.findings import Severity

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry(
        id="T720",
        code="story-not-shown",
        severity=Severity.ERROR,
        zh="这一期里没有稿件“{story}”",
        en="this edition has no story “{story}”",
        hint_zh="回到全部稿件里另选一篇；未上版的稿件先放进版框",
        hint_en="choose another from all stories; place one that is on no page first",
        why_zh="链接里的稿件可能已经改名、撤下，或者还没有上版。侧栏只讲上了版的稿件。",
        why_en="The story of a link may have been renamed or taken out, or not been placed yet. The panel tells of placed stories only.",
    ),
)
