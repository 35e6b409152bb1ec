from xml.etree import ElementTree as ET

import pytest
from junitparser import JUnitXml
from msgspec import structs

from typeset.catalogue import finding
from typeset.catalogue.entry import Lang
from typeset.findings import Finding, Severity
from typeset.model.allowance import Allowance, Allowed
from typeset.model.verdict import NotRun, Ruling
from typeset.report import Outcome
from typeset.report.junit import JunitReport
from typeset.report.reported import Reported
from typeset.source import Span

RULINGS = (
    Ruling("fit", ("overset", "underset"), 2),
    Ruling("jumps", ("jump-unpaired",)),
    Ruling("imprint", ("x",), not_run=NotRun("没有数据", "no data")),
)
# Jenkins' junit-10.xsd: what stands in what, and what each may and must have; file and line are ours besides.
SHAPE = {
    "testsuites": ({"testsuite"}, {"name", "tests", "failures", "errors"}, set()),
    "testsuite": (
        {"testcase", "system-out"},
        {"name", "tests", "failures", "errors", "skipped"},
        {"name", "tests", "failures", "errors"},
    ),
    "testcase": (
        {"skipped", "error", "failure", "system-out"},
        {"name", "classname", "file", "line"},
        {"name"},
    ),
    "failure": (set(), {"type", "message"}, set()),
    "error": (set(), {"type", "message"}, set()),
    "skipped": (set(), {"type", "message"}, set()),
    "system-out": (set(), set(), set()),
}


def written(*outcomes: Outcome, fail_on: Severity | None = Severity.ERROR, lang: Lang = Lang.EN) -> str:
    editions = [Reported(outcome=o, workspace="paper", edition_file="e/edition.yaml") for o in outcomes]
    text = JunitReport(fail_on=fail_on).write(editions, lang=lang)
    for element in ET.fromstring(text).iter():
        inside, may, must = SHAPE[element.tag]
        assert {child.tag for child in element} <= inside
        assert must <= set(element.attrib) <= may
    return text


def parsed(*outcomes: Outcome, fail_on: Severity | None = Severity.ERROR) -> JUnitXml:
    """The report as a library that is not ours reads it, with counts as that counts them."""
    document = JUnitXml.fromstring(written(*outcomes, fail_on=fail_on).encode())
    told = (document.tests, document.failures, document.errors)
    suites = [(s.tests, s.failures, s.errors, s.skipped) for s in document]
    for suite in document:
        suite.update_statistics()
    document.update_statistics()
    assert told == (document.tests, document.failures, document.errors)
    assert suites == [(s.tests, s.failures, s.errors, s.skipped) for s in document]
    return document


def cases(document: JUnitXml, number: int) -> dict[str, str]:
    suite = list(document)[number]
    return {
        case.name: "passed" if case.is_passed else type(case.result[0]).__name__.lower() for case in suite
    }


@pytest.fixture
def judged(outcome: Outcome) -> Outcome:
    return structs.replace(outcome, rulings=RULINGS)


def test_a_suite_for_the_issue_and_each_page_a_case_for_each_rule(judged: Outcome) -> None:
    document = parsed(judged)
    assert [suite.name for suite in document] == [
        "2026-11-22",
        "2026-11-22 page 1 要闻",
        "2026-11-22 page 2 要闻",
        "2026-11-22 page 4 综合",
    ]
    assert cases(document, 0) == {"fit": "passed", "jumps": "passed", "imprint": "skipped"}
    assert cases(document, 2) == {"fit": "failure", "jumps": "passed"}
    assert document.failures == 1


def test_a_failure_tells_place_and_cure(judged: Outcome) -> None:
    case = next(c for c in list(parsed(judged))[2] if c.name == "fit")
    [failure] = case.result
    assert failure.type == "overset"
    assert failure.message.startswith("“digest” does not fit")
    assert "paper/editions/2026-11-22/stories/digest.md:9:14: error T101 overset" in failure.text
    assert "hint: " in failure.text
    assert case.classname == "typeset.2026-11-22.2"
    assert case._elem.get("file") == "paper/editions/2026-11-22/stories/digest.md"
    assert case._elem.get("line") == "9"


def test_what_does_not_fail_stands_in_the_output(judged: Outcome) -> None:
    document = parsed(judged)
    assert cases(document, 1)["fit"] == "passed"
    case = next(c for c in list(document)[1] if c.name == "fit")
    assert "T103 underset" in case.system_out


@pytest.mark.parametrize(
    ("fail_on", "failures"), [(Severity.INFO, 2), (Severity.WARNING, 1), (Severity.ERROR, 1), (None, 0)]
)
def test_failures_follow_fail_on(judged: Outcome, fail_on: Severity | None, failures: int) -> None:
    assert parsed(judged, fail_on=fail_on).failures == failures


def test_a_skipped_rule_says_why(judged: Outcome) -> None:
    case = next(c for c in next(iter(parsed(judged))) if c.name == "imprint")
    assert case.result[0].message == "no data"
    assert "没有数据" in written(judged, lang=Lang.ZH)


def test_several_findings_of_a_rule_are_one_failure(judged: Outcome, overset: Finding) -> None:
    other = structs.replace(overset, frame="second", story="other")
    case = next(
        c for c in list(parsed(structs.replace(judged, findings=(overset, other))))[2] if c.name == "fit"
    )
    [failure] = case.result
    assert failure.message.endswith("(and 1 more)")
    assert failure.text.count("T101 overset") == 2


def test_a_code_of_no_rule_is_a_case_of_its_own(judged: Outcome) -> None:
    f = finding("line-too-tight", text="题", page=4)
    document = parsed(structs.replace(judged, findings=(f,)), fail_on=Severity.WARNING)
    assert cases(document, 3) == {"fit": "passed", "jumps": "passed", "line-too-tight": "failure"}


def test_input_that_could_not_be_read_is_an_error_whatever_counts(overset: Finding) -> None:
    document = parsed(Outcome(slug="one", findings=(overset,)), fail_on=None)
    assert (document.tests, document.errors, document.failures) == (1, 1, 0)


def test_what_is_allowed_or_known_is_told_with_the_issue(judged: Outcome, overset: Finding) -> None:
    allowance = Allowance("overset", "meant so", Span("layouts/a.yaml", 9, 7), 9, 9)
    told = structs.replace(judged, findings=(), allowed=(Allowed(overset, allowance),), known=(overset,))
    root = ET.fromstring(written(told))
    [output] = root.iter("system-out")
    assert output.text is not None
    assert "allowed layouts/a.yaml:9:7 overset: meant so" in output.text
    assert "known from the baseline and not counted: 1" in output.text


def test_editions_are_told_one_after_the_other(judged: Outcome) -> None:
    document = parsed(judged, structs.replace(judged, slug="2026-11-23"))
    assert [s.name for s in document][4] == "2026-11-23"
    assert document.failures == 2


def test_what_xml_cannot_hold_does_not_break_it(outcome: Outcome) -> None:
    bad = "a\x00\x1b]]>\ufffe\ud800<b>&"
    f = finding("line-too-tight", text=bad, page=1, span=Span(f"editions/{bad}.md"))
    document = parsed(structs.replace(outcome, slug=bad, findings=(f,)), fail_on=Severity.INFO)
    assert document.failures == 1
    assert "]]>" in next(iter(list(document)[1])).result[0].message
