"""What kind of character it is: the table that breaks, spacing and justification are written against.

Mainland usage (GB/T 15834-2011, W3C clreq, zh text). One row a class, with its source. The quotes “”‘’ are shared
with Western text and have no class of their own: :func:`classify` resolves them by their neighbours.
"""

from __future__ import annotations

import enum
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final


class CharClass(enum.IntEnum):
    """Classes of clreq.md §1, with the Western ones a mixed line needs.

    NOTE_MARK is given by the look of a run (a raised ①, ［1］), never by a character alone.
    """

    HAN = 0
    OPENING = 1
    CLOSING = 2
    PAUSE = 3
    STOP = 4
    INTERPUNCT = 5
    CONNECTOR = 6
    DASH = 7
    ELLIPSIS = 8
    SOLIDUS = 9
    FULLWIDTH = 10
    LETTER = 11
    DIGIT = 12
    POSTFIX = 13
    PREFIX = 14
    SPACE = 15
    EM_SPACE = 16
    BREAK_SPACE = 17
    GLUE = 18
    COMBINING = 19
    WESTERN_OPENING = 20
    WESTERN_CLOSING = 21
    WESTERN_MARK = 22
    NOTE_MARK = 23


@dataclass(frozen=True, slots=True)
class Row:
    """One class: its characters and where the assignment comes from."""

    kind: CharClass
    characters: str
    source: str


ROWS: Final[tuple[Row, ...]] = (
    Row(
        CharClass.OPENING, "（《〈【〖〔［｛「『〝｟〘〚", "clreq Opening Brackets; GB/T 15834 4.9, 4.8, 4.15"
    ),
    Row(
        CharClass.CLOSING,
        "）》〉】〗〕］｝」』〞〟｠〙〛",
        "clreq Closing Brackets; GB/T 15834 4.9, 4.8, 4.15",
    ),
    Row(CharClass.PAUSE, "、，；：", "clreq Pause Marks; GB/T 15834 4.4–4.7, 5.1.1"),
    Row(CharClass.STOP, "。．！？‼⁇⁈⁉", "clreq Full Stops; GB/T 15834 4.1–4.3, 5.1.1, 5.1.2"),
    Row(CharClass.INTERPUNCT, "·・･‧•", "clreq Interpuncts; GB/T 15834 4.14, 5.1.7"),
    Row(CharClass.CONNECTOR, "–～〜", "clreq Connectors; GB/T 15834 4.13, 5.1.6"),
    Row(CharClass.DASH, "—⸺─―", "clreq Dashes; GB/T 15834 4.10, 5.1.4"),
    Row(CharClass.ELLIPSIS, "…⋯", "clreq Ellipses; GB/T 15834 4.11, 5.1.5"),
    Row(CharClass.SOLIDUS, "／", "clreq Solidi; GB/T 15834 4.17, 5.1.9"),
    Row(CharClass.POSTFIX, "％%‰℃℉°′″￠¢", "UAX #14 PO; clreq.md §1"),
    Row(CharClass.PREFIX, "￥¥＄$￡£€№±＋−", "UAX #14 PR; clreq.md §1"),
    Row(CharClass.SPACE, " \u2009\u200a\t", "clreq Mixed Text; UAX #14 SP, BA"),
    Row(CharClass.EM_SPACE, "\u3000", "UAX #14 BA"),
    Row(CharClass.BREAK_SPACE, "\u200b", "UAX #14 ZW"),
    Row(CharClass.GLUE, "\u00a0\u2060\ufeff", "UAX #14 GL, WJ"),
    Row(CharClass.WESTERN_OPENING, "([{", "UAX #14 OP"),
    Row(CharClass.WESTERN_CLOSING, ")]},.;:!?/-", "UAX #14 CP, CL, EX, IS, SY, HY"),
    Row(CharClass.WESTERN_MARK, "\\_+=*&@#~^|<>'\"`", "UAX #14 AL, QU"),
)


@dataclass(frozen=True, slots=True)
class SpanOfClass:
    """Characters from ``first`` to ``last`` that are all of one class."""

    first: str
    last: str
    kind: CharClass


