"""Copy that looks like markup and is not: it is set as it was typed, and somebody should know.

The marks here are those that hands make on a Chinese keyboard: full-width stars and brackets, a subhead without its
blank, braces that do not touch their picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from typeset.patterns import regex

_SHOWN: Final = 24


class Lookalike(Struct, frozen=True):
    """A stretch of copy that looks like markup, as offsets into it, with how the mark is really written."""

    first: int
    last: int
    text: str
    cure_zh: str
    cure_en: str


class _Kind(Struct, frozen=True):
    pattern: re.Pattern[str]
    cure_zh: str
    cure_en: str
    at_line: bool = False


_PICTURE: Final = (
    "图片写成 ![图说](文件名.jpg)，都用半角符号",
    "write pictures as ![caption](file.jpg), with half-width signs",
)
_LINKED: Final = regex(r"！\[[^\]\n]{0,400}\]\([^)\n]{0,400}\.(?:jpe?g|png|tiff?|webp)\)", re.IGNORECASE)
_ESCAPE: Final = (
    "；真要印这些符号，前面加反斜线 \\",
    "; to print the signs themselves, put a backslash \\ before them",
)
_KINDS: Final = (
    # A topic between two hashes (#话题#) is copy.
    _Kind(
        regex(r"(?!#[^#\s]+#)[#＃]{1,6}[^\n]*"),
        "小标题写成“## 小标题”：半角井号，后面空一格，前面不空格",
        "write a subhead as “## Subhead”: half-width hashes at the start of the line and a space behind them",
        at_line=True,
    ),
    _Kind(regex(r"！\["), *_PICTURE),
    _Kind(regex(r"[!！]\s?[【［][^】］\n]{0,400}[】］]\s?[（(]"), *_PICTURE),
    _Kind(regex(r"[【［\[]图片?\s*\d*\s*[:：][^】］\]\n]*[】］\]]?"), *_PICTURE),
    _Kind(
        regex(r"[{｛]\s*(?:columns|rows|place|credit|栏|行|宽|高|位置|作者|摄影)\s*[=＝:：][^}｝\n]*[}｝]?"),
        "半角花括号紧跟在图片的右括号后面：![图说](文件名.jpg){columns=2}",
        "half-width braces stand right behind the picture: ![caption](file.jpg){columns=2}",
    ),
    _Kind(
        regex(
            r"[\[［][^\]］\n]{1,200}[\]］]\s?[{｛]\s*(?:(?:dots|boxed|underline)\b|style\s*=)[^}｝\n]{0,40}[}｝]"
        ),
        "加点、加框、下划线写成 [文字]{dots}、[文字]{boxed}、[文字]{underline}：都用半角符号，两个括号紧挨着",
        "write [text]{dots}, [text]{boxed} or [text]{underline} with half-width signs, the brackets touching",
    ),
    _Kind(
        regex(r"[{｛]\s*inline\b[^}｝\n]{0,40}[}｝]"),
        "半角花括号紧跟在图片的右括号后面：![](文件名.png){inline}",
        "half-width braces stand right behind the picture: ![](file.png){inline}",
    ),
    _Kind(
        regex(r"[{｛][^{}｛｝|｜\n]{1,40}[|｜][^{}｛｝\n]{1,80}[}｝]"),
        "注音写成 {汉字|hàn zì}：都用半角符号",
        "write ruby as {汉字|hàn zì}, with half-width signs",
    ),
    _Kind(
        # One that is whole and still copy stands behind a backslash or in code, and is meant to be printed.
        regex(
            r"(?:\{\s*pages?\b(?!\s*[:：][^{}\n]{0,400}\})|｛\s*pages?\b|[{｛]\s*版次?\s*[:：])[^{}｛｝\n]{0,80}[}｝]?"
        ),
        "参见写成 {page:稿件名}，几篇写 {page:甲,乙}，连转文的版写 {pages:稿件名}：都用半角花括号",
        "write references as {page:story}, {page:one,two} or {pages:story}, in half-width braces",
    ),
    _Kind(
        regex(r"＊＊[^＊\n]*(?:＊＊)?"),
        "粗体前后各写两个半角星号：**文字**",
        "write bold type between two half-width stars: **text**",
    ),
    _Kind(
        regex(r"＼|\\$"),
        "诗行的行末写半角 \\，后面要接着下一行",
        "a verse is ended by a half-width \\, and another line follows it",
    ),
    _Kind(
        regex(r"\*\*+"),
        "粗体前后各写两个半角星号，成对，同在一段里：**文字**",
        "bold type stands between two pairs of stars in one paragraph: **text**",
    ),
)
# One of these is in whatever looks like markup.
_SIGNS: Final = regex(r"[#＃【［\[{｛＊＼\\]|\*\*")


def linked_pictures(source: str) -> Iterator[Lookalike]:
    """Pictures in the source of a paragraph that a full-width ！ has made into links, which print as their text."""
    for match in _LINKED.finditer(source):
        zh, en = _PICTURE
        yield Lookalike(match.start(), match.end(), match[0], zh, en)


def lookalikes(text: str, line_starts: frozenset[int]) -> Iterator[Lookalike]:
    """What in a paragraph looks like markup; ``line_starts`` are the offsets at which a typed line begins."""
    if _SIGNS.search(text) is None:
        return
    for kind in _KINDS:
        for match in kind.pattern.finditer(text):
            if kind.at_line and match.start() not in line_starts:
                continue
            shown = match[0] if len(match[0]) <= _SHOWN else match[0][:_SHOWN] + "…"
            zh, en = _ESCAPE if match[0][0].isascii() else ("", "")
            yield Lookalike(match.start(), match.end(), shown, kind.cure_zh + zh, kind.cure_en + en)
