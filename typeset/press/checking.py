"""Pages set and judged; nothing is drawn or written."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from typeset.cache import NO_CACHE
from typeset.checks.causes import causes
from typeset.checks.checkedwords import checked_words
from typeset.checks.form.score import form_score
from typeset.checks.frames import check_frames
from typeset.checks.judged import judged
from typeset.checks.profile import RULES
from typeset.checks.rule import Case, run
from typeset.checks.spreads import check_spreads
from typeset.execute.beside import beside
from typeset.findings import Finding, coded, in_order
from typeset.flow.fullness import fullness
from typeset.flow.hands import Hands
from typeset.flow.issue import SetIssue, set_issue
from typeset.flow.standingtype import StandingType
from typeset.flow.storedtype import StoredType
from typeset.model.edition import Edition
from typeset.press.adverts import adverts_told
from typeset.press.drawnwith import faces_digest
from typeset.press.edition import SetEdition
from typeset.press.fits import fits_of, with_advice
from typeset.press.heavy import Weighing
from typeset.press.held import changed_pages
from typeset.press.kept import Kept
from typeset.press.loaded import Loaded, Progress, silent
from typeset.press.readied import look_at_pictures
from typeset.press.reproduction import Reproduction
from typeset.read.hyphenation import divided
from typeset.read.previous import read_previous
from typeset.read.words import word_starts
from typeset.standing import StandingResults


def set_pages(
    loaded: Loaded,
    standing: StandingType | None = None,
    *,
    hands: Hands = beside,
    progress: Progress = silent,
) -> SetIssue:
    """Set the pages of an edition; nothing is checked. ``standing`` type keeps them for setting the edition again.

    Stories are set by these ``hands``: beside each other where a copy of this process can help.
    """
    total = len(loaded.edition.pages)
    progress("set", 0, total)
    issue = set_issue(loaded.edition, loaded.faces, divided, word_starts, standing=standing, hands=hands)
    progress("set", total, total)
    return issue


def check(
    loaded: Loaded,
    *,
    kept: Kept | None = None,
    when_set: Callable[[SetIssue, Reproduction], None] | None = None,
    most_short: int | None = None,
    hands: Hands = beside,
    progress: Progress = silent,
) -> SetEdition:
    """Set an edition and check its pages; writes nothing.

    What was ``kept`` of a run before is not made again; ``when_set`` is told of the issue before it is checked, and what will make its pictures. Fit advice is
    given for copy that is over, and for copy that is short where at most ``most_short`` stories are (None: always).
    """
    standing = StandingType() if kept is None else kept.type
    if kept is not None and kept.cache is not NO_CACHE:
        standing.stored = StoredType(kept.cache, faces_digest(loaded.faces))
    issue = set_pages(loaded, standing, hands=hands, progress=progress)
    results = StandingResults()
    if kept is not None:
        issue, results = kept.pages.as_before(issue), kept.results
        results.begin()
    ready = Reproduction(loaded.sources, None if kept is None else kept.pictures)
    if when_set is not None:
        when_set(issue, ready)
    found = (*loaded.findings, *_told_of_pages(loaded, issue, ready, results, hands))
    folder = loaded.folder.relative_to(loaded.workspace).as_posix()
    previous = read_previous(loaded.sources, folder, loaded.edition)
    case = Case(loaded.edition, issue, found, word_starts, previous, results)
    made, rulings = run(RULES, case)
    fits = fits_of(loaded, issue, standing, most_short=most_short)
    told = coded(with_advice(causes([*found, *made], loaded.edition.severities), fits), loaded.edition.codes)
    all_judged = judged(told, issue.edition, loaded.allowances)
    progress("check", 1, 1)
    return SetEdition(
        loaded,
        issue,
        in_order(all_judged.findings),
        ready,
        rulings,
        all_judged.allowed,
        fits,
        form=form_score(case),
        checked_words=checked_words(issue, results),
        fills=fullness(issue, results),
    )


def _told_of_pages(
    loaded: Loaded, issue: SetIssue, ready: Reproduction, results: StandingResults, hands: Hands
) -> Iterator[Finding]:
    """What is found of pages while they are set and looked at, before the rules judge them."""
    yield from issue.findings
    yield from _arranged_frames(loaded.edition, issue.edition)
    yield from check_spreads(loaded.edition, issue.edition)
    yield from changed_pages(issue, loaded.sources.read_bytes)
    printing = {page.number: page.printing for page in issue.edition.pages}
    wanted = ((page, ready.wanted(printing[page.number])) for page in issue.pages)
    look_at_pictures(wanted, ready, loaded.sources, hands, results)
    yield from ready.told(issue.edition, issue.pages, results)
    first = ready.wanted(loaded.edition.pages[0].printing)
    yield from adverts_told(issue.edition, issue.pages, loaded.sources, first, ready.cache, standing=results)
    yield from Weighing(loaded.faces, loaded.sources, ready, results).told(issue.edition, issue.pages)


def _arranged_frames(read: Edition, arranged: Edition) -> list[Finding]:
    """Findings for frames of layouts that could not be checked before their copy was set."""
    pairs = zip(read.pages, arranged.pages, strict=True)
    return [
        replace(f, page=after.number)
        for before, after in pairs
        if not before.layout.is_arranged
        for f in check_frames(after.layout, after.section_number)
    ]
