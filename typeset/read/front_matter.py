"""The front matter of a story: the lines between two ``---``, and what is only nearly that.

A headline must never be printed as copy because its fence was mistyped. So a fence of dashes, and keys without any
fence, are errors, and what they enclose is read as the front matter it was meant to be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from typeset.catalogue import finding
from typeset.findings import Finding, Severity
from typeset.patterns import regex
from typeset.read.edition_form import StoryForm
from typeset.read.validate import validate
from typeset.read.yaml_tree import Mapping, compose
from typeset.source import Span

_FENCE: Final = "---"
_SHOWN: Final = 20
_ENDS: Final = frozenset({"---", "..."})
# Hyphens, dashes and bars of any width and number, with or without blanks between them.
_NEARLY: Final = regex(r"\s*(?:[-－‐‑‒–—―−─━﹣﹘]\s*){2,}")
_KEYS: Final = "|".join(StoryForm.model_fields)
_KEY: Final = regex(rf"\s*({_KEYS})\s*[:：]", re.IGNORECASE)
# Words behind a hash that touches them; a comment has a blank behind its hash. Values in quotes keep theirs.
_HASHED: Final = regex(rf"""(?:{_KEYS}):(?:\s+(?!["'])[^\n]*?)?\s(#[^\s#][^\n]*)""")
_KEY_LINE: Final = regex(r"[^\W\d]\w*\s*[:：]|\s+\S")


class Front(Struct, frozen=True):
    """Front matter, and the body below it with the number of its first line; ``sound`` when nothing is wrong."""

    form: StoryForm
    tree: Mapping
    body: str
    first_line: int
    sound: bool = True


def read_front(text: str, file: str, found: list[Finding]) -> Front:
    """Part a story into front matter and body; what is wrong goes to ``found``."""
    lines = text.split("\n")
    start = next((n for n, line in enumerate(lines) if line.strip()), 0)
    opening = _opening(lines[start], start, file)
    if opening is None:
        return Front(StoryForm(), Mapping((), Span(file)), text, 1)
    before = len(found)
    found.extend(opening)
    fenced = not any(f.code == "front-matter-unfenced" for f in opening)
    first = start + 1 if fenced else start
    end = next((n for n in range(first, len(lines)) if _is_end(lines[n])), None)
    if end is None:
        if not opening:
            found.append(finding("front-matter-open", span=_span(file, start, lines[start])))
        last = resume = _last_key(lines, first)
    else:
        last, resume = end, end + 1
        if fenced and lines[end].rstrip() not in _ENDS:
            found.append(_nearly(file, end, lines[end]))
    found.extend(_hashed(lines, first, last, file))
    # Where nobody has said where it ends, nothing more can be said of what is in it.
    form, tree = _form(lines, first, last, file, found if end is not None else [])
    sound = not any(f.severity is Severity.ERROR for f in found[before:])
    return Front(form, tree, "\n".join(lines[resume:]), resume + 1, sound)


def _hashed(lines: list[str], first: int, last: int, file: str) -> Iterator[Finding]:
    """Words that YAML takes for a comment, and that hardly are one: #话题#."""
    for number in range(first, last):
        match = _HASHED.match(lines[number])
        if match is not None:
            span = Span(file, number + 1, match.start(1) + 1, number + 1, match.end(1) + 1)
            yield finding("front-matter-hash", span=span, text=match[1].rstrip()[:_SHOWN])


def _opening(line: str, number: int, file: str) -> tuple[Finding, ...] | None:
    """What is wrong with the first line of front matter; None when the line is copy."""
    if line.rstrip() == _FENCE:
        return ()
    if _NEARLY.fullmatch(line):
        return (_nearly(file, number, line),)
    key = _KEY.match(line)
    if key is None:
        return None
    return (finding("front-matter-unfenced", span=_span(file, number, line), key=key[0].strip()),)


def _is_end(line: str) -> bool:
    return line.rstrip() in _ENDS or (not line.startswith(" ") and _NEARLY.fullmatch(line) is not None)


def _last_key(lines: list[str], first: int) -> int:
    """The line behind the last that reads as front matter, where nobody has said where it ends."""
    here = first
    while here < len(lines) and _KEY_LINE.match(lines[here]):
        here += 1
    return here


def _form(
    lines: list[str], first: int, last: int, file: str, found: list[Finding]
) -> tuple[StoryForm, Mapping]:
    # Blank lines stand for what is above, so that places count in the whole file.
    tree, problems = compose("\n" * first + "\n".join(lines[first:last]) + "\n", file)
    found.extend(problems)
    if tree is None:
        return StoryForm(), Mapping((), Span(file))
    checked = validate(StoryForm, tree)
    found.extend(checked.findings)
    return checked.form or StoryForm(), checked.tree


def _nearly(file: str, number: int, line: str) -> Finding:
    return finding("front-matter-fence", span=_span(file, number, line), text=line.strip())


def _span(file: str, number: int, line: str) -> Span:
    column = len(line) - len(line.lstrip()) + 1
    return Span(file, number + 1, column, number + 1, len(line.rstrip()) + 1)
