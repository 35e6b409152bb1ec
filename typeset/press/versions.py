"""Versions of an issue as they are named on the command line: what each is, and where it comes from."""

from __future__ import annotations

import enum
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from typeset.catalogue import finding
from typeset.compare.papers import PaperFile, page_of
from typeset.compare.reported import NotAReportError, reported
from typeset.findings import TypesetError
from typeset.press.output import MANIFEST, PAGES, PROOF, REPORT, read_if_there
from typeset.press.plant import listed
from typeset.source import Span

if TYPE_CHECKING:
    from typeset.model.impression import Impression
    from typeset.read.revisions import Revision

_EDITION: Final = "edition.yaml"
_MOST_OF_REPORT: Final = 64 * 1024 * 1024
_PDF: Final = b"%PDF-"


class VersionKind(enum.Enum):
    """What a version is; its value is the word for it in Chinese and in English."""

    EDITION = ("一期", "an edition")
    REPORT = ("报告", "a report")
    PAPERS = ("PDF", "PDF files")


class Version(Struct, frozen=True):
    """A version that was recognised and not read yet; ``key`` is the same for two names of one version."""

    given: str
    kind: VersionKind
    path: Path
    key: str
    revision: Revision | None = None


def recognised(given: str, here: Path) -> Version:
    """What a name on the command line means: something on disk first, else ``REV:FOLDER`` of git.

    Raises:
        TypesetError: when it is nothing that can be compared.
    """
    path = here / given
    if path.is_dir():
        return _folder(given, path)
    if path.is_file():
        if path.name == _EDITION:
            return _on_disk(given, VersionKind.EDITION, path.parent)
        with path.open("rb") as file:
            begins = file.read(1024).lstrip()
        if begins.startswith(_PDF) or path.suffix.lower() == ".pdf":
            return _on_disk(given, VersionKind.PAPERS, path)
        if begins.startswith(b"{") or path.suffix.lower() == ".json":
            return _on_disk(given, VersionKind.REPORT, path)
        raise TypesetError([finding("not-a-version", given=given)])
    from typeset.read.revisions import is_revision, open_revision

    if not is_revision(given):
        raise TypesetError([finding("not-a-version", given=given)])
    revision = open_revision(given, here)
    return Version(given, VersionKind.EDITION, path, revision.key, revision)


def _folder(given: str, path: Path) -> Version:
    if (path / _EDITION).is_file():
        return _on_disk(given, VersionKind.EDITION, path)
    if _pdf_files(path):
        return _on_disk(given, VersionKind.PAPERS, path)
    if (path / REPORT).is_file():
        return _on_disk(given, VersionKind.REPORT, path / REPORT)
    raise TypesetError([finding("no-pages-to-compare", given=given)])


def _on_disk(given: str, kind: VersionKind, path: Path) -> Version:
    return Version(given, kind, path, str(path.resolve()))


def _pdf_files(folder: Path) -> list[Path]:
    """The page files of a build, else all PDF files of the folder, in the order of their names."""
    for place in (folder / PAGES, folder):
        if place.is_dir():
            found = [one for one in place.iterdir() if one.suffix.lower() == ".pdf" and one.is_file()]
            if found:
                return sorted(found, key=lambda one: one.name)
    return []


def paper_files(version: Version) -> tuple[PaperFile, ...]:
    """The PDF files of a version.

    Raises:
        OSError: when one cannot be read.
    """
    path = version.path
    if path.is_file():
        return (PaperFile(version.given, path.read_bytes()),)
    files = _pdf_files(path)
    shown = {file: f"{version.given.rstrip('/')}/{file.relative_to(path).as_posix()}" for file in files}
    if [file.name for file in files] == [PROOF]:
        return (PaperFile(shown[files[0]], files[0].read_bytes()),)
    names = [page_of(file.stem) for file in files]
    if len(set(names)) < len(names):
        # 1.pdf and 01.pdf: no page is to be taken for another.
        names = [file.stem for file in files]
    pages = zip(files, names, strict=True)
    return tuple(PaperFile(shown[file], file.read_bytes(), name) for file, name in pages)


def report_of(version: Version) -> Impression:
    """What a report says; the digests of its page files are in the list beside it.

    Raises:
        TypesetError: when it is no report.
        OSError: when it cannot be read.
    """
    with version.path.open("rb") as file:
        data = file.read(_MOST_OF_REPORT + 1)
    try:
        return reported(_json(data), listed(read_if_there(version.path.parent / MANIFEST)))
    except NotAReportError as error:
        zh, en = error.args
        span = Span(version.given)
        told = finding("report-unreadable", span=span, reason_zh=zh, reason_en=en)
        raise TypesetError([told]) from error


def _json(data: bytes) -> Any:
    if len(data) > _MOST_OF_REPORT:
        raise NotAReportError("文件太大", "it is too large")
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise NotAReportError("不是 JSON 文件", "it is no JSON file") from error
