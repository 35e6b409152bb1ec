"""Findings about rules, boxes and tints (T23x)."""

from __future__ import annotations

from typing import Final

from typeset.catalogue.entry import Entry
from typeset.findings import Severity

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry(
        id="T231",
        code="square-corners",
        severity=Severity.WARNING,
        zh="“{frame}”框的 {rule_kind} 框没有圆角，radius 不起作用",
        en="the {rule_kind} box of frame {frame} has no round corners; its radius does nothing",
        hint_zh="去掉 radius，或换一种线：thin、thick、double、thick-thin、thin-thick、dotted、dashed",
        hint_en="remove radius, or take another kind: thin, thick, double, thick-thin, thin-thick, dotted or dashed",
        why_zh="波纹线和花边在四角有自己的转法。",
        why_en="Waves and ornaments turn corners in a figure of their own.",
    ),
    Entry(
        id="T232",
        code="rule-too-wide",
        severity=Severity.WARNING,
        zh="“{frame}”框的 {key} 宽 {width} pt，两边的文字离它不到 {least} pt",
        en="{key} of frame {frame} is {width} pt wide and leaves less than {least} pt of white beside it",
        hint_zh="width 最多写 {most}pt，或加宽栏间",
        hint_en="width can be {most}pt at most; or make the gutter wider",
        why_zh="线画在两栏、两框之间或框内一圈的空白里；太宽就碰到字。",
        why_en="A rule stands in the white between columns or frames, or just inside the frame; a wide one touches the type.",
    ),
    Entry(
        id="T234",
        code="rule-through-type",
        severity=Severity.WARNING,
        zh="第{page}版：“{frame}”框的 {key} 穿过文字“{text}”",
        en="page {page}: {key} of frame {frame} runs through the type “{text}”",
        hint_zh="在两框之间空出一行；或去掉这条线",
        hint_en="leave a row free between the two frames; or take the rule away",
        why_zh="框上下的线画在框外半行处，要占两框之间的一行空白；两框紧挨着，线就压在邻框的字上。",
        why_en="A rule above or below a frame stands half a row outside it, in a row of white between frames; where they touch it lies on "
        "the type of its neighbour.",
    ),
    Entry(
        id="T233",
        code="radius-too-large",
        severity=Severity.WARNING,
        zh="“{frame}”框的圆角半径 {width} pt 太大，四角的文字会碰到框线",
        en="the corners of frame {frame} have a radius of {width} pt: type in them would touch the box",
        hint_zh="radius 最多写 {most}pt",
        hint_en="radius can be {most}pt at most",
        why_zh="框内四边各留一个字、一行的空白；圆角太大，角上的字就到了线上。",
        why_en="Inside a box one character and one row are left white; round corners larger than that reach the type.",
    ),
)
