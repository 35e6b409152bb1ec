"""One edition from its folder to its files: read, set, check, render, write.

The only room that knows all others. Everything is computed before the first file is written, every file is
written whole or not at all, and a page with an error leaves no page file behind.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

from typeset.catalogue import finding
from typeset.catalogue.entry import Lang
from typeset.checks.conservation import check_account, check_pages
from typeset.checks.frames import check_frames
from typeset.checks.heads import check_heads
from typeset.checks.jumps import check_jumps
from typeset.checks.ledger import check_ledger
from typeset.checks.places import check_places
from typeset.checks.references import check_fillers_named, check_references
from typeset.checks.rules import check_rules
from typeset.checks.spreads import check_spreads
from typeset.execute import executor
from typeset.faces import FaceBook
from typeset.findings import Finding, Severity, TypesetError, coded, in_order
from typeset.flow.aids import layout_aids
from typeset.flow.issue import SetIssue, set_issue
from typeset.model.edition import Edition
from typeset.model.placed import PlacedPage, links_of
from typeset.press.held import BESIDE, changed_pages, lock_of
from typeset.press.output import PROOF, REPORT, deliver, is_source, page_file, written_before
from typeset.read.hyphenation import divided
from typeset.read.words import word_starts
from typeset.report.json_report import JsonReport
from typeset.report.outcome import Outcome
from typeset.repro import PreparedPictures
from typeset.source import Sources

Progress = Callable[[str, int, int], None]
"""Told the stage (``read``, ``set``, ``check``, ``render``, ``write``), how much of it is done, and of how much."""

AIDS: Final = "排版辅助 / layout aids"
"""The layer of the proof that ``debug`` adds."""


def silent(stage: str, done: int, total: int) -> None:
    """Progress that nobody hears."""
    del stage, done, total


@dataclass(frozen=True, slots=True)
class Loaded:
    """An edition that has been read, with its faces and the sources its pictures come from."""

    edition: Edition
    faces: FaceBook
    sources: Sources
    workspace: Path
    folder: Path
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class SetEdition:
    """An edition that has been set and checked; ``findings`` are all there are, in order."""

    loaded: Loaded
    issue: SetIssue
    findings: tuple[Finding, ...]

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
            files=files,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """How to build.

    ``pages`` are the numbers of those whose files are written (None: all); the proof always has all pages. ``fail_on`` None
    writes page files even of pages with errors. ``lang`` is the language of report.json. ``debug`` puts layout aids on
    a layer of the proof.
    """

    pages: frozenset[int] | None = None
    only: Literal["all", "pages", "edition"] = "all"
    jobs: int = 1
    fail_on: Severity | None = Severity.ERROR
    lang: Lang = Lang.ZH
    debug: bool = False


@dataclass(frozen=True, slots=True)
class Built:
    """What a build gave: the set edition, the outcome for reports, and the files written."""

    set: SetEdition
    outcome: Outcome
    files: tuple[Path, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, in order."""
        return self.set.findings


def load(path: str | Path, *, progress: Progress = silent) -> Loaded:
    """Read an edition folder with its layouts, stories, pictures and faces.

    Raises:
        TypesetError: when anything in the input is wrong; all of it at once.
    """
    from typeset.read.disk import DiskSources, find_workspace
    from typeset.read.editions import read_edition
    from typeset.read.fonts import known_roles, read_faces

    progress("read", 0, 1)
    workspace, folder = find_workspace(Path(path))
    sources = DiskSources(workspace)
    faces, face_findings = read_faces(sources)
    edition, findings = read_edition(sources, folder, faces=known_roles(faces, face_findings))
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
    return Loaded(edition, faces, sources, workspace, workspace / folder, in_order(found))


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


def check(loaded: Loaded, *, progress: Progress = silent) -> SetEdition:
    """Set an edition and check its pages; writes nothing."""
    total = len(loaded.edition.pages)
    progress("set", 0, total)
    issue = set_issue(loaded.edition, loaded.faces, divided, word_starts)
    progress("set", total, total)
    boxed = frozenset(
        "".join(str(dict(f.facts)["char"]) for f in issue.findings if f.code == "missing-glyph")
    )
    found = [
        *loaded.findings,
        *issue.findings,
        *_arranged_frames(loaded.edition, issue.edition),
        *check_spreads(loaded.edition, issue.edition),
        *check_account(issue.edition, issue.parts, issue.oversets),
        *check_fillers_named(issue.edition, issue.parts),
        *changed_pages(issue, loaded.sources.read_bytes),
        *check_pages(issue.edition, issue.pages, issue.parts, boxed),
        *check_jumps(issue.jumps, issue.pages, boxed, loaded.edition.codes),
        *check_ledger(issue),
    ]
    progress("check", 1, 1)
    return SetEdition(loaded, issue, in_order(coded(found, loaded.edition.codes)))


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
    progress: Progress = silent,
) -> Built:
    """Set an edition and write ``pages/NN.pdf`` (``A01.pdf`` where pages have codes), ``edition.pdf`` and ``report.json`` into ``out``.

    A page file is written only for a page without an error, and an old one is removed, unless ``fail_on`` is
    None; the proof always holds all pages, with a red mark where copy is overset. A build of all pages into the usual folder
    leaves its plan of jumps beside the edition, in ``jumps.lock``; one that holds a plan leaves that as it is.

    Raises:
        OSError: when a file cannot be written; files written before it are whole.
    """
    chosen = options or BuildOptions()
    target = Path(out) if out is not None else loaded.folder / "out"
    if is_source(target, loaded.workspace, loaded.folder):
        raise TypesetError([finding("output-among-sources", file=str(target))])
    done = check(loaded, progress=progress)
    pictures = PreparedPictures()
    pages = _page_files(done, chosen, progress, pictures) if chosen.only != "edition" else {}
    name_of = loaded.edition.page_name
    files = {page_file(name_of(number)): data for number, data in sorted(pages.items())}
    stale = _stale(done, chosen, target, files)
    if chosen.only != "pages":
        files[PROOF] = _proof(done, chosen, progress, pictures)
    progress("write", 0, 1)
    outcome = done.outcome(tuple((number, page_file(name_of(number))) for number in sorted(pages)))
    files[REPORT] = JsonReport().write(outcome, lang=chosen.lang).encode()
    if out is None and chosen.pages is None and chosen.only != "edition" and loaded.edition.held is None:
        files[BESIDE] = lock_of(done.issue, pages, loaded.sources.read_bytes).encode()
    written = deliver(target, files, stale)
    progress("write", 1, 1)
    return Built(done, outcome, written)


