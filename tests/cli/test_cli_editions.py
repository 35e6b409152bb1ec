import json
from pathlib import Path

import pytest

from typeset.catalogue import finding
from typeset.findings import Severity, TypesetError
from typeset.source import Span

WARNING = finding("line-too-tight", page=1, text="标题")
ERROR = finding(
    "overset",
    span=Span("editions/one/edition.yaml", 1, 7),
    page=1,
    frame="lead",
    story="plenary",
    amount=37,
    unit="characters",
    lines=3,
    from_text="……",
)


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize(
    ("found", "fail_on", "status"),
    [
        ((), "error", 0),
        ((WARNING,), "error", 0),
        ((WARNING,), "warning", 1),
        ((ERROR,), "error", 1),
        ((ERROR, WARNING), "warning", 1),
        ((ERROR,), "never", 0),
    ],
)
def test_exit_status_follows_fail_on(press, typeset_command, command, found, fail_on, status) -> None:
    press.findings["one"] = found
    assert typeset_command(command, "editions/one", "--fail-on", fail_on).status == status


def test_error_is_the_default_of_fail_on(press, typeset_command) -> None:
    press.findings["one"] = (ERROR,)
    press.findings["two"] = (WARNING,)
    assert typeset_command("check", "editions/one").status == 1
    assert typeset_command("check", "editions/two").status == 0


def test_the_worst_status_of_several_editions_wins_and_all_are_reported(press, typeset_command) -> None:
    press.findings["one"] = (ERROR,)
    press.raises["two"] = TypesetError([WARNING])
    said = typeset_command("check", "editions/one", "editions/two", "editions/three")
    assert said.status == 2
    assert said.out.count("云汀时报") == 2
    assert "T109" in said.out


def test_input_that_cannot_be_read_is_reported_in_the_format_asked_for(press, typeset_command) -> None:
    press.raises["one"] = TypesetError([ERROR, WARNING])
    said = typeset_command("build", "editions/one", "--format", "json")
    document = json.loads(said.out)
    assert said.status == 2
    assert [f["id"] for f in document["findings"]] == ["T101", "T109"]
    assert document["edition"]["slug"] == "one"
    assert document["pages"] == []


def test_results_on_stdout_progress_on_stderr(press, typeset_command) -> None:
    said = typeset_command("check", "editions/one", "--format", "json")
    assert json.loads(said.out)["edition"]["paper"] == "云汀时报"
    assert "read" in said.err
    assert "set" in said.err


def test_quiet_says_nothing_on_stderr(press, typeset_command) -> None:
    assert typeset_command("build", "editions/one", "-q").err == ""


def test_build_says_what_it_wrote(press, typeset_command) -> None:
    assert "edition.pdf" in typeset_command("build", "editions/one", "-o", "there").err


def test_the_line_of_the_file_is_shown(press, typeset_command) -> None:
    press.findings["one"] = (ERROR,)
    out = typeset_command("check", "editions/one").out
    assert "    1 | date: 2026-11-22\n      |       ^\n" in out


@pytest.mark.parametrize("name", ["editions/none", "editions/one/edition.yaml/x"])
def test_a_folder_that_is_not_there(press, typeset_command, name) -> None:
    said = typeset_command("check", name)
    assert said.status == 2
    assert name in said.out


def test_the_edition_file_itself_may_be_named(press, typeset_command) -> None:
    said = typeset_command("check", "editions/one/edition.yaml", "--format", "json")
    assert (said.status, json.loads(said.out)["edition"]["slug"]) == (0, "one")


def test_options_reach_the_press(press, typeset_command) -> None:
    arguments = "build editions/one -o there --page 1 --only pages --jobs 3 --fail-on warning --lang zh"
    assert typeset_command(*arguments.split()).status == 0
    [(name, call)] = press.calls
    options = call["options"]
    assert (name, call["out"]) == ("build", Path("there"))
    assert (options.pages, options.only, options.jobs) == (frozenset({1}), "pages", 3)
    assert (options.fail_on, options.lang.value) == (Severity.WARNING, "zh")
    assert press.read_by == [3]


def test_defaults_of_build(press, typeset_command) -> None:
    typeset_command("build", "editions/one")
    [(_, call)] = press.calls
    options = call["options"]
    assert call["out"] is None
    assert (options.pages, options.only, options.jobs, options.fail_on) == (None, "all", None, Severity.ERROR)
    assert options.debug is False


def test_layout_aids_are_asked_for(press, typeset_command) -> None:
    assert typeset_command("build", "editions/one", "--debug", "--only", "edition").status == 0
    assert press.calls[0][1]["options"].debug is True


def test_layout_aids_need_the_proof_they_stand_in(press, typeset_command) -> None:
    said = typeset_command("build", "editions/one", "--debug", "--only", "pages", "--lang", "zh")
    assert said.status == 2
    assert "合版" in said.out + said.err
    assert press.calls == []


def test_never_means_no_severity(press, typeset_command) -> None:
    typeset_command("build", "editions/one", "--fail-on", "never")
    assert press.calls[0][1]["options"].fail_on is None


def test_several_editions_get_a_folder_each_in_out(press, typeset_command) -> None:
    typeset_command("build", "editions/one", "editions/two", "-o", "there")
    assert [call["out"] for _, call in press.calls] == [Path("there/one"), Path("there/two")]


def test_two_editions_of_one_name_do_not_overwrite_each_other(press, typeset_command) -> None:
    said = typeset_command("build", "editions/one", "./editions/one", "-o", "there")
    assert said.status == 2
    assert press.calls == []


def test_a_page_the_edition_has_not(press, typeset_command) -> None:
    said = typeset_command("build", "editions/one", "--page", "7")
    assert said.status == 2
    assert "page 7" in said.out
    assert press.calls == []


def test_language_of_the_locale_and_of_the_option(press, typeset_command, monkeypatch) -> None:
    press.findings["one"] = (WARNING,)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert "警告" in typeset_command("check", "editions/one").out
    assert "warning" in typeset_command("check", "editions/one", "--lang", "en").out


def test_changed_files_are_taken_for_their_editions(press, typeset_command) -> None:
    files = ("editions/one/stories/a.md", "editions/one/edition.yaml", "editions/two/b.jpg", "README.md")
    press.findings["two"] = (ERROR,)
    said = typeset_command("check", "--changed", *files)
    assert said.status == 1
    assert said.out.count("云汀时报") == 2


def test_changed_files_of_no_edition_are_nothing_to_do(press, typeset_command) -> None:
    said = typeset_command("check", "--changed", "README.md")
    assert (said.status, said.out) == (0, "")
    assert press.calls == []
