"""The work unit (issue 9): an edition with all that is read for it as bytes, and what a machine that sets it may answer.

A unit needs no folder. What sources answered is written down in it; whoever works on it has the same answers, and a build whose every
question was answered gives the same bytes as one beside the files. What nobody thought of is asked for (:class:`Wanting`) and sent again.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from typeset.findings import Finding
from typeset.press.edition import BuildOptions, Printed
from typeset.press.output import Earlier
from typeset.source import Sources

BUNDLED: Final = "@bundled/"


class Ask(enum.Enum):
    """What sources are asked."""

    CONTENT = "content"
    THERE = "there"
    FILES = "files"
    FOLDERS = "folders"


Question = tuple[Ask, str]


class Answers(Struct, frozen=True):
    """What the sources of a workspace answered, by names: the SHA-256 of a file (None: it cannot be read), and what is where."""

    content: dict[str, str | None] = field(default_factory=dict)
    there: dict[str, bool] = field(default_factory=dict)
    files: dict[str, tuple[str, ...]] = field(default_factory=dict)
    folders: dict[str, tuple[str, ...]] = field(default_factory=dict)


class Unit(Struct, frozen=True, kw_only=True):
    """An edition in the ``folder`` of its workspace, and how it is to be built.

    ``contents`` are files by their SHA-256. A worker keeps ``faces``, so their contents may be missing. ``pages`` and ``hold`` are names of pages;
    ``earlier`` is what lies in the output folder, ``plan`` whether the plan of jumps is written; ``pictured`` whether a report will show pages.
    """

    folder: str
    answers: Answers
    contents: dict[str, bytes]
    faces: frozenset[str] = frozenset()
    options: BuildOptions = BuildOptions()
    pages: tuple[str, ...] = ()
    hold: tuple[str, ...] | None = None
    earlier: Earlier = Earlier()
    plan: bool = True
    pictured: bool = False


class Refused(Struct, frozen=True):
    """The edition cannot be built; ``findings`` say why. ``unread`` says that it is wrong itself, not what was asked for."""

    findings: tuple[Finding, ...]
    unread: bool = False


class Wanting(Struct, frozen=True):
    """Questions that were asked and not answered."""

    questions: frozenset[Question]


class Failed(Struct, frozen=True):
    """Our own bug: what was raised, where, and the whole traceback."""

    what: str
    place: str
    trace: str


class Unlike(Struct, frozen=True):
    """A worker that would not give the same bytes: ``differences`` say why."""

    worker: str
    differences: tuple[str, ...]


Answer = Printed | Refused | Wanting | Failed | Unlike


class UnitSources:
    """The files of a unit; what comes with the package is read from ``bundled``, ``kept`` gives faces of other units by their SHA-256.

    A question without an answer is answered with no, and written down in ``open_questions``: what was made of it is not to be used.
    """

    def __init__(self, unit: Unit, bundled: Sources, kept: Mapping[str, bytes]) -> None:
        self._answers = unit.answers
        self._contents = unit.contents
        self._bundled = bundled
        self._kept = kept
        self.open_questions: set[Question] = set()

    def read_bytes(self, name: str) -> bytes:
        """The content of a file; raises FileNotFoundError or OSError."""
        if name.startswith(BUNDLED):
            return self._bundled.read_bytes(name)
        digest = self._answers.content.get(name, "")
        for shelf in (self._contents, self._kept):
            if digest is not None and digest in shelf:
                return shelf[digest]
        beside = self._files(name.rpartition("/")[0])
        # What is known not to be there, or not to be readable, is no question.
        if digest or (digest == "" and (beside is None or name in beside)):
            self.open_questions.add((Ask.CONTENT, name))
        raise FileNotFoundError(name)

    def exists(self, name: str) -> bool:
        """Whether there is a file of this name."""
        if name.startswith(BUNDLED):
            return self._bundled.exists(name)
        if name in self._answers.there:
            return self._answers.there[name]
        beside = self._files(name.rpartition("/")[0])
        if beside is not None:
            return name in beside
        self.open_questions.add((Ask.THERE, name))
        return False

    def names(self, folder: str) -> tuple[str, ...]:
        """The files directly in a folder, as full names, sorted."""
        if f"{folder}/".startswith(BUNDLED):
            return self._bundled.names(folder)
        found = self._files(folder.rstrip("/"))
        if found is None:
            self.open_questions.add((Ask.FILES, folder))
        return found or ()

    def folders(self, folder: str) -> tuple[str, ...]:
        """The folders directly in a folder ("" for the workspace), as full names, sorted."""
        if f"{folder}/".startswith(BUNDLED):
            return self._bundled.folders(folder)
        found = self._answers.folders.get(folder.rstrip("/"))
        if found is None:
            self.open_questions.add((Ask.FOLDERS, folder))
        return found or ()

    def _files(self, folder: str) -> tuple[str, ...] | None:
        """The files in a folder, none where there is no such folder; None when nobody said."""
        known = self._answers.files.get(folder)
        if known is not None:
            return known
        while "/" in folder:
            above = folder.rpartition("/")[0]
            if folder not in self._answers.folders.get(above, (folder,)):
                return ()
            folder = above
        return None


def answered(unit: Unit, more: Answers, contents: Mapping[str, bytes]) -> Unit:
    """The unit with more answers, and more contents by their SHA-256."""
    old = unit.answers
    answers = Answers(
        content=old.content | more.content,
        there=old.there | more.there,
        files=old.files | more.files,
        folders=old.folders | more.folders,
    )
    return replace(unit, answers=answers, contents=unit.contents | dict(contents))
