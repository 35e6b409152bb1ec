"""Two versions of an issue opened and held against each other, and pictures of the pages that changed (issue 7, 6)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.catalogue.entry import Lang
from typeset.compare import compare
from typeset.compare.reported import reported
from typeset.findings import Finding, TypesetError
from typeset.model.changes import Fate, IssueDiff
from typeset.patterns import regex
from typeset.press.loaded import Loaded, Progress, silent
from typeset.press.output import deliver, is_source
from typeset.press.versions import Version, VersionKind, paper_files, recognised, report_of

if TYPE_CHECKING:
    from typeset.compare.papers import PaperPage
    from typeset.compare.pixels import Picture
    from typeset.flow.issue import SetIssue
    from typeset.model.impression import Impression

PICTURE: Final = ".changed.png"
"""How the names of pictures end, so that those of an earlier comparison are known."""

_SHOWN: Final = frozenset({Fate.CHANGED, Fate.ADDED})
_NUMBERED: Final = regex(r"([A-Za-z]{0,2})([1-9][0-9]?)")


class SetVersion(Struct, frozen=True):
    """An edition that was read and set, once."""

    loaded: Loaded
    issue: SetIssue


class Compared(Struct, frozen=True):
    """What is different, and what the pages of the new version are drawn from: set pages, PDF pages, or nothing."""

    diff: IssueDiff
    version: Version
    set: SetVersion | None = None
    papers: tuple[PaperPage, ...] = ()


def compare_versions(old: str, new: str, here: Path, *, progress: Progress = silent) -> Compared:
    """Hold two versions against each other, as they are named on a command line given in the folder ``here``.

    Raises:
        TypesetError: when one cannot be opened, or they are nothing that can be compared.
        OSError: when a file cannot be read.
    """
    versions = recognised(old, here), recognised(new, here)
    kinds = {version.kind for version in versions}
    if len(kinds) > 1 and VersionKind.PAPERS in kinds:
        raise TypesetError([_unlike(*versions)])
    if kinds == {VersionKind.PAPERS}:
        return _papers(*versions, progress)
    if kinds == {VersionKind.EDITION}:
        return _editions(*versions, progress)
    before, after = (_as_report(version, progress) for version in versions)
    progress("compare", 0, 1)
    return Compared(compare(before, after), versions[1])


def _unlike(old: Version, new: Version) -> Finding:
    (old_zh, old_en), (new_zh, new_en) = old.kind.value, new.kind.value
    return finding(
        "versions-unlike",
        old=old.given,
        new=new.given,
        old_zh=old_zh,
        old_en=old_en,
        new_zh=new_zh,
        new_en=new_en,
    )


def _papers(old: Version, new: Version, progress: Progress) -> Compared:
    from typeset.compare.papers import compare_papers, read_papers

    progress("read", 0, 1)
    before, after = read_papers(paper_files(old)), read_papers(paper_files(new))
    progress("compare", 0, 1)
    return Compared(compare_papers(before, after), new, papers=after)


def _editions(old: Version, new: Version, progress: Progress) -> Compared:
    from typeset.compare.shown import impression_of

    before = _set(old, progress)
    after = before if old.key == new.key else _set(new, progress)
    progress("compare", 0, 1)
    shown = [
        impression_of(one.issue, one.loaded.faces, one.loaded.sources.read_bytes) for one in (before, after)
    ]
    return Compared(compare(*shown), new, after)


def _set(version: Version, progress: Progress) -> SetVersion:
    from typeset.flow.issue import set_issue
    from typeset.read.hyphenation import divided
    from typeset.read.words import word_starts

    loaded = _loaded(version, progress)
    progress("set", 0, 1)
    return SetVersion(loaded, set_issue(loaded.edition, loaded.faces, divided, word_starts))


def _loaded(version: Version, progress: Progress) -> Loaded:
    """The edition of a version; findings of a revision name it with their files, which are on no disk."""
    from typeset.press.loading import load, load_from

    revision = version.revision
    if revision is None:
        return load(version.path, progress=progress)
    try:
        return load_from(revision.sources, version.path, revision.folder, progress=progress)
    except TypesetError as error:
        name = version.given.partition(":")[0]
        raise TypesetError(_of_revision(error.findings, name)) from error


def _of_revision(found: Iterable[Finding], name: str) -> Iterator[Finding]:
    for one in found:
        span = one.span
        yield one if span is None else replace(one, span=replace(span, file=f"{name}:{span.file}"))


def _as_report(version: Version, progress: Progress) -> Impression:
    """A report, or what a report of an edition would say."""
    if version.kind is VersionKind.REPORT:
        return report_of(version)
    from typeset.press.checking import check
    from typeset.report.json_report import JsonReport

    done = check(_loaded(version, progress), progress=progress)
    return reported(json.loads(JsonReport().write(done.outcome(), lang=Lang.ZH)), {})


def write_pictures(compared: Compared, target: Path, *, progress: Progress = silent) -> tuple[Path, ...]:
    """Draw the pages that changed, as they are now, with the changes marked: ``DIR/04.changed.png``.

    Pictures of an earlier comparison in the folder are removed; all files are written, or none.

    Raises:
        TypesetError: when one of the two is a report, or the folder holds what people write.
        OSError: when a file cannot be written.
    """
    if compared.set is None and not compared.papers:
        raise TypesetError([finding("nothing-to-picture")])
    if _among_sources(compared, target):
        raise TypesetError([finding("output-among-sources", file=str(target))])
    from typeset.compare.marked import marked_png, marks_of

    progress("draw", 0, 1)
    wanted = [page.name for page in compared.diff.pages if page.fate in _SHOWN]
    files = {
        _file(name): marked_png(picture, marks_of(compared.diff, name))
        for name, picture in _drawn(compared, wanted).items()
    }
    stale = [one.name for one in target.glob(f"*{PICTURE}")] if target.is_dir() else []
    return deliver(target, files, stale)


def _among_sources(compared: Compared, target: Path) -> bool:
    if compared.set is None or compared.version.revision is not None:
        return False
    return is_source(target, compared.set.loaded.workspace, compared.set.loaded.folder)


def _file(page: str) -> str:
    found = _NUMBERED.fullmatch(page)
    stem = f"{found[1]}{int(found[2]):02}" if found else page.replace("/", "-")
    return stem + PICTURE


def _drawn(compared: Compared, wanted: list[str]) -> Mapping[str, Picture]:
    if compared.set is None:
        return {page.name: page.draw() for page in compared.papers if page.name in wanted}
    return _drawn_pages(compared.set, wanted) if wanted else {}


def _drawn_pages(version: SetVersion, wanted: list[str]) -> Mapping[str, Picture]:
    """Set pages as they are printed, drawn through their PDF."""
    from typeset.compare.papers import PaperFile, draw
    from typeset.press.reproduction import Reproduction
    from typeset.render.pdf import Metadata, PdfRenderer

    loaded, edition = version.loaded, version.issue.edition
    pages = [page for page in version.issue.pages if edition.page_name(page.number) in wanted]
    ready = Reproduction(loaded.sources)
    renderer = PdfRenderer(
        Metadata(title=loaded.edition.paper, date=loaded.edition.date),
        repro=ready.wanted(loaded.edition.pages[0].printing),
        prepared=ready.pictures,
    )
    file = PaperFile(edition.slug, renderer.render(pages, loaded.faces, loaded.sources.read_bytes))
    return {edition.page_name(page.number): draw(file, index) for index, page in enumerate(pages)}
