"""An edition that has been read, and who is told how far the press is with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from typeset.faces import FaceBook
from typeset.findings import Finding
from typeset.model.allowance import Allowance
from typeset.model.edition import Edition
from typeset.source import Sources

Progress = Callable[[str, int, int], None]
"""Told the stage (``read``, ``set``, ``check``, ``render``, ``write``), how much of it is done, and of how much."""


def silent(stage: str, done: int, total: int) -> None:
    """Progress that nobody hears."""
    del stage, done, total


class Loaded(Struct, frozen=True):
    """An edition that has been read, with its faces and the sources its pictures come from."""

    edition: Edition
    faces: FaceBook
    sources: Sources
    workspace: Path
    folder: Path
    findings: tuple[Finding, ...]
    allowances: tuple[Allowance, ...] = ()
