"""``typeset preview``: live pages in the browser; still to come."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from typeset.cli.coming import refuse_preview
from typeset.cli.guard import guarded
from typeset.cli.language import language
from typeset.cli.options import LangOption
from typeset.cli.program import program_of


def preview(
    context: typer.Context,
    edition: Annotated[
        Path, typer.Argument(metavar="EDITION", help="Folder with edition.yaml / 含 edition.yaml 的文件夹")
    ],
    *,
    port: Annotated[int, typer.Option("--port", help="Port of the server / 端口")] = 8000,
    lang: LangOption = None,
) -> None:
    """Live pages in the browser; to come. (浏览器实时预览，尚未提供)."""
    raise typer.Exit(guarded(lambda: refuse_preview(program_of(context)), lang=language(lang)))
