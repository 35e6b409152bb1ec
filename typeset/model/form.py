"""The legal form of an issue (出版形式): by which regulation it is judged, what it prints of itself, and the errors counted.

After the regulation on the quality of newspapers and periodicals (2020) with its annex on errors of form, and the one on internal
publications; see :mod:`typeset.checks.form.sources`.
"""

from __future__ import annotations

import datetime
import enum
from typing import Final

from msgspec import Struct, field

from typeset.model.verdict import NotRun, State
from typeset.source import Span

MOST_ERRORS: Final = 3
"""Errors of form a newspaper may have, after the regulation of 2020."""


class ImprintProfile(enum.Enum):
    """By which regulation the form is judged: of newspapers with a CN number, of internal publications (准印证), of none."""

    CN = "cn"
    INTERNAL = "internal"
    NONE = "none"


class Extra(enum.Enum):
    """What an issue beside the regular ones is called: an extra (号外), or one day more (增期)."""

    EXTRA = "号外"
    ADDED = "增期"


class Imprint(Struct, frozen=True):
    """By what the imprint is judged, where it is written, and where each of its fields is, by name."""

    profile: ImprintProfile = ImprintProfile.NONE
    span: Span = field(default_factory=lambda: Span(""))
    places: dict[str, Span] = field(default_factory=dict)

    def place_of(self, name: str) -> Span:
        """Where a field was written; the imprint itself where nobody wrote it."""
        return self.places.get(name, self.span)


class PreviousIssue(Struct, frozen=True):
    """The issue before this one in the workspace: its folder's name, its date, its number as written ("" for none), and where."""

    slug: str
    date: datetime.date
    number: str
    span: Span


class Source(Struct, frozen=True):
    """A regulation with its article or the item of its annex."""

    zh: str
    en: str


class FormItem(Struct, frozen=True):
    """One item of the form after it was judged.

    ``count`` is how many errors it counts, ``weight`` what one of them counts; ``verified`` whether the source says how many
    and the item could be judged to the end. ``not_run`` says why it could not be judged. ``codes`` are those of its findings.
    """

    key: str
    zh: str
    en: str
    weight: int
    source: Source
    count: int = 0
    verified: bool = True
    not_run: NotRun | None = None
    codes: tuple[str, ...] = ()

    @property
    def state(self) -> State:
        """Passed only when it was judged and nothing was found."""
        if self.count:
            return State.BROKEN
        return State.NOT_RUN if self.not_run is not None else State.PASSED


class FormScore(Struct, frozen=True):
    """The errors of form of an issue, item by item; no items where it is judged by no regulation."""

    profile: ImprintProfile
    items: tuple[FormItem, ...] = ()

    @property
    def total(self) -> int:
        """All errors of form."""
        return sum(item.count for item in self.items)

    @property
    def limit(self) -> int:
        """Errors it may have: three for a newspaper; the regulation on internal publications knows of no errors that may stay."""
        return MOST_ERRORS if self.profile is ImprintProfile.CN else 0

    @property
    def passed(self) -> bool | None:
        """Whether it has no more errors than it may; None where nothing was judged."""
        return self.total <= self.limit if self.items else None
