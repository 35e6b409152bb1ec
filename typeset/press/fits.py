"""How the stories of an issue fit, with advice for those that do not, and on request the late-change margin of each (issue 7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from msgspec.structs import replace

from typeset.findings import Fact, Finding
from typeset.flow.fitadvice import fit_advice
from typeset.flow.issue import SetIssue
from typeset.flow.margin import margin
from typeset.flow.standingtype import StandingType
from typeset.flow.whatif import WhatIf
from typeset.model.fit import FitAdvice, FitState
from typeset.press.loaded import Loaded, Progress, silent
from typeset.read.hyphenation import divided
from typeset.read.words import word_starts
from typeset.report.fits import advised

_TOLD: Final = frozenset({"overset", "underset", "page-hole"})


def fits_of(
    loaded: Loaded, issue: SetIssue, standing: StandingType, *, most_short: int | None = None
) -> tuple[FitAdvice, ...]:
    """How each story fits the frame it begins in, in the order of pages; with advice where it does not.

    ``standing`` is the type the issue was set with. Copy that is short is advised on only where at most ``most_short``
    stories are (None: always): every piece of advice is proved by setting the story some twenty times.
    """
    amiss = _amiss(issue, most_short)
    what_if = _what_if(loaded, issue, standing) if amiss else None
    return tuple(
        (fit_advice(what_if, one.story) or one) if what_if is not None and one.story in amiss else one
        for one in _as_set(issue)
    )


def margins_of(
    loaded: Loaded,
    issue: SetIssue,
    standing: StandingType,
    stories: frozenset[str] | None = None,
    *,
    progress: Progress = silent,
) -> tuple[FitAdvice, ...]:
    """How these stories fit (None: all), with advice and margin."""
    what_if = _what_if(loaded, issue, standing)
    asked = [one for one in _as_set(issue) if stories is None or one.story in stories]
    found: list[FitAdvice] = []
    for number, one in enumerate(asked):
        progress("fit", number, len(asked))
        known = fit_advice(what_if, one.story) or one
        found.append(replace(known, margin=margin(what_if, one.story)))
    progress("fit", len(asked), len(asked))
    return tuple(found)


def with_advice(findings: Iterable[Finding], fits: Iterable[FitAdvice]) -> tuple[Finding, ...]:
    """The findings, those about copy that does not fit with the advice on it as what to do."""
    known = {one.story: one for one in fits if one.state is not FitState.EXACT}
    return tuple(_advised(f, known) for f in findings)


def _advised(f: Finding, known: Mapping[str, FitAdvice]) -> Finding:
    advice = known.get(f.story or "") if f.code in _TOLD else None
    zh, en = advised(advice) if advice is not None else ("", "")
    if not zh:
        return f
    facts: dict[str, Fact] = dict(f.facts) | {"cure_zh": zh, "cure_en": en}
    return replace(f, facts=tuple(facts.items()))


def _what_if(loaded: Loaded, issue: SetIssue, standing: StandingType) -> WhatIf:
    return WhatIf(loaded.edition, issue, loaded.faces, divided, word_starts, standing)


def _amiss(issue: SetIssue, most_short: int | None) -> frozenset[str]:
    """The stories that are over, and those that are short where they are not too many."""
    short = {f.story for f in issue.findings if f.code == "underset" and f.story}
    return _over(issue) | (short if most_short is None or len(short) <= most_short else set())


def _over(issue: SetIssue) -> frozenset[str]:
    return frozenset(one.story for one in issue.oversets)


def _as_set(issue: SetIssue) -> Iterator[FitAdvice]:
    """How the stories in frames fit, as the issue that was set tells it."""
    over = {one.story: one for one in issue.oversets}
    short = {f.story: f.amount or 0 for f in issue.findings if f.code == "underset"}
    for one in issue.stories.in_frames if issue.stories is not None else ():
        slug = one.story.slug
        state = FitState.OVER if slug in over else FitState.SHORT if slug in short else FitState.EXACT
        lines = over[slug].lines if slug in over else short.get(slug, 0)
        characters = over[slug].characters if slug in over else 0
        yield FitAdvice(slug, one.page.number, one.frame.name, state, lines, characters)
