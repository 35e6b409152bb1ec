"""Outcomes told in the format asked for, in the order of the command line, whichever edition was done first."""

from __future__ import annotations

import functools
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from msgspec.structs import replace

from typeset.catalogue.entry import Lang
from typeset.cli.documents import Reporting, document
from typeset.cli.options import Format
from typeset.cli.repository import contents_of
from typeset.cli.terminal import colours, emit, emit_data

if TYPE_CHECKING:
    from typeset.report.console import SourceText
    from typeset.report.outcome import Outcome


class Telling:
    """Tells of so many editions.

    People are told of each as soon as it is its turn. For machines all of them are one document; in JSON it is the report itself of one
    edition, and a list of reports of any other number, written as they come.

    Raises:
        typer.BadParameter: when a report that can hold one edition is asked for several.
    """

    def __init__(self, total: int, reporting: Reporting) -> None:
        if total > 1 and reporting.format.is_of_one:
            raise typer.BadParameter(
                f"--format {reporting.format.value} 一次只能报告一期"
                if reporting.lang is Lang.ZH
                else f"--format {reporting.format.value} takes one EDITION at a time"
            )
        self._reporting = reporting
        self._total = total
        self._listed = reporting.format is Format.JSON and total != 1
        self._by_itself = self._listed or reporting.format is Format.CONSOLE
        self._waiting: dict[int, str] = {}
        self._next = 0
        self._outcomes: dict[int, tuple[Outcome, Path]] = {}

    def add(self, number: int, outcome: Outcome, folder: Path) -> None:
        """The edition that is ``number`` on the command line, from 0, with its folder."""
        if not self._by_itself:
            self._outcomes[number] = (outcome if self._total == 1 else _slim(outcome), folder)
            return
        # Kept as text, which is small: many editions may be done before it is their turn.
        self._waiting[number] = self._text(outcome, folder)
        while self._next in self._waiting:
            self._emit(self._waiting.pop(self._next))
            self._next += 1

    def finish(self) -> None:
        """There are no more."""
        if self._listed:
            emit_data("\n]\n" if self._next else "[]\n")
        # Changed files may be of no edition: a document that can hold several can hold none.
        elif not self._by_itself and (self._outcomes or not self._reporting.format.is_of_one):
            emit_data(document([one for _, one in sorted(self._outcomes.items())], self._reporting))

    def _text(self, outcome: Outcome, folder: Path) -> str:
        if self._listed:
            return document([(outcome, folder)], self._reporting).rstrip("\n")
        from typeset.report.console import ConsoleReport

        report = ConsoleReport(
            source=_source_text(folder), colours=colours(sys.stdout), level=self._reporting.level.severity
        )
        return report.write(outcome, lang=self._reporting.lang)

    def _emit(self, text: str) -> None:
        if self._listed:
            emit_data((",\n" if self._next else "[\n") + text)
        else:
            emit(text)


def _slim(outcome: Outcome) -> Outcome:
    """An outcome without what no report on several editions shows: copy, drawings and display lists."""
    edition = outcome.edition
    bare = None if edition is None else replace(edition, stories={}, fillers=(), drawings={})
    return replace(outcome, edition=bare, drawn=())


def _source_text(folder: Path) -> SourceText:
    """Gives the files of the edition's workspace as text, for the lines shown with findings."""
    contents = contents_of(folder)

    @functools.cache
    def text(name: str) -> str | None:
        data = contents(name)
        return None if data is None else data.decode("utf-8-sig", errors="replace")

    return text