def withdraw(folder: Path, *, out: Path | None, findings: Sequence[Finding], lang: Lang) -> None:
    """After bad input: take back the page files of the last build and leave a report that says why.

    Nothing is done where no build has written before: there is nothing to take back.
    """
    target = out if out is not None else folder / "out"
    if not (target / REPORT).exists():
        return
    report = JsonReport().write(Outcome(slug=folder.resolve().name, findings=tuple(findings)), lang=lang)
    deliver(target, {REPORT: report.encode()}, written_before(target))


def _stale(
    done: SetEdition, options: BuildOptions, target: Path, files: Mapping[str, bytes]
) -> frozenset[str]:
    """Page files that must go: of pages with errors, and of an earlier build that had other pages."""
    if options.only == "edition":
        return frozenset()
    names = done.loaded.edition.page_name
    ours = {page_file(names(page.number)) for page in done.issue.pages}
    if options.pages is not None:
        broken = _broken(done)
        bad = {page_file(names(n)) for n in broken if n is not None} if options.fail_on is not None else set()
        asked = {page_file(names(n)) for n in options.pages}
        return frozenset((ours & (asked | bad)) - set(files))
    return frozenset((ours | written_before(target)) - set(files))


def _broken(done: SetEdition) -> set[int | None]:
    """The pages with an error; one in a frame over the fold is an error of both its pages."""
    wrong = [f for f in done.findings if f.severity is Severity.ERROR]
    over = {
        (page.number, frame.name)
        for page in done.issue.edition.pages
        for frame in page.layout.frames
        if frame.spread
    }
    facing = {f.page + 1 for f in wrong if f.page is not None and (f.page, f.frame) in over}
    # What overlaps a frame from over the fold spoils the page that frame comes from as well.
    facing |= {int(dict(f.facts)["other_page"]) for f in wrong if f.code == "spread-overlap"}
    return {f.page for f in wrong} | facing


def _page_files(
    done: SetEdition, options: BuildOptions, progress: Progress, pictures: PreparedPictures
) -> dict[int, bytes]:
    broken = _broken(done)
    if None in broken and options.fail_on is not None:
        # An error without a page concerns the whole issue: no page goes to plate.
        return {}
    wanted = [
        page
        for page in done.issue.pages
        if (options.pages is None or page.number in options.pages)
        and (options.fail_on is None or page.number not in broken)
    ]
    loaded = done.loaded
    work = [
        PageWork(
            page,
            loaded.faces,
            loaded.sources,
            _title(loaded.edition, page.number),
            loaded.edition.date,
            pictures,
        )
        for page in wanted
    ]
    files: dict[int, bytes] = {}
    progress("render", 0, len(work))
    with executor(options.jobs) as pool:
        for number, (page, data) in enumerate(zip(wanted, pool.map(render_page, work), strict=True), 1):
            files[page.number] = data
            progress("render", number, len(work))
    return files


def _proof(done: SetEdition, options: BuildOptions, progress: Progress, pictures: PreparedPictures) -> bytes:
    from typeset.render.pdf import Layer, Metadata, PdfRenderer

    progress("proof", 0, 1)
    loaded, issue = done.loaded, done.issue
    pages = [replace(page, items=(*page.items, *issue.marks.get(page.number, ()))) for page in issue.pages]
    layer = Layer(AIDS, layout_aids(issue.edition, issue, loaded.faces)) if options.debug else None
    about = Metadata(title=_title(loaded.edition, None), date=loaded.edition.date)
    renderer = PdfRenderer(about, layer, links_of(issue.jumps), prepared=pictures)
    proof = renderer.render(pages, loaded.faces, loaded.sources.read_bytes)
    progress("proof", 1, 1)
    return proof


@dataclass(frozen=True, slots=True)
class PageWork:
    """All a worker needs to draw one page file; picklable."""

    page: PlacedPage
    faces: FaceBook
    sources: Sources
    title: str
    date: datetime.date
    pictures: PreparedPictures


def render_page(work: PageWork) -> bytes:
    """Draw one page file; runs in this process or in a worker."""
    from typeset.render.pdf import Metadata, PdfRenderer

    renderer = PdfRenderer(Metadata(title=work.title, date=work.date), prepared=work.pictures)
    return renderer.render([work.page], work.faces, work.sources.read_bytes)


def _title(edition: Edition, page: int | None) -> str:
    title = f"{edition.paper} {edition.date.isoformat()}"
    return title if page is None else f"{title} 第{edition.page_name(page)}版"
