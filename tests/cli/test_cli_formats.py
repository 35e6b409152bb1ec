import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from typeset.catalogue import finding
from typeset.findings import TypesetError
from typeset.source import Span

ERROR = finding(
    "overset",
    span=Span("editions/one/edition.yaml", 1, 7, 1, 17),
    page=1,
    frame="lead",
    story="plenary",
    amount=37,
    unit="characters",
    lines=3,
    from_text="……",
)
WARNING = finding("line-too-tight", page=1, text="标题")
NOTICE = finding("underset", page=1, frame="lead", story="a", amount=1, unit="lines", rows_spare=1)


def uris(text: str) -> list[str]:
    return [
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for run in json.loads(text)["runs"]
        for result in run["results"]
    ]


def codes(text: str, form: str) -> list[str]:
    """Which findings a report holds, in its order; of HTML only whether it names them."""
    match form:
        case "json":
            return [one["code"] for one in json.loads(text)["findings"]]
        case "sarif":
            return [r["properties"]["code"] for run in json.loads(text)["runs"] for r in run["results"]]
        case "junit":
            root = ET.fromstring(text)
            return [e.attrib["type"] for tag in ("error", "failure") for e in root.iter(tag)]
        case _:
            return [code for code in ("overset", "line-too-tight", "underset") if code in text]


MACHINES = ["json", "sarif", "junit", "github", "html"]


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize("form", MACHINES)
def test_every_format_has_the_findings(press, typeset_command, command, form) -> None:
    press.findings["one"] = (ERROR,)
    said = typeset_command(command, "editions/one", "--format", form)
    assert said.status == 1
    assert codes(said.out, form) == ["overset"]


@pytest.mark.parametrize("form", MACHINES)
def test_bad_input_comes_out_in_every_format(press, typeset_command, form) -> None:
    press.raises["one"] = TypesetError([ERROR, WARNING])
    said = typeset_command("check", "editions/one", "--format", form)
    assert said.status == 2
    assert "overset" in codes(said.out, form)


@pytest.mark.parametrize("form", MACHINES)
def test_a_folder_that_is_not_there_comes_out_in_every_format(press, typeset_command, form) -> None:
    said = typeset_command("check", "editions/none", "--format", form)
    assert said.status == 2
    assert "editions/none" in said.out


@pytest.mark.parametrize("form", ["sarif", "junit", "github"])
def test_several_editions_are_one_document(press, typeset_command, form) -> None:
    press.findings["one"] = (ERROR,)
    press.raises["two"] = TypesetError([ERROR])
    said = typeset_command("check", "editions/one", "editions/two", "editions/three", "--format", form)
    assert said.status == 2
    count = said.out.count("::error") if form == "github" else len(codes(said.out, form))
    assert count == 2


def test_one_report_with_pictures_at_a_time(press, typeset_command) -> None:
    said = typeset_command("check", "editions/one", "editions/two", "--format", "html")
    assert (said.status, said.out) == (2, "")


def test_json_of_several_editions_is_a_list_of_what_it_is_of_one(press, typeset_command) -> None:
    press.findings["one"] = (ERROR,)
    press.raises["two"] = TypesetError([ERROR])
    said = typeset_command("check", "editions/one", "editions/two", "editions/three", "--format", "json")
    assert said.status == 2
    documents = json.loads(said.out)
    assert [one["edition"]["slug"] for one in documents] == ["one", "two", "three"]
    assert documents[0] == json.loads(typeset_command("check", "editions/one", "--format", "json").out)


def test_json_of_changed_files_of_no_edition_is_an_empty_list(press, typeset_command) -> None:
    said = typeset_command("check", "--changed", "README.md", "--format", "json")
    assert (said.status, json.loads(said.out)) == (0, [])


@pytest.mark.parametrize("form", ["sarif", "junit", "github", "html"])
def test_what_is_listed_follows_the_level(press, typeset_command, form) -> None:
    press.findings["one"] = (WARNING, NOTICE)
    arguments = ("check", "editions/one", "--format", form, "--fail-on", "never", "--level")
    assert "T103" not in typeset_command(*arguments, "warning").out
    assert "T103" in typeset_command(*arguments, "info").out
    assert "T109" not in typeset_command(*arguments, "error").out


def test_failures_of_junit_follow_fail_on(press, typeset_command) -> None:
    press.findings["one"] = (WARNING,)
    arguments = ("check", "editions/one", "--format", "junit", "--fail-on")
    assert codes(typeset_command(*arguments, "error").out, "junit") == []
    assert codes(typeset_command(*arguments, "warning").out, "junit") == ["line-too-tight"]


@pytest.mark.parametrize(
    ("repository", "uri"),
    [
        (".", "editions/one/edition.yaml"),
        ("..", "{name}/editions/one/edition.yaml"),
        (None, "editions/one/edition.yaml"),
    ],
)
def test_files_are_named_from_the_root_of_the_repository(
    press, typeset_command, tmp_path: Path, repository: str | None, uri: str
) -> None:
    git = None if repository is None else tmp_path / repository / ".git"
    press.findings["one"] = (ERROR,)
    if git is not None:
        git.mkdir()
    try:
        sarif = typeset_command("check", "editions/one", "--format", "sarif").out
        github = typeset_command("check", "editions/one", "--format", "github").out
        junit = typeset_command("check", "editions/one", "--format", "junit").out
    finally:
        if git is not None:
            git.rmdir()
    expected = uri.format(name=tmp_path.name)
    assert uris(sarif) == [expected]
    assert f"file={expected}," in github
    assert f'file="{expected}"' in junit


def test_the_repository_of_a_worktree_is_found(press, typeset_command, tmp_path: Path) -> None:
    # In a worktree or a submodule .git is a file.
    (tmp_path / ".git").write_text("gitdir: elsewhere\n", encoding="utf-8")
    press.findings["one"] = (ERROR,)
    said = typeset_command("check", "editions/one", "--format", "sarif")
    assert uris(said.out) == ["editions/one/edition.yaml"]


def test_lists_have_no_formats_of_findings(press, typeset_command) -> None:
    said = typeset_command("jumps", "editions/one", "--format", "sarif")
    assert (said.status, said.out) == (2, "")
    assert "json" in said.err


@pytest.mark.parametrize("form", ["sarif", "junit"])
def test_changed_files_of_no_edition_give_a_whole_document(press, typeset_command, form) -> None:
    said = typeset_command("check", "--changed", "README.md", "--format", form)
    assert said.status == 0
    assert codes(said.out, form) == []
