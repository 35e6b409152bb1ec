"""Where a line may end: Chinese practice over UAX #14 (clreq.md §2–§4).

Four layers, each a table or a list of patterns. What Chinese practice calls a character where UAX #14 calls it
otherwise (``_TAILORED``); UAX #14 itself, which so decides Western words, emoji, Hangul and the rest; the prohibition
rules (避头尾) of the house, which take breaks away; and the units that are not parted, or only under pressure.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from typeset.model.style import LineRules, Prohibition
from typeset.patterns import regex
from typeset.text.class_table import WESTERN
from typeset.text.classes import CharClass as C
from typeset.text.inseparable import (
    EXCLAMATIONS,
    addresses,
    divisions,
    inner_marks,
    jump_lines,
    listed_words,
    ranges,
)
from typeset.text.uax14 import Opportunity, class_code, classes_of, opportunities_of


class Break(enum.IntEnum):
    """Whether a line may end between two characters.

    NEVER is inside what cannot be set apart: a base and its accents, a dash of two, a word and its note mark.
    EMERGENCY breaks are taken when a line has no other. PRESSED ones (after the . - / of an address, a file name, a
    telephone number, the hyphen of a compound, the dash of a long range) and HYPHENATED ones (a hyphen is set there) when the line would
    otherwise be torn apart.
    """

    NEVER = 0
    EMERGENCY = 1
    PRESSED = 2
    HYPHENATED = 3
    ALLOWED = 4


Hyphenator = Callable[[str, str], Sequence[int]]
"""Of a language and a word: after how many of its letters it may be divided."""

Words = Callable[[str], Sequence[int]]
"""Of a Chinese text: at which offsets a word begins; none where nobody knows."""

_MARKS_AT_START: Final = frozenset(
    {
        C.PAUSE,
        C.STOP,
        C.CLOSING,
        C.CONNECTOR,
        C.INTERPUNCT,
        C.SOLIDUS,
        C.WESTERN_CLOSING,
        C.POSTFIX,
        C.ELLIPSIS,
    }
)
_OPENING_AT_END: Final = frozenset({C.OPENING, C.WESTERN_OPENING, C.PREFIX})
# clreq.md §3. "……" at a line start is refused from basic up, as UAX #14 LB22 and xeCJK do; "——" only by strict.
_START: Final = {
    Prohibition.NONE: frozenset[C](),
    Prohibition.BASIC: _MARKS_AT_START,
    Prohibition.GB: _MARKS_AT_START,
    Prohibition.STRICT: _MARKS_AT_START | {C.DASH},
}
_END: Final = {
    Prohibition.NONE: frozenset[C](),
    Prohibition.BASIC: _OPENING_AT_END,
    Prohibition.GB: _OPENING_AT_END | {C.SOLIDUS},
    Prohibition.STRICT: _OPENING_AT_END | {C.SOLIDUS},
}
# The class UAX #14 is to take for one of ours, and why it would take another (clreq.md §2).
_TAILORED: Final = {
    C.OPENING: "OPW",  # “ ‘ are QU and would hold to both sides (2.5)
    C.CLOSING: "CL",
    C.INTERPUNCT: "NS",  # · is AI, so a line could begin with it (2.1)
    C.CONNECTOR: "NS",  # — is B2 (2.2), ～ is ID (2.3)
    C.SOLIDUS: "NS",  # ／ is ID (2.3)
    C.DASH: "B2",  # ― and ─ are AI
    C.ELLIPSIS: "IN",
    C.FULLWIDTH: "AL",  # １２３ are ID (2.6)
    C.POSTFIX: "PO",
    C.PREFIX: "PR",  # ＋ is ID
    C.SPACE: "SP",  # thin spaces and tabs too
    C.COMBINING: "CM",
    C.NOTE_MARK: "CM",  # stays with its word, which is then followed as if there were none
}
# Without prohibition the marks are as good as Han; what UAX #14 says of numbers and of Western marks still holds.
_UNTAILORED_MARKS: Final = frozenset(
    {
        C.OPENING,
        C.CLOSING,
        C.PAUSE,
        C.STOP,
        C.INTERPUNCT,
        C.CONNECTOR,
        C.SOLIDUS,
        C.DASH,
        C.ELLIPSIS,
    }
)
_SPACES: Final = frozenset({C.SPACE, C.BREAK_SPACE})
_LONG_MARKS: Final = regex("[—―─⸺…⋯]{2,}|[！？‼⁇⁈⁉]{2,}")
_ATTACHED: Final = frozenset({C.COMBINING, C.NOTE_MARK, C.SOFT_HYPHEN})
# Words of five letters and more that are no part of a compound, of an address or of what the author has divided.
_LETTER: Final = r"[^\W\d_\u2e80-\uffff\U00020000-\U0003ffff]"
_WORD: Final = regex(rf"(?<!{_LETTER})(?<![0-9_@\-\u00ad]){_LETTER}{{5,}}+(?![0-9_@\-\u00ad])")
_COMPOUND: Final = regex(r"(?<=[^\W_][^\W_])[-\u2010/](?=[^\W\d_][^\W_])", re.ASCII)
LEAST_BEFORE_HYPHEN: Final = 2
LEAST_AFTER_HYPHEN: Final = 3


def forbidden_at_start(kind: C, level: Prohibition) -> bool:
    """Whether a character of this class may not begin a line."""
    return kind in _START[level] or kind in _ATTACHED


def forbidden_at_end(kind: C, level: Prohibition) -> bool:
    """Whether a character of this class may not end a line."""
    return kind in _END[level]


def line_breaks(
    text: str, kinds: Sequence[C], rules: LineRules, hyphenator: Hyphenator | None = None
) -> list[Break]:
    """Whether a line may end after each character of a paragraph; the last entry is ALLOWED.

    ``kinds`` are the classes of the characters, as :func:`typeset.text.classes.classify` finds them.
    """
    if not text:
        return []
    classes = _tailored(text, kinds, none=rules.kinsoku is Prohibition.NONE)
    table = _table(rules.kinsoku)
    found = [
        table[a][b][said] for (a, b), said in zip(pairwise(kinds), opportunities_of(classes), strict=False)
    ]
    found.append(Break.ALLOWED)
    _keep_units(found, text, kinds, rules.kinsoku)
    if "\u00ad" in text:
        _divide_at_soft_hyphens(found, text)
    if hyphenator is not None and rules.hyphenation:
        _hyphenate(found, text, rules.hyphenation, hyphenator)
    for span in (*jump_lines(text), *listed_words(text, rules.keep_together)):
        for at in span:
            found[at] = min(found[at], Break.EMERGENCY)
    return found


def _tailored(text: str, kinds: Sequence[C], *, none: bool) -> bytes:
    rows = _rows(none)
    return bytes([rows[kind][native] for kind, native in zip(kinds, classes_of(text), strict=True)])


@cache
def _rows(none: bool) -> tuple[bytes, ...]:  # noqa: FBT001 - a cache takes no keywords
    """``_rows(…)[kind][native]``: the class UAX #14 is to take for a character of a kind."""
    rows = []
    for kind in C:
        row = bytearray(range(256))
        name = "ID" if none and kind in _UNTAILORED_MARKS else _TAILORED.get(kind)
        if name is not None:
            row = bytearray([class_code(name)]) * 256
        elif kind is C.HAN:
            row[class_code("AL")] = class_code("ID")  # ① ※ → are AI: ideographs in a Chinese line
        elif kind is C.WESTERN_MARK:
            row[class_code("PR")] = class_code("AL")  # the + of C++, a backslash
        row[class_code("ZWJ")] = class_code("ZWJ")
        rows.append(bytes(row))
    return tuple(rows)


