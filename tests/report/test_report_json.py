import json
from typing import Any

import jsonschema
import pytest
from msgspec import structs

from typeset.catalogue.entry import Lang
from typeset.findings import Finding, coded
from typeset.model.edition import Edition
from typeset.model.fullness import PageFill
from typeset.report import Outcome
from typeset.report.fingerprint import fingerprint
from typeset.report.json_report import JsonReport, report_schema


def written(outcome: Outcome, lang: Lang = Lang.ZH) -> dict[str, Any]:
    document = json.loads(JsonReport().write(outcome, lang=lang))
    schema = json.loads(report_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(document, schema, jsonschema.Draft202012Validator)
    assert isinstance(document, dict)
    return document


def test_top_level_keys_are_the_contract(outcome: Outcome) -> None:
    keys = ["version", "edition", "pages", "stories", "jumps", "findings"]
    assert list(written(outcome))[: len(keys)] == keys
    assert list(written(outcome))[len(keys) :] == ["allowed", "known", "rules", "form", "checked_words"]
    assert written(outcome)["version"] == 1


def test_edition(outcome: Outcome) -> None:
    assert written(outcome)["edition"] == {
        "slug": "2026-11-22",
        "paper": "云汀时报",
        "date": "2026-11-22",
        "issue": "5678",
        "pages": 3,
    }


def test_pages_count_their_own_errors_and_name_their_file(outcome: Outcome) -> None:
    first, second, third = written(outcome)["pages"]
    assert first == {
        "page": 1,
        "name": "1",
        "section": "要闻",
        "layout": "front",
        "errors": 0,
        "warnings": 0,
        "file": "pages/01.pdf",
        "fill": None,
    }
    assert (second["page"], second["errors"], second["file"]) == (2, 1, None)
    assert (third["page"], third["layout"]) == (4, "inside-tails")


def test_pages_say_how_full_they_are(outcome: Outcome) -> None:
    fills = (PageFill(1, 400, 399), PageFill(2, 40, 40, 3))
    pages = written(structs.replace(outcome, fills=fills))["pages"]
    assert [page["fill"] for page in pages] == [0.998, 1.075, None]


def test_stories_account_for_every_character(outcome: Outcome) -> None:
    plenary, digest = written(outcome)["stories"]
    assert plenary["slug"] == "plenary"
    assert (plenary["characters"], plenary["set"], plenary["overset"]) == (100, 100, 0)
    assert (digest["characters"], digest["set"], digest["overset"]) == (40, 33, 7)
    assert plenary["parts"] == [
        {
            "page": 1,
            "page_name": "1",
            "frame": "lead",
            "box": [36.0, 120.5, 536.0, 420.5],
            "first": 0,
            "last": 60,
        },
        {
            "page": 4,
            "page_name": "4",
            "frame": "tails",
            "box": [36.0, 80.0, 536.0, 180.0],
            "first": 60,
            "last": 100,
        },
    ]


def test_only_stories_of_the_pages_that_were_set(outcome: Outcome) -> None:
    some = structs.replace(outcome, pages=(1,), parts=outcome.parts[:1], oversets=())
    document = written(some)
    assert [p["page"] for p in document["pages"]] == [1]
    assert [s["slug"] for s in document["stories"]] == ["plenary"]


def test_jumps(outcome: Outcome) -> None:
    assert written(outcome)["jumps"] == [
        {
            "story": "plenary",
            "from": {"page": 1, "page_name": "1", "frame": "lead"},
            "to": {"page": 4, "page_name": "4", "frame": "tails"},
            "source_text": "（下转第四版）",
            "target_text": "（上接第一版）",
            "characters_before": 60,
            "characters_after": 40,
            "lines_before": 5,
            "lines_after": 3,
            "cut": "clause",
            "white_lines": 1,
        }
    ]


def test_findings_errors_first_in_the_language_asked_for(outcome: Outcome) -> None:
    chinese, english = (written(outcome, lang)["findings"] for lang in (Lang.ZH, Lang.EN))
    assert [f["code"] for f in chinese] == ["overset", "underset"]
    assert chinese[0]["message"].startswith("“digest”在第2版“main”框排不下，多 7 字")
    assert english[0]["message"].startswith("“digest” does not fit frame main on page 2: 7 characters")
    assert english[0]["hints"][0].startswith("cut 7 characters")
    rest = {k: v for k, v in chinese[0].items() if k not in {"message", "hints"}}
    assert rest == {
        "code": "overset",
        "id": "T101",
        "severity": "error",
        "file": "editions/2026-11-22/stories/digest.md",
        "line": 9,
        "column": 14,
        "page": 2,
        "page_name": "2",
        "frame": "main",
        "story": "digest",
        "amount": 7,
        "unit": "characters",
        "related": None,
        "fingerprint": fingerprint(outcome.findings[1]),
    }
    assert (chinese[1]["file"], chinese[1]["line"], chinese[1]["column"]) == (None, None, None)


def test_an_edition_that_could_not_be_read(overset: Finding) -> None:
    document = written(Outcome(slug="2026-11-23", findings=(overset,)))
    assert document["edition"] == {
        "slug": "2026-11-23",
        "paper": None,
        "date": None,
        "issue": None,
        "pages": 0,
    }
    assert (document["pages"], document["stories"]) == ([], [])
    assert len(document["findings"]) == 1


def test_same_findings_in_another_order_give_the_same_text(outcome: Outcome) -> None:
    turned = structs.replace(outcome, findings=(*reversed(outcome.findings), outcome.findings[0]))
    assert JsonReport().write(turned, lang=Lang.ZH) == JsonReport().write(outcome, lang=Lang.ZH)


def test_chinese_is_not_escaped(outcome: Outcome) -> None:
    text = JsonReport().write(outcome, lang=Lang.ZH)
    assert "云汀时报" in text
    assert text.endswith("}\n")


def test_the_schema_refuses_what_is_not_in_the_contract(outcome: Outcome) -> None:
    document = written(outcome) | {"extra": 1}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, json.loads(report_schema()))


def test_issue_is_null_when_the_edition_has_none(outcome: Outcome, edition: Edition) -> None:
    plain = structs.replace(outcome, edition=structs.replace(edition, fields={}))
    assert written(plain)["edition"]["issue"] is None


def test_pages_of_sections_have_numbers_and_names(outcome: Outcome) -> None:
    assert outcome.edition is not None
    codes = ("A1", "A2", "B1")
    pages = tuple(
        structs.replace(page, code=code) for page, code in zip(outcome.edition.pages, codes, strict=True)
    )
    edition = structs.replace(outcome.edition, pages=pages)
    document = written(
        structs.replace(outcome, edition=edition, findings=coded(outcome.findings, edition.codes))
    )
    assert [(p["page"], p["name"]) for p in document["pages"]] == [(1, "A1"), (2, "A2"), (4, "B1")]
    parts = [(part["page"], part["page_name"]) for story in document["stories"] for part in story["parts"]]
    assert parts == [(1, "A1"), (4, "B1"), (2, "A2")]
    (jump,) = document["jumps"]
    assert (jump["from"]["page_name"], jump["to"]["page_name"]) == ("A1", "B1")
    assert [(f["page"], f["page_name"]) for f in document["findings"]] == [(2, "A2"), (1, "A1")]
    assert "第A2版" in document["findings"][0]["message"]
