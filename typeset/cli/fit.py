"""``typeset fit``: how each story fits, what would make it fit, and how much it may still change."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from typeset.catalogue import finding
from typeset.catalogue.entry import Lang
from typeset.cli.editions import folder_of
from typeset.cli.guard import CLEAN, guarded
from typeset.cli.language import language
from typeset.cli.options import LangOption, PlainFormat, QuietOption
from typeset.cli.progress import Progress
from typeset.cli.terminal import emit, emit_data
from typeset.findings import TypesetError


def fit(
    edition: Annotated[
        Path, typer.Argument(metavar="EDITION", help="Folder with edition.yaml / 一期的文件夹")
    ],
    *,
    story: Annotated[
        list[str] | None,
        typer.Option("--story", metavar="STORY", help="Only this story; repeatable / 只看这篇稿，可重复"),
    ] = None,
    report: Annotated[
        PlainFormat, typer.Option("--format", help="Format of the report / 报告格式")
    ] = PlainFormat.CONSOLE,
    lang: LangOption = None,
    quiet: QuietOption = False,
) -> None:
    """Fit advice for every story: characters to cut or add, and the margin for late changes. (各稿多几字、少几字，还能改几字)."""
    words = language(lang)
    progress = Progress(lang=words, quiet=quiet)
    asked = frozenset(story) if story else None
    raise typer.Exit(guarded(lambda: _told(edition, asked, report, words, progress), lang=words))


def _told(
    edition: Path, stories: frozenset[str] | None, report: PlainFormat, lang: Lang, progress: Progress
) -> int:
    from typeset import press
    from typeset.press.fits import margins_of
    from typeset.report.fits import fits_as_json, fits_as_text

    loaded = press.load(folder_of(edition), progress=progress)
    unknown = sorted((stories or frozenset()) - loaded.edition.stories.keys())
    if unknown:
        known = "、".join(sorted(loaded.edition.stories))
        raise TypesetError([finding("story-not-here", name=name, allowed=known) for name in unknown])
    issue = press.set_pages(loaded, progress=progress)
    fits = margins_of(loaded, issue, stories, progress=progress)
    name = issue.edition.page_name
    if report is PlainFormat.JSON:
        emit_data(fits_as_json(fits, name))
    else:
        emit(fits_as_text(fits, lang, name))
    return CLEAN
