"""What kind of character it is: the classes that breaks, spacing and justification are written against.

The table itself is :mod:`typeset.text.class_table`. The quotes “”‘’ and the dash are shared with Western text:
:func:`classify` resolves them by their neighbours.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from typeset.patterns import regex
from typeset.text.class_table import SPANS, VERTICAL_FORMS, WESTERN, CharClass, listed_class
from typeset.text.uax14 import class_code, classes_of

__all__ = ["CharClass", "class_of", "classify"]

# From the enclosed numbers ① on, what Unicode does not call Western is set like an ideograph in a Chinese line;
# below U+2000 a symbol belongs to its Western word, from there on († ‡ ※ …) to the Chinese text.
_EAST: Final = "①"
_SYMBOLS: Final = "\u2000"

_QUOTES: Final = frozenset("“”‘’")
_SINGLE_DASH: Final = regex(r"([—―─︱])(?<!\1\1)(?!\1)")
_ATTACHED: Final = frozenset({class_code("CM"), class_code("ZWJ")})


@lru_cache(maxsize=16384)
def class_of(char: str) -> CharClass:
    """The class of one character on its own; quotes count as Chinese, —— and …… as their single halves."""
    char = VERTICAL_FORMS.get(char, char)
    listed = listed_class(char)
    if listed is not None:
        return listed
    for span in SPANS:
        if span.first <= char <= span.last:
            return span.kind
    category = unicodedata.category(char)
    if category in {"Mn", "Mc", "Me"} or classes_of(char)[0] in _ATTACHED:
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
    if not _QUOTES.isdisjoint(text):
        _resolve_quotes(text, classes)
    _resolve_single_dashes(text, classes)
    return classes


def _resolve_single_dashes(text: str, classes: list[CharClass]) -> None:
    for dash in _SINGLE_DASH.finditer(text):
        classes[dash.start()] = CharClass.CONNECTOR


def _is_western(classes: list[CharClass], index: int) -> bool:
    return 0 <= index < len(classes) and classes[index] in WESTERN


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
    plain = WESTERN | {CharClass.SPACE, CharClass.POSTFIX, CharClass.PREFIX}
    if closing == opening + 1 or any(c not in plain for c in classes[opening + 1 : closing]):
        return False
    before, after = _beyond_spaces(classes, opening, -1), _beyond_spaces(classes, closing, 1)
    outer = [c for c in (before, after) if c is not None]
    return all(c in WESTERN for c in outer)


def _beyond_spaces(classes: list[CharClass], index: int, step: int) -> CharClass | None:
    index += step
    while 0 <= index < len(classes) and classes[index] is CharClass.SPACE:
        index += step
    return classes[index] if 0 <= index < len(classes) else None
