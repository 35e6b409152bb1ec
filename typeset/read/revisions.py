"""An edition as it was at a revision of its git repository, read into memory: nothing is checked out.

git is asked for the list of files once and for the content of each file when it is read, so that an archive of years costs no more than
one issue. Its answers are bounded, and no shell takes part.
"""

from __future__ import annotations

import errno
import os
import posixpath
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct

from typeset.catalogue import finding
from typeset.findings import TypesetError
from typeset.patterns import regex
from typeset.read.disk import DiskSources

_BUNDLED: Final = "@bundled/"
_EDITION: Final = "edition.yaml"
_LAYOUTS: Final = "layouts"
_MOST_LISTED: Final = 64 * 1024 * 1024
_MOST_OF_FILE: Final = 512 * 1024 * 1024
_SHORT: Final = 4096
_MOST_LINKS: Final = 8
_LINK: Final = "120000"
_WRITTEN: Final = regex(r"(?P<revision>[^:\s-][^:]*):(?P<folder>.+)", re.DOTALL)
_ENTRY: Final = regex(rb"(?P<mode>\d{6}) blob (?P<object>[0-9a-f]+) +(?P<size>\d+)\t(?P<name>.+)", re.DOTALL)


class _RefusedError(Exception):
    """git ended with an error, or said too much."""


class _Blob(Struct, frozen=True):
    object: str
    size: int
    is_link: bool


class Revision(Struct, frozen=True):
    """An edition in a commit: the sources of its workspace, and its folder as a name in them.

    ``key`` is the same for the same edition in the same commit, however it was written.
    """

    sources: GitSources
    folder: str
    key: str


class GitSources:
    """The files of a workspace in a commit, and those that come with the package under ``@bundled/``."""

    def __init__(self, repository: Path, prefix: str, files: Mapping[str, _Blob]) -> None:
        self._repository = repository
        self._prefix = prefix
        self._files = files
        self._read: dict[str, bytes] = {}
        self._bundled = DiskSources(repository)

    def read_bytes(self, name: str) -> bytes:
        """The content of a file.

        Raises:
            FileNotFoundError: when the commit has none of this name.
            OSError: when it is too large, or git cannot read it.
        """
        if name.startswith(_BUNDLED):
            return self._bundled.read_bytes(name)
        blob = self._blob(name)
        if blob is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name)
        if blob.object not in self._read:
            self._read[blob.object] = self._content(blob, name)
        return self._read[blob.object]

    def exists(self, name: str) -> bool:
        """Whether the commit has a file of this name in the workspace."""
        if name.startswith(_BUNDLED):
            return self._bundled.exists(name)
        return self._blob(name) is not None

    def names(self, folder: str) -> tuple[str, ...]:
        """The files directly in a folder, as full names, sorted."""
        if folder.startswith(_BUNDLED):
            return self._bundled.names(folder)
        start = f"{self._prefix}{folder.rstrip('/')}/"
        inside = (name for name in self._files if name.startswith(start) and "/" not in name[len(start) :])
        return tuple(sorted(name[len(self._prefix) :] for name in inside))

    def folders(self, folder: str) -> tuple[str, ...]:
        """The folders directly in a folder ("" for the workspace), as full names, sorted."""
        prefix = f"{folder.rstrip('/')}/" if folder else ""
        start = self._prefix + prefix
        below = (name[len(start) :] for name in self._files if name.startswith(start))
        return tuple(sorted({prefix + name.split("/")[0] for name in below if "/" in name}))

    def _blob(self, name: str) -> _Blob | None:
        """The file of a name, symbolic links to other files of the workspace followed."""
        path = self._prefix + name
        for _ in range(_MOST_LINKS):
            blob = self._files.get(path)
            if blob is None or not blob.is_link:
                return blob
            target = self._content(blob, name).decode("utf-8", errors="replace")
            path = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
            if not path.startswith(self._prefix):
                return None
        return None

    def _content(self, blob: _Blob, name: str) -> bytes:
        if blob.size > _MOST_OF_FILE:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), name)
        try:
            return _git(("cat-file", "blob", blob.object), self._repository, most=blob.size)
        except _RefusedError as error:
            raise OSError(errno.EIO, os.strerror(errno.EIO), name) from error


