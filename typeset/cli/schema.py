"""``typeset schema``: the JSON Schema of a file people write, for editors that complete and check YAML, and of our report."""

from __future__ import annotations

import enum
import json
from typing import Annotated

import typer

from typeset.cli.guard import CLEAN, guarded
from typeset.cli.language import language
from typeset.cli.options import LangOption
from typeset.cli.terminal import emit_data


class Kind(enum.Enum):
    """The kinds of files people write, and the report."""

    HOUSE = "house"
    LAYOUT = "layout"
    EDITION = "edition"
    STORY = "story"
    REPORT = "report"


def schema(
    kind: Annotated[Kind, typer.Argument(help="Kind of file / 文件种类")], *, lang: LangOption = None
) -> None:
    """Print the JSON Schema of a kind of file. (输出 JSON Schema，供编辑器补全和检查)."""
    raise typer.Exit(guarded(lambda: _print(kind), lang=language(lang)))


def _print(kind: Kind) -> int:
    if kind is Kind.REPORT:
        from typeset.report.json_report import report_schema

        emit_data(report_schema())
        return CLEAN
    from typeset.read.schema import json_schema

    emit_data(json.dumps(json_schema(kind.value), ensure_ascii=False, indent=2) + "\n")
    return CLEAN
