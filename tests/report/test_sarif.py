import json
from functools import lru_cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from msgspec import structs
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Log

from typeset.catalogue import finding
from typeset.catalogue.entry import Lang
from typeset.findings import Finding
from typeset.model.allowance import Allowance, Allowed
from typeset.model.verdict import NotRun, Ruling
from typeset.report import Outcome
from typeset.report.fingerprint import fingerprint
from typeset.report.reported import Reported
from typeset.report.sarif import SarifReport
from typeset.report.sarif_result import plain
from typeset.source import Span

EDITION = "editions/2026-11-22/edition.yaml"


@lru_cache(maxsize=1)
def validator() -> Draft202012Validator:
    """What judges logs by the schema of SARIF; made once, for that takes a second."""
    return Draft202012Validator(Log.model_json_schema())


def document(*editions: Reported, lang: Lang = Lang.EN) -> dict[str, Any]:
    """The log, valid by the schema of SARIF 2.1.0 as others have turned it into models and back."""
    text = SarifReport(version="1.2.3").write(editions, lang=lang)
    Log.model_validate_json(text)
    data: dict[str, Any] = json.loads(text)
    validator().validate(data)
    return data


def run(outcome: Outcome, *, workspace: str = "", lang: Lang = Lang.EN) -> dict[str, Any]:
    one = Reported(outcome=outcome, workspace=workspace, edition_file=EDITION)
    [made] = document(one, lang=lang)["runs"]
    return dict(made)


def result(f: Finding, **places: str) -> dict[str, Any]:
    [made] = run(Outcome(slug="x", findings=(f,)), **places)["results"]
    return dict(made)


def physical(made: dict[str, Any]) -> dict[str, Any]:
    return dict(made["locations"][0]["physicalLocation"])


