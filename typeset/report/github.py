"""The report as workflow commands of GitHub Actions: each finding is an annotation at its line of the changed file.

A command is one line, ``::error file=…,line=…::message``; the runner reads every line a step prints. So what comes from
files must never begin a line or end one: line ends are escaped, and nothing else is printed but counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from typeset.catalogue import ENTRIES, hints, message
from typeset.catalogue.entry import Lang
from typeset.findings import Finding, Severity, in_order
from typeset.report.excerpt import visible
from typeset.report.reported import Reported
from typeset.report.words import counted, words
from typeset.source import Span

_COMMANDS: Final[Mapping[Severity, str]] = MappingProxyType(
    {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
)


class GithubReport:
    """Writes annotations of any number of editions, errors first: of each kind a step shows only ten."""

    def write(self, editions: Sequence[Reported], *, lang: Lang) -> str:
        """A command a finding, then a plain line an edition with its counts."""
        told = [(f, one) for one in editions for f in in_order(one.outcome.findings)]
        told.sort(key=lambda pair: -pair[0].severity)
        commands = [_command(f, one, lang) for f, one in told]
        return "".join(f"{line}\n" for line in (*commands, *(_summary(one, lang) for one in editions)))


def _command(f: Finding, one: Reported, lang: Lang) -> str:
    place = one.place(f)
    properties = {
        "file": one.path(place.file),
        **_lines(place),
        "title": f"{ENTRIES[f.code].id} {f.code}",
    }
    named = ",".join(f"{name}={_property(visible(value))}" for name, value in properties.items())
    return f"::{_COMMANDS[f.severity]} {named}::{_data(chr(10).join(_text(f, lang)))}"


def _lines(place: Span) -> dict[str, str]:
    """The lines and, of a place within one line, the columns."""
    lines = {"line": str(place.line), "endLine": str(max(place.end_line, place.line))}
    if place.end_line in {0, place.line}:
        lines["col"] = str(place.column)
    if place.end_line == place.line and place.end_column > place.column:
        lines["endColumn"] = str(place.end_column)
    return lines


def _text(f: Finding, lang: Lang) -> Iterator[str]:
    yield visible(message(f, lang))
    for hint in hints(f, lang):
        yield words(lang).hint + visible(hint)


def _summary(one: Reported, lang: Lang) -> str:
    # The runner also reads commands of an older form, ##[error], anywhere in a line; a folder may be named so.
    name = visible(one.outcome.slug).replace("##[", "# #[")
    return f"typeset {name}: {counted(one.outcome.findings, lang)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
