"""An edition on its way through the press: set, then built; and how it is to be built."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from typeset.catalogue.entry import Lang
from typeset.findings import Finding, Severity
from typeset.flow.framed import framed_pages
from typeset.flow.issue import SetIssue
from typeset.model.allowance import Allowed
from typeset.model.checkedwords import CheckedWords
from typeset.model.fit import FitAdvice
from typeset.model.form import FormScore
from typeset.model.fullness import PageFill
from typeset.model.printing import Standard
from typeset.model.verdict import Ruling
from typeset.press.loaded import Loaded
from typeset.press.reproduction import Reproduction
from typeset.report.outcome import Outcome

AIDS: Final = "排版辅助 / layout aids"
"""The layer of the proof that ``debug`` adds."""


class SetEdition(Struct, frozen=True):
    """An edition that has been set and checked; ``findings`` are all there are, in order.

    ``reproduction`` has the pictures that were made ready for it; ``rulings`` say what became of each rule,
    ``allowed`` are findings that do not count, ``fits`` how the stories fit.
    ``form`` are its errors of form, ``checked_words`` the words its editing errors are
    measured by. ``fills`` say how full its pages are.
    """

    loaded: Loaded
    issue: SetIssue
    findings: tuple[Finding, ...]
    reproduction: Reproduction
    rulings: tuple[Ruling, ...] = ()
    allowed: tuple[Allowed, ...] = ()
    fits: tuple[FitAdvice, ...] = ()
    form: FormScore | None = None
    checked_words: CheckedWords | None = None
    fills: tuple[PageFill, ...] = ()

    def outcome(self, files: tuple[tuple[int, str], ...] = ()) -> Outcome:
        """What reports are written from."""
        return Outcome(
            slug=self.loaded.edition.slug,
            # Counts of characters are those of the stories as they were set, their references written out.
            edition=replace(self.loaded.edition, stories=self.issue.edition.stories),
            pages=tuple(page.number for page in self.issue.pages),
            parts=self.issue.parts,
            jumps=self.issue.jumps,
            oversets=self.issue.oversets,
            findings=self.findings,
            rulings=self.rulings,
            allowed=self.allowed,
            fits=self.fits,
            form=self.form,
            checked_words=self.checked_words,
            files=files,
            fills=self.fills,
            drawn=framed_pages(self.issue),
        )


class BuildOptions(Struct, frozen=True, kw_only=True):
    """How to build.

    ``pages`` are the numbers of those whose files are written (None: all); the proof always has all pages. ``fail_on`` None
    writes page files even of pages with errors. ``lang`` is the language of report.json. ``debug`` puts layout aids on
    a layer of the proof. ``standard`` overrules that of the house style; ``sheets`` asks for imposed sheets besides.
    ``jobs`` are the processes that set and draw (1: this one alone; None: one a core, where this one can be copied).
    """

    pages: frozenset[int] | None = None
    only: Literal["all", "pages", "edition"] = "all"
    jobs: int | None = None
    fail_on: Severity | None = Severity.ERROR
    lang: Lang = Lang.ZH
    debug: bool = False
    standard: Standard | None = None
    sheets: bool = False


class Built(Struct, frozen=True):
    """What a build gave: the set edition, the outcome for reports, and the files written."""

    set: SetEdition
    outcome: Outcome
    files: tuple[Path, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, in order."""
        return self.set.findings


class Printed(Struct, frozen=True):
    """What a build makes, before anything is written: the outcome, the files by their names in the output folder, and names that must go."""

    outcome: Outcome
    files: dict[str, bytes]
    stale: frozenset[str]
