"""``typeset jumps``: the ledger of jumps of an edition, without writing anything."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from typeset.catalogue.entry import Lang
from typeset.cli.editions import folder_of
from typeset.cli.guard import CLEAN, guarded
from typeset.cli.language import language
from typeset.cli.options import LangOption, PlainFormat, PlainFormatOption, QuietOption
from typeset.cli.page_names import HoldOption, held_names
from typeset.cli.progress import Progress
from typeset.cli.terminal import emit, emit_data
from typeset.read.named_pages import numbers_of

if TYPE_CHECKING:
    from typeset.flow.issue import SetIssue


def jumps(
    edition: Annotated[
        Path, typer.Argument(metavar="EDITION", help="Folder with edition.yaml / 一期的文件夹")
    ],
    *,
    explain: Annotated[
        bool,
        typer.Option("--explain-jumps", help="Say what was weighed for each jump / 说明每一处为什么转到那里"),
    ] = False,
    hold: HoldOption = None,
    report: PlainFormatOption = PlainFormat.CONSOLE,
    lang: LangOption = None,
    quiet: QuietOption = False,
) -> None:
    """List every jump: from where, to where, how much, in what words. (列出全部转版)."""
    words = language(lang)
    progress = Progress(lang=words, quiet=quiet)
    held = held_names(hold, words)

    raise typer.Exit(
        guarded(lambda: _listed(_issue(edition, held, progress), report, words, explain=explain), lang=words)
    )


def _issue(edition: Path, held: tuple[str, ...] | None, progress: Progress) -> SetIssue:
    from typeset import press

    loaded = press.load(folder_of(edition), progress=progress)
    if held is not None:
        loaded = press.hold(loaded, numbers_of(loaded.edition, held))
    return press.check(loaded, progress=progress).issue


def _listed(issue: SetIssue, report: PlainFormat, lang: Lang, *, explain: bool) -> int:
    from typeset.report.jumps import jumps_as_json, jumps_as_text, reasons_as_text

    named = issue.edition.page_name
    if report is PlainFormat.JSON:
        emit_data(jumps_as_json(issue.jumps, issue.reasons if explain else None, named))
    else:
        reasons = reasons_as_text(issue.reasons, lang, named) if explain else ""
        emit(jumps_as_text(issue.jumps, lang, named) + reasons)
    return CLEAN
