"""An edition on disk made into a work unit, and questions about it answered (issue 9).

Nothing is set for it, and YAML is not read: text files of the edition and the layouts go along, and pictures and faces whose names stand in them.
The worker asks for what this misses.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from typeset.press.edition import BuildOptions
from typeset.press.output import earlier, output_folder
from typeset.press.unit import Answers, Ask, Question, Unit, answered
from typeset.read.disk import DiskSources, find_workspace
from typeset.source import Sources

_TEXTS: Final = (".yaml", ".yml", ".md", ".csv", ".tsv", ".txt", ".lock")
_LAYOUTS: Final = "layouts"
_FONTS: Final = "fonts"
_EDITION: Final = "edition.yaml"


class Order(Struct, frozen=True, kw_only=True):
    """What is to be built: the ``edition``'s folder, where it is written (None: its usual folder), and how; see :class:`Unit`."""

    edition: Path
    out: Path | None = None
    options: BuildOptions = BuildOptions()
    pages: tuple[str, ...] = ()
    hold: tuple[str, ...] | None = None
    pictured: bool = False


class Packed(Struct, frozen=True):
    """A unit, the sources it came from, and where what is made of it is written."""

    unit: Unit
    sources: Sources
    target: Path


class Faces(Struct, frozen=True):
    """The SHA-256 of faces of workspaces, read once a run: they are large, and the same for one edition after another."""

    known: dict[tuple[Path, str], str] = field(default_factory=dict)


def packed(order: Order, faces: Faces) -> Packed:
    """The work unit of an edition.

    Raises:
        TypesetError: when there is no such edition, or it would be written where people write.
        OSError: when a folder cannot be looked at.
    """
    workspace, folder = find_workspace(order.edition)
    target = output_folder(workspace, workspace / folder, order.out)
    sources = DiskSources(workspace)
    inside = target.resolve()
    passed = inside.relative_to(workspace).as_posix() if inside.is_relative_to(workspace) else ""
    asking = _Asking(sources)
    asking.tree(_LAYOUTS, passed)
    asking.tree(folder, passed)
    asking.names(_FONTS)
    asking.texts()
    asking.siblings(folder)
    asking.mentioned()
    for name in asking.mentions(asking.answers.files[_FONTS]):
        asking.answers.content[name] = _face(sources, workspace, name, faces)
    unit = Unit(
        folder=folder,
        answers=asking.answers,
        contents=asking.contents,
        faces=frozenset(
            digest
            for name, digest in asking.answers.content.items()
            if digest is not None and name.startswith(f"{_FONTS}/") and not name.endswith(_TEXTS)
        ),
        options=replace(order.options, jobs=1),
        pages=order.pages,
        hold=order.hold,
        earlier=earlier(target),
        plan=order.out is None,
        pictured=order.pictured,
    )
    return Packed(unit, sources, target)


def with_answers(one: Packed, questions: Iterable[Question]) -> Packed:
    """The same unit with these questions answered from its sources."""
    asking = _Asking(one.sources)
    for ask, name in questions:
        match ask:
            case Ask.CONTENT:
                asking.read(name)
            case Ask.THERE:
                asking.answers.there[name] = one.sources.exists(name)
            case Ask.FILES:
                asking.names(name)
            case Ask.FOLDERS:
                asking.folders(name)
    return replace(one, unit=answered(one.unit, asking.answers, asking.contents))


class _Asking:
    """Asks sources and writes down what they answer."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self.answers = Answers()
        self.contents: dict[str, bytes] = {}

    def read(self, name: str) -> None:
        """What stands in a file; that it cannot be read is an answer too."""
        try:
            data = self._sources.read_bytes(name)
        except OSError:
            self.answers.content[name] = None
            return
        digest = hashlib.sha256(data).hexdigest()
        self.answers.content[name] = digest
        self.contents[digest] = data

    def names(self, folder: str) -> tuple[str, ...]:
        """The files in a folder."""
        found = self.answers.files[folder.rstrip("/")] = self._sources.names(folder)
        return found

    def folders(self, folder: str) -> tuple[str, ...]:
        """The folders in a folder."""
        found = self.answers.folders[folder.rstrip("/")] = self._sources.folders(folder)
        return found

    def tree(self, folder: str, passed: str) -> None:
        """The files in a folder and in all below it, but the one that is ``passed`` over, and hidden ones."""
        waiting = [folder]
        while waiting:
            below = waiting.pop()
            self.names(below)
            waiting += (
                name for name in self.folders(below) if name != passed and not _last(name).startswith(".")
            )

    def siblings(self, folder: str) -> None:
        """The editions beside this one: the issue before it is among them."""
        for beside in self.folders(folder.rpartition("/")[0]):
            name = f"{beside}/{_EDITION}"
            if name not in self.answers.content:
                there = self.answers.there[name] = self._sources.exists(name)
                if there:
                    self.read(name)

    def texts(self) -> None:
        """The text files of the folders that were looked at."""
        for name in self._listed():
            if name.lower().endswith(_TEXTS):
                self.read(name)

    def mentioned(self) -> None:
        """The other files whose names stand in a text; faces are not read."""
        for name in self.mentions(n for n in self._listed() if not n.startswith(f"{_FONTS}/")):
            self.read(name)

    def mentions(self, names: Iterable[str]) -> list[str]:
        """Those of the files that were not read whose names stand in a text that was."""
        text = b"\n".join(
            self.contents[d] for n, d in self.answers.content.items() if d and n.endswith(_TEXTS)
        )
        return [name for name in names if name not in self.answers.content and _last(name).encode() in text]

    def _listed(self) -> Iterator[str]:
        return (name for names in self.answers.files.values() for name in names)


def _face(sources: Sources, workspace: Path, name: str, faces: Faces) -> str | None:
    key = (workspace, name)
    if key not in faces.known:
        try:
            faces.known[key] = hashlib.sha256(sources.read_bytes(name)).hexdigest()
        except OSError:
            return None
    return faces.known[key]


def _last(name: str) -> str:
    return name.rpartition("/")[2]
