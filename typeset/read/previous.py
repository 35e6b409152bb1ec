"""The issue before this one: the newest in the folders beside it that is of the same paper and has an earlier date.

An archive may hold years of issues, so their files are not read as YAML to find it: date and house style are looked for at the
beginning of a line, where they stand in every file people write, and only the one that is found is read. No story is.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from typeset.model.edition import Edition
from typeset.model.form import Extra, PreviousIssue
from typeset.patterns import regex
from typeset.read.texts import read_text
from typeset.read.yaml_tree import Mapping, Scalar, compose
from typeset.source import Sources, Span

_FILE: Final = "edition.yaml"
_DATE: Final = regex(r"^date:[ \t]*['\"]?(\d{4})-(\d{1,2})-(\d{1,2})\b", re.MULTILINE)
_EXTRA: Final = regex(rf"^extra:[ \t]*['\"]?{Extra.EXTRA.value}", re.MULTILINE)
_EXTENDS: Final = regex(r"^extends:[ \t]*['\"]?([^\s'\"#]+)", re.MULTILINE)
_LAYOUT: Final = regex(r"(?<!\w)layout:[ \t]*['\"]?([^\s'\",}#]+)")
_PAPER: Final = regex(r"^paper:([^\n]*)", re.MULTILINE)
# House styles inherit from each other a few times; a circle ends here.
_MOST_STEPS: Final = 16


class _Candidate(Struct, frozen=True):
    date: datetime.date
    folder: str
    text: str


def read_previous(sources: Sources, folder: str, edition: Edition) -> PreviousIssue | None:
    """The newest issue of the paper dated before an edition, among the folders beside the edition's ``folder``; None for none.

    Extras (号外) are passed over. Where nobody can say of which paper an issue is, it is of none.
    """
    parent = folder.rpartition("/")[0]
    beside = (name for name in sources.folders(parent) if name != folder)
    earlier = [one for one in _candidates(sources, beside) if one.date < edition.date]
    houses: dict[str, str | None] = {}
    for one in sorted(earlier, key=lambda one: (one.date, one.folder), reverse=True):
        if _paper(sources, one.text, houses) == edition.paper:
            return _previous(one)
    return None


def _candidates(sources: Sources, folders: Iterator[str]) -> Iterator[_Candidate]:
    for folder in folders:
        file = f"{folder}/{_FILE}"
        text = read_text(sources, file)[0] if sources.exists(file) else None
        found = _DATE.search(text) if text is not None else None
        if text is None or found is None or _EXTRA.search(text):
            continue
        try:
            date = datetime.date(*map(int, found.groups()))
        except ValueError:
            # The edition itself will be told so when it is read.
            continue
        yield _Candidate(date, folder, text)


def _paper(sources: Sources, text: str, houses: dict[str, str | None]) -> str | None:
    """The name of the paper of an issue or a layout, through the files it inherits from; ``houses`` keeps what is known."""
    found = _EXTENDS.search(text) or _LAYOUT.search(text)
    if found is None:
        return None
    name = found.group(1)
    if name not in houses:
        houses[name] = _paper_of(sources, name)
    return houses[name]


def _paper_of(sources: Sources, name: str) -> str | None:
    for _ in range(_MOST_STEPS):
        file = f"layouts/{name}.yaml"
        text = read_text(sources, file)[0] if sources.exists(file) else None
        if text is None:
            return None
        paper = _PAPER.search(text)
        if paper is not None:
            return _scalar(paper.group(1))
        base = _EXTENDS.search(text)
        if base is None:
            return None
        name = base.group(1)
    return None


def _scalar(text: str) -> str:
    """A name as it was written on a line of its own: without quotes, or without a comment behind it."""
    plain = text.strip()
    quote = plain[:1]
    return plain[1:].split(quote)[0] if quote and quote in "'\"" else plain.split(" #")[0].rstrip()


def _previous(one: _Candidate) -> PreviousIssue:
    file = f"{one.folder}/{_FILE}"
    tree, _ = compose(one.text, file)
    issue = tree.get("issue") if isinstance(tree, Mapping) else None
    written = isinstance(issue, Scalar) and not issue.is_null
    return PreviousIssue(
        slug=one.folder.rsplit("/", 1)[-1],
        date=one.date,
        number=issue.text.strip() if written and isinstance(issue, Scalar) else "",
        span=issue.span if written and issue is not None else Span(file),
    )
