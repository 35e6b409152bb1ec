"""The report as JUnit XML, as CI servers show tests: a suite for the issue and one for each page, a case for each rule.

The shape is that of Jenkins' ``junit-10.xsd``, with ``file`` and ``line`` on cases besides, which GitLab shows. Servers show only
the first failure of a case, so it tells all its findings. A rule that was not run is a skipped case, never a passed one. No
times: the same pages give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final
from xml.etree import ElementTree as ET

from typeset.catalogue import ENTRIES, hints, message
from typeset.catalogue.entry import Lang
from typeset.findings import Finding, Severity
from typeset.report.excerpt import visible
from typeset.report.junit_cases import Case, Suite, suites_of
from typeset.report.outcome import Outcome
from typeset.report.reported import Reported
from typeset.report.words import words

# What XML 1.0 cannot hold besides control characters (§2.2).
_NO_XML: Final = dict.fromkeys([*range(0xD800, 0xE000), 0xFFFE, 0xFFFF], "\ufffd")


class JunitReport:
    """Writes JUnit XML. Findings from ``fail_on`` on are failures, None for none; all others only stand in the output of their case."""

    def __init__(self, *, fail_on: Severity | None = Severity.ERROR) -> None:
        self._fail_on = fail_on

    def write(self, editions: Sequence[Reported], *, lang: Lang) -> str:
        """One document with the suites of every edition."""
        root = ET.Element("testsuites", name="typeset")
        for one in editions:
            root.extend(self._suite(suite, one, lang) for suite in suites_of(one.outcome, lang))
        _count(root, root.findall("testsuite/testcase"))
        ET.indent(root, " ")
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'

    def _suite(self, suite: Suite, one: Reported, lang: Lang) -> ET.Element:
        element = ET.Element("testsuite", name=_text(suite.name))
        element.extend(self._case(case, suite, one, lang) for case in suite.cases)
        _count(element, list(element))
        aside = _aside(one.outcome, lang) if suite.page is None else []
        if aside:
            _output(element, aside)
        return element

    def _case(self, case: Case, suite: Suite, one: Reported, lang: Lang) -> ET.Element:
        element = ET.Element("testcase", name=_text(case.name), classname=_text(suite.classname))
        if case.found:
            place = one.place(case.found[0])
            element.set("file", _text(one.path(place.file)))
            element.set("line", str(max(place.line, 1)))
        if case.not_run is not None:
            why = case.not_run.zh if lang is Lang.ZH else case.not_run.en
            ET.SubElement(element, "skipped", message=_text(why))
        self._tell(element, case, one, lang)
        return element

    def _tell(self, element: ET.Element, case: Case, one: Reported, lang: Lang) -> None:
        """Findings that fail the case as its one failure; of input that could not be read as an error."""
        fail_on = self._fail_on
        bad = [f for f in case.found if fail_on is not None and f.severity >= fail_on]
        if one.outcome.edition is None:
            bad = list(case.found)
        if bad:
            kind = "failure" if one.outcome.edition is not None else "error"
            first = _text(message(bad[0], lang))
            more = words(lang).more.format(number=len(bad) - 1) if len(bad) > 1 else ""
            failed = ET.SubElement(element, kind, type=bad[0].code, message=first + more)
            failed.text = "\n".join(line for f in bad for line in _lines(f, one, lang))
        rest = [f for f in case.found if f not in bad]
        if rest:
            _output(element, [line for f in rest for line in _lines(f, one, lang)])


def _lines(f: Finding, one: Reported, lang: Lang) -> list[str]:
    """A finding as the console tells it, without the line of its file."""
    say = words(lang)
    place = one.place(f)
    where = f"{one.path(place.file)}:{place.line}:{place.column}"
    told = f"{where}: {say.severity(f.severity)} {ENTRIES[f.code].id} {f.code}: {message(f, lang)}"
    return [_text(told), *(_text(f"    {say.hint}{hint}") for hint in hints(f, lang))]


def _aside(outcome: Outcome, lang: Lang) -> list[str]:
    """What does not count: findings somebody answers for, and how many are known."""
    say = words(lang)
    lines = [
        say.allowed.format(place=a.allowance.span, code=a.finding.code, because=a.allowance.because)
        for a in outcome.allowed
    ]
    if outcome.known:
        lines.append(say.known.format(number=len(outcome.known)))
    return [_text(line) for line in lines]


def _output(element: ET.Element, lines: Iterable[str]) -> None:
    ET.SubElement(element, "system-out").text = "\n".join(lines)


def _count(element: ET.Element, cases: Sequence[ET.Element]) -> None:
    element.set("tests", str(len(cases)))
    for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        number = sum(case.find(tag) is not None for case in cases)
        if name != "skipped" or element.tag == "testsuite":
            element.set(name, str(number))


def _text(text: str) -> str:
    return visible(text).translate(_NO_XML)
