"""``typeset jumps``: the ledger of an edition, as a table and as data."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from typeset.cli import main

EDITIONS = Path(__file__).parent.parent / "golden" / "editions"
SCHEMA = Path(__file__).parent.parent.parent / "typeset" / "report" / "report-1.schema.json"


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    status = main(["jumps", *arguments, "--quiet"])
    return status, capsys.readouterr().out


def test_every_jump_is_a_row(capsys: pytest.CaptureFixture[str]) -> None:
    status, out = said(capsys, str(EDITIONS / "jump-to-later-page"), "--lang", "zh")
    heads, *rows = out.splitlines()
    assert status == 0
    assert heads.split() == ["稿件", "从", "到", "转前", "转后", "下转行", "上接行", "断处", "留白"]
    assert [row.split()[:5] for row in rows] == [
        ["harvest", "1", "one", "2", "tails"],
        ["store", "1", "two", "3", "tails"],
    ]
    assert ["（下转第二版）" in rows[0], "（下转第三版）" in rows[1]] == [True, True]
    assert all("（上接第一版）" in row and "段末" in row for row in rows)


def test_the_data_are_those_of_the_report(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    edition = str(EDITIONS / "jump-to-later-page")
    status, out = said(capsys, edition, "--format", "json")
    document = json.loads(out)
    main(["build", edition, "--quiet", "--fail-on", "never", "-o", str(tmp_path)])
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert status == 0
    assert document == {"version": 1, "jumps": report["jumps"]}
    jsonschema.validate(report, json.loads(SCHEMA.read_text(encoding="utf-8")))
    for jump in document["jumps"]:
        story = next(s for s in report["stories"] if s["slug"] == jump["story"])
        assert jump["characters_before"] + jump["characters_after"] == story["set"]
        assert (jump["lines_before"], jump["lines_after"], jump["cut"]) in {
            (21, 13, "paragraph"),
            (22, 12, "paragraph"),
        }


def test_an_edition_without_jumps_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, str(EDITIONS / "body-in-columns"), "--lang", "en") == (0, "no jumps\n")


def test_a_folder_that_is_no_edition_cannot_be_run(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert said(capsys, str(tmp_path))[0] == 2


def test_the_reasons_name_every_frame_a_story_might_have_gone_to(capsys: pytest.CaptureFixture[str]) -> None:
    edition = str(EDITIONS / "jump-to-later-page")
    _, plain = said(capsys, edition, "--lang", "en")
    status, out = said(capsys, edition, "--lang", "en", "--explain-jumps")
    assert status == 0
    assert out.startswith(plain)
    reasons = out[len(plain) :].splitlines()
    assert [line.split()[0] for line in reasons[:4]] == ["harvest", "▶", "store", "▶"]
    assert "page 2, tails" in reasons[1]
    assert "page 3, tails" in reasons[3]
    assert reasons[-1].endswith("none is cheaper")
    _, data = said(capsys, edition, "--format", "json", "--explain-jumps")
    decisions = json.loads(data)["reasons"]["decisions"]
    assert [[o["page"] for o in d["options"] if o["chosen"]] for d in decisions] == [[2], [3]]
