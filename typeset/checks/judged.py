"""What findings come to: the severity the house gives them, the second place that explains them, and what somebody answers for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.findings import Finding, Severity
from typeset.model.allowance import Allowance, Allowed
from typeset.model.edition import Edition, PageSpec
from typeset.source import Span


class Judged(Struct, frozen=True):
    """The findings that count, and those that are allowed."""

    findings: tuple[Finding, ...]
    allowed: tuple[Allowed, ...] = ()


def weighed(findings: Iterable[Finding], severities: Mapping[str, Severity]) -> tuple[Finding, ...]:
    """The findings with the severities of the house style."""
    return tuple(_weighed(f, severities.get(f.code, f.severity)) for f in findings)


def _weighed(f: Finding, severity: Severity) -> Finding:
    return f if f.severity is severity else replace(f, severity=severity)


def judged(findings: Iterable[Finding], edition: Edition, allowances: Sequence[Allowance]) -> Judged:
    """Weigh the findings of an edition that was set; those an allowance covers are told apart.

    An allowance that covers nothing is a finding itself.
    """
    counted: list[Finding] = []
    allowed: list[Allowed] = []
    used: set[Allowance] = set()
    for one in weighed(findings, edition.severities):
        f = placed(one, edition)
        by = next((a for a in allowances if a.code == f.code and _covers(a, f, edition)), None)
        if by is None:
            counted.append(f)
        else:
            used.add(by)
            allowed.append(Allowed(f, by))
    counted += weighed(
        (finding("allowance-unused", span=a.span, given=a.code) for a in allowances if a not in used),
        edition.severities,
    )
    return Judged(tuple(counted), tuple(allowed))


def placed(f: Finding, edition: Edition) -> Finding:
    """The finding with both places it has: in the story and in the layout or edition (issue 7)."""
    if f.related is not None:
        return f
    story = edition.stories.get(f.story or "")
    frame = _frame_span(f, edition)
    spans = [s for s in (f.span, frame, story.span if story is not None else None) if s is not None]
    if not spans:
        return f
    first = f.span or spans[0]
    second = next((s for s in spans if s.file != first.file), None)
    return replace(f, span=first, related=second)


def _covers(allowance: Allowance, f: Finding, edition: Edition) -> bool:
    return any(allowance.covers(span) for span in _places(f, edition))


def _places(f: Finding, edition: Edition) -> Iterator[Span]:
    """Everywhere an allowance for a finding may stand: where it is told, its story, its frame, what is put there, its page."""
    yield from (span for span in (f.span, f.related, _frame_span(f, edition)) if span is not None)
    story = edition.stories.get(f.story or "")
    if story is not None:
        yield story.span
    page = _page(f, edition)
    if page is not None:
        yield page.span
        placement = page.placement(f.frame or "")
        if placement is not None:
            yield placement.span


def _frame_span(f: Finding, edition: Edition) -> Span | None:
    page = _page(f, edition)
    frame = page.layout.frame(f.frame) if page is not None and f.frame is not None else None
    return frame.span if frame is not None else None


def _page(f: Finding, edition: Edition) -> PageSpec | None:
    return edition.page(f.page)
