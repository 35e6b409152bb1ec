"""The commands put together."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Final

import typer

from typeset.catalogue.entry import Lang
from typeset.cli.guard import CLEAN, INTERRUPTED, guarded
from typeset.cli.language import language
from typeset.cli.options import LangOption
from typeset.cli.page_names import spelled_out
from typeset.cli.program import USUAL
from typeset.cli.terminal import emit, prepare
from typeset.cli.usage import USAGE_ERROR, asked_language, tell_usage
from typeset.cli.version import version_line

_COMMANDS: Final = (
    "build",
    "check",
    "fit",
    "diff",
    "jumps",
    "lines",
    "init",
    "fonts",
    "explain",
    "schema",
    "preview",
    "preflight",
)
"""Each is the function of its name in the module of its name, in the order in which help lists them."""


def run(arguments: Sequence[str], *, program: str = USUAL) -> int:
    """Run one command line and give its exit status; ``program`` is the name it was called by."""
    prepare()
    lang = language(asked_language(arguments))
    return guarded(lambda: _run(arguments, program, lang), lang=lang)


def _run(arguments: Sequence[str], program: str, lang: Lang) -> int:
    try:
        status = _app(_wanted(arguments))(
            args=spelled_out(arguments), prog_name=program, standalone_mode=False
        )
    except typer.Abort:
        return INTERRUPTED
    except USAGE_ERROR as error:
        return tell_usage(error, lang=lang)
    return status if isinstance(status, int) else CLEAN


def _wanted(arguments: Sequence[str]) -> Sequence[str]:
    """The command a line begins with; all of them where it begins otherwise, to list them or to find the one that is meant."""
    first = arguments[0] if arguments else ""
    return (first,) if first in _COMMANDS else _COMMANDS


def _app(commands: Sequence[str]) -> typer.Typer:
    app = typer.Typer(
        name="typeset",
        help="Makes Chinese newspapers: YAML layouts and Markdown stories in, print-ready pages out. / 中文报纸排版。",
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    app.callback()(_typeset)
    for name in commands:
        app.command()(getattr(import_module(f"typeset.cli.{name}"), name))
    return app


def _show_version(asked: bool) -> None:  # noqa: FBT001 - typer calls it with the option's value
    if asked:
        emit(version_line())
        raise typer.Exit


def _typeset(
    context: typer.Context,
    *,
    lang: LangOption = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version / 版本")
    ] = False,
) -> None:
    """Options before the command: a language given here holds unless the command is given its own."""
    del version
    if lang is not None:
        context.default_map = {command: {"lang": lang.value} for command in _COMMANDS}
