"""The folder a build writes: all of its files or none, and nothing in it that is not ours touched.

What an earlier build wrote is known from its own ``report.json``. A page file that this build does not write is
removed when that report names it or when it bears the name of one of our pages: a wrong page must not go to plate
by accident, and a stranger's file must not be lost.
"""

from __future__ import annotations

import errno
import os
import secrets
import signal
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from typeset.catalogue import finding
from typeset.findings import TypesetError
from typeset.model.edition import place_in_section
from typeset.patterns import regex

REPORT: Final = "report.json"
PROOF: Final = "edition.pdf"
PAGES: Final = "pages"
MANIFEST: Final = "SHA256SUMS"
"""The list of digests of what goes to the plant, as ``sha256sum --check`` reads it."""
_PAGE_FILE: Final = regex(rf"{PAGES}/[A-Za-z0-9][A-Za-z0-9._-]*\.pdf")


def page_file(name: str) -> str:
    """The file in the output folder of the page of this name: ``pages/04.pdf``, ``pages/A04.pdf``."""
    section, number = place_in_section(name)
    return f"{PAGES}/{section}{number:02}.pdf"


def output_folder(workspace: Path, folder: Path, out: str | Path | None) -> Path:
    """Where the edition in a folder is written: ``out``, or its usual place.

    Raises:
        TypesetError: when people write in there.
    """
    target = Path(out) if out is not None else folder / "out"
    if is_source(target, workspace, folder):
        raise TypesetError([finding("output-among-sources", file=str(target))])
    return target


def deliver(target: Path, files: Mapping[str, bytes], stale: Iterable[str]) -> tuple[Path, ...]:
    """Write files into the folder, by their names in it, and remove the stale ones.

    Everything is first written beside its place and moved there only when all of it is on the disk, so that pages
    of two builds never lie together; an interrupt waits until all has been moved.

    Raises:
        OSError: when a file cannot be written; then none has been changed. Its ``filename`` is the file's.
    """
    # Another build may be writing into the same folder.
    build = secrets.token_hex(4)
    gone = [target / name for name in set(stale) - set(files)]
    staged: list[tuple[Path, Path]] = []
    at = target
    try:
        for name, data in files.items():
            at = Path(os.path.normpath(target / name))
            beside = at.with_name(f".{at.name}.{build}.part")
            staged.append((beside, at))
            at.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(data)
        for at in (*gone, *(path for _, path in staged)):
            if at.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        with _uninterrupted():
            for at in gone:
                at.unlink(missing_ok=True)
            for beside, at in staged:
                beside.replace(at)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(at)) from error
    finally:
        # What has been moved is there no more.
        for beside, _ in staged:
            beside.unlink(missing_ok=True)
    return tuple(path for _, path in staged)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C is heard only afterwards. Threads other than the first one it never reaches."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    try:
        yield
    finally:
        # None is a handler that is none of Python's: it cannot be put back.
        signal.signal(signal.SIGINT, signal.SIG_DFL if before is None else before)
    if heard and callable(before):
        before(signal.SIGINT, None)


def written_before(target: Path) -> frozenset[str]:
    """The page files an earlier build says it wrote here; empty when there was none, or its report is damaged."""
    try:
        report = _REPORT.decode((target / REPORT).read_bytes())
    except (OSError, ValueError):
        return frozenset()
    return frozenset(page.file for page in report.pages if page.file is not None and _is_page_file(page.file))


class _Page(Struct, frozen=True):
    file: str | None


class _Report(Struct, frozen=True):
    """What is asked of an earlier report."""

    pages: list[_Page]


_REPORT: Final = msgspec.json.Decoder(_Report)


class Earlier(Struct, frozen=True):
    """What an earlier build left in an output folder: the text of its list of digests, and the page files its report names."""

    manifest: str = ""
    pages: frozenset[str] = frozenset()


def earlier(target: Path) -> Earlier:
    """What an earlier build left in a folder; nothing when there was none."""
    return Earlier(read_if_there(target / MANIFEST), written_before(target))


def _is_page_file(name: str) -> bool:
    return _PAGE_FILE.fullmatch(name) is not None


def read_if_there(path: Path) -> str:
    """The text of a file of an earlier build; "" when there is none that can be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def is_source(target: Path, workspace: Path, edition: Path) -> bool:
    """Whether a folder holds what people write, so that output must not go there."""
    place = target.resolve()
    if place in {workspace.resolve(), edition.resolve()} or (place / "edition.yaml").exists():
        return True
    kept = [workspace / "layouts", workspace / "fonts", edition / "stories", edition / "pictures"]
    return any(place.is_relative_to(folder.resolve()) for folder in kept)