def test_a_finding_is_a_result_of_its_rule(outcome: Outcome, overset: Finding) -> None:
    made = run(outcome)
    first = made["results"][0]
    rules = made["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["T101", "T103"]
    assert (first["ruleId"], first["ruleIndex"], first["level"]) == ("T101", 0, "error")
    assert first["message"]["text"].startswith("“digest” does not fit")
    assert "\nhint: " in first["message"]["text"]
    assert first["partialFingerprints"] == {"typesetFinding/v1": fingerprint(overset)}
    assert first["properties"] == {
        "code": "overset",
        "page": "2",
        "frame": "main",
        "story": "digest",
        "amount": 7,
        "unit": "characters",
    }
    assert made["results"][1]["level"] == "note"
    assert made["invocations"] == [{"executionSuccessful": True}]


def test_rules_are_told_in_the_language_asked_for(outcome: Outcome) -> None:
    made = run(outcome, lang=Lang.ZH)
    rule = made["tool"]["driver"]["rules"][0]
    assert made["language"] == "zh-CN"
    assert rule["shortDescription"]["text"].startswith("“…”在第…版")
    assert "**T101 overset**" in rule["help"]["markdown"]
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert made["results"][0]["message"]["text"].startswith("“digest”在第2版")


def test_columns_are_code_points_and_ends_are_those_after_the_last() -> None:
    made = physical(
        result(
            finding("underset", span=Span("layouts/a.yaml", 3, 5, 4, 2), amount=1, unit="lines", rows_spare=1)
        )
    )
    assert made["region"] == {"startLine": 3, "startColumn": 5, "endLine": 4, "endColumn": 2}
    assert made["artifactLocation"] == {"uri": "layouts/a.yaml", "uriBaseId": "%SRCROOT%"}


def test_a_place_without_an_end_has_none() -> None:
    made = physical(result(finding("line-too-tight", text="题", span=Span("layouts/a.yaml", 3, 5))))
    assert made["region"] == {"startLine": 3, "startColumn": 5}


def test_uris_count_from_the_root_of_the_repository_and_are_encoded() -> None:
    f = finding("line-too-tight", text="题", span=Span("editions/二 版/stories/a#b%.md", 1, 1))
    made = physical(result(f, workspace="报纸"))
    assert made["artifactLocation"]["uri"] == (
        "%E6%8A%A5%E7%BA%B8/editions/%E4%BA%8C%20%E7%89%88/stories/a%23b%25.md"
    )


def test_a_file_outside_any_repository_keeps_its_name() -> None:
    f = finding("missing-edition", span=Span("/elsewhere/none"), folder="/elsewhere/none")
    assert physical(result(f))["artifactLocation"] == {"uri": "file:///elsewhere/none"}


def test_what_has_no_file_is_shown_where_the_edition_has_its_page(
    edition: Any, outcome: Outcome, underset: Finding
) -> None:
    made = run(outcome)["results"][1]
    assert physical(made)["artifactLocation"]["uri"] == edition.pages[0].span.file
    assert physical(made)["region"]["startLine"] == edition.pages[0].span.line
    alone = structs.replace(underset, page=None)
    assert physical(result(alone))["artifactLocation"]["uri"] == EDITION


def test_files_of_the_package_are_in_no_repository() -> None:
    f = finding("line-too-tight", text="题", span=Span("@bundled/layouts/standard.yaml", 7, 3))
    assert physical(result(f))["artifactLocation"]["uri"] == EDITION


def test_the_second_place_is_related(overset: Finding) -> None:
    f = structs.replace(overset, related=Span("layouts/inside.yaml", 6, 3, 6, 7))
    [second] = result(f)["relatedLocations"]
    assert second["physicalLocation"]["region"]["startLine"] == 6
    assert "layouts/inside.yaml:6:3" in second["message"]["text"]


def test_what_does_not_count_is_suppressed(outcome: Outcome, overset: Finding, underset: Finding) -> None:
    allowance = Allowance("underset", "meant so", Span(EDITION, 9, 7), 9, 9)
    made = run(
        structs.replace(outcome, findings=(), known=(overset,), allowed=(Allowed(underset, allowance),))
    )
    known, allowed = made["results"]
    assert known["suppressions"] == [{"kind": "external", "justification": "known from the baseline"}]
    [by] = allowed["suppressions"]
    assert (by["kind"], by["justification"]) == ("inSource", "meant so")
    assert by["location"]["physicalLocation"]["region"]["startLine"] == 9


def test_where_nothing_is_suppressed_it_is_said(outcome: Outcome) -> None:
    assert [one["suppressions"] for one in run(outcome)["results"]] == [[], []]


def test_rules_that_were_not_run_are_told(outcome: Outcome) -> None:
    lacking = Ruling("imprint", ("x",), not_run=NotRun("没有数据", "no data"))
    made = run(structs.replace(outcome, rulings=(lacking, Ruling("jumps", ("y",)))))
    [note] = made["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"] == "rule imprint was not run: no data"


def test_an_edition_that_could_not_be_read_was_not_checked(overset: Finding) -> None:
    made = run(Outcome(slug="x", findings=(overset,)))
    assert made["invocations"] == [{"executionSuccessful": False}]
    assert len(made["results"]) == 1


def test_editions_are_runs_with_categories_of_their_own(outcome: Outcome) -> None:
    other = structs.replace(outcome, slug="2026-11-23")
    runs = document(
        Reported(outcome=outcome, edition_file=EDITION), Reported(outcome=other, edition_file=EDITION)
    )["runs"]
    assert [one["automationDetails"]["id"] for one in runs] == ["typeset/2026-11-22/", "typeset/2026-11-23/"]


def test_the_address_of_the_project_is_given_where_there_is_one(outcome: Outcome) -> None:
    one = Reported(outcome=outcome, edition_file=EDITION)
    said = json.loads(SarifReport(version="1.2.3", home="https://example.org/t").write([one], lang=Lang.EN))
    assert said["runs"][0]["tool"]["driver"]["informationUri"] == "https://example.org/t"
    assert run(outcome)["tool"]["driver"]["version"] == "1.2.3"
    assert "informationUri" not in run(outcome)["tool"]["driver"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("看 [这里](1)", "看 \\[这里](1)"),
        ("第 {0} 版 {page}", "第 {{0}} 版 {page}"),
        ("［正文］[1]", "［正文］[1]"),
    ],
)
def test_copy_makes_no_links_and_placeholders(text: str, told: str) -> None:
    assert plain(text) == told


def test_the_same_outcome_gives_the_same_bytes(outcome: Outcome) -> None:
    one = Reported(outcome=outcome, edition_file=EDITION)
    again = structs.replace(outcome, findings=tuple(reversed(outcome.findings)))
    two = Reported(outcome=again, edition_file=EDITION)
    assert SarifReport(version="1.2.3").write([one], lang=Lang.ZH) == SarifReport(version="1.2.3").write(
        [two], lang=Lang.ZH
    )
