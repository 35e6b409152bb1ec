"""The commands put together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from typeset.cli.build import build
from typeset.cli.check import check
from typeset.cli.explain import explain
from typeset.cli.fonts import fonts
from typeset.cli.guard import CLEAN, COULD_NOT_RUN, guarded
from typeset.cli.init import init
from typeset.cli.language import language
from typeset.cli.preflight import preflight
from typeset.cli.preview import preview
from typeset.cli.schema import schema
from typeset.cli.terminal import emit, prepare
from typeset.cli.version import version_line


def run(arguments: Sequence[str]) -> int:
    """Run one command line and give its exit status."""
    prepare()
    return guarded(lambda: _run(arguments), lang=language(None))


def _run(arguments: Sequence[str]) -> int:
    try:
        _app()(args=list(arguments), prog_name="typeset")
    except SystemExit as stop:
        # Typer gives every status this way; a text instead of a number would be its own message.
        return stop.code if isinstance(stop.code, int) else (CLEAN if stop.code is None else COULD_NOT_RUN)
    return CLEAN


def _app() -> typer.Typer:
    app = typer.Typer(
        name="typeset",
        help="Makes Chinese newspapers: YAML layouts and Markdown stories in, print-ready pages out. / 中文报纸排版。",
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    app.callback()(_typeset)
    for command in (build, check, init, fonts, explain, schema, preview, preflight):
        app.command()(command)
    return app


def _show_version(asked: bool) -> None:  # noqa: FBT001 - typer calls it with the option's value
    if asked:
        emit(version_line())
        raise typer.Exit


def _typeset(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version / 版本")
    ] = False,
) -> None:
    """Options before the command."""
