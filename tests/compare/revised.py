"""A golden edition twice in one workspace, as ``old`` and ``new``; tests change the new one and look at what is told."""

from __future__ import annotations

import shutil
from pathlib import Path

from typeset.model.changes import ChangedLine, Fate, IssueDiff, StoryDiff, TextDiff
from typeset.model.impression import TextKind
from typeset.press.proofs import Compared, compare_versions

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"


class Revised:
    """Two versions of an edition; they are equal until one is changed."""

    def __init__(self, folder: Path, case: str) -> None:
        self.folder = folder
        shutil.copytree(GOLDEN / "layouts", folder / "layouts")
        for version in ("old", "new"):
            source = GOLDEN / "editions" / case
            shutil.copytree(source, self.of(version), ignore=shutil.ignore_patterns("out", "expected.txt"))

    def of(self, version: str) -> Path:
        return self.folder / "editions" / version

    def change(self, file: str, old: str, new: str, version: str = "new") -> None:
        path = self.of(version) / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")

    def compared(self) -> Compared:
        return compare_versions(str(self.of("old")), str(self.of("new")), Path())

    def diff(self) -> IssueDiff:
        return self.compared().diff


def fates(diff: IssueDiff) -> dict[str, Fate]:
    return {page.name: page.fate for page in diff.pages}


def story(diff: IssueDiff, slug: str) -> StoryDiff:
    (found,) = [one for one in diff.stories if one.slug == slug]
    return found


def text(diff: IssueDiff, kind: TextKind) -> TextDiff:
    (found,) = [one for one in diff.all_texts if one.kind is kind]
    return found


def changed(diff: TextDiff) -> list[tuple[list[str], list[str]]]:
    """The old and new lines of each change, what is marked in them between brackets."""
    return [([_marked(line) for line in h.old], [_marked(line) for line in h.new]) for h in diff.hunks]


def _marked(line: ChangedLine) -> str:
    said = line.text
    for first, last in reversed(line.marks):
        shown = said + "¶" if last > len(said) else said
        said = f"{shown[:first]}[{shown[first:last]}]{shown[last:]}"
    return said
