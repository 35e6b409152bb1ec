"""The files of a workspace, each read again only when it changed on disk, and which of them were asked for (issue 8)."""

from __future__ import annotations

import hashlib
import os
import posixpath
from pathlib import Path
from typing import Final

from msgspec import Struct

from typeset.read.disk import DiskSources

Stamp = tuple[int, int, int, int]
"""When a file's content was changed, when its entry was, its size, and which file it is."""

# What comes with the package does not change while the program runs.
_BUNDLED: Final = "@"
_FIXED: Final = (0, 0, 0, 0)


class _Kept(Struct, frozen=True):
    stamp: Stamp
    data: bytes
    digest: str


class KeptFiles:
    """Sources of one workspace that keep what they read, for one reading of an edition after another.

    They know every name that was asked for, also of files that were not there: those are what an edition is made of.
    """

    def __init__(self, workspace: Path) -> None:
        self._workspace = workspace.resolve()
        # Asked for at every save, a thousand times in a large issue: paths are not put together for it.
        self._root = str(self._workspace)
        self._disk = DiskSources(workspace)
        self._kept: dict[str, _Kept] = {}
        self._stamps: dict[str, Stamp | None] = {}
        self._there: dict[str, tuple[Stamp | None, bool]] = {}
        self._folders: set[str] = set()
        self._read_now: set[str] = set()

    def read_bytes(self, name: str) -> bytes:
        """The content of a file; raises FileNotFoundError or OSError."""
        return self._read(name).data

    def digest(self, name: str) -> str:
        """The SHA-256 of a file's content; "" when it cannot be read."""
        try:
            return self._read(name).digest
        except OSError:
            return ""

    def exists(self, name: str) -> bool:
        """Whether there is a file of this name."""
        stamp = self._stamps[name] = self._stamp(name)
        known = self._there.get(name)
        if known is None or known[0] != stamp:
            known = self._there[name] = (stamp, self._disk.exists(name))
        return known[1]

    def names(self, folder: str) -> tuple[str, ...]:
        """The files directly in a folder, as full names, sorted; empty when there is no such folder."""
        self._folders.add(folder.rstrip("/"))
        return self._disk.names(folder)

    def folders(self, folder: str) -> tuple[str, ...]:
        """The folders directly in a folder, as full names, sorted; empty when there is no such folder."""
        self._folders.add(folder.rstrip("/"))
        return self._disk.folders(folder)

    def concern(self, name: str) -> bool:
        """Whether a file that changed, by its name in the workspace, is one that was asked for or may be."""
        return name in self._stamps or name in self._folders or posixpath.dirname(name) in self._folders

    def changed(self) -> bool:
        """Whether a file that was asked for is another on disk than when it was read, or when this was asked last."""
        found = False
        for name, known in tuple(self._stamps.items()):
            now = self._stamp(name)
            if now != known:
                self._stamps[name] = now
                found = True
        return found

    def watched(self) -> frozenset[Path]:
        """The folders in which what was asked for lies, or would lie: of each the nearest that there is."""
        asked = {posixpath.dirname(name) for name in tuple(self._stamps)} | self._folders
        return frozenset(self._nearest(folder) for folder in asked if not folder.startswith(_BUNDLED))

    def begin(self) -> None:
        """An edition is read from the beginning."""
        self._read_now = set()

    def forget(self) -> None:
        """Forget files that were not read since it was begun."""
        for name in self._kept.keys() - self._read_now:
            del self._kept[name]

    def _read(self, name: str) -> _Kept:
        stamp = self._stamps[name] = self._stamp(name)
        self._read_now.add(name)
        kept = self._kept.get(name)
        if kept is None or kept.stamp != stamp:
            data = self._disk.read_bytes(name)
            kept = _Kept(stamp or _FIXED, data, hashlib.sha256(data).hexdigest())
            self._kept[name] = kept
        return kept

    def _stamp(self, name: str) -> Stamp | None:
        if name.startswith(_BUNDLED):
            return _FIXED
        try:
            seen = os.stat(f"{self._root}/{name}")  # noqa: PTH116 - a path object a file doubles the time
        except (OSError, ValueError):
            return None
        return (seen.st_mtime_ns, seen.st_ctime_ns, seen.st_size, seen.st_ino)

    def _nearest(self, folder: str) -> Path:
        path = self._workspace / folder
        return next((one for one in (path, *path.parents) if one.is_dir()), self._workspace)
