"""Progress on standard error: one plain line a stage, so that it reads well in a log too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from typeset.catalogue.entry import Lang
from typeset.cli.terminal import tell

_STAGES_ZH: Final[Mapping[str, str]] = MappingProxyType(
    {
        "read": "读入",
        "set": "排版",
        "check": "检查",
        "render": "出 PDF",
        "proof": "出合版",
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

    def written(self, files: Sequence[Path]) -> None:
        """What was written, a line a file."""
        for file in files:
            self._tell(f"→ {file}")

    def _tell(self, line: str) -> None:
        if not self._quiet:
            tell(line + "\n")
