"""Faces a worker has been sent, by their SHA-256: each is sent to a machine once, not with every edition (issue 9)."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from typeset.read.fonts import BUNDLED, MANIFEST
from typeset.read.yaml_tree import Mapping as YamlMapping
from typeset.read.yaml_tree import Scalar, compose
from typeset.source import Sources

# A paper has some dozens of megabytes of faces of its own, a group some papers a worker.
MOST: Final = 2_000_000_000


class FaceShelf(Mapping[str, bytes]):
    """The bundled faces and those in a folder of this machine; what stands there is believed only if its digest is right.

    The longest unused go when there are more than ``most`` bytes. Many processes may use one folder.
    """

    def __init__(self, folder: Path, bundled: Sources, most: int = MOST) -> None:
        self._folder = folder
        self._bundled = bundled
        self._most = most
        self._ours = _bundled_faces(bundled)

    def __getitem__(self, digest: str) -> bytes:
        if digest in self._ours:
            return self._bundled.read_bytes(self._ours[digest])
        data = self._kept(digest)
        if data is None:
            raise KeyError(digest)
        return data

    def __contains__(self, digest: object) -> bool:
        return digest in self._ours or (isinstance(digest, str) and self._kept(digest) is not None)

    def __iter__(self) -> Iterator[str]:
        yield from self._ours
        yield from (file.name for file in self._files())

    def __len__(self) -> int:
        return len(self._ours) + len(self._files())

    def keep(self, digest: str, data: bytes) -> None:
        """Keep a face; a machine that has no room for it is sent it again."""
        if digest in self:
            return
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._make_room(len(data))
            handle, name = tempfile.mkstemp(dir=self._folder, prefix=".")
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).replace(self._folder / digest)

    def _kept(self, digest: str) -> bytes | None:
        file = self._folder / digest
        try:
            data = file.read_bytes()
            os.utime(file)
        except OSError:
            return None
        return data if hashlib.sha256(data).hexdigest() == digest else None

    def _files(self) -> list[Path]:
        try:
            return [file for file in self._folder.iterdir() if not file.name.startswith(".")]
        except OSError:
            return []

    def _make_room(self, wanted: int) -> None:
        by_use = sorted((file.stat().st_mtime, file.stat().st_size, file) for file in self._files())
        there = sum(size for _, size, _ in by_use)
        for _, size, file in by_use:
            if there + wanted <= self._most:
                return
            file.unlink(missing_ok=True)
            there -= size


def usual_folder() -> Path:
    """Where the faces of this machine's workers are: one folder a user, in the folder for temporary files."""
    user = str(os.getuid()) if hasattr(os, "getuid") else "all"
    return Path(tempfile.gettempdir()) / f"typeset-faces-{user}"


def _bundled_faces(bundled: Sources) -> dict[str, str]:
    """The files of the bundled faces by the digests their manifest gives."""
    manifest = f"{BUNDLED}/{MANIFEST}"
    tree, _ = compose(bundled.read_bytes(manifest).decode("utf-8"), manifest)
    faces = tree.get("faces") if isinstance(tree, YamlMapping) else None
    found: dict[str, str] = {}
    for _, face in faces.entries if isinstance(faces, YamlMapping) else ():
        if isinstance(face, YamlMapping):
            digest, file = face.get("sha256"), face.get("file")
            if isinstance(digest, Scalar) and isinstance(file, Scalar):
                found[digest.text.lower()] = f"{BUNDLED}/{file.text}"
    return found
