"""Quotes and brackets in pairs, each paragraph by itself; a quotation of several paragraphs opens each and closes the last (clreq.md §9)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from typeset.patterns import regex

_PAIRS: Final = {
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    "（": "）",
    "(": "）",
    "［": "］",
    "[": "］",
    "【": "】",
    "〔": "〕",
    "〖": "〗",
}
# Half-width brackets pair with full-width ones: which of both is right is another rule's.
_CLOSES: Final = {**{mark: mark for mark in _PAIRS.values()}, ")": "）", "]": "］"}
_MARKS: Final = regex("[" + re.escape("".join((*_PAIRS, *_CLOSES))) + "]")
_QUOTES: Final = frozenset("“‘「『")
# 1） 甲) （一） as numbers of a list: a bracket of theirs need not be opened.
_NUMBERED: Final = regex(
    r"(?:^|(?<=[。；：，、\s]))[0-9０-９A-Za-z一二三四五六七八九十甲乙丙丁①-⑳]{1,3}(?=[)）])"
)

Loose = tuple[int, int]
"""A mark without its partner: the number of its paragraph, its offset there."""


def unpaired(texts: Sequence[str]) -> Iterator[Loose]:
    """The marks without a partner in paragraphs that follow on each other, in their order."""
    for number, text in enumerate(texts):
        if _MARKS.search(text) is None:
            continue
        after = texts[number + 1] if number + 1 < len(texts) else ""
        loose, left_open = _unpaired_in(text)
        if left_open and _goes_on(text, left_open, after):
            left_open = []
        yield from ((number, at) for at in sorted((*loose, *left_open)))


def _unpaired_in(text: str) -> tuple[list[int], list[int]]:
    """Offsets of marks that are wrong wherever the paragraph goes on, and of those still open at its end."""
    opened: list[int] = []
    loose: list[int] = []
    listed = {match.end() for match in _NUMBERED.finditer(text)}
    for match in _MARKS.finditer(text):
        at, mark = match.start(), match[0]
        if mark in _PAIRS:
            opened.append(at)
            continue
        wanted = _CLOSES[mark]
        partner = next((i for i in reversed(range(len(opened))) if _PAIRS[text[opened[i]]] == wanted), None)
        if partner is not None:
            # What was opened inside and is not closed stays alone.
            loose += opened[partner + 1 :]
            del opened[partner:]
        elif not (at in listed or (mark == "’" and _is_apostrophe(text, at))):
            loose.append(at)
    return loose, opened


def _is_apostrophe(text: str, at: int) -> bool:
    """Whether a ’ stands in or behind a Western word: don’t, ’90s, boys’."""
    return any(char.isascii() and char.isalnum() for char in text[max(0, at - 1) : at + 2])


def _goes_on(text: str, left_open: Sequence[int], after: str) -> bool:
    """Whether what is open at the end of a paragraph is a quotation that opens the next one again."""
    marks = "".join(text[at] for at in left_open)
    return set(marks) <= _QUOTES and after.lstrip().startswith(marks)
