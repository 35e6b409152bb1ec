"""``typeset preflight``: judges PDF files for print, ours or not."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec import Struct

from typeset.catalogue import finding
from typeset.catalogue.entry import Lang
from typeset.cli.guard import CLEAN, COULD_NOT_RUN, FOUND, guarded
from typeset.cli.language import language
from typeset.cli.options import FailOn, FailOnOption, LangOption, PlainFormat
from typeset.cli.terminal import colours, emit, emit_data
from typeset.findings import worst
from typeset.model.printing import Standard
from typeset.source import Span

if TYPE_CHECKING:
    from typeset.model.judged import Judged
    from typeset.preflight import Limits


class _Wanted(Struct, frozen=True, kw_only=True):
    files: tuple[Path, ...]
    standard: Standard | None
    ink_limit: float | None
    format: PlainFormat
    fail_on: FailOn
    lang: Lang


def preflight(
    files: Annotated[list[Path], typer.Argument(metavar="FILE.pdf", help="PDF files / PDF 文件")],
    *,
    standard: Annotated[
        Standard | None,
        typer.Option(
            "--standard", help="Judge by this; default: what a file claims / 标准，默认按文件声明的"
        ),
    ] = None,
    ink_limit: Annotated[
        float | None,
        typer.Option("--ink-limit", min=1, max=1000, help="Total ink in %; default 240 / 总墨量上限"),
    ] = None,
    report: Annotated[
        PlainFormat, typer.Option("--format", help="Format of the report / 报告格式")
    ] = PlainFormat.CONSOLE,
    fail_on: FailOnOption = FailOn.ERROR,
    lang: LangOption = None,
) -> None:
    """Judge PDF files for print: fonts, boxes, colours, ink, pictures, rules, type. (印前检查)."""
    wanted = _Wanted(
        files=tuple(files),
        standard=standard,
        ink_limit=ink_limit,
        format=report,
        fail_on=fail_on,
        lang=language(lang),
    )
    raise typer.Exit(guarded(lambda: _preflight(wanted), lang=wanted.lang))


def _preflight(wanted: _Wanted) -> int:
    judged = [_judged(file, wanted) for file in wanted.files]
    if wanted.format is PlainFormat.JSON:
        from typeset.report.preflight_json import PreflightJson

        emit_data(PreflightJson().write(judged, lang=wanted.lang))
    else:
        from typeset.report.preflight_console import PreflightConsole

        emit(PreflightConsole(colours=colours(sys.stdout)).write(judged, lang=wanted.lang))
    if not all(one.read for one in judged):
        return COULD_NOT_RUN
    limit, found = wanted.fail_on.severity, worst(f for one in judged for f in one.findings)
    return FOUND if limit is not None and found is not None and found >= limit else CLEAN


def _judged(file: Path, wanted: _Wanted) -> Judged:
    from typeset.model.judged import Judged
    from typeset.preflight import judge
    from typeset.repro import ColourConverter, Wanted

    standard, converter = wanted.standard, ColourConverter(Wanted())
    name = file.as_posix()
    try:
        data = file.read_bytes()
    except OSError as error:
        # The other files are judged all the same.
        reason = error.strerror or type(error).__name__
        unread = finding("pdf-unreadable", span=Span(name, 1, 1), reason=reason)
        return Judged(
            file=name, standard=(standard or Standard.PDFX_1A).value, read=False, findings=(unread,)
        )
    return judge(
        data, file=name, standard=standard, limits=_limits(wanted.ink_limit), to_cmyk=converter.to_cmyk
    )


def _limits(ink: float | None) -> Limits:
    """The limits of the house; a limit of ink below what one designs to lowers that as well."""
    from typeset.preflight import Limits

    usual = Limits()
    return usual if ink is None else Limits(ink=ink, ink_design=min(ink, usual.ink_design))
