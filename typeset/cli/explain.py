"""``typeset explain``: what a code of the findings means and what to do about it."""

from __future__ import annotations

import difflib
from typing import Annotated, Final

import typer

from typeset.catalogue import ENTRIES, entry, finding
from typeset.catalogue.entry import Lang
from typeset.catalogue.general import general
from typeset.cli.codepages import document, page
from typeset.cli.guard import CLEAN, guarded
from typeset.cli.language import language
from typeset.cli.options import LangOption
from typeset.cli.program import program_of
from typeset.cli.terminal import emit, emit_data
from typeset.findings import TypesetError

_NEAREST: Final = 3
_CUTOFF: Final = 0.6


def explain(
    context: typer.Context,
    code: Annotated[
        str | None,
        typer.Argument(metavar="CODE", help="overset or T101; without: list all / 不写则列出全部"),
    ] = None,
    *,
    every: Annotated[
        bool,
        typer.Option(
            "--all", help="Print the pages of all codes as one Markdown document / 全部代码，一份 Markdown"
        ),
    ] = False,
    lang: LangOption = None,
) -> None:
    """Explain a code of the findings. (解释一个问题代码)."""
    chosen = language(lang)
    raise typer.Exit(guarded(lambda: _explain(code, chosen, program_of(context), every=every), lang=chosen))


def _explain(code: str | None, lang: Lang, program: str, *, every: bool) -> int:
    from typeset.report.table import table
    from typeset.report.words import words

    if every:
        emit_data(document(lang))
        return CLEAN
    if code is None:
        entries = sorted(ENTRIES.values(), key=lambda e: e.id)
        emit(
            table(
                [(e.id, e.code, words(lang).severity(e.severity), general(e.wording(lang))) for e in entries]
            )
        )
        return CLEAN
    known = entry(code.strip())
    if known is None:
        near = ", ".join(nearest(code))
        if not near:
            raise TypesetError([finding("no-such-code", given=code, program=program)])
        raise TypesetError([finding("unknown-code", given=code, near=near, program=program)])
    emit(page(known, lang))
    return CLEAN


def nearest(code: str) -> tuple[str, ...]:
    """The codes most like what was typed, best first; ids when it looks like an id."""
    typed = code.strip()
    looks_like_id = typed[:1] in "Tt" and any(map(str.isdigit, typed))
    names = [e.id for e in ENTRIES.values()] if looks_like_id else list(ENTRIES)
    return tuple(
        difflib.get_close_matches(
            typed.upper() if looks_like_id else typed.lower(), names, _NEAREST, cutoff=_CUTOFF
        )
    )
