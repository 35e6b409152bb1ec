"""What is never parted, or only under pressure: numbers, addresses, telephone numbers, jump lines, listed names.

Patterns over a text; each says after which characters a line should not end as if nothing stood there (clreq.md §4,
§2.9). Offsets are those of the character a break would follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Final

from typeset.patterns import regex

# Inside a number typed with full-width marks: 15：40, 3．14, 9·11.
_FULLWIDTH_NUMBER: Final = regex(r"(?<=\d)[：．·・‧](?=\d)|(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
# A range: 10～20, 63%～68%, 1998—2003, 8:30—17:00.
_END_OF_RANGE: Final = r"[+\-−±＋]?[￥¥＄$￡£€]?[\d.,:：]*\d[%％‰℃°]*"
_RANGE: Final = regex(rf"(?<![\d.,:：])[\d.,:：]*\d[%％‰℃°]*([～〜–—])(?=({_END_OF_RANGE}))")
# A range of more characters is wider than a third of a narrow column: keeping it whole would tear the lines.
LONGEST_RANGE: Final = 8
_JUMP: Final = regex("[（(][上下][接转][^（）()\n]{1,12}[）)]")
# A number of seven digits and more in groups that is no date, with a 0 or a service number before it.
_TELEPHONE: Final = regex(
    r"(?<![\w-])(?:\+?0\d{2,4}|\+\d{1,3}|1\d{2}|[48]00)(?:-\d{2,8}){1,3}(?![\w-])", re.ASCII
)
_LONG_GROUP: Final = regex(r"(?<![\w-])\d{2,4}-\d{7,8}(?![\w-])", re.ASCII)
_PIECE: Final = regex("[!-~]{4,}")
# No part of it may look far: a piece can be as long as its paragraph.
_ADDRESS: Final = regex(
    r"://|^www\.|@[\w-]+\.|[A-Za-z_]\w?[/\\]\w{2}|\w[/\\][A-Za-z_]\w|\w\.[A-Za-z]\w|\w_\w|[?&]\w+=", re.ASCII
)
_DIVIDES: Final = regex(r"[/?&=._-](?=[A-Za-z0-9])", re.ASCII)
# Measures, counting words and what stands between them and their number (clreq.md §4, number + 量词).
_COUNTING: Final = (
    "年月日号时点分秒天周岁代世纪届期级个位名人次件项条款家户口万亿千百十多余几来元角块米里寸尺丈吨斤克两升亩顷公平立度"
    "页版章节回卷册本张篇段行字句只头匹群棵株朵颗粒片根支枝把座栋幢层间所套台辆架艘列趟班场轮局盘步遍番种类样批组队排"
    "大小倍成折点刻钟伏瓦赫毫厘海英摄华牛焦帕安欧票席桌门幅面双对副份封部集首架起宗笔桩环声门线站路弄室楼单村镇县市省"
    "\u3371-\u33df"
)
_AFTER_NUMBER: Final = regex(f"(?<=[0-9０-９%％])(?=[{_COUNTING}])")
_ORDINAL: Final = regex(f"第(?:[0-9０-９]+|[〇零一二三四五六七八九十百千万两]+)(?=([{_COUNTING}])?)")


def inner_marks(text: str) -> Iterator[int]:
    """Full-width marks inside a number, after which no line ends: 15：40, 9·11."""
    return (match.start() for match in _FULLWIDTH_NUMBER.finditer(text))


def ranges(text: str) -> Iterator[tuple[int, bool]]:
    """The connectors of ranges of numbers, and whether the range is short enough to be kept whole."""
    return ((match.start(1), len(match[0] + match[2]) <= LONGEST_RANGE) for match in _RANGE.finditer(text))


def jump_lines(text: str) -> Iterator[range]:
    """The insides of jump lines, （下转第四版）."""
    return (range(match.start(), match.end() - 1) for match in _JUMP.finditer(text))


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where addresses and file names begin and end."""
    return (piece.span() for piece in _PIECE.finditer(text) if _ADDRESS.search(piece[0]))


