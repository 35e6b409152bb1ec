"""How results are reported, and the reports for machines: one document whatever was found and however many editions there were."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from typeset import __version__
from typeset.catalogue.entry import Lang
from typeset.cli.options import FailOn, Format, Level
from typeset.cli.program import USUAL
from typeset.cli.repository import contents_of, reported
from typeset.cli.version import home

if TYPE_CHECKING:
    from typeset.report.outcome import Outcome
    from typeset.report.reported import Reported


class Reporting(Struct, frozen=True, kw_only=True):
    """How results are told, and from where on they count as failure; ``program`` is our name in commands to type."""

    format: Format = Format.CONSOLE
    fail_on: FailOn = FailOn.ERROR
    level: Level = Level.WARNING
    lang: Lang
    program: str = USUAL


def document(outcomes: Sequence[tuple[Outcome, Path]], reporting: Reporting) -> str:
    """The report on editions, each with its folder, in a format for machines. Only the whole report in JSON knows no level."""
    if reporting.format is Format.JSON:
        from typeset.report.json_report import JsonReport

        return JsonReport().write(outcomes[0][0], lang=reporting.lang)
    if reporting.format is Format.HTML:
        return _with_pictures(*outcomes[0], reporting)
    from typeset.report.reported import from_level

    level = reporting.level.severity
    return _beside_files(
        [from_level(reported(outcome, folder), level) for outcome, folder in outcomes], reporting
    )


def _beside_files(editions: Sequence[Reported], reporting: Reporting) -> str:
    """The report in a format that shows findings at their lines."""
    if reporting.format is Format.SARIF:
        from typeset.report.sarif import SarifReport

        return SarifReport(version=__version__, home=home()).write(editions, lang=reporting.lang)
    if reporting.format is Format.JUNIT:
        from typeset.report.junit import JunitReport

        return JunitReport(fail_on=reporting.fail_on.severity).write(editions, lang=reporting.lang)
    from typeset.report.github import GithubReport

    return GithubReport().write(editions, lang=reporting.lang)


def _with_pictures(outcome: Outcome, folder: Path, reporting: Reporting) -> str:
    """The report with page pictures, for people."""
    from typeset.report.html import HtmlReport

    report = HtmlReport(pictures=contents_of(folder), level=reporting.level.severity)
    return report.write(outcome, lang=reporting.lang)
