"""Where things were written, and the one door through which files come in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from msgspec import Struct


class Span(Struct, frozen=True):
    """A place in an input file: 1-based line and column of its first character, and of the one after its last.

    ``file`` is the name shown to people: relative to the workspace, with forward slashes.
    """

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 0
    end_column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Sources(Protocol):
    """The files of one workspace; on disk in the program, in a dict in tests.

    Names are relative to the workspace with forward slashes; names under ``@bundled/`` are the files that come
    with the package. No name leads out of these two trees.
    """

    def read_bytes(self, name: str) -> bytes:
        """The content of a file; raises FileNotFoundError or OSError."""

    def exists(self, name: str) -> bool:
        """Whether there is a file of this name."""

    def names(self, folder: str) -> tuple[str, ...]:
        """The files directly in a folder, as full names, sorted; empty when there is no such folder."""

    def folders(self, folder: str) -> tuple[str, ...]:
        """The folders directly in a folder ("" for the workspace), as full names, sorted; empty when there is no such folder."""


class RecordedSources:
    """Sources that remember what was read of them, by name, where ``kept`` says it is of interest."""

    def __init__(self, sources: Sources, kept: Callable[[str], bool]) -> None:
        self._sources = sources
        self._kept = kept
        self.read: dict[str, bytes] = {}

    def read_bytes(self, name: str) -> bytes:
        """The content of a file; raises FileNotFoundError or OSError."""
        data = self._sources.read_bytes(name)
        if self._kept(name):
            self.read[name] = data
        return data

    def exists(self, name: str) -> bool:
        """Whether there is a file of this name."""
        return self._sources.exists(name)

    def names(self, folder: str) -> tuple[str, ...]:
        """The files directly in a folder, as full names, sorted; empty when there is no such folder."""
        return self._sources.names(folder)

    def folders(self, folder: str) -> tuple[str, ...]:
        """The folders directly in a folder ("" for the workspace), as full names, sorted; empty when there is no such folder."""
        return self._sources.folders(folder)


class MemorySources:
    """Sources held in memory: for tests, and for work units sent to another machine."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self._files = dict(files)

    def read_bytes(self, name: str) -> bytes:
        """The content of a file; raises FileNotFoundError."""
        try:
            return self._files[name]
        except KeyError:
            raise FileNotFoundError(name) from None

    def exists(self, name: str) -> bool:
        """Whether there is a file of this name."""
        return name in self._files

    def names(self, folder: str) -> tuple[str, ...]:
        """The files directly in a folder, sorted."""
        prefix = folder.rstrip("/") + "/"
        return tuple(sorted(n for n in self._files if n.startswith(prefix) and "/" not in n[len(prefix) :]))

    def folders(self, folder: str) -> tuple[str, ...]:
        """The folders directly in a folder that hold files, sorted."""
        prefix = f"{folder.rstrip('/')}/" if folder else ""
        below = (n.removeprefix(prefix) for n in self._files if n.startswith(prefix))
        return tuple(sorted({prefix + name.split("/")[0] for name in below if "/" in name}))
