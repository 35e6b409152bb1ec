"""What draws a sheet besides its display list: faces, files, profile, and what is asked of the file; by their content (issue 9)."""

from __future__ import annotations

import hashlib

from typeset.cache import key_of
from typeset.faces import FaceBook
from typeset.faces.book import FaceSource
from typeset.model.placed import PlacedSheet
from typeset.model.printing import Printing
from typeset.press.digests import files_on, sheet_digest
from typeset.press.reproduction import Reproduction
from typeset.read.fonts import FontFile
from typeset.source import Sources


class DrawnWith:
    """The keys of what is drawn in one run of the press; every file is read for it once."""

    def __init__(self, faces: FaceBook, sources: Sources, reproduction: Reproduction) -> None:
        self._sources = sources
        self._reproduction = reproduction
        self._faces = faces_digest(faces)
        self._files: dict[str, bytes] = {}

    def key(self, sheet: PlacedSheet, printing: Printing, about: str) -> bytes:
        """The key of a sheet drawn for a press; ``about`` is what its file says of itself.

        Raises:
            OSError: when a picture is gone.
        """
        wanted = self._reproduction.pictures.digest(self._reproduction.wanted(printing))
        names = dict.fromkeys(name for one in sheet.pages for name in files_on(one.page))
        files = [(name, self._content(name)) for name in names]
        return sheet_digest(sheet, key_of(self._faces, wanted, printing, about), files)

    def _content(self, name: str) -> bytes:
        if name not in self._files:
            self._files[name] = hashlib.sha256(self._sources.read_bytes(name)).digest()
        return self._files[name]


def faces_digest(faces: FaceBook) -> bytes:
    """A digest of the roles of all faces with the content of their fonts."""
    return key_of(*[(face.role, face.fallback, _font(face)) for face in faces.sources])


def _font(face: FaceSource) -> tuple[object, ...]:
    """What a font is: by the digest of its manifest, which it is held against whenever it is read, or by its content."""
    if isinstance(face, FontFile):
        if face.sha256:
            return face.file, face.index, face.sha256
        try:
            return face.file, face.index, hashlib.sha256(face.sources.read_bytes(face.file)).hexdigest()
        except OSError:
            return face.file, face.index, ""
    record = face.record()
    return record.file, record.index, hashlib.sha256(record.data).hexdigest()
