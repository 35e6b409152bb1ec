"""The account of a story's copy: every letter, figure and character of the source is set or is markup.

Markdown has corners in which a parser leaves copy out without a word. Nothing may be lost between the desk and the
page, so what was typed is counted against what was understood, and what is missing is an error with its place.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.source import Span

_SHOWN = 20


SetFrom = tuple[int, Sequence[str]]
"""A line of the file, and characters that are set from it."""


def lost_copy(
    lines: list[str], first_line: int, file: str, markup: Counter[str], copy: Sequence[SetFrom]
) -> Finding | None:
    """The finding for characters of a body that are neither set nor ``markup``; None when all are accounted for.

    Where in the file ``copy`` was set from serves to find the place.
    """
    typed, understood = _left(lines, first_line, copy)
    understood += markup
    missing = Counter({char: n for char, n in (typed - understood).items() if _counts(char)})
    if not missing:
        return None
    per_line: dict[int, Counter[str]] = {}
    for number, chars in copy:
        per_line.setdefault(number, Counter()).update(chars)
    first = next(
        (n for n, line in enumerate(lines) if _of_line(line, per_line.get(n + first_line), missing)), 0
    )
    lost = _of_line(lines[first], per_line.get(first + first_line), missing)
    column = next((at for at, char in enumerate(lines[first], 1) if char in lost), 1)
    text = lines[first][column - 1 :].strip()
    return finding(
        "copy-not-understood",
        span=Span(file, first + first_line, column, first + first_line, len(lines[first]) + 1),
        amount=missing.total(),
        unit="characters",
        text=text if len(text) <= _SHOWN else text[:_SHOWN] + "…",
    )


def _left(lines: list[str], first_line: int, copy: Sequence[SetFrom]) -> tuple[Counter[str], Counter[str]]:
    """What is typed and what is set, but for lines that are set just as they were typed: most of a newspaper is."""
    typed = dict(enumerate(lines, first_line))
    set_otherwise: Counter[str] = Counter()
    for number, chars in copy:
        if typed.get(number) == "".join(chars):
            del typed[number]
        else:
            set_otherwise.update(chars)
    return Counter("\n".join(typed.values())), set_otherwise


def _of_line(line: str, known: Counter[str] | None, missing: Iterable[str]) -> frozenset[str]:
    """The characters of a line that are missing and that the line has more of than was set from it."""
    typed = Counter(line) - (known or Counter())
    return frozenset(missing) & frozenset(typed)


def _counts(char: str) -> bool:
    """Letters, figures, Chinese characters and the marks upon them; punctuation may be markup."""
    return unicodedata.category(char)[0] in "LMN"
