"""``typeset jumps``: the ledger of jumps of an edition, without writing anything."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from typeset.catalogue.entry import Lang
from typeset.cli.coming import refuse_format
from typeset.cli.editions import folder_of
from typeset.cli.guard import CLEAN, guarded
from typeset.cli.language import language
from typeset.cli.options import Format, FormatOption, LangOption, QuietOption
from typeset.cli.progress import Progress
from typeset.cli.terminal import emit, emit_data


def jumps(
    edition: Annotated[
        Path, typer.Argument(metavar="EDITION", help="Folder with edition.yaml / 一期的文件夹")
    ],
    *,
    explain: Annotated[
        bool,
        typer.Option("--explain-jumps", help="Say what was weighed for each jump / 说明每一处为什么转到那里"),
    ] = False,
    report: FormatOption = Format.CONSOLE,
    lang: LangOption = None,
    quiet: QuietOption = False,
) -> None:
    """List every jump: from where, to where, how much, in what words. (列出全部转版)."""
    words = language(lang)
    progress = Progress(lang=words, quiet=quiet)
    raise typer.Exit(guarded(lambda: _jumps(edition, report, words, progress, explain=explain), lang=words))


def _jumps(edition: Path, report: Format, lang: Lang, progress: Progress, *, explain: bool) -> int:
    from typeset import press
    from typeset.report.jumps import jumps_as_json, jumps_as_text, reasons_as_text

    if report not in {Format.CONSOLE, Format.JSON}:
        refuse_format(report.value)
    issue = press.check(press.load(folder_of(edition), progress=progress), progress=progress).issue
    named = issue.edition.page_name
    if report is Format.JSON:
        emit_data(jumps_as_json(issue.jumps, issue.reasons if explain else None, named))
    else:
        reasons = reasons_as_text(issue.reasons, lang, named) if explain else ""
        emit(jumps_as_text(issue.jumps, lang, named) + reasons)
    return CLEAN
