"""Editions one after the other: each is worked on and judged, and the worst status wins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from typeset.cli.documents import Reporting
from typeset.cli.guard import CLEAN, COULD_NOT_RUN, FOUND
from typeset.cli.program import naming
from typeset.cli.telling import Telling
from typeset.findings import Finding, TypesetError, worst

if TYPE_CHECKING:
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

    Raises:
        typer.BadParameter: when a report that can hold one edition is asked for several.
    """
    telling = Telling(len(editions), reporting)
    status = CLEAN
    for number, folder in enumerate(map(folder_of, editions)):
        outcome, one = _one(folder, work, reporting, selection)
        status = max(status, one)
        telling.add(number, outcome, folder)
    telling.finish()
    return status


def folder_of(path: Path) -> Path:
    """The edition's folder, also when its ``edition.yaml`` itself was named."""
    return path.parent if path.name == EDITION_FILE and path.is_file() else path


def _one(
    folder: Path, work: Callable[[Path], Outcome], reporting: Reporting, selection: Selection | None
) -> tuple[Outcome, int]:
    """What became of an edition, and the exit status that is."""
    try:
        outcome = work(folder)
    except TypesetError as error:
        return could_not_run(folder, error.findings, reporting)
    return judged(outcome, reporting, selection)


def could_not_run(folder: Path, findings: Sequence[Finding], reporting: Reporting) -> tuple[Outcome, int]:
    """The outcome of an edition that was not set, and the exit status that is."""
    from typeset.report.outcome import Outcome

    return Outcome(slug=folder.resolve().name, findings=naming(findings, reporting.program)), COULD_NOT_RUN


def judged(outcome: Outcome, reporting: Reporting, selection: Selection | None) -> tuple[Outcome, int]:
    """What was selected of an outcome, and the exit status that is."""
    from typeset.report.selection import selected

    if selection is not None:
        outcome = selected(outcome, selection)
    limit, found = reporting.fail_on.severity, worst(outcome.findings)
    return outcome, FOUND if limit is not None and found is not None and found >= limit else CLEAN
