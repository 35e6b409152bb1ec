"""A file as text to edit, and back: byte order mark and line ends are taken off and put on again as they were (issue 8)."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from itertools import takewhile
from typing import Final

from typeset.catalogue import finding
from typeset.findings import TypesetError
from typeset.read.texts import decoded
from typeset.read.yaml_tree import MAX_BYTES
from typeset.source import Span

# What editors in browsers take for the end of a line, and give back as a newline.
_LINE: Final = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")


def text_from(data: bytes, file: str) -> str:
    """The text of a file, without its byte order mark and with newline line ends.

    Raises:
        TypesetError: when it is too large, not UTF-8, or no text.
    """
    text, found = decoded(data, file)
    if text is None:
        raise TypesetError(found)
    if "\0" in text:
        raise TypesetError((finding("not-a-text", span=Span(file)),))
    return text


def bytes_of(text: str, before: bytes, file: str) -> bytes:
    """The bytes of a text that takes the place of ``before``, with the byte order mark and the line ends of that.

    Lines that did not change keep their own ends; new ones have those of most.

    Raises:
        TypesetError: when it would be too large, or holds what no UTF-8 file can.
    """
    mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
    old = _lines(before.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace"))
    try:
        data = mark + _ended(_lines(text), old).encode("utf-8")
    except UnicodeEncodeError:
        raise TypesetError((finding("not-a-text", span=Span(file)),)) from None
    if "\0" in text:
        raise TypesetError((finding("not-a-text", span=Span(file)),))
    if len(data) > MAX_BYTES:
        raise TypesetError((finding("file-too-large", span=Span(file), limit=MAX_BYTES // 1_000_000),))
    return data


def _lines(text: str) -> list[tuple[str, str]]:
    """The lines of a text, each with its end."""
    return [(match[1], match[2]) for match in _LINE.finditer(text) if match[0]]


def _ended(new: list[tuple[str, str]], old: list[tuple[str, str]]) -> str:
    ends = Counter(end for _, end in old if end)
    usual = ends.most_common(1)[0][0] if ends else "\n"
    if len(ends) <= 1:
        return "".join(line + (usual if end else "") for line, end in new)
    head = _shared(new, old)
    foot = _shared(new[head:][::-1], old[head:][::-1])
    middle = [(line, usual if end else "") for line, end in new[head : len(new) - foot]]
    kept = [*old[:head], *middle, *old[len(old) - foot :]]
    text = "".join(line + end for line, end in kept)
    # A lone \r that comes to stand before a newline would make one end of two; then all lines get the usual one.
    whole = [line for line, _ in _lines(text)] == [line for line, _ in new]
    return text if whole else "".join(line + (usual if end else "") for line, end in new)


def _shared(new: list[tuple[str, str]], old: list[tuple[str, str]]) -> int:
    """How many lines both begin with."""
    same = takewhile(lambda pair: _alike(*pair), zip(new, old, strict=False))
    return sum(1 for _ in same)


def _alike(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two lines say the same; a last line without an end is like none that has one."""
    return one[0] == other[0] and bool(one[1]) == bool(other[1])
