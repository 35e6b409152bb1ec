"""Names of page files by a pattern the plant gives, such as ``{paper}{date:%Y%m%d}{page:02}`` (print.md §4, "Files")."""

from __future__ import annotations

import datetime
import string
from typing import Final

from msgspec import Struct

from typeset.model.edition import place_in_section

FIELDS: Final = ("paper", "date", "page", "section", "issue", "inks")
"""What a pattern may name. ``inks`` is P for a page in process colours and M for one in black alone."""


class FileFacts(Struct, frozen=True):
    """What the name of a page file is made of; ``page`` is the page's name: 4, A4."""

    paper: str
    date: datetime.date
    page: str
    issue: str
    black: bool


class _PageName(Struct, frozen=True):
    """A page in a pattern: ``{page:02}`` makes 04 of 4 and A04 of A4."""

    name: str

    def __format__(self, spec: str) -> str:
        section, number = place_in_section(self.name)
        return f"{section}{number:{spec}}"


def file_name(pattern: str, facts: FileFacts) -> str:
    """The name of a page file, without its ending.

    Raises:
        KeyError: for a field there is not; its argument is the name.
        ValueError: for braces that do not pair and forms that cannot be.
    """
    values = {
        "paper": facts.paper,
        "date": facts.date,
        "page": _PageName(facts.page),
        "section": place_in_section(facts.page)[0],
        "issue": facts.issue,
        "inks": "M" if facts.black else "P",
    }
    parts: list[str] = []
    for text, name, spec, conversion in string.Formatter().parse(pattern):
        parts.append(text)
        if name is None:
            continue
        if conversion or "{" in (spec or ""):
            raise ValueError(pattern)
        parts.append(format(values[name], spec or ""))
    return "".join(parts)
