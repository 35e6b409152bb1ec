"""The desk: one thread that builds the edition anew when its files change, and what everybody sees of it (issue 8)."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.catalogue.entry import Lang
from typeset.findings import TypesetError
from typeset.preview.failure import failure
from typeset.preview.kept_files import KeptFiles
from typeset.preview.page_pdf import ReadyPage
from typeset.preview.rebuilding import Foresee, Rebuilding, Rebuilt
from typeset.preview.snapshot import Snapshot
from typeset.preview.stopwatch import Stopwatch

# Seconds after which a rebuild that is under way is shown to be.
_SOON: Final = 0.8
# Seconds after a save at which a rebuild is carried through, however many saves come.
_PATIENCE: Final = 2.0

Heard = Callable[[Snapshot], None]
"""Told of each state that is shown, in the thread of the desk: it must neither wait nor raise."""


class _SupersededError(Exception):
    """A newer save has come: what is being made of the older one is of no use."""


def ignored(pages: tuple[ReadyPage, ...]) -> None:
    """Nobody wants to know of pages before they are shown."""
    del pages


class Manner(Struct, frozen=True):
    """How the preview is served: in which language, for reading only, and whether to this machine alone."""

    lang: Lang = Lang.ZH
    read_only: bool = False
    local: bool = True


class Desk:
    """The state of one edition. ``workspace`` is its folder on disk, ``folder`` the name of the edition's in it.

    ``foresee`` may be set to what is to be told of changed pages before they are shown.
    """

    def __init__(self, workspace: Path, folder: str, manner: Manner | None = None) -> None:
        self.workspace = workspace.resolve()
        self.folder = folder
        self.manner = manner or Manner()
        self.files = KeptFiles(self.workspace)
        self.foresee: Foresee = ignored
        self._rebuilding = Rebuilding(self.workspace, folder, self.files)
        self._snapshot = Snapshot()
        self._heard: set[Heard] = set()
        self._bell = threading.Condition()
        self._asked = 0
        self._served = 0
        self._stopped = False
        self._waiting_since = time.monotonic()
        self._under_way = 0
        self._thread = threading.Thread(target=self._work, name="desk", daemon=True)

    @property
    def snapshot(self) -> Snapshot:
        """What is shown now."""
        return self._snapshot

    @property
    def edition_file(self) -> str:
        """The edition's own file, as a name in the workspace."""
        return f"{self.folder}/edition.yaml"

    def start(self) -> None:
        """Begin to build; the first state is asked for at once."""
        self._thread.start()
        self.poke()

    def stop(self) -> None:
        """Stop building; what is under way is dropped at its next stage."""
        with self._bell:
            self._stopped = True
            self._bell.notify_all()
        if self._thread.is_alive():
            self._thread.join()

    def poke(self) -> None:
        """Files have changed: the newest state is wanted. Many calls are one rebuild."""
        with self._bell:
            if self._asked == self._served:
                self._waiting_since = time.monotonic()
            self._asked += 1
            self._bell.notify_all()

    def settled(self, timeout: float | None = None) -> bool:
        """Wait until what was asked for before is shown; False when that took longer than ``timeout`` seconds."""
        with self._bell:
            asked = self._asked
            return self._bell.wait_for(lambda: self._served >= asked or self._stopped, timeout)

    def hear(self, heard: Heard) -> Callable[[], None]:
        """Be told of every state from now on; gives what ends it."""
        with self._bell:
            self._heard.add(heard)

        def end() -> None:
            with self._bell:
                self._heard.discard(heard)

        return end

    def _work(self) -> None:
        while True:
            with self._bell:
                self._bell.wait_for(lambda: self._asked > self._served or self._stopped)
                if self._stopped:
                    return
                asked = self._asked
            try:
                self._build(asked)
            except _SupersededError:
                continue
            with self._bell:
                self._served = max(self._served, asked)
                self._bell.notify_all()

    def _build(self, asked: int) -> None:
        slow = threading.Timer(_SOON, self._show_building, (asked,))
        slow.daemon = True
        self._under_way = asked
        slow.start()
        try:
            shown = self._state(asked)
        finally:
            slow.cancel()
        self._under_way = 0
        self._show(shown)

    def _state(self, asked: int) -> Snapshot:
        """What is to be shown of the files as they are now: new pages, or the last good ones with what is wrong."""
        watch = Stopwatch(lambda: self._check_newest(asked))
        try:
            rebuilt = self._rebuilding.again(watch.stage, self.foresee)
        except TypesetError as error:
            return replace(self._snapshot, error=error.findings, building=False)
        except _SupersededError:
            raise
        except Exception as error:
            # Whatever is wrong with a save, or with us, the last good pages stay and the next save is built.
            return replace(self._snapshot, error=(failure(error),), building=False)
        return _snapshot_of(rebuilt, watch.spent)

    def _check_newest(self, asked: int) -> None:
        with self._bell:
            newer = self._asked > asked and time.monotonic() - self._waiting_since < _PATIENCE
            if self._stopped or newer:
                raise _SupersededError

    def _show_building(self, asked: int) -> None:
        with self._bell:
            if self._under_way == asked and not self._snapshot.building:
                self._show(replace(self._snapshot, building=True))

    def _show(self, snapshot: Snapshot) -> None:
        with self._bell:
            self._snapshot = replace(snapshot, generation=self._snapshot.generation + 1)
            for heard in tuple(self._heard):
                heard(self._snapshot)


def _snapshot_of(rebuilt: Rebuilt, spent: tuple[tuple[str, float], ...]) -> Snapshot:
    return Snapshot(
        done=rebuilt.done,
        outcome=rebuilt.outcome,
        pages=rebuilt.pages,
        ready=rebuilt.ready,
        unplaced=rebuilt.unplaced,
        spent=spent,
    )
