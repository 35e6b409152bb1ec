"""``typeset diff``: what changed between two versions of an issue, so that proofreaders read only this (一校→二校)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from typeset.catalogue.entry import Lang
from typeset.cli.guard import CLEAN, FOUND, guarded
from typeset.cli.language import language
from typeset.cli.options import LangOption, PlainFormat, QuietOption
from typeset.cli.progress import Progress
from typeset.cli.terminal import colours, emit, emit_data

if TYPE_CHECKING:
    from typeset.model.changes import IssueDiff

_VERSION = "an edition's folder, REV:FOLDER in git, a report.json, a PDF or a folder of PDF files"
_VERSION_ZH = "一期的文件夹、git 里的 REV:文件夹、report.json、PDF 或放 PDF 的文件夹"


def diff(
    old: Annotated[
        str, typer.Argument(metavar="OLD", help=f"Old version: {_VERSION} / 旧的版本：{_VERSION_ZH}")
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="New version, likewise / 新的版本，写法相同")],
    *,
    pictures: Annotated[
        Path | None,
        typer.Option(
            "--pictures",
            metavar="DIR",
            help="Pictures of the pages that changed, the changes marked / 把有变化的版画成图，标出改动",
        ),
    ] = None,
    report: Annotated[
        PlainFormat, typer.Option("--format", help="Format of the report / 报告格式")
    ] = PlainFormat.CONSOLE,
    lang: LangOption = None,
    quiet: QuietOption = False,
) -> None:
    """Tell which stories, lines, frames and pages changed; exit status 1 when any did. (比较两个版本，只读改动)."""
    words = language(lang)
    progress = Progress(lang=words, quiet=quiet)

    def compared() -> int:
        from typeset.press.proofs import compare_versions, write_pictures

        found = compare_versions(old, new, Path(), progress=progress)
        if pictures is not None:
            progress.written(write_pictures(found, pictures, progress=progress))
        _tell(found.diff, report, words)
        return FOUND if found.diff.is_changed else CLEAN

    raise typer.Exit(guarded(compared, lang=words))


def _tell(found: IssueDiff, report: PlainFormat, lang: Lang) -> None:
    if report is PlainFormat.JSON:
        from typeset.report.diff_json import diff_as_json

        emit_data(diff_as_json(found))
        return
    from typeset.report.diff_console import DiffConsole

    emit(DiffConsole(lang=lang, colours=colours(sys.stdout)).write(found))
