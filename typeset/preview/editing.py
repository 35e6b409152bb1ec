"""What the browser asks of editing, without the web: files, frames that are moved, stories that are placed (issue 8)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from typeset.catalogue import finding
from typeset.catalogue.entry import Lang
from typeset.findings import TypesetError
from typeset.flow.grid import PageGrid
from typeset.model.edition import PageSpec
from typeset.model.layout import FrameSpec
from typeset.preview.editable_files import EditableFiles
from typeset.preview.handles import frames_of, grid_of
from typeset.preview.rewriting import FrameAt, Rewritten, move_frame, place_story, take_back
from typeset.preview.snapshot import Snapshot
from typeset.preview.sources import EditedFiles, Opened
from typeset.preview.standing import Stand, stand
from typeset.preview.written_pages import WrittenEdition
from typeset.report.json_value import Json
from typeset.source import Span


class Saved(Struct, frozen=True):
    """A file that was rewritten, and the other pages that change with it."""

    opened: Opened
    pages: tuple[int, ...] = ()


class Placing(Struct, frozen=True):
    """A story and the frame of a page it is put in or taken out of."""

    page: int
    frame: str
    story: str


class Editing:
    """One edition's files in the hands of people at browsers; ``snapshot`` gives what they see now."""

    def __init__(self, workspace: Path, folder: str, snapshot: Callable[[], Snapshot]) -> None:
        self.folder = folder
        self.names = EditableFiles(workspace.resolve(), folder)
        self.files = EditedFiles(self.names)
        self._snapshot = snapshot
        # A rewriting reads several files and writes one: two at once would answer each other's questions.
        self._one = threading.Lock()

    def listed(self) -> list[Json]:
        """The files that can be edited."""
        return self.names.listed(self._snapshot())

    def move(self, page: int, frame: str, wanted: Stand, version: str) -> Saved:
        """Move or resize a frame of a page, in the version of the layout that was seen.

        Raises:
            ChangedOnDiskError: when the layout is another version by now; nothing is written.
            TypesetError: as :func:`move_frame`.
        """
        with self._one:
            sources = self.names.sources
            written = WrittenEdition(sources, self.folder).page(page)
            written.frame(frame)
            self.files.expect(written.file, version)
            spec, known = self._seen(page, frame, written.file)
            grid = PageGrid.of(spec.layout, spec.section_number)
            done = move_frame(sources, self.folder, FrameAt(page, frame, stand(known, grid), grid), wanted)
            return self._saved(done, version)

    def place(self, placing: Placing, version: str) -> Saved:
        """Put a story that waits in a free frame, in the version of ``edition.yaml`` that was seen.

        Raises:
            ChangedOnDiskError: when the file is another version by now; nothing is written.
            TypesetError: as :func:`place_story`.
        """
        with self._one:
            self.files.expect(f"{self.folder}/edition.yaml", version)
            done = place_story(self.names.sources, self.folder, placing.page, placing.frame, placing.story)
            return self._saved(done, version)

    def take(self, placing: Placing, version: str) -> Saved:
        """Take a story out of its frame, so that it waits again; as :meth:`place`."""
        with self._one:
            self.files.expect(f"{self.folder}/edition.yaml", version)
            done = take_back(self.names.sources, self.folder, placing.page, placing.frame, placing.story)
            return self._saved(done, version)

    def handles(self, number: int, lang: Lang) -> Json:
        """What can be moved on a page and where to: versions of its files, its grid, and its frames with their edges.

        Raises:
            TypesetError: when the page is not there or its files cannot be read.
        """
        with self._one:
            edition = WrittenEdition(self.names.sources, self.folder)
            page = edition.page(number)
            spec = self._page(number, edition.file)
            layout, issue = self.files.open(page.file), self.files.open(edition.file)
            return {
                "page": number,
                "layout": _version(layout),
                "edition": _version(issue),
                "shared": [*edition.sharing(page)],
                "grid": grid_of(spec),
                "frames": frames_of(page, spec, lang),
            }

    def _page(self, number: int, file: str) -> PageSpec:
        done = self._snapshot().done
        pages = done.issue.edition.pages if done is not None else ()
        page = next((one for one in pages if one.number == number), None)
        if page is None:
            raise TypesetError((finding("page-not-there", span=Span(file), page=number),))
        return page

    def _seen(self, number: int, name: str, file: str) -> tuple[PageSpec, FrameSpec]:
        """A frame as it was set last."""
        page = self._page(number, file)
        frame = page.layout.frame(name)
        if frame is None:
            raise TypesetError((finding("frame-not-set", span=Span(file), page=number, frame=name),))
        return page, frame

    def _saved(self, done: Rewritten, version: str) -> Saved:
        return Saved(self.files.save(done.file, done.text, version), done.pages)


def _version(opened: Opened) -> Json:
    return {"path": opened.file, "version": opened.version, "undo": opened.undo}
