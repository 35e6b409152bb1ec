"""``typeset preflight``: judges PDF files for print; still to come."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from typeset.cli.coming import refuse_preflight
from typeset.cli.guard import guarded
from typeset.cli.language import language
from typeset.cli.options import LangOption
from typeset.cli.program import program_of


def preflight(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE.pdf", help="PDF files / PDF 文件")],
    *,
    standard: Annotated[str | None, typer.Option("--standard", help="pdfx-1a | pdfx-4")] = None,
    lang: LangOption = None,
) -> None:
    """Judge PDF files for print; to come. (印前检查，尚未提供)."""
    raise typer.Exit(guarded(lambda: refuse_preflight(program_of(context)), lang=language(lang)))
