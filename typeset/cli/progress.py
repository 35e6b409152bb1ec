"""Progress on standard error: one plain line a stage, so that it reads well in a log too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from typeset.catalogue.entry import Lang
from typeset.cli.terminal import tell
from typeset.findings import Severity

if TYPE_CHECKING:
    from typeset.report.outcome import Outcome

_STAGES_ZH: Final[Mapping[str, str]] = MappingProxyType(
    {
        "read": "读入",
        "set": "排版",
        "check": "检查",
        "render": "出 PDF",
        "write": "写文件",
        "fit": "试排",
        "compare": "对比",
        "draw": "画版面",
    }
)


class Progress:
    """Tells each stage as it begins and what was written; says nothing when it is to be quiet."""

    def __init__(self, *, lang: Lang, quiet: bool = False) -> None:
        self._lang = lang
        self._quiet = quiet
        self._stage = ""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Called by the press: ``done`` of ``total`` of a stage; only the beginning of a stage is told."""
        if stage == self._stage:
            return
        self._stage = stage
        name = _STAGES_ZH.get(stage, stage) if self._lang is Lang.ZH else stage
        self._tell(f"{name} …" if done < total else name)

    def edition(self, number: int, total: int, folder: Path, outcome: Outcome, *, built: bool) -> None:
        """An edition is done, the ``number``-th of ``total``; a line each."""
        errors = sum(f.severity is Severity.ERROR for f in outcome.findings)
        pages = len(outcome.pages)
        if self._lang is Lang.ZH:
            said = f"{pages} 个版，{errors} 个错误" if built else "没有排成"
            self._tell(f"{number}/{total}　{folder}：{said}")
        else:
            said = f"{pages} pages, {errors} errors" if built else "not built"
            self._tell(f"{number}/{total}  {folder}: {said}")

    def editions(self, total: int, built: int) -> None:
        """All editions are done."""
        if self._lang is Lang.ZH:
            self._tell(f"{total} 期：排好 {built} 期，没有排成 {total - built} 期")
        else:
            self._tell(f"{total} editions: {built} built, {total - built} not built")

    def written(self, files: Sequence[Path]) -> None:
        """What was written, a line a file."""
        for file in files:
            self._tell(f"→ {file}")

    def _tell(self, line: str) -> None:
        if not self._quiet:
            tell(line + "\n")
