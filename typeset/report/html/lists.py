"""The lists of the HTML report: findings, what is allowed or known, and what became of each rule."""

from __future__ import annotations

from collections.abc import Iterable

from typeset.catalogue import ENTRIES, hints, message
from typeset.catalogue.entry import Lang
from typeset.findings import Finding
from typeset.model.allowance import Allowed
from typeset.model.verdict import Ruling, State
from typeset.report.html.markup import Markup, element
from typeset.report.html.page import Numbered
from typeset.report.html.words import HtmlWords, html_words
from typeset.report.words import words


def numbered_list(findings: Iterable[Numbered], lang: Lang) -> Markup:
    """Findings with their numbers; those marked on a page lead there, and are where the marks lead."""
    return element("ol", *(_numbered(one, lang) for one in findings), class_="findings")


def _numbered(one: Numbered, lang: Lang) -> Markup:
    number = element("span", str(one.number), class_="number")
    if one.places:
        number = element(
            "a", str(one.number), href=f"#m{one.number}", class_="number", title=html_words(lang).on_page
        )
    return element(
        "li", number, _told(one.finding, lang), id=f"f{one.number}", class_=one.finding.severity.word
    )


def _told(f: Finding, lang: Lang) -> Markup:
    """What a finding says: its code, its message, where it is written, and what to do."""
    say = words(lang)
    code = element("code", f"{ENTRIES[f.code].id} {f.code}")
    lines = [
        element("p", element("strong", say.severity(f.severity)), " ", code, class_="code"),
        element("p", message(f, lang)),
        *(element("p", say.hint + hint, class_="hint") for hint in hints(f, lang)),
    ]
    if f.span is not None:
        lines.append(element("p", str(f.span), class_="place"))
    if f.related is not None:
        lines.append(element("p", say.see + str(f.related), class_="place"))
    return element("div", *lines)


def aside_lists(allowed: Iterable[Allowed], known: Iterable[Finding], lang: Lang) -> list[Markup]:
    """What does not count: findings somebody answers for with the reason, and those of a baseline. Nothing where there are none."""
    say = html_words(lang)
    reasons = [_allowed(one, lang) for one in allowed]
    before = [element("li", _told(f, lang), class_=f.severity.word) for f in known]
    return [
        element(
            "section",
            element(
                "details",
                element("summary", title.format(number=len(items))),
                element("ul", *items, class_="findings"),
            ),
        )
        for title, items in ((say.allowed, reasons), (say.known, before))
        if items
    ]


def _allowed(one: Allowed, lang: Lang) -> Markup:
    by = one.allowance
    reason = element("p", element("em", html_words(lang).because), by.because, class_="reason")
    place = element("p", str(by.span), class_="place")
    return element("li", _told(one.finding, lang), reason, place, class_=one.finding.severity.word)


def rules_table(rulings: Iterable[Ruling], lang: Lang) -> Markup:
    """A row a rule, those first that were broken or not run."""
    say = html_words(lang)
    order = {State.BROKEN: 0, State.NOT_RUN: 1, State.PASSED: 2}
    rows = [_ruling(ruling, say, lang) for ruling in sorted(rulings, key=lambda r: order[r.state])]
    return element("table", element("tbody", *rows), class_="rules")


def _ruling(ruling: Ruling, say: HtmlWords, lang: Lang) -> Markup:
    state = {State.PASSED: say.passed, State.BROKEN: say.broken, State.NOT_RUN: say.not_run}[ruling.state]
    why = ruling.not_run
    note = str(ruling.count) if ruling.count else ""
    if why is not None:
        note = why.zh if lang is Lang.ZH else why.en
    return element(
        "tr",
        element("th", ruling.rule, scope="row"),
        element("td", state, class_=ruling.state.value),
        element("td", note),
    )
