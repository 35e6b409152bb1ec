"""One edition from its folder to its files: read, set, check, render, write.

The only room that knows all others. Everything is computed before the first file is written, every file is
written whole or not at all, and a page with an error leaves no page file behind.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from typeset.catalogue import finding
from typeset.catalogue.entry import Lang
from typeset.checks.conservation import check_account, check_pages
from typeset.checks.frames import check_frames
from typeset.checks.places import check_places
from typeset.execute import executor
from typeset.faces import FaceBook
from typeset.findings import Finding, Severity, TypesetError, in_order
from typeset.flow.issue import SetIssue, set_issue
from typeset.model.edition import Edition
from typeset.model.placed import PlacedPage
from typeset.report.json_report import JsonReport
from typeset.report.outcome import Outcome
from typeset.source import Sources

Progress = Callable[[str, int, int], None]
"""Told the stage (``read``, ``set``, ``check``, ``render``, ``write``), how much of it is done, and of how much."""


def silent(stage: str, done: int, total: int) -> None:
    """Progress that nobody hears."""
    del stage, done, total


@dataclass(frozen=True, slots=True)
class Loaded:
    """An edition that has been read, with its faces and the sources its pictures come from."""

    edition: Edition
    faces: FaceBook
    sources: Sources
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
            edition=self.loaded.edition,
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

    ``pages`` restricts the page files written (None: all); the proof always has all pages. ``fail_on`` None
    writes page files even of pages with errors. ``lang`` is the language of report.json.
    """

    pages: frozenset[int] | None = None
    only: Literal["all", "pages", "edition"] = "all"
    jobs: int = 1
    fail_on: Severity | None = Severity.ERROR
    lang: Lang = Lang.ZH


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
    from typeset.read.fonts import read_faces

    progress("read", 0, 1)
    workspace, folder = find_workspace(Path(path))
    sources = DiskSources(workspace)
    edition, findings = read_edition(sources, folder)
    faces, face_findings = read_faces(sources)
    found = [*findings, *face_findings]
    if edition is not None:
        for page in edition.pages:
            found += check_frames(page.layout)
        found += check_places(edition)
        if faces is not None:
            found += _unknown_faces(edition, faces)
    if edition is None or faces is None or any(f.severity is Severity.ERROR for f in found):
        raise TypesetError(in_order(found))
    progress("read", 1, 1)
    return Loaded(edition, faces, sources, workspace / folder, in_order(found))


def check(loaded: Loaded, *, progress: Progress = silent) -> SetEdition:
    """Set an edition and check its pages; writes nothing."""
    total = len(loaded.edition.pages)
    progress("set", 0, total)
    issue = set_issue(loaded.edition, loaded.faces)
    progress("set", total, total)
    boxed = frozenset(str(dict(f.facts)["char"]) for f in issue.findings if f.code == "missing-glyph")
    found = [
        *loaded.findings,
        *issue.findings,
        *check_account(loaded.edition, issue.parts, issue.oversets),
        *check_pages(loaded.edition, issue.pages, issue.parts, boxed),
    ]
    progress("check", 1, 1)
    return SetEdition(loaded, issue, in_order(found))


def build(
    loaded: Loaded,
    *,
    out: str | Path | None = None,
    options: BuildOptions | None = None,
    progress: Progress = silent,
) -> Built:
    """Set an edition and write ``pages/NN.pdf``, ``edition.pdf`` and ``report.json`` into ``out``.

    A page file is written only for a page without an error, and an old one is removed, unless ``fail_on`` is
    None; the proof always holds all pages, with a red mark where copy is overset.

    Raises:
        OSError: when a file cannot be written; files written before it are whole.
    """
    chosen = options or BuildOptions()
    done = check(loaded, progress=progress)
    target = Path(out) if out is not None else loaded.folder / "out"
    files = _page_files(done, chosen, progress) if chosen.only != "edition" else {}
    proof = _proof(done, progress) if chosen.only != "pages" else None
    progress("write", 0, 1)
    written: list[Path] = []
    pages = target / "pages"
    if chosen.only != "edition":
        _remove_stale(pages, keep=set(files), chosen=chosen)
    for number, data in sorted(files.items()):
        written.append(write_whole(pages / f"{number:02}.pdf", data))
    if proof is not None:
        written.append(write_whole(target / "edition.pdf", proof))
    outcome = done.outcome(tuple((number, f"pages/{number:02}.pdf") for number in sorted(files)))
    report = JsonReport().write(outcome, lang=chosen.lang)
    written.append(write_whole(target / "report.json", report.encode()))
    progress("write", 1, 1)
    return Built(done, outcome, tuple(written))


def _unknown_faces(edition: Edition, faces: FaceBook) -> list[Finding]:
    """Styles that ask for a role no face plays; once a role."""
    roles = {style.face for page in edition.pages for style in page.styles.styles.values()}
    return [
        finding("unknown-face", span=edition.span, role=role, known="、".join(faces.roles))
        for role in sorted(roles - set(faces.roles))
    ]


def _page_files(done: SetEdition, options: BuildOptions, progress: Progress) -> dict[int, bytes]:
    broken = {f.page for f in done.findings if f.severity is Severity.ERROR}
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
        PageWork(page, loaded.faces, loaded.sources, _title(loaded.edition, page.number), loaded.edition.date)
        for page in wanted
    ]
    files: dict[int, bytes] = {}
    progress("render", 0, len(work))
    with executor(options.jobs) as pool:
        for number, (page, data) in enumerate(zip(wanted, pool.map(render_page, work), strict=True), 1):
            files[page.number] = data
            progress("render", number, len(work))
    return files


def _proof(done: SetEdition, progress: Progress) -> bytes:
    from typeset.render.pdf import Metadata, PdfRenderer

    progress("proof", 0, 1)
    loaded, issue = done.loaded, done.issue
    pages = [replace(page, items=(*page.items, *issue.marks.get(page.number, ()))) for page in issue.pages]
    renderer = PdfRenderer(Metadata(title=_title(loaded.edition, None), date=loaded.edition.date))
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


def render_page(work: PageWork) -> bytes:
    """Draw one page file; runs in this process or in a worker."""
    from typeset.render.pdf import Metadata, PdfRenderer

    renderer = PdfRenderer(Metadata(title=work.title, date=work.date))
    return renderer.render([work.page], work.faces, work.sources.read_bytes)


def _title(edition: Edition, page: int | None) -> str:
    title = f"{edition.paper} {edition.date.isoformat()}"
    return title if page is None else f"{title} 第{page}版"


def _remove_stale(pages: Path, *, keep: set[int], chosen: BuildOptions) -> None:
    """Page files of an earlier build that this one does not write: a wrong page must not go to plate by accident."""
    for old in pages.glob("*.pdf"):
        if not old.stem.isdigit() or int(old.stem) in keep:
            continue
        if chosen.pages is None or int(old.stem) in chosen.pages:
            old.unlink()


def write_whole(path: Path, data: bytes) -> Path:
    """Write a file whole or not at all: beside its place first, then moved there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    return path