def divisions(text: str) -> Iterator[int]:
    """Where an address, a file name or a telephone number may be divided under pressure (clreq.md §2.9)."""
    for pattern in (_TELEPHONE, _LONG_GROUP):
        for number in pattern.finditer(text):
            yield from (at for at in range(number.start() + 1, number.end()) if text[at] == "-")
    for first, end in addresses(text):
        for mark in _DIVIDES.finditer(text, first + 1, end):
            at = mark.start()
            decimal = text[at] in ".-" and text[at - 1].isdigit() and text[at + 1].isdigit()
            if not decimal:
                yield at


@lru_cache(maxsize=16)
def _words(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """One pattern for a list of words: a set of first characters, then what may follow each, the longest first."""
    long = sorted({word for word in words if len(word) > 1}, key=lambda word: (word[0], -len(word), word))
    if not long:
        return None
    firsts = "".join(re.escape(first) for first, _ in groupby(long, key=lambda word: word[0]))
    branches = (
        re.escape(first) + "(?:" + "|".join(re.escape(word[1:]) for word in group) + ")"
        for first, group in groupby(long, key=lambda word: word[0])
    )
    return re.compile(f"(?=[{firsts}])(?:{'|'.join(branches)})")


def listed_words(text: str, words: tuple[str, ...]) -> Iterator[range]:
    """The insides of words that the house wants kept together: names (clreq.md §4)."""
    pattern = _words(words)
    if pattern is not None:
        for match in pattern.finditer(text):
            yield range(match.start(), match.end() - 1)


def parted_numbers(text: str) -> list[bool]:
    """Whether a break after each character parts a number from its counting word, or 第 from its number.

    Only Arabic numbers have a counting word here, and those behind 第: 12|月, 9|个, 20|㎡, 第|四|版. Chinese numbers alone are
    too often no numbers (一般, 万一).
    """
    found = [False] * len(text)
    for match in _AFTER_NUMBER.finditer(text):
        found[match.start() - 1] = True
    for match in _ORDINAL.finditer(text):
        last = match.end() if match[1] else match.end() - 1
        for at in range(match.start(), last):
            found[at] = not (text[at].isdecimal() and text[at + 1].isdecimal())
    return found


# Chinese numerals with what they count: 三十名, 二〇二六年; too often no numbers for line ends, but nothing a story is cut in.
_CHINESE_NUMBER: Final = regex(f"[〇零一二三四五六七八九十百千万亿两几数]+[{_COUNTING}]")
_NUMBER: Final = regex(f"[0-9０-９.,．，:：]*[0-9０-９][%％‰℃°]*[{_COUNTING}]*")
# A quotation, title or bracket of so many characters is read as one word.
_SHORT_QUOTE: Final = regex(
    "“[^“”]{1,8}”|‘[^‘’]{1,8}’|「[^「」]{1,8}」|『[^『』]{1,8}』|《[^《》]{1,12}》|（[^（）]{1,8}）"
)


def parted_units(text: str, words: tuple[str, ...] = ()) -> list[bool]:
    """Whether a cut before each character parts what is read as one (issue 5, 2); one entry more, for the end.

    A number and what it counts, a range, a short quotation or title, an address, a listed name.
    """
    found = [False, *parted_numbers(text)]
    if text:
        found[-1] = False
    insides = [
        *(range(inside.start + 1, inside.stop + 1) for inside in listed_words(text, words)),
        *(range(first + 1, end) for first, end in addresses(text)),
    ]
    for pattern in (_CHINESE_NUMBER, _NUMBER, _SHORT_QUOTE, _RANGE, _TELEPHONE):
        insides += (range(match.start() + 1, match.end()) for match in pattern.finditer(text))
    for inside in insides:
        for at in inside:
            found[at] = True
    return found


def parts_unit(text: str, at: int, words: tuple[str, ...] = ()) -> bool:
    """Whether a cut before the character at this offset parts what is read as one; for many of them :func:`parted_units`."""
    return 0 < at < len(text) and parted_units(text, words)[at]


EXCLAMATIONS: Final = frozenset("！？‼⁇⁈⁉")
