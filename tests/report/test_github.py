import re

import pytest
from msgspec import structs

from typeset.catalogue import finding
from typeset.catalogue.entry import Lang
from typeset.findings import Finding
from typeset.report import Outcome
from typeset.report.github import GithubReport
from typeset.report.reported import Reported
from typeset.source import Span

# As the runner reads a command: ::name key=value,key=value::data
COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def lines(*outcomes: Outcome, workspace: str = "") -> list[str]:
    editions = [Reported(outcome=o, workspace=workspace) for o in outcomes]
    text = GithubReport().write(editions, lang=Lang.EN)
    assert text.endswith("\n")
    # The runner ends a line at a carriage return too.
    return re.split(r"\r\n|\n|\r", text)[:-1]


def properties(line: str) -> dict[str, str]:
    command = COMMAND.fullmatch(line)
    assert command is not None
    return dict(pair.split("=", 1) for pair in command[2].split(","))


def of(f: Finding, workspace: str = "") -> str:
    return lines(Outcome(slug="x", findings=(f,)), workspace=workspace)[0]


def test_a_finding_is_an_annotation_at_its_line(outcome: Outcome) -> None:
    first, second, last = lines(outcome)
    assert first.startswith("::error file=editions/2026-11-22/stories/digest.md,line=9,")
    assert properties(first)["title"] == "T101 overset"
    assert "%0Ahint: " in first
    assert second.startswith("::notice file=editions/2026-11-22/edition.yaml,line=5,")
    assert last == "typeset 2026-11-22: 1 error, 0 warnings, 1 notice"


def test_places_of_one_line_have_columns() -> None:
    f = finding("line-too-tight", text="题", span=Span("layouts/a.yaml", 3, 5, 3, 9))
    told = properties(of(f, workspace="paper"))
    assert told["file"] == "paper/layouts/a.yaml"
    assert (told["line"], told["endLine"], told["col"], told["endColumn"]) == ("3", "3", "5", "9")


def test_places_of_several_lines_have_none() -> None:
    told = properties(of(finding("line-too-tight", text="题", span=Span("layouts/a.yaml", 3, 5, 6, 2))))
    assert (told["line"], told["endLine"]) == ("3", "6")
    assert "col" not in told
    assert "endColumn" not in told


def test_errors_of_all_editions_come_before_warnings_of_any(overset: Finding) -> None:
    warning = finding("line-too-tight", text="题", page=1)
    one = Outcome(slug="one", findings=(warning,) * 2)
    two = Outcome(slug="two", findings=(overset,))
    kinds = [line.split()[0] for line in lines(one, two)]
    assert kinds == ["::error", "::warning", "typeset", "typeset"]


HOSTILE = (
    "\n::set-output name=x::y",
    "\r::add-mask::x",
    "\u2028::error::x",
    "\x0b::warning::x",
    "%0A::stop-commands::t",
    "::error::x",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_copy_cannot_give_commands(text: str) -> None:
    f = finding("line-too-tight", text=text, span=Span(f"editions/a{text},line=7", 1, 1))
    told = lines(Outcome(slug="x", findings=(f,)))
    assert len(told) == 2
    assert set(properties(told[0])) == {"file", "line", "endLine", "col", "title"}
    assert properties(told[0])["line"] == "1"
    assert not told[1].startswith("::")


@pytest.mark.parametrize("slug", ["##[error]x", "\n::error::x"])
def test_the_name_of_a_folder_cannot_give_commands(slug: str, outcome: Outcome) -> None:
    told = lines(structs.replace(outcome, slug=slug, findings=()))
    assert len(told) == 1
    assert "##[" not in told[0]
    assert told[0].endswith("nothing to report")


def test_percent_signs_are_escaped_first() -> None:
    assert "100%25" in of(finding("line-too-tight", text="100%", page=1))
    assert "%250A" in of(finding("line-too-tight", text="%0A", page=1))
