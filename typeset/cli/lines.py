"""``typeset lines``: a text set in one measure by the rules asked for, line by line, to try them out."""

from __future__ import annotations

import enum
import sys
from dataclasses import dataclass
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
from typeset.findings import Severity, TypesetError, worst
from typeset.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typeset.findings import Finding
    from typeset.text.shape import Shaper
    from typeset.text.trial import Opening, Trial, Wish
    from typeset.units import Length, Units

_STDIN: Final = "-"
_MOST_LOOSENESS: Final = 1
# What a page can hold: nobody tries larger type or longer lines.
MOST_SIZE: Final = 500_000
MOST_MEASURE: Final = 14_400_000


class Alignment(enum.Enum):
    """How lines stand in the measure."""

    JUSTIFY = "justify"
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


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
    align: Annotated[Alignment, typer.Option("--align", help="Alignment / 对齐")] = Alignment.JUSTIFY,
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
        if untailored:
            return _untailored(file, listing, chosen)
        asked = Asked(measure, size, face, indent, align, tuple(settings or ()), looseness, vertical)
        wish, shaper = _wish(asked)
        typed = _paragraphs(file, program_of(context), chosen)
        if break_opportunities:
            return _tell_openings(typed, wish, shaper, listing, chosen)
        return _tell_lines(typed, wish, shaper, listing, chosen)

    raise typer.Exit(guarded(body, lang=chosen))


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options say, as typed."""

    measure: str
    size: str
    face: str
    indent: str
    align: Alignment
    settings: tuple[str, ...]
    looseness: int
    vertical: bool


def _wish(asked: Asked) -> tuple[Wish, Shaper]:
    """What is asked for, every value read as it is in a house style, and a shaper for it."""
    from typeset.model.style import Align, TextStyle, WritingMode
    from typeset.read.disk import DiskSources
    from typeset.read.fonts import read_faces
    from typeset.read.hyphenation import divided
    from typeset.read.near import meant
    from typeset.read.settings import read_settings
    from typeset.text.shape import Shaper
    from typeset.text.trial import Wish
    from typeset.units import Units

    rules, found = read_settings(asked.settings)
    book, troubles = read_faces(DiskSources(nearest_workspace(Path())))
    wrong = [*found, *troubles]
    if book is None:
        raise TypesetError(wrong)
    if asked.face not in book.roles:
        wrong.append(
            finding(
                "unknown-face",
                span=Span("--face", 1, 1),
                role=asked.face,
                **meant(asked.face, sorted(book.roles)),
            )
        )
    em = _length("--size", asked.size, Units(), wrong)
    units = Units(em)
    width = _length("--measure", asked.measure, units, wrong)
    first = _length("--indent", asked.indent, units, wrong)
    if em <= 0 or em > MOST_SIZE:
        wrong.append(finding("bad-measure", option="--size", text=asked.size))
    elif not em <= width <= MOST_MEASURE:
        wrong.append(finding("bad-measure", option="--measure", text=asked.measure))
    elif not 0 <= first <= width - em:
        wrong.append(finding("bad-measure", option="--indent", text=asked.indent))
    if worst(wrong) is Severity.ERROR:
        raise TypesetError(list(dict.fromkeys(wrong)))
    style = TextStyle("body", asked.face, em, indent=first, align=Align(asked.align.value))
    mode = WritingMode.VERTICAL if asked.vertical else WritingMode.HORIZONTAL
    return Wish(style, width, rules, asked.looseness, mode), Shaper(book, divided)


def _length(option: str, text: str, units: Units, wrong: list[Finding]) -> Length:
    from typeset.units import UnitError

    try:
        return units.length(text)
    except UnitError:
        wrong.append(finding("bad-measure", option=option, text=text))
        return 0


def _bytes(file: str) -> tuple[bytes, str]:
    """What a file, or standard input, holds, and its name for messages."""
    if file == _STDIN:
        return sys.stdin.buffer.read(), "(stdin)"
    return Path(file).read_bytes(), file


@dataclass(frozen=True, slots=True)
class Typed:
    """A paragraph as it was typed: without the blanks at both ends, and where it begins."""

    text: str
    place: Span


def _paragraphs(file: str, program: str, lang: Lang) -> list[Typed]:
    """The paragraphs of a text: its lines that are not blank."""
    from typeset.read.characters import composed, controls, invisible
    from typeset.read.texts import decoded

    data, name = _bytes(file)
    text, wrong = decoded(data, name)
    if text is None:
        raise TypesetError(list(wrong))
    noticed = [*controls(text, name), *invisible(text, name)]
    if worst(noticed) is Severity.ERROR:
        raise TypesetError(noticed)
    if noticed:
        tell_findings(noticed, lang=lang)
    paragraphs = [
        Typed(composed(line.strip()), Span(name, number, len(line) - len(line.lstrip()) + 1))
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip()
    ]
    if not paragraphs:
        raise TypesetError([finding("nothing-to-set", file=name, program=program)])
    return paragraphs


def _tell_lines(typed: list[Typed], wish: Wish, shaper: Shaper, listing: PlainFormat, lang: Lang) -> int:
    from typeset.report.lines import lines_as_json, lines_for_people
    from typeset.text.trial import try_paragraph

    trials = [try_paragraph(shaper, one.text, wish) for one in typed]
    findings = _findings(typed, trials, wish)
    if findings:
        tell_findings(findings, lang=lang)
    if listing is PlainFormat.JSON:
        emit_data(lines_as_json(trials, wish))
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


def _untailored(file: str, listing: PlainFormat, lang: Lang) -> int:
    """Plain UAX #14 over the whole input as it is, its line ends too."""
    from typeset.read.texts import decoded
    from typeset.text.trial import untailored_openings

    data, name = _bytes(file)
    _, wrong = decoded(data, name)
    if wrong:
        raise TypesetError(list(wrong))
    text = data.decode("utf-8")
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
