"""Pages drawn and written: everything is computed before the first file is written, and every file is written whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import ExitStack
from pathlib import Path

from typeset.catalogue.entry import Lang
from typeset.execute.beside import shared
from typeset.findings import Finding
from typeset.flow.issue import SetIssue
from typeset.model.held import HeldPlan
from typeset.press.checking import check
from typeset.press.drawn import ProofWork, broken_pages, drawn_files, proof_begun
from typeset.press.edition import BuildOptions, Built, Printed, SetEdition
from typeset.press.held import BESIDE, lock_of
from typeset.press.kept import Kept
from typeset.press.loaded import Loaded, Progress, silent
from typeset.press.output import MANIFEST, PROOF, REPORT, Earlier, deliver, earlier, output_folder
from typeset.press.plant import listed, manifest, page_files
from typeset.press.reproduction import Reproduction
from typeset.read.jumps_lock import read_lock
from typeset.report.json_report import JsonReport
from typeset.report.outcome import Outcome
from typeset.standing import NOTHING_STANDS, StandingResults


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
            standing=NOTHING_STANDS if kept is None else kept.results,
        )
    progress("write", 0, 1)
    written = deliver(target, impression.files, impression.stale)
    progress("write", 1, 1)
    return Built(done, impression.outcome, written)


def printed(
    done: SetEdition,
    options: BuildOptions,
    before: Earlier,
    *,
    plan: bool,
    proof: Callable[[], bytes] | None = None,
    progress: Progress = silent,
    standing: StandingResults = NOTHING_STANDS,
) -> Printed:
    """All files of a build as bytes, by their names in the output folder, and which of those ``before`` must go.

    ``standing`` is what was found of the same pages before. ``plan`` says that the plan of jumps is left beside the edition, where all pages are built; the ``proof`` is given where it was
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
    files[REPORT] = JsonReport(standing).write(outcome, lang=options.lang).encode()
    if plan and options.pages is None and options.only != "edition" and edition.held is None:
        sources = done.loaded.sources
        files[BESIDE] = lock_of(done.issue, pages, sources.read_bytes, _plan_before(done)).encode()
    return Printed(outcome, files, stale)


def _plan_before(done: SetEdition) -> HeldPlan | None:
    """The plan there is beside the edition; None where there is none that can be read."""
    loaded = done.loaded
    folder = loaded.folder.relative_to(loaded.workspace).as_posix()
    return read_lock(loaded.sources, folder, loaded.edition, None)[0]


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
    done: SetEdition, options: BuildOptions, before: Earlier, files: Collection[str]
) -> frozenset[str]:
    """Page files that must go: of pages with errors, and of an earlier build that had other pages.

    Of a page that was named to be held the plate is made: what it was made of stays, whatever is wrong with the page now.
    """
    if options.only == "edition":
        return frozenset()
    names = page_files(done.loaded.edition)
    held = done.loaded.edition.held
    plates = {names[n] for n in held.pages} if held is not None and held.named else set()
    stays = plates.union(files)
    ours = set(names.values())
    if options.pages is not None:
        broken = broken_pages(done)
        bad = {names[n] for n in broken if n is not None} if options.fail_on is not None else set()
        asked = {names[n] for n in options.pages}
        return frozenset((ours & (asked | bad)) - stays)
    return frozenset((ours | before.pages) - stays)
