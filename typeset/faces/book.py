"""The faces of an edition by role, each read only when it is first asked for.

The bundled faces are several megabytes each and a page uses few of them; worker processes should neither be sent
nor read the others. So a book holds sources of records, and pickling a book sends the sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from typeset.faces.face import Face
from typeset.faces.record import FaceRecord


class FaceSource(Protocol):
    """Something that knows a role and can get its record; a :class:`FaceRecord` is one. Must be picklable."""

    @property
    def role(self) -> str:
        """The role of the face."""

    @property
    def fallback(self) -> tuple[str, ...]:
        """The roles asked, in order, for characters this face lacks."""

    @property
    def file(self) -> str:
        """The font file's name, for people."""

    def record(self) -> FaceRecord:
        """The record with its bytes."""


class FaceBook:
    """All faces of an edition, by role; of two sources with one role the later counts."""

    def __init__(self, sources: Iterable[FaceSource]) -> None:
        self._sources: dict[str, FaceSource] = {source.role: source for source in sources}
        self._faces: dict[str, Face] = {}
        self._chains: dict[str, tuple[str, ...]] = {}
        self._picked: dict[tuple[str, str], Face | None] = {}

    def __reduce__(self) -> tuple[type[FaceBook], tuple[tuple[FaceSource, ...]]]:
        return FaceBook, (tuple(self._sources.values()),)

    def __contains__(self, role: object) -> bool:
        return role in self._sources

    @property
    def roles(self) -> tuple[str, ...]:
        """All roles, in the order they were given."""
        return tuple(self._sources)

    @property
    def sources(self) -> tuple[FaceSource, ...]:
        """Where the faces come from, in the order of the roles."""
        return tuple(self._sources.values())

    def face(self, role: str) -> Face:
        """The face of a role.

        Raises:
            KeyError: when no face plays this role.
            FaceError: when its font cannot be used.
        """
        face = self._faces.get(role)
        if face is None:
            face = self._faces[role] = Face(self._sources[role].record())
        return face

    def pick(self, role: str, char: str) -> Face | None:
        """The role's face if it has the character, else the first of its fallback chain that has it, else None.

        Raises:
            KeyError: when no face plays this role.
        """
        key = (role, char)
        if key not in self._picked:
            self._picked[key] = next(
                (face for face in map(self.face, self.chain(role)) if face.glyph(char)), None
            )
        return self._picked[key]

    def chain(self, role: str) -> tuple[str, ...]:
        """The role itself and all roles its fallback leads to, nearest first, each once.

        Raises:
            KeyError: when no face plays this role.
        """
        chain = self._chains.get(role)
        if chain is None:
            chain = self._chains[role] = tuple(self._walk(role))
        return chain

    def _walk(self, role: str) -> Iterator[str]:
        seen = {role}
        waiting = [role]
        while waiting:
            current = waiting.pop(0)
            yield current
            fresh = [r for r in self._sources[current].fallback if r in self._sources and r not in seen]
            seen.update(fresh)
            waiting.extend(fresh)