SPANS: Final[tuple[SpanOfClass, ...]] = (
    SpanOfClass("\ufe00", "\ufe0f", CharClass.COMBINING),  # variation selectors
    SpanOfClass("\U000e0100", "\U000e01ef", CharClass.COMBINING),  # and their supplement
    SpanOfClass("０", "９", CharClass.FULLWIDTH),
    SpanOfClass("Ａ", "Ｚ", CharClass.FULLWIDTH),
    SpanOfClass("ａ", "ｚ", CharClass.FULLWIDTH),
)
# From the enclosed numbers ① on, what Unicode does not call Western is set like an ideograph in a Chinese line;
# below U+2000 a symbol belongs to its Western word, from there on († ‡ ※ …) to the Chinese text.
_EAST: Final = "①"
_SYMBOLS: Final = "\u2000"

_TABLE: Final[dict[str, CharClass]] = {char: row.kind for row in ROWS for char in row.characters}
_QUOTES: Final = "“”‘’"
_WESTERN: Final = frozenset(
    {
        CharClass.LETTER,
        CharClass.DIGIT,
        CharClass.WESTERN_OPENING,
        CharClass.WESTERN_CLOSING,
        CharClass.WESTERN_MARK,
    }
)


@lru_cache(maxsize=16384)
def class_of(char: str) -> CharClass:
    """The class of one character on its own; quotes count as Chinese, —— and …… as their single halves."""
    listed = _TABLE.get(char)
    if listed is not None:
        return listed
    if char in _QUOTES:
        return CharClass.OPENING if char in "“‘" else CharClass.CLOSING
    for span in SPANS:
        if span.first <= char <= span.last:
            return span.kind
    category = unicodedata.category(char)
    if category in {"Mn", "Mc", "Me"}:
        return CharClass.COMBINING
    if category == "Nd" and char < _EAST:
        return CharClass.DIGIT
    if unicodedata.east_asian_width(char) in {"W", "F"} or char >= _EAST:
        return CharClass.HAN
    if category.startswith(("L", "N")):
        return CharClass.LETTER
    if category == "Zs":
        return CharClass.SPACE
    return CharClass.WESTERN_MARK if char < _SYMBOLS else CharClass.HAN


def classify(text: str) -> list[CharClass]:
    """The class of every character of a paragraph, quotes and single dashes resolved by their neighbours.

    An apostrophe stands between Western letters or digits; a quotation is Western when all between its marks
    and the characters next to it outside are Western (clreq.md §1). A single — is a connector (UAX #14 B2 is
    wrong for 1901年—1936年).
    """
    classes = [class_of(char) for char in text]
    if any(char in _QUOTES for char in text):
        _resolve_quotes(text, classes)
    _resolve_single_dashes(text, classes)
    return classes


def _resolve_single_dashes(text: str, classes: list[CharClass]) -> None:
    index, n = 0, len(text)
    while index < n:
        if classes[index] is not CharClass.DASH or text[index] == "⸺":
            index += 1
            continue
        end = index
        while end < n and classes[end] is CharClass.DASH and text[end] == text[index]:
            end += 1
        if end - index == 1:
            classes[index] = CharClass.CONNECTOR
        index = end


def _is_western(classes: list[CharClass], index: int) -> bool:
    return 0 <= index < len(classes) and classes[index] in _WESTERN


def _resolve_quotes(text: str, classes: list[CharClass]) -> None:
    pairs: list[int] = []
    for index, char in enumerate(text):
        if char == "’" and _is_western(classes, index - 1) and _is_western(classes, index + 1):
            classes[index] = CharClass.WESTERN_MARK
        elif char in "“‘":
            pairs.append(index)
        elif char in "”’" and pairs:
            opening = pairs.pop()
            if _quotation_is_western(classes, opening, index):
                classes[opening] = CharClass.WESTERN_OPENING
                classes[index] = CharClass.WESTERN_CLOSING


def _quotation_is_western(classes: list[CharClass], opening: int, closing: int) -> bool:
    plain = _WESTERN | {CharClass.SPACE, CharClass.POSTFIX, CharClass.PREFIX}
    if closing == opening + 1 or any(c not in plain for c in classes[opening + 1 : closing]):
        return False
    before, after = _beyond_spaces(classes, opening, -1), _beyond_spaces(classes, closing, 1)
    outer = [c for c in (before, after) if c is not None]
    return all(c in _WESTERN for c in outer)


def _beyond_spaces(classes: list[CharClass], index: int, step: int) -> CharClass | None:
    index += step
    while 0 <= index < len(classes) and classes[index] is CharClass.SPACE:
        index += step
    return classes[index] if 0 <= index < len(classes) else None