@cache
def _table(level: Prohibition) -> tuple[tuple[tuple[Break, ...], ...], ...]:
    """``_table(level)[a][b][opportunity]``: what becomes of an opportunity between characters of two classes."""
    return tuple(tuple(tuple(_between(a, b, said, level) for said in Opportunity) for b in C) for a in C)


def _between(a: C, b: C, said: Opportunity, level: Prohibition) -> Break:
    if said is Opportunity.MUST:
        return Break.ALLOWED
    if said is Opportunity.JOINED or b in _ATTACHED or b in _SPACES:
        return Break.NEVER
    if said is Opportunity.NO:
        return Break.EMERGENCY
    if a is C.BREAK_SPACE:
        return Break.ALLOWED
    if a in _END[level] or b in _START[level]:
        return Break.EMERGENCY
    # UAX #14 lets a line end after the hyphen of well-known, the / of and/or; in a Chinese line that is a last but
    # one resort, see _COMPOUND. The other places inside a Western run (a!b) look like mistakes.
    return Break.EMERGENCY if a in WESTERN and b in WESTERN else Break.ALLOWED


def _keep_units(found: list[Break], text: str, kinds: Sequence[C], level: Prohibition) -> None:
    _keep_long_marks(found, text, kinds, level)
    for at in inner_marks(text):
        found[at] = min(found[at], Break.EMERGENCY)
    for at, short in ranges(text):
        found[at] = min(found[at], Break.EMERGENCY if short else Break.PRESSED)
    if any(mark in text for mark in "-\u2010/._?&="):
        for at in _pressed(text, kinds, level):
            if found[at] is Break.EMERGENCY:
                found[at] = Break.PRESSED
        for at in _solidi(text, kinds, level):
            found[at] = min(found[at], Break.EMERGENCY)


