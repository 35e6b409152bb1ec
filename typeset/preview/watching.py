"""Hears when files of the edition change on disk, and tells the desk (issue 8)."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Final

from typeset.preview.desk import Desk

# Milliseconds: saves that follow each other as soon as this are one; this long they may follow each other.
_STEP: Final = 10
_TOGETHER: Final = 200
# Milliseconds after which it is looked whether files changed unheard, or other folders are to be watched.
_PAUSE: Final = 500


class Watching:
    """Watches the folders in which the files of a desk's edition lie; in a thread of its own."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name="watching", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self) -> None:
        """Watch no more."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _work(self) -> None:
        while not self._stop.is_set():
            folders = self._desk.files.watched()
            try:
                self._watch(folders, _Others(self._desk, folders, self._stop))
            except OSError:
                # A folder went away just now; those that are left are watched next.
                self._stop.wait(_PAUSE / 1000)

    def _watch(self, folders: frozenset[Path], others: _Others) -> None:
        from watchfiles import watch

        changes = watch(
            *sorted(folders),
            watch_filter=None,
            debounce=_TOGETHER,
            step=_STEP,
            rust_timeout=_PAUSE,
            stop_event=others,
            raise_interrupt=False,
            yield_on_timeout=True,
            recursive=False,
            ignore_permission_denied=True,
        )
        for changed in changes:
            # What changed before watching began, or where the system does not tell, is found by looking.
            if any(self._concerns(path) for _, path in changed) or (
                not changed and self._desk.files.changed()
            ):
                self._desk.poke()

    def _concerns(self, path: str) -> bool:
        root = self._desk.workspace
        name = os.path.relpath(path, root).replace(os.sep, "/")
        return self._desk.files.concern(name)


class _Others:
    """Set when watching is to end, or when other folders are to be watched: what ``watchfiles`` asks of an event."""

    def __init__(self, desk: Desk, folders: frozenset[Path], stop: threading.Event) -> None:
        self._desk = desk
        self._folders = folders
        self._stop = stop

    def is_set(self) -> bool:
        """Whether to end."""
        return self._stop.is_set() or self._desk.files.watched() != self._folders
