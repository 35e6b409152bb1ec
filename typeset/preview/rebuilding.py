"""An edition read, set and checked again and again, with all that did not change kept (issue 8)."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from typeset import press
from typeset.model.placed import PlacedPage
from typeset.press.edition import Progress, SetEdition
from typeset.press.kept import Kept
from typeset.preview.kept_files import KeptFiles
from typeset.preview.page_views import page_views
from typeset.preview.snapshot import PageView, Unplaced
from typeset.preview.unplaced import unplaced_stories
from typeset.report.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """An edition set and checked, and what is shown of it."""

    done: SetEdition
    outcome: Outcome
    pages: tuple[PageView, ...]
    unplaced: tuple[Unplaced, ...]


@dataclass(slots=True)
class Rebuilding:
    """Builds the edition in ``folder`` of ``workspace`` whenever it is asked to; one thread asks."""

    workspace: Path
    folder: str
    files: KeptFiles
    _kept: Kept = field(default_factory=Kept)
    _before: dict[int, tuple[PlacedPage, PageView]] = field(default_factory=dict)

    def again(self, progress: Progress) -> Rebuilt:
        """The edition as it is on disk now.

        Raises:
            TypesetError: when it cannot be read.
        """
        self.files.begin()
        loaded = press.load_from(self.files, self.workspace, self.folder, kept=self._kept, progress=progress)
        done = press.check(loaded, kept=self._kept, progress=progress)
        outcome = done.outcome()
        views = page_views(done, outcome, self.files.digest, self._before)
        shown = {view.number: view for view in views}
        self._before = {page.number: (page, shown[page.number]) for page in done.issue.pages}
        unplaced = unplaced_stories(self.files, self.folder, loaded.edition, self._kept.copy)
        self.files.forget()
        progress("show", 1, 1)
        return Rebuilt(done, outcome, views, unplaced)
