"""Options several commands share, and the words they take. Help is English / 中文."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from typeset.catalogue.entry import Lang
from typeset.findings import Severity


class Format(enum.Enum):
    """The formats of reports."""

    CONSOLE = "console"
    JSON = "json"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"
    HTML = "html"

    @property
    def is_of_one(self) -> bool:
        """Whether a report in it is of one edition."""
        return self is Format.HTML


class PlainFormat(enum.Enum):
    """The formats of lists."""

    CONSOLE = "console"
    JSON = "json"


class Level(enum.Enum):
    """From which severity on findings are listed for people."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def severity(self) -> Severity:
        """The severity."""
        return Severity[self.name]


class FailOn(enum.Enum):
    """From which severity on findings give exit status 1."""

    ERROR = "error"
    WARNING = "warning"
    NEVER = "never"

    @property
    def severity(self) -> Severity | None:
        """The severity; None for never."""
        return None if self is FailOn.NEVER else Severity[self.name]


EditionsArgument: TypeAlias = Annotated[
    list[Path],
    typer.Argument(metavar="EDITION", help="Folder with edition.yaml / 含 edition.yaml 的文件夹"),
]
LangOption: TypeAlias = Annotated[
    Lang | None, typer.Option("--lang", help="Language of messages; default: the locale's / 语言，默认随系统")
]
CacheOption: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--cache/--no-cache", help="Take over from .typeset-cache what has not changed / 没有变的取自缓存"
    ),
]
QuietOption: TypeAlias = Annotated[
    bool, typer.Option("--quiet", "-q", help="No progress on stderr / 不显示进度")
]
FormatOption: TypeAlias = Annotated[Format, typer.Option("--format", help="Format of the report / 报告格式")]
PlainFormatOption: TypeAlias = Annotated[
    PlainFormat, typer.Option("--format", help="Format of the list / 列表格式")
]
LevelOption: TypeAlias = Annotated[
    Level, typer.Option("--level", help="List findings from this severity on / 从哪一级起列出")
]
FailOnOption: TypeAlias = Annotated[
    FailOn, typer.Option("--fail-on", help="Exit status 1 from this severity on / 从哪一级起退出状态为 1")
]
