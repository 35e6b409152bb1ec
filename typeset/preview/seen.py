"""What is worked out of a set edition when somebody looks at it, kept until the edition is set anew (issue 8)."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from functools import cached_property

from typeset.catalogue.entry import Lang
from typeset.flow.standingtype import StandingType
from typeset.model.fit import FitAdvice
from typeset.model.story import Picture
from typeset.press.edition import SetEdition
from typeset.press.fits import margins_of
from typeset.preview.desk import Desk
from typeset.preview.layers import asked_pictures, frames_on, grid_on, jumps_on, parts_on, pictures_on
from typeset.preview.marks import marks_on
from typeset.preview.printed import Printed
from typeset.preview.search import Index
from typeset.preview.snapshot import Snapshot
from typeset.report.json_value import Json
from typeset.report.outcome import Outcome


class Seen:
    """One set edition as it is looked at. Everything is found out when it is asked for first."""

    def __init__(self, done: SetEdition, outcome: Outcome) -> None:
        self.done = done
        self.outcome = outcome
        self._standing = StandingType()
        self._margins: dict[str, FitAdvice | None] = {}
        self._trying = threading.Lock()

    @cached_property
    def printed(self) -> Printed:
        """What is printed, with its places."""
        return Printed.of(self.done.issue)

    @cached_property
    def index(self) -> Index:
        """What is searched."""
        return Index(self.done.issue, self.printed)

    @cached_property
    def pictures(self) -> Mapping[str, Picture]:
        """The pictures of the edition by their files."""
        return asked_pictures(self.done.issue.edition)

    def layers(self, number: int, lang: Lang) -> dict[str, Json] | None:
        """All that lies over a page; None when there is no such page."""
        issue = self.done.issue
        spec = issue.edition.page(number)
        page = next((page for page in issue.pages if page.number == number), None)
        if spec is None or page is None:
            return None
        return {
            "frames": frames_on(self.done, number),
            "grid": grid_on(spec),
            "parts": parts_on(issue, number),
            "jumps": jumps_on(issue.jumps, number),
            "pictures": pictures_on(page, self.pictures),
            "marks": marks_on(
                self.done,
                self.outcome,
                number,
                printed=self.printed,
                pictures=self.pictures,
                lang=lang,
            ),
        }

    def margin(self, slug: str) -> FitAdvice | None:
        """How a story fits, with its late-change margin; None for one that stands in no story frame. Takes seconds; one is tried at a time."""
        with self._trying:
            if slug not in self._margins:
                found = margins_of(self.done.loaded, self.done.issue, self._standing, frozenset({slug}))
                self._margins[slug] = found[0] if found else None
            return self._margins[slug]


class Looking:
    """What was found out of the edition a desk shows; of an older one nothing is kept."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = threading.Lock()
        self._now: Seen | None = None
        desk.hear(self._let_go)

    def now(self) -> Seen | None:
        """The edition that is shown; None before the first was set."""
        snapshot = self._desk.snapshot
        if snapshot.done is None or snapshot.outcome is None:
            return None
        with self._lock:
            if self._now is None or self._now.done is not snapshot.done:
                self._now = Seen(snapshot.done, snapshot.outcome)
            return self._now

    def _let_go(self, snapshot: Snapshot) -> None:
        with self._lock:
            if self._now is not None and self._now.done is not snapshot.done:
                self._now = None
