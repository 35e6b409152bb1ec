"""What is wrong or worth knowing about copy and pages, as values.

A :class:`Finding` names a code of the catalogue and carries the facts; its wording, in Chinese or English, is
made when it is reported (:mod:`typeset.catalogue`). Findings are collected, never raised. Only input that
cannot be worked with at all ends in :class:`TypesetError`.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from typeset.source import Span


class Severity(enum.IntEnum):
    """How much a finding matters; the order is the order of ``--fail-on``."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The lower-case name used in reports and on the command line."""
        return self.name.lower()


Fact = str | int | float


class Finding(Struct, frozen=True, kw_only=True):
    """One problem or notice.

    ``code`` is a word of the catalogue (``overset``); ``facts`` fill its message; ``span`` is the place to mend,
    ``related`` a second place that explains it. ``amount`` and ``unit`` say how much (``37`` ``characters``).
    ``page_code`` is what the page bears where that is not its number: A3.
    """

    code: str
    severity: Severity
    facts: tuple[tuple[str, Fact], ...] = ()
    span: Span | None = None
    related: Span | None = None
    page: int | None = None
    frame: str | None = None
    story: str | None = None
    amount: int | None = None
    unit: str | None = None
    page_code: str | None = None

    @property
    def page_name(self) -> str | None:
        """What its page is called in print; None when it is on none."""
        return self.page_code or (None if self.page is None else str(self.page))


class TypesetError(Exception):
    """The input cannot be worked with; ``findings`` says why, all reasons at once."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("; ".join(f"{f.span}: {f.code}" if f.span else f.code for f in self.findings))

    def __reduce__(self) -> tuple[type[TypesetError], tuple[tuple[Finding, ...]]]:
        # An exception is pickled with its message as argument; ours is made from findings.
        return TypesetError, (self.findings,)


def coded(findings: Iterable[Finding], codes: Mapping[int, str]) -> tuple[Finding, ...]:
    """The findings with the codes of their pages, where pages have codes."""
    if not codes:
        return tuple(findings)
    return tuple(replace(f, page_code=codes.get(f.page)) if f.page is not None else f for f in findings)


def worst(findings: Iterable[Finding]) -> Severity | None:
    """The highest severity there is; None when there are no findings."""
    return max((f.severity for f in findings), default=None)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Errors first, then by page, place and code; the same findings always come in the same order."""

    def key(f: Finding) -> tuple[int, int, str, int, int, str, str]:
        span = f.span or Span("", 0, 0)
        return (-f.severity, f.page or 0, span.file, span.line, span.column, f.code, repr(f.facts))

    return tuple(sorted(dict.fromkeys(findings), key=key))
