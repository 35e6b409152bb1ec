"""What one run of the press leaves for the next one of the same edition (issue 8).

It changes nothing of what is made, only how soon: everything is kept by all that it depends on.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from typeset.cache import Cache
from typeset.flow.standingpages import StandingPages
from typeset.flow.standingtype import StandingType
from typeset.read.fonts import StandingFaces
from typeset.read.standing_copy import StandingCopy
from typeset.repro import PreparedPictures
from typeset.standing import StandingResults

if TYPE_CHECKING:
    from typeset.render.pdf import StandingContents

# An issue has some dozens; so many have been in it while it was made.
_PICTURES: Final = 200


class Kept(Struct, frozen=True):
    """Faces, copy, type and pages as they stand, the pictures made ready with the cache of other runs of the program, and what was found of pages and stories.

    ``contents`` are the pages of the proof as they were drawn, where this process will draw it again.
    """

    faces: StandingFaces = field(default_factory=StandingFaces)
    copy: StandingCopy = field(default_factory=StandingCopy)
    type: StandingType = field(default_factory=StandingType)
    pictures: PreparedPictures = field(default_factory=lambda: PreparedPictures(_PICTURES))
    pages: StandingPages = field(default_factory=StandingPages)
    results: StandingResults = field(default_factory=StandingResults)
    contents: StandingContents | None = None

    @classmethod
    def with_cache(cls, cache: Cache, *, again: bool = False) -> Kept:
        """Nothing yet but what other runs of the program left (issue 9); ``again`` says that this one will build more than once."""
        pictures = PreparedPictures(_PICTURES, cache)
        if not again:
            return cls(pictures=pictures)
        from typeset.render.pdf import StandingContents

        kept = cls(pictures=pictures, contents=StandingContents())
        kept.type.keep_paragraphs()
        return kept

    @property
    def cache(self) -> Cache:
        """What other runs of the program left."""
        return self.pictures.cache


def cache_of(workspace: Path) -> Cache:
    """The cache of a workspace, on disk."""
    from typeset.stock import FOLDER, FolderCache, code_version

    return FolderCache(workspace / FOLDER, code_version())
