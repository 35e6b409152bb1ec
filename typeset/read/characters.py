"""Characters that are none to print, and letters typed in two pieces.

Controls and marks of direction come with pasted text and are errors: nobody sees them, and no two programs agree on
what they do. Blanks without width are kept, with a warning. A letter followed by its accents is made the one
character that fonts have; Han is never touched, for normalising would replace compatibility ideographs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.patterns import regex
from typeset.source import Span

# What YAML 1.2 calls non-printable but for tab and line feed, line ends that are none here, and marks of direction.
CONTROL: Final = regex(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200c-\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
INVISIBLE: Final = regex("[\u00ad\u200b\u2060\ufeff]")
_ACCENTED: Final = regex("[^\\W\\d_\u2e80-\ufaff\U00020000-\U0003ffff][\u0300-\u036f]+")
# Asked first: it is compiled at once, where the other takes as long as a story.
_ACCENT: Final = regex("[\u0300-\u036f]")
_MOST: Final = 20

_NAMES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "\x00": ("空字符", "NUL"),
        "\x85": ("换行符 NEL", "next line"),
        "\u00ad": ("软连字符", "soft hyphen"),
        "\u200b": ("零宽空格", "zero width space"),
        "\u200c": ("零宽不连字", "zero width non-joiner"),
        "\u200d": ("零宽连字", "zero width joiner"),
        "\u2028": ("行分隔符", "line separator"),
        "\u2029": ("段分隔符", "paragraph separator"),
        "\u2060": ("零宽不换行", "word joiner"),
        "\ufeff": ("字节序标记", "byte order mark"),
        **dict.fromkeys("\u200e\u200f\u202a\u202b\u202c\u202d\u202e", ("文字方向标记", "mark of direction")),
        **dict.fromkeys("\u2066\u2067\u2068\u2069", ("文字方向标记", "mark of direction")),
    }
)


def named(char: str) -> dict[str, Any]:
    """The facts that name a character nobody can see; all are texts."""
    zh, en = _NAMES.get(char, ("控制字符", "control character"))
    return {"code_point": f"U+{ord(char):04X}", "name_zh": zh, "name_en": en}


def controls(text: str, file: str) -> Iterator[Finding]:
    """Findings for controls in a file, at most a handful."""
    yield from _each(CONTROL, "control-character", text, file)


def invisible(text: str, file: str) -> Iterator[Finding]:
    """Warnings of characters without width, at most a handful."""
    yield from _each(INVISIBLE, "invisible-character", text, file)


def _each(kind: re.Pattern[str], code: str, text: str, file: str) -> Iterator[Finding]:
    for number, match in enumerate(kind.finditer(text)):
        if number == _MOST:
            return
        at = match.start()
        line = text.count("\n", 0, at) + 1
        column = at - text.rfind("\n", 0, at)
        yield finding(code, span=Span(file, line, column, line, column + 1), **named(match[0]))


def is_blank(text: str) -> bool:
    """Whether nothing of a text would be seen."""
    return not INVISIBLE.sub("", text).strip()


def composed(text: str) -> str:
    """The text with letters and the accents behind them made one character where there is one."""
    if _ACCENT.search(text) is None:
        return text
    return _ACCENTED.sub(lambda match: unicodedata.normalize("NFC", match[0]), text)


def composed_offsets(text: str) -> tuple[str, list[int]]:
    """The composed text, and for each of its characters the offset in ``text`` it was typed at."""
    if _ACCENT.search(text) is None:
        return text, list(range(len(text)))
    chars: list[str] = []
    offsets: list[int] = []
    last = 0
    for match in _ACCENTED.finditer(text):
        whole = unicodedata.normalize("NFC", match[0])
        chars += [text[last : match.start()], whole]
        offsets += range(last, match.start())
        offsets += [min(match.start() + n, match.end() - 1) for n in range(len(whole))]
        last = match.end()
    return "".join((*chars, text[last:])), [*offsets, *range(last, len(text))]
