"""Findings of the checker about the copy itself (T530–T559)."""

from __future__ import annotations

from typing import Final

from typeset.catalogue.entry import Entry
from typeset.findings import Severity

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry(
        id="T530",
        code="doubled-word",
        severity=Severity.WARNING,
        zh="“{story}”有 {amount} 处词打重了：{text}",
        en="“{story}”: words typed twice: {amount}: {text}",
        hint_zh="删去一个",
        hint_en="delete one of them",
        why_zh="的的、了了、建设建设多半是打重了。现在在、为了了解不是，靠词典分开；天天、看看、研究研究、一个一个和引号里的话不报。",
        why_en="的的, 了了 and 建设建设 are slips. A dictionary tells 现在在 and 为了了解 from them; what is doubled on purpose, and speech in quotes, is not told.",
    ),
    Entry(
        id="T531",
        code="mark-unpaired",
        severity=Severity.WARNING,
        zh="“{story}”有 {amount} 个引号或括号不成对，第一个在“{text}”",
        en="“{story}”: quotes and brackets without a partner: {amount}, the first in “{text}”",
        hint_zh="补上或删去一半；引文连着几段，每段开头都加“，最后一段才加”",
        hint_en="add the other half or delete this one; a quotation of several paragraphs opens each and closes the last",
        why_zh="引号、括号、书名号在一段里成对。",
        why_en="Quotes, brackets and title marks come in pairs within a paragraph.",
    ),
    Entry(
        id="T532",
        code="typed-page-numerals",
        severity=Severity.WARNING,
        zh="“{story}”有 {amount} 处版次没有用{house_zh}，第一处是“{text}”",
        en="“{story}” names pages in other than {house_en}: {amount}, the first “{text}”",
        hint_zh="写成 {{page:稿件名}}，版次由引擎按报纸的写法填，改版也跟着改",
        hint_en="write {{page:story}}: the engine fills in the page as the house writes it, and changes it when the story moves",
        why_zh="一份报纸的版次用一种数字（jumps.numerals）：第四版，或 4 版。",
        why_en="A paper writes its pages in one kind of numerals (jumps.numerals).",
    ),
    Entry(
        id="T533",
        code="punctuation-half-width",
        severity=Severity.INFO,
        zh="“{story}”的中文里还有 {amount} 个半角标点：{places}",
        en="“{story}”: half-width marks left in Chinese copy: {amount}: {places}",
        hint_zh="改成全角",
        hint_en="type them full-width",
        why_zh="能断定的半角标点已按全角排（text.fullwidth_punctuation）；不成对的括号、引号等断定不了，照原样排。",
        why_en="Marks that are certain are widened (text.fullwidth_punctuation); brackets and quotes without a partner and others are not, and are set as typed.",
    ),
)
