"""Editions one after the other: each is worked on, reported in the format asked for, and the worst status wins."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from typeset.catalogue.entry import Lang
from typeset.cli.documents import Reporting, document
from typeset.cli.guard import CLEAN, COULD_NOT_RUN, FOUND
from typeset.cli.options import Format
from typeset.cli.program import naming
from typeset.cli.repository import contents_of
from typeset.cli.terminal import colours, emit, emit_data
from typeset.findings import TypesetError, worst

if TYPE_CHECKING:
    from typeset.report.console import SourceText
    from typeset.report.outcome import Outcome
    from typeset.report.selection import Selection

EDITION_FILE = "edition.yaml"


def each(
    editions: Sequence[Path],
    work: Callable[[Path], Outcome],
    reporting: Reporting,
    selection: Selection | None = None,
) -> int:
    """Work on every edition, report what was selected of it, and give the worst exit status of all.

    People are told of each as soon as it is done; for machines all of them are one document.

    Raises:
        typer.BadParameter: when a report that can hold one edition is asked for several.
    """
    if len(editions) > 1 and reporting.format.is_of_one:
        raise typer.BadParameter(
            f"--format {reporting.format.value} 一次只能报告一期"
            if reporting.lang is Lang.ZH
            else f"--format {reporting.format.value} takes one EDITION at a time"
        )
    status = CLEAN
    told: list[tuple[Outcome, Path]] = []
    for folder in map(folder_of, editions):
        outcome, one = _one(folder, work, reporting, selection)
        status = max(status, one)
        if reporting.format is Format.CONSOLE:
            _tell(outcome, folder, reporting)
        else:
            told.append((outcome, folder))
    # Changed files may be of no edition: a document that can hold several can hold none.
    if told or not (reporting.format is Format.CONSOLE or reporting.format.is_of_one):
        emit_data(document(told, reporting))
    return status


def folder_of(path: Path) -> Path:
    """The edition's folder, also when its ``edition.yaml`` itself was named."""
    return path.parent if path.name == EDITION_FILE and path.is_file() else path


def _one(
    folder: Path, work: Callable[[Path], Outcome], reporting: Reporting, selection: Selection | None
) -> tuple[Outcome, int]:
    """What became of an edition, and the exit status that is."""
    from typeset.report.outcome import Outcome
    from typeset.report.selection import selected

    try:
        outcome = work(folder)
    except TypesetError as error:
        findings = naming(error.findings, reporting.program)
        return Outcome(slug=folder.resolve().name, findings=findings), COULD_NOT_RUN
    if selection is not None:
        outcome = selected(outcome, selection)
    limit, found = reporting.fail_on.severity, worst(outcome.findings)
    return outcome, FOUND if limit is not None and found is not None and found >= limit else CLEAN


def _tell(outcome: Outcome, folder: Path, reporting: Reporting) -> None:
    from typeset.report.console import ConsoleReport

    report = ConsoleReport(
        source=_source_text(folder), colours=colours(sys.stdout), level=reporting.level.severity
    )
    emit(report.write(outcome, lang=reporting.lang))


def _source_text(folder: Path) -> SourceText:
    """Gives the files of the edition's workspace as text, for the lines shown with findings."""
    contents = contents_of(folder)

    @functools.cache
    def text(name: str) -> str | None:
        data = contents(name)
        return None if data is None else data.decode("utf-8-sig", errors="replace")

    return text
