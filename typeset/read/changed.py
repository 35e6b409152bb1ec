"""Which editions changed files belong to, for checks before a commit (pre-commit) and in CI.

A file of an edition concerns that edition. A layout or a face concerns the newest edition of each paper of its workspace: those
before it have been printed, and tomorrow's is made from it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from typeset.read.yaml_tree import Mapping, Scalar, compose

_EDITION: Final = "edition.yaml"
_EDITIONS: Final = "editions"
_SHARED: Final = ("layouts", "fonts")
# What a build writes beside an edition; it is made of the other files.
_MADE: Final = "out"


def concerned(files: Iterable[Path]) -> tuple[Path, ...]:
    """The folders of the editions files belong to, each once, sorted; a file of no workspace belongs to none."""
    found = {folder for file in files for folder in _of(file.resolve())}
    return tuple(sorted(found))


def _of(file: Path) -> tuple[Path, ...]:
    for folder in file.parents:
        if (folder / _EDITION).is_file():
            return () if file.relative_to(folder).parts[0] == _MADE else (folder,)
        if folder.name in _SHARED and (folder.parent / "layouts").is_dir():
            return _newest(folder.parent / _EDITIONS)
    return ()


def _newest(editions: Path) -> tuple[Path, ...]:
    """The newest edition of each paper, and every one whose date cannot be read: that it must be checked is sure."""
    newest: dict[str, tuple[datetime.date, Path]] = {}
    undated: list[Path] = []
    for folder in sorted(file.parent for file in editions.glob(f"*/{_EDITION}")):
        paper, date = _paper_and_date(folder / _EDITION)
        if date is None:
            undated.append(folder)
        elif paper not in newest or newest[paper][0] <= date:
            newest[paper] = date, folder
    return (*(folder for _, folder in newest.values()), *undated)


def _paper_and_date(file: Path) -> tuple[str, datetime.date | None]:
    """The house style an edition extends, which stands for its paper, and its date."""
    try:
        tree, _ = compose(file.read_text(encoding="utf-8-sig"), file.name)
    except (OSError, ValueError):
        return "", None
    if not isinstance(tree, Mapping):
        return "", None
    paper, date = (
        node.text if isinstance(node, Scalar) else "" for node in map(tree.get, ("extends", "date"))
    )
    try:
        return paper, datetime.date.fromisoformat(date)
    except ValueError:
        return paper, None
