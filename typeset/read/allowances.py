"""``# typeset: allow CODE because …``: comments that silence one finding where they stand.

Beside a key, at the end of its line, or on a line of its own above it, a comment holds for that key and all that is written below
it. In the front matter of a story it holds for the story. A comment that cannot be understood silences nothing and is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import yaml
from msgspec import Struct

from typeset.catalogue import ENTRIES, entry, finding
from typeset.findings import Finding
from typeset.model.allowance import Allowance
from typeset.patterns import regex
from typeset.read.near import meant
from typeset.read.texts import decoded
from typeset.source import Span

_COMMENT: Final = regex(r"(?:^|(?<=\s))#\s*typeset\s*[:：]\s*(?P<rest>.*)$", re.IGNORECASE)
_ALLOW: Final = regex(
    r"(?:allow|允许)\s+(?P<code>[\w-]+)\s*[,，:：]?\s*(?:because|因为)[\s:：]*(?P<because>\S.*)",
    re.IGNORECASE,
)
_FENCES: Final = frozenset({"---", "..."})
_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MARK: Final = b"typeset"


class _Comment(Struct, frozen=True):
    """One comment to the engine: its line (from 0), the column it begins in (from 0), and what it says."""

    line: int
    column: int
    rest: str
    end: int


def read_allowances(files: Mapping[str, bytes]) -> tuple[tuple[Allowance, ...], tuple[Finding, ...]]:
    """The allowances in files that were read, by their names; and what is wrong with them."""
    made: list[Allowance] = []
    found: list[Finding] = []
    for name in sorted(files):
        if _MARK not in files[name].lower():
            continue
        text, _ = decoded(files[name], name)
        for one in _of_file(name, text or ""):
            if isinstance(one, Allowance):
                made.append(one)
            else:
                found.append(one)
    return tuple(made), tuple(found)


def _of_file(name: str, text: str) -> Iterator[Allowance | Finding]:
    lines = text.split("\n")
    is_story = name.endswith(".md")
    known = _front(lines) if is_story else lines
    # Blank lines stand for what is no YAML, so that places count in the whole file.
    for comment in _comments(known):
        yield _understood(comment, name, known, whole_story=is_story)


def _front(lines: list[str]) -> list[str]:
    """The lines of a story up to the end of its front matter, its first fence left blank; none where it has none."""
    start = next((n for n, line in enumerate(lines) if line.strip()), 0)
    if lines[start].rstrip() != "---":
        return []
    end = next((n for n in range(start + 1, len(lines)) if lines[n].rstrip() in _FENCES), len(lines))
    return ["" if n <= start else line for n, line in enumerate(lines[:end])]


def _comments(lines: list[str]) -> list[_Comment]:
    found = [
        _Comment(number, match.start(), match["rest"].strip(), len(line.rstrip()))
        for number, line in enumerate(lines)
        if (match := _COMMENT.search(line)) is not None
    ]
    return [one for one in found if not _in_text(one, _scalars("\n".join(lines)))] if found else []


def _scalars(text: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """From where to where the texts of a YAML file go, by line and column from 0; a # in them begins no comment."""
    spans = []
    try:
        for token in yaml.scan(text + "\n", Loader=_LOADER):
            if isinstance(token, yaml.ScalarToken):
                start, end = token.start_mark, token.end_mark
                spans.append(((start.line, start.column), (end.line, end.column)))
    except yaml.YAMLError:
        # What is wrong with the file is told by its reader.
        return spans
    return spans


def _in_text(comment: _Comment, scalars: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> bool:
    at = (comment.line, comment.column)
    return any(start <= at < end for start, end in scalars)


def _understood(comment: _Comment, file: str, lines: list[str], *, whole_story: bool) -> Allowance | Finding:
    span = Span(file, comment.line + 1, comment.column + 1, comment.line + 1, comment.end + 1)
    match = _ALLOW.fullmatch(comment.rest)
    if match is None:
        return finding("allowance-unclear", span=span, text=comment.rest)
    known = entry(match["code"])
    if known is None:
        return finding("allowance-unknown", span=span, given=match["code"], **meant(match["code"], ENTRIES))
    if known.firm:
        return finding("allowance-firm", span=span, given=known.code)
    first, last = _extent(comment, lines)
    return Allowance(known.code, match["because"].strip(), span, first + 1, last + 1, whole_story)


def _extent(comment: _Comment, lines: list[str]) -> tuple[int, int]:
    """The lines of the key a comment stands beside or above, with all that is written below it."""
    first = comment.line
    if not lines[first][: comment.column].strip():
        first = next((n for n in range(first + 1, len(lines)) if _has_copy(lines[n])), comment.line)
    depth = _depth(lines[first])
    last = first
    for number in range(first + 1, len(lines)):
        if not lines[number].strip():
            continue
        if _depth(lines[number]) <= depth:
            break
        last = number
    return min(comment.line, first), last


def _has_copy(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
