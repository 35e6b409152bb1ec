"""A cache in a folder: a file an entry, named by a digest of its key (issue 9).

Two builds may use it at once, and anybody may delete any of it at any time: files are written beside their place and moved there, and
nothing is locked. Where the folder cannot be written, or the disk is full, nothing is kept and nobody is troubled.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct

from typeset.patterns import regex
from typeset.stock.entry import read, written

FOLDER: Final = ".typeset-cache"
"""The folder of the cache in a workspace."""

MOST: Final = 512 * 1024 * 1024
"""How large the cache of a workspace may become, in bytes."""

_ENTRY: Final = regex(r"[0-9a-f]{64}")
_PART: Final = regex(r"[0-9a-f]{64}\.[0-9a-f]{16}\.part")
# After making room so much of the limit is free, in tenths: room is made seldom, not at every entry.
_FREE: Final = 1
# Seconds after which a file that somebody began to write is nobody's.
_ABANDONED: Final = 3600.0
# What every cache folder says of itself (bford.info/cachedir), so that backups leave it out; and git.
_TAG: Final = b"Signature: 8a477f597d28d172789f06886806bc55\n# Made by typeset; may be deleted at any time.\n"
_SIGNS: Final = (("CACHEDIR.TAG", _TAG), (".gitignore", b"*\n"))


class FolderCache:
    """What was made by one version of the program, in a folder that versions share.

    Args:
        folder: made when the first entry is written. One that is a symbolic link is not used: what is in it is not ours.
        version: names whatever makes the entries besides their keys (:func:`typeset.stock.version.code_version`).
        most: so many bytes may be kept; of more those go that were not used for longest.
    """

    def __init__(self, folder: Path, version: bytes, most: int = MOST) -> None:
        self._folder = folder
        self._version = version
        self._most = most
        self._size: int | None = None
        self._works = not folder.is_symlink()

    def get(self, kind: str, key: bytes) -> bytes | None:
        """What was put under this key; None when there is nothing. What is damaged is taken away."""
        if not self._works:
            return None
        name = self._name(kind, key)
        path = self._path(name)
        try:
            file = _content(path)
        except OSError:
            return None
        data = read(name, file)
        if data is None:
            _remove(path)
            return None
        _stamp(path)
        return data

    def put(self, kind: str, key: bytes, data: bytes) -> None:
        """Keep this; the first time it cannot be written nothing more is."""
        name = self._name(kind, key)
        file = written(name, data)
        if not self._works or len(file) > self._most // 2:
            return
        try:
            self._write(self._path(name), file)
            self._made_room(len(file))
        except OSError:
            self._works = False

    def _name(self, kind: str, key: bytes) -> str:
        return hashlib.sha256(b"".join((self._version, kind.encode(), b"\0", key))).hexdigest()

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / name

    def _write(self, path: Path, file: bytes) -> None:
        """Write a file beside its place and move it there; raises OSError."""
        beside = path.with_name(f"{path.name}.{secrets.token_hex(8)}.part")
        self._make(path.parent)
        try:
            beside.write_bytes(file)
            beside.replace(path)
        except OSError:
            _remove(beside)
            raise

    def _make(self, shelf: Path) -> None:
        """Make a folder of entries, and with the first of them the cache; raises OSError."""
        if not self._folder.is_dir():
            self._folder.mkdir(parents=True, exist_ok=True)
            for name, content in _SIGNS:
                (self._folder / name).write_bytes(content)
        shelf.mkdir(exist_ok=True)
        if shelf.is_symlink():
            raise NotADirectoryError(os.fspath(shelf))

    def _made_room(self, added: int) -> None:
        """Take note of what was written, and take away what was not used for longest when there is too much."""
        self._size = sum(one.size for one in self._entries()) if self._size is None else self._size + added
        if self._size <= self._most:
            return
        entries = sorted(self._entries(), key=lambda one: (one.used, one.path))
        self._size = sum(one.size for one in entries)
        for one in entries:
            if self._size <= self._most - self._most * _FREE // 10:
                return
            _remove(Path(one.path))
            self._size -= one.size

    def _entries(self) -> Iterator[_Entry]:
        """All entries there are, of any version; what was begun and left is taken away."""
        for shelf in _scanned(self._folder):
            if not shelf.is_dir(follow_symlinks=False):
                continue
            for file in _scanned(Path(shelf.path)):
                one = _entry(file)
                if one is not None and _ENTRY.fullmatch(file.name):
                    yield one
                elif one is not None and _PART.fullmatch(file.name) and one.used < time.time() - _ABANDONED:
                    _remove(Path(file.path))


class _Entry(Struct, frozen=True):
    path: str
    size: int
    used: float


def _entry(file: os.DirEntry[str]) -> _Entry | None:
    try:
        about = file.stat(follow_symlinks=False)
    except OSError:
        return None
    return _Entry(file.path, about.st_size, about.st_mtime) if stat.S_ISREG(about.st_mode) else None


def _scanned(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return []


def _content(path: Path) -> bytes:
    """The content of a file that is one; raises OSError. A pipe somebody put there is not waited for."""
    if not stat.S_ISREG(path.lstat().st_mode):
        raise FileNotFoundError(os.fspath(path))
    return path.read_bytes()


def _stamp(path: Path) -> None:
    """Note that an entry was used; it decides what goes first, and nothing else."""
    try:
        os.utime(path)
    except OSError:
        # Another build took it away, or the folder cannot be written.
        return


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return
