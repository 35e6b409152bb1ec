"""Which files of an edition can be edited in the browser: its own, its stories, the layouts and house styles (issue 8)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct

from typeset.findings import TypesetError
from typeset.preview.snapshot import Snapshot
from typeset.preview.written_pages import WrittenEdition
from typeset.read.disk import DiskSources
from typeset.read.texts import read_text
from typeset.report.json_value import Json

_HOUSE: Final = re.compile(r"^paper\s*:", re.MULTILINE)
_LAYOUTS: Final = "layouts"


class EditableFiles(Struct, frozen=True):
    """The editable files of the edition in ``folder``; any other name has no path."""

    workspace: Path
    folder: str

    @property
    def sources(self) -> DiskSources:
        """The files of the workspace, as they are now."""
        return DiskSources(self.workspace)

    def path(self, name: str) -> Path | None:
        """Where a file of this name is on disk, links followed; None when it is none of these or leads out of the workspace."""
        if not self._is_editable(name) or not self.sources.exists(name):
            return None
        path = (self.workspace / name).resolve()
        return path if path.is_relative_to(self.workspace.resolve()) else None

    def listed(self, snapshot: Snapshot) -> list[Json]:
        """The files as ``{path, mode, schema, title, used}``: the edition's own first, then layouts, then stories."""
        used = self._used()
        return [
            {
                "path": name,
                "mode": "markdown" if name.endswith(".md") else "yaml",
                "schema": self._schema(name),
                "title": self._title(name, snapshot),
                "used": name in used or not name.startswith(f"{_LAYOUTS}/"),
            }
            for name in self._names()
        ]

    def _names(self) -> Iterator[str]:
        sources, stories = self.sources, f"{self.folder}/stories"
        yield f"{self.folder}/edition.yaml"
        yield from (name for name in sources.names(_LAYOUTS) if self._is_editable(name))
        for folder in (stories, *sources.folders(stories)):
            yield from (name for name in sources.names(folder) if self._is_editable(name))

    def _is_editable(self, name: str) -> bool:
        # A name that is not the shortest for its file is none: no ``..``, no ``//``, nothing absolute.
        if posixpath.normpath(name) != name or name.startswith(("/", "..")):
            return False
        if name == f"{self.folder}/edition.yaml":
            return True
        stem, ending = posixpath.splitext(posixpath.basename(name))
        if stem.startswith("."):
            return False
        if posixpath.dirname(name) == _LAYOUTS:
            return ending == ".yaml"
        return name.startswith(f"{self.folder}/stories/") and ending == ".md"

    def _schema(self, name: str) -> str | None:
        if name.endswith(".md"):
            return "story"
        if not name.startswith(f"{_LAYOUTS}/"):
            return "edition"
        text, _ = read_text(self.sources, name)
        return "house" if text is not None and _HOUSE.search(text) else "layout"

    def _title(self, name: str, snapshot: Snapshot) -> str:
        stem = posixpath.splitext(posixpath.basename(name))[0]
        if snapshot.done is None or not name.endswith(".md"):
            return stem
        stories = snapshot.done.loaded.edition.stories.values()
        heads = {story.span.file: "　".join(story.block.headline) for story in stories}
        waiting = {one.file: one.title for one in snapshot.unplaced}
        return heads.get(name) or waiting.get(name) or stem

    def _used(self) -> frozenset[str]:
        """The layouts and house styles of the edition's pages; empty when its file cannot be read."""
        try:
            edition = WrittenEdition(self.sources, self.folder)
            return frozenset(file for page in edition.pages() for file in page.files)
        except TypesetError:
            return frozenset()