def _keep_long_marks(found: list[Break], text: str, kinds: Sequence[C], level: Prohibition) -> None:
    """—— and …… are one; more of them in a row may be parted between the units (clreq.md §4). ？！ are one too."""
    for run in _LONG_MARKS.finditer(text):
        half = 0
        for index in range(run.start(), run.end() - 1):
            if text[index] in EXCLAMATIONS:
                found[index] = min(found[index], Break.EMERGENCY)
                continue
            same = text[index] == text[index + 1] and kinds[index] is kinds[index + 1]
            if same and not half and text[index] != "⸺":
                found[index], half = Break.NEVER, 1
            else:
                if kinds[index] is kinds[index + 1]:
                    found[index] = Break.EMERGENCY if kinds[index + 1] in _START[level] else Break.ALLOWED
                half = 0


def _pressed(text: str, kinds: Sequence[C], level: Prohibition) -> Iterator[int]:
    """Where a Western run may be divided under pressure."""
    for at in divisions(text):
        if kinds[at] in WESTERN and kinds[at + 1] in WESTERN and kinds[at + 1] not in _START[level]:
            yield at
    for compound in _COMPOUND.finditer(text):
        yield compound.start()


def _solidi(text: str, kinds: Sequence[C], level: Prohibition) -> Iterator[int]:
    """A half-width / before Chinese ends no line either, where ／ does not (clreq.md §3, gb)."""
    if C.SOLIDUS in _END[level]:
        for slash in re.finditer("/", text):
            if slash.end() < len(text) and kinds[slash.end()] not in WESTERN | _SPACES:
                yield slash.start()


def _divide_at_soft_hyphens(found: list[Break], text: str) -> None:
    for hyphen in re.finditer(rf"(?<={_LETTER})\u00ad(?={_LETTER})", text):
        found[hyphen.start()] = Break.HYPHENATED


def _hyphenate(found: list[Break], text: str, language: str, hyphenator: Hyphenator) -> None:
    """Divide Western words where the dictionary allows, at least two letters before and three after (§2.10)."""
    kept = bytearray(len(text))
    for first, end in addresses(text):
        kept[first:end] = b"\1" * (end - first)
    for word in _WORD.finditer(text):
        if word[0].isupper() or kept[word.start()]:
            continue
        for letters in hyphenator(language, word[0]):
            at = word.start() + letters - 1
            fits = LEAST_BEFORE_HYPHEN <= letters <= len(word[0]) - LEAST_AFTER_HYPHEN
            if fits and found[at] is Break.EMERGENCY:
                found[at] = Break.HYPHENATED
