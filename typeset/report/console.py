"""The report for people: a line a page, then each finding with its place, its line of the file and what to do.

It is plain text with or without colours; whether there is a terminal, and where files are, is for the caller to
know.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from typeset.catalogue import ENTRIES, hints, message
from typeset.catalogue.entry import Lang
from typeset.findings import Finding, Severity, in_order
from typeset.model.edition import Edition
from typeset.model.verdict import Ruling, State
from typeset.report.console_pages import COLOURS, FAINT, page_lines
from typeset.report.excerpt import excerpt, visible
from typeset.report.form_lines import form_lines, item_lines
from typeset.report.outcome import Outcome, page_summaries, story_summaries
from typeset.report.rendered import rendered
from typeset.report.styled import Styled
from typeset.report.words import Words, counted, words

SourceText = Callable[[str], str | None]
"""Gives the text of an input file by the name its spans carry; None when it cannot be read."""


class ConsoleReport:
    """Writes for a terminal. Without ``source`` findings come without the line of their file.

    Findings below ``level`` are only counted.
    """

    def __init__(
        self,
        *,
        source: SourceText | None = None,
        colours: bool = False,
        level: Severity = Severity.INFO,
    ) -> None:
        self._source = source or _no_source
        self._colours = colours
        self._level = level

    def write(self, outcome: Outcome, *, lang: Lang) -> str:
        """The whole report: the edition, its pages, the findings, and a last line with the counts."""
        say = words(lang)
        found = in_order(outcome.findings)
        text = Styled()
        if outcome.edition is not None:
            text.append_text(_head(outcome.edition, say))
            text.append_text(page_lines(page_summaries(outcome), say))
        text.append_text(self._findings((f for f in found if f.severity >= self._level), lang))
        text.append_text(self._aside(outcome, found, lang))
        text.append_text(self._rules(outcome.rulings, lang))
        text.append_text(self._form(outcome, lang))
        text.append(_summary(outcome, found, lang) + "\n", style="bold")
        return rendered(text, colours=self._colours)

    def findings(self, found: Iterable[Finding], *, lang: Lang) -> str:
        """Findings alone, without edition and counts: for what stops a command before there is an outcome."""
        return rendered(self._findings(in_order(found), lang), colours=self._colours)

    def _findings(self, found: Iterable[Finding], lang: Lang) -> Styled:
        text = Styled()
        for f in found:
            text.append_text(self._finding(f, lang))
        return text

    def _aside(self, outcome: Outcome, found: Iterable[Finding], lang: Lang) -> Styled:
        """What is not listed as a finding: those allowed, each in a line, and how many are known or below the level."""
        say = words(lang)
        text = Styled()
        for allowed in outcome.allowed:
            by = allowed.allowance
            line = say.allowed.format(place=by.span, code=allowed.finding.code, because=by.because)
            text.append(visible(line) + "\n", style=FAINT)
        below = sum(f.severity < self._level for f in found)
        for number, wording in (
            (len(outcome.known), say.known),
            (below, say.below),
            (outcome.left_out, say.left_out),
        ):
            if number:
                text.append(wording.format(number=number) + "\n", style=FAINT)
        return text

    def _rules(self, rulings: tuple[Ruling, ...], lang: Lang) -> Styled:
        """What became of the rules, in a line; on the lowest level which were not run and why."""
        say = words(lang)
        text = Styled()
        if not rulings:
            return text
        states = Counter(ruling.state for ruling in rulings)
        line = say.rules.format(
            passed=states[State.PASSED], broken=states[State.BROKEN], not_run=states[State.NOT_RUN]
        )
        text.append(line + "\n", style=FAINT)
        if self._level is Severity.INFO:
            for ruling in rulings:
                if ruling.not_run is not None:
                    why = ruling.not_run.zh if lang is Lang.ZH else ruling.not_run.en
                    text.append(f"    {say.not_run.format(rule=ruling.rule, why=why)}\n", style=FAINT)
        return text

    def _form(self, outcome: Outcome, lang: Lang) -> Styled:
        """The score of the form and the words checked; on the lowest level every item."""
        text = Styled()
        for line in form_lines(outcome, lang):
            text.append(visible(line) + "\n", style=FAINT)
        if self._level is Severity.INFO and outcome.form is not None:
            for line in item_lines(outcome.form, lang):
                text.append(f"    {visible(line)}\n", style=FAINT)
        return text

    def _finding(self, f: Finding, lang: Lang) -> Styled:
        say, style = words(lang), COLOURS[f.severity]
        text = Styled()
        place = _place(f, say)
        if place:
            text.append(visible(place) + ": ", style="bold")
        text.append(f"{say.severity(f.severity)} {ENTRIES[f.code].id} {f.code}: ", style=style)
        text.append(visible(message(f, lang)) + "\n")
        text.append_text(self._excerpt(f, style))
        if f.related and str(f.related) not in message(f, lang):
            text.append(f"    {say.see}{visible(str(f.related))}\n", style=FAINT)
        for hint in hints(f, lang):
            text.append(f"    {say.hint}", style="green").append(visible(hint) + "\n")
        return text

    def _excerpt(self, f: Finding, style: str) -> Styled:
        source = self._source(f.span.file) if f.span else None
        shown = excerpt(source, f.span) if source is not None and f.span else None
        text = Styled()
        if shown is None or f.span is None:
            return text
        number = str(f.span.line)
        text.append(f"    {number} | ", style=FAINT).append(shown.text + "\n")
        text.append(f"    {' ' * len(number)} | ", style=FAINT).append(shown.marks + "\n", style=style)
        return text


def _no_source(_name: str) -> None:
    return None


def _place(f: Finding, say: Words) -> str:
    if f.span is not None:
        return str(f.span)
    return say.page.format(page=f.page_name) if f.page_name is not None else ""


def _head(edition: Edition, say: Words) -> Styled:
    line = say.edition.format(
        paper=edition.paper,
        date=edition.date.isoformat(),
        issue=edition.fields.get("issue", "-"),
        pages=len(edition.pages),
    )
    return Styled(visible(line) + "\n", style="bold")


def _summary(outcome: Outcome, found: tuple[Finding, ...], lang: Lang) -> str:
    say = words(lang)
    stories = story_summaries(outcome)
    overset = sum(s.overset for s in stories)
    pieces = []
    if stories:
        pieces.append(
            say.copy.format(
                stories=len(stories),
                characters=sum(s.characters for s in stories),
                set=sum(s.set for s in stories),
            )
        )
    if overset:
        pieces.append(say.overset.format(overset=overset))
    if outcome.jumps:
        pieces.append(say.jumps.format(jumps=len(outcome.jumps)))
    pieces.append(counted(found, lang))
    return say.between.join(pieces)
