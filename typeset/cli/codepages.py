"""The pages of ``typeset explain``: one on each code, and all of them as one Markdown document."""

from __future__ import annotations

from typing import Final

from typeset.catalogue import ENTRIES, Entry
from typeset.catalogue.entry import Lang
from typeset.catalogue.general import general
from typeset.findings import Severity

# Numbers of codes of reading, whose errors stop a run.
_READING: Final = "T0"
_BARE: Final = frozenset({"", "…"})


def page(known: Entry, lang: Lang) -> str:
    """All there is to say of a code, in one language: what it means, an example, the cure, and how it is weighed or allowed."""
    led, shown = _example(known, lang)
    blocks = [_title(known, lang), *_meaning(known, lang), f"{led}\n{shown}", *_cure(known, lang)]
    return "\n\n".join((*blocks, "\n".join(_weighed(known, zh=lang is Lang.ZH)))) + "\n"


def document(lang: Lang) -> str:
    """The pages of all codes in the order of their numbers, as one Markdown document."""
    title = "# 代码" if lang is Lang.ZH else "# Codes"
    return (
        "\n\n".join((title, *(_section(e, lang) for e in sorted(ENTRIES.values(), key=lambda e: e.id))))
        + "\n"
    )


def _section(known: Entry, lang: Lang) -> str:
    led, shown = _example(known, lang)
    blocks = [
        f"## {_title(known, lang)}",
        *map(_plain, _meaning(known, lang)),
        _plain(led),
        f"```diff\n{shown}\n```",
    ]
    cure = [_plain(line) for block in _cure(known, lang) for line in block.split("\n")]
    weighed = [_plain(line) for line in _weighed(known, zh=lang is Lang.ZH)]
    return "\n\n".join((*blocks, *cure, *weighed))


def _plain(text: str) -> str:
    """The text with the signs of Markdown as they are."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|" else c for c in text)


def _title(known: Entry, lang: Lang) -> str:
    from typeset.report.words import words

    return f"{known.id} {known.code} ({words(lang).severity(known.severity)})"


def _meaning(known: Entry, lang: Lang) -> list[str]:
    return [general(text) for text in (known.wording(lang), known.why(lang)) if text]


def _example(known: Entry, lang: Lang) -> tuple[str, str]:
    """The line that leads to the example, and its lines."""
    from typeset.catalogue.examples import examples

    example = examples()[known.code]
    where = example.where.words(lang)
    if lang is Lang.ZH:
        led = f"例（{where + '；' if where else ''}- 有问题，+ 改好）："
    else:
        led = f"example ({where + '; ' if where else ''}- wrong, + right):"
    return led, example.shown(lang)


def _cure(known: Entry, lang: Lang) -> list[str]:
    from typeset.report.words import words

    # A line that is nothing but a fact of one finding says nothing in general.
    lines = [line for line in general(known.hint(lang)).split("\n") if line not in _BARE]
    return ["\n".join(words(lang).hint + line for line in lines)] if lines else []


def _weighed(known: Entry, *, zh: bool) -> tuple[str, ...]:
    """How a house gives the code another severity, and how somebody answers for one finding."""
    if known.id.startswith(_READING) and known.severity is Severity.ERROR:
        always = "What is not understood cannot be set: always an error, never allowed."
        return ("读不懂的文件排不了：总是错误，不能放行。" if zh else always,)
    if known.firm:
        return ("不能改级别，也不能放行。" if zh else "Its severity is fixed, and it cannot be allowed.",)
    other = "warning" if known.severity is not Severity.WARNING else "error"
    house = f"checks: {{severity: {{{known.code}: {other}}}}}"
    allow = f"# typeset: allow {known.code} because …"
    if zh:
        return f"改级别，写在报纸版式里：{house}", f"放行一个，写在那个键旁边或稿件头部：{allow}"
    return (
        f"another severity, in the house style: {house}",
        f"to allow one, beside its key or in front matter: {allow}",
    )
