"""Editions one after the other: each is worked on, reported in the format asked for, and the worst status wins."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from typeset.catalogue.entry import Lang
from typeset.cli.coming import refuse_format
from typeset.cli.guard import CLEAN, COULD_NOT_RUN, FOUND
from typeset.cli.options import FailOn, Format, Level
from typeset.cli.program import USUAL, naming
from typeset.cli.terminal import colours, emit, emit_data
from typeset.findings import TypesetError, worst

if TYPE_CHECKING:
    from typeset.report.console import SourceText
    from typeset.report.outcome import Outcome
    from typeset.report.selection import Selection

EDITION_FILE = "edition.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporting:
    """How results are told, and from where on they count as failure; ``program`` is our name in commands to type."""

    format: Format = Format.CONSOLE
    fail_on: FailOn = FailOn.ERROR
    level: Level = Level.WARNING
    lang: Lang
    program: str = USUAL


def each(
    editions: Sequence[Path],
    work: Callable[[Path], Outcome],
    reporting: Reporting,
    selection: Selection | None = None,
) -> int:
    """Work on every edition, report what was selected of it, and give the worst exit status of all.

    Raises:
        TypesetError: when the report format is still to come.
        typer.BadParameter: when one machine-readable report is asked for several editions.
    """
    if reporting.format not in {Format.CONSOLE, Format.JSON}:
        refuse_format(reporting.format.value)
    if len(editions) > 1 and reporting.format is not Format.CONSOLE:
        raise typer.BadParameter(
            f"--format {reporting.format.value} 一次只能报告一期"
            if reporting.lang is Lang.ZH
            else f"--format {reporting.format.value} takes one EDITION at a time"
        )
    return max(
        (_one(edition, work, reporting, selection) for edition in map(folder_of, editions)), default=CLEAN
    )


def folder_of(path: Path) -> Path:
    """The edition's folder, also when its ``edition.yaml`` itself was named."""
    return path.parent if path.name == EDITION_FILE and path.is_file() else path


def _one(
    folder: Path, work: Callable[[Path], Outcome], reporting: Reporting, selection: Selection | None
) -> int:
    from typeset.report.outcome import Outcome
    from typeset.report.selection import selected

    try:
        outcome = work(folder)
    except TypesetError as error:
        findings = naming(error.findings, reporting.program)
        _report(Outcome(slug=folder.resolve().name, findings=findings), folder, reporting)
        return COULD_NOT_RUN
    if selection is not None:
        outcome = selected(outcome, selection)
    _report(outcome, folder, reporting)
    limit, found = reporting.fail_on.severity, worst(outcome.findings)
    return FOUND if limit is not None and found is not None and found >= limit else CLEAN


def _report(outcome: Outcome, folder: Path, reporting: Reporting) -> None:
    if reporting.format is Format.JSON:
        from typeset.report.json_report import JsonReport

        emit_data(JsonReport().write(outcome, lang=reporting.lang))
        return
    from typeset.report.console import ConsoleReport

    report = ConsoleReport(
        source=_source_text(folder), colours=colours(sys.stdout), level=reporting.level.severity
    )
    emit(report.write(outcome, lang=reporting.lang))


def _source_text(folder: Path) -> SourceText:
    """Gives the files of the edition's workspace as text, for the lines shown with findings."""
    from typeset.read.disk import DiskSources, find_workspace

    @functools.cache
    def text(name: str) -> str | None:
        try:
            workspace, _ = find_workspace(folder)
            return DiskSources(workspace).read_bytes(name).decode("utf-8-sig", errors="replace")
        except (OSError, TypesetError):
            return None

    return text
