"""``typeset check``: the same findings as ``build``, without writing a PDF; only the cache is filled."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from typeset.cli.documents import Reporting
from typeset.cli.editions import each
from typeset.cli.guard import guarded
from typeset.cli.language import language
from typeset.cli.options import (
    CacheOption,
    EditionsArgument,
    FailOn,
    FailOnOption,
    Format,
    FormatOption,
    LangOption,
    Level,
    LevelOption,
    QuietOption,
)
from typeset.cli.page_names import HoldOption, held_names
from typeset.cli.program import program_of
from typeset.cli.progress import Progress
from typeset.cli.selecting import BaselineOption, IgnoreOption, OnlyOption, selection_of
from typeset.read.named_pages import numbers_of

if TYPE_CHECKING:
    from typeset.report.outcome import Outcome


def check(  # noqa: PLR0913 - typer reads a command's options from its signature
    context: typer.Context,
    editions: EditionsArgument,
    *,
    changed: Annotated[
        bool,
        typer.Option(
            "--changed",
            help="EDITION are changed files: check the editions they belong to / 写的是改动的文件：检查它们所属的各期",
        ),
    ] = False,
    hold: HoldOption = None,
    cache: CacheOption = True,
    report: FormatOption = Format.CONSOLE,
    fail_on: FailOnOption = FailOn.ERROR,
    level: LevelOption = Level.WARNING,
    only: OnlyOption = None,
    ignore: IgnoreOption = None,
    baseline: BaselineOption = None,
    lang: LangOption = None,
    quiet: QuietOption = False,
) -> None:
    """Set the pages and report what is wrong; writes nothing. (检查一期报纸，不写文件)."""
    reporting = Reporting(
        format=report, fail_on=fail_on, level=level, lang=language(lang), program=program_of(context)
    )
    progress = Progress(lang=reporting.lang, quiet=quiet)
    raise typer.Exit(
        guarded(
            lambda: each(
                _concerned(editions) if changed else editions,
                lambda f: _check(f, held_names(hold, reporting.lang), progress, cache=cache),
                reporting,
                selection_of(only, ignore, baseline, program=reporting.program),
            ),
            lang=reporting.lang,
        )
    )


def _concerned(files: Sequence[Path]) -> Sequence[Path]:
    """The editions files belong to, named from here where they are below."""
    from typeset.read.changed import concerned

    here = Path.cwd()
    return [one.relative_to(here) if one.is_relative_to(here) else one for one in concerned(files)]


def _check(folder: Path, held: tuple[str, ...] | None, progress: Progress, *, cache: bool) -> Outcome:
    from typeset import press

    loaded = press.load(folder, progress=progress)
    if held is not None:
        loaded = press.hold(loaded, numbers_of(loaded.edition, held))
    kept = press.kept_in(loaded.workspace) if cache else None
    return press.check(loaded, kept=kept, progress=progress).outcome()
