"""What is asked of trial lines (试排): the options of ``typeset lines``, and the text it is given."""

from __future__ import annotations

import codecs
from typing import Final

from msgspec import Struct

from typeset.catalogue import finding
from typeset.findings import Finding, Severity, TypesetError, worst
from typeset.model.style import Align, LineRules, TextStyle, WritingMode
from typeset.read.characters import composed, controls, invisible, is_blank
from typeset.read.fonts import read_faces
from typeset.read.hyphenation import divided
from typeset.read.near import meant
from typeset.read.punctuation import widen
from typeset.read.settings import read_settings
from typeset.read.texts import decoded
from typeset.source import Sources, Span
from typeset.text.shape import Shaper
from typeset.text.trial import Wish
from typeset.units import Length, UnitError, Units

# What a page can hold: nobody tries larger type or longer lines.
MOST_SIZE: Final = 500_000
MOST_MEASURE: Final = 14_400_000


class Asked(Struct, frozen=True):
    """What the options say, as typed."""

    measure: str
    size: str
    face: str
    indent: str
    align: Align
    settings: tuple[str, ...]
    looseness: int
    mode: WritingMode


class Typed(Struct, frozen=True):
    """A paragraph as it was typed: without the blanks at both ends, and where it begins."""

    text: str
    place: Span


def read_wish(asked: Asked, sources: Sources) -> tuple[Wish, Shaper]:
    """What is asked for, every value read as it is in a house style, and a shaper for it.

    Raises:
        TypesetError: with everything in the options that cannot be used.
    """
    rules, found = read_settings(asked.settings)
    book, troubles = read_faces(sources)
    wrong = [*found, *troubles]
    if book is None:
        raise TypesetError(wrong)
    if asked.face not in book.roles:
        near = meant(asked.face, sorted(book.roles))
        wrong.append(finding("unknown-face", span=Span("--face", 1, 1), role=asked.face, **near))
    style, measure = _style(asked, wrong)
    if worst(wrong) is Severity.ERROR:
        raise TypesetError(list(dict.fromkeys(wrong)))
    return Wish(style, measure, rules, asked.looseness, asked.mode), Shaper(book, divided)


def _style(asked: Asked, wrong: list[Finding]) -> tuple[TextStyle, Length]:
    """The style of the paragraphs and their measure."""
    em = _length("--size", asked.size, Units(), wrong)
    units = Units(em)
    measure = _length("--measure", asked.measure, units, wrong)
    indent = _length("--indent", asked.indent, units, wrong)
    if em <= 0 or em > MOST_SIZE:
        wrong.append(finding("bad-measure", option="--size", text=asked.size))
    elif not em <= measure <= MOST_MEASURE:
        wrong.append(finding("bad-measure", option="--measure", text=asked.measure))
    elif not 0 <= indent <= measure - em:
        wrong.append(finding("bad-measure", option="--indent", text=asked.indent))
    return TextStyle("body", asked.face, em, indent=indent, align=asked.align), measure


def _length(option: str, text: str, units: Units, wrong: list[Finding]) -> Length:
    try:
        return units.length(text)
    except UnitError:
        wrong.append(finding("bad-measure", option=option, text=text))
        return 0


def read_paragraphs(
    data: bytes, name: str, rules: LineRules, *, program: str
) -> tuple[list[Typed], list[Finding]]:
    """The paragraphs of a text, its lines that are not blank, and what is to be said about its characters.

    ``program`` is the name the command was called by.

    Raises:
        TypesetError: when the bytes are no text, or nothing of it could be seen.
    """
    text, wrong = decoded(data, name)
    if text is None:
        raise TypesetError(list(wrong))
    noticed = [*controls(text, name), *invisible(text, name)]
    if worst(noticed) is Severity.ERROR:
        raise TypesetError(noticed)
    typed = [
        Typed(_as_set(line.strip(), rules), Span(name, number, len(line) - len(line.lstrip()) + 1))
        for number, line in enumerate(text.split("\n"), 1)
        if not is_blank(line)
    ]
    if not typed:
        raise TypesetError([*noticed, finding("nothing-to-set", file=name, program=program)])
    return typed, noticed


def _as_set(text: str, rules: LineRules) -> str:
    text = composed(text)
    return widen(text).text if rules.fullwidth_punctuation else text


def read_as_it_is(data: bytes, name: str) -> str:
    """The text with the line ends and characters it has; only a byte order mark is none of it.

    Raises:
        TypesetError: when the bytes are no text.
    """
    _, wrong = decoded(data, name)
    if wrong:
        raise TypesetError(list(wrong))
    return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
