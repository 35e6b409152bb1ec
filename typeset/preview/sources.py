"""The files of an edition that can be edited: read with their version, saved whole, never over somebody else's change (issue 8).

A version is the SHA-256 of a file's bytes. Who saves says which version was changed; when the file on disk is another one, nothing is
written and the newer text comes back (:class:`ChangedOnDiskError`). What a save replaced is kept, a bounded number of steps for each file,
for undo, as long as nobody else writes the file in between.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import tempfile
import threading
from collections import deque
from pathlib import Path
from typing import Final, Protocol

from msgspec import Struct, field

from typeset.catalogue import finding
from typeset.findings import TypesetError
from typeset.preview.typed_text import bytes_of, text_from
from typeset.read.yaml_tree import MAX_BYTES
from typeset.source import Span

STEPS: Final = 200
# All steps of one file together; a layout has a few kilobytes.
STEP_BYTES: Final = 8_000_000


class Places(Protocol):
    """Where files of the workspace are on disk."""

    def path(self, name: str) -> Path | None:
        """The file of a name, links followed; None when it leads out of the workspace or there is none."""


class Opened(Struct, frozen=True):
    """A file as it is on disk: its text with newline line ends, its version, and how many steps can be undone."""

    file: str
    text: str
    version: str
    undo: int


class ChangedOnDiskError(Exception):
    """The file is another version than the one that was changed; ``now`` is what is on disk."""

    def __init__(self, now: Opened) -> None:
        super().__init__(now.file)
        self.now = now


class _Step(Struct, frozen=True):
    """What a save replaced, and the version it made."""

    before: bytes
    made: str


class _History(Struct):
    steps: deque[_Step] = field(default_factory=deque)

    def add(self, step: _Step) -> None:
        """Keep a step; those it does not go on from, and the oldest of too many, are forgotten."""
        if self.steps and self.steps[-1].made != version_of(step.before):
            self.steps.clear()
        self.steps.append(step)
        while len(self.steps) > STEPS or sum(len(one.before) for one in self.steps) > STEP_BYTES:
            self.steps.popleft()

    def count(self, version: str) -> int:
        """How many steps lead back from a version."""
        return len(self.steps) if self.steps and self.steps[-1].made == version else 0


def version_of(data: bytes) -> str:
    """The version of a file with these bytes."""
    return hashlib.sha256(data).hexdigest()


class EditedFiles:
    """Reads, saves and undoes; one request at a time. It judges no name: ``places`` does."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._lock = threading.Lock()
        self._histories: dict[str, _History] = {}

    def open(self, file: str) -> Opened:
        """A file as it is now.

        Raises:
            TypesetError: when it is not there, cannot be read, is too large or no text.
        """
        with self._lock:
            return self._opened(file, self._read(file))

    def expect(self, file: str, version: str) -> None:
        """See that a file is still the version that was changed.

        Raises:
            ChangedOnDiskError: when it is not.
            TypesetError: when it cannot be read.
        """
        with self._lock:
            self._expect(file, self._read(file), version)

    def save(self, file: str, text: str, version: str) -> Opened:
        """Write a text in place of a version of a file.

        Raises:
            ChangedOnDiskError: when the file is another version by now; nothing is written.
            TypesetError: when it cannot be read or written, or the text does not fit a file.
        """
        with self._lock:
            before = self._read(file)
            self._expect(file, before, version)
            after = bytes_of(text, before, file)
            if after != before:
                self._write(file, after, version)
                history = self._histories.setdefault(file, _History())
                history.add(_Step(before, version_of(after)))
            return self._opened(file, after)

    def undo(self, file: str, version: str) -> Opened:
        """Take the last save of a file back.

        Raises:
            ChangedOnDiskError: when the file is another version by now; nothing is written.
            TypesetError: when there is nothing to undo, or it cannot be written.
        """
        with self._lock:
            now = self._read(file)
            self._expect(file, now, version)
            history = self._histories.get(file)
            if history is None or not history.count(version):
                raise TypesetError((finding("nothing-to-undo", span=Span(file)),))
            before = history.steps[-1].before
            self._write(file, before, version)
            history.steps.pop()
            return self._opened(file, before)

    def _opened(self, file: str, data: bytes) -> Opened:
        version = version_of(data)
        history = self._histories.get(file)
        return Opened(file, text_from(data, file), version, history.count(version) if history else 0)

    def _expect(self, file: str, data: bytes, version: str) -> None:
        if version_of(data) != version:
            raise ChangedOnDiskError(self._opened(file, data))

    def _path(self, file: str) -> Path:
        path = self._places.path(file)
        if path is None or not path.is_file():
            raise TypesetError((finding("file-not-of-edition", span=Span(file)),))
        return path

    def _read(self, file: str) -> bytes:
        path = self._path(file)
        try:
            with path.open("rb") as opened:
                data = opened.read(MAX_BYTES + 1)
        except OSError as error:
            reason = error.strerror or str(error)
            raise TypesetError((finding("file-unreadable", span=Span(file), reason=reason),)) from None
        if len(data) > MAX_BYTES:
            raise TypesetError((finding("file-too-large", span=Span(file), limit=MAX_BYTES // 1_000_000),))
        return data

    def _write(self, file: str, data: bytes, version: str) -> None:
        """Write beside the file and put it in its place at once, when that is still the version that was changed."""
        path = self._path(file)
        try:
            beside = _written_beside(path, data)
        except OSError as error:
            raise _unsaved(file, error) from None
        try:
            self._expect(file, self._read(file), version)
            beside.replace(path)
        except OSError as error:
            raise _unsaved(file, error) from None
        finally:
            beside.unlink(missing_ok=True)


def _unsaved(file: str, error: OSError) -> TypesetError:
    reason = error.strerror or str(error)
    return TypesetError((finding("file-not-saved", span=Span(file), reason=reason),))


def _written_beside(path: Path, data: bytes) -> Path:
    """A new file with these bytes in the folder of another one, with its mode and, where that may be, its owner."""
    known = path.stat()
    # A name no watcher of the workspace takes for a layout or a story.
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(data)
            opened.flush()
            if sys.platform != "win32":
                os.fchmod(opened.fileno(), known.st_mode & 0o7777)
                with contextlib.suppress(OSError):
                    os.fchown(opened.fileno(), known.st_uid, known.st_gid)
            os.fsync(opened.fileno())
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)
