"""Findings and rules as suites of test cases: a suite for the issue, and one for each page that was set."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from typeset.catalogue.entry import Lang
from typeset.findings import Finding, in_order
from typeset.model.verdict import NotRun, Ruling
from typeset.report.outcome import Outcome, page_summaries
from typeset.report.words import words


class Case(Struct, frozen=True):
    """A rule, or a code that no rule has, with the findings it made here; ``not_run`` says why it was not judged."""

    name: str
    found: tuple[Finding, ...] = ()
    not_run: NotRun | None = None


class Suite(Struct, frozen=True):
    """The cases of a page, or of the issue where ``page`` is None. ``classname`` is under what servers group them."""

    name: str
    classname: str
    cases: tuple[Case, ...]
    page: int | None = None


def suites_of(outcome: Outcome, lang: Lang) -> tuple[Suite, ...]:
    """The suite of the issue with what is on no page, then those of its pages.

    Rules that were not run are told once, with the issue: on a page there is nothing to say of them.
    """
    found = in_order(outcome.findings)
    pages = page_summaries(outcome)
    set_pages = {page.spec.number for page in pages}
    whole = tuple(f for f in found if f.page not in set_pages)
    run = tuple(ruling for ruling in outcome.rulings if ruling.not_run is None)
    suites = [
        Suite(outcome.slug, f"typeset.{_class(outcome.slug)}", _cases(whole, outcome.rulings)),
    ]
    for page in pages:
        here = tuple(f for f in found if f.page == page.spec.number)
        name = f"{outcome.slug} {words(lang).page.format(page=page.spec.name)} {page.spec.section}".rstrip()
        classname = f"typeset.{_class(outcome.slug)}.{page.spec.name}"
        suites.append(Suite(name, classname, _cases(here, run), page.spec.number))
    return tuple(suites)


def _class(slug: str) -> str:
    """A name without points: servers read what is before the last one as a package."""
    return slug.replace(".", "_")


def _cases(found: Sequence[Finding], rulings: Sequence[Ruling]) -> tuple[Case, ...]:
    """A case for each rule, and after them one for each code found that no rule has."""
    owner = {code: ruling.rule for ruling in reversed(rulings) for code in ruling.codes}
    named: dict[str, list[Finding]] = {}
    for f in found:
        named.setdefault(owner.get(f.code, f.code), []).append(f)
    rules = tuple(Case(r.rule, tuple(named.pop(r.rule, ())), r.not_run) for r in rulings)
    return (*rules, *(Case(name, tuple(made)) for name, made in sorted(named.items())))
