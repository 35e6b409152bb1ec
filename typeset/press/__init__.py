"""One edition from its folder to its files: read, set, check, render, write.

The only room that knows all others. Everything is computed before the first file is written, every file is
written whole or not at all, and a page with an error leaves no page file behind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from typeset.cache import NO_CACHE
from typeset.catalogue import finding
from typeset.catalogue.entry import Lang
from typeset.checks.causes import causes
from typeset.checks.checkedwords import checked_words
from typeset.checks.form.score import form_score
from typeset.checks.frames import check_frames
from typeset.checks.heads import check_heads
from typeset.checks.judged import judged, weighed
from typeset.checks.places import check_places
from typeset.checks.profile import RULES
from typeset.checks.references import check_references
from typeset.checks.rule import Case, run
from typeset.checks.rules import check_rules
from typeset.checks.spreads import check_spreads
from typeset.execute.beside import beside, shared
from typeset.findings import Finding, Severity, TypesetError, coded, in_order
from typeset.flow.fullness import fullness
from typeset.flow.hands import Hands
from typeset.flow.issue import SetIssue, set_issue
from typeset.flow.standingtype import StandingType
from typeset.flow.storedtype import StoredType
from typeset.model.edition import Edition
from typeset.press.adverts import adverts_told
from typeset.press.drawn import ProofWork, broken_pages, drawn_files, proof_begun
from typeset.press.drawnwith import faces_digest
from typeset.press.edition import (
    BuildOptions,
    Built,
    Loaded,
    Printed,
    Progress,
    SetEdition,
    silent,
)
from typeset.press.fits import fits_of, with_advice
from typeset.press.heavy import Weighing
from typeset.press.held import BESIDE, changed_pages, lock_of
from typeset.press.output import MANIFEST, PROOF, REPORT, Earlier, deliver, earlier, is_source
from typeset.press.plant import listed, manifest, page_files
from typeset.press.readied import look_at_pictures
from typeset.press.reproduction import Reproduction
from typeset.read.hyphenation import divided
from typeset.read.previous import read_previous
from typeset.read.words import word_starts
from typeset.report.json_report import JsonReport
from typeset.report.outcome import Outcome
from typeset.source import RecordedSources, Sources
from typeset.standing import StandingResults

if TYPE_CHECKING:
    from typeset.press.kept import Kept

__all__ = [
    "BuildOptions",
    "Built",
    "Loaded",
    "Printed",
    "Progress",
    "SetEdition",
    "build",
    "check",
    "hold",
    "kept_in",
    "load",
    "load_from",
    "output_folder",
    "printed",
    "set_pages",
    "silent",
    "withdraw",
]


def load(path: str | Path, *, jobs: int | None = None, progress: Progress = silent) -> Loaded:
    """Read an edition folder with its layouts, stories, pictures and faces.

    Stories are read in so many processes; None: one a core.

    Raises:
        TypesetError: when anything in the input is wrong; all of it at once.
    """
    from typeset.read.disk import DiskSources, find_workspace

    workspace, folder = find_workspace(Path(path))
    return load_from(DiskSources(workspace), workspace, folder, hands=shared(jobs), progress=progress)


def load_from(
    sources: Sources,
    workspace: Path,
    folder: str,
    *,
    kept: Kept | None = None,
    hands: Hands = beside,
    progress: Progress = silent,
) -> Loaded:
    """Read the edition in a folder of these sources; ``workspace`` is where they come from.

    Stories are read by these ``hands``: beside each other where a copy of this process can help. What was ``kept`` of a run before and is the same now is not read again.

    Raises:
        TypesetError: when anything in the input is wrong; all of it at once.
    """
    from typeset.read.allowances import read_allowances
    from typeset.read.editions import read_edition
    from typeset.read.fonts import known_roles, read_faces

    progress("read", 0, 1)
    recorded = RecordedSources(sources, lambda name: name.endswith((".yaml", ".md")))
    faces, face_findings = read_faces(sources, standing=kept.faces if kept is not None else None)
    edition, findings = read_edition(
        recorded,
        folder,
        faces=known_roles(faces, face_findings),
        standing=kept.copy if kept is not None else None,
        hands=hands,
    )
    found = [*findings, *face_findings]
    if edition is not None:
        for page in edition.pages:
            if page.layout.is_arranged:
                found += check_frames(page.layout, page.section_number)
            found += check_heads(page.layout)
            found += check_rules(page.layout)
        stories_missing = any(f.code == "missing-story" for f in findings)
        found += check_places(edition, stories_missing=stories_missing)
        found += () if stories_missing else check_references(edition)
        found = list(coded(found, edition.codes))
    if edition is None or faces is None or any(f.severity is Severity.ERROR for f in found):
        raise TypesetError(in_order(found))
    progress("read", 1, 1)
    allowances, mistaken = read_allowances(recorded.read)
    told = in_order(weighed([*found, *mistaken], edition.severities))
    return Loaded(edition, faces, sources, workspace, workspace / folder, told, allowances)


def kept_in(workspace: Path, *, again: bool = False) -> Kept:
    """What other runs of the program left in the cache of a workspace; where there is none one is made.

    ``again`` says that this process will build the edition again and again, so that it keeps what it draws.
    """
    from typeset.press.kept import Kept, cache_of

    return Kept.with_cache(cache_of(workspace), again=again)


def hold(loaded: Loaded, pages: frozenset[int] | None = None) -> Loaded:
    """The same edition with the plan of its last build held: of these pages, or of all.

    Raises:
        TypesetError: when there is no such plan, or it cannot be read.
    """
    from typeset.read.jumps_lock import read_lock

    folder = loaded.folder.relative_to(loaded.workspace).as_posix()
    plan, found = read_lock(loaded.sources, folder, loaded.edition, pages)
    if plan is None:
        raise TypesetError(in_order(found))
    return replace(loaded, edition=replace(loaded.edition, held=plan))


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
    look_at_pictures(wanted, ready, loaded.sources, hands)
    yield from ready.told(issue.edition, issue.pages)
    first = ready.wanted(loaded.edition.pages[0].printing)
    yield from adverts_told(issue.edition, issue.pages, loaded.sources, first, ready.cache)
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


def build(
    loaded: Loaded,
    *,
    out: str | Path | None = None,
    options: BuildOptions | None = None,
    kept: Kept | None = None,
    progress: Progress = silent,
) -> Built:
    """Set an edition and write ``pages/NN.pdf`` (``A01.pdf`` where pages have codes), ``edition.pdf`` and ``report.json`` into ``out``.

    A page file is written only for a page without an error, and an old one is removed, unless ``fail_on`` is
    None; the proof always holds all pages, with a red mark where copy is overset. A build of all pages into the usual folder
    leaves its plan of jumps beside the edition, in ``jumps.lock``; one that holds a plan leaves that as it is. What was ``kept`` of builds
    before is not made again.

    Raises:
        OSError: when a file cannot be written; files written before it are whole.
    """
    chosen = options or BuildOptions()
    target = output_folder(loaded.workspace, loaded.folder, out)
    with ExitStack() as begun:
        proof: list[Callable[[], bytes]] = []

        hands = shared(chosen.jobs)

        def begin(issue: SetIssue, ready: Reproduction) -> None:
            if chosen.only != "pages":
                contents = None if kept is None else kept.contents
                work = ProofWork(loaded, issue, ready, chosen, contents)
                with_plates = chosen.only is None
                proof.append(
                    begun.enter_context(proof_begun(work, hands, chosen.jobs, with_plates=with_plates))
                )

        # Advice on holes is for `check` and the preview: no page is kept from the plate by one.
        done = check(loaded, kept=kept, when_set=begin, most_short=0, hands=hands, progress=progress)
        impression = printed(
            done,
            chosen,
            earlier(target),
            plan=out is None,
            proof=proof[0] if proof else None,
            progress=progress,
        )
    progress("write", 0, 1)
    written = deliver(target, impression.files, impression.stale)
    progress("write", 1, 1)
    return Built(done, impression.outcome, written)


def output_folder(workspace: Path, folder: Path, out: str | Path | None) -> Path:
    """Where the edition in a folder is written: ``out``, or its usual place.

    Raises:
        TypesetError: when people write in there.
    """
    target = Path(out) if out is not None else folder / "out"
    if is_source(target, workspace, folder):
        raise TypesetError([finding("output-among-sources", file=str(target))])
    return target


def printed(
    done: SetEdition,
    options: BuildOptions,
    before: Earlier,
    *,
    plan: bool,
    proof: Callable[[], bytes] | None = None,
    progress: Progress = silent,
) -> Printed:
    """All files of a build as bytes, by their names in the output folder, and which of those ``before`` must go.

    ``plan`` says that the plan of jumps is left beside the edition, where all pages are built; the ``proof`` is given where it was
    begun already.
    """
    edition = done.loaded.edition
    names = page_files(edition)
    drawn = drawn_files(done, names, options, shared(options.jobs), progress, proof=proof)
    files = {one.file: data for one, data in drawn.plates}
    pages = [one.page for one, _ in drawn.plates if one.page]
    stale = _stale(done, options, before, files)
    if options.only != "edition":
        kept = set(names.values()) - stale
        # Spreads and sheets are made of several pages: one of an earlier build may be wrong by now.
        stale |= listed(before.manifest).keys() - kept - set(files)
        files[MANIFEST] = manifest(files, before.manifest, kept).encode()
    if drawn.proof is not None:
        files[PROOF] = drawn.proof
    outcome = done.outcome(tuple((number, names[number]) for number in sorted(pages)))
    files[REPORT] = JsonReport().write(outcome, lang=options.lang).encode()
    if plan and options.pages is None and options.only != "edition" and edition.held is None:
        files[BESIDE] = lock_of(done.issue, pages, done.loaded.sources.read_bytes).encode()
    return Printed(outcome, files, stale)


def withdraw(folder: Path, *, out: Path | None, findings: Sequence[Finding], lang: Lang) -> None:
    """After bad input: take back the page files of the last build and leave a report that says why.

    Nothing is done where no build has written before: there is nothing to take back.
    """
    target = out if out is not None else folder / "out"
    if not (target / REPORT).exists():
        return
    report = JsonReport().write(Outcome(slug=folder.resolve().name, findings=tuple(findings)), lang=lang)
    before = earlier(target)
    stale = before.pages | listed(before.manifest).keys() | {MANIFEST}
    deliver(target, {REPORT: report.encode()}, stale)


def _stale(
    done: SetEdition, options: BuildOptions, before: Earlier, files: Mapping[str, bytes]
) -> frozenset[str]:
    """Page files that must go: of pages with errors, and of an earlier build that had other pages."""
    if options.only == "edition":
        return frozenset()
    names = page_files(done.loaded.edition)
    ours = set(names.values())
    if options.pages is not None:
        broken = broken_pages(done)
        bad = {names[n] for n in broken if n is not None} if options.fail_on is not None else set()
        asked = {names[n] for n in options.pages}
        return frozenset((ours & (asked | bad)) - set(files))
    return frozenset((ours | before.pages) - set(files))
