"""What the desk sees of an edition at one time: the last setting that could be shown, and what is wrong with the newest (issue 8)."""

from __future__ import annotations

import enum

from msgspec import Struct

from typeset.findings import Finding, Severity
from typeset.press.edition import SetEdition
from typeset.preview.page_pdf import ReadyPage
from typeset.report.outcome import Outcome


class PageStatus(enum.Enum):
    """How far a page is: no copy on it yet, room left in a frame, copy without room, or closed."""

    EMPTY = "empty"
    SHORT = "short"
    OVER = "over"
    CLEAN = "clean"


class PageView(Struct, frozen=True):
    """One page as it is shown. ``label`` is what it is called in print, lengths are millimetres of the trim.

    ``digest`` names what is drawn: equal digests are equal pictures. ``fill`` is the share of the rows for copy that is filled;
    ``spread_with`` the number of the page it faces.
    """

    number: int
    label: str
    section: str
    digest: str
    width_mm: float
    height_mm: float
    status: PageStatus
    fill: float
    worst: Severity | None
    findings: int
    spread_with: int | None


class Unplaced(Struct, frozen=True):
    """A story in the edition's folder that stands on no page: its file, its headline, its characters."""

    file: str
    title: str
    characters: int


class Snapshot(Struct, frozen=True):
    """One state of the edition; ``generation`` grows with each that is shown.

    ``done``, its ``outcome``, ``pages`` and what draws them (``ready``) are those of the last good setting, None and empty before the first. ``error`` says why the newest
    save could not be read or set; with it the pages are old. ``building`` says that a newer state is being made.
    ``spent`` are the seconds each stage of the last good setting took.
    """

    generation: int = 0
    done: SetEdition | None = None
    outcome: Outcome | None = None
    pages: tuple[PageView, ...] = ()
    ready: tuple[ReadyPage, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    error: tuple[Finding, ...] = ()
    building: bool = False
    spent: tuple[tuple[str, float], ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings of the last good setting."""
        return () if self.done is None else self.done.findings

    def page(self, number: int) -> PageView | None:
        """The page of this number; None when there is none."""
        return next((page for page in self.pages if page.number == number), None)

    def ready_page(self, number: int) -> ReadyPage | None:
        """What draws the page of this number; None when there is none."""
        return next((page for page in self.ready if page.number == number), None)
