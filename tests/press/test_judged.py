"""Severities of the house style and allowances, through the whole press."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from typeset import press
from typeset.catalogue.entry import Lang
from typeset.cli import main
from typeset.findings import Severity, TypesetError
from typeset.press import SetEdition
from typeset.report.json_report import JsonReport

ROOT = Path(__file__).parents[2]


def written(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def checked(starter: Path) -> SetEdition:
    return press.check(press.load(starter / "editions" / "starter"))


def codes(done: SetEdition, story: str) -> list[tuple[str, Severity]]:
    return [(f.code, f.severity) for f in done.findings if f.story == story]


def test_the_house_gives_a_code_another_severity(starter: Path) -> None:
    house = starter / "layouts/starter.yaml"
    written(house, "paper: 我的报纸\n", "paper: 我的报纸\nchecks: {severity: {T510: error}}\n")
    done = checked(starter)
    assert codes(done, "story") == [("number-parted", Severity.ERROR)]
    assert main(["check", str(starter / "editions/starter"), "--quiet"]) == 1


@pytest.mark.parametrize(
    ("code", "told"), [("undersett", "severity-unknown"), ("characters-lost", "severity-firm")]
)
def test_severities_nobody_can_give(starter: Path, code: str, told: str) -> None:
    house = starter / "layouts/starter.yaml"
    written(house, "paper: 我的报纸\n", f"paper: 我的报纸\nchecks: {{severity: {{{code}: info}}}}\n")
    with pytest.raises(TypesetError) as error:
        checked(starter)
    assert [(f.code, str(f.span)) for f in error.value.findings] == [(told, "layouts/starter.yaml:3:21")]


def test_what_a_cause_explains_is_told_only_where_the_house_weighs_it_heavier(starter: Path) -> None:
    story = starter / "editions/starter/stories/layout.md"
    front = story.read_text(encoding="utf-8").split("---\n")[1]
    story.write_text(f"---\n{front}---\n只剩一句。\n", encoding="utf-8")
    assert codes(checked(starter), "layout") == [("page-hole", Severity.WARNING)]
    house = starter / "layouts/starter.yaml"
    written(house, "paper: 我的报纸\n", "paper: 我的报纸\nchecks: {severity: {underset: error}}\n")
    assert codes(checked(starter), "layout") == [
        ("underset", Severity.ERROR),
        ("page-hole", Severity.WARNING),
    ]


ALLOW = "# typeset: allow number-parted because 代码里的数字不能动"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("editions/starter/stories/story.md", "headline: 稿子怎样写", f"headline: 稿子怎样写  {ALLOW}"),
        ("layouts/starter-inside.yaml", "rule: below}\n  tails", f"rule: below}}  {ALLOW}\n  tails"),
        ("editions/starter/edition.yaml", "  - page: 2\n", f"  - page: 2  {ALLOW}\n"),
        ("editions/starter/edition.yaml", "place: {main: story}", f"place: {{main: story}}  {ALLOW}"),
    ],
)
def test_an_allowed_finding_does_not_count_and_is_listed(
    starter: Path, file: str, old: str, new: str
) -> None:
    written(starter / file, old, new)
    done = checked(starter)
    assert codes(done, "story") == []
    (allowed,) = done.allowed
    assert (allowed.finding.code, allowed.finding.story) == ("number-parted", "story")
    assert allowed.allowance.because == "代码里的数字不能动"
    assert allowed.allowance.span.file == file
    # Other trouble still counts.
    assert ("paragraph-squeezed", Severity.INFO) in codes(done, "welcome")
    (listed,) = json.loads(JsonReport().write(done.outcome(), lang=Lang.EN))["allowed"]
    assert (listed["because"], listed["finding"]["code"]) == ("代码里的数字不能动", "number-parted")


def test_an_allowance_for_nothing_is_told(starter: Path) -> None:
    comment = "# typeset: allow underset because 不满"
    written(
        starter / "editions/starter/stories/story.md",
        "byline: 本报编辑部",
        f"byline: 本报编辑部  {comment}",
    )
    (found,) = [f for f in checked(starter).findings if f.severity is not Severity.INFO]
    assert (found.code, str(found.span)) == ("allowance-unused", "editions/starter/stories/story.md:3:16")


def test_a_finding_names_its_place_in_the_story_and_in_the_layout(starter: Path) -> None:
    (found,) = [f for f in checked(starter).findings if f.story == "story"]
    assert (str(found.span), str(found.related)) == (
        "editions/starter/stories/story.md:15:31",
        "layouts/starter-inside.yaml:12:3",
    )


def test_only_what_is_new_fails(starter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    house, edition = starter / "layouts/starter.yaml", starter / "editions/starter"
    written(
        house,
        "paper: 我的报纸\n",
        "paper: 我的报纸\nchecks: {severity: {number-parted: error}}\n",
    )
    command = ["check", str(edition), "--quiet"]
    assert main([*command, "--format", "json"]) == 1
    known = starter / "known.json"
    known.write_text(capsys.readouterr().out, encoding="utf-8")
    assert main([*command, "--baseline", str(known), "--lang", "en"]) == 0
    assert "known from the baseline and not counted: 4" in capsys.readouterr().out
    with (edition / "stories" / "layout.md").open("a", encoding="utf-8") as story:
        story.write("\n\n" + "又添了一段，写得很长。" * 200)
    assert main([*command, "--baseline", str(known), "--lang", "en"]) == 1
    assert main([*command, "--ignore", "T101,number-parted,page-hole", "--only", "underset"]) == 0
    assert main([*command, "--ignore", "oversett"]) == 2
    assert main([*command, "--baseline", str(house)]) == 2