def is_revision(given: str) -> bool:
    """Whether a version is written as one of git: ``REV:FOLDER``."""
    return _WRITTEN.fullmatch(given) is not None


def open_revision(given: str, here: Path) -> Revision:
    """The edition ``REV:FOLDER`` of the repository a folder is in.

    Raises:
        TypesetError: when git cannot be run, or has no such revision, or that no such edition.
    """
    written = _WRITTEN.fullmatch(given)
    if written is None:
        raise TypesetError([finding("not-a-version", given=given)])
    revision = written["revision"]
    try:
        # Ends with a newline; a folder may itself end with blanks.
        root = _git(("rev-parse", "--show-toplevel"), here).decode("utf-8", "surrogateescape")[:-1]
    except _RefusedError as error:
        raise TypesetError([finding("no-repository", given=given)]) from error
    except OSError as error:
        raise TypesetError([finding("no-git", given=given)]) from error
    repository = Path(root)
    try:
        asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        commit = _git(asked, repository).decode("ascii", "replace").strip()
        listed = _git(("ls-tree", "-r", "-z", "--long", "--full-tree", commit), repository, most=_MOST_LISTED)
    except _RefusedError as error:
        raise TypesetError([finding("no-such-revision", revision=revision)]) from error
    files = _files(listed)
    folder = _in_repository(written["folder"], repository, here)
    if folder is None or f"{folder}/{_EDITION}" not in files:
        wanted = folder if folder is not None else written["folder"]
        raise TypesetError([finding("not-in-revision", revision=revision, folder=wanted)])
    prefix = _workspace(folder, files)
    if prefix is None:
        raise TypesetError([finding("no-workspace", folder=given, program="typeset")])
    return Revision(GitSources(repository, prefix, files), folder[len(prefix) :], f"{commit}:{folder}")


def _in_repository(folder: str, repository: Path, here: Path) -> str | None:
    """The folder as a name from the root of the repository; None when it leads out of it."""
    name = folder.replace("\\", "/").removesuffix(f"/{_EDITION}")
    if name.startswith(("./", "../")):
        try:
            name = f"{here.resolve().relative_to(repository.resolve()).as_posix()}/{name}"
        except ValueError:
            return None
    name = posixpath.normpath(name)
    return None if name.startswith(("../", "/")) or name in {".", ".."} else name


def _workspace(folder: str, files: Mapping[str, _Blob]) -> str | None:
    """The nearest folder above with layouts in it, as a prefix of names; None when there is none."""
    above = posixpath.dirname(folder)
    while True:
        prefix = f"{above}/" if above else ""
        if any(name.startswith(f"{prefix}{_LAYOUTS}/") for name in files):
            return prefix
        if not above:
            return None
        above = posixpath.dirname(above)


def _files(listed: bytes) -> dict[str, _Blob]:
    found = (_ENTRY.fullmatch(entry) for entry in listed.split(b"\0"))
    return {
        one["name"].decode("utf-8", "surrogateescape"): _Blob(
            one["object"].decode("ascii"), int(one["size"]), one["mode"].decode("ascii") == _LINK
        )
        for one in found
        if one is not None
    }


def _git(arguments: Sequence[str], folder: Path, *, most: int = _SHORT) -> bytes:
    """What git answers, not more than so many bytes.

    Raises:
        _RefusedError: when it ends with an error, or has more to say.
        OSError: when it cannot be run.
    """
    quiet = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
    with subprocess.Popen(
        ["git", "--no-pager", *arguments],
        cwd=folder,
        env={**os.environ, **quiet},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as running:
        said = running.stdout.read(most + 1) if running.stdout is not None else b""
        if len(said) > most:
            running.kill()
            raise _RefusedError(arguments[0])
    if running.returncode:
        raise _RefusedError(arguments[0])
    return said
