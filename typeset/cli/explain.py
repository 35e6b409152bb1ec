"""``typeset explain``: what a code of the findings means and what to do about it."""

from __future__ import annotations

import difflib
from typing import Annotated, Final

import typer

from typeset.catalogue import ENTRIES, Entry, entry, finding
from typeset.catalogue.entry import Lang
from typeset.catalogue.general import general
from typeset.cli.guard import CLEAN, guarded
from typeset.cli.language import language
from typeset.cli.options import LangOption
from typeset.cli.program import program_of
from typeset.cli.terminal import emit
from typeset.findings import Severity, TypesetError

_NEAREST: Final = 3
_CUTOFF: Final = 0.6
# Numbers of codes of reading, whose errors stop a run.
_READING: Final = "T0"


def explain(
    context: typer.Context,
    code: Annotated[
        str | None,
        typer.Argument(metavar="CODE", help="overset or T101; without: list all / 不写则列出全部"),
    ] = None,
    *,
    lang: LangOption = None,
) -> None:
    """Explain a code of the findings. (解释一个问题代码)."""
    chosen = language(lang)
    raise typer.Exit(guarded(lambda: _explain(code, chosen, program_of(context)), lang=chosen))


def _explain(code: str | None, lang: Lang, program: str) -> int:
    from typeset.report.table import table
    from typeset.report.words import words

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


def page(known: Entry, lang: Lang) -> str:
    """All there is to say of a code, in one language: what it means, an example, the cure, and how it is weighed or allowed."""
    from typeset.catalogue.examples import examples
    from typeset.report.words import words

    say = words(lang)
    zh = lang is Lang.ZH
    blocks = [f"{known.id} {known.code} ({say.severity(known.severity)})", general(known.wording(lang))]
    if known.why(lang):
        blocks.append(known.why(lang))
    shown = examples()[known.code].shown(lang)
    blocks.append(("例（- 有问题，+ 改好）：" if zh else "example (- wrong, + right):") + "\n" + shown)
    if known.hint(lang):
        blocks.append("\n".join(say.hint + line for line in general(known.hint(lang)).split("\n")))
    blocks.append(_weighed(known, zh=zh))
    return "\n\n".join(blocks) + "\n"


def _weighed(known: Entry, *, zh: bool) -> str:
    """How a house gives the code another severity, and how somebody answers for one finding."""
    if known.id.startswith(_READING) and known.severity is Severity.ERROR:
        return (
            "读不懂的文件排不了：总是错误，不能放行。"
            if zh
            else "What is not understood cannot be set: always an error, never allowed."
        )
    if known.firm:
        return "不能改级别，也不能放行。" if zh else "Its severity is fixed, and it cannot be allowed."
    other = "warning" if known.severity is not Severity.WARNING else "error"
    house = f"checks: {{severity: {{{known.code}: {other}}}}}"
    allow = f"# typeset: allow {known.code} because …"
    if zh:
        return f"改级别，写在报纸版式里：{house}\n放行一个，写在那个键旁边或稿件头部：{allow}"
    return f"another severity, in the house style: {house}\nto allow one, beside its key or in front matter: {allow}"
