"""Workspaces with many small editions."""

from __future__ import annotations

import shutil
from pathlib import Path

from typeset.cli import main

EDITION = """\
extends: starter
date: 2026-11-22
issue: {number}
pages:
  - {{page: 1, layout: starter-inside, place: {{main: news}}}}
"""
PARAGRAPH = "今天的事情不多，编辑们把它写成一段，放在版面上。" * 6
STORY = "---\nheadline: 第{number}号新闻\n---\n" + f"{PARAGRAPH}\n\n" * 8


def small_editions(folder: Path, count: int) -> list[Path]:
    """A new workspace with so many editions of one page, each with copy of its own."""
    assert main(["init", str(folder), "--lang", "en"]) == 0
    shutil.rmtree(folder / "editions" / "starter")
    made = []
    for number in range(1, count + 1):
        edition = folder / "editions" / f"paper-{number:02}"
        (edition / "stories").mkdir(parents=True)
        (edition / "edition.yaml").write_text(EDITION.format(number=number), encoding="utf-8")
        (edition / "stories" / "news.md").write_text(STORY.format(number=number), encoding="utf-8")
        made.append(edition)
    return made


def files_below(folder: Path) -> dict[str, bytes]:
    """All files of a folder by their names in it."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }
