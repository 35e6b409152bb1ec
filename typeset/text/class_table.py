"""The table of character classes: what belongs to each, how wide it is and where its white stands.

Mainland usage (GB/T 15834-2011, W3C clreq, zh text) with Taiwan's and Hong Kong's where it differs. One row a class
and width, with its source. Which class a character really has in its text is for :mod:`typeset.text.classes` to say.
"""

from __future__ import annotations

import enum
from typing import Final

from msgspec import Struct

from typeset.model.style import Region


class CharClass(enum.IntEnum):
    """Classes of clreq.md §1, with the Western ones a mixed line needs.

    NOTE_MARK is given by the look of a run (a raised ①, ［1］), never by a character alone. SOFT_HYPHEN is U+00AD, a
    place where a Western word may be divided; it draws nothing itself. JOINER keeps its neighbours together and takes
    no room, GLUE does so as wide as a space.
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
    SOFT_HYPHEN = 24
    JOINER = 25


WESTERN: Final = frozenset(
    {
        CharClass.LETTER,
        CharClass.DIGIT,
        CharClass.WESTERN_OPENING,
        CharClass.WESTERN_CLOSING,
        CharClass.WESTERN_MARK,
        CharClass.SOFT_HYPHEN,
    }
)


class Blank(enum.Enum):
    """On which side of a mark its white stands."""

    NONE = "none"
    LEAD = "lead"
    TRAIL = "trail"
    BOTH = "both"


FULL: Final = 1000
HALF: Final = 500


class Box(Struct, frozen=True):
    """The width of a mark in thousandths of an em (0: the face's own) and the side of its white."""

    width: int = 0
    blank: Blank = Blank.NONE


class Row(Struct, frozen=True):
    """Characters of one class and width, and where the assignment comes from.

    ``box`` holds in horizontal lines of the mainland, ``elsewhere`` in those of Taiwan and Hong Kong (None: the same),
    ``down`` in vertical lines, its lead above the mark.
    """

    kind: CharClass
    characters: str
    source: str
    box: Box = Box()
    elsewhere: Box | None = None
    down: Box | None = None


_OWN: Final = Box()
_FIXED: Final = Box(FULL)
_OPENING: Final = Box(FULL, Blank.LEAD)
_TRAILING: Final = Box(FULL, Blank.TRAIL)
_CENTRED: Final = Box(FULL, Blank.BOTH)
_HALF: Final = Box(HALF)

ROWS: Final[tuple[Row, ...]] = (
    Row(
        CharClass.OPENING,
        "（《〈【〖〔［｛「『〝｟〘〚“‘",
        "clreq Opening Brackets; GB/T 15834 4.8, 4.9, 4.15; clreq.md §1",
        _OPENING,
    ),
    Row(
        CharClass.CLOSING,
        "）》〉】〗〕］｝」』〞〟｠〙〛”’",
        "clreq Closing Brackets; GB/T 15834 4.8, 4.9, 4.15; clreq.md §1",
        _TRAILING,
    ),
    Row(CharClass.PAUSE, "、，", "clreq Pause Marks; GB/T 15834 4.4, 4.5, 5.1.1", _TRAILING, _CENTRED),
    # ： ； ！ ？ are rigid in vertical lines (clreq.md §5.1).
    Row(
        CharClass.PAUSE, "；：", "clreq Pause Marks; GB/T 15834 4.6, 4.7, 5.1.1", _TRAILING, _CENTRED, _FIXED
    ),
    Row(CharClass.STOP, "。．", "clreq Full Stops; GB/T 15834 4.1, 5.1.1", _TRAILING, _CENTRED),
    Row(CharClass.STOP, "！？", "clreq Full Stops; GB/T 15834 4.2, 4.3, 5.1.1", _TRAILING, _FIXED, _FIXED),
    Row(CharClass.STOP, "‼⁇⁈⁉", "two marks in one em, GB/T 15834 5.1.2", _FIXED),
    Row(CharClass.INTERPUNCT, "·・･‧•", "clreq Interpuncts; GB/T 15834 4.14, 5.1.7", _HALF, _CENTRED),
    Row(CharClass.CONNECTOR, "–", "clreq Connectors; GB/T 15834 4.13, 5.1.6", _HALF),
    Row(CharClass.CONNECTOR, "～〜", "clreq Connectors; GB/T 15834 4.13, 5.1.6", _FIXED),
    Row(CharClass.DASH, "—─―", "clreq Dashes, two of them; GB/T 15834 4.10, 5.1.4", _FIXED),
    Row(CharClass.DASH, "⸺", "clreq Dashes; GB/T 15834 4.10, 5.1.4", Box(2 * FULL)),
    Row(CharClass.ELLIPSIS, "…⋯", "clreq Ellipses, two of them; GB/T 15834 4.11, 5.1.5", _FIXED),
    Row(CharClass.SOLIDUS, "／", "clreq Solidi; GB/T 15834 4.17, 5.1.9", _HALF),
    Row(CharClass.POSTFIX, "％￠", "UAX #14 PO; clreq.md §1", _FIXED),
    Row(CharClass.POSTFIX, "%‰℃℉°′″¢", "UAX #14 PO; clreq.md §1", _OWN),
    Row(CharClass.PREFIX, "￥＄￡＋", "UAX #14 PR; clreq.md §1", _FIXED),
    Row(CharClass.PREFIX, "¥$£€№±−", "UAX #14 PR; clreq.md §1", _OWN),
    Row(CharClass.SPACE, " \u2009\u200a\t", "clreq Mixed Text; UAX #14 SP, BA"),
    Row(CharClass.EM_SPACE, "\u3000", "UAX #14 BA; clreq.md §1", _FIXED),
    Row(CharClass.BREAK_SPACE, "\u200b", "UAX #14 ZW"),
    Row(CharClass.GLUE, "\u00a0\u2007\u202f", "UAX #14 GL"),
    Row(CharClass.JOINER, "\u2060\ufeff", "UAX #14 WJ"),
    Row(CharClass.SOFT_HYPHEN, "\u00ad", "UAX #14 BA, section 5.4"),
    Row(CharClass.WESTERN_OPENING, "([{", "UAX #14 OP"),
    Row(CharClass.WESTERN_CLOSING, ")]},.;:!?/-\u2010\u2011", "UAX #14 CP, CL, EX, IS, SY, HY, BA, GL"),
    Row(CharClass.WESTERN_MARK, "\\_+=*&@#~^|<>'\"`", "UAX #14 AL, QU"),
)


class SpanOfClass(Struct, frozen=True):
    """Characters from ``first`` to ``last`` that are all of one class, and where that comes from."""

    first: str
    last: str
    kind: CharClass
    source: str


_HAN: Final = "clreq Ideographs; blocks of Unicode"
SPANS: Final[tuple[SpanOfClass, ...]] = (
    SpanOfClass("\ufe00", "\ufe0f", CharClass.COMBINING, "variation selectors, UAX #14 CM"),
    SpanOfClass("\U000e0100", "\U000e01ef", CharClass.COMBINING, "variation selectors, UAX #14 CM"),
    SpanOfClass("０", "９", CharClass.FULLWIDTH, "clreq.md §1, full-width digits"),
    SpanOfClass("Ａ", "Ｚ", CharClass.FULLWIDTH, "clreq.md §1, full-width letters"),
    SpanOfClass("ａ", "ｚ", CharClass.FULLWIDTH, "clreq.md §1, full-width letters"),
    SpanOfClass("①", "⓿", CharClass.HAN, "enclosed numbers, like ideographs; clreq.md §1"),
    SpanOfClass("■", "◿", CharClass.HAN, "geometric shapes, like ideographs; clreq.md §1"),
    SpanOfClass("々", "〇", CharClass.HAN, "々 〆 〇; " + _HAN),
    SpanOfClass("〡", "〩", CharClass.HAN, "Suzhou numerals; " + _HAN),
    SpanOfClass("㈠", "㏿", CharClass.HAN, "㈠ ㎡ ㎏ ㏄, like ideographs; clreq.md §1"),
    SpanOfClass("\u3400", "\u4dbf", CharClass.HAN, "extension A; " + _HAN),
    SpanOfClass("\u4e00", "\u9fff", CharClass.HAN, _HAN),
    SpanOfClass("\uf900", "\ufaff", CharClass.HAN, "compatibility ideographs; " + _HAN),
    SpanOfClass("\U00020000", "\U0003ffff", CharClass.HAN, "extensions B to J, compatibility; " + _HAN),
)

# U+FE10–FE19 and U+FE30–FE48 are forms of marks in vertical lines: their base, with the face's `vert`, is meant.
VERTICAL_FORMS: Final = dict(
    zip(
        "︐︑︒︓︔︕︖︗︘︙︰︱︲︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈",
        "，、。：；！？〖〗…：—–（）｛｝〔〕【】《》〈〉「」『』［］",
        strict=True,
    )
)

_ROW_OF: Final = {char: row for row in ROWS for char in row.characters}


def listed_class(char: str) -> CharClass | None:
    """The class of a character that stands in the table itself."""
    row = _ROW_OF.get(char)
    return row.kind if row is not None else None


def box_of(char: str, region: Region = Region.MAINLAND, *, vertical: bool = False) -> Box:
    """The width of a mark and the side of its white; a box of width 0 for what has no place in the table."""
    row = _ROW_OF.get(VERTICAL_FORMS.get(char, char))
    if row is None:
        return _OWN
    if region is not Region.MAINLAND:
        return row.elsewhere or row.box
    return row.down if vertical and row.down is not None else row.box
