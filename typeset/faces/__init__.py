"""Font files become faces: glyphs, advances, ink and shaping, and the book that finds them by role.

Not here: where font files lie and how ``fonts.yaml`` maps them (:mod:`typeset.read.fonts`), and embedding them in
a PDF (:mod:`typeset.render.pdf`). This room sees bytes, so that it works the same on disk, in tests and in worker
processes.
"""

from typeset.faces.book import FaceBook, FaceSource
from typeset.faces.face import Face, Glyph
from typeset.faces.record import FaceError, FaceRecord, MappedFont, Reason, inspect

__all__ = [
    "Face",
    "FaceBook",
    "FaceError",
    "FaceRecord",
    "FaceSource",
    "Glyph",
    "MappedFont",
    "Reason",
    "inspect",
]
