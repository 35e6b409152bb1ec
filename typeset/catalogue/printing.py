"""Findings about what the plant asks for: standards, colours, names of files (T32x, T33x)."""

from __future__ import annotations

from typing import Final

from typeset.catalogue.entry import Entry
from typeset.findings import Severity

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry(
        id="T320",
        code="unknown-spot",
        severity=Severity.ERROR,
        zh="没有“{name}”这个专色",
        en="there is no spot colour {name}",
        hint_zh="{meant_zh}先在 spots 里写上它和代替它的四色，如 spots: {{报头红: cmyk(0 100 100 0)}}",
        hint_en="{meant_en}write it under spots with the inks that stand for it, as in spots: {{报头红: cmyk(0 100 100 0)}}",
        why_zh="专色有自己的印版，要在报纸版式的 spots 里列出，印厂才知道多出哪块版。",
        why_en="A spot colour has a plate of its own, so the house style lists it under spots.",
    ),
    Entry(
        id="T321",
        code="reserved-plate",
        severity=Severity.ERROR,
        zh="专色的印版不能叫“{name}”",
        en="the plate of a spot colour cannot be called {name}",
        hint_zh="写专色自己的名字，如 PANTONE 185 C",
        hint_en="give it a name of its own, as in PANTONE 185 C",
        why_zh="Cyan、Magenta、Yellow、Black 是四色版的名字，All、None 在 PDF 里另有意思。",
        why_en="Cyan, Magenta, Yellow and Black are the process plates; All and None mean something else in a PDF.",
    ),
    Entry(
        id="T322",
        code="rgb-colour",
        severity=Severity.INFO,
        zh="{text} 换成了 {inks}",
        en="{text} was converted to {inks}",
        hint_zh="要准确的颜色，就照这样直接写四色",
        hint_en="write the inks themselves for a colour you can count on",
        why_zh="印刷用四色墨，屏幕颜色按印厂的特性文件转换一次。",
        why_en="A press prints inks; a colour of a screen is converted once, through the profile of the press.",
    ),
    Entry(
        id="T323",
        code="bad-file-name",
        severity=Severity.ERROR,
        zh="按“{text}”，文件名会是“{made}”，印厂的流程收不了",
        en="by {text} a page file would be called {made}, which workflows of plants do not take",
        hint_zh="只用英文字母、数字和 . _ -，最长 60 个字符，如 {{paper}}{{date:%Y%m%d}}{{page:02}}",
        hint_en="use ASCII letters, digits and . _ - only, 60 at most, as in {{paper}}{{date:%Y%m%d}}{{page:02}}",
        why_zh="印厂的收件流程靠文件名认版，汉字和空格常常会出错。",
        why_en="Workflows tell pages by the names of their files; Chinese characters and blanks are often spoilt on the way.",
    ),
    Entry(
        id="T324",
        code="same-file-name",
        severity=Severity.ERROR,
        zh="按“{text}”，各版的文件都叫一个名字",
        en="by {text} all pages would have one name",
        hint_zh="加上 {{page:02}}",
        hint_en="add {{page:02}}",
        why_zh="一版一个文件，名字里要有版次。",
        why_en="There is a file a page, so its name needs the page.",
    ),
    Entry(
        id="T325",
        code="no-paper-code",
        severity=Severity.ERROR,
        zh="文件名里的 {{paper}} 会是“{name}”，印厂的流程收不了",
        en="{{paper}} in names of files would be {name}, which workflows of plants do not take",
        hint_zh="写上英文代号，如 print: {{paper_code: YTSB}}",
        hint_en="give a code in ASCII, as in print: {{paper_code: YTSB}}",
        why_zh="文件名里用报纸的代号，不用报名。",
        why_en="Names of files carry a code for the paper, not its Chinese name.",
    ),
)
