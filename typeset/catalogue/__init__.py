"""Every finding the engine can make: stable id, severity, wording and cure, in Chinese and English.

One entry a code; ids are never reused. Rooms make findings with :func:`finding`, reports word them with
:func:`message` and :func:`hints`, and ``typeset explain`` prints the whole entry.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from typeset.catalogue.checker import ENTRIES as CHECKER
from typeset.catalogue.commands import ENTRIES as COMMANDS
from typeset.catalogue.copy import ENTRIES as COPY
from typeset.catalogue.copyrules import ENTRIES as COPY_RULES
from typeset.catalogue.diff import ENTRIES as DIFF
from typeset.catalogue.editing import ENTRIES as EDITING
from typeset.catalogue.entry import Entry, Lang
from typeset.catalogue.faces import ENTRIES as FACES
from typeset.catalogue.form import ENTRIES as FORM
from typeset.catalogue.headlines import ENTRIES as HEADLINES
from typeset.catalogue.jumps import ENTRIES as JUMPS
from typeset.catalogue.makeup import ENTRIES as MAKEUP
from typeset.catalogue.many import ENTRIES as MANY
from typeset.catalogue.pagerules import ENTRIES as PAGE_RULES
from typeset.catalogue.pages import ENTRIES as PAGES
from typeset.catalogue.preflight import ENTRIES as PREFLIGHT
from typeset.catalogue.preview import ENTRIES as PREVIEW
from typeset.catalogue.printing import ENTRIES as PRINTING
from typeset.catalogue.reading import ENTRIES as READING
from typeset.catalogue.references import ENTRIES as REFERENCES
from typeset.catalogue.repro import ENTRIES as REPRO
from typeset.catalogue.rules import ENTRIES as RULES
from typeset.catalogue.tables import ENTRIES as TABLES
from typeset.catalogue.viewing import ENTRIES as VIEWING
from typeset.findings import Fact, Finding
from typeset.source import Span

__all__ = ["ENTRIES", "Entry", "Lang", "entry", "finding", "hints", "message"]

ENTRIES: Final[Mapping[str, Entry]] = MappingProxyType(
    {
        e.code: e
        for e in (
            *READING,
            *COPY,
            *HEADLINES,
            *MAKEUP,
            *JUMPS,
            *FACES,
            *PAGES,
            *PRINTING,
            *REFERENCES,
            *RULES,
            *PAGE_RULES,
            *COPY_RULES,
            *REPRO,
            *TABLES,
            *PREFLIGHT,
            *FORM,
            *CHECKER,
            *DIFF,
            *PREVIEW,
            *VIEWING,
            *EDITING,
            *COMMANDS,
            *MANY,
        )
    }
)
_BY_ID: Final[Mapping[str, Entry]] = MappingProxyType({e.id: e for e in ENTRIES.values()})


def entry(code: str) -> Entry | None:
    """The entry of a code (``overset``) or id (``T101``, in any case)."""
    return ENTRIES.get(code.lower()) or _BY_ID.get(code.upper())


RETIRED: Final = frozenset({"T901", "T902", "T903"})
"""Ids of findings that are made no more; no other finding is ever given one."""


def finding(
    code: str,
    *,
    span: Span | None = None,
    related: Span | None = None,
    page: int | None = None,
    frame: str | None = None,
    story: str | None = None,
    amount: int | None = None,
    unit: str | None = None,
    **facts: Fact,
) -> Finding:
    """A finding of this code with the severity the catalogue gives it.

    Raises:
        KeyError: when the catalogue has no such code; that is our bug.
    """
    return Finding(
        code=code,
        severity=ENTRIES[code].severity,
        facts=tuple(facts.items()),
        span=span,
        related=related,
        page=page,
        frame=frame,
        story=story,
        amount=amount,
        unit=unit,
    )


def _facts(f: Finding) -> dict[str, Fact]:
    places: dict[str, Fact] = {
        "page": f.page_name or "?",
        "frame": f.frame or "?",
        "story": f.story or "?",
        "amount": f.amount if f.amount is not None else "?",
        "related": str(f.related) if f.related else "?",
        # What to do, where somebody found out more than a hint can say; with nothing in it a hint's line is left out.
        "cure_zh": "",
        "cure_en": "",
    }
    return places | dict(f.facts)


def message(f: Finding, lang: Lang) -> str:
    """What is wrong, in one sentence."""
    return ENTRIES[f.code].wording(lang).format_map(_facts(f))


def hints(f: Finding, lang: Lang) -> tuple[str, ...]:
    """What to do about it, one way each; empty when there is nothing to do."""
    text = ENTRIES[f.code].hint(lang).format_map(_facts(f))
    return tuple(line for line in text.split("\n") if line)
