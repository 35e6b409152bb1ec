"""``typeset lines``: a text set in one measure by the rules asked for, line by line, to try them out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from typeset.catalogue import finding
from typeset.catalogue.entry import Lang
from typeset.cli.fonts import nearest_workspace
from typeset.cli.guard import CLEAN, FOUND, guarded, tell_findings
from typeset.cli.language import language
from typeset.cli.options import LangOption, PlainFormat
from typeset.cli.program import program_of
from typeset.cli.terminal import emit, emit_data
from typeset.findings import Severity, worst
from typeset.model.style import Align, WritingMode
from typeset.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typeset.findings import Finding
    from typeset.read.trial import Typed
    from typeset.text.shape import Shaper
    from typeset.text.trial import Opening, Trial, Wish

_STDIN: Final = "-"
_STDIN_NAME: Final = "(stdin)"
_MOST_LOOSENESS: Final = 1


def lines(  # noqa: PLR0913 - one parameter an option of the command
    context: typer.Context,
    file: Annotated[
        str,
        typer.Argument(
            metavar="[FILE]",
            show_default=False,
            help="Text file; default: standard input / 文本文件，默认标准输入",
        ),
    ] = _STDIN,
    *,
    measure: Annotated[str, typer.Option("--measure", help="Measure / 行长")] = "13字",
    size: Annotated[str, typer.Option("--size", help="Size / 字号")] = "小五",
    face: Annotated[str, typer.Option("--face", help="Face, by its role / 字体角色")] = "宋",
    indent: Annotated[str, typer.Option("--indent", help="Indent of the first line / 首行缩进")] = "0字",
    align: Annotated[Align, typer.Option("--align", help="Alignment / 对齐")] = Align.JUSTIFY,
    settings: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="KEY=VALUE", help="A rule under text: of a house style / 版式 text: 里的规则"
        ),
    ] = None,
    looseness: Annotated[
        int,
        typer.Option(
            "--looseness",
            min=-_MOST_LOOSENESS,
            max=_MOST_LOOSENESS,
            help="A line fewer (-1) or more (1) in each paragraph / 每段少排或多排一行",
        ),
    ] = 0,
    vertical: Annotated[bool, typer.Option("--vertical", help="Set from top to bottom / 竖排")] = False,
    break_opportunities: Annotated[
        bool, typer.Option("--break-opportunities", help="List where lines may end / 列出可断行处")
    ] = False,
    untailored: Annotated[
        bool, typer.Option("--untailored", help="... by plain UAX #14 / 不加中文规则，只按 UAX #14")
    ] = False,
    listing: Annotated[
        PlainFormat, typer.Option("--format", help="Format of the list / 列表格式")
    ] = PlainFormat.CONSOLE,
    lang: LangOption = None,
) -> None:
    """Set a text in one measure and print its lines. (按给定行长和规则试排一段文字)."""
    chosen = language(lang)

    def body() -> int:
        from typeset.read.disk import DiskSources
        from typeset.read.trial import Asked, read_paragraphs, read_wish

        mode = WritingMode.VERTICAL if vertical else WritingMode.HORIZONTAL
        asked = Asked(measure, size, face, indent, align, tuple(settings or ()), looseness, mode)
        wish, shaper = read_wish(asked, DiskSources(nearest_workspace(Path())))
        data, name = _taken(file)
        if untailored:
            return _tell_untailored(data, name, listing, chosen)
        typed, noticed = read_paragraphs(data, name, wish.rules, program=program_of(context))
        if break_opportunities:
            tell_findings(noticed, lang=chosen)
            return _tell_openings(typed, wish, shaper, listing, chosen)
        return _tell_lines(typed, noticed, wish, shaper, listing, chosen)

    raise typer.Exit(guarded(body, lang=chosen))


def _taken(file: str) -> tuple[bytes, str]:
    """What a file, or standard input, holds, and its name for messages."""
    if file != _STDIN:
        return Path(file).read_bytes(), file
    if sys.stdin is None:
        # Closed by whoever called us: there is nothing in it.
        return b"", _STDIN_NAME
    try:
        return sys.stdin.buffer.read(), _STDIN_NAME
    except OSError as error:
        raise OSError(error.errno, error.strerror, _STDIN_NAME) from error


def _tell_lines(
    typed: list[Typed],
    noticed: list[Finding],
    wish: Wish,
    shaper: Shaper,
    listing: PlainFormat,
    lang: Lang,
) -> int:
    from typeset.report.lines import lines_as_json, lines_for_people
    from typeset.text.trial import try_paragraph

    trials = [try_paragraph(shaper, one.text, wish) for one in typed]
    findings = [*noticed, *_findings(typed, trials, wish)]
    tell_findings(findings, lang=lang)
    if listing is PlainFormat.JSON:
        emit_data(lines_as_json(trials, wish, findings, lang))
    else:
        emit(lines_for_people(trials, wish, lang))
    return FOUND if worst(findings) is Severity.ERROR else CLEAN


def _findings(typed: list[Typed], trials: list[Trial], wish: Wish) -> list[Finding]:
    """Characters no face has, each once, and paragraphs that cannot be had as loose or tight as asked."""
    from typeset.flow.glyphs import missing

    more = ("少排", "fewer") if wish.looseness < 0 else ("多排", "more")
    lacking: dict[str, Span] = {}
    for one, trial in zip(typed, trials, strict=True):
        for offset in trial.missing:
            place = Span(one.place.file, one.place.line, one.place.column + offset)
            lacking.setdefault(trial.text[offset], place)
    return [
        *(missing(char, place, None) for char, place in lacking.items()),
        *(
            finding("no-such-looseness", span=one.place, paragraph=number, more_zh=more[0], more_en=more[1])
            for number, (one, trial) in enumerate(zip(typed, trials, strict=True), 1)
            if not trial.available
        ),
    ]


def _tell_openings(typed: list[Typed], wish: Wish, shaper: Shaper, listing: PlainFormat, lang: Lang) -> int:
    from typeset.text.trial import openings

    texts = [one.text for one in typed]
    _show_openings(texts, [openings(shaper, text, wish) for text in texts], listing, lang)
    return CLEAN


def _tell_untailored(data: bytes, name: str, listing: PlainFormat, lang: Lang) -> int:
    """Plain UAX #14 over the whole input as it is, its line ends too."""
    from typeset.read.trial import read_as_it_is
    from typeset.text.trial import untailored_openings

    text = read_as_it_is(data, name)
    _show_openings([text], [untailored_openings(text)], listing, lang)
    return CLEAN


def _show_openings(
    texts: list[str], found: Sequence[Sequence[Opening]], listing: PlainFormat, lang: Lang
) -> None:
    from typeset.report.lines import openings_as_json, openings_for_people

    if listing is PlainFormat.JSON:
        emit_data(openings_as_json(texts, found))
    else:
        emit(openings_for_people(texts, found, lang))
