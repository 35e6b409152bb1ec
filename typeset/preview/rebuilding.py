"""An edition read, set and checked again and again, with all that did not change kept (issue 8)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from msgspec import Struct, field

from typeset import press
from typeset.cache import NO_CACHE
from typeset.flow.issue import SetIssue
from typeset.press.edition import SetEdition
from typeset.press.kept import Kept
from typeset.press.loaded import Progress
from typeset.press.reproduction import Reproduction
from typeset.preview.kept_files import KeptFiles
from typeset.preview.page_pdf import ReadyPage, changed_pages, ready_pages
from typeset.preview.page_views import page_views
from typeset.preview.snapshot import PageView, Unplaced
from typeset.preview.unplaced import unplaced_stories
from typeset.report.outcome import Outcome

# Of so many stories that are short the page says at once what would fill them; of more, while pages are still being made up, each when it is asked
# for its margin: every piece of advice takes setting its story some twenty times, and pages are waited for.
_MOST_SHORT: Final = 3

Foresee = Callable[[tuple[ReadyPage, ...]], None]
"""Told, in the thread that builds, which pages are drawn otherwise than before, as soon as they are set: they will be asked for."""


class Rebuilt(Struct, frozen=True):
    """An edition set and checked, and what is shown of it."""

    done: SetEdition
    outcome: Outcome
    pages: tuple[PageView, ...]
    ready: tuple[ReadyPage, ...]
    unplaced: tuple[Unplaced, ...]


class Rebuilding(Struct):
    """Builds the edition in ``folder`` of ``workspace`` whenever it is asked to; one thread asks."""

    workspace: Path
    folder: str
    files: KeptFiles
    _kept: Kept = field(default_factory=lambda: Kept.with_cache(NO_CACHE, again=True))
    _before: tuple[ReadyPage, ...] = ()

    def again(self, progress: Progress, foresee: Foresee | None = None) -> Rebuilt:
        """The edition as it is on disk now.

        Raises:
            TypesetError: when it cannot be read.
        """
        self.files.begin()
        kept = self._kept
        loaded = press.load_from(self.files, self.workspace, self.folder, kept=kept, progress=progress)
        ready: tuple[ReadyPage, ...] = ()

        def when_set(issue: SetIssue, _: Reproduction) -> None:
            nonlocal ready
            ready = ready_pages(loaded, issue, kept.pictures, self.files.digest, self._before)
            if foresee is not None:
                foresee(changed_pages(ready, self._before))

        done = press.check(loaded, kept=kept, when_set=when_set, most_short=_MOST_SHORT, progress=progress)
        outcome = done.outcome()
        views = page_views(done, outcome, ready)
        unplaced = unplaced_stories(self.files, self.folder, loaded.edition, kept.copy)
        self._before = ready
        self.files.forget()
        progress("show", 1, 1)
        return Rebuilt(done, outcome, views, ready, unplaced)
