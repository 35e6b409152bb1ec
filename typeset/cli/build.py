"""``typeset build``: sets an edition and writes its pages, the proof and the report."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec import Struct

from typeset.catalogue import Lang
from typeset.cli.documents import Reporting
from typeset.cli.editions import each, folder_of
from typeset.cli.elsewhere import each_elsewhere
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
from typeset.cli.page_names import HoldOption, held_names, page_name
from typeset.cli.program import program_of
from typeset.cli.progress import Progress
from typeset.cli.selecting import BaselineOption, IgnoreOption, selection_of
from typeset.findings import TypesetError
from typeset.model.printing import Standard
from typeset.read.named_pages import numbers_of

if TYPE_CHECKING:
    from typeset.press import BuildOptions
    from typeset.press.packing import Order
    from typeset.report.outcome import Outcome
    from typeset.report.selection import Selection


class Only(enum.Enum):
    """Which PDF files are wanted when not all are."""

    PAGES = "pages"
    EDITION = "edition"


class Wanted(Struct, frozen=True, kw_only=True):
    """What to write, and where."""

    editions: tuple[Path, ...]
    out: Path | None
    pages: tuple[str, ...]
    only: Only | None
    standard: Standard | None
    jobs: int | None
    cluster: str | None
    lang: Lang | None
    debug: bool
    hold: tuple[str, ...] | None
    sheets: bool
    cache: bool

    def folder(self, edition: Path) -> Path | None:
        """The output folder of an edition; None for its usual one. Several editions share OUT, a folder each."""
        if self.out is None or len(self.editions) == 1:
            return self.out
        return self.out / edition.resolve().name


def build(  # noqa: PLR0913 - typer reads a command's options from its signature
    context: typer.Context,
    editions: EditionsArgument,
    *,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Output folder; default EDITION/out / 输出文件夹")
    ] = None,
    page: Annotated[
        list[str] | None,
        typer.Option(
            "--page", help="Only this page, by its name: 4, A4; repeatable / 只排这一版（4、A4），可重复"
        ),
    ] = None,
    standard: Annotated[Standard | None, typer.Option("--standard", help="Print standard / 印刷标准")] = None,
    only: Annotated[
        Only | None, typer.Option("--only", help="Only page files, or only the proof / 只写分版或只写合版")
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            min=1,
            help="Processes: for one edition (default: one a core), or for several (default: one after the other) / 进程数",
        ),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(
            "--cluster",
            metavar="ADDRESS",
            help="Build on a Dask cluster, tcp://host:8786 / 在已有的 Dask 集群上排",
        ),
    ] = None,
    hold: HoldOption = None,
    debug: Annotated[
        bool,
        typer.Option(
            "--debug", help="Grid, frames, line numbers on a screen-only layer of the proof / 合版加辅助图层"
        ),
    ] = False,
    sheets: Annotated[
        bool, typer.Option("--sheets", help="Imposed sheets too: OUT/sheets / 另出拼好的印张")
    ] = False,
    cache: CacheOption = True,
    report: FormatOption = Format.CONSOLE,
    fail_on: FailOnOption = FailOn.ERROR,
    level: LevelOption = Level.WARNING,
    ignore: IgnoreOption = None,
    baseline: BaselineOption = None,
    lang: LangOption = None,
    quiet: QuietOption = False,
) -> None:
    """Set editions: OUT/pages/*.pdf, OUT/edition.pdf, OUT/report.json. (排一期或许多期报纸，输出 PDF)."""
    reporting = Reporting(
        format=report, fail_on=fail_on, level=level, lang=language(lang), program=program_of(context)
    )
    wanted = Wanted(
        editions=tuple(map(folder_of, editions)),
        out=out,
        pages=tuple(page_name(name, "--page", reporting.lang) for name in page or ()),
        only=only,
        standard=standard,
        jobs=jobs,
        cluster=cluster,
        lang=lang,
        debug=debug,
        hold=held_names(hold, reporting.lang),
        sheets=sheets,
        cache=cache,
    )
    raise typer.Exit(
        guarded(
            lambda: _build(
                wanted,
                reporting,
                Progress(lang=reporting.lang, quiet=quiet),
                selection_of(None, ignore, baseline, program=reporting.program),
            ),
            lang=reporting.lang,
        )
    )


def _build(wanted: Wanted, reporting: Reporting, progress: Progress, selection: Selection) -> int:
    if wanted.debug and wanted.only is Only.PAGES:
        raise typer.BadParameter(
            "--debug 的图层只在合版里，--only pages 不写合版"
            if reporting.lang is Lang.ZH
            else "the layer of --debug is in the proof, which --only pages does not write"
        )
    _keep_apart(wanted, reporting.lang)
    if wanted.cluster is not None or ((wanted.jobs or 1) > 1 and len(wanted.editions) > 1):
        return each_elsewhere(
            _orders(wanted, reporting), wanted.jobs or 1, wanted.cluster, reporting, selection, progress
        )
    return each(
        wanted.editions, lambda folder: _one(folder, wanted, reporting, progress), reporting, selection
    )


def _keep_apart(wanted: Wanted, lang: Lang) -> None:
    """Make sure that no two editions are written into one folder."""
    taken: dict[Path, Path] = {}
    for edition in wanted.editions:
        target = (wanted.folder(edition) or edition / "out").resolve()
        other = taken.setdefault(target, edition)
        if other is not edition:
            raise typer.BadParameter(
                f"两期会写进同一个文件夹：{other}、{edition} → {target}"
                if lang is Lang.ZH
                else f"two editions would be written to one folder: {other}, {edition} → {target}"
            )


def _orders(wanted: Wanted, reporting: Reporting) -> list[Order]:
    from typeset.press.packing import Order

    return [
        Order(
            edition=edition,
            out=wanted.folder(edition),
            options=_options(wanted, None, reporting),
            pages=wanted.pages,
            hold=wanted.hold,
            pictured=reporting.format is Format.HTML,
        )
        for edition in wanted.editions
    ]


def _one(folder: Path, wanted: Wanted, reporting: Reporting, progress: Progress) -> Outcome:
    from typeset import press

    out = wanted.folder(folder)
    try:
        loaded = press.load(folder, jobs=wanted.jobs, progress=progress)
        if wanted.hold is not None:
            loaded = press.hold(loaded, numbers_of(loaded.edition, wanted.hold))
    except TypesetError as error:
        press.withdraw(folder, out=out, findings=error.findings, lang=wanted.lang or Lang.ZH)
        raise
    options = _options(wanted, numbers_of(loaded.edition, wanted.pages), reporting)
    kept = press.kept_in(loaded.workspace) if wanted.cache else None
    built = press.build(loaded, out=out, options=options, kept=kept, progress=progress)
    progress.written(built.files)
    return built.outcome


def _options(wanted: Wanted, pages: frozenset[int] | None, reporting: Reporting) -> BuildOptions:
    from typeset.press import BuildOptions

    return BuildOptions(
        pages=pages,
        only=wanted.only.value if wanted.only else "all",
        jobs=wanted.jobs,
        fail_on=reporting.fail_on.severity,
        # Not the locale's: report.json must be the same on every machine. The language of the paper is Chinese.
        lang=wanted.lang or Lang.ZH,
        debug=wanted.debug,
        standard=wanted.standard,
        sheets=wanted.sheets,
    )
